//! `survey`: what a table holds, in counts.

mod page;

use dynamodb_item_encryptor::{ItemEncryptor, Survey, TableConfig, WalkEnd};
use serde_json::{Value, json};

use crate::args::SurveyArgs;
use crate::aws;
use crate::config;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::{Meaning, Output};
use crate::shown::shown;
use crate::sink::Sink;
use crate::walk;
use page::{Chart, Findings, Page};

/// Groups of counts, with the titles that people see.
const GROUPS: [(&str, &str); 9] = [
    (FORMAT, "Items by format"),
    ("failure", "Items that cannot be read, by reason"),
    ("suite", "Sealed items by suite"),
    ("header version", "Sealed items by header version"),
    ("key", "Sealed items by wrapping key"),
    ("recipients", "Sealed items by number of wrapping keys"),
    ("branch key version", "Sealed items by branch key and its version"),
    ("attribute", "Items by attribute and what was done to it"),
    (SIZE, "Items by size"),
];
const FORMAT: &str = "format";
const SIZE: &str = "size";
/// Counts of bytes, and not of items.
const BYTES: &str = "bytes";
/// How items that cannot be read stand beside the formats of the others.
const UNREADABLE: &str = "damaged or unreadable";

/// Carries the verb out.
pub(crate) async fn run(args: SurveyArgs, output: &mut Output) -> Result<Exit, Failure> {
    let (table, sdk) = if args.verify {
        config::table(&args.table.config, &args.table.aws).await?
    } else {
        config::table_without_keys(&args.table.config, &args.table.aws).await?
    };
    let client = aws::dynamodb(&args.table.aws, &sdk)?;
    // A page that cannot be written is told before an hour's walk.
    let sink = args.html.as_deref().map(|path| Sink::open(Some(path))).transpose()?;
    let check = table.check(&client).await;
    let mut told = Findings::default();
    check.findings().iter().for_each(|finding| told.add(|| shown(&finding.to_string())));
    let survey = Survey::new(ItemEncryptor::new(table.clone()));
    let survey = if args.verify { survey.verify() } else { survey };
    let note = |key: &_, why: &str| told.add(|| format!("{}: {why}", walk::shown_key(key)));
    let end =
        walk::run_noting(&client, survey, &args.table.walk, true, output, |_, (), _| Ok(()), note).await?;
    if let Some(mut sink) = sink {
        let html = page(&table, &end, args.verify, told).html();
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
    // A warning is no reason to stop anybody.
    Ok(if check.has_errors() { Exit::Findings } else { walk::exit(&end) })
}

fn write(table: &TableConfig, end: &WalkEnd, check: &str, output: &mut Output) -> Result<(), Failure> {
    let title = format!("table '{}': {} items", shown(table.table_name()), end.totals.seen);
    let title = output.paint(Meaning::Heading, title);
    output.line(title)?;
    for line in check.lines() {
        output.line(format_args!("  {}", shown(line)))?;
    }
    for (group, title) in GROUPS {
        let rows = rows(end, group);
        if rows.is_empty() {
            continue;
        }
        let title = output.paint(Meaning::Heading, title);
        output.line(title)?;
        for (name, count) in rows {
            output.line(format_args!("  {count:>12}  {name}"))?;
        }
    }
    Ok(())
}

/// The names of a group with their counts, in the order in which people look for them.
fn rows(end: &WalkEnd, group: &str) -> Vec<(String, u64)> {
    let mut rows: Vec<_> = end.tally.group(group).map(|(name, count)| (name.to_owned(), count)).collect();
    if group == FORMAT && end.totals.failed > 0 {
        rows.push((UNREADABLE.to_owned(), end.totals.failed));
    }
    if group == SIZE {
        rows.sort_by_key(|(name, _)| first_number(name));
    } else {
        rows.sort_by(|(one, more), (other, fewer)| fewer.cmp(more).then_with(|| one.cmp(other)));
    }
    rows
}

/// The number in the name of a size: "up to 16 KB".
fn first_number(name: &str) -> u64 {
    name.split_whitespace().find_map(|word| word.parse().ok()).unwrap_or(u64::MAX)
}

fn page(table: &TableConfig, end: &WalkEnd, is_verified: bool, findings: Findings) -> Page {
    let count = |group, name| end.tally.get(group, name);
    let charts = GROUPS.into_iter().map(|(group, title)| Chart {
        title,
        // An item has several attributes, and may have several keys.
        whole: end.totals.seen,
        bars: rows(end, group),
    });
    let subtitle = if is_verified {
        "Every item was opened; what is counted of those that can be read is verified"
    } else {
        "What its items say about themselves, without a key: nothing of it is verified"
    };
    Page {
        table: table.table_name().to_owned(),
        subtitle,
        numbers: vec![
            ("items", end.totals.seen),
            ("sealed", count(FORMAT, "current")),
            ("plaintext", count(FORMAT, "plaintext")),
            ("legacy", count(FORMAT, "legacy") + count(FORMAT, "legacy, not configured")),
            (UNREADABLE, end.totals.failed),
            ("bytes stored", count(BYTES, "items")),
            ("of these added by sealing", count(BYTES, "header and footer") + count(BYTES, "types and tags")),
        ],
        charts: charts.collect(),
        findings,
    }
}
