//! Opening what is in a table, to see whether it opens.

use super::action::{Judgement, WalkAction, WalkMode};
use super::purpose;
use crate::error::Error;
use crate::future::BoxFuture;
use crate::item::{ItemEncryptor, ItemFormat};
use crate::table::TableConfig;
use crate::value::Item;

/// Opens every item of a table, and throws it away: an action of a [`Walk`](crate::Walk) that [only reads](WalkAction::only_reads).
///
/// Items that do not open, because they were changed, are under another key, or are not what the configuration reads, are the walk's
/// [failures](crate::WalkPage::failures), each with its key and the reason. The others are counted in the walk's [tally](crate::Tally), in the group
/// `format`: `current`, `legacy`, `plaintext`. Plaintext has nothing to verify it by; it is read where the table's [policy](crate::PlaintextPolicy)
/// reads it, unless it looks like an encrypted item that has lost its header and footer
/// ([`Completeness::Assumed`](crate::Completeness::Assumed)).
///
/// What opens says that somebody with the key has written all that is signed of it, together and under this key of the table. It does not
/// say that it is the newest version of the item: whoever can write to the table can put an older one back, or delete it.
///
/// # Cost
/// Every item is read with a consistent Scan, and its data key unwrapped: a call to AWS KMS for each item, with some keyrings.
///
/// ```no_run
/// # use dynamodb_item_encryptor::{ItemEncryptor, TableConfig, Verify, Walk};
/// # async fn example(client: aws_sdk_dynamodb::Client, table: TableConfig) -> Result<(), Box<dyn std::error::Error>> {
/// use std::ops::ControlFlow;
///
/// let verify = Verify::new(ItemEncryptor::new(table));
/// let end = Walk::new(client, verify).segments(4).run(|page| {
///     for failure in page.failures {
///         eprintln!("{:?}: {}", failure.key, failure.error);
///     }
///     ControlFlow::Continue(())
/// }).await?;
/// println!("{} verified, {} failed", end.tally.get("format", "current"), end.totals.failed);
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone)]
pub struct Verify {
    encryptor: ItemEncryptor,
}

impl Verify {
    /// Opens the items of this encryptor's table. It need not be able to write.
    pub fn new(encryptor: ItemEncryptor) -> Self {
        Verify { encryptor }
    }

    async fn judged(&self, stored: &Item) -> Result<Judgement<()>, Error> {
        let format = self.encryptor.format_of(stored)?;
        self.encryptor.decrypt_item(stored.clone()).await?;
        Ok(Judgement::leave().count("format", name(format), 1))
    }
}

/// What a format is called where items are counted.
pub(super) fn name(format: ItemFormat) -> &'static str {
    match format {
        ItemFormat::Current => "current",
        ItemFormat::Legacy => "legacy",
        ItemFormat::Plaintext => "plaintext",
    }
}

impl WalkAction for Verify {
    type Finding = ();

    fn table(&self) -> &TableConfig {
        self.encryptor.table()
    }

    fn purpose(&self) -> String {
        format!("verify, {}", purpose::of_table(self.table()))
    }

    fn only_reads(&self) -> bool {
        true
    }

    fn judge<'a>(&'a self, stored: &'a Item, _: WalkMode) -> BoxFuture<'a, Result<Judgement<()>, Error>> {
        Box::pin(self.judged(stored))
    }
}
