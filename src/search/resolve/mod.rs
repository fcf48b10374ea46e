//! The rules of a search, each checked against the declaration and the table's attributes.
//!
//! Source: `specification/searchable-encryption/`, the initialization sections of `search-config.md`, `beacons.md` and
//! `virtual.md`.

mod compound;
mod field;
mod standard;

use std::collections::HashMap;
use std::time::Duration;

use super::builder::Declared;
use super::keys::KeyChoice;
use super::partition::MOST;
use super::{BEACON_PREFIX, BeaconRef, CompoundBeacon, SearchModel};
use crate::error::{SearchPlace, SearchProblem, SearchRule};
use crate::format::RESERVED_PREFIX;
pub(super) use compound::signed_names;

/// Longest name, in bytes, of the attribute that stores a beacon.
const LONGEST_NAME: usize = 65_535;
/// The shortest time that beacon keys are kept, if they are.
const SHORTEST: Duration = Duration::from_secs(1);

/// A rule that is broken, and by what.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Broken {
    /// The attribute that it is about, where it is about one.
    pub(crate) attribute: Option<String>,
    pub(crate) problem: Box<SearchProblem>,
}

impl Broken {
    pub(crate) fn new(place: SearchPlace, rule: SearchRule) -> Self {
        Broken { attribute: None, problem: Box::new(SearchProblem { place, rule }) }
    }

    fn beacon(name: &str, rule: SearchRule) -> Self {
        Self::new(SearchPlace::Beacon(name.to_owned()), rule)
    }

    fn field(name: &str, rule: SearchRule) -> Self {
        Self::new(SearchPlace::VirtualField(name.to_owned()), rule)
    }

    fn whole(rule: SearchRule) -> Self {
        Self::new(SearchPlace::Whole, rule)
    }

    pub(crate) fn at(mut self, attribute: &str) -> Self {
        self.attribute = Some(attribute.to_owned());
        self
    }
}

/// What happens to an attribute that has an action by its own name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Treatment {
    Encrypted,
    /// Signed, and perhaps part of the encryption context.
    Signed,
    Unsigned,
}

/// What a table does with its attributes, without the signed beacons, which are only about to become attributes.
pub(crate) struct Attributes<'a> {
    pub(crate) treatments: HashMap<&'a str, Treatment>,
    /// What happens to an attribute that has no action by its own name.
    pub(crate) others: &'a dyn Fn(&str) -> Option<Treatment>,
    /// Whether a name is allowed to be unsigned, by itself or by its prefix.
    pub(crate) may_be_unsigned: &'a dyn Fn(&str) -> bool,
}

impl Attributes<'_> {
    fn treatment(&self, name: &str) -> Option<Treatment> {
        self.treatments.get(name).copied()
    }

    /// What happens to an attribute, by its own name or as one of the others.
    fn treatment_of_any(&self, name: &str) -> Option<Treatment> {
        self.treatment(name).or_else(|| (self.others)(name))
    }

    /// The rule that no beacon's or virtual field's name may break.
    fn check_name(&self, name: &str) -> Result<(), SearchRule> {
        if name.is_empty() || name.len() > LONGEST_NAME - BEACON_PREFIX.len() {
            return Err(SearchRule::NameLength);
        }
        if name.starts_with(RESERVED_PREFIX) {
            return Err(SearchRule::ReservedName);
        }
        if (self.may_be_unsigned)(name) { Err(SearchRule::UnsignedName) } else { Ok(()) }
    }

    /// The rule for the name of what is stored behind a prefix, and so may have that of an encrypted attribute.
    fn check_beacon_name(&self, name: &str) -> Result<(), SearchRule> {
        match self.treatment(name) {
            None | Some(Treatment::Encrypted) => self.check_name(name),
            Some(Treatment::Signed | Treatment::Unsigned) => Err(SearchRule::UnencryptedAttributeName),
        }
    }

    /// The rule for a name that no attribute may have.
    fn check_own_name(&self, name: &str) -> Result<(), SearchRule> {
        match self.treatment(name) {
            None => self.check_name(name),
            Some(Treatment::Encrypted | Treatment::Signed | Treatment::Unsigned) => {
                Err(SearchRule::AttributeName)
            }
        }
    }
}

/// Checks all rules.
pub(super) fn resolve(
    declared: &Declared,
    table: &str,
    attributes: &Attributes<'_>,
) -> Result<SearchModel, Broken> {
    check_whole(declared)?;
    let partitions = partitions(declared)?;
    let fields = field::resolve(declared, attributes)?;
    let mut model = SearchModel {
        table: table.to_owned(),
        declared: declared.beacons.clone().unwrap_or_default(),
        keys: declared.keys.clone(),
        key_names: Vec::new().into(),
        standard: Vec::new(),
        compounds: Vec::new(),
        signed: Vec::new(),
        fields,
        partitions,
        selection: declared.selection.clone(),
        by_name: HashMap::new(),
        drops_tenant: false,
    };
    standard::resolve(&mut model, declared, attributes)?;
    for beacon in compound::resolve(&model, declared, attributes)? {
        add_compound(&mut model, beacon)?;
    }
    standard::check_shared(&model)?;
    standard::check_part_only(&model)?;
    model.drops_tenant = check_tenant(&model, attributes)?;
    Ok(model)
}

/// Checks what concerns no beacon.
fn check_whole(declared: &Declared) -> Result<(), Broken> {
    if declared.beacons.as_ref().is_none_or(Vec::is_empty) {
        return Err(Broken::whole(SearchRule::StandardBeaconNeeded));
    }
    for (what, is_empty) in [
        ("compound beacons", is_given_empty(&declared.compounds)),
        ("virtual fields", is_given_empty(&declared.virtual_fields)),
        ("encrypted parts", is_given_empty(&declared.encrypted_parts)),
        ("signed parts", is_given_empty(&declared.signed_parts)),
    ] {
        if is_empty {
            return Err(Broken::whole(SearchRule::EmptyList { what }));
        }
    }
    if declared.keys.time_to_live().is_some_and(|time| time < SHORTEST) {
        return Err(Broken::whole(SearchRule::TimeToLive));
    }
    let (KeyChoice::Single(name) | KeyChoice::PerTenant(name)) = declared.keys.choice();
    if name.is_empty() { Err(Broken::whole(SearchRule::NameLength)) } else { Ok(()) }
}

fn is_given_empty<T>(list: &Option<Vec<T>>) -> bool {
    list.as_ref().is_some_and(Vec::is_empty)
}

/// How many partitions there are.
///
/// Source: `specification/searchable-encryption/search-config.md`, section "Max Partitions".
fn partitions(declared: &Declared) -> Result<u8, Broken> {
    if declared.partitions.is_some_and(|number| !(1..=MOST).contains(&number)) {
        return Err(Broken::whole(SearchRule::MaximumPartitions));
    }
    let partitions = declared.partitions.unwrap_or(1);
    match declared.default_partitions {
        Some(number) if !(1..partitions).contains(&number) => Err(Broken::whole(SearchRule::DefaultPartitions)),
        _ => Ok(partitions),
    }
}

fn add_compound(model: &mut SearchModel, beacon: CompoundBeacon) -> Result<(), Broken> {
    let is_signed = beacon.attribute == beacon.name;
    let list = if is_signed { &mut model.signed } else { &mut model.compounds };
    let number = list.len();
    let reference = if is_signed { BeaconRef::Signed(number) } else { BeaconRef::Compound(number) };
    if model.by_name.insert(beacon.name.clone(), reference).is_some() {
        return Err(Broken::beacon(&beacon.name, SearchRule::DuplicateName));
    }
    list.push(beacon);
    Ok(())
}

/// Checks the attribute that names tenants. Whether it is taken out of items before they are written.
fn check_tenant(model: &SearchModel, attributes: &Attributes<'_>) -> Result<bool, Broken> {
    let KeyChoice::PerTenant(name) = model.keys.choice() else { return Ok(false) };
    let broken = |rule| Err(Broken::whole(rule).at(name));
    if model.by_name.contains_key(name) || model.fields.iter().any(|field| field.name == *name) {
        return broken(SearchRule::TenantName);
    }
    match attributes.treatment_of_any(name) {
        Some(Treatment::Encrypted) => broken(SearchRule::EncryptedTenant),
        Some(Treatment::Signed) => Ok(false),
        Some(Treatment::Unsigned) | None => Ok(true),
    }
}
