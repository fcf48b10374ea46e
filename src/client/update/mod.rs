//! Updates of encrypted items: read, changed here, and written back if nobody else was faster.
//!
//! What "nobody else was faster" means is decided in [`crate::rewrite`]. Here stands what is the wrapped client's: how
//! the stored item is seen, how the write is made in the serializer, and how often it is tried.

mod as_stored;
mod encrypted_update;
mod error;
mod writing;

pub use encrypted_update::{EncryptedUpdate, UpdateEncrypted};
pub use error::UpdateError;
pub(super) use writing::serializer;
