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

/// Whether the table is named, as a word or in quotes, by its name or its ARN, outside of texts and comments. Where a text, a
/// comment or a quoted name does not simply end, there is nothing to say.
fn names_table(statement: &str) -> bool {
    let is_doubtful = ["--", "/*", "\"\""].iter().any(|part| statement.contains(part));
    if is_doubtful || !statement.matches('\'').count().is_multiple_of(2) {
        return false;
    }
    let outside: Vec<&str> = statement.split('\'').step_by(2).collect();
    let outside = outside.join("''");
    if !outside.matches('"').count().is_multiple_of(2) {
        return false;
    }
    let is_part = |c: char| c.is_alphanumeric() || "_$-./:".contains(c);
    // Every second piece is a name in quotes.
    outside.split('"').enumerate().any(|(number, piece)| match number.is_multiple_of(2) {
        true => piece.split(|c| !is_part(c)).any(|word| word == "Customers"),
        false => piece == "Customers" || is_arn(piece),
    })
}

/// Whether this is the table's ARN, in any account.
fn is_arn(name: &str) -> bool {
    let fields: Vec<&str> = name.split(':').collect();
    matches!(fields[..], ["arn", "aws", "dynamodb", _, _, "table/Customers"])
}
