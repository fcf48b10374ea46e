//! Moves the items of a live table from the older format to the current one.
//!
//! Each older item is read, opened, sealed in the new format, and updated on the condition that it is still as it was
//! read. What the condition has to notice, because somebody may write the item at any time:
//!
//! * a writer in either format replaces it: the signature changes or is gone;
//! * somebody without keys updates an attribute that is not signed: the signature stays, so every attribute that
//!   was read is compared, not the signature alone;
//! * somebody adds an attribute: DynamoDB cannot be asked for "no other attributes". So it is an update, not a
//!   put: what was added and is not signed stays. What the new format signs must not have been added, or the item
//!   would not open; each such name is asked for;
//! * somebody deletes it: it must not come back.
//!
//! An item that fails the condition is read again. A migration that was stopped, at whatever moment, starts
//! again after the last page that was dealt with, and passes over what is in the new format already.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error as StdError;
use std::fmt::Write;
use std::path::PathBuf;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::error::ProvideErrorMetadata;
use aws_sdk_dynamodb::operation::update_item::builders::UpdateItemFluentBuilder;
use dynamodb_item_encryptor::{AttributeAction, Error, Item, ItemEncryptor, ItemFormat};
use futures_util::stream::{self, StreamExt};

use crate::progress::{Counts, Progress};

pub(crate) type Result<T, E = Box<dyn StdError + Send + Sync>> = std::result::Result<T, E>;

/// The attributes of the older format.
const OLDER_ATTRIBUTES: [&str; 2] = ["*amzn-ddb-map-desc*", "*amzn-ddb-map-sig*"];
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
            // Plaintext opens only where the legacy configuration reads items that were never signed.
            let opened = self.encryptor.decrypt_item(item.clone()).await?.item;
            let sealed = self.encryptor.encrypt_item(opened).await?;
            if self.encryptor.format_of(&sealed)? != ItemFormat::Current {
                return Err(Failed::All("the table's policy is to write the legacy format".into()));
            }
            if self.dry_run {
                return Ok(Moved::Now);
            }
            match self.update(&item, &sealed).send().await {
                Ok(_) => return Ok(Moved::Now),
                Err(error) => match error.code() {
                    Some("ConditionalCheckFailedException") => *conflicts += 1,
                    // Too large for DynamoDB, or with too many attributes for one condition.
                    Some("ValidationException") => return Err(Failed::Item(error.into())),
                    _ => return Err(Failed::All(error.into())),
                },
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

    /// The request that makes `sealed` of `item`, if that is still as it was read.
    fn update(&self, item: &Item, sealed: &Item) -> UpdateItemFluentBuilder {
        let table = self.encryptor.table();
        let key = self.key(item);
        let signed = table.actions().filter(|(_, action)| *action != AttributeAction::DoNothing);
        let mut names: BTreeSet<&str> = signed.map(|(name, _)| name).collect();
        names.extend(item.keys().chain(sealed.keys()).map(String::as_str));
        // Where the item had none, somebody may have protected it meanwhile.
        names.extend(OLDER_ATTRIBUTES);
        names.retain(|name| !key.contains_key(*name));

        let (mut condition, mut set, mut remove) = (String::new(), String::new(), String::new());
        let mut request = self.client.update_item().table_name(table.table_name()).set_key(Some(key));
        for (n, name) in names.into_iter().enumerate() {
            let and = if condition.is_empty() { "" } else { " AND " };
            let comma = |list: &str| if list.is_empty() { "" } else { "," };
            let (old, new) = (item.get(name), sealed.get(name));
            // Writing to a string cannot fail.
            let _ = match old {
                Some(_) => write!(condition, "{and}#{n}=:{n}"),
                None => write!(condition, "{and}attribute_not_exists(#{n})"),
            };
            let _ = match new {
                Some(_) if old != new => write!(set, "{}#{n}=:n{n}", comma(&set)),
                None if old.is_some() => write!(remove, "{}#{n}", comma(&remove)),
                _ => Ok(()),
            };
            request = request.expression_attribute_names(format!("#{n}"), name);
            if let Some(old) = old {
                request = request.expression_attribute_values(format!(":{n}"), old.clone());
            }
            if let Some(new) = new.filter(|_| old != new) {
                request = request.expression_attribute_values(format!(":n{n}"), new.clone());
            }
        }
        let remove = if remove.is_empty() { remove } else { format!(" REMOVE {remove}") };
        request.condition_expression(condition).update_expression(format!("SET {set}{remove}"))
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
