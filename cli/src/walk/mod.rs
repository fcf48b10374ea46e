//! A walk over a table, as all verbs that look at every item do it.

pub(crate) mod args;

use std::ops::ControlFlow;
use std::time::{Duration, Instant};

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::error::ProvideErrorMetadata;
use dynamodb_item_encryptor::{
    CheckpointError, FileCheckpoints, Item, TableCheckpoints, Walk, WalkAction, WalkEnd, WalkError, WalkPace,
    WalkTotals, json,
};
use serde_json::{Value, json};

use crate::aws;
use crate::exit::Exit;
use crate::failure::{Failure, shown_path, with_sources};
use crate::output::{Meaning, Output, ProgressLine};
use crate::shown::{escaped_json, shown};
use args::WalkArgs;

/// Walks to the end. Items that could not be dealt with are told as they come, and what `tell` has to say of findings.
pub(crate) async fn run<A: WalkAction>(
    client: &Client,
    action: A,
    args: &WalkArgs,
    is_dry_run: bool,
    output: &mut Output,
    tell: impl FnMut(&Item, &A::Finding, &mut Output) -> Result<(), Failure>,
) -> Result<WalkEnd, Failure> {
    run_noting(client, action, args, is_dry_run, output, tell, |_, _| {}).await
}

/// The same, and `note` hears of the items that could not be dealt with, and why.
pub(crate) async fn run_noting<A: WalkAction>(
    client: &Client,
    action: A,
    args: &WalkArgs,
    is_dry_run: bool,
    output: &mut Output,
    mut tell: impl FnMut(&Item, &A::Finding, &mut Output) -> Result<(), Failure>,
    mut note: impl FnMut(&Item, &str),
) -> Result<WalkEnd, Failure> {
    let part = args.part()?;
    let table = action.table().table_name().to_owned();
    let mut walk = Walk::new(client.clone(), action).segments(args.parallel).worker(part.number, part.count);
    if is_dry_run {
        walk = walk.dry_run();
    }
    if let Some(items) = args.page_size {
        walk = walk.page_size(items);
    }
    if args.anew {
        walk = walk.anew();
    }
    if let Some(path) = &args.checkpoint {
        walk =
            walk.checkpoints(FileCheckpoints::open(path).map_err(|error| naming(args, of_checkpoint(error)))?);
    }
    if let Some(named) = &args.checkpoint_table {
        ensure_table(client, &named.table).await?;
        let checkpoints =
            TableCheckpoints::new(client.clone(), &named.table, &named.name).map_err(of_checkpoint)?;
        walk = walk.checkpoints(checkpoints);
    }
    let (mut progress, began) = (ProgressLine::new(output), Instant::now());
    let (mut failed, mut pages) = (None, 0_u64);
    let walk = walk.pace(pace(args)).patience(Duration::from_secs(args.patience));
    let end = walk.run(|page| {
        pages = pages.saturating_add(1);
        progress.clear();
        let mut told = page.failures.iter().try_for_each(|failure| {
            let why = with_sources(failure.error.as_ref());
            note(&failure.key, &why);
            failure_of(&failure.key, &why, output)
        });
        for found in page.findings {
            told = told.and_then(|()| tell(&found.key, &found.finding, output));
        }
        progress.show(|| so_far(page.totals, began));
        match told.and_then(|()| output.flush()) {
            Ok(()) => ControlFlow::Continue(()),
            Err(failure) => {
                failed = Some(failure);
                ControlFlow::Break(())
            }
        }
    });
    let end = end.await;
    drop(progress);
    if pages == 0 && failed.is_none() && end.is_ok() {
        output.note(
            "the checkpoint says that this walk has come to its end before: nothing was read now; --anew begins again",
        );
    }
    match failed {
        Some(failure) => Err(failure),
        None => end.map_err(|error| naming(args, of_walk(error, &table))),
    }
}

/// Names the file of checkpoints, where a failure of it does not: it could be read, and is not what it should be.
fn naming(args: &WalkArgs, failure: Failure) -> Failure {
    match &args.checkpoint {
        Some(path) if failure.exit() == Exit::Files && !failure.sentence().contains("file '") => {
            failure.within(format_args!("--checkpoint '{}'", shown_path(path)))
        }
        _ => failure,
    }
}

/// Makes the table of checkpoints, unless it is there. Another worker may be doing the same.
async fn ensure_table(client: &Client, table: &str) -> Result<(), Failure> {
    match client.describe_table().table_name(table).send().await {
        Ok(_) => return Ok(()),
        Err(error) => match error.as_service_error().and_then(ProvideErrorMetadata::code) {
            Some("ResourceNotFoundException") => {}
            // Whoever may not ask may use it all the same.
            Some("AccessDeniedException") => return Ok(()),
            _ => return Err(aws::failed("DescribeTable", table, &error)),
        },
    }
    match TableCheckpoints::create_table(client, table).await {
        Err(CheckpointError::Table(error)) if error.code() == Some("ResourceInUseException") => {}
        created => created.map_err(of_checkpoint)?,
    }
    aws::wait_for_table(client, table).await
}

fn so_far(totals: &WalkTotals, began: Instant) -> String {
    let WalkTotals { seen, replaced, failed, .. } = totals;
    let rate = seen / began.elapsed().as_secs().max(1);
    format!("{seen} items, {replaced} replaced, {failed} failed, {rate} a second")
}

fn pace(args: &WalkArgs) -> WalkPace {
    let mut pace = args.share.map_or_else(WalkPace::unlimited, WalkPace::share);
    if let Some(units) = args.read_units {
        pace = pace.read_units(units);
    }
    if let Some(units) = args.write_units {
        pace = pace.write_units(units);
    }
    pace
}

/// Tells of an item that could not be dealt with.
pub(crate) fn failure_of(key: &Item, why: &str, output: &mut Output) -> Result<(), Failure> {
    if output.json {
        return output.json(&json!({ "key": key_of(key), "error": why }));
    }
    let failed = output.paint(Meaning::Bad, "failed");
    output.line(format_args!("{failed} {}: {why}", shown_key(key)))
}

/// An item's key in DynamoDB JSON.
pub(crate) fn key_of(key: &Item) -> Value {
    json::to_value(key).unwrap_or(Value::Null)
}

/// An item's key for people.
pub(crate) fn shown_key(key: &Item) -> String {
    shown(&escaped_json(key_of(key).to_string()))
}

/// The exit code of a walk that came to its end.
pub(crate) fn exit(end: &WalkEnd) -> Exit {
    if end.totals.failed == 0 { Exit::Done } else { Exit::Findings }
}

/// The counts of a walk, as JSON has them.
pub(crate) fn totals(totals: &WalkTotals) -> Value {
    json!({
        "seen": totals.seen,
        "left": totals.left,
        "replaced": totals.replaced,
        "pending": totals.pending,
        "gone": totals.gone,
        "failed": totals.failed,
        "conflicts": totals.conflicts,
        "read_units": units(totals.read_milliunits),
        "write_units": units(totals.write_milliunits),
        "pending_write_units": units(totals.pending_write_milliunits),
    })
}

/// What the action has counted, as JSON has it.
pub(crate) fn tally(end: &WalkEnd) -> Value {
    let groups = end.tally.groups().map(|group| {
        let names = end.tally.group(group).map(|(name, n)| (name.to_owned(), Value::from(n)));
        (group.to_owned(), Value::Object(names.collect()))
    });
    Value::Object(groups.collect())
}

/// Thousandths of a unit, rounded up to whole ones.
pub(crate) fn units(milliunits: u64) -> u64 {
    milliunits.div_ceil(1000)
}

fn of_checkpoint(error: CheckpointError) -> Failure {
    if let CheckpointError::Table(source) = &error {
        return aws::advised(with_sources(&error), source);
    }
    Failure::new(exit_of_checkpoint(&error), with_sources(&error))
}

fn exit_of_checkpoint(error: &CheckpointError) -> Exit {
    match error {
        CheckpointError::File { .. } | CheckpointError::Malformed(_) | CheckpointError::InUse { .. } => {
            Exit::Files
        }
        CheckpointError::OtherSegments { .. } => Exit::Usage,
        CheckpointError::TakenOver { .. } => Exit::Refused,
        CheckpointError::Table(error) => aws::exit_of(error.as_ref()),
        _ => Exit::Internal,
    }
}

pub(crate) fn of_walk(error: WalkError, table: &str) -> Failure {
    let exit = match &error {
        WalkError::Scan(source)
        | WalkError::Get(source)
        | WalkError::Write(source)
        | WalkError::Describe(source) => {
            if source.code() == Some("ResourceNotFoundException") {
                return aws::no_table(table);
            }
            return aws::advised(with_sources(&error), source);
        }
        WalkError::Item(error) => Exit::of_class(error.class()),
        WalkError::NoThroughput | WalkError::Segments => Exit::Usage,
        WalkError::Checkpoint(error) => exit_of_checkpoint(error),
        WalkError::Progress(_) => Exit::Files,
        _ => Exit::Internal,
    };
    aws::advised_by_words(Failure::new(exit, with_sources(&error)))
}
