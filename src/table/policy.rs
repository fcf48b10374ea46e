//! Which items may be plaintext.

use std::fmt;
use std::str::FromStr;

use crate::error::Error;

/// Whether items may be written and read as plaintext, for tables that are being migrated.
///
/// An item counts as plaintext if it has neither header nor footer and is known to be whole. An item that was read
/// through an index may lack both only because the index does not project them: see
/// [`TableConfigBuilder::index_projects_all`](crate::TableConfigBuilder::index_projects_all), and for items from elsewhere
/// [`Completeness`](crate::Completeness).
///
/// As long as plaintext is read, readers accept whatever plaintext items anybody who can write the table puts there,
/// whatever the material provider demands. A provider that [trusts only some
/// writers](crate::DefaultMaterialProvider::trust_writers) therefore needs
/// [`allow_items_without_writer`](crate::TableConfigBuilder::allow_items_without_writer) beside such a policy.
///
/// A migration goes through the policies one after the other, without a change of the program: they can be read from where
/// an operator sets them.
///
/// Source: `specification/dynamodb-encryption-client/ddb-table-encryption-config.md`, section "Plaintext Policy".
///
/// ```
/// use dynamodb_item_encryptor::{Error, PlaintextPolicy};
///
/// /// The stage that a variable of the deployment names; without one, nothing is plaintext.
/// fn stage(variable: Option<&str>) -> Result<PlaintextPolicy, Error> {
///     variable.map_or(Ok(PlaintextPolicy::default()), str::parse)
/// }
///
/// assert_eq!(
///     stage(Some("FORBID_PLAINTEXT_WRITE_ALLOW_PLAINTEXT_READ"))?,
///     PlaintextPolicy::ForbidWriteAllowRead
/// );
/// assert!(stage(Some("reading")).is_err());
/// # Ok::<(), Error>(())
/// ```
///
/// Example: [`manual::plaintext_tables`](crate::manual::plaintext_tables).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum PlaintextPolicy {
    /// Every item is written encrypted, and plaintext items are refused. The default.
    #[default]
    ForbidWriteForbidRead,
    /// Every item is written encrypted; plaintext items are still read.
    ForbidWriteAllowRead,
    /// Every item is written as plaintext; plaintext and encrypted items are read. For the time
    /// before the first encrypted item may be written, while readers are being rolled out.
    ForceWriteAllowRead,
}

impl PlaintextPolicy {
    const ALL: [PlaintextPolicy; 3] = [
        PlaintextPolicy::ForbidWriteForbidRead,
        PlaintextPolicy::ForbidWriteAllowRead,
        PlaintextPolicy::ForceWriteAllowRead,
    ];

    /// AWS's name of the policy.
    pub fn as_str(self) -> &'static str {
        match self {
            PlaintextPolicy::ForbidWriteForbidRead => "FORBID_PLAINTEXT_WRITE_FORBID_PLAINTEXT_READ",
            PlaintextPolicy::ForbidWriteAllowRead => "FORBID_PLAINTEXT_WRITE_ALLOW_PLAINTEXT_READ",
            PlaintextPolicy::ForceWriteAllowRead => "FORCE_PLAINTEXT_WRITE_ALLOW_PLAINTEXT_READ",
        }
    }

    /// Whether items are written as plaintext.
    pub(crate) fn writes_plaintext(self) -> bool {
        self == PlaintextPolicy::ForceWriteAllowRead
    }

    /// Whether plaintext items are read.
    pub(crate) fn reads_plaintext(self) -> bool {
        self != PlaintextPolicy::ForbidWriteForbidRead
    }
}

impl fmt::Display for PlaintextPolicy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for PlaintextPolicy {
    type Err = Error;

    /// Reads AWS's name of the policy, as [`as_str`](Self::as_str) writes it.
    fn from_str(name: &str) -> Result<Self, Error> {
        let known = "FORBID_PLAINTEXT_WRITE_FORBID_PLAINTEXT_READ, FORBID_PLAINTEXT_WRITE_ALLOW_PLAINTEXT_READ and \
                     FORCE_PLAINTEXT_WRITE_ALLOW_PLAINTEXT_READ";
        let named = Self::ALL.into_iter().find(|policy| policy.as_str() == name);
        named.ok_or_else(|| Error::unknown_name("plaintext policy", known))
    }
}

/// What happens with an update that DynamoDB cannot carry out itself on sealed items, and with a condition that it cannot
/// evaluate on them, because they name an attribute that is encrypted or signed.
///
/// The choice is between a read for each such write, and changing the application.
///
/// Example: [`manual::protected_updates`](crate::manual::protected_updates).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum ProtectedUpdates {
    /// The client carries it out: it reads the item consistently, verifies it, evaluates and changes it here, seals it, and
    /// writes it on the condition that the stored item is still the one that was read. The default.
    ///
    /// That takes one read more than DynamoDB's own update, and the permission `dynamodb:GetItem`. Where others write the
    /// item at the same time, both are done again, as often as it takes, within a bound.
    #[default]
    CarryOut,
    /// The request is refused, and nothing is sent.
    Refuse,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plaintext_policy_is_read_as_it_is_written() {
        for policy in PlaintextPolicy::ALL {
            assert_eq!(policy.to_string().parse::<PlaintextPolicy>().unwrap(), policy);
        }
        for other in ["", "forbid_plaintext_write_forbid_plaintext_read", "FORBID_PLAINTEXT_WRITE"] {
            let refused = other.parse::<PlaintextPolicy>().unwrap_err().to_string();
            assert!(PlaintextPolicy::ALL.iter().all(|policy| refused.contains(policy.as_str())), "{refused}");
        }
    }
}
