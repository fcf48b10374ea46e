//! Rules of compound beacons and their parts.

use std::collections::{BTreeSet, HashSet};

use super::{Attributes, Broken, Treatment, is_given_empty};
use crate::error::{SearchPlace, SearchRule};
use crate::search::builder::Declared;
use crate::search::transform::is_separator;
use crate::search::{
    BEACON_PREFIX, BeaconRef, Compound, CompoundBeacon, Constructor, ConstructorPart, EncryptedPart, Location,
    Part, PartSource, SearchModel, SignedPart,
};

/// Names of the compound beacons without an encrypted part: they are stored as attributes of their own names.
pub(crate) fn signed_names(declared: &Declared) -> impl Iterator<Item = &str> {
    let global = declared.encrypted_parts.as_deref().unwrap_or_default();
    let compounds = declared.compounds.iter().flatten();
    compounds.filter(move |compound| !has_encrypted(compound, global)).map(|compound| compound.name.as_str())
}

/// Whether a compound beacon has an encrypted part: one of its own, or one for all that a constructor names.
fn has_encrypted(compound: &Compound, global: &[EncryptedPart]) -> bool {
    let named = |name: &String| global.iter().any(|part| part.name == *name);
    let constructors = compound.constructors.iter().flatten();
    compound.encrypted.as_ref().is_some_and(|parts| !parts.is_empty())
        || constructors.flat_map(|constructor| &constructor.parts).any(|(name, _)| named(name))
}

/// The parts for all compound beacons.
struct Global {
    signed: Vec<Part>,
    encrypted: Vec<Part>,
}

/// Checks all compound beacons.
pub(super) fn resolve(
    model: &SearchModel,
    declared: &Declared,
    attributes: &Attributes<'_>,
) -> Result<Vec<CompoundBeacon>, Broken> {
    let place = |part: &str| SearchPlace::GlobalPart(part.to_owned());
    let signed = signed_parts(declared.signed_parts.as_deref().unwrap_or_default(), attributes, &place)?;
    let encrypted = encrypted_parts(declared.encrypted_parts.as_deref().unwrap_or_default(), model, &place)?;
    check_different(&signed, &encrypted, &place)?;
    let global = Global { signed, encrypted };
    declared
        .compounds
        .iter()
        .flatten()
        .map(|compound| resolve_one(compound, model, attributes, &global))
        .collect()
}

fn resolve_one(
    compound: &Compound,
    model: &SearchModel,
    attributes: &Attributes<'_>,
    global: &Global,
) -> Result<CompoundBeacon, Broken> {
    let broken = |rule| Broken::beacon(&compound.name, rule);
    let parts = parts(compound, model, attributes, global)?;
    let is_signed = parts.iter().all(|part| matches!(part.source, PartSource::Signed(_)));
    if is_signed {
        attributes.check_own_name(&compound.name).map_err(broken)?;
    } else {
        attributes.check_beacon_name(&compound.name).map_err(broken)?;
    }
    let split = compound.split.chars().next().filter(|_| is_separator(&compound.split));
    let split = split.ok_or_else(|| broken(SearchRule::Split))?;
    check_prefixes(compound, &parts, split)?;
    let constructors = constructors(compound, &parts)?;
    let attribute = if is_signed { compound.name.clone() } else { format!("{BEACON_PREFIX}{}", compound.name) };
    Ok(CompoundBeacon { name: compound.name.clone(), attribute, split, parts, constructors })
}

/// The beacon's parts: signed ones first, its own before those for all that its constructors name.
fn parts(
    compound: &Compound,
    model: &SearchModel,
    attributes: &Attributes<'_>,
    global: &Global,
) -> Result<Vec<Part>, Broken> {
    let broken = |rule| Err(Broken::beacon(&compound.name, rule));
    for (what, is_empty) in [
        ("encrypted parts", is_given_empty(&compound.encrypted)),
        ("signed parts", is_given_empty(&compound.signed)),
        ("constructors", is_given_empty(&compound.constructors)),
    ] {
        if is_empty {
            return broken(SearchRule::EmptyList { what });
        }
    }
    let place = |part: &str| SearchPlace::Part { beacon: compound.name.clone(), part: part.to_owned() };
    let mut signed = signed_parts(compound.signed.as_deref().unwrap_or_default(), attributes, &place)?;
    let mut encrypted = encrypted_parts(compound.encrypted.as_deref().unwrap_or_default(), model, &place)?;
    for own in [&signed, &encrypted] {
        check_different(&global.signed, own, &place)?;
        check_different(&global.encrypted, own, &place)?;
    }
    if compound.constructors.is_none() && signed.is_empty() && encrypted.is_empty() {
        return broken(SearchRule::NoParts);
    }
    for constructor in compound.constructors.iter().flatten() {
        for (list, of_all) in [(&mut signed, &global.signed), (&mut encrypted, &global.encrypted)] {
            add_named(list, of_all, constructor, &place)?;
        }
    }
    signed.append(&mut encrypted);
    Ok(signed)
}

/// Adds the parts for all compound beacons that a constructor names.
fn add_named(
    list: &mut Vec<Part>,
    of_all: &[Part],
    constructor: &Constructor,
    place: &dyn Fn(&str) -> SearchPlace,
) -> Result<(), Broken> {
    for (name, _) in &constructor.parts {
        let Some(part) = of_all.iter().find(|part| part.name == *name) else { continue };
        if list.iter().any(|other| other.name == *name) {
            return Err(Broken::new(place(name), SearchRule::GlobalPartTwice));
        }
        let Part { name, prefix, source } = part;
        list.push(Part { name: name.clone(), prefix: prefix.clone(), source: source.clone() });
    }
    Ok(())
}

/// Checks a list of signed parts by itself.
fn signed_parts(
    declared: &[SignedPart],
    attributes: &Attributes<'_>,
    place: &dyn Fn(&str) -> SearchPlace,
) -> Result<Vec<Part>, Broken> {
    let mut parts = Vec::with_capacity(declared.len());
    for SignedPart { name, prefix, location } in declared {
        let broken = |rule| Broken::new(place(name), rule);
        // Without a location the name is that of an attribute, and no path.
        let parsed = location.as_deref().map_or_else(|| Ok(Location::of_attribute(name)), Location::parse);
        let parsed = parsed.map_err(broken)?;
        if attributes.treatment_of_any(parsed.root()) != Some(Treatment::Signed) {
            let location = location.as_ref().unwrap_or(name).clone();
            return Err(broken(SearchRule::SignedPart { location }).at(parsed.root()));
        }
        let source = PartSource::Signed(parsed);
        add(&mut parts, Part { name: name.clone(), prefix: prefix.clone(), source }, place)?;
    }
    Ok(parts)
}

/// Checks a list of encrypted parts by itself.
///
/// Source: `specification/searchable-encryption/beacons.md`, sections "Compound Beacon" and "Encrypted Part
/// Initialization".
fn encrypted_parts(
    declared: &[EncryptedPart],
    model: &SearchModel,
    place: &dyn Fn(&str) -> SearchPlace,
) -> Result<Vec<Part>, Broken> {
    let mut parts = Vec::with_capacity(declared.len());
    for EncryptedPart { name, prefix } in declared {
        let broken = |rule| Broken::new(place(name), rule);
        let Some(BeaconRef::Standard(number)) = model.beacon(name) else {
            return Err(broken(SearchRule::PartWithoutBeacon));
        };
        if model.standard.get(number).is_some_and(|beacon| beacon.as_set) {
            return Err(broken(SearchRule::SetPart));
        }
        let source = PartSource::Encrypted(number);
        add(&mut parts, Part { name: name.clone(), prefix: prefix.clone(), source }, place)?;
    }
    Ok(parts)
}

fn add(parts: &mut Vec<Part>, part: Part, place: &dyn Fn(&str) -> SearchPlace) -> Result<(), Broken> {
    if part.prefix.is_empty() {
        return Err(Broken::new(place(&part.name), SearchRule::EmptyPrefix));
    }
    check_different(parts, std::slice::from_ref(&part), place)?;
    parts.push(part);
    Ok(())
}

/// Checks that no part of the second list has the name or the prefix of one of the first.
fn check_different(parts: &[Part], others: &[Part], place: &dyn Fn(&str) -> SearchPlace) -> Result<(), Broken> {
    for part in others {
        if parts.iter().any(|other| other.name == part.name) {
            return Err(Broken::new(place(&part.name), SearchRule::DuplicatePart));
        }
        if parts.iter().any(|other| other.prefix == part.prefix) {
            return Err(Broken::new(place(&part.name), SearchRule::DuplicatePrefix));
        }
    }
    Ok(())
}

/// Checks that every part of a beacon's text can be told by its prefix.
fn check_prefixes(compound: &Compound, parts: &[Part], split: char) -> Result<(), Broken> {
    for (number, part) in parts.iter().enumerate() {
        let place = SearchPlace::Part { beacon: compound.name.clone(), part: part.name.clone() };
        if part.prefix.contains(split) {
            return Err(Broken::new(place, SearchRule::PrefixHoldsSplit));
        }
        let overlaps =
            |other: &&Part| part.prefix.starts_with(&other.prefix) || other.prefix.starts_with(&part.prefix);
        if let Some(other) = parts.iter().take(number).find(overlaps) {
            return Err(Broken::new(place, SearchRule::PrefixOfPrefix { other: other.name.clone() }));
        }
    }
    Ok(())
}

/// The ways to make the beacon.
///
/// Source: `specification/searchable-encryption/beacons.md`, section "Default Construction".
fn constructors(compound: &Compound, parts: &[Part]) -> Result<Vec<Vec<ConstructorPart>>, Broken> {
    let Some(declared) = &compound.constructors else {
        return Ok(vec![(0..parts.len()).map(|part| ConstructorPart { part, required: true }).collect()]);
    };
    let mut required = HashSet::new();
    let mut resolved = Vec::with_capacity(declared.len());
    for constructor in declared {
        let constructor = constructor_parts(compound, constructor, parts)?;
        let needed: BTreeSet<_> =
            constructor.iter().filter(|part| part.required).map(|part| part.part).collect();
        let broken = |rule| Err(Broken::beacon(&compound.name, rule));
        if needed.is_empty() {
            return broken(SearchRule::NothingRequired);
        }
        if !required.insert(needed) {
            return broken(SearchRule::SameConstructors);
        }
        resolved.push(constructor);
    }
    Ok(resolved)
}

/// Source: `specification/searchable-encryption/beacons.md`, sections "Constructor Initialization" and "Constructor
/// Part Initialization".
fn constructor_parts(
    compound: &Compound,
    constructor: &Constructor,
    parts: &[Part],
) -> Result<Vec<ConstructorPart>, Broken> {
    if constructor.parts.is_empty() {
        return Err(Broken::beacon(&compound.name, SearchRule::EmptyConstructor));
    }
    let mut resolved: Vec<ConstructorPart> = Vec::with_capacity(constructor.parts.len());
    for (name, required) in &constructor.parts {
        let place = SearchPlace::Part { beacon: compound.name.clone(), part: name.clone() };
        let mut named = parts.iter().enumerate().filter(|(_, part)| part.name == *name);
        let rule = match (named.next(), named.next()) {
            (None, _) => SearchRule::UnknownPart,
            (Some(_), Some(_)) => SearchRule::AmbiguousPart,
            (Some((part, _)), None) if resolved.iter().any(|other| other.part == part) => {
                SearchRule::RepeatedPart
            }
            (Some((part, _)), None) => {
                resolved.push(ConstructorPart { part, required: *required });
                continue;
            }
        };
        return Err(Broken::new(place, rule));
    }
    Ok(resolved)
}
