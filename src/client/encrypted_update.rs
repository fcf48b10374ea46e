//! Updates that read an item, change it here, and write it back, unless somebody else was faster.

use std::collections::HashMap;
use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use aws_sdk_dynamodb::config::AsyncSleep;
use aws_sdk_dynamodb::config::retry::RetryConfig;
use aws_sdk_dynamodb::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_dynamodb::operation::delete_item::DeleteItemError;
use aws_sdk_dynamodb::operation::get_item::GetItemError;
use aws_sdk_dynamodb::operation::put_item::PutItemError;
use aws_sdk_dynamodb::types::AttributeValue;
use aws_sdk_dynamodb::{Client, Config};

use super::capture::{Capture, Captured};
use super::sealed;
use crate::crypto::random;
use crate::error::{BoxError, Error, MalformedProblem, RefusedProblem};
use crate::expression::{Parameters, Update, equal};
use crate::item::Item;

/// How often an update is attempted, unless the application says otherwise.
const MAX_ATTEMPTS: u32 = 20;

/// The longest pause after the first attempt. It doubles with each.
const FIRST_PAUSE: Duration = Duration::from_millis(10);

/// The longest pause after any attempt.
const LONGEST_PAUSE: Duration = Duration::from_secs(1);

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
pub trait UpdateEncrypted: sealed::Sealed {
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
        EncryptedUpdate { client: self.clone(), table_name: table_name.into(), key, max_attempts: MAX_ATTEMPTS }
    }
}

/// An update of one encrypted item, see [`UpdateEncrypted::update_encrypted`].
///
/// The item is read consistently, verified and opened, changed, sealed, and written on the condition that
/// the stored item is still the one that was read. Where it is not, all of that is done again after a
/// pause. However many updates of one item run at the same time, none is lost and none is done twice, as
/// long as nobody writes the item without such a condition.
///
/// The condition is on the item's footer, which differs between any two versions of an item, and on the
/// unsigned attributes, which DynamoDB may change without it. An attribute that is unsigned only for its
/// prefix, and is added in between by somebody else, goes unnoticed and is lost. An item in the older format
/// has no footer: the condition is on its signature and all its readable attributes. It is written as the
/// table's policy says.
///
/// The SDK does not retry the write, so that no write can meet its own result and be taken for another's.
/// Throttled writes are attempted again like those that came too late. An error of another kind, a timeout
/// for example, leaves open whether the item was written.
#[derive(Clone)]
#[must_use = "an update does nothing before it is sent"]
pub struct EncryptedUpdate {
    client: Client,
    table_name: String,
    key: Item,
    max_attempts: u32,
}

/// Why an encrypted item was not updated.
#[derive(Debug)]
#[non_exhaustive]
pub enum UpdateError {
    /// The item could not be read.
    Get(Box<SdkError<GetItemError>>),
    /// The item could not be written. Unless DynamoDB has refused it, it may have been all the same.
    Put(Box<SdkError<PutItemError>>),
    /// The item could not be deleted. Unless DynamoDB has refused it, it may have been all the same.
    Delete(Box<SdkError<DeleteItemError>>),
    /// The item could not be changed: the application's error, or why the expression does not fit.
    Change(BoxError),
    /// The stored item was another than the one that was read, or DynamoDB was too busy, every time.
    Contended {
        /// How many times it was attempted.
        attempts: u32,
    },
    /// The item cannot be updated in this way.
    Refused(Error),
}

impl EncryptedUpdate {
    /// How often to attempt the update before giving up with [`UpdateError::Contended`]; 20 by default. There
    /// is at least one attempt. A hundred updates of one item at the same time need more.
    pub fn max_attempts(mut self, attempts: u32) -> Self {
        self.max_attempts = attempts;
        self
    }

    /// Carries out the update, and returns the item as it is stored then.
    ///
    /// `change` is given the item, or `None` where there is none, and leaves what is to be stored: `None`
    /// deletes the item. It is called once per attempt, always with what was read anew. Where it changes
    /// nothing, nothing is written.
    ///
    /// Pauses between attempts are those of the SDK's `sleep_impl`; without one there are none.
    ///
    /// # Errors
    /// See [`UpdateError`].
    pub async fn send(
        self,
        mut change: impl FnMut(&mut Option<Item>) -> Result<(), BoxError> + Send,
    ) -> Result<Option<Item>, UpdateError> {
        let mut attempts = 0;
        loop {
            attempts += 1;
            let (stored, captured) = self.read().await?;
            let mut changed = stored.clone();
            change(&mut changed).map_err(UpdateError::Change)?;
            if changed == stored || self.write(&changed, &stored, captured).await? {
                return Ok(changed);
            }
            if attempts >= self.max_attempts {
                return Err(UpdateError::Contended { attempts });
            }
            self.pause(attempts).await;
        }
    }

    /// Carries out an update expression of DynamoDB's language, which may be on any attribute. Where there is
    /// no item it makes one.
    ///
    /// # Errors
    /// See [`UpdateError`].
    pub async fn send_expression(
        self,
        expression: &str,
        names: Option<HashMap<String, String>>,
        values: Option<Item>,
    ) -> Result<Option<Item>, UpdateError> {
        let parameters = Parameters { names: names.as_ref(), values: values.as_ref() };
        let update =
            Update::parse(expression, &parameters).map_err(|error| UpdateError::Change(error.into()))?;
        let key = self.key.clone();
        self.send(move |item| Ok(update.apply(item.get_or_insert_with(|| key.clone()))?)).await
    }

    async fn read(&self) -> Result<(Option<Item>, Captured), UpdateError> {
        let capture = Capture::default();
        let get = self.client.get_item().table_name(&self.table_name).set_key(Some(self.key.clone()));
        let get = get.consistent_read(true).customize().interceptor(capture.clone());
        let item = get.send().await.map_err(|error| UpdateError::Get(Box::new(error)))?.item;
        let captured = capture.0.take().ok_or_else(|| self.refused("GetItem", RefusedProblem::NotEncrypted))?;
        if item.is_some() && !captured.is_encrypted {
            let (table, problem) = (self.table_name.clone(), MalformedProblem::Plaintext);
            return Err(UpdateError::Refused(Error::MalformedItem { table, attribute: None, problem }));
        }
        Ok((item, captured))
    }

    /// Writes the item where the stored one is still what was captured; whether it was.
    async fn write(
        &self,
        changed: &Option<Item>,
        stored: &Option<Item>,
        captured: Captured,
    ) -> Result<bool, UpdateError> {
        let Condition { text, names, values } = self.condition(stored.is_some(), captured);
        let once = Config::builder().retry_config(RetryConfig::disabled());
        let Some(item) = changed else {
            let delete = self.client.delete_item().table_name(&self.table_name);
            let delete = delete.set_key(Some(self.key.clone())).condition_expression(text);
            let delete = delete.set_expression_attribute_names(names).set_expression_attribute_values(values);
            return match delete.customize().config_override(once).send().await {
                Ok(_) => Ok(true),
                Err(error) if is_busy(&error) => Ok(false),
                Err(error) => Err(UpdateError::Delete(Box::new(error))),
            };
        };
        let is_other = |(name, value): &(&String, &AttributeValue)| {
            !item.get(*name).is_some_and(|other| equal(value, other))
        };
        if let Some((attribute, _)) = self.key.iter().find(is_other) {
            let attribute = attribute.clone();
            return Err(self.refused("PutItem", RefusedProblem::KeyChanged { attribute }));
        }
        let put = self.client.put_item().table_name(&self.table_name).set_item(Some(item.clone()));
        let put = put.condition_expression(text);
        let put = put.set_expression_attribute_names(names).set_expression_attribute_values(values);
        match put.customize().config_override(once).send().await {
            Ok(_) => Ok(true),
            Err(error) if is_busy(&error) => Ok(false),
            Err(error) => Err(UpdateError::Put(Box::new(error))),
        }
    }

    /// That the stored item is what was captured.
    fn condition(&self, exists: bool, captured: Captured) -> Condition {
        let mut condition = Condition::default();
        if !exists {
            for name in self.key.keys() {
                condition.add(name, None);
            }
            return condition;
        }
        captured.present.into_iter().for_each(|(name, value)| condition.add(&name, Some(value)));
        captured.absent.iter().for_each(|name| condition.add(name, None));
        condition
    }

    /// Waits for a random time, so that those who meet here do not meet again.
    async fn pause(&self, attempts: u32) {
        let Some(sleep) = self.client.config().sleep_impl() else { return };
        let factor = 2_u32.saturating_pow(attempts.saturating_sub(1));
        let longest = FIRST_PAUSE.saturating_mul(factor).min(LONGEST_PAUSE);
        let mut bytes = [0; 2];
        // Without a random number everybody waits as long as can be.
        let share =
            if random::fill(&mut bytes).is_ok() { u32::from(u16::from_be_bytes(bytes)) } else { 1 << 16 };
        sleep.sleep(longest.saturating_mul(share) / (1 << 16)).await;
    }

    fn refused(&self, operation: &str, problem: RefusedProblem) -> UpdateError {
        let table = self.table_name.clone();
        UpdateError::Refused(Error::Refused { table, operation: operation.to_owned(), problem })
    }
}

impl fmt::Debug for EncryptedUpdate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EncryptedUpdate").field("table_name", &self.table_name).finish_non_exhaustive()
    }
}

/// A condition that attributes have certain values, or do not exist.
#[derive(Default)]
struct Condition {
    text: String,
    names: Option<HashMap<String, String>>,
    values: Option<Item>,
}

impl Condition {
    fn add(&mut self, name: &str, value: Option<AttributeValue>) {
        let names = self.names.get_or_insert_default();
        let n = names.len();
        names.insert(format!("#{n}"), name.to_owned());
        if n > 0 {
            self.text.push_str(" AND ");
        }
        match value {
            Some(value) => {
                self.text.push_str(&format!("#{n}=:{n}"));
                self.values.get_or_insert_default().insert(format!(":{n}"), value);
            }
            None => self.text.push_str(&format!("attribute_not_exists(#{n})")),
        }
    }
}

/// Whether DynamoDB has said that nothing was written, and trying again may help.
fn is_busy<E: ProvideErrorMetadata>(error: &SdkError<E>) -> bool {
    matches!(error, SdkError::ServiceError(error) if error.err().code().is_some_and(|code| BUSY.contains(&code)))
}

impl fmt::Display for UpdateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            UpdateError::Get(_) => f.write_str("the item could not be read"),
            UpdateError::Put(_) => f.write_str("the item could not be written"),
            UpdateError::Delete(_) => f.write_str("the item could not be deleted"),
            UpdateError::Change(_) => f.write_str("the item could not be changed"),
            UpdateError::Contended { attempts } => {
                write!(f, "the item was changed by others at each of {attempts} attempts")
            }
            UpdateError::Refused(_) => f.write_str("the item cannot be updated in this way"),
        }
    }
}

impl StdError for UpdateError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            UpdateError::Get(error) => Some(error.as_ref()),
            UpdateError::Put(error) => Some(error.as_ref()),
            UpdateError::Delete(error) => Some(error.as_ref()),
            UpdateError::Change(error) => Some(error.as_ref()),
            UpdateError::Refused(error) => Some(error),
            UpdateError::Contended { .. } => None,
        }
    }
}
