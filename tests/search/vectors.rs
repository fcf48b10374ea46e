//! The published vectors of searchable encryption, where `TEST_VECTORS` says where they are.

use std::collections::BTreeSet;
use std::path::PathBuf;

use serde_json::{Map, Value, json};

use crate::search;

/// A published file; `None` where `TEST_VECTORS` is not set.
fn read(file: &str) -> Option<Value> {
    let Some(folder) = std::env::var_os("TEST_VECTORS") else {
        println!("{file} was not run: set TEST_VECTORS to the folder of the published vectors");
        return None;
    };
    let json = std::fs::read_to_string(PathBuf::from(folder).join("search/official").join(file)).unwrap();
    Some(serde_json::from_str(&json).unwrap())
}

/// The tests of a file, each with what comes of it.
fn run(file: &Value) -> Vec<(String, Value, Value)> {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let answers = runtime.block_on(search::run(&file.to_string())).unwrap();
    let tests = file["tests"].as_object().unwrap().clone();
    let answers: Value = serde_json::from_str(&answers).unwrap();
    assert_eq!(answers["tests"].as_object().unwrap().len(), tests.len());
    tests.into_iter().map(|(id, test)| (id.clone(), test, answers["tests"][&id].clone())).collect()
}

/// An attribute value whose sets have no order.
fn unordered(value: &Value) -> Value {
    let mut value = value.clone();
    for attribute in value.as_object_mut().unwrap().values_mut() {
        for set in ["SS", "NS", "BS"] {
            if let Some(Value::Array(members)) = attribute.get_mut(set) {
                members.sort_by_key(Value::to_string);
            }
        }
    }
    value
}

fn assert_beacons(file: &Value) {
    for (id, test, mut answer) in run(file) {
        if test["disputed"] == true {
            assert!(answer.get("refused").is_none(), "{id}: {answer}");
        } else if let Some(refused) = test.get("refused") {
            assert!(answer["refused"].is_string(), "{id}: AWS refuses: {refused}");
        } else {
            assert!(answer.get("refused").is_none(), "{id}: {answer}");
            answer["attributes"].as_object_mut().unwrap().remove("aws_dbe_v_1");
            assert_eq!(unordered(&answer["attributes"]), unordered(&test["attributes"]), "{id}");
            let names = |value: &Value| -> BTreeSet<String> { serde_json::from_value(value.clone()).unwrap() };
            assert_eq!(names(&answer["removed"]), names(&test["removed"]), "{id}");
        }
    }
}

#[test]
fn every_beacon_is_the_one_that_aws_writes() {
    if let Some(file) = read("beacons.json") {
        assert_beacons(&file);
    }
}

/// The tables of this file have items, each with its stored form.
#[test]
fn every_stored_item_has_the_beacons_that_aws_writes() {
    let Some(mut file) = read("queries.json") else { return };
    let mut tests = Map::new();
    for (config, items) in file["items"].as_object().unwrap() {
        for (n, item) in items.as_array().unwrap().iter().enumerate() {
            let (record, stored) = (item["record"].as_object().unwrap(), item["stored"].as_object().unwrap());
            let added = stored.iter().filter(|(name, _)| !record.contains_key(*name) && !is_metadata(name));
            let attributes: Map<_, _> = added.map(|(name, value)| (name.clone(), value.clone())).collect();
            let removed: Vec<_> = record.keys().filter(|name| !stored.contains_key(*name)).collect();
            let test = json!({
                "config": config,
                "branchKeyId": item["branchKeyId"],
                "partition": item["partition"],
                "record": record,
                "attributes": attributes,
                "removed": removed,
            });
            tests.insert(format!("{config} {n}"), test);
        }
    }
    assert!(tests.len() > 20, "{}", tests.len());
    file["manifest"]["type"] = json!("search-beacons");
    file["tests"] = Value::Object(tests);
    assert_beacons(&file);
}

fn is_metadata(name: &str) -> bool {
    name == "aws_dbe_head" || name == "aws_dbe_foot"
}

#[test]
fn every_configuration_that_breaks_a_rule_is_refused() {
    for (id, _, answer) in read("badconfigs.json").iter().flat_map(run) {
        let reason = answer["refused"].as_str().unwrap_or_else(|| panic!("{id} is accepted"));
        println!("{id}: {reason}");
    }
}
