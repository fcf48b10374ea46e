//! Sizes of items as DynamoDB counts them, which limit what can be stored.

use crate::error::{Error, ItemProblem};
use crate::format::stored_size::MAX_ITEM;
pub(crate) use crate::format::stored_size::of_item;
use crate::table::TableConfig;

/// Checks that sealing has not made an item too large to be stored. One that was too large before is left to DynamoDB,
/// which says what it says without encryption.
///
/// # Errors
/// [`ItemProblem::TooLarge`], with both sizes in bytes.
pub(crate) fn check_sealed(table: &TableConfig, plain: usize, sealed: usize) -> Result<(), Error> {
    if plain <= MAX_ITEM && sealed > MAX_ITEM {
        let problem = ItemProblem::TooLarge { plain, sealed };
        return Err(Error::InvalidItem { table: table.logical_name().to_owned(), attribute: None, problem });
    }
    Ok(())
}
