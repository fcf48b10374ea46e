//! Padding that an item has, and its table's configuration no longer asks for.
//!
//! A padded value is a binary value of the format, so a reader without padding takes it for one of the application's. Only a
//! configuration that pads says that it is not. What merely looks padded may be a binary value that somebody has supplied, and
//! stays as it is.

use std::collections::BTreeSet;
use std::mem::replace;

use aws_sdk_dynamodb::types::AttributeValue;

use crate::format::padding;
use crate::table::TableConfig;
use crate::value::Item;

/// What was found of padding that its reader has left on.
#[derive(Debug, Default, PartialEq)]
pub(super) struct FormerPadding {
    /// Attributes whose values were padded and are not to be. It is off now.
    pub(super) removed: BTreeSet<String>,
    /// Attributes whose values look padded, without a configuration that says so. They are as they were.
    pub(super) suspected: BTreeSet<String>,
}

/// Takes off the padding that `reader` has left on `item`'s values of these attributes, all of them encrypted in the stored
/// item: as far as `table` or one of the `former` configurations says that there is some.
pub(super) fn take_off(
    table: &TableConfig,
    reader: &TableConfig,
    former: &[TableConfig],
    item: &mut Item,
    encrypted: &BTreeSet<String>,
) -> FormerPadding {
    let mut found = FormerPadding::default();
    for name in encrypted.iter().filter(|name| reader.padding(name).is_none()) {
        let Some(value) = item.get_mut(name) else { continue };
        let Some(bytes) = padding::padded_to(value) else { continue };
        // A reader that pads takes off padding of any length.
        let is_padded_now = table.padding(name).is_some();
        // Exactly what was configured: a value of the application's that has the layout was padded to more than its own length,
        // so that what is left of it when that is off does not count as padded once more.
        let was_padded = former.iter().any(|former| former.padding(name) == Some(bytes));
        if !is_padded_now && !was_padded {
            found.suspected.insert(name.clone());
            continue;
        }
        let padded = replace(value, AttributeValue::Null(true));
        match padding::unpad(padded) {
            Ok(inner) => {
                *value = inner;
                if !is_padded_now {
                    found.removed.insert(name.clone());
                }
            }
            Err(as_it_was) => *value = as_it_was,
        }
    }
    found
}
