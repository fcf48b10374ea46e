//! The definition of an index on beacons, for CreateTable and UpdateTable.

use aws_sdk_dynamodb::types::{
    AttributeDefinition, CreateGlobalSecondaryIndexAction, GlobalSecondaryIndex, GlobalSecondaryIndexUpdate,
    KeySchemaElement, KeyType, LocalSecondaryIndex, Projection, ProjectionType, ScalarAttributeType,
};

use super::{AttributeAction, TableConfig};
use crate::error::{ConfigProblem, Error};
use crate::search::{BeaconRef, SearchModel};

/// An index by which encrypted attributes are found: its key is a beacon, or two, or a beacon and a readable attribute.
///
/// The stored attributes of beacons are texts with names of the format, `aws_dbe_b_…`, which nobody has to write. Such an index
/// projects all attributes, since an item can only be opened if it is all there.
///
/// ```
/// # use dynamodb_item_encryptor::{Beacon, BeaconKey, BeaconKeySource, InMemoryBeaconKeys, RawAesKeyring, Search, TableConfig};
/// use aws_sdk_dynamodb::types::ScalarAttributeType::N;
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let keys = InMemoryBeaconKeys::new().with("customers", BeaconKey::new(&[7; 32])).single("customers");
/// # let search = Search::builder(keys).beacon(Beacon::new("email", 20)).build();
/// # let keyring = RawAesKeyring::new("examples", "customers", &[7; 32])?;
/// # let table = TableConfig::builder("Customers").partition_key("id").encrypt(["email"]).sign(["created"]).search(search);
/// # let table = table.keyring(keyring).build()?;
/// let index = table.beacon_index("by-email", "email")?.sort_key_attribute("created", N)?;
/// # async fn create(client: aws_sdk_dynamodb::Client, index: dynamodb_item_encryptor::BeaconIndex) -> Result<(), Box<dyn std::error::Error>> {
/// let table = client.create_table().table_name("Customers").global_secondary_indexes(index.global()?);
/// // Or, for a table that there is:
/// let table = client.update_table().table_name("Customers").global_secondary_index_updates(index.creation()?);
/// let table = table.set_attribute_definitions(Some(index.attribute_definitions()?));
/// # Ok(())
/// # }
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone)]
#[must_use = "the definition of an index does nothing by itself"]
pub struct BeaconIndex {
    table: TableConfig,
    name: String,
    /// Names and types of the key attributes; the partition key comes first.
    keys: Vec<(String, ScalarAttributeType)>,
}

impl TableConfig {
    /// The definition of an index of this name, whose partition key is the beacon `beacon`: standard, compound or signed.
    ///
    /// # Errors
    /// [`Error::Config`] when the table has no such beacon, or it cannot be a key: a set has many, and one that is only a part
    /// of others is not stored.
    pub fn beacon_index(&self, name: impl Into<String>, beacon: &str) -> Result<BeaconIndex, Error> {
        let key = self.beacon_key(beacon)?;
        Ok(BeaconIndex { table: self.clone(), name: name.into(), keys: vec![(key, ScalarAttributeType::S)] })
    }

    /// Name of the attribute that stores a beacon.
    fn beacon_key(&self, beacon: &str) -> Result<String, Error> {
        let wrong = |why| self.no_index_key(beacon, why);
        let search =
            self.search().ok_or_else(|| wrong("there is no such beacon, since the table has no search"))?;
        stored_in(search, beacon).map_err(wrong)
    }

    fn no_index_key(&self, attribute: &str, why: &'static str) -> Error {
        Error::config(Some(self.logical_name()), Some(attribute), ConfigProblem::BeaconIndexKey { why })
    }
}

/// Name of the attribute that stores a beacon, or why it cannot be a key.
fn stored_in(search: &SearchModel, beacon: &str) -> Result<String, &'static str> {
    let missing = "there is no such beacon";
    match search.beacon(beacon).ok_or(missing)? {
        BeaconRef::Standard(number) => {
            let standard = search.standard().get(number).ok_or(missing)?;
            if standard.is_part_only() {
                return Err("it is only a part of compound beacons, and not stored by itself");
            }
            if standard.is_of_set() {
                return Err("it is a beacon of each member of a set, and a key has one value");
            }
            Ok(standard.attribute().to_owned())
        }
        BeaconRef::Compound(number) => {
            search.compounds().get(number).map(|beacon| beacon.attribute().to_owned()).ok_or(missing)
        }
        BeaconRef::Signed(number) => {
            search.signed().get(number).map(|beacon| beacon.attribute().to_owned()).ok_or(missing)
        }
    }
}

impl BeaconIndex {
    /// Makes a beacon the sort key: one whose order or beginning is asked for is a [compound](crate::Compound) one.
    ///
    /// # Errors
    /// As for the [partition key](TableConfig::beacon_index), and when there is a sort key already.
    pub fn sort_key(self, beacon: &str) -> Result<Self, Error> {
        let key = self.table.beacon_key(beacon)?;
        self.with_sort_key(beacon, key, ScalarAttributeType::S)
    }

    /// Makes a readable attribute the sort key.
    ///
    /// # Errors
    /// [`Error::Config`] when the attribute is encrypted, or the table does not know it, or there is a sort key already.
    pub fn sort_key_attribute(self, attribute: &str, kind: ScalarAttributeType) -> Result<Self, Error> {
        let is_readable = match self.table.action(attribute) {
            Some(AttributeAction::EncryptAndSign) => {
                return Err(self.table.no_index_key(attribute, "it is encrypted; use a beacon"));
            }
            Some(
                AttributeAction::SignOnly
                | AttributeAction::SignAndIncludeInEncryptionContext
                | AttributeAction::DoNothing,
            ) => true,
            None => self.table.is_unsigned(attribute),
        };
        if !is_readable {
            return Err(self.table.no_index_key(attribute, "the table's configuration does not know it"));
        }
        self.with_sort_key(attribute, attribute.to_owned(), kind)
    }

    fn with_sort_key(mut self, given: &str, key: String, kind: ScalarAttributeType) -> Result<Self, Error> {
        if self.keys.len() > 1 {
            return Err(self.table.no_index_key(given, "the index has a sort key already"));
        }
        if self.keys.iter().any(|(other, _)| *other == key) {
            return Err(self.table.no_index_key(given, "it is the index's partition key"));
        }
        self.keys.push((key, kind));
        Ok(self)
    }

    /// The definitions of the key attributes, for CreateTable and UpdateTable. An attribute that is a key of the table
    /// or of another index, too, is to be defined once.
    ///
    /// # Errors
    /// [`Error::Internal`], as for the following ones, should the SDK not take a definition.
    pub fn attribute_definitions(&self) -> Result<Vec<AttributeDefinition>, Error> {
        let definition = |(name, kind): &(String, ScalarAttributeType)| {
            AttributeDefinition::builder().attribute_name(name).attribute_type(kind.clone()).build()
        };
        self.keys.iter().map(definition).collect::<Result<_, _>>().map_err(|_| self.internal())
    }

    /// The key schema.
    ///
    /// # Errors
    /// As for the [definitions](Self::attribute_definitions).
    pub fn key_schema(&self) -> Result<Vec<KeySchemaElement>, Error> {
        let element = |((name, _), kind): (&(String, ScalarAttributeType), KeyType)| {
            KeySchemaElement::builder().attribute_name(name).key_type(kind).build()
        };
        let kinds = [KeyType::Hash, KeyType::Range];
        self.keys.iter().zip(kinds).map(element).collect::<Result<_, _>>().map_err(|_| self.internal())
    }

    /// The index, for CreateTable.
    ///
    /// # Errors
    /// As for the [definitions](Self::attribute_definitions).
    pub fn global(&self) -> Result<GlobalSecondaryIndex, Error> {
        let index = GlobalSecondaryIndex::builder().index_name(&self.name).projection(all());
        index.set_key_schema(Some(self.key_schema()?)).build().map_err(|_| self.internal())
    }

    /// The creation of the index, for UpdateTable on a table that there is.
    ///
    /// # Errors
    /// As for the [definitions](Self::attribute_definitions).
    pub fn creation(&self) -> Result<GlobalSecondaryIndexUpdate, Error> {
        let create = CreateGlobalSecondaryIndexAction::builder().index_name(&self.name).projection(all());
        let create = create.set_key_schema(Some(self.key_schema()?)).build().map_err(|_| self.internal())?;
        Ok(GlobalSecondaryIndexUpdate::builder().create(create).build())
    }

    /// The index as a local one, for CreateTable: its partition key is that of the table, and its sort key is this index's
    /// partition key. DynamoDB allows that only when the table is created.
    ///
    /// # Errors
    /// [`Error::Config`] when the index has a sort key, and as for the [definitions](Self::attribute_definitions).
    pub fn local(&self) -> Result<LocalSecondaryIndex, Error> {
        let [(beacon, _)] = &self.keys[..] else {
            let name = self.keys.last().map_or("", |(name, _)| name);
            return Err(self
                .table
                .no_index_key(name, "a local index has the beacon as its only key of its own"));
        };
        let keys = [(self.table.partition_key(), KeyType::Hash), (beacon.as_str(), KeyType::Range)];
        let element = |(name, kind): (&str, KeyType)| {
            KeySchemaElement::builder().attribute_name(name).key_type(kind).build()
        };
        let keys = keys.map(element).into_iter().collect::<Result<Vec<_>, _>>().map_err(|_| self.internal())?;
        let index = LocalSecondaryIndex::builder().index_name(&self.name).projection(all());
        index.set_key_schema(Some(keys)).build().map_err(|_| self.internal())
    }

    fn internal(&self) -> Error {
        let table = Some(self.table.logical_name().to_owned());
        Error::Internal { table, what: "the definition of an index lacks a part" }
    }
}

fn all() -> Projection {
    Projection::builder().projection_type(ProjectionType::All).build()
}
