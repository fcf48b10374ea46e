//! Padded values: neither types nor lengths can be told from what is stored, and everybody reads what they did.

use std::collections::{BTreeSet, HashMap};

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue;
use dynamodb_item_encryptor::{
    AlgorithmSuite, ConfigProblem, EncryptTables, Error, Item, ItemEncryptor, ItemProblem, MalformedProblem,
    ReaderPolicy, TableConfig, TableConfigBuilder, UpdateEncrypted, ValueProblem,
};
use test_support::{customer, customers_builder, engine, keyring, n, s};

const SUITES: &[AlgorithmSuite] = AlgorithmSuite::ALL;

fn table() -> TableConfigBuilder {
    TableConfig::builder("Patients").partition_key("id").encrypt(["diagnosis", "name"]).keyring(keyring())
}

fn encryptor(builder: TableConfigBuilder) -> ItemEncryptor {
    ItemEncryptor::new(builder.build().unwrap())
}

fn patient(diagnosis: AttributeValue) -> Item {
    HashMap::from([("id".to_owned(), s("1")), ("name".to_owned(), s("x")), ("diagnosis".to_owned(), diagnosis)])
}

/// Values of every type, each of which fits into 40 bytes.
fn values() -> Vec<AttributeValue> {
    vec![
        AttributeValue::Null(true),
        AttributeValue::Bool(true),
        AttributeValue::Bool(false),
        s(""),
        s("measles"),
        s("ü".repeat(20)),
        AttributeValue::N("0".into()),
        AttributeValue::N("-12345.678".into()),
        AttributeValue::B(Blob::new([])),
        AttributeValue::B(Blob::new([0; 40])),
        AttributeValue::Ss(vec!["a".into(), "b".into()]),
        AttributeValue::Ns(vec!["1".into()]),
        AttributeValue::Bs(vec![Blob::new([1])]),
        AttributeValue::L(vec![n(1), AttributeValue::Null(true)]),
        AttributeValue::M(HashMap::from([("code".to_owned(), s("B05"))])),
    ]
}

#[tokio::test]
async fn types_and_lengths_of_padded_values_cannot_be_told_from_the_stored_item() {
    for &suite in SUITES {
        let padded = encryptor(table().pad(["diagnosis"], 40).suite(suite));
        let mut seen = BTreeSet::new();
        let mut without = BTreeSet::new();
        for value in values() {
            let plain = patient(value);
            let stored = padded.encrypt_item(plain.clone()).await.unwrap();
            // Whatever is readable of the value: its type, and how long it is.
            let bytes = stored["diagnosis"].as_b().unwrap().as_ref();
            seen.insert((
                bytes[..2].to_vec(),
                bytes.len(),
                stored["aws_dbe_head"].as_b().unwrap().as_ref().len(),
            ));
            // Others of the item are as ever.
            assert_eq!(stored["name"].as_b().unwrap().as_ref().len(), 1 + 18);
            assert_eq!(padded.decrypt_item(stored).await.unwrap().item, plain);

            let stored = encryptor(table().suite(suite)).encrypt_item(plain).await.unwrap();
            let bytes = stored["diagnosis"].as_b().unwrap().as_ref();
            without.insert((bytes[..2].to_vec(), bytes.len()));
        }
        let seen: Vec<_> = seen.into_iter().map(|(kind, length, _)| (kind, length)).collect();
        assert_eq!(seen, [(vec![0xff, 0xff], 40 + 32)]);
        assert_eq!(without.len(), 14, "without padding, all but the two truth values can be told apart");
    }
}

#[tokio::test]
async fn a_value_that_does_not_fit_is_refused_by_name() {
    let padded = encryptor(table().pad(["diagnosis"], 3));
    for value in [s("1234"), AttributeValue::N("1000".into()), AttributeValue::L(vec![])] {
        match padded.encrypt_item(patient(value)).await {
            Err(Error::InvalidItem { attribute, problem, .. }) => {
                assert_eq!(attribute.as_deref(), Some("diagnosis"));
                assert_eq!(problem, ItemProblem::Value(ValueProblem::TooLongToPad { longest: 3 }));
            }
            other => panic!("{other:?}"),
        }
    }
    for value in [s("123"), AttributeValue::N("1e2".into())] {
        assert!(padded.encrypt_item(patient(value)).await.is_ok());
    }
    // What DynamoDB refuses is refused padded, too.
    let outcome = padded.encrypt_item(patient(AttributeValue::Null(false))).await;
    assert!(matches!(
        outcome,
        Err(Error::InvalidItem { problem: ItemProblem::Value(ValueProblem::NullIsFalse), .. })
    ));
}

#[tokio::test]
async fn readers_without_the_padding_see_the_documented_binary_value() {
    let stored = encryptor(table().pad(["diagnosis"], 8)).encrypt_item(patient(s("ab"))).await.unwrap();
    let opened = encryptor(table()).decrypt_item(stored).await.unwrap().item;
    let expected = b"\xffPadded1\x00\x01\x00\x00\x00\x02ab\x00\x00\x00\x00\x00\x00";
    assert_eq!(opened["diagnosis"], AttributeValue::B(Blob::new(expected)));
}

#[tokio::test]
async fn padding_can_be_configured_for_a_table_with_items() {
    let lengths = [None, Some(40), Some(100)];
    let of = |length: Option<usize>| match length {
        Some(bytes) => table().pad(["diagnosis"], bytes),
        None => table(),
    };
    for written in lengths {
        for value in values() {
            let plain = patient(value);
            let stored = encryptor(of(written)).encrypt_item(plain.clone()).await.unwrap();
            for configured in lengths.into_iter().filter(Option::is_some) {
                let opened = encryptor(of(configured)).decrypt_item(stored.clone()).await.unwrap();
                assert_eq!(opened.item, plain);
                let strict = |policy| encryptor(of(configured).reader_policy(policy));
                let outcome = strict(ReaderPolicy::strict()).decrypt_item(stored.clone()).await;
                if written >= configured {
                    assert_eq!(outcome.unwrap().item, plain);
                } else {
                    let Err(Error::MalformedItem { attribute, problem, .. }) = outcome else {
                        panic!("{outcome:?}")
                    };
                    assert_eq!(attribute.as_deref(), Some("diagnosis"));
                    assert_eq!(problem, MalformedProblem::NotPadded);
                    let allowing = ReaderPolicy::strict().allow_unpadded(["diagnosis"]);
                    let opened = strict(allowing).decrypt_item(stored.clone()).await.unwrap();
                    assert_eq!(opened.item, plain);
                }
            }
        }
    }
}

#[tokio::test]
async fn a_strict_reader_is_not_content_with_a_value_that_only_looks_padded() {
    // A binary value, as long as a padded one.
    let plain = patient(AttributeValue::B(Blob::new([0; 60])));
    let stored = encryptor(table()).encrypt_item(plain.clone()).await.unwrap();
    let reader = || table().pad(["diagnosis"], 40);
    assert_eq!(encryptor(reader()).decrypt_item(stored.clone()).await.unwrap().item, plain);
    let outcome = encryptor(reader().reader_policy(ReaderPolicy::strict())).decrypt_item(stored).await;
    assert!(matches!(outcome, Err(Error::MalformedItem { problem: MalformedProblem::NotPadded, .. })));
}

#[test]
fn only_encrypted_attributes_are_padded_and_to_what_an_item_can_have() {
    let problem = |builder: TableConfigBuilder| match builder.build() {
        Err(Error::Config { attribute, problem, .. }) => (attribute.unwrap(), problem),
        other => panic!("{other:?}"),
    };
    let named = |name: &str, problem| (name.to_owned(), problem);
    let signed = table().sign(["plan"]).pad(["plan"], 8);
    assert_eq!(problem(signed), named("plan", ConfigProblem::PaddedNotEncrypted));
    assert_eq!(problem(table().pad(["id"], 8)), named("id", ConfigProblem::PaddedNotEncrypted));
    assert_eq!(problem(table().pad(["nmae"], 8)), named("nmae", ConfigProblem::PaddedNotEncrypted));
    for bytes in [0, 409_601, usize::MAX] {
        assert_eq!(problem(table().pad(["name"], bytes)), named("name", ConfigProblem::PaddingLength));
    }
    let twice = table().pad(["name"], 8).pad(["name"], 9);
    assert_eq!(problem(twice), named("name", ConfigProblem::DuplicateDeclaration));
    assert!(table().pad(["name"], 8).pad(["name"], 8).build().is_ok());
}

#[tokio::test]
async fn applications_of_the_wrapped_client_notice_nothing() {
    let url = engine::start().await;
    let tables = [customers_builder(keyring()).pad(["email"], 64).build().unwrap()];
    let client = Client::from_conf(test_support::config(&url).encrypt_tables(tables).unwrap().build());
    let plain = Client::from_conf(test_support::config(&url).build());
    engine::create_table(&plain, "Customers").await;
    let mut lengths = BTreeSet::new();
    for (created, email) in [(1, "a@example.com"), (2, "somebody.else@mail.example.com")] {
        let item = customer("1", created, email);
        client.put_item().table_name("Customers").set_item(Some(item)).send().await.unwrap();
    }
    for item in plain.scan().table_name("Customers").send().await.unwrap().items() {
        lengths.insert(item["email"].as_b().unwrap().as_ref().len());
    }
    assert_eq!(lengths, [96].into());

    let query = client.query().table_name("Customers").key_condition_expression("id = :id");
    let query = query.filter_expression("begins_with(email, :start) AND size(email) < :size");
    let query = query.expression_attribute_values(":id", s("1")).expression_attribute_values(":size", n(20));
    let page = query.expression_attribute_values(":start", s("a@")).send().await.unwrap();
    assert_eq!(page.items(), [customer("1", 1, "a@example.com")]);
    let key = HashMap::from([("id".to_owned(), s("1")), ("created".to_owned(), n(1))]);
    let values = HashMap::from([(":e".to_owned(), s("b@example.com"))]);
    let update = client.update_encrypted("Customers", key);
    let updated = update.send_expression("SET email = :e", None, Some(values)).await.unwrap().unwrap();
    assert_eq!(updated["email"], s("b@example.com"));
}
