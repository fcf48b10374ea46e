//! Items of all values: what is sealed opens to the same, and what is encrypted is not in it.

use std::sync::LazyLock;

use arbitrary::{Arbitrary, Result, Unstructured};
use aws_sdk_dynamodb::types::AttributeValue;
use dynamodb_item_encryptor::{AlgorithmSuite, Item, ItemEncryptor};

use crate::common::{aes, check, customers, is_same_item, value, wait};

/// The attributes that an item may have.
const NAMES: [&str; 6] = ["id", "created", "email", "notes", "plan", ":counter"];
/// A text that is nowhere by chance.
const SECRET: usize = 12;

static ENCRYPTORS: LazyLock<Vec<ItemEncryptor>> = LazyLock::new(|| {
    let of = |suite| {
        let table = customers().suite(suite).pad(["notes"], 64);
        ItemEncryptor::new(table.keyring(aes()).build().unwrap())
    };
    [AlgorithmSuite::HmacSha384, AlgorithmSuite::HmacSha384Ed25519].map(of).into()
});

pub fn run(data: &[u8]) {
    let mut input = Unstructured::new(data);
    let Ok((encryptor, item)) = item(&mut input) else { return };
    let sealed = match wait(encryptor.encrypt_item(item.clone())) {
        Ok(sealed) => sealed,
        Err(error) => return check(&error),
    };
    if let Some(AttributeValue::S(secret)) = item.get("email").filter(|_| !sealed["email"].is_s()) {
        let others: usize =
            item.values().map(|value| format!("{value:?}").matches(secret.as_str()).count()).sum();
        let is_telling = secret.len() >= SECRET && others == 1;
        assert!(!is_telling || !format!("{sealed:?}").contains(secret.as_str()), "{secret:?} is readable");
    }
    assert!(sealed.get("email").is_none_or(AttributeValue::is_b), "an encrypted value is bytes");
    assert!(sealed.get("notes").is_none_or(AttributeValue::is_b), "an encrypted value is bytes");
    let opened = wait(encryptor.decrypt_item(sealed)).expect("what was sealed opens").item;
    assert!(is_same_item(&opened, &item), "{item:?} became {opened:?}");
    let again = wait(encryptor.encrypt_item(opened.clone())).expect("what was opened is sealed again");
    assert_eq!(wait(encryptor.decrypt_item(again)).expect("it opens again").item, opened);
}

fn item(input: &mut Unstructured<'_>) -> Result<(&'static ItemEncryptor, Item)> {
    let encryptor = input.choose(&ENCRYPTORS)?;
    let id = AttributeValue::S(String::arbitrary(input)?);
    let created = AttributeValue::N(i32::arbitrary(input)?.to_string());
    let mut item: Item = [("id".to_owned(), id), ("created".to_owned(), created)].into();
    while !input.is_empty() && item.len() < NAMES.len() {
        item.insert((*input.choose(&NAMES)?).to_owned(), value(input, 0)?);
    }
    Ok((encryptor, item))
}
