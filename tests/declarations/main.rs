//! What a table is, said in a file or by a type.

mod configuration_file;
mod typed_items;
mod typed_random;
