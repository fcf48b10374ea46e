//! The published requests and pages of searchable encryption, where `TEST_VECTORS` says where they are: what is sent, and
//! what is given back.

use std::collections::BTreeSet;
use std::path::PathBuf;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::{
    AttributeDefinition, AttributeValue, BillingMode, KeySchemaElement, KeyType, ScalarAttributeType,
};
use serde_json::{Map, Value};
use test_support::engine;

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
async fn run(file: &Value) -> Vec<(String, Value, Value)> {
    let answers: Value = serde_json::from_str(&search::run(&file.to_string()).await.unwrap()).unwrap();
    let tests = file["tests"].as_object().unwrap().clone();
    assert_eq!(answers["tests"].as_object().unwrap().len(), tests.len());
    tests.into_iter().map(|(id, test)| (id.clone(), test, answers["tests"][&id].clone())).collect()
}

/// A part of an expression.
#[derive(Debug, Clone, PartialEq)]
enum Token {
    /// A name or a keyword, as it is written.
    Word(String),
    Name(String),
    Value(String),
    Sign(String),
}

fn tokens(text: &str) -> Vec<Token> {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let tail = &rest[first.len_utf8()..];
        let length = match first {
            '#' | ':' => first.len_utf8() + tail.find(|c| !is_part(c)).unwrap_or(tail.len()),
            c if is_part(c) => rest.find(|c| !is_part(c)).unwrap_or(rest.len()),
            '<' | '>' if tail.starts_with(['=', '>']) => 2,
            c => c.len_utf8(),
        };
        let token = rest[..length].to_owned();
        rest = &rest[length..];
        match first {
            c if c.is_whitespace() => {}
            '#' => tokens.push(Token::Name(token)),
            ':' => tokens.push(Token::Value(token)),
            c if is_part(c) => tokens.push(Token::Word(token)),
            _ => tokens.push(Token::Sign(token)),
        }
    }
    tokens
}

const KEYWORDS: [&str; 5] = ["AND", "OR", "NOT", "BETWEEN", "IN"];
const FUNCTIONS: [&str; 6] =
    ["attribute_exists", "attribute_not_exists", "attribute_type", "begins_with", "contains", "size"];

fn is_keyword(word: &str) -> bool {
    KEYWORDS.contains(&word.to_uppercase().as_str()) || FUNCTIONS.contains(&word)
}

/// A key condition's clauses with their names and values in place of placeholders, sorted.
fn clauses(sent: &Value) -> BTreeSet<String> {
    let mut clauses = vec![Vec::new()];
    let mut is_range = false;
    for token in tokens(sent["KeyConditionExpression"].as_str().unwrap_or_default()) {
        let text = match token {
            Token::Name(name) => sent["ExpressionAttributeNames"][name].as_str().unwrap().to_owned(),
            Token::Value(value) => unordered(&sent["ExpressionAttributeValues"][value]).to_string(),
            Token::Word(word) if word == "AND" && !is_range => {
                clauses.push(Vec::new());
                continue;
            }
            Token::Word(word) if word == "AND" => {
                is_range = false;
                word
            }
            Token::Word(word) => {
                is_range |= word == "BETWEEN";
                word
            }
            Token::Sign(sign) => sign,
        };
        clauses.last_mut().unwrap().push(text);
    }
    clauses.into_iter().map(|clause| clause.join(" ")).collect()
}

/// A value whose sets have no order.
fn unordered(value: &Value) -> Value {
    let mut value = value.clone();
    for set in ["SS", "NS", "BS"] {
        if let Some(Value::Array(members)) = value.get_mut(set) {
            members.sort_by_key(Value::to_string);
        }
    }
    value
}

/// The attributes that are beside a value in the expressions of a request, however they are nested.
fn beside_values(sent: &Value) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for expression in ["KeyConditionExpression", "FilterExpression"] {
        let tokens = tokens(sent[expression].as_str().unwrap_or_default());
        let mut leaf: (Vec<String>, Vec<String>) = Default::default();
        let mut is_range = false;
        let mut end = |leaf: &mut (Vec<String>, Vec<String>)| {
            let (names, values) = std::mem::take(leaf);
            found
                .extend(values.iter().flat_map(|value| names.iter().map(|name| (name.clone(), value.clone()))));
        };
        for token in tokens {
            match token {
                Token::Name(name) => {
                    leaf.0.push(sent["ExpressionAttributeNames"][name].as_str().unwrap().to_owned());
                }
                Token::Value(value) => leaf.1.push(value),
                Token::Word(word) if word == "AND" && is_range => is_range = false,
                Token::Word(word) if ["AND", "OR"].contains(&word.as_str()) => end(&mut leaf),
                Token::Word(word) if word == "BETWEEN" => is_range = true,
                Token::Word(word) if is_keyword(&word) => {}
                Token::Word(word) => leaf.0.push(word),
                Token::Sign(_) => {}
            }
        }
        end(&mut leaf);
    }
    found
}

/// Checks that no value of the request is sent for something that is not readable, and that every placeholder is used.
fn assert_readable(id: &str, config: &Value, request: &Value, sent: &Value) {
    let search = &config["search"]["versions"][0];
    let compounds = search["compoundBeacons"].as_array().into_iter().flatten();
    let names = |list: &Value| -> Vec<String> {
        list.as_array().into_iter().flatten().map(|entry| entry["name"].as_str().unwrap().to_owned()).collect()
    };
    let global = names(&search["encryptedParts"]);
    let is_signed = |compound: &&Value| {
        let named = compound["constructors"].as_array().into_iter().flatten();
        compound.get("encrypted").is_none()
            && !named.flat_map(|one| names(&one["parts"])).any(|part| global.contains(&part))
    };
    let signed: Vec<_> =
        compounds.filter(is_signed).map(|compound| compound["name"].as_str().unwrap()).collect();
    let tenant = search["keySource"]["multi"]["keyFieldName"].as_str();
    let given = request["ExpressionAttributeValues"].as_object().cloned().unwrap_or_default();
    for (attribute, placeholder) in beside_values(sent) {
        let is_given = given.get(&placeholder) == Some(&sent["ExpressionAttributeValues"][&placeholder]);
        let action = config["attributeActionsOnEncrypt"][&attribute].as_str();
        let is_readable = action.is_some_and(|action| action != "ENCRYPT_AND_SIGN")
            || signed.contains(&attribute.as_str())
            || tenant == Some(attribute.as_str());
        let is_beacon = attribute.starts_with("aws_dbe_b_");
        assert!(is_readable || is_beacon && !is_given, "{id}: {placeholder} for {attribute}: {sent}");
    }
    let used: BTreeSet<String> = ["KeyConditionExpression", "FilterExpression"]
        .into_iter()
        .flat_map(|name| tokens(sent[name].as_str().unwrap_or_default()))
        .filter_map(|token| match token {
            Token::Name(name) | Token::Value(name) => Some(name),
            Token::Word(_) | Token::Sign(_) => None,
        })
        .collect();
    for map in ["ExpressionAttributeNames", "ExpressionAttributeValues"] {
        for placeholder in sent[map].as_object().into_iter().flat_map(Map::keys) {
            assert!(used.contains(placeholder), "{id}: {placeholder} is not used: {sent}");
        }
    }
}

/// A table that has the stored items of a configuration, numbered by `number`.
struct Stored {
    client: Client,
    partition_key: String,
}

impl Stored {
    async fn new(config: &Value, items: &[Value]) -> Stored {
        let client = Client::from_conf(test_support::config(&engine::start_unwatched().await).build());
        let key =
            |name: &str, kind| KeySchemaElement::builder().attribute_name(name).key_type(kind).build().unwrap();
        let attribute = |name: &str, value: &Value| {
            let kind = if value.get("N").is_some() { ScalarAttributeType::N } else { ScalarAttributeType::S };
            AttributeDefinition::builder().attribute_name(name).attribute_type(kind).build().unwrap()
        };
        let partition_key = config["partitionKeyName"].as_str().unwrap().to_owned();
        let first = &items[0]["stored"];
        let mut create = client.create_table().table_name("Stored").billing_mode(BillingMode::PayPerRequest);
        create = create.key_schema(key(&partition_key, KeyType::Hash));
        create = create.attribute_definitions(attribute(&partition_key, &first[&partition_key]));
        if let Some(sort_key) = config["sortKeyName"].as_str() {
            create = create.key_schema(key(sort_key, KeyType::Range));
            create = create.attribute_definitions(attribute(sort_key, &first[sort_key]));
        }
        create.send().await.unwrap();
        for item in items {
            let item = search::item(&item["stored"]).unwrap();
            client.put_item().table_name("Stored").set_item(Some(item)).send().await.unwrap();
        }
        Stored { client, partition_key }
    }

    /// Those of the items that meet both expressions of what is sent; `None` where the engine does not take them.
    async fn chosen(&self, items: &[Value], sent: &Value) -> Option<BTreeSet<usize>> {
        let mut names = sent["ExpressionAttributeNames"].as_object().cloned().unwrap_or_default();
        let mut written = Vec::new();
        for expression in ["KeyConditionExpression", "FilterExpression"] {
            let Some(text) = sent[expression].as_str() else { continue };
            let mut safe = Vec::new();
            for token in tokens(text) {
                safe.push(match token {
                    Token::Word(word) if !is_keyword(&word) => {
                        let placeholder = format!("#word_{word}");
                        names.insert(placeholder.clone(), word.into());
                        placeholder
                    }
                    Token::Word(text) | Token::Name(text) | Token::Value(text) | Token::Sign(text) => text,
                });
            }
            written.push(safe.join(" "));
        }
        let mut scan = self.client.scan().table_name("Stored");
        scan = match &written[..] {
            [key, filter] => scan.filter_expression(format!("({key}) AND ({filter})")),
            [only] => scan.filter_expression(only),
            _ => scan,
        };
        for (placeholder, name) in names {
            scan = scan.expression_attribute_names(placeholder, name.as_str().unwrap());
        }
        let values = sent.get("ExpressionAttributeValues").map(|values| search::item(values).unwrap());
        let found = scan.set_expression_attribute_values(values).send().await.ok()?;
        let number = |item: &dynamodb_item_encryptor::Item| {
            let key: &AttributeValue = &item[&self.partition_key];
            let is_it = |other: &Value| search::item(&other["stored"]).unwrap()[&self.partition_key] == *key;
            items.iter().position(is_it).unwrap()
        };
        Some(found.items().iter().map(number).collect())
    }
}

fn numbers(value: &Value) -> BTreeSet<usize> {
    serde_json::from_value(value.clone()).unwrap()
}

/// Whether AWS's refusal of a request is for what only it cannot do in a filter.
fn can_be_decided(refusal: &str) -> bool {
    let key_or_partition = ["artition", "Need KeyId", "does not match the prefix"];
    !key_or_partition.iter().any(|part| refusal.contains(part))
}

#[tokio::test]
async fn requests_are_sent_as_aws_sends_them_or_better() {
    let Some(file) = read("queries.json") else { return };
    let mut tables = std::collections::HashMap::new();
    let (mut compared, mut answered) = (0, 0);
    for (id, test, answer) in run(&file).await {
        let test = test.get("aliased").cloned().unwrap_or(test);
        let config = test["config"].as_str().unwrap();
        let items = file["items"][config].as_array().unwrap();
        let wrong = ["invalid", "broken", "leaks"].iter().any(|member| test.get(*member).is_some());
        let Some(sent) = answer.get("sent") else {
            // What DynamoDB would refuse on a plain table, too.
            let is_faulty = answer["refused"].as_str().unwrap().contains("cannot be understood");
            let is_right = wrong
                || test["either"] == true
                || test["refused"].as_str().is_some_and(|refusal| is_faulty || !can_be_decided(refusal));
            assert!(is_right, "{id}: {} {}", answer["refused"], test["request"]);
            continue;
        };
        assert_readable(&id, &file["configs"][config], &test["request"], sent);
        if let Some(refusal) = test["refused"].as_str() {
            assert!(wrong || can_be_decided(refusal), "{id}: AWS refuses: {refusal}");
            answered += 1;
        } else if !wrong {
            assert_eq!(answer.get("numberOfQueries"), test.get("numberOfQueries"), "{id}");
            assert_eq!(clauses(sent), clauses(&test["sent"]), "{id}");
            for member in ["IndexName", "Limit", "ScanIndexForward", "ConsistentRead", "Select"] {
                assert_eq!(sent.get(member), test["sent"].get(member), "{id}");
            }
        }
        if !tables.contains_key(config) {
            tables.insert(config.to_owned(), Stored::new(&file["configs"][config], items).await);
        }
        if let Some(chosen) = tables[config].chosen(items, sent).await {
            let plain = numbers(&test["plain"]);
            // Without partitions, a query is about one of them only.
            let is_whole = test["numberOfQueries"].as_u64().is_none_or(|queries| queries == 1);
            if is_whole {
                assert!(plain.is_subset(&chosen), "{id}: {plain:?} of {chosen:?}: {sent}");
                compared += 1;
            }
        }
    }
    assert!(compared > 30 && answered > 5, "{compared} {answered}");
}

#[tokio::test]
async fn exactly_the_right_items_of_a_page_are_given_back() {
    let Some(file) = read("postfilter.json") else { return };
    for (id, test, answer) in run(&file).await {
        let Some(right) = test.get("disputed").or(test.get("remaining")) else {
            assert!(answer["refused"].is_string(), "{id}: {answer}");
            continue;
        };
        let is_right = answer.get("remaining") == Some(right);
        // Whether there is a beacon of this name can be asked in two ways.
        let other = test["either"] == true && answer.get("remaining") == test.get("remaining");
        assert!(is_right || other, "{id}: {answer} instead of {right}: {}", test["request"]);
        assert_eq!(answer["count"], answer["remaining"].as_array().unwrap().len(), "{id}");
    }
}
