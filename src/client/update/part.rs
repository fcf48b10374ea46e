//! What a call asks of one item that DynamoDB cannot do on a sealed one: read it, decide here, and replace it.
//!
//! Every version of an item that is sent has a mark of its own. A part remembers the marks of all that it has sent, so
//! that a version which was stored while its answer got lost is recognised when the item is read again.

use std::collections::BTreeSet;
use std::sync::{Mutex, MutexGuard, PoisonError};

use aws_sdk_dynamodb::operation::get_item::{GetItem, GetItemInput};
use aws_sdk_dynamodb::types::AttributeValue;
use aws_smithy_runtime_api::http::Headers;

use super::as_stored::AsStored;
use super::beacon::beacon_in;
use super::returned::Returned;
use crate::client::rules::matching::AskedItem;
use crate::client::rules::table_name::plain_name;
use crate::client::sdk::failure::{Failure, Served};
use crate::client::sdk::nested::{Nested, Retries};
use crate::client::sdk::observer::Observer;
use crate::client::sdk::seal::seal_to_store;
use crate::error::{Error, RefusedProblem};
use crate::expression::{Condition, UnfitUpdate, Update};
use crate::format::FOOTER_ATTRIBUTE;
use crate::future::pace::step_by_step;
use crate::item::refresh;
use crate::rewrite::{Replacement, ReplacementRequest};
use crate::table::TableConfig;
use crate::value::Item;

/// What is to be done with one item.
pub(super) struct Part {
    pub(super) asked: AskedItem,
    /// The table, as the request names it.
    pub(super) table_name: String,
    pub(super) condition: Option<Condition>,
    pub(super) action: Action,
    history: Mutex<History>,
}

/// What becomes of an item that satisfies the condition.
pub(super) enum Action {
    Update {
        update: Update,
        returned: Returned,
    },
    /// This item takes its place, and the application may want to see the old one.
    Put {
        item: Item,
        shows_old: bool,
    },
    Delete,
    /// It stays as it is.
    Check,
}

/// What a call has seen of an item, and sent.
#[derive(Default)]
struct History {
    /// What the last version that was sent was to replace.
    base: Option<Mark>,
    sent: Vec<Sent>,
}

/// A version that was sent.
#[derive(Clone)]
pub(super) struct Sent {
    mark: Mark,
    /// What the application gets to see of it, and of what it replaces.
    pub(super) returned: Option<Item>,
    /// What the version that it replaces is told by.
    base: Mark,
}

/// What tells the versions of an item apart.
#[derive(Clone, PartialEq)]
pub(super) enum Mark {
    /// There is no item.
    Absent,
    /// No two versions have the same footer.
    Footer(AttributeValue),
    /// The legacy format's signature, which two equal versions could share where nothing in them is encrypted.
    Signature(AttributeValue),
    /// A plaintext item is only told by all that it holds.
    Plaintext(Item),
}

/// What is stored.
pub(super) struct Read {
    /// As it is stored.
    stored: Option<Item>,
    /// Verified and decrypted.
    pub(super) open: Option<Item>,
    pub(super) headers: Headers,
}

/// What follows from what is stored.
pub(super) enum Verdict {
    /// It is a version that this call has sent.
    Own(Sent),
    /// It does not satisfy the condition.
    Refused,
    /// This request replaces it.
    Replace(Box<ReplacementRequest>),
}

/// Why an item that was read is not replaced.
pub(super) enum Trouble {
    Ours(Error),
    /// The update does not fit the item.
    Unfit(UnfitUpdate),
    /// Something that was sent before may have been carried out, and it cannot be told.
    Unknown,
}

impl From<Error> for Trouble {
    fn from(error: Error) -> Self {
        Trouble::Ours(error)
    }
}

impl Mark {
    fn of(table: &TableConfig, stored: Option<&Item>) -> Self {
        let Some(stored) = stored else { return Mark::Absent };
        if let Some(footer) = stored.get(FOOTER_ATTRIBUTE) {
            return Mark::Footer(footer.clone());
        }
        match table.legacy_format().and_then(|legacy| stored.get(legacy.signature_attribute())) {
            Some(signature) => Mark::Signature(signature.clone()),
            None => Mark::Plaintext(stored.clone()),
        }
    }

    /// Whether an item that has this mark is the version that was sent with it, given whether something was sent of which
    /// nobody knows what became of it.
    fn proves(&self, is_in_doubt: bool) -> bool {
        match self {
            Mark::Footer(_) => true,
            Mark::Signature(_) => is_in_doubt,
            // Somebody else may have written the same.
            Mark::Plaintext(_) | Mark::Absent => false,
        }
    }

    /// Whether a stored item has this mark.
    pub(super) fn is_of(&self, table: &TableConfig, stored: &Item) -> bool {
        Mark::of(table, Some(stored)) == *self
    }

    /// Whether it is that of no item.
    pub(super) fn is_nothing(&self) -> bool {
        *self == Mark::Absent
    }

    /// Whether unsigned attributes may change without it.
    pub(super) fn leaves_unsigned(&self) -> bool {
        matches!(self, Mark::Footer(_))
    }
}

impl Read {
    /// That there is no item.
    pub(super) fn nothing(headers: &Headers) -> Self {
        Read { stored: None, open: None, headers: headers.clone() }
    }
}

impl Sent {
    /// The mark of the version that the application gets to see.
    pub(super) fn shown(&self, shows_old: bool) -> &Mark {
        if shows_old { &self.base } else { &self.mark }
    }
}

impl Part {
    pub(super) fn new(
        asked: AskedItem,
        table_name: Option<&str>,
        condition: Option<Condition>,
        action: Action,
    ) -> Self {
        let table_name = table_name.unwrap_or_default().to_owned();
        Part { asked, table_name, condition, action, history: Mutex::default() }
    }

    /// The item's name, as bytes that are the same for the same item; `None` for what no key can be.
    pub(super) fn name(&self) -> Option<Vec<u8>> {
        let mut name = plain_name(self.table().table_name()).as_bytes().to_vec();
        name.push(0);
        name.extend(self.asked.form()?);
        Some(name)
    }

    pub(super) fn table(&self) -> &TableConfig {
        &self.asked.table
    }

    /// Reads what is stored, consistently, and opens it.
    pub(super) async fn read<O: Served>(&self, nested: &Nested) -> Result<Read, Failure> {
        let get = GetItemInput::builder().table_name(&self.table_name).set_key(Some(self.asked.key()));
        let get = get.consistent_read(true).build().map_err(Failure::ours)?;
        let as_stored = AsStored::default();
        let observer = Observer::new(as_stored.clone());
        let answer = nested.call(GetItem::new(), "GetItem", get, Some(observer), Retries::AsConfigured).await;
        let answer = answer.map_err(Failure::of_nested::<GetItem, O>)?;
        let open = answer.output.item;
        let stored = match as_stored.take() {
            Some(stored) => stored.map(|stored| stored.item),
            // The application has set the answer itself, as its tests do: there is nothing stored behind it.
            None if open.iter().flat_map(|item| item.keys()).any(|name| self.table().is_metadata(name)) => {
                let what = "an item that was read within a call was not opened";
                return Err(Failure::ours(Error::Internal {
                    table: Some(self.table().logical_name().to_owned()),
                    what,
                }));
            }
            None => open.as_ref().map(|_| self.asked.key()),
        };
        Ok(Read { stored, open, headers: answer.headers })
    }

    /// Decides what follows from what is stored. `is_in_doubt` says whether something was sent before of which nobody
    /// knows what became of it.
    pub(super) async fn judge(&self, read: &Read, is_in_doubt: bool) -> Result<Verdict, Trouble> {
        let mark = Mark::of(self.table(), read.stored.as_ref());
        let (own, is_foreign) = {
            let history = self.history();
            let own = history.sent.iter().find(|sent| sent.mark == mark && mark.proves(is_in_doubt)).cloned();
            (own, history.base.as_ref().is_some_and(|base| *base != mark))
        };
        if let Some(own) = own {
            return Ok(Verdict::Own(own));
        }
        let holds = self.holds(read).await;
        if is_in_doubt && is_foreign && !(holds && self.is_repeatable()) {
            return Err(Trouble::Unknown);
        }
        if !holds {
            return Ok(Verdict::Refused);
        }
        let (request, sealed, returned) = self.replacement(read).await?;
        let sent = Sent { mark: sealed, returned, base: mark.clone() };
        let mut history = self.history();
        history.base = Some(mark);
        history.sent.push(sent);
        Ok(Verdict::Replace(Box::new(request)))
    }

    /// The last version that was sent.
    pub(super) fn last_sent(&self) -> Option<Sent> {
        self.history().sent.last().cloned()
    }

    /// Whether the condition holds on an item, given as it is stored and open.
    async fn holds(&self, read: &Read) -> bool {
        let Some(condition) = &self.condition else { return true };
        let nothing = Item::new();
        let mut item = read.open.as_ref().unwrap_or(&nothing);
        let with_metadata;
        if condition.attributes().into_iter().any(|name| self.table().is_metadata(name)) {
            let stored = read.stored.iter().flatten().filter(|(name, _)| self.table().is_metadata(name));
            with_metadata =
                item.iter().chain(stored).map(|(name, value)| (name.clone(), value.clone())).collect();
            item = &with_metadata;
        }
        let mut evaluation = condition.evaluate(item);
        step_by_step(|| evaluation.step()).await
    }

    /// Whether the condition holds where there is no item.
    pub(super) fn holds_on_nothing(&self) -> bool {
        let Some(condition) = &self.condition else { return true };
        let nothing = Item::new();
        let mut evaluation = condition.evaluate(&nothing);
        loop {
            if let Some(holds) = evaluation.step() {
                return holds;
            }
        }
    }

    /// Whether doing it again, after somebody else has written, counts nothing twice.
    fn is_repeatable(&self) -> bool {
        match &self.action {
            Action::Update { update, .. } => update.is_repeatable(),
            Action::Put { .. } | Action::Delete | Action::Check => true,
        }
    }

    /// What replaces the item, the new version's mark, and what the application gets to see.
    async fn replacement(&self, read: &Read) -> Result<(ReplacementRequest, Mark, Option<Item>), Trouble> {
        let (table, reads) = (self.table(), self.reads());
        let open = read.open.as_ref();
        match &self.action {
            Action::Update { update, returned } => {
                let new = self.updated(update, read)?;
                let shown = returned.of(update, open, &new);
                let sealed = seal_to_store(table, new).await?;
                let mark = Mark::of(table, Some(&sealed));
                let replacement = match &read.stored {
                    Some(stored) => Replacement::of(table, stored, sealed).reading(&reads),
                    None => Replacement::creation(table, sealed),
                };
                let request = match replacement.as_update()? {
                    Some(update) => update,
                    None => replacement.put()?,
                };
                Ok((request, mark, shown))
            }
            Action::Put { item, shows_old } => {
                let sealed = seal_to_store(table, item.clone()).await?;
                let mark = Mark::of(table, Some(&sealed));
                let replacement = match &read.stored {
                    Some(stored) => Replacement::of(table, stored, sealed).reading_only(&reads),
                    None => Replacement::creation(table, sealed),
                };
                Ok((replacement.put()?, mark, open.filter(|_| *shows_old).cloned()))
            }
            Action::Delete | Action::Check => {
                let request = match &read.stored {
                    Some(stored) => Replacement::removal(table, stored).reading_only(&reads).request()?,
                    None => Replacement::nothing(table, &self.asked.key())?,
                };
                Ok((request, Mark::Absent, None))
            }
        }
    }

    /// The item as the update leaves it.
    fn updated(&self, update: &Update, read: &Read) -> Result<Item, Trouble> {
        let table = self.table();
        // Where the table has a search, sealing writes all beacons that it declares, and nobody asks for others.
        let beacon = read.stored.as_ref().and_then(beacon_in).filter(|_| table.search().is_none());
        if let Some(attribute) = beacon {
            let problem = RefusedProblem::Beacon { attribute: attribute.to_owned() };
            return Err(Error::refused(Some(&self.table_name), "UpdateItem", problem).into());
        }
        let mut new = read.open.clone().unwrap_or_else(|| self.asked.key());
        update.apply(&mut new).map_err(Trouble::Unfit)?;
        refresh(table, read.open.as_ref(), &mut new)?;
        Ok(new)
    }

    /// The attributes that decide what is written, or whether it is.
    fn reads(&self) -> BTreeSet<String> {
        let condition = self.condition.iter().flat_map(Condition::attributes);
        let mut names: BTreeSet<_> = condition.map(str::to_owned).collect();
        if let Action::Update { update, .. } = &self.action {
            names.extend(update.read().into_iter().map(str::to_owned));
        }
        names
    }

    fn history(&self) -> MutexGuard<'_, History> {
        // A poisoned lock is of no concern: nothing is left half done under it.
        self.history.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
