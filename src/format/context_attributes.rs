//! The item's attributes that are in an encryption context, as attribute values again.
//!
//! Sources: `specification/dynamodb-encryption-client/ddb-encryption-branch-key-id-supplier.md` and, for
//! their form, `specification/structured-encryption/encrypt-path-structure.md`.

use std::collections::HashMap;

use aws_sdk_dynamodb::types::AttributeValue;
use aws_smithy_types::base64;

use super::attribute;
use super::context::{ATTRIBUTE_PREFIX, EncryptionContext, LEGEND};

/// The attributes in `context` by name, or `None` when they are not in a form that an item has them in.
pub(crate) fn parse(context: &EncryptionContext) -> Option<HashMap<String, AttributeValue>> {
    let mut legend = context.get(LEGEND).map(str::chars);
    let mut attributes = HashMap::new();
    // The legend's order is that of the context, which ascends by name.
    for (name, text) in context.iter() {
        let Some(name) = name.strip_prefix(ATTRIBUTE_PREFIX) else { continue };
        let value = match &mut legend {
            None => encoded(text)?,
            Some(legend) => match (legend.next()?, text) {
                ('S', text) => AttributeValue::S(text.to_owned()),
                ('N', text) => AttributeValue::N(text.to_owned()),
                ('L', "null") => AttributeValue::Null(true),
                ('L', "true") => AttributeValue::Bool(true),
                ('L', "false") => AttributeValue::Bool(false),
                ('B', text) => encoded(text)?,
                _ => return None,
            },
        };
        attributes.insert(name.to_owned(), value);
    }
    let exhausted = legend.is_none_or(|mut legend| legend.next().is_none());
    exhausted.then_some(attributes)
}

/// A value whose type and content stand in base64.
fn encoded(text: &str) -> Option<AttributeValue> {
    let bytes = base64::decode(text).ok()?;
    let (type_id, content) = bytes.split_first_chunk()?;
    attribute::parse(*type_id, content).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use aws_sdk_dynamodb::primitives::Blob;

    fn parsed(entries: &[(&str, &str)]) -> Option<HashMap<String, AttributeValue>> {
        parse(&entries.iter().copied().collect())
    }

    #[test]
    fn without_a_legend_values_are_encoded() {
        let attributes = parsed(&[
            ("aws-crypto-table-name", "T"),
            ("aws-crypto-attr.id", "AAFjdXN0b21lci03"),
            ("aws-crypto-attr.created", "AAI0Mi41"),
        ]);
        let expected = [
            ("id".to_owned(), AttributeValue::S("customer-7".into())),
            ("created".to_owned(), AttributeValue::N("42.5".into())),
        ];
        assert_eq!(attributes, Some(expected.into()));
        for wrong in ["", "AA==", "*", "AAFj//==", "AAX/"] {
            assert_eq!(parsed(&[("aws-crypto-attr.id", wrong)]), None, "{wrong}");
        }
    }

    #[test]
    fn a_legend_says_in_which_form_each_value_is() {
        let entries = [
            ("aws-crypto-attr.a", "true"),
            ("aws-crypto-attr.b", "null"),
            ("aws-crypto-attr.c", "100"),
            ("aws-crypto-attr.d", "true"),
            ("aws-crypto-attr.e", "//8H"),
        ];
        let with = |legend| parsed(&[&entries[..], &[("aws-crypto-legend", legend)]].concat());
        let expected = [
            ("a", AttributeValue::Bool(true)),
            ("b", AttributeValue::Null(true)),
            ("c", AttributeValue::N("100".into())),
            ("d", AttributeValue::S("true".into())),
            ("e", AttributeValue::B(Blob::new([7]))),
        ];
        let expected = expected.map(|(name, value)| (name.to_owned(), value));
        assert_eq!(with("LLNSB"), Some(expected.into()));
        for wrong in ["", "LLNS", "LLNSBS", "LLLSB", "LLNSX"] {
            assert_eq!(with(wrong), None, "{wrong}");
        }
    }
}
