//! Virtual fields and compound beacons of an item, in clear text.
//!
//! Sources: `specification/searchable-encryption/virtual.md` and `specification/searchable-encryption/beacons.md`.

use std::borrow::Cow;

use super::value::{joined, push_transformed};
use super::{CompoundBeacon, ConstructorPart, Location, Part, PartSource, SearchModel, Source, text};
use crate::error::{BeaconProblem, ValueProblem};
use crate::value::Item;

/// Parts of a compound beacon, each with its text.
pub(super) type PartTexts<'a, 'i> = Vec<(&'a Part, Cow<'i, str>)>;

/// A beacon that an item has no value for, although it should.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Failed {
    /// Name of the beacon or virtual field.
    pub(crate) beacon: String,
    /// The attribute whose value is the reason, where it is one.
    pub(crate) attribute: Option<String>,
    pub(crate) problem: BeaconProblem,
}

impl Failed {
    pub(super) fn new(beacon: &str, attribute: Option<&str>, problem: BeaconProblem) -> Self {
        Failed { beacon: beacon.to_owned(), attribute: attribute.map(str::to_owned), problem }
    }

    /// A number that the model does not have.
    pub(super) fn internal(beacon: &str) -> Self {
        Self::new(beacon, None, BeaconProblem::Value(ValueProblem::Internal))
    }
}

impl SearchModel {
    /// The text of a virtual field; `None` for an item that lacks a part of it.
    pub(crate) fn field_text(&self, number: usize, item: &Item) -> Result<Option<String>, Failed> {
        let field = self.fields.get(number).ok_or_else(|| Failed::internal(""))?;
        let mut units = Vec::new();
        for (location, transforms) in &field.parts {
            let Some(value) = location.find(item) else { return Ok(None) };
            let failed = |problem| Failed::new(&field.name, Some(location.root()), problem);
            push_transformed(&mut units, text(value).map_err(failed)?, transforms);
        }
        // Halves of characters may meet where parts do, so only the whole is looked at.
        let halved = |problem| Failed::new(&field.name, None, problem);
        joined(&units).map(Some).map_err(halved)
    }

    /// A compound beacon in clear text: what it is before its encrypted parts are hashed. `None` for an item that none of
    /// its constructors fits.
    pub(crate) fn compound_text(&self, beacon: &CompoundBeacon, item: &Item) -> Result<Option<String>, Failed> {
        let Some(texts) = self.part_texts(beacon, item)? else { return Ok(None) };
        let mut whole = String::new();
        for (part, text) in texts {
            if !whole.is_empty() {
                whole.push(beacon.split);
            }
            whole.push_str(&part.prefix);
            whole.push_str(&text);
        }
        Ok(Some(whole))
    }

    /// The parts of the first constructor that fits, each with its text.
    ///
    /// Source: `specification/searchable-encryption/beacons.md`, section "value for a compound beacon".
    pub(super) fn part_texts<'a, 'i>(
        &self,
        beacon: &'a CompoundBeacon,
        item: &'i Item,
    ) -> Result<Option<PartTexts<'a, 'i>>, Failed> {
        for constructor in &beacon.constructors {
            if let Some(texts) = self.constructed(beacon, constructor, item)? {
                return Ok(Some(texts));
            }
        }
        Ok(None)
    }

    /// What a constructor makes of an item; `None` if the item lacks a part that it requires.
    fn constructed<'a, 'i>(
        &self,
        beacon: &'a CompoundBeacon,
        constructor: &[ConstructorPart],
        item: &'i Item,
    ) -> Result<Option<PartTexts<'a, 'i>>, Failed> {
        let mut texts = Vec::with_capacity(constructor.len());
        for ConstructorPart { part, required } in constructor {
            let part = beacon.parts.get(*part).ok_or_else(|| Failed::internal(&beacon.name))?;
            match self.part_text(beacon, part, item)? {
                // What comes after a part that is missing is not looked at.
                None if *required => return Ok(None),
                None => {}
                Some(text) if text.contains(beacon.split) => {
                    let problem = BeaconProblem::HoldsSplit { part: part.name.clone() };
                    return Err(Failed::new(&beacon.name, self.root(part), problem));
                }
                Some(text) => texts.push((part, text)),
            }
        }
        Ok(Some(texts))
    }

    /// The attribute that a part is in, if it is in one.
    fn root<'a>(&'a self, part: &'a Part) -> Option<&'a str> {
        match &part.source {
            PartSource::Signed(location) => Some(location.root()),
            PartSource::Encrypted(number) => match &self.standard.get(*number)?.source {
                Source::Item(location) => Some(location.root()),
                Source::Field(_) => None,
            },
        }
    }

    fn part_text<'i>(
        &self,
        beacon: &CompoundBeacon,
        part: &Part,
        item: &'i Item,
    ) -> Result<Option<Cow<'i, str>>, Failed> {
        let location = match &part.source {
            PartSource::Signed(location) => location,
            PartSource::Encrypted(number) => {
                match self.standard.get(*number).map(|standard| &standard.source) {
                    Some(Source::Item(location)) => location,
                    Some(Source::Field(field)) => return Ok(self.field_text(*field, item)?.map(Cow::Owned)),
                    None => return Err(Failed::internal(&beacon.name)),
                }
            }
        };
        location_text(beacon, location, item)
    }
}

fn location_text<'i>(
    beacon: &CompoundBeacon,
    location: &Location,
    item: &'i Item,
) -> Result<Option<Cow<'i, str>>, Failed> {
    let Some(value) = location.find(item) else { return Ok(None) };
    let failed = |problem| Failed::new(&beacon.name, Some(location.root()), problem);
    text(value).map(|text| Some(Cow::Borrowed(text))).map_err(failed)
}
