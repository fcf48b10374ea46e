//! What a field says in `#[item(…)]`.

use proc_macro2::Span;
use syn::meta::ParseNestedMeta;
use syn::spanned::Spanned;
use syn::{Attribute, LitInt};

use crate::beacon::Beacon;
use crate::errors::Errors;

/// What `item(…)` may say on a field.
const OPTIONS: &str = "`partition_key`, `sort_key`, `encrypt`, `sign`, `context`, `unsigned`, `index_key`, `pad`, \
                       `beacon` and `flatten`";
/// Bytes of the longest padding: those of an item.
const MOST_PADDING: usize = 409_600;

/// What happens to an attribute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Action {
    Encrypt,
    Sign,
    Context,
    Unsigned,
}

impl Action {
    /// The action of this name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        match name {
            "encrypt" => Some(Action::Encrypt),
            "sign" => Some(Action::Sign),
            "context" => Some(Action::Context),
            "unsigned" => Some(Action::Unsigned),
            _ => None,
        }
    }

    /// What it is called in `item(…)`.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Action::Encrypt => "encrypt",
            Action::Sign => "sign",
            Action::Context => "context",
            Action::Unsigned => "unsigned",
        }
    }
}

/// Which key of the table a field is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Key {
    Partition,
    Sort,
}

impl Key {
    /// What it is called.
    pub(crate) fn words(self) -> &'static str {
        match self {
            Key::Partition => "partition key",
            Key::Sort => "sort key",
        }
    }
}

/// What a field says, each with where it says it.
#[derive(Default)]
pub(crate) struct ItemAttribute {
    pub(crate) key: Option<(Key, Span)>,
    pub(crate) action: Option<(Action, Span)>,
    pub(crate) index_key: Option<Span>,
    pub(crate) pad: Option<(usize, Span)>,
    pub(crate) beacons: Vec<Beacon>,
    pub(crate) flatten: Option<Span>,
}

impl ItemAttribute {
    /// Reads all `#[item(…)]` of the field that is called `field`.
    pub(crate) fn parse(attributes: &[Attribute], field: &str, errors: &mut Errors) -> Self {
        let mut said = ItemAttribute::default();
        for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("item")) {
            errors.keep(attribute.parse_nested_meta(|meta| said.read(&meta, field)));
        }
        said
    }

    fn read(&mut self, meta: &ParseNestedMeta<'_>, field: &str) -> syn::Result<()> {
        let name = meta.path.get_ident().map(ToString::to_string).unwrap_or_default();
        let span = meta.path.span();
        match name.as_str() {
            "partition_key" => self.set_key(Key::Partition, span, field),
            "sort_key" => self.set_key(Key::Sort, span, field),
            "index_key" => {
                self.index_key = Some(span);
                Ok(())
            }
            "pad" => {
                self.pad = Some((padding(meta, field)?, span));
                Ok(())
            }
            "beacon" => {
                self.beacons.push(Beacon::parse(meta, field)?);
                Ok(())
            }
            "flatten" => {
                self.flatten = Some(span);
                Ok(())
            }
            other => match Action::named(other) {
                Some(action) => self.set_action(action, span, field),
                None => Err(meta.error(format!("`{field}`: `item` knows {OPTIONS} on a field"))),
            },
        }
    }

    fn set_key(&mut self, key: Key, span: Span, field: &str) -> syn::Result<()> {
        match self.key.replace((key, span)) {
            None => Ok(()),
            Some(_) => Err(syn::Error::new(span, format!("`{field}` is one key of the table, not two"))),
        }
    }

    fn set_action(&mut self, action: Action, span: Span, field: &str) -> syn::Result<()> {
        match self.action.replace((action, span)) {
            None => Ok(()),
            Some((first, _)) => {
                let (first, second) = (first.name(), action.name());
                let message =
                    format!("`{field}` says both `{first}` and `{second}`: one thing happens to an attribute");
                Err(syn::Error::new(span, message))
            }
        }
    }

    /// Where the first thing is said, if anything is.
    pub(crate) fn anything(&self) -> Option<Span> {
        let spans = [
            self.key.map(|(_, span)| span),
            self.action.map(|(_, span)| span),
            self.index_key,
            self.pad.map(|(_, span)| span),
            self.beacons.first().map(|beacon| beacon.span),
            self.flatten,
        ];
        spans.into_iter().flatten().next()
    }
}

fn padding(meta: &ParseNestedMeta<'_>, field: &str) -> syn::Result<usize> {
    let literal: LitInt = meta.value()?.parse()?;
    match literal.base10_parse::<usize>() {
        Ok(bytes) if (1..=MOST_PADDING).contains(&bytes) => Ok(bytes),
        Ok(_) | Err(_) => {
            let message = format!("`{field}`: values can be padded to 1 to {MOST_PADDING} bytes");
            Err(syn::Error::new(literal.span(), message))
        }
    }
}
