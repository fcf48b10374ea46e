//! An endpoint that answers as it likes, with items that are genuine: nothing is handed out that was not asked for.

use std::collections::HashMap;
use std::error::Error as StdError;
use std::sync::atomic::{AtomicU32, Ordering};

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::{
    AttributeValue, ConditionCheck, Delete, DeleteRequest, Get, KeysAndAttributes, Put, PutRequest,
    ReturnValue, TransactGetItem, TransactWriteItem, Update, WriteRequest,
};
use dynamodb_item_encryptor::{
    AnswerProblem, EncryptTables, Error, Item, UnreadableItem, UnreadableItems, UpdateEncrypted, UpdateError,
};
use serde_json::{Value, json};
use test_support::wire::Wire;
use test_support::{customer, customers, find, keyring, n, s, sealed, without_notes};

const FAILED: &str = "com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException";
const CANCELED: &str = "com.amazonaws.dynamodb.v20120810#TransactionCanceledException";

/// A client of an endpoint that always answers this.
fn client(status: u16, answer: Value) -> Client {
    let wire = Wire::start(move |_, _| (status, answer.to_string()));
    Client::from_conf(wire.config().encrypt_tables([customers(keyring())]).unwrap().build())
}

/// As [`client`], where that is the name of another.
fn answering(answer: Value) -> Client {
    client(200, answer)
}

fn key(id: &str, created: u32) -> Item {
    HashMap::from([("id".to_owned(), s(id)), ("created".to_owned(), n(created))])
}

fn json_key(id: &str, created: u32) -> Value {
    json!({ "id": { "S": id }, "created": { "N": created.to_string() } })
}

fn item(id: &str, created: u32) -> Item {
    without_notes(customer(id, created, &format!("{id}@example.com")))
}

/// A genuine item, as it is stored.
async fn stored(id: &str, created: u32) -> Value {
    sealed(item(id, created)).await
}

fn names(names: &[&str]) -> Vec<String> {
    names.iter().map(|&name| name.to_owned()).collect()
}

fn other_key() -> AnswerProblem {
    AnswerProblem::OtherKey { attributes: names(&["created", "id"]) }
}

fn repeated_key() -> AnswerProblem {
    AnswerProblem::RepeatedKey { attributes: names(&["created", "id"]) }
}

/// The problem, with names of attributes in alphabetical order.
fn sorted(problem: &AnswerProblem) -> AnswerProblem {
    let mut problem = problem.clone();
    match &mut problem {
        AnswerProblem::OtherKey { attributes }
        | AnswerProblem::RepeatedKey { attributes }
        | AnswerProblem::KeyCondition { attributes }
        | AnswerProblem::LastEvaluatedKey { attributes } => attributes.sort(),
        _ => {}
    }
    problem
}

/// Checks that a call has failed for what was answered, and that the error says so without a value.
#[track_caller]
fn assert_refused<T: std::fmt::Debug, E: StdError + 'static>(outcome: Result<T, E>, expected: AnswerProblem) {
    let error = outcome.map(drop).expect_err("what was not asked for was handed out");
    let found: &Error = find(&error).unwrap_or_else(|| panic!("{error:?}"));
    let Error::UnexpectedAnswer { table, operation, problem } = found else { panic!("{found:?}") };
    assert_eq!((table.as_str(), sorted(problem)), ("Customers", expected));
    assert!(!found.is_of_item(), "an endpoint's fault is not the item's");
    assert!(find::<UnreadableItem>(&error).is_none(), "it would name the values of the key");
    let text = found.to_string();
    assert!(text.contains("'Customers'") && text.contains(operation.as_str()), "{text}");
    for value in ["alice", "mallory", "example.com", "gold", "silver"] {
        assert!(!text.contains(value), "{text}");
    }
}

#[tokio::test]
async fn a_read_by_key_hands_out_no_other_item() {
    let mut keyless = stored("alice", 1).await;
    keyless.as_object_mut().unwrap().remove("created");
    let mut list = stored("alice", 1).await;
    list["created"] = json!({ "L": [{ "N": "1" }] });
    for other in [stored("mallory", 1).await, stored("alice", 2).await, keyless, list, json!({})] {
        let client = client(200, json!({ "Item": other }));
        let get = client.get_item().table_name("Customers").set_key(Some(key("alice", 1)));
        assert_refused(get.clone().send().await, other_key());
        assert_refused(get.projection_expression("email").send().await, other_key());
    }
    // A number is the same however it is written.
    let client = client(200, json!({ "Item": stored("alice", 1).await }));
    let get = client.get_item().table_name("Customers").key("id", s("alice"));
    let got = get.key("created", AttributeValue::N("1.0".into())).send().await.unwrap();
    assert_eq!(got.item, Some(item("alice", 1)));
}

#[tokio::test]
async fn an_encrypted_update_is_not_shown_another_item() {
    let client = client(200, json!({ "Item": stored("mallory", 1).await }));
    let calls = AtomicU32::new(0);
    let update = client.update_encrypted("Customers", key("alice", 1)).send(|_| {
        calls.fetch_add(1, Ordering::SeqCst);
        Ok(())
    });
    let error = update.await.unwrap_err();
    assert!(matches!(error, UpdateError::Get(_)), "{error:?}");
    assert_refused(Err::<(), _>(error), other_key());
    assert_eq!(calls.load(Ordering::SeqCst), 0);
}

fn keys(created: &[u32]) -> KeysAndAttributes {
    let keys = created.iter().map(|created| key("alice", *created)).collect();
    KeysAndAttributes::builder().set_keys(Some(keys)).build().unwrap()
}

#[tokio::test]
async fn a_batch_hands_out_each_item_that_was_asked_for_once_and_no_other() {
    let (one, two) = (stored("alice", 1).await, stored("alice", 2).await);
    let (other, three) = (stored("mallory", 1).await, stored("alice", 3).await);
    let left = |keys: Value| json!({ "Customers": { "Keys": keys } });
    for (answer, expected) in [
        (json!({ "Responses": { "Customers": [one, other] } }), other_key()),
        (json!({ "Responses": { "Customers": [one, two, three] } }), other_key()),
        (json!({ "Responses": { "Customers": [{}] } }), other_key()),
        (json!({ "Responses": { "Customers": [one, two, one] } }), repeated_key()),
        (json!({ "Responses": { "Customers ": [one] } }), AnswerProblem::OtherTable),
        (json!({ "Responses": { "customers": [one] } }), AnswerProblem::OtherTable),
        (json!({ "Responses": { "Patients": [one] } }), AnswerProblem::OtherTable),
        (
            json!({ "Responses": { "arn:aws:dynamodb:eu-west-1:1:table/Customers": [one] } }),
            AnswerProblem::OtherTable,
        ),
        (json!({ "UnprocessedKeys": left(json!([json_key("mallory", 1)])) }), other_key()),
        (json!({ "UnprocessedKeys": left(json!([{ "id": { "S": "alice" } }])) }), other_key()),
        (
            json!({ "UnprocessedKeys": left(json!([json_key("alice", 2), json_key("alice", 2)])) }),
            repeated_key(),
        ),
        (
            json!({ "Responses": { "Customers": [two] }, "UnprocessedKeys": left(json!([json_key("alice", 2)])) }),
            repeated_key(),
        ),
        (
            json!({ "UnprocessedKeys": { "Customers ": { "Keys": [json_key("alice", 1)] } } }),
            AnswerProblem::OtherTable,
        ),
    ] {
        let unreadable = UnreadableItems::new();
        let batch = client(200, answer.clone()).batch_get_item().request_items("Customers", keys(&[1, 2]));
        let batch = batch.request_items("Orders", keys(&[1]));
        assert_refused(batch.clone().send().await, expected.clone());
        let batch = batch.customize().interceptor(unreadable.clone()).send().await;
        assert_refused(batch, expected);
        assert!(unreadable.take().is_empty(), "{answer}");
    }
}

#[tokio::test]
async fn a_batch_takes_the_names_of_the_tables_that_it_asked() {
    let arn = |name: &str| format!("arn:aws:dynamodb:eu-west-1:123456789012:table/{name}");
    for asked in ["Customers".to_owned(), arn("Customers")] {
        for (named, is_asked) in [
            ("Customers".to_owned(), true),
            (asked.clone(), true),
            (arn("Customers").replace("eu-west-1", "eu-west-2"), false),
            (arn("Customers") + "/index/by-plan", false),
        ] {
            let answer = json!({ "Responses": { &named: [stored("alice", 1).await], "Orders": [{}] } });
            let batch = client(200, answer).batch_get_item().request_items(&asked, keys(&[1]));
            let output = batch.request_items(arn("Orders"), keys(&[1])).send().await;
            if is_asked {
                let responses = output.unwrap().responses.unwrap();
                assert_eq!((&responses[&named], responses["Orders"].len()), (&vec![item("alice", 1)], 1));
            } else {
                assert_refused(output, AnswerProblem::OtherTable);
            }
        }
    }
}

#[tokio::test]
async fn keys_that_are_left_come_back_as_they_were_given() {
    // With more and other parameters than the request had.
    let answer = json!({ "UnprocessedKeys": { "Customers": {
        "Keys": [{ "id": { "S": "alice" }, "created": { "N": "1" } }],
        "ConsistentRead": false,
        "AttributesToGet": ["email"],
        "ProjectionExpression": "plan",
    } } });
    let mut given = key("alice", 0);
    given.insert("created".to_owned(), AttributeValue::N("1.0".into()));
    let request = |keys| {
        let request = KeysAndAttributes::builder().set_keys(Some(keys)).consistent_read(true);
        request.projection_expression("email").build().unwrap()
    };
    let batch = client(200, answer).batch_get_item();
    let batch = batch.request_items("Customers", request(vec![key("alice", 2), given.clone()]));
    let left = batch.send().await.unwrap().unprocessed_keys.unwrap();
    assert_eq!(left["Customers"], request(vec![given]));
}

fn get(id: &str, table: &str) -> TransactGetItem {
    let get = Get::builder().table_name(table).set_key(Some(key(id, 1))).projection_expression("email");
    TransactGetItem::builder().get(get.build().unwrap()).build()
}

#[tokio::test]
async fn a_transaction_hands_out_each_item_in_its_place() {
    let (alice, bob) = (stored("alice", 1).await, stored("bob", 1).await);
    let part = |item: &Value| json!({ "Item": item });
    let canceled = |reasons: Value| json!({ "__type": CANCELED, "CancellationReasons": reasons });
    for (status, answer, expected) in [
        (200, json!({ "Responses": [part(&bob), part(&alice), {}] }), Some(other_key())),
        (200, json!({ "Responses": [part(&alice), part(&alice), {}] }), Some(other_key())),
        (200, json!({ "Responses": [part(&alice), {}, {}, part(&bob)] }), Some(AnswerProblem::Count)),
        (200, json!({ "Responses": [part(&alice), {}, {}, {}] }), Some(AnswerProblem::Count)),
        (200, json!({ "Responses": [part(&alice)] }), Some(AnswerProblem::Count)),
        (400, canceled(json!([{ "Item": bob, "Code": "ConditionalCheckFailed" }])), Some(other_key())),
        (400, canceled(json!([{}, {}, {}, { "Item": bob }])), Some(AnswerProblem::Count)),
        (200, json!({ "Responses": [part(&alice), {}, { "Item": { "any": { "S": "x" } } }] }), None),
    ] {
        let transaction = client(status, answer.clone()).transact_get_items();
        let transaction = transaction.transact_items(get("alice", "Customers"));
        let transaction = transaction.transact_items(get("bob", "Customers"));
        let output = transaction.transact_items(get("bob", "Others")).send().await;
        match expected {
            Some(expected) => assert_refused(output, expected),
            None => {
                let responses = output.unwrap().responses.unwrap();
                assert_eq!(responses[0].item.as_ref().unwrap()["email"], s("alice@example.com"));
                assert_eq!(
                    responses[2].item.as_ref().unwrap().len(),
                    1,
                    "what is not encrypted is not touched"
                );
            }
        }
    }
    // An item of a cancelled transaction is open, or not there.
    let answer = canceled(json!([{ "Item": alice, "Code": "ConditionalCheckFailed" }]));
    let transaction = client(400, answer).transact_get_items().transact_items(get("alice", "Customers"));
    let error = transaction.send().await.unwrap_err().into_service_error();
    let aws_sdk_dynamodb::operation::transact_get_items::TransactGetItemsError::TransactionCanceledException(
        canceled,
    ) = error
    else {
        panic!("{error:?}")
    };
    assert_eq!(canceled.cancellation_reasons()[0].item(), Some(&item("alice", 1)));
}

/// Key conditions, each with items that satisfy it and items that do not, by `id` and `created`.
type Case = (&'static str, &'static [(&'static str, u32)], &'static [(&'static str, u32)]);

const CONDITIONS: [Case; 8] = [
    ("id = :id", &[("alice", 1), ("alice", 9)], &[("mallory", 1), ("Alice", 1), ("alice ", 1)]),
    ("id = :id AND created = :five", &[("alice", 5)], &[("alice", 4), ("mallory", 5)]),
    ("id = :id AND created < :five", &[("alice", 4)], &[("alice", 5), ("alice", 40)]),
    ("id = :id AND created <= :five", &[("alice", 5)], &[("alice", 6), ("alice", 50)]),
    ("id = :id AND created > :five", &[("alice", 10)], &[("alice", 5), ("mallory", 6)]),
    ("id = :id AND created >= :five", &[("alice", 5)], &[("alice", 4)]),
    ("id = :id AND created BETWEEN :five AND :nine", &[("alice", 5), ("alice", 9)], &[("alice", 10)]),
    (":nine > created AND (:id = id)", &[("alice", 8)], &[("alice", 9), ("mallory", 8)]),
];

fn values(expression: &str) -> Option<Item> {
    let nine = AttributeValue::N("9.0".into());
    let all = [(":id", s("alice")), (":five", n(5)), (":nine", nine), (":g", s("go"))];
    let used = all.into_iter().filter(|(name, _)| expression.contains(name));
    Some(used.map(|(name, value)| (name.to_owned(), value)).collect())
}

#[tokio::test]
async fn a_query_hands_out_only_what_satisfies_its_key_condition() {
    for (condition, right, wrong) in CONDITIONS {
        let mut attributes = names(if condition.contains("created") { &["created", "id"] } else { &["id"] });
        attributes.sort();
        let expected = AnswerProblem::KeyCondition { attributes };
        for (items, is_right) in
            [(right.to_vec(), true)].into_iter().chain(wrong.iter().map(|item| (vec![*item], false)))
        {
            let mut answers = Vec::new();
            for (id, created) in &items {
                answers.push(stored(id, *created).await);
            }
            let client = client(200, json!({ "Items": answers, "Count": items.len(), "ScannedCount": 2 }));
            let query = client.query().table_name("Customers").key_condition_expression(condition);
            let query = query.set_expression_attribute_values(values(condition));
            let unreadable = UnreadableItems::new();
            let projected = query.clone().projection_expression("email").customize();
            let projected = projected.interceptor(unreadable.clone()).send().await;
            assert!(unreadable.take().is_empty());
            if is_right {
                let expected: Vec<_> = items.iter().map(|(id, created)| item(id, *created)).collect();
                assert_eq!(query.send().await.unwrap().items(), expected, "{condition}");
                assert_eq!(projected.unwrap().count, i32::try_from(items.len()).unwrap());
            } else {
                assert_refused(query.send().await, expected.clone());
                assert_refused(projected, expected.clone());
            }
        }
    }
}

#[tokio::test]
async fn a_query_without_a_key_condition_has_no_items() {
    let client = client(200, json!({ "Items": [stored("alice", 1).await], "Count": 1, "ScannedCount": 1 }));
    let query = client.query().table_name("Customers").send().await;
    assert_refused(query, AnswerProblem::KeyCondition { attributes: Vec::new() });
}

#[tokio::test]
async fn a_query_of_an_index_hands_out_only_what_satisfies_its_key_condition() {
    let silver = async |created| {
        let mut item = item("mallory", created);
        item.insert("plan".to_owned(), s("silver"));
        sealed(item).await
    };
    let mut lacking = stored("alice", 1).await;
    lacking.as_object_mut().unwrap().remove("plan");
    let expected = AnswerProblem::KeyCondition { attributes: names(&["plan"]) };
    for (answer, is_right) in [(stored("mallory", 7).await, true), (silver(1).await, false), (lacking, false)] {
        for condition in ["#p = :g", "begins_with(#p, :g)"] {
            let client = client(200, json!({ "Items": [answer], "Count": 1, "ScannedCount": 1 }));
            let value = s(if condition.contains("begins") { "go" } else { "gold" });
            let query = client.query().table_name("Customers").index_name("by-plan");
            let query = query.key_condition_expression(condition).expression_attribute_names("#p", "plan");
            let output = query.expression_attribute_values(":g", value).send().await;
            if is_right {
                assert_eq!(output.unwrap().items(), [item("mallory", 7)]);
            } else {
                assert_refused(output, expected.clone());
            }
        }
    }
}

#[tokio::test]
async fn a_page_has_each_item_once_and_no_more_than_were_asked_for() {
    let (one, two) = (stored("alice", 1).await, stored("alice", 2).await);
    let again = stored("alice", 1).await;
    let page = |items: Value| json!({ "Items": items, "Count": 2, "ScannedCount": 2 });
    for (answer, expected) in [
        (page(json!([one, two, one])), repeated_key()),
        // Another version of an item is the same item.
        (page(json!([one, two, again])), repeated_key()),
        (page(json!([{ "id": { "S": "alice" } }])), other_key()),
    ] {
        let client = client(200, answer);
        let unreadable = UnreadableItems::new();
        let scan = client.scan().table_name("Customers");
        assert_refused(scan.clone().send().await, expected.clone());
        assert_refused(scan.projection_expression("email").send().await, expected.clone());
        let scan = client.scan().table_name("Customers").customize().interceptor(unreadable.clone());
        assert_refused(scan.send().await, expected.clone());
        assert!(unreadable.take().is_empty());
        let query = client.query().table_name("Customers").key_condition_expression("id = :id");
        assert_refused(query.set_expression_attribute_values(values(":id")).send().await, expected);
    }
    let client = client(200, page(json!([one, two])));
    assert_refused(client.scan().table_name("Customers").limit(1).send().await, AnswerProblem::Count);
    let scan = client.scan().table_name("Customers").limit(2).send().await.unwrap();
    assert_eq!(scan.items(), [item("alice", 1), item("alice", 2)]);
    // An item may move within an index while it is read.
    let client = answering(page(json!([one, again])));
    assert_eq!(client.scan().table_name("Customers").index_name("by-plan").send().await.unwrap().count, 2);
}

#[tokio::test]
async fn a_page_ends_at_a_key_that_it_could_have_read() {
    let expected = AnswerProblem::LastEvaluatedKey { attributes: names(&["created", "id"]) };
    let with = |name: &str, value: Value| {
        let mut key = json_key("alice", 1);
        key[name] = value;
        key
    };
    let gold = || json!({ "S": "gold" });
    // Each with whether a query of the table, a scan of it, and a query of an index can end there.
    for (last, can_end) in [
        (json_key("alice", 1), [true, true, false]),
        (json_key("mallory", 1), [false, true, false]),
        (with("plan", gold()), [false, false, true]),
        (with("plan", json!({ "S": "silver" })), [false, false, false]),
        (with("email", json!({ "S": "x" })), [false, false, false]),
        (with("created", json!({ "BOOL": true })), [false, false, false]),
        (json!({ "id": { "S": "alice" } }), [false, false, false]),
        (json!({}), [true, true, true]),
    ] {
        let client =
            client(200, json!({ "Items": [], "Count": 0, "ScannedCount": 1, "LastEvaluatedKey": last }));
        let query = client.query().table_name("Customers").key_condition_expression("id = :id");
        let query = query.set_expression_attribute_values(values(":id")).send().await.map(drop);
        let scan = client.scan().table_name("Customers").send().await.map(drop);
        let index = client.query().table_name("Customers").index_name("by-plan");
        let index = index.key_condition_expression("#p = :p").expression_attribute_names("#p", "plan");
        let index = index.expression_attribute_values(":p", s("gold")).send().await.map(drop);
        for (error, can_end) in
            [query.err().map(boxed), scan.err().map(boxed), index.err().map(boxed)].into_iter().zip(can_end)
        {
            match error {
                None => assert!(can_end, "{last}"),
                Some(Boxed(error)) => {
                    assert!(!can_end, "{last}: {error:?}");
                    let Some(Error::UnexpectedAnswer { problem, .. }) = find(&*error) else {
                        panic!("{error:?}")
                    };
                    assert_eq!(sorted(problem), expected);
                }
            }
        }
    }
}

struct Boxed(Box<dyn StdError>);

fn boxed(error: impl StdError + 'static) -> Boxed {
    Boxed(Box::new(error))
}

#[tokio::test]
async fn a_write_gives_back_no_other_item() {
    let (own, other) = (stored("alice", 1).await, stored("mallory", 1).await);
    let (alice, full) = (item("alice", 1), Some(key("alice", 1)));
    for (status, answer) in
        [(200, json!({ "Attributes": other })), (400, json!({ "__type": FAILED, "Item": other }))]
    {
        let client = client(status, answer);
        let put = client.put_item().table_name("Customers").set_item(Some(alice.clone()));
        // An endpoint need not care about what it was asked for.
        assert_refused(put.clone().send().await, other_key());
        assert_refused(put.return_values(ReturnValue::AllOld).send().await, other_key());
        let delete = client.delete_item().table_name("Customers").set_key(full.clone());
        assert_refused(delete.clone().send().await, other_key());
        assert_refused(delete.return_values(ReturnValue::AllOld).send().await, other_key());
        let update = client.update_item().table_name("Customers").set_key(full.clone());
        for returned in [ReturnValue::AllOld, ReturnValue::AllNew] {
            assert_refused(update.clone().return_values(returned).send().await, other_key());
        }
    }
    let client = client(200, json!({ "Attributes": own }));
    let put = client.put_item().table_name("Customers").set_item(Some(alice.clone()));
    let put = put.return_values(ReturnValue::AllOld).send().await.unwrap();
    assert_eq!(put.attributes, Some(alice));
}

#[tokio::test]
async fn an_update_gives_back_only_the_attributes_that_it_changes() {
    for (returned, answer, is_asked) in [
        (Some(ReturnValue::UpdatedNew), json!({ ":counter": { "N": "2" } }), true),
        (Some(ReturnValue::UpdatedOld), json!({}), true),
        (Some(ReturnValue::UpdatedNew), json!({ "email": { "S": "x" } }), false),
        (Some(ReturnValue::UpdatedOld), stored("alice", 1).await, false),
        (Some(ReturnValue::None), json!({ ":counter": { "N": "2" } }), false),
        (None, stored("alice", 1).await, false),
        (None, json!({}), true),
    ] {
        let client = client(200, json!({ "Attributes": answer }));
        let update = client.update_item().table_name("Customers").set_key(Some(key("alice", 1)));
        let update = update.update_expression("SET #c = :one").expression_attribute_names("#c", ":counter");
        let update = update.expression_attribute_values(":one", n(1)).set_return_values(returned);
        let output = update.send().await;
        if is_asked {
            assert_eq!(output.unwrap().attributes.unwrap().len(), answer.as_object().unwrap().len());
        } else {
            assert_refused(output, AnswerProblem::OtherAttributes);
        }
    }
}

/// A transaction of a write of each kind to `Customers`, of alice's items 1 to 4, and a write to another table.
fn writes() -> Vec<TransactWriteItem> {
    let builder = TransactWriteItem::builder;
    let put = |table: &str| Put::builder().table_name(table).set_item(Some(item("alice", 1))).build().unwrap();
    let delete = Delete::builder().table_name("Customers").set_key(Some(key("alice", 2)));
    let update = Update::builder().table_name("Customers").set_key(Some(key("alice", 3)));
    let update = update.update_expression("REMOVE #c").expression_attribute_names("#c", ":counter");
    let check = ConditionCheck::builder().table_name("Customers").set_key(Some(key("alice", 4)));
    let check = check.condition_expression("attribute_exists(id)");
    vec![
        builder().put(put("Customers")).build(),
        builder().delete(delete.build().unwrap()).build(),
        builder().update(update.build().unwrap()).build(),
        builder().condition_check(check.build().unwrap()).build(),
        builder().put(put("Others")).build(),
    ]
}

#[tokio::test]
async fn a_cancelled_transaction_shows_each_item_in_its_place() {
    let reasons = |place: usize, item: &Value| {
        let mut reasons = vec![json!({ "Code": "None" }); place];
        reasons.push(json!({ "Code": "ConditionalCheckFailed", "Item": item }));
        json!({ "__type": CANCELED, "CancellationReasons": reasons })
    };
    let send = async |answer: Value| {
        client(400, answer).transact_write_items().set_transact_items(Some(writes())).send().await
    };
    for place in 0..4 {
        let own = u32::try_from(place).unwrap() + 1;
        let error = send(reasons(place, &stored("alice", own).await)).await.unwrap_err().into_service_error();
        assert!(format!("{error:?}").contains("alice@example.com"), "{error:?}");
        for other in [stored("mallory", own).await, stored("alice", own + 1).await, json!({})] {
            assert_refused(send(reasons(place, &other)).await, other_key());
        }
    }
    let other = stored("mallory", 1).await;
    let error = send(reasons(4, &other)).await.unwrap_err();
    assert!(find::<Error>(&error).is_none(), "what is not encrypted is not touched");
    for surplus in [5, 9] {
        assert_refused(send(reasons(surplus, &other)).await, AnswerProblem::Count);
    }
}

#[tokio::test]
async fn what_a_batch_did_not_write_is_what_it_was_to_write() {
    let put = |item: Value| json!({ "PutRequest": { "Item": item } });
    let delete = |key: Value| json!({ "DeleteRequest": { "Key": key } });
    let (one, other) = (stored("alice", 1).await, stored("mallory", 1).await);
    let both = json!({ "PutRequest": { "Item": one }, "DeleteRequest": { "Key": json_key("alice", 2) } });
    let of = |name: &str, requests: Value| json!({ "UnprocessedItems": { name: requests } });
    let of_customers = |requests: Value| of("Customers", requests);
    let request = |id: &str, created| {
        let put = PutRequest::builder().set_item(Some(item(id, created))).build().unwrap();
        WriteRequest::builder().put_request(put).build()
    };
    let removal = DeleteRequest::builder().set_key(Some(key("alice", 2))).build().unwrap();
    let removal = WriteRequest::builder().delete_request(removal).build();
    for (answer, expected) in [
        (of_customers(json!([put(other.clone())])), other_key()),
        (of_customers(json!([put(stored("alice", 2).await)])), other_key()),
        (of_customers(json!([delete(json_key("alice", 1))])), other_key()),
        (of_customers(json!([delete(json_key("mallory", 2))])), other_key()),
        (of_customers(json!([delete(json!({ "id": { "S": "alice" } }))])), other_key()),
        (of_customers(json!([both])), other_key()),
        (of_customers(json!([{}])), other_key()),
        (of_customers(json!([put(one.clone()), put(one.clone())])), repeated_key()),
        (of("Customers ", json!([put(one.clone())])), AnswerProblem::OtherTable),
        (of("Patients", json!([put(one.clone())])), AnswerProblem::OtherTable),
    ] {
        let batch = client(200, answer.clone()).batch_write_item();
        let batch = batch.request_items("Customers", vec![request("alice", 1), removal.clone()]);
        let batch = batch.request_items("Others", vec![request("bob", 1)]);
        assert_refused(batch.send().await, expected);
    }
    // Whatever the endpoint has made of it.
    let mut changed = json_key("alice", 1);
    changed["email"] = json!({ "S": "mallory@example.com" });
    let answer = of_customers(json!([put(changed), delete(json_key("alice", 2))]));
    let given = vec![removal, request("alice", 1)];
    let batch = client(200, answer).batch_write_item().request_items("Customers", given.clone());
    let left = batch.send().await.unwrap().unprocessed_items.unwrap();
    assert_eq!(left["Customers"], [given[1].clone(), given[0].clone()]);
}

#[tokio::test]
async fn what_is_said_of_item_collections_is_about_what_was_written() {
    let one = |id: &str| json!({ "ItemCollectionKey": { "id": { "S": id } }, "SizeEstimateRangeGB": [0, 1] });
    for (id, is_own) in [("alice", true), ("mallory", false)] {
        let check = |outcome: Result<(), Boxed>| match outcome {
            Ok(()) => assert!(is_own),
            Err(Boxed(error)) => {
                let Some(Error::UnexpectedAnswer { .. }) = find(&*error) else { panic!("{error:?}") };
                assert!(!is_own);
            }
        };
        let client = client(200, json!({ "ItemCollectionMetrics": one(id) }));
        let put = client.put_item().table_name("Customers").set_item(Some(item("alice", 1)));
        check(put.send().await.map(drop).map_err(boxed));
        let delete = client.delete_item().table_name("Customers").set_key(Some(key("alice", 1)));
        check(delete.send().await.map(drop).map_err(boxed));
        let update = client.update_item().table_name("Customers").set_key(Some(key("alice", 1)));
        check(update.send().await.map(drop).map_err(boxed));
        let client = answering(json!({ "ItemCollectionMetrics": { "Customers": [one(id)] } }));
        let put = PutRequest::builder().set_item(Some(item("alice", 1))).build().unwrap();
        let batch = client.batch_write_item();
        let batch = batch.request_items("Customers", vec![WriteRequest::builder().put_request(put).build()]);
        check(batch.send().await.map(drop).map_err(boxed));
        let transaction = client.transact_write_items().set_transact_items(Some(writes()));
        check(transaction.send().await.map(drop).map_err(boxed));
    }
}
