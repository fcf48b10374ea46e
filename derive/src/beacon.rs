//! Beacons, as fields declare them.

use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::meta::ParseNestedMeta;
use syn::parse::ParseStream;
use syn::{LitInt, LitStr, parenthesized};

/// What `beacon(…)` may say.
const OPTIONS: &str =
    "`bits`, `name`, `within`, `set`, `part_only`, `formerly`, `shared_with` and `partitions`";
/// Bits of the longest beacon.
const MOST_BITS: u8 = 63;

/// A beacon on the value of a field.
pub(crate) struct Beacon {
    pub(crate) span: Span,
    bits: u8,
    pub(crate) name: Option<LitStr>,
    /// What it is on within the value.
    within: Option<LitStr>,
    as_set: bool,
    part_only: bool,
    formerly: Option<u8>,
    shared_with: Option<LitStr>,
    partitions: Option<u8>,
}

impl Beacon {
    /// Reads what stands behind `beacon` on the field that is called `field`.
    pub(crate) fn parse(meta: &ParseNestedMeta<'_>, field: &str) -> syn::Result<Self> {
        let span = meta.path.get_ident().map_or_else(Span::call_site, syn::Ident::span);
        let mut bits = None;
        let mut beacon = Beacon {
            span,
            bits: 0,
            name: None,
            within: None,
            as_set: false,
            part_only: false,
            formerly: None,
            shared_with: None,
            partitions: None,
        };
        let message = format!("how long is the beacon on `{field}`? Say `beacon(bits = 20)`, for example");
        let missing = syn::Error::new(span, message);
        if !has_options(meta.input) {
            return Err(missing);
        }
        meta.parse_nested_meta(|meta| {
            let is = |name: &str| meta.path.is_ident(name);
            if is("bits") {
                bits = Some(length(&meta, field)?);
            } else if is("formerly") {
                beacon.formerly = Some(length(&meta, field)?);
            } else if is("partitions") {
                beacon.partitions = Some(meta.value()?.parse::<LitInt>()?.base10_parse()?);
            } else if is("name") {
                beacon.name = Some(meta.value()?.parse()?);
            } else if is("within") {
                beacon.within = Some(meta.value()?.parse()?);
            } else if is("shared_with") {
                beacon.shared_with = Some(meta.value()?.parse()?);
            } else if is("set") {
                beacon.as_set = true;
            } else if is("part_only") {
                beacon.part_only = true;
            } else {
                return Err(meta.error(format!("`{field}`: a beacon knows {OPTIONS}")));
            }
            Ok(())
        })?;
        beacon.bits = bits.ok_or(missing)?;
        Ok(beacon)
    }

    /// Whether its name is that of the attribute that it is on.
    pub(crate) fn needs_name(&self) -> bool {
        self.within.is_some() && self.name.is_none()
    }

    /// The name of the beacon, on the attribute `attribute`.
    pub(crate) fn name(&self, attribute: &str) -> String {
        self.name.as_ref().map_or_else(|| attribute.to_owned(), LitStr::value)
    }

    /// The expression that makes the beacon on `attribute`.
    pub(crate) fn tokens(&self, root: &TokenStream, attribute: &str) -> TokenStream {
        let (name, bits) = (self.name(attribute), self.bits);
        let mut beacon = quote!(#root::Beacon::new(#name, #bits));
        let location = self.location(attribute);
        if location != name {
            beacon = quote!(#beacon.at(#location));
        }
        if let Some(bits) = self.formerly {
            beacon = quote!(#beacon.formerly(#bits));
        }
        if self.as_set {
            beacon = quote!(#beacon.as_set());
        }
        if self.part_only {
            beacon = quote!(#beacon.part_only());
        }
        if let Some(other) = &self.shared_with {
            beacon = quote!(#beacon.shared_with(#other));
        }
        if let Some(number) = self.partitions {
            beacon = quote!(#beacon.partitions(#number));
        }
        beacon
    }

    /// Where the value is that the beacon is on.
    fn location(&self, attribute: &str) -> String {
        match self.within.as_ref().map(LitStr::value) {
            None => attribute.to_owned(),
            Some(within) if within.starts_with('[') => format!("{attribute}{within}"),
            Some(within) => format!("{attribute}.{within}"),
        }
    }
}

/// Whether something stands in parentheses.
fn has_options(input: ParseStream<'_>) -> bool {
    let inside = |input: ParseStream<'_>| {
        let content;
        parenthesized!(content in input);
        content.parse::<TokenStream>()
    };
    inside(&input.fork()).is_ok_and(|options| !options.is_empty())
}

/// A number of bits.
fn length(meta: &ParseNestedMeta<'_>, field: &str) -> syn::Result<u8> {
    let literal: LitInt = meta.value()?.parse()?;
    match literal.base10_parse::<u8>() {
        Ok(bits) if (1..=MOST_BITS).contains(&bits) => Ok(bits),
        Ok(_) | Err(_) => {
            Err(syn::Error::new(literal.span(), format!("the beacon on `{field}` can have 1 to 63 bits")))
        }
    }
}
