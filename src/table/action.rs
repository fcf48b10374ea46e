//! What can be done with an attribute.

use std::fmt;
use std::str::FromStr;

use crate::error::Error;

/// What happens to an attribute's value when an item is written.
///
/// Attribute names are never encrypted, and actions apply to whole top-level attributes.
///
/// Example: [`TableConfig`](crate::TableConfig).
///
/// Source: `specification/structured-encryption/structures.md`, sections "SIGN", "DO_NOT_SIGN",
/// "SIGN_AND_INCLUDE_IN_ENCRYPTION_CONTEXT", "ENCRYPT" and "DO_NOT_ENCRYPT".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum AttributeAction {
    /// The value is encrypted and signed.
    ///
    /// The format leaves the value's *type* readable, and shows its *length*: the ciphertext is exactly 18 bytes
    /// longer. So `NULL` can be recognised, the digits of a number can be counted, and a Boolean shows everything
    /// except which one it is. [`TableConfigBuilder::pad`](crate::TableConfigBuilder::pad) hides both where that
    /// matters.
    EncryptAndSign,
    /// The value stays readable and is signed.
    SignOnly,
    /// The value stays readable, is signed, and is part of the encryption context: it appears in KMS
    /// calls and their audit logs, and every item must have the attribute.
    SignAndIncludeInEncryptionContext,
    /// The value stays readable and unprotected.
    DoNothing,
}

impl AttributeAction {
    /// AWS's name of the action, for example `SIGN_ONLY`.
    pub fn as_str(self) -> &'static str {
        match self {
            AttributeAction::EncryptAndSign => "ENCRYPT_AND_SIGN",
            AttributeAction::SignOnly => "SIGN_ONLY",
            AttributeAction::SignAndIncludeInEncryptionContext => "SIGN_AND_INCLUDE_IN_ENCRYPTION_CONTEXT",
            AttributeAction::DoNothing => "DO_NOTHING",
        }
    }
}

impl fmt::Display for AttributeAction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for AttributeAction {
    type Err = Error;

    /// Reads AWS's name of the action, as [`as_str`](Self::as_str) writes it.
    fn from_str(name: &str) -> Result<Self, Error> {
        let all = [
            AttributeAction::EncryptAndSign,
            AttributeAction::SignOnly,
            AttributeAction::SignAndIncludeInEncryptionContext,
            AttributeAction::DoNothing,
        ];
        let known = "ENCRYPT_AND_SIGN, SIGN_ONLY, SIGN_AND_INCLUDE_IN_ENCRYPTION_CONTEXT and DO_NOTHING";
        let named = all.into_iter().find(|action| action.as_str() == name);
        named.ok_or_else(|| Error::unknown_name("action", known))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_action_is_read_as_it_is_written() {
        for action in [
            AttributeAction::EncryptAndSign,
            AttributeAction::SignOnly,
            AttributeAction::SignAndIncludeInEncryptionContext,
            AttributeAction::DoNothing,
        ] {
            assert_eq!(action.to_string().parse::<AttributeAction>().unwrap(), action);
        }
        for other in ["", "sign_only", " SIGN_ONLY", "SIGN"] {
            assert!(other.parse::<AttributeAction>().is_err(), "{other}");
        }
    }
}
