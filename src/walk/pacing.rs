//! Waits, for the pace and for what fails only for a while.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::interceptors::BeforeSerializationInterceptorContextRef;
use aws_sdk_dynamodb::config::{AsyncSleep, ConfigBag, Intercept, RuntimeComponents, SharedAsyncSleep};

use super::WalkError;
use super::pace::{Budget, WalkPace, WalkRates};
use crate::error::BoxError;

/// The first pause after a failure that may pass; each one after it is twice as long.
const FIRST_PAUSE: Duration = Duration::from_millis(100);
/// The longest of these pauses.
const LONGEST_PAUSE: Duration = Duration::from_secs(20);

/// What all requests of a walk wait for.
pub(super) struct Pacing {
    started: Instant,
    read: Budget,
    write: Budget,
    rates: WalkRates,
    /// Until when nothing is sent, because something was throttled or failed.
    held: Mutex<Duration>,
    sleep: Sleep,
    patience: Duration,
}

/// How a client waits: as its configuration says, or else as its calls do between their attempts.
#[derive(Debug, Clone, Default)]
pub(super) struct Sleep(Arc<OnceLock<SharedAsyncSleep>>);

/// What a request consumes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Capacity {
    Read,
    Write,
}

/// Since when, and how often, something has failed.
#[derive(Default)]
pub(super) struct Trouble {
    since: Option<Instant>,
    pause: Option<Duration>,
}

impl Pacing {
    /// Without a pace, and without patience.
    pub(super) fn none(client: &Client) -> Self {
        Self::new(client, WalkRates::default(), Duration::ZERO)
    }

    /// The pacing of one of `workers`.
    ///
    /// # Errors
    /// [`WalkError`], if the table's throughput has to be known and is not.
    pub(super) async fn of(
        client: &Client,
        table: &str,
        pace: WalkPace,
        workers: u32,
        patience: Duration,
    ) -> Result<Self, WalkError> {
        let throughput = if pace.needs_throughput() { throughput(client, table).await? } else { (0, 0) };
        let rates = WalkRates {
            read_milliunits: pace.read.milliunits(throughput.0, workers),
            write_milliunits: pace.write.milliunits(throughput.1, workers),
        };
        Ok(Self::new(client, rates, patience))
    }

    fn new(client: &Client, rates: WalkRates, patience: Duration) -> Self {
        let (read, write) = (Budget::new(rates.read_milliunits), Budget::new(rates.write_milliunits));
        let (held, sleep) = (Mutex::new(Duration::ZERO), Sleep::default());
        sleep.learn(client.config().sleep_impl());
        Pacing { started: Instant::now(), read, write, rates, held, sleep, patience }
    }

    /// What may be consumed in each second.
    pub(super) fn rates(&self) -> WalkRates {
        self.rates
    }

    fn budget(&self, capacity: Capacity) -> &Budget {
        match capacity {
            Capacity::Read => &self.read,
            Capacity::Write => &self.write,
        }
    }

    /// Waits until a request may be sent that consumes this.
    pub(super) async fn turn(&self, capacity: Capacity) -> Result<(), WalkError> {
        loop {
            let now = self.started.elapsed();
            let held = self.held.lock().unwrap_or_else(PoisonError::into_inner).saturating_sub(now);
            let due = self.budget(capacity).wait(now).max(held);
            if due.is_zero() {
                return Ok(());
            }
            self.sleep(due).await?;
        }
    }

    /// Waits for so long.
    pub(super) async fn sleep(&self, pause: Duration) -> Result<(), WalkError> {
        self.sleep.0.get().ok_or(WalkError::NoSleep)?.sleep(pause).await;
        Ok(())
    }

    /// Learns from a call how to wait.
    pub(super) fn learning(&self) -> Sleep {
        self.sleep.clone()
    }

    /// Counts what a request has consumed, in thousandths of a unit.
    pub(super) fn consumed(&self, capacity: Capacity, milliunits: u64) {
        self.budget(capacity).take(milliunits);
    }

    /// After a failure that may pass: waits, and has everybody wait, before it is tried again. `false` if it has lasted for
    /// too long.
    pub(super) async fn wait_out(&self, trouble: &mut Trouble) -> bool {
        let since = *trouble.since.get_or_insert_with(Instant::now);
        let left = self.patience.saturating_sub(since.elapsed());
        if left.is_zero() {
            return false;
        }
        let next = trouble.pause.map_or(FIRST_PAUSE, |last| last.saturating_mul(2).min(LONGEST_PAUSE));
        trouble.pause = Some(next);
        let pause = next.min(left);
        {
            let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
            *held = (*held).max(self.started.elapsed().saturating_add(pause));
        }
        self.sleep(pause).await.is_ok()
    }
}

impl Sleep {
    fn learn(&self, sleep: Option<SharedAsyncSleep>) {
        if let Some(sleep) = sleep {
            // The first one stays.
            let _ = self.0.set(sleep);
        }
    }
}

impl Intercept for Sleep {
    fn name(&self) -> &'static str {
        "dynamodb_item_encryptor_walk_sleep"
    }

    fn read_before_serialization(
        &self,
        _: &BeforeSerializationInterceptorContextRef<'_>,
        components: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        self.learn(components.sleep_impl());
        Ok(())
    }
}

/// The read and write units per second that a table has.
async fn throughput(client: &Client, table: &str) -> Result<(u64, u64), WalkError> {
    let described = client.describe_table().table_name(table).send().await;
    let described = described.map_err(|error| WalkError::Describe(Box::new(error.into())))?;
    let table = described.table.ok_or(WalkError::NoThroughput)?;
    let (provisioned, maximum, warm) =
        (table.provisioned_throughput, table.on_demand_throughput, table.warm_throughput);
    let units = |provisioned: Option<i64>, maximum: Option<i64>, warm: Option<i64>| {
        let known = [provisioned, maximum, warm].into_iter().flatten().find(|units| *units > 0);
        known.and_then(|units| u64::try_from(units).ok()).ok_or(WalkError::NoThroughput)
    };
    let read = units(
        provisioned.as_ref().and_then(|throughput| throughput.read_capacity_units),
        maximum.as_ref().and_then(|throughput| throughput.max_read_request_units),
        warm.as_ref().and_then(|throughput| throughput.read_units_per_second),
    )?;
    let write = units(
        provisioned.as_ref().and_then(|throughput| throughput.write_capacity_units),
        maximum.as_ref().and_then(|throughput| throughput.max_write_request_units),
        warm.as_ref().and_then(|throughput| throughput.write_units_per_second),
    )?;
    Ok((read, write))
}
