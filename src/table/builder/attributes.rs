//! What is declared about the attributes of a table.

use super::TableConfigBuilder;
use crate::table::AttributeAction;

impl TableConfigBuilder {
    /// Attributes to [encrypt and sign](AttributeAction::EncryptAndSign).
    pub fn encrypt<N: Into<String>>(self, names: impl IntoIterator<Item = N>) -> Self {
        self.declare(names, AttributeAction::EncryptAndSign)
    }

    /// Attributes to [sign only](AttributeAction::SignOnly).
    pub fn sign<N: Into<String>>(self, names: impl IntoIterator<Item = N>) -> Self {
        self.declare(names, AttributeAction::SignOnly)
    }

    /// Attributes to [sign and include in the encryption
    /// context](AttributeAction::SignAndIncludeInEncryptionContext). The key attributes then go into the context
    /// too, and items are written with header version 2.
    pub fn sign_and_include_in_encryption_context<N: Into<String>>(
        self,
        names: impl IntoIterator<Item = N>,
    ) -> Self {
        self.declare(names, AttributeAction::SignAndIncludeInEncryptionContext)
    }

    /// Attributes to [leave alone](AttributeAction::DoNothing). Each must also be
    /// [allowed to be unsigned](Self::allowed_unsigned), by name or by prefix.
    pub fn do_nothing<N: Into<String>>(self, names: impl IntoIterator<Item = N>) -> Self {
        self.declare(names, AttributeAction::DoNothing)
    }

    /// What happens to attributes that have no action by their own name: encrypted and signed, or signed only. Without
    /// this, an item that has such an attribute cannot be written.
    ///
    /// For tables whose items have attributes that nobody can list: single-table designs, maps that are flattened into
    /// their item. Key attributes, attributes that are allowed to be unsigned and reserved names stay what they are.
    /// In requests, such an attribute is treated like one that is declared so: where it is encrypted, no
    /// value for it is sent, and filters on it are evaluated by the client.
    ///
    /// Readers need nothing: the header of an item says what was encrypted. A strict [`ReaderPolicy`](crate::ReaderPolicy) asks for this
    /// action, as for one that is declared.
    ///
    /// With [`EncryptAndSign`](AttributeAction::EncryptAndSign), declare what DynamoDB itself has to read: the
    /// [sort key](Self::sort_key), [keys of indexes](Self::index_keys), and the attribute with the time to live. A sort key that is not
    /// declared would be encrypted, and the item never be found again.
    ///
    /// ```
    /// # use dynamodb_item_encryptor::{RawAesKeyring, TableConfig};
    /// # let keyring = RawAesKeyring::new("examples", "app", &[7; 32])?;
    /// use dynamodb_item_encryptor::AttributeAction;
    ///
    /// let table = TableConfig::builder("app")
    ///     .partition_key("PK")
    ///     .sort_key("SK")
    ///     .index_keys(["GSI1PK", "GSI1SK"])
    ///     .sign(["type", "version", "ttl"])
    ///     .action_for_others(AttributeAction::EncryptAndSign)
    ///     .keyring(keyring)
    ///     .build()?;
    /// assert_eq!(table.action("whatever"), Some(AttributeAction::EncryptAndSign));
    /// assert_eq!(table.action("GSI1PK"), Some(AttributeAction::SignOnly));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn action_for_others(mut self, action: AttributeAction) -> Self {
        let what = "the action for other attributes";
        self.contradiction.set_once(&mut self.others, action, |action| action.as_str().to_owned(), what);
        self
    }

    /// Key attributes of the table's indexes. Each is signed and needs no other declaration, but may be declared
    /// otherwise; only not to be encrypted, since an index of ciphertexts finds nothing.
    ///
    /// They are not the keys of the table, and items may lack them. [`TableConfig::check`](crate::TableConfig::check)
    /// compares them with the indexes that the table has.
    pub fn index_keys<N: Into<String>>(mut self, names: impl IntoIterator<Item = N>) -> Self {
        self.index_keys.extend(names.into_iter().map(Into::into));
        self
    }

    /// The complete list of actions, as in AWS's configuration: here the key attributes must be listed as well.
    pub fn attribute_actions<N: Into<String>>(
        mut self,
        actions: impl IntoIterator<Item = (N, AttributeAction)>,
    ) -> Self {
        self.keys_are_declared = true;
        self.declared.extend(actions.into_iter().map(|(name, action)| (name.into(), action)));
        self
    }

    /// Attributes that readers accept without a signature. They need no other declaration. An attribute that was once
    /// listed here can never be signed later, so the list only grows over a table's life.
    ///
    /// Source: `specification/dynamodb-encryption-client/ddb-table-encryption-config.md`, section "Unauthenticated
    /// Attributes".
    pub fn allowed_unsigned<N: Into<String>>(mut self, names: impl IntoIterator<Item = N>) -> Self {
        self.unsigned_names.get_or_insert_default().extend(names.into_iter().map(Into::into));
        self
    }

    /// The prefix of names that readers accept without a signature, for example `":"`. With it, new
    /// unsigned attributes can be added without changing any reader. There is only one; [list](Self::allowed_unsigned)
    /// names that do not begin with it.
    ///
    /// Source: `specification/dynamodb-encryption-client/ddb-table-encryption-config.md`, section "Unauthenticated
    /// Attribute Prefix".
    pub fn unsigned_prefix(mut self, prefix: impl Into<String>) -> Self {
        let what = "the prefix of allowed-unsigned names";
        self.contradiction.set_text_once(&mut self.unsigned_prefix, prefix.into(), what);
        self
    }

    /// Encrypted attributes whose values are padded to `bytes` bytes, so that neither their types nor their lengths
    /// show.
    ///
    /// For attributes with few possible values, such as a diagnosis or a Boolean that may be missing: see
    /// [`manual::padding`](crate::manual::padding), also for what readers without this setting see. Each stored value
    /// takes 32 bytes more than `bytes`, whatever it is. A longer value cannot be written. A text counts its bytes in
    /// UTF-8, a number its digits.
    ///
    /// Only items in the current format are padded. Readers that are not configured for padding get a binary value:
    /// configure all of them before the first writer pads.
    ///
    /// ```
    /// # use dynamodb_item_encryptor::{RawAesKeyring, TableConfig};
    /// # let keyring = RawAesKeyring::new("examples", "patients", &[7; 32])?;
    /// let table = TableConfig::builder("Patients")
    ///     .partition_key("id")
    ///     .encrypt(["name", "diagnosis"])
    ///     .pad(["diagnosis"], 64)
    ///     .keyring(keyring)
    ///     .build()?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn pad<N: Into<String>>(mut self, names: impl IntoIterator<Item = N>, bytes: usize) -> Self {
        self.padded.extend(names.into_iter().map(|name| (name.into(), bytes)));
        self
    }

    /// Gives `names` an action.
    fn declare<N: Into<String>>(mut self, names: impl IntoIterator<Item = N>, action: AttributeAction) -> Self {
        self.declared.extend(names.into_iter().map(|name| (name.into(), action)));
        self
    }
}
