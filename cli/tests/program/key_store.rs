//! `key-store`.

use std::process::Command;

use serde_json::Value;
use test_support::kms::Kms;

use crate::run::{Ran, program, words};

/// Runs the program beside the servers.
async fn run(kms: &Kms, args: &[&str]) -> Ran {
    let mut command: Command = program(words(args));
    command.env("AWS_ENDPOINT_URL_KMS", kms.url());
    tokio::task::spawn_blocking(move || Ran::of(command.output().unwrap())).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn branch_keys_are_made_and_shown() {
    let url = test_support::engine::start_unwatched().await;
    let kms = Kms::start();
    let arn = kms.create_key();
    let at = ["--key-store", "Keys", "--endpoint-url", &url, "--json"];
    let all = |args: &[&'static str], more: &[&str]| {
        let args: Vec<String> = args.iter().chain(&at).chain(more).map(|word| (*word).to_owned()).collect();
        args
    };
    let run = |args: Vec<String>| {
        let kms = &kms;
        async move { run(kms, &args.iter().map(String::as_str).collect::<Vec<_>>()).await }
    };
    let missing = run(all(&["key-store", "list"], &[])).await;
    missing.fails(5, "there is no table 'Keys'");
    for _ in 0..2 {
        let made = run(all(&["key-store", "create"], &[])).await;
        assert!(made.exit == 0 && made.json()[0]["arn"].as_str().unwrap().contains("table/Keys"), "{made:?}");
    }
    let create =
        all(&["key-store", "create-key", "--id", "tenant-1", "--context", "tenant=1", "--kms-key"], &[]);
    // The ARN belongs right after its flag.
    let create: Vec<_> = create
        .into_iter()
        .flat_map(|word| if word == "--kms-key" { vec![word, arn.clone()] } else { vec![word] })
        .collect();
    let made = run(create.clone()).await;
    assert_eq!((made.exit, made.json()[0]["branch_key"].as_str()), (0, Some("tenant-1")), "{made:?}");
    run(create).await.fails(5, "branch key 'tenant-1' already exists");
    let random = run(all(&["key-store", "create-key"], &["--kms-key", &arn])).await;
    assert_eq!(random.json()[0]["branch_key"].as_str().map(str::len), Some(36), "{random:?}");

    let listed = run(all(&["key-store", "list"], &[])).await.json();
    assert_eq!(listed.len(), 2, "{listed:?}");
    let version = run(all(&["key-store", "version-key", "tenant-1"], &["--kms-key", &arn])).await;
    let version = version.json()[0]["version"].as_str().unwrap().to_owned();

    let show = |id: &'static str, more: Vec<String>| {
        let more: Vec<_> = more.iter().map(String::as_str).collect();
        run(all(&["key-store", "show", id], &more))
    };
    let shown = show("tenant-1", vec!["--kms-key".into(), arn.clone()]).await;
    let key = &shown.json()[0];
    assert_eq!((shown.exit, &key["verified"]), (0, &Value::Bool(true)), "{shown:?}");
    let records = key["records"].as_array().unwrap();
    assert_eq!(records.len(), 4, "{key}");
    let active = records.iter().find(|record| record["record"] == "branch:ACTIVE").unwrap();
    assert_eq!(active["active_version"], format!("branch:version:{version}"));
    assert_eq!((&active["kms_key"], &active["context"]["tenant"]), (&Value::from(arn), &Value::from("1")));
    assert_eq!(show("tenant-1", vec![]).await.json()[0]["verified"], Value::Null);
    show("tenant-2", vec![]).await.fails(5, "key store 'Keys' has no branch key 'tenant-2'");
    let other = kms.create_key();
    let shown = show("tenant-1", vec!["--kms-key".into(), other]).await;
    assert_eq!((shown.exit, &shown.json()[0]["verified"]), (1, &Value::Bool(false)), "{shown:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_arguments_are_told() {
    let kms = Kms::start();
    let at = ["--key-store", "Keys", "--endpoint-url", "http://127.0.0.1:9"];
    let create = [&["key-store", "create-key"][..], &at].concat();
    run(&kms, &[&create[..], &["--kms-key", "not an ARN"]].concat()).await.fails(3, "ARN");
    let arn = kms.create_key();
    let twice = ["--kms-key", &arn, "--context", "a=1", "--context", "a=2"];
    run(&kms, &[&create[..], &twice].concat()).await.fails(2, "was given already");
    run(&kms, &[&create[..], &["--kms-key", &arn, "--context", "a"]].concat()).await.fails(2, "NAME=VALUE");
    run(&kms, &[&create[..], &["--kms-key", &arn]].concat()).await.fails(6, "DynamoDB");
    run(&kms, &[&["key-store", "list"][..], &at].concat()).await.fails(6, "Scan on table 'Keys' got no answer");
}
