//! The published known answers, where `TEST_VECTORS` says where they are.

use std::path::PathBuf;
use std::sync::Arc;

use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue;
use serde_json::Value;

use super::{Table, text};
use crate::crypto::derived_macs::DerivedMacs;
use crate::search::hash::{PURPOSE, digits};
use crate::search::value::push_transformed;
use crate::search::{
    Beacon, Compound, Constructor, EncryptedPart, Hashes, SearchBuilder, SearchModel, SignedPart, Transform,
    VirtualField, push_bytes,
};
use crate::value::Item;

/// The known answers, or another file of the vectors; `None` where `TEST_VECTORS` is not set.
fn file(path: &str) -> Option<Value> {
    let Some(folder) = std::env::var_os("TEST_VECTORS") else {
        println!("{path} was not run: set TEST_VECTORS to the folder of the published vectors");
        return None;
    };
    Some(serde_json::from_str(&std::fs::read_to_string(PathBuf::from(folder).join(path)).unwrap()).unwrap())
}

fn known() -> Option<Value> {
    file("search/known_answers.json")
}

fn bytes(hex: &Value) -> Vec<u8> {
    let hex = hex.as_str().unwrap();
    (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap()).collect()
}

fn string(json: &Value) -> &str {
    json.as_str().unwrap()
}

fn number<T: TryFrom<i64>>(json: &Value) -> T {
    T::try_from(json.as_i64().unwrap()).ok().unwrap()
}

fn list(json: &Value) -> impl Iterator<Item = &Value> {
    json.as_array().into_iter().flatten()
}

fn item(json: &Value) -> Item {
    json.as_object().unwrap().iter().map(|(name, json)| (name.clone(), value(json))).collect()
}

fn value(json: &Value) -> AttributeValue {
    // Records may have a bare text.
    let Value::Object(members) = json else { return text(string(json)) };
    let (kind, json) = members.iter().next().unwrap();
    let texts = || list(json).map(|text| string(text).to_owned()).collect();
    match kind.as_str() {
        "S" => text(string(json)),
        "N" => AttributeValue::N(string(json).to_owned()),
        "B" => AttributeValue::B(Blob::new(aws_smithy_types::base64::decode(string(json)).unwrap())),
        "BOOL" => AttributeValue::Bool(json.as_bool().unwrap()),
        "NULL" => AttributeValue::Null(true),
        "SS" => AttributeValue::Ss(texts()),
        "L" => AttributeValue::L(list(json).map(value).collect()),
        "M" => AttributeValue::M(item(json)),
        kind => panic!("{kind}"),
    }
}

/// The hashes of a model's beacons under a beacon key of any length.
fn hashes(model: &SearchModel, beacon_key: &Value) -> Hashes {
    Hashes(Arc::new(Hashes::derive(&bytes(beacon_key), &model.key_names).unwrap()))
}

/// What is stored of an item besides its own attributes.
fn stored(model: &SearchModel, beacon_key: &Value, mut item: Item, partition: u8) -> Item {
    let preimages = model.preimages(&item).unwrap();
    let given = item.clone();
    model.add_signed(&mut item).unwrap();
    item.retain(|name, _| !given.contains_key(name));
    preimages.hash_into(&mut item, &hashes(model, beacon_key), partition).unwrap();
    item
}

fn search() -> SearchBuilder {
    super::search()
}

#[test]
fn a_beacon_is_the_end_of_the_start_of_an_hmac() {
    let Some(known) = known() else { return };
    let group = &known["hmac_first_8_bytes"];
    let macs = DerivedMacs::with_keys(&[&bytes(&group["key"])]);
    for case in list(&group["cases"]) {
        let hash = macs.start_unwiped(0, &bytes(&case["data"]), None).unwrap();
        assert_eq!(format!("{hash:016x}"), string(&case["first8"]));
    }
    let hashes = Hashes(Arc::new(macs));
    for case in list(&group["length_8"]) {
        let hash = hashes.hash_unwiped(0, 8, &bytes(&case["value"]), number(&case["partition"])).unwrap();
        assert_eq!(hash, string(&case["beacon"]));
    }
}

#[test]
fn of_a_hash_the_last_bits_are_kept() {
    let Some(known) = known() else { return };
    let group = &known["truncation"];
    let hash = u64::from_str_radix(string(&group["first8"]), 16).unwrap();
    for origin in ["published", "computed"] {
        for (bits, expected) in group[origin].as_object().unwrap() {
            assert_eq!(digits(hash, bits.parse().unwrap()).unwrap(), string(expected), "{bits}");
        }
    }
}

#[test]
fn each_beacon_has_a_key_of_its_own() {
    let Some(known) = known() else { return };
    let group = &known["beacon_keys"];
    for (name, key) in group["keys"].as_object().unwrap() {
        let purposes = [[PURPOSE.as_bytes(), name.as_bytes()]];
        let derived = DerivedMacs::derive(&bytes(&group["ikm"]), purposes.into_iter()).unwrap();
        let expected = DerivedMacs::with_keys(&[&bytes(key)]);
        let mac = |macs: &DerivedMacs| macs.start_unwiped(0, b"data", None).unwrap();
        assert_eq!(mac(&derived), mac(&expected), "{name}");
    }
}

#[test]
fn values_have_the_beacons_that_are_known() {
    let Some(known) = known() else { return };
    for group in ["standard", "standard_by_type"].map(|name| &known[name]) {
        for case in list(&group["cases"]) {
            let (name, value) = (string(&case["name"]), value(&case["value"]));
            let mut content = Vec::new();
            push_bytes(&mut content, &value).unwrap();
            assert_eq!(content, bytes(&case["bytes"]), "{case}");
            let table = Table::encrypting(&[name]);
            let model = table.resolve(search().beacon(Beacon::new(name, number(&case["length"])))).unwrap();
            let stored =
                stored(&model, &group["ikm"], [(name.to_owned(), value)].into(), number(&case["partition"]));
            let expected = [(format!("aws_dbe_b_{name}"), text(string(&case["beacon"])))];
            assert_eq!(stored, expected.into(), "{case}");
        }
    }
}

#[test]
fn members_of_sets_have_the_beacons_that_are_known() {
    let Some(known) = known() else { return };
    let group = &known["sets"];
    let bits = number(&group["length"]);
    for case in list(&group["cases"]) {
        let name = string(&case["name"]);
        let mut beacon = Beacon::new(name, bits).as_set();
        if let Some(other) = case["style"].get("shared_set") {
            beacon = beacon.shared_with(string(other));
        }
        let table = Table::encrypting(&[name, "std2"]);
        let model = table.resolve(search().beacon(beacon).beacon(Beacon::new("std2", bits))).unwrap();
        let stored = stored(&model, &group["ikm"], [(name.to_owned(), value(&case["value"]))].into(), 0);
        assert_eq!(stored, [(format!("aws_dbe_b_{name}"), value(&case["beacon"]))].into(), "{case}");
    }
}

fn transform(json: &Value) -> Transform {
    let (name, argument) = match json {
        Value::String(name) => (name.as_str(), &Value::Null),
        json => {
            json.as_object().unwrap().iter().next().map(|(name, argument)| (name.as_str(), argument)).unwrap()
        }
    };
    let split = || string(&argument[0]).to_owned();
    match name {
        "upper" => Transform::Upper,
        "lower" => Transform::Lower,
        "insert" => Transform::Insert(string(argument).to_owned()),
        "prefix" => Transform::Prefix(number(argument)),
        "suffix" => Transform::Suffix(number(argument)),
        "substring" => Transform::Substring { low: number(&argument[0]), high: number(&argument[1]) },
        "segment" => Transform::Segment { split: split(), index: number(&argument[1]) },
        "segments" => {
            Transform::Segments { split: split(), low: number(&argument[1]), high: number(&argument[2]) }
        }
        name => panic!("{name}"),
    }
}

#[test]
fn transforms_make_what_is_known() {
    let Some(known) = known() else { return };
    let group = &known["transforms"];
    for case in list(&group["cases"]).chain(list(&group["from_source"]["cases"])) {
        let mut out = Vec::new();
        push_transformed(&mut out, string(&case["in"]), &[transform(&case["transform"])]);
        assert_eq!(String::from_utf16(&out).unwrap(), string(&case["out"]), "{case}");
    }
}

fn field(name: &str, parts: &Value) -> VirtualField {
    list(parts).fold(VirtualField::new(name), |field, part| {
        let location = string(&part["loc"]);
        match part.get("transforms") {
            Some(transforms) => field.transformed(location, list(transforms).map(transform)),
            None => field.part(location),
        }
    })
}

#[test]
fn virtual_fields_are_the_texts_that_are_known() {
    let Some(known) = known() else { return };
    for case in list(&known["virtual"]["cases"]) {
        let item = item(&case["item"]);
        let table = Table::encrypting(&["foo", "bar", "baz"]);
        let declared = search().beacon(Beacon::new("field", 20)).virtual_field(field("field", &case["parts"]));
        let model = table.resolve(declared).unwrap();
        assert_eq!(model.field_text(0, &item).unwrap().as_deref(), case["value"].as_str());
    }
}

/// The configuration that most of AWS's tests use.
fn fixture(group: &Value) -> SearchModel {
    let names = |json: &Value| list(json).map(|name| string(name).to_owned()).collect::<Vec<_>>();
    let actions = &group["actions"];
    let mut declared = search();
    for beacon in list(&group["standard"]) {
        let mut standard = Beacon::new(string(&beacon["name"]), number(&beacon["length"]));
        if let Some(location) = beacon.get("loc") {
            standard = standard.at(string(location));
        }
        declared = declared.beacon(standard);
    }
    for virtual_field in list(&group["virtual"]) {
        declared = declared.virtual_field(field(string(&virtual_field["name"]), &virtual_field["parts"]));
    }
    for compound in list(&group["compound"]) {
        declared = declared.compound(fixture_compound(compound));
    }
    let (encrypted, signed) = (names(&actions["encrypt"]), names(&actions["sign"]));
    let table = Table { encrypted, signed, ..Table::default() };
    table.resolve(declared).unwrap()
}

fn fixture_compound(json: &Value) -> Compound {
    let mut compound = Compound::new(string(&json["name"]), string(&json["split"]));
    for part in list(json.get("encrypted").unwrap_or(&Value::Null)) {
        compound = compound.encrypted_parts([EncryptedPart::new(string(&part[0]), string(&part[1]))]);
    }
    for part in list(json.get("signed").unwrap_or(&Value::Null)) {
        let signed = SignedPart::new(string(&part[0]), string(&part[1]));
        compound = compound.signed_parts([match part.get(2) {
            Some(location) => signed.at(string(location)),
            None => signed,
        }]);
    }
    for parts in list(json.get("constructors").unwrap_or(&Value::Null)) {
        let constructor = list(parts).fold(Constructor::new(), |constructor, part| match part[1].as_bool() {
            Some(true) => constructor.required(string(&part[0])),
            _ => constructor.optional(string(&part[0])),
        });
        compound = compound.constructor(constructor);
    }
    compound
}

#[test]
fn the_item_that_most_tests_of_aws_use_is_stored_as_known() {
    let Some(known) = known() else { return };
    let group = &known["fixture"];
    let mut expected = item(&group["stored"]);
    // The marker, which nobody reads and AWS's library does not write.
    expected.remove("aws_dbe_v_1");
    assert_eq!(stored(&fixture(group), &group["ikm"], item(&group["item"]), 0), expected);
}

#[test]
fn partitions_change_beacons_as_known() {
    let Some(known) = known() else { return };
    let group = &known["partitions"]["beacons"];
    for case in list(&group["cases"]) {
        let (name, of_beacon): (_, u8) = (string(&case["name"]), number(&case["number"]));
        let partitions = list(&case["by_item_partition"]).count();
        let mut beacon = Beacon::new(name, number(&group["length"]));
        if usize::from(of_beacon) < partitions {
            beacon = beacon.partitions(of_beacon);
        }
        let declared = search().beacon(beacon).partitions(u8::try_from(partitions).unwrap());
        let model = Table::encrypting(&[name]).resolve(declared).unwrap();
        for (partition, expected) in (0_u8..).zip(list(&case["by_item_partition"])) {
            let item = [(name.to_owned(), value(&case["value"]))].into();
            let stored = stored(&model, &group["ikm"], item, partition);
            assert_eq!(stored[&format!("aws_dbe_b_{name}")], text(string(expected)), "{partition}");
        }
    }
}

/// The configuration that AWS's test vectors search with.
#[test]
fn records_of_the_test_vectors_have_the_beacons_that_are_known() {
    let (Some(known), Some(configs), Some(records)) =
        (known(), file("dbesdk/configs.json"), file("dbesdk/records.json"))
    else {
        return;
    };
    let config = &configs["tableEncryptionConfigs"]["5"];
    let (mut declared, version) = (search(), &config["search"]["versions"][0]);
    for beacon in list(&version["standardBeacons"]) {
        declared = declared.beacon(Beacon::new(string(&beacon["Name"]), number(&beacon["Length"])));
    }
    for beacon in list(&version["compoundBeacons"]) {
        let mut compound = Compound::new(string(&beacon["Name"]), string(&beacon["Split"]));
        for part in list(&beacon["Encrypted"]) {
            compound = compound.encrypted(string(&part["Name"]), string(&part["Prefix"]));
        }
        for part in list(&beacon["Signed"]) {
            compound = compound.signed(string(&part["Name"]), string(&part["Prefix"]));
        }
        declared = declared.compound(compound);
    }
    let mut table = Table::default();
    for (name, action) in config["attributeActionsOnEncrypt"].as_object().unwrap() {
        match string(action) {
            "ENCRYPT_AND_SIGN" => table.encrypted.push(name.clone()),
            "SIGN_ONLY" => table.signed.push(name.clone()),
            _ => {}
        }
    }
    let model = table.resolve(declared).unwrap();
    let ikm = &known["fixture"]["ikm"];
    for case in list(&known["queries_of_test_vectors"]["cases"]) {
        let number: usize = number(&case["RecNum"]);
        let stored = stored(&model, ikm, item(&records["Records"][number]), 0);
        let beacons = case.as_object().unwrap().iter().filter(|(name, _)| name.starts_with("aws_dbe_b_"));
        for (name, beacon) in beacons {
            assert_eq!(stored[name], text(string(beacon)), "{number}: {name}");
        }
    }
}
