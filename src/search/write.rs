//! The beacons of an item.
//!
//! Sources: `specification/searchable-encryption/beacons.md` and
//! `specification/dynamodb-encryption-client/ddb-support.md`.

use std::collections::HashSet;
use std::ops::Range;

use aws_sdk_dynamodb::types::AttributeValue;

use super::plain::Failed;
use super::{
    CompoundBeacon, Hashes, Length, PartSource, SearchModel, Source, StandardBeacon, members, push_bytes,
};
use crate::crypto::CryptoError;
use crate::crypto::stack::{self, Work};
use crate::error::BeaconProblem;
use crate::value::Item;

/// About how many bytes a beacon is made of.
const VALUE: usize = 64;

/// What an item's beacons are made of. Sealing replaces the values that they are of, so this is taken before, and hashed
/// when the beacon key is known.
pub(crate) struct Preimages<'a> {
    /// The content of all values, one behind the other.
    bytes: Vec<u8>,
    beacons: Vec<Preimage<'a>>,
}

/// What one beacon is made of.
enum Preimage<'a> {
    One(&'a StandardBeacon, Range<usize>),
    Set(&'a StandardBeacon, Vec<Range<usize>>),
    Compound(&'a CompoundBeacon, Vec<Piece<'a>>),
}

impl Preimage<'_> {
    /// The attribute that stores the beacon.
    fn attribute(&self) -> &str {
        match self {
            Preimage::One(beacon, _) | Preimage::Set(beacon, _) => &beacon.attribute,
            Preimage::Compound(beacon, _) => &beacon.attribute,
        }
    }
}

/// A part of a compound beacon.
struct Piece<'a> {
    prefix: &'a str,
    /// What hashes it; `None` for a signed part.
    hashed_by: Option<&'a StandardBeacon>,
    text: Range<usize>,
}

impl SearchModel {
    /// Computes the signed beacons of `item`, and adds them.
    ///
    /// # Errors
    /// The beacon that has no value although it should have one, or another value than the item has for it.
    pub(crate) fn add_signed(&self, item: &mut Item) -> Result<(), Failed> {
        let made = |beacon: &CompoundBeacon| {
            Ok(self.compound_text(beacon, item)?.map(|text| (beacon.name.clone(), text)))
        };
        let made: Vec<_> =
            self.signed.iter().filter_map(|beacon| made(beacon).transpose()).collect::<Result<_, _>>()?;
        for (name, text) in made {
            match item.get(&name) {
                None => _ = item.insert(name, AttributeValue::S(text)),
                Some(AttributeValue::S(given)) if *given == text => {}
                Some(_) => return Err(Failed::new(&name, Some(&name), BeaconProblem::OtherValue)),
            }
        }
        Ok(())
    }

    /// Takes what the beacons of `item` are made of.
    ///
    /// # Errors
    /// The beacon that has no value although it should have one.
    pub(crate) fn preimages(&self, item: &Item) -> Result<Preimages<'_>, Failed> {
        let beacons = self.standard.len() + self.compounds.len();
        let mut preimages =
            Preimages { bytes: Vec::with_capacity(VALUE * beacons), beacons: Vec::with_capacity(beacons) };
        for beacon in self.standard.iter().filter(|beacon| !beacon.part_only) {
            preimages.take_standard(self, beacon, item)?;
        }
        for beacon in &self.compounds {
            preimages.take_compound(self, beacon, item)?;
        }
        Ok(preimages)
    }
}

impl<'a> Preimages<'a> {
    /// Source: `specification/searchable-encryption/beacons.md`, section "value for a standard beacon".
    fn take_standard(
        &mut self,
        model: &SearchModel,
        beacon: &'a StandardBeacon,
        item: &Item,
    ) -> Result<(), Failed> {
        let location = match &beacon.source {
            Source::Field(number) => {
                if let Some(text) = model.field_text(*number, item)? {
                    let range = self.push_text(&text);
                    self.beacons.push(Preimage::One(beacon, range));
                }
                return Ok(());
            }
            Source::Item(location) => location,
        };
        let Some(value) = location.find(item) else { return Ok(()) };
        let failed = |problem| Failed::new(&beacon.name, Some(location.root()), problem);
        let preimage = if beacon.as_set {
            let members = members(value).map_err(failed)?;
            let ranges = members.iter().map(|member| self.push(member)).collect::<Result<_, _>>();
            Preimage::Set(beacon, ranges.map_err(failed)?)
        } else {
            Preimage::One(beacon, self.push(value).map_err(failed)?)
        };
        self.beacons.push(preimage);
        Ok(())
    }

    fn take_compound(
        &mut self,
        model: &'a SearchModel,
        beacon: &'a CompoundBeacon,
        item: &Item,
    ) -> Result<(), Failed> {
        let Some(texts) = model.part_texts(beacon, item)? else { return Ok(()) };
        let mut pieces = Vec::with_capacity(texts.len());
        for (part, text) in texts {
            let hashed_by = match part.source {
                PartSource::Signed(_) => None,
                PartSource::Encrypted(number) => {
                    Some(model.standard.get(number).ok_or_else(|| Failed::internal(&beacon.name))?)
                }
            };
            pieces.push(Piece { prefix: &part.prefix, hashed_by, text: self.push_text(&text) });
        }
        self.beacons.push(Preimage::Compound(beacon, pieces));
        Ok(())
    }

    fn push(&mut self, value: &AttributeValue) -> Result<Range<usize>, BeaconProblem> {
        let start = self.bytes.len();
        push_bytes(&mut self.bytes, value)?;
        Ok(start..self.bytes.len())
    }

    fn push_text(&mut self, text: &str) -> Range<usize> {
        let start = self.bytes.len();
        self.bytes.extend_from_slice(text.as_bytes());
        start..self.bytes.len()
    }

    /// How many attributes store the beacons.
    pub(crate) fn len(&self) -> usize {
        self.beacons.len()
    }

    /// Hashes for an item of a partition, and gives `item` the attributes that store the beacons.
    pub(crate) fn hash_into(&self, item: &mut Item, hashes: &Hashes, partition: u8) -> Result<(), CryptoError> {
        self.hash_of(Length::Present, item, hashes, partition)
    }

    /// Hashes with one of the lengths that beacons have.
    pub(crate) fn hash_of(
        &self,
        length: Length,
        item: &mut Item,
        hashes: &Hashes,
        partition: u8,
    ) -> Result<(), CryptoError> {
        item.reserve(self.beacons.len());
        stack::wiped(Work::Mac, || {
            let hashing = Hashing { bytes: &self.bytes, hashes, partition, length };
            self.beacons.iter().try_for_each(|preimage| {
                item.insert(preimage.attribute().to_owned(), hashing.beacon(preimage)?);
                Ok(())
            })
        })
    }
}

/// The hashing of one item.
struct Hashing<'a> {
    bytes: &'a [u8],
    hashes: &'a Hashes,
    partition: u8,
    length: Length,
}

impl Hashing<'_> {
    /// Source: `specification/searchable-encryption/beacons.md`, section "value for a non-set standard beacon".
    fn beacon(&self, preimage: &Preimage<'_>) -> Result<AttributeValue, CryptoError> {
        Ok(match preimage {
            Preimage::One(beacon, range) => AttributeValue::S(self.hash(beacon, range)?),
            Preimage::Set(beacon, ranges) => {
                let mut seen = HashSet::with_capacity(ranges.len());
                let mut hashes = Vec::with_capacity(ranges.len());
                for range in ranges {
                    let hash = self.hash(beacon, range)?;
                    if seen.insert(hash.clone()) {
                        hashes.push(hash);
                    }
                }
                AttributeValue::Ss(hashes)
            }
            Preimage::Compound(beacon, pieces) => {
                let mut text = String::new();
                for piece in pieces {
                    if !text.is_empty() {
                        text.push(beacon.split);
                    }
                    text.push_str(piece.prefix);
                    match piece.hashed_by {
                        Some(standard) => text.push_str(&self.hash(standard, &piece.text)?),
                        None => text.push_str(
                            std::str::from_utf8(self.content(&piece.text)?).map_err(|_| CryptoError)?,
                        ),
                    }
                }
                AttributeValue::S(text)
            }
        })
    }

    fn hash(&self, beacon: &StandardBeacon, range: &Range<usize>) -> Result<String, CryptoError> {
        beacon.hash_unwiped(self.hashes, self.content(range)?, self.partition, self.length)
    }

    fn content(&self, range: &Range<usize>) -> Result<&[u8], CryptoError> {
        self.bytes.get(range.clone()).ok_or(CryptoError)
    }
}
