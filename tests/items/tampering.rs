//! Whatever is changed in a sealed item, it is refused.

use std::collections::HashMap;

use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue;
use dynamodb_item_encryptor::{
    AlgorithmSuite, Error, Item, ItemEncryptor, MalformedProblem, RawAesKeyring, TableConfig,
};

/// Which attributes go into the encryption context decides the header's version.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Version {
    One,
    Two,
}

/// Every suite in both versions.
fn shapes() -> impl Iterator<Item = (AlgorithmSuite, Version)> {
    let versions = |suite: &AlgorithmSuite| [Version::One, Version::Two].map(|version| (*suite, version));
    AlgorithmSuite::ALL.iter().flat_map(versions)
}

fn encryptor(table: &str, suite: AlgorithmSuite, version: Version) -> ItemEncryptor {
    let mut builder = TableConfig::builder(table)
        .partition_key("id")
        .sort_key("created")
        .encrypt(["email", "address", "größe😀"])
        .sign(["plan", "flag", "tags"])
        .unsigned_prefix(":")
        .suite(suite)
        .keyring(RawAesKeyring::new("namespace", "name", &[7; 32]).unwrap());
    builder = match version {
        Version::One => builder.sign(["tenant"]),
        Version::Two => builder.sign_and_include_in_encryption_context(["tenant"]),
    };
    ItemEncryptor::new(builder.build().unwrap())
}

fn item() -> Item {
    let address = HashMap::from([
        ("street".to_owned(), AttributeValue::S("Hauptstraße 1".into())),
        (
            "lines".to_owned(),
            AttributeValue::L(vec![AttributeValue::N("2".into()), AttributeValue::Null(true)]),
        ),
    ]);
    [
        ("id", AttributeValue::S("ab".into())),
        ("created", AttributeValue::N("-120.5".into())),
        ("tenant", AttributeValue::S("t1".into())),
        ("email", AttributeValue::S("a@example.com".into())),
        ("address", AttributeValue::M(address)),
        ("größe😀", AttributeValue::N("180".into())),
        ("plan", AttributeValue::S("für immer".into())),
        ("flag", AttributeValue::Bool(true)),
        ("tags", AttributeValue::Bs(vec![Blob::new([1, 2]), Blob::new([3])])),
        (":note", AttributeValue::S("unsigned".into())),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .into()
}

/// Every item that differs from `item` in one bit of the value or the name of the attribute `name`.
fn flips(item: &Item, name: &str) -> Vec<Item> {
    let with = |name: &str, value: AttributeValue, without: &str| {
        let mut changed = item.clone();
        changed.remove(without);
        changed.insert(name.to_owned(), value);
        changed
    };
    let value = &item[name];
    let mut changed: Vec<Item> =
        flipped_values(value).into_iter().map(|value| with(name, value, name)).collect();
    let names = flipped_texts(name);
    changed.extend(names.into_iter().map(|other| with(&other, value.clone(), name)));
    changed
}

fn flipped_bytes(bytes: &[u8]) -> impl Iterator<Item = Vec<u8>> {
    (0..bytes.len() * 8).map(|bit| {
        let mut flipped = bytes.to_vec();
        flipped[bit / 8] ^= 1 << (bit % 8);
        flipped
    })
}

/// A string can only hold UTF-8: the other flips cannot reach anybody.
fn flipped_texts(text: &str) -> Vec<String> {
    flipped_bytes(text.as_bytes()).filter_map(|bytes| String::from_utf8(bytes).ok()).collect()
}

fn flipped_values(value: &AttributeValue) -> Vec<AttributeValue> {
    match value {
        AttributeValue::S(text) => flipped_texts(text).into_iter().map(AttributeValue::S).collect(),
        AttributeValue::N(text) => flipped_texts(text).into_iter().map(AttributeValue::N).collect(),
        AttributeValue::B(blob) => {
            flipped_bytes(blob.as_ref()).map(|bytes| AttributeValue::B(Blob::new(bytes))).collect()
        }
        AttributeValue::Bool(value) => vec![AttributeValue::Bool(!value)],
        AttributeValue::Bs(blobs) => (0..blobs.len())
            .flat_map(|n| {
                flipped_bytes(blobs[n].as_ref()).map(move |bytes| {
                    let mut blobs = blobs.clone();
                    blobs[n] = Blob::new(bytes);
                    AttributeValue::Bs(blobs)
                })
            })
            .collect(),
        value => panic!("no flips for {value:?}"),
    }
}

#[tokio::test]
async fn every_flipped_bit_is_refused() {
    for (suite, version) in shapes() {
        let encryptor = encryptor("Table", suite, version);
        let stored = encryptor.encrypt_item(item()).await.unwrap();
        assert_eq!(encryptor.decrypt_item(stored.clone()).await.unwrap().item, item());
        let mut count = 0;
        for name in stored.keys().filter(|name| !name.starts_with(':')) {
            for changed in flips(&stored, name) {
                let outcome = encryptor.decrypt_item(changed).await;
                assert!(outcome.is_err(), "{suite:?} {version:?}: a flip in {name} passed");
                count += 1;
            }
        }
        // Header and footer alone have several hundred bytes.
        assert!(count > 3000, "only {count} flips");
        println!("{suite:?}, header version {version:?}: {count} flipped bits, all refused");
    }
}

#[tokio::test]
async fn unsigned_attributes_may_change() {
    let encryptor = encryptor("Table", AlgorithmSuite::default(), Version::One);
    let mut stored = encryptor.encrypt_item(item()).await.unwrap();
    stored.insert(":note".into(), AttributeValue::S("changed".into()));
    stored.insert(":new".into(), AttributeValue::N("not a number, and nobody looks".into()));
    let opened = encryptor.decrypt_item(stored).await.unwrap().item;
    assert_eq!(opened[":note"], AttributeValue::S("changed".into()));
}

/// Applies `change` to a sealed item of each shape, and returns the errors.
async fn errors_after(change: impl Fn(&mut Item)) -> Vec<Error> {
    let mut errors = Vec::new();
    for (suite, version) in shapes() {
        let encryptor = encryptor("Table", suite, version);
        let mut stored = encryptor.encrypt_item(item()).await.unwrap();
        change(&mut stored);
        errors.push(encryptor.decrypt_item(stored).await.unwrap_err());
    }
    errors
}

/// Asserts that all errors match a pattern.
macro_rules! assert_all {
    ($errors:expr, $pattern:pat) => {
        for error in $errors {
            assert!(matches!(error, $pattern), "{error:?}");
        }
    };
}

#[tokio::test]
async fn swapped_values_are_refused() {
    let errors = errors_after(|item| {
        let (email, address) = (item["email"].clone(), item["address"].clone());
        item.insert("email".into(), address);
        item.insert("address".into(), email);
    });
    assert_all!(errors.await, Error::Unauthentic { .. });
}

#[tokio::test]
async fn added_and_dropped_attributes_are_refused() {
    use MalformedProblem::SchemaChanged;
    let added = errors_after(|item| {
        item.insert("more".into(), AttributeValue::Bool(true));
    });
    assert_all!(added.await, Error::MalformedItem { problem: SchemaChanged { .. }, .. });
    let dropped = errors_after(|item| {
        item.remove("email");
    });
    assert_all!(dropped.await, Error::MalformedItem { problem: SchemaChanged { .. }, .. });
}

#[tokio::test]
async fn a_dropped_and_an_added_attribute_together_are_refused() {
    let errors = errors_after(|item| {
        let value = item.remove("plan").unwrap();
        item.insert("plam".into(), value);
    });
    assert_all!(errors.await, Error::Unauthentic { .. });
}

#[tokio::test]
async fn metadata_is_required_whole_and_binary() {
    use MalformedProblem::{Footer, Header, MissingMetadata, NotBinary, Plaintext};
    for name in ["aws_dbe_head", "aws_dbe_foot"] {
        let errors = errors_after(|item| drop(item.remove(name)));
        assert_all!(errors.await, Error::MalformedItem { problem: MissingMetadata, .. });
        let errors = errors_after(|item| drop(item.insert(name.into(), AttributeValue::S("text".into()))));
        assert_all!(errors.await, Error::MalformedItem { problem: NotBinary, .. });
        for length in [0, 1, 33, 47] {
            let errors = errors_after(|item| {
                let bytes = item[name].as_b().unwrap().as_ref()[..length].to_vec();
                item.insert(name.into(), AttributeValue::B(Blob::new(bytes)));
            });
            assert_all!(errors.await, Error::MalformedItem { problem: Header | Footer, .. });
        }
        let errors = errors_after(|item| {
            let mut bytes = item[name].as_b().unwrap().as_ref().to_vec();
            bytes.push(0);
            item.insert(name.into(), AttributeValue::B(Blob::new(bytes)));
        });
        assert_all!(errors.await, Error::MalformedItem { problem: Header | Footer, .. });
    }
    let errors = errors_after(|item| {
        item.remove("aws_dbe_head");
        item.remove("aws_dbe_foot");
    });
    assert_all!(errors.await, Error::MalformedItem { problem: Plaintext, .. });
}

#[tokio::test]
async fn another_type_with_the_same_bytes_is_refused() {
    let signed = errors_after(|item| drop(item.insert("created".into(), AttributeValue::S("-120.5".into()))));
    assert_all!(signed.await, Error::Key { .. });
    let signed =
        errors_after(|item| drop(item.insert("plan".into(), AttributeValue::B(Blob::new("für immer")))));
    assert_all!(signed.await, Error::Unauthentic { .. });
    let encrypted = errors_after(|item| {
        let text = item["email"].as_b().unwrap().as_ref().iter().map(|byte| char::from(*byte)).collect();
        item.insert("email".into(), AttributeValue::S(text));
    });
    assert_all!(encrypted.await, Error::MalformedItem { problem: MalformedProblem::Ciphertext, .. });
}

#[tokio::test]
async fn values_and_metadata_of_another_item_are_refused() {
    for (suite, version) in shapes() {
        let encryptor = encryptor("Table", suite, version);
        let one = encryptor.encrypt_item(item()).await.unwrap();
        let other = encryptor.encrypt_item(item()).await.unwrap();
        for name in ["email", "aws_dbe_head", "aws_dbe_foot"] {
            let mut mixed = one.clone();
            mixed.insert(name.into(), other[name].clone());
            assert!(encryptor.decrypt_item(mixed).await.is_err(), "{suite:?} {version:?}: {name}");
        }
    }
}

#[tokio::test]
async fn another_table_or_key_is_refused() {
    for (suite, version) in shapes() {
        let stored = encryptor("Table", suite, version).encrypt_item(item()).await.unwrap();
        let outcome = encryptor("Tables", suite, version).decrypt_item(stored.clone()).await;
        assert!(matches!(outcome, Err(Error::Key { .. })));
        let other_key = TableConfig::builder("Table")
            .partition_key("id")
            .sort_key("created")
            .unsigned_prefix(":")
            .keyring(RawAesKeyring::new("namespace", "name", &[8; 32]).unwrap())
            .build()
            .unwrap();
        let outcome = ItemEncryptor::new(other_key).decrypt_item(stored).await;
        assert!(matches!(outcome, Err(Error::Key { .. })));
    }
}

#[tokio::test]
async fn set_order_and_number_form_may_change() {
    // DynamoDB gives sets back in any order and numbers in its own form: neither is a change.
    for (suite, version) in shapes() {
        let encryptor = encryptor("Table", suite, version);
        let mut stored = encryptor.encrypt_item(item()).await.unwrap();
        stored.insert("created".into(), AttributeValue::N("-1.205E2".into()));
        stored.insert("tags".into(), AttributeValue::Bs(vec![Blob::new([3]), Blob::new([1, 2])]));
        assert!(encryptor.decrypt_item(stored).await.is_ok());
    }
}
