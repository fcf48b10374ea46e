//! Sealing and opening items: the one place that knows the order of the steps.

mod beacon_check;
mod beacons;
mod completeness;
mod context;
mod difference;
mod examine;
mod format;
mod former_padding;
mod header;
mod keys;
mod metadata;
mod open;
pub(crate) mod part;
mod protection;
mod record;
mod rewrap;
mod seal;
mod verify;

pub use beacon_check::BeaconCheck;
pub(crate) use beacons::refresh;
pub use completeness::Completeness;
pub use difference::Difference;
pub(crate) use examine::{Examined, examine};
pub use format::ItemFormat;
pub use header::{DataKeyDescription, ItemHeader, StoredHeader};
pub(crate) use protection::{StoredProtection, protection};
pub(crate) use rewrap::{Rewrapped, rewrap};

use crate::crypto::prepare;
use crate::error::Error;
use crate::format::HEADER_ATTRIBUTE;
use crate::table::TableConfig;
use crate::telemetry::{self, Found, Way};
use crate::value::Item;

/// Encrypts and decrypts the items of one table, without a DynamoDB client.
///
/// For streams, exports, tests, and any other code that has items in hand. Cheap to clone.
///
/// ```
/// use std::collections::HashMap;
/// use aws_sdk_dynamodb::types::AttributeValue;
/// use dynamodb_item_encryptor::{ItemEncryptor, RawAesKeyring, TableConfig};
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let table = TableConfig::builder("Customers")
///     .partition_key("id")
///     .encrypt(["email"])
///     .keyring(RawAesKeyring::new("examples", "customers", &[7; 32])?)
///     .build()?;
/// let encryptor = ItemEncryptor::new(table);
///
/// let item = HashMap::from([
///     ("id".to_owned(), AttributeValue::S("42".into())),
///     ("email".to_owned(), AttributeValue::S("a@example.com".into())),
/// ]);
/// let stored = encryptor.encrypt_item(item.clone()).await?;
/// assert!(stored["email"].is_b());
/// assert_eq!(stored["id"], item["id"]);
/// assert_eq!(encryptor.decrypt_item(stored).await?.item, item);
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone)]
pub struct ItemEncryptor {
    table: TableConfig,
}

/// An item that was read.
///
/// Example: [`ItemEncryptor`](crate::ItemEncryptor).
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct DecryptedItem {
    /// The item, without the format's own attributes.
    pub item: Item,
    /// What the item's header says; `None` for an item that was stored as plaintext or in the legacy format.
    pub header: Option<ItemHeader>,
}

impl ItemEncryptor {
    /// An encryptor for the items of `table`.
    ///
    /// The first one in a process takes up to a tenth of a second, while the random number generator collects
    /// entropy, unless that was done or begun before: [`prepare`](crate::prepare),
    /// [`prepare_in_background`](crate::prepare_in_background).
    pub fn new(table: TableConfig) -> Self {
        prepare::before_first_item();
        ItemEncryptor { table }
    }

    /// The table's configuration.
    pub fn table(&self) -> &TableConfig {
        &self.table
    }

    /// Encrypts and signs `item`.
    ///
    /// The result has the same attributes, with encrypted ones as binary values, and two more:
    /// `aws_dbe_head` and `aws_dbe_foot`. If the table's policy is to write plaintext, the item comes
    /// back unchanged; if it is to write the legacy format, the item comes back in that format.
    ///
    /// Sources: `specification/dynamodb-encryption-client/encrypt-item.md`, and
    /// `specification/dynamodb-encryption-client/ddb-item-encryptor.md`, section "EncryptItem".
    ///
    /// # Errors
    /// [`Error::InvalidItem`] when the item does not fit the table's configuration, or has a key, a name or a value that
    /// DynamoDB would refuse in the clear ([`ValueProblem`](crate::ValueProblem)); [`Error::Key`] when no data key can be
    /// obtained.
    pub async fn encrypt_item(&self, item: Item) -> Result<Item, Error> {
        let seal = |item| seal::seal(&self.table, item);
        telemetry::item(Way::Seal, self.table.watched(), item, seal, |sealed: &Item| {
            let is_sealed = sealed.contains_key(HEADER_ATTRIBUTE);
            Found { stored: Some(sealed), suite: is_sealed.then(|| self.table.suite().name()) }
        })
        .await
    }

    /// Verifies and decrypts `item`.
    ///
    /// Nothing is decrypted before the whole item has been verified: its header, every signed attribute,
    /// and its signature if it has one. An item in the legacy format is read if the table's configuration
    /// allows it.
    ///
    /// `item` has to be whole, as it is stored. If the table's policy reads plaintext, only a whole item shows that
    /// it is plaintext: this is [`decrypt_item_with`](Self::decrypt_item_with) [`Completeness::Assumed`]. If you
    /// know more about where the item comes from, say so with that function.
    ///
    /// Sources: `specification/dynamodb-encryption-client/decrypt-item.md`, and
    /// `specification/dynamodb-encryption-client/ddb-item-encryptor.md`, section "DecryptItem".
    ///
    /// # Errors
    /// [`Error::MalformedItem`] when this configuration cannot have written the item, or the table's
    /// [`ReaderPolicy`](crate::ReaderPolicy) does not accept it, [`Error::Key`] when its data key cannot be unwrapped,
    /// which is also the result of a changed key attribute, and [`Error::Unauthentic`] when it was changed after it was
    /// written.
    pub async fn decrypt_item(&self, item: Item) -> Result<DecryptedItem, Error> {
        self.decrypt_item_with(item, Completeness::default()).await
    }

    /// Verifies and decrypts `item`, given what is known about its completeness. That decides whether an item
    /// without header and footer counts as plaintext, if the table's policy reads plaintext. For an encrypted item
    /// it makes no difference: that verifies only if it is whole, except for its unsigned attributes.
    ///
    /// # Errors
    /// As [`decrypt_item`](Self::decrypt_item), and [`Error::MalformedItem`] when the item may be part of an encrypted
    /// one: see [`Completeness`].
    pub async fn decrypt_item_with(
        &self,
        item: Item,
        completeness: Completeness,
    ) -> Result<DecryptedItem, Error> {
        let open = |item| open::open(&self.table, item, completeness);
        telemetry::item(Way::Open, self.table.watched(), item, open, |opened: &DecryptedItem| Found {
            stored: None,
            suite: opened.header.as_ref().map(|header| header.suite.name()),
        })
        .await
    }

    /// Compares the beacons of a stored item, which nobody has signed, with those that the table's search gives it.
    ///
    /// Beacons of compounds and virtual fields are made of numbers as they are written. An encrypted number comes back in normal
    /// form, so an item that was written with `007` in such a place has altered beacons. No search finds it by them; with
    /// the corrected ones it is found.
    ///
    /// # Errors
    /// [`Error::Config`] when the table has no search, [`Error::MalformedItem`] for a plaintext or legacy item, which
    /// has no beacons, [`Error::InvalidItem`] when a beacon cannot be made of the item's values, [`Error::Key`] when there
    /// is no beacon key, and what [`decrypt_item`](Self::decrypt_item) reports.
    pub async fn check_beacons(&self, stored: &Item) -> Result<BeaconCheck, Error> {
        beacon_check::check(&self.table, stored).await
    }

    /// In what a stored item differs from what this configuration would write; empty if it does not. The item is verified first.
    ///
    /// [`Converge`](crate::Converge) brings all items of a table to the configuration by this.
    ///
    /// # Errors
    /// [`Error::InvalidItem`] when the configuration could not write such an item, because of an attribute without an action for
    /// example; [`Error::Key`] when the keyring cannot write, and what [`decrypt_item`](Self::decrypt_item) and
    /// [`check_beacons`](Self::check_beacons) report.
    pub async fn differences(&self, stored: &Item) -> Result<Vec<Difference>, Error> {
        Ok(examine(&self.table, &[], stored).await?.differences)
    }

    /// Wraps the data key of a stored item anew: for whom this configuration writes, instead of those for whom it was wrapped. Values and their
    /// ciphertexts stay as they are, byte for byte, and so do the algorithm suite, the header's version and what was done to each attribute;
    /// header and footer are written anew, and where the suite has a signature, it is one of this writer. All of the item is verified first.
    ///
    /// The keyring has to read the old keys and write with the new ones: [`MultiKeyring::and_to_read`](crate::MultiKeyring::and_to_read).
    /// [`Rewrap`](crate::Rewrap), which does this for all items of a table, says when it is enough.
    ///
    /// # Errors
    /// [`Error::MalformedItem`] for a plaintext or legacy item, [`Error::InvalidItem`] when the item would belong to another tenant, whose
    /// beacons it has not, [`Error::Key`] when the keyring cannot write, and what [`decrypt_item`](Self::decrypt_item) reports.
    ///
    /// ```
    /// # use std::collections::HashMap;
    /// # use aws_sdk_dynamodb::types::AttributeValue::S;
    /// # use dynamodb_item_encryptor::{ItemEncryptor, MultiKeyring, RawAesKeyring, TableConfig};
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let table = || TableConfig::builder("Customers").partition_key("id").encrypt(["email"]);
    /// # let (old, new) = (|| RawAesKeyring::new("my-company", "2026", &[7; 32]), || RawAesKeyring::new("my-company", "2027", &[8; 32]));
    /// # let item = HashMap::from([("id".to_owned(), S("42".into())), ("email".to_owned(), S("a@example.com".into()))]);
    /// # let stored = ItemEncryptor::new(table().keyring(old()?).build()?).encrypt_item(item.clone()).await?;
    /// let keyring = MultiKeyring::new(new()?).and_to_read(old()?);
    /// let encryptor = ItemEncryptor::new(table().keyring(keyring).build()?);
    /// let rewrapped = encryptor.rewrap_item(&stored).await?;
    /// assert_eq!(rewrapped["email"], stored["email"]);
    ///
    /// let only_new = ItemEncryptor::new(table().keyring(new()?).build()?);
    /// assert_eq!(only_new.decrypt_item(rewrapped).await?.item, item);
    /// # Ok(())
    /// # }
    /// ```
    pub async fn rewrap_item(&self, stored: &Item) -> Result<Item, Error> {
        rewrap::rewrap_item(&self.table, stored).await
    }

    /// The format that a stored item is in, judging by its attributes. Nothing is verified. An item that is not whole may
    /// lack the attributes that identify the format; it is then reported as plaintext.
    ///
    /// # Errors
    /// [`Error::MalformedItem`] when the item has only some of a format's attributes, or those of both formats.
    pub fn format_of(&self, item: &Item) -> Result<ItemFormat, Error> {
        format::of(&self.table, item)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use aws_sdk_dynamodb::types::AttributeValue;
    use futures_util::FutureExt;

    use super::*;
    use crate::crypto::signature::VERIFICATIONS;
    use crate::format::suite::AlgorithmSuite;
    use crate::keyring::raw_aes::RawAesKeyring;
    use crate::materials::{CachingProvider, DefaultMaterialProvider, MaterialProvider};

    fn encryptor(suite: AlgorithmSuite, provider: impl MaterialProvider + 'static) -> ItemEncryptor {
        let table = TableConfig::builder("T").partition_key("id").sign(["version"]).suite(suite);
        ItemEncryptor::new(table.material_provider(provider).build().unwrap())
    }

    fn version(n: u32) -> Item {
        [("id", "1".to_owned()), ("version", n.to_string())]
            .map(|(name, value)| (name.to_owned(), AttributeValue::N(value)))
            .into()
    }

    #[test]
    fn a_signature_is_verified_again_only_when_it_is_another_or_nothing_is_kept() {
        let provider = || DefaultMaterialProvider::new(RawAesKeyring::new("space", "name", &[7; 32]).unwrap());
        for suite in AlgorithmSuite::ALL.iter().copied().filter(|suite| suite.is_signed()) {
            let cache = || encryptor(suite, CachingProvider::new(provider(), Duration::from_secs(600)));
            let (cached, other, uncached) = (cache(), cache(), encryptor(suite, provider()));
            let seal = |n| cached.encrypt_item(version(n)).now_or_never().unwrap().unwrap();
            let (one, two) = (seal(1), seal(2));
            let verified = |encryptor: &ItemEncryptor, stored: &Item| {
                let before = VERIFICATIONS.get();
                encryptor.decrypt_item(stored.clone()).now_or_never().unwrap().unwrap();
                VERIFICATIONS.get() - before
            };
            assert_eq!([&one, &one, &one, &two, &two].map(|item| verified(&cached, item)), [1, 0, 0, 1, 0]);
            assert_eq!([&two, &two].map(|item| verified(&other, item)), [1, 0], "each cache sees for itself");
            assert_eq!([&one, &one].map(|item| verified(&uncached, item)), [1, 1]);
        }
    }
}
