//! PutItem and DeleteItem.

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::operation::delete_item::builders::DeleteItemFluentBuilder;
use aws_sdk_dynamodb::types::{
    ExpectedAttributeValue, ReturnConsumedCapacity, ReturnItemCollectionMetrics, ReturnValue,
    ReturnValuesOnConditionCheckFailure,
};

use super::data::{CUSTOMERS, ORDERS, customer, customer_key, get, item, n, names, order, put, s, seed, with};
use super::observed::{Observed, Scenario, scenarios};

pub const SCENARIOS: &[Scenario] = scenarios![
    put_and_get,
    put_replaces,
    put_returns_the_old_item,
    put_returns_no_new_item,
    writes_on_a_secret_condition_that_choose_what_there_is_not,
    put_on_a_condition_that_holds,
    put_on_a_condition_that_fails,
    put_fails_with_the_stored_item,
    put_on_a_condition_on_signed_attributes,
    put_on_a_condition_on_unsigned_attributes,
    put_on_a_condition_on_an_encrypted_attribute,
    put_if_an_encrypted_attribute_is_absent,
    put_on_a_condition_on_an_attribute_without_an_action,
    put_if_an_attribute_without_an_action_is_absent,
    put_on_a_condition_that_is_nonsense,
    put_with_an_unused_value,
    put_with_an_undefined_name,
    put_with_metrics,
    put_without_a_sort_key,
    put_with_an_empty_key,
    put_with_a_key_of_another_type,
    put_of_nothing,
    put_into_no_table,
    put_into_a_missing_table,
    put_into_a_plain_table,
    put_of_an_attribute_without_an_action,
    put_of_a_reserved_attribute,
    put_with_expected_values,
    put_of_what_is_too_large,
    put_of_what_only_sealing_makes_too_large,
    delete,
    delete_returns_the_old_item,
    delete_on_a_condition,
    delete_fails_with_the_stored_item,
    delete_on_a_condition_on_an_encrypted_attribute,
    delete_of_what_is_not_there,
    delete_in_a_plain_table,
];

const WHOLE: ReturnValuesOnConditionCheckFailure = ReturnValuesOnConditionCheckFailure::AllOld;

fn deletion(client: &Client, id: &str, created: u32) -> DeleteItemFluentBuilder {
    client.delete_item().table_name(CUSTOMERS).set_key(Some(customer_key(id, created)))
}

async fn put_and_get(client: &Client, seen: &mut Observed) {
    seen.ok(put(client, customer("1", 1)).send().await);
    seen.ok(get(client, "1", 1).send().await);
    seen.ok(get(client, "1", 2).send().await);
}

async fn put_of_what_is_too_large(client: &Client, seen: &mut Observed) {
    let item = with(customer("1", 1), [("email", s("x".repeat(400 << 10)))]);
    seen.fails(put(client, item).send().await);
}

async fn put_of_what_only_sealing_makes_too_large(client: &Client, seen: &mut Observed) {
    let item = with(customer("1", 1), [("email", s("x".repeat((400 << 10) - 400)))]);
    seen.ok(put(client, item).send().await);
}

async fn put_replaces(client: &Client, seen: &mut Observed) {
    seen.ok(put(client, customer("1", 1)).send().await);
    let mut other = with(customer("1", 1), [("email", s("augusta@example.com")), ("tier", s("platinum"))]);
    other.remove("notes");
    seen.ok(put(client, other).send().await);
    seen.ok(get(client, "1", 1).send().await);
}

async fn put_returns_the_old_item(client: &Client, seen: &mut Observed) {
    for counter in [1, 2] {
        let put = put(client, with(customer("1", 1), [(":counter", n(counter))]));
        seen.ok(put.return_values(ReturnValue::AllOld).send().await);
    }
    seen.ok(put(client, customer("1", 1)).return_values(ReturnValue::None).send().await);
}

async fn put_returns_no_new_item(client: &Client, seen: &mut Observed) {
    for values in [ReturnValue::AllNew, ReturnValue::UpdatedOld, ReturnValue::from("SOME")] {
        seen.fails(put(client, customer("1", 1)).return_values(values).send().await);
    }
    seen.ok(get(client, "1", 1).send().await);
}

/// Also where the condition does not hold, and on items that do not exist.
async fn writes_on_a_secret_condition_that_choose_what_there_is_not(client: &Client, seen: &mut Observed) {
    seed(client, [customer("1", 1)]).await;
    for (email, number) in [("ada@example.com", 1), ("nobody@example.com", 1), ("ada@example.com", 2)] {
        let put = put(client, customer("1", number)).condition_expression("email = :email");
        let put = put.expression_attribute_values(":email", s(email));
        for values in [ReturnValue::AllNew, ReturnValue::UpdatedOld, ReturnValue::from("SOME")] {
            seen.fails(put.clone().return_values(values).send().await);
        }
        seen.fails(
            put.clone()
                .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::from("SOME"))
                .send()
                .await,
        );
        seen.fails(put.clone().return_consumed_capacity(ReturnConsumedCapacity::from("SOME")).send().await);
        seen.fails(put.return_item_collection_metrics(ReturnItemCollectionMetrics::from("SOME")).send().await);
        let delete = client.delete_item().table_name(CUSTOMERS).set_key(Some(customer_key("1", number)));
        let delete =
            delete.condition_expression("email = :email").expression_attribute_values(":email", s(email));
        seen.fails(delete.clone().return_values(ReturnValue::AllNew).send().await);
        seen.fails(
            delete
                .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::from("SOME"))
                .send()
                .await,
        );
        let update = client.update_item().table_name(CUSTOMERS).set_key(Some(customer_key("1", number)));
        let update =
            update.update_expression("SET email = :email").expression_attribute_values(":email", s(email));
        seen.fails(
            update
                .clone()
                .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::from("SOME"))
                .send()
                .await,
        );
        seen.fails(update.return_values(ReturnValue::from("SOME")).send().await);
    }
    seen.ok(get(client, "1", 1).send().await);
}

async fn put_on_a_condition_that_holds(client: &Client, seen: &mut Observed) {
    let put = put(client, customer("1", 1)).condition_expression("attribute_not_exists(id)");
    seen.ok(put.send().await);
    seen.ok(get(client, "1", 1).send().await);
}

async fn put_on_a_condition_that_fails(client: &Client, seen: &mut Observed) {
    seed(client, [customer("1", 1)]).await;
    let other = with(customer("1", 1), [("email", s("other@example.com"))]);
    let put = put(client, other).condition_expression("attribute_not_exists(id)");
    seen.fails(put.send().await);
    seen.ok(get(client, "1", 1).send().await);
}

async fn put_fails_with_the_stored_item(client: &Client, seen: &mut Observed) {
    seed(client, [customer("1", 1)]).await;
    let put = put(client, with(customer("1", 1), [("email", s("other@example.com"))]))
        .condition_expression("tier = :tier")
        .return_values_on_condition_check_failure(WHOLE);
    seen.fails(put.clone().expression_attribute_values(":tier", s("basic")).send().await);
    seen.ok(put.expression_attribute_values(":tier", s("gold")).send().await);
}

async fn put_on_a_condition_on_signed_attributes(client: &Client, seen: &mut Observed) {
    seed(client, [with(customer("1", 1), [("settings", item_map())])]).await;
    let put = put(client, customer("1", 1))
        .condition_expression("#p = :p AND #l BETWEEN :low AND :high AND settings.theme IN (:a, :b)")
        .set_expression_attribute_names(names([("#p", "tier"), ("#l", "grade")]))
        .expression_attribute_values(":p", s("gold"))
        .expression_attribute_values(":low", n(0))
        .expression_attribute_values(":high", n(9))
        .expression_attribute_values(":a", s("light"));
    seen.ok(put.clone().expression_attribute_values(":b", s("dark")).send().await);
    // What was just stored has no theme.
    seen.fails(put.expression_attribute_values(":b", s("dark")).send().await);
}

fn item_map() -> aws_sdk_dynamodb::types::AttributeValue {
    super::data::map([("theme", s("dark"))])
}

async fn put_on_a_condition_on_unsigned_attributes(client: &Client, seen: &mut Observed) {
    seed(client, [customer("1", 1)]).await;
    let put = put(client, with(customer("1", 1), [(":counter", n(2))]))
        .condition_expression("#c = :expected")
        .expression_attribute_names("#c", ":counter")
        .expression_attribute_values(":expected", n(1));
    seen.ok(put.clone().send().await);
    seen.fails(put.send().await);
}

async fn put_on_a_condition_on_an_encrypted_attribute(client: &Client, seen: &mut Observed) {
    seed(client, [customer("1", 1)]).await;
    let put = put(client, customer("1", 1)).condition_expression("tier = :p AND email = :e");
    let put = put.expression_attribute_values(":p", s("gold"));
    seen.ok(put.expression_attribute_values(":e", s("ada.1.1@example.com")).send().await);
}

async fn put_if_an_encrypted_attribute_is_absent(client: &Client, seen: &mut Observed) {
    let put = put(client, customer("1", 1)).condition_expression("attribute_not_exists(email)");
    seen.ok(put.send().await);
}

async fn put_on_a_condition_on_an_attribute_without_an_action(client: &Client, seen: &mut Observed) {
    let put = put(client, customer("1", 1)).condition_expression("colour = :c");
    seen.fails(put.expression_attribute_values(":c", s("red")).send().await);
}

async fn put_if_an_attribute_without_an_action_is_absent(client: &Client, seen: &mut Observed) {
    seen.ok(put(client, customer("1", 1)).condition_expression("attribute_not_exists(colour)").send().await);
}

async fn put_on_a_condition_that_is_nonsense(client: &Client, seen: &mut Observed) {
    seen.fails(put(client, customer("1", 1)).condition_expression("tier === gold").send().await);
}

async fn put_with_an_unused_value(client: &Client, seen: &mut Observed) {
    let put = put(client, customer("1", 1)).condition_expression("attribute_not_exists(id)");
    seen.fails(put.expression_attribute_values(":unused", s("x")).send().await);
}

async fn put_with_an_undefined_name(client: &Client, seen: &mut Observed) {
    seen.fails(put(client, customer("1", 1)).condition_expression("attribute_not_exists(#i)").send().await);
}

async fn put_with_metrics(client: &Client, seen: &mut Observed) {
    for (created, capacity) in [(1, ReturnConsumedCapacity::Total), (2, ReturnConsumedCapacity::Indexes)] {
        let put = put(client, customer("1", created)).return_consumed_capacity(capacity);
        seen.ok(put.return_item_collection_metrics(ReturnItemCollectionMetrics::Size).send().await);
    }
}

async fn put_without_a_sort_key(client: &Client, seen: &mut Observed) {
    let mut item = customer("1", 1);
    item.remove("created");
    seen.fails(put(client, item).send().await);
}

async fn put_with_an_empty_key(client: &Client, seen: &mut Observed) {
    seen.fails(put(client, customer("", 1)).send().await);
}

async fn put_with_a_key_of_another_type(client: &Client, seen: &mut Observed) {
    seen.fails(put(client, with(customer("1", 1), [("created", s("yesterday"))])).send().await);
    // The key of an index.
    seen.fails(put(client, with(customer("1", 1), [("tier", n(1))])).send().await);
}

async fn put_of_nothing(client: &Client, seen: &mut Observed) {
    seen.fails(client.put_item().table_name(CUSTOMERS).send().await);
}

async fn put_into_no_table(client: &Client, seen: &mut Observed) {
    seen.fails(client.put_item().set_item(Some(customer("1", 1))).send().await);
}

async fn put_into_a_missing_table(client: &Client, seen: &mut Observed) {
    seen.fails(put(client, order("1")).table_name("Nowhere").send().await);
}

async fn put_into_a_plain_table(client: &Client, seen: &mut Observed) {
    let put = put(client, order("1")).table_name(ORDERS);
    seen.ok(put
        .clone()
        .condition_expression("attribute_not_exists(#c)")
        .expression_attribute_names("#c", "comment")
        .send()
        .await);
    seen.ok(put.return_values(ReturnValue::AllOld).send().await);
    seen.ok(client.get_item().table_name(ORDERS).key("id", s("1")).send().await);
}

async fn put_of_an_attribute_without_an_action(client: &Client, seen: &mut Observed) {
    seen.ok(put(client, with(customer("1", 1), [("colour", s("green"))])).send().await);
}

async fn put_of_a_reserved_attribute(client: &Client, seen: &mut Observed) {
    seen.ok(put(client, with(customer("1", 1), [("aws_dbe_colour", s("green"))])).send().await);
}

async fn put_with_expected_values(client: &Client, seen: &mut Observed) {
    let absent = ExpectedAttributeValue::builder().exists(false).build();
    seen.ok(put(client, customer("1", 1)).expected("id", absent).send().await);
}

async fn delete(client: &Client, seen: &mut Observed) {
    seed(client, [customer("1", 1), customer("1", 2)]).await;
    seen.ok(deletion(client, "1", 1).send().await);
    seen.ok(get(client, "1", 1).send().await);
    seen.ok(get(client, "1", 2).send().await);
}

async fn delete_returns_the_old_item(client: &Client, seen: &mut Observed) {
    seed(client, [customer("1", 1)]).await;
    for _ in 0..2 {
        seen.ok(deletion(client, "1", 1).return_values(ReturnValue::AllOld).send().await);
    }
    seen.fails(deletion(client, "1", 1).return_values(ReturnValue::AllNew).send().await);
}

async fn delete_on_a_condition(client: &Client, seen: &mut Observed) {
    seed(client, [customer("1", 1)]).await;
    let deletion = deletion(client, "1", 1).condition_expression("tier = :p AND size(id) = :one");
    let deletion = deletion.expression_attribute_values(":one", n(1));
    seen.fails(deletion.clone().expression_attribute_values(":p", s("basic")).send().await);
    seen.ok(deletion.expression_attribute_values(":p", s("gold")).send().await);
}

async fn delete_fails_with_the_stored_item(client: &Client, seen: &mut Observed) {
    seed(client, [customer("1", 1)]).await;
    let deletion = |created| {
        let deletion = deletion(client, "1", created).condition_expression("attribute_exists(settings)");
        deletion.return_values_on_condition_check_failure(WHOLE)
    };
    seen.fails(deletion(1).send().await);
    seen.fails(deletion(2).send().await);
}

async fn delete_on_a_condition_on_an_encrypted_attribute(client: &Client, seen: &mut Observed) {
    seed(client, [customer("1", 1)]).await;
    let deletion = deletion(client, "1", 1).condition_expression("begins_with(email, :e)");
    seen.ok(deletion.expression_attribute_values(":e", s("ada.1.1@example.com")).send().await);
}

async fn delete_of_what_is_not_there(client: &Client, seen: &mut Observed) {
    seen.ok(deletion(client, "1", 1).send().await);
    seen.fails(client.delete_item().table_name(CUSTOMERS).key("id", s("1")).send().await);
    seen.fails(client.delete_item().table_name("Nowhere").key("id", s("1")).send().await);
}

async fn delete_in_a_plain_table(client: &Client, seen: &mut Observed) {
    seen.ok(client.put_item().table_name(ORDERS).set_item(Some(order("1"))).send().await);
    let deletion = client.delete_item().table_name(ORDERS).set_key(Some(item([("id", s("1"))])));
    let deletion = deletion.condition_expression("amount = :a").expression_attribute_values(":a", n(7));
    seen.ok(deletion.return_values(ReturnValue::AllOld).send().await);
}
