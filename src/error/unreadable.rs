//! Which of several items could not be read.

use std::collections::HashMap;
use std::error::Error as StdError;
use std::fmt;

use aws_sdk_dynamodb::types::AttributeValue;
use aws_smithy_types::base64;

use super::Error;
use super::shown::{Field, Shown};

/// An item that came back among others and could not be read.
///
/// It fails the call that it came back from, unless the application has asked for it to be left out; see
/// [`UnreadableItems`](crate::UnreadableItems). In a failed call's `SdkError` it stands before the [`Error`], which is
/// its [`source`](StdError::source).
///
/// Its message names the values of the item's primary key, which are readable in DynamoDB: this is the only
/// message of this crate that holds values. As `Debug` it shows them too. Long ones are cut; [`key`](Self::key) holds
/// them whole.
///
/// Example: [`all_in`](crate::UnreadableItem::all_in).
#[non_exhaustive]
pub struct UnreadableItem {
    /// Logical name of the table.
    pub table: String,
    /// The attributes of the item's primary key, to be used as a key in requests. Nobody has verified them.
    pub key: HashMap<String, AttributeValue>,
    /// Why the item could not be read.
    pub error: Error,
    /// Which attribute of the key to name first.
    partition_key: String,
}

impl UnreadableItem {
    pub(crate) fn new(
        table: &str,
        partition_key: &str,
        key: HashMap<String, AttributeValue>,
        error: Error,
    ) -> Self {
        UnreadableItem { table: table.to_owned(), key, error, partition_key: partition_key.to_owned() }
    }

    /// The attributes of the key, which are at most two, the partition key first.
    fn sorted(&self) -> Vec<(&String, &AttributeValue)> {
        let mut attributes: Vec<_> = self.key.iter().collect();
        attributes.sort_by_key(|(name, _)| (**name != self.partition_key, *name));
        attributes.truncate(2);
        attributes
    }
}

impl fmt::Display for UnreadableItem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an item of table '{}' could not be read, with the key ", Shown(&self.table))?;
        for (n, (name, value)) in self.sorted().into_iter().enumerate() {
            if n > 0 {
                f.write_str(", ")?;
            }
            write!(f, "{} = {}", Shown(name), KeyValue(value))?;
        }
        Ok(())
    }
}

impl fmt::Debug for UnreadableItem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let key: Vec<String> = self
            .sorted()
            .into_iter()
            .map(|(name, value)| format!("{} = {}", Shown(name), KeyValue(value)))
            .collect();
        f.debug_struct("UnreadableItem")
            .field("table", &Field(&self.table))
            .field("key", &key)
            .field("error", &self.error)
            .finish()
    }
}

impl StdError for UnreadableItem {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(&self.error)
    }
}

/// Writes the value of a key attribute: text in quotes, numbers without, and bytes in base64.
struct KeyValue<'a>(&'a AttributeValue);

impl fmt::Display for KeyValue<'_> {
    #[expect(clippy::wildcard_enum_match_arm, reason = "keys have three types, others may come to be")]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            AttributeValue::S(text) => write!(f, "{:?}", Shown(text)),
            AttributeValue::N(number) => Shown(number).fmt(f),
            AttributeValue::B(bytes) => write!(f, "base64 {}", Shown(&base64::encode(bytes))),
            // DynamoDB has no keys of other types.
            _ => f.write_str("?"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use aws_sdk_dynamodb::primitives::Blob;

    #[test]
    fn the_partition_key_is_named_first_and_every_type_of_key_can_be_read() {
        let text = |sort: AttributeValue| {
            let key = HashMap::from([
                ("z".to_owned(), AttributeValue::S("a \"b\"\n".to_owned())),
                ("a".to_owned(), sort),
            ]);
            let error = Error::Unauthentic { table: "T".to_owned() };
            UnreadableItem::new("T", "z", key, error).to_string()
        };
        let start = r#"an item of table 'T' could not be read, with the key z = "a \"b\"\n", a = "#;
        assert_eq!(text(AttributeValue::N("-1.5".to_owned())), format!("{start}-1.5"));
        assert_eq!(text(AttributeValue::B(Blob::new([1, 255]))), format!("{start}base64 Af8="));
        assert_eq!(text(AttributeValue::L(vec![])), format!("{start}?"));
    }
}
