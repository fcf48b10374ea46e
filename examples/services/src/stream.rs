//! A function on the stream of an encrypted table.
//!
//! The event source mapping has `ReportBatchItemFailures`: the function answers with the records that it has not worked
//! through, and Lambda comes again with everything from the first of them on. Which records these are depends on whose
//! fault an error is:
//!
//! | class of the error | what becomes of the record | of those behind it |
//! |---|---|---|
//! | `Item`: it was damaged, or is sealed for other keys | set aside; without a place for that, reported, it alone | are worked through |
//! | `Transient`, `KeyAccess` and the rest | reported | wait for it: order counts in a stream |
//! | `Configuration` | the function fails | the whole batch comes again |
//!
//! A damaged record that is reported comes again until the mapping's `MaximumRetryAttempts` are used up, and holds up its
//! shard until then. So the mapping has a limit, `BisectBatchOnFunctionError`, and a destination for what failed; and
//! what the function does with a record can be done twice.

use aws_lambda_events::event::dynamodb::{Event, EventRecord};
use aws_lambda_events::event::streams::{DynamoDbBatchItemFailure, DynamoDbEventResponse};
use dynamodb_item_encryptor::typed::from_item;
use dynamodb_item_encryptor::{BoxError, BoxFuture, Error, ErrorClass, Item, ItemEncryptor};

use crate::customer::Customer;

/// What has happened to a customer.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// `None` before it was made.
    pub old: Option<Customer>,
    /// `None` after it was deleted.
    pub new: Option<Customer>,
}

/// What the function is for.
pub trait Work: Send + Sync {
    /// Is told of each change, of one more than once.
    fn changed(&self, change: Change) -> BoxFuture<'_, Result<(), BoxError>>;
}

/// Where records go that nobody can read: a queue, or a bucket. They are still encrypted.
pub trait SetAside: Send + Sync {
    /// Keeps a record for whoever finds out what has happened to it.
    fn keep<'a>(&'a self, record: &'a EventRecord, why: &'a Error) -> BoxFuture<'a, Result<(), BoxError>>;
}

/// The function.
pub struct StreamFunction<W> {
    encryptor: ItemEncryptor,
    work: W,
    aside: Option<Box<dyn SetAside>>,
}

impl<W: Work> StreamFunction<W> {
    /// A function that opens records with `encryptor` and does `work` with them.
    pub fn new(encryptor: ItemEncryptor, work: W) -> Self {
        StreamFunction { encryptor, work, aside: None }
    }

    /// Keeps damaged records there, in place of reporting them.
    pub fn set_aside(mut self, aside: impl SetAside + 'static) -> Self {
        self.aside = Some(Box::new(aside));
        self
    }

    /// Works through a batch, and says what of it has to come again.
    ///
    /// # Errors
    /// Where no record can be worked through before the program is changed.
    pub async fn handle(&self, event: Event) -> Result<DynamoDbEventResponse, Error> {
        let mut response = DynamoDbEventResponse::default();
        for record in event.records {
            let reported = match self.open(&record).await {
                Ok(change) => self.work.changed(change).await.err().map(|why| Reported::Late(why.to_string())),
                Err(error) => match error.class() {
                    ErrorClass::Item => self.put_aside(&record, &error).await,
                    ErrorClass::Configuration => return Err(error),
                    // A class that is new to this program, too: what is not understood is not skipped.
                    _ => Some(Reported::Late(error.to_string())),
                },
            };
            let Some(reported) = reported else { continue };
            // An error's message has neither values nor keys in it.
            eprintln!("record {} comes again: {reported:?}", record.event_id);
            let mut failure = DynamoDbBatchItemFailure::default();
            failure.item_identifier = record.change.sequence_number;
            response.batch_item_failures.push(failure);
            if matches!(reported, Reported::Late(_)) {
                break;
            }
        }
        Ok(response)
    }

    async fn open(&self, record: &EventRecord) -> Result<Change, Error> {
        let image = |image: &serde_dynamo::Item| (!image.is_empty()).then(|| Item::from(image.clone()));
        let mut opened = [image(&record.change.old_image), image(&record.change.new_image)];
        let mut customers = [None, None];
        for (stored, customer) in opened.iter_mut().zip(&mut customers) {
            if let Some(stored) = stored.take() {
                *customer = Some(from_item(self.encryptor.decrypt_item(stored).await?.item)?);
            }
        }
        let [old, new] = customers;
        Ok(Change { old, new })
    }

    async fn put_aside(&self, record: &EventRecord, why: &Error) -> Option<Reported> {
        let Some(aside) = &self.aside else { return Some(Reported::Damaged(why.to_string())) };
        aside.keep(record, why).await.err().map(|error| Reported::Damaged(error.to_string()))
    }
}

/// Why a record is reported.
#[derive(Debug)]
enum Reported {
    /// It will not get better, and those behind it need not wait.
    Damaged(#[allow(dead_code, reason = "printed")] String),
    /// It cannot be worked through now.
    Late(#[allow(dead_code, reason = "printed")] String),
}
