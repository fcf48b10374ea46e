//! One item of a walk.

use std::fmt;

use aws_sdk_dynamodb::error::ProvideErrorMetadata;

use super::{BeaconWalk, WalkError};
use crate::error::{BoxError, Error, ErrorClass};
use crate::item::{BeaconCheck, ItemFormat};
use crate::rewrite::Replacement;
use crate::value::Item;

/// How often an item is tried that others keep changing.
const ATTEMPTS: u64 = 20;

/// An item whose beacons were not right.
#[derive(Clone)]
#[non_exhaustive]
pub struct BeaconFinding {
    /// The attributes of the item's primary key.
    pub key: Item,
    /// What was wrong. Where somebody has changed the item meanwhile, it is what was wrong last.
    pub check: BeaconCheck,
    /// Whether it is right now.
    pub is_corrected: bool,
}

/// An item that could not be dealt with.
#[non_exhaustive]
pub struct WalkFailure {
    /// The attributes of the item's primary key. Nobody has verified them.
    pub key: Item,
    /// Why: an [`Error`], DynamoDB's own, or [`WalkError::Contended`].
    pub error: BoxError,
}

/// Without the key.
impl fmt::Debug for BeaconFinding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let BeaconFinding { key: _, check, is_corrected } = self;
        let mut shown = f.debug_struct("BeaconFinding");
        shown.field("check", check).field("is_corrected", is_corrected).finish_non_exhaustive()
    }
}

/// Without the key.
impl fmt::Debug for WalkFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WalkFailure").field("error", &self.error).finish_non_exhaustive()
    }
}

/// What became of an item.
pub(super) enum Outcome {
    Right,
    Wrong(BeaconCheck),
    Corrected(BeaconCheck),
    /// Somebody has deleted it.
    Gone,
    /// It is plaintext, or in the legacy format.
    NotCurrent,
    Failed(BoxError),
}

/// An item that was dealt with.
pub(super) struct Dealt {
    pub(super) key: Item,
    pub(super) outcome: Outcome,
    /// How often it had changed between reading and writing.
    pub(super) conflicts: u64,
}

impl BeaconWalk {
    /// Deals with an item, however often it changes meanwhile.
    ///
    /// # Errors
    /// What concerns all items alike.
    pub(super) async fn deal_with(&self, item: Item) -> Result<Dealt, WalkError> {
        let table = self.encryptor.table();
        let values = table.keys().filter_map(|name| Some((name.to_owned(), item.get(name)?.clone())));
        let mut dealt = Dealt { key: values.collect(), outcome: Outcome::Gone, conflicts: 0 };
        let mut next = Some(item);
        while let Some(stored) = next.take() {
            match self.attempt(&stored).await? {
                Some(outcome) => dealt.outcome = outcome,
                None if dealt.conflicts + 1 == ATTEMPTS => {
                    let error = WalkError::Contended { attempts: ATTEMPTS };
                    (dealt.outcome, dealt.conflicts) = (Outcome::Failed(error.into()), ATTEMPTS);
                }
                None => {
                    dealt.conflicts += 1;
                    next = self.read_again(&dealt.key).await?;
                }
            }
        }
        Ok(dealt)
    }

    /// Deals with an item as it was read; `None` if it has changed since.
    async fn attempt(&self, stored: &Item) -> Result<Option<Outcome>, WalkError> {
        let mut check = match self.checked(stored).await {
            Ok(None) => return Ok(Some(Outcome::NotCurrent)),
            Ok(Some(check)) if check.is_right() => return Ok(Some(Outcome::Right)),
            Ok(Some(check)) if !self.writes => return Ok(Some(Outcome::Wrong(check))),
            Ok(Some(check)) => check,
            Err(error) => return of_item(error).map(Some),
        };
        let Some(corrected) = check.take_corrected() else { return Ok(Some(Outcome::Right)) };
        let request = match Replacement::of(self.encryptor.table(), stored, corrected).request() {
            Ok(request) => request,
            Err(error) => return of_item(error).map(Some),
        };
        match request.send_with(&self.client).await {
            Ok(true) => Ok(Some(Outcome::Corrected(check))),
            Ok(false) => Ok(None),
            // Too large for DynamoDB.
            Err(error) if error.code() == Some("ValidationException") => Ok(Some(Outcome::Failed(error))),
            Err(error) => Err(WalkError::Write(error)),
        }
    }

    async fn checked(&self, stored: &Item) -> Result<Option<BeaconCheck>, Error> {
        match self.encryptor.format_of(stored)? {
            ItemFormat::Current => self.encryptor.check_beacons(stored).await.map(Some),
            ItemFormat::Legacy | ItemFormat::Plaintext => Ok(None),
        }
    }

    /// Reads an item that has changed; `None` if it is gone.
    async fn read_again(&self, key: &Item) -> Result<Option<Item>, WalkError> {
        let get = self.client.get_item().table_name(self.encryptor.table().table_name());
        let output = get.set_key(Some(key.clone())).consistent_read(true).send().await;
        output.map(|output| output.item).map_err(|error| WalkError::Get(Box::new(error.into())))
    }
}

/// An error that is for the item, as its outcome; or else one that stops the walk.
fn of_item(error: Error) -> Result<Outcome, WalkError> {
    match error.class() {
        // A value of which no beacon can be made, or an item that nobody can open.
        ErrorClass::Item | ErrorClass::Request => Ok(Outcome::Failed(error.into())),
        ErrorClass::Transient
        | ErrorClass::KeyAccess
        | ErrorClass::Configuration
        | ErrorClass::Uncertain
        | ErrorClass::Internal => Err(WalkError::Item(error)),
    }
}
