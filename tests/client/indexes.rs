//! What is read from an index: plaintext only where nothing can be missing, and never ciphertext in place of values.

use std::collections::HashMap;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::{AttributeValue, Get, KeysAndAttributes, ReturnValue, Select, TransactGetItem};
use dynamodb_item_encryptor::{
    EncryptTables, Error, Item, ItemEncryptor, MalformedProblem, PlaintextPolicy, TableConfig, UnreadableItems,
};
use serde_json::json;
use test_support::wire::Wire;
use test_support::{customer, customers_builder, engine, find, keyring, n, s, sealed, to_json, without_notes};

const READING: [PlaintextPolicy; 2] =
    [PlaintextPolicy::ForbidWriteAllowRead, PlaintextPolicy::ForceWriteAllowRead];

fn table(policy: PlaintextPolicy, whole_index: Option<&str>) -> TableConfig {
    let table = customers_builder(keyring()).plaintext_policy(policy);
    let table = match whole_index {
        Some(index) => table.index_projects_all(index),
        None => table,
    };
    table.build().unwrap()
}

#[track_caller]
fn assert_index(error: &(dyn std::error::Error + 'static), expected: MalformedProblem) {
    let Some(Error::Index { table, index, problem }) = find(error) else { panic!("{error:?}") };
    assert_eq!((table.as_str(), index.as_str(), *problem), ("Customers", "by-plan", expected));
}

#[tokio::test]
async fn what_an_index_leaves_of_an_encrypted_item_is_not_plaintext() {
    let whole = sealed(without_notes(customer("1", 1, "a@example.com"))).await;
    let part = |names: &[&str]| -> serde_json::Value {
        names.iter().map(|name| ((*name).to_owned(), whole[*name].clone())).collect()
    };
    let keys = ["id", "created", "plan"];
    // With ciphertext, without it, and with a value in place of it.
    let mut readable = part(&["id", "created", "plan", "email"]);
    readable["email"] = json!({ "S": "a@example.com" });
    for part in [part(&["id", "created", "plan", "email"]), part(&keys), readable] {
        let answer = json!({ "Items": [part], "Count": 1, "ScannedCount": 1 }).to_string();
        let wire = Wire::start(move |_, _| (200, answer.clone()));
        for policy in READING.into_iter().chain([PlaintextPolicy::ForbidWriteForbidRead]) {
            // What is said of another index says nothing of this one.
            for other in [None, Some("by-plan-and-more")] {
                let config = wire.config().encrypt_tables([table(policy, other)]).unwrap();
                let client = Client::from_conf(config.build());
                let query = client.query().table_name("Customers").index_name("by-plan");
                let query = query.key_condition_expression("#p = :p").expression_attribute_names("#p", "plan");
                let query = query.expression_attribute_values(":p", s("gold"));
                let problem = MalformedProblem::MissingMetadata;
                assert_index(&query.clone().send().await.unwrap_err(), problem);
                assert_index(&query.clone().projection_expression("email").send().await.unwrap_err(), problem);
                let filtered = query.filter_expression("email = :mail");
                let filtered = filtered.expression_attribute_values(":mail", s("a@example.com"));
                assert_index(&filtered.clone().send().await.unwrap_err(), problem);
                assert_index(&filtered.select(Select::Count).send().await.unwrap_err(), problem);
                let scan = client.scan().table_name("Customers").index_name("by-plan");
                let error = scan.send().await.unwrap_err();
                assert_index(&error, problem);
                let text = Error::find_in(&error).unwrap().to_string();
                assert!(text.contains("the index lacks") && text.contains("index_projects_all"), "{text}");
                assert!(!text.contains("plaintext, which"), "{text}");

                let unreadable = UnreadableItems::new();
                let scan = client.scan().table_name("Customers").index_name("by-plan").customize();
                let page = scan.interceptor(unreadable.clone()).send().await.unwrap();
                assert_eq!((page.items(), unreadable.take().len()), (&[][..], 1));
            }
        }
    }
}

#[tokio::test]
async fn an_index_that_is_declared_whole_has_plaintext() {
    let url = engine::start_unwatched().await;
    let plain = Client::from_conf(test_support::config(&url).build());
    engine::create_table(&plain, "Customers").await;
    let (sealed, open) = (customer("1", 1, "sealed@example.com"), customer("2", 1, "open@example.com"));
    let encryptor = ItemEncryptor::new(table(PlaintextPolicy::default(), None));
    let stored = encryptor.encrypt_item(sealed.clone()).await.unwrap();
    for item in [stored, open.clone()] {
        plain.put_item().table_name("Customers").set_item(Some(item)).send().await.unwrap();
    }
    let client = |table| Client::from_conf(test_support::config(&url).encrypt_tables([table]).unwrap().build());
    let query = |client: &Client, index: &str| {
        let query = client.query().table_name("Customers").index_name(index);
        let query = query.key_condition_expression("#p = :p").expression_attribute_names("#p", "plan");
        query.expression_attribute_values(":p", s("gold"))
    };
    let by_id = |items: Option<Vec<Item>>| {
        let mut items = items.unwrap();
        items.sort_by_key(|item| item["id"].as_s().unwrap().clone());
        items
    };
    for policy in READING {
        let declared = client(table(policy, Some("by-plan")));
        let both = [sealed.clone(), open.clone()];
        assert_eq!(by_id(query(&declared, "by-plan").send().await.unwrap().items), both);
        let undeclared = client(table(policy, None));
        assert_index(
            &query(&undeclared, "by-plan").send().await.unwrap_err(),
            MalformedProblem::MissingMetadata,
        );
        // DynamoDB gives all attributes then, or refuses.
        let all = query(&undeclared, "by-plan").select(Select::AllAttributes);
        assert_eq!(by_id(all.send().await.unwrap().items), both);
        let error = query(&undeclared, "keys-by-plan").select(Select::AllAttributes).send().await.unwrap_err();
        assert!(Error::find_in(&error).is_none(), "{error:?}");
        let filtered = query(&declared, "by-plan").filter_expression("email = :mail");
        let filtered = filtered.expression_attribute_values(":mail", s("open@example.com")).send().await;
        assert_eq!(filtered.unwrap().items(), std::slice::from_ref(&open));
        // Encrypted items need no declaration.
        let unreadable = UnreadableItems::new();
        let left = query(&undeclared, "by-plan").customize().interceptor(unreadable.clone()).send().await;
        assert_eq!((left.unwrap().items(), unreadable.take().len()), (&[sealed.clone()][..], 1));
        // Nothing else is declared.
        assert!(query(&declared, "keys-by-plan").send().await.is_err());
    }
    // Where plaintext is not read, the declaration does not change that, but says what it is.
    let strict = client(table(PlaintextPolicy::default(), Some("by-plan")));
    assert_index(&query(&strict, "by-plan").send().await.unwrap_err(), MalformedProblem::Plaintext);
}

/// Every read of the table itself is one of whole items.
#[tokio::test]
async fn plaintext_of_the_table_itself_is_read_whatever_it_looks_like() {
    // As what KMS has encrypted begins, and so does an encrypted set of numbers.
    let mut item = without_notes(customer("1", 1, ""));
    let looks_sealed = AttributeValue::B(Blob::new([&[1, 2, 2, 0, 0x78][..], &[7; 100]].concat()));
    item.insert("email".to_owned(), looks_sealed);
    let stored = to_json(&item);
    let wire = Wire::start(move |_, request| {
        let answer = match request.operation.as_str() {
            "GetItem" => json!({ "Item": stored }),
            "BatchGetItem" => json!({ "Responses": { "Customers": [stored] } }),
            "TransactGetItems" => json!({ "Responses": [{ "Item": stored }] }),
            "Query" | "Scan" => json!({ "Items": [stored], "Count": 1, "ScannedCount": 1 }),
            _ => json!({ "Attributes": stored }),
        };
        (200, answer.to_string())
    });
    for policy in READING {
        let config = wire.config().encrypt_tables([table(policy, None)]).unwrap();
        let client = Client::from_conf(config.build());
        let key = HashMap::from([("id".to_owned(), s("1")), ("created".to_owned(), n(1))]);
        let of_item = Some(item.clone());
        let get = client.get_item().table_name("Customers").set_key(Some(key.clone()));
        assert_eq!(get.send().await.unwrap().item, of_item);
        let keys = KeysAndAttributes::builder().keys(key.clone()).build().unwrap();
        let batch = client.batch_get_item().request_items("Customers", keys).send().await.unwrap();
        assert_eq!(batch.responses.unwrap()["Customers"], [item.clone()]);
        let get = Get::builder().table_name("Customers").set_key(Some(key.clone())).build().unwrap();
        let get = client.transact_get_items().transact_items(TransactGetItem::builder().get(get).build());
        assert_eq!(get.send().await.unwrap().responses()[0].item, of_item);
        let query = client.query().table_name("Customers").key_condition_expression("id = :id");
        let query = query.expression_attribute_values(":id", s("1")).send().await.unwrap();
        assert_eq!(query.items(), [item.clone()]);
        let scan = client.scan().table_name("Customers").send().await.unwrap();
        assert_eq!(scan.items(), [item.clone()]);
        let delete = client.delete_item().table_name("Customers").set_key(Some(key));
        assert_eq!(delete.return_values(ReturnValue::AllOld).send().await.unwrap().attributes, of_item);
    }
}

#[cfg(feature = "legacy")]
#[tokio::test]
async fn what_an_index_leaves_of_a_legacy_item_is_not_one_that_was_never_signed() {
    use dynamodb_item_encryptor::legacy::{
        AesKey, LegacyAction, LegacyEncryptor, LegacyPolicy, SignatureKey, SigningAlgorithm, WrappedProvider,
    };

    let url = engine::start_unwatched().await;
    let plain = Client::from_conf(test_support::config(&url).build());
    engine::create_table(&plain, "Customers").await;
    let key = SignatureKey::hmac(SigningAlgorithm::HmacSha256, &[8; 32]).unwrap();
    let older = LegacyEncryptor::builder()
        .table_name("Customers")
        .partition_key("id")
        .sort_key("created")
        .default_action(LegacyAction::DoNothing)
        .sign(["id", "created"])
        .encrypt(["email"])
        .reading_items_that_were_never_signed()
        .provider(WrappedProvider::aes(AesKey::new(&[7; 32]).unwrap(), key))
        .build()
        .unwrap();
    let (signed, mut bare) = (customer("1", 1, "a@example.com"), customer("2", 1, ""));
    bare.retain(|name, _| ["id", "created", "plan"].contains(&name.as_str()));
    for item in [older.encrypt_item(signed.clone()).await.unwrap(), bare.clone()] {
        plain.put_item().table_name("Customers").set_item(Some(item)).send().await.unwrap();
    }
    let client = |whole_index: &str| {
        let table = customers_builder(keyring()).legacy(older.clone(), LegacyPolicy::ForbidWriteAllowRead);
        let table = table.index_projects_all(whole_index);
        let config = test_support::config(&url).encrypt_tables([table.build().unwrap()]).unwrap();
        Client::from_conf(config.build())
    };
    let query = |client: &Client, index: &str| {
        let query = client.query().table_name("Customers").index_name(index);
        let query = query.key_condition_expression("#p = :p").expression_attribute_names("#p", "plan");
        query.expression_attribute_values(":p", s("gold")).send()
    };
    for index in ["keys-by-plan", "by-plan"] {
        let error = query(&client("another"), index).await.unwrap_err();
        let Some(Error::Index { problem, .. }) = find(&error) else { panic!("{error:?}") };
        assert_eq!(*problem, MalformedProblem::MissingMetadata);
    }
    let mut items = query(&client("by-plan"), "by-plan").await.unwrap().items.unwrap();
    items.sort_by_key(|item| item["id"].as_s().unwrap().clone());
    assert_eq!(items, [signed, bare.clone()]);
    // The table itself has whole items.
    let get = client("another").get_item().table_name("Customers").key("id", s("2")).key("created", n(1));
    assert_eq!(get.send().await.unwrap().item, Some(bare));
}
