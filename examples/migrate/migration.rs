//! Moves the items of a live table from the legacy format, or from plaintext, to the current format.
//!
//! Each item that is in another format is read, opened, sealed in the new format, and replaced on the condition that it is still as it was
//! read, because somebody may write it at any time. `Replacement` makes that condition, and says what it notices.
//!
//! An item that fails the condition is read again. A migration that was stopped, at whatever moment, starts
//! again after the last page that was dealt with, and passes over what is in the new format already.

use std::collections::BTreeMap;
use std::error::Error as StdError;
use std::fmt::Write;
use std::path::PathBuf;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::error::ProvideErrorMetadata;
use dynamodb_item_encryptor::{Completeness, Error, Item, ItemEncryptor, ItemFormat, Replacement};
use futures_util::stream::{self, StreamExt};

use crate::progress::{Counts, Progress};

pub(crate) type Result<T, E = Box<dyn StdError + Send + Sync>> = std::result::Result<T, E>;

/// How often an item is tried again that others keep changing.
const ATTEMPTS: usize = 20;

/// What to move, and how.
pub(crate) struct Migration {
    /// A client that does not encrypt: it sees items as they are stored.
    pub(crate) client: Client,
    /// Reads both formats and writes the new one.
    pub(crate) encryptor: ItemEncryptor,
    /// How many items are moved at a time.
    pub(crate) concurrency: usize,
    /// How many items are read at a time, after which the progress is saved.
    pub(crate) page: i32,
    /// Where the progress is saved.
    pub(crate) progress: Option<PathBuf>,
    /// Whether items are only read and opened, and nothing is written.
    pub(crate) dry_run: bool,
}

/// The outcome for an item.
enum Moved {
    Now,
    Already,
    Gone,
}

/// Why an item was not moved.
enum Failed {
    /// This item cannot be moved.
    Item(Box<dyn StdError + Send + Sync>),
    /// No item can be moved at the moment.
    All(Box<dyn StdError + Send + Sync>),
}

impl From<Error> for Failed {
    fn from(error: Error) -> Self {
        Failed::Item(error.into())
    }
}

impl Migration {
    /// Processes every item of the table, or those that are left. `report` is told of every page, and of the
    /// items that could not be moved.
    pub(crate) async fn run(&self, mut report: impl FnMut(&Counts, &[String])) -> Result<Counts> {
        let table = self.encryptor.table().table_name();
        let file = self.progress.as_deref().filter(|_| !self.dry_run);
        let mut progress = match file {
            Some(file) => Progress::load(file, table)?,
            None => Progress::default(),
        };
        loop {
            let scan = self.client.scan().table_name(table).consistent_read(true).limit(self.page);
            let page = scan.set_exclusive_start_key(progress.after.take()).send().await?;
            let moving: Vec<_> =
                page.items.unwrap_or_default().into_iter().map(|item| self.deal_with(item)).collect();
            let mut moving = stream::iter(moving).buffer_unordered(self.concurrency.max(1));
            let mut failures = Vec::new();
            while let Some((outcome, key, conflicts)) = moving.next().await {
                let counts = &mut progress.counts;
                counts.seen += 1;
                counts.conflicts += conflicts;
                match outcome {
                    Ok(Moved::Now) => counts.moved += 1,
                    Ok(Moved::Already) => counts.current += 1,
                    Ok(Moved::Gone) => counts.gone += 1,
                    Err(Failed::Item(error)) => {
                        counts.failed += 1;
                        failures.push(format!("{key}: {}", with_sources(error.as_ref())));
                    }
                    Err(Failed::All(error)) => return Err(error),
                }
            }
            progress.after = page.last_evaluated_key;
            if let Some(file) = file {
                progress.save(file, table)?;
            }
            report(&progress.counts, &failures);
            if progress.after.is_none() {
                return Ok(progress.counts);
            }
        }
    }

    /// Moves an item, however often it changes meanwhile. Returns its key, too, and how often it had changed.
    async fn deal_with(&self, item: Item) -> (Result<Moved, Failed>, String, u64) {
        let key: BTreeMap<_, _> = self.key(&item).into_iter().collect();
        let mut conflicts = 0;
        (self.move_item(item, &mut conflicts).await, format!("{key:?}"), conflicts)
    }

    async fn move_item(&self, mut item: Item, conflicts: &mut u64) -> Result<Moved, Failed> {
        for _ in 0..ATTEMPTS {
            if self.encryptor.format_of(&item)? == ItemFormat::Current {
                return Ok(Moved::Already);
            }
            // Plaintext opens only where the table's policy reads it, or its legacy configuration items that were never
            // signed.
            // What was read is whole, by a scan or by its key.
            let opened = self.encryptor.decrypt_item_with(item.clone(), Completeness::Whole).await?.item;
            let sealed = self.encryptor.encrypt_item(opened).await?;
            if self.encryptor.format_of(&sealed)? != ItemFormat::Current {
                return Err(Failed::All(
                    "the table's policy is to write the legacy format, or plaintext".into(),
                ));
            }
            if self.dry_run {
                return Ok(Moved::Now);
            }
            let request = Replacement::of(self.encryptor.table(), &item, sealed).request()?;
            match request.send_with(&self.client).await {
                Ok(true) => return Ok(Moved::Now),
                Ok(false) => *conflicts += 1,
                // Too large for DynamoDB.
                Err(error) if error.code() == Some("ValidationException") => {
                    return Err(Failed::Item(error));
                }
                Err(error) => return Err(Failed::All(error)),
            }
            let get = self.client.get_item().table_name(self.encryptor.table().table_name());
            let get = get.set_key(Some(self.key(&item))).consistent_read(true).send().await;
            match get.map_err(|error| Failed::All(error.into()))?.item {
                Some(changed) => item = changed,
                None => return Ok(Moved::Gone),
            }
        }
        Err(Failed::Item("others keep changing the item".into()))
    }

    /// The key attributes of an item.
    fn key(&self, item: &Item) -> Item {
        let table = self.encryptor.table();
        let names = [Some(table.partition_key()), table.sort_key()].into_iter().flatten();
        names.filter_map(|name| Some((name.to_owned(), item.get(name)?.clone()))).collect()
    }
}

/// An error with all its sources.
pub(crate) fn with_sources(error: &(dyn StdError + 'static)) -> String {
    let mut text = error.to_string();
    let mut next = error.source();
    while let Some(error) = next {
        let _ = write!(text, ": {error}");
        next = error.source();
    }
    text
}
