//! `beacons advise`: what beacons would reveal and cost.

use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::time::Duration;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::AttributeValue;
use dynamodb_item_encryptor::{
    AttributeAction, BeaconAdvice, BeaconAdvisor, BeaconPrediction, BeaconRecommendation, BeaconTarget,
    BoxFuture, Completeness, Error, Item, ItemEncryptor, Judgement, TableConfig, Walk, WalkAction, WalkMode,
    WalkPace,
};
use serde_json::{Value, json};

use crate::args::{AdviseArgs, BeaconLimits};
use crate::aws;
use crate::config;
use crate::exit::Exit;
use crate::failure::{Failure, with_sources};
use crate::output::{Meaning, Output, ProgressLine};
use crate::shown::{Sentence, shown};
use crate::walk;

/// An attribute, and what is known of its values.
struct Column {
    name: String,
    advisor: BeaconAdvisor,
    /// How many values there are that no beacon can be made of.
    unfit: u64,
}

/// Carries the verb out.
pub(crate) async fn run(args: AdviseArgs, output: &mut Output) -> Result<Exit, Failure> {
    let (table, sdk) = config::table(&args.config, &args.aws).await?;
    let client = aws::dynamodb(&args.aws, &sdk)?;
    let names = columns(&table, &args.attributes)?;
    let mut columns: Vec<_> = names
        .iter()
        .map(|name| Column { name: name.clone(), advisor: BeaconAdvisor::new(), unfit: 0 })
        .collect();
    let size = match args.sample {
        Some(_) => Some(items_of(&client, table.table_name()).await?),
        None => None,
    };
    let (seen, failed) = feed(&client, table, &args, &names, &mut columns, output).await?;
    let target = target(&args.limits);
    for Column { name, advisor, unfit } in &mut columns {
        if let (Some(size), Some(_)) = (size, args.sample.filter(|_| seen > 0)) {
            advisor.sample_of(in_table(advisor, &target, seen, size));
        }
        report(name, &advisor.advice(&target), *unfit, output)?;
    }
    let counted = format!("{seen} items were looked at, {failed} of them cannot be read");
    match (output.json, failed) {
        (true, _) => output.json(&json!({ "items": seen, "failed": failed }))?,
        (false, 0) => output.line(output.paint(Meaning::Quiet, counted))?,
        (false, _) => output.line(output.paint(Meaning::Bad, counted))?,
    }
    Ok(if failed == 0 { Exit::Done } else { Exit::Findings })
}

/// The attributes that are asked for.
fn columns(table: &TableConfig, asked: &[String]) -> Result<BTreeSet<String>, Failure> {
    let encrypted = table.actions().filter(|(_, action)| *action == AttributeAction::EncryptAndSign);
    let encrypted: BTreeSet<_> = encrypted.map(|(name, _)| name.to_owned()).collect();
    let name = shown(table.logical_name());
    if let Some(other) = asked.iter().find(|asked| !encrypted.contains(*asked)) {
        let what = format!("table '{name}' does not encrypt an attribute '{}'", shown(other));
        return Err(Failure::new(Exit::Usage, what).advise("beacons are for attributes that are encrypted"));
    }
    match (asked.is_empty(), encrypted.is_empty()) {
        (true, true) => Err(Failure::new(Exit::Usage, format_args!("table '{name}' encrypts no attributes"))),
        (true, false) => Ok(encrypted),
        (false, _) => Ok(asked.iter().cloned().collect()),
    }
}

/// About how many items the table has, as DynamoDB counts them every six hours.
async fn items_of(client: &Client, table: &str) -> Result<u64, Failure> {
    let described = client.describe_table().table_name(table).send().await;
    let described = described.map_err(|error| aws::failed("DescribeTable", table, &error))?;
    let count = described.table.and_then(|table| table.item_count).unwrap_or_default();
    Ok(u64::try_from(count).unwrap_or_default())
}

/// How many items of the whole table have a value, if `seen` of them have as many as the advisor knows.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "an estimate; a cast of a float is bounded"
)]
fn in_table(advisor: &BeaconAdvisor, target: &BeaconTarget, seen: u64, size: u64) -> u64 {
    let known = advisor.advice(target).items;
    (known * (size.max(seen) as f64 / seen as f64)) as u64
}

/// Reads the values. How many items were looked at, and how many of them cannot be read.
async fn feed(
    client: &Client,
    table: TableConfig,
    args: &AdviseArgs,
    names: &BTreeSet<String>,
    columns: &mut [Column],
    output: &mut Output,
) -> Result<(u64, u64), Failure> {
    let table_name = table.table_name().to_owned();
    let action = Values { encryptor: ItemEncryptor::new(table), names: Arc::new(names.clone()) };
    let pace =
        args.read_units.map_or_else(WalkPace::unlimited, |units| WalkPace::unlimited().read_units(units));
    let walk = Walk::new(client.clone(), action).dry_run().segments(args.parallel).pace(pace);
    let walk = walk.patience(Duration::from_secs(args.patience));
    let (mut progress, mut failure) = (ProgressLine::new(output), None);
    let end = walk.run(|page| {
        progress.clear();
        for found in page.findings {
            for (name, value) in &found.finding {
                let column = columns.iter_mut().find(|column| column.name == *name);
                let Some(Column { advisor, unfit, .. }) = column else { continue };
                *unfit = unfit.saturating_add(u64::from(advisor.add(value).is_err()));
            }
        }
        let mut failures = page.failures.iter();
        let told = failures
            .try_for_each(|failed| walk::failure_of(&failed.key, &with_sources(failed.error.as_ref()), output));
        progress.show(|| format!("{} items", page.totals.seen));
        let is_enough = args.sample.is_some_and(|sample| page.totals.seen >= sample);
        match told {
            Ok(()) if is_enough => ControlFlow::Break(()),
            Ok(()) => ControlFlow::Continue(()),
            Err(error) => {
                failure = Some(error);
                ControlFlow::Break(())
            }
        }
    });
    let end = end.await;
    drop(progress);
    match failure {
        Some(failure) => Err(failure),
        None => end
            .map(|end| (end.totals.seen, end.totals.failed))
            .map_err(|error| walk::of_walk(error, &table_name)),
    }
}

fn target(limits: &BeaconLimits) -> BeaconTarget {
    let target = BeaconTarget::default()
        .max_alone(f64::from(limits.max_alone) / 100.0)
        .max_odds_of_commonest(f64::from(limits.max_commonest) / 100.0)
        .max_partitions(limits.max_partitions);
    match limits.max_in_vain {
        Some(items) => target.max_thrown_away(f64::from(items)),
        None => target,
    }
}

fn report(name: &str, advice: &BeaconAdvice, unfit: u64, output: &mut Output) -> Result<(), Failure> {
    if output.json {
        let recommendation = match &advice.recommendation {
            BeaconRecommendation::Use { bits, partitions } => json!({ "bits": bits, "partitions": partitions }),
            BeaconRecommendation::Against(reason) => json!({ "against": reason.to_string() }),
            _ => Value::Null,
        };
        return output.json(&json!({
            "attribute": name,
            "items": advice.items.round(),
            "values": advice.values.round(),
            "commonest": advice.commonest,
            "unfit": unfit,
            "recommendation": recommendation,
            "recommended": advice.recommended.as_ref().map(predicted),
            "predictions": advice.predictions.iter().map(predicted).collect::<Vec<_>>(),
        }));
    }
    let title = output.paint(Meaning::Heading, format_args!("attribute '{}'", shown(name)));
    output.line(title)?;
    for line in advice.to_string().lines() {
        output.line(Sentence(line))?;
    }
    if unfit > 0 {
        output.line(format_args!("{unfit} items have a value of which no beacon can be made"))?;
    }
    output.line("")
}

fn predicted(prediction: &BeaconPrediction) -> Value {
    json!({
        "bits": prediction.bits,
        "partitions": prediction.partitions,
        "alone": prediction.alone,
        "largest_bucket": prediction.largest_bucket,
        "mean_bucket": prediction.mean_bucket,
        "odds_of_commonest": prediction.odds_of_commonest,
        "guess": prediction.guess,
        "found": prediction.found,
        "read_in_vain": prediction.thrown_away,
    })
}

/// Opens items, and hands some of their values over.
struct Values {
    encryptor: ItemEncryptor,
    names: Arc<BTreeSet<String>>,
}

impl WalkAction for Values {
    type Finding = Vec<(String, AttributeValue)>;

    fn table(&self) -> &TableConfig {
        self.encryptor.table()
    }

    fn purpose(&self) -> String {
        "advise on beacons".to_owned()
    }

    fn judge<'a>(
        &'a self,
        stored: &'a Item,
        _: WalkMode,
    ) -> BoxFuture<'a, Result<Judgement<Self::Finding>, Error>> {
        Box::pin(async move {
            // What a scan gives is whole.
            let opened = self.encryptor.decrypt_item_with(stored.clone(), Completeness::Whole).await?;
            let values = opened.item.into_iter().filter(|(name, _)| self.names.contains(name));
            Ok(Judgement::leave().finding(values.collect()))
        })
    }
}
