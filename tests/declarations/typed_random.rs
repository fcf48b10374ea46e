//! 300 structs, each beside the builder that somebody would have written by hand: the configurations are equal, and so is
//! what is stored readable. `typed_random/structs.rs` has them; `typed_random/generator.rs` has written it:
//!
//! ```text
//! UPDATE_TYPED_STRUCTS=1 cargo test --features full --test declarations typed_random::
//! ```
#![cfg(all(feature = "derive", feature = "serde"))]

mod generator;
#[rustfmt::skip]
mod structs;

use std::collections::BTreeMap;

use aws_sdk_dynamodb::types::AttributeValue;
use dynamodb_item_encryptor::{
    AttributeAction, BeaconKey, BeaconKeySource, BeaconKeys, InMemoryBeaconKeys, Item, ItemEncryptor,
    RawAesKeyring, Search, TableConfig, TableConfigBuilder, TypedItem, typed,
};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// How many structs there are.
const STRUCTS: usize = 300;

fn keys() -> BeaconKeys {
    InMemoryBeaconKeys::new().with("key", BeaconKey::new(&[9; 32])).single("key")
}

/// Everything that a configuration shows of itself, in an order that does not change.
fn shown(table: &TableConfig) -> Vec<String> {
    let text = format!("{table:#?}");
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    lines.sort();
    lines
}

/// Compares a struct with what was written by hand: the builder, and the item.
async fn compare<T: TypedItem + Serialize + DeserializeOwned>(
    value: T,
    builder: TableConfigBuilder,
    search: Option<Search>,
    item: Item,
) {
    let keyring = || RawAesKeyring::new("tests", "typed", &[7; 32]).unwrap();
    let mut derived = TableConfig::for_type::<T>("Things");
    let mut by_hand = builder;
    if let Some(search) = search {
        derived = derived.search(Search::for_type::<T>(keys()).build());
        by_hand = by_hand.search(search);
    }
    let (derived, by_hand) =
        (derived.keyring(keyring()).build().unwrap(), by_hand.keyring(keyring()).build().unwrap());
    assert_eq!(shown(&derived), shown(&by_hand));
    by_hand.check_type::<T>().unwrap();

    let converted = typed::to_item(&value).unwrap();
    assert_eq!(converted, item);
    let sealed = ItemEncryptor::new(derived.clone()).encrypt_item(converted).await.unwrap();
    let expected = ItemEncryptor::new(by_hand).encrypt_item(item.clone()).await.unwrap();
    assert_eq!(readable(&derived, &sealed), readable(&derived, &expected));

    let opened = ItemEncryptor::new(derived).decrypt_item(sealed).await.unwrap().item;
    assert_eq!(opened, item);
    let back: T = typed::from_item(opened).unwrap();
    assert_eq!(typed::to_item(&back).unwrap(), item);
}

/// What anybody can read of a stored item: whole values, and of ciphertexts the type and the length.
fn readable(table: &TableConfig, item: &Item) -> BTreeMap<String, String> {
    let shown = item.iter().map(|(name, value)| {
        let is_encrypted = table.action(name) == Some(AttributeAction::EncryptAndSign);
        let shown = match value {
            AttributeValue::B(bytes) if is_encrypted => {
                format!("type {:?}, {} bytes", &bytes.as_ref()[..2], bytes.as_ref().len())
            }
            AttributeValue::B(bytes) if name == "aws_dbe_head" || name == "aws_dbe_foot" => {
                format!("{} bytes", bytes.as_ref().len())
            }
            value => format!("{value:?}"),
        };
        (name.clone(), shown)
    });
    shown.collect()
}

#[tokio::test]
async fn what_structs_declare_is_what_builders_would() {
    structs::compare_all().await;
    assert_eq!(structs::COUNT, STRUCTS);
}

#[test]
fn the_structs_are_those_of_the_generator() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/declarations/typed_random/structs.rs");
    let generated = generator::generate(STRUCTS);
    if std::env::var_os("UPDATE_TYPED_STRUCTS").is_some() {
        std::fs::write(path, &generated).unwrap();
    }
    assert!(std::fs::read_to_string(path).unwrap() == generated, "run with UPDATE_TYPED_STRUCTS=1");
}
