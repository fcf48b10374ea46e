//! What serde is told in its own attributes, as far as it decides which attributes an item has.

use syn::meta::ParseNestedMeta;
use syn::spanned::Spanned;
use syn::{Attribute, Expr, LitStr, Token, parenthesized};

use crate::case::Case;
use crate::errors::Errors;

/// One value for writing and for reading, where serde may be given two.
pub(crate) struct Both<T> {
    pub(crate) serialize: Option<T>,
    pub(crate) deserialize: Option<T>,
}

impl<T> Default for Both<T> {
    fn default() -> Self {
        Both { serialize: None, deserialize: None }
    }
}

/// What serde is told about a struct.
#[derive(Default)]
pub(crate) struct SerdeStruct {
    pub(crate) rename_all: Both<Case>,
    pub(crate) tag: Option<LitStr>,
    /// What keeps the fields from being what is written: its name, and where it stands.
    pub(crate) replaced_by: Option<(&'static str, proc_macro2::Span)>,
}

/// What serde is told about a field.
#[derive(Default)]
pub(crate) struct SerdeField {
    pub(crate) rename: Both<LitStr>,
    pub(crate) aliases: Vec<LitStr>,
    pub(crate) skip_serializing: bool,
    pub(crate) skip_deserializing: bool,
    pub(crate) skip_serializing_if: bool,
    pub(crate) flatten: bool,
}

impl SerdeStruct {
    pub(crate) fn parse(attributes: &[Attribute], errors: &mut Errors) -> Self {
        let mut told = SerdeStruct::default();
        each(attributes, errors, |meta| {
            let replacing = ["transparent", "from", "try_from", "into", "remote"];
            if let Some(name) = replacing.iter().find(|name| meta.path.is_ident(name)) {
                told.replaced_by.get_or_insert((name, meta.path.span()));
                skip_value(&meta)
            } else if meta.path.is_ident("rename_all") {
                told.rename_all = both(&meta, |text| Case::parse(&text))?;
                Ok(())
            } else if meta.path.is_ident("tag") {
                told.tag = Some(meta.value()?.parse()?);
                Ok(())
            } else {
                skip_value(&meta)
            }
        });
        told
    }
}

impl SerdeField {
    pub(crate) fn parse(attributes: &[Attribute], errors: &mut Errors) -> Self {
        let mut told = SerdeField::default();
        each(attributes, errors, |meta| {
            let is = |name: &str| meta.path.is_ident(name);
            if is("rename") {
                told.rename = both(&meta, Ok)?;
                return Ok(());
            } else if is("alias") {
                told.aliases.push(meta.value()?.parse()?);
                return Ok(());
            }
            told.skip_serializing |= is("skip") || is("skip_serializing");
            told.skip_deserializing |= is("skip") || is("skip_deserializing");
            told.skip_serializing_if |= is("skip_serializing_if");
            told.flatten |= is("flatten");
            skip_value(&meta)
        });
        told
    }

    /// Whether serde neither writes nor reads the field.
    pub(crate) fn is_skipped(&self) -> bool {
        self.skip_serializing && self.skip_deserializing
    }

    /// Whether serde may leave the field out of what it writes.
    pub(crate) fn may_be_missing(&self) -> bool {
        self.skip_serializing || self.skip_serializing_if
    }
}

/// Calls `read` for each thing that serde is told.
fn each(
    attributes: &[Attribute],
    errors: &mut Errors,
    mut read: impl FnMut(ParseNestedMeta<'_>) -> syn::Result<()>,
) {
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("serde")) {
        errors.keep(attribute.parse_nested_meta(&mut read));
    }
}

/// Reads `= "x"`, or `(serialize = "x", deserialize = "y")`.
fn both<T: Clone>(meta: &ParseNestedMeta<'_>, read: impl Fn(LitStr) -> syn::Result<T>) -> syn::Result<Both<T>> {
    let mut found = Both::default();
    if meta.input.peek(Token![=]) {
        let value = read(meta.value()?.parse()?)?;
        return Ok(Both { serialize: Some(value.clone()), deserialize: Some(value) });
    }
    meta.parse_nested_meta(|meta| {
        let value = read(meta.value()?.parse()?)?;
        let place = if meta.path.is_ident("serialize") {
            &mut found.serialize
        } else if meta.path.is_ident("deserialize") {
            &mut found.deserialize
        } else {
            return Err(meta.error("expected `serialize` or `deserialize`"));
        };
        *place = Some(value);
        Ok(())
    })?;
    Ok(found)
}

/// Reads over what stands behind a name that is serde's business.
fn skip_value(meta: &ParseNestedMeta<'_>) -> syn::Result<()> {
    if meta.input.peek(Token![=]) {
        meta.value()?.parse::<Expr>()?;
    } else if meta.input.peek(syn::token::Paren) {
        let content;
        parenthesized!(content in meta.input);
        content.parse::<proc_macro2::TokenStream>()?;
    }
    Ok(())
}
