//! The operations of DynamoDB that carry items: what each says about its tables, its items and its answers.

mod answer;
mod batch;
pub(crate) mod data_operation;
mod get_item;
pub(crate) mod item_operation;
pub(crate) mod page;
mod pages;
mod put_delete;
pub(crate) mod searched;
mod sought;
pub(crate) mod table;
mod transact;
mod update_item;
