//! Properties of all items: what is sealed opens to the same, and no input makes a parser panic.

use std::collections::BTreeSet;

use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue;
use dynamodb_item_encryptor::{AlgorithmSuite, Item, ItemEncryptor, ItemHeader, RawAesKeyring, TableConfig};
use proptest::collection::{btree_set, hash_map, vec};
use proptest::prelude::*;

const SUITES: &[AlgorithmSuite] = AlgorithmSuite::ALL;

fn encryptor(suite: AlgorithmSuite, names: &BTreeSet<String>, context: bool) -> ItemEncryptor {
    let mut builder = TableConfig::builder("Tabelle-😀").partition_key("id").suite(suite);
    builder = builder.keyring(RawAesKeyring::new("namespace", "näme", &[7; 32]).unwrap());
    for (n, name) in names.iter().enumerate() {
        builder = match n % 3 {
            0 => builder.encrypt([name]),
            1 => builder.sign([name]),
            _ if context => builder.sign_and_include_in_encryption_context([name]),
            _ => builder.encrypt([name]),
        };
    }
    ItemEncryptor::new(builder.build().unwrap())
}

/// Numbers in normal form, so that they come back as they went.
fn number() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<i64>().prop_map(|number| number.to_string()),
        (any::<i32>(), 1_u32..9).prop_map(|(whole, fraction)| format!("{whole}.{fraction}")),
        Just("0".to_owned()),
        Just(format!("1{}", "0".repeat(125))),
        Just(format!("-0.{}1", "0".repeat(129))),
    ]
}

/// Texts whose UTF-8, UTF-16 and code point orders differ.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![any::<String>(), "[a\u{e000}\u{ffff}\u{10000}\u{10ffff}\u{d7ff}é]{0,4}"]
}

/// Set members, in no particular order; they come back sorted, so the comparison sorts too.
fn value() -> impl Strategy<Value = AttributeValue> {
    let leaf = prop_oneof![
        text().prop_map(AttributeValue::S),
        number().prop_map(AttributeValue::N),
        vec(any::<u8>(), 0..40).prop_map(|bytes| AttributeValue::B(Blob::new(bytes))),
        any::<bool>().prop_map(AttributeValue::Bool),
        Just(AttributeValue::Null(true)),
        btree_set(text(), 1..5).prop_map(|members| AttributeValue::Ss(members.into_iter().collect())),
        btree_set(any::<i64>(), 1..5)
            .prop_map(|members| AttributeValue::Ns(members.iter().map(i64::to_string).collect())),
        btree_set(vec(any::<u8>(), 0..5), 1..5)
            .prop_map(|members| AttributeValue::Bs(members.into_iter().map(Blob::new).collect())),
    ];
    leaf.prop_recursive(5, 30, 5, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..5).prop_map(AttributeValue::L),
            hash_map(text().prop_filter("keys are not empty", |key| !key.is_empty()), inner, 0..5)
                .prop_map(AttributeValue::M),
        ]
    })
}

fn item() -> impl Strategy<Value = Item> {
    let name = text().prop_filter("neither empty nor reserved", |name| {
        !name.is_empty() && !name.starts_with("aws_dbe_") && !name.starts_with("aws-crypto-") && name != "id"
    });
    let key = prop_oneof![
        text().prop_filter("keys are not empty", |key| !key.is_empty()).prop_map(AttributeValue::S),
        number().prop_map(AttributeValue::N),
        vec(any::<u8>(), 1..20).prop_map(|bytes| AttributeValue::B(Blob::new(bytes))),
    ];
    (hash_map(name, value(), 0..8), key).prop_map(|(mut item, key)| {
        item.insert("id".to_owned(), key);
        item
    })
}

/// Sorts the members of all sets.
fn with_sorted_sets(value: AttributeValue) -> AttributeValue {
    match value {
        AttributeValue::Ss(mut members) => {
            members.sort();
            AttributeValue::Ss(members)
        }
        AttributeValue::Ns(mut members) => {
            members.sort();
            AttributeValue::Ns(members)
        }
        AttributeValue::Bs(mut members) => {
            members.sort_by(|left, right| left.as_ref().cmp(right.as_ref()));
            AttributeValue::Bs(members)
        }
        AttributeValue::L(list) => AttributeValue::L(list.into_iter().map(with_sorted_sets).collect()),
        AttributeValue::M(map) => AttributeValue::M(sorted(map)),
        value => value,
    }
}

fn sorted(item: Item) -> Item {
    item.into_iter().map(|(name, value)| (name, with_sorted_sets(value))).collect()
}

/// Drives a future, which pauses where a key does not fit.
fn now<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(future)
}

fn names(item: &Item) -> BTreeSet<String> {
    item.keys().filter(|name| *name != "id").cloned().collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_sealed_opens_to_the_same(item in item(), suite in 0..SUITES.len(), context: bool) {
        let encryptor = encryptor(SUITES[suite], &names(&item), context);
        let stored = now(encryptor.encrypt_item(item.clone())).unwrap();
        prop_assert_eq!(stored.len(), item.len() + 2);
        let opened = now(encryptor.decrypt_item(stored)).unwrap();
        prop_assert_eq!(sorted(opened.item), sorted(item));
    }

    #[test]
    fn any_bytes_are_a_header_or_an_error(bytes in vec(any::<u8>(), 0..400)) {
        let _ = ItemHeader::parse(&bytes);
        // With a beginning that parses, so that the rest is looked at.
        let mut started = vec![1, 0];
        started.extend([0; 32]);
        started.extend(bytes);
        let _ = ItemHeader::parse(&started);
    }

    #[test]
    fn bytes_in_the_place_of_others_are_refused(
        item in item(),
        suite in 0..SUITES.len(),
        name: prop::sample::Selector,
        replacement in vec(any::<u8>(), 0..200),
        cut in any::<prop::sample::Index>(),
    ) {
        let encryptor = encryptor(SUITES[suite], &names(&item), false);
        let stored = now(encryptor.encrypt_item(item)).unwrap();
        let mut binary: Vec<&String> = stored.iter().filter(|(_, value)| value.is_b()).map(|(name, _)| name).collect();
        binary.sort();
        let name = name.select(binary).to_owned();
        let bytes = stored[&name].as_b().unwrap().as_ref();
        let at = cut.index(bytes.len() + 1);
        let changed = [&bytes[..at], &replacement, bytes.get(at + replacement.len()..).unwrap_or_default()].concat();
        prop_assume!(changed != bytes);
        let mut tampered = stored.clone();
        tampered.insert(name, AttributeValue::B(Blob::new(changed)));
        prop_assert!(now(encryptor.decrypt_item(tampered)).is_err());
    }
}
