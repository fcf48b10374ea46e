//! Filters and projections on encrypted attributes: the same answers as without encryption, and nothing of
//! them on the wire.

use std::collections::HashMap;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::{AttributeValue, Get, KeysAndAttributes, Select, TransactGetItem};
use dynamodb_item_encryptor::{EncryptTables, Error, Item, MalformedProblem, RefusedProblem};
use serde_json::json;
use test_support::wire::Wire;
use test_support::{customer, customers, engine, find, keyring, n, s, sealed, without_notes};

/// A client that encrypts and one that does not, each with the same items in its own engine.
async fn twins() -> (Client, Client) {
    let (url, plain_url) = (engine::start().await, engine::start().await);
    let config = test_support::config(&url).encrypt_tables([customers(keyring())]).unwrap();
    let (wrapped, plain) =
        (Client::from_conf(config.build()), Client::from_conf(test_support::config(&plain_url).build()));
    for client in [&wrapped, &plain] {
        engine::create_table(client, "Customers").await;
        for i in 0..20 {
            let mut item = customer("1", i, &format!("{}@example.com", i % 5));
            item.insert("plan".to_owned(), s(if i % 2 == 0 { "gold" } else { "silver" }));
            item.insert("notes".to_owned(), AttributeValue::L(vec![s("a secret note"), n(i)]));
            item.insert(":counter".to_owned(), n(i));
            if i % 7 == 0 {
                item.remove("notes");
            }
            client.put_item().table_name("Customers").set_item(Some(item)).send().await.unwrap();
        }
    }
    (wrapped, plain)
}

/// An expression with only those of the placeholders that it uses.
fn names(expressions: &[&str]) -> Option<HashMap<String, String>> {
    let all = [("#p", "plan"), ("#e", "email"), ("#n", "notes"), ("#c", ":counter")];
    let used = all.into_iter().filter(|(name, _)| expressions.iter().any(|text| text.contains(name)));
    let map: HashMap<_, _> = used.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    (!map.is_empty()).then_some(map)
}

fn values(expressions: &[&str]) -> Option<Item> {
    let all = [
        (":id", s("1")),
        (":gold", s("gold")),
        (":mail", s("3@example.com")),
        (":part", s("@example.com")),
        (":five", n(5)),
        (":twelve", n(12)),
        (":list", s("L")),
    ];
    let used = all.into_iter().filter(|(name, _)| expressions.iter().any(|text| text.contains(name)));
    let map: Item = used.map(|(name, value)| (name.to_owned(), value)).collect();
    (!map.is_empty()).then_some(map)
}

const FILTERS: [&str; 15] = [
    "email = :mail",
    "#e = :mail AND #p = :gold",
    "email = :mail AND #c > :five",
    "email <> :mail AND NOT #p = :gold AND #c BETWEEN :five AND :twelve",
    "email = :mail OR #p = :gold",
    "NOT (email = :mail OR #p = :gold)",
    "begins_with(email, :gold) OR contains(#e, :part)",
    "#n[1] < :twelve AND #n[1] >= :five",
    "attribute_not_exists(notes)",
    "attribute_exists(#n[1]) AND attribute_type(notes, :list)",
    "size(email) > :five AND size(notes) < :five",
    "email IN (:mail, :gold, #p)",
    "email > #p AND :mail <= email",
    "absent = :gold",
    "#c < :twelve AND #c <> :five",
];

#[tokio::test]
async fn a_filter_gives_what_it_would_give_without_encryption() {
    let (wrapped, plain) = twins().await;
    let key = "id = :id";
    for filter in FILTERS {
        for limit in [None, Some(3), Some(20)] {
            for select in [None, Some(Select::Count), Some(Select::AllAttributes)] {
                let pages = async |client: &Client| {
                    let query = client.query().table_name("Customers").key_condition_expression(key);
                    let query = query.filter_expression(filter).set_limit(limit).set_select(select.clone());
                    let query = query.set_expression_attribute_names(names(&[filter]));
                    let query = query.set_expression_attribute_values(values(&[filter, key]));
                    let pages = query.into_paginator().send().collect::<Result<Vec<_>, _>>().await.unwrap();
                    pages
                        .into_iter()
                        .map(|page| (page.items, page.count, page.scanned_count, page.last_evaluated_key))
                        .collect::<Vec<_>>()
                };
                assert_eq!(pages(&wrapped).await, pages(&plain).await, "{filter} {limit:?} {select:?}");
            }
        }
        let count = async |client: &Client| {
            let scan = client.scan().table_name("Customers").filter_expression(filter);
            let scan = scan.set_expression_attribute_names(names(&[filter])).select(Select::Count);
            let scan = scan.set_expression_attribute_values(values(&[filter])).send().await.unwrap();
            (scan.count, scan.scanned_count, scan.items)
        };
        assert_eq!(count(&wrapped).await, count(&plain).await, "{filter}");
    }
}

/// Conditions on encrypted, signed, unsigned, absent and key attributes.
const ATOMS: [&str; 12] = [
    "email = :mail",
    "contains(email, :five)",
    "#p = :gold",
    "#p < :list",
    "#c BETWEEN :five AND :twelve",
    "#n[1] <= :twelve",
    "attribute_exists(#n)",
    "size(#e) >= #c",
    "absent <> :gold",
    "#e IN (#p, :mail)",
    "begins_with(#p, :gold)",
    "created > :five",
];

#[tokio::test]
async fn random_filters_give_what_they_would_give_without_encryption() {
    let (wrapped, plain) = twins().await;
    let mut state = 42_u64;
    let mut random = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap() % below
    };
    let mut passed = 0;
    for _ in 0..200 {
        let conjuncts: Vec<_> = (0..=random(3))
            .map(|_| {
                let (one, other) = (ATOMS[random(ATOMS.len())], ATOMS[random(ATOMS.len())]);
                match random(5) {
                    0 | 1 => one.to_owned(),
                    2 => format!("NOT {one}"),
                    3 => format!("({one} OR NOT {other})"),
                    _ => format!("NOT ({one} AND {other})"),
                }
            })
            .collect();
        let filter = conjuncts.join(" AND ");
        let scan = async |client: &Client| {
            let scan = client.scan().table_name("Customers").filter_expression(&filter).limit(15);
            let scan = scan.set_expression_attribute_names(names(&[&filter]));
            let page = scan.set_expression_attribute_values(values(&[&filter])).send().await.unwrap();
            (page.items, page.count, page.scanned_count, page.last_evaluated_key)
        };
        let found = scan(&wrapped).await;
        passed += found.1;
        assert_eq!(found, scan(&plain).await, "{filter}");
    }
    assert!((200..2800).contains(&passed), "{passed} of 3000 items passed");
}

const PROJECTIONS: [&str; 7] =
    ["id", "email", "#e, #p, created", "#n[1], email", "#n[0].x", "absent", "notes, #c"];

#[tokio::test]
async fn a_projection_gives_what_it_would_give_without_encryption() {
    let (wrapped, plain) = twins().await;
    let key = |created| HashMap::from([("id".to_owned(), s("1")), ("created".to_owned(), n(created))]);
    for projection in PROJECTIONS {
        let names = || names(&[projection]);
        let everything = async |client: &Client| {
            let get = client.get_item().table_name("Customers").set_key(Some(key(3)));
            let get = get.projection_expression(projection).set_expression_attribute_names(names());
            let got = get.send().await.unwrap().item;

            let query = client.query().table_name("Customers").key_condition_expression("id = :id");
            let query = query.projection_expression(projection).set_expression_attribute_names(names());
            let query = query.expression_attribute_values(":id", s("1")).filter_expression("email <> :mail");
            let query = query.expression_attribute_values(":mail", s("3@example.com"));
            let queried = query.clone().send().await.unwrap();
            let select = query.select(Select::SpecificAttributes).send().await.unwrap();
            assert_eq!(select.items, queried.items);

            let scan = client.scan().table_name("Customers").projection_expression(projection).limit(1);
            let scanned = scan.set_expression_attribute_names(names()).send().await.unwrap().items;

            let keys = KeysAndAttributes::builder().keys(key(7)).projection_expression(projection);
            let keys = keys.set_expression_attribute_names(names()).build().unwrap();
            let batch = client.batch_get_item().request_items("Customers", keys).send().await.unwrap();

            (got, queried.items, queried.count, scanned, batch.responses)
        };
        assert_eq!(everything(&wrapped).await, everything(&plain).await, "{projection}");

        // The engine adds keys to projections in transactions, which DynamoDB does not.
        let get = Get::builder().table_name("Customers").set_key(Some(key(3)));
        let get = get.projection_expression(projection).set_expression_attribute_names(names());
        let get = TransactGetItem::builder().get(get.build().unwrap()).build();
        let transaction = wrapped.transact_get_items().transact_items(get).send().await.unwrap();
        let get = plain.get_item().table_name("Customers").set_key(Some(key(3)));
        let get = get.projection_expression(projection).set_expression_attribute_names(names());
        assert_eq!(transaction.responses()[0].item, get.send().await.unwrap().item, "{projection}");
    }
    let get = wrapped.get_item().table_name("Customers").set_key(Some(key(99)));
    assert_eq!(get.projection_expression("email").send().await.unwrap().item, None);
}

#[tokio::test]
async fn an_index_that_lacks_attributes_is_named() {
    let (wrapped, _) = twins().await;
    let query = |index: &str| {
        let query =
            wrapped.query().table_name("Customers").index_name(index).key_condition_expression("#p = :p");
        query.expression_attribute_names("#p", "plan").expression_attribute_values(":p", s("gold"))
    };
    let all = query("by-plan").projection_expression("email, id").send().await.unwrap();
    assert_eq!((all.count, all.items()[0].len()), (10, 2));
    let error = query("keys-by-plan").projection_expression("id").send().await.unwrap_err();
    let Some(Error::Index { table, index, .. }) = find(&error) else { panic!("{error:?}") };
    assert_eq!((table.as_str(), index.as_str()), ("Customers", "keys-by-plan"));
    let scan = wrapped.scan().table_name("Customers").index_name("keys-by-plan").send().await.unwrap_err();
    let problem = MalformedProblem::MissingMetadata;
    assert!(matches!(find(&scan), Some(Error::Index { problem: p, .. }) if *p == problem), "{scan:?}");
    // What needs no item is there all the same.
    assert_eq!(query("keys-by-plan").select(Select::Count).send().await.unwrap().count, 10);
}

#[tokio::test]
async fn what_is_evaluated_here_is_not_sent() {
    let stored = sealed(without_notes(customer("1", 1, "ada@example.com"))).await;
    let answer = json!({ "Items": [stored], "Count": 1, "ScannedCount": 9 }).to_string();
    let wire = Wire::start(move |_, _| (200, answer.clone()));
    let client = Client::from_conf(wire.config().encrypt_tables([customers(keyring())]).unwrap().build());
    let query = client.query().table_name("Customers").key_condition_expression("id = :id AND created > :c");
    let query = query
        .filter_expression("#p = :gold AND (email = :mail OR #c = :c) AND (#p <> :mail OR #p = :silver)")
        .projection_expression("#e, #n[0]")
        .select(Select::SpecificAttributes)
        .limit(9)
        .expression_attribute_values(":id", s("1"))
        .expression_attribute_values(":c", n(0))
        .expression_attribute_values(":gold", s("gold"))
        .expression_attribute_values(":silver", s("silver"))
        .expression_attribute_values(":mail", s("ada@example.com"))
        .set_expression_attribute_names(names(&["#p #e #n #c"]));
    let output = query.send().await.unwrap();
    assert_eq!((output.count, output.scanned_count), (1, 9));
    assert_eq!(output.items(), [HashMap::from([("email".to_owned(), s("ada@example.com"))])]);
    let sent = wire.requests().pop().unwrap().json();
    let expected = json!({
        "TableName": "Customers",
        "Limit": 9,
        "KeyConditionExpression": "id = :id AND created > :c",
        "FilterExpression": "#p=:gold",
        "ExpressionAttributeNames": { "#p": "plan" },
        "ExpressionAttributeValues": { ":id": { "S": "1" }, ":c": { "N": "0" }, ":gold": { "S": "gold" } },
    });
    assert_eq!(sent, expected);

    // Nothing of the expressions is left.
    let scan = client.scan().table_name("Customers").filter_expression("email = :mail OR #n = :mail");
    let scan = scan.expression_attribute_values(":mail", s("b")).expression_attribute_names("#n", "notes");
    let output = scan.select(Select::Count).send().await.unwrap();
    assert_eq!((output.count, output.scanned_count, output.items), (0, 9, None));
    assert_eq!(wire.requests().pop().unwrap().json(), json!({ "TableName": "Customers" }));
    let get = client.get_item().table_name("Customers").key("id", s("1")).key("created", n(1));
    get.projection_expression("#n").expression_attribute_names("#n", "notes").send().await.unwrap();
    let sent = wire.requests().pop().unwrap().json();
    assert_eq!(sent["Key"].as_object().unwrap().len(), 2);
    assert_eq!(sent.as_object().unwrap().len(), 2);

    // What DynamoDB evaluates alone is sent as it was given.
    let scan = client.scan().table_name("Customers").filter_expression("(#p  =  :p)").select(Select::Count);
    let scan = scan.expression_attribute_values(":p", s("b")).expression_attribute_names("#p", "plan");
    scan.send().await.unwrap();
    let sent = wire.requests().pop().unwrap().json();
    assert_eq!((&sent["FilterExpression"], &sent["Select"]), (&json!("(#p  =  :p)"), &json!("COUNT")));
}

#[tokio::test]
async fn unprocessed_keys_have_their_projection_again() {
    // Gives all that it gets back.
    let wire = Wire::start(|_, request| {
        (200, json!({ "Responses": {}, "UnprocessedKeys": request.json()["RequestItems"] }).to_string())
    });
    let client = Client::from_conf(wire.config().encrypt_tables([customers(keyring())]).unwrap().build());
    let keys = KeysAndAttributes::builder().keys(HashMap::from([("id".to_owned(), s("1"))]));
    let keys = keys.projection_expression("#n, id").expression_attribute_names("#n", "notes");
    let keys = keys.consistent_read(true).build().unwrap();
    let batch = client.batch_get_item().request_items("Customers", keys.clone());
    let output = batch.request_items("Others", keys.clone()).send().await.unwrap();
    let unprocessed = output.unprocessed_keys.unwrap();
    assert_eq!((&unprocessed["Customers"], &unprocessed["Others"]), (&keys, &keys));
    let sent = wire.requests().pop().unwrap().json();
    assert_eq!(sent["RequestItems"]["Customers"].as_object().unwrap().len(), 2);
}

#[tokio::test]
async fn a_filter_that_cannot_be_evaluated_anywhere_sends_nothing() {
    let wire = Wire::empty();
    let client = Client::from_conf(wire.config().encrypt_tables([customers(keyring())]).unwrap().build());
    let scan = client.scan().table_name("Customers").filter_expression("aws_dbe_head = email");
    let error = scan.send().await.unwrap_err();
    let expected = RefusedProblem::ReservedAttribute {
        parameter: "FilterExpression",
        attribute: "aws_dbe_head".to_owned(),
    };
    assert!(matches!(find(&error), Some(Error::Refused { problem, .. }) if *problem == expected), "{error:?}");
    // As DynamoDB has it: not with a key of what is queried.
    let filtered = |index: Option<&str>, filter: &str| {
        let query = client.query().table_name("Customers").set_index_name(index.map(str::to_owned));
        let query = query.key_condition_expression(if index.is_some() { "#p = :p" } else { "id = :p" });
        let query = query.set_expression_attribute_names(index.and_then(|_| names(&["#p"])));
        query.filter_expression(filter).expression_attribute_values(":p", s("gold")).send()
    };
    for (index, filter) in [(None, "email = created"), (Some("by-plan"), "email = #p")] {
        let error = filtered(index, filter).await.unwrap_err();
        let Some(Error::Refused { problem, .. }) = find(&error) else { panic!("{error:?}") };
        assert!(matches!(problem, RefusedProblem::Expression { parameter: "FilterExpression", .. }));
    }
    assert_eq!(wire.count(), 0);
    filtered(Some("by-plan"), "email = created").await.unwrap();
    assert_eq!(wire.count(), 1);
    let scan = client.scan().table_name("Customers").projection_expression("id").select(Select::Count);
    let expected = RefusedProblem::Parameter { parameter: "Select" };
    let error = scan.send().await.unwrap_err();
    assert!(matches!(find(&error), Some(Error::Refused { problem, .. }) if *problem == expected), "{error:?}");
    assert_eq!(wire.count(), 1);
}
