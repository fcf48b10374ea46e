//! The endpoint, what it has, and how an answer of it is refused.

use std::collections::HashMap;
use std::error::Error as StdError;

use aws_sdk_dynamodb::Client;
use dynamodb_item_encryptor::{AnswerProblem, EncryptTables, Error, Item, UnreadableItem};
use serde_json::{Value, json};
use test_support::wire::Wire;
use test_support::{customer, customers, find, keyring, n, s, sealed, without_notes};

pub const CANCELED: &str = "com.amazonaws.dynamodb.v20120810#TransactionCanceledException";

/// A client of an endpoint that always answers this.
pub fn client(status: u16, answer: Value) -> Client {
    let wire = Wire::start(move |_, _| (status, answer.to_string()));
    Client::from_conf(wire.config().encrypt_tables([customers(keyring())]).unwrap().build())
}

/// As [`client`], where that is the name of another.
pub fn answering(answer: Value) -> Client {
    client(200, answer)
}

pub fn key(id: &str, created: u32) -> Item {
    HashMap::from([("id".to_owned(), s(id)), ("created".to_owned(), n(created))])
}

pub fn json_key(id: &str, created: u32) -> Value {
    json!({ "id": { "S": id }, "created": { "N": created.to_string() } })
}

pub fn item(id: &str, created: u32) -> Item {
    without_notes(customer(id, created, &format!("{id}@example.com")))
}

/// A genuine item, as it is stored.
pub async fn stored(id: &str, created: u32) -> Value {
    sealed(item(id, created)).await
}

pub fn names(names: &[&str]) -> Vec<String> {
    names.iter().map(|&name| name.to_owned()).collect()
}

pub fn other_key() -> AnswerProblem {
    AnswerProblem::OtherKey { attributes: names(&["created", "id"]) }
}

pub fn repeated_key() -> AnswerProblem {
    AnswerProblem::RepeatedKey { attributes: names(&["created", "id"]) }
}

/// The problem, with names of attributes in alphabetical order.
pub fn sorted(problem: &AnswerProblem) -> AnswerProblem {
    let mut problem = problem.clone();
    match &mut problem {
        AnswerProblem::OtherKey { attributes }
        | AnswerProblem::RepeatedKey { attributes }
        | AnswerProblem::KeyCondition { attributes }
        | AnswerProblem::LastEvaluatedKey { attributes } => attributes.sort(),
        _ => {}
    }
    problem
}

/// Checks that a call has failed for what was answered, and that the error says so without a value.
#[track_caller]
pub fn assert_refused<T: std::fmt::Debug, E: StdError + 'static>(
    outcome: Result<T, E>,
    expected: AnswerProblem,
) {
    let error = outcome.map(drop).expect_err("what was not asked for was handed out");
    let found: &Error = find(&error).unwrap_or_else(|| panic!("{error:?}"));
    let Error::UnexpectedAnswer { table, operation, problem } = found else { panic!("{found:?}") };
    assert_eq!((table.as_str(), sorted(problem)), ("Customers", expected));
    assert!(!found.is_of_item(), "an endpoint's fault is not the item's");
    assert!(find::<UnreadableItem>(&error).is_none(), "it would name the values of the key");
    let text = found.to_string();
    assert!(text.contains("'Customers'") && text.contains(operation.as_str()), "{text}");
    for value in ["alice", "mallory", "example.com", "gold", "silver"] {
        assert!(!text.contains(value), "{text}");
    }
}

/// An error of any call.
pub struct Boxed(pub Box<dyn StdError>);

pub fn boxed(error: impl StdError + 'static) -> Boxed {
    Boxed(Box::new(error))
}
