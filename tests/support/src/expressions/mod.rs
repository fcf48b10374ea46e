//! Random expressions and items for them: weighted towards those that mean something together.

mod condition;
mod generate;
mod update;
pub mod values;

pub use generate::{Expression, Generator};
