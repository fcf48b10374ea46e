//! Interceptors of the application see the request that is sent, and change it, however long keys take.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::interceptors::{
    BeforeTransmitInterceptorContextMut, BeforeTransmitInterceptorContextRef,
};
use aws_sdk_dynamodb::config::{Builder, ConfigBag, Intercept, RuntimeComponents};
use aws_sdk_dynamodb::error::BoxError;
use aws_sdk_dynamodb::types::{Put, PutRequest, TransactWriteItem, WriteRequest};
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use dynamodb_item_encryptor::{EncryptTables, Item, TableConfig};
use test_support::keys::Slow;
use test_support::wire::{Request, Wire};
use test_support::{customer, customers, keyring};

/// A request as a hook sees it.
#[derive(Debug, Clone, PartialEq)]
struct Seen {
    hook: &'static str,
    method: String,
    uri: String,
    headers: BTreeMap<String, String>,
    body: Vec<u8>,
}

/// An interceptor of the application that remembers what it sees in each hook, and may change the request.
#[derive(Debug, Clone, Default)]
struct Application {
    seen: Arc<Mutex<Vec<Seen>>>,
    change: Option<fn(&mut HttpRequest)>,
    /// Whether the request is stopped in the last hook before it is sent.
    stops: bool,
}

impl Application {
    fn see(&self, hook: &'static str, request: &HttpRequest) {
        let header = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
        self.seen.lock().unwrap().push(Seen {
            hook,
            method: request.method().to_owned(),
            uri: request.uri().to_owned(),
            headers: request.headers().iter().map(header).collect(),
            body: request.body().bytes().expect("the body is in memory").to_vec(),
        });
    }
}

macro_rules! see {
    ($($hook:ident)*) => {
        $(
            fn $hook(
                &self,
                context: &BeforeTransmitInterceptorContextRef<'_>,
                _: &RuntimeComponents,
                _: &mut ConfigBag,
            ) -> Result<(), BoxError> {
                self.see(stringify!($hook), context.request());
                let is_stopped = self.stops && stringify!($hook) == "read_before_transmit";
                if is_stopped { Err("stopped".into()) } else { Ok(()) }
            }
        )*
    };
}

impl Intercept for Application {
    fn name(&self) -> &'static str {
        "Application"
    }

    see!(read_after_serialization read_before_attempt read_before_signing read_before_transmit);

    fn modify_before_retry_loop(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        if let Some(change) = self.change {
            change(context.request_mut());
        }
        self.see("modify_before_retry_loop", context.request());
        Ok(())
    }
}

const LENGTH: &str = "content-length";

/// What differs from request to request.
const OWN: [&str; 6] =
    ["amz-sdk-invocation-id", "authorization", "x-amz-date", LENGTH, "amz-sdk-request", "x-tests-encrypts"];

/// The configuration of one client, or the other.
fn wrapped(config: Builder, table: Option<TableConfig>) -> Builder {
    match table {
        Some(table) => config.encrypt_tables([table]).unwrap(),
        None => config,
    }
}

/// A table whose keys are at hand, and one whose are not.
fn tables() -> [(&'static str, TableConfig); 2] {
    [("ready", customers(keyring())), ("slow", customers(Slow::new(Duration::from_millis(5)).0))]
}

/// Sends each kind of write through interceptors at three places: those of the client that were registered before the
/// tables and after, and one of the call. Returns what came over the wire and what each of them saw, by operation.
async fn send_all(
    table: Option<TableConfig>,
    change: Option<fn(&mut HttpRequest)>,
    place: Option<usize>,
) -> BTreeMap<String, (Request, Vec<Vec<Seen>>)> {
    let mut all = BTreeMap::new();
    for operation in ["PutItem", "BatchWriteItem", "TransactWriteItems"] {
        let wire = Wire::empty();
        let own = |at| Application { change: change.filter(|_| place == Some(at)), ..Application::default() };
        let applications = [own(0), own(1), own(2)];
        let [before, after, call] = applications.clone();
        let config = wrapped(wire.config().interceptor(before), table.clone()).interceptor(after);
        let client = Client::from_conf(config.build());
        let item: Item = customer("1", 1, "a@example.com");
        match operation {
            "PutItem" => {
                let put = client.put_item().table_name("Customers").set_item(Some(item));
                put.customize().interceptor(call).send().await.map(drop).unwrap();
            }
            "BatchWriteItem" => {
                let put = PutRequest::builder().set_item(Some(item)).build().unwrap();
                let write = WriteRequest::builder().put_request(put).build();
                let batch = client.batch_write_item().request_items("Customers", vec![write]);
                batch.customize().interceptor(call).send().await.map(drop).unwrap();
            }
            _ => {
                let put = Put::builder().table_name("Customers").set_item(Some(item)).build().unwrap();
                let put = TransactWriteItem::builder().put(put).build();
                let transaction = client.transact_write_items().transact_items(put);
                transaction.customize().interceptor(call).send().await.map(drop).unwrap();
            }
        }
        let [request] = &wire.requests()[..] else { panic!("not sent once") };
        let seen = applications.map(|application| application.seen.lock().unwrap().clone());
        all.insert(operation.to_owned(), (request.clone(), seen.to_vec()));
    }
    all
}

/// The headers of a request that do not differ from one to the next, apart from those that transport it.
fn common(request: &Request) -> BTreeMap<String, String> {
    let is_common = |(name, _): &&(String, String)| !OWN.contains(&name.as_str()) && name != "host";
    request.headers.iter().filter(is_common).cloned().collect()
}

#[tokio::test]
async fn every_hook_sees_the_request_that_is_sent() {
    for (keys, table) in tables() {
        for (operation, (request, seen)) in send_all(Some(table), None, None).await {
            assert!(!String::from_utf8_lossy(&request.body).contains("example.com"));
            for (place, seen) in seen.iter().enumerate() {
                assert_eq!(seen.len(), 5, "{operation} {keys} {place}");
                for seen in seen {
                    let at = format!("{operation}, {keys} keys, place {place}, {}", seen.hook);
                    assert_eq!(seen.body, request.body, "{at}");
                    assert_eq!(seen.method, "POST", "{at}");
                    assert!(seen.uri.ends_with('/'), "{at}: {}", seen.uri);
                    for name in ["content-type", "x-amz-target"] {
                        assert_eq!(seen.headers.get(name).map(String::as_str), request.header(name), "{at}");
                    }
                    // Nobody can say how long a body is that is still to come.
                    let may_lack_length = seen.hook == "read_after_serialization";
                    match seen.headers.get(LENGTH) {
                        None => assert!(may_lack_length, "{at}"),
                        Some(length) => assert_eq!(*length, request.body.len().to_string(), "{at}"),
                    }
                }
            }
        }
    }
}

#[tokio::test]
async fn a_request_has_the_headers_of_a_plain_one() {
    let plain = send_all(None, None, None).await;
    for (keys, table) in tables() {
        for (operation, (request, _)) in send_all(Some(table), None, None).await {
            assert_eq!(common(&request), common(&plain[&operation].0), "{operation}, {keys} keys");
            assert_eq!(request.length(), request.body.len());
            assert!(request.is_signed());
        }
    }
}

/// The values of the application's header.
fn own_headers(request: &Request) -> Vec<&str> {
    let is_own = |(name, _): &&(String, String)| name == "x-application";
    request.headers.iter().filter(is_own).map(|(_, value)| value.as_str()).collect()
}

/// What an interceptor can do to a request besides its body.
fn change(request: &mut HttpRequest) {
    let uri = format!("{}tenants/7?trace=on", request.uri());
    request.set_uri(uri).unwrap();
    let headers = request.headers_mut();
    headers.insert("x-application", "1");
    headers.append("x-application", "2");
    headers.insert("content-type", "application/x-amz-json-1.0; of=application");
}

#[tokio::test]
async fn what_an_interceptor_changes_is_sent() {
    for place in 0..3 {
        let plain = send_all(None, Some(change), Some(place)).await;
        for (keys, table) in tables() {
            for (operation, (request, _)) in send_all(Some(table), Some(change), Some(place)).await {
                let at = format!("{operation}, {keys} keys, place {place}");
                assert_eq!(request.target, "/tenants/7?trace=on", "{at}");
                assert_eq!(request.target, plain[&operation].0.target, "{at}");
                assert_eq!(common(&request), common(&plain[&operation].0), "{at}");
                assert_eq!(own_headers(&request), own_headers(&plain[&operation].0), "{at}");
                assert_eq!(request.length(), request.body.len(), "{at}");
            }
        }
    }
}

#[tokio::test]
async fn a_length_that_an_interceptor_takes_away_or_sets_is_left_alone() {
    let take_away: fn(&mut HttpRequest) = |request| drop(request.headers_mut().remove(LENGTH));
    let set: fn(&mut HttpRequest) = |request| drop(request.headers_mut().insert(LENGTH, "7"));
    for (change, expected) in [(take_away, None), (set, Some("7"))] {
        for ((keys, table), place) in tables().into_iter().zip(0..3) {
            let wire = Wire::empty();
            let own = |at| Application { change: (place == at).then_some(change), ..Application::default() };
            let last = Application { stops: true, ..own(2) };
            let config = wire.config().interceptor(own(0)).encrypt_tables([table]).unwrap();
            let client = Client::from_conf(config.interceptor(own(1)).build());
            let put = client.put_item().table_name("Customers");
            let put = put.set_item(Some(customer("1", 1, "a@example.com")));
            put.customize().interceptor(last.clone()).send().await.unwrap_err();
            let seen = last.seen.lock().unwrap();
            let seen = seen.iter().find(|seen| seen.hook == "read_before_transmit").unwrap();
            let length = seen.headers.get(LENGTH).map(String::as_str);
            assert_eq!(length, expected, "{keys} keys, place {place}");
        }
    }
}
