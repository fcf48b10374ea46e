//! The web service, over an engine in this process.

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::{
    AttributeDefinition, BillingMode, KeySchemaElement, KeyType, ScalarAttributeType,
};
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use axum::{Router, response::Response};
use dynamodb_item_encryptor::{EncryptTables, EncryptingClient, RawAesKeyring, TableConfig};
use serde_json::{Value, json};
use services::customer::{Customer, LOGICAL_NAME};
use services::web;
use test_support::engine;
use tower::ServiceExt;

const TABLE: &str = "customers-test";
const PATH: &str = "/shops/shop-1/customers/1815";

/// The service, and a client that sees what is stored.
async fn service() -> (Router, Client) {
    let url = engine::start_unwatched().await;
    let plain = Client::from_conf(test_support::config(&url).build());
    let create = plain.create_table().table_name(TABLE).billing_mode(BillingMode::PayPerRequest);
    let create =
        [("shop", KeyType::Hash), ("id", KeyType::Range)].into_iter().fold(create, |create, (name, kind)| {
            let attribute =
                AttributeDefinition::builder().attribute_name(name).attribute_type(ScalarAttributeType::S);
            let key = KeySchemaElement::builder().attribute_name(name).key_type(kind);
            create.attribute_definitions(attribute.build().unwrap()).key_schema(key.build().unwrap())
        });
    create.send().await.unwrap();
    let keyring = RawAesKeyring::new("shops", "customers", &[7; 32]).unwrap();
    let table =
        TableConfig::for_type::<Customer>(LOGICAL_NAME).table_name(TABLE).keyring(keyring).build().unwrap();
    let config = test_support::config(&url).encrypt_tables_only([table]).unwrap();
    (web::router(EncryptingClient::from_conf(config.build()).unwrap(), TABLE), plain)
}

async fn send(service: &Router, method: &str, path: &str, body: Option<Value>) -> (StatusCode, Value) {
    let mut request = Request::builder().method(method).uri(path);
    if body.is_some() {
        request = request.header("content-type", "application/json");
    }
    let body = body.map_or(Body::empty(), |body| Body::from(body.to_string()));
    let response: Response = service.clone().oneshot(request.body(body).unwrap()).await.unwrap();
    let status = response.status();
    let bytes = to_bytes(response.into_body(), 1 << 20).await.unwrap();
    (status, serde_json::from_slice(&bytes).unwrap_or(Value::Null))
}

fn ada(email: &str) -> Value {
    json!({ "shop": "shop-1", "id": "1815", "email": email, "plan": "premium" })
}

#[tokio::test]
async fn a_customer_is_made_read_listed_and_changed_and_is_stored_encrypted() {
    let (service, plain) = service().await;
    assert_eq!(send(&service, "GET", PATH, None).await.0, StatusCode::NOT_FOUND);
    let body = json!({ "email": "ada@example.com", "plan": "premium" });
    let made = send(&service, "PUT", PATH, Some(body.clone())).await;
    assert_eq!(made, (StatusCode::CREATED, ada("ada@example.com")));
    assert_eq!(send(&service, "PUT", PATH, Some(body)).await.0, StatusCode::CONFLICT);
    assert_eq!(send(&service, "GET", PATH, None).await, (StatusCode::OK, ada("ada@example.com")));

    let stored = plain.scan().table_name(TABLE).send().await.unwrap().items.unwrap().remove(0);
    assert!(stored["email"].is_b() && stored.contains_key("aws_dbe_head"));
    assert_eq!(stored["plan"].as_s().unwrap(), "premium");

    let list =
        async |filter: &str| send(&service, "GET", &format!("/shops/shop-1/customers{filter}"), None).await;
    assert_eq!(list("").await, (StatusCode::OK, json!([ada("ada@example.com")])));
    assert_eq!(list("?plan=premium").await.1, json!([ada("ada@example.com")]));
    assert_eq!(list("?plan=free").await.1, json!([]));
    assert_eq!(send(&service, "GET", "/shops/shop-2/customers", None).await.1, json!([]));

    let change = async |from: &str| {
        let body = json!({ "from": from, "to": "countess@example.com" });
        send(&service, "PATCH", PATH, Some(body)).await
    };
    assert_eq!(change("byron@example.com").await.0, StatusCode::CONFLICT);
    assert_eq!(change("ada@example.com").await, (StatusCode::OK, ada("countess@example.com")));
    assert_eq!(change("ada@example.com").await.0, StatusCode::CONFLICT);
    assert_eq!(send(&service, "GET", PATH, None).await.1, ada("countess@example.com"));
}

#[tokio::test]
async fn a_damaged_customer_is_the_services_failure_and_says_nothing_to_the_caller() {
    let (service, plain) = service().await;
    let body = json!({ "email": "ada@example.com", "plan": "premium" });
    send(&service, "PUT", PATH, Some(body)).await;
    let mut stored = plain.scan().table_name(TABLE).send().await.unwrap().items.unwrap().remove(0);
    stored.insert("plan".into(), aws_sdk_dynamodb::types::AttributeValue::S("unlimited".into()));
    plain.put_item().table_name(TABLE).set_item(Some(stored)).send().await.unwrap();
    let failed = (StatusCode::INTERNAL_SERVER_ERROR, Value::Null);
    assert_eq!(send(&service, "GET", PATH, None).await, failed);
    assert_eq!(send(&service, "GET", "/shops/shop-1/customers", None).await, failed);
    let change = json!({ "from": "ada@example.com", "to": "x@example.com" });
    assert_eq!(send(&service, "PATCH", PATH, Some(change)).await, failed);
}

#[tokio::test]
async fn a_database_out_of_reach_is_said_to_be_unavailable() {
    let keyring = RawAesKeyring::new("shops", "customers", &[7; 32]).unwrap();
    let table =
        TableConfig::for_type::<Customer>(LOGICAL_NAME).table_name(TABLE).keyring(keyring).build().unwrap();
    let config = test_support::config("http://127.0.0.1:9").encrypt_tables_only([table]).unwrap();
    let service = web::router(EncryptingClient::from_conf(config.build()).unwrap(), TABLE);
    assert_eq!(send(&service, "GET", PATH, None).await.0, StatusCode::SERVICE_UNAVAILABLE);
}
