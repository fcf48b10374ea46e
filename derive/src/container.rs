//! What a struct says in `#[item(…)]`.

use proc_macro2::Span;
use syn::meta::ParseNestedMeta;
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::{Attribute, LitStr, Path, Token, parenthesized};

use crate::errors::Errors;
use crate::item_attribute::Action;

/// What `item(…)` may say on a struct.
const OPTIONS: &str = "`part`, `others`, `unsigned_prefix`, `allowed_unsigned`, `tag` and `crate`";

/// What a struct says.
#[derive(Default)]
pub(crate) struct Container {
    /// Whether it is flattened into others, which have the keys.
    pub(crate) is_part: bool,
    /// What happens to attributes that no field names.
    pub(crate) others: Option<Action>,
    pub(crate) unsigned_prefix: Option<LitStr>,
    pub(crate) allowed_unsigned: Vec<LitStr>,
    /// What happens to the attribute that serde writes the struct's name into, and where that is said.
    pub(crate) tag: Option<(Action, Span)>,
    /// Where the crate is that has the trait.
    pub(crate) root: Option<Path>,
}

impl Container {
    pub(crate) fn parse(attributes: &[Attribute], errors: &mut Errors) -> Self {
        let mut said = Container::default();
        for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("item")) {
            errors.keep(attribute.parse_nested_meta(|meta| said.read(&meta)));
        }
        if let Some(prefix) = said.unsigned_prefix.as_ref().filter(|prefix| prefix.value().is_empty()) {
            errors.at(prefix, "the prefix is empty, which would allow every attribute to be unsigned");
        }
        said
    }

    fn read(&mut self, meta: &ParseNestedMeta<'_>) -> syn::Result<()> {
        if meta.path.is_ident("part") {
            self.is_part = true;
        } else if meta.path.is_ident("others") {
            let action = encrypt_or_sign(meta)?;
            if self.others.is_some_and(|first| first != action) {
                return Err(meta.error("two things are said about attributes that no field names"));
            }
            self.others = Some(action);
        } else if meta.path.is_ident("tag") {
            self.tag = Some((encrypt_or_sign(meta)?, meta.path.span()));
        } else if meta.path.is_ident("unsigned_prefix") {
            self.unsigned_prefix = Some(meta.value()?.parse()?);
        } else if meta.path.is_ident("allowed_unsigned") {
            let content;
            parenthesized!(content in meta.input);
            self.allowed_unsigned.extend(Punctuated::<LitStr, Token![,]>::parse_terminated(&content)?);
        } else if meta.path.is_ident("crate") {
            self.root = Some(meta.value()?.parse::<LitStr>()?.parse()?);
        } else {
            return Err(
                meta.error(format!("`item` knows {OPTIONS} on a struct; all else is said on its fields"))
            );
        }
        Ok(())
    }

    /// Whether attributes of this name are unsigned by their prefix.
    pub(crate) fn has_prefix(&self, name: &str) -> bool {
        let prefix = self.unsigned_prefix.as_ref().map(LitStr::value);
        prefix.is_some_and(|prefix| !prefix.is_empty() && name.starts_with(&prefix))
    }
}

/// Reads `(encrypt)` or `(sign)`.
fn encrypt_or_sign(meta: &ParseNestedMeta<'_>) -> syn::Result<Action> {
    let content;
    parenthesized!(content in meta.input);
    let path: Path = content.parse()?;
    let named = path.get_ident().and_then(|name| Action::named(&name.to_string()));
    match named {
        Some(action @ (Action::Encrypt | Action::Sign)) if content.is_empty() => Ok(action),
        Some(_) | None => Err(syn::Error::new(path.span(), "only `encrypt` or `sign` can be said here")),
    }
}
