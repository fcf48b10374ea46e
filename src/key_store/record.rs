//! The records of a key store: three kinds for each branch key, whose attributes are the encryption
//! context of the key in them.
//!
//! Source: `framework/branch-key-store.md`.

use std::collections::HashMap;

use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue;

use super::kind::{Kind, TYPE_ACTIVE, TYPE_BEACON, TYPE_VERSION};
use super::{BranchKeyVersion, KeyStoreError};
use crate::format::context::EncryptionContext;
use crate::kms::arn;
use crate::value::Item;

/// Holds the identifier of the branch key: the partition key.
pub(super) const ID: &str = "branch-key-id";
/// Holds the kind of the record: the sort key.
pub(super) const TYPE: &str = "type";
/// Holds the encrypted key.
pub(super) const WRAPPED: &str = "enc";
/// Holds the sort key of the version that is active.
const ACTIVE_VERSION: &str = "version";
/// Holds the time of creation.
const CREATED: &str = "create-time";
/// Holds the version of this format.
const HIERARCHY_VERSION: &str = "hierarchy-version";
/// Holds the ARN of the KMS key that the key is encrypted with.
const KMS_KEY: &str = "kms-arn";
/// Holds the logical name of the key store. In the encryption context only.
const LOGICAL_NAME: &str = "tablename";
/// Prefix of the names in the application's own encryption context.
const CUSTOM: &str = "aws-crypto-ec:";

/// The only version of this format that exists.
const HIERARCHY: &str = "1";
/// Longest blob that KMS decrypts.
const MAX_WRAPPED: usize = 6144;

/// The encryption context of a key in KMS: all attributes of its record except the key itself, and the logical
/// name of the key store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Context {
    id: String,
    /// The kind of the record, as its sort key.
    record: String,
    logical_name: String,
    kms_key: String,
    /// All other entries.
    others: HashMap<String, String>,
}

/// A record.
pub(super) struct Record {
    pub(super) context: Context,
    /// The key, encrypted by KMS.
    pub(super) wrapped: Vec<u8>,
}

/// What the first version of a branch key is made of.
pub(super) struct NewKey<'a> {
    pub(super) id: &'a str,
    pub(super) version: BranchKeyVersion,
    /// See [`timestamp`](super::create::timestamp).
    pub(super) created: String,
    pub(super) logical_name: &'a str,
    pub(super) kms_key: &'a str,
    pub(super) custom: &'a EncryptionContext,
}

impl Context {
    /// The context of the version record of a new branch key.
    ///
    /// Source: `framework/branch-key-store.md`, section "Custom Encryption Context".
    pub(super) fn new(key: NewKey<'_>) -> Self {
        let fixed = [(CREATED, key.created), (HIERARCHY_VERSION, HIERARCHY.to_owned())];
        let fixed = fixed.into_iter().map(|(name, value)| (name.to_owned(), value));
        let custom = key.custom.iter().map(|(name, value)| (format!("{CUSTOM}{name}"), value.to_owned()));
        Context {
            id: key.id.to_owned(),
            record: Kind::Version(key.version).to_string(),
            logical_name: key.logical_name.to_owned(),
            kms_key: key.kms_key.to_owned(),
            others: custom.chain(fixed).collect(),
        }
    }

    /// The context of the next version record, made from that of the active record.
    ///
    /// Source: `framework/branch-key-store.md`, section "DECRYPT_ONLY Encryption Context".
    pub(super) fn next_version(&self, version: BranchKeyVersion, created: String) -> Self {
        let mut next = self.with_record(Kind::Version(version).to_string());
        next.others.insert(CREATED.to_owned(), created);
        next.others.remove(ACTIVE_VERSION);
        next
    }

    /// The context of the active record, made from that of its version record.
    ///
    /// Source: `framework/branch-key-store.md`, section "ACTIVE Encryption Context".
    pub(super) fn active(&self) -> Self {
        let mut active = self.with_record(TYPE_ACTIVE.to_owned());
        active.others.insert(ACTIVE_VERSION.to_owned(), self.record.clone());
        active
    }

    /// The context of the beacon record, made from that of a version record.
    ///
    /// Source: `framework/branch-key-store.md`, section "Beacon Key Encryption Context".
    pub(super) fn beacon(&self) -> Self {
        self.with_record(TYPE_BEACON.to_owned())
    }

    fn with_record(&self, record: String) -> Self {
        Context { record, ..self.clone() }
    }

    /// Identifier of the branch key.
    pub(super) fn id(&self) -> &str {
        &self.id
    }

    /// The kind of the record, as its sort key.
    pub(super) fn record(&self) -> &str {
        &self.record
    }

    /// Logical name of the key store.
    pub(super) fn logical_name(&self) -> &str {
        &self.logical_name
    }

    /// ARN of the KMS key.
    pub(super) fn kms_key(&self) -> &str {
        &self.kms_key
    }

    /// The context as KMS takes it.
    ///
    /// Source: `framework/branch-key-store.md`, section "Encryption Context".
    pub(super) fn pairs(&self) -> HashMap<String, String> {
        let mut pairs = self.others.clone();
        let own = [
            (ID, &self.id),
            (TYPE, &self.record),
            (LOGICAL_NAME, &self.logical_name),
            (KMS_KEY, &self.kms_key),
        ];
        pairs.extend(own.map(|(name, value)| (name.to_owned(), value.clone())));
        pairs
    }
}

impl Record {
    /// Parses a record of the table, and checks that it is the one that was asked for.
    pub(super) fn parse(item: Item, id: &str, kind: Kind, logical_name: &str) -> Result<Self, KeyStoreError> {
        Self::try_parse(item, id, kind, logical_name).map_err(|problem| KeyStoreError::Malformed {
            branch_key: id.to_owned(),
            record: kind.to_string(),
            problem,
        })
    }

    /// Source: `framework/branch-key-store.md`, section "Record Format".
    fn try_parse(item: Item, id: &str, kind: Kind, logical_name: &str) -> Result<Self, &'static str> {
        let mut context = HashMap::with_capacity(item.len());
        let mut wrapped = None;
        for (name, value) in item {
            match (name.as_str(), value) {
                (LOGICAL_NAME, _) => return Err("it has an attribute 'tablename'"),
                (WRAPPED, AttributeValue::B(blob)) => wrapped = Some(blob.into_inner()),
                (HIERARCHY_VERSION, AttributeValue::N(value)) => {
                    context.insert(name, value);
                }
                (WRAPPED | HIERARCHY_VERSION, _) => return Err("an attribute has the wrong type"),
                (_, AttributeValue::S(value)) => {
                    context.insert(name, value);
                }
                _ => return Err("an attribute has the wrong type"),
            }
        }
        let found_id = context.remove(ID).filter(|found| found == id);
        let record = context.remove(TYPE).filter(|found| *found == kind.to_string());
        let (id, record) = found_id.zip(record).ok_or("it is not the record that was asked for")?;
        if !context.contains_key(CREATED) {
            return Err("it has no time of creation");
        }
        if context.get(HIERARCHY_VERSION).is_none_or(|version| version != HIERARCHY) {
            return Err("its hierarchy version is not 1");
        }
        let kms_key = context.remove(KMS_KEY).filter(|kms_key| arn::is_key_arn(kms_key));
        let kms_key = kms_key.ok_or("it lacks the ARN of a KMS key")?;
        let active = context.get(ACTIVE_VERSION);
        if active.is_some() != (kind == Kind::Active) {
            return Err("the active record, and no other, must name a version");
        }
        if active.is_some_and(|version| parse_version(version).is_none()) {
            return Err("its version is not a UUID");
        }
        let wrapped = wrapped.filter(|wrapped| (1..=MAX_WRAPPED).contains(&wrapped.len()));
        let wrapped = wrapped.ok_or("it lacks an encrypted key")?;
        let logical_name = logical_name.to_owned();
        Ok(Record { context: Context { id, record, logical_name, kms_key, others: context }, wrapped })
    }

    /// The record as the table holds it.
    pub(super) fn to_item(&self) -> Item {
        let attributes = self.context.pairs().into_iter().filter(|(name, _)| *name != LOGICAL_NAME);
        let attributes = attributes.map(|(name, value)| {
            let value = match name.as_str() {
                HIERARCHY_VERSION => AttributeValue::N(value.clone()),
                _ => AttributeValue::S(value.clone()),
            };
            (name.clone(), value)
        });
        let wrapped = AttributeValue::B(Blob::new(self.wrapped.clone()));
        attributes.chain([(WRAPPED.to_owned(), wrapped)]).collect()
    }

    /// The version of the branch key in this record; a beacon key has none.
    pub(super) fn version(&self) -> Option<BranchKeyVersion> {
        let version = self.context.others.get(ACTIVE_VERSION);
        parse_version(version.map_or(self.context.record(), String::as_str))
    }

    /// The application's own encryption context.
    ///
    /// Source: `framework/branch-key-store.md`, section "Custom Encryption Context From Authenticated Encryption
    /// Context".
    pub(super) fn custom_context(&self) -> EncryptionContext {
        let custom = |(name, value): (&String, &String)| {
            name.strip_prefix(CUSTOM).map(|name| (name.to_owned(), value.clone()))
        };
        self.context.others.iter().filter_map(custom).collect()
    }

    pub(super) fn malformed(&self, problem: &'static str) -> KeyStoreError {
        KeyStoreError::Malformed {
            branch_key: self.context.id().to_owned(),
            record: self.context.record().to_owned(),
            problem,
        }
    }
}

/// Parses the sort key of a version record.
fn parse_version(text: &str) -> Option<BranchKeyVersion> {
    text.strip_prefix(TYPE_VERSION)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const VERSION: &str = "e9ce18a3-edb5-4272-9f86-1cacb7997ff6";
    const KEY: &str = "arn:aws:kms:eu-west-1:111122223333:key/0a1b2c3d";

    fn context() -> Context {
        Context::new(NewKey {
            id: "tenant-1",
            version: VERSION.parse().unwrap(),
            created: "2026-11-20T09:25:00.000001Z".to_owned(),
            logical_name: "Keys",
            kms_key: KEY,
            custom: &[("department", "admin")].into_iter().collect(),
        })
    }

    fn pairs<const N: usize>(pairs: [(&str, &str); N]) -> HashMap<String, String> {
        pairs.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
    }

    #[test]
    fn contexts_differ_in_type_and_version_only() {
        let version = format!("branch:version:{VERSION}");
        let common = pairs([
            ("branch-key-id", "tenant-1"),
            ("create-time", "2026-11-20T09:25:00.000001Z"),
            ("tablename", "Keys"),
            ("kms-arn", KEY),
            ("hierarchy-version", "1"),
            ("aws-crypto-ec:department", "admin"),
        ]);
        let with = |more: HashMap<String, String>| common.clone().into_iter().chain(more).collect();
        let context = context();
        assert_eq!(context.pairs(), with(pairs([("type", &version)])));
        let active = with(pairs([("type", "branch:ACTIVE"), ("version", &version)]));
        assert_eq!(context.active().pairs(), active);
        assert_eq!(context.beacon().pairs(), with(pairs([("type", "beacon:ACTIVE")])));
        let next = "00000000-0000-4000-8000-000000000000";
        let next_type = format!("branch:version:{next}");
        let next = context.active().next_version(next.parse().unwrap(), "later".into());
        assert_eq!(next.pairs(), with(pairs([("type", &next_type), ("create-time", "later")])));
    }

    #[test]
    fn records_round_trip_and_wrong_ones_are_refused() {
        let record = Record { context: context().active(), wrapped: vec![1, 2, 3] };
        let item = record.to_item();
        assert_eq!(item["enc"], AttributeValue::B(Blob::new([1, 2, 3])));
        assert_eq!(item["hierarchy-version"], AttributeValue::N("1".into()));
        assert!(!item.contains_key("tablename"));
        let parsed = Record::parse(item.clone(), "tenant-1", Kind::Active, "Keys").unwrap();
        assert_eq!((&parsed.context, &parsed.wrapped), (&record.context, &record.wrapped));
        assert_eq!(parsed.version(), VERSION.parse().ok());
        assert_eq!(parsed.custom_context().get("department"), Some("admin"));

        let text = |value: &str| Some(AttributeValue::S(value.to_owned()));
        for (name, value) in [
            ("branch-key-id", text("tenant-2")),
            ("branch-key-id", None),
            ("type", text("beacon:ACTIVE")),
            ("version", None),
            ("version", text("branch:version:")),
            ("version", text(VERSION)),
            ("create-time", None),
            ("create-time", Some(AttributeValue::N("1".into()))),
            ("hierarchy-version", text("1")),
            ("hierarchy-version", Some(AttributeValue::N("2".into()))),
            ("kms-arn", None),
            ("kms-arn", text("arn:aws:kms:eu-west-1:111122223333:alias/keys")),
            ("tablename", text("Keys")),
            ("enc", None),
            ("enc", text("AQID")),
            ("enc", Some(AttributeValue::B(Blob::new([])))),
            ("enc", Some(AttributeValue::B(Blob::new(vec![0; MAX_WRAPPED + 1])))),
            ("anything", Some(AttributeValue::Bool(true))),
        ] {
            let mut item = item.clone();
            match value.clone() {
                Some(value) => item.insert(name.to_owned(), value),
                None => item.remove(name),
            };
            let parsed = Record::parse(item, "tenant-1", Kind::Active, "Keys");
            assert!(matches!(parsed, Err(KeyStoreError::Malformed { .. })), "{name} {value:?}");
        }
        let parsed = Record::parse(item, "tenant-1", Kind::Version(VERSION.parse().unwrap()), "Keys");
        assert!(parsed.is_err());
    }
}
