//! The application, which is the same in every stage: it gets a client, and does not know what that does.

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::error::ProvideErrorMetadata;
use aws_sdk_dynamodb::types::{
    AttributeDefinition, AttributeValue, BillingMode, GlobalSecondaryIndex, KeySchemaElement, KeyType,
    Projection, ProjectionType, Put, ReturnValue, ScalarAttributeType, TransactWriteItem, Update,
};
use dynamodb_item_encryptor::Item;

use crate::migration::Result;
use crate::{TABLE, expect, number, text};

pub(crate) fn customer(id: &str, balance: u32) -> Item {
    Item::from([
        ("id".to_owned(), text(id)),
        ("email".to_owned(), text(&format!("{id}@example.com"))),
        ("balance".to_owned(), number(balance)),
        ("plan".to_owned(), text("premium")),
        (":seen".to_owned(), number(0)),
    ])
}

/// An item that must be there.
pub(crate) async fn get(client: &Client, id: &str) -> Result<Item> {
    let get = client.get_item().table_name(TABLE).key("id", text(id)).consistent_read(true);
    // The SDK's error says what was called, and its sources why it failed.
    let got = get.send().await.map_err(|error| crate::migration::with_sources(&error))?;
    got.item.ok_or_else(|| format!("there is no item '{id}'").into())
}

/// A day in the life of the application: creates, updates, conditions, a transaction, a query with a filter, a delete.
pub(crate) async fn work(client: &Client, who: &str) -> Result<()> {
    let id = format!("customer {who}");
    create(client, &id).await?;
    change(client, &id).await?;
    deposit(client, &id).await?;
    order(client, &id).await?;
    search(client, &id).await?;
    remove(client, &id).await
}

/// Creates a customer who is not there yet.
async fn create(client: &Client, id: &str) -> Result<()> {
    let put = client.put_item().table_name(TABLE).set_item(Some(customer(id, 10)));
    let put = put.condition_expression("attribute_not_exists(id) AND attribute_not_exists(email)");
    put.clone().send().await?;
    expect("the second creation", code(put.send().await), Some("ConditionalCheckFailedException".to_owned()))
}

/// Changes what is encrypted, signed and unsigned, on a condition.
async fn change(client: &Client, id: &str) -> Result<()> {
    let update = client.update_item().table_name(TABLE).key("id", text(id));
    let update = update
        .update_expression(
            "SET email = :new, #p = :plan, history = list_append(if_not_exists(history, :none), :old)",
        )
        .condition_expression("email = :from AND attribute_not_exists(expires)")
        .expression_attribute_names("#p", "plan")
        .expression_attribute_values(":new", text("new@example.com"))
        .expression_attribute_values(":plan", text("basic"))
        .expression_attribute_values(":none", AttributeValue::L(Vec::new()))
        .expression_attribute_values(":old", AttributeValue::L(vec![text("moved")]))
        .expression_attribute_values(":from", text(&format!("{id}@example.com")))
        .return_values(ReturnValue::AllNew);
    let changed = update.clone().send().await?.attributes.unwrap_or_default();
    expect("the new address", changed.get("email"), Some(&text("new@example.com")))?;
    // The address is another by now.
    expect("a stale change", code(update.send().await), Some("ConditionalCheckFailedException".to_owned()))?;
    let seen = client.update_item().table_name(TABLE).key("id", text(id)).update_expression("ADD #s :one");
    let seen = seen.expression_attribute_names("#s", ":seen").expression_attribute_values(":one", number(1));
    seen.send().await?;
    expect("how often it was seen", get(client, id).await?.get(":seen"), Some(&number(1)))
}

/// Counts up what is encrypted.
pub(crate) async fn deposit(client: &Client, id: &str) -> Result<()> {
    let update = client.update_item().table_name(TABLE).key("id", text(id));
    let update = update.update_expression("ADD balance :one").expression_attribute_values(":one", number(1));
    update.condition_expression("attribute_exists(id)").send().await?;
    Ok(())
}

/// Takes an order and pays for it, or neither.
async fn order(client: &Client, id: &str) -> Result<()> {
    let order_id = format!("order of {id}");
    let order = Put::builder().table_name(TABLE).set_item(Some(customer(&order_id, 5)));
    let order = order.condition_expression("attribute_not_exists(id)").build()?;
    let pay = Update::builder()
        .table_name(TABLE)
        .key("id", text(id))
        .update_expression("SET balance = balance - :price")
        .condition_expression("balance >= :price")
        .expression_attribute_values(":price", number(5))
        .build()?;
    let order = TransactWriteItem::builder().put(order).build();
    let pay = TransactWriteItem::builder().update(pay).build();
    client.transact_write_items().transact_items(order).transact_items(pay).send().await?;
    // Ten, one more, and five less.
    expect("the balance", get(client, id).await?.get("balance"), Some(&number(6)))
}

/// Finds the customer in an index, among those whose address fits.
async fn search(client: &Client, id: &str) -> Result<()> {
    let query = client.query().table_name(TABLE).index_name("by-plan");
    let query = query
        .key_condition_expression("#p = :plan")
        .filter_expression("begins_with(email, :email) AND balance > :least")
        .expression_attribute_names("#p", "plan")
        .expression_attribute_values(":plan", text("basic"))
        .expression_attribute_values(":email", text("new@"))
        .expression_attribute_values(":least", number(5));
    let found = query.send().await?.items.unwrap_or_default();
    let is_found = found.iter().any(|item| item.get("id") == Some(&text(id)));
    if is_found { Ok(()) } else { Err(format!("'{id}' is not in the index").into()) }
}

/// Deletes the order, if its address is still the one that it had.
async fn remove(client: &Client, id: &str) -> Result<()> {
    let order_id = format!("order of {id}");
    let delete = client.delete_item().table_name(TABLE).key("id", text(&order_id));
    let delete = delete.condition_expression("email = :email").return_values(ReturnValue::AllOld);
    let delete = delete.expression_attribute_values(":email", text(&format!("{order_id}@example.com")));
    let deleted = delete.send().await?.attributes;
    expect("the deleted order", deleted, Some(customer(&order_id, 5)))
}

/// The code of the error that a call ended with.
fn code<T, E: ProvideErrorMetadata>(result: std::result::Result<T, E>) -> Option<String> {
    result.err().and_then(|error| error.code().map(str::to_owned))
}

pub(crate) async fn create_table(client: &Client) -> Result<()> {
    let key = |name: &str| KeySchemaElement::builder().attribute_name(name).key_type(KeyType::Hash).build();
    let attribute = |name: &str| {
        let attribute = AttributeDefinition::builder().attribute_name(name);
        attribute.attribute_type(ScalarAttributeType::S).build()
    };
    let all = Projection::builder().projection_type(ProjectionType::All).build();
    let index = GlobalSecondaryIndex::builder().index_name("by-plan").key_schema(key("plan")?).projection(all);
    let table = client.create_table().table_name(TABLE).billing_mode(BillingMode::PayPerRequest);
    table
        .key_schema(key("id")?)
        .attribute_definitions(attribute("id")?)
        .attribute_definitions(attribute("plan")?)
        .global_secondary_indexes(index.build()?)
        .send()
        .await?;
    Ok(())
}
