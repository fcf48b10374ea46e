//! Raw keys, without the features `kms` and `ed25519`.

use std::collections::HashMap;

use aws_sdk_dynamodb::types::AttributeValue::S;
use dynamodb_item_encryptor::{
    AlgorithmSuite, ConfigProblem, Error, ItemEncryptor, RawAesKeyring, TableConfig, TableConfigBuilder,
};

fn customers() -> Result<TableConfigBuilder, Box<dyn std::error::Error>> {
    let keyring = RawAesKeyring::new("my-company", "customers", &[7; 32])?;
    Ok(TableConfig::builder("Customers").partition_key("id").encrypt(["email"]).keyring(keyring))
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let item = HashMap::from([
        ("id".to_owned(), S("42".to_owned())),
        ("email".to_owned(), S("a@example.com".to_owned())),
    ]);
    for suite in AlgorithmSuite::ALL {
        let encryptor = ItemEncryptor::new(customers()?.suite(*suite).build()?);
        let stored = encryptor.encrypt_item(item.clone()).await?;
        assert!(stored["email"].is_b());
        assert_eq!(encryptor.decrypt_item(stored).await?.item, item);
    }

    // What this build is without is refused by name: to write it, and to read it.
    assert_eq!(AlgorithmSuite::ALL, [AlgorithmSuite::HmacSha384, AlgorithmSuite::HmacSha384EcdsaP384]);
    let error = customers()?.suite(AlgorithmSuite::HmacSha384Ed25519).build().unwrap_err();
    assert!(matches!(error, Error::Config { problem: ConfigProblem::SuiteNotBuilt { suite: 0x67ed }, .. }));
    assert!(error.to_string().contains("`ed25519`"), "{error}");
    let encryptor = ItemEncryptor::new(customers()?.build()?);
    let mut stored = encryptor.encrypt_item(item).await?;
    let header = stored["aws_dbe_head"].as_b().map_err(|_| "no header")?;
    let mut header = header.clone().into_inner();
    header[1] = 0xed;
    stored.insert("aws_dbe_head".to_owned(), aws_sdk_dynamodb::types::AttributeValue::B(header.into()));
    let error = encryptor.decrypt_item(stored).await.unwrap_err();
    assert!(error.to_string().contains("`ed25519`"), "{error}");
    Ok(())
}
