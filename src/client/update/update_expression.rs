//! Encrypted updates by expressions of DynamoDB's language.

use std::collections::HashMap;

use aws_sdk_dynamodb::operation::update_item::UpdateItemInput;
use aws_sdk_dynamodb::types::AttributeValue;

use super::encrypted_update::EncryptedUpdate;
use super::error::UpdateError;
use super::writing::Write;
use crate::error::RefusedProblem;
use crate::expression::{Condition, ExpressionError, Parameters, Placeholders, Update};
use crate::value::Item;

/// A condition as the application gave it.
#[derive(Clone)]
pub(super) struct OwnCondition {
    pub(super) expression: String,
    pub(super) names: Option<HashMap<String, String>>,
    pub(super) values: Option<Item>,
}

impl OwnCondition {
    pub(super) fn parse(&self) -> Result<Condition, UpdateError> {
        let parameters = Parameters { names: self.names.as_ref(), values: self.values.as_ref() };
        Condition::parse(&self.expression, &parameters).map_err(unfit)
    }
}

fn unfit(error: ExpressionError) -> UpdateError {
    UpdateError::Change(error.into())
}

impl EncryptedUpdate {
    /// Carries out an update expression of DynamoDB's language, which may be on any attribute. Where there is
    /// no item it makes one. [`update_expression`](Self::update_expression) does the same in the SDK's style.
    ///
    /// # Errors
    /// See [`UpdateError`].
    pub async fn send_expression(
        self,
        expression: &str,
        names: Option<HashMap<String, String>>,
        values: Option<Item>,
    ) -> Result<Option<Item>, UpdateError> {
        let parameters = Parameters { names: names.as_ref(), values: values.as_ref() };
        let update = Update::parse(expression, &parameters).map_err(unfit)?;
        self.carry_out(&update).await
    }

    /// Makes this an update by an expression of DynamoDB's language, which may be on any attribute, and is built as the SDK's
    /// own.
    ///
    /// ```no_run
    /// # use std::collections::HashMap;
    /// # use aws_sdk_dynamodb::types::AttributeValue::S;
    /// # async fn example(client: aws_sdk_dynamodb::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// use dynamodb_item_encryptor::{UpdateEncrypted, UpdateError};
    ///
    /// let key = HashMap::from([("id".to_owned(), S("42".into()))]);
    /// let sent = client
    ///     .update_encrypted("Customers", key)
    ///     .update_expression("SET email = :new")
    ///     .condition_expression("email = :old")
    ///     .expression_attribute_values(":old", S("old@example.com".into()))
    ///     .expression_attribute_values(":new", S("new@example.com".into()))
    ///     .send()
    ///     .await;
    /// match sent {
    ///     Ok(_) => println!("changed"),
    ///     Err(UpdateError::ConditionFailed) => println!("it was another address by then"),
    ///     Err(error) => return Err(error.into()),
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// A program that is to run with a plain client as well calls `update_item` of the wrapped client instead, which takes the same expressions:
    /// see [`manual::protected_updates`](crate::manual::protected_updates).
    pub fn update_expression(self, expression: impl Into<String>) -> EncryptedExpression {
        EncryptedExpression {
            update: self,
            expression: expression.into(),
            condition: None,
            names: None,
            values: None,
        }
    }

    async fn carry_out(mut self, update: &Update) -> Result<Option<Item>, UpdateError> {
        self.reads.extend(update.read().into_iter().map(str::to_owned));
        let key = self.key.clone();
        self.send(move |item| Ok(update.apply(item.get_or_insert_with(|| key.clone()))?)).await
    }
}

/// An encrypted update by an expression, see [`EncryptedUpdate::update_expression`].
///
/// Its methods are those of the SDK's `update_item`. Names and values are those of both expressions.
///
/// Example: [`update_expression`](crate::EncryptedUpdate::update_expression).
#[derive(Clone)]
#[must_use = "an update does nothing before it is sent"]
pub struct EncryptedExpression {
    update: EncryptedUpdate,
    expression: String,
    condition: Option<String>,
    names: Option<HashMap<String, String>>,
    values: Option<Item>,
}

debug_shows!(EncryptedExpression { update });

impl EncryptedExpression {
    /// The condition on which the item is updated, as [`EncryptedUpdate::condition`], which it replaces: it may be on any attribute, and is evaluated on this side.
    pub fn condition_expression(self, expression: impl Into<String>) -> Self {
        self.set_condition_expression(Some(expression.into()))
    }

    /// As [`condition_expression`](Self::condition_expression); `None` leaves the update with the condition that it had before.
    pub fn set_condition_expression(mut self, expression: Option<String>) -> Self {
        self.condition = expression;
        self
    }

    /// Adds what a placeholder like `#name` stands for.
    pub fn expression_attribute_names(
        mut self,
        placeholder: impl Into<String>,
        name: impl Into<String>,
    ) -> Self {
        self.names.get_or_insert_default().insert(placeholder.into(), name.into());
        self
    }

    /// What placeholders like `#name` stand for, in place of those that were added.
    pub fn set_expression_attribute_names(mut self, names: Option<HashMap<String, String>>) -> Self {
        self.names = names;
        self
    }

    /// Adds what a placeholder like `:value` stands for.
    pub fn expression_attribute_values(
        mut self,
        placeholder: impl Into<String>,
        value: AttributeValue,
    ) -> Self {
        self.values.get_or_insert_default().insert(placeholder.into(), value);
        self
    }

    /// What placeholders like `:value` stand for, in place of those that were added.
    pub fn set_expression_attribute_values(mut self, values: Option<Item>) -> Self {
        self.values = values;
        self
    }

    /// Carries out the update, and returns the item as it was written, as [`EncryptedUpdate::send`] does. Where there is no item it makes one.
    ///
    /// # Errors
    /// See [`UpdateError`]. A placeholder that neither expression uses is refused, as by DynamoDB.
    pub async fn send(self) -> Result<Option<Item>, UpdateError> {
        let EncryptedExpression { mut update, expression, condition, names, values } = self;
        let parameters = Parameters { names: names.as_ref(), values: values.as_ref() };
        let change = Update::parse(&expression, &parameters).map_err(unfit)?;
        let mut used = Placeholders::default();
        change.add_placeholders(&mut used);
        if let Some(condition) = &condition {
            Condition::parse(condition, &parameters).map_err(unfit)?.add_placeholders(&mut used);
        }
        if let Some(placeholder) = used.first_unused(&parameters) {
            let problem = RefusedProblem::UnusedPlaceholder { placeholder: placeholder.to_owned() };
            return Err(update.refused(UpdateItemInput::OPERATION, problem));
        }
        if let Some(expression) = condition {
            update.condition = Some(OwnCondition { expression, names, values });
        }
        update.carry_out(&change).await
    }
}
