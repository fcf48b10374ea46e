//! The material description: what an item says about its keys. **Nobody signs it.**
//!
//! A version of 32 bits, which is zero, then keys and values, each with its length.
//!
//! Source: `MaterialDescription` handling of `DynamoDBEncryptor` in `aws/aws-dynamodb-encryption-java`, and
//! `internal/formatting/material_description.py` of `aws/aws-dynamodb-encryption-python`.

use std::collections::BTreeMap;

use super::reader::{ParseError, Reader};
use crate::error::MalformedProblem;

/// The prefix of the encryptor's own two names. The client in Java lets the application choose it.
pub(super) const PREFIX: &str = "amzn-ddb-map-";
/// How attributes are encrypted, after the prefix.
pub(super) const SYMMETRIC_MODE: &str = "sym-mode";
/// How the item is signed, after the prefix.
pub(super) const SIGNING_ALGORITHM: &str = "signingAlg";
/// The wrapped content key.
pub(super) const WRAPPED_KEY: &str = "amzn-ddb-env-key";
/// What the content key is for.
pub(super) const CONTENT_ALGORITHM: &str = "amzn-ddb-env-alg";
/// How the content key is wrapped.
pub(super) const WRAPPING_ALGORITHM: &str = "amzn-ddb-wrap-alg";
/// What the derived signing key is for.
pub(super) const DERIVED_SIGNING_ALGORITHM: &str = "amzn-ddb-sig-alg";
/// Which attributes are in the encryption context.
pub(super) const CONTEXT_ATTRIBUTES: &str = "aws-kms-ec-attr";
/// Name and version of the materials in a meta store.
pub(super) const META_ID: &str = "amzn-ddb-meta-id";

/// Names that the format reserves for itself begin with one of these.
const RESERVED: [&str; 2] = ["amzn-ddb-", "aws-kms-"];

const VERSION: [u8; 4] = [0; 4];

/// What an item says about its keys, as names and values.
///
/// It is stored readable and **unsigned**: whoever can write to the table can change it. It may choose between
/// keys, but must never be trusted.
///
/// Example: [`legacy`](crate::legacy).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MaterialDescription(BTreeMap<String, String>);

impl MaterialDescription {
    /// An empty description.
    pub fn new() -> Self {
        Self::default()
    }

    /// Reads the value of the attribute in which an item's description is stored, `*amzn-ddb-map-desc*` unless the
    /// application chose another. Nothing of it is verified.
    ///
    /// # Errors
    /// [`MalformedProblem::Description`] when it cannot be parsed.
    pub fn from_stored(bytes: &[u8]) -> Result<Self, MalformedProblem> {
        Self::parse(bytes).map_err(|ParseError| MalformedProblem::Description)
    }

    /// The value of `name`.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    /// Sets the value of `name`.
    pub fn insert(&mut self, name: impl Into<String>, value: impl Into<String>) {
        self.0.insert(name.into(), value.into());
    }

    /// All names and values, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The first name that the format reserves for itself.
    pub(super) fn reserved(&self) -> Option<&str> {
        self.0.keys().map(String::as_str).find(|name| RESERVED.iter().any(|prefix| name.starts_with(prefix)))
    }

    /// The stored form, sorted by name. Java writes in any order; both clients read any order.
    pub(super) fn to_bytes(&self) -> Result<Vec<u8>, ParseError> {
        let mut bytes = VERSION.to_vec();
        for text in self.0.iter().flat_map(|(name, value)| [name, value]) {
            let length = i32::try_from(text.len()).map_err(|_| ParseError)?;
            bytes.extend(length.to_be_bytes());
            bytes.extend_from_slice(text.as_bytes());
        }
        Ok(bytes)
    }

    /// Parses the stored form.
    pub(super) fn parse(bytes: &[u8]) -> Result<Self, ParseError> {
        let mut reader = Reader::new(bytes);
        if reader.array()? != VERSION {
            return Err(ParseError);
        }
        let mut description = MaterialDescription::new();
        while !reader.is_empty() {
            let name = reader.text()?.to_owned();
            let value = reader.text()?.to_owned();
            // A name that appears twice has no meaning, and neither client writes one.
            if description.0.insert(name, value).is_some() {
                return Err(ParseError);
            }
        }
        Ok(description)
    }
}

impl<N: Into<String>, V: Into<String>> FromIterator<(N, V)> for MaterialDescription {
    fn from_iter<I: IntoIterator<Item = (N, V)>>(pairs: I) -> Self {
        MaterialDescription(pairs.into_iter().map(|(name, value)| (name.into(), value.into())).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn descriptions_round_trip() {
        for pairs in [vec![], vec![("B", "2"), ("A", "")], vec![("\u{10000}", "😀"), ("\u{ffff}", "ä")]] {
            let description: MaterialDescription = pairs.into_iter().collect();
            assert_eq!(MaterialDescription::parse(&description.to_bytes().unwrap()), Ok(description));
        }
    }

    #[test]
    fn what_is_stored_is_read_or_called_malformed() {
        let description: MaterialDescription = [("name", "value")].into_iter().collect();
        let bytes = description.to_bytes().unwrap();
        assert_eq!(MaterialDescription::from_stored(&bytes), Ok(description));
        assert_eq!(MaterialDescription::from_stored(&bytes[..5]), Err(MalformedProblem::Description));
    }

    #[test]
    fn malformed_descriptions_are_refused() {
        let description: MaterialDescription = [("name", "value")].into_iter().collect();
        let bytes = description.to_bytes().unwrap();
        for length in (0..bytes.len()).filter(|length| *length != VERSION.len()) {
            assert!(MaterialDescription::parse(&bytes[..length]).is_err());
        }
        assert!(MaterialDescription::parse(&[0, 0, 0, 1]).is_err());
        assert!(MaterialDescription::parse(&[0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff]).is_err());
        assert!(MaterialDescription::parse(&[&bytes[..], &bytes[4..]].concat()).is_err());
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_are_a_description_or_an_error(bytes in proptest::collection::vec(0_u8..3, 0..40)) {
            let bytes = [&[0; 4][..], &bytes].concat();
            if let Ok(description) = MaterialDescription::parse(&bytes) {
                proptest::prop_assert_eq!(description.to_bytes().unwrap().len(), bytes.len());
            }
        }
    }
}
