//! The walk that sets beacons. Its progress is a text that the application stores.

mod action;
mod page;
mod progress;

use std::ops::ControlFlow;
use std::time::{Duration, Instant};

use aws_sdk_dynamodb::Client;
use futures_util::stream::{self, StreamExt};

use super::action::{WalkAction, WalkMode};
use super::error::{WalkError, WalkFailure};
use super::pacing::Pacing;
use super::segment::WalkSegment;
use super::walker::Walker;
use crate::item::ItemEncryptor;
pub use action::{BeaconFinding, SetBeacons};
use page::BeaconPage;
pub use progress::{WalkCounts, WalkProgress};

/// Gives the items of a live table the beacons that its search declares: those that were written before it, by clients
/// without it, or with other lengths.
///
/// Encrypted beacons are not signed, so items are not sealed again for them: each is opened, its beacons are computed,
/// and those that differ are set by an UpdateItem, on the condition that nobody has replaced the item meanwhile. It takes
/// no new data key; every client reads the table before, during and after. Beacons that the item should not have are
/// removed. Signed beacons are part of what is signed: where one is missing, the item is sealed again.
///
/// # When
/// Declare the search for all writers first. Until they have it, and the walk is complete, searches miss items. What a
/// client without the search writes behind the walk's back has no beacons: let the walk run again when the last such client is
/// gone, and once more as a [check](Self::check). It ends with everything
/// [right](WalkCounts::right) then.
///
/// The walk never deletes items, and never brings one back. It can be stopped at any moment, killed too, and
/// [start again](Self::resume); several can run at once.
///
/// ```no_run
/// # use dynamodb_item_encryptor::{BeaconWalk, ItemEncryptor, TableConfig};
/// # async fn example(table: TableConfig) -> Result<(), Box<dyn std::error::Error>> {
/// use std::ops::ControlFlow;
///
/// let aws = aws_config::load_defaults(aws_config::BehaviorVersion::latest()).await;
/// let client = aws_sdk_dynamodb::Client::new(&aws); // one that does not encrypt
/// let walk = BeaconWalk::new(client, ItemEncryptor::new(table)).segments(4).pace(500);
/// let counts = walk.run(|page| {
///     // A good place to store `page.progress.to_text()`.
///     println!("{} of the items were right, {} were not", page.progress.counts().right, page.progress.counts().wrong());
///     ControlFlow::Continue(())
/// }).await?;
/// assert_eq!(counts.failed, 0);
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone)]
#[must_use = "a walk does nothing before it is run"]
pub struct BeaconWalk {
    client: Client,
    encryptor: ItemEncryptor,
    progress: WalkProgress,
    page_size: i32,
    concurrency: usize,
    pace: Option<u32>,
    writes: bool,
}

/// A page of items that was dealt with.
///
/// Example: [`Walk`](crate::Walk).
#[derive(Debug)]
#[non_exhaustive]
pub struct WalkedPage<'a> {
    /// How far the walk has come, with this page.
    pub progress: &'a WalkProgress,
    /// The items of the page whose beacons were not right.
    pub findings: &'a [BeaconFinding],
    /// The items of the page that could not be dealt with.
    pub failures: &'a [WalkFailure],
}

impl BeaconWalk {
    /// A walk over all items of the encryptor's table.
    ///
    /// `client` must be one that does not encrypt: the walk sees items as they are stored. Its policy needs
    /// `dynamodb:Scan`, `dynamodb:GetItem`, `dynamodb:UpdateItem` and, for items that are sealed again,
    /// `dynamodb:PutItem`.
    pub fn new(client: Client, encryptor: ItemEncryptor) -> Self {
        let progress = WalkProgress::new(encryptor.table().table_name(), 1);
        BeaconWalk { client, encryptor, progress, page_size: 100, concurrency: 16, pace: None, writes: true }
    }

    /// Writes nothing: says what a walk would set, and whether what is there is right.
    pub fn check(mut self) -> Self {
        self.writes = false;
        self
    }

    /// Walks over so many segments of the table at a time; without this over one. Counts from 1 to 1,000,000, as DynamoDB
    /// has it; what is out of range counts as what is next to it. Starts at the beginning: a walk that is
    /// [resumed](Self::resume) keeps its own number.
    pub fn segments(mut self, segments: u32) -> Self {
        self.progress = WalkProgress::new(self.encryptor.table().table_name(), segments);
        self
    }

    /// Goes on where another walk over this table, with other segments or in another process, has left off.
    pub fn resume(mut self, progress: WalkProgress) -> Self {
        self.progress = progress;
        self
    }

    /// Reads so many items at a time in each segment; 100 without this. What is done of a page counts only
    /// when all of it is done.
    pub fn page_size(mut self, items: u16) -> Self {
        self.page_size = i32::from(items.max(1));
        self
    }

    /// Deals with so many items of a page at the same time; 16 without this.
    pub fn concurrency(mut self, items: u16) -> Self {
        self.concurrency = usize::from(items.max(1));
        self
    }

    /// Deals with at most so many items per second, over all segments, as an average since the walk was started. That leaves
    /// the table's capacity to others. Pauses are those of the client's `sleep_impl`.
    pub fn pace(mut self, items_per_second: u32) -> Self {
        self.pace = Some(items_per_second.max(1));
        self
    }

    /// Walks. After each page, `report` is told how far the walk has come, and whether to go on: what is stored of that is
    /// what the walk can start from again. It must not block for long, or the segments wait.
    ///
    /// # Errors
    /// What concerns all items alike: DynamoDB or a key service fails, for example. Start again from the last progress
    /// then. What concerns one item is among the page's [failures](WalkedPage::failures).
    pub async fn run(
        self,
        mut report: impl FnMut(WalkedPage<'_>) -> ControlFlow<()>,
    ) -> Result<WalkCounts, WalkError> {
        let action = SetBeacons::new(self.encryptor.clone());
        action.check().map_err(WalkError::Item)?;
        let mut progress = self.progress.clone();
        if !progress.is_of(self.encryptor.table().table_name()) {
            return Err(WalkError::Progress("it is about another table"));
        }
        let pacing = Pacing::none(&self.client);
        let walker = Walker {
            client: &self.client,
            action: &action,
            mode: if self.writes { WalkMode::Write } else { WalkMode::DryRun },
            page_size: self.page_size,
            concurrency: self.concurrency,
            pacing: &pacing,
        };
        let (walker, total) = (&walker, progress.segments());
        let walked = progress.open_segments().map(|(number, after)| {
            let segment = WalkSegment { number, total };
            Box::pin(stream::unfold(Some(after), move |next| walker.step(segment, next)))
        });
        let mut pages = stream::select_all(walked.collect::<Vec<_>>());
        let started = Instant::now();
        let mut dealt_with = 0_u32;
        while let Some((segment, page)) = pages.next().await {
            let page = BeaconPage::new(page?);
            dealt_with = dealt_with.saturating_add(page.items());
            progress.add(segment.number, &page);
            let BeaconPage { findings, failures, .. } = &page;
            if report(WalkedPage { progress: &progress, findings, failures }).is_break() {
                break;
            }
            self.pause(&pacing, started, dealt_with).await?;
        }
        Ok(progress.counts())
    }

    /// Waits until so many items are allowed.
    async fn pause(&self, pacing: &Pacing, started: Instant, dealt_with: u32) -> Result<(), WalkError> {
        let Some(pace) = self.pace else { return Ok(()) };
        let due = Duration::from_secs(1).saturating_mul(dealt_with) / pace;
        let early = due.saturating_sub(started.elapsed());
        if early.is_zero() { Ok(()) } else { pacing.sleep(early).await }
    }
}
