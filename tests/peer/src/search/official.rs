//! Tables of the official client, as configurations describe them.

use crate::{
    Result,
    item_json::{Item, decode, from_attribute, to_item},
    key_store,
    keys::BranchKey,
    manifest::{member, text},
    official::{actions, brief},
};
use aws_db_esdk::{
    DynamoDbTablesEncryptionConfig,
    client::Client as Transforms,
    dynamodb::{
        operation::get_partition_number::{GetPartitionNumberInput, GetPartitionNumberOutput},
        types as declare,
        types::{
            BeaconKeySource, BeaconStyle, DynamoDbTableEncryptionConfig, PartitionSelector, VirtualTransform,
            error::Error,
        },
    },
    intercept::DbEsdkInterceptor,
    key_store::{
        client::Client as KeyStore,
        types::{KmsConfiguration, key_store_config::KeyStoreConfig},
    },
    material_providers::{
        client::Client as MaterialProviders,
        types::{DbeAlgorithmSuiteId, keyring::KeyringRef, material_providers_config::MaterialProvidersConfig},
    },
};
use aws_sdk_dynamodb::{Client, operation::query::QueryInput, types::AttributeValue};
use serde_json::{Value, json};
use std::{
    collections::{BTreeMap, HashMap},
    fmt::Debug,
    panic::{AssertUnwindSafe, catch_unwind},
};
use tokio::runtime::{Builder, Runtime};

/// What the official client says of something, or why it refuses it.
type Answer<T> = std::result::Result<T, String>;

pub struct Official {
    endpoint: String,
    runtime: Runtime,
    providers: MaterialProviders,
    store: KeyStore,
}

/// The client of one table.
pub struct Tables {
    name: String,
    client: Client,
    transforms: Transforms,
    /// The names of the key attributes.
    keys: Vec<String>,
    partitioned: bool,
}

/// Virtual fields and compound beacons of a record, in clear text.
#[derive(Default)]
pub struct Resolved {
    pub virtual_fields: HashMap<String, String>,
    pub compounds: HashMap<String, String>,
}

impl Official {
    pub fn new(endpoint: &str, keys: &Value) -> Result<Self> {
        let mut all = Vec::new();
        for (id, entry) in keys.as_object().ok_or("\"keys\" must be an object")? {
            all.push(BranchKey {
                id: id.clone(),
                version: text(entry, "branchKeyVersion")?.to_owned(),
                key: decode(text(entry, "branchKey")?)?,
                beacon_key: Some(decode(text(entry, "beaconKey")?)?),
            });
        }
        let config = KeyStoreConfig::builder()
            .ddb_client(key_store::dynamodb(&all))
            .kms_client(key_store::kms(&all))
            .ddb_table_name(key_store::TABLE)
            .logical_key_store_name(key_store::TABLE)
            .kms_configuration(KmsConfiguration::KmsKeyArn(key_store::KMS_KEY.to_owned()))
            .build()
            .map_err(brief)?;
        let providers = MaterialProvidersConfig::builder().build().map_err(brief)?;
        Ok(Self {
            endpoint: endpoint.to_owned(),
            runtime: Builder::new_current_thread().enable_all().build().map_err(brief)?,
            providers: MaterialProviders::from_conf(providers).map_err(brief)?,
            store: KeyStore::from_conf(config).map_err(brief)?,
        })
    }

    /// The client of a table that seals under the first of these branch keys, and opens what is sealed under any.
    pub fn tables(&self, config: &Value, branch_keys: &[&str], name: &str) -> Result<Tables> {
        let version = member(member(config, "search")?, "versions")?;
        let version = self.version(version.get(0).ok_or("no version")?)?;
        let search = declare::SearchConfig::builder().write_version(1).versions(vec![version]);
        let table = DynamoDbTableEncryptionConfig::builder()
            .logical_table_name(text(config, "logicalTableName")?)
            .partition_key_name(text(config, "partitionKeyName")?)
            .set_sort_key_name(config["sortKeyName"].as_str().map(str::to_owned))
            .attribute_actions_on_encrypt(actions(&config["attributeActionsOnEncrypt"])?)
            .set_allowed_unsigned_attribute_prefix(
                config["allowedUnsignedAttributePrefix"].as_str().map(str::to_owned),
            )
            .algorithm_suite_id(DbeAlgorithmSuiteId::AlgAes256GcmHkdfSha512CommitKeySymsigHmacSha384)
            .keyring(self.keyring(branch_keys)?)
            .search(search.build().map_err(brief)?)
            .build()
            .map_err(brief)?;
        let config_of = |table| {
            let tables = HashMap::from([(name.to_owned(), table)]);
            DynamoDbTablesEncryptionConfig::builder().table_encryption_configs(tables).build().map_err(brief)
        };
        let interceptor = DbEsdkInterceptor::new(config_of(table.clone())?).map_err(brief)?;
        use aws_sdk_dynamodb::config::{BehaviorVersion, Config, Credentials, Region};
        let client = Config::builder()
            .behavior_version(BehaviorVersion::latest())
            .region(Region::new("us-west-2"))
            .credentials_provider(Credentials::new("peer", "peer", None, None, "peer"))
            .endpoint_url(&self.endpoint)
            .interceptor(interceptor)
            .build();
        let keys = ["partitionKeyName", "sortKeyName"].iter().filter_map(|key| config[*key].as_str());
        Ok(Tables {
            name: name.to_owned(),
            client: Client::from_conf(client),
            transforms: Transforms::from_conf(config_of(table)?).map_err(brief)?,
            keys: keys.map(str::to_owned).collect(),
            partitioned: config["search"]["versions"][0].get("maximumNumberOfPartitions").is_some(),
        })
    }

    fn keyring(&self, branch_keys: &[&str]) -> Result<KeyringRef> {
        let mut keyrings = Vec::new();
        for id in branch_keys {
            let keyring = self.providers.create_aws_kms_hierarchical_keyring().branch_key_id(*id);
            let keyring = keyring.key_store(self.store.clone()).ttl_seconds(24 * 3600).send();
            keyrings.push(self.runtime.block_on(keyring).map_err(brief)?);
        }
        if let [only] = &keyrings[..] {
            return Ok(only.clone());
        }
        let multi = self.providers.create_multi_keyring().set_generator(keyrings.pop());
        self.runtime.block_on(multi.child_keyrings(keyrings).send()).map_err(brief)
    }

    fn version(&self, version: &Value) -> Result<declare::BeaconVersion> {
        let list = |name: &str| version[name].as_array().map(Vec::as_slice);
        let builder = declare::BeaconVersion::builder()
            .version(1)
            .key_store(self.store.clone())
            .key_source(key_source(member(version, "keySource")?)?)
            .set_maximum_number_of_partitions(integer(version, "maximumNumberOfPartitions"))
            .set_default_number_of_partitions(integer(version, "defaultNumberOfPartitions"))
            .partition_selector(ByKey)
            .set_standard_beacons(every(list("standardBeacons"), standard)?)
            .set_compound_beacons(every(list("compoundBeacons"), compound)?)
            .set_virtual_fields(every(list("virtualFields"), virtual_field)?)
            .set_encrypted_parts(every(list("encryptedParts"), encrypted_part)?)
            .set_signed_parts(every(list("signedParts"), signed_part)?);
        builder.build().map_err(brief)
    }

    /// Puts a record, unless the official client refuses it.
    pub fn put(&self, table: &Tables, record: &Item) -> Result<Answer<()>> {
        let put = table.client.put_item().table_name(&table.name).set_item(Some(record.clone())).send();
        Ok(self.run(put)?.map(|_| ()))
    }

    /// What the official crate's virtual fields and compound beacons are of a record, in clear text. It refuses a record of
    /// whose fields one has no text, although no beacon is made of that field, so that it can be put.
    pub fn resolve(&self, table: &Tables, record: &Item) -> Result<Resolved> {
        let resolve = table.transforms.resolve_attributes().table_name(&table.name).version(1);
        let resolved = self.run(resolve.item(record.clone()).send())?.map_err(|e| format!("put, but: {e}"))?;
        Ok(Resolved {
            virtual_fields: resolved.virtual_fields.unwrap_or_default(),
            compounds: resolved.compound_beacons.unwrap_or_default(),
        })
    }

    /// Reads all pages of all queries that a question takes: the keys of the items that are found, and the number of
    /// queries.
    pub fn find(&self, table: &Tables, question: &Value) -> Result<Answer<Value>> {
        let request = member(question, "request")?;
        let values = request.get("ExpressionAttributeValues").map(to_item).transpose()?;
        let is_query = text(question, "operation")? == "query";
        let mut queries = 1;
        if is_query && table.partitioned {
            let input = query(table, request, values.clone())?;
            match self.run(table.transforms.get_number_of_queries().input(input).send())? {
                Ok(number) => queries = number.number_of_queries.ok_or("no number of queries")?,
                Err(refusal) => return Ok(Err(refusal)),
            }
        }
        let mut found = BTreeMap::new();
        for number in 0..queries {
            let mut values = values.clone();
            if is_query && table.partitioned {
                let number = AttributeValue::N(number.to_string());
                values.get_or_insert_default().insert(":aws_dbe_partition".to_owned(), number);
            }
            let mut start = None;
            loop {
                let (items, last) = match self.page(table, question, values.clone(), start)? {
                    Ok(page) => page,
                    Err(refusal) => return Ok(Err(refusal)),
                };
                for item in items {
                    let mut key = serde_json::Map::new();
                    for name in &table.keys {
                        key.insert(name.clone(), from_attribute(item.get(name).ok_or("an item without key")?)?);
                    }
                    let key = Value::Object(key);
                    found.insert(key.to_string(), key);
                }
                start = last;
                if start.is_none() {
                    break;
                }
            }
        }
        Ok(Ok(json!({"found": found.into_values().collect::<Vec<_>>(), "queries": queries})))
    }

    #[allow(clippy::type_complexity)]
    fn page(
        &self,
        table: &Tables,
        question: &Value,
        values: Option<Item>,
        start: Option<Item>,
    ) -> Result<Answer<(Vec<Item>, Option<Item>)>> {
        let request = member(question, "request")?;
        if text(question, "operation")? == "query" {
            let query = query(table, request, values)?;
            let send = table.client.query().table_name(&table.name).set_exclusive_start_key(start);
            let send = send
                .set_index_name(query.index_name)
                .set_key_condition_expression(query.key_condition_expression)
                .set_filter_expression(query.filter_expression)
                .set_expression_attribute_names(query.expression_attribute_names)
                .set_expression_attribute_values(query.expression_attribute_values)
                .set_limit(query.limit);
            let page = self.run(send.send())?;
            return Ok(page.map(|page| (page.items.unwrap_or_default(), page.last_evaluated_key)));
        }
        let send = table.client.scan().table_name(&table.name).set_exclusive_start_key(start);
        let send = send
            .set_filter_expression(request["FilterExpression"].as_str().map(str::to_owned))
            .set_expression_attribute_names(names(request))
            .set_expression_attribute_values(values)
            .set_limit(integer(request, "Limit"));
        let page = self.run(send.send())?;
        Ok(page.map(|page| (page.items.unwrap_or_default(), page.last_evaluated_key)))
    }

    /// A refusal is an answer; a panic of the official crate is none.
    fn run<T, E: Debug>(
        &self,
        call: impl Future<Output = std::result::Result<T, E>>,
    ) -> Result<std::result::Result<T, String>> {
        let result = catch_unwind(AssertUnwindSafe(|| self.runtime.block_on(call)));
        Ok(result.map_err(|_| "the official crate panicked")?.map_err(brief))
    }
}

fn query(table: &Tables, request: &Value, values: Option<Item>) -> Result<QueryInput> {
    QueryInput::builder()
        .table_name(&table.name)
        .set_index_name(request["IndexName"].as_str().map(str::to_owned))
        .set_key_condition_expression(request["KeyConditionExpression"].as_str().map(str::to_owned))
        .set_filter_expression(request["FilterExpression"].as_str().map(str::to_owned))
        .set_expression_attribute_names(names(request))
        .set_expression_attribute_values(values)
        .set_limit(integer(request, "Limit"))
        .build()
        .map_err(brief)
}

fn names(request: &Value) -> Option<HashMap<String, String>> {
    let names = request["ExpressionAttributeNames"].as_object()?;
    Some(names.iter().filter_map(|(key, name)| Some((key.clone(), name.as_str()?.to_owned()))).collect())
}

/// The sum of the bytes of an item's partition key, a text, over the number of partitions. The other side does the same.
struct ByKey;

impl PartitionSelector for ByKey {
    fn get_partition_number(
        &self,
        input: GetPartitionNumberInput,
    ) -> std::result::Result<GetPartitionNumberOutput, Error> {
        let said = |message: &str| Error::DynamoDbEncryptionException { message: message.to_owned() };
        let item = input.item.as_ref().ok_or_else(|| said("no item"))?;
        let key = item.get(super::declaring::PARTITION_KEY).and_then(|key| key.as_s().ok());
        let sum: i32 = key.ok_or_else(|| said("no key"))?.bytes().map(i32::from).sum();
        let partitions = input.number_of_partitions.ok_or_else(|| said("no number"))?;
        GetPartitionNumberOutput::builder()
            .partition_number(sum % partitions)
            .build()
            .map_err(|e| said(&e.to_string()))
    }
}

fn integer(value: &Value, name: &str) -> Option<i32> {
    value[name].as_i64().and_then(|number| i32::try_from(number).ok())
}

fn every<T>(list: Option<&[Value]>, one: impl Fn(&Value) -> Result<T>) -> Result<Option<Vec<T>>> {
    list.map(|list| list.iter().map(one).collect()).transpose()
}

fn key_source(source: &Value) -> Result<BeaconKeySource> {
    if let Some(single) = source.get("single") {
        let single = declare::SingleKeyStore::builder().key_id(text(single, "keyId")?);
        return Ok(BeaconKeySource::Single(single.cache_ttl(3600).build().map_err(brief)?));
    }
    let multi =
        declare::MultiKeyStore::builder().key_field_name(text(member(source, "multi")?, "keyFieldName")?);
    Ok(BeaconKeySource::Multi(multi.cache_ttl(3600).build().map_err(brief)?))
}

fn standard(beacon: &Value) -> Result<declare::StandardBeacon> {
    let style = beacon.get("style");
    let is = |name: &str| style.and_then(|style| style.get(name));
    let style = if is("partOnly").is_some() {
        Some(BeaconStyle::PartOnly(declare::PartOnly::builder().build().map_err(brief)?))
    } else if is("asSet").is_some() {
        Some(BeaconStyle::AsSet(declare::AsSet::builder().build().map_err(brief)?))
    } else if let Some(shared) = is("shared") {
        let shared = declare::Shared::builder().other(text(shared, "other")?);
        Some(BeaconStyle::Shared(shared.build().map_err(brief)?))
    } else if let Some(shared) = is("sharedSet") {
        let shared = declare::SharedSet::builder().other(text(shared, "other")?);
        Some(BeaconStyle::SharedSet(shared.build().map_err(brief)?))
    } else {
        None
    };
    declare::StandardBeacon::builder()
        .name(text(beacon, "name")?)
        .length(integer(beacon, "length").ok_or("no length")?)
        .set_loc(beacon["loc"].as_str().map(str::to_owned))
        .set_number_of_partitions(integer(beacon, "numberOfPartitions"))
        .set_style(style)
        .build()
        .map_err(brief)
}

fn compound(beacon: &Value) -> Result<declare::CompoundBeacon> {
    let list = |name: &str| beacon[name].as_array().map(Vec::as_slice);
    declare::CompoundBeacon::builder()
        .name(text(beacon, "name")?)
        .split(text(beacon, "split")?)
        .set_encrypted(every(list("encrypted"), encrypted_part)?)
        .set_signed(every(list("signed"), signed_part)?)
        .set_constructors(every(list("constructors"), constructor)?)
        .build()
        .map_err(brief)
}

fn encrypted_part(part: &Value) -> Result<declare::EncryptedPart> {
    let part = declare::EncryptedPart::builder().name(text(part, "name")?).prefix(text(part, "prefix")?);
    part.build().map_err(brief)
}

fn signed_part(part: &Value) -> Result<declare::SignedPart> {
    let loc = part["loc"].as_str().map(str::to_owned);
    let part = declare::SignedPart::builder().name(text(part, "name")?).prefix(text(part, "prefix")?);
    part.set_loc(loc).build().map_err(brief)
}

fn constructor(constructor: &Value) -> Result<declare::Constructor> {
    let part = |part: &Value| {
        let required = part["required"].as_bool().ok_or("no \"required\"")?;
        let part = declare::ConstructorPart::builder().name(text(part, "name")?).required(required);
        part.build().map_err(brief)
    };
    let parts = every(constructor["parts"].as_array().map(Vec::as_slice), part)?;
    declare::Constructor::builder().set_parts(parts).build().map_err(brief)
}

fn virtual_field(field: &Value) -> Result<declare::VirtualField> {
    let part = |part: &Value| {
        let steps = every(part["trans"].as_array().map(Vec::as_slice), transform)?;
        let part = declare::VirtualPart::builder().loc(text(part, "loc")?);
        part.set_trans(steps).build().map_err(brief)
    };
    let parts = every(field["parts"].as_array().map(Vec::as_slice), part)?;
    declare::VirtualField::builder().name(text(field, "name")?).set_parts(parts).build().map_err(brief)
}

fn transform(step: &Value) -> Result<VirtualTransform> {
    let (kind, step) = step.as_object().and_then(|step| step.iter().next()).ok_or("no transform")?;
    let number = |name: &str| integer(step, name).ok_or_else(|| format!("no {name:?}"));
    Ok(match kind.as_str() {
        "upper" => VirtualTransform::Upper(declare::Upper::builder().build().map_err(brief)?),
        "lower" => VirtualTransform::Lower(declare::Lower::builder().build().map_err(brief)?),
        "insert" => {
            let insert = declare::Insert::builder().literal(text(step, "literal")?);
            VirtualTransform::Insert(insert.build().map_err(brief)?)
        }
        "prefix" => {
            let prefix = declare::GetPrefix::builder().length(number("length")?);
            VirtualTransform::Prefix(prefix.build().map_err(brief)?)
        }
        "suffix" => {
            let suffix = declare::GetSuffix::builder().length(number("length")?);
            VirtualTransform::Suffix(suffix.build().map_err(brief)?)
        }
        "substring" => {
            let part = declare::GetSubstring::builder().low(number("low")?).high(number("high")?);
            VirtualTransform::Substring(part.build().map_err(brief)?)
        }
        "segment" => {
            let part = declare::GetSegment::builder().split(text(step, "split")?).index(number("index")?);
            VirtualTransform::Segment(part.build().map_err(brief)?)
        }
        "segments" => {
            let part = declare::GetSegments::builder().split(text(step, "split")?);
            let part = part.low(number("low")?).high(number("high")?);
            VirtualTransform::Segments(part.build().map_err(brief)?)
        }
        other => return Err(format!("no transform {other:?}")),
    })
}
