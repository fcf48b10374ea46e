//! A read that has to wait for something before it is sent.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::interceptors::BeforeTransmitInterceptorContextRef;
use aws_sdk_dynamodb::config::{ConfigBag, Intercept, RuntimeComponents};
use aws_sdk_dynamodb::operation::get_item::{GetItem, GetItemError, GetItemInput, GetItemOutput};
use aws_smithy_runtime_api::client::ser_de::SharedRequestSerializer;
use aws_smithy_types::config_bag::FrozenLayer;
use test_support::wire::Wire;
use test_support::{KEY, customer, n, s, sealed, without_notes};

use super::interceptor::{EncryptingInterceptor, Own};
use super::request::{SealingSerializer, Wrap};
use crate::client::operation::data_operation::DataOperation;
use crate::client::operation::item_operation::{ItemOperation, Placed, Preparation};
use crate::client::rules::matching::Mismatch;
use crate::client::rules::refusal::Refusal;
use crate::client::rules::tables::{Tables, Target};
use crate::error::{BoxError, Error};
use crate::{RawAesKeyring, TableConfig};

/// What the read asks for when it has waited.
const PREPARED: &str = "prepared";

/// GetItem, but that it waits before it is sent.
#[derive(Debug)]
struct WaitingGet;

impl DataOperation for WaitingGet {
    type Input = GetItemInput;

    fn targets(input: &GetItemInput) -> impl Iterator<Item = Target<'_>> {
        GetItem::targets(input)
    }

    fn layer() -> Option<FrozenLayer> {
        GetItem::layer()
    }

    fn empty_input() -> Option<GetItemInput> {
        GetItem::empty_input()
    }
}

impl ItemOperation for WaitingGet {
    type Output = GetItemOutput;
    type Error = GetItemError;
    type Plan = <GetItem as ItemOperation>::Plan;

    fn check(input: &mut GetItemInput, tables: &Tables) -> Result<Self::Plan, Refusal> {
        GetItem::check(input, tables)
    }

    fn prepare(_plan: &Arc<Self::Plan>, mut input: GetItemInput) -> Preparation<GetItemInput> {
        Preparation::Waiting(Box::pin(async move {
            tokio::time::sleep(Duration::from_millis(20)).await;
            if input.consistent_read == Some(false) {
                return Err(Error::Abandoned { table: "Customers".to_owned() });
            }
            input.projection_expression = Some(PREPARED.to_owned());
            Ok(input)
        }))
    }

    async fn match_output(plan: &Self::Plan, output: &mut GetItemOutput) -> Result<(), Mismatch> {
        GetItem::match_output(plan, output).await
    }

    fn items_out<'a>(plan: &'a Self::Plan, output: &'a mut GetItemOutput) -> Vec<Placed<'a>> {
        GetItem::items_out(plan, output)
    }
}

fn waiting(wrap: &Wrap, _: &ConfigBag) -> Option<SharedRequestSerializer> {
    let serializer = SealingSerializer::<WaitingGet>::new(wrap.clone());
    (wrap.operation == "GetItem").then(|| SharedRequestSerializer::new(serializer))
}

/// The bodies that an interceptor of the application sees, in the hook of that name.
#[derive(Debug, Clone, Default)]
struct Seen(Arc<Mutex<Vec<Body>>>);

/// A hook's name, and the body that it saw.
type Body = (&'static str, Vec<u8>);

impl Seen {
    fn see(&self, hook: &'static str, context: &BeforeTransmitInterceptorContextRef<'_>) {
        let body = context.request().body().bytes().map(<[u8]>::to_vec).unwrap_or_default();
        self.0.lock().unwrap().push((hook, body));
    }
}

impl Intercept for Seen {
    fn name(&self) -> &'static str {
        "seen"
    }

    fn read_before_attempt(
        &self,
        context: &BeforeTransmitInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        self.see("attempt", context);
        Ok(())
    }

    fn read_before_signing(
        &self,
        context: &BeforeTransmitInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        self.see("signing", context);
        Ok(())
    }

    fn read_before_transmit(
        &self,
        context: &BeforeTransmitInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        self.see("transmit", context);
        Ok(())
    }
}

fn client(wire: &Wire, seen: Seen) -> Client {
    let keyring = RawAesKeyring::new("tests", "key", &KEY).unwrap();
    let table = TableConfig::builder("Customers").partition_key("id").sort_key("created");
    let tables = Tables::new([table
        .encrypt(["email"])
        .sign(["plan"])
        .unsigned_prefix(":")
        .keyring(keyring)
        .build()
        .unwrap()])
    .unwrap();
    let own = Own { serializer: waiting, may_call: |_, _| false };
    let config = wire.config().interceptor(EncryptingInterceptor::new(tables, own)).interceptor(seen);
    Client::from_conf(config.build())
}

#[tokio::test]
async fn a_read_that_waits_is_sent_once_as_it_was_prepared() {
    let item = without_notes(customer("1", 1, "a@example.com"));
    let stored = sealed(item.clone()).await;
    let wire = Wire::start(move |_, _| (200, serde_json::json!({ "Item": stored }).to_string()));
    let seen = Seen::default();
    let get = client(&wire, seen.clone()).get_item().table_name("Customers");
    let get = get.key("id", s("1")).key("created", n(1)).projection_expression("email");
    let output = get.send().await.unwrap();
    // The answer is opened, as that to any other read.
    assert_eq!(output.item, Some(item));

    let [request] = &wire.requests()[..] else { panic!("not sent once") };
    assert_eq!(request.json()["ProjectionExpression"], PREPARED);
    assert!(request.is_signed());
    // Interceptors have never seen another.
    let seen = seen.0.lock().unwrap();
    assert_eq!(seen.iter().map(|(hook, _)| *hook).collect::<Vec<_>>(), ["attempt", "signing", "transmit"]);
    assert!(seen.iter().all(|(_, body)| *body == request.body), "{seen:?}");
}

#[tokio::test]
async fn a_read_that_waits_is_not_sent_when_its_preparation_fails() {
    let wire = Wire::empty();
    let get = client(&wire, Seen::default()).get_item().table_name("Customers").consistent_read(false);
    let error = get.key("id", s("1")).key("created", n(1)).send().await.unwrap_err();
    let error: &Error = test_support::find(&error).unwrap();
    assert!(matches!(error, Error::Abandoned { .. }), "{error:?}");
    assert_eq!(wire.count(), 0);
}

#[tokio::test]
async fn a_read_that_has_waited_is_prepared_once_for_all_attempts() {
    let item = without_notes(customer("1", 1, "a@example.com"));
    let stored = sealed(item.clone()).await;
    let wire = Wire::start(move |number, _| match number {
        1 => (500, serde_json::json!({ "__type": "InternalServerError" }).to_string()),
        _ => (200, serde_json::json!({ "Item": stored }).to_string()),
    });
    let seen = Seen::default();
    let get = client(&wire, seen).get_item().table_name("Customers");
    let output = get.key("id", s("1")).key("created", n(1)).send().await.unwrap();
    assert_eq!(output.item, Some(item));
    let [first, second] = &wire.requests()[..] else { panic!("not sent twice") };
    assert_eq!(first.body, second.body);
    assert_eq!(second.json()["ProjectionExpression"], PREPARED);
}
