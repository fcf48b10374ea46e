//! What happens to each attribute.

use std::collections::HashMap;

/// What happens to an attribute's value in the legacy format.
///
/// Writer and reader must agree: the action goes into the signature, and the item does not record it.
///
/// Example: [`legacy`](crate::legacy).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum LegacyAction {
    /// The value is encrypted, its type included, and signed.
    EncryptAndSign,
    /// The value stays readable and is signed.
    SignOnly,
    /// The value stays readable and unprotected.
    DoNothing,
}

impl LegacyAction {
    /// AWS's name of the action, for example `SIGN_ONLY`.
    pub fn as_str(self) -> &'static str {
        match self {
            LegacyAction::EncryptAndSign => "ENCRYPT_AND_SIGN",
            LegacyAction::SignOnly => "SIGN_ONLY",
            LegacyAction::DoNothing => "DO_NOTHING",
        }
    }
}

/// The actions of a table's attributes.
#[derive(Debug, Clone)]
pub(super) struct Actions {
    default: LegacyAction,
    by_name: HashMap<String, LegacyAction>,
}

impl Actions {
    pub(super) fn new(default: LegacyAction, by_name: HashMap<String, LegacyAction>) -> Self {
        Actions { default, by_name }
    }

    /// Has the attributes `names` signed only.
    pub(super) fn sign(&mut self, names: Vec<String>) {
        self.by_name.extend(names.into_iter().map(|name| (name, LegacyAction::SignOnly)));
    }

    /// What happens to the attribute `name`.
    pub(super) fn of(&self, name: &str) -> LegacyAction {
        self.by_name.get(name).copied().unwrap_or(self.default)
    }

    /// Whether no attribute is encrypted or signed.
    pub(super) fn are_none(&self) -> bool {
        self.by_name.values().chain([&self.default]).all(|action| *action == LegacyAction::DoNothing)
    }
}
