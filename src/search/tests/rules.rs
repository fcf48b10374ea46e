//! Each rule is named where it is broken.

use std::collections::HashSet;
use std::mem::discriminant;
use std::time::Duration;

use super::{Table, search};
use crate::error::{SearchPlace, SearchRule};
use crate::key_store::BeaconKey;
use crate::search::{
    Beacon, BeaconKeySource, CachedBeaconKeys, Compound, Constructor, EncryptedPart, InMemoryBeaconKeys,
    Search, SearchBuilder, SignedPart, Transform, Treatment, VirtualField,
};

fn table() -> Table {
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    Table {
        encrypted: names(&["email", "phone", "address", "tags", "kind"]),
        signed: names(&["id", "state", "meta"]),
        unsigned: names(&["note"]),
        others: None,
    }
}

/// A search that keeps all rules, and uses all there is.
fn valid() -> SearchBuilder {
    search()
        .beacon(email())
        .beacon(Beacon::new("city", 9).at("address.city"))
        .beacon(Beacon::new("tags", 16).as_set())
        .beacon(Beacon::new("kind", 20).part_only())
        .beacon(Beacon::new("phone", 20).shared_with("email").partitions(2))
        .beacon(Beacon::new("initial", 5))
        .virtual_field(VirtualField::new("initial").transformed("email", [Transform::Prefix(1)]).part("state"))
        .virtual_field(VirtualField::new("place").part("address.zip"))
        .encrypted_parts([EncryptedPart::new("email", "E-")])
        .signed_parts([SignedPart::new("id", "I-")])
        .compound(by_state())
        .compound(Compound::new("mine", '.').signed("state", "S-"))
        .partitions(5)
        .default_partitions(3)
}

fn email() -> Beacon {
    Beacon::new("email", 20)
}

fn by_state() -> Compound {
    Compound::new("by_state", '.').signed("state", "S-").encrypted("kind", "K-").constructors([
        Constructor::new().required("state").optional("kind").optional("id"),
        Constructor::new().required("email").required("kind"),
    ])
}

fn compound(compound: Compound) -> SearchBuilder {
    valid().compound(compound)
}

/// A compound beacon with a signed and an encrypted part.
fn named(name: &str) -> Compound {
    Compound::new(name, '.').signed("state", "S-").encrypted("city", "C-")
}

fn constructed(constructors: impl IntoIterator<Item = Constructor>) -> SearchBuilder {
    compound(named("c").constructors(constructors))
}

fn field(field: VirtualField) -> SearchBuilder {
    valid().virtual_field(field)
}

/// A beacon where otherwise none is.
fn beacon(name: &str) -> Beacon {
    Beacon::new(name, 20).at("address.street")
}

fn kept(time: Duration) -> SearchBuilder {
    let keys = InMemoryBeaconKeys::new().with("key", BeaconKey::new(&[7; 32]));
    Search::builder(CachedBeaconKeys::new(keys, time).single("key")).beacon(email())
}

fn tenant(attribute: &str) -> SearchBuilder {
    Search::builder(InMemoryBeaconKeys::new().per_tenant(attribute)).beacon(email())
}

const WHOLE: SearchPlace = SearchPlace::Whole;

fn of_beacon(name: &str) -> SearchPlace {
    SearchPlace::Beacon(name.to_owned())
}

fn of_part(name: &str) -> SearchPlace {
    SearchPlace::Part { beacon: "c".to_owned(), part: name.to_owned() }
}

fn of_all(name: &str) -> SearchPlace {
    SearchPlace::GlobalPart(name.to_owned())
}

fn of_field(name: &str) -> SearchPlace {
    SearchPlace::VirtualField(name.to_owned())
}

type Row = (SearchBuilder, SearchPlace, SearchRule);

fn about_the_whole() -> Vec<Row> {
    use SearchRule::*;
    let empty = |what| EmptyList { what };
    vec![
        (search(), WHOLE, StandardBeaconNeeded),
        (search().beacons([]), WHOLE, StandardBeaconNeeded),
        (search().compound(Compound::new("mine", '.').signed("state", "S-")), WHOLE, StandardBeaconNeeded),
        (search().beacon(email()).compounds([]), WHOLE, empty("compound beacons")),
        (search().beacon(email()).virtual_fields([]), WHOLE, empty("virtual fields")),
        (search().beacon(email()).encrypted_parts([]), WHOLE, empty("encrypted parts")),
        (search().beacon(email()).signed_parts([]), WHOLE, empty("signed parts")),
        (kept(Duration::ZERO), WHOLE, TimeToLive),
        (kept(Duration::from_millis(999)), WHOLE, TimeToLive),
        (Search::builder(InMemoryBeaconKeys::new().single("")).beacon(email()), WHOLE, NameLength),
        (tenant(""), WHOLE, NameLength),
        (tenant("email"), WHOLE, TenantName),
        (tenant("phone"), WHOLE, EncryptedTenant),
        (tenant("place").virtual_field(VirtualField::new("place").part("phone")), WHOLE, TenantName),
        (tenant("mine").compound(Compound::new("mine", '.').signed("state", "S-")), WHOLE, TenantName),
        (valid().partitions(0), WHOLE, MaximumPartitions),
        (valid().partitions(255), WHOLE, MaximumPartitions),
        (valid().default_partitions(0), WHOLE, DefaultPartitions),
        (valid().default_partitions(5), WHOLE, DefaultPartitions),
        (search().beacon(email()).default_partitions(1), WHOLE, DefaultPartitions),
    ]
}

fn about_standard_beacons() -> Vec<Row> {
    use SearchRule::*;
    let row = |beacon: Beacon, rule| {
        let place = of_beacon(&beacon.name);
        (valid().beacon(beacon), place, rule)
    };
    let at = |location: &str| beacon("b").at(location);
    let location = |text: &str| text.to_owned();
    let long = "x".repeat(65_526);
    vec![
        row(Beacon::new("b", 0).at("address.street"), Length),
        row(Beacon::new("b", 64).at("address.street"), Length),
        row(beacon(""), NameLength),
        row(beacon(&long), NameLength),
        row(beacon("aws_dbe_x"), ReservedName),
        row(beacon("note"), UnencryptedAttributeName),
        row(beacon("id"), UnencryptedAttributeName),
        row(beacon(":x"), UnsignedName),
        row(beacon("email"), Shadow { location: location("address.street") }),
        row(beacon("city"), DuplicateName),
        row(at(""), Location { location: location("") }),
        row(at("address["), Location { location: location("address[") }),
        row(at("address.lines[10]"), AmbiguousIndex { location: location("address.lines[10]") }),
        row(at("state"), NotEncrypted { location: location("state") }),
        row(at("note"), NotEncrypted { location: location("note") }),
        row(at("nothing"), NotEncrypted { location: location("nothing") }),
        row(at("address.city"), SameLocation { other: "city".to_owned() }),
        row(at("initial"), SameLocation { other: "initial".to_owned() }),
        row(at("address.zip"), OnlyLocationOfField { field: "place".to_owned() }),
        row(at("place.more"), WithinVirtualField { location: location("place.more") }),
        row(at("place").as_set(), SetOfVirtualField),
        row(beacon("b").partitions(0), BeaconPartitions),
        row(beacon("b").partitions(5), BeaconPartitions),
        (search().beacon(email().partitions(1)), of_beacon("email"), BeaconPartitions),
        row(beacon("b").part_only().as_set(), PartOnlyStyle),
        row(beacon("b").part_only().shared_with("email"), PartOnlyStyle),
        row(beacon("b").part_only(), UnusedPartOnly),
        row(beacon("b").shared_with("x"), SharedWithUnknown { other: "x".to_owned() }),
        row(beacon("b").shared_with("by_state"), SharedWithCompound { other: "by_state".to_owned() }),
        row(beacon("b").shared_with("mine"), SharedWithCompound { other: "mine".to_owned() }),
        row(beacon("b").shared_with("phone"), SharedChain { other: "phone".to_owned() }),
        row(beacon("b").shared_with("b"), SharedChain { other: "b".to_owned() }),
        row(beacon("b").shared_with("city"), SharedLength { other: "city".to_owned() }),
    ]
}

fn about_virtual_fields() -> Vec<Row> {
    use SearchRule::*;
    let row = |declared: VirtualField, rule| {
        let place = of_field(&declared.name);
        (field(declared), place, rule)
    };
    let part = |name: &str| VirtualField::new(name).part("address.x");
    let transformed = |transform| VirtualField::new("f").transformed("address.x", [transform]);
    let unsigned = |location: &str| UnsignedLocation { location: location.to_owned() };
    let split = || "--".to_owned();
    vec![
        row(part(""), NameLength),
        row(part("aws_dbe_x"), ReservedName),
        row(part(":x"), UnsignedName),
        row(part("email"), AttributeName),
        row(part("state"), AttributeName),
        row(part("note"), AttributeName),
        row(part("place"), DuplicateName),
        row(VirtualField::new("f"), EmptyList { what: "parts" }),
        row(VirtualField::new("f").transformed("email", []), EmptyList { what: "transforms" }),
        row(VirtualField::new("f").part("a..b"), Location { location: "a..b".to_owned() }),
        row(
            VirtualField::new("f").part("address.lines[12]"),
            AmbiguousIndex { location: "address.lines[12]".to_owned() },
        ),
        row(VirtualField::new("f").part("note"), unsigned("note")),
        row(VirtualField::new("f").part("email").part("nothing.x"), unsigned("nothing.x")),
        row(VirtualField::new("f").part("place"), unsigned("place")),
        row(VirtualField::new("f").part("state").part("email"), SameLocations { other: "initial".to_owned() }),
        row(
            VirtualField::new("f").part("address.zip").part("address.zip"),
            SameLocations { other: "place".to_owned() },
        ),
        row(transformed(Transform::Segment { split: split(), index: 0 }), Split),
        row(transformed(Transform::Segments { split: split(), low: 0, high: 1 }), Split),
        row(transformed(Transform::Segment { split: String::new(), index: 0 }), Split),
        row(transformed(Transform::Segment { split: "𝟁".to_owned(), index: 0 }), Split),
        (
            valid()
                .virtual_field(VirtualField::new("f").part("state").part("meta"))
                .beacon(Beacon::new("f", 5)),
            of_beacon("f"),
            NotEncrypted { location: "f".to_owned() },
        ),
    ]
}

fn about_compound_beacons() -> Vec<Row> {
    use SearchRule::*;
    let row = |declared: Compound, rule| {
        let place = of_beacon(&declared.name);
        (compound(declared), place, rule)
    };
    let open = |name: &str| Compound::new(name, '.').signed("state", "S-");
    let empty = |what| EmptyList { what };
    let required = |name: &str| Constructor::new().required(name);
    vec![
        row(named(""), NameLength),
        row(named("aws_dbe_x"), ReservedName),
        row(named(":x"), UnsignedName),
        row(named("state"), UnencryptedAttributeName),
        row(named("note"), UnencryptedAttributeName),
        row(named("email"), DuplicateName),
        row(named("by_state"), DuplicateName),
        row(named("mine"), DuplicateName),
        row(open("mine"), DuplicateName),
        row(open("address"), AttributeName),
        row(open("state"), AttributeName),
        row(open(":x"), UnsignedName),
        row(Compound { split: String::new(), ..named("c") }, Split),
        row(Compound { split: "..".to_owned(), ..named("c") }, Split),
        row(Compound { split: "𝟁".to_owned(), ..named("c") }, Split),
        row(Compound::new("c", '.'), NoParts),
        (compound(Compound::new("c", '.').encrypted_parts([])), of_beacon("c"), empty("encrypted parts")),
        (compound(Compound::new("c", '.').signed_parts([])), of_beacon("c"), empty("signed parts")),
        row(named("c").constructors([]), empty("constructors")),
        (constructed([Constructor::new()]), of_beacon("c"), EmptyConstructor),
        (constructed([Constructor::new().optional("state")]), of_beacon("c"), NothingRequired),
        (constructed([required("nothing")]), of_part("nothing"), UnknownPart),
        (constructed([required("phone")]), of_part("phone"), UnknownPart),
        (constructed([required("state").optional("state")]), of_part("state"), RepeatedPart),
        (
            constructed([required("email"), required("state").optional("email")]),
            of_part("email"),
            GlobalPartTwice,
        ),
        (constructed([required("id"), required("state").optional("id")]), of_part("id"), GlobalPartTwice),
        (
            constructed([required("state"), required("state").optional("city")]),
            of_beacon("c"),
            SameConstructors,
        ),
        (
            constructed([required("state").required("city"), required("city").required("state")]),
            of_beacon("c"),
            SameConstructors,
        ),
    ]
}

fn about_parts() -> Vec<Row> {
    use SearchRule::{
        AmbiguousIndex, AmbiguousPart, DuplicatePart, DuplicatePrefix, EmptyPrefix, Location,
        PartWithoutBeacon, PrefixHoldsSplit, PrefixOfPrefix, SetPart,
    };
    let with = |signed: SignedPart| compound(named("c").signed_parts([signed]));
    let ambiguous = || {
        compound(
            named("c")
                .signed_parts([SignedPart::new("city", "X-").at("meta")])
                .constructor(Constructor::new().required("city")),
        )
    };
    let signed = |location: &str| SearchRule::SignedPart { location: location.to_owned() };
    let overlap = |other: &str| PrefixOfPrefix { other: other.to_owned() };
    vec![
        (with(SignedPart::new("meta", "")), of_part("meta"), EmptyPrefix),
        (with(SignedPart::new("meta", "M.")), of_part("meta"), PrefixHoldsSplit),
        (with(SignedPart::new("email", "M-").at("nothing")), of_part("email"), signed("nothing")),
        (with(SignedPart::new("phone", "M-")), of_part("phone"), signed("phone")),
        (with(SignedPart::new("note", "M-")), of_part("note"), signed("note")),
        (with(SignedPart::new("place", "M-")), of_part("place"), signed("place")),
        (with(SignedPart::new("m", "M-").at("meta[")), of_part("m"), Location { location: "meta[".to_owned() }),
        (
            with(SignedPart::new("m", "M-").at("meta[21]")),
            of_part("m"),
            AmbiguousIndex { location: "meta[21]".to_owned() },
        ),
        (with(SignedPart::new("state", "M-")), of_part("state"), DuplicatePart),
        (with(SignedPart::new("meta", "S-")), of_part("meta"), DuplicatePrefix),
        (with(SignedPart::new("id", "M-")), of_part("id"), DuplicatePart),
        (with(SignedPart::new("meta", "E-")), of_part("meta"), DuplicatePrefix),
        (with(SignedPart::new("meta", "S")), of_part("meta"), overlap("state")),
        (with(SignedPart::new("meta", "S-x")), of_part("meta"), overlap("state")),
        (with(SignedPart::new("meta", "C-")), of_part("city"), overlap("meta")),
        (compound(named("c").encrypted("nothing", "X-")), of_part("nothing"), PartWithoutBeacon),
        (compound(named("c").encrypted("by_state", "X-")), of_part("by_state"), PartWithoutBeacon),
        (compound(named("c").encrypted("tags", "X-")), of_part("tags"), SetPart),
        (compound(named("c").encrypted("city", "X-")), of_part("city"), DuplicatePart),
        (compound(named("c").encrypted("phone", "C-")), of_part("phone"), DuplicatePrefix),
        (compound(named("c").encrypted("email", "X-")), of_part("email"), DuplicatePart),
        (compound(named("c").encrypted("phone", "I-")), of_part("phone"), DuplicatePrefix),
        (ambiguous(), of_part("city"), AmbiguousPart),
        (valid().encrypted_parts([EncryptedPart::new("email", "X-")]), of_all("email"), DuplicatePart),
        (valid().encrypted_parts([EncryptedPart::new("phone", "E-")]), of_all("phone"), DuplicatePrefix),
        (valid().encrypted_parts([EncryptedPart::new("phone", "I-")]), of_all("phone"), DuplicatePrefix),
        (valid().encrypted_parts([EncryptedPart::new("nothing", "X-")]), of_all("nothing"), PartWithoutBeacon),
        (valid().encrypted_parts([EncryptedPart::new("tags", "X-")]), of_all("tags"), SetPart),
        (valid().signed_parts([SignedPart::new("email", "X-").at("state")]), of_all("email"), DuplicatePart),
        (valid().signed_parts([SignedPart::new("kind", "X-")]), of_all("kind"), signed("kind")),
        (valid().signed_parts([SignedPart::new("meta", "")]), of_all("meta"), EmptyPrefix),
    ]
}

#[test]
fn a_search_that_keeps_the_rules_is_accepted() {
    table().resolve(valid()).unwrap();
    table().resolve(compound(named("address"))).unwrap();
    table().resolve(kept(Duration::from_secs(1))).unwrap();
    table().resolve(valid().partitions(254)).unwrap();
    table().resolve(valid().beacon(beacon("b").at("place"))).unwrap();
    table().resolve(search().beacon(email()).partitions(1)).unwrap();
    // No constructor names either of the two parts.
    table().resolve(compound(named("c").signed_parts([SignedPart::new("city", "X-").at("meta")]))).unwrap();
    for (attribute, is_dropped) in [("tenant", true), ("note", true), ("state", false)] {
        let model = table().resolve(tenant(attribute)).unwrap();
        assert_eq!(model.dropped_tenant(), Some(attribute).filter(|_| is_dropped));
    }
}

#[test]
fn what_holds_for_all_attributes_holds_for_those_without_a_name_of_their_own() {
    let on_other = || valid().beacon(beacon("b").at("other.x"));
    let of_other = || compound(named("c").signed("other", "O-"));
    for (others, is_encrypted) in
        [(None, None), (Some(Treatment::Encrypted), Some(true)), (Some(Treatment::Signed), Some(false))]
    {
        let table = Table { others, ..table() };
        assert_eq!(table.resolve(on_other()).is_ok(), is_encrypted == Some(true), "{others:?}");
        assert_eq!(table.resolve(of_other()).is_ok(), is_encrypted == Some(false), "{others:?}");
        assert_eq!(table.resolve(field(VirtualField::new("f").part("other"))).is_ok(), is_encrypted.is_some());
        assert_eq!(table.resolve(tenant("other")).is_ok(), is_encrypted != Some(true), "{others:?}");
    }
}

#[test]
fn what_breaks_a_rule_is_refused_and_named() {
    let rows = [
        about_the_whole(),
        about_standard_beacons(),
        about_virtual_fields(),
        about_compound_beacons(),
        about_parts(),
    ];
    let mut broken = HashSet::new();
    for (n, (declared, place, rule)) in rows.into_iter().flatten().enumerate() {
        let found = table().resolve(declared).err().map(|broken| *broken.problem);
        let found = found.unwrap_or_else(|| panic!("{n}: {place}: {rule}"));
        assert_eq!((&found.place, &found.rule), (&place, &rule), "{n}");
        broken.insert(discriminant(&rule));
    }
    // All but the one that is checked where the table's policies are known.
    assert_eq!(broken.len() + 1, 49);
}
