//! Which calls to DynamoDB a role makes, and what they name.

use super::statement::{Conditions, Statement};
use super::{LeadingKeys, Place, Role};
use crate::format::{FOOTER_ATTRIBUTE, HEADER_ATTRIBUTE};
use crate::table::{PlaintextPolicy, ProtectedUpdates, TableConfig};

/// Marks items that AWS's library wrote with beacons. An item that is written anew loses it.
const SEARCH_VERSION: &str = "aws_dbe_v_1";
/// Operations that would pass encryption by: the client refuses them on encrypted tables.
const STATEMENTS: [&str; 4] =
    ["dynamodb:PartiQLDelete", "dynamodb:PartiQLInsert", "dynamodb:PartiQLSelect", "dynamodb:PartiQLUpdate"];
const READS: [&str; 3] = ["dynamodb:BatchGetItem", "dynamodb:GetItem", "dynamodb:Query"];
const WRITES: [&str; 5] = [
    "dynamodb:BatchWriteItem",
    "dynamodb:ConditionCheckItem",
    "dynamodb:DeleteItem",
    "dynamodb:PutItem",
    "dynamodb:UpdateItem",
];
/// What a walk over all items calls, and what replaces an item.
const WALKS: [&str; 4] = ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Scan", "dynamodb:UpdateItem"];
const CHECKS: [&str; 2] = ["dynamodb:DescribeTable", "dynamodb:DescribeTimeToLive"];

/// What a role may do with a table, or with the items under some of its keys.
pub(super) fn statements(
    table: &TableConfig,
    role: Role,
    place: &Place,
    leading: Option<&LeadingKeys>,
) -> Vec<Statement> {
    let items = [place.table(table.table_name(), None)];
    let with_indexes = [items[0].clone(), format!("{}/index/*", items[0])];
    let resources = if leading.is_some() { items.to_vec() } else { with_indexes.to_vec() };
    let bound = leading.map(LeadingKeys::conditions).unwrap_or_default();
    match role {
        Role::Reader => {
            let scan = leading.is_none().then_some("dynamodb:Scan");
            vec![Statement::allow("ReadItems", READS.into_iter().chain(scan), resources).when(bound)]
        }
        Role::Writer => {
            let read = reads_to_write(table).then_some("dynamodb:GetItem");
            let mut statements =
                vec![Statement::allow("ReadItemsToChange", read, items.clone()).when(bound.clone())];
            let conditions = match (leading, attributes(table)) {
                (Some(_), Some(attributes)) => {
                    bound.and("ForAllValues:StringLike", "dynamodb:Attributes", attributes)
                }
                (Some(_) | None, _) => bound,
            };
            statements.push(Statement::allow("WriteItems", WRITES, items.clone()).when(conditions));
            statements.extend(plaintext(table, items.to_vec()));
            statements
        }
        Role::Operator => vec![
            Statement::allow("CheckTables", CHECKS, items.clone()),
            Statement::allow("WalkOverItems", WALKS, items.clone()).when(bound),
        ],
    }
}

/// Whether the client reads items in order to change them.
pub(super) fn reads_to_write(table: &TableConfig) -> bool {
    match table.protected_updates() {
        ProtectedUpdates::CarryOut => true,
        ProtectedUpdates::Refuse => false,
    }
}

/// What keeps items from being written without encryption, where that is never right.
pub(super) fn plaintext(table: &TableConfig, resources: Vec<String>) -> Vec<Statement> {
    let statements = Statement::allow("NoStatements", STATEMENTS, resources.clone()).deny();
    let is_sealed = table.plaintext_policy() != PlaintextPolicy::ForceWriteAllowRead;
    let mut sealed = vec![HEADER_ATTRIBUTE];
    sealed.extend(
        table.legacy_format().filter(|legacy| legacy.is_written()).map(|legacy| legacy.signature_attribute()),
    );
    let without = Conditions::new().and("ForAllValues:StringNotEquals", "dynamodb:Attributes", sealed);
    let puts = is_sealed
        .then(|| Statement::allow("NoPlaintext", ["dynamodb:PutItem"], resources).deny().when(without));
    [statements].into_iter().chain(puts).collect()
}

/// The names that requests of the wrapped client can have, as patterns; `None` if they can be any.
pub(super) fn attributes(table: &TableConfig) -> Option<Vec<String>> {
    if table.action_for_others().is_some() {
        return None;
    }
    let mut names: Vec<String> = table.actions().map(|(name, _)| literal(name)).collect();
    names.extend(table.unsigned_names().map(literal));
    names.extend(table.unsigned_prefix().map(|prefix| format!("{}*", literal(prefix))));
    names.extend([HEADER_ATTRIBUTE, FOOTER_ATTRIBUTE].map(str::to_owned));
    if let Some(search) = table.search() {
        let standard = search.standard().iter().filter(|beacon| !beacon.is_part_only());
        names.extend(standard.map(|beacon| literal(beacon.attribute())));
        names.extend(search.compounds().iter().map(|beacon| literal(beacon.attribute())));
        names.push(SEARCH_VERSION.to_owned());
    }
    if let Some(legacy) = table.legacy_format() {
        names.extend([legacy.signature_attribute(), legacy.description_attribute()].map(literal));
    }
    names.sort();
    names.dedup();
    Some(names)
}

/// A name as a pattern of IAM that nothing else fits: the wildcards in it are variables there.
pub(super) fn literal(name: &str) -> String {
    let mut pattern = String::with_capacity(name.len());
    for c in name.chars() {
        match c {
            '*' | '?' | '$' => pattern.push_str(&format!("${{{c}}}")),
            c => pattern.push(c),
        }
    }
    pattern
}
