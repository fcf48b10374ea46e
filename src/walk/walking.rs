//! A walk over the items of a table, on which an action is carried out.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::ControlFlow;
use std::time::Duration;

use aws_sdk_dynamodb::Client;
use futures_util::stream::{self, StreamExt};

use super::action::{Found, WalkAction, WalkMode};
use super::checkpoint::Checkpoints;
use super::error::WalkFailure;
use super::pace::{WalkPace, WalkRates};
use super::pacing::Pacing;
use super::segment::{self, WalkSegment};
use super::state::{SegmentState, Task};
use super::totals::WalkTotals;
use super::walker::Walker;
use super::{Tally, WalkError};

/// How long something is tried again that fails for a while.
const PATIENCE: Duration = Duration::from_secs(60);

/// A walk over the items of a live table: each is given to an [action](WalkAction), and replaced where that says so.
///
/// The walk reads pages of a consistent Scan, in parallel segments, and replaces an item on the condition that it is
/// still the one that was read. It disturbs no writer, deletes no item, and brings none back. It can be stopped at any moment, by dropping its future or
/// killing its process, and goes on from its [checkpoints](Self::checkpoints). What was dealt with twice because of that
/// is not changed twice.
///
/// An item that cannot be dealt with is [reported](WalkPage::failures), by its key and with the reason, and does not stop the walk.
/// What concerns all items does: a key service that is out of reach or denies access, DynamoDB, a wrong configuration. What may pass
/// is tried again first, for [a while](Self::patience).
///
/// ```no_run
/// # use dynamodb_item_encryptor::{Walk, WalkAction, WalkPace};
/// # async fn example(action: impl WalkAction) -> Result<(), Box<dyn std::error::Error>> {
/// use std::ops::ControlFlow;
/// use dynamodb_item_encryptor::FileCheckpoints;
///
/// let aws = aws_config::load_defaults(aws_config::BehaviorVersion::latest()).await;
/// let client = aws_sdk_dynamodb::Client::new(&aws); // one that does not encrypt
/// let walk = Walk::new(client, action)
///     .segments(4)
///     .pace(WalkPace::share(20))
///     .checkpoints(FileCheckpoints::open("walk.checkpoint")?);
/// let end = walk.run(|page| {
///     for failure in page.failures {
///         eprintln!("{:?}: {}", failure.key, failure.error);
///     }
///     println!("{} items, {} replaced", page.totals.seen, page.totals.replaced);
///     ControlFlow::Continue(())
/// }).await?;
/// assert!(end.is_complete && end.totals.failed == 0);
/// # Ok(())
/// # }
/// ```
#[must_use = "a walk does nothing before it is run"]
pub struct Walk<A> {
    client: Client,
    action: A,
    mode: WalkMode,
    segments: u32,
    worker: (u32, u32),
    page_size: i32,
    concurrency: usize,
    pace: WalkPace,
    patience: Duration,
    checkpoints: Option<Box<dyn Checkpoints>>,
    is_anew: bool,
}

/// A page of items that was dealt with.
///
/// Example: [`Walk`](crate::Walk).
#[derive(Debug)]
#[non_exhaustive]
pub struct WalkPage<'a, F> {
    /// Which segment it is of.
    pub segment: WalkSegment,
    /// How many items this worker has dealt with, this page and what a checkpoint says of earlier runs included.
    pub totals: &'a WalkTotals,
    /// What the action has counted, of the same items.
    pub tally: &'a Tally,
    /// The items of the page of which there is something to say.
    pub findings: &'a [Found<F>],
    /// The items of the page that could not be dealt with.
    pub failures: &'a [WalkFailure],
}

/// What a walk has done when it ends.
///
/// Example: [`Walk`](crate::Walk).
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct WalkEnd {
    /// How many items this worker has dealt with, what a checkpoint says of earlier runs included.
    pub totals: WalkTotals,
    /// What the action has counted, of the same items.
    pub tally: Tally,
    /// Whether the end of all of its segments was reached. `false` if it was told to stop.
    pub is_complete: bool,
    /// What this worker may consume in each second.
    pub rates: WalkRates,
}

impl WalkEnd {
    /// How long a run at this [pace](WalkPace) takes at least that also writes what a dry run has found pending: all of its items are read
    /// once, and the pending ones written. To the second; `None` without a pace.
    ///
    /// It is the worker's own time: all workers of a walk take as long, beside each other. What DynamoDB throttles and what indexes
    /// consume comes on top.
    pub fn time_to_write(&self) -> Option<Duration> {
        self.rates.time_for(self.totals.read_milliunits, self.totals.pending_write_milliunits)
    }
}

impl<A: WalkAction> Walk<A> {
    /// A walk over all items of the action's table.
    ///
    /// `client` must be one that does not encrypt: the walk sees items as they are stored. Its policy needs
    /// `dynamodb:Scan`; to write, `dynamodb:GetItem`, `dynamodb:UpdateItem` and `dynamodb:PutItem`; and for the
    /// [share](WalkPace::share) of a throughput `dynamodb:DescribeTable`.
    pub fn new(client: Client, action: A) -> Self {
        Walk {
            client,
            action,
            mode: WalkMode::Write,
            segments: 1,
            worker: (0, 1),
            page_size: 100,
            concurrency: 16,
            pace: WalkPace::unlimited(),
            patience: PATIENCE,
            checkpoints: None,
            is_anew: false,
        }
    }

    /// Writes nothing: says how many items would be replaced, and what that costs.
    pub fn dry_run(mut self) -> Self {
        self.mode = WalkMode::DryRun;
        self
    }

    /// Walks over so many segments at a time; without this over one. All workers have as many. Together they have
    /// at most 1,000,000, as DynamoDB has it.
    pub fn segments(mut self, each_worker: u32) -> Self {
        self.segments = each_worker;
        self
    }

    /// Is worker `number`, from 0, of `count`: walks over its part of the table. The others are walks of their own, in
    /// other processes or on other machines, with the same settings.
    pub fn worker(mut self, number: u32, count: u32) -> Self {
        self.worker = (number, count);
        self
    }

    /// Reads so many items at a time in each segment, at least 1; 100 without this. What is done of a page is written down
    /// when all of it is done.
    pub fn page_size(mut self, items: u16) -> Self {
        self.page_size = i32::from(items.max(1));
        self
    }

    /// Deals with so many items of a page at the same time, at least 1; 16 without this.
    pub fn concurrency(mut self, items: u16) -> Self {
        self.concurrency = usize::from(items.max(1));
        self
    }

    /// Consumes no more capacity than this: see [`WalkPace`]. Pauses are those of the client's `sleep_impl`.
    pub fn pace(mut self, pace: WalkPace) -> Self {
        self.pace = pace;
        self
    }

    /// How long something is tried again, with growing pauses, that fails for a while: what is throttled, a service that is out of reach.
    /// A minute without this. The SDK's own retries come before that.
    pub fn patience(mut self, patience: Duration) -> Self {
        self.patience = patience;
        self
    }

    /// Goes on from what is stored there, and stores there after each page how far it has come. A walk that has come
    /// to its end ends at once.
    ///
    /// They are those of one task. Where another table, action, configuration or kind of run shows, a walk does not start from them. Keys and lengths
    /// of beacons do not show: after a change of them give the walk other checkpoints, or begin [anew](Self::anew).
    pub fn checkpoints(mut self, checkpoints: impl Checkpoints + 'static) -> Self {
        self.checkpoints = Some(Box::new(checkpoints));
        self
    }

    /// Begins at the beginning, whatever the checkpoints say.
    pub fn anew(mut self) -> Self {
        self.is_anew = true;
        self
    }

    /// Walks. After each page, `report` is told how far the walk has come, and whether to go on. It must not block for
    /// long, or the segments wait.
    ///
    /// A page is reported before its checkpoint is stored. A walk that was killed in between reports its items
    /// once more: as failed again, or as replaced already.
    ///
    /// # Errors
    /// What concerns all items alike: see [`WalkError`]. What concerns one item is among the page's
    /// [failures](WalkPage::failures).
    pub async fn run(
        self,
        mut report: impl FnMut(WalkPage<'_, A::Finding>) -> ControlFlow<()>,
    ) -> Result<WalkEnd, WalkError> {
        self.action.check().map_err(WalkError::Item)?;
        let (worker, workers) = self.worker;
        let segments = segment::of_worker(worker, workers, self.segments).ok_or(WalkError::Segments)?;
        let table = self.action.table().table_name();
        let purpose = self.purpose();
        let task = Task { table, purpose: &purpose };
        let mut states = self.load(task, &segments).await?;
        let pacing = Pacing::of(&self.client, table, self.pace, workers, self.patience).await?;
        let walker = Walker {
            client: &self.client,
            action: &self.action,
            mode: self.mode(),
            page_size: self.page_size,
            concurrency: self.concurrency,
            pacing: &pacing,
        };
        let walker = &walker;
        let (mut totals, mut tally) = (WalkTotals::default(), Tally::new());
        for state in states.values() {
            totals.add(state.totals);
            tally.merge(&state.tally);
        }
        let walked = states.values().map(|state| {
            let segment = state.segment;
            Box::pin(stream::unfold(state.next(), move |next| walker.step(segment, next)))
        });
        let mut pages = stream::select_all(walked.collect::<Vec<_>>());
        while let Some((segment, page)) = pages.next().await {
            let page = page?;
            let state = states.get_mut(&segment).ok_or(WalkError::Segments)?;
            state.add(&page);
            totals.add(page.totals);
            tally.merge(&page.tally);
            let (findings, failures) = (&*page.findings, &*page.failures);
            let flow = report(WalkPage { segment, totals: &totals, tally: &tally, findings, failures });
            if let Some(checkpoints) = &self.checkpoints {
                checkpoints.store(segment, &state.to_text(task)).await.map_err(WalkError::Checkpoint)?;
            }
            if flow.is_break() {
                break;
            }
        }
        drop(pages);
        let is_complete = states.values().all(SegmentState::is_done);
        Ok(WalkEnd { totals, tally, is_complete, rates: pacing.rates() })
    }

    /// Whether it writes: not where the action only reads.
    fn mode(&self) -> WalkMode {
        if self.action.only_reads() { WalkMode::DryRun } else { self.mode }
    }

    /// What the walk is for, by the action and by how it walks.
    fn purpose(&self) -> String {
        let mode = match self.mode() {
            WalkMode::DryRun => "dry run",
            WalkMode::Write => "write",
        };
        format!("{mode}, {}", self.action.purpose())
    }

    /// Takes the segments over, and reads how far they have come.
    async fn load(
        &self,
        task: Task<'_>,
        segments: &[WalkSegment],
    ) -> Result<BTreeMap<WalkSegment, SegmentState>, WalkError> {
        let mut states = BTreeMap::new();
        for segment in segments {
            let stored = match &self.checkpoints {
                Some(checkpoints) => checkpoints.claim(*segment).await.map_err(WalkError::Checkpoint)?,
                None => None,
            };
            let state = match stored.filter(|_| !self.is_anew) {
                Some(text) => SegmentState::from_text(&text, task, *segment)?,
                None => SegmentState::beginning(*segment),
            };
            states.insert(*segment, state);
        }
        Ok(states)
    }
}

impl<A: fmt::Debug> fmt::Debug for Walk<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Walk");
        shown.field("action", &self.action).field("mode", &self.mode).field("segments", &self.segments);
        shown.field("worker", &self.worker).field("pace", &self.pace).finish_non_exhaustive()
    }
}
