//! A random request, and what comes of it.

use std::error::Error as StdError;
use std::fmt;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::http::HttpResponse;
use aws_sdk_dynamodb::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_dynamodb::operation::delete_item::DeleteItemError;
use aws_sdk_dynamodb::operation::put_item::PutItemError;
use aws_sdk_dynamodb::operation::transact_write_items::TransactWriteItemsError;
use aws_sdk_dynamodb::operation::update_item::UpdateItemError;
use aws_sdk_dynamodb::types::{ReturnValue, ReturnValuesOnConditionCheckFailure, TransactWriteItem, Update};
use dynamodb_item_encryptor::{Error, Item};
use test_support::expressions::Expression;
use test_support::expressions::values::normal_item;
use test_support::s;
use test_support::workload::accounts::Rng;

use super::sides::TABLE;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Update,
    Put,
    Delete,
    /// An update within a transaction.
    Transaction,
}

#[derive(Debug)]
pub struct Request {
    kind: Kind,
    update: Option<Expression>,
    condition: Option<Expression>,
    returns: ReturnValue,
    shows: ReturnValuesOnConditionCheckFailure,
    /// What a put stores.
    item: Item,
}

/// What came of a request.
#[derive(Debug, PartialEq)]
pub enum Outcome {
    /// What was returned.
    Done(Option<Item>),
    /// The codes of the failed condition, or of the parts of a transaction, and the items that came along.
    Failed {
        codes: Vec<String>,
        items: Vec<Option<Item>>,
    },
    /// The request could never be carried out on the item: what was said.
    Refused(String),
    Other(String),
}

/// Gives a builder the expressions of a request.
macro_rules! with_expressions {
    ($builder:expr, $request:expr) => {{
        let request = $request;
        let (names, values) = request.placeholders();
        $builder
            .table_name(TABLE)
            .set_condition_expression(request.condition.as_ref().map(|condition| condition.text.clone()))
            .set_expression_attribute_names(names)
            .set_expression_attribute_values(values)
            .return_values_on_condition_check_failure(request.shows.clone())
    }};
}

impl Request {
    pub fn new(
        rng: &mut Rng,
        kind: Kind,
        update: Option<Expression>,
        condition: Option<Expression>,
        item: Item,
    ) -> Request {
        use ReturnValue::{AllNew, AllOld, None, UpdatedNew, UpdatedOld};
        let returns = match kind {
            Kind::Update => {
                rng.pick(&[AllNew, AllNew, AllOld, None, UpdatedNew, UpdatedNew, UpdatedOld]).clone()
            }
            _ => rng.pick(&[AllOld, None]).clone(),
        };
        let shows = [ReturnValuesOnConditionCheckFailure::AllOld, ReturnValuesOnConditionCheckFailure::None];
        Request { kind, update, condition, returns, shows: rng.pick(&shows).clone(), item }
    }

    fn placeholders(&self) -> (Option<std::collections::HashMap<String, String>>, Option<Item>) {
        let both = || self.update.iter().chain(&self.condition);
        let names: std::collections::HashMap<_, _> = both().flat_map(|one| one.names.clone()).collect();
        // The engine takes numbers of sets that are written differently for different ones.
        let values = normal_item(&both().flat_map(|one| one.values.clone()).collect());
        (Some(names).filter(|names| !names.is_empty()), Some(values).filter(|values| !values.is_empty()))
    }

    pub async fn carry_out(&self, client: &Client) -> Outcome {
        let key = s("item");
        let update = self.update.as_ref().map(|update| update.text.clone());
        match self.kind {
            Kind::Update => {
                let call =
                    with_expressions!(client.update_item(), self).key("id", key).set_update_expression(update);
                let call = call.return_values(self.returns.clone());
                outcome(
                    call.send().await,
                    |output| output.attributes,
                    |error| match error {
                        UpdateItemError::ConditionalCheckFailedException(failed) => Some(failed.item.clone()),
                        _ => None,
                    },
                )
            }
            Kind::Put => {
                let call = with_expressions!(client.put_item(), self).set_item(Some(self.item.clone()));
                let call = call.return_values(self.returns.clone());
                outcome(
                    call.send().await,
                    |output| output.attributes,
                    |error| match error {
                        PutItemError::ConditionalCheckFailedException(failed) => Some(failed.item.clone()),
                        _ => None,
                    },
                )
            }
            Kind::Delete => {
                let call = with_expressions!(client.delete_item(), self).key("id", key);
                let call = call.return_values(self.returns.clone());
                outcome(
                    call.send().await,
                    |output| output.attributes,
                    |error| match error {
                        DeleteItemError::ConditionalCheckFailedException(failed) => Some(failed.item.clone()),
                        _ => None,
                    },
                )
            }
            Kind::Transaction => {
                let part =
                    with_expressions!(Update::builder(), self).key("id", key).set_update_expression(update);
                let part = TransactWriteItem::builder().update(part.build().unwrap()).build();
                let result = client.transact_write_items().transact_items(part).send().await;
                if let Some(TransactWriteItemsError::TransactionCanceledException(canceled)) =
                    result.as_ref().err().and_then(SdkError::as_service_error)
                {
                    let reasons = canceled.cancellation_reasons();
                    let codes: Vec<_> =
                        reasons.iter().map(|reason| reason.code().unwrap_or("").to_owned()).collect();
                    if codes == ["ValidationError"] {
                        return Outcome::Refused(reasons[0].message().unwrap_or("").to_owned());
                    }
                    let items = reasons.iter().map(|reason| reason.item.as_ref().map(normal_item)).collect();
                    return Outcome::Failed { codes, items };
                }
                outcome(result, |_| None, |_| None)
            }
        }
    }
}

/// What came of a call; `failed` has the item of a condition that does not hold.
fn outcome<T, E>(
    result: Result<T, SdkError<E, HttpResponse>>,
    returned: impl FnOnce(T) -> Option<Item>,
    failed: impl FnOnce(&E) -> Option<Option<Item>>,
) -> Outcome
where
    T: fmt::Debug,
    E: StdError + ProvideErrorMetadata + 'static,
{
    let error = match result {
        Ok(output) => return Outcome::Done(returned(output).as_ref().map(normal_item)),
        Err(error) => error,
    };
    let code = error.code().unwrap_or_default().to_owned();
    if let Some(item) = error.as_service_error().and_then(failed) {
        return Outcome::Failed { codes: vec![code], items: vec![item.as_ref().map(normal_item)] };
    }
    match (code.as_str(), Error::find_in(&error)) {
        ("ValidationException", _) => Outcome::Refused(error.message().unwrap_or_default().to_owned()),
        (_, Some(own @ Error::Refused { .. })) => Outcome::Refused(own.to_string()),
        _ => Outcome::Other(format!("{code} {error:?}")),
    }
}

impl fmt::Display for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = |expression: &Option<Expression>| {
            expression.as_ref().map_or_else(String::new, |one| one.text.clone())
        };
        write!(f, "{:?} {} IF {}", self.kind, text(&self.update), text(&self.condition))
    }
}
