//! Types of an application: what they declare, how they convert, and how they are compared with a configuration.
#![cfg(all(feature = "derive", feature = "serde"))]

#[path = "../../examples/typed_items/program.rs"]
mod program;

use std::collections::HashMap;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::AttributeValue::{self, Bool, L, M, N, Null, S, Ss};
use aws_sdk_dynamodb::types::builders::{PutBuilder, PutRequestBuilder};
use aws_sdk_dynamodb::types::{
    AttributeDefinition, BillingMode, ItemResponse, KeySchemaElement, KeyType, ScalarAttributeType,
};
use dynamodb_item_encryptor::typed::{self, TypedInput, TypedOutput};
use dynamodb_item_encryptor::{
    AttributeAction, Beacon, BeaconKey, BeaconKeySource, BeaconKeys, ConfigProblem, EncryptTables,
    EncryptingClient, Error, ErrorClass, InMemoryBeaconKeys, Item, ItemDeclaration, RawAesKeyring, Search,
    TableConfig, TableConfigBuilder, TypeProblem, TypedItem, ValueProblem,
};
use serde::{Deserialize, Serialize};
use test_support::{config, engine};

use AttributeAction::{DoNothing, EncryptAndSign, SignAndIncludeInEncryptionContext, SignOnly};

fn keyring() -> RawAesKeyring {
    RawAesKeyring::new("tests", "typed", &[7; 32]).unwrap()
}

fn beacon_keys() -> BeaconKeys {
    InMemoryBeaconKeys::new().with("key", BeaconKey::new(&[9; 32])).single("key")
}

/// The configuration that a type alone makes.
fn of<T: TypedItem>() -> TableConfig {
    TableConfig::for_type::<T>("Things").keyring(keyring()).build().unwrap()
}

fn problem(builder: TableConfigBuilder) -> (Option<String>, ConfigProblem) {
    match builder.keyring(keyring()).build() {
        Err(Error::Config { attribute, problem, .. }) => (attribute, problem),
        other => panic!("{other:?}"),
    }
}

/// Creates a table with the key `id`.
async fn create_table(client: &Client, name: &str) {
    let id = AttributeDefinition::builder().attribute_name("id").attribute_type(ScalarAttributeType::S);
    let key = KeySchemaElement::builder().attribute_name("id").key_type(KeyType::Hash);
    let create = client.create_table().table_name(name).billing_mode(BillingMode::PayPerRequest);
    let create = create.attribute_definitions(id.build().unwrap()).key_schema(key.build().unwrap());
    create.send().await.unwrap();
}

#[tokio::test]
async fn a_typed_put_get_query_and_update_take_25_lines() {
    let lines =
        include_str!("../../examples/typed_items/program.rs").lines().filter(|line| !line.trim().is_empty());
    assert!(lines.count() <= 25);
    let url = engine::start_unwatched().await;
    let plain = Client::from_conf(config(&url).build());
    create_table(&plain, "Customers").await;
    let table = TableConfig::for_type::<program::Customer>("Customers").keyring(keyring()).build().unwrap();
    let client = EncryptingClient::from_conf(config(&url).encrypt_tables([table]).unwrap().build()).unwrap();

    let ada = program::Customer { id: "1815".into(), email: "ada@example.com".into(), plan: "premium".into() };
    let seen = program::rename(&client, &ada, "ada@example.org").await.unwrap();
    assert_eq!(seen.len(), 3);
    assert_eq!((&seen[0], &seen[1]), (&ada, &ada));
    assert_eq!(seen[2], program::Customer { email: "ada@example.org".into(), ..ada });

    let stored = plain.scan().table_name("Customers").send().await.unwrap().items.unwrap().remove(0);
    assert_eq!(stored["plan"], S("premium".into()));
    assert!(stored["email"].is_b());
    let page = client.scan().table_name("Customers").send().await.unwrap();
    assert_eq!(page.typed::<program::Customer>().unwrap().len(), 1);
}

#[derive(TypedItem, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", tag = "kind")]
#[item(tag(sign), unsigned_prefix = ":", allowed_unsigned("former"))]
#[expect(dead_code, reason = "only what it declares counts")]
struct Everything {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key)]
    r#type: u64,
    secret_note: String,
    #[item(encrypt, pad = 64)]
    diagnosis: String,
    #[item(sign)]
    #[serde(alias = "oldPlan")]
    plan: String,
    #[item(context)]
    tenant: String,
    #[item(unsigned)]
    seen: u64,
    #[item(unsigned)]
    #[serde(rename = ":note")]
    note: String,
    #[item(index_key)]
    by_city: String,
    #[serde(skip_deserializing)]
    written: String,
    #[serde(skip_serializing)]
    read: String,
    #[serde(skip)]
    cached: Option<String>,
}

#[test]
fn fields_become_attributes_as_serde_names_them() {
    let table = of::<Everything>();
    assert_eq!((table.partition_key(), table.sort_key()), ("theId", Some("type")));
    for (name, action) in [
        ("theId", SignAndIncludeInEncryptionContext),
        ("type", SignAndIncludeInEncryptionContext),
        ("secretNote", EncryptAndSign),
        ("diagnosis", EncryptAndSign),
        ("plan", SignOnly),
        ("oldPlan", SignOnly),
        ("tenant", SignAndIncludeInEncryptionContext),
        ("seen", DoNothing),
        (":note", DoNothing),
        (":whatever", DoNothing),
        ("former", DoNothing),
        ("byCity", SignOnly),
        ("kind", SignOnly),
        ("written", EncryptAndSign),
        ("read", EncryptAndSign),
    ] {
        assert_eq!(table.action(name), Some(action), "{name}");
    }
    assert_eq!(table.action("cached"), None);
    assert_eq!(table.actions().count(), 13);
    assert_eq!(table.index_keys().collect::<Vec<_>>(), ["byCity"]);
    assert!(format!("{table:?}").contains("\"diagnosis\": 64"));
}

/// Generic over what it holds, which declares its own attributes.
#[derive(TypedItem, Serialize, Deserialize)]
struct Envelope<'a, T, const COUNT: usize>
where
    T: Clone,
{
    #[item(partition_key)]
    id: &'a str,
    #[serde(flatten)]
    #[item(flatten)]
    body: T,
    #[item(sign)]
    numbers: Vec<u8>,
    #[serde(skip)]
    marker: std::marker::PhantomData<[u8; COUNT]>,
}

#[derive(Clone, TypedItem, Serialize, Deserialize)]
#[item(part)]
struct Body {
    text: String,
    #[item(sign)]
    version: u32,
}

#[derive(TypedItem, Serialize, Deserialize)]
struct Open {
    #[item(partition_key)]
    id: String,
    #[item(sign)]
    plan: String,
    #[serde(flatten)]
    #[item(encrypt)]
    rest: HashMap<String, String>,
}

#[test]
fn generic_structs_declare_what_is_flattened_into_them() {
    let table = of::<Envelope<'static, Body, 4>>();
    assert_eq!(table.action("text"), Some(EncryptAndSign));
    assert_eq!(table.action("version"), Some(SignOnly));
    assert_eq!(table.action("numbers"), Some(SignOnly));
    assert_eq!(table.action("body"), None);
}

#[tokio::test]
async fn what_is_flattened_from_a_map_gets_the_action_for_others() {
    let table = of::<Open>();
    assert_eq!(table.action_for_others(), Some(EncryptAndSign));
    assert_eq!((table.action("plan"), table.action("rest")), (Some(SignOnly), Some(EncryptAndSign)));
    let rest = HashMap::from([("street".to_owned(), "Dean Street".to_owned())]);
    let item = typed::to_item(&Open { id: "1".into(), plan: "basic".into(), rest }).unwrap();
    let sealed = dynamodb_item_encryptor::ItemEncryptor::new(table).encrypt_item(item).await.unwrap();
    assert!(sealed["street"].is_b() && sealed["plan"].is_s());
}

#[derive(TypedItem)]
#[expect(dead_code, reason = "only what it declares counts")]
struct Searched {
    #[item(partition_key)]
    id: String,
    #[item(beacon(bits = 20))]
    email: String,
    #[item(
        beacon(bits = 9, name = "city", within = "city"),
        beacon(bits = 12, name = "zip", within = "[0]", formerly = 8)
    )]
    address: String,
    #[item(beacon(bits = 16, set))]
    tags: Vec<String>,
    #[item(beacon(bits = 20, shared_with = "email"))]
    second_email: String,
}

#[derive(TypedItem)]
#[expect(dead_code, reason = "only what it declares counts")]
struct AlsoSearched {
    #[item(partition_key)]
    id: String,
    #[item(beacon(bits = 20))]
    email: String,
    #[item(sign)]
    sum: u64,
}

#[test]
fn beacons_of_types_are_declared_with_them() {
    assert_eq!(
        Searched::declaration().beacons(),
        [
            Beacon::new("email", 20),
            Beacon::new("city", 9).at("address.city"),
            Beacon::new("zip", 12).at("address[0]").formerly(8),
            Beacon::new("tags", 16).as_set(),
            Beacon::new("second_email", 20).shared_with("email"),
        ]
    );
    let search = Search::for_type::<Searched>(beacon_keys()).item_type::<AlsoSearched>().build();
    let builder = TableConfig::for_type::<Searched>("Things").item_type::<AlsoSearched>();
    let table = builder.search(search).keyring(keyring()).build().unwrap();
    table.check_type::<Searched>().unwrap();
    table.check_type::<AlsoSearched>().unwrap();
}

#[test]
fn a_table_without_the_beacons_of_its_types_is_refused() {
    let (name, found) = problem(TableConfig::for_type::<Searched>("Things"));
    assert_eq!((name.as_deref(), found), (Some("email"), ConfigProblem::BeaconOfType));
    let other = Search::builder(beacon_keys()).beacon(Beacon::new("email", 19)).build();
    let (name, found) = problem(TableConfig::for_type::<AlsoSearched>("Things").search(other));
    assert_eq!((name.as_deref(), found), (Some("email"), ConfigProblem::BeaconOfType));
    // A location that is the name may be left out.
    let same = Search::builder(beacon_keys()).beacon(Beacon::new("email", 20).at("email")).build();
    let table = TableConfig::for_type::<AlsoSearched>("Things").search(same).keyring(keyring()).build();
    table.unwrap();
}

#[test]
fn types_that_contradict_each_other_are_refused() {
    struct Other;
    impl TypedItem for Other {
        fn declaration() -> ItemDeclaration {
            ItemDeclaration::new().partition_key("id").attribute("sum", EncryptAndSign)
        }
    }
    let (name, found) = problem(TableConfig::for_type::<AlsoSearched>("Things").item_type::<Other>());
    assert_eq!((name.as_deref(), found), (Some("sum"), ConfigProblem::DuplicateDeclaration));
    struct OtherKey;
    impl TypedItem for OtherKey {
        fn declaration() -> ItemDeclaration {
            ItemDeclaration::new().partition_key("pk")
        }
    }
    let (_, found) = problem(TableConfig::for_type::<Open>("Things").item_type::<OtherKey>());
    assert_eq!(found, ConfigProblem::GivenTwice { what: "the partition key" });
    let (_, found) = problem(TableConfig::for_type::<Open>("Things").action_for_others(SignOnly));
    assert_eq!(found, ConfigProblem::GivenTwice { what: "the action for other attributes" });
}

/// The differences between `T` and a configuration, as they are written.
fn differences<T: TypedItem>(builder: TableConfigBuilder) -> Vec<String> {
    match builder.keyring(keyring()).build().unwrap().check_type::<T>() {
        Ok(()) => Vec::new(),
        Err(Error::Config {
            table, problem: ConfigProblem::TypeDiffers { type_name, differences }, ..
        }) => {
            assert_eq!(table.as_deref(), Some("Things"));
            assert!(std::any::type_name::<T>().ends_with(&type_name));
            differences.iter().map(ToString::to_string).collect()
        }
        Err(other) => panic!("{other:?}"),
    }
}

#[test]
fn every_difference_between_type_and_configuration_is_listed() {
    let by_hand = || {
        TableConfig::builder("Things")
            .partition_key("theId")
            .sort_key("type")
            .encrypt(["secretNote", "diagnosis", "written", "read"])
            .pad(["diagnosis"], 64)
            .sign(["plan", "oldPlan", "kind"])
            .sign_and_include_in_encryption_context(["tenant"])
            .do_nothing(["seen", ":note"])
            .allowed_unsigned(["seen", "former"])
            .unsigned_prefix(":")
            .index_keys(["byCity"])
    };
    assert_eq!(differences::<Everything>(by_hand()), [] as [&str; 0]);
    // A table may have further attributes, of other kinds of items.
    assert_eq!(differences::<Everything>(by_hand().encrypt(["more"])), [] as [&str; 0]);

    let other = TableConfig::builder("Things")
        .partition_key("id")
        .encrypt(["plan", "diagnosis", "written", "secretNote"])
        .pad(["secretNote"], 32)
        .sign(["byCity", "seen"])
        .unsigned_prefix("_");
    assert_eq!(
        differences::<Everything>(other),
        [
            "partition key: theId in the type, id in the configuration",
            "sort key: type in the type, none in the configuration",
            "action of 'plan': SIGN_ONLY in the type, ENCRYPT_AND_SIGN in the configuration",
            "action of 'oldPlan': SIGN_ONLY in the type, none in the configuration",
            "action of 'tenant': SIGN_AND_INCLUDE_IN_ENCRYPTION_CONTEXT in the type, none in the configuration",
            "action of 'seen': DO_NOTHING in the type, SIGN_ONLY in the configuration",
            "action of ':note': DO_NOTHING in the type, none in the configuration",
            "action of 'read': ENCRYPT_AND_SIGN in the type, none in the configuration",
            "action of 'kind': SIGN_ONLY in the type, none in the configuration",
            "use as key of an index of 'byCity': yes in the type, no in the configuration",
            "prefix of unsigned attributes: : in the type, _ in the configuration",
            "allowance to be unsigned of 'seen': yes in the type, no in the configuration",
            "allowance to be unsigned of 'former': yes in the type, no in the configuration",
            "padding of 'secretNote': none in the type, 32 in the configuration",
            "padding of 'diagnosis': 64 in the type, none in the configuration",
        ]
    );
    let others = TableConfig::builder("Things").partition_key("id").sign(["plan"]).action_for_others(SignOnly);
    assert_eq!(
        differences::<Open>(others),
        ["action for other attributes: ENCRYPT_AND_SIGN in the type, SIGN_ONLY in the configuration"]
    );
}

#[test]
fn a_beacon_that_differs_is_listed() {
    let table = || TableConfig::builder("Things").partition_key("id").encrypt(["email"]).sign(["sum"]);
    let with = |beacon| table().search(Search::builder(beacon_keys()).beacon(beacon).build());
    assert_eq!(differences::<AlsoSearched>(with(Beacon::new("email", 20))), [] as [&str; 0]);
    assert_eq!(
        differences::<AlsoSearched>(with(Beacon::new("email", 21))),
        ["beacon of 'email': as declared in the type, another in the configuration"]
    );
    assert_eq!(
        differences::<AlsoSearched>(table()),
        ["beacon of 'email': as declared in the type, none in the configuration"]
    );
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Strict {
    id: String,
    age: u8,
    maybe: Option<String>,
    #[serde(default)]
    tags: Vec<Tag>,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
enum Tag {
    Vip,
    Level(u8),
}

fn strict(more: impl IntoIterator<Item = (&'static str, AttributeValue)>) -> Item {
    let basis = [("id", S("1".into())), ("age", N("36".into()))];
    basis.into_iter().chain(more).map(|(name, value)| (name.to_owned(), value)).collect()
}

#[test]
fn values_convert_as_serde_dynamo_has_it() {
    let tags = vec![Tag::Vip, Tag::Level(3)];
    let value = Strict { id: "1".into(), age: 36, maybe: None, tags };
    let item = typed::to_item(&value).unwrap();
    let level = M(HashMap::from([("Level".to_owned(), N("3".into()))]));
    assert_eq!(item, strict([("maybe", Null(true)), ("tags", L(vec![S("Vip".into()), level]))]));
    assert_eq!(serde_dynamo::aws_sdk_dynamodb_1::from_item::<Strict>(item.clone()).unwrap(), value);
    assert_eq!(typed::from_item::<Strict>(item).unwrap(), value);
    assert_eq!(typed::from_item::<Strict>(strict([])).unwrap(), Strict { tags: vec![], ..value });
    // What is no struct at the top: a map, something optional, a new type, an enum.
    let item = Item::from([("Level".to_owned(), N("3".into()))]);
    assert_eq!(typed::from_item::<Tag>(item.clone()).unwrap(), Tag::Level(3));
    assert_eq!(typed::from_item::<HashMap<String, u8>>(item.clone()).unwrap()["Level"], 3);
    assert_eq!(typed::from_item::<Option<HashMap<String, u8>>>(item).unwrap().unwrap()["Level"], 3);
    #[derive(Deserialize)]
    struct New(HashMap<String, u8>);
    assert_eq!(typed::from_item::<New>(Item::new()).unwrap().0.len(), 0);
}

#[track_caller]
fn assert_fails<T: std::fmt::Debug>(outcome: Result<T, Error>, attribute: Option<&str>, problem: TypeProblem) {
    match outcome {
        Err(ref error @ Error::Type { attribute: ref found, problem: found_problem, .. }) => {
            assert_eq!((found.as_deref(), found_problem), (attribute, problem));
            let said = format!("{error} {error:?} {}", test_support::with_sources(error));
            assert!(!said.contains("confidential") && !said.contains("4711"), "{said}");
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_failed_conversion_names_the_attribute_and_no_value() {
    let read = |more: Vec<_>| typed::from_item::<Strict>(strict(more));
    let confidential = || S("confidential".into());
    assert_fails(read(vec![("age", confidential())]), Some("age"), TypeProblem::Value("S"));
    assert_fails(read(vec![("age", N("4711".into()))]), Some("age"), TypeProblem::Value("N"));
    assert_fails(read(vec![("tags", L(vec![confidential()]))]), Some("tags"), TypeProblem::Value("L"));
    assert_fails(read(vec![("tags", Ss(vec!["confidential".into()]))]), Some("tags"), TypeProblem::Value("SS"));
    assert_fails(read(vec![("maybe", Bool(true))]), Some("maybe"), TypeProblem::Value("BOOL"));
    assert_fails(read(vec![("other", confidential())]), Some("other"), TypeProblem::Unknown);
    let deep = (0..33).fold(confidential(), |value, _| L(vec![value]));
    assert_fails(read(vec![("tags", deep)]), Some("tags"), TypeProblem::Stored(ValueProblem::TooDeep));
    let mut item = strict([]);
    item.remove("id");
    assert_fails(typed::from_item::<Strict>(item), Some("id"), TypeProblem::Missing);
    assert_fails(typed::from_item::<String>(strict([])), None, TypeProblem::NotRead);
    assert_fails(
        typed::from_item::<Tag>(Item::from([("Other".into(), confidential())])),
        None,
        TypeProblem::NotRead,
    );
    let item = Item::from([
        ("id".into(), S("1".into())),
        ("plan".into(), S("p".into())),
        ("x".into(), N("4711".into())),
    ]);
    assert!(matches!(typed::from_item::<Open>(item), Err(Error::Type { .. })));
}

#[test]
fn what_is_no_item_is_not_written() {
    struct Confidential;
    impl Serialize for Confidential {
        fn serialize<S: serde::Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
            Err(serde::ser::Error::custom("confidential 4711"))
        }
    }
    assert_fails(typed::to_item(&[1, 2]), None, TypeProblem::NotAnItem);
    assert_fails(typed::to_item("confidential"), None, TypeProblem::NotAnItem);
    let map = HashMap::from([("a", Confidential)]);
    assert_fails(typed::to_item(&map), None, TypeProblem::NotWritten);
    let error = typed::to_item("text").unwrap_err();
    assert_eq!(error.class(), ErrorClass::Request);
    assert_eq!(
        error.to_string(),
        "type 'str': it is not written as a map of names and values, so it is no item; use a \
        struct with named fields"
            .replace("        ", "")
    );
}

#[test]
fn every_builder_takes_an_item_and_every_output_gives_one() {
    let value = Strict { id: "1".into(), age: 36, maybe: None, tags: vec![] };
    let item = typed::to_item(&value).unwrap();
    assert_eq!(PutBuilder::default().typed(&value).unwrap().get_item(), &Some(item.clone()));
    assert_eq!(PutRequestBuilder::default().typed(&value).unwrap().get_item(), &Some(item.clone()));
    let got = ItemResponse::builder().set_item(Some(item.clone())).build();
    assert_eq!(got.typed::<Strict>().unwrap().as_ref(), Some(&value));
    assert_eq!(ItemResponse::builder().build().typed::<Strict>().unwrap(), None);
    let page = aws_sdk_dynamodb::operation::query::QueryOutput::builder()
        .items(item.clone())
        .items(Item::new())
        .build();
    assert_fails(page.typed::<Strict>(), Some("id"), TypeProblem::Missing);
    let page =
        aws_sdk_dynamodb::operation::query::QueryOutput::builder().items(item.clone()).items(item).build();
    assert_eq!(page.typed::<Strict>().unwrap().len(), 2);
    assert_eq!(page.items().len(), 2, "the page keeps its items");
}
