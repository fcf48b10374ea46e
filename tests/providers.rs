//! Material providers around others.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic, reason = "a test may panic")]

use aws_sdk_dynamodb::types::AttributeValue;
use dynamodb_item_encryptor::{
    DefaultMaterialProvider, Error, Item, ItemEncryptor, KeyError, RawAesKeyring, RequiredContextProvider,
    TableConfig, TableConfigBuilder,
};

fn provider() -> DefaultMaterialProvider<RawAesKeyring> {
    DefaultMaterialProvider::new(RawAesKeyring::new("namespace", "name", &[7; 32]).unwrap())
}

fn table() -> TableConfigBuilder {
    TableConfig::builder("Orders").partition_key("id").encrypt(["email"])
}

fn item() -> Item {
    let text = |text: &str| AttributeValue::S(text.to_owned());
    [("id".to_owned(), text("1")), ("tenant".to_owned(), text("t")), ("email".to_owned(), text("a@b.c"))].into()
}

fn lacks_context(error: &Error) -> bool {
    matches!(error, Error::Key { source: KeyError::Context(_), .. })
}

#[tokio::test]
async fn required_entries_must_come_from_the_item() {
    let required = || RequiredContextProvider::new(provider(), ["aws-crypto-attr.tenant"]);
    let with = table().sign_and_include_in_encryption_context(["tenant"]).material_provider(required());
    let without = table().sign(["tenant"]).material_provider(required());
    let anybody = table().sign(["tenant"]).material_provider(provider());
    let [with, without, anybody] =
        [with, without, anybody].map(|table| ItemEncryptor::new(table.build().unwrap()));

    let stored = with.encrypt_item(item()).await.unwrap();
    assert_eq!(with.decrypt_item(stored.clone()).await.unwrap().item, item());
    // What an item's context holds is told by the item, so this reader finds the entry as well.
    assert!(without.decrypt_item(stored).await.is_ok());

    assert!(lacks_context(&without.encrypt_item(item()).await.unwrap_err()));
    let stored = anybody.encrypt_item(item()).await.unwrap();
    assert!(lacks_context(&with.decrypt_item(stored).await.unwrap_err()));
}

#[tokio::test]
async fn an_entry_that_only_the_header_holds_does_not_count() {
    let required = RequiredContextProvider::new(provider(), ["aws-crypto-public-key"]);
    let encryptor = ItemEncryptor::new(table().sign(["tenant"]).material_provider(required).build().unwrap());
    assert!(lacks_context(&encryptor.encrypt_item(item()).await.unwrap_err()));
}
