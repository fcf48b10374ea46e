//! What can go wrong between a client and DynamoDB, in the shapes that DynamoDB gives it.

use std::time::Duration;

use serde_json::{Value, json};

use crate::workload::accounts::Rng;

/// What goes wrong with one request.
#[derive(Debug, Clone)]
pub enum Fault {
    /// The connection ends before the request is read.
    DropUnread,
    /// The connection ends within the request's body.
    DropInRequest,
    /// The request is refused.
    Refuse(Refusal),
    /// The request is refused since a transaction is at work on one of its items.
    Conflict,
    /// The request takes this long to arrive.
    LateRequest(Duration),
    /// The request is carried out, and the connection ends without an answer.
    LoseAnswer,
    /// The request is carried out, and this is said instead of the answer.
    ReplaceAnswer(Refusal),
    /// The request is carried out, and the connection ends within the answer's body.
    DropInAnswer,
    /// The request is carried out, and the answer is without its second half, of which its length tells
    /// nothing and its checksum does.
    CutAnswer,
    /// The request is carried out, and one character of one binary value in the answer is another, of which
    /// the checksum tells. The number says which.
    FlipAnswer(u64),
    /// The request is carried out, and the answer takes this long.
    LateAnswer(Duration),
    /// Of the parts of a batch only some are carried out, and at least one; the others come back as
    /// unprocessed. The bits of the number say which. Without a meaning for other requests.
    Part(u64),
}

impl Fault {
    /// A fault of an answer or request that takes no time, and that a client can tell from an answer.
    pub fn random(rng: &mut Rng) -> Fault {
        match rng.below(10) {
            0 => Fault::DropUnread,
            1 => Fault::DropInRequest,
            2 => Fault::Refuse(Refusal::internal()),
            3 => Fault::Refuse(Refusal::throughput()),
            4 => Fault::Refuse(Refusal::throttling()),
            5 => Fault::Conflict,
            6 => Fault::LoseAnswer,
            7 => Fault::ReplaceAnswer(Refusal::internal()),
            8 => Fault::DropInAnswer,
            _ => Fault::CutAnswer,
        }
    }

    /// The fault's name, or that of the error with which it refuses.
    pub fn name(&self) -> String {
        if let Fault::Refuse(refusal) = self {
            return refusal.code().to_owned();
        }
        let text = format!("{self:?}");
        text.split(|c: char| !c.is_alphanumeric()).next().unwrap().to_owned()
    }
}

/// An answer with which a request is refused.
#[derive(Debug, Clone)]
pub struct Refusal {
    pub status: u16,
    pub body: Value,
}

impl Refusal {
    fn new(status: u16, kind: &str, message: &str) -> Refusal {
        Refusal { status, body: json!({ "__type": kind, "message": message }) }
    }

    /// The error's name without what comes before it.
    pub fn code(&self) -> &str {
        self.body["__type"].as_str().unwrap().rsplit('#').next().unwrap()
    }

    /// DynamoDB could not carry out the request, or does not know whether it has.
    pub fn internal() -> Refusal {
        Refusal::new(500, "com.amazonaws.dynamodb.v20120810#InternalServerError", "Internal server error")
    }

    /// The table's capacity is used up.
    pub fn throughput() -> Refusal {
        let message = "The level of configured provisioned throughput for the table was exceeded. \
                       Consider increasing your provisioning level with the UpdateTable API.";
        Refusal::new(400, "com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException", message)
    }

    /// The table, which has no set capacity, grows too fast.
    pub fn throttling() -> Refusal {
        let message = "Throughput exceeds the current capacity of your table or index. DynamoDB is \
                       automatically scaling your table or index so please try again shortly.";
        Refusal::new(400, "com.amazon.coral.availability#ThrottlingException", message)
    }

    /// The account sends too much.
    pub fn request_limit() -> Refusal {
        let message = "Throughput exceeds the current throughput limit for your account.";
        Refusal::new(400, "com.amazonaws.dynamodb.v20120810#RequestLimitExceeded", message)
    }

    /// A transaction is at work on the first item of a request with this body.
    pub fn conflict(body: &Value) -> Refusal {
        if let Some(parts) = body["TransactItems"].as_array() {
            return Refusal::canceled(parts.len());
        }
        let message = "Transaction is ongoing for the item";
        Refusal::new(400, "com.amazonaws.dynamodb.v20120810#TransactionConflictException", message)
    }

    fn canceled(parts: usize) -> Refusal {
        let conflict =
            json!({ "Code": "TransactionConflict", "Message": "Transaction is ongoing for the item" });
        let reasons: Vec<_> = (0..parts)
            .map(|part| if part == 0 { conflict.clone() } else { json!({ "Code": "None" }) })
            .collect();
        let codes: Vec<_> = reasons.iter().map(|reason| reason["Code"].as_str().unwrap()).collect();
        let message = format!(
            "Transaction cancelled, please refer cancellation reasons for specific reasons [{}]",
            codes.join(", ")
        );
        let kind = "com.amazonaws.dynamodb.v20120810#TransactionCanceledException";
        let body = json!({ "__type": kind, "Message": message, "CancellationReasons": reasons });
        Refusal { status: 400, body }
    }
}

/// The checksum that DynamoDB sends with every answer.
pub fn crc32(bytes: &[u8]) -> u32 {
    let byte = |crc: u32, byte: &u8| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| (crc >> 1) ^ (0xedb8_8320 & (crc & 1).wrapping_neg()))
    };
    !bytes.iter().fold(!0, byte)
}

/// Changes one character of one binary value in an answer; `false` where it has none.
pub fn flip(body: &mut [u8], which: u64) -> bool {
    const BEGIN: &[u8] = b"\"B\":\"";
    let begins = body.windows(BEGIN.len()).enumerate().filter(|(_, window)| *window == BEGIN);
    let mut values: Vec<_> =
        begins.map(|(begin, _)| (name_before(&body[..begin]), begin + BEGIN.len())).collect();
    // Members come in any order.
    values.sort();
    let mut places = Vec::new();
    for (_, begin) in values {
        let length = body[begin..].iter().position(|byte| *byte == b'"').unwrap();
        // The last group of base64 may have bits without a meaning.
        places.extend(begin..begin + (length / 4 * 4).saturating_sub(4));
    }
    let Some(count) = u64::try_from(places.len()).ok().filter(|count| *count > 0) else { return false };
    let place = places[usize::try_from(which % count).unwrap()];
    body[place] = if body[place] == b'A' { b'B' } else { b'A' };
    true
}

/// The name of the member that begins behind this.
fn name_before(body: &[u8]) -> Vec<u8> {
    body.rsplit(|byte| *byte == b'"').nth(1).unwrap_or_default().to_vec()
}

/// Divides the body of a batch into what is carried out and what comes back as unprocessed. `None` where
/// there is nothing to divide.
pub fn divide(operation: &str, body: &Value, bits: u64) -> Option<(Value, Value)> {
    let list = |table: &Value| match operation {
        "BatchWriteItem" => table.as_array().cloned(),
        "BatchGetItem" => table["Keys"].as_array().cloned(),
        _ => None,
    };
    let with_list = |table: &Value, list: Vec<Value>| match operation {
        "BatchGetItem" => {
            let mut table = table.clone();
            table["Keys"] = Value::Array(list);
            table
        }
        _ => Value::Array(list),
    };
    let (mut done, mut left) = (json!({}), json!({}));
    let mut number = 0_u32;
    for (name, table) in body["RequestItems"].as_object()? {
        let (mut mine, mut others) = (Vec::new(), Vec::new());
        for part in list(table)? {
            // DynamoDB refuses a batch of which it can carry out nothing.
            let is_done = number == 0 || (bits >> (number % 64)) & 1 == 1;
            if is_done {
                mine.push(part)
            } else {
                others.push(part)
            }
            number += 1;
        }
        for (parts, side) in [(mine, &mut done), (others, &mut left)] {
            if !parts.is_empty() {
                side[name] = with_list(table, parts);
            }
        }
    }
    let has_rest = !left.as_object()?.is_empty();
    has_rest.then_some((done, left))
}
