//! An item's facts for people.

use std::collections::BTreeMap;

use dynamodb_item_encryptor::AttributeAction;

use super::Inspected;
use super::facts::{Attribute, DataKey, Facts, Format, Header};
use crate::failure::Failure;
use crate::output::{Meaning, Output};
use crate::shown::shown;

/// Writes all that is known of an item.
pub(crate) fn write(inspected: &Inspected, output: &mut Output) -> Result<(), Failure> {
    let facts = &inspected.facts;
    let heading = output.paint(Meaning::Heading, &inspected.source);
    output.line(heading)?;
    field(output, "format", format(facts, output))?;
    if let Some(problem) = &facts.problem {
        field(output, "problem", output.paint(Meaning::Bad, shown(problem)))?;
    }
    if let Some(header) = &facts.header {
        write_header(header, output)?;
    }
    write_pairs("description", &facts.legacy_description, output)?;
    write_attributes(&facts.attributes, output)?;
    let sizes = &facts.sizes;
    let stored = format!("{} bytes stored", sizes.stored);
    field(
        output,
        "size",
        match (sizes.added, sizes.added_is_exact) {
            (0, _) => stored,
            (added, true) => format!("{stored}, of which sealing added {added}"),
            (added, false) => format!("{stored}, of which sealing added at least {added}"),
        },
    )?;
    field(output, "verified", verified(inspected, output))
}

fn field(output: &mut Output, name: &str, value: impl std::fmt::Display) -> Result<(), Failure> {
    output.line(format_args!("  {name:<12} {value}"))
}

fn format(facts: &Facts, output: &Output) -> String {
    match (facts.format, &facts.header) {
        (Format::Current, Some(header)) => format!("current, header version {}", header.version),
        (Format::Current, None) => "current".to_owned(),
        (Format::Legacy, _) => output.paint(Meaning::Doubtful, "legacy"),
        (Format::Plaintext, _) => output.paint(Meaning::Doubtful, "plaintext"),
        (Format::Damaged, _) => output.paint(Meaning::Bad, "damaged"),
    }
}

fn verified(inspected: &Inspected, output: &Output) -> String {
    match (&inspected.verified, &inspected.reason) {
        (Some(true), _) => output.paint(Meaning::Good, "yes"),
        (Some(false), Some(reason)) => format!("{}: {reason}", output.paint(Meaning::Bad, "no")),
        (Some(false), None) => output.paint(Meaning::Bad, "no"),
        (None, Some(reason)) => format!("not tried: {reason}"),
        (None, None) => "not tried".to_owned(),
    }
}

fn write_header(header: &Header, output: &mut Output) -> Result<(), Failure> {
    let suite = &header.suite;
    field(output, "suite", format_args!("{} {}", suite.id, suite.name))?;
    field(output, "message id", &header.message_id)?;
    for (n, key) in header.data_keys.iter().enumerate() {
        field(output, if n == 0 { "wrapped keys" } else { "" }, data_key(key))?;
    }
    write_pairs("context", &header.stored_context, output)
}

fn data_key(key: &DataKey) -> String {
    let mut text = format!("{} '{}'", shown(&key.provider), shown(&key.info));
    if let Some(version) = &key.branch_key_version {
        text.push_str(", version ");
        text.push_str(version);
    }
    format!("{text}, {} bytes", key.bytes)
}

fn write_pairs(name: &str, pairs: &BTreeMap<String, String>, output: &mut Output) -> Result<(), Failure> {
    for (n, (key, value)) in pairs.iter().enumerate() {
        let pair = format!("{} = {}", shown(key), shown(value));
        field(output, if n == 0 { name } else { "" }, pair)?;
    }
    Ok(())
}

fn write_attributes(attributes: &[Attribute], output: &mut Output) -> Result<(), Failure> {
    let names: Vec<_> = attributes.iter().map(|attribute| shown(&attribute.name)).collect();
    let width = names.iter().map(|name| name.chars().count()).max().unwrap_or_default().min(40);
    for (n, (attribute, name)) in attributes.iter().zip(&names).enumerate() {
        let label = if n == 0 { "attributes" } else { "" };
        let (kind, bytes) = (attribute.r#type, attribute.bytes);
        let action = action(attribute, output);
        field(output, label, format_args!("{name:<width$}  {kind:<4} {bytes:>6} bytes  {action}"))?;
    }
    Ok(())
}

fn action(attribute: &Attribute, output: &Output) -> String {
    if attribute.of_format {
        return output.paint(Meaning::Quiet, "of the format");
    }
    let words = |action: &&str| match *action {
        action if action == AttributeAction::EncryptAndSign.as_str() => "encrypted",
        action if action == AttributeAction::SignOnly.as_str() => "signed",
        action if action == AttributeAction::SignAndIncludeInEncryptionContext.as_str() => {
            "signed and in the encryption context"
        }
        _ => "unsigned",
    };
    match (&attribute.actions[..], attribute.type_inside) {
        ([], _) => output.paint(Meaning::Quiet, "not known"),
        ([one], Some(inside)) => format!("{} {inside}", output.paint(Meaning::Good, words(one))),
        ([one], None) => words(one).to_owned(),
        (several, _) => {
            let several: Vec<_> = several.iter().map(words).collect();
            format!("either {}", several.join(" or "))
        }
    }
}
