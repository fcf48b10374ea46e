//! The web service: `TABLE=customers KEY_ARN=arn:aws:kms:… cargo run --bin customers`.

use aws_config::BehaviorVersion;
use dynamodb_item_encryptor::BoxError;
use services::{customer, web};

#[tokio::main]
async fn main() -> Result<(), BoxError> {
    dynamodb_item_encryptor::prepare_in_background();
    let aws = aws_config::load_defaults(BehaviorVersion::latest()).await;
    let client = customer::client(&aws, customer::table(&aws)?)?;
    let listener = tokio::net::TcpListener::bind("127.0.0.1:8080").await?;
    axum::serve(listener, web::router(client, &std::env::var("TABLE")?)).await?;
    Ok(())
}
