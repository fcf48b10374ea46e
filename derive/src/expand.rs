//! The implementation that a struct gets.

use std::collections::HashMap;

use proc_macro2::TokenStream;
use quote::quote;
use syn::{DeriveInput, Type, parse_quote};

use crate::container::Container;
use crate::errors::Errors;
use crate::field::{DeclaredAttribute, Part};
use crate::item_attribute::{Action, Key};
use crate::serde_attribute::SerdeStruct;
use crate::structure;

/// The implementation of `TypedItem`.
///
/// # Errors
/// Everything that is wrong, each at its field.
pub(crate) fn expand(input: &DeriveInput) -> syn::Result<TokenStream> {
    let mut errors = Errors::default();
    let fields = structure::named_fields(input)?;
    let container = Container::parse(&input.attrs, &mut errors);
    let serde = SerdeStruct::parse(&input.attrs, &mut errors);
    if let Some((name, span)) = serde.replaced_by {
        let type_name = &input.ident;
        let message = format!(
            "with `{name}`, serde converts `{type_name}` by way of another type, whose fields are what is written; derive \
             `TypedItem` for that one"
        );
        errors.at_span(span, message);
    }
    let parts: Vec<_> =
        fields.iter().filter_map(|field| Part::of(field, &container, &serde, &mut errors)).collect();
    let tag = check_tag(&container, &serde, &mut errors);
    check_names(&parts, tag.as_ref().map(|(name, _)| name.as_str()), &mut errors);
    let others = check_others(&container, &parts, &mut errors);
    // A mistake in a key is not a missing key.
    errors.finish()?;
    let has_key_elsewhere = container.is_part || parts.iter().any(|part| matches!(part, Part::Flattened(_)));
    check_keys(input, &parts, has_key_elsewhere)?;
    Ok(implementation(input, &container, &parts, tag, others))
}

/// The attribute that serde writes the struct's name into, and what happens to it.
fn check_tag(container: &Container, serde: &SerdeStruct, errors: &mut Errors) -> Option<(String, Action)> {
    match (&serde.tag, container.tag) {
        (Some(tag), Some((action, _))) => Some((tag.value(), action)),
        (None, None) => None,
        (Some(tag), None) => {
            let name = tag.value();
            let message = format!(
                "serde writes the struct's name into the attribute '{name}': say `#[item(tag(sign))]` or \
                 `#[item(tag(encrypt))]`"
            );
            errors.at(tag, message);
            None
        }
        (None, Some((_, span))) => {
            let message =
                "`tag` is about the attribute of `#[serde(tag = \"…\")]`, which this struct does not have";
            errors.at_span(span, message);
            None
        }
    }
}

/// No two fields are one attribute.
fn check_names(parts: &[Part], tag: Option<&str>, errors: &mut Errors) {
    let mut seen: HashMap<String, String> = HashMap::new();
    seen.extend(tag.map(|tag| (tag.to_owned(), "the tag of serde".to_owned())));
    for attribute in attributes(parts) {
        let aliases = attribute.aliases.iter().map(syn::LitStr::value);
        for name in std::iter::once(attribute.name.clone()).chain(aliases) {
            let own = format!("`{}`", attribute.field);
            if let Some(other) = seen.insert(name.clone(), own.clone())
                && other != own
            {
                let message = format!("{own} and {other} are both the attribute '{name}'");
                errors.at_span(attribute.span(), message);
            }
        }
    }
}

/// What happens to attributes that no field names, if the struct or a flattened field says so.
fn check_others(container: &Container, parts: &[Part], errors: &mut Errors) -> Option<Action> {
    let mut others = container.others;
    for part in parts {
        let Part::Others(action, field) = part else { continue };
        match others.replace(*action) {
            Some(first) if first != *action => {
                let (first, second) = (first.name(), action.name());
                let message = format!(
                    "`{field}` says `{second}` of attributes that no field names, and `{first}` was said before: the \
                     table has one rule for all of them"
                );
                errors.at(field, message);
            }
            Some(_) | None => {}
        }
    }
    others
}

/// There is one key of each kind, and a partition key.
fn check_keys(input: &DeriveInput, parts: &[Part], has_key_elsewhere: bool) -> syn::Result<()> {
    for key in [Key::Partition, Key::Sort] {
        let mut found = attributes(parts).filter(|attribute| attribute.key == Some(key));
        let (first, second) = (found.next(), found.next());
        if let (Some(first), Some(second)) = (first, second) {
            let (first, name, key) = (&first.field, &second.field, key.words());
            let message = format!("`{name}` is a second {key}; `{first}` is the first, and a table has one");
            return Err(syn::Error::new(second.span(), message));
        }
        if key == Key::Partition && first.is_none() && !has_key_elsewhere {
            let message = format!(
                "`{}` has no partition key: say which field it is, with `#[item(partition_key)]`; or `#[item(part)]` on the struct, if it is flattened into others that have one",
                input.ident
            );
            return Err(syn::Error::new_spanned(&input.ident, message));
        }
    }
    Ok(())
}

fn attributes(parts: &[Part]) -> impl Iterator<Item = &DeclaredAttribute> {
    parts.iter().filter_map(|part| match part {
        Part::Attribute(attribute) => Some(attribute.as_ref()),
        Part::Flattened(_) | Part::Others(..) => None,
    })
}

fn implementation(
    input: &DeriveInput,
    container: &Container,
    parts: &[Part],
    tag: Option<(String, Action)>,
    others: Option<Action>,
) -> TokenStream {
    let root = container.root.clone().unwrap_or_else(|| parse_quote!(::dynamodb_item_encryptor));
    let root = quote!(#root);
    let ident = &input.ident;
    let flattened: Vec<&Type> = parts
        .iter()
        .filter_map(|part| match part {
            Part::Flattened(flattened) => Some(flattened),
            Part::Attribute(_) | Part::Others(..) => None,
        })
        .collect();
    let mut generics = input.generics.clone();
    if !flattened.is_empty() {
        let bounds = &mut generics.make_where_clause().predicates;
        bounds.extend(
            flattened
                .iter()
                .map(|flattened| -> syn::WherePredicate { parse_quote!(#flattened: #root::TypedItem) }),
        );
    }
    let (impl_generics, type_generics, where_clause) = generics.split_for_impl();
    let fields = attributes(parts).map(|attribute| calls(attribute, &root, container));
    let tag = tag.map(|(name, action)| {
        let action = action_tokens(action, &root);
        quote!(.attribute(#name, #action))
    });
    let others = others.map(|action| {
        let action = action_tokens(action, &root);
        quote!(.others(#action))
    });
    let prefix = container.unsigned_prefix.iter();
    let allowed = container.allowed_unsigned.iter();
    quote! {
        #[automatically_derived]
        impl #impl_generics #root::TypedItem for #ident #type_generics #where_clause {
            fn declaration() -> #root::ItemDeclaration {
                #root::ItemDeclaration::new()
                    #(.unsigned_prefix(#prefix))*
                    #(#fields)*
                    #tag
                    #others
                    #(.allowed_unsigned(#allowed))*
                    #(.flattened(<#flattened as #root::TypedItem>::declaration()))*
            }
        }
    }
}

/// The calls that declare an attribute.
fn calls(attribute: &DeclaredAttribute, root: &TokenStream, container: &Container) -> TokenStream {
    let name = &attribute.name;
    let names = std::iter::once(name.clone()).chain(attribute.aliases.iter().map(syn::LitStr::value));
    let names: Vec<_> = names.collect();
    let mut calls = match attribute.key {
        Some(Key::Partition) => quote!(.partition_key(#name)),
        Some(Key::Sort) => quote!(.sort_key(#name)),
        None => TokenStream::new(),
    };
    // A key is signed, or in the context if another attribute is: the table finds that out. Only `context` says more.
    if attribute.key.is_none() || attribute.action == Action::Context {
        let action = action_tokens(attribute.action, root);
        calls.extend(quote!(#(.attribute(#names, #action))*));
    }
    if attribute.is_index_key {
        calls.extend(quote!(.index_key(#name)));
    }
    if attribute.action == Action::Unsigned {
        let listed = names.iter().filter(|name| !container.has_prefix(name));
        calls.extend(quote!(#(.allowed_unsigned(#listed))*));
    }
    if let Some(bytes) = attribute.pad {
        calls.extend(quote!(#(.pad(#names, #bytes))*));
    }
    for beacon in &attribute.beacons {
        let beacon = beacon.tokens(root, name);
        calls.extend(quote!(.beacon(#beacon)));
    }
    calls
}

fn action_tokens(action: Action, root: &TokenStream) -> TokenStream {
    match action {
        Action::Encrypt => quote!(#root::AttributeAction::EncryptAndSign),
        Action::Sign => quote!(#root::AttributeAction::SignOnly),
        Action::Context => quote!(#root::AttributeAction::SignAndIncludeInEncryptionContext),
        Action::Unsigned => quote!(#root::AttributeAction::DoNothing),
    }
}
