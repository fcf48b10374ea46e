//! `converge`: every item of a table brought to its configuration.

use std::path::Path;

use dynamodb_item_encryptor::{Converge, Difference, Item, ItemEncryptor, TableConfig, WalkEnd};
use serde_json::{Value, json};

use crate::args::{AwsArgs, ConfigArgs, ConvergeArgs};
use crate::aws;
use crate::config;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::{Meaning, Output};
use crate::shown::shown;
use crate::walk;

/// Carries the verb out.
pub(crate) async fn run(args: ConvergeArgs, output: &mut Output) -> Result<Exit, Failure> {
    let (table, sdk) = config::table(&args.table.config, &args.table.aws).await?;
    let client = aws::dynamodb(&args.table.aws, &sdk)?;
    let name = table.table_name().to_owned();
    let mut converge = Converge::new(ItemEncryptor::new(table));
    for file in &args.formerly {
        converge = converge.formerly(former(file, &name, &args.table.config, &args.table.aws).await?);
    }
    if args.fresh_data_keys {
        converge = converge.fresh_data_keys();
    }
    if args.remove_beacons {
        converge = converge.remove_beacons();
    }
    let end = walk::run(
        &client,
        converge,
        &args.table.walk,
        !args.change.write,
        output,
        |key, differences, output| {
            if args.change.list { list(key, differences, output) } else { Ok(()) }
        },
    );
    let end = end.await?;
    report(&name, &end, args.change.write, args.table.walk.write_units, output)?;
    Ok(walk::exit(&end))
}

/// The table as another file has it: under the name that was given, or else under that in DynamoDB.
pub(crate) async fn former(
    file: &Path,
    table_name: &str,
    args: &ConfigArgs,
    aws: &AwsArgs,
) -> Result<TableConfig, Failure> {
    let table = args.table.clone().unwrap_or_else(|| table_name.to_owned());
    let former = ConfigArgs { config: file.to_owned(), table: Some(table) };
    Ok(config::table(&former, aws).await?.0)
}

/// Tells of an item what differs.
pub(crate) fn list(key: &Item, differences: &[Difference], output: &mut Output) -> Result<(), Failure> {
    let differences = differences.iter().map(ToString::to_string);
    if output.json {
        let differences: Vec<Value> = differences.map(Value::from).collect();
        return output.json(&json!({ "key": walk::key_of(key), "differences": differences }));
    }
    let differences: Vec<_> = differences.map(|text| shown(&text)).collect();
    output.line(format_args!("{}: {}", walk::shown_key(key), differences.join("; ")))
}

/// Tells how it ended.
pub(crate) fn report(
    table: &str,
    end: &WalkEnd,
    wrote: bool,
    write_units: Option<u32>,
    output: &mut Output,
) -> Result<(), Failure> {
    let totals = &end.totals;
    if output.json {
        let (counts, tally) = (walk::totals(totals), walk::tally(end));
        return output.json(&json!({ "table": table, "dry_run": !wrote, "totals": counts, "tally": tally }));
    }
    let title = format!("table '{}': {} items", shown(table), totals.seen);
    let title = output.paint(Meaning::Heading, title);
    output.line(title)?;
    let (changed, word) =
        if wrote { (totals.replaced, "replaced") } else { (totals.pending, "to be replaced") };
    let failed = if totals.failed == 0 { Meaning::Good } else { Meaning::Bad };
    for (count, what, meaning) in [
        (totals.left, "as they should be", Meaning::Good),
        (changed, word, Meaning::Doubtful),
        (totals.gone, "deleted meanwhile by others", Meaning::Quiet),
        (totals.failed, "failed", failed),
    ] {
        let what = output.paint(meaning, what);
        output.line(format_args!("  {count:>12}  {what}"))?;
    }
    for group in end.tally.groups().map(str::to_owned).collect::<Vec<_>>() {
        let title = output.paint(Meaning::Heading, &group);
        output.line(title)?;
        for (name, count) in end.tally.group(&group) {
            output.line(format_args!("  {count:>12}  {name}"))?;
        }
    }
    cost(end, wrote, write_units, output)
}

fn cost(end: &WalkEnd, wrote: bool, write_units: Option<u32>, output: &mut Output) -> Result<(), Failure> {
    let totals = &end.totals;
    let (read, written) = (walk::units(totals.read_milliunits), walk::units(totals.write_milliunits));
    if wrote {
        return output.line(format_args!("consumed {read} read units and {written} write units"));
    }
    let pending = walk::units(totals.pending_write_milliunits);
    let calls = end.tally.get("kms calls", "write").saturating_add(end.tally.get("kms calls", "read"));
    output.line(format_args!(
        "with --write, about {read} read units, {pending} write units and {calls} calls to KMS; nothing was written now"
    ))?;
    if let Some(pace) = write_units.filter(|pace| *pace > 0) {
        let seconds = pending.div_ceil(u64::from(pace));
        output.line(format_args!("at {pace} write units a second that takes at least {seconds} seconds"))?;
    }
    Ok(())
}
