//! The update loop: what is read, changed and written if nobody else was faster, by a client of the SDK on an engine in this
//! process.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use aws_sdk_dynamodb::config::retry::RetryConfig;
use aws_sdk_dynamodb::config::timeout::TimeoutConfig;
use aws_sdk_dynamodb::config::{
    BehaviorVersion, Credentials, Region, SharedAsyncSleep, StalledStreamProtectionConfig,
};
use aws_sdk_dynamodb::types::AttributeValue;
use aws_sdk_dynamodb::{Client, Config};
use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::body::SdkBody;
use dynamodb_item_encryptor::{
    AlgorithmSuite, EncryptTables, Item, RawAesKeyring, TableConfig, UpdateEncrypted,
};
use dynoxide::{Database, DynoxideError};
use serde_json::{Value, json};
use shuttle::future::{block_on, spawn, yield_now};
use shuttle::rand::Rng;

use crate::dropped_after;
use crate::queues::Steps;

pub const CHECKS: &[(&str, fn())] = &[
    ("updates of one item count once each", updates_count_once_each),
    ("updates that are dropped count once or not at all", dropped_updates_count_once_or_not_at_all),
];

const TABLE: &str = "Counters";

/// An engine that answers when the scheduler says so.
#[derive(Debug, Clone)]
struct Engine(Arc<Shared>);

struct Shared {
    database: Database,
    /// Requests that were refused because somebody else was faster.
    refused: Mutex<usize>,
}

impl std::fmt::Debug for Shared {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Shared(..)")
    }
}

impl Engine {
    fn new() -> Engine {
        let database = Database::memory().unwrap();
        let table = json!({
            "TableName": TABLE,
            "KeySchema": [{ "AttributeName": "id", "KeyType": "HASH" }],
            "AttributeDefinitions": [{ "AttributeName": "id", "AttributeType": "S" }],
            "BillingMode": "PAY_PER_REQUEST",
        });
        database.create_table(serde_json::from_value(table).unwrap()).unwrap();
        Engine(Arc::new(Shared { database, refused: Mutex::default() }))
    }

    fn answer(&self, operation: &str, body: &[u8]) -> Result<Value, DynoxideError> {
        let database = &self.0.database;
        macro_rules! call {
            ($operation:ident) => {
                serde_json::to_value(database.$operation(serde_json::from_slice(body).unwrap())?).unwrap()
            };
        }
        Ok(match operation {
            "GetItem" => call!(get_item),
            "PutItem" => call!(put_item),
            "UpdateItem" => call!(update_item),
            other => panic!("{other}"),
        })
    }
}

impl HttpConnector for Engine {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let engine = self.clone();
        let target = request.headers().get("x-amz-target").unwrap().to_owned();
        let operation = target.rsplit('.').next().unwrap().to_owned();
        let body = request.body().bytes().unwrap().to_vec();
        HttpConnectorFuture::new(async move {
            // On its way, carried out, and on its way back.
            yield_now().await;
            let (status, answer) = match engine.answer(&operation, &body) {
                Ok(answer) => (200, answer.to_string()),
                Err(error) => {
                    *engine.0.refused.lock().unwrap() += 1;
                    (400, error.to_json())
                }
            };
            yield_now().await;
            Ok(HttpResponse::new(status.try_into().unwrap(), SdkBody::from(answer)))
        })
    }
}

impl HttpClient for Engine {
    fn http_connector(&self, _: &HttpConnectorSettings, _: &RuntimeComponents) -> SharedHttpConnector {
        SharedHttpConnector::new(self.clone())
    }
}

/// A client of its own, which waits for its turn as long as these steps take.
fn client(engine: &Engine, steps: Option<usize>) -> Client {
    let table = TableConfig::builder(TABLE).partition_key("id").encrypt(["count"]);
    let table =
        table.suite(AlgorithmSuite::HmacSha384).keyring(RawAesKeyring::new("tests", "key", &[7; 32]).unwrap());
    let config = Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("eu-west-1"))
        .endpoint_url("http://localhost")
        .credentials_provider(Credentials::new("AKIDTESTS", "secret", None, None, "tests"))
        .retry_config(RetryConfig::disabled())
        .timeout_config(TimeoutConfig::disabled())
        .stalled_stream_protection(StalledStreamProtectionConfig::disabled())
        .sleep_impl(SharedAsyncSleep::new(Steps(steps)))
        .http_client(engine.clone());
    Client::from_conf(config.encrypt_tables([table.build().unwrap()]).unwrap().build())
}

fn key() -> Item {
    HashMap::from([("id".to_owned(), AttributeValue::S("one".to_owned()))])
}

fn number(number: usize) -> AttributeValue {
    AttributeValue::N(number.to_string())
}

fn count(item: &Item) -> usize {
    item["count"].as_n().unwrap().parse().unwrap()
}

async fn stored(client: &Client) -> usize {
    let get = client.get_item().table_name(TABLE).set_key(Some(key())).consistent_read(true);
    get.send().await.unwrap().item.as_ref().map_or(0, count)
}

/// Adds one, by an expression of the SDK or by a function.
async fn add_one(client: Client, by_expression: bool) {
    if by_expression {
        let update = client.update_item().table_name(TABLE).set_key(Some(key()));
        let update = update.update_expression("ADD #c :one").expression_attribute_names("#c", "count");
        update.expression_attribute_values(":one", number(1)).send().await.unwrap();
    } else {
        let update = client.update_encrypted(TABLE, key()).max_attempts(100);
        let update = update.send(|item| {
            let item = item.get_or_insert_with(key);
            let next = item.get("count").map_or(0, |count| count.as_n().unwrap().parse().unwrap()) + 1;
            item.insert("count".to_owned(), number(next));
            Ok(())
        });
        update.await.unwrap();
    }
}

/// How long a client waits for its turn: none is ever tired, or some are at once.
fn steps() -> Option<usize> {
    let mut rng = shuttle::rand::thread_rng();
    rng.gen_bool(0.5).then(|| rng.gen_range(0..20))
}

fn updates_count_once_each() {
    block_on(async {
        let engine = Engine::new();
        let calls: Vec<_> =
            (0..4).map(|call| spawn(add_one(client(&engine, steps()), call % 2 == 0))).collect();
        for call in calls {
            call.await.unwrap();
        }
        assert_eq!(stored(&client(&engine, None)).await, 4);
    });
}

fn dropped_updates_count_once_or_not_at_all() {
    block_on(async {
        let engine = Engine::new();
        let calls: Vec<_> = (0..4)
            .map(|call| {
                let adding = add_one(client(&engine, steps()), call % 2 == 0);
                let polls = if call < 2 { shuttle::rand::thread_rng().gen_range(0..10) } else { usize::MAX };
                spawn(dropped_after(polls, adding))
            })
            .collect();
        let mut done = 0;
        for call in calls {
            done += usize::from(call.await.unwrap().is_some());
        }
        let counted = stored(&client(&engine, None)).await;
        assert!((done..=4).contains(&counted) && done >= 2, "{counted} counted, {done} said so");
    });
}
