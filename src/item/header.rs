//! What a stored item says about itself, for readers without a key.
//!
//! Source: `specification/dynamodb-encryption-client/ddb-get-encrypted-data-key-description.md`.

use aws_sdk_dynamodb::types::AttributeValue;

use crate::error::MalformedProblem;
use crate::format::HEADER_ATTRIBUTE;
use crate::format::context::EncryptionContext;
use crate::format::edk::EncryptedDataKey;
use crate::format::header::{Header, HeaderVersion, Legend, MESSAGE_ID};
use crate::format::path::CanonicalName;
use crate::format::suite::AlgorithmSuite;
use crate::keyring::hierarchical;
use crate::table::AttributeAction;
use crate::value::Item;

/// A stored item's header.
///
/// Example: [`manual::rotating_keys`](crate::manual::rotating_keys).
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ItemHeader {
    /// The header's format version.
    pub version: HeaderVersion,
    /// The algorithm suite.
    pub suite: AlgorithmSuite,
    /// A description of each encrypted data key, in stored order.
    pub data_keys: Vec<DataKeyDescription>,
    /// The part of the encryption context that the header holds.
    pub stored_context: EncryptionContext,
    /// The whole encryption context; `None` when the item was only described, not decrypted.
    pub context: Option<EncryptionContext>,
}

/// What an encrypted data key shows without a key or a network.
///
/// Example: [`StoredHeader`](crate::StoredHeader).
///
/// Source: `specification/dynamodb-encryption-client/ddb-get-encrypted-data-key-description.md`, section "Output".
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct DataKeyDescription {
    /// Which kind of keyring wrapped it: `aws-kms`, `aws-kms-hierarchy`, or a raw keyring's namespace.
    pub provider_id: String,
    /// The KMS key's ARN or the branch key's identifier, for providers whose id begins with `aws-kms`.
    pub provider_info: Option<String>,
    /// The branch key's identifier, for `aws-kms-hierarchy`.
    pub branch_key_id: Option<String>,
    /// The branch key's version, a UUID, for `aws-kms-hierarchy`.
    pub branch_key_version: Option<String>,
}

/// All that a stored item's header says, for tools that show items to people. Nothing of it is verified.
///
/// Source: `specification/structured-encryption/header.md`.
///
/// ```
/// # use dynamodb_item_encryptor::{AttributeAction, ItemEncryptor, RawAesKeyring, StoredHeader, TableConfig};
/// # use aws_sdk_dynamodb::types::AttributeValue;
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let table = TableConfig::builder("T").partition_key("id").encrypt(["email"])
/// #     .keyring(RawAesKeyring::new("examples", "one", &[7; 32])?).build()?;
/// # let item = ["id", "email"].map(|name| (name.to_owned(), AttributeValue::S("1".into()))).into();
/// # let stored = ItemEncryptor::new(table).encrypt_item(item).await?;
/// let header = StoredHeader::of(&stored)?;
/// let mut names = ["email", "id"];
/// StoredHeader::sort_canonically(&mut names);
/// assert_eq!(names, ["id", "email"]);
/// assert_eq!(header.actions, [AttributeAction::SignOnly, AttributeAction::EncryptAndSign]);
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct StoredHeader {
    /// The header's format version.
    pub version: HeaderVersion,
    /// The algorithm suite.
    pub suite: AlgorithmSuite,
    /// The random identifier of this encryption.
    pub message_id: [u8; MESSAGE_ID],
    /// What was done to each signed attribute, in [canonical order](Self::sort_canonically) of their names. The header
    /// has no names: which of the item's attributes are signed is for the configuration to say.
    pub actions: Vec<AttributeAction>,
    /// The part of the encryption context that the header holds.
    pub context: EncryptionContext,
    /// The encrypted data keys, in stored order.
    pub data_keys: Vec<EncryptedDataKey>,
}

impl StoredHeader {
    /// Reads the header of a stored item.
    ///
    /// # Errors
    /// As [`ItemHeader::of`].
    pub fn of(item: &Item) -> Result<Self, MalformedProblem> {
        let (header, _) = Header::parse(bytes_of(item)?)?;
        let Header { version, suite, message_id, legend, context, data_keys } = header;
        let actions = legend.into_iter().map(action_of).collect();
        Ok(StoredHeader { version, suite, message_id, actions, context, data_keys })
    }

    /// A description of each encrypted data key, as [`ItemHeader`] has it.
    pub fn describe_data_keys(&self) -> Vec<DataKeyDescription> {
        self.data_keys.iter().cloned().map(DataKeyDescription::new).collect()
    }

    /// Sorts names of attributes into the order in which headers list what was done to them.
    pub fn sort_canonically(names: &mut [&str]) {
        names.sort_by_key(|name| CanonicalName::new(name));
    }
}

fn action_of(legend: Legend) -> AttributeAction {
    match legend {
        Legend::Encrypted => AttributeAction::EncryptAndSign,
        Legend::Signed => AttributeAction::SignOnly,
        Legend::Context => AttributeAction::SignAndIncludeInEncryptionContext,
    }
}

/// The bytes of an item's header.
fn bytes_of(item: &Item) -> Result<&[u8], MalformedProblem> {
    match item.get(HEADER_ATTRIBUTE) {
        Some(AttributeValue::B(header)) => Ok(header.as_ref()),
        Some(_) => Err(MalformedProblem::NotBinary),
        None => Err(MalformedProblem::MissingMetadata),
    }
}

impl ItemHeader {
    /// Reads the header of a stored item. Nothing is verified: that needs the item's data key.
    ///
    /// # Errors
    /// When the item has no header, or one that cannot be parsed.
    ///
    /// ```
    /// # use dynamodb_item_encryptor::{ItemEncryptor, ItemHeader, RawAesKeyring, TableConfig};
    /// # use aws_sdk_dynamodb::types::AttributeValue;
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let table = TableConfig::builder("T").partition_key("id")
    /// #     .keyring(RawAesKeyring::new("examples", "one", &[7; 32])?).build()?;
    /// # let item = [("id".to_owned(), AttributeValue::N("1".into()))].into();
    /// # let stored = ItemEncryptor::new(table).encrypt_item(item).await?;
    /// let header = ItemHeader::of(&stored)?;
    /// assert_eq!(header.data_keys[0].provider_id, "examples");
    /// # Ok(())
    /// # }
    /// ```
    pub fn of(item: &Item) -> Result<Self, MalformedProblem> {
        Self::parse(bytes_of(item)?)
    }

    /// Reads the bytes of a header attribute. Nothing is verified.
    ///
    /// Source: `specification/dynamodb-encryption-client/ddb-get-encrypted-data-key-description.md`, sections "Input"
    /// and "Behavior".
    ///
    /// # Errors
    /// When they cannot be parsed.
    pub fn parse(header: &[u8]) -> Result<Self, MalformedProblem> {
        Header::parse(header).map(|(header, _)| Self::new(header, None))
    }

    pub(super) fn new(header: Header, context: Option<EncryptionContext>) -> Self {
        ItemHeader {
            version: header.version,
            suite: header.suite,
            data_keys: header.data_keys.into_iter().map(DataKeyDescription::new).collect(),
            stored_context: header.context,
            context,
        }
    }
}

impl DataKeyDescription {
    fn new(key: EncryptedDataKey) -> Self {
        let version = match key.provider_id.as_str() {
            hierarchical::PROVIDER_ID => hierarchical::version_of(&key),
            _ => None,
        };
        let provider_info = if key.provider_id.starts_with("aws-kms") {
            String::from_utf8(key.provider_info).ok()
        } else {
            None
        };
        DataKeyDescription {
            branch_key_id: provider_info.clone().filter(|_| key.provider_id == hierarchical::PROVIDER_ID),
            branch_key_version: version.map(|version| version.to_string()),
            provider_info,
            provider_id: key.provider_id,
        }
    }
}
