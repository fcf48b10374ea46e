//! Which items may be plaintext.

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
    /// Whether items are written as plaintext.
    pub(crate) fn writes_plaintext(self) -> bool {
        self == PlaintextPolicy::ForceWriteAllowRead
    }

    /// Whether plaintext items are read.
    pub(crate) fn reads_plaintext(self) -> bool {
        self != PlaintextPolicy::ForbidWriteForbidRead
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
