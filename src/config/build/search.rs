//! Making searches.

use crate::config::entries::search::{
    BeaconEntry, CompoundEntry, ConstructorPartEntry, EncryptedPartEntry, FieldEntry, SearchEntry,
    SignedPartEntry,
};
use crate::search::{
    Beacon, BeaconKeys, Compound, Constructor, EncryptedPart, Search, SignedPart, Transform, VirtualField,
};

/// A table's search, whose beacons have these keys. A list that is empty is given as such, so that it is refused.
pub(super) fn search(entry: &SearchEntry, keys: BeaconKeys) -> Search {
    let mut search = Search::builder(keys);
    if let Some(beacons) = &entry.beacons {
        search = search.beacons(beacons.iter().map(beacon));
    }
    if let Some(compounds) = &entry.compounds {
        search = search.compounds(compounds.iter().map(compound));
    }
    if let Some(fields) = &entry.virtual_fields {
        search = search.virtual_fields(fields.iter().map(field));
    }
    if let Some(parts) = &entry.encrypted_parts {
        search = search.encrypted_parts(parts.iter().map(encrypted));
    }
    if let Some(parts) = &entry.signed_parts {
        search = search.signed_parts(parts.iter().map(signed));
    }
    if let Some(number) = entry.partitions {
        search = search.partitions(number);
    }
    if let Some(number) = entry.default_partitions {
        search = search.default_partitions(number);
    }
    search.build()
}

fn beacon(entry: &BeaconEntry) -> Beacon {
    let BeaconEntry { name, bits, formerly, at, as_set, part_only, shared_with, partitions } = entry;
    let mut beacon = Beacon::new(name, *bits);
    if let Some(bits) = formerly {
        beacon = beacon.formerly(*bits);
    }
    if let Some(location) = at {
        beacon = beacon.at(location);
    }
    if *as_set {
        beacon = beacon.as_set();
    }
    if *part_only {
        beacon = beacon.part_only();
    }
    if let Some(other) = shared_with {
        beacon = beacon.shared_with(other);
    }
    if let Some(number) = partitions {
        beacon = beacon.partitions(*number);
    }
    beacon
}

fn compound(entry: &CompoundEntry) -> Compound {
    let CompoundEntry { name, split, encrypted: encrypted_parts, signed: signed_parts, constructors } = entry;
    let mut compound = Compound::new(name, split);
    if let Some(parts) = encrypted_parts {
        compound = compound.encrypted_parts(parts.iter().map(encrypted));
    }
    if let Some(parts) = signed_parts {
        compound = compound.signed_parts(parts.iter().map(signed));
    }
    if let Some(constructors) = constructors {
        compound = compound.constructors(constructors.iter().map(|parts| constructor(parts)));
    }
    compound
}

fn encrypted(entry: &EncryptedPartEntry) -> EncryptedPart {
    EncryptedPart::new(&entry.name, &entry.prefix)
}

fn signed(entry: &SignedPartEntry) -> SignedPart {
    let part = SignedPart::new(&entry.name, &entry.prefix);
    match &entry.at {
        Some(location) => part.at(location),
        None => part,
    }
}

fn constructor(parts: &[ConstructorPartEntry]) -> Constructor {
    parts.iter().fold(Constructor::new(), |constructor, part| match part {
        ConstructorPartEntry::Required(name) => constructor.required(name),
        ConstructorPartEntry::Optional(name) => constructor.optional(name),
    })
}

fn field(entry: &FieldEntry) -> VirtualField {
    entry.parts.iter().fold(VirtualField::new(&entry.name), |field, part| match &part.transforms {
        None => field.part(&part.at),
        Some(transforms) => field.transformed(&part.at, transforms.iter().map(Transform::from)),
    })
}
