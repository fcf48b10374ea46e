//! Every fault with every operation: calls end as they do without encryption.

use std::collections::{BTreeMap, HashMap};
use std::error::Error as StdError;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_dynamodb::types::{
    AttributeValue, DeleteRequest, Get, KeysAndAttributes, Put, PutRequest, ReturnValue,
    ReturnValuesOnConditionCheckFailure, TransactGetItem, TransactWriteItem, WriteRequest,
};
use dynamodb_item_encryptor::{Error, Item};

use test_support::fault::{Fault, Refusal};
use test_support::workload::accounts::{Rng, Secrets, TABLE, in_order, key};
use test_support::workload::setup::{Keys, LATE, Setup};
use test_support::{n, s};

const WRITES: [&str; 6] =
    ["PutItem", "PutItem if absent", "DeleteItem", "UpdateItem", "BatchWriteItem", "TransactWriteItems"];
const READS: [&str; 5] = ["GetItem", "BatchGetItem", "TransactGetItems", "Query", "Scan"];

/// Those after which the SDK is told something, or sees that it will not be.
fn faults() -> Vec<Fault> {
    vec![
        Fault::DropUnread,
        Fault::DropInRequest,
        Fault::Refuse(Refusal::internal()),
        Fault::Refuse(Refusal::throughput()),
        Fault::Refuse(Refusal::throttling()),
        Fault::Refuse(Refusal::request_limit()),
        Fault::Conflict,
        Fault::LoseAnswer,
        Fault::ReplaceAnswer(Refusal::internal()),
        Fault::DropInAnswer,
        Fault::CutAnswer,
    ]
}

/// What came of a call: in a word, what was read, and whether an error is one of ours.
struct End {
    outcome: String,
    read: Vec<Item>,
    is_our_error: bool,
}

fn end<T, E>(result: Result<T, SdkError<E>>, read: impl FnOnce(T) -> Vec<Item>) -> End
where
    E: StdError + ProvideErrorMetadata + 'static,
{
    let outcome = match &result {
        Ok(_) => "Ok".to_owned(),
        Err(SdkError::ServiceError(error)) => format!("ServiceError {:?}", error.err().code()),
        Err(error) => format!("{error:?}").split('(').next().unwrap().to_owned(),
    };
    let is_our_error = result.as_ref().is_err_and(|error| Error::find_in(error).is_some());
    let read = result.map(read).unwrap_or_default();
    End { outcome, read: read.into_iter().map(in_order).collect(), is_our_error }
}

/// Carries out an operation on an item that exists. Writes leave the item as it is, or change no more
/// than its unsigned attribute, or, in a batch or transaction, write it again and delete another.
async fn call(client: &Client, operation: &str, item: &Item) -> End {
    let id = item["id"].as_s().unwrap();
    match operation {
        "PutItem" => {
            let put = client.put_item().table_name(TABLE).set_item(Some(item.clone()));
            end(put.return_values(ReturnValue::AllOld).send().await, |output| vec![output.attributes.unwrap()])
        }
        "PutItem if absent" => {
            let put = client.put_item().table_name(TABLE).set_item(Some(item.clone()));
            let put = put.condition_expression("attribute_not_exists(id)");
            let all_old = ReturnValuesOnConditionCheckFailure::AllOld;
            end(put.return_values_on_condition_check_failure(all_old).send().await, |_| Vec::new())
        }
        "DeleteItem" => {
            let delete = client.delete_item().table_name(TABLE).set_key(Some(key("another")));
            end(delete.send().await, |_| Vec::new())
        }
        "UpdateItem" => {
            let update = client.update_item().table_name(TABLE).set_key(Some(key(id)));
            let update = update.update_expression("SET #s = :v").expression_attribute_names("#s", ":seen");
            let update = update.expression_attribute_values(":v", n(0)).return_values(ReturnValue::AllNew);
            end(update.send().await, |output| vec![output.attributes.unwrap()])
        }
        "BatchWriteItem" => {
            let put = PutRequest::builder().set_item(Some(item.clone())).build().unwrap();
            let delete = DeleteRequest::builder().set_key(Some(key("another"))).build().unwrap();
            let requests = vec![
                WriteRequest::builder().put_request(put).build(),
                WriteRequest::builder().delete_request(delete).build(),
            ];
            end(client.batch_write_item().request_items(TABLE, requests).send().await, |_| Vec::new())
        }
        "TransactWriteItems" => {
            let put = Put::builder().table_name(TABLE).set_item(Some(item.clone())).build().unwrap();
            let part = TransactWriteItem::builder().put(put).build();
            end(client.transact_write_items().transact_items(part).send().await, |_| Vec::new())
        }
        "GetItem" => {
            let get = client.get_item().table_name(TABLE).set_key(Some(key(id)));
            end(get.send().await, |output| vec![output.item.unwrap()])
        }
        "BatchGetItem" => {
            let keys = KeysAndAttributes::builder().keys(key(id)).build().unwrap();
            let get = client.batch_get_item().request_items(TABLE, keys);
            end(get.send().await, |output| output.responses.unwrap().remove(TABLE).unwrap())
        }
        "TransactGetItems" => {
            let get = Get::builder().table_name(TABLE).set_key(Some(key(id))).build().unwrap();
            let get = client.transact_get_items().transact_items(TransactGetItem::builder().get(get).build());
            let items = |responses: Vec<aws_sdk_dynamodb::types::ItemResponse>| {
                responses.into_iter().map(|response| response.item.unwrap()).collect()
            };
            end(get.send().await, |output| items(output.responses.unwrap()))
        }
        "Query" => {
            let query = client.query().table_name(TABLE).key_condition_expression("id = :id");
            let query = query.expression_attribute_values(":id", s(id));
            end(query.send().await, |output| output.items.unwrap())
        }
        "Scan" => {
            let scan = client.scan().table_name(TABLE).filter_expression("id = :id");
            end(scan.expression_attribute_values(":id", s(id)).send().await, |output| output.items.unwrap())
        }
        other => panic!("{other}"),
    }
}

struct Twins {
    setup: Setup,
    /// What each client has stored.
    items: [Item; 2],
    clients: [Client; 2],
}

impl Twins {
    /// A client that encrypts and one that does not, each with an item.
    async fn new(keys: Keys) -> Twins {
        let setup = Setup::new(keys).await;
        let clients = [setup.wrapped_with(setup.patient_config(&setup.proxy.url)), setup.plain()];
        let (secrets, mut rng) = (Secrets::default(), Rng(6));
        let items = ["wrapped", "plain"].map(|id| secrets.account(&mut rng, id));
        for (client, item) in clients.iter().zip(&items) {
            client.put_item().table_name(TABLE).set_item(Some(item.clone())).send().await.unwrap();
        }
        Twins { setup, items, clients }
    }

    /// How a call ends with one of the two after this fault, and how often it was sent.
    async fn end(&self, which: usize, operation: &str, fault: &Fault) -> (usize, End) {
        let first = self.setup.proxy.count();
        self.setup.inject(fault);
        let end = call(&self.clients[which], operation, &self.items[which]).await;
        let attempts = self.setup.proxy.exchanges_from(first);
        let whole: Vec<_> = attempts.iter().filter(|exchange| exchange.is_whole).collect();
        let is_same = whole.windows(2).all(|pair| pair[0].request.body == pair[1].request.body);
        assert!(is_same, "{operation}, {fault:?}: a retry sends other bytes");
        (attempts.len(), end)
    }
}

#[tokio::test]
async fn calls_end_as_without_encryption_and_use_each_key_once() {
    let twins = Twins::new(Keys::Kms).await;
    let Twins { setup, items, .. } = &twins;
    let mut outcomes = BTreeMap::<_, usize>::new();
    for operation in WRITES.into_iter().chain(READS) {
        for fault in faults() {
            setup.kms.forget_calls();
            let (attempts, wrapped) = twins.end(0, operation, &fault).await;
            let calls = (setup.kms.count("GenerateDataKey"), setup.kms.count("Decrypt"));
            let (plain_attempts, plain) = twins.end(1, operation, &fault).await;
            let expected = (plain_attempts, plain.outcome.as_str());
            assert_eq!((attempts, wrapped.outcome.as_str()), expected, "{operation}, {fault:?}");
            let what = format!("{operation}, {fault:?}: {attempts} attempts, {}", wrapped.outcome);
            assert!(wrapped.read.iter().all(|item| *item == items[0]), "{what}");
            assert_eq!(wrapped.read.len(), plain.read.len(), "{what}");

            let puts = operation.starts_with("PutItem")
                || ["BatchWriteItem", "TransactWriteItems"].contains(&operation);
            let is_read = !wrapped.read.is_empty() || wrapped.outcome.contains("ConditionalCheckFailed");
            assert_eq!(calls, (usize::from(puts), usize::from(is_read)), "{what}");
            *outcomes.entry((attempts, wrapped.outcome)).or_default() += 1;
        }
    }
    println!("{outcomes:?}");
    assert!(outcomes.len() >= 5, "{outcomes:?}");
}

#[tokio::test]
async fn an_attempt_that_takes_too_long_is_made_again_with_the_same_bytes() {
    let mut twins = Twins::new(Keys::Kms).await;
    twins.clients[0] = twins.setup.wrapped();
    for operation in ["PutItem", "BatchWriteItem", "TransactWriteItems", "GetItem"] {
        for fault in [Fault::LateRequest(LATE), Fault::LateAnswer(LATE)] {
            twins.setup.kms.forget_calls();
            let (attempts, end) = twins.end(0, operation, &fault).await;
            twins.setup.proxy.settle().await;
            // On a busy machine an attempt may take too long without a fault.
            assert!(attempts >= 2, "{operation}, {fault:?}");
            assert!(["Ok", "TimeoutError"].contains(&end.outcome.as_str()), "{operation}: {}", end.outcome);
            assert!(end.read.iter().all(|item| *item == twins.items[0]));
            assert!(operation == "GetItem" || twins.setup.kms.count("GenerateDataKey") == 1, "{operation}");
        }
    }
}

#[tokio::test]
async fn an_answer_with_one_wrong_character_is_refused_and_not_asked_for_again() {
    let twins = Twins::new(Keys::Raw).await;
    let mut rng = Rng(7);
    let with_items = ["PutItem", "PutItem if absent", "UpdateItem"];
    for operation in with_items.into_iter().chain(READS) {
        for _ in 0..25 {
            let (attempts, end) = twins.end(0, operation, &Fault::FlipAnswer(rng.number())).await;
            assert_eq!((attempts, end.is_our_error), (1, true), "{operation}: {}", end.outcome);
            // DynamoDB's own error stays, without the item.
            let is_own = operation == "PutItem if absent" && end.outcome.contains("ConditionalCheckFailed");
            assert!(is_own || end.outcome == "ResponseError", "{operation}: {}", end.outcome);
            assert!(end.read.is_empty(), "{operation}");
        }
    }
}

#[tokio::test]
async fn what_a_batch_leaves_is_asked_for_again_with_the_same_projection() {
    let setup = Setup::new(Keys::Raw).await;
    let client = setup.wrapped_with(setup.patient_config(&setup.proxy.url));
    let (secrets, mut rng) = (Secrets::default(), Rng(12));
    let items: Vec<_> = (0..6).map(|id| secrets.account(&mut rng, &id.to_string())).collect();
    for item in &items {
        client.put_item().table_name(TABLE).set_item(Some(item.clone())).send().await.unwrap();
    }
    let first = setup.proxy.count();
    setup.proxy.set_plan(|_| Some(Fault::Part(0b10)));
    let keys = items.iter().map(|item| key(item["id"].as_s().unwrap())).collect();
    let wanted = KeysAndAttributes::builder().set_keys(Some(keys)).consistent_read(true);
    let wanted = wanted.projection_expression("#i, email, notes.#l[0]");
    let wanted = wanted.expression_attribute_names("#i", "id").expression_attribute_names("#l", "list");
    let (wanted, mut found) = (wanted.build().unwrap(), Vec::new());
    let mut left = HashMap::from([(TABLE.to_owned(), wanted.clone())]);
    while !left.is_empty() {
        let output = client.batch_get_item().set_request_items(Some(left)).send().await.unwrap();
        found.extend(output.responses.unwrap().remove(TABLE).unwrap());
        left = output.unprocessed_keys.unwrap_or_default();
        for rest in left.values() {
            let same = KeysAndAttributes::builder().set_keys(Some(rest.keys().to_vec())).consistent_read(true);
            let same = same.set_expression_attribute_names(wanted.expression_attribute_names().cloned());
            let same = same.set_projection_expression(wanted.projection_expression().map(str::to_owned));
            assert_eq!(*rest, same.build().unwrap());
        }
    }
    found.sort_by_key(|item| item["id"].as_s().unwrap().clone());
    for (found, item) in found.iter().zip(&items) {
        let notes = &item["notes"].as_m().unwrap()["list"].as_l().unwrap()[0];
        let notes = HashMap::from([("list".to_owned(), AttributeValue::L(vec![notes.clone()]))]);
        let projected =
            [("id", item["id"].clone()), ("email", item["email"].clone()), ("notes", AttributeValue::M(notes))];
        assert_eq!(*found, projected.map(|(name, value)| (name.to_owned(), value)).into());
    }
    let requests = setup.proxy.exchanges_from(first);
    assert_eq!((found.len(), requests.len()), (6, 3));
    assert!(requests.iter().all(|exchange| !exchange.request.json().to_string().contains("Projection")));
}
