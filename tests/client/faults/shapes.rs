//! Whether injected answers look like real ones.
//!
//! The embedded engine gives the real ones, or the server that `DYNAMODB_ENDPOINT` names: moto, for example,
//! which agrees with all of this. No server at hand is ever throttled, in conflict with a transaction or
//! internally broken, nor leaves writes of a batch unprocessed: of those answers only the outer shape, which
//! they share with others, can be checked.

use std::collections::HashMap;

use serde_json::{Value, json};

use test_support::engine;
use test_support::fault::{Refusal, crc32, divide};
use test_support::http;
use test_support::workload::accounts::TABLE;

struct Answer {
    status: u16,
    headers: HashMap<String, String>,
    body: Value,
}

impl Answer {
    /// Its members, and the kind of error without the name.
    fn shape(&self) -> (u16, Vec<String>, String) {
        shape(self.status, &self.body)
    }
}

/// The status of an answer, its members in lower case and in order, and from where its kind of error is. Some
/// errors have a `Message` and some a `message`, which is the same to clients.
fn shape(status: u16, body: &Value) -> (u16, Vec<String>, String) {
    let mut members: Vec<_> = body.as_object().unwrap().keys().map(|name| name.to_lowercase()).collect();
    members.sort();
    let kind = body["__type"].as_str().unwrap_or_default().split('#').next().unwrap();
    (status, members, kind.to_owned())
}

/// Asks a server, and checks what comes with every answer.
fn ask(address: &str, operation: &str, body: &Value) -> Answer {
    let credential = "Credential=AKIDTESTS/20260101/eu-west-1/dynamodb/aws4_request";
    let headers = [
        ("content-type", "application/x-amz-json-1.0".to_owned()),
        ("x-amz-target", format!("DynamoDB_20120810.{operation}")),
        ("x-amz-date", "20260101T000000Z".to_owned()),
        (
            "authorization",
            format!("AWS4-HMAC-SHA256 {credential}, SignedHeaders=host;x-amz-date, Signature=00"),
        ),
    ];
    let answer = http::post(address, "/", &headers, body.to_string().as_bytes()).unwrap();
    assert_eq!(answer.headers["x-amz-crc32"], crc32(&answer.body).to_string(), "{operation}");
    assert!(answer.headers.contains_key("x-amzn-requestid"), "{operation}");
    let body = serde_json::from_slice(&answer.body).unwrap();
    Answer { status: answer.status, headers: answer.headers, body }
}

fn key(id: &str) -> Value {
    json!({ "id": { "S": id } })
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn injected_answers_look_like_real_ones() {
    let url = match std::env::var("DYNAMODB_ENDPOINT") {
        Ok(url) => url,
        Err(_) => engine::start_unwatched().await,
    };
    let address = url.trim_start_matches("http://").trim_end_matches('/').to_owned();
    tokio::task::spawn_blocking(move || compare(&address)).await.unwrap();
}

fn compare(address: &str) {
    let table = json!({
        "TableName": TABLE,
        "BillingMode": "PAY_PER_REQUEST",
        "AttributeDefinitions": [{ "AttributeName": "id", "AttributeType": "S" }],
        "KeySchema": [{ "AttributeName": "id", "KeyType": "HASH" }],
    });
    assert_eq!(ask(address, "CreateTable", &table).status, 200);
    let put = json!({ "TableName": TABLE, "Item": key("1") });
    assert_eq!(ask(address, "PutItem", &put).status, 200);

    // An error on one item.
    let mut failing = put.clone();
    failing["ConditionExpression"] = json!("attribute_not_exists(id)");
    let real = ask(address, "PutItem", &failing);
    assert_eq!(real.body["__type"], "com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException");
    for injected in [Refusal::throughput(), Refusal::request_limit(), Refusal::conflict(&put)] {
        assert_eq!(shape(injected.status, &injected.body), real.shape(), "{injected:?}");
    }
    for (injected, status, namespace) in [
        (Refusal::internal(), 500, "com.amazonaws.dynamodb.v20120810"),
        (Refusal::throttling(), 400, "com.amazon.coral.availability"),
    ] {
        let (_, members, _) = real.shape();
        assert_eq!(shape(injected.status, &injected.body), (status, members, namespace.to_owned()));
    }

    // A cancelled transaction.
    let transaction =
        json!({ "TransactItems": [{ "Put": failing }, { "Put": { "TableName": TABLE, "Item": key("2") } }] });
    let real = ask(address, "TransactWriteItems", &transaction);
    let injected = Refusal::conflict(&transaction);
    assert_eq!(shape(injected.status, &injected.body), real.shape());
    assert_eq!(real.body["__type"], injected.body["__type"]);
    let [real_reasons, reasons] =
        [&real.body, &injected.body].map(|body| body["CancellationReasons"].as_array().unwrap());
    for (real, injected) in real_reasons.iter().zip(reasons) {
        assert_eq!(shape(400, real).1, shape(400, injected).1);
    }
    assert_eq!((real_reasons.len(), reasons.len()), (2, 2));
    assert_eq!(real_reasons[1], reasons[1]);
    let text = |body: &Value| {
        body["Message"].as_str().unwrap().replace("ConditionalCheckFailed", "TransactionConflict")
    };
    assert_eq!(text(&real.body), text(&injected.body));

    // A batch of reads that is longer than an answer may be.
    let long = "x".repeat(390_000);
    let mut keys = Vec::new();
    for id in 0..45 {
        let id = format!("long{id}");
        let mut item = key(&id);
        item["text"] = json!({ "S": long });
        assert_eq!(ask(address, "PutItem", &json!({ "TableName": TABLE, "Item": item })).status, 200);
        keys.push(key(&id));
    }
    let batch = json!({ "RequestItems": { TABLE: { "Keys": keys } } });
    let real = ask(address, "BatchGetItem", &batch);
    let left = real.body["UnprocessedKeys"].clone();
    let count = left[TABLE]["Keys"].as_array().unwrap().len();
    assert!((1..10).contains(&count), "{count}");
    assert_eq!(real.body["Responses"][TABLE].as_array().unwrap().len() + count, 45);
    assert_eq!(real.headers["content-type"], "application/x-amz-json-1.0");
    let (_, injected) = divide("BatchGetItem", &batch, 0).unwrap();
    let members = |left: &Value| left[TABLE].as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    assert_eq!(members(&injected), members(&left));
    assert!(left[TABLE]["Keys"].as_array().unwrap().iter().all(|key| keys.contains(key)));
    // A batch of which nothing is left says so with an empty object, if at all.
    let short = json!({ "RequestItems": { TABLE: [{ "PutRequest": { "Item": key("1") } }] } });
    let real = ask(address, "BatchWriteItem", &short);
    assert_eq!(real.body["UnprocessedItems"], json!({}));
}
