//! `survey`: what a table holds, in counts.

mod page;

use dynamodb_item_encryptor::{
    AttributeAction, BoxFuture, Error, Item, ItemEncryptor, Judgement, TableConfig, WalkAction, WalkEnd,
    WalkMode,
};
use serde_json::{Value, json};

use crate::args::SurveyArgs;
use crate::aws;
use crate::config;
use crate::exit::Exit;
use crate::failure::{Failure, with_sources};
use crate::inspect::facts::{Facts, Format, Header};
use crate::output::{Meaning, Output};
use crate::shown::shown;
use crate::sink::Sink;
use crate::walk;
use page::{Chart, Page};

/// Groups of counts, with the titles that people see.
const GROUPS: [(&str, &str); 8] = [
    (FORMAT, "Items by format"),
    (VERIFIED, "Items by verification"),
    (SUITE, "Sealed items by suite"),
    (VERSION, "Sealed items by header version"),
    (KEY, "Sealed items by wrapping key"),
    (BRANCH_KEY, "Sealed items by branch key and its version"),
    (ATTRIBUTE, "Items by attribute and what was done to it"),
    (SIZE, "Items by size"),
];
const FORMAT: &str = "format";
const VERIFIED: &str = "verified";
const SUITE: &str = "suite";
const VERSION: &str = "header version";
const KEY: &str = "key";
const BRANCH_KEY: &str = "branch key";
const ATTRIBUTE: &str = "attribute";
const SIZE: &str = "size";
/// Counts of bytes, and not of items.
const BYTES: &str = "bytes";

/// Carries the verb out.
pub(crate) async fn run(args: SurveyArgs, output: &mut Output) -> Result<Exit, Failure> {
    let (table, sdk) = if args.verify {
        config::table(&args.config, &args.aws).await?
    } else {
        config::table_without_keys(&args.config, &args.aws).await?
    };
    let client = aws::dynamodb(&args.aws, &sdk)?;
    // A page that cannot be written is told before an hour's walk.
    let sink = args.html.as_deref().map(|path| Sink::open(Some(path))).transpose()?;
    let check = table.check(&client).await;
    let mut told: Vec<String> = check.findings().iter().map(|finding| shown(&finding.to_string())).collect();
    // A warning is no reason to stop anybody.
    let mut is_clean = !check.has_errors();
    let survey = Survey { verifies: args.verify, encryptor: ItemEncryptor::new(table.clone()) };
    let end = walk::run(&client, survey, &args.walk, true, output, |key, finding, output| {
        let key = walk::key_of(key);
        let text = format!("{}: {finding}", shown(&key.to_string()));
        if output.json {
            output.json(&json!({ "key": key, "finding": finding }))?;
        } else {
            let word = output.paint(Meaning::Bad, "found");
            output.line(format_args!("{word} {text}"))?;
        }
        told.push(text);
        is_clean = false;
        Ok(())
    })
    .await?;
    if let Some(mut sink) = sink {
        let html = page(&table, &end, &told).html();
        sink.write(html.as_bytes(), output)?;
        sink.finish(output)?;
    }
    if output.json {
        let findings: Vec<Value> = check.findings().iter().map(|finding| finding.to_string().into()).collect();
        let (totals, tally) = (walk::totals(&end.totals), walk::tally(&end));
        output.json(
            &json!({ "table": table.table_name(), "totals": totals, "tally": tally, "check": findings }),
        )?;
    } else {
        write(&table, &end, &check.to_string(), output)?;
    }
    let is_clean = is_clean && end.totals.failed == 0;
    Ok(if is_clean { Exit::Done } else { Exit::Findings })
}

fn write(table: &TableConfig, end: &WalkEnd, check: &str, output: &mut Output) -> Result<(), Failure> {
    let title = format!("table '{}': {} items", shown(table.table_name()), end.totals.seen);
    let title = output.paint(Meaning::Heading, title);
    output.line(title)?;
    for line in check.lines() {
        output.line(format_args!("  {}", shown(line)))?;
    }
    for (group, title) in GROUPS {
        let mut names: Vec<_> = end.tally.group(group).collect();
        if names.is_empty() {
            continue;
        }
        // Sizes have an order of their own, which is that of their names.
        if group != SIZE {
            names.sort_by(|(one, more), (other, fewer)| fewer.cmp(more).then_with(|| one.cmp(other)));
        }
        let title = output.paint(Meaning::Heading, title);
        output.line(title)?;
        for (name, count) in names {
            output.line(format_args!("  {count:>12}  {name}"))?;
        }
    }
    Ok(())
}

fn page<'a>(table: &'a TableConfig, end: &WalkEnd, told: &[String]) -> Page<'a> {
    let count = |group, name| end.tally.get(group, name);
    let charts = GROUPS.into_iter().map(|(group, title)| Chart {
        title: title.to_owned(),
        // An item has several attributes, and may have several keys.
        whole: Some(end.totals.seen),
        bars: end.tally.group(group).map(|(name, count)| (name.to_owned(), count)).collect(),
        keeps_order: group == SIZE,
    });
    Page {
        table: table.table_name(),
        subtitle: "What its items say about themselves, and what was found on the way",
        numbers: vec![
            ("items", end.totals.seen),
            ("sealed", count(FORMAT, "current")),
            ("plaintext", count(FORMAT, "plaintext")),
            ("legacy", count(FORMAT, "legacy")),
            ("damaged or unreadable", count(FORMAT, "damaged") + count(VERIFIED, "no") + end.totals.failed),
            ("bytes stored", count(BYTES, "stored")),
            ("bytes that sealing added, at least", count(BYTES, "added")),
        ],
        charts: charts.collect(),
        findings: told.to_vec(),
    }
}

/// Looks at each item.
struct Survey {
    /// Whether items are opened, too.
    verifies: bool,
    encryptor: ItemEncryptor,
}

impl WalkAction for Survey {
    type Finding = String;

    fn table(&self) -> &TableConfig {
        self.encryptor.table()
    }

    fn purpose(&self) -> String {
        if self.verifies { "survey and verify".to_owned() } else { "survey".to_owned() }
    }

    fn judge<'a>(&'a self, stored: &'a Item, _: WalkMode) -> BoxFuture<'a, Result<Judgement<String>, Error>> {
        Box::pin(async move {
            let table = self.encryptor.table();
            let facts = Facts::of(stored, |name| table.action(name) == Some(AttributeAction::DoNothing));
            let mut judgement = counted(&facts, Judgement::leave());
            if let Some(problem) = facts.problem {
                judgement = judgement.finding(problem);
            }
            if !self.verifies || facts.format == Format::Damaged {
                return Ok(judgement);
            }
            match self.encryptor.decrypt_item(stored.clone()).await {
                Ok(_) if facts.format == Format::Plaintext => Ok(judgement),
                Ok(_) => Ok(judgement.count(VERIFIED, "yes", 1)),
                Err(error) if error.is_of_item() => {
                    Ok(judgement.count(VERIFIED, "no", 1).finding(with_sources(&error)))
                }
                Err(error) => Err(error),
            }
        })
    }
}

/// Counts what an item is.
fn counted(facts: &Facts, mut judgement: Judgement<String>) -> Judgement<String> {
    judgement = judgement.count(FORMAT, facts.format.name(), 1).count(SIZE, size(facts.sizes.stored), 1);
    let bytes = [("stored", facts.sizes.stored), ("added", facts.sizes.added)];
    for (name, bytes) in bytes {
        judgement = judgement.count(BYTES, name, u64::try_from(bytes).unwrap_or(u64::MAX));
    }
    for attribute in facts.attributes.iter().filter(|attribute| !attribute.of_format) {
        let action = match attribute.actions[..] {
            [one] => one,
            [] if facts.format == Format::Plaintext => "plaintext",
            _ => "not known",
        };
        judgement = judgement.count(ATTRIBUTE, format!("{} ({action})", attribute.name), 1);
    }
    match &facts.header {
        Some(header) => counted_header(header, judgement),
        None => judgement,
    }
}

fn counted_header(header: &Header, mut judgement: Judgement<String>) -> Judgement<String> {
    judgement = judgement.count(SUITE, format!("{} {}", header.suite.id, header.suite.name), 1);
    judgement = judgement.count(VERSION, header.version.to_string(), 1);
    let mut keys: Vec<_> =
        header.data_keys.iter().map(|key| format!("{} {}", key.provider, key.info)).collect();
    keys.sort();
    keys.dedup();
    for key in keys {
        judgement = judgement.count(KEY, key, 1);
    }
    let branch_keys =
        header.data_keys.iter().filter_map(|key| Some((key.branch_key.as_ref()?, &key.branch_key_version)));
    let mut branch_keys: Vec<_> = branch_keys
        .map(|(id, version)| format!("{id}, version {}", version.as_deref().unwrap_or("?")))
        .collect();
    branch_keys.sort();
    branch_keys.dedup();
    for key in branch_keys {
        judgement = judgement.count(BRANCH_KEY, key, 1);
    }
    judgement
}

/// The class of sizes that so many bytes are in.
fn size(bytes: usize) -> &'static str {
    match bytes {
        0..1_024 => "1. below 1 KB",
        1_024..4_096 => "2. 1 to 4 KB",
        4_096..16_384 => "3. 4 to 16 KB",
        16_384..65_536 => "4. 16 to 64 KB",
        65_536..262_144 => "5. 64 to 256 KB",
        _ => "6. from 256 KB",
    }
}
