//! Records of a table's stream, as the SDK reads them from an embedded DynamoDB engine.

#![cfg(feature = "streams")]

use std::collections::HashMap;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::{AttributeValue, StreamSpecification, StreamViewType};
use aws_sdk_dynamodbstreams::types::{AttributeValue as Streamed, OperationType, ShardIteratorType};
use dynamodb_item_encryptor::{EncryptTables, Item, ItemEncryptor, ValueProblem, streams};
use test_support::{customer, customers, engine, keyring, n, s};

/// The streams' client for the same engine.
fn streams_client(url: &str) -> aws_sdk_dynamodbstreams::Client {
    use aws_sdk_dynamodbstreams::config::{BehaviorVersion, Config, Credentials, Region};
    let config = Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("eu-west-1"))
        .endpoint_url(url)
        .credentials_provider(Credentials::new(
            "AKIDTESTS",
            test_support::SECRET_ACCESS_KEY,
            None,
            None,
            "tests",
        ))
        .http_client(aws_smithy_http_client::Builder::new().build_http());
    aws_sdk_dynamodbstreams::Client::from_conf(config.build())
}

async fn records(url: &str) -> Vec<aws_sdk_dynamodbstreams::types::Record> {
    let client = streams_client(url);
    let listed = client.list_streams().table_name("Customers").send().await.unwrap();
    let stream = listed.streams()[0].stream_arn().unwrap();
    let described = client.describe_stream().stream_arn(stream).send().await.unwrap();
    let mut records = Vec::new();
    for shard in described.stream_description.unwrap().shards() {
        let iterator = client.get_shard_iterator().stream_arn(stream).shard_id(shard.shard_id().unwrap());
        let iterator = iterator.shard_iterator_type(ShardIteratorType::TrimHorizon).send().await.unwrap();
        let got = client.get_records().set_shard_iterator(iterator.shard_iterator).send().await.unwrap();
        records.extend(got.records.unwrap_or_default());
    }
    records
}

#[tokio::test]
async fn images_of_a_stream_open_to_what_the_application_has_written() {
    let url = engine::start().await;
    let plain = Client::from_conf(test_support::config(&url).build());
    engine::create_table(&plain, "Customers").await;
    let view = StreamViewType::NewAndOldImages;
    let stream = StreamSpecification::builder().stream_enabled(true).stream_view_type(view).build().unwrap();
    plain.update_table().table_name("Customers").stream_specification(stream).send().await.unwrap();
    let table = customers(keyring());
    let config = test_support::config(&url).encrypt_tables([table.clone()]).unwrap();
    let wrapped = Client::from_conf(config.build());

    let mut first = customer("1", 1, "a@example.com");
    let values = [
        s("text"),
        AttributeValue::N("-1.5".to_owned()),
        AttributeValue::B(Blob::new([1, 255])),
        AttributeValue::Bool(true),
        AttributeValue::Null(true),
        AttributeValue::Ss(vec!["a".to_owned(), "b".to_owned()]),
        AttributeValue::Ns(vec!["2".to_owned()]),
        AttributeValue::Bs(vec![Blob::new([1]), Blob::new([2])]),
        AttributeValue::M(HashMap::from([("x".to_owned(), AttributeValue::L(vec![n(1)]))])),
    ];
    // Readable, so that every type comes through the stream.
    first.insert(":all".to_owned(), AttributeValue::L(values.into()));
    let second = customer("1", 1, "b@example.com");
    for item in [&first, &second] {
        wrapped.put_item().table_name("Customers").set_item(Some(item.clone())).send().await.unwrap();
    }
    let delete = wrapped.delete_item().table_name("Customers").key("id", s("1")).key("created", n(1));
    delete.send().await.unwrap();

    let encryptor = ItemEncryptor::new(table);
    let open = async |image: Option<HashMap<String, Streamed>>| -> Option<Item> {
        let stored = streams::item(image?).unwrap();
        assert!(stored["email"].is_b());
        Some(encryptor.decrypt_item(stored).await.unwrap().item)
    };
    let mut found = Vec::new();
    for record in records(&url).await {
        let change = record.dynamodb.unwrap();
        let images = (open(change.old_image).await, open(change.new_image).await);
        found.push((record.event_name.unwrap(), images));
    }
    let expected = [
        (OperationType::Insert, (None, Some(first.clone()))),
        (OperationType::Modify, (Some(first), Some(second.clone()))),
        (OperationType::Remove, (Some(second), None)),
    ];
    assert_eq!(found, expected);
}

#[test]
fn what_is_nested_too_deeply_is_refused() {
    let nested = |depth: usize| {
        let value = (0..depth).fold(Streamed::N("1".to_owned()), |inner, n| match n % 2 {
            0 => Streamed::L(vec![inner]),
            _ => Streamed::M(HashMap::from([("x".to_owned(), inner)])),
        });
        streams::item(HashMap::from([("name".to_owned(), value)]))
    };
    assert_eq!(nested(32).unwrap().len(), 1);
    assert_eq!(nested(33), Err(ValueProblem::TooDeep));
}
