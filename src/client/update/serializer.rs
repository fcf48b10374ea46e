//! The serializers of calls that this side carries out, at least in part.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use aws_sdk_dynamodb::operation::delete_item::DeleteItem;
use aws_sdk_dynamodb::operation::put_item::PutItem;
use aws_sdk_dynamodb::operation::transact_write_items::{TransactWriteItems, TransactWriteItemsInput};
use aws_sdk_dynamodb::operation::update_item::UpdateItem;
use aws_smithy_runtime_api::client::interceptors::context::Input;
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_runtime_api::client::ser_de::{SerializeRequest, SharedRequestSerializer};
use aws_smithy_runtime_api::http::Headers;
use aws_smithy_types::config_bag::ConfigBag;

use super::call::Call;
use super::one_item::OneItem;
use super::one_item_write::OneItemWrite;
use super::transaction::Transaction;
use super::way::Way;
use super::work::Work;
use super::writing;
use crate::client::operation::item_operation::ItemOperation;
use crate::client::rules::refusal::Refusal;
use crate::client::sdk::carried::{CarriedCall, End};
use crate::client::sdk::failure::{Failure, Served};
use crate::client::sdk::interceptor::Own;
use crate::client::sdk::nested::Nested;
use crate::client::sdk::request::{SealingSerializer, Wrap};
use crate::error::{BoxError, RefusedProblem};
use crate::table::TableConfig;

/// What the calls have of their own that are carried out here, or may be.
pub(crate) const OWN: Own = Own { serializer, may_call };

/// Whether a call may have to read: an update always, the others where they have a condition. Whether the table is an
/// encrypted one is not looked at.
fn may_call(operation: &str, input: &Input) -> bool {
    match operation {
        UpdateItem::NAME | Transaction::NAME => true,
        PutItem::NAME => is_conditional::<PutItem>(input),
        DeleteItem::NAME => is_conditional::<DeleteItem>(input),
        _ => false,
    }
}

fn is_conditional<O: OneItemWrite>(input: &Input) -> bool {
    // What is of another type fails in the serializer.
    input.downcast_ref::<O::Input>().is_some_and(|input| O::condition(input).is_some())
}

/// The serializer of a call that is carried out here, or may be.
fn serializer(wrap: &Wrap, cfg: &ConfigBag) -> Option<SharedRequestSerializer> {
    if let Some(serializer) = writing::serializer(wrap, cfg) {
        return Some(serializer);
    }
    match wrap.operation {
        UpdateItem::NAME => Some(CarryingSerializer::<UpdateItem>::shared(wrap)),
        PutItem::NAME => Some(CarryingSerializer::<PutItem>::shared(wrap)),
        DeleteItem::NAME => Some(CarryingSerializer::<DeleteItem>::shared(wrap)),
        Transaction::NAME => Some(TransactionSerializer::shared(wrap)),
        _ => None,
    }
}

/// Carries out what DynamoDB cannot, and leaves the rest to it.
struct CarryingSerializer<O> {
    wrap: Wrap,
    operation: PhantomData<O>,
}

impl<O: OneItemWrite> CarryingSerializer<O> {
    fn shared(wrap: &Wrap) -> SharedRequestSerializer {
        SharedRequestSerializer::new(CarryingSerializer::<O> { wrap: wrap.clone(), operation: PhantomData })
    }
}

impl<O: OneItemWrite> SerializeRequest for CarryingSerializer<O> {
    fn serialize_input(&self, input: Input, cfg: &mut ConfigBag) -> Result<HttpRequest, BoxError> {
        let wrap = &self.wrap;
        if wrap.table::<O>(&input)?.is_none() {
            return wrap.inner.serialize_input(input, cfg);
        }
        let mut typed = input.downcast::<O::Input>().map_err(|_| wrap.unexpected("its type of input"))?;
        let plan = match O::check(&mut typed, &wrap.tables) {
            Ok(plan) => Arc::new(plan),
            Err(refusal) => return Err(refuse::<O>(wrap, refusal, cfg)),
        };
        let table = &O::asked(&plan).table;
        match Way::of(table, O::expressions(&plan), O::IS_UPDATE) {
            Way::AsItIs => SealingSerializer::<O>::new(wrap.clone()).serialize_checked(typed, plan, cfg),
            way @ (Way::Guarded(_) | Way::Carried) => {
                if let Some(parameter) = O::unknown_choice(&typed) {
                    return Err(refuse_choice::<O>(wrap, table, parameter, cfg));
                }
                let nested = Nested::of_call(&O::anew(), cfg)?;
                Call::serialize(OneItem::<O>::new(typed, Arc::clone(&plan), way), nested, plan, wrap, cfg)
            }
        }
    }
}

/// Carries out those parts of a transaction that DynamoDB cannot.
struct TransactionSerializer {
    wrap: Wrap,
}

impl TransactionSerializer {
    fn shared(wrap: &Wrap) -> SharedRequestSerializer {
        SharedRequestSerializer::new(TransactionSerializer { wrap: wrap.clone() })
    }
}

impl SerializeRequest for TransactionSerializer {
    fn serialize_input(&self, input: Input, cfg: &mut ConfigBag) -> Result<HttpRequest, BoxError> {
        let wrap = &self.wrap;
        if wrap.table::<TransactWriteItems>(&input)?.is_none() {
            return wrap.inner.serialize_input(input, cfg);
        }
        let typed = input.downcast::<TransactWriteItemsInput>();
        let mut typed = typed.map_err(|_| wrap.unexpected("its type of input"))?;
        let plan = TransactWriteItems::check(&mut typed, &wrap.tables);
        let plan = Arc::new(plan.map_err(|refusal| wrap.refusal(refusal))?);
        match Transaction::new(typed, &plan) {
            Ok(transaction) => {
                if let Some((table, parameter)) = transaction.unknown_choice() {
                    return Err(refuse_choice::<TransactWriteItems>(wrap, table, parameter, cfg));
                }
                let nested = Nested::of_call(&TransactWriteItems::new(), cfg)?;
                Call::serialize(transaction, nested, plan, wrap, cfg)
            }
            Err(typed) => {
                let serializer = SealingSerializer::<TransactWriteItems>::new(wrap.clone());
                serializer.serialize_checked(*typed, plan, cfg)
            }
        }
    }
}

impl fmt::Debug for TransactionSerializer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TransactionSerializer")
    }
}

/// Fails a call that is not carried out, as DynamoDB would fail it, where it would refuse the request too.
fn refuse<O: OneItemWrite>(wrap: &Wrap, refusal: Refusal, cfg: &mut ConfigBag) -> BoxError {
    let message = if let RefusedProblem::Expression { parameter, reason } = &refusal.problem {
        format!("Invalid {parameter}: {reason}")
    } else if let RefusedProblem::UnusedPlaceholder { placeholder } = &refusal.problem {
        let kind = if placeholder.starts_with(':') { "Values" } else { "Names" };
        format!("Value provided in ExpressionAttribute{kind} unused in expressions: keys: {{{placeholder}}}")
    } else if let RefusedProblem::Parameter { parameter: parameter @ "ReturnValues" } = &refusal.problem {
        no_such_choice(parameter)
    } else {
        return wrap.refusal(refusal).into();
    };
    invalid::<O>(wrap, &message, refusal, cfg)
}

/// Fails a call that chooses what there is not. DynamoDB would say so, but does not get to see the choice.
fn refuse_choice<O: Served>(
    wrap: &Wrap,
    table: &TableConfig,
    parameter: &'static str,
    cfg: &mut ConfigBag,
) -> BoxError {
    let problem = RefusedProblem::Parameter { parameter };
    let refusal = Refusal { table: Some(table.logical_name().to_owned()), problem };
    invalid::<O>(wrap, &no_such_choice(parameter), refusal, cfg)
}

fn no_such_choice(parameter: &str) -> String {
    format!("{parameter} has a value that the operation does not know")
}

/// Fails a call with the error that DynamoDB has for invalid requests.
fn invalid<O: Served>(wrap: &Wrap, message: &str, refusal: Refusal, cfg: &mut ConfigBag) -> BoxError {
    let failure = Failure::invalid::<O>(message, wrap.refusal(refusal), &Headers::new());
    let call = CarriedCall::default();
    let error = call.end(End::Failed(failure));
    cfg.interceptor_state().store_put(call);
    error
}

impl<O> fmt::Debug for CarryingSerializer<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CarryingSerializer({})", self.wrap.operation)
    }
}
