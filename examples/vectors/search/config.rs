//! Tables with a search, as vectors describe them.

use std::error::Error;
use std::time::Duration;

use dynamodb_item_encryptor::{
    AlgorithmSuite, Beacon, BeaconKeySource, CachedBeaconKeys, Compound, Constructor, EncryptedPart,
    PartitionRequest, PartitionSelector, Search, SearchBuilder, SignedPart, TableConfig, Transform,
    VirtualField,
};
use serde::Deserialize;
use serde_json::{Map, Value};

use super::File;
use crate::config::action;

/// The name that all tables have in requests.
pub(super) const TABLE_NAME: &str = "SearchTable";

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct Table {
    logical_table_name: String,
    partition_key_name: String,
    sort_key_name: Option<String>,
    attribute_actions_on_encrypt: Map<String, Value>,
    allowed_unsigned_attributes: Option<Vec<String>>,
    allowed_unsigned_attribute_prefix: Option<String>,
    search: Option<Searching>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct Searching {
    write_version: i64,
    versions: Vec<Version>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct Version {
    version: i64,
    key_source: KeySource,
    maximum_number_of_partitions: Option<i64>,
    default_number_of_partitions: Option<i64>,
    standard_beacons: Vec<Standard>,
    compound_beacons: Option<Vec<CompoundBeacon>>,
    virtual_fields: Option<Vec<Field>>,
    encrypted_parts: Option<Vec<PartOfBeacon>>,
    signed_parts: Option<Vec<PartOfItem>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase", rename_all_fields = "camelCase")]
enum KeySource {
    Single {
        key_id: String,
        #[serde(rename = "cacheTTL")]
        ttl: i64,
    },
    Multi {
        key_field_name: String,
        #[serde(rename = "cacheTTL")]
        ttl: i64,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct Standard {
    name: String,
    length: i64,
    loc: Option<String>,
    number_of_partitions: Option<i64>,
    style: Option<Style>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
enum Style {
    PartOnly {},
    AsSet {},
    Shared { other: String },
    SharedSet { other: String },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CompoundBeacon {
    name: String,
    split: String,
    encrypted: Option<Vec<PartOfBeacon>>,
    signed: Option<Vec<PartOfItem>>,
    constructors: Option<Vec<Construction>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PartOfBeacon {
    name: String,
    prefix: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PartOfItem {
    name: String,
    prefix: String,
    loc: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Construction {
    parts: Vec<ConstructionPart>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ConstructionPart {
    name: String,
    required: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Field {
    name: String,
    parts: Vec<FieldPart>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FieldPart {
    loc: String,
    trans: Option<Vec<Step>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
enum Step {
    Upper {},
    Lower {},
    Insert { literal: String },
    Prefix { length: i32 },
    Suffix { length: i32 },
    Substring { low: i32, high: i32 },
    Segment { split: String, index: i32 },
    Segments { split: String, low: i32, high: i32 },
}

/// Builds the table that a configuration describes. It seals under one branch key, and every item is in `partition`.
pub(super) fn build(
    file: &File,
    config: &Value,
    branch_key_id: &str,
    partition: i64,
) -> Result<TableConfig, Box<dyn Error>> {
    // A partition that no byte holds is none that there is.
    let partition = u8::try_from(partition).unwrap_or(u8::MAX);
    build_named(TABLE_NAME, file, config, branch_key_id, move |_: &PartitionRequest<'_>| partition)
}

/// Builds the table that a configuration describes, under a name of its own. It seals under one branch key.
pub(crate) fn build_named(
    table_name: &str,
    file: &File,
    config: &Value,
    branch_key_id: &str,
    selector: impl PartitionSelector + 'static,
) -> Result<TableConfig, Box<dyn Error>> {
    let config = Table::deserialize(config)?;
    let actions = config.attribute_actions_on_encrypt.iter();
    let actions = actions.map(|(name, value)| Ok((name, action(value)?)));
    let mut builder = TableConfig::builder(config.logical_table_name)
        .table_name(table_name)
        .partition_key(config.partition_key_name)
        .attribute_actions(actions.collect::<Result<Vec<_>, Box<dyn Error>>>()?)
        .suite(AlgorithmSuite::HmacSha384)
        .keyring(file.keyring(branch_key_id)?);
    if let Some(name) = config.sort_key_name {
        builder = builder.sort_key(name);
    }
    if let Some(prefix) = config.allowed_unsigned_attribute_prefix {
        builder = builder.unsigned_prefix(prefix);
    }
    if let Some(names) = config.allowed_unsigned_attributes {
        builder = builder.allowed_unsigned(names);
    }
    if let Some(search) = config.search {
        builder = builder.search(searching(file, search, selector)?);
    }
    Ok(builder.build()?)
}

fn searching(
    file: &File,
    search: Searching,
    selector: impl PartitionSelector + 'static,
) -> Result<Search, Box<dyn Error>> {
    let [version] = <[Version; 1]>::try_from(search.versions).map_err(|_| "there must be one version")?;
    if (search.write_version, version.version) != (1, 1) {
        return Err("the only version is 1".into());
    }
    let seconds = |ttl: i64| u64::try_from(ttl).map(Duration::from_secs).unwrap_or_default();
    let keys = match version.key_source {
        KeySource::Single { key_id, ttl } => {
            CachedBeaconKeys::new(file.beacon_keys()?, seconds(ttl)).single(key_id)
        }
        KeySource::Multi { key_field_name, ttl } => {
            CachedBeaconKeys::new(file.beacon_keys()?, seconds(ttl)).per_tenant(key_field_name)
        }
    };
    let beacons = version.standard_beacons.into_iter().map(standard).collect::<Result<Vec<_>, _>>()?;
    let mut search = Search::builder(keys).beacons(beacons).partition_selector(selector);
    if let Some(number) = version.maximum_number_of_partitions {
        search = search.partitions(byte(number, "maximumNumberOfPartitions")?);
    }
    if let Some(number) = version.default_number_of_partitions {
        search = search.default_partitions(byte(number, "defaultNumberOfPartitions")?);
    }
    if let Some(fields) = version.virtual_fields {
        search = search.virtual_fields(fields.into_iter().map(field).collect::<Vec<_>>());
    }
    Ok(compounds(search, version.compound_beacons, version.encrypted_parts, version.signed_parts).build())
}

fn compounds(
    mut search: SearchBuilder,
    compounds: Option<Vec<CompoundBeacon>>,
    encrypted: Option<Vec<PartOfBeacon>>,
    signed: Option<Vec<PartOfItem>>,
) -> SearchBuilder {
    if let Some(compounds) = compounds {
        search = search.compounds(compounds.into_iter().map(compound).collect::<Vec<_>>());
    }
    if let Some(parts) = encrypted {
        search = search.encrypted_parts(parts.into_iter().map(encrypted_part));
    }
    if let Some(parts) = signed {
        search = search.signed_parts(parts.into_iter().map(signed_part));
    }
    search
}

fn standard(beacon: Standard) -> Result<Beacon, Box<dyn Error>> {
    let mut declared = Beacon::new(beacon.name, byte(beacon.length, "length")?);
    if let Some(location) = beacon.loc {
        declared = declared.at(location);
    }
    if let Some(number) = beacon.number_of_partitions {
        declared = declared.partitions(byte(number, "numberOfPartitions")?);
    }
    Ok(match beacon.style {
        None => declared,
        Some(Style::PartOnly {}) => declared.part_only(),
        Some(Style::AsSet {}) => declared.as_set(),
        Some(Style::Shared { other }) => declared.shared_with(other),
        Some(Style::SharedSet { other }) => declared.shared_with(other).as_set(),
    })
}

fn compound(beacon: CompoundBeacon) -> Compound {
    let mut declared = Compound::new(beacon.name, beacon.split);
    if let Some(parts) = beacon.encrypted {
        declared = declared.encrypted_parts(parts.into_iter().map(encrypted_part));
    }
    if let Some(parts) = beacon.signed {
        declared = declared.signed_parts(parts.into_iter().map(signed_part));
    }
    if let Some(constructors) = beacon.constructors {
        declared = declared.constructors(constructors.into_iter().map(constructor));
    }
    declared
}

fn encrypted_part(part: PartOfBeacon) -> EncryptedPart {
    EncryptedPart::new(part.name, part.prefix)
}

fn signed_part(part: PartOfItem) -> SignedPart {
    let declared = SignedPart::new(part.name, part.prefix);
    match part.loc {
        Some(location) => declared.at(location),
        None => declared,
    }
}

fn constructor(construction: Construction) -> Constructor {
    construction.parts.into_iter().fold(Constructor::new(), |constructor, part| match part.required {
        true => constructor.required(part.name),
        false => constructor.optional(part.name),
    })
}

fn field(field: Field) -> VirtualField {
    field.parts.into_iter().fold(VirtualField::new(field.name), |declared, part| match part.trans {
        Some(steps) => declared.transformed(part.loc, steps.into_iter().map(transform)),
        None => declared.part(part.loc),
    })
}

fn transform(step: Step) -> Transform {
    match step {
        Step::Upper {} => Transform::Upper,
        Step::Lower {} => Transform::Lower,
        Step::Insert { literal } => Transform::Insert(literal),
        Step::Prefix { length } => Transform::Prefix(length),
        Step::Suffix { length } => Transform::Suffix(length),
        Step::Substring { low, high } => Transform::Substring { low, high },
        Step::Segment { split, index } => Transform::Segment { split, index },
        Step::Segments { split, low, high } => Transform::Segments { split, low, high },
    }
}

fn byte(number: i64, name: &str) -> Result<u8, Box<dyn Error>> {
    u8::try_from(number).map_err(|_| format!("'{name}' is out of range").into())
}
