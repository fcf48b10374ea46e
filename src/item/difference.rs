//! In what a stored item differs from what its table's configuration would write.

use std::fmt;

use super::BeaconCheck;
use crate::error::shown::Shown;
use crate::format::header::HeaderVersion;
use crate::format::suite::AlgorithmSuite;
use crate::table::AttributeAction;

/// Something in which a stored item differs from what its table's configuration would write.
///
/// Only what a header shows can be compared, after it was verified. What it does not show:
///
/// * **Raw keys** (AES, RSA) are told by namespace and name, so a key that was replaced under the same name looks the same. So does the
///   padding of RSA.
/// * **KMS** replaces the material of a key by itself, without another ARN, and replicas of a multi-Region key count as one. An alias is not stored.
/// * **Data keys**: how many items a [`CachingProvider`](crate::CachingProvider) has written with one, or who may have seen one.
/// * **Keyrings and providers of the application's own** that do not say whom they would write
///   for ([`Keyring::recipients`](crate::Keyring::recipients)): then keys are not compared at all. That holds for a
///   [`MultiKeyring`](crate::MultiKeyring) with one of them, too.
/// * What a provider of the application's own adds to the encryption context.
/// * **Padding** that is no longer configured: a padded value is a binary value like any other, and one that looks like it may be the
///   application's own. Only a configuration that had the padding tells them apart:
///   [`Converge::formerly`](crate::Converge::formerly).
///
/// For the others, write all items anew ([`Converge::fresh_data_keys`](crate::Converge::fresh_data_keys)).
///
/// Example: [`Survey`](crate::Survey).
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Difference {
    /// It is plaintext.
    Plaintext,
    /// It is in the legacy format.
    Legacy,
    /// The configuration cannot read it; a former one can.
    FormerConfiguration,
    /// It has another algorithm suite.
    Suite {
        /// The item's.
        stored: AlgorithmSuite,
    },
    /// Its header has another version.
    HeaderVersion {
        /// The item's.
        stored: HeaderVersion,
    },
    /// Something else was done with an attribute.
    Action {
        /// Its name.
        attribute: String,
        /// What was done.
        stored: AttributeAction,
        /// What is configured.
        configured: AttributeAction,
    },
    /// The value of an attribute is not padded as it is configured, or is padded and is not to be.
    Padding {
        /// Its name.
        attribute: String,
    },
    /// Its data key is not wrapped for a recipient that the configuration writes for.
    MissingKey {
        /// Provider and name of the key, as messages show them.
        key: String,
    },
    /// Its data key is wrapped for a recipient that the configuration does not write for.
    OtherKey {
        /// Provider and name of the key, as messages show them.
        key: String,
    },
    /// Its data key is wrapped under another version of the branch key than the active one.
    BranchKeyVersion {
        /// The branch key, as messages show it.
        key: String,
    },
    /// It is not signed by the writer that signs all items now.
    Writer,
    /// Its beacons are not right; all else is.
    Beacons(BeaconCheck),
    /// All items are to have fresh data keys.
    FreshDataKey,
}

impl Difference {
    /// Its kind in a few words, the same for all of a kind.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Difference::Plaintext => "plaintext",
            Difference::Legacy => "legacy format",
            Difference::FormerConfiguration => "former configuration",
            Difference::Suite { .. } => "algorithm suite",
            Difference::HeaderVersion { .. } => "header version",
            Difference::Action { .. } => "attribute action",
            Difference::Padding { .. } => "padding",
            Difference::MissingKey { .. } => "missing key",
            Difference::OtherKey { .. } => "other key",
            Difference::BranchKeyVersion { .. } => "branch key version",
            Difference::Writer => "writer",
            Difference::Beacons(_) => "beacons",
            Difference::FreshDataKey => "fresh data key",
        }
    }
}

/// In a few words, with names escaped and cut.
impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.kind())?;
        match self {
            Difference::Suite { stored } => write!(f, ": {:#06x}", stored.id()),
            Difference::HeaderVersion { stored } => write!(f, ": {}", stored.number()),
            Difference::Action { attribute, stored, configured } => {
                write!(f, ": '{}' was {stored}, and is to be {configured}", Shown(attribute))
            }
            Difference::Padding { attribute } => write!(f, ": '{}'", Shown(attribute)),
            // The labels are escaped.
            Difference::MissingKey { key }
            | Difference::OtherKey { key }
            | Difference::BranchKeyVersion { key } => write!(f, ": {key}"),
            Difference::Plaintext
            | Difference::Legacy
            | Difference::FormerConfiguration
            | Difference::Writer
            | Difference::Beacons(_)
            | Difference::FreshDataKey => Ok(()),
        }
    }
}
