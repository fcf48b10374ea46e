//! The comparison of a configuration with what DynamoDB says of its table.

use std::collections::BTreeSet;

use aws_sdk_dynamodb::types::{
    AttributeDefinition, KeySchemaElement, KeyType, Projection, ProjectionType, TableDescription,
};

use super::finding::FindingProblem;
use crate::format::{FOOTER_ATTRIBUTE, HEADER_ATTRIBUTE};
use crate::table::{AttributeAction, TableConfig};

/// An index, local or global.
struct Index<'a> {
    name: &'a str,
    keys: &'a [KeySchemaElement],
    projection: Option<&'a Projection>,
}

/// What does not fit the description of the table.
pub(super) fn with_description(table: &TableConfig, description: &TableDescription) -> Vec<FindingProblem> {
    let mut problems = Vec::new();
    problems.extend(partition_key(table, description));
    problems.extend(sort_key(table, description));
    let indexes = indexes(description);
    let own: BTreeSet<&str> = description.key_schema().iter().map(KeySchemaElement::attribute_name).collect();
    for index in &indexes {
        let keys = index.keys.iter().map(KeySchemaElement::attribute_name);
        let keys = keys.filter(|name| !table.is_key(name) && !own.contains(name));
        let types = description.attribute_definitions();
        problems.extend(keys.filter_map(|name| index_key(table, index.name, name, types)));
        problems.extend(projection(table, index));
    }
    let has_key =
        |name: &str| indexes.iter().any(|index| index.keys.iter().any(|key| key.attribute_name() == name));
    let unused = table.index_keys().filter(|name| !has_key(name));
    problems.extend(unused.map(|name| FindingProblem::NoIndexHasKey { attribute: name.to_owned() }));
    let missing =
        table.whole_indexes().into_iter().filter(|name| !indexes.iter().any(|index| index.name == *name));
    problems.extend(missing.map(|name| FindingProblem::IndexMissing { index: name.to_owned() }));
    problems
}

/// What does not fit the attribute with the time to live.
pub(super) fn with_time_to_live(table: &TableConfig, attribute: &str) -> Option<FindingProblem> {
    let attribute = attribute.to_owned();
    if table.encrypts(&attribute) {
        return Some(FindingProblem::EncryptedTimeToLive { attribute });
    }
    table.action(&attribute).is_none().then_some(FindingProblem::UnconfiguredTimeToLive { attribute })
}

fn indexes(description: &TableDescription) -> Vec<Index<'_>> {
    let global = description.global_secondary_indexes().iter().map(|index| Index {
        name: index.index_name().unwrap_or_default(),
        keys: index.key_schema(),
        projection: index.projection(),
    });
    let local = description.local_secondary_indexes().iter().map(|index| Index {
        name: index.index_name().unwrap_or_default(),
        keys: index.key_schema(),
        projection: index.projection(),
    });
    let mut indexes: Vec<_> = global.chain(local).collect();
    // In the same order each time.
    indexes.sort_unstable_by_key(|index| index.name);
    indexes
}

fn key_of<'a>(description: &'a TableDescription, kind: &KeyType) -> Option<&'a str> {
    let mut keys = description.key_schema().iter();
    keys.find(|key| key.key_type() == kind).map(KeySchemaElement::attribute_name)
}

fn partition_key(table: &TableConfig, description: &TableDescription) -> Option<FindingProblem> {
    let found = key_of(description, &KeyType::Hash).unwrap_or_default().to_owned();
    let configured = table.partition_key().to_owned();
    (found != configured).then_some(FindingProblem::PartitionKey { configured, found })
}

fn sort_key(table: &TableConfig, description: &TableDescription) -> Option<FindingProblem> {
    let found = key_of(description, &KeyType::Range).map(str::to_owned);
    match (table.sort_key(), found) {
        (Some(configured), found) if found.as_deref() != Some(configured) => {
            Some(FindingProblem::SortKey { configured: configured.to_owned(), found })
        }
        (None, Some(found)) => Some(FindingProblem::UndeclaredSortKey { found }),
        (Some(_) | None, _) => None,
    }
}

/// What does not fit the key of an index, which is none of the table.
fn index_key(
    table: &TableConfig,
    index: &str,
    name: &str,
    types: &[AttributeDefinition],
) -> Option<FindingProblem> {
    let (index, attribute) = (index.to_owned(), name.to_owned());
    if table.encrypts(name) {
        let defined = types.iter().find(|defined| defined.attribute_name() == name);
        let key_type = defined.map(|defined| defined.attribute_type().as_str()).unwrap_or_default().to_owned();
        return Some(FindingProblem::EncryptedIndexKey { index, attribute, key_type });
    }
    // A format's own: a beacon, for example, which is to be found and signed in its own way.
    if table.is_metadata(name) {
        return None;
    }
    match table.action(name) {
        None => Some(FindingProblem::UnconfiguredIndexKey { index, attribute }),
        Some(AttributeAction::DoNothing) if !table.index_keys().any(|key| key == name) => {
            Some(FindingProblem::UnsignedIndexKey { index, attribute })
        }
        Some(_) => None,
    }
}

/// Whether the items of an index can be verified.
fn projection(table: &TableConfig, index: &Index<'_>) -> Option<FindingProblem> {
    let kind = index.projection.and_then(Projection::projection_type);
    if kind == Some(&ProjectionType::All) {
        return None;
    }
    let name = index.name.to_owned();
    if table.index_is_whole(index.name) {
        return Some(FindingProblem::IndexNotWhole { index: name });
    }
    if kind != Some(&ProjectionType::Include) {
        return Some(FindingProblem::IndexOfKeys { index: name });
    }
    let keys = index.keys.iter().map(KeySchemaElement::attribute_name).chain(table.keys());
    let included = index.projection.into_iter().flat_map(Projection::non_key_attributes).map(String::as_str);
    let projected: BTreeSet<&str> = keys.chain(included).collect();
    let signed =
        table.actions().filter(|(_, action)| *action != AttributeAction::DoNothing).map(|(name, _)| name);
    let needed = signed.chain([HEADER_ATTRIBUTE, FOOTER_ATTRIBUTE]);
    let missing: BTreeSet<_> = needed.filter(|name| !projected.contains(name)).map(str::to_owned).collect();
    if !missing.is_empty() {
        return Some(FindingProblem::IndexLacksAttributes {
            index: name,
            missing: missing.into_iter().collect(),
        });
    }
    table.action_for_others().map(|_| FindingProblem::IndexOfSome { index: name })
}
