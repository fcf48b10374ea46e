//! The operations of DynamoDB that carry items: what each says about its tables, its items and its answers.

mod batch;
pub(crate) mod data_operation;
pub(crate) mod item_operation;
mod pages;
mod read;
mod single;
pub(crate) mod table;
mod transact;
mod update_item;
