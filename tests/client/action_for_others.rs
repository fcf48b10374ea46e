//! Attributes without an action of their own: what becomes of them, for writers, readers and requests.

use std::collections::HashMap;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::AttributeValue;
use dynamodb_item_encryptor::{
    AttributeAction, Completeness, ConfigProblem, EncryptTables, Error, Item, ItemEncryptor, ItemProblem,
    MalformedProblem, PlaintextPolicy, ProtectedUpdates, ReaderPolicy, RefusedProblem, TableConfig,
    TableConfigBuilder, UpdateEncrypted,
};
use test_support::wire::Wire;
use test_support::{keyring, n, s, to_json};

use AttributeAction::{DoNothing, EncryptAndSign, SignAndIncludeInEncryptionContext, SignOnly};

const SECRET: &str = "ada@example.com";

/// A single-table design.
fn builder() -> TableConfigBuilder {
    TableConfig::builder("app")
        .partition_key("pk")
        .sort_key("sk")
        .index_keys(["gsi1pk"])
        .sign(["type"])
        .encrypt(["name"])
        .unsigned_prefix(":")
        .allowed_unsigned(["counter"])
        .keyring(keyring())
}

fn with_others(action: AttributeAction) -> TableConfig {
    builder().action_for_others(action).build().unwrap()
}

fn item(others: &[(&str, AttributeValue)]) -> Item {
    let known = [("pk", s("1")), ("sk", s("a")), ("gsi1pk", s("g")), ("type", s("user")), ("counter", n(1))];
    let known = known.into_iter().chain([(":note", s("unsigned")), ("name", s("Ada"))]);
    known.chain(others.iter().cloned()).map(|(name, value)| (name.to_owned(), value)).collect()
}

fn key() -> Item {
    HashMap::from([("pk".to_owned(), s("1")), ("sk".to_owned(), s("a"))])
}

#[tokio::test]
async fn other_attributes_are_treated_as_the_table_says_and_read_without_it() {
    let plain = item(&[("email", s(SECRET)), ("tags", AttributeValue::L(vec![s("x")]))]);
    for (action, is_encrypted) in [(EncryptAndSign, true), (SignOnly, false)] {
        let table = with_others(action);
        assert_eq!(table.action_for_others(), Some(action));
        let stored = ItemEncryptor::new(table.clone()).encrypt_item(plain.clone()).await.unwrap();
        for name in ["email", "tags"] {
            assert_eq!(table.action(name), Some(action));
            assert_eq!(stored[name].is_b(), is_encrypted, "{name}");
        }
        // What has an action keeps it.
        for name in ["pk", "sk", "gsi1pk", "type", "counter", ":note"] {
            assert_eq!(stored[name], plain[name], "{name}");
        }
        assert!(stored["name"].is_b());
        // A reader needs none of that; nor does one with the opposite.
        let other = if is_encrypted { SignOnly } else { EncryptAndSign };
        for reader in [builder().build().unwrap(), with_others(other)] {
            let opened = ItemEncryptor::new(reader).decrypt_item(stored.clone()).await.unwrap();
            assert_eq!(opened.item, plain);
        }
        // All of them are signed.
        let mut changed = stored.clone();
        changed.insert("added".to_owned(), s("x"));
        assert!(ItemEncryptor::new(table.clone()).decrypt_item(changed).await.is_err());
        let mut changed = stored;
        changed.insert("email".to_owned(), s("mallory@example.com"));
        assert!(ItemEncryptor::new(table).decrypt_item(changed).await.is_err());
    }
    let without = ItemEncryptor::new(builder().build().unwrap()).encrypt_item(plain).await;
    assert!(matches!(without, Err(Error::InvalidItem { problem: ItemProblem::NoAction, .. })));
}

#[tokio::test]
async fn reserved_names_are_no_others() {
    for action in [EncryptAndSign, SignOnly] {
        let table = with_others(action);
        for name in ["aws_dbe_head", "aws_dbe_b_email", "aws-crypto-attr.email"] {
            let sealed = ItemEncryptor::new(table.clone()).encrypt_item(item(&[(name, s("x"))])).await;
            let Err(Error::InvalidItem { attribute, problem, .. }) = sealed else { panic!("{name}") };
            assert_eq!((attribute.as_deref(), problem), (Some(name), ItemProblem::ReservedName));
        }
        assert_eq!(table.action("aws-crypto-public-key"), None);
    }
}

#[test]
fn only_actions_that_need_no_names_are_taken() {
    let problem = |builder: TableConfigBuilder| match builder.build() {
        Err(Error::Config { attribute, problem, .. }) => (attribute, problem),
        other => panic!("{other:?}"),
    };
    for action in [DoNothing, SignAndIncludeInEncryptionContext] {
        let expected = ConfigProblem::ActionForOthers { action: action.as_str() };
        assert_eq!(problem(builder().action_for_others(action)), (None, expected));
    }
    let twice = builder().action_for_others(SignOnly).action_for_others(EncryptAndSign);
    let expected = ConfigProblem::GivenTwice { what: "the action for other attributes" };
    assert_eq!(problem(twice), (Some("ENCRYPT_AND_SIGN".to_owned()), expected));
    builder().action_for_others(SignOnly).action_for_others(SignOnly).build().unwrap();
    // Padding wants an encrypted attribute, which others may be.
    builder().action_for_others(EncryptAndSign).pad(["diagnosis"], 64).build().unwrap();
    for not_encrypted in ["counter", ":note", "type", "pk", "diagnosis"] {
        let padded = builder().action_for_others(SignOnly).pad([not_encrypted], 64);
        assert_eq!(problem(padded), (Some(not_encrypted.to_owned()), ConfigProblem::PaddedNotEncrypted));
    }
    for not_encrypted in ["counter", ":note", "type", "pk"] {
        let padded = builder().action_for_others(EncryptAndSign).pad([not_encrypted], 64);
        assert_eq!(problem(padded), (Some(not_encrypted.to_owned()), ConfigProblem::PaddedNotEncrypted));
    }
}

#[test]
fn keys_of_indexes_are_signed_unless_they_are_declared_otherwise_and_never_encrypted() {
    let table = builder().action_for_others(EncryptAndSign);
    let table = table.index_keys(["gsi2pk", ":gsi2sk", "counter"]).build().unwrap();
    assert_eq!(table.action("gsi1pk"), Some(SignOnly));
    assert_eq!(table.action("gsi2pk"), Some(SignOnly));
    assert_eq!(table.action(":gsi2sk"), Some(DoNothing));
    assert_eq!(table.action("counter"), Some(DoNothing));
    assert_eq!(table.index_keys().collect::<Vec<_>>(), [":gsi2sk", "counter", "gsi1pk", "gsi2pk"]);
    let problem = |builder: TableConfigBuilder| match builder.build() {
        Err(Error::Config { attribute: Some(attribute), problem, .. }) => (attribute, problem),
        other => panic!("{other:?}"),
    };
    let expected = ("name".to_owned(), ConfigProblem::EncryptedIndexKey);
    assert_eq!(problem(builder().index_keys(["name"])), expected);
    assert_eq!(problem(builder().index_keys(["name", "type"]).action_for_others(SignOnly)), expected);
    assert_eq!(problem(builder().index_keys([""])), (String::new(), ConfigProblem::KeyNameLength));
    // In a table that has a context, an index key may be in it; the table's own keys have to.
    let context = builder().sign_and_include_in_encryption_context(["tenant"]).index_keys(["tenant", "pk"]);
    let context = context.build().unwrap();
    assert_eq!(context.action("tenant"), Some(SignAndIncludeInEncryptionContext));
    assert_eq!(context.action("pk"), Some(SignAndIncludeInEncryptionContext));
    assert_eq!(context.action("gsi1pk"), Some(SignOnly));
    // A complete list is complete.
    let listed = TableConfig::builder("app").partition_key("pk").index_keys(["g"]).keyring(keyring());
    let listed = listed.attribute_actions([("pk", SignOnly)]);
    assert_eq!(problem(listed), ("g".to_owned(), ConfigProblem::MissingKeyAction));
}

#[tokio::test]
async fn a_strict_reader_asks_for_the_action_of_others() {
    let plain = item(&[("email", s(SECRET))]);
    let signed = ItemEncryptor::new(with_others(SignOnly)).encrypt_item(plain.clone()).await.unwrap();
    let strict = |policy| builder().action_for_others(EncryptAndSign).reader_policy(policy).build().unwrap();
    let refused = ItemEncryptor::new(strict(ReaderPolicy::strict())).decrypt_item(signed.clone()).await;
    let Err(Error::MalformedItem { attribute, problem, .. }) = refused else { panic!("{refused:?}") };
    assert_eq!((attribute.as_deref(), problem), (Some("email"), MalformedProblem::NotEncrypted));
    let allowing = strict(ReaderPolicy::strict().allow_readable(["email"]));
    assert_eq!(ItemEncryptor::new(allowing).decrypt_item(signed).await.unwrap().item, plain);
}

/// A reader's rule for others says nothing about what another writer has encrypted.
#[tokio::test]
async fn what_looks_encrypted_is_not_taken_for_plaintext_because_others_are_only_signed() {
    let plain = item(&[("email", s(SECRET))]);
    let mut part = ItemEncryptor::new(with_others(EncryptAndSign)).encrypt_item(plain).await.unwrap();
    part.retain(|name, _| key().contains_key(name) || name == "email");
    let reading = builder().plaintext_policy(PlaintextPolicy::ForbidWriteAllowRead);
    let reader = ItemEncryptor::new(reading.action_for_others(SignOnly).build().unwrap());
    let opened = reader.decrypt_item_with(part.clone(), Completeness::Assumed).await;
    let Err(Error::MalformedItem { attribute, problem, .. }) = opened else { panic!("{opened:?}") };
    assert_eq!((attribute.as_deref(), problem), (Some("email"), MalformedProblem::PartOfItem));
}

fn client(wire: &Wire, table: TableConfig) -> Client {
    Client::from_conf(wire.config().encrypt_tables([table]).unwrap().build())
}

/// Sends, in every parameter that can have one, a value for an attribute that is not declared. What came of each.
async fn everything(client: &Client) -> Vec<(&'static str, Option<RefusedProblem>)> {
    let mut outcomes = Vec::new();
    macro_rules! send {
        ($what:literal, $request:expr) => {
            let request = $request.table_name("app").send().await;
            let refused = request.err().map(|error| match Error::find_in(&error) {
                Some(Error::Refused { problem, .. }) => problem.clone(),
                other => panic!("{}: {other:?} in {error:?}", $what),
            });
            outcomes.push(($what, refused));
        };
    }
    let odd = || {
        let mut key = key();
        key.insert("email".to_owned(), s(SECRET));
        Some(key)
    };
    let v = ":v";
    let condition = "attribute_exists(pk) AND email = :v";
    let put = client.put_item().set_item(Some(item(&[("email", s("b"))]))).condition_expression(condition);
    send!("condition of a put", put.expression_attribute_values(v, s(SECRET)));
    let delete = client.delete_item().set_key(Some(key())).condition_expression(condition);
    send!("condition of a delete", delete.expression_attribute_values(v, s(SECRET)));
    send!("key of a read", client.get_item().set_key(odd()));
    send!("key of a delete", client.delete_item().set_key(odd()));
    let query = client.query().key_condition_expression("email = :v");
    send!("key condition", query.clone().expression_attribute_values(v, s(SECRET)));
    send!("key condition of an index", query.index_name("by-email").expression_attribute_values(v, s(SECRET)));
    send!("start key", client.scan().set_exclusive_start_key(odd()));
    outcomes
}

#[tokio::test]
async fn no_value_of_an_encrypted_other_is_sent() {
    let wire = Wire::empty();
    let config = builder().action_for_others(EncryptAndSign);
    let refusing = config.protected_updates(ProtectedUpdates::Refuse).build().unwrap();
    for (what, refused) in everything(&client(&wire, refusing)).await {
        let refused = refused.unwrap_or_else(|| panic!("{what} was sent"));
        assert!(
            matches!(&refused, RefusedProblem::EncryptedAttribute { attribute, .. } if attribute == "email"),
            "{what}: {refused:?}"
        );
    }
    assert_eq!(wire.count(), 0);
    let client = client(&wire, with_others(EncryptAndSign));
    // Filters are evaluated here, and items sealed.
    let filter = "email = :v AND #t = :t";
    let scan = client.scan().table_name("app").filter_expression(filter);
    let scan = scan.expression_attribute_names("#t", "type").expression_attribute_values(":t", s("user"));
    scan.expression_attribute_values(":v", s(SECRET)).send().await.unwrap();
    client.put_item().table_name("app").set_item(Some(item(&[("email", s(SECRET))]))).send().await.unwrap();
    let update = client.update_encrypted("app", key());
    let values = HashMap::from([(":e".to_owned(), s(SECRET))]);
    update.send_expression("SET email = :e", None, Some(values)).await.unwrap();
    assert_eq!(wire.requests().len(), 4);
    for request in wire.requests() {
        assert!(!String::from_utf8_lossy(&request.body).contains(SECRET), "{}", request.operation);
    }
    assert_eq!(wire.requests()[0].json()["FilterExpression"], "#t=:t");
}

#[tokio::test]
async fn signed_others_are_sent_as_those_that_are_declared() {
    let wire = Wire::empty();
    let client = client(&wire, with_others(SignOnly));
    let outcomes = everything(&client).await;
    assert!(outcomes.iter().all(|(_, refused)| refused.is_none()), "{outcomes:?}");
    assert_eq!(wire.count(), outcomes.len());
    let scan = client.scan().table_name("app").filter_expression("email = :v");
    scan.expression_attribute_values(":v", s(SECRET)).send().await.unwrap();
    assert_eq!(wire.requests().last().unwrap().json()["FilterExpression"], "email = :v");
}

#[tokio::test]
async fn a_filter_on_an_encrypted_other_finds_the_open_item() {
    let table = with_others(EncryptAndSign);
    let mut items = Vec::new();
    for email in [SECRET, "other@example.com"] {
        let item = item(&[("email", s(email))]);
        items.push(to_json(&ItemEncryptor::new(table.clone()).encrypt_item(item).await.unwrap()));
        items.last_mut().unwrap()["sk"] = serde_json::json!({ "S": "a" });
    }
    let page = serde_json::json!({ "Items": [items[0]], "Count": 1, "ScannedCount": 1 }).to_string();
    let wire = Wire::start(move |_, _| (200, page.clone()));
    let client = client(&wire, table);
    for (email, count) in [(SECRET, 1), ("other@example.com", 0)] {
        let scan = client.scan().table_name("app").filter_expression("email = :v");
        let scan = scan.expression_attribute_values(":v", s(email)).send().await.unwrap();
        assert_eq!((scan.count(), scan.scanned_count()), (count, 1));
    }
}
