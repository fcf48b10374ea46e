//! Values of beacons in requests, to be hashed once the key is there.

use aws_sdk_dynamodb::types::AttributeValue;

use super::Failure;
use super::partitions::common_multiple;
use crate::search::{Hashes, Length, SearchModel};

/// A value that is sent in place of one of the request.
#[derive(Clone, PartialEq)]
pub(crate) enum BeaconValue {
    /// The hash of some bytes by a standard beacon.
    Hash { beacon: usize, bytes: Vec<u8> },
    /// The hashes of a set's members.
    Members { beacon: usize, members: Vec<Vec<u8>> },
    /// The text of a compound beacon.
    Text { pieces: Vec<Piece>, split: char },
}

/// A part of a compound beacon's text.
#[derive(Clone, PartialEq)]
pub(crate) enum Piece {
    /// It is sent as it is.
    Open(String),
    /// What stands behind the prefix is hashed by a standard beacon.
    Hash { prefix: String, beacon: usize, text: String },
}

impl BeaconValue {
    /// The value in items of a partition, with one of the lengths that beacons have. It leaves keys on the stack, which the caller overwrites.
    pub(super) fn hashed_unwiped(
        &self,
        model: &SearchModel,
        hashes: Option<&Hashes>,
        partition: u8,
        length: Length,
    ) -> Result<AttributeValue, Failure> {
        let hash = |beacon: usize, bytes: &[u8]| {
            let beacon = model.standard().get(beacon).ok_or(Failure::Internal("a beacon is not there"))?;
            let hashes = hashes.ok_or(Failure::Internal("there is no beacon key"))?;
            Ok::<_, Failure>(beacon.hash_unwiped(hashes, bytes, partition, length)?)
        };
        match self {
            BeaconValue::Hash { beacon, bytes } => hash(*beacon, bytes).map(AttributeValue::S),
            BeaconValue::Members { beacon, members } => {
                let mut hashed: Vec<String> = Vec::with_capacity(members.len());
                for member in members {
                    let member = hash(*beacon, member)?;
                    // A set has each of its members once.
                    if !hashed.contains(&member) {
                        hashed.push(member);
                    }
                }
                Ok(AttributeValue::Ss(hashed))
            }
            BeaconValue::Text { pieces, split } => {
                let mut text = String::new();
                for (number, piece) in pieces.iter().enumerate() {
                    if number > 0 {
                        text.push(*split);
                    }
                    match piece {
                        Piece::Open(piece) => text.push_str(piece),
                        Piece::Hash { prefix, beacon, text: hashed } => {
                            text.push_str(prefix);
                            text.push_str(&hash(*beacon, hashed.as_bytes())?);
                        }
                    }
                }
                Ok(AttributeValue::S(text))
            }
        }
    }

    /// The number of partitions after which the values repeat.
    pub(super) fn period(&self, model: &SearchModel) -> u8 {
        let partitions = |beacon: &usize| model.standard().get(*beacon).map(|beacon| beacon.partitions());
        match self {
            BeaconValue::Hash { beacon, .. } | BeaconValue::Members { beacon, .. } => {
                partitions(beacon).unwrap_or(1)
            }
            BeaconValue::Text { pieces, .. } => {
                let hashed = pieces.iter().filter_map(|piece| match piece {
                    Piece::Open(_) => None,
                    Piece::Hash { beacon, .. } => partitions(beacon),
                });
                common_multiple(hashed, model.partitions())
            }
        }
    }

    /// Whether it has another value in items whose beacons have a former length.
    pub(super) fn has_former_length(&self, model: &SearchModel) -> bool {
        let has =
            |beacon: &usize| model.standard().get(*beacon).is_some_and(|beacon| beacon.has_former_length());
        match self {
            BeaconValue::Hash { beacon, .. } | BeaconValue::Members { beacon, .. } => has(beacon),
            BeaconValue::Text { pieces, .. } => pieces.iter().any(|piece| match piece {
                Piece::Open(_) => false,
                Piece::Hash { beacon, .. } => has(beacon),
            }),
        }
    }

    /// Whether anything of it is hashed.
    pub(super) fn is_hashed(&self) -> bool {
        match self {
            BeaconValue::Hash { .. } | BeaconValue::Members { .. } => true,
            BeaconValue::Text { pieces, .. } => pieces.iter().any(|piece| matches!(piece, Piece::Hash { .. })),
        }
    }
}
