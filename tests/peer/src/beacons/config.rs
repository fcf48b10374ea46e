//! Tables with a search, as the official crate takes them.

use super::{PARTITION, TABLE, brief, key_store::Keys};
use crate::{
    Result,
    manifest::text,
    official::{WITHOUT_SIGNATURE, actions, names, suite},
};
use aws_db_esdk::{
    Client, DynamoDbTablesEncryptionConfig,
    dynamodb::{
        operation::get_partition_number::{GetPartitionNumberInput, GetPartitionNumberOutput},
        types::{
            AsSet, BeaconKeySource, BeaconStyle, BeaconVersion, CompoundBeacon, Constructor, ConstructorPart,
            DynamoDbTableEncryptionConfig, EncryptedPart, GetPrefix, GetSegment, GetSegments, GetSubstring,
            GetSuffix, Insert, Lower, MultiKeyStore, PartOnly, PartitionSelector, SearchConfig, Shared,
            SharedSet, SignedPart, SingleKeyStore, StandardBeacon, Upper, VirtualField, VirtualPart,
            VirtualTransform, error::Error, partition_selector::PartitionSelectorRef,
        },
    },
    key_store::client::Client as KeyStore,
    material_providers::{
        client::Client as MaterialProviders, types::material_providers_config::MaterialProvidersConfig,
    },
};
use serde_json::Value;
use std::{collections::HashMap, sync::atomic::Ordering};
use tokio::runtime::Runtime;

/// A client for the one table that `config` describes, which seals under one branch key.
pub fn client(runtime: &Runtime, keys: &Keys, config: &Value, branch_key_id: &str) -> Result<Client> {
    let store = keys.store()?;
    let providers = MaterialProvidersConfig::builder().build().map_err(brief)?;
    let providers = MaterialProviders::from_conf(providers).map_err(brief)?;
    let keyring = runtime.block_on(
        providers
            .create_aws_kms_hierarchical_keyring()
            .branch_key_id(branch_key_id)
            .key_store(store.clone())
            .ttl_seconds(24 * 3600)
            .send(),
    );
    let unsigned = config.get("allowedUnsignedAttributes").map(names).transpose()?;
    let table = DynamoDbTableEncryptionConfig::builder()
        .logical_table_name(text(config, "logicalTableName")?)
        .partition_key_name(text(config, "partitionKeyName")?)
        .set_sort_key_name(optional(config, "sortKeyName"))
        .attribute_actions_on_encrypt(actions(&config["attributeActionsOnEncrypt"])?)
        .set_allowed_unsigned_attributes(unsigned)
        .set_allowed_unsigned_attribute_prefix(optional(config, "allowedUnsignedAttributePrefix"))
        .algorithm_suite_id(suite(WITHOUT_SIGNATURE)?)
        .keyring(keyring.map_err(brief)?)
        .set_search(config.get("search").map(|search| searching(search, &store)).transpose()?)
        .build()
        .map_err(brief)?;
    let tables = DynamoDbTablesEncryptionConfig::builder()
        .table_encryption_configs(HashMap::from([(TABLE.to_owned(), table)]))
        .build()
        .map_err(brief)?;
    Client::from_conf(tables).map_err(brief)
}

fn searching(search: &Value, store: &KeyStore) -> Result<SearchConfig> {
    let versions = list(search, "versions", |json| version(json, store))?.unwrap_or_default();
    let write_version = number(&search["writeVersion"])?;
    SearchConfig::builder().versions(versions).write_version(write_version).build().map_err(brief)
}

fn version(json: &Value, store: &KeyStore) -> Result<BeaconVersion> {
    BeaconVersion::builder()
        .version(number(&json["version"])?)
        .key_store(store.clone())
        .key_source(key_source(&json["keySource"])?)
        .set_maximum_number_of_partitions(json.get("maximumNumberOfPartitions").map(number).transpose()?)
        .set_default_number_of_partitions(json.get("defaultNumberOfPartitions").map(number).transpose()?)
        .partition_selector(PartitionSelectorRef::from(Given))
        .set_standard_beacons(list(json, "standardBeacons", standard)?)
        .set_compound_beacons(list(json, "compoundBeacons", compound)?)
        .set_virtual_fields(list(json, "virtualFields", field)?)
        .set_encrypted_parts(list(json, "encryptedParts", encrypted)?)
        .set_signed_parts(list(json, "signedParts", signed)?)
        .build()
        .map_err(brief)
}

/// Puts every record into the partition that its test names.
struct Given;

impl PartitionSelector for Given {
    fn get_partition_number(
        &self,
        _: GetPartitionNumberInput,
    ) -> std::result::Result<GetPartitionNumberOutput, Error> {
        let partition = PARTITION.load(Ordering::SeqCst);
        Ok(GetPartitionNumberOutput::builder().partition_number(partition).build().expect("it has a number"))
    }
}

fn key_source(json: &Value) -> Result<BeaconKeySource> {
    if let Some(single) = json.get("single") {
        let source = SingleKeyStore::builder().key_id(text(single, "keyId")?);
        let source = source.cache_ttl(number(&single["cacheTTL"])?).build().map_err(brief)?;
        return Ok(BeaconKeySource::Single(source));
    }
    let multi = &json["multi"];
    let source = MultiKeyStore::builder().key_field_name(text(multi, "keyFieldName")?);
    Ok(BeaconKeySource::Multi(source.cache_ttl(number(&multi["cacheTTL"])?).build().map_err(brief)?))
}

fn standard(json: &Value) -> Result<StandardBeacon> {
    StandardBeacon::builder()
        .name(text(json, "name")?)
        .length(number(&json["length"])?)
        .set_loc(optional(json, "loc"))
        .set_number_of_partitions(json.get("numberOfPartitions").map(number).transpose()?)
        .set_style(json.get("style").map(style).transpose()?)
        .build()
        .map_err(brief)
}

fn style(json: &Value) -> Result<BeaconStyle> {
    let (kind, json) = only(json)?;
    Ok(match kind {
        "partOnly" => BeaconStyle::PartOnly(PartOnly::builder().build().map_err(brief)?),
        "asSet" => BeaconStyle::AsSet(AsSet::builder().build().map_err(brief)?),
        "shared" => BeaconStyle::Shared(Shared::builder().other(text(json, "other")?).build().map_err(brief)?),
        "sharedSet" => {
            BeaconStyle::SharedSet(SharedSet::builder().other(text(json, "other")?).build().map_err(brief)?)
        }
        other => return Err(format!("no style {other:?}")),
    })
}

fn compound(json: &Value) -> Result<CompoundBeacon> {
    CompoundBeacon::builder()
        .name(text(json, "name")?)
        .split(text(json, "split")?)
        .set_encrypted(list(json, "encrypted", encrypted)?)
        .set_signed(list(json, "signed", signed)?)
        .set_constructors(list(json, "constructors", constructor)?)
        .build()
        .map_err(brief)
}

fn encrypted(json: &Value) -> Result<EncryptedPart> {
    EncryptedPart::builder().name(text(json, "name")?).prefix(text(json, "prefix")?).build().map_err(brief)
}

fn signed(json: &Value) -> Result<SignedPart> {
    let part = SignedPart::builder().name(text(json, "name")?).prefix(text(json, "prefix")?);
    part.set_loc(optional(json, "loc")).build().map_err(brief)
}

fn constructor(json: &Value) -> Result<Constructor> {
    let part = |json: &Value| {
        let required = json["required"].as_bool().ok_or("\"required\" must be true or false")?;
        ConstructorPart::builder().name(text(json, "name")?).required(required).build().map_err(brief)
    };
    Constructor::builder().set_parts(list(json, "parts", part)?).build().map_err(brief)
}

fn field(json: &Value) -> Result<VirtualField> {
    let part = |json: &Value| {
        let part = VirtualPart::builder().loc(text(json, "loc")?);
        part.set_trans(list(json, "trans", transform)?).build().map_err(brief)
    };
    VirtualField::builder().name(text(json, "name")?).set_parts(list(json, "parts", part)?).build().map_err(brief)
}

fn transform(json: &Value) -> Result<VirtualTransform> {
    let (kind, json) = only(json)?;
    let integer = |name: &str| number(&json[name]);
    Ok(match kind {
        "upper" => VirtualTransform::Upper(Upper::builder().build().map_err(brief)?),
        "lower" => VirtualTransform::Lower(Lower::builder().build().map_err(brief)?),
        "insert" => {
            VirtualTransform::Insert(Insert::builder().literal(text(json, "literal")?).build().map_err(brief)?)
        }
        "prefix" => {
            VirtualTransform::Prefix(GetPrefix::builder().length(integer("length")?).build().map_err(brief)?)
        }
        "suffix" => {
            VirtualTransform::Suffix(GetSuffix::builder().length(integer("length")?).build().map_err(brief)?)
        }
        "substring" => {
            let part = GetSubstring::builder().low(integer("low")?).high(integer("high")?);
            VirtualTransform::Substring(part.build().map_err(brief)?)
        }
        "segment" => {
            let part = GetSegment::builder().split(text(json, "split")?).index(integer("index")?);
            VirtualTransform::Segment(part.build().map_err(brief)?)
        }
        "segments" => {
            let part = GetSegments::builder().split(text(json, "split")?).low(integer("low")?);
            VirtualTransform::Segments(part.high(integer("high")?).build().map_err(brief)?)
        }
        other => return Err(format!("no transform {other:?}")),
    })
}

fn list<T>(json: &Value, name: &str, entry: impl Fn(&Value) -> Result<T>) -> Result<Option<Vec<T>>> {
    let Some(entries) = json.get(name) else { return Ok(None) };
    let entries = entries.as_array().ok_or_else(|| format!("{name:?} must be an array"))?;
    entries.iter().map(entry).collect::<Result<_>>().map(Some)
}

fn only(json: &Value) -> Result<(&str, &Value)> {
    let member = json.as_object().and_then(|members| members.iter().next());
    member.map(|(name, value)| (name.as_str(), value)).ok_or_else(|| "a member is missing".to_owned())
}

fn optional(json: &Value, name: &str) -> Option<String> {
    json.get(name).and_then(Value::as_str).map(str::to_owned)
}

fn number(json: &Value) -> Result<i32> {
    json.as_i64().and_then(|number| number.try_into().ok()).ok_or_else(|| format!("{json} is no such number"))
}
