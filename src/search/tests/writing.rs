//! What is written of an item, and what is not.

use std::collections::{HashMap, HashSet};

use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue;

use super::{Table, search, text};
use crate::error::BeaconProblem;
use crate::key_store::BeaconKey;
use crate::search::{
    Beacon, Compound, Constructor, Failed, PartitionRequest, SearchBuilder, SearchModel, Selected, SignedPart,
    Transform, VirtualField,
};
use crate::value::Item;

fn number(text: &str) -> AttributeValue {
    AttributeValue::N(text.to_owned())
}

fn model(declared: SearchBuilder) -> SearchModel {
    let mut table = Table::encrypting(&["name", "tags", "list"]);
    table.signed = ["id", "state"].map(str::to_owned).into();
    table.resolve(declared).unwrap()
}

fn item<const N: usize>(attributes: [(&str, AttributeValue); N]) -> Item {
    attributes.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

fn beacons(model: &SearchModel, item: &Item, partition: u8) -> Result<Item, Failed> {
    let hashes = model.hashes(&BeaconKey::new(&[7; 32])).unwrap();
    let mut beacons = Item::new();
    model.preimages(item)?.hash_into(&mut beacons, &hashes, partition).unwrap();
    Ok(beacons)
}

fn problem(declared: SearchBuilder, item: &Item) -> BeaconProblem {
    beacons(&model(declared), item, 0).unwrap_err().problem
}

fn initials() -> VirtualField {
    VirtualField::new("initials").transformed("name", [Transform::Prefix(2)]).part("state")
}

#[test]
fn what_is_missing_has_no_beacon() {
    let model = model(
        search()
            .beacon(Beacon::new("name", 8))
            .beacon(Beacon::new("member", 8).at("list[1]"))
            .beacon(Beacon::new("tags", 8).as_set())
            .beacon(Beacon::new("initials", 8))
            .virtual_field(initials())
            .compound(Compound::new("both", '.').signed("state", "S-").encrypted("name", "N-")),
    );
    assert_eq!(beacons(&model, &Item::new(), 0), Ok(Item::new()));
    let one = item([("list", AttributeValue::L(vec![number("1")])), ("state", text("NY"))]);
    assert_eq!(beacons(&model, &one, 0), Ok(Item::new()));
    let all = item([
        ("name", text("")),
        ("state", text("")),
        ("list", AttributeValue::L(vec![number("1"), number("2")])),
    ]);
    let mut names: Vec<_> = beacons(&model, &all, 0).unwrap().into_keys().collect();
    names.sort();
    assert_eq!(names, ["aws_dbe_b_both", "aws_dbe_b_initials", "aws_dbe_b_member", "aws_dbe_b_name"]);
}

#[test]
fn a_set_has_a_beacon_for_each_member_and_equal_ones_once() {
    let model = model(search().beacon(Beacon::new("tags", 1).as_set()));
    let members: Vec<_> = (0..20).map(|n| n.to_string()).collect();
    let texts = beacons(&model, &item([("tags", AttributeValue::Ss(members.clone()))]), 0).unwrap();
    let numbers = beacons(&model, &item([("tags", AttributeValue::Ns(members.clone()))]), 0).unwrap();
    let blobs = members.iter().map(|text| Blob::new(text.as_bytes())).collect();
    assert_eq!(texts, numbers);
    assert_eq!(texts, beacons(&model, &item([("tags", AttributeValue::Bs(blobs))]), 0).unwrap());
    let AttributeValue::Ss(hashes) = &texts["aws_dbe_b_tags"] else { panic!("{texts:?}") };
    assert_eq!(hashes.len(), 2);
}

#[test]
fn what_cannot_be_searched_for_as_declared_is_refused() {
    let set = || search().beacon(Beacon::new("tags", 8).as_set());
    for value in [text("x"), number("1"), AttributeValue::Null(true), AttributeValue::L(vec![])] {
        assert_eq!(problem(set(), &item([("tags", value)])), BeaconProblem::NotASet);
    }
    let field = || search().beacon(Beacon::new("initials", 8)).virtual_field(initials());
    let compound =
        || search().beacon(Beacon::new("name", 8)).compound(Compound::new("c", '.').encrypted("name", "N-"));
    for value in [
        AttributeValue::B(Blob::new([1])),
        AttributeValue::Ss(vec!["x".to_owned()]),
        AttributeValue::L(vec![]),
        AttributeValue::M(HashMap::new()),
    ] {
        for declared in [field(), compound()] {
            let item = item([("name", value.clone()), ("state", text("x"))]);
            assert_eq!(problem(declared, &item), BeaconProblem::NotText, "{value:?}");
        }
    }
    let halved = item([("name", text("x𝟁")), ("state", text("x"))]);
    assert_eq!(problem(field(), &halved), BeaconProblem::HalfCharacter);
    let split = item([("name", text("a.b"))]);
    assert_eq!(problem(compound(), &split), BeaconProblem::HoldsSplit { part: "name".to_owned() });
}

#[test]
fn halves_of_characters_may_meet_or_be_cut_off() {
    let halves = VirtualField::new("halves")
        .transformed("name", [Transform::Prefix(1)])
        .transformed("list[0]", [Transform::Suffix(1)])
        .transformed("name", [Transform::Prefix(1), Transform::Prefix(0)]);
    let model = model(search().beacon(Beacon::new("halves", 8)).virtual_field(halves));
    let list = AttributeValue::L(vec![text("𝟁")]);
    let text = model.field_text(0, &item([("name", text("𝟁x")), ("list", list)]));
    assert_eq!(text.unwrap().as_deref(), Some("𝟁"));
}

#[test]
fn the_first_constructor_that_fits_makes_the_beacon() {
    let model = model(search().beacon(Beacon::new("name", 8)).compound(
        Compound::new("c", '.').signed("state", "S-").signed("id", "I-").encrypted("name", "N-").constructors(
            [
                Constructor::new().required("state").required("name"),
                Constructor::new().required("state").optional("id"),
                Constructor::new().required("id"),
            ],
        ),
    ));
    let text_of = |item: &Item| model.compound_text(&model.compounds()[0], item).unwrap();
    let (state, id, name) = (("state", text("NY")), ("id", number("007.0")), ("name", text("Al")));
    assert_eq!(text_of(&item([state.clone(), id.clone(), name.clone()])).as_deref(), Some("S-NY.N-Al"));
    assert_eq!(text_of(&item([state.clone()])).as_deref(), Some("S-NY"));
    assert_eq!(text_of(&item([name.clone()])), None);
    // A value that the chosen constructor does not come to may have the split character.
    assert_eq!(text_of(&item([state, name, ("id", number("007.0"))])).as_deref(), Some("S-NY.N-Al"));
    assert!(model.compound_text(&model.compounds()[0], &item([id])).is_err());
}

#[test]
fn a_signed_beacon_that_is_given_must_be_the_one_that_is_made() {
    let signed = |name: &str| Compound::new(name, '-').signed_parts([SignedPart::new("s", "S_").at("state")]);
    let model = model(search().beacon(Beacon::new("name", 8)).compound(signed("one")).compound(signed("two")));
    let add = |mut item: Item| model.add_signed(&mut item).map(|()| item);
    let state = ("state", text("NY"));
    let both = add(item([state.clone()])).unwrap();
    assert_eq!((&both["one"], &both["two"]), (&text("S_NY"), &text("S_NY")));
    assert_eq!(add(both.clone()), Ok(both));
    for other in [text("S_CA"), number("1")] {
        let failed = add(item([state.clone(), ("two", other)])).unwrap_err();
        assert_eq!(failed, Failed::new("two", Some("two"), BeaconProblem::OtherValue));
    }
    let alone = item([("one", text("anything"))]);
    assert_eq!(add(alone.clone()), Ok(alone));
}

#[test]
fn a_beacon_is_in_the_partition_of_its_item_by_its_own_number() {
    let declared = search()
        .beacon(Beacon::new("name", 40).partitions(2))
        .beacon(Beacon::new("list", 40))
        .beacon(Beacon::new("tags", 40).partitions(1))
        .partitions(5)
        .default_partitions(3);
    let model = model(declared);
    let item = item([("name", text("x")), ("list", text("x")), ("tags", text("x"))]);
    let all: Vec<_> = (0..5).map(|partition| beacons(&model, &item, partition).unwrap()).collect();
    let different =
        |name: &str| all.iter().map(|item| item[name].as_s().unwrap()).collect::<HashSet<_>>().len();
    assert_eq!(
        (different("aws_dbe_b_name"), different("aws_dbe_b_list"), different("aws_dbe_b_tags")),
        (2, 3, 1)
    );
    for (partition, item) in all.iter().enumerate() {
        assert_eq!(item["aws_dbe_b_name"], all[partition % 2]["aws_dbe_b_name"]);
        assert_eq!(item["aws_dbe_b_list"], all[partition % 3]["aws_dbe_b_list"]);
    }
}

#[test]
fn a_selector_is_asked_only_where_there_is_something_to_choose() {
    let selector = |request: &PartitionRequest<'_>| {
        assert_eq!((request.table, request.partitions), ("Customers", 4));
        request.item.len().try_into().unwrap()
    };
    let declared = || search().beacon(Beacon::new("name", 8)).partition_selector(selector);
    let (one, several) = (model(declared()), model(declared().partitions(4)));
    let item = item([("a", text("x")), ("b", text("x")), ("c", text("x"))]);
    assert_eq!(one.select(&item), Ok(Selected::Partition(0)));
    assert_eq!(several.select(&item), Ok(Selected::Partition(3)));
    let mut larger = item;
    larger.insert("d".to_owned(), text("x"));
    assert!(several.select(&larger).is_err());
}

#[test]
fn an_item_keeps_its_partition_and_all_partitions_are_used_alike() {
    let declared = || search().beacon(Beacon::new("name", 8));
    assert_eq!(model(declared()).select(&Item::new()), Ok(Selected::Partition(0)));
    for partitions in [2, 3, 7, 254] {
        let model = model(declared().partitions(partitions));
        assert_eq!(model.select(&Item::new()), Ok(Selected::ByKey));
        let hashes = |byte| model.hashes(&BeaconKey::new(&[byte; 32])).unwrap();
        let (hashes, other) = (hashes(7), hashes(8));
        let partition = |hashes, id: &AttributeValue| {
            let preimage = model.key_preimage([("id", id), ("sort", &text("x"))].into_iter()).unwrap();
            model.stable_partition(hashes, &preimage).unwrap()
        };
        let count = 200 * u32::from(partitions);
        let mut items = vec![0_u32; usize::from(partitions)];
        let mut moved = 0;
        for n in 0..count {
            let chosen = partition(&hashes, &number(&n.to_string()));
            assert_eq!(chosen, partition(&hashes, &number(&format!("{n}.0"))));
            moved += u32::from(chosen != partition(&other, &number(&n.to_string())));
            items[usize::from(chosen)] += 1;
        }
        // Far beyond six times the standard deviation of 14.
        assert!(items.iter().all(|count| (100..300).contains(count)), "{items:?}");
        assert!(moved * 4 > count, "{moved} of {count}");
    }
}

#[test]
fn what_is_derived_is_kept_beside_the_key_while_a_table_needs_it() {
    let key = BeaconKey::new(&[7; 32]);
    let kept = |model: &SearchModel| std::sync::Arc::as_ptr(&model.hashes(&key).unwrap().0);
    let (one, two) =
        (model(search().beacon(Beacon::new("name", 8))), model(search().beacon(Beacon::new("tags", 8))));
    let first = kept(&one);
    assert_ne!(first, kept(&two));
    assert_eq!(first, kept(&one));
}
