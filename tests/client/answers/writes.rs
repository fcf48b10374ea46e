//! What comes back from writes.

use aws_sdk_dynamodb::types::ReturnValuesOnConditionCheckFailure::AllOld;
use aws_sdk_dynamodb::types::{
    ConditionCheck, Delete, DeleteRequest, Put, PutRequest, ReturnValue, TransactWriteItem, Update,
    WriteRequest,
};
use dynamodb_item_encryptor::{AnswerProblem, Error};
use serde_json::{Value, json};
use test_support::{find, n};

use super::hostile::{
    Boxed, CANCELED, answering, assert_refused, boxed, client, item, json_key, key, other_key, repeated_key,
    stored,
};

pub const FAILED: &str = "com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException";

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
    let put = |table: &str| {
        let put = Put::builder().table_name(table).set_item(Some(item("alice", 1)));
        put.return_values_on_condition_check_failure(AllOld).build().unwrap()
    };
    let delete = Delete::builder().table_name("Customers").set_key(Some(key("alice", 2)));
    let delete = delete.return_values_on_condition_check_failure(AllOld);
    let update = Update::builder().table_name("Customers").set_key(Some(key("alice", 3)));
    let update = update.return_values_on_condition_check_failure(AllOld);
    let update = update.update_expression("REMOVE #c").expression_attribute_names("#c", ":counter");
    let check = ConditionCheck::builder().table_name("Customers").set_key(Some(key("alice", 4)));
    let check =
        check.condition_expression("attribute_exists(id)").return_values_on_condition_check_failure(AllOld);
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
    assert!(Error::find_in(&error).is_none(), "what is not encrypted is not touched");
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
