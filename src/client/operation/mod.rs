//! The operations of DynamoDB that carry items: what each says about its tables, its items and its answers.

pub(crate) mod answer;
mod batch;
pub(crate) mod data_operation;
mod get_item;
pub(crate) mod item_operation;
mod page;
mod pages;
pub(crate) mod put_delete;
pub(crate) mod table;
mod transact;
pub(crate) mod update_item;
