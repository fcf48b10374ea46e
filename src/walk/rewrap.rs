//! Wrapping the data keys of a table's items anew.

use super::action::{Judgement, WalkAction, WalkMode};
use super::purpose;
use crate::error::{ConfigProblem, Error};
use crate::format::stored_size;
use crate::future::BoxFuture;
use crate::item::{Difference, ItemEncryptor, ItemFormat, Rewrapped, rewrap};
use crate::table::TableConfig;
use crate::value::Item;

/// Wraps the data keys of a table's items for the keys that its configuration writes for: an action of a
/// [`Walk`](crate::Walk).
///
/// [`ItemEncryptor::rewrap_item`](crate::ItemEncryptor::rewrap_item) does that with each item that is wrapped for others: values and
/// ciphertexts stay byte for byte, header and footer are written anew. Plaintext items and items in the legacy format are left alone, and
/// counted in the group `format` of the walk's [tally](crate::Tally). A second run writes nothing, where the keyring
/// [says](crate::Keyring::recipients) for whom it writes; otherwise each run writes all items.
///
/// # When this is enough
/// For the **planned** change of a wrapping key that nobody but those who may has ever had: another KMS key, account or Region, a new
/// version of a branch key, a raw key whose number of uses is reached, one recipient more or less. Afterwards the old key opens
/// no item that is stored.
///
/// # When it is not
/// Data keys and ciphertexts stay. So who has had a data key, or has had the old wrapping key and a copy of the item (a backup, an export, a
/// stream), reads the item's values after it as before, until they change; and who has had it under the old key can write under the data key.
/// After a key **has become known**, or a person or process loses a right that it has used, seal all items anew:
/// [`Converge`](crate::Converge), with [fresh data keys](crate::Converge::fresh_data_keys). The same goes for another algorithm
/// suite, header version, action or padding: this leaves them as they are.
///
/// An item with a signature is signed anew, by whoever runs this: the writer that has signed it before is checked, and then no longer
/// named.
///
/// # Cost
/// Every item is read with a consistent Scan. Those that are wrapped for others cost a call to unwrap, one to wrap and a write of their size; the
/// others are not even verified.
///
/// ```no_run
/// # use dynamodb_item_encryptor::{ItemEncryptor, Rewrap, TableConfig, Walk};
/// # async fn example(client: aws_sdk_dynamodb::Client, table: TableConfig) -> Result<(), Box<dyn std::error::Error>> {
/// use std::ops::ControlFlow;
///
/// // The table's keyring: MultiKeyring::new(new).and_to_read(old)
/// let end = Walk::new(client, Rewrap::new(ItemEncryptor::new(table))).run(|_| ControlFlow::Continue(())).await?;
/// assert_eq!(end.totals.failed, 0);
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone)]
pub struct Rewrap {
    encryptor: ItemEncryptor,
    former: Vec<TableConfig>,
}

impl Rewrap {
    /// Wraps for the keys that this encryptor's configuration writes for.
    pub fn new(encryptor: ItemEncryptor) -> Self {
        Rewrap { encryptor, former: Vec::new() }
    }

    /// Unwraps with the keys of this configuration, of the same table, what the present one has no keys for. Nothing else of
    /// it is used.
    #[must_use]
    pub fn formerly(mut self, table: TableConfig) -> Self {
        self.former.push(table);
        self
    }

    async fn judged(&self, stored: &Item, mode: WalkMode) -> Result<Judgement<Vec<Difference>>, Error> {
        let format = match self.encryptor.format_of(stored)? {
            ItemFormat::Current => None,
            ItemFormat::Legacy => Some("legacy"),
            ItemFormat::Plaintext => Some("plaintext"),
        };
        if let Some(format) = format {
            return Ok(Judgement::leave().count("format", format, 1));
        }
        let table = self.encryptor.table();
        let rewrapped = rewrap(table, &self.former, stored, mode == WalkMode::Write).await?;
        let Some(Rewrapped { differences, recipients, item }) = rewrapped else {
            return Ok(Judgement::leave());
        };
        let judgement = match item {
            Some(item) => Judgement::replace_by(item),
            None => Judgement::expect(stored_size::of_item(stored)),
        };
        let judgement = differences.iter().fold(judgement, |judgement, difference| {
            judgement.count("difference", difference.kind(), 1).count("key", difference.to_string(), 1)
        });
        let writing = recipients.iter().flat_map(|recipients| &recipients.keys);
        let writing = writing.map(|recipient| u64::from(recipient.kms_calls())).sum::<u64>();
        let reading = u64::from(purpose::is_unwrapped_by_kms(stored));
        let judgement = judgement.count_some("kms calls", "read", reading);
        Ok(judgement.count_some("kms calls", "write", writing).finding(differences))
    }
}

impl WalkAction for Rewrap {
    type Finding = Vec<Difference>;

    fn table(&self) -> &TableConfig {
        self.encryptor.table()
    }

    fn purpose(&self) -> String {
        format!("rewrap: {}", purpose::of_table(self.encryptor.table()))
    }

    /// All configurations must be about one table.
    fn check(&self) -> Result<(), Error> {
        let table = self.encryptor.table();
        let is_same = |former: &TableConfig| {
            former.logical_name() == table.logical_name() && former.keys().eq(table.keys())
        };
        if self.former.iter().all(is_same) {
            return Ok(());
        }
        Err(Error::config(Some(table.logical_name()), None, ConfigProblem::FormerTable))
    }

    fn judge<'a>(
        &'a self,
        stored: &'a Item,
        mode: WalkMode,
    ) -> BoxFuture<'a, Result<Judgement<Vec<Difference>>, Error>> {
        Box::pin(self.judged(stored, mode))
    }
}
