//! UpdateItem.

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::operation::update_item::builders::UpdateItemFluentBuilder;
use aws_sdk_dynamodb::types::{
    AttributeAction, AttributeValueUpdate, ReturnConsumedCapacity, ReturnValue,
    ReturnValuesOnConditionCheckFailure,
};

use super::data::{CUSTOMERS, ORDERS, customer, customer_key, get, list, n, order, s, seed, values, with};
use super::observed::{Observed, Scenario, scenarios};

pub const SCENARIOS: &[Scenario] = scenarios![
    update_sets_an_unsigned_attribute,
    update_returns_every_kind_of_values,
    update_adds_and_removes,
    update_of_a_list,
    update_of_a_set,
    update_on_a_condition,
    update_fails_with_the_stored_item,
    update_without_an_expression,
    update_with_metrics,
    update_in_a_plain_table,
    update_in_a_missing_table,
    update_of_an_encrypted_attribute,
    update_of_a_signed_attribute,
    update_of_an_attribute_without_an_action,
    update_that_reads_an_encrypted_attribute,
    update_that_copies_an_encrypted_attribute_to_another,
    update_on_a_condition_on_an_encrypted_attribute,
    update_that_creates_an_item,
    update_that_is_nonsense,
    update_with_attribute_updates,
];

fn update(client: &Client) -> UpdateItemFluentBuilder {
    client.update_item().table_name(CUSTOMERS).set_key(Some(customer_key("1", 1)))
}

/// Adds one to the counter.
fn count(client: &Client) -> UpdateItemFluentBuilder {
    let update = update(client).update_expression("SET #c = #c + :one");
    update.expression_attribute_names("#c", ":counter").expression_attribute_values(":one", n(1))
}

async fn update_sets_an_unsigned_attribute(client: &Client, seen: &mut Observed) {
    seed(client, [customer("1", 1)]).await;
    seen.ok(count(client).send().await);
    seen.ok(get(client, "1", 1).send().await);
}

async fn update_returns_every_kind_of_values(client: &Client, seen: &mut Observed) {
    seed(client, [customer("1", 1)]).await;
    use ReturnValue::{AllNew, AllOld, None, UpdatedNew, UpdatedOld};
    for kind in [AllNew, AllOld, None, UpdatedNew, UpdatedOld] {
        seen.ok(count(client).return_values(kind).send().await);
    }
}

async fn update_adds_and_removes(client: &Client, seen: &mut Observed) {
    seed(client, [with(customer("1", 1), [(":seen", s("never")), (":hint", s("none"))])]).await;
    let update = update(client)
        .update_expression("ADD #c :five REMOVE #s, #h SET #d = if_not_exists(#d, :five)")
        .expression_attribute_names("#c", ":counter")
        .expression_attribute_names("#s", ":seen")
        .expression_attribute_names("#h", ":hint")
        .expression_attribute_names("#d", ":default")
        .expression_attribute_values(":five", n(5));
    seen.ok(update.return_values(ReturnValue::UpdatedNew).send().await);
    seen.ok(get(client, "1", 1).send().await);
}

async fn update_of_a_list(client: &Client, seen: &mut Observed) {
    seed(client, [with(customer("1", 1), [(":visits", list([s("London")]))])]).await;
    let append = update(client).update_expression("SET #v = list_append(#v, :more)");
    let append = append.expression_attribute_names("#v", ":visits");
    let append = append.expression_attribute_values(":more", list([s("Paris")]));
    seen.ok(append.return_values(ReturnValue::AllNew).send().await);
    let element = update(client).update_expression("SET #v[0] = :first REMOVE #v[1]");
    let element = element.expression_attribute_names("#v", ":visits");
    let element = element.expression_attribute_values(":first", s("Turin"));
    seen.ok(element.return_values(ReturnValue::UpdatedNew).send().await);
}

async fn update_of_a_set(client: &Client, seen: &mut Observed) {
    let set = |members: &[&str]| {
        aws_sdk_dynamodb::types::AttributeValue::Ss(members.iter().map(|member| (*member).to_owned()).collect())
    };
    seed(client, [with(customer("1", 1), [(":flags", set(&["a", "b"]))])]).await;
    for expression in ["ADD #f :flags", "DELETE #f :flags"] {
        let update = update(client).update_expression(expression).expression_attribute_names("#f", ":flags");
        let update = update.expression_attribute_values(":flags", set(&["b", "c"]));
        seen.ok(update.return_values(ReturnValue::AllNew).send().await);
    }
}

async fn update_on_a_condition(client: &Client, seen: &mut Observed) {
    seed(client, [customer("1", 1)]).await;
    let update = count(client).condition_expression("attribute_exists(id) AND tier = :tier");
    seen.ok(update.clone().expression_attribute_values(":tier", s("gold")).send().await);
    seen.fails(update.expression_attribute_values(":tier", s("basic")).send().await);
    seen.ok(get(client, "1", 1).send().await);
}

async fn update_fails_with_the_stored_item(client: &Client, seen: &mut Observed) {
    seed(client, [customer("1", 1)]).await;
    let whole = ReturnValuesOnConditionCheckFailure::AllOld;
    let update = count(client).condition_expression("#c > :one");
    seen.fails(update.return_values_on_condition_check_failure(whole).send().await);
}

async fn update_without_an_expression(client: &Client, seen: &mut Observed) {
    seed(client, [customer("1", 1)]).await;
    seen.ok(update(client).return_values(ReturnValue::AllNew).send().await);
}

async fn update_with_metrics(client: &Client, seen: &mut Observed) {
    seed(client, [customer("1", 1)]).await;
    seen.ok(count(client).return_consumed_capacity(ReturnConsumedCapacity::Indexes).send().await);
}

async fn update_in_a_plain_table(client: &Client, seen: &mut Observed) {
    seen.ok(client.put_item().table_name(ORDERS).set_item(Some(order("1"))).send().await);
    let update = client.update_item().table_name(ORDERS).key("id", s("1"));
    let update = update.update_expression("SET amount = amount + :a, colour = :c");
    let update = update.set_expression_attribute_values(values([(":a", n(3)), (":c", s("green"))]));
    seen.ok(update.clone().return_values(ReturnValue::AllNew).send().await);
    // Also one that did not exist.
    let update = update.key("id", s("2")).update_expression("SET amount = :a, colour = :c");
    seen.ok(update.return_values(ReturnValue::AllOld).send().await);
}

async fn update_in_a_missing_table(client: &Client, seen: &mut Observed) {
    seen.fails(count(client).table_name("Nowhere").send().await);
}

async fn update_of_an_encrypted_attribute(client: &Client, seen: &mut Observed) {
    seed(client, [customer("1", 1)]).await;
    let update = update(client).update_expression("SET email = :e");
    seen.ok(update.expression_attribute_values(":e", s("new@example.com")).send().await);
}

async fn update_of_a_signed_attribute(client: &Client, seen: &mut Observed) {
    seed(client, [customer("1", 1)]).await;
    let update = update(client).update_expression("SET tier = :p");
    seen.ok(update.expression_attribute_values(":p", s("platinum")).send().await);
}

async fn update_of_an_attribute_without_an_action(client: &Client, seen: &mut Observed) {
    seed(client, [customer("1", 1)]).await;
    let update = update(client).update_expression("SET colour = :c");
    seen.ok(update.expression_attribute_values(":c", s("green")).send().await);
}

async fn update_that_reads_an_encrypted_attribute(client: &Client, seen: &mut Observed) {
    seed(client, [customer("1", 1)]).await;
    let update = update(client).update_expression("SET #c = balance");
    seen.ok(update.expression_attribute_names("#c", ":counter").send().await);
}

async fn update_that_copies_an_encrypted_attribute_to_another(client: &Client, seen: &mut Observed) {
    seed(client, [customer("1", 1)]).await;
    let update = update(client).update_expression("SET notes = balance, #c = #c + :one");
    let update = update.expression_attribute_names("#c", ":counter").expression_attribute_values(":one", n(1));
    seen.ok(update.return_values(ReturnValue::AllNew).send().await);
}

async fn update_on_a_condition_on_an_encrypted_attribute(client: &Client, seen: &mut Observed) {
    seed(client, [customer("1", 1)]).await;
    let update = count(client).condition_expression("email = :e");
    seen.ok(update.expression_attribute_values(":e", s("ada.1.1@example.com")).send().await);
}

async fn update_that_creates_an_item(client: &Client, seen: &mut Observed) {
    let update = update(client).update_expression("SET #c = :one");
    let update = update.expression_attribute_names("#c", ":counter");
    seen.ok(update.expression_attribute_values(":one", n(1)).send().await);
    seen.ok(get(client, "1", 1).send().await);
}

async fn update_that_is_nonsense(client: &Client, seen: &mut Observed) {
    seed(client, [customer("1", 1)]).await;
    seen.fails(update(client).update_expression("INCREMENT everything").send().await);
}

async fn update_with_attribute_updates(client: &Client, seen: &mut Observed) {
    seed(client, [customer("1", 1)]).await;
    let one = AttributeValueUpdate::builder().action(AttributeAction::Add).value(n(1)).build();
    seen.ok(update(client).attribute_updates(":counter", one).send().await);
}
