use aws_sdk_dynamodb::types::{AttributeValue::S, ReturnValue::AllNew};
use dynamodb_item_encryptor::typed::{TypedInput, TypedOutput};
use dynamodb_item_encryptor::{BoxError, EncryptingClient, TypedItem};
use serde::{Deserialize, Serialize};

#[derive(Debug, PartialEq, Serialize, Deserialize, TypedItem)]
pub struct Customer {
    #[item(partition_key)]
    pub id: String,
    pub email: String, // encrypted, as every field that says nothing else
    #[item(sign)]
    pub plan: String,
}

pub async fn rename(client: &EncryptingClient, ada: &Customer, email: &str) -> Result<Vec<Customer>, BoxError> {
    let (table, id) = ("Customers", S(ada.id.clone()));
    client.put_item().table_name(table).typed(ada)?.send().await?;
    let read: Option<Customer> =
        client.get_item().table_name(table).key("id", id.clone()).send().await?.typed()?;
    let query = client.query().table_name(table).key_condition_expression("id = :id");
    let found: Vec<Customer> = query.expression_attribute_values(":id", id.clone()).send().await?.typed()?;
    let update = client.update_item().table_name(table).key("id", id).update_expression("SET email = :new");
    let update = update.expression_attribute_values(":new", S(email.into())).return_values(AllNew);
    let updated: Option<Customer> = update.send().await?.typed()?;
    Ok(read.into_iter().chain(found).chain(updated).collect())
}
