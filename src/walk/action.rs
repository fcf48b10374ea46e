//! What a walk does with each item.

use std::collections::BTreeSet;
use std::fmt;

use crate::error::Error;
use crate::future::BoxFuture;
use crate::table::TableConfig;
use crate::value::Item;

/// What a [`Walk`](crate::Walk) does with each item.
///
/// An action only judges: it says what an item is to be replaced by. The walk replaces it, on the condition that it is
/// still the one that was judged, and hands it over again if it is not. An action must be idempotent: what it made of an
/// item, it must leave alone.
pub trait WalkAction: Send + Sync {
    /// What there is to say of an item.
    type Finding: Send;

    /// The table whose items are walked over. Its rules say what tells one version of an item from another.
    fn table(&self) -> &TableConfig;

    /// What is done, in a text that is the same for the same task. A walk goes on from a checkpoint only where this is
    /// the same: otherwise items would be left out that were dealt with for another purpose.
    fn purpose(&self) -> String;

    /// Checks, before the walk starts, that the action can be carried out at all.
    ///
    /// # Errors
    /// What is wrong with its configuration. The walk does not start.
    fn check(&self) -> Result<(), Error> {
        Ok(())
    }

    /// Whether the action only looks at items. The walk is a [dry run](crate::Walk::dry_run) then, however it was started: no item is
    /// replaced, whatever the action judges.
    fn only_reads(&self) -> bool {
        false
    }

    /// Judges an item as it is stored.
    ///
    /// # Errors
    /// Why that cannot be done. [`Error::class`] decides what follows. A reason of class
    /// [`Item`](crate::ErrorClass::Item) or [`Request`](crate::ErrorClass::Request) is the item's: it is reported, and the
    /// walk goes on. What is transient is tried again for a while. Everything else stops the walk.
    fn judge<'a>(
        &'a self,
        stored: &'a Item,
        mode: WalkMode,
    ) -> BoxFuture<'a, Result<Judgement<Self::Finding>, Error>>;
}

/// Whether a walk writes.
///
/// Example: [`Walk`](crate::Walk).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum WalkMode {
    /// Nothing is written: an action says what it [would](Judgement::expect) do, and need not do what costs.
    DryRun,
    /// Items are replaced.
    Write,
}

/// What an action makes of an item.
///
/// Example: [`Walk`](crate::Walk).
#[must_use = "a judgement does nothing before it is given to the walk"]
pub struct Judgement<F> {
    pub(super) finding: Option<F>,
    pub(super) counts: Vec<Count>,
    pub(super) change: Change,
}

/// Group, name and how many.
pub(super) type Count = (&'static str, String, u64);

/// What is to become of an item.
pub(super) enum Change {
    Nothing,
    Replacement(Box<NewItem>),
    /// It would be replaced by one of about so many bytes.
    Expected(usize),
}

/// What replaces an item.
pub(super) struct NewItem {
    pub(super) new: Item,
    /// The configuration that has read the item, if that is not the action's.
    pub(super) read_by: Option<TableConfig>,
    /// What is compared whatever covers it.
    pub(super) compared: BTreeSet<String>,
}

impl<F> Judgement<F> {
    /// Leaves the item as it is.
    pub fn leave() -> Self {
        Judgement { finding: None, counts: Vec::new(), change: Change::Nothing }
    }

    /// Replaces the item by `new`, which has the same key.
    pub fn replace_by(new: Item) -> Self {
        let change = NewItem { new, read_by: None, compared: BTreeSet::new() };
        Judgement { change: Change::Replacement(Box::new(change)), ..Self::leave() }
    }

    /// Would replace the item by one of about so many bytes. In a dry run only: otherwise it counts as a replacement that
    /// was left out.
    pub fn expect(bytes: usize) -> Self {
        Judgement { change: Change::Expected(bytes), ..Self::leave() }
    }

    /// Says what there is to say of the item.
    pub fn finding(mut self, finding: F) -> Self {
        self.finding = Some(finding);
        self
    }

    /// Counts the item in the walk's [tally](crate::Tally): `n` more of `name` in `group`. The walk itself counts in the group `failure` what
    /// is wrong with items that could not be dealt with.
    pub fn count(mut self, group: &'static str, name: impl Into<String>, n: u64) -> Self {
        self.counts.push((group, name.into(), n));
        self
    }

    /// Counts `n` more, if there are any.
    pub(super) fn count_some(self, group: &'static str, name: &str, n: u64) -> Self {
        if n == 0 { self } else { self.count(group, name, n) }
    }

    pub(super) fn with_counts(mut self, counts: Vec<Count>) -> Self {
        self.counts = counts;
        self
    }

    pub(super) fn into_counts(self) -> Vec<Count> {
        self.counts
    }

    /// The item was read by another configuration than the action's, whose rules say what the item's footer covers; and
    /// these attributes are compared, whatever covers them.
    pub(super) fn read_by(mut self, table: Option<TableConfig>, compared: BTreeSet<String>) -> Self {
        if let Change::Replacement(change) = &mut self.change {
            (change.read_by, change.compared) = (table, compared);
        }
        self
    }
}

/// Without the item.
impl<F: fmt::Debug> fmt::Debug for Judgement<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let change = match self.change {
            Change::Nothing => "leave",
            Change::Replacement(_) => "replace",
            Change::Expected(_) => "expect",
        };
        let mut shown = f.debug_struct("Judgement");
        shown.field("finding", &self.finding).field("change", &change).finish_non_exhaustive()
    }
}

/// An item of which there is something to say.
///
/// Example: [`Walk`](crate::Walk).
#[non_exhaustive]
pub struct Found<F> {
    /// The attributes of the item's primary key.
    pub key: Item,
    /// What the action found. Where somebody has changed the item meanwhile, it is what was found last.
    pub finding: F,
    /// What became of the item.
    pub fate: ItemFate,
}

/// Without the key.
impl<F: fmt::Debug> fmt::Debug for Found<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Found");
        shown.field("finding", &self.finding).field("fate", &self.fate).finish_non_exhaustive()
    }
}

/// What became of an item.
///
/// Example: [`Walk`](crate::Walk).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ItemFate {
    /// It is as it should be, or no business of the action.
    Left,
    /// It was replaced.
    Replaced,
    /// It would be replaced, were this not a dry run.
    Pending,
}
