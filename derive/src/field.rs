//! A field, with all that is said about it checked.

use syn::ext::IdentExt;
use syn::{Field, Ident, LitStr, Type};

use crate::beacon::Beacon;
use crate::case::Case;
use crate::container::Container;
use crate::errors::Errors;
use crate::item_attribute::{Action, ItemAttribute, Key};
use crate::serde_attribute::{SerdeField, SerdeStruct};

/// Names that begin so belong to the format.
const RESERVED: [&str; 2] = ["aws_dbe_", "aws-crypto-"];

/// What a field is.
pub(crate) enum Part {
    /// An attribute of the item.
    Attribute(Box<DeclaredAttribute>),
    /// A type whose own declaration counts.
    Flattened(Type),
    /// Attributes whose names nobody knows here.
    Others(Action, Ident),
}

/// An attribute as a field declares it.
pub(crate) struct DeclaredAttribute {
    pub(crate) field: Ident,
    pub(crate) name: String,
    /// Further names under which serde reads it.
    pub(crate) aliases: Vec<LitStr>,
    pub(crate) key: Option<Key>,
    pub(crate) action: Action,
    pub(crate) is_index_key: bool,
    pub(crate) pad: Option<usize>,
    pub(crate) beacons: Vec<Beacon>,
}

impl Part {
    /// What the field is; `None` if it is no part of items, or something is wrong with it.
    pub(crate) fn of(
        field: &Field,
        container: &Container,
        serde: &SerdeStruct,
        errors: &mut Errors,
    ) -> Option<Self> {
        let ident = field.ident.clone()?;
        let label = ident.unraw().to_string();
        let said = ItemAttribute::parse(&field.attrs, &label, errors);
        let told = SerdeField::parse(&field.attrs, errors);
        if told.is_skipped() {
            if let Some(span) = said.anything() {
                let message =
                    format!("`{label}` is skipped by serde, so it is no attribute; remove `item(…)` or `skip`");
                errors.at_span(span, message);
            }
            return None;
        }
        if told.flatten {
            return flattened(field, ident, &said, errors);
        }
        if let Some(span) = said.flatten {
            let message = format!("`{label}` is not flattened by serde; add `#[serde(flatten)]`");
            errors.at_span(span, message);
            return None;
        }
        let name = name(&ident, &told, serde, errors)?;
        let checks = Checks { ident: &ident, label, said: &said, told: &told, container, errors };
        let action = checks.run(&name)?;
        Some(Part::Attribute(Box::new(DeclaredAttribute {
            field: ident,
            name,
            aliases: told.aliases,
            key: said.key.map(|(key, _)| key),
            action,
            is_index_key: said.index_key.is_some(),
            pad: said.pad.map(|(bytes, _)| bytes),
            beacons: said.beacons,
        })))
    }
}

/// What a flattened field is.
fn flattened(field: &Field, ident: Ident, said: &ItemAttribute, errors: &mut Errors) -> Option<Part> {
    let label = ident.unraw();
    if let Some((_, span)) = said.key {
        let message = format!("`{label}` is flattened, so it is no attribute that could be a key");
        errors.at_span(span, message);
        return None;
    }
    let more =
        said.index_key.or(said.pad.map(|(_, span)| span)).or(said.beacons.first().map(|beacon| beacon.span));
    if let Some(span) = more {
        let message = format!("`{label}` is flattened: say this in the type whose fields become attributes");
        errors.at_span(span, message);
        return None;
    }
    match (said.flatten, said.action) {
        (Some(_), None) => Some(Part::Flattened(field.ty.clone())),
        (None, Some((action @ (Action::Encrypt | Action::Sign), _))) => Some(Part::Others(action, ident)),
        (Some(span), Some(_)) => {
            let message = format!("`{label}`: the type says what happens to its attributes, not the field");
            errors.at_span(span, message);
            None
        }
        (None, Some((action @ (Action::Context | Action::Unsigned), span))) => {
            let action = action.name();
            errors
                .at_span(span, format!("`{label}` is flattened: `{action}` needs the names of its attributes"));
            None
        }
        (None, None) => {
            let message = format!(
                "`{label}` is flattened, so the names of its attributes are not known here. Say `#[item(flatten)]` if \
                 its type is a `TypedItem` too; or `#[item(encrypt)]` or `#[item(sign)]`, which then happens to every \
                 attribute that the table does not know by name"
            );
            errors.at(&ident, message);
            None
        }
    }
}

/// The attribute's name, which is the same in writing and in reading.
fn name(ident: &Ident, told: &SerdeField, serde: &SerdeStruct, errors: &mut Errors) -> Option<String> {
    let field = ident.unraw().to_string();
    let of = |rename: &Option<LitStr>, all: &Option<Case>| match (rename, all) {
        (Some(name), _) => name.value(),
        (None, Some(case)) => case.apply(&field),
        (None, None) => field.clone(),
    };
    let written = of(&told.rename.serialize, &serde.rename_all.serialize);
    let read = of(&told.rename.deserialize, &serde.rename_all.deserialize);
    if written != read {
        let message = format!(
            "serde writes `{field}` as '{written}' and reads it as '{read}': an item's attribute has one name"
        );
        errors.at(ident, message);
        return None;
    }
    Some(written)
}

/// The rules of an attribute.
struct Checks<'a> {
    ident: &'a Ident,
    label: String,
    said: &'a ItemAttribute,
    told: &'a SerdeField,
    container: &'a Container,
    errors: &'a mut Errors,
}

impl Checks<'_> {
    /// The attribute's action; `None` if a rule is broken.
    fn run(mut self, name: &str) -> Option<Action> {
        let (said, label) = (self.said, self.label.clone());
        let action = match (said.action, said.key.is_some() || said.index_key.is_some()) {
            (Some((action, _)), _) => action,
            (None, true) => Action::Sign,
            (None, false) if self.container.has_prefix(name) => {
                let message = format!(
                    "`{label}` begins with the prefix of unsigned attributes: say `#[item(unsigned)]`, or choose \
                     another name"
                );
                self.errors.at(self.ident, message);
                return None;
            }
            (None, false) => Action::Encrypt,
        };
        self.check_name(name)?;
        self.check_key()?;
        self.check_always_there(action)?;
        self.check_aliases(action)?;
        self.check_action(name, action)?;
        Some(action)
    }

    fn refuse(&mut self, span: proc_macro2::Span, message: impl std::fmt::Display) -> Option<()> {
        self.errors.at_span(span, format!("`{}` {message}", self.label));
        None
    }

    fn check_name(&mut self, name: &str) -> Option<()> {
        let aliases: Vec<_> = self.told.aliases.iter().map(|alias| (alias.value(), alias.span())).collect();
        for (name, span) in [(name.to_owned(), self.ident.span())].into_iter().chain(aliases) {
            if RESERVED.iter().any(|prefix| name.starts_with(prefix)) {
                return self
                    .refuse(span, "has a reserved name: 'aws_dbe_' and 'aws-crypto-' belong to the format");
            }
            if name.is_empty() {
                return self.refuse(span, "has an empty name");
            }
        }
        Some(())
    }

    /// A key is signed, and may be nothing else.
    fn check_key(&mut self) -> Option<()> {
        let Some((key, _)) = self.said.key else { return Some(()) };
        match self.said.action {
            Some((Action::Sign | Action::Context, _)) | None => {}
            Some((action @ (Action::Encrypt | Action::Unsigned), span)) => {
                let (action, key) = (action.name(), key.words());
                let message = format!(
                    "is the {key}, which is signed and readable, so that items can be found; remove \
                                       `{action}`"
                );
                return self.refuse(span, message);
            }
        }
        Some(())
    }

    /// Every item has its keys and the attributes of its encryption context.
    fn check_always_there(&mut self, action: Action) -> Option<()> {
        let needed = match (self.said.key, action) {
            (Some((key, _)), _) => format!("is the {}", key.words()),
            (None, Action::Context) => "is part of the encryption context".to_owned(),
            (None, Action::Encrypt | Action::Sign | Action::Unsigned) => return Some(()),
        };
        if self.told.may_be_missing() {
            let message = format!("{needed}, which every item must have; serde must not leave it out");
            return self.refuse(self.ident.span(), message);
        }
        Some(())
    }

    /// What is stored under a former name is treated as under the present one, where that can be.
    fn check_aliases(&mut self, action: Action) -> Option<()> {
        let Some(alias) = self.told.aliases.first() else { return Some(()) };
        let reason = if self.said.key.is_some() {
            "is a key of the table, which has one name"
        } else if action == Action::Context {
            "is part of the encryption context, under one name"
        } else if !self.said.beacons.is_empty() {
            "has a beacon, which would not find what is stored under another name"
        } else {
            return Some(());
        };
        self.refuse(
            alias.span(),
            format!("{reason}: rewrite the items that have the other, and remove `alias`"),
        )
    }

    /// The action fits the name, padding, beacons and indexes.
    fn check_action(&mut self, name: &str, action: Action) -> Option<()> {
        let span = self.said.action.map_or(self.ident.span(), |(_, span)| span);
        if action != Action::Unsigned && self.container.has_prefix(name) {
            let message = "begins with the prefix of unsigned attributes, so readers would not check it; say `unsigned`, \
                           or choose another name";
            return self.refuse(span, message);
        }
        if action == Action::Encrypt {
            return match self.said.index_key {
                Some(_) => {
                    self.refuse(span, "is the key of an index, which would find nothing if it were encrypted")
                }
                None => self.check_beacons(name),
            };
        }
        if let Some((_, span)) = self.said.pad {
            return self.refuse(span, "is not encrypted, so padding would hide nothing; remove `pad`");
        }
        if let Some(beacon) = self.said.beacons.first() {
            return self
                .refuse(beacon.span, "is not encrypted, so it is found without a beacon; remove `beacon`");
        }
        Some(())
    }

    fn check_beacons(&mut self, name: &str) -> Option<()> {
        for beacon in &self.said.beacons {
            if beacon.needs_name() {
                let message =
                    "has a beacon on what is within it, which needs a name of its own: `name = \"…\"`";
                return self.refuse(beacon.span, message);
            }
            if beacon.name.is_none() && name.contains(['.', '[']) {
                let message = "has a name with dots or brackets, which no beacon can be on";
                return self.refuse(beacon.span, message);
            }
        }
        Some(())
    }
}

impl DeclaredAttribute {
    /// Where the field stands.
    pub(crate) fn span(&self) -> proc_macro2::Span {
        self.field.span()
    }
}
