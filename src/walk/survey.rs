//! Counting what is in a table.

use super::action::{Judgement, WalkAction, WalkMode};
use super::verify::name;
use crate::error::Error;
use crate::format::stored_size;
use crate::future::BoxFuture;
use crate::item::{ItemEncryptor, ItemFormat, StoredProtection, protection};
use crate::table::{AttributeAction, TableConfig};
use crate::value::Item;

/// Counts what the items of a table are: an action of a [`Walk`](crate::Walk) that [only reads](WalkAction::only_reads).
///
/// What is counted is in the walk's [tally](crate::Tally), by group:
///
/// | group | names |
/// |---|---|
/// | `format` | `current`, `plaintext`, `legacy`, and `legacy, not configured` for what has the legacy client's signature in a table whose configuration does not name that format |
/// | `suite` | `0x6700` and others |
/// | `header version` | `1`, `2` |
/// | `key` | provider and name of each key that data keys are wrapped for |
/// | `recipients` | for how many keys an item's data key is wrapped |
/// | `branch key version` | branch key and version |
/// | `attribute` | name and what was done with it, as the header says |
/// | `size` | of items: `up to 1 KB`, 4, 16, 64, 256, 400 |
/// | `bytes` | sums: of `items`, of their `header and footer`, and of the `types and tags` that encrypted values have |
/// | `failure` | why items cannot be read, or not be verified |
///
/// What a header says needs no key, and is not verified: whoever can write to the table can make it say anything. With
/// [`verify`](Self::verify), each item is opened as well, and only those that can be are counted by what they say; the others are the walk's
/// [failures](crate::WalkPage::failures).
///
/// ```no_run
/// # use dynamodb_item_encryptor::{ItemEncryptor, Survey, TableConfig, Walk};
/// # async fn example(client: aws_sdk_dynamodb::Client, table: TableConfig) -> Result<(), Box<dyn std::error::Error>> {
/// use std::ops::ControlFlow;
///
/// let survey = Survey::new(ItemEncryptor::new(table));
/// let end = Walk::new(client, survey).page_size(1000).run(|_| ControlFlow::Continue(())).await?;
/// for (key, items) in end.tally.group("key") {
///     println!("{items} items are wrapped for {key}");
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone)]
pub struct Survey {
    encryptor: ItemEncryptor,
    verifies: bool,
}

/// The attribute with the legacy client's signature, unless its users have chosen another.
const LEGACY_SIGNATURE: &str = "*amzn-ddb-map-sig*";
/// Bytes that encryption adds to a value: type and tag.
const TYPE_AND_TAG: u64 = 18;
/// The largest size of each step, in KB.
const SIZES: [usize; 6] = [1, 4, 16, 64, 256, 400];

impl Survey {
    /// Counts what headers say of the items of this encryptor's table.
    pub fn new(encryptor: ItemEncryptor) -> Self {
        Survey { encryptor, verifies: false }
    }

    /// Opens each item as well. That costs what reading costs: a call to AWS KMS for each item, for example.
    #[must_use]
    pub fn verify(self) -> Self {
        Survey { verifies: true, ..self }
    }

    async fn judged(&self, stored: &Item) -> Result<Judgement<()>, Error> {
        let table = self.encryptor.table();
        let format = self.encryptor.format_of(stored)?;
        let is_unknown = format == ItemFormat::Plaintext && stored.contains_key(LEGACY_SIGNATURE);
        let name = if is_unknown { "legacy, not configured" } else { name(format) };
        let judgement = Judgement::leave().count("format", name, 1);
        let judgement = match format {
            ItemFormat::Plaintext if is_unknown => judgement,
            ItemFormat::Current => counted(judgement, protection(table, stored)?),
            ItemFormat::Plaintext => stored.keys().fold(judgement, |judgement, attribute| {
                judgement.count("attribute", format!("{attribute}: plaintext"), 1)
            }),
            ItemFormat::Legacy => judgement,
        };
        if self.verifies {
            // What a scan gives is whole.
            self.encryptor.decrypt_item_with(stored.clone(), crate::item::Completeness::Whole).await?;
        }
        let size = stored_size::of_item(stored);
        let step = SIZES.iter().find(|kilobytes| size <= **kilobytes * 1024).unwrap_or(&400);
        let judgement = judgement.count("size", format!("up to {step} KB"), 1);
        Ok(judgement.count("bytes", "items", u64::try_from(size).unwrap_or(u64::MAX)))
    }
}

/// Counts what the header says.
fn counted(judgement: Judgement<()>, protection: StoredProtection) -> Judgement<()> {
    let StoredProtection { header, keys, attributes, metadata_bytes } = protection;
    let judgement = judgement
        .count("suite", format!("{:#06x}", header.suite.id()), 1)
        .count("header version", header.version.number().to_string(), 1)
        .count("recipients", header.data_keys.len().to_string(), 1)
        .count("bytes", "header and footer", u64::try_from(metadata_bytes).unwrap_or(u64::MAX));
    let judgement = keys.into_iter().fold(judgement, |judgement, key| judgement.count("key", key, 1));
    let versions = header.data_keys.iter().filter_map(|key| {
        Some(format!("{} {}", key.branch_key_id.as_deref()?, key.branch_key_version.as_deref()?))
    });
    let judgement =
        versions.fold(judgement, |judgement, version| judgement.count("branch key version", version, 1));
    let is_encrypted = |(_, action): &&(String, AttributeAction)| *action == AttributeAction::EncryptAndSign;
    let encrypted = u64::try_from(attributes.iter().filter(is_encrypted).count()).unwrap_or(u64::MAX);
    let judgement = judgement.count_some("bytes", "types and tags", encrypted.saturating_mul(TYPE_AND_TAG));
    attributes.into_iter().fold(judgement, |judgement, (attribute, action)| {
        judgement.count("attribute", format!("{attribute}: {action}"), 1)
    })
}

impl WalkAction for Survey {
    type Finding = ();

    fn table(&self) -> &TableConfig {
        self.encryptor.table()
    }

    fn purpose(&self) -> String {
        format!("survey{}", if self.verifies { ", verifying" } else { "" })
    }

    fn only_reads(&self) -> bool {
        true
    }

    fn judge<'a>(&'a self, stored: &'a Item, _: WalkMode) -> BoxFuture<'a, Result<Judgement<()>, Error>> {
        Box::pin(self.judged(stored))
    }
}
