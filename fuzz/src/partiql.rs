//! PartiQL: a statement about an encrypted table is not sent.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use dynamodb_item_encryptor::{EncryptTables, Error};

use crate::common::{aes, answering, check, client, customers, dynamodb, wait};

pub fn run(data: &[u8]) {
    let Ok(statement) = std::str::from_utf8(data) else { return };
    let sent = Arc::new(AtomicBool::new(false));
    let http = {
        let sent = Arc::clone(&sent);
        answering(move |_| {
            sent.store(true, Ordering::SeqCst);
            (200, b"{}".to_vec())
        })
    };
    let table = customers().keyring(aes()).build().unwrap();
    let client = client(dynamodb(http).encrypt_tables([table]).unwrap());
    if let Err(error) = wait(client.execute_statement().statement(statement).send())
        && let Some(error) = Error::find_in(&error)
    {
        check(error);
    }
    let is_sent = sent.load(Ordering::SeqCst);
    assert!(!is_sent || !names_table(statement), "sent: {statement:?}");
}

/// Whether the table's name is there as a word of its own or at the end of its ARN, outside of texts and comments. Where a text
/// or a comment does not end, there is nothing to say: DynamoDB refuses it.
fn names_table(statement: &str) -> bool {
    if statement.contains("--") || statement.contains("/*") || statement.matches('\'').count() % 2 == 1 {
        return false;
    }
    let outside: Vec<&str> = statement.split('\'').step_by(2).collect();
    let outside = outside.join("''");
    let is_part = |c: char| c.is_alphanumeric() || "_$-./:".contains(c);
    outside.matches('"').count().is_multiple_of(2)
        && outside.match_indices("Customers").any(|(at, name)| {
            let before = outside.get(..at).unwrap_or_default();
            let after = outside.get(at + name.len()..).and_then(|text| text.chars().next());
            let is_whole = !before.chars().next_back().is_some_and(is_part) || is_start_of_arn(before);
            is_whole && !after.is_some_and(is_part)
        })
}

/// Whether a text ends with a quoted ARN, up to the name of the table in it.
fn is_start_of_arn(text: &str) -> bool {
    let quoted = text.rsplit('"').next().unwrap_or_default();
    let fields: Vec<&str> = quoted.split(':').collect();
    matches!(fields[..], ["arn", "aws", "dynamodb", _, _, "table/"])
}
