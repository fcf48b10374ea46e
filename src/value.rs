//! What every room means by an item, and how deep its values may be nested.

use std::collections::HashMap;

use aws_sdk_dynamodb::types::AttributeValue;

/// A DynamoDB item, as the AWS SDK has it.
///
/// Source: `specification/structured-encryption/structures.md`, section "Structured Data Map".
pub type Item = HashMap<String, AttributeValue>;

/// The deepest nesting that DynamoDB stores: a value in a list or map is one level deeper than that.
///
/// Every parser and writer of values stops here, so that none recurses deeper than the stack allows.
pub(crate) const MAX_NESTING: usize = 32;
