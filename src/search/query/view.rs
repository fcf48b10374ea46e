//! Items as a request sees them: with the values that its names of beacons and virtual fields stand for.

use aws_sdk_dynamodb::types::AttributeValue;

use super::names;
use crate::search::{BeaconRef, Location, SearchModel, Source};
use crate::value::Item;

/// What the names of a request stand for that no item has an attribute for.
#[derive(Default)]
pub(crate) struct View(Vec<(String, Shown)>);

/// What a name stands for.
enum Shown {
    /// What is at a location.
    At(Location),
    /// The text of a virtual field.
    Field(usize),
    /// The text of a compound beacon.
    Compound(usize),
    /// The tenant that the request is for: items of others are not looked at.
    Tenant(String),
}

impl View {
    /// The view of a request that has these names. `tenant` is the attribute that names an item's tenant, where it is not
    /// stored, and the tenant that the request is for.
    pub(super) fn of<'a>(
        model: &SearchModel,
        names: impl IntoIterator<Item = &'a str>,
        tenant: Option<(&str, &str)>,
    ) -> Self {
        let shown = |name: &str| match tenant {
            Some((attribute, id)) if attribute == name => Some(Shown::Tenant(id.to_owned())),
            Some(_) | None => shown(model, name),
        };
        let names = names.into_iter().filter_map(|name| Some((name.to_owned(), shown(name)?)));
        View(names.collect())
    }

    /// Adds what the names stand for to an open item. Returns what has to be given back to [`hide`](Self::hide).
    pub(crate) fn show(&self, model: &SearchModel, item: &mut Item) -> Vec<Option<AttributeValue>> {
        // All are computed from what the item has.
        let values: Vec<_> = self.0.iter().map(|(_, shown)| shown.value(model, item)).collect();
        let names = self.0.iter().map(|(name, _)| name);
        let place = |(name, value): (&String, Option<AttributeValue>)| match value {
            Some(value) => item.insert(name.clone(), value),
            None => item.remove(name),
        };
        names.zip(values).map(place).collect()
    }

    /// Makes the item what it was before.
    pub(crate) fn hide(&self, item: &mut Item, before: Vec<Option<AttributeValue>>) {
        for ((name, _), value) in self.0.iter().zip(before) {
            match value {
                Some(value) => item.insert(name.clone(), value),
                None => item.remove(name),
            };
        }
    }
}

impl Shown {
    /// The value in an item. It has none for what could not have been written.
    fn value(&self, model: &SearchModel, item: &Item) -> Option<AttributeValue> {
        match self {
            Shown::At(location) => location.find(item).cloned(),
            Shown::Field(number) => model.field_text(*number, item).ok()?.map(AttributeValue::S),
            Shown::Compound(number) => {
                let text = model.compound_text(model.compounds().get(*number)?, item);
                text.ok()?.map(AttributeValue::S)
            }
            Shown::Tenant(id) => Some(AttributeValue::S(id.clone())),
        }
    }
}

fn shown(model: &SearchModel, name: &str) -> Option<Shown> {
    if !names::is_only_in_search(model, name) {
        return None;
    }
    match names::beacon(model, name) {
        Some(BeaconRef::Standard(number)) => match model.standard().get(number)?.source() {
            Source::Item(location) => Some(Shown::At(location.clone())),
            Source::Field(number) => Some(Shown::Field(*number)),
        },
        Some(BeaconRef::Compound(number)) => Some(Shown::Compound(number)),
        Some(BeaconRef::Signed(_)) => None,
        None => model.fields().iter().position(|field| field.name() == name).map(Shown::Field),
    }
}
