//! TransactWriteItems and TransactGetItems.

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::operation::transact_write_items::builders::TransactWriteItemsFluentBuilder;
use aws_sdk_dynamodb::types::builders::{ConditionCheckBuilder, DeleteBuilder, PutBuilder, UpdateBuilder};
use aws_sdk_dynamodb::types::{
    ConditionCheck, Delete, Get, Put, ReturnConsumedCapacity, ReturnItemCollectionMetrics,
    ReturnValuesOnConditionCheckFailure, TransactGetItem, TransactWriteItem, Update,
};
use dynamodb_item_encryptor::Item;

use super::data::{
    CUSTOMERS, INVOICES, ORDERS, customer, customer_key, get, invoice, item, n, order, s, scan, seed, six, with,
};
use super::observed::{Observed, Scenario, scenarios};

pub const SCENARIOS: &[Scenario] = scenarios![
    transaction_of_every_action,
    transaction_of_three_tables,
    transaction_reads,
    transaction_reads_projections,
    transaction_reads_what_is_not_there,
    transaction_cancelled_by_a_put,
    transaction_cancelled_with_the_stored_items,
    transaction_cancelled_by_a_check,
    transaction_cancelled_in_another_table,
    transaction_with_metrics,
    transaction_on_one_item_twice,
    transaction_of_nothing,
    transaction_with_a_missing_table,
    transaction_with_a_token,
    transaction_with_a_token_twice,
    transaction_on_a_condition_on_an_encrypted_attribute,
    transaction_that_updates_an_encrypted_attribute,
    transaction_with_two_actions_in_one,
];

const WHOLE: ReturnValuesOnConditionCheckFailure = ReturnValuesOnConditionCheckFailure::AllOld;

fn writes<const N: usize>(client: &Client, items: [TransactWriteItem; N]) -> TransactWriteItemsFluentBuilder {
    client.transact_write_items().set_transact_items(Some(items.into()))
}

fn put_in(table: &str, item: Item) -> PutBuilder {
    Put::builder().table_name(table).set_item(Some(item))
}

fn update(created: u32) -> UpdateBuilder {
    let update = Update::builder().table_name(CUSTOMERS).set_key(Some(customer_key("1", created)));
    let update = update.update_expression("SET #c = #c + :ten").expression_attribute_names("#c", ":counter");
    update.expression_attribute_values(":ten", n(10))
}

fn delete(created: u32) -> DeleteBuilder {
    Delete::builder().table_name(CUSTOMERS).set_key(Some(customer_key("1", created)))
}

fn check(created: u32, condition: &str) -> ConditionCheckBuilder {
    let check = ConditionCheck::builder().table_name(CUSTOMERS).set_key(Some(customer_key("1", created)));
    check.condition_expression(condition)
}

impl From<PutBuilder> for Action {
    fn from(put: PutBuilder) -> Self {
        Action(TransactWriteItem::builder().put(put.build().unwrap()).build())
    }
}

impl From<UpdateBuilder> for Action {
    fn from(update: UpdateBuilder) -> Self {
        Action(TransactWriteItem::builder().update(update.build().unwrap()).build())
    }
}

impl From<DeleteBuilder> for Action {
    fn from(delete: DeleteBuilder) -> Self {
        Action(TransactWriteItem::builder().delete(delete.build().unwrap()).build())
    }
}

impl From<ConditionCheckBuilder> for Action {
    fn from(check: ConditionCheckBuilder) -> Self {
        Action(TransactWriteItem::builder().condition_check(check.build().unwrap()).build())
    }
}

struct Action(TransactWriteItem);

/// One action of a transaction.
fn action(action: impl Into<Action>) -> TransactWriteItem {
    action.into().0
}

fn read(table: &str, key: Item, projection: Option<&str>) -> TransactGetItem {
    let get = Get::builder().table_name(table).set_key(Some(key));
    let get = get.set_projection_expression(projection.map(str::to_owned)).build().unwrap();
    TransactGetItem::builder().get(get).build()
}

fn read_customer(created: u32, projection: Option<&str>) -> TransactGetItem {
    read(CUSTOMERS, customer_key("1", created), projection)
}

async fn transaction_of_every_action(client: &Client, seen: &mut Observed) {
    seed(client, six("1")).await;
    let actions = [
        action(put_in(CUSTOMERS, customer("1", 7)).condition_expression("attribute_not_exists(id)")),
        action(put_in(CUSTOMERS, with(customer("1", 1), [("email", s("other@example.com"))]))),
        action(update(2)),
        action(delete(3).condition_expression("grade = :l").expression_attribute_values(":l", n(0))),
        action(check(4, "tier = :p").expression_attribute_values(":p", s("basic"))),
    ];
    seen.ok(writes(client, actions).send().await);
    seen.ok(scan(client).send().await);
}

async fn transaction_of_three_tables(client: &Client, seen: &mut Observed) {
    let actions = [
        action(put_in(CUSTOMERS, customer("1", 1))),
        action(put_in(INVOICES, invoice("1"))),
        action(put_in(ORDERS, order("1"))),
    ];
    seen.ok(writes(client, actions).send().await);
    let reads = vec![
        read(INVOICES, item([("number", s("1"))]), None),
        read_customer(1, None),
        read(ORDERS, item([("id", s("1"))]), Some("amount")),
    ];
    seen.ok(client.transact_get_items().set_transact_items(Some(reads)).send().await);
}

async fn transaction_reads(client: &Client, seen: &mut Observed) {
    seed(client, six("1")).await;
    let reads = (1..=3).map(|created| read_customer(created, None)).collect();
    seen.ok(client.transact_get_items().set_transact_items(Some(reads)).send().await);
}

async fn transaction_reads_projections(client: &Client, seen: &mut Observed) {
    seed(client, six("1")).await;
    // The embedded engine adds the keys to what was asked for.
    let (one, other) = ("id, created, email, tier", "id, created, notes[1].amount");
    let reads = vec![read_customer(1, Some(one)), read_customer(2, None), read_customer(3, Some(other))];
    seen.ok(client.transact_get_items().set_transact_items(Some(reads)).send().await);
}

async fn transaction_reads_what_is_not_there(client: &Client, seen: &mut Observed) {
    seed(client, six("1")).await;
    let reads = vec![read_customer(9, Some("email")), read_customer(1, None), read_customer(8, None)];
    seen.ok(client.transact_get_items().set_transact_items(Some(reads)).send().await);
}

async fn transaction_cancelled_by_a_put(client: &Client, seen: &mut Observed) {
    seed(client, [customer("1", 1)]).await;
    let actions = [
        action(put_in(CUSTOMERS, customer("1", 2))),
        action(put_in(CUSTOMERS, customer("1", 1)).condition_expression("attribute_not_exists(id)")),
    ];
    seen.fails(writes(client, actions).send().await);
    seen.ok(scan(client).send().await);
}

async fn transaction_cancelled_with_the_stored_items(client: &Client, seen: &mut Observed) {
    seed(client, six("1")).await;
    let never = "attribute_not_exists(id)";
    let actions = [
        action(put_in(ORDERS, order("1"))),
        action(
            put_in(CUSTOMERS, customer("1", 1))
                .condition_expression(never)
                .return_values_on_condition_check_failure(WHOLE),
        ),
        action(update(2).condition_expression(never).return_values_on_condition_check_failure(WHOLE)),
        action(delete(3).condition_expression(never).return_values_on_condition_check_failure(WHOLE)),
        action(check(4, never).return_values_on_condition_check_failure(WHOLE)),
        action(check(5, never)),
    ];
    seen.fails(writes(client, actions).send().await);
    seen.ok(scan(client).send().await);
}

async fn transaction_cancelled_by_a_check(client: &Client, seen: &mut Observed) {
    let actions = [action(put_in(CUSTOMERS, customer("1", 1))), action(check(2, "attribute_exists(id)"))];
    seen.fails(writes(client, actions).send().await);
    seen.ok(get(client, "1", 1).send().await);
}

async fn transaction_cancelled_in_another_table(client: &Client, seen: &mut Observed) {
    let order_put = put_in(ORDERS, order("1"));
    seen.ok(writes(client, [action(order_put.clone())]).send().await);
    let order_put = order_put.condition_expression("attribute_not_exists(id)");
    let order_put = order_put.return_values_on_condition_check_failure(WHOLE);
    seen.fails(writes(client, [action(put_in(CUSTOMERS, customer("1", 1))), action(order_put)]).send().await);
}

async fn transaction_with_metrics(client: &Client, seen: &mut Observed) {
    let writes = writes(client, [action(put_in(CUSTOMERS, customer("1", 1)))]);
    let writes = writes.return_consumed_capacity(ReturnConsumedCapacity::Indexes);
    seen.ok(writes.return_item_collection_metrics(ReturnItemCollectionMetrics::Size).send().await);
    let reads = client.transact_get_items().transact_items(read_customer(1, None));
    seen.ok(reads.return_consumed_capacity(ReturnConsumedCapacity::Total).send().await);
}

async fn transaction_on_one_item_twice(client: &Client, seen: &mut Observed) {
    let actions = [action(put_in(CUSTOMERS, customer("1", 1))), action(delete(1))];
    seen.fails(writes(client, actions).send().await);
}

async fn transaction_of_nothing(client: &Client, seen: &mut Observed) {
    seen.fails(writes(client, []).send().await);
}

async fn transaction_with_a_missing_table(client: &Client, seen: &mut Observed) {
    let actions = [action(put_in(CUSTOMERS, customer("1", 1))), action(put_in("Nowhere", order("1")))];
    seen.fails(writes(client, actions).send().await);
    seen.ok(get(client, "1", 1).send().await);
}

async fn transaction_with_a_token(client: &Client, seen: &mut Observed) {
    let writes = writes(client, [action(put_in(CUSTOMERS, customer("1", 1)))]);
    seen.ok(writes.client_request_token("a-token").send().await);
    seen.ok(get(client, "1", 1).send().await);
}

async fn transaction_with_a_token_twice(client: &Client, seen: &mut Observed) {
    let writes = writes(client, [action(put_in(CUSTOMERS, customer("1", 1)))]).client_request_token("a-token");
    seen.ok(writes.clone().send().await);
    seen.ok(writes.send().await);
}

async fn transaction_on_a_condition_on_an_encrypted_attribute(client: &Client, seen: &mut Observed) {
    seed(client, six("1")).await;
    let check = check(2, "email = :e").expression_attribute_values(":e", s("ada.1.2@example.com"));
    seen.ok(writes(client, [action(put_in(CUSTOMERS, customer("1", 7))), action(check)]).send().await);
}

async fn transaction_that_updates_an_encrypted_attribute(client: &Client, seen: &mut Observed) {
    seed(client, six("1")).await;
    let update = update(1).update_expression("SET balance = balance + :ten");
    let update = update.set_expression_attribute_names(None);
    seen.ok(writes(client, [action(update)]).send().await);
}

async fn transaction_with_two_actions_in_one(client: &Client, seen: &mut Observed) {
    let mut both = action(put_in(CUSTOMERS, customer("1", 1)));
    both.delete = action(delete(2)).delete;
    seen.fails(writes(client, [both]).send().await);
}
