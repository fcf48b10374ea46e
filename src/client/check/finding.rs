//! What can be found when a configuration is compared with its table.

use std::fmt;

use crate::error::messages::messages;
use crate::error::shown::{List, Shown};
use crate::table::TableConfig;

/// What was found when configurations were compared with their tables.
///
/// As text it has a line for each finding.
///
/// Example: [`check_tables`](crate::CheckTables::check_tables).
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use = "findings do nothing unless somebody looks at them"]
pub struct CheckReport {
    findings: Vec<Finding>,
}

impl CheckReport {
    pub(super) fn new(findings: Vec<Finding>) -> Self {
        CheckReport { findings }
    }

    /// All findings, table by table.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// Whether nothing was found.
    pub fn is_clean(&self) -> bool {
        self.findings.is_empty()
    }

    /// Whether something was found that will make calls fail or items expire too late, or that could not be checked.
    pub fn has_errors(&self) -> bool {
        self.findings.iter().any(|finding| finding.severity() == Severity::Error)
    }
}

impl fmt::Display for CheckReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_clean() {
            return f.write_str("the configuration fits the tables");
        }
        for (n, finding) in self.findings.iter().enumerate() {
            if n > 0 {
                f.write_str("\n")?;
            }
            finding.fmt(f)?;
        }
        Ok(())
    }
}

/// How bad a finding is.
///
/// Example: [`check_tables`](crate::CheckTables::check_tables).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Severity {
    /// Something works less well than it could.
    Warning,
    /// Calls will fail, items will not be found or will not expire; or it could not be checked.
    Error,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Severity::Warning => "warning",
            Severity::Error => "error",
        })
    }
}

/// Something about a table that its configuration does not fit.
///
/// As text it is a sentence that names the table, and what to do.
///
/// Example: [`check_tables`](crate::CheckTables::check_tables).
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Finding {
    /// Logical name of the table.
    pub table: String,
    /// The table's name in DynamoDB, as it is configured.
    pub table_name: String,
    /// What it is.
    pub problem: FindingProblem,
}

impl Finding {
    pub(super) fn new(table: &TableConfig, problem: FindingProblem) -> Self {
        let (logical, name) = (table.logical_name(), table.table_name());
        Finding { table: logical.to_owned(), table_name: name.to_owned(), problem }
    }

    /// How bad it is.
    pub fn severity(&self) -> Severity {
        self.problem.severity()
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Finding { table, table_name, problem } = self;
        write!(f, "{}: table '{}'", self.severity(), Shown(table))?;
        if table != table_name {
            write!(f, " ('{}' in DynamoDB)", Shown(table_name))?;
        }
        write!(f, ": {problem}")
    }
}

/// What about a table its configuration does not fit.
///
/// Example: [`check_tables`](crate::CheckTables::check_tables).
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum FindingProblem {
    /// There is no such table.
    TableMissing,
    /// DynamoDB does not say what the table is like, so that it was not checked.
    NotDescribed {
        /// The operation that failed, by its name in the DynamoDB API.
        operation: &'static str,
        /// The error's code, or what it says.
        reason: String,
    },
    /// The partition key is another attribute than the configured one.
    PartitionKey {
        /// The configured one.
        configured: String,
        /// That of the table.
        found: String,
    },
    /// The configured sort key is not that of the table.
    SortKey {
        /// The configured one.
        configured: String,
        /// That of the table, if it has one.
        found: Option<String>,
    },
    /// The table has a sort key that the configuration does not call one.
    UndeclaredSortKey {
        /// The attribute.
        found: String,
    },
    /// An index has an encrypted key.
    EncryptedIndexKey {
        /// Name of the index.
        index: String,
        /// The attribute.
        attribute: String,
        /// The attribute's type as a key: `S`, `N` or `B`.
        key_type: String,
    },
    /// The key of an index has no action.
    UnconfiguredIndexKey {
        /// Name of the index.
        index: String,
        /// The attribute.
        attribute: String,
    },
    /// The key of an index is unsigned, and was not declared as one.
    UnsignedIndexKey {
        /// Name of the index.
        index: String,
        /// The attribute.
        attribute: String,
    },
    /// An attribute was declared as the key of an index, and no index has it.
    NoIndexHasKey {
        /// The attribute.
        attribute: String,
    },
    /// An index projects keys only, so that items cannot be verified.
    IndexOfKeys {
        /// Name of the index.
        index: String,
    },
    /// An index does not project all that is signed, so that items cannot be verified.
    IndexLacksAttributes {
        /// Name of the index.
        index: String,
        /// The attributes.
        missing: Vec<String>,
    },
    /// An index projects some attributes, and items can have signed ones that the configuration does not name.
    IndexOfSome {
        /// Name of the index.
        index: String,
    },
    /// An index was declared to project all attributes, and it does not.
    IndexNotWhole {
        /// Name of the index.
        index: String,
    },
    /// An index was declared to project all attributes, and there is none of that name.
    IndexMissing {
        /// Name of the index.
        index: String,
    },
    /// The attribute with the time to live is encrypted.
    EncryptedTimeToLive {
        /// The attribute.
        attribute: String,
    },
    /// The attribute with the time to live has no action.
    UnconfiguredTimeToLive {
        /// The attribute.
        attribute: String,
    },
}

messages!(FindingProblem {
    Self::TableMissing => "there is no such table, in this region and account";
    Self::NotDescribed { operation, reason } =>
        "{operation} failed, so that it was not checked: {}", Shown(reason);
    Self::PartitionKey { configured, found } =>
        "its partition key is '{}', not '{}'; items cannot be written", Shown(found), Shown(configured);
    Self::SortKey { configured, found: Some(found) } =>
        "its sort key is '{}', not '{}'; items cannot be written", Shown(found), Shown(configured);
    Self::SortKey { configured, found: None } =>
        "it has no sort key, but '{}' is configured as one, so that requests with its keys fail", Shown(configured);
    Self::UndeclaredSortKey { found } =>
        "its sort key '{}' is not configured as one; declare it with `sort_key`, or it may be encrypted, and is not bound \
         to the item as keys are", Shown(found);
    Self::EncryptedIndexKey { index, attribute, key_type } if key_type == "B" =>
        "the key '{}' of index '{}' is encrypted, so that the index has ciphertexts by which nothing is found; sign it \
         instead", Shown(attribute), Shown(index);
    Self::EncryptedIndexKey { index, attribute, key_type } =>
        "the key '{}' of index '{}' is encrypted, and so binary; DynamoDB refuses items that have it, since the key is of \
         type {}; sign it instead", Shown(attribute), Shown(index), Shown(key_type);
    Self::UnconfiguredIndexKey { index, attribute } =>
        "the key '{}' of index '{}' is not configured, so that items with it cannot be written nor the index be queried; \
         declare it with `index_keys`", Shown(attribute), Shown(index);
    Self::UnsignedIndexKey { index, attribute } =>
        "the key '{}' of index '{}' is not signed: whoever can write to the table can move items within the index; sign \
         it, or declare it with `index_keys` too if that is intended", Shown(attribute), Shown(index);
    Self::NoIndexHasKey { attribute } =>
        "'{}' is declared as the key of an index, but no index has it", Shown(attribute);
    Self::IndexOfKeys { index } =>
        "index '{}' projects keys only, so that its items cannot be verified; they can be counted, or read \
         without verification with `AllowUnverifiedParts`",
        Shown(index);
    Self::IndexLacksAttributes { index, missing } =>
        "index '{}' lacks signed attributes, so that its items cannot be verified and so not be read: {}",
        Shown(index), List(&shown(missing));
    Self::IndexOfSome { index } =>
        "index '{}' does not project all attributes, so that an item with signed attributes that nobody has named cannot be \
         verified and so not be read", Shown(index);
    Self::IndexNotWhole { index } =>
        "index '{}' is declared to project all attributes, but it does not: what it has of an encrypted item could pass \
         for plaintext", Shown(index);
    Self::IndexMissing { index } =>
        "index '{}' is declared to project all attributes, but there is no such index", Shown(index);
    Self::EncryptedTimeToLive { attribute } =>
        "the time to live is in '{}', which is encrypted, so that no item ever expires; sign it instead", Shown(attribute);
    Self::UnconfiguredTimeToLive { attribute } =>
        "the time to live is in '{}', which is not configured, so that items with it cannot be written; declare it",
        Shown(attribute);
});

fn shown(names: &[String]) -> Vec<String> {
    names.iter().map(|name| format!("'{}'", Shown(name))).collect()
}

impl FindingProblem {
    fn severity(&self) -> Severity {
        match self {
            FindingProblem::TableMissing
            | FindingProblem::NotDescribed { .. }
            | FindingProblem::PartitionKey { .. }
            | FindingProblem::SortKey { .. }
            | FindingProblem::UndeclaredSortKey { .. }
            | FindingProblem::EncryptedIndexKey { .. }
            | FindingProblem::UnconfiguredIndexKey { .. }
            | FindingProblem::IndexNotWhole { .. }
            | FindingProblem::EncryptedTimeToLive { .. }
            | FindingProblem::UnconfiguredTimeToLive { .. } => Severity::Error,
            FindingProblem::UnsignedIndexKey { .. }
            | FindingProblem::NoIndexHasKey { .. }
            | FindingProblem::IndexOfKeys { .. }
            | FindingProblem::IndexLacksAttributes { .. }
            | FindingProblem::IndexOfSome { .. }
            | FindingProblem::IndexMissing { .. } => Severity::Warning,
        }
    }
}
