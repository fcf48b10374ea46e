//! The operations of DynamoDB that carry items: what each says about its tables, its items and its answers.

pub(crate) mod answer;
mod batch;
pub(crate) mod data_operation;
mod get_item;
pub(crate) mod item_operation;
pub(crate) mod page;
mod pages;
pub(crate) mod put_delete;
pub(crate) mod searched;
mod sought;
pub(crate) mod table;
pub(crate) mod transact;
pub(crate) mod update_item;
