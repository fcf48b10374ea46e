//! The derive macro of `dynamodb-item-encryptor`, which re-exports it under its feature `derive`. Use it from there.

#![forbid(unsafe_code)]
#![warn(missing_docs, unreachable_pub)]
#![warn(clippy::allow_attributes_without_reason)]
#![warn(clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

mod beacon;
mod case;
mod container;
mod errors;
mod expand;
mod field;
mod item_attribute;
mod serde_attribute;
mod structure;

use proc_macro::TokenStream;
use syn::{DeriveInput, parse_macro_input};

/// Implements `TypedItem` for a struct with named fields: each field says what happens to the attribute that it becomes.
///
/// On a field, in `#[item(…)]`:
///
/// | | |
/// |---|---|
/// | `partition_key`, `sort_key` | A key of the table. It is signed; there is one partition key. |
/// | `encrypt` | Encrypted and signed. This is what happens to a field that says nothing. |
/// | `sign` | Signed, and readable. |
/// | `context` | Signed, readable, and part of the encryption context; each item must have it. |
/// | `unsigned` | Neither encrypted nor signed. Readers then accept the attribute without a signature, for good. |
/// | `index_key` | A key of an index: signed, if nothing else is said. |
/// | `pad = 64` | Encrypted, and padded to so many bytes. |
/// | `beacon(bits = 20)` | Encrypted, and found by a beacon. Further: `name = "…"`, `within = "…"` for what is inside the value, `set`, `part_only`, `formerly = 16`, `shared_with = "…"`, `partitions = 3`. |
/// | `flatten` | With `#[serde(flatten)]`: the field's type is a `TypedItem` as well, and says what happens to its attributes. |
///
/// On the struct, in `#[item(…)]`:
///
/// | | |
/// |---|---|
/// | `part` | It is flattened into other structs, and has no partition key of its own. |
/// | `others(encrypt)`, `others(sign)` | What happens to attributes that no field names. |
/// | `unsigned_prefix = ":"` | Attributes whose names begin so are unsigned. |
/// | `allowed_unsigned("old")` | Attributes of former versions that were unsigned. |
/// | `tag(sign)`, `tag(encrypt)` | What happens to the attribute of `#[serde(tag = "…")]`. |
/// | `crate = "path"` | Where `dynamodb_item_encryptor` is, if not at the root. |
///
/// The names are serde's: `rename`, `rename_all`, `alias`, `skip` and `tag` count. What serde would write under one name and
/// read under another is refused, and so is what has no names that are known: tuple structs, enums, and a `flatten` that
/// does not say what happens to what it adds.
#[proc_macro_derive(TypedItem, attributes(item, serde))]
pub fn typed_item(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    expand::expand(&input).unwrap_or_else(syn::Error::into_compile_error).into()
}
