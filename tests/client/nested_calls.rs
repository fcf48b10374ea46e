//! The calls within a call: everything that the outer one was configured with reaches them.

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use aws_credential_types::provider::{ProvideCredentials, future};
use aws_sdk_dynamodb::config::interceptors::BeforeTransmitInterceptorContextRef;
use aws_sdk_dynamodb::config::retry::RetryConfig;
use aws_sdk_dynamodb::config::timeout::TimeoutConfig;
use aws_sdk_dynamodb::config::{AppName, Config, ConfigBag, Credentials, Intercept, Region, RuntimeComponents};
use aws_sdk_dynamodb::error::{BoxError, SdkError};
use aws_sdk_dynamodb::operation::update_item::builders::UpdateItemFluentBuilder;
use aws_sdk_dynamodb::{Client, config::Builder};
use dynamodb_item_encryptor::{EncryptTables, Item};
use serde_json::json;
use test_support::fault::{Fault, Refusal};
use test_support::proxy::Proxy;
use test_support::wire::{Request, Wire};
use test_support::{customer, customers, engine, keyring, n, s, sealed, without_notes};

fn key() -> Item {
    HashMap::from([("id".to_owned(), s("1")), ("created".to_owned(), n(1))])
}

fn update(client: &Client) -> UpdateItemFluentBuilder {
    let update = client.update_item().table_name("Customers").set_key(Some(key()));
    update.update_expression("SET email = :e").expression_attribute_values(":e", s("b@example.com"))
}

/// A server that has one item, and changes it at the first write after the read.
async fn server(conflicts: usize) -> Wire {
    let items = [sealed_item().await, sealed_item().await];
    let writes = AtomicUsize::new(0);
    Wire::start(move |_, request: &Request| {
        if request.operation == "GetItem" {
            let item = &items[writes.load(Ordering::SeqCst).min(1)];
            return (200, json!({ "Item": item }).to_string());
        }
        if writes.fetch_add(1, Ordering::SeqCst) < conflicts {
            let kind = "com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException";
            return (400, json!({ "__type": kind, "message": "The conditional request failed" }).to_string());
        }
        (200, "{}".to_owned())
    })
}

async fn sealed_item() -> serde_json::Value {
    sealed(without_notes(customer("1", 1, "a@example.com"))).await
}

/// Registers the tables first, so that all of the rest is set afterwards.
fn registered_first(wire: &Wire) -> Builder {
    let config = Config::builder().encrypt_tables([customers(keyring())]).unwrap();
    config
        .behavior_version(aws_sdk_dynamodb::config::BehaviorVersion::latest())
        .region(Region::new("eu-central-1"))
        .endpoint_url(&wire.url)
        .credentials_provider(Credentials::new("AKIDLATER", "not-a-secret", None, None, "tests"))
        .http_client(aws_smithy_http_client::Builder::new().build_http())
}

fn operations(requests: &[Request]) -> Vec<&str> {
    requests.iter().map(|request| request.operation.as_str()).collect()
}

const CONTENDED: [&str; 4] = ["GetItem", "UpdateItem", "GetItem", "UpdateItem"];

#[tokio::test]
async fn what_is_set_after_registration_reaches_every_request() {
    let wire = server(1).await;
    let config = registered_first(&wire).app_name(AppName::new("adopter").unwrap());
    update(&Client::from_conf(config.build())).send().await.unwrap();
    let requests = wire.requests();
    assert_eq!(operations(&requests), CONTENDED);
    for request in &requests {
        let authorization = request.header("authorization").unwrap();
        assert!(authorization.contains("AKIDLATER/") && authorization.contains("/eu-central-1/dynamodb/"));
        assert!(request.header("user-agent").unwrap().contains("app/adopter"), "{:?}", request.headers);
        assert!(request.header("amz-sdk-invocation-id").is_some());
    }
}

#[tokio::test]
async fn what_overrides_one_call_reaches_every_request() {
    let (wire, other) = (server(1).await, Wire::empty());
    let client = Client::from_conf(registered_first(&other).build());
    let over = Config::builder()
        .endpoint_url(&wire.url)
        .region(Region::new("us-east-2"))
        .credentials_provider(Credentials::new("AKIDOVER", "not-a-secret", None, None, "tests"));
    update(&client).customize().config_override(over).send().await.unwrap();
    assert_eq!(operations(&wire.requests()), CONTENDED);
    assert_eq!(other.count(), 0);
    for request in wire.requests() {
        let authorization = request.header("authorization").unwrap();
        assert!(authorization.contains("AKIDOVER/") && authorization.contains("/us-east-2/dynamodb/"));
    }
}

#[tokio::test]
async fn a_table_that_is_encrypted_for_one_call_only_is_read_and_written_encrypted() {
    let wire = server(1).await;
    let plain = Client::from_conf(wire.config().build());
    let over = Config::builder().encrypt_tables([customers(keyring())]).unwrap();
    let output = update(&plain).customize().config_override(over).send().await.unwrap();
    assert_eq!(output.attributes, None);
    let requests = wire.requests();
    assert_eq!(operations(&requests), CONTENDED);
    assert!(requests.iter().all(|request| !String::from_utf8_lossy(&request.body).contains("@example")));
}

#[derive(Debug, Clone, Default)]
struct Provider(Arc<AtomicUsize>);

impl ProvideCredentials for Provider {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        self.0.fetch_add(1, Ordering::SeqCst);
        future::ProvideCredentials::ready(Ok(Credentials::new(
            "AKIDCOUNT",
            "not-a-secret",
            None,
            None,
            "tests",
        )))
    }
}

#[tokio::test]
async fn credentials_are_asked_for_once() {
    let (wire, provider) = (server(1).await, Provider::default());
    let config = registered_first(&wire).credentials_provider(provider.clone());
    update(&Client::from_conf(config.build())).send().await.unwrap();
    assert_eq!(operations(&wire.requests()), CONTENDED);
    assert_eq!(provider.0.load(Ordering::SeqCst), 1);
}

/// Notes which requests it sees.
#[derive(Debug, Clone, Default)]
struct Seen(Arc<Mutex<Vec<String>>>);

impl Intercept for Seen {
    fn name(&self) -> &'static str {
        "seen"
    }

    fn read_before_transmit(
        &self,
        context: &BeforeTransmitInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let target = context.request().headers().get("x-amz-target").unwrap_or_default();
        self.0.lock().unwrap().push(target.rsplit('.').next().unwrap().to_owned());
        Ok(())
    }
}

#[tokio::test]
async fn interceptors_of_the_client_see_every_request_and_those_of_the_call_its_own() {
    let (wire, client, call) = (server(1).await, Seen::default(), Seen::default());
    let config = registered_first(&wire).interceptor(client.clone());
    let update = update(&Client::from_conf(config.build()));
    update.customize().interceptor(call.clone()).send().await.unwrap();
    assert_eq!(*client.0.lock().unwrap(), CONTENDED);
    assert_eq!(*call.0.lock().unwrap(), ["UpdateItem"]);
}

async fn behind_a_proxy() -> (Proxy, Builder) {
    let url = engine::start_unwatched().await;
    let proxy = Proxy::start(&url, |_| None);
    let config = test_support::config(&proxy.url).encrypt_tables([customers(keyring())]).unwrap();
    let client = Client::from_conf(config.clone().build());
    engine::create_table(&client, "Customers").await;
    let item = customer("1", 1, "a@example.com");
    client.put_item().table_name("Customers").set_item(Some(item)).send().await.unwrap();
    (proxy, config)
}

#[tokio::test]
async fn timeouts_of_the_call_end_it_wherever_it_is() {
    let slow = Duration::from_secs(5);
    for at in 0..2 {
        for timeouts in [
            TimeoutConfig::builder().operation_timeout(Duration::from_millis(200)).build(),
            TimeoutConfig::builder().operation_attempt_timeout(Duration::from_millis(200)).build(),
        ] {
            let (proxy, config) = behind_a_proxy().await;
            let config = config.timeout_config(timeouts).retry_config(RetryConfig::disabled());
            let client = Client::from_conf(config.build());
            let mut requests = 0;
            proxy.set_plan(move |_| {
                requests += 1;
                (requests > at).then_some(Fault::LateRequest(slow))
            });
            let started = Instant::now();
            let error = update(&client).send().await.unwrap_err();
            assert!(matches!(error, SdkError::TimeoutError(_)), "{error:?}");
            assert!(started.elapsed() < slow / 2);
        }
    }
}

#[tokio::test]
async fn the_read_is_retried_as_the_call_is() {
    let (proxy, config) = behind_a_proxy().await;
    for (attempts, expected) in [(3, true), (2, false)] {
        let retries = RetryConfig::standard().with_max_attempts(attempts);
        let retries = retries.with_initial_backoff(Duration::from_millis(1));
        let client = Client::from_conf(config.clone().retry_config(retries).build());
        let mut requests = 0;
        proxy.set_plan(move |_| {
            requests += 1;
            (requests <= 2).then(|| Fault::Refuse(Refusal::internal()))
        });
        assert_eq!(update(&client).send().await.is_ok(), expected, "{attempts}");
    }
}

#[tokio::test]
async fn a_client_without_a_table_reports_what_the_read_reports() {
    let (_, config) = behind_a_proxy().await;
    let client = Client::from_conf(config.build());
    let table = update(&client);
    client.delete_table().table_name("Customers").send().await.unwrap();
    let error = table.send().await.unwrap_err();
    assert!(error.raw_response().is_some());
    assert!(error.into_service_error().is_resource_not_found_exception());
}
