//! What the names and paths of a request mean.

use crate::expression::{Comparison, Condition, Element, Path};
use crate::search::{BEACON_PREFIX, BeaconRef, Location, SearchModel, Source, Step};

/// What a table's configuration says about attributes, as far as it decides what of a request is sent.
pub(crate) trait Actions {
    /// Whether it says what the attribute is.
    fn is_known(&self, attribute: &str) -> bool;

    /// Whether the attribute is encrypted.
    fn encrypts(&self, attribute: &str) -> bool;

    /// Whether the attribute is one that a format adds to items.
    fn is_metadata(&self, attribute: &str) -> bool;
}

/// The first name in a condition of a write that stands for a beacon or virtual field. DynamoDB would look for an attribute
/// of that name, or compare a hash. Whether a stored beacon exists may be asked.
pub(crate) fn beacon_in_condition<'a>(model: &SearchModel, condition: &'a Condition) -> Option<&'a str> {
    condition.comparisons().into_iter().find_map(|Comparison { attributes, values, .. }| {
        let is_beacon = |name: &&str| {
            let asks_existence = values.is_empty() && name.starts_with(BEACON_PREFIX);
            is_only_in_search(model, name) && !asks_existence
        };
        attributes.into_iter().find(is_beacon)
    })
}

/// The beacon with this name, or stored in an attribute of this name.
pub(super) fn beacon(model: &SearchModel, name: &str) -> Option<BeaconRef> {
    model.beacon(name).or_else(|| {
        let stored = model.beacon(name.strip_prefix(BEACON_PREFIX)?)?;
        match stored {
            BeaconRef::Standard(_) | BeaconRef::Compound(_) => Some(stored),
            // It is stored under its own name.
            BeaconRef::Signed(_) => None,
        }
    })
}

/// Whether a name is that of a beacon or virtual field, and not of something that items have under that name.
pub(super) fn is_only_in_search(model: &SearchModel, name: &str) -> bool {
    match beacon(model, name) {
        Some(BeaconRef::Standard(number)) => {
            let source = model.standard().get(number).map(|beacon| beacon.source());
            !source.is_some_and(|source| is_attribute(source, name))
        }
        Some(BeaconRef::Compound(_)) => true,
        Some(BeaconRef::Signed(_)) => false,
        None => model.fields().iter().any(|field| field.name() == name),
    }
}

/// Whether a beacon is of the whole attribute of this name.
fn is_attribute(source: &Source, name: &str) -> bool {
    matches!(source, Source::Item(location) if location.root() == name && location.steps().is_empty())
}

/// The standard beacon of what is at a location.
pub(super) fn beacon_at(model: &SearchModel, path: &Path) -> Option<usize> {
    model.standard().iter().position(|beacon| match beacon.source() {
        Source::Item(location) => !beacon.is_part_only() && is_at(location, path),
        Source::Field(_) => false,
    })
}

/// The beacon that a path is about: by its name, or by its location.
pub(super) fn beacon_of(model: &SearchModel, path: &Path) -> Option<BeaconRef> {
    let named = if path.tail().is_empty() { beacon(model, path.attribute()) } else { None };
    named.or_else(|| beacon_at(model, path).map(BeaconRef::Standard))
}

fn is_at(location: &Location, path: &Path) -> bool {
    let (steps, tail) = (location.steps(), path.tail());
    location.root() == path.attribute()
        && steps.len() == tail.len()
        && steps.iter().zip(tail).all(|(step, element)| match (step, element) {
            (Step::Key(key), Element::Name(name)) => *key == name.name,
            (Step::Index(one), Element::Index(other)) => one == other,
            (Step::Key(_), Element::Index(_)) | (Step::Index(_), Element::Name(_)) => false,
        })
}
