//! Items of the records that the AWS SDK reads from DynamoDB Streams. With the feature `streams`.
//!
//! `aws_sdk_dynamodbstreams` has its own `AttributeValue`. [`item`] turns a record's image into an [`Item`], which
//! an [`ItemEncryptor`](crate::ItemEncryptor) opens. The stream must carry whole images: its view type is
//! `NEW_IMAGE`, `OLD_IMAGE` or `NEW_AND_OLD_IMAGES`. With `KEYS_ONLY` there are only `keys`, which are as readable as in
//! the table and are not an item.
//!
//! If the table's policy reads plaintext, an incomplete image could pass for a plaintext item. An image that comes
//! straight from such a stream is [`Completeness::Whole`](crate::Completeness::Whole); for one from elsewhere, pass
//! `Unknown` to [`decrypt_item_with`](crate::ItemEncryptor::decrypt_item_with).
//!
//! ```no_run
//! # use dynamodb_item_encryptor::ItemEncryptor;
//! # async fn example(
//! #     client: aws_sdk_dynamodbstreams::Client,
//! #     shard_iterator: String,
//! #     encryptor: ItemEncryptor,
//! # ) -> Result<(), Box<dyn std::error::Error>> {
//! use dynamodb_item_encryptor::streams;
//!
//! let output = client.get_records().shard_iterator(shard_iterator).send().await?;
//! for record in output.records.unwrap_or_default() {
//!     // There is none if the item was deleted.
//!     if let Some(image) = record.dynamodb.and_then(|change| change.new_image) {
//!         let opened = encryptor.decrypt_item(streams::item(image)?).await?;
//!         println!("{:?}", opened.item.get("email"));
//!     }
//! }
//! # Ok(())
//! # }
//! ```

use std::collections::HashMap;

use aws_sdk_dynamodb::types::AttributeValue;
use aws_sdk_dynamodbstreams::types::AttributeValue as Streamed;

use crate::error::ValueProblem;
use crate::value::{Item, MAX_NESTING};

/// Makes an item of a stream record's `NewImage` or `OldImage`.
///
/// # Errors
/// [`ValueProblem`] when a value is of a type that this version does not know, or nested deeper than DynamoDB stores.
pub fn item(image: HashMap<String, Streamed>) -> Result<Item, ValueProblem> {
    map(image, 0)
}

fn map(map: HashMap<String, Streamed>, depth: usize) -> Result<Item, ValueProblem> {
    map.into_iter().map(|(name, streamed)| Ok((name, value(streamed, depth)?))).collect()
}

#[cfg_attr(not(test), expect(clippy::wildcard_enum_match_arm, reason = "the SDK's types may grow"))]
fn value(streamed: Streamed, depth: usize) -> Result<AttributeValue, ValueProblem> {
    if depth > MAX_NESTING {
        return Err(ValueProblem::TooDeep);
    }
    Ok(match streamed {
        Streamed::S(text) => AttributeValue::S(text),
        Streamed::N(number) => AttributeValue::N(number),
        Streamed::B(bytes) => AttributeValue::B(bytes),
        Streamed::Bool(value) => AttributeValue::Bool(value),
        Streamed::Null(value) => AttributeValue::Null(value),
        Streamed::Ss(members) => AttributeValue::Ss(members),
        Streamed::Ns(members) => AttributeValue::Ns(members),
        Streamed::Bs(members) => AttributeValue::Bs(members),
        Streamed::L(values) => {
            let values = values.into_iter().map(|streamed| value(streamed, depth + 1));
            AttributeValue::L(values.collect::<Result<_, _>>()?)
        }
        Streamed::M(members) => AttributeValue::M(map(members, depth + 1)?),
        _ => return Err(ValueProblem::UnknownType),
    })
}
