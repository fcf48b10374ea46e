//! A value is sent only for an attribute that the table's configuration knows, whatever the operation and parameter.

use std::collections::HashMap;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::{
    AttributeValue, ConditionCheck, Delete, DeleteRequest, Get, KeysAndAttributes, Put, TransactGetItem,
    TransactWriteItem, Update, WriteRequest,
};
use dynamodb_item_encryptor::{EncryptTables, Error, Item, ProtectedUpdates, RefusedProblem, UpdateEncrypted};
use test_support::wire::Wire;
use test_support::{customer, customers_builder, keyring, n, s};

const TABLE: &str = "Customers";
const SECRET: &str = "ada@example.com";

fn client(wire: &Wire) -> Client {
    let table = customers_builder(keyring()).protected_updates(ProtectedUpdates::Refuse).build().unwrap();
    Client::from_conf(wire.config().encrypt_tables([table]).unwrap().build())
}

fn key() -> Item {
    HashMap::from([("id".to_owned(), s("1")), ("created".to_owned(), n(1))])
}

fn with(mut item: Item, name: &str) -> Item {
    item.insert(name.to_owned(), s(SECRET));
    item
}

/// Names and values of placeholders, of which an expression gets those that it uses.
fn names(expression: &str) -> Option<HashMap<String, String>> {
    let used = [("#m", "emial"), ("#p", "plan")].into_iter().filter(|(name, _)| expression.contains(name));
    let names: HashMap<_, _> = used.map(|(name, attribute)| (name.to_owned(), attribute.to_owned())).collect();
    (!names.is_empty()).then_some(names)
}

fn values(expression: &str) -> Option<HashMap<String, AttributeValue>> {
    let used =
        expression.split(|c: char| c != ':' && !c.is_ascii_alphanumeric()).filter(|word| word.starts_with(':'));
    let values: HashMap<_, _> = used
        .map(|name| (name.to_owned(), if name == ":type" { s("S") } else { s(format!("{SECRET}{name}")) }))
        .collect();
    (!values.is_empty()).then_some(values)
}

/// Sends all operations that have a condition, with this one; what came of each.
async fn with_condition(client: &Client, condition: &str) -> Vec<(&'static str, Result<(), Box<Error>>)> {
    let (names, values) = (names(condition), values(condition));
    let mut outcomes = Vec::new();
    macro_rules! send {
        ($name:literal, $request:expr) => {
            let request = $request.condition_expression(condition);
            let request = request.set_expression_attribute_names(names.clone());
            let request = request.set_expression_attribute_values(values.clone());
            outcomes.push(($name, outcome(request.send().await)));
        };
        ($name:literal, $part:ident, $request:expr) => {
            let part = $request.table_name(TABLE).condition_expression(condition);
            let part = part.set_expression_attribute_names(names.clone());
            let part = part.set_expression_attribute_values(values.clone()).build().unwrap();
            let item = TransactWriteItem::builder().$part(part).build();
            outcomes.push(($name, outcome(client.transact_write_items().transact_items(item).send().await)));
        };
    }
    let item = || Some(customer("1", 1, "a"));
    send!("PutItem", client.put_item().table_name(TABLE).set_item(item()));
    send!("DeleteItem", client.delete_item().table_name(TABLE).set_key(Some(key())));
    send!("UpdateItem", client.update_item().table_name(TABLE).set_key(Some(key())));
    send!("Put", put, Put::builder().set_item(item()));
    send!("Delete", delete, Delete::builder().set_key(Some(key())));
    send!("ConditionCheck", condition_check, ConditionCheck::builder().set_key(Some(key())));
    // An update needs an expression of its own, whose name has to be a placeholder.
    let mut names = names.clone().unwrap_or_default();
    names.insert("#c".to_owned(), ":counter".to_owned());
    let update = Update::builder().table_name(TABLE).set_key(Some(key())).update_expression("REMOVE #c");
    let update = update.condition_expression(condition).set_expression_attribute_names(Some(names));
    let update = update.set_expression_attribute_values(values).build().unwrap();
    let item = TransactWriteItem::builder().update(update).build();
    outcomes.push(("Update", outcome(client.transact_write_items().transact_items(item).send().await)));
    outcomes
}

fn outcome<T, E: std::error::Error + 'static>(result: Result<T, E>) -> Result<(), Box<Error>> {
    match result {
        Ok(_) => Ok(()),
        Err(error) => match Error::find_in(&error) {
            Some(Error::Refused { table, operation, problem }) => Err(Box::new(Error::Refused {
                table: table.clone(),
                operation: operation.clone(),
                problem: problem.clone(),
            })),
            other => panic!("{other:?} in {error:?}"),
        },
    }
}

fn problem<T: std::fmt::Debug, E: std::error::Error + 'static>(result: Result<T, E>) -> RefusedProblem {
    match outcome(result).map_err(|error| *error) {
        Err(Error::Refused { problem, .. }) => problem,
        other => panic!("{other:?}"),
    }
}

fn unconfigured(parameter: &'static str) -> RefusedProblem {
    RefusedProblem::UnconfiguredAttribute { parameter, attribute: "emial".to_owned() }
}

#[tokio::test]
async fn a_condition_on_an_unknown_attribute_and_a_value_is_not_sent() {
    let wire = Wire::empty();
    let client = client(&wire);
    for condition in [
        "emial = :v",
        "#m = :v",
        ":v <> emial",
        "emial.home = :v",
        "emial[3] < :v",
        "#p = :p AND emial = :v",
        "attribute_exists(id) AND NOT (#p = :p OR emial = :v)",
        "emial BETWEEN :v AND :w",
        "#p BETWEEN emial AND :w",
        ":v BETWEEN emial AND #p",
        "emial IN (:v, :w)",
        "#p IN (emial, :w)",
        ":v IN (#p, emial)",
        "begins_with(emial, :v)",
        "contains(emial, :v)",
        "contains(:v, emial)",
        "attribute_type(emial, :type)",
        "size(emial) = :v",
        "#p = size(emial) OR size(:v) = size(emial)",
    ] {
        for (operation, outcome) in with_condition(&client, condition).await {
            let error = outcome.expect_err(&format!("{operation}: {condition}"));
            let Error::Refused { problem, .. } = *error else { panic!("{error:?}") };
            assert_eq!(problem, unconfigured("ConditionExpression"), "{operation}: {condition}");
        }
    }
    assert_eq!(wire.count(), 0);
}

#[tokio::test]
async fn a_value_beside_no_attribute_is_not_sent() {
    let wire = Wire::empty();
    let client = client(&wire);
    for condition in [":v = :w", "#p = :p AND :v = :w", "contains(:v, :w)", ":v IN (:w)", "size(:v) > size(:w)"]
    {
        for (operation, outcome) in with_condition(&client, condition).await {
            let error = outcome.expect_err(&format!("{operation}: {condition}"));
            let alone =
                RefusedProblem::ValueAlone { parameter: "ConditionExpression", placeholder: ":v".to_owned() };
            assert!(matches!(*error, Error::Refused { problem, .. } if problem == alone), "{condition}");
        }
    }
    assert_eq!(wire.count(), 0);
}

#[tokio::test]
async fn conditions_on_what_the_table_knows_or_without_values_are_sent() {
    let wire = Wire::empty();
    let client = client(&wire);
    for condition in [
        "attribute_exists(emial)",
        "attribute_not_exists(#m)",
        "attribute_not_exists(emial.home) AND #p = :v",
        "emial = #p",
        "size(emial) > size(#p)",
        "#p = :v OR id < :w",
        "#p.home[2] = :v",
        "attribute_exists(aws_dbe_head) AND aws_dbe_foot = :v",
        "aws_dbe_b_email = :v",
    ] {
        for (operation, outcome) in with_condition(&client, condition).await {
            assert!(outcome.is_ok(), "{operation}: {condition}: {outcome:?}");
        }
    }
    assert_eq!(wire.count(), 9 * 7);
}

#[tokio::test]
async fn a_key_with_an_unknown_attribute_is_not_sent() {
    let wire = Wire::empty();
    let client = client(&wire);
    // One more attribute than the key has, and one in the place of another.
    let misspelt = HashMap::from([("emial".to_owned(), s(SECRET)), ("created".to_owned(), n(1))]);
    for wrong in [with(key(), "emial"), misspelt] {
        let key = || Some(wrong.clone());
        let get = client.get_item().table_name(TABLE).set_key(key()).send().await;
        assert_eq!(problem(get), unconfigured("Key"));
        let delete = client.delete_item().table_name(TABLE).set_key(key()).send().await;
        assert_eq!(problem(delete), unconfigured("Key"));
        let update = client.update_item().table_name(TABLE).set_key(key()).update_expression("REMOVE #c");
        let update = update.expression_attribute_names("#c", ":counter").send().await;
        assert_eq!(problem(update), unconfigured("Key"));
        let keys =
            KeysAndAttributes::builder().set_keys(Some(vec![self::key(), wrong.clone()])).build().unwrap();
        let batch = client.batch_get_item().request_items(TABLE, keys).send().await;
        assert_eq!(problem(batch), unconfigured("Keys"));
        let delete = DeleteRequest::builder().set_key(key()).build().unwrap();
        let delete = WriteRequest::builder().delete_request(delete).build();
        let batch = client.batch_write_item().request_items(TABLE, vec![delete]).send().await;
        assert_eq!(problem(batch), unconfigured("Key"));
        let get = Get::builder().table_name(TABLE).set_key(key()).build().unwrap();
        let get = TransactGetItem::builder().get(get).build();
        assert_eq!(problem(client.transact_get_items().transact_items(get).send().await), unconfigured("Key"));
        let item = TransactWriteItem::builder();
        let delete = Delete::builder().table_name(TABLE).set_key(key()).build().unwrap();
        let update = Update::builder().table_name(TABLE).set_key(key()).update_expression("REMOVE #c");
        let update = update.expression_attribute_names("#c", ":counter").build().unwrap();
        let check = ConditionCheck::builder().table_name(TABLE).set_key(key());
        let check = check.condition_expression("attribute_exists(id)").build().unwrap();
        for part in [item.clone().delete(delete), item.clone().update(update), item.condition_check(check)] {
            let written = client.transact_write_items().transact_items(part.build()).send().await;
            assert_eq!(problem(written), unconfigured("Key"));
        }
        let updated = client.update_encrypted(TABLE, wrong.clone()).send(|_| Ok(())).await;
        assert_eq!(problem(updated), unconfigured("Key"));
        let query = client.query().table_name(TABLE).key_condition_expression("id = :i");
        let query = query.expression_attribute_values(":i", s("1"));
        let query = query.set_exclusive_start_key(key()).send().await;
        assert_eq!(problem(query), unconfigured("ExclusiveStartKey"));
        let scan = client.scan().table_name(TABLE).set_exclusive_start_key(key());
        assert_eq!(problem(scan.clone().send().await), unconfigured("ExclusiveStartKey"));
        assert_eq!(problem(scan.index_name("by-plan").send().await), unconfigured("ExclusiveStartKey"));
    }
    assert_eq!(wire.count(), 0);
    // An index has keys that the table has not.
    let scan = client.scan().table_name(TABLE).index_name("by-plan");
    scan.set_exclusive_start_key(Some(with(key(), "plan"))).send().await.unwrap();
    assert_eq!(wire.count(), 1);
}

#[tokio::test]
async fn a_key_condition_on_an_unknown_attribute_is_not_sent() {
    let wire = Wire::empty();
    let client = client(&wire);
    let query = |index: Option<&str>, condition: &str| {
        let query = client.query().table_name(TABLE).set_index_name(index.map(str::to_owned));
        let query = query.key_condition_expression(condition).set_expression_attribute_names(names(condition));
        query.set_expression_attribute_values(values(condition)).send()
    };
    for index in [None, Some("by-emial")] {
        for condition in
            ["emial = :v", "id = :i AND begins_with(#m, :v)", "id = :i AND emial BETWEEN :v AND :w"]
        {
            assert_eq!(problem(query(index, condition).await), unconfigured("KeyConditionExpression"));
        }
    }
    assert_eq!(wire.count(), 0);
    query(Some("by-plan"), "#p = :v AND created < :w").await.unwrap();
    query(Some("by-beacon"), "aws_dbe_b_email = :v").await.unwrap();
    assert_eq!(wire.count(), 2);
}

#[tokio::test]
async fn a_filter_on_an_unknown_attribute_stays_here_with_its_values() {
    let wire = Wire::empty();
    let client = client(&wire);
    for filter in ["emial = :v", "#m IN (:v, :w) AND #p = :p", ":v = :w", "#p = :p OR emial = :v"] {
        let scan = client.scan().table_name(TABLE).filter_expression(filter);
        let scan = scan.set_expression_attribute_names(names(filter));
        scan.set_expression_attribute_values(values(filter)).send().await.unwrap();
    }
    assert_eq!(wire.count(), 4);
    for request in wire.requests() {
        let body = String::from_utf8(request.body).unwrap();
        assert!(!body.contains(&format!("{SECRET}:v")) && !body.contains("emial"), "{body}");
    }
}
