//! The configuration is compared with the tables that there are.

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::{
    AttributeDefinition, BillingMode, GlobalSecondaryIndex, KeySchemaElement, KeyType, LocalSecondaryIndex,
    Projection, ProjectionType, ScalarAttributeType, TimeToLiveSpecification,
};
use dynamodb_item_encryptor::{
    AttributeAction, CheckReport, CheckTables, ConfigProblem, EncryptTables, EncryptingClient, Error,
    FindingProblem, Severity, TableConfig, TableConfigBuilder,
};
use serde_json::json;
use test_support::wire::Wire;
use test_support::{engine, keyring};

fn element(name: &str, kind: KeyType) -> KeySchemaElement {
    KeySchemaElement::builder().attribute_name(name).key_type(kind).build().unwrap()
}

fn keys(partition: &str, sort: Option<&str>) -> Option<Vec<KeySchemaElement>> {
    let sort = sort.map(|name| element(name, KeyType::Range));
    Some([element(partition, KeyType::Hash)].into_iter().chain(sort).collect())
}

fn global(name: &str, key: &str, kind: ProjectionType, names: &[&str]) -> GlobalSecondaryIndex {
    let names = (!names.is_empty()).then(|| names.iter().map(|name| (*name).to_owned()).collect());
    let projection = Projection::builder().projection_type(kind).set_non_key_attributes(names).build();
    let index = GlobalSecondaryIndex::builder().index_name(name).projection(projection);
    index.set_key_schema(keys(key, None)).build().unwrap()
}

/// The table `app` with the keys `pk` and `sk` and these indexes, whose keys are texts unless they are named `bytes`.
async fn table(url: &str, indexes: Vec<GlobalSecondaryIndex>, time_to_live: Option<&str>) -> Client {
    let client = Client::from_conf(test_support::config(url).build());
    let index_keys = indexes.iter().flat_map(|index| index.key_schema()).map(|key| key.attribute_name());
    let mut names: Vec<_> = ["pk", "sk", "day"].into_iter().chain(index_keys).map(str::to_owned).collect();
    names.sort_unstable();
    names.dedup();
    let define = |name: String| {
        let kind = if name == "bytes" { ScalarAttributeType::B } else { ScalarAttributeType::S };
        AttributeDefinition::builder().attribute_name(name).attribute_type(kind).build().unwrap()
    };
    let local = LocalSecondaryIndex::builder().index_name("by-day").set_key_schema(keys("pk", Some("day")));
    let local = local.projection(Projection::builder().projection_type(ProjectionType::All).build());
    let create = client.create_table().table_name("app").billing_mode(BillingMode::PayPerRequest);
    let create = create.set_key_schema(keys("pk", Some("sk"))).local_secondary_indexes(local.build().unwrap());
    let create = create.set_attribute_definitions(Some(names.into_iter().map(define).collect()));
    create.set_global_secondary_indexes((!indexes.is_empty()).then_some(indexes)).send().await.unwrap();
    if let Some(attribute) = time_to_live {
        let specification = TimeToLiveSpecification::builder().enabled(true).attribute_name(attribute);
        let update = client.update_time_to_live().table_name("app");
        update.time_to_live_specification(specification.build().unwrap()).send().await.unwrap();
    }
    client
}

fn builder() -> TableConfigBuilder {
    TableConfig::builder("App")
        .table_name("app")
        .partition_key("pk")
        .sort_key("sk")
        .index_keys(["day"])
        .encrypt(["name"])
        .sign(["status"])
        .unsigned_prefix(":")
        .keyring(keyring())
}

async fn check(client: &Client, builder: TableConfigBuilder) -> CheckReport {
    builder.build().unwrap().check(client).await
}

fn problems(report: &CheckReport) -> Vec<FindingProblem> {
    report.findings().iter().map(|finding| finding.problem.clone()).collect()
}

fn text(text: &str) -> String {
    text.to_owned()
}

#[tokio::test]
async fn a_configuration_that_fits_has_no_findings() {
    let url = engine::start().await;
    let all = global("by-status", "status", ProjectionType::All, &[]);
    let client = table(&url, vec![all], Some(":expires")).await;
    let report = check(&client, builder().index_projects_all("by-status")).await;
    assert!(report.is_clean() && !report.has_errors(), "{report}");
    assert_eq!(report.to_string(), "the configuration fits the tables");
    // An include of all that is signed will do.
    let signed = ["name", "day", "aws_dbe_head", "aws_dbe_foot"];
    let url = engine::start().await;
    let client = table(&url, vec![global("by-status", "status", ProjectionType::Include, &signed)], None).await;
    assert!(check(&client, builder()).await.is_clean());
}

#[tokio::test]
async fn keys_are_compared() {
    let url = engine::start().await;
    let client = table(&url, vec![], None).await;
    let with = |partition: &str, sort: Option<&str>| {
        let builder = TableConfig::builder("App").table_name("app").partition_key(partition);
        let builder = builder.keyring(keyring()).index_keys(["day"]);
        sort.into_iter().fold(builder, |builder, sort| builder.sort_key(sort))
    };
    let partition = FindingProblem::PartitionKey { configured: text("id"), found: text("pk") };
    let other = FindingProblem::SortKey { configured: text("at"), found: Some(text("sk")) };
    assert_eq!(problems(&check(&client, with("id", Some("at"))).await), [partition, other]);
    let undeclared = FindingProblem::UndeclaredSortKey { found: text("sk") };
    for builder in [
        with("pk", None),
        with("pk", None).sign(["sk"]),
        with("pk", None).action_for_others(AttributeAction::EncryptAndSign),
    ] {
        let report = check(&client, builder).await;
        assert_eq!(problems(&report), std::slice::from_ref(&undeclared));
        assert!(report.has_errors());
    }
    // A table without a sort key.
    let simple = client.create_table().table_name("simple").billing_mode(BillingMode::PayPerRequest);
    let pk = AttributeDefinition::builder().attribute_name("pk").attribute_type(ScalarAttributeType::S);
    let simple = simple.attribute_definitions(pk.build().unwrap());
    simple.set_key_schema(keys("pk", None)).send().await.unwrap();
    let simple = TableConfig::builder("simple").partition_key("pk").sort_key("sk").keyring(keyring());
    let none = FindingProblem::SortKey { configured: text("sk"), found: None };
    assert_eq!(problems(&check(&client, simple).await), [none]);
}

#[tokio::test]
async fn keys_of_indexes_are_compared() {
    let url = engine::start().await;
    let index = |name: &str, key: &str| global(name, key, ProjectionType::All, &[]);
    let indexes = vec![
        index("by-a", "name"),
        index("by-b", "bytes"),
        index("by-c", "colour"),
        index("by-d", ":n"),
        index("by-e", "status"),
    ];
    let client = table(&url, indexes, None).await;
    let report = check(&client, builder().encrypt(["bytes"]).index_keys(["unused"])).await;
    let encrypted = |index: &str, attribute: &str, key_type: &str| FindingProblem::EncryptedIndexKey {
        index: text(index),
        attribute: text(attribute),
        key_type: text(key_type),
    };
    let expected = [
        encrypted("by-a", "name", "S"),
        encrypted("by-b", "bytes", "B"),
        FindingProblem::UnconfiguredIndexKey { index: text("by-c"), attribute: text("colour") },
        FindingProblem::UnsignedIndexKey { index: text("by-d"), attribute: text(":n") },
        FindingProblem::NoIndexHasKey { attribute: text("unused") },
    ];
    assert_eq!(problems(&report), expected);
    let severities: Vec<_> = report.findings().iter().map(|finding| finding.severity()).collect();
    use Severity::{Error, Warning};
    assert_eq!(severities, [Error, Error, Error, Warning, Warning]);
    let lines: Vec<_> = report.to_string().lines().map(str::to_owned).collect();
    assert_eq!(lines.len(), 5);
    assert!(
        lines[0]
            .starts_with("error: table 'App' ('app' in DynamoDB): the key 'name' of index 'by-a' is encrypted")
    );
    assert!(lines[3].starts_with("warning: "), "{}", lines[3]);
    // What is meant to be unsigned may be.
    let report = check(&client, builder().index_keys([":n"]).sign(["colour", "bytes"])).await;
    assert_eq!(problems(&report), [encrypted("by-a", "name", "S")]);
    // Attributes that nobody has named are encrypted.
    let others =
        builder().index_keys([":n"]).sign(["name2"]).action_for_others(AttributeAction::EncryptAndSign);
    let expected =
        [encrypted("by-a", "name", "S"), encrypted("by-b", "bytes", "B"), encrypted("by-c", "colour", "S")];
    assert_eq!(problems(&check(&client, others).await), expected);
}

#[tokio::test]
async fn projections_are_compared_with_what_it_takes_to_verify_an_item() {
    let url = engine::start().await;
    let some = ["name", "aws_dbe_head"];
    let enough = ["name", "day", "aws_dbe_head", "aws_dbe_foot"];
    let indexes = vec![
        global("keys", "status", ProjectionType::KeysOnly, &[]),
        global("some", "status", ProjectionType::Include, &some),
        global("enough", "status", ProjectionType::Include, &enough),
    ];
    let client = table(&url, indexes, None).await;
    let of_keys = FindingProblem::IndexOfKeys { index: text("keys") };
    let lacks = FindingProblem::IndexLacksAttributes {
        index: text("some"),
        missing: vec![text("aws_dbe_foot"), text("day")],
    };
    let report = check(&client, builder()).await;
    assert_eq!(problems(&report), [of_keys.clone(), lacks.clone()]);
    assert!(!report.has_errors() && report.to_string().contains("'aws_dbe_foot'; 'day'"), "{report}");
    let of_some = FindingProblem::IndexOfSome { index: text("enough") };
    let others = check(&client, builder().action_for_others(AttributeAction::SignOnly)).await;
    assert_eq!(problems(&others), [of_some, of_keys.clone(), lacks.clone()]);
    // What is declared to be whole and is not, or is not there.
    let declared = builder().index_projects_all("some").index_projects_all("gone");
    let not_whole = FindingProblem::IndexNotWhole { index: text("some") };
    let missing = FindingProblem::IndexMissing { index: text("gone") };
    let report = check(&client, declared).await;
    assert_eq!(problems(&report), [of_keys, not_whole, missing]);
    assert!(report.has_errors());
}

#[tokio::test]
async fn the_attribute_with_the_time_to_live_is_compared() {
    for (attribute, expected) in [
        ("name", Some(FindingProblem::EncryptedTimeToLive { attribute: text("name") })),
        ("ttl", Some(FindingProblem::UnconfiguredTimeToLive { attribute: text("ttl") })),
        ("status", None),
        (":ttl", None),
    ] {
        let url = engine::start().await;
        let client = table(&url, vec![], Some(attribute)).await;
        let report = check(&client, builder()).await;
        assert_eq!(problems(&report), Vec::from_iter(expected.clone()), "{attribute}");
        assert_eq!(report.has_errors(), expected.is_some());
    }
}

#[tokio::test]
async fn all_tables_of_a_client_are_checked_and_none_is_read() {
    let url = engine::start().await;
    table(&url, vec![], None).await;
    let missing = TableConfig::builder("Missing").partition_key("id").keyring(keyring()).build().unwrap();
    let encrypting = test_support::config(&url).encrypt_tables([missing, builder().build().unwrap()]).unwrap();
    let client = EncryptingClient::from_conf(encrypting.build()).unwrap();
    let report = client.check_tables().await.unwrap();
    assert_eq!(problems(&report), [FindingProblem::TableMissing]);
    assert_eq!(report.findings()[0].table, "Missing");
    let plain = Client::from_conf(test_support::config(&url).build());
    let error = plain.check_tables().await.unwrap_err();
    assert!(matches!(error, Error::Config { problem: ConfigProblem::NotRegistered, .. }));
}

#[tokio::test]
async fn what_cannot_be_checked_is_said() {
    let described = json!({ "Table": { "KeySchema": [
        { "AttributeName": "pk", "KeyType": "HASH" }, { "AttributeName": "sk", "KeyType": "RANGE" },
    ] } });
    let denied = json!({ "__type": "com.amazon.coral.service#AccessDeniedException", "message": "no" });
    for (allowed, operation) in [(0, "DescribeTable"), (1, "DescribeTimeToLive")] {
        let (described, denied) = (described.to_string(), denied.to_string());
        let wire =
            Wire::start(
                move |number, _| {
                    if number <= allowed { (200, described.clone()) } else { (400, denied.clone()) }
                },
            );
        let client =
            Client::from_conf(wire.config().encrypt_tables([builder().build().unwrap()]).unwrap().build());
        let report = client.check_tables().await.unwrap();
        let expected = FindingProblem::NotDescribed { operation, reason: text("AccessDeniedException") };
        assert_eq!(problems(&report).last(), Some(&expected));
        assert!(report.has_errors());
        let operations: Vec<_> = wire.requests().into_iter().map(|request| request.operation).collect();
        assert_eq!(operations, ["DescribeTable", "DescribeTimeToLive"][..=allowed]);
    }
}
