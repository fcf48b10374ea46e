//! What may pass on an encrypted table: which tables a request names, what its parameters may say, and whether an
//! answer fits its request.

mod attributes;
pub(crate) mod matching;
pub(crate) mod parameters;
mod partiql;
pub(crate) mod refusal;
pub(crate) mod search;
pub(crate) mod size;
pub(crate) mod table_name;
pub(crate) mod tables;
