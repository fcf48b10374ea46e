//! Why the wrapped client refuses operations.

use std::error::Error as StdError;

use super::messages::messages;
use super::shown::{Sentence, Shown, debug_shown};
use super::{ErrorClass, PartitionProblem, QueryProblem};

/// Why the wrapped client refused an operation.
///
/// Example: [`class`](crate::Error::class).
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum RefusedProblem {
    /// This operation is not supported on encrypted tables.
    Unsupported,
    /// The operation is unknown to this version, which therefore cannot tell whether it carries items.
    UnknownOperation,
    /// The expression reads or writes an attribute that is encrypted.
    EncryptedAttribute {
        /// The request parameter that names the attribute.
        parameter: &'static str,
        /// The attribute.
        attribute: String,
    },
    /// The request parameter cannot be used on an encrypted table.
    Parameter {
        /// The parameter, by its name in the DynamoDB API.
        parameter: &'static str,
    },
    /// Two parameters of the request cannot be given together. DynamoDB would refuse it, too.
    Contradiction {
        /// A parameter, by its name in the DynamoDB API.
        parameter: &'static str,
        /// The other one.
        other: &'static str,
    },
    /// The update expression reads or writes an attribute that is signed. DynamoDB cannot sign it anew.
    SignedAttribute {
        /// The request parameter that names the attribute.
        parameter: &'static str,
        /// The attribute.
        attribute: String,
    },
    /// The expression names an attribute that a format keeps for itself.
    ReservedAttribute {
        /// The request parameter that names the attribute.
        parameter: &'static str,
        /// The attribute.
        attribute: String,
    },
    /// The parameter has a value for an attribute that the table's configuration does not know: it could be a secret
    /// under a misspelt name. Or it is an update of such an attribute, which readers would expect to be signed.
    UnconfiguredAttribute {
        /// The request parameter that names the attribute.
        parameter: &'static str,
        /// The attribute.
        attribute: String,
    },
    /// The condition compares a value with no attribute, so it is unclear whether the value is one that must stay
    /// secret.
    ValueAlone {
        /// The request parameter that holds the condition.
        parameter: &'static str,
        /// The placeholder, with its colon.
        placeholder: String,
    },
    /// The stored item has an attribute that lets clients with support for searching find it by its encrypted values.
    /// This version has no such support, so an update would remove the attribute.
    Beacon {
        /// The attribute.
        attribute: String,
    },
    /// The request asks for a beacon, or for encrypted values by one, in a way that beacons cannot answer.
    Search {
        /// The request parameter.
        parameter: &'static str,
        /// The beacon, or the attribute or placeholder that it is about.
        name: String,
        /// Why not.
        problem: QueryProblem,
    },
    /// It is not clear which partition of the table's beacons the request is for.
    Partition(PartitionProblem),
    /// No expression uses the placeholder. DynamoDB would refuse the request, and it is unclear whether the value is
    /// one that must stay secret.
    UnusedPlaceholder {
        /// The placeholder, with its sign.
        placeholder: String,
    },
    /// The expression could not be understood, so it is unclear which attributes it names. DynamoDB would refuse it,
    /// too.
    Expression {
        /// The request parameter that holds the expression.
        parameter: &'static str,
        /// What is wrong with it.
        reason: String,
    },
    /// The update is for a table that the client does not encrypt.
    NotEncrypted,
    /// The changed item has a different key from the one that was read.
    KeyChanged {
        /// The key attribute.
        attribute: String,
    },
    /// The request lacks a table name.
    MissingTableName,
    /// The request gives neither the name nor the ARN of a table. DynamoDB would refuse it, too.
    UnclearTableName,
    /// The request has an encrypted table's logical name, which is not its name in DynamoDB.
    LogicalTableName {
        /// The table's name in DynamoDB, as it was configured.
        table_name: String,
    },
    /// The table's name differs from an encrypted table's only in upper and lower case.
    SimilarTableName {
        /// The encrypted table's name, as it was configured.
        table_name: String,
    },
    /// The client was told which plain tables there are, and this is neither one of them nor an encrypted one.
    UnlistedTable,
    /// The request names the table twice, by its name and by an ARN, so it would be unclear which part of the answer
    /// belongs to which.
    RepeatedTable,
    /// The client's configuration encrypts tables, and so does another one that the request was made
    /// with. The item would be encrypted twice.
    RegisteredTwice,
    /// The client's configuration once encrypted tables, and then its interceptors were cleared, what encrypts among them.
    InterceptorsCleared,
    /// The SDK did not behave as this version expects. The item was neither sent nor handed out.
    Sdk(&'static str),
}

messages!(RefusedProblem {
    Self::Unsupported => "the operation is not supported on encrypted tables";
    Self::UnknownOperation =>
        "this version does not know the operation, so it cannot tell whether it carries items";
    Self::EncryptedAttribute { parameter, attribute } =>
        "{parameter} names the encrypted attribute '{}'", Shown(attribute);
    Self::Parameter { parameter } => "{parameter} cannot be used on encrypted tables";
    Self::Contradiction { parameter, other } => "{parameter} and {other} cannot be given in one request";
    Self::SignedAttribute { parameter, attribute } =>
        "{parameter} names the signed attribute '{}'", Shown(attribute);
    Self::ReservedAttribute { parameter, attribute } =>
        "{parameter} names the reserved attribute '{}'", Shown(attribute);
    Self::UnconfiguredAttribute { parameter, attribute } =>
        "{parameter} names the attribute '{}', which is not configured", Shown(attribute);
    Self::ValueAlone { parameter, placeholder } =>
        "{parameter} does not compare the value '{}' with an attribute", Shown(placeholder);
    Self::Beacon { attribute } =>
        "the update would remove '{}', a beacon that another client has written for searching; \
         declare it in the table's search, or allow it with `remove_beacons` if nobody searches for the item", Shown(attribute);
    Self::Search { parameter, name, problem } => "{parameter} names '{}': {problem}", Shown(name);
    Self::Partition(problem) => "{problem}";
    Self::UnusedPlaceholder { placeholder } => "no expression uses the placeholder '{}'", Shown(placeholder);
    Self::Expression { parameter, reason } => "{parameter} cannot be understood: {}", Sentence(reason);
    Self::InterceptorsCleared =>
        "the configuration encrypted tables until its interceptors were cleared; call `encrypt_tables` for it anew, or start \
         from another configuration for a client that is not to encrypt";
    Self::RegisteredTwice =>
        "both the client's configuration and another one of this request encrypt tables; register the tables \
         with only one of them";
    Self::NotEncrypted => "the client does not encrypt this table";
    Self::KeyChanged { attribute } =>
        "the changed item has a different value for the key attribute '{}'", Shown(attribute);
    Self::RepeatedTable => "the request names the table in two ways; use its name or its ARN";
    Self::UnclearTableName => "the request gives neither the name nor the ARN of a table";
    Self::LogicalTableName { table_name } =>
        "this is the logical name of an encrypted table, whose name in DynamoDB is '{}'; use that name", Shown(table_name);
    Self::SimilarTableName { table_name } =>
        "the name differs from the encrypted table '{}' only in upper and lower case", Shown(table_name);
    Self::UnlistedTable => "the table is neither encrypted nor listed among the plain tables";
    Self::MissingTableName => "the request names no table";
    Self::Sdk(what) => "the SDK did not behave as expected: {what}";
});

impl RefusedProblem {
    /// Whose fault it is.
    pub(super) fn class(&self) -> ErrorClass {
        match self {
            RefusedProblem::Unsupported
            | RefusedProblem::UnknownOperation
            | RefusedProblem::EncryptedAttribute { .. }
            | RefusedProblem::Parameter { .. }
            | RefusedProblem::Contradiction { .. }
            | RefusedProblem::SignedAttribute { .. }
            | RefusedProblem::ReservedAttribute { .. }
            | RefusedProblem::UnconfiguredAttribute { .. }
            | RefusedProblem::ValueAlone { .. }
            | RefusedProblem::Beacon { .. }
            | RefusedProblem::Search { .. }
            | RefusedProblem::Partition(_)
            | RefusedProblem::UnusedPlaceholder { .. }
            | RefusedProblem::Expression { .. }
            | RefusedProblem::NotEncrypted
            | RefusedProblem::KeyChanged { .. }
            | RefusedProblem::MissingTableName
            | RefusedProblem::UnclearTableName
            | RefusedProblem::LogicalTableName { .. }
            | RefusedProblem::SimilarTableName { .. }
            | RefusedProblem::UnlistedTable
            | RefusedProblem::RepeatedTable => ErrorClass::Request,
            RefusedProblem::RegisteredTwice | RefusedProblem::InterceptorsCleared => ErrorClass::Configuration,
            RefusedProblem::Sdk(_) => ErrorClass::Internal,
        }
    }
}

debug_shown!(RefusedProblem {
    named {
        EncryptedAttribute { parameter, attribute },
        Parameter { parameter },
        Contradiction { parameter, other },
        SignedAttribute { parameter, attribute },
        ReservedAttribute { parameter, attribute },
        UnconfiguredAttribute { parameter, attribute },
        UnusedPlaceholder { placeholder },
        Expression { parameter, reason },
        ValueAlone { parameter, placeholder },
        Beacon { attribute },
        Search { parameter, name, problem },
        LogicalTableName { table_name },
        SimilarTableName { table_name },
        KeyChanged { attribute },
    }
    single { Partition, Sdk }
    unit {
        Unsupported,
        UnknownOperation,
        NotEncrypted,
        MissingTableName,
        UnclearTableName,
        RepeatedTable,
        RegisteredTwice,
        InterceptorsCleared,
        UnlistedTable,
    }
});

impl StdError for RefusedProblem {}
