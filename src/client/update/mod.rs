//! Writes that DynamoDB cannot carry out on sealed items: what is stored is read, changed here, and written back if nobody
//! else was faster.
//!
//! What "nobody else was faster" means is decided in [`crate::rewrite`]. Here stands what is the wrapped client's: which
//! writes need it (`way.rs`), what becomes of one item (`part.rs`), alone (`one_item.rs`) or in a transaction (`transaction.rs`), how that is fitted into one call of the SDK
//! (`call.rs`), and `update_encrypted`, which does the same with a closure.

mod as_stored;
mod beacon;
mod call;
mod choice;
mod encrypted_update;
mod error;
mod one_item;
mod one_item_write;
mod part;
mod pause;
mod returned;
mod serializer;
mod transaction;
mod transaction_part;
mod update_expression;
mod way;
mod work;
mod writing;

pub use encrypted_update::{EncryptedUpdate, UpdateEncrypted};
pub use error::UpdateError;
pub(super) use serializer::OWN;
pub use update_expression::EncryptedExpression;
