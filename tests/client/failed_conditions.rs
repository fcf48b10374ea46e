//! A failed condition is one, whether or not the item can be read that did not satisfy it; and no item that cannot be
//! read passes for a fault that may pass.

use std::collections::HashMap;
use std::error::Error as StdError;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::http::HttpResponse;
use aws_sdk_dynamodb::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_dynamodb::operation::RequestId;
use aws_sdk_dynamodb::types::ReturnValuesOnConditionCheckFailure::AllOld;
use aws_sdk_dynamodb::types::error::ConditionalCheckFailedException;
use aws_sdk_dynamodb::types::{ConditionCheck, Put, TransactWriteItem};
use dynamodb_item_encryptor::{
    BoxFuture, EncryptTables, Error, ErrorClass, Item, KeyError, Keyring, RawAesKeyring, TableConfig,
    UnreadableItem, UnwrapRequest, UnwrappedDataKey, WrapRequest, WrappedDataKey,
};
use serde_json::{Value, json};
use test_support::wire::Wire;
use test_support::{customer, customers, find, keyring, n, s, sealed, to_json, without_notes};

const FAILED: &str = "com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException";
const CANCELED: &str = "com.amazonaws.dynamodb.v20120810#TransactionCanceledException";

/// A key service that is out of reach for reading.
struct OutOfReach(RawAesKeyring);

impl Keyring for OutOfReach {
    fn wrap_data_key<'a>(
        &'a self,
        request: &'a WrapRequest<'a>,
    ) -> BoxFuture<'a, Result<Vec<WrappedDataKey>, KeyError>> {
        self.0.wrap_data_key(request)
    }

    fn unwrap_data_key<'a>(
        &'a self,
        _: &'a UnwrapRequest<'a>,
    ) -> BoxFuture<'a, Result<Option<UnwrappedDataKey>, KeyError>> {
        Box::pin(async { Err(KeyError::Unavailable("the key service is throttled".into())) })
    }
}

fn item() -> Item {
    without_notes(customer("1", 1, "ada@example.com"))
}

fn key() -> Item {
    HashMap::from([("id".to_owned(), s("1")), ("created".to_owned(), n(1))])
}

/// Items that cannot be opened, the table that cannot open them, and whose fault that is.
async fn unreadable() -> Vec<(&'static str, Value, TableConfig, ErrorClass)> {
    let own = || customers(keyring());
    let mut damaged = sealed(item()).await;
    damaged["plan"]["S"] = json!("platinum");
    let mut incomplete = sealed(item()).await;
    incomplete.as_object_mut().unwrap().remove("aws_dbe_foot");
    let other = RawAesKeyring::new("tests", "other", &[1; 32]).unwrap();
    let out_of_reach = customers(OutOfReach(keyring()));
    vec![
        ("damaged", damaged, own(), ErrorClass::Item),
        ("incomplete", incomplete, own(), ErrorClass::Item),
        ("plaintext", to_json(&item()), own(), ErrorClass::Item),
        ("of another key", sealed(item()).await, customers(other), ErrorClass::Item),
        ("out of reach", sealed(item()).await, out_of_reach, ErrorClass::Transient),
    ]
}

fn client(wire: &Wire, table: TableConfig) -> Client {
    Client::from_conf(wire.config().encrypt_tables([table]).unwrap().build())
}

/// Checks what goes with an error of the service that is `failed`.
fn assert_failed<E>(
    error: &SdkError<E, HttpResponse>,
    failed: Option<&ConditionalCheckFailedException>,
    class: ErrorClass,
    at: &str,
) where
    E: StdError + ProvideErrorMetadata + RequestId + Send + Sync + 'static,
{
    assert!(matches!(error, SdkError::ServiceError(_)), "{at}: {error:?}");
    let failed = failed.unwrap_or_else(|| panic!("{at}: {error:?}"));
    assert_eq!((failed.item(), failed.message()), (None, Some("The conditional request failed")), "{at}");
    assert_eq!(error.code(), Some("ConditionalCheckFailedException"), "{at}");
    assert_eq!(error.request_id(), Some("REQUEST1"), "{at}");
    let [left_out] = UnreadableItem::all_in(error) else { panic!("{at}: {error:?}") };
    assert_eq!((&left_out.key, left_out.error.class()), (&key(), class), "{at}");
    assert_eq!(Error::find_in(error).map(Error::class), Some(class), "{at}");
    // Trying again is no use, whatever would help to read the item.
    assert!(!Error::is_transient_in(error), "{at}");
    let why = left_out.error.to_string();
    assert_eq!(error.meta().extra("unreadable_item"), Some(why.as_str()), "{at}");
    let printed = format!("{error:?}");
    assert!(printed.contains("unreadable_item") && !printed.contains("example.com"), "{at}: {printed}");
}

#[derive(Debug)]
struct Wrapping<E>(E);

impl<E: std::fmt::Debug> std::fmt::Display for Wrapping<E> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("wrapping")
    }
}

impl<E: StdError + 'static> StdError for Wrapping<E> {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(&self.0)
    }
}

#[tokio::test]
async fn a_condition_that_failed_stays_one_without_the_item_that_cannot_be_read() {
    for (what, stored, table, class) in unreadable().await {
        let answer = json!({ "__type": FAILED, "message": "The conditional request failed", "Item": stored })
            .to_string();
        let wire = || {
            let answer = answer.clone();
            Wire::start(move |_, _| (400, answer.clone()))
        };
        macro_rules! check {
            ($operation:ident, $variant:ident, |$request:ident| $completed:expr) => {
                let wire = wire();
                let $request = client(&wire, table.clone()).$operation().table_name("Customers");
                let $request = $request.return_values_on_condition_check_failure(AllOld);
                let $request = $request.condition_expression("attribute_not_exists(id)");
                let error = $completed.send().await.unwrap_err();
                assert_eq!(wire.count(), 1);
                use aws_sdk_dynamodb::operation::$operation::$variant;
                let failed = match error.as_service_error() {
                    Some($variant::ConditionalCheckFailedException(failed)) => Some(failed),
                    _ => None,
                };
                assert_failed(&error, failed, class, &format!("{}, {what}", stringify!($operation)));
                let nested = Wrapping(error);
                assert_eq!(UnreadableItem::all_in(&nested).len(), 1);
                assert!(Error::find_in(&nested).is_some());
            };
        }
        check!(put_item, PutItemError, |put| put.set_item(Some(item())));
        check!(delete_item, DeleteItemError, |delete| delete.set_key(Some(key())));
        // An update of what is not sealed is not DynamoDB's to refuse: its condition was not alone.
        if what == "plaintext" {
            continue;
        }
        check!(update_item, UpdateItemError, |update| {
            let update = update.set_key(Some(key())).update_expression("SET #c = :c");
            update.expression_attribute_names("#c", ":counter").expression_attribute_values(":c", n(2))
        });
    }
}

#[tokio::test]
async fn an_item_that_can_be_read_stays_in_the_error() {
    let stored = sealed(item()).await;
    let answer = json!({ "__type": FAILED, "message": "no", "Item": stored }).to_string();
    let wire = Wire::start(move |_, _| (400, answer.clone()));
    let put = client(&wire, customers(keyring())).put_item().table_name("Customers").set_item(Some(item()));
    let put = put.condition_expression("attribute_not_exists(id)");
    let error = put.return_values_on_condition_check_failure(AllOld).send().await.unwrap_err();
    assert!(UnreadableItem::all_in(&error).is_empty() && Error::find_in(&error).is_none());
    assert_eq!(error.meta().extra("unreadable_item"), None);
    use aws_sdk_dynamodb::operation::put_item::PutItemError::ConditionalCheckFailedException;
    let ConditionalCheckFailedException(failed) = error.into_service_error() else { panic!() };
    assert_eq!(failed.item, Some(item()));
}

#[tokio::test]
async fn a_canceled_transaction_keeps_its_reasons_and_the_items_that_can_be_read() {
    use aws_sdk_dynamodb::operation::transact_write_items::TransactWriteItemsError::TransactionCanceledException;
    for (what, stored, table, class) in unreadable().await {
        let readable = sealed(without_notes(customer("2", 1, "bob@example.com"))).await;
        let reason = |item: &Value| json!({ "Code": "ConditionalCheckFailed", "Message": "no", "Item": item });
        let answer = json!({
            "__type": CANCELED,
            "message": "canceled",
            "CancellationReasons": [
                { "Code": "None" }, reason(&stored), reason(&readable), reason(&json!({ "id": { "S": "9" } })),
            ],
        })
        .to_string();
        let wire = Wire::start(move |_, _| (400, answer.clone()));
        let put = |id: &str| {
            let put = Put::builder().table_name("Customers");
            let put = put.set_item(Some(customer(id, 1, "eve@example.com")));
            let put = put.condition_expression("attribute_not_exists(id)");
            let put = put.return_values_on_condition_check_failure(AllOld).build().unwrap();
            TransactWriteItem::builder().put(put).build()
        };
        let check = ConditionCheck::builder().table_name("Orders").key("id", s("9"));
        let check = check.condition_expression("attribute_not_exists(id)").build().unwrap();
        let transaction = client(&wire, table).transact_write_items();
        let transaction =
            transaction.transact_items(put("3")).transact_items(put("1")).transact_items(put("2"));
        let transaction =
            transaction.transact_items(TransactWriteItem::builder().condition_check(check).build());
        let error = transaction.send().await.unwrap_err();
        assert_eq!(wire.count(), 1, "{what}");
        assert_eq!(Error::find_in(&error).map(Error::class), Some(class), "{what}");
        assert!(!Error::is_transient_in(&error));
        let is_of_all = class == ErrorClass::Transient || what == "of another key";
        let left_out: Vec<_> =
            UnreadableItem::all_in(&error).iter().map(|item| item.key["id"].clone()).collect();
        assert_eq!(left_out, if is_of_all { vec![s("1"), s("2")] } else { vec![s("1")] }, "{what}");
        assert_eq!(error.request_id(), Some("REQUEST1"));
        let TransactionCanceledException(canceled) = error.into_service_error() else { panic!("{what}") };
        assert_eq!(canceled.message(), Some("canceled"));
        let codes: Vec<_> =
            canceled.cancellation_reasons().iter().map(|reason| reason.code().unwrap()).collect();
        assert_eq!(
            codes,
            ["None", "ConditionalCheckFailed", "ConditionalCheckFailed", "ConditionalCheckFailed"]
        );
        let items: Vec<_> =
            canceled.cancellation_reasons.unwrap().into_iter().map(|reason| reason.item).collect();
        let bob = without_notes(customer("2", 1, "bob@example.com"));
        assert_eq!(items[..2], [None, None], "{what}");
        assert_eq!(items[2], (!is_of_all).then_some(bob), "{what}");
        assert_eq!(items[3], Some(HashMap::from([("id".to_owned(), s("9"))])), "{what}");
    }
}

/// What reads and what comes back from writes: for the SDK an error of the answer, which it does not retry.
#[tokio::test]
async fn only_what_may_pass_looks_as_if_it_might() {
    for (what, stored, table, class) in unreadable().await {
        let answer = json!({ "Item": stored }).to_string();
        let wire = Wire::start(move |_, _| (200, answer.clone()));
        let get = client(&wire, table).get_item().table_name("Customers").set_key(Some(key()));
        let error = get.send().await.unwrap_err();
        assert_eq!(wire.count(), 1, "{what}: the SDK has tried again");
        let own: &Error = find(&error).unwrap();
        assert_eq!(own.class(), class, "{what}");
        let may_pass = class == ErrorClass::Transient;
        assert_eq!((own.is_transient(), Error::is_transient_in(&error)), (may_pass, may_pass), "{what}");
    }
    // Writes whose keys cannot be had.
    let (wire, denied) = (Wire::empty(), customers(Writing(|| KeyError::Other("denied".into()))));
    let busy = customers(Writing(|| KeyError::Unavailable("busy".into())));
    for (table, may_pass) in [(denied, false), (busy, true)] {
        let put = client(&wire, table).put_item().table_name("Customers").set_item(Some(item()));
        let error = put.send().await.unwrap_err();
        assert!(matches!(error, SdkError::ConstructionFailure(_)));
        assert_eq!(Error::is_transient_in(&error), may_pass);
    }
    assert_eq!(wire.count(), 0);
    // What DynamoDB says itself.
    for (status, code, may_pass) in [
        (400, "ValidationException", false),
        (400, "AccessDeniedException", false),
        (400, "ResourceNotFoundException", false),
        (400, "ConditionalCheckFailedException", false),
        (400, "ProvisionedThroughputExceededException", true),
        (400, "ThrottlingException", true),
        (400, "TransactionConflictException", true),
        (500, "InternalServerError", true),
        (503, "?", true),
    ] {
        let wire = Wire::start(move |_, _| (status, json!({ "__type": code }).to_string()));
        let put = client(&wire, customers(keyring())).put_item().table_name("Customers");
        let error = put.set_item(Some(item())).send().await.unwrap_err();
        assert_eq!(Error::is_transient_in(&error), may_pass, "{code}");
    }
    // What was refused, and what never got there.
    let put = client(&wire, customers(keyring())).put_item().table_name("customers").set_item(Some(item()));
    assert!(!Error::is_transient_in(&put.send().await.unwrap_err()));
    let nowhere = test_support::config("http://127.0.0.1:1").encrypt_tables([customers(keyring())]).unwrap();
    let put = Client::from_conf(nowhere.build()).put_item().table_name("Customers").set_item(Some(item()));
    assert!(Error::is_transient_in(&put.send().await.unwrap_err()));
}

/// A key service that fails to wrap.
struct Writing(fn() -> KeyError);

impl Keyring for Writing {
    fn wrap_data_key<'a>(
        &'a self,
        _: &'a WrapRequest<'a>,
    ) -> BoxFuture<'a, Result<Vec<WrappedDataKey>, KeyError>> {
        Box::pin(async { Err((self.0)()) })
    }

    fn unwrap_data_key<'a>(
        &'a self,
        _: &'a UnwrapRequest<'a>,
    ) -> BoxFuture<'a, Result<Option<UnwrappedDataKey>, KeyError>> {
        Box::pin(async { Ok(None) })
    }
}
