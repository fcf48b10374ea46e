//! The write of an encrypted update, which replaces the stored item if it is still the one that was read.
//!
//! Items are sealed, and conditions made, in the serializer, where every item is sealed: after all hooks with which
//! the application may still change the input, and within the call's time limits. The condition does not pass through
//! the input before, and an input that has expressions of its own is refused.

use std::collections::BTreeSet;
use std::error::Error as StdError;
use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use aws_sdk_dynamodb::operation::delete_item::DeleteItemInput;
use aws_sdk_dynamodb::operation::put_item::PutItemInput;
use aws_sdk_dynamodb::operation::update_item::UpdateItemInput;
use aws_sdk_dynamodb::types::{ReturnValue, ReturnValuesOnConditionCheckFailure};
use aws_smithy_runtime_api::client::interceptors::context::Input;
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_runtime_api::client::ser_de::{SerializeRequest, SharedRequestSerializer};
use aws_smithy_types::config_bag::ConfigBag;

use super::as_stored::StoredItem;
use crate::client::rules::parameters::{check_key, refuse_given};
use crate::client::rules::refusal::Refusal;
use crate::client::rules::tables::Tables;
use crate::client::sdk::per_call::call_interceptor;
use crate::client::sdk::request::Wrap;
use crate::client::sdk::seal::seal_to_store;
use crate::client::sdk::slot::Slot;
use crate::error::{BoxError, Error, RefusedProblem};
use crate::rewrite::{Replacement, ReplacementRequest};
use crate::table::TableConfig;
use crate::value::Item;

/// From what to what an item is to be changed.
pub(super) struct Change {
    /// What was read; `None` where there was no item.
    pub(super) stored: Option<Arc<StoredItem>>,
    /// What is to be stored, open. A put takes it from its input.
    pub(super) item: Option<Item>,
    /// The attributes that the change depends on, beside those that it gives another value.
    pub(super) reads: Arc<BTreeSet<String>>,
}

impl Change {
    /// The replacement of what was read by `sealed`.
    fn replacement<'a>(&'a self, table: &'a TableConfig, sealed: Item) -> Replacement<'a> {
        match &self.stored {
            Some(stored) => Replacement::of(table, &stored.item, sealed).reading(&self.reads),
            None => Replacement::creation(table, sealed),
        }
    }
}

/// Has a call of UpdateItem, PutItem or DeleteItem make a change. Nobody outside of this crate can make one.
#[derive(Debug, Clone)]
pub(crate) struct Writing(Slot<Change>);

impl Writing {
    pub(super) fn of(change: Change) -> Self {
        let writing = Writing(Slot::default());
        writing.0.set(Some(change));
        writing
    }
}

call_interceptor!(Writing, "dynamodb_item_encryptor_writing");

/// The serializer of a call that makes a [`Change`].
pub(super) fn serializer(wrap: &Wrap, cfg: &ConfigBag) -> Option<SharedRequestSerializer> {
    let Writing(change) = cfg.load::<Writing>()?.clone();
    let wrap = wrap.clone();
    match wrap.operation {
        UpdateItemInput::OPERATION => Some(WritingSerializer::<UpdateItemInput>::shared(wrap, change)),
        PutItemInput::OPERATION => Some(WritingSerializer::<PutItemInput>::shared(wrap, change)),
        DeleteItemInput::OPERATION => Some(WritingSerializer::<DeleteItemInput>::shared(wrap, change)),
        _ => None,
    }
}

/// The change is more than an UpdateItem can take. A put can.
#[derive(Debug)]
pub(super) struct DoesNotFit;

impl DoesNotFit {
    /// Whether this is why a call failed.
    pub(super) fn is_in(error: &(dyn StdError + 'static)) -> bool {
        error.is::<DoesNotFit>() || error.source().is_some_and(DoesNotFit::is_in)
    }
}

impl fmt::Display for DoesNotFit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("too many attributes have changed for an update")
    }
}

impl StdError for DoesNotFit {}

/// The input of an operation that can replace an item.
pub(super) trait Write: fmt::Debug + Send + Sync + Sized + 'static {
    /// The operation's name.
    const OPERATION: &'static str;

    /// The name of the table, as the input has it.
    fn table_name(&self) -> Option<&str>;

    /// Refuses what `update_encrypted` does not set itself: an item that came back would have to be opened.
    fn check(&self, table: &TableConfig) -> Result<(), RefusedProblem>;

    /// Writes the change and its condition into the input.
    fn fill(self, table: TableConfig, change: Change) -> impl Future<Output = Result<Self, BoxError>> + Send;
}

/// The parameters that all three operations have, and that would be in the way.
macro_rules! none_of_the_common {
    ($input:ident) => {{
        let returned = $input.return_values().is_some_and(|values| *values != ReturnValue::None);
        let none = ReturnValuesOnConditionCheckFailure::None;
        let failed = $input.return_values_on_condition_check_failure().is_some_and(|values| *values != none);
        refuse_given(&[
            ("ConditionExpression", $input.condition_expression.is_some()),
            ("ConditionalOperator", $input.conditional_operator.is_some()),
            ("Expected", $input.expected.is_some()),
            ("ExpressionAttributeNames", $input.expression_attribute_names.is_some()),
            ("ExpressionAttributeValues", $input.expression_attribute_values.is_some()),
            ("ReturnValues", returned),
            ("ReturnValuesOnConditionCheckFailure", failed),
        ])
    }};
}

/// Writes the condition of a request into an input.
macro_rules! fill_condition {
    ($input:ident, $request:ident) => {
        $input.condition_expression = $request.get_condition_expression().clone();
        $input.expression_attribute_names = $request.get_expression_attribute_names().clone();
        $input.expression_attribute_values = $request.get_expression_attribute_values().clone();
    };
}

impl Write for UpdateItemInput {
    const OPERATION: &'static str = "UpdateItem";

    fn table_name(&self) -> Option<&str> {
        self.table_name()
    }

    fn check(&self, table: &TableConfig) -> Result<(), RefusedProblem> {
        refuse_given(&[
            ("AttributeUpdates", self.attribute_updates.is_some()),
            ("UpdateExpression", self.update_expression.is_some()),
        ])?;
        none_of_the_common!(self)?;
        check_key(table, "Key", self.key())
    }

    async fn fill(mut self, table: TableConfig, mut change: Change) -> Result<Self, BoxError> {
        let item = change.item.take().ok_or_else(|| unexpected(Self::OPERATION))?;
        let sealed = seal_to_store(&table, item).await?;
        let ReplacementRequest::Update(request) = change.replacement(&table, sealed).request()? else {
            return Err(DoesNotFit.into());
        };
        fill_condition!(self, request);
        self.update_expression = request.get_update_expression().clone();
        Ok(self)
    }
}

impl Write for PutItemInput {
    const OPERATION: &'static str = "PutItem";

    fn table_name(&self) -> Option<&str> {
        self.table_name()
    }

    fn check(&self, _: &TableConfig) -> Result<(), RefusedProblem> {
        none_of_the_common!(self)
    }

    async fn fill(mut self, table: TableConfig, change: Change) -> Result<Self, BoxError> {
        let item = self.item.take().ok_or_else(|| unexpected(Self::OPERATION))?;
        let sealed = seal_to_store(&table, item).await?;
        let ReplacementRequest::Put(request) = change.replacement(&table, sealed).put()? else {
            return Err(unexpected(Self::OPERATION).into());
        };
        fill_condition!(self, request);
        self.item = request.get_item().clone();
        Ok(self)
    }
}

impl Write for DeleteItemInput {
    const OPERATION: &'static str = "DeleteItem";

    fn table_name(&self) -> Option<&str> {
        self.table_name()
    }

    fn check(&self, table: &TableConfig) -> Result<(), RefusedProblem> {
        none_of_the_common!(self)?;
        check_key(table, "Key", self.key())
    }

    async fn fill(mut self, table: TableConfig, change: Change) -> Result<Self, BoxError> {
        let stored = change.stored.as_ref().ok_or_else(|| unexpected(Self::OPERATION))?;
        let ReplacementRequest::Delete(request) = Replacement::removal(&table, &stored.item).request()? else {
            return Err(unexpected(Self::OPERATION).into());
        };
        fill_condition!(self, request);
        Ok(self)
    }
}

fn unexpected(operation: &str) -> Error {
    let problem = RefusedProblem::Sdk("an update is made of another operation than it asked for");
    Error::refused(None, operation, problem)
}

/// Makes a change in the call that it serializes.
struct WritingSerializer<I> {
    wrap: Wrap,
    change: Slot<Change>,
    input: PhantomData<fn(I)>,
}

impl<I: Write> WritingSerializer<I> {
    fn shared(wrap: Wrap, change: Slot<Change>) -> SharedRequestSerializer {
        SharedRequestSerializer::new(WritingSerializer { wrap, change, input: PhantomData::<fn(I)> })
    }
}

impl<I: Write> SerializeRequest for WritingSerializer<I> {
    fn serialize_input(&self, input: Input, cfg: &mut ConfigBag) -> Result<HttpRequest, BoxError> {
        let wrap = &self.wrap;
        let input = input.downcast::<I>().map_err(|_| wrap.unexpected("its type of input"))?;
        let change = self.change.take().ok_or_else(|| wrap.unexpected("the change was taken before"))?;
        let table = table(&input, &wrap.tables).map_err(|refusal| wrap.refusal(refusal))?;
        wrap.empty_failed_response(cfg);
        let filling = async move { Ok(Input::erase(input.fill(table, change).await?)) };
        wrap.serialize_once(filling, cfg)
    }
}

/// The table of an input that is as `update_encrypted` has made it.
fn table<I: Write>(input: &I, tables: &Tables) -> Result<TableConfig, Refusal> {
    tables.check_one(input.table_name(), |table| {
        input.check(table)?;
        Ok(table.clone())
    })
}

impl<I> fmt::Debug for WritingSerializer<I> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "WritingSerializer({})", self.wrap.operation)
    }
}
