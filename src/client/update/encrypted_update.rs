//! Updates that read an item, change it here, and write it back, unless somebody else was faster.

use std::collections::{BTreeSet, HashMap};
use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;

use aws_sdk_dynamodb::config::retry::RetryConfig;
use aws_sdk_dynamodb::config::{Builder, SharedAsyncSleep};
use aws_sdk_dynamodb::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_dynamodb::operation::update_item::UpdateItemInput;
use aws_sdk_dynamodb::types::AttributeValue;
use aws_sdk_dynamodb::{Client, Config};

use super::as_stored::{AsStored, StoredItem};
use super::beacon::beacon_in;
use super::error::UpdateError;
use super::pause::pause;
use super::update_expression::OwnCondition;
use super::writing::{Change, DoesNotFit, Write, Writing};
use crate::client::sdk::sealed::Sealed;
use crate::error::{BoxError, Error, RefusedProblem};
use crate::expression::{Condition, equal};
use crate::future::pace::step_by_step;
use crate::item::refresh;
use crate::telemetry;
use crate::value::Item;

/// How often an update is attempted, unless the application says otherwise.
const MAX_ATTEMPTS: u32 = 20;

/// Error codes with which DynamoDB says that it has not written anything, and that trying again may help.
const BUSY: [&str; 6] = [
    "ConditionalCheckFailedException",
    "ProvisionedThroughputExceededException",
    "ReplicatedWriteConflictException",
    "RequestLimitExceeded",
    "ThrottlingException",
    "TransactionConflictException",
];

/// Updates encrypted attributes, which DynamoDB itself cannot.
pub trait UpdateEncrypted: Sealed {
    /// Starts an update of the item with this key, in a table that the client encrypts.
    ///
    /// ```no_run
    /// # use std::collections::HashMap;
    /// # use aws_sdk_dynamodb::types::AttributeValue::{N, S};
    /// # async fn example(client: aws_sdk_dynamodb::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// use dynamodb_item_encryptor::UpdateEncrypted;
    ///
    /// let key = HashMap::from([("id".to_owned(), S("42".into()))]);
    /// let update = client.update_encrypted("Customers", key);
    /// update
    ///     .send(|item| {
    ///         let item = item.as_mut().ok_or("no such customer")?;
    ///         item.insert("email".to_owned(), S("new@example.com".into()));
    ///         Ok(())
    ///     })
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    fn update_encrypted(&self, table_name: impl Into<String>, key: Item) -> EncryptedUpdate;
}

impl UpdateEncrypted for Client {
    fn update_encrypted(&self, table_name: impl Into<String>, key: Item) -> EncryptedUpdate {
        EncryptedUpdate {
            client: self.clone(),
            table_name: table_name.into(),
            key,
            max_attempts: MAX_ATTEMPTS,
            may_remove_beacons: false,
            reseals: false,
            condition: None,
            reads: BTreeSet::new(),
        }
    }
}

/// An update of one encrypted item, see [`UpdateEncrypted::update_encrypted`].
///
/// The item is read consistently, verified and opened, changed, sealed, and written on the condition that
/// the stored item is still the one that was read. Where it is not, all of that is done again after a
/// pause. However many updates of one item run at the same time, none is lost and none is done twice, as
/// long as nobody writes the item without such a condition. An item that cannot be read fails the update: it is
/// never taken not to exist.
///
/// The condition is on the item's footer, which differs between any two versions of an item, and on those
/// unsigned attributes that the change gives another value, since DynamoDB may change them without the footer. An
/// expression, and a [`condition`](Self::condition), also compare those that they read; a closure cannot be looked
/// into: name with [`depends_on`](Self::depends_on) what it reads. An item in the legacy format, or in plaintext where
/// the table's policy reads that, has no footer: the
/// condition is on all of its attributes. It is written as the table's policy says. This is a
/// [`Replacement`](crate::Replacement), which says more.
///
/// Where the table has a [search](crate::TableConfigBuilder::search), the item's beacons change with it. In a table
/// without, an item that another client has made searchable, with attributes like `aws_dbe_b_email`, is not changed,
/// unless [`remove_beacons`](Self::remove_beacons) allows it.
///
/// A changed item is written by an UpdateItem of the attributes that differ; among them are always all that are
/// encrypted. So an attribute that is unsigned only for its prefix, and that somebody else adds in between, stays,
/// although no condition can name it. (A deleted item goes with all of its attributes.) A new item is put. So is one of
/// which more has changed than an UpdateItem can take, that is more than 300 attributes, or 4 KB of expression with
/// some 7 bytes for each, or nearly 400 KB: then what was added under the prefix in between is lost. A caller needs
/// the permissions `dynamodb:GetItem`, `dynamodb:UpdateItem`, `dynamodb:PutItem` and, to delete,
/// `dynamodb:DeleteItem`.
///
/// The SDK does not retry the write, so that no write can meet its own result and be taken for another's.
/// Throttled writes are attempted again like those that came too late. An error of another kind, a timeout
/// for example, leaves open whether the item was written.
///
/// Example: [`update_encrypted`](crate::UpdateEncrypted::update_encrypted).
#[derive(Clone)]
#[must_use = "an update does nothing before it is sent"]
pub struct EncryptedUpdate {
    client: Client,
    table_name: String,
    pub(super) key: Item,
    max_attempts: u32,
    may_remove_beacons: bool,
    /// Whether an item is written that the change leaves as it is.
    reseals: bool,
    pub(super) condition: Option<OwnCondition>,
    /// What the change depends on.
    pub(super) reads: BTreeSet<String>,
}

/// What was read.
struct Read {
    open: Option<Item>,
    stored: Option<Arc<StoredItem>>,
    sleep: Option<SharedAsyncSleep>,
}

/// What came of a write.
enum Written {
    Yes,
    /// Nothing, for this reason, and it is worth another attempt.
    No(BoxError),
}

impl EncryptedUpdate {
    /// How often to attempt the update before giving up with [`UpdateError::Contended`]; 20 by default. There
    /// is at least one attempt. A hundred updates of one item at the same time need more.
    pub fn max_attempts(mut self, attempts: u32) -> Self {
        self.max_attempts = attempts;
        self
    }

    /// Lets the update remove beacons in a table without a [search](crate::TableConfigBuilder::search): attributes like
    /// `aws_dbe_b_email`, which clients write that are configured to search encrypted attributes. An item without them
    /// is not found by such searches any more.
    ///
    /// Without this, an update there that would change an item with beacons fails with [`RefusedProblem::Beacon`], and
    /// nothing is written. Deleting an item needs no permission: nobody needs to find it any more.
    pub fn remove_beacons(mut self) -> Self {
        self.may_remove_beacons = true;
        self
    }

    /// Writes the item sealed anew, also where the change leaves it as it is: with a new data key, under the keys and
    /// as the table's configuration says now. So an item moves to a new key, or out of the legacy format. Where there is no item,
    /// none is made.
    ///
    /// ```no_run
    /// # async fn example(client: aws_sdk_dynamodb::Client, key: dynamodb_item_encryptor::Item) -> Result<(), Box<dyn std::error::Error>> {
    /// use dynamodb_item_encryptor::UpdateEncrypted;
    ///
    /// client.update_encrypted("Customers", key).reseal().send(|_| Ok(())).await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// It does not ask whether that is needed: for a whole table, a [`Rewrap`](crate::Rewrap) or [`Converge`](crate::Converge) does.
    pub fn reseal(mut self) -> Self {
        self.reseals = true;
        self
    }

    /// Unsigned attributes that the change depends on, although it leaves them as they are: the item is only written if
    /// they, too, are still what they were. Adds to those that were named before. Encrypted and signed attributes need
    /// not be named.
    pub fn depends_on<N: Into<String>>(mut self, attributes: impl IntoIterator<Item = N>) -> Self {
        self.reads.extend(attributes.into_iter().map(Into::into));
        self
    }

    /// A condition in DynamoDB's language, which may be on any attribute. It is evaluated on this side, on the item as
    /// it was verified, at every attempt; where it does not hold, the update fails with
    /// [`UpdateError::ConditionFailed`], and nothing is written. Replaces an earlier call.
    ///
    /// ```no_run
    /// # use std::collections::HashMap;
    /// # use aws_sdk_dynamodb::types::AttributeValue::S;
    /// # async fn example(client: aws_sdk_dynamodb::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// # use dynamodb_item_encryptor::UpdateEncrypted;
    /// let key = HashMap::from([("id".to_owned(), S("42".into()))]);
    /// let values = HashMap::from([(":old".to_owned(), S("old@example.com".into()))]);
    /// let update = client.update_encrypted("Customers", key).condition("email = :old", None, Some(values));
    /// # update.send(|_| Ok(())).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn condition(
        mut self,
        expression: impl Into<String>,
        names: Option<HashMap<String, String>>,
        values: Option<Item>,
    ) -> Self {
        self.condition = Some(OwnCondition { expression: expression.into(), names, values });
        self
    }

    /// Carries out the update, and returns the item as it was written: what is encrypted or signed is stored so, and
    /// unsigned attributes on which the update does not depend are as they were read. A new item comes back without its
    /// signed beacons.
    ///
    /// `change` is given the item, or `None` where there is none, and leaves what is to be stored: `None`
    /// deletes the item. It is called once per attempt, always with what was read anew. Where it changes
    /// nothing, nothing is written, unless [`reseal`](Self::reseal) asks for it.
    ///
    /// Pauses between attempts are those of the runtime that the SDK's client knows; without one there are none.
    ///
    /// # Errors
    /// See [`UpdateError`].
    pub async fn send(
        self,
        mut change: impl FnMut(&mut Option<Item>) -> Result<(), BoxError> + Send,
    ) -> Result<Option<Item>, UpdateError> {
        let condition = self.condition.as_ref().map(OwnCondition::parse).transpose()?;
        let mut reads = self.reads.clone();
        reads.extend(condition.iter().flat_map(Condition::attributes).map(str::to_owned));
        let (reads, nothing) = (Arc::new(reads), Item::new());
        let mut attempts = 0;
        loop {
            attempts += 1;
            let Read { open, stored, sleep } = self.read().await?;
            if let Some(condition) = &condition {
                let mut evaluation = condition.evaluate(open.as_ref().unwrap_or(&nothing));
                if !step_by_step(|| evaluation.step()).await {
                    return Err(UpdateError::ConditionFailed);
                }
            }
            let mut changed = open.clone();
            change(&mut changed).map_err(UpdateError::Change)?;
            if let (Some(stored), Some(item)) = (&stored, &mut changed) {
                refresh(&stored.table, open.as_ref(), item).map_err(UpdateError::Refused)?;
            }
            // There is nothing to seal where there is no item.
            if changed == open && !(self.reseals && changed.is_some()) {
                return Ok(changed);
            }
            telemetry::update_attempt("EncryptedUpdate", attempts);
            let source = match self.write(&changed, stored, &reads).await? {
                Written::Yes => return Ok(changed),
                Written::No(reason) => reason,
            };
            telemetry::update_conflict("EncryptedUpdate", attempts);
            if attempts >= self.max_attempts {
                return Err(UpdateError::Contended { attempts, source });
            }
            pause(attempts, sleep.as_ref()).await;
        }
    }

    /// The item, opened and as it is stored.
    async fn read(&self) -> Result<Read, UpdateError> {
        let as_stored = AsStored::default();
        let get = self.client.get_item().table_name(&self.table_name).set_key(Some(self.key.clone()));
        let get = get.consistent_read(true).customize().interceptor(as_stored.clone());
        let open = get.send().await.map_err(|error| UpdateError::Get(Box::new(error)))?.item;
        let stored = match as_stored.take() {
            Some(stored) => stored,
            None => self.set_by_application(&as_stored, open.as_ref())?,
        };
        Ok(Read { open, stored: stored.map(Arc::new), sleep: as_stored.sleep() })
    }

    /// What stands for the stored item where the application has set the answer itself, as its tests do: there is nothing
    /// behind it. A write on the condition that it is stored fails on every other item.
    fn set_by_application(
        &self,
        as_stored: &AsStored,
        open: Option<&Item>,
    ) -> Result<Option<StoredItem>, UpdateError> {
        let not_encrypted = || self.refused("GetItem", RefusedProblem::NotEncrypted);
        let table = as_stored.table(&self.table_name).ok_or_else(not_encrypted)?;
        if open.into_iter().flat_map(Item::keys).any(|name| table.is_metadata(name)) {
            let what = "an item that was read for an update was not opened";
            let table = Some(table.logical_name().to_owned());
            return Err(UpdateError::Refused(Error::Internal { table, what }));
        }
        Ok(open.map(|_| StoredItem { table, item: self.key.clone() }))
    }

    /// Writes the item where the stored one is still the one that was read; whether it was.
    async fn write(
        &self,
        changed: &Option<Item>,
        stored: Option<Arc<StoredItem>>,
        reads: &Arc<BTreeSet<String>>,
    ) -> Result<Written, UpdateError> {
        let Some(item) = changed else { return self.delete(stored, reads).await };
        let is_other = |(name, value): &(&String, &AttributeValue)| {
            !item.get(*name).is_some_and(|other| equal(value, other))
        };
        if let Some((attribute, _)) = self.key.iter().find(is_other) {
            let attribute = attribute.clone();
            return Err(self.refused(UpdateItemInput::OPERATION, RefusedProblem::KeyChanged { attribute }));
        }
        let Some(read) = &stored else { return self.put(item, stored, reads).await };
        // Where the table has a search, sealing writes all beacons that it declares, and nobody asks for others.
        let may_remove = self.may_remove_beacons || read.table.search().is_some();
        if let Some(beacon) = beacon_in(&read.item).filter(|_| !may_remove) {
            let problem = RefusedProblem::Beacon { attribute: beacon.to_owned() };
            return Err(self.refused(UpdateItemInput::OPERATION, problem));
        }
        match self.update(item, stored.clone(), reads).await {
            Err(error) if DoesNotFit::is_in(&error) => self.put(item, stored, reads).await,
            written => written,
        }
    }

    async fn update(
        &self,
        item: &Item,
        stored: Option<Arc<StoredItem>>,
        reads: &Arc<BTreeSet<String>>,
    ) -> Result<Written, UpdateError> {
        let update = self.client.update_item().table_name(&self.table_name).set_key(Some(self.key.clone()));
        let change = Change { stored, item: Some(item.clone()), reads: Arc::clone(reads) };
        let update = update.customize().interceptor(Writing::of(change));
        is_written(update.config_override(once()).send().await, UpdateError::Update)
    }

    async fn put(
        &self,
        item: &Item,
        stored: Option<Arc<StoredItem>>,
        reads: &Arc<BTreeSet<String>>,
    ) -> Result<Written, UpdateError> {
        let put = self.client.put_item().table_name(&self.table_name).set_item(Some(item.clone()));
        let change = Change { stored, item: None, reads: Arc::clone(reads) };
        let put = put.customize().interceptor(Writing::of(change));
        is_written(put.config_override(once()).send().await, UpdateError::Put)
    }

    async fn delete(
        &self,
        stored: Option<Arc<StoredItem>>,
        reads: &Arc<BTreeSet<String>>,
    ) -> Result<Written, UpdateError> {
        let delete = self.client.delete_item().table_name(&self.table_name).set_key(Some(self.key.clone()));
        let change = Change { stored, item: None, reads: Arc::clone(reads) };
        let delete = delete.customize().interceptor(Writing::of(change));
        is_written(delete.config_override(once()).send().await, UpdateError::Delete)
    }

    pub(super) fn refused(&self, operation: &str, problem: RefusedProblem) -> UpdateError {
        UpdateError::Refused(Error::refused(Some(&self.table_name), operation, problem))
    }
}

impl fmt::Debug for EncryptedUpdate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EncryptedUpdate").field("table_name", &self.table_name).finish_non_exhaustive()
    }
}

/// Has the SDK send a write once only.
fn once() -> Builder {
    Config::builder().retry_config(RetryConfig::disabled())
}

/// Whether a write was carried out, or is worth another attempt.
fn is_written<T, E: ProvideErrorMetadata + StdError + Send + Sync + 'static>(
    result: Result<T, SdkError<E>>,
    failed: fn(Box<SdkError<E>>) -> UpdateError,
) -> Result<Written, UpdateError> {
    match result {
        Ok(_) => Ok(Written::Yes),
        Err(error) if is_busy(&error) => Ok(Written::No(error.into())),
        Err(error) => Err(failed(Box::new(error))),
    }
}

/// Whether DynamoDB has said that nothing was written, and trying again may help.
fn is_busy<E: ProvideErrorMetadata>(error: &SdkError<E>) -> bool {
    matches!(error, SdkError::ServiceError(error) if error.err().code().is_some_and(|code| BUSY.contains(&code)))
}
