use std::collections::HashMap;

use aws_sdk_dynamodb::config::http::{HttpRequest, HttpResponse};
use aws_sdk_dynamodb::config::{BehaviorVersion, Credentials, Region};
use aws_sdk_dynamodb::types::AttributeValue::S;
use aws_sdk_dynamodb::{Client, Config};
use aws_smithy_http_client::test_util::{ReplayEvent, StaticReplayClient};
use aws_smithy_types::body::SdkBody;
use dynamodb_item_encryptor::{EncryptTables, ItemEncryptor, RawAesKeyring, TableConfig, json};
use serde_json::{Value, json};

fn customers() -> TableConfig {
    let keyring = RawAesKeyring::new("tests", "key", &[7; 32]).unwrap();
    TableConfig::builder("Customers").partition_key("id").encrypt(["name"]).keyring(keyring).build().unwrap()
}

/// What DynamoDB answers to the next request, whatever that is.
fn answer(json: Value) -> ReplayEvent {
    let response = HttpResponse::new(200.try_into().unwrap(), SdkBody::from(json.to_string()));
    ReplayEvent::new(HttpRequest::new(SdkBody::empty()), response)
}

#[tokio::test]
async fn a_name_goes_out_sealed_and_comes_back_open() {
    let encryptor = ItemEncryptor::new(customers());
    let ada = HashMap::from([
        ("id".to_owned(), S("42".to_owned())),
        ("name".to_owned(), S("Ada Lovelace".to_owned())),
    ]);
    let stored = json::to_value(&encryptor.encrypt_item(ada.clone()).await.unwrap()).unwrap();
    let replay = StaticReplayClient::new(vec![answer(json!({ "Item": stored })), answer(json!({}))]);
    let config = Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::from_static("eu-west-1"))
        .credentials_provider(Credentials::for_tests())
        .http_client(replay.clone())
        .encrypt_tables([customers()])
        .unwrap();
    let client = Client::from_conf(config.build());

    let get = client.get_item().table_name("Customers").key("id", S("42".to_owned()));
    assert_eq!(get.send().await.unwrap().item, Some(ada.clone()));
    client.put_item().table_name("Customers").set_item(Some(ada.clone())).send().await.unwrap();

    // No two sealed items are equal: open what was sent, and compare that.
    let sent: Vec<Value> = replay
        .actual_requests()
        .map(|request| serde_json::from_slice(request.body().bytes().unwrap()).unwrap())
        .collect();
    let sealed = json::from_value(sent[1]["Item"].clone()).unwrap();
    assert_ne!(sealed["name"], ada["name"]);
    assert_eq!(encryptor.decrypt_item(sealed).await.unwrap().item, ada);
}
