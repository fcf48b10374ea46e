//! Which entry breaks a rule of its table.

use super::EntryProblem;
use super::tree::{Node, Step};
use crate::error::{ConfigProblem, Error, SearchPlace};

/// Entries that give attributes their actions.
const ACTIONS: &[&str] =
    &["encrypt", "sign", "sign_and_include_in_encryption_context", "do_nothing", "attribute_actions"];

/// The way to the entry that an error of the table `table` is about, and where it is.
///
/// `path` is what is known of it: an error of a table's legacy format is about an entry of that.
pub(super) fn entry_of(
    root: &Node,
    table: &str,
    path: &[Step],
    problem: &EntryProblem,
) -> Option<(usize, Vec<Step>)> {
    let EntryProblem::Table(error) = problem else { return None };
    let Error::Config { attribute, problem, .. } = &**error else { return None };
    let node = &root.member("tables")?.node.member(table)?.node;
    let is_legacy = path.get(2).is_some_and(|step| *step == Step::Name("legacy".to_owned()));
    let sections = if is_legacy { &["legacy"][..] } else { sections(problem) };
    let mentions =
        name_of(problem).or(attribute.as_deref()).map(|name| node.mentions(name)).unwrap_or_default();
    let is_in = |path: &[Step]| {
        sections.iter().any(|section| matches!(path.first(), Some(Step::Name(name)) if name == section))
    };
    let (mut inside, outside): (Vec<_>, Vec<_>) = mentions.into_iter().partition(|(_, path)| is_in(path));
    // Of two that contradict each other, the second is the one too many.
    let is_of_two = matches!(problem, ConfigProblem::DuplicateDeclaration | ConfigProblem::GivenTwice { .. });
    let mentioned = if is_of_two { inside.pop() } else { inside.into_iter().next() };
    let section = || {
        let mut members = sections.iter().filter_map(|section| node.member(section));
        members.next().map(|member| (member.at, vec![Step::Name(member.name.clone())]))
    };
    let (at, path) = mentioned.or_else(section).or_else(|| outside.into_iter().next())?;
    let table = ["tables", table].map(|name| Step::Name(name.to_owned()));
    Some((at, [&table[..], &path].concat()))
}

/// What a problem of a search names.
fn name_of(problem: &ConfigProblem) -> Option<&str> {
    let ConfigProblem::Search(problem) = problem else { return None };
    match &problem.place {
        SearchPlace::Whole => None,
        SearchPlace::Beacon(name) | SearchPlace::GlobalPart(name) | SearchPlace::VirtualField(name) => {
            Some(name)
        }
        SearchPlace::Part { part, .. } => Some(part),
    }
}

/// The entries of a table that a problem can be about, the likeliest first.
fn sections(problem: &ConfigProblem) -> &'static [&'static str] {
    match problem {
        ConfigProblem::MissingPartitionKey => &["partition_key"],
        ConfigProblem::SortKeyIsPartitionKey => &["sort_key"],
        ConfigProblem::KeyAction { .. } | ConfigProblem::UnsignedNotAllowed => ACTIONS,
        ConfigProblem::SignedButAllowedUnsigned => ACTIONS,
        ConfigProblem::MissingKeyAction | ConfigProblem::NothingSigned => &["attribute_actions"],
        ConfigProblem::DuplicateDeclaration => &[
            "encrypt",
            "sign",
            "sign_and_include_in_encryption_context",
            "do_nothing",
            "attribute_actions",
            "pad",
        ],
        ConfigProblem::ActionForOthers { .. } => &["action_for_others"],
        ConfigProblem::EncryptedIndexKey => &["index_keys"],
        ConfigProblem::EmptyAllowedUnsigned => &["allowed_unsigned"],
        ConfigProblem::EmptyUnsignedPrefix => &["unsigned_prefix"],
        ConfigProblem::NoDataKeys => &["max_data_keys"],
        ConfigProblem::SuiteNotBuilt { .. } => &["suite"],
        ConfigProblem::DuplicateTableName => &["table_name"],
        ConfigProblem::PlaintextAndLegacy | ConfigProblem::WritesOtherFormat => &["plaintext_policy"],
        ConfigProblem::ItemsWithoutWriter => &["materials"],
        ConfigProblem::PaddedNotEncrypted | ConfigProblem::PaddingLength => &["pad"],
        ConfigProblem::NeedlessException { .. } => &["reader_policy"],
        ConfigProblem::MetadataName | ConfigProblem::UnsignedLegacyKey | ConfigProblem::LegacyKey => {
            &["legacy"]
        }
        ConfigProblem::Search(_) | ConfigProblem::NoSearch | ConfigProblem::BeaconOfType => &["search"],
        ConfigProblem::MissingMaterialProvider => &["keyring"],
        ConfigProblem::ReservedName
        | ConfigProblem::GivenTwice { .. }
        | ConfigProblem::KeyNameLength
        | ConfigProblem::DuplicateLogicalName
        | ConfigProblem::AlreadyRegistered
        | ConfigProblem::BeaconIndexKey { .. }
        | ConfigProblem::TypeDiffers { .. }
        | ConfigProblem::FormerTable
        | ConfigProblem::UnknownName { .. }
        | ConfigProblem::NotRegistered => &[],
    }
}
