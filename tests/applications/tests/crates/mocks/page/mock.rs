use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::operation::get_item::GetItemOutput;
use aws_sdk_dynamodb::operation::put_item::{PutItemError, PutItemOutput};
use aws_sdk_dynamodb::types::AttributeValue::S;
use aws_sdk_dynamodb::types::error::ConditionalCheckFailedException;
use aws_smithy_mocks::{RuleMode, mock, mock_client};
use dynamodb_item_encryptor::{EncryptTables, RawAesKeyring, TableConfig};

fn customers() -> TableConfig {
    let keyring = RawAesKeyring::new("tests", "key", &[7; 32]).unwrap();
    TableConfig::builder("Customers").partition_key("id").encrypt(["name"]).keyring(keyring).build().unwrap()
}

/// What is tested: code of the application, which gets its client from outside.
async fn rename(client: &Client, id: &str, name: &str) -> Result<String, aws_sdk_dynamodb::Error> {
    let get = client.get_item().table_name("Customers").key("id", S(id.into())).send().await?;
    let old = get.item().and_then(|item| item["name"].as_s().ok()).cloned().unwrap_or_default();
    let put = client.put_item().table_name("Customers").item("id", S(id.into())).item("name", S(name.into()));
    put.condition_expression("attribute_exists(id)").send().await?;
    Ok(format!("{old} is now {name}"))
}

#[tokio::test]
async fn a_customer_is_renamed_or_not_found() {
    let get = mock!(Client::get_item)
        .match_requests(|get| get.table_name() == Some("Customers"))
        .then_output(|| GetItemOutput::builder().item("name", S("Augusta Ada Byron".into())).build());
    let put = mock!(Client::put_item)
        .match_requests(|put| put.item().is_some_and(|item| item["name"] == S("Ada Lovelace".into())))
        .sequence()
        .output(|| PutItemOutput::builder().build())
        .error(|| {
            let error = ConditionalCheckFailedException::builder().message("there is no such customer");
            PutItemError::ConditionalCheckFailedException(error.build())
        })
        .build();
    let client = mock_client!(aws_sdk_dynamodb, RuleMode::MatchAny, [&get, &put], |config| {
        config.encrypt_tables([customers()]).unwrap()
    });

    let renamed = rename(&client, "42", "Ada Lovelace").await.unwrap();
    assert_eq!(renamed, "Augusta Ada Byron is now Ada Lovelace");
    let error = rename(&client, "42", "Ada Lovelace").await.unwrap_err();
    assert!(matches!(error, aws_sdk_dynamodb::Error::ConditionalCheckFailedException(_)));
    assert_eq!(put.num_calls(), 2);
}
