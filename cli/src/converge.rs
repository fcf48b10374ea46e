//! `converge`: every item of a table brought to its configuration.

use std::fmt;
use std::path::Path;
use std::time::Duration;

use dynamodb_item_encryptor::{Converge, Difference, Item, ItemEncryptor, TableConfig, WalkEnd, WalkRates};
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
    report(&name, &end, args.change.write, output)?;
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
pub(crate) fn report(table: &str, end: &WalkEnd, wrote: bool, output: &mut Output) -> Result<(), Failure> {
    let totals = &end.totals;
    if output.json {
        let (counts, tally) = (walk::totals(totals), walk::tally(end));
        let mut json = json!({ "table": table, "dry_run": !wrote, "totals": counts, "tally": tally });
        if let (false, Some(time), Value::Object(members)) = (wrote, end.time_to_write(), &mut json) {
            members.insert("seconds_at_pace".to_owned(), time.as_secs().into());
        }
        return output.json(&json);
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
    cost(end, wrote, output)
}

fn cost(end: &WalkEnd, wrote: bool, output: &mut Output) -> Result<(), Failure> {
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
    if let Some(time) = end.time_to_write() {
        let (pace, time) = (shown_rates(end.rates), shown_time(time));
        output.line(format_args!("at {pace} a second, that takes this worker at least {time}"))?;
    }
    Ok(())
}

/// What a worker may consume in a second.
fn shown_rates(rates: WalkRates) -> String {
    let of = |rate: Option<u64>, what: &str| {
        // Of many workers each has less than a unit.
        rate.map(|rate| format!("{} {what} units", Decimal(rate)))
    };
    let both = [of(rates.read_milliunits, "read"), of(rates.write_milliunits, "write")];
    both.into_iter().flatten().collect::<Vec<_>>().join(" and ")
}

/// Thousandths as a number with as many decimals as it needs.
struct Decimal(u64);

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, rest) = (self.0 / 1000, self.0 % 1000);
        let text = format!("{whole}.{rest:03}");
        f.write_str(text.trim_end_matches('0').trim_end_matches('.'))
    }
}

/// A time as people say it: the two largest units, and the exact seconds where it is short.
fn shown_time(time: Duration) -> String {
    let seconds = time.as_secs();
    let (minutes, hours) = (seconds.div_ceil(60), seconds.div_ceil(3600));
    match (seconds, minutes, hours) {
        (0..120, _, _) => format!("{seconds} s"),
        (_, 0..60, _) => format!("{} min {} s", seconds / 60, seconds % 60),
        (_, _, 0..=48) => format!("{} h {} min", minutes / 60, minutes % 60),
        (_, _, hours) => format!("{} days {} h", hours / 24, hours % 24),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_rounded_up_and_never_down() {
        for (seconds, expected) in [
            (0, "0 s"),
            (119, "119 s"),
            (120, "2 min 0 s"),
            (3_539, "58 min 59 s"),
            (3_541, "1 h 0 min"),
            (3_601, "1 h 1 min"),
            (172_800, "48 h 0 min"),
            (172_801, "2 days 1 h"),
            (8_640_000, "100 days 0 h"),
            (8_640_000 + 86_399, "101 days 0 h"),
        ] {
            assert_eq!(shown_time(Duration::from_secs(seconds)), expected, "{seconds}");
        }
        assert!(shown_time(Duration::from_secs(u64::MAX)).starts_with("213503982334601 days"));
    }

    #[test]
    fn a_pace_is_shown_as_far_as_there_is_one() {
        let decimals = [0, 1, 500, 1_000, 62_500, u64::MAX].map(|milliunits| Decimal(milliunits).to_string());
        assert_eq!(decimals, ["0", "0.001", "0.5", "1", "62.5", "18446744073709551.615"]);
    }
}
