//! What an update shows of the item, before and after.

use aws_sdk_dynamodb::types::{AttributeValue, ReturnValue};

use crate::expression::Update;
use crate::format::attribute;
use crate::table::TableConfig;
use crate::value::Item;

/// What comes back of an update.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Returned {
    Nothing,
    AllOld,
    AllNew,
    UpdatedOld,
    UpdatedNew,
}

impl Returned {
    /// What a request asks for. Which values there are has been checked.
    pub(super) fn asked(values: Option<&ReturnValue>) -> Self {
        match values {
            Some(ReturnValue::AllOld) => Returned::AllOld,
            Some(ReturnValue::AllNew) => Returned::AllNew,
            Some(ReturnValue::UpdatedOld) => Returned::UpdatedOld,
            Some(ReturnValue::UpdatedNew) => Returned::UpdatedNew,
            _ => Returned::Nothing,
        }
    }

    /// Whether all of the item comes back, as DynamoDB has it when it writes.
    pub(super) fn is_whole(self) -> bool {
        matches!(self, Returned::AllOld | Returned::AllNew)
    }

    /// What the request has to ask DynamoDB for: attributes that are not signed can change without anybody's noticing.
    pub(super) fn sent(self) -> Option<ReturnValue> {
        match self {
            Returned::AllOld => Some(ReturnValue::AllOld),
            Returned::AllNew => Some(ReturnValue::AllNew),
            Returned::Nothing | Returned::UpdatedOld | Returned::UpdatedNew => None,
        }
    }

    /// What comes back of an update that makes `new` of `old`.
    pub(super) fn of(self, update: &Update, old: Option<&Item>, new: &Item) -> Option<Item> {
        let all = match self {
            Returned::Nothing => None,
            Returned::AllOld => old.cloned(),
            Returned::AllNew => Some(as_stored(update, new.clone())),
            Returned::UpdatedOld => old.map(|old| update.projection().apply(old)),
            Returned::UpdatedNew => Some(update.projection().apply(&as_stored(update, new.clone()))),
        };
        all.filter(|item| !item.is_empty())
    }
}

/// An item with what the update has written to it as DynamoDB gives it back: numbers and sets have one form.
fn as_stored(update: &Update, mut item: Item) -> Item {
    for name in update.written() {
        if let Some(value) = item.get_mut(name)
            && let Some(stored) = stored_value(value)
        {
            *value = stored;
        }
    }
    item
}

/// A value that was stored and read again; `None` for one that cannot be stored, which sealing says.
fn stored_value(value: &AttributeValue) -> Option<AttributeValue> {
    let type_id = attribute::type_id(value).ok()?;
    let mut content = Vec::new();
    attribute::push(&mut content, value).ok()?;
    attribute::parse_owned(type_id, content).ok()
}

/// The item that the application sees: what is protected as it was verified here, and the rest as DynamoDB had it when
/// it wrote.
pub(super) fn merged(table: &TableConfig, verified: Item, answered: Item) -> Item {
    let is_free = |name: &str| table.is_unsigned(name) && !table.is_metadata(name);
    let protected = verified.into_iter().filter(|(name, _)| !is_free(name));
    protected.chain(answered.into_iter().filter(|(name, _)| is_free(name))).collect()
}
