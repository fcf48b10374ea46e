//! A type's declaration as a part of a table's configuration.

use super::{ItemDeclaration, TypedItem};
use crate::error::{ConfigProblem, Error};
use crate::search::{BeaconKeys, Search, SearchBuilder, SearchModel};
use crate::table::{AttributeAction, TableConfigBuilder};

impl TableConfigBuilder {
    /// Adds what the type `T` [declares](TypedItem). A table with several kinds of items is given several types: what
    /// they declare adds up, and must not contradict each other.
    ///
    /// ```
    /// # use dynamodb_item_encryptor::{AttributeAction::EncryptAndSign, ItemDeclaration, TypedItem};
    /// # struct Customer;
    /// # impl TypedItem for Customer {
    /// #     fn declaration() -> ItemDeclaration { ItemDeclaration::new().partition_key("id") }
    /// # }
    /// # struct Order;
    /// # impl TypedItem for Order {
    /// #     fn declaration() -> ItemDeclaration { ItemDeclaration::new().partition_key("id").attribute("sum", EncryptAndSign) }
    /// # }
    /// # let keyring = dynamodb_item_encryptor::RawAesKeyring::new("examples", "shop", &[7; 32])?;
    /// use dynamodb_item_encryptor::TableConfig;
    ///
    /// let table = TableConfig::for_type::<Customer>("Shop").item_type::<Order>().keyring(keyring).build()?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn item_type<T: TypedItem>(mut self) -> Self {
        let ItemDeclaration {
            partition_keys,
            sort_keys,
            attributes,
            others,
            index_keys,
            allowed_unsigned,
            unsigned_prefixes,
            padded,
            beacons,
        } = T::declaration();
        self = partition_keys.into_iter().fold(self, Self::partition_key);
        self = sort_keys.into_iter().fold(self, Self::sort_key);
        self = others.into_iter().fold(self, Self::action_for_others);
        self = unsigned_prefixes.into_iter().fold(self, Self::unsigned_prefix);
        self = padded.into_iter().fold(self, |builder, (name, bytes)| builder.pad([name], bytes));
        if !allowed_unsigned.is_empty() {
            self = self.allowed_unsigned(allowed_unsigned);
        }
        for (name, action) in attributes {
            self = match action {
                AttributeAction::EncryptAndSign => self.encrypt([name]),
                AttributeAction::SignOnly => self.sign([name]),
                AttributeAction::SignAndIncludeInEncryptionContext => {
                    self.sign_and_include_in_encryption_context([name])
                }
                AttributeAction::DoNothing => self.do_nothing([name]),
            };
        }
        self.declares_beacons(beacons).index_keys(index_keys)
    }

    /// Checks that the search has the beacons that the types of the items declare.
    pub(in crate::table) fn check_beacons_of_types(&self, search: Option<&SearchModel>) -> Result<(), Error> {
        let is_missing = |beacon: &&_| !search.is_some_and(|search| search.declares(beacon));
        match self.beacons_of_types().iter().find(is_missing) {
            Some(beacon) => Err(self.error(Some(beacon.name()), ConfigProblem::BeaconOfType)),
            None => Ok(()),
        }
    }
}

impl Search {
    /// Starts a search for items of type `T`, with the beacons that it [declares](TypedItem).
    ///
    /// ```
    /// # use dynamodb_item_encryptor::{
    /// #     AttributeAction::EncryptAndSign, Beacon, BeaconKey, InMemoryBeaconKeys, ItemDeclaration, RawAesKeyring, TypedItem,
    /// # };
    /// # struct Customer;
    /// # impl TypedItem for Customer {
    /// #     fn declaration() -> ItemDeclaration {
    /// #         let declaration = ItemDeclaration::new().partition_key("id").attribute("email", EncryptAndSign);
    /// #         declaration.beacon(Beacon::new("email", 20))
    /// #     }
    /// # }
    /// use dynamodb_item_encryptor::{BeaconKeySource, Search, TableConfig};
    ///
    /// # let keys = InMemoryBeaconKeys::new().with("customers", BeaconKey::new(&[7; 32]));
    /// # let keyring = RawAesKeyring::new("examples", "customers", &[7; 32])?;
    /// let search = Search::for_type::<Customer>(keys.single("customers")).build();
    /// let table = TableConfig::for_type::<Customer>("Customers").search(search).keyring(keyring).build()?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn for_type<T: TypedItem>(keys: BeaconKeys) -> SearchBuilder {
        Search::builder(keys).item_type::<T>()
    }
}

impl SearchBuilder {
    /// Adds the beacons that the type `T` [declares](TypedItem). A beacon that was added already, and is the same, counts
    /// once: several types may have the same attribute.
    pub fn item_type<T: TypedItem>(self) -> Self {
        T::declaration().beacons.into_iter().fold(self, Self::beacon_once)
    }
}
