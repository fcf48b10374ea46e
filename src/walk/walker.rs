//! Pages of a segment and their items: read, judged by an action, and replaced.

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::error::ProvideErrorMetadata;
use aws_sdk_dynamodb::types::{ConsumedCapacity, ReturnConsumedCapacity};
use futures_util::stream::{self, StreamExt, TryStreamExt};

use super::action::{Change, Count, Found, ItemFate, Judgement, NewItem, WalkAction, WalkMode};
use super::capacity::{self, milliunits};
use super::error::WalkFailure;
use super::pacing::{Capacity, Pacing, Trouble};
use super::segment::WalkSegment;
use super::totals::WalkTotals;
use super::{Tally, WalkError};
use crate::error::{BoxError, Error, ErrorClass};
use crate::format::stored_size;
use crate::rewrite::{Replacement, ReplacementRequest, Sent};
use crate::value::Item;

/// How often an item is tried that others keep changing.
const ATTEMPTS: u64 = 20;

/// What pages are read and items dealt with by.
pub(super) struct Walker<'a, A> {
    pub(super) client: &'a Client,
    pub(super) action: &'a A,
    pub(super) mode: WalkMode,
    pub(super) page_size: i32,
    pub(super) concurrency: usize,
    pub(super) pacing: &'a Pacing,
}

/// A page of items that was dealt with.
pub(super) struct Page<F> {
    /// Behind which item the segment goes on; `None` at its end.
    pub(super) last_key: Option<Item>,
    pub(super) totals: WalkTotals,
    pub(super) tally: Tally,
    pub(super) findings: Vec<Found<F>>,
    pub(super) failures: Vec<WalkFailure>,
}

/// An item that was dealt with.
struct Dealt<F> {
    key: Item,
    outcome: Outcome,
    finding: Option<F>,
    counts: Vec<Count>,
    /// What it has consumed, and how often it has changed.
    totals: WalkTotals,
}

/// What became of an item.
enum Outcome {
    Fate(ItemFate),
    /// Somebody has deleted it.
    Gone,
    Failed(BoxError),
}

/// Where a segment goes on: behind the item with this key, or at its beginning. `None` after its end.
pub(super) type Next = Option<Option<Item>>;

impl<A: WalkAction> Walker<'_, A> {
    /// Deals with the next page. After an error there is none.
    pub(super) async fn step(
        &self,
        segment: WalkSegment,
        next: Next,
    ) -> Option<((WalkSegment, Result<Page<A::Finding>, WalkError>), Next)> {
        let page = self.page(segment, next?).await;
        let next = match &page {
            Ok(page) => page.last_key.clone().map(Some),
            Err(_) => None,
        };
        Some(((segment, page), next))
    }

    /// Reads a page, and deals with all of its items.
    async fn page(&self, segment: WalkSegment, after: Option<Item>) -> Result<Page<A::Finding>, WalkError> {
        let (items, last_key, read) = self.read_page(segment, after).await?;
        let dealing = items.into_iter().map(|item| self.deal_with(item));
        let mut dealt = stream::iter(dealing).buffer_unordered(self.concurrency);
        let totals = WalkTotals { read_milliunits: read, ..WalkTotals::default() };
        let mut page =
            Page { last_key, totals, tally: Tally::new(), findings: Vec::new(), failures: Vec::new() };
        while let Some(dealt) = dealt.try_next().await? {
            page.add(dealt);
        }
        Ok(page)
    }

    /// The items of a page, the key behind which the next begins, and what that has consumed.
    async fn read_page(
        &self,
        segment: WalkSegment,
        after: Option<Item>,
    ) -> Result<(Vec<Item>, Option<Item>, u64), WalkError> {
        let number = |number: u32| i32::try_from(number).ok();
        let scan = self.client.scan().table_name(self.action.table().table_name()).consistent_read(true);
        let scan = scan.set_segment(number(segment.number)).set_total_segments(number(segment.total));
        let scan = scan.limit(self.page_size).set_exclusive_start_key(after);
        let scan = scan.return_consumed_capacity(ReturnConsumedCapacity::Total);
        let mut trouble = Trouble::default();
        let output = loop {
            self.pacing.turn(Capacity::Read).await?;
            // How to wait is known from the first call on.
            match scan.clone().customize().interceptor(self.pacing.learning()).send().await {
                Ok(output) => break output,
                Err(error) => {
                    if !(Error::is_transient_in(&error) && self.pacing.wait_out(&mut trouble).await) {
                        return Err(WalkError::Scan(Box::new(error.into())));
                    }
                }
            }
        };
        let items = output.items.unwrap_or_default();
        let read = said(output.consumed_capacity.as_ref())
            .unwrap_or_else(|| capacity::of_reading(items.iter().map(stored_size::of_item).sum()));
        self.pacing.consumed(Capacity::Read, read);
        Ok((items, output.last_evaluated_key.filter(|key| !key.is_empty()), read))
    }

    /// Deals with an item, however often it changes meanwhile.
    ///
    /// # Errors
    /// What concerns all items alike.
    async fn deal_with(&self, item: Item) -> Result<Dealt<A::Finding>, WalkError> {
        let table = self.action.table();
        let values = table.keys().filter_map(|name| Some((name.to_owned(), item.get(name)?.clone())));
        let mut dealt = Dealt::new(values.collect());
        let mut next = Some(item);
        while let Some(stored) = next.take() {
            if self.attempt(&stored, &mut dealt).await? {
                break;
            }
            dealt.totals.conflicts += 1;
            if dealt.totals.conflicts == ATTEMPTS {
                dealt.outcome = Outcome::Failed(WalkError::Contended { attempts: ATTEMPTS }.into());
                break;
            }
            dealt.outcome = Outcome::Gone;
            next = self.read_again(&mut dealt).await?;
        }
        if !matches!(dealt.outcome, Outcome::Fate(_)) {
            (dealt.finding, dealt.counts) = (None, Vec::new());
        }
        Ok(dealt)
    }

    /// Deals with an item as it was read; `false` if it has changed since.
    async fn attempt(&self, stored: &Item, dealt: &mut Dealt<A::Finding>) -> Result<bool, WalkError> {
        let judgement = match self.judge(stored).await {
            Ok(judgement) => judgement,
            Err(error) => {
                dealt.outcome = Outcome::Failed(of_item(error)?);
                return Ok(true);
            }
        };
        (dealt.finding, dealt.counts) = (judgement.finding, judgement.counts);
        match judgement.change {
            Change::Nothing => dealt.outcome = Outcome::Fate(ItemFate::Left),
            Change::Expected(bytes) => dealt.expect(stored, bytes),
            Change::Replacement(change) if self.mode == WalkMode::DryRun => {
                dealt.expect(stored, stored_size::of_item(&change.new));
            }
            Change::Replacement(change) => return self.replace(stored, *change, dealt).await,
        }
        Ok(true)
    }

    async fn judge(&self, stored: &Item) -> Result<Judgement<A::Finding>, Error> {
        let mut trouble = Trouble::default();
        loop {
            match self.action.judge(stored, self.mode).await {
                Err(error) if error.is_transient() && self.pacing.wait_out(&mut trouble).await => {}
                judged => return judged,
            }
        }
    }

    /// Replaces an item; `false` if it was no longer the one that was read.
    async fn replace(
        &self,
        stored: &Item,
        change: NewItem,
        dealt: &mut Dealt<A::Finding>,
    ) -> Result<bool, WalkError> {
        let NewItem { new, read_by, compared } = change;
        let expected = capacity::of_writing(stored_size::of_item(stored), stored_size::of_item(&new));
        let table = read_by.as_ref().unwrap_or(self.action.table());
        let request = match Replacement::of(table, stored, new).comparing_always(&compared).request() {
            Ok(request) => request,
            Err(error) => {
                dealt.outcome = Outcome::Failed(of_item(error)?);
                return Ok(true);
            }
        };
        let (sent, consumed) = self.send(request, expected).await?;
        self.pacing.consumed(Capacity::Write, consumed);
        dealt.totals.write_milliunits = dealt.totals.write_milliunits.saturating_add(consumed);
        match sent {
            Sent::Replaced(_) => dealt.outcome = Outcome::Fate(ItemFate::Replaced),
            Sent::Changed => return Ok(false),
            // Too large for DynamoDB.
            Sent::Failed { error, .. } if error.code() == Some("ValidationException") => {
                dealt.outcome = Outcome::Failed(error);
            }
            Sent::Failed { error, .. } => return Err(WalkError::Write(error)),
        }
        Ok(true)
    }

    /// Sends a replacement, again where it fails for a while. With what it has consumed.
    async fn send(&self, request: ReplacementRequest, expected: u64) -> Result<(Sent, u64), WalkError> {
        let mut trouble = Trouble::default();
        loop {
            self.pacing.turn(Capacity::Write).await?;
            let sent = request.clone().send_measured(self.client).await;
            match &sent {
                Sent::Replaced(units) => {
                    let consumed = units.and_then(milliunits).unwrap_or(expected);
                    return Ok((sent, consumed));
                }
                // A write that is refused for its condition consumes as much as one that is not.
                Sent::Changed => return Ok((sent, expected)),
                Sent::Failed { is_transient, .. } => {
                    if !(*is_transient && self.pacing.wait_out(&mut trouble).await) {
                        return Ok((sent, 0));
                    }
                }
            }
        }
    }

    /// Reads an item that has changed; `None` if it is gone.
    async fn read_again(&self, dealt: &mut Dealt<A::Finding>) -> Result<Option<Item>, WalkError> {
        let get = self.client.get_item().table_name(self.action.table().table_name());
        let get = get.set_key(Some(dealt.key.clone())).consistent_read(true);
        let get = get.return_consumed_capacity(ReturnConsumedCapacity::Total);
        let mut trouble = Trouble::default();
        let output = loop {
            self.pacing.turn(Capacity::Read).await?;
            match get.clone().send().await {
                Ok(output) => break output,
                Err(error) => {
                    if !(Error::is_transient_in(&error) && self.pacing.wait_out(&mut trouble).await) {
                        return Err(WalkError::Get(Box::new(error.into())));
                    }
                }
            }
        };
        let size = output.item.as_ref().map(stored_size::of_item).unwrap_or_default();
        let read = said(output.consumed_capacity.as_ref()).unwrap_or_else(|| capacity::of_reading(size));
        self.pacing.consumed(Capacity::Read, read);
        dealt.totals.read_milliunits = dealt.totals.read_milliunits.saturating_add(read);
        Ok(output.item)
    }
}

impl<F> Dealt<F> {
    fn new(key: Item) -> Self {
        let outcome = Outcome::Gone;
        Dealt { key, outcome, finding: None, counts: Vec::new(), totals: WalkTotals::default() }
    }

    /// It would be replaced by an item of so many bytes.
    fn expect(&mut self, stored: &Item, bytes: usize) {
        self.outcome = Outcome::Fate(ItemFate::Pending);
        self.totals.pending_write_milliunits = capacity::of_writing(stored_size::of_item(stored), bytes);
    }
}

impl<F> Page<F> {
    fn add(&mut self, dealt: Dealt<F>) {
        let Dealt { key, outcome, finding, counts, mut totals } = dealt;
        totals.seen = 1;
        for (group, name, n) in counts {
            self.tally.count(group, &name, n);
        }
        match outcome {
            Outcome::Gone => totals.gone = 1,
            Outcome::Failed(error) => {
                totals.failed = 1;
                self.tally.count("failure", &error.to_string(), 1);
                self.failures.push(WalkFailure { key, error });
            }
            Outcome::Fate(fate) => {
                match fate {
                    ItemFate::Left => totals.left = 1,
                    ItemFate::Replaced => totals.replaced = 1,
                    ItemFate::Pending => totals.pending = 1,
                }
                self.findings.extend(finding.map(|finding| Found { key, finding, fate }));
            }
        }
        self.totals.add(totals);
    }
}

/// What a request has consumed, where DynamoDB says it.
fn said(consumed: Option<&ConsumedCapacity>) -> Option<u64> {
    consumed.and_then(|consumed| consumed.capacity_units).and_then(milliunits)
}

/// An error that is for the item, as its outcome; or else one that stops the walk.
fn of_item(error: Error) -> Result<BoxError, WalkError> {
    match error.class() {
        // A value of which no beacon can be made, or an item that nobody can open.
        ErrorClass::Item | ErrorClass::Request => Ok(error.into()),
        ErrorClass::Transient
        | ErrorClass::KeyAccess
        | ErrorClass::Configuration
        | ErrorClass::Uncertain
        | ErrorClass::Internal => Err(WalkError::Item(error)),
    }
}
