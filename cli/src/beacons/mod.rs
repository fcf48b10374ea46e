//! `beacons`: what makes encrypted attributes searchable.

mod advise;

use dynamodb_item_encryptor::{BeaconCheck, Item, ItemEncryptor, SetBeacons};
use serde_json::json;

use crate::args::{BackfillArgs, BeaconsVerb, VerifyBeaconsArgs};
use crate::aws;
use crate::config;
use crate::converge::report;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::{Meaning, Output};
use crate::shown::shown;
use crate::walk;

/// Carries the verb out.
pub(crate) async fn run(verb: BeaconsVerb, output: &mut Output) -> Result<Exit, Failure> {
    match verb {
        BeaconsVerb::Backfill(args) => backfill(args, output).await,
        BeaconsVerb::Verify(args) => verify(args, output).await,
        BeaconsVerb::Advise(args) => advise::run(args, output).await,
    }
}

async fn backfill(args: BackfillArgs, output: &mut Output) -> Result<Exit, Failure> {
    let (table, sdk) = config::table(&args.table.config, &args.table.aws).await?;
    let client = aws::dynamodb(&args.table.aws, &sdk)?;
    let name = table.table_name().to_owned();
    let action = SetBeacons::new(ItemEncryptor::new(table));
    let end = walk::run(&client, action, &args.table.walk, !args.change.write, output, |key, check, output| {
        if args.change.list { list(key, check, output) } else { Ok(()) }
    });
    let end = end.await?;
    report(&name, &end, args.change.write, output)?;
    Ok(walk::exit(&end))
}

async fn verify(args: VerifyBeaconsArgs, output: &mut Output) -> Result<Exit, Failure> {
    let (table, sdk) = config::table(&args.table.config, &args.table.aws).await?;
    let client = aws::dynamodb(&args.table.aws, &sdk)?;
    let action = SetBeacons::new(ItemEncryptor::new(table));
    let end = walk::run(&client, action, &args.table.walk, true, output, list).await?;
    let (wrong, failed) = (end.totals.pending, end.totals.failed);
    if output.json {
        output.json(&json!({ "totals": walk::totals(&end.totals), "tally": walk::tally(&end) }))?;
    } else {
        let unsealed = end.tally.get("beacons", "not sealed");
        let right = end.totals.left.saturating_sub(unsealed);
        let meaning = if wrong + failed == 0 { Meaning::Good } else { Meaning::Bad };
        let line = format!(
            "{right} items have the beacons that they should have, {wrong} have not; {unsealed} are not sealed and have \
             none, {failed} cannot be read"
        );
        let line = output.paint(meaning, line);
        output.line(line)?;
    }
    Ok(if wrong > 0 { Exit::Findings } else { walk::exit(&end) })
}

/// Tells of an item what is wrong with its beacons.
fn list(key: &Item, check: &BeaconCheck, output: &mut Output) -> Result<(), Failure> {
    let BeaconCheck { missing, altered, surplus, is_resealed, .. } = check;
    if output.json {
        return output.json(&json!({
            "key": walk::key_of(key),
            "missing": missing,
            "altered": altered,
            "surplus": surplus,
            "sealed_again": is_resealed,
        }));
    }
    let kinds = [("missing", missing), ("altered", altered), ("surplus", surplus)];
    let kinds = kinds.into_iter().filter(|(_, names)| !names.is_empty()).map(|(kind, names)| {
        let names: Vec<_> = names.iter().map(|name| shown(name)).collect();
        format!("{kind} {}", names.join(", "))
    });
    output.line(format_args!("{}: {}", walk::shown_key(key), kinds.collect::<Vec<_>>().join("; ")))
}
