//! Rules of standard beacons.

use super::{Attributes, Broken, Treatment};
use crate::error::SearchRule;
use crate::search::builder::Declared;
use crate::search::model::Source;
use crate::search::{BEACON_PREFIX, Beacon, BeaconRef, Location, PartSource, SearchModel, StandardBeacon};

/// Bits of the longest beacon.
///
/// Source: `specification/searchable-encryption/beacons.md`, section "Beacon Length".
const MOST_BITS: u8 = 63;

/// Checks all standard beacons, and adds them to the model.
///
/// Source: `specification/searchable-encryption/beacons.md`, section "Standard Beacon Initialization".
pub(super) fn resolve(
    model: &mut SearchModel,
    declared: &Declared,
    attributes: &Attributes<'_>,
) -> Result<(), Broken> {
    let mut locations: Vec<Location> = Vec::new();
    for beacon in declared.beacons.iter().flatten() {
        let broken = |rule| Broken::beacon(&beacon.name, rule);
        check_alone(beacon, model.partitions, attributes).map_err(broken)?;
        let text = beacon.location.as_ref().unwrap_or(&beacon.name);
        let location = Location::parse(text).map_err(broken)?;
        let source =
            source(model, beacon, &location, attributes).map_err(|rule| broken(rule).at(location.root()))?;
        let reference = BeaconRef::Standard(model.standard.len());
        if model.by_name.insert(beacon.name.clone(), reference).is_some() {
            return Err(broken(SearchRule::DuplicateName));
        }
        let same = locations.iter().position(|other| *other == location);
        if let Some(other) = same.and_then(|number| model.standard.get(number)) {
            return Err(broken(SearchRule::SameLocation { other: other.name.clone() }));
        }
        locations.push(location);
        model.standard.push(StandardBeacon {
            name: beacon.name.clone(),
            attribute: format!("{BEACON_PREFIX}{}", beacon.name),
            bits: beacon.bits,
            former_bits: beacon.former_bits,
            source,
            as_set: beacon.as_set,
            part_only: beacon.part_only,
            shared_with: beacon.shared_with.clone(),
            key: 0,
            partitions: beacon.partitions.or(declared.default_partitions).unwrap_or(model.partitions),
        });
    }
    number_keys(model)
}

/// Checks what concerns no other beacon.
fn check_alone(beacon: &Beacon, partitions: u8, attributes: &Attributes<'_>) -> Result<(), SearchRule> {
    attributes.check_beacon_name(&beacon.name)?;
    if !(1..=MOST_BITS).contains(&beacon.bits) {
        return Err(SearchRule::Length);
    }
    if let Some(former) = beacon.former_bits {
        // Each partition takes a query for each length.
        let is_other = (1..=MOST_BITS).contains(&former) && former != beacon.bits;
        if !is_other || partitions > u8::MAX / 2 {
            return Err(SearchRule::FormerLength);
        }
    }
    if beacon.partitions.is_some_and(|number| !(1..partitions).contains(&number)) {
        return Err(SearchRule::BeaconPartitions);
    }
    if beacon.part_only && (beacon.as_set || beacon.shared_with.is_some()) {
        return Err(SearchRule::PartOnlyStyle);
    }
    Ok(())
}

/// Where a beacon's value comes from.
fn source(
    model: &SearchModel,
    beacon: &Beacon,
    location: &Location,
    attributes: &Attributes<'_>,
) -> Result<Source, SearchRule> {
    let text = || beacon.location.as_ref().unwrap_or(&beacon.name).clone();
    let is_encrypted = |name: &str| attributes.treatment_of_any(name) == Some(Treatment::Encrypted);
    let field = model.fields.iter().position(|field| field.name == location.root());
    let source = match field {
        Some(number) => {
            let parts = model.fields.get(number).into_iter().flat_map(|field| field.locations());
            if !parts.into_iter().any(|part| is_encrypted(part.root())) {
                return Err(SearchRule::NotEncrypted { location: text() });
            }
            if !location.steps().is_empty() {
                return Err(SearchRule::WithinVirtualField { location: text() });
            }
            if beacon.as_set {
                return Err(SearchRule::SetOfVirtualField);
            }
            Source::Field(number)
        }
        None if is_encrypted(location.root()) => Source::Item(location.clone()),
        None => return Err(SearchRule::NotEncrypted { location: text() }),
    };
    let alone = model.fields.iter().find(|field| field.locations().all(|other| other == location));
    if let Some(field) = alone {
        return Err(SearchRule::OnlyLocationOfField { field: field.name.clone() });
    }
    if attributes.treatment(&beacon.name) == Some(Treatment::Encrypted) && location.root() != beacon.name {
        return Err(SearchRule::Shadow { location: text() });
    }
    Ok(source)
}

/// Numbers the keys. One that is shared has the number of the beacon that it is of.
fn number_keys(model: &mut SearchModel) -> Result<(), Broken> {
    let own = model.standard.iter().filter(|beacon| beacon.shared_with.is_none());
    let names: Vec<String> = own.map(|beacon| beacon.name.clone()).collect();
    for beacon in &mut model.standard {
        let of = beacon.shared_with.as_ref().unwrap_or(&beacon.name);
        // Where that beacon has no key of its own, a rule is broken that is checked when all beacons are known.
        beacon.key = names.iter().position(|name| name == of).unwrap_or(names.len());
    }
    model.key_names = names.into();
    Ok(())
}

/// Checks the beacons that share a key.
pub(super) fn check_shared(model: &SearchModel) -> Result<(), Broken> {
    for beacon in &model.standard {
        let Some(other) = &beacon.shared_with else { continue };
        let broken = |rule| Err(Broken::beacon(&beacon.name, rule));
        let name = other.clone();
        let found = match model.by_name.get(other) {
            Some(BeaconRef::Standard(number)) => model.standard.get(*number),
            Some(BeaconRef::Compound(_) | BeaconRef::Signed(_)) => {
                return broken(SearchRule::SharedWithCompound { other: name });
            }
            None => None,
        };
        match found {
            None => return broken(SearchRule::SharedWithUnknown { other: name }),
            Some(other) if other.shared_with.is_some() => {
                return broken(SearchRule::SharedChain { other: name });
            }
            Some(other) if (other.bits, other.former_bits) != (beacon.bits, beacon.former_bits) => {
                return broken(SearchRule::SharedLength { other: name });
            }
            Some(_) => {}
        }
    }
    Ok(())
}

/// Checks that each beacon that is only a part is one.
pub(super) fn check_part_only(model: &SearchModel) -> Result<(), Broken> {
    let parts = || model.compounds.iter().flat_map(|compound| &compound.parts);
    for (number, beacon) in model.standard.iter().enumerate() {
        if beacon.part_only && !parts().any(|part| part.source == PartSource::Encrypted(number)) {
            return Err(Broken::beacon(&beacon.name, SearchRule::UnusedPartOnly));
        }
    }
    Ok(())
}
