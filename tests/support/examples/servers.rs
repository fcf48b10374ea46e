//! A DynamoDB engine with the table `Customers` and a KMS with a key, for programs outside of the tests. Prints the
//! environment in which they are found, and runs until its input ends.

use std::io::{Read, Write};

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::{
    AttributeDefinition, BillingMode, KeySchemaElement, KeyType, ScalarAttributeType,
};
use test_support::engine;
use test_support::kms::{Kms, REGION};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (dynamodb, kms) = (engine::start_unwatched().await, Kms::start());
    let client = Client::from_conf(test_support::config(&dynamodb).build());
    let key = KeySchemaElement::builder().attribute_name("id").key_type(KeyType::Hash).build()?;
    let id = AttributeDefinition::builder().attribute_name("id");
    let id = id.attribute_type(ScalarAttributeType::S).build()?;
    let table = client.create_table().table_name("Customers").billing_mode(BillingMode::PayPerRequest);
    table.key_schema(key).attribute_definitions(id).send().await?;

    println!("AWS_ENDPOINT_URL_DYNAMODB={dynamodb}");
    println!("AWS_ENDPOINT_URL_KMS={}", kms.url());
    println!("AWS_REGION={REGION}");
    println!("KMS_KEY={}", kms.create_key());
    std::io::stdout().flush()?;
    tokio::task::spawn_blocking(|| std::io::stdin().read_to_end(&mut Vec::new())).await??;
    Ok(())
}
