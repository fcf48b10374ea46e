//! The part of the encryption context that is computed from the item.
//!
//! Sources: `specification/dynamodb-encryption-client/encrypt-item.md` and
//! `specification/structured-encryption/encrypt-path-structure.md`.

use aws_sdk_dynamodb::types::AttributeValue;
use aws_smithy_types::base64;

use crate::error::ValueProblem;
use crate::format::attribute::{self, TypeId};
use crate::format::context::{EncryptionContext, LEGEND};
use crate::format::header::HeaderVersion;
use crate::table::TableConfig;

/// Makes the context from the attributes that belong in it: the keys in version 1, and everything
/// that was declared for it in version 2.
///
/// Source: `specification/dynamodb-encryption-client/encrypt-item.md`, sections "DynamoDB Item Base Context" and "Base
/// Context Value Version 1".
///
/// # Errors
/// The name of the attribute whose value cannot be serialised, and why.
pub(super) fn of_item<'a>(
    table: &TableConfig,
    version: HeaderVersion,
    attributes: impl Iterator<Item = (&'a str, &'a AttributeValue)>,
) -> Result<EncryptionContext, (&'a str, ValueProblem)> {
    let mut context = table.context().clone();
    match version {
        HeaderVersion::V1 => {
            for (name, value) in attributes {
                let text = encoded(value).map_err(|problem| (name, problem))?;
                context.insert_shared(table.context_entry(name), text.into());
            }
        }
        HeaderVersion::V2 => {
            // The legend follows the order of the names, which the attributes need not come in.
            let (mut entries, mut kinds) = (Vec::new(), Vec::new());
            for (name, value) in attributes {
                let (kind, text) = readable(value).map_err(|problem| (name, problem))?;
                kinds.push((name, kind));
                entries.push((table.context_entry(name), text.into()));
            }
            context.merge(&EncryptionContext::of(entries.into_iter()));
            kinds.sort_unstable();
            context.insert_reserved(LEGEND, kinds.into_iter().map(|(_, kind)| kind).collect::<String>());
        }
    }
    Ok(context)
}

/// Type and content of `value`, in base64.
fn encoded(value: &AttributeValue) -> Result<String, ValueProblem> {
    let mut bytes = Vec::with_capacity(size_of::<TypeId>() + attribute::size_hint(value));
    bytes.extend_from_slice(&attribute::type_id(value)?);
    attribute::push(&mut bytes, value)?;
    Ok(base64::encode(bytes))
}

/// `value` in the form of version 2: as text if it is text, and a letter for the form.
#[cfg_attr(not(test), expect(clippy::wildcard_enum_match_arm, reason = "the SDK's types may grow"))]
fn readable(value: &AttributeValue) -> Result<(char, String), ValueProblem> {
    Ok(match value {
        AttributeValue::S(text) => ('S', text.clone()),
        AttributeValue::N(_) => {
            let mut digits = Vec::new();
            attribute::push(&mut digits, value)?;
            ('N', digits.into_iter().map(char::from).collect())
        }
        AttributeValue::Null(true) => ('L', "null".to_owned()),
        AttributeValue::Null(false) => return Err(ValueProblem::NullIsFalse),
        AttributeValue::Bool(value) => ('L', value.to_string()),
        value => ('B', encoded(value)?),
    })
}
