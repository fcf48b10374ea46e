//! The function on a stream: which records of a batch come again.

use std::sync::{Arc, Mutex};

use aws_lambda_events::event::dynamodb::{Event, EventRecord};
use aws_sdk_dynamodb::types::AttributeValue::{self, S};
use dynamodb_item_encryptor::{
    BoxError, BoxFuture, Error, ErrorClass, Item, ItemEncryptor, Keyring, KmsKeyring, MultiKeyring,
    RawAesKeyring, TableConfig,
};
use lambda_runtime::{Context, LambdaEvent, service_fn, tower::ServiceExt};
use serde_json::{Value, json};
use services::customer::{Customer, LOGICAL_NAME};
use services::stream::{Change, SetAside, StreamFunction, Work};
use test_support::kms::{Fault, Kms};

const SECRET: &str = "ada@example.com";

fn keyring() -> RawAesKeyring {
    RawAesKeyring::new("shops", "customers", &[7; 32]).unwrap()
}

fn encryptor(keyring: impl Keyring + 'static) -> ItemEncryptor {
    let table = TableConfig::for_type::<Customer>(LOGICAL_NAME).keyring(keyring).build().unwrap();
    ItemEncryptor::new(table)
}

fn customer(id: &str, email: &str) -> Customer {
    Customer { shop: "shop-1".into(), id: id.into(), email: email.into(), plan: "premium".into() }
}

async fn sealed(customer: &Customer) -> Item {
    let item = dynamodb_item_encryptor::typed::to_item(customer).unwrap();
    encryptor(keyring()).encrypt_item(item).await.unwrap()
}

/// An attribute in DynamoDB JSON, as Lambda delivers it.
fn in_json(value: &AttributeValue) -> Value {
    match value {
        S(text) => json!({ "S": text }),
        AttributeValue::B(bytes) => json!({ "B": base64(bytes.as_ref()) }),
        other => panic!("no other types here: {other:?}"),
    }
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let bits =
            chunk.iter().chain([0, 0].iter()).take(3).fold(0, |bits, byte| bits << 8 | usize::from(*byte));
        for place in 0..4 {
            let letter = LETTERS[bits >> (18 - 6 * place) & 63];
            text.push(if place <= chunk.len() { letter.into() } else { '=' });
        }
    }
    text
}

fn record(number: usize, old: Option<&Item>, new: Option<&Item>) -> Value {
    let image =
        |item: &Item| item.iter().map(|(name, value)| (name.clone(), in_json(value))).collect::<Value>();
    let name = match (old, new) {
        (None, _) => "INSERT",
        (_, None) => "REMOVE",
        _ => "MODIFY",
    };
    let mut change = json!({ "SequenceNumber": number.to_string(), "StreamViewType": "NEW_AND_OLD_IMAGES",
        "ApproximateCreationDateTime": 1_785_000_000.0, "SizeBytes": 99 });
    for (image_name, item) in [("OldImage", old), ("NewImage", new)] {
        if let Some(item) = item {
            change[image_name] = image(item);
        }
    }
    json!({ "eventID": format!("event-{number}"), "eventName": name, "eventSource": "aws:dynamodb",
        "awsRegion": "eu-west-1", "dynamodb": change })
}

#[derive(Clone, Default)]
struct Done(Arc<Mutex<Vec<Change>>>);

impl Work for Done {
    fn changed(&self, change: Change) -> BoxFuture<'_, Result<(), BoxError>> {
        let id =
            |customer: &Option<Customer>| customer.as_ref().is_some_and(|customer| customer.id == "refused");
        let result = if id(&change.new) { Err("the queue is full".into()) } else { Ok(()) };
        self.0.lock().unwrap().push(change);
        Box::pin(async { result })
    }
}

#[derive(Clone, Default)]
struct Kept(Arc<Mutex<Vec<(String, ErrorClass)>>>, bool);

impl SetAside for Kept {
    fn keep<'a>(&'a self, record: &'a EventRecord, why: &'a Error) -> BoxFuture<'a, Result<(), BoxError>> {
        assert!(!why.to_string().contains(SECRET));
        self.0.lock().unwrap().push((record.event_id.clone(), why.class()));
        let result = if self.1 { Err("no such queue".into()) } else { Ok(()) };
        Box::pin(async { result })
    }
}

/// Calls the function as Lambda's runtime does, from JSON to JSON; the sequence numbers that come again.
async fn call<W: Work + 'static>(
    function: StreamFunction<W>,
    records: Vec<Value>,
) -> Result<Vec<String>, Error> {
    let function = Arc::new(function);
    let handler = service_fn(|event: LambdaEvent<Event>| {
        let function = Arc::clone(&function);
        async move { function.handle(event.payload).await }
    });
    let event: Event = serde_json::from_value(json!({ "Records": records })).unwrap();
    let response = handler.oneshot(LambdaEvent::new(event, Context::default())).await?;
    let response = serde_json::to_value(response).unwrap();
    let failures = response["batchItemFailures"].as_array().unwrap();
    Ok(failures.iter().map(|failure| failure["itemIdentifier"].as_str().unwrap().to_owned()).collect())
}

/// A batch whose second record was damaged by somebody, and the customers of the others.
async fn damaged_batch() -> (Vec<Value>, Vec<Change>) {
    let (ada, moved) = (customer("1", SECRET), customer("1", "countess@example.com"));
    let (stored, changed) = (sealed(&ada).await, sealed(&moved).await);
    let mut damaged = stored.clone();
    damaged.insert("plan".into(), S("unlimited".into()));
    let records = vec![
        record(1, None, Some(&stored)),
        record(2, None, Some(&damaged)),
        record(3, Some(&stored), Some(&changed)),
        record(4, Some(&changed), None),
    ];
    let changes = vec![
        Change { old: None, new: Some(ada.clone()) },
        Change { old: Some(ada), new: Some(moved.clone()) },
        Change { old: Some(moved), new: None },
    ];
    (records, changes)
}

#[tokio::test]
async fn a_damaged_record_is_reported_alone_and_all_others_are_worked_through() {
    let (records, changes) = damaged_batch().await;
    let done = Done::default();
    let again = call(StreamFunction::new(encryptor(keyring()), done.clone()), records).await.unwrap();
    assert_eq!(again, ["2"]);
    assert_eq!(*done.0.lock().unwrap(), changes);
}

#[tokio::test]
async fn a_damaged_record_that_was_set_aside_is_not_reported() {
    for is_broken in [false, true] {
        let (records, changes) = damaged_batch().await;
        let (done, kept) = (Done::default(), Kept(Arc::default(), is_broken));
        let function = StreamFunction::new(encryptor(keyring()), done.clone()).set_aside(kept.clone());
        let again = call(function, records).await.unwrap();
        // What could not be kept is not lost.
        assert_eq!(again, if is_broken { vec!["2"] } else { vec![] });
        assert_eq!(*kept.0.lock().unwrap(), [("event-2".to_owned(), ErrorClass::Item)]);
        assert_eq!(*done.0.lock().unwrap(), changes);
    }
}

#[tokio::test]
async fn where_the_key_service_refuses_records_wait_in_their_order() {
    let kms = Kms::start();
    let arn = kms.create_key();
    let encryptor = || encryptor(KmsKeyring::new(kms.client(), &arn).unwrap());
    let item = dynamodb_item_encryptor::typed::to_item(&customer("1", SECRET)).unwrap();
    let stored = encryptor().encrypt_item(item).await.unwrap();
    let records = || (1..=3).map(|number| record(number, None, Some(&stored))).collect();
    for fault in [Fault::Throttling, Fault::AccessDenied] {
        let done = Done::default();
        kms.inject(Some("Decrypt"), 1_000, fault);
        let again = call(StreamFunction::new(encryptor(), done.clone()), records()).await.unwrap();
        assert_eq!(again, ["1"]);
        assert!(done.0.lock().unwrap().is_empty(), "those behind it wait");
        kms.heal();
        let again = call(StreamFunction::new(encryptor(), done.clone()), records()).await.unwrap();
        assert!(again.is_empty());
        assert_eq!(done.0.lock().unwrap().len(), 3);
    }
}

#[tokio::test]
async fn a_record_that_cannot_be_worked_through_now_holds_up_those_behind_it() {
    let (first, refused) = (sealed(&customer("1", SECRET)).await, sealed(&customer("refused", SECRET)).await);
    let records =
        vec![record(1, None, Some(&first)), record(2, None, Some(&refused)), record(3, None, Some(&first))];
    let done = Done::default();
    let again = call(StreamFunction::new(encryptor(keyring()), done.clone()), records).await.unwrap();
    assert_eq!(again, ["2"]);
    assert_eq!(done.0.lock().unwrap().len(), 2, "the third waits for the second");
}

#[tokio::test]
async fn records_of_other_keys_are_damaged_and_binary_and_deleted_ones_come_through() {
    let other = RawAesKeyring::new("shops", "other", &[9; 32]).unwrap();
    let stored = sealed(&customer("1", SECRET)).await;
    let done = Done::default();
    let function = StreamFunction::new(encryptor(other), done.clone());
    assert_eq!(call(function, vec![record(7, None, Some(&stored))]).await.unwrap(), ["7"]);
    assert!(done.0.lock().unwrap().is_empty());
    // A keyring that reads both.
    let both =
        MultiKeyring::new(RawAesKeyring::new("shops", "other", &[9; 32]).unwrap()).and_to_read(keyring());
    let function = StreamFunction::new(encryptor(both), done.clone());
    assert!(call(function, vec![record(7, Some(&stored), None)]).await.unwrap().is_empty());
    assert_eq!(*done.0.lock().unwrap(), [Change { old: Some(customer("1", SECRET)), new: None }]);
}
