//! Why the wrapped client refuses operations.

use std::error::Error as StdError;
use std::fmt;

use super::shown::{Sentence, Shown, debug_shown};

/// Why the wrapped client refused an operation.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum RefusedProblem {
    /// This operation is not supported on encrypted tables.
    Unsupported,
    /// The operation is unknown to this version, so it cannot be told whether it carries items.
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
    /// The condition compares a value with no attribute, so that it cannot be told whether it is one that is to be
    /// secret.
    ValueAlone {
        /// The request parameter that holds the condition.
        parameter: &'static str,
        /// The placeholder, with its colon.
        placeholder: String,
    },
    /// The stored item has an attribute by which it is found under its encrypted values, written by a client that
    /// supports searching. This version does not, so that an update would remove it.
    Beacon {
        /// The attribute.
        attribute: String,
    },
    /// No expression uses the placeholder. DynamoDB would refuse the request, and it cannot be told whether
    /// the value is one that is to be secret.
    UnusedPlaceholder {
        /// The placeholder, with its sign.
        placeholder: String,
    },
    /// The expression could not be understood, so it cannot be told which attributes it names. DynamoDB
    /// would refuse it, too.
    Expression {
        /// The request parameter that holds the expression.
        parameter: &'static str,
        /// What is wrong with it.
        reason: String,
    },
    /// The update is for a table that the client does not encrypt.
    NotEncrypted,
    /// The changed item has another key than the one that was read.
    KeyChanged {
        /// The key attribute.
        attribute: String,
    },
    /// The request lacks a table name.
    MissingTableName,
    /// What stands for the table's name is neither a name nor a table's ARN. DynamoDB would refuse it, too.
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
    /// The client was told which plain tables there are, and this is none of them, nor is it an encrypted one.
    UnlistedTable,
    /// The request names the table twice, by its name and by an ARN, so that it could not be told what comes
    /// back for which.
    RepeatedTable,
    /// The client's configuration encrypts tables, and so does another one that the request was made
    /// with. The item would be encrypted twice.
    RegisteredTwice,
    /// The SDK did not behave as this version expects. The item was neither sent nor handed out.
    Sdk(&'static str),
}

impl fmt::Display for RefusedProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            RefusedProblem::Unsupported => f.write_str("the operation is not supported on encrypted tables"),
            RefusedProblem::UnknownOperation => f.write_str("the operation is not known to this version"),
            RefusedProblem::EncryptedAttribute { parameter, attribute } => {
                write!(f, "{parameter} names the encrypted attribute '{}'", Shown(attribute))
            }
            RefusedProblem::Parameter { parameter } => {
                write!(f, "{parameter} cannot be used on encrypted tables")
            }
            RefusedProblem::SignedAttribute { parameter, attribute } => {
                write!(f, "{parameter} names the signed attribute '{}'", Shown(attribute))
            }
            RefusedProblem::ReservedAttribute { parameter, attribute } => {
                write!(f, "{parameter} names the reserved attribute '{}'", Shown(attribute))
            }
            RefusedProblem::UnconfiguredAttribute { parameter, attribute } => {
                write!(f, "{parameter} names the attribute '{}', which is not configured", Shown(attribute))
            }
            RefusedProblem::ValueAlone { parameter, placeholder } => {
                write!(f, "{parameter} compares the value '{}' with no attribute", Shown(placeholder))
            }
            RefusedProblem::Beacon { attribute } => write!(
                f,
                "the update would remove '{}', a beacon that another client has written for searching; \
                 allow it with `remove_beacons` if nobody searches for the item",
                Shown(attribute)
            ),
            RefusedProblem::UnusedPlaceholder { placeholder } => {
                write!(f, "no expression uses the placeholder '{}'", Shown(placeholder))
            }
            RefusedProblem::Expression { parameter, reason } => {
                write!(f, "{parameter} cannot be understood: {}", Sentence(reason))
            }
            RefusedProblem::RegisteredTwice => {
                f.write_str("tables are encrypted by two configurations of this request")
            }
            RefusedProblem::NotEncrypted => f.write_str("the client does not encrypt this table"),
            RefusedProblem::KeyChanged { attribute } => {
                write!(f, "the changed item has another value of the key attribute '{}'", Shown(attribute))
            }
            RefusedProblem::RepeatedTable => f.write_str("the request names the table in two ways"),
            RefusedProblem::UnclearTableName => {
                f.write_str("what is given for the table is neither a name nor the ARN of a table")
            }
            RefusedProblem::LogicalTableName { table_name } => {
                write!(
                    f,
                    "this is the logical name of an encrypted table, whose name in DynamoDB is '{}'",
                    Shown(table_name)
                )
            }
            RefusedProblem::SimilarTableName { table_name } => {
                write!(f, "only upper and lower case tell it from the encrypted table '{}'", Shown(table_name))
            }
            RefusedProblem::UnlistedTable => {
                f.write_str("the table is neither encrypted nor listed among the plain tables")
            }
            RefusedProblem::MissingTableName => f.write_str("the request names no table"),
            RefusedProblem::Sdk(what) => write!(f, "the SDK did not behave as expected: {what}"),
        }
    }
}

debug_shown!(RefusedProblem {
    named {
        EncryptedAttribute { parameter, attribute },
        Parameter { parameter },
        SignedAttribute { parameter, attribute },
        ReservedAttribute { parameter, attribute },
        UnconfiguredAttribute { parameter, attribute },
        UnusedPlaceholder { placeholder },
        Expression { parameter, reason },
        ValueAlone { parameter, placeholder },
        Beacon { attribute },
        LogicalTableName { table_name },
        SimilarTableName { table_name },
        KeyChanged { attribute },
    }
    single { Sdk }
    unit {
        Unsupported,
        UnknownOperation,
        NotEncrypted,
        MissingTableName,
        UnclearTableName,
        RepeatedTable,
        RegisteredTwice,
        UnlistedTable,
    }
});

impl StdError for RefusedProblem {}
