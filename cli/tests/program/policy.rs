//! `policy`.

use serde_json::Value;

use crate::run::{Folder, run, words};

const CONFIGURATION: &str = r#"
[tables.Customers]
partition_key = "id"
encrypt = ["email"]
keyring = "main"

[keyrings.main.kms]
key = "arn:aws:kms:eu-west-1:111122223333:key/0a1b2c3d"
"#;

#[test]
fn every_policy_is_json_about_the_table_that_is_meant() {
    let folder = Folder::new();
    let config = folder.file("tables.toml", CONFIGURATION);
    let policy = |more: &[&str]| {
        run(words(&[&["policy", "--account", "111122223333", "--config", &config], more].concat()))
    };
    let role = "arn:aws:iam::111122223333:role/reader";
    for args in [
        &["identity", "--role", "reader"][..],
        &["identity", "--role", "writer", "--leading-keys", "${aws:PrincipalTag/tenant}"],
        &["identity", "--role", "operator"],
        &["keys", "--reader", role, "--key-administrator", role],
        &["table", "--reader", role],
        &["endpoints"],
        &["trail"],
        &["log-filters"],
    ] {
        let ran = policy(args);
        assert_eq!((ran.exit, ran.stderr.as_str()), (0, ""), "{args:?}: {ran:?}");
        let found: Value = serde_json::from_str(&ran.stdout).unwrap();
        assert!(found.is_array() || found.as_object().is_some_and(|all| !all.is_empty()), "{args:?}: {found}");
    }
    let reader = policy(&["identity", "--role", "reader", "--json"]);
    assert_eq!(reader.json().len(), 1);
    assert!(reader.stdout.contains("arn:aws:dynamodb:eu-west-1:111122223333:table/Customers"), "{reader:?}");
    assert!(!reader.stdout.contains("dynamodb:PutItem"), "{reader:?}");
    policy(&["identity"]).fails(2, "needs --role");
    policy(&["keys", "--leading-keys", "x"]).fails(2, "--leading-keys is for the policy of an identity");
    policy(&["identity", "--role", "reader", "--table", "Other"]).fails(2, "no table 'Other'");
}
