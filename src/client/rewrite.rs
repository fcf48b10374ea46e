//! The write of an encrypted update: an UpdateItem that turns the item that was read into the one that it shall be.
//!
//! An update, because a put would take away what others have added meanwhile and nobody here knows of. DynamoDB
//! could not seal what an update changes, so the item is sealed here, in the serializer, where everything is sealed:
//! after all hooks with which the application may still change the input, and within the call's time limits. What
//! is written does not pass through the input before, and an input that has expressions of its own is refused.

use std::collections::BTreeMap;
use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;

use aws_sdk_dynamodb::operation::update_item::UpdateItemInput;
use aws_sdk_dynamodb::types::{ReturnValue, ReturnValuesOnConditionCheckFailure};
use aws_smithy_runtime_api::client::interceptors::context::Input;
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_runtime_api::client::ser_de::{SerializeRequest, SharedRequestSerializer};
use aws_smithy_types::config_bag::ConfigBag;

use super::capture::Captured;
use super::statement::Statement;
use crate::client::rules::parameters::{check_key, refuse_given};
use crate::client::rules::refusal::Refusal;
use crate::client::rules::tables::Tables;
use crate::client::sdk::per_call::call_interceptor;
use crate::client::sdk::request::Wrap;
use crate::client::sdk::seal::seal_to_store;
use crate::client::sdk::slot::Slot;
use crate::error::BoxError;
use crate::format::FOOTER_ATTRIBUTE;
use crate::table::TableConfig;
use crate::value::Item;

/// The operation that is used.
pub(crate) const OPERATION: &str = "UpdateItem";

/// What a call of UpdateItem is to write. Nobody outside of this crate can make one.
#[derive(Debug, Clone, Default)]
pub(crate) struct Rewrite(Slot<Change>);

/// From what to what an item is to be changed.
struct Change {
    /// What was read.
    captured: Arc<Captured>,
    /// What it shall be, open.
    item: Item,
}

impl Rewrite {
    pub(crate) fn new(captured: Arc<Captured>, item: Item) -> Self {
        let rewrite = Rewrite::default();
        rewrite.0.set(Some(Change { captured, item }));
        rewrite
    }
}

call_interceptor!(Rewrite, "dynamodb_item_encryptor_rewrite");

/// The change is more than an UpdateItem can take. A put can.
#[derive(Debug)]
pub(crate) struct DoesNotFit;

impl DoesNotFit {
    /// Whether this is why a call failed.
    pub(crate) fn is_in(error: &(dyn StdError + 'static)) -> bool {
        error.is::<DoesNotFit>() || error.source().is_some_and(DoesNotFit::is_in)
    }
}

impl fmt::Display for DoesNotFit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("too many attributes have changed for an update")
    }
}

impl StdError for DoesNotFit {}

/// Seals the item of a change, and writes the update.
struct RewritingSerializer {
    wrap: Wrap,
    rewrite: Rewrite,
}

/// The serializer of a call that has a [`Rewrite`].
pub(crate) fn serializer(wrap: &Wrap, cfg: &ConfigBag) -> Option<SharedRequestSerializer> {
    let rewrite = cfg.load::<Rewrite>().filter(|_| wrap.operation == OPERATION)?.clone();
    Some(SharedRequestSerializer::new(RewritingSerializer { wrap: wrap.clone(), rewrite }))
}

impl SerializeRequest for RewritingSerializer {
    fn serialize_input(&self, input: Input, cfg: &mut ConfigBag) -> Result<HttpRequest, BoxError> {
        let wrap = &self.wrap;
        let mut input =
            input.downcast::<UpdateItemInput>().map_err(|_| wrap.unexpected("its type of input"))?;
        let Change { captured, item } =
            self.rewrite.0.take().ok_or_else(|| wrap.unexpected("the change was taken before"))?;
        let table = plan(&input, &wrap.tables).map_err(|refusal| wrap.refusal(refusal))?;
        let sealing = async move {
            let sealed = seal_to_store(&table, item).await?;
            let statement = statement(&table, &captured, sealed);
            if !statement.fits() {
                return Err(DoesNotFit.into());
            }
            input.condition_expression = Some(statement.condition());
            input.update_expression = Some(statement.update());
            input.expression_attribute_names = Some(statement.names());
            input.expression_attribute_values = statement.into_values();
            Ok(Input::erase(input))
        };
        wrap.serialize_once(sealing, cfg)
    }
}

/// Checks that the input is as `update_encrypted` has made it, and nothing comes back that would have to be opened.
fn plan(input: &UpdateItemInput, tables: &Tables) -> Result<TableConfig, Refusal> {
    let returned = input.return_values().is_some_and(|values| *values != ReturnValue::None);
    let none = ReturnValuesOnConditionCheckFailure::None;
    let failed = input.return_values_on_condition_check_failure().is_some_and(|values| *values != none);
    tables.check_one(input.table_name(), |table| {
        refuse_given(&[
            ("AttributeUpdates", input.attribute_updates.is_some()),
            ("ConditionExpression", input.condition_expression.is_some()),
            ("ConditionalOperator", input.conditional_operator.is_some()),
            ("Expected", input.expected.is_some()),
            ("ExpressionAttributeNames", input.expression_attribute_names.is_some()),
            ("ExpressionAttributeValues", input.expression_attribute_values.is_some()),
            ("ReturnValues", returned),
            ("ReturnValuesOnConditionCheckFailure", failed),
            ("UpdateExpression", input.update_expression.is_some()),
        ])?;
        check_key(table, "Key", input.key())?;
        Ok(table.clone())
    })
}

/// What makes of the item that was read the one that was sealed, on the condition that it is still there.
fn statement(table: &TableConfig, captured: &Captured, sealed: Item) -> Statement {
    let is_key = |name: &str| table.is_key(name);
    let stored = &captured.stored;
    let mut required: BTreeMap<&str, _> = BTreeMap::new();
    for name in sealed.keys().filter(|name| !stored.contains_key(*name) && table.is_unsigned(name)) {
        // Somebody else may have added it, and thereby changed nothing that is compared.
        if !table.is_metadata(name) {
            required.insert(name, None);
        }
    }
    if !stored.contains_key(FOOTER_ATTRIBUTE) {
        // In the older format more may be unsigned, and so change: also what this format encrypts.
        let declared = table.actions().map(|(name, _)| name).filter(|name| !is_key(name));
        required.extend(declared.map(|name| (name, None)));
        required.extend(
            stored.iter().filter(|(name, _)| !is_key(name)).map(|(name, value)| (name.as_str(), Some(value))),
        );
    }
    let mut statement = Statement::default();
    for (name, value) in captured.conditions() {
        required.remove(name);
        statement.require(name, value.cloned());
    }
    for (name, value) in required {
        statement.require(name, value.cloned());
    }
    for name in stored.keys().filter(|name| !is_key(name) && !sealed.contains_key(*name)) {
        statement.remove(name);
    }
    for (name, value) in sealed {
        if !is_key(&name) && stored.get(&name) != Some(&value) {
            statement.set(&name, value);
        }
    }
    statement
}

impl fmt::Debug for RewritingSerializer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RewritingSerializer")
    }
}
