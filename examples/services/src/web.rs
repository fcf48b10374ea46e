//! A web service over the table: customers are put, read, listed and changed as a struct.
//!
//! | request | does |
//! |---|---|
//! | `PUT /shops/{shop}/customers/{id}` | makes a customer; `409` if there is one |
//! | `GET /shops/{shop}/customers/{id}` | reads one |
//! | `GET /shops/{shop}/customers?plan=premium` | lists those of a shop |
//! | `PATCH /shops/{shop}/customers/{id}` | changes the address, if it is still the one that the caller knows; `409` if not |

use std::sync::Arc;

use aws_sdk_dynamodb::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_dynamodb::types::AttributeValue::S;
use aws_sdk_dynamodb::types::ReturnValue::AllNew;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use dynamodb_item_encryptor::typed::{TypedInput, TypedOutput};
use dynamodb_item_encryptor::{EncryptingClient, Error, ErrorClass};
use serde::Deserialize;

use crate::customer::Customer;

/// What all requests share. It can only be made with a client that encrypts.
#[derive(Debug, Clone)]
pub struct Shop {
    client: EncryptingClient,
    table: Arc<str>,
}

/// The service, over the table of this name in DynamoDB.
pub fn router(client: EncryptingClient, table: &str) -> Router {
    Router::new()
        .route("/shops/{shop}/customers", get(list))
        .route("/shops/{shop}/customers/{id}", get(read).put(make).patch(change))
        .with_state(Shop { client, table: table.into() })
}

/// What a caller says of a customer; the rest is in the path.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Body {
    email: String,
    plan: String,
}

async fn make(
    State(shop): State<Shop>,
    Path((name, id)): Path<(String, String)>,
    Json(body): Json<Body>,
) -> Result<(StatusCode, Json<Customer>), Failure> {
    let customer = Customer { shop: name, id, email: body.email, plan: body.plan };
    let put = shop.client.put_item().table_name(&*shop.table).typed(&customer)?;
    put.condition_expression("attribute_not_exists(id)").send().await?;
    Ok((StatusCode::CREATED, Json(customer)))
}

async fn read(
    State(shop): State<Shop>,
    Path((name, id)): Path<(String, String)>,
) -> Result<Json<Customer>, Failure> {
    let get = shop.client.get_item().table_name(&*shop.table).key("shop", S(name)).key("id", S(id));
    let customer: Option<Customer> = get.send().await?.typed()?;
    customer.map(Json).ok_or(Failure(StatusCode::NOT_FOUND))
}

/// What a caller may ask of a list.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Filter {
    plan: Option<String>,
}

async fn list(
    State(shop): State<Shop>,
    Path(name): Path<String>,
    Query(filter): Query<Filter>,
) -> Result<Json<Vec<Customer>>, Failure> {
    let query = shop.client.query().table_name(&*shop.table).key_condition_expression("shop = :shop");
    let mut query = query.expression_attribute_values(":shop", S(name));
    if let Some(plan) = filter.plan {
        query = query.filter_expression("#plan = :plan").expression_attribute_names("#plan", "plan");
        query = query.expression_attribute_values(":plan", S(plan));
    }
    let mut customers = Vec::new();
    let mut pages = query.into_paginator().send();
    while let Some(page) = pages.next().await {
        let page: Vec<Customer> = page?.typed()?;
        customers.extend(page);
    }
    Ok(Json(customers))
}

/// A new address, and the one that it replaces.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct NewAddress {
    from: String,
    to: String,
}

async fn change(
    State(shop): State<Shop>,
    Path((name, id)): Path<(String, String)>,
    Json(address): Json<NewAddress>,
) -> Result<Json<Customer>, Failure> {
    let update = shop.client.update_item().table_name(&*shop.table).key("shop", S(name)).key("id", S(id));
    // Neither the condition nor the new value leaves the process: the client reads, compares, seals and writes.
    let update = update.update_expression("SET email = :to").condition_expression("email = :from");
    let update = update.expression_attribute_values(":from", S(address.from));
    let update = update.expression_attribute_values(":to", S(address.to)).return_values(AllNew);
    let customer: Option<Customer> = update.send().await?.typed()?;
    customer.map(Json).ok_or(Failure(StatusCode::INTERNAL_SERVER_ERROR))
}

/// What the caller gets to know of a failure: a status. The rest is for the log.
#[derive(Debug)]
struct Failure(StatusCode);

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        self.0.into_response()
    }
}

impl Failure {
    /// By whose fault it is.
    fn of(error: &Error) -> Self {
        eprintln!("{}: {error}", error.class().as_str());
        Failure(match error.class() {
            ErrorClass::Request => StatusCode::UNPROCESSABLE_ENTITY,
            ErrorClass::Transient => StatusCode::SERVICE_UNAVAILABLE,
            _ => StatusCode::INTERNAL_SERVER_ERROR,
        })
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Failure::of(&error)
    }
}

impl<E: ProvideErrorMetadata + std::error::Error + 'static, R: std::fmt::Debug + 'static> From<SdkError<E, R>>
    for Failure
{
    fn from(error: SdkError<E, R>) -> Self {
        if let Some(error) = Error::find_in(&error) {
            return Failure::of(error);
        }
        let code = error.code().unwrap_or("no answer").to_owned();
        Failure(match &*code {
            "ConditionalCheckFailedException" => StatusCode::CONFLICT,
            _ => {
                eprintln!("DynamoDB: {code}");
                StatusCode::SERVICE_UNAVAILABLE
            }
        })
    }
}
