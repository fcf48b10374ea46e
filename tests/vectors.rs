//! The committed test vectors, and the published ones where `TEST_VECTORS` says where they are.

#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may panic"
)]

#[path = "../examples/vectors/config.rs"]
mod config;
#[path = "../examples/vectors/item_json.rs"]
mod item_json;
#[path = "../examples/vectors/keys.rs"]
mod keys;
#[path = "../examples/vectors/manifest.rs"]
#[allow(dead_code, reason = "the example seals manifests too")]
mod manifest;

use std::path::{Path, PathBuf};

use keys::KeyFile;
use manifest::Outcome;

/// Runs the decrypt manifests in `folder` whose names begin with `prefix`.
async fn run(keys: &Path, folder: &Path, prefix: &str) -> Outcome {
    let keys = KeyFile::parse(&std::fs::read_to_string(keys).unwrap(), None).unwrap();
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let mut outcome = Outcome::default();
    for file in files {
        let name = file.file_name().unwrap().to_str().unwrap();
        if name.starts_with(prefix) && name.ends_with(".json") {
            let json = std::fs::read_to_string(&file).unwrap();
            outcome.join(name, manifest::verify(&keys, &json).await.unwrap());
        }
    }
    println!("{}: {} passed, {} failed", folder.display(), outcome.passed, outcome.failures.len());
    outcome
}

fn committed(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("test-vectors").join(path)
}

fn assert_all_passed(outcome: &Outcome, at_least: usize) {
    assert!(outcome.failures.is_empty(), "{:#?}", outcome.failures);
    assert!(outcome.passed >= at_least, "only {} vectors were found", outcome.passed);
}

#[tokio::test]
async fn items_sealed_by_aws_db_esdk_open() {
    let outcome = run(&committed("keys.json"), &committed("aws-db-esdk-1.3.0"), "").await;
    assert_all_passed(&outcome, 60);
}

#[tokio::test]
async fn rsa_and_ecdh_keys_do_here_what_they_do_in_aws_db_esdk() {
    let outcome = run(&committed("raw/keys.json"), &committed("raw"), "sealed").await;
    assert_all_passed(&outcome, 72);
    // The same records sealed here, some of which must not be.
    let keys = KeyFile::parse(&std::fs::read_to_string(committed("raw/keys.json")).unwrap(), None).unwrap();
    let json = std::fs::read_to_string(committed("raw/encrypt.json")).unwrap();
    let (sealed, json) = manifest::encrypt(&keys, &json).await.unwrap();
    assert_all_passed(&sealed, 83);
    assert_all_passed(&manifest::verify(&keys, &json).await.unwrap(), 72);
}

#[tokio::test]
async fn tampered_items_are_refused() {
    let outcome = run(&committed("keys.json"), &committed("tamper"), "").await;
    assert_all_passed(&outcome, 25);
}

#[tokio::test]
async fn what_must_not_be_sealed_is_refused() {
    let keys = KeyFile::parse(&std::fs::read_to_string(committed("keys.json")).unwrap(), None).unwrap();
    let json = std::fs::read_to_string(committed("refused.json")).unwrap();
    let (outcome, _) = manifest::encrypt(&keys, &json).await.unwrap();
    assert_all_passed(&outcome, 50);
}

#[tokio::test]
async fn published_vectors_pass() {
    let Some(folder) = std::env::var_os("TEST_VECTORS") else {
        println!("the published vectors were not run: set TEST_VECTORS to their folder");
        return;
    };
    let folder = Path::new(&folder).join("dbesdk");
    let outcome = run(&folder.join("keys.json"), &folder, "decrypt_").await;
    assert_all_passed(&outcome, 1);
}

#[tokio::test]
async fn what_is_sealed_here_opens_here() {
    // The records of the committed vectors, sealed again; without those of `readers.json`, whose
    // configurations only read.
    let keys = KeyFile::parse(&std::fs::read_to_string(committed("keys.json")).unwrap(), None).unwrap();
    let mut count = 0;
    for entry in std::fs::read_dir(committed("aws-db-esdk-1.3.0")).unwrap() {
        let file = entry.unwrap().path();
        if file.ends_with("readers.json") {
            continue;
        }
        let json = std::fs::read_to_string(file).unwrap();
        let mut manifest: serde_json::Value = serde_json::from_str(&json).unwrap();
        manifest["manifest"]["type"] = "aws-dbesdk-encrypt".into();
        manifest.as_object_mut().unwrap().remove("client");
        let tests = manifest["tests"].as_object_mut().unwrap();
        tests.retain(|_, test| test["type"] == "positive-decrypt");
        for test in tests.values_mut() {
            let test = test.as_object_mut().unwrap();
            test.insert("type".into(), "positive-encrypt".into());
            test.remove("encrypted");
            let record = test.remove("plaintext").unwrap();
            test.insert("record".into(), record);
        }
        let (sealed, json) = manifest::encrypt(&keys, &manifest.to_string()).await.unwrap();
        assert_all_passed(&sealed, 0);
        let opened = manifest::verify(&keys, &json).await.unwrap();
        assert_all_passed(&opened, sealed.passed);
        count += opened.passed;
    }
    assert!(count >= 40, "only {count} records were found");
}
