//! Whether DynamoDB can do what a write asks for, and on which kind of stored item.

use std::collections::HashMap;

use crate::client::rules::parameters::WriteExpressions;
use crate::expression::{Condition, ExpressionError, Parameters};
use crate::format::HEADER_ATTRIBUTE;
use crate::table::{ProtectedUpdates, TableConfig};
use crate::value::Item;

/// The longest expression that DynamoDB takes, in bytes.
const MAX_EXPRESSION: usize = 4 * 1024;

/// What a placeholder for the legacy format's signature begins with.
const PLACEHOLDER: &str = "#legacy_signature";

/// How a write is carried out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// By DynamoDB, whatever is stored.
    AsItIs,
    /// By DynamoDB, if what is stored is as the guard says, and here if it is not.
    Guarded(Guard),
    /// Here.
    Carried,
}

/// What a stored item has to be for DynamoDB to do all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Guard {
    /// Sealed: an update of an item that does not exist would make one that is not.
    Sealed,
    /// Plaintext, or not there, in a table whose items are written as plaintext.
    Plaintext,
}

impl Way {
    /// The way of a write. An update makes an item that does not exist of what it names.
    pub(super) fn of(table: &TableConfig, write: &WriteExpressions, is_update: bool) -> Self {
        let policy = table.plaintext_policy();
        match (&write.protected, table.protected_updates()) {
            (Some(_), _) if policy.writes_plaintext() => Way::Guarded(Guard::Plaintext),
            (Some(_), _) => Way::Carried,
            (None, ProtectedUpdates::CarryOut) if is_update && !policy.reads_plaintext() => {
                Way::Guarded(Guard::Sealed)
            }
            (None, ProtectedUpdates::CarryOut | ProtectedUpdates::Refuse) => Way::AsItIs,
        }
    }
}

impl Guard {
    /// Whether a stored item is as the guard says.
    pub(super) fn admits(self, table: &TableConfig, stored: &Item) -> bool {
        let is_legacy =
            table.legacy_format().is_some_and(|legacy| stored.contains_key(legacy.signature_attribute()));
        let is_sealed = is_legacy || stored.contains_key(HEADER_ATTRIBUTE);
        match self {
            Guard::Sealed => is_sealed,
            Guard::Plaintext => !is_sealed,
        }
    }

    /// A condition that no item satisfies, nor does the lack of one.
    pub(super) fn impossible(self) -> String {
        format!("attribute_exists({HEADER_ATTRIBUTE}) AND attribute_not_exists({HEADER_ATTRIBUTE})")
    }

    /// A condition that holds where the stored item is as the guard says, and satisfies `condition` if there is one. Adds
    /// what it needs to the request's `names`. `None` where that is longer than DynamoDB takes.
    ///
    /// # Errors
    /// Never: the guard is a condition.
    pub(super) fn condition(
        self,
        table: &TableConfig,
        condition: Option<&Condition>,
        names: &mut Option<HashMap<String, String>>,
    ) -> Result<Option<String>, ExpressionError> {
        let mut text = match self {
            Guard::Sealed => format!("attribute_exists({HEADER_ATTRIBUTE})"),
            Guard::Plaintext => format!("attribute_not_exists({HEADER_ATTRIBUTE})"),
        };
        if let Some(legacy) = table.legacy_format() {
            let names = names.get_or_insert_default();
            let mut placeholder = PLACEHOLDER.to_owned();
            while names.contains_key(&placeholder) {
                placeholder.push('_');
            }
            text = match self {
                Guard::Sealed => format!("{text} OR attribute_exists({placeholder})"),
                Guard::Plaintext => format!("{text} AND attribute_not_exists({placeholder})"),
            };
            names.insert(placeholder, legacy.signature_attribute().to_owned());
        }
        let parameters = Parameters { names: names.as_ref(), values: None };
        let guard = Condition::parse(&text, &parameters)?;
        let both = [Some(guard), condition.cloned()].into_iter().flatten().collect();
        let text = Condition::all(both).map(|condition| condition.to_string());
        Ok(text.filter(|text| text.len() <= MAX_EXPRESSION))
    }
}
