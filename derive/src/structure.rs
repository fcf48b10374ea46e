//! Which types have attributes: structs with named fields.

use syn::punctuated::Punctuated;
use syn::{Data, DeriveInput, Field, Fields, Token};

/// The fields of a struct that has names for them.
///
/// # Errors
/// Why the type cannot be an item, and what to do.
pub(crate) fn named_fields(input: &DeriveInput) -> syn::Result<&Punctuated<Field, Token![,]>> {
    let name = &input.ident;
    let refused = |message: String| Err(syn::Error::new_spanned(name, message));
    match &input.data {
        Data::Struct(data) => match &data.fields {
            Fields::Named(fields) => Ok(&fields.named),
            Fields::Unnamed(_) => refused(format!(
                "`{name}` is a tuple struct: its fields have no names, so they are no attributes; give them names, or \
                 derive `TypedItem` for the type within"
            )),
            Fields::Unit => refused(format!("`{name}` has no fields, so an item of it would have no key")),
        },
        Data::Enum(_) => refused(format!(
            "`{name}` is an enum, whose attributes depend on the variant; derive `TypedItem` for a struct for each kind \
             of item, and give the table each of them with `TableConfigBuilder::item_type`"
        )),
        Data::Union(_) => refused(format!("`{name}` is a union, which serde does not convert")),
    }
}
