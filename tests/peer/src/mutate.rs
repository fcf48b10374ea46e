//! Sealed items and their readers' configurations, changed in one to three places that may or may not matter, and what the
//! official crate makes of each: what it opens to, or that it refuses. Another implementation that runs the manifest tells where
//! it judges otherwise.
//!
//! `tamper` makes changes that must be refused. Here nobody knows beforehand: an unsigned attribute may become anything,
//! and a number may be written otherwise.

use crate::{
    Result,
    item_json::from_item,
    manifest::DecryptTest,
    official::{Failure, Official},
    random::{CONTEXT, ENCRYPT, Generator, NOTHING, SIGN},
    sealed::{FOOT, HEAD, Sealed, changed},
};
use aws_sdk_dynamodb::{primitives::Blob, types::AttributeValue};
use serde_json::{Value, json};

/// Makes one change and says what it did, or finds nothing to change in that way.
type Rule = fn(&mut Sealed, &mut Generator) -> Result<Option<String>>;

const RULES: [Rule; 22] = [
    flip_any_byte,
    set_header_byte,
    grow_header,
    legend_letter,
    legend_length,
    drop_data_key,
    double_data_key,
    swap_data_keys,
    footer_length,
    swap_tags,
    metadata_of_another_type,
    reserved_attribute,
    value_of_another_type,
    empty_value,
    respell_numbers,
    reorder_sets,
    change_clear_value,
    new_attribute,
    drop_any,
    reader_action,
    reader_keys,
    reader_policy,
];

/// `count` changed items of those that have a header and must open, with the verdict of the official crate.
pub fn tests(
    seed: u64,
    count: usize,
    tests: &[DecryptTest],
    official: &mut Official,
) -> Result<Vec<DecryptTest>> {
    let sealed = tests.iter().filter(|test| test.positive).map(Sealed::new);
    let mut sealed = sealed.collect::<Result<Vec<_>>>()?;
    sealed.retain(Sealed::has_header);
    if sealed.is_empty() {
        return Err("no item to change".to_owned());
    }
    let mut judged = Vec::with_capacity(count);
    for number in 0..count {
        let mut generator = Generator::new(seed, number as u64);
        let mut item = sealed[generator.below(sealed.len())].clone();
        let mut done = Vec::new();
        for _ in 0..1 + generator.below(3) {
            let rule = RULES[generator.below(RULES.len())];
            done.extend(rule(&mut item, &mut generator)?);
        }
        let mut test = item.into_test()?;
        test.name = format!("{number}-{}", test.name);
        test.description = done.join("; ");
        judge(&mut test, official)?;
        judged.push(test);
    }
    Ok(judged)
}

/// Has the official crate open the item.
fn judge(test: &mut DecryptTest, official: &mut Official) -> Result<()> {
    let refused = match official.open(&test.config, &test.encrypted) {
        Ok(item) => {
            (test.positive, test.plaintext) = (true, Some(from_item(&item)?));
            return Ok(());
        }
        Err(Failure::Refused(reason)) => format!("refused: {reason}"),
        Err(Failure::Broken(reason)) => format!("the official crate broke: {reason}"),
    };
    (test.positive, test.plaintext) = (false, None);
    test.description = format!("{}; {refused}", test.description);
    Ok(())
}

fn flip_any_byte(item: &mut Sealed, generator: &mut Generator) -> Result<Option<String>> {
    let binary =
        item.item.iter().filter(|(_, value)| matches!(value, AttributeValue::B(b) if !b.as_ref().is_empty()));
    let mut names: Vec<_> = binary.map(|(name, _)| name.clone()).collect();
    names.sort();
    let Some(name) = pick(names, generator) else { return Ok(None) };
    let (at, bit) = (generator.below(item.bytes(&name)?.len()), generator.below(8));
    item.edit(&name, |bytes| bytes[at] ^= 1 << bit)?;
    Ok(Some(format!("bit {bit} of byte {at} of {name:?} is flipped")))
}

/// Of the first bytes: versions, suites and lengths are there.
fn set_header_byte(item: &mut Sealed, generator: &mut Generator) -> Result<Option<String>> {
    let Ok(length) = item.bytes(HEAD).map(<[u8]>::len) else { return Ok(None) };
    if length == 0 {
        return Ok(None);
    }
    let (at, byte) = (generator.below(length.min(40)), [0, 1, 2, 0x7f, 0x80, 0xff][generator.below(6)]);
    item.edit(HEAD, |bytes| bytes[at] = byte)?;
    Ok(Some(format!("byte {at} of the header is {byte}")))
}

fn grow_header(item: &mut Sealed, generator: &mut Generator) -> Result<Option<String>> {
    if item.bytes(HEAD).is_err() {
        return Ok(None);
    }
    let length = 1 + generator.below(3);
    let more = generator.bytes(length);
    item.edit(HEAD, |bytes| bytes.extend(&more))?;
    Ok(Some(format!("{} bytes stand behind the header", more.len())))
}

fn legend_letter(item: &mut Sealed, generator: &mut Generator) -> Result<Option<String>> {
    let Ok(header) = item.header() else { return Ok(None) };
    if header.legend.is_empty() {
        return Ok(None);
    }
    let at = header.legend.start + generator.below(header.legend.len());
    let letter = [b'e', b's', b'c', b'x', 0][generator.below(5)];
    item.edit(HEAD, |bytes| bytes[at] = letter)?;
    Ok(Some(format!("letter {} of the legend is {letter}", at - header.legend.start)))
}

/// The legend is shorter or longer by one letter, and says so.
fn legend_length(item: &mut Sealed, generator: &mut Generator) -> Result<Option<String>> {
    let Ok(header) = item.header() else { return Ok(None) };
    let is_longer = header.legend.is_empty() || generator.chance(50);
    let length = if is_longer { header.legend.len() + 1 } else { header.legend.len() - 1 };
    let Ok(length) = u16::try_from(length) else { return Ok(None) };
    item.edit(HEAD, |bytes| {
        match is_longer {
            true => bytes.insert(header.legend.end, b's'),
            false => drop(bytes.remove(header.legend.end - 1)),
        }
        bytes[header.legend.start - 2..header.legend.start].copy_from_slice(&length.to_be_bytes());
    })?;
    Ok(Some(format!("the legend has {length} letters")))
}

fn drop_data_key(item: &mut Sealed, generator: &mut Generator) -> Result<Option<String>> {
    data_keys(item, generator, "is gone", |keys, at, _| drop(keys.remove(at)))
}

fn double_data_key(item: &mut Sealed, generator: &mut Generator) -> Result<Option<String>> {
    data_keys(item, generator, "stands twice", |keys, at, _| keys.insert(at, keys[at].clone()))
}

fn swap_data_keys(item: &mut Sealed, generator: &mut Generator) -> Result<Option<String>> {
    data_keys(item, generator, "stands elsewhere", |keys, at, other| keys.swap(at, other))
}

/// Changes the list of the header's wrapped keys, and their number.
fn data_keys(
    item: &mut Sealed,
    generator: &mut Generator,
    what: &str,
    change: impl FnOnce(&mut Vec<Vec<u8>>, usize, usize),
) -> Result<Option<String>> {
    let Ok(header) = item.header() else { return Ok(None) };
    let Some(first) = header.data_keys.first() else { return Ok(None) };
    let (start, end) = (first.provider.start - 2, header.commitment.start);
    let bytes = item.bytes(HEAD)?.to_vec();
    let whole = header.data_keys.iter().map(|key| bytes[key.provider.start - 2..key.ciphertext.end].to_vec());
    let mut keys: Vec<_> = whole.collect();
    let (at, other) = (generator.below(keys.len()), generator.below(keys.len()));
    change(&mut keys, at, other);
    let Ok(count) = u8::try_from(keys.len()) else { return Ok(None) };
    let new = [&bytes[..start - 1], &[count], &keys.concat(), &bytes[end..]].concat();
    item.set_bytes(HEAD, new);
    Ok(Some(format!("wrapped key {at} {what}")))
}

fn footer_length(item: &mut Sealed, generator: &mut Generator) -> Result<Option<String>> {
    let Ok(length) = item.bytes(FOOT).map(<[u8]>::len) else { return Ok(None) };
    let is_longer = generator.chance(50);
    let by = [1, 48, 103][generator.below(3)];
    item.edit(FOOT, |bytes| bytes.resize(if is_longer { length + by } else { length.saturating_sub(by) }, 0))?;
    Ok(Some(format!("the footer is {} by {by}", if is_longer { "longer" } else { "shorter" })))
}

fn swap_tags(item: &mut Sealed, _: &mut Generator) -> Result<Option<String>> {
    if !item.bytes(FOOT).is_ok_and(|footer| footer.len() >= 96) {
        return Ok(None);
    }
    item.edit(FOOT, |bytes| bytes[..96].rotate_left(48))?;
    Ok(Some("the first two tags are swapped".to_owned()))
}

fn metadata_of_another_type(item: &mut Sealed, generator: &mut Generator) -> Result<Option<String>> {
    let name = [HEAD, FOOT][generator.below(2)];
    match generator.chance(30) {
        true => drop(item.item.remove(name)),
        false => drop(item.item.insert(name.to_owned(), any(generator))),
    }
    Ok(Some(format!("{name:?} is of another type, or gone")))
}

/// Attributes that are the library's own, or look like it.
fn reserved_attribute(item: &mut Sealed, generator: &mut Generator) -> Result<Option<String>> {
    const NAMES: [&str; 6] =
        ["aws_dbe_b_email", "aws_dbe_v_1", "aws_dbe_", "aws_dbe_extra", "aws_dbe_head2", "*amzn-ddb-map-desc*"];
    let name = NAMES[generator.below(NAMES.len())];
    item.item.insert(name.to_owned(), any(generator));
    Ok(Some(format!("{name:?} is there")))
}

fn value_of_another_type(item: &mut Sealed, generator: &mut Generator) -> Result<Option<String>> {
    let Some(name) = pick(attributes(item), generator) else { return Ok(None) };
    item.item.insert(name.clone(), any(generator));
    Ok(Some(format!("{name:?} has another value")))
}

fn empty_value(item: &mut Sealed, generator: &mut Generator) -> Result<Option<String>> {
    let Ok(encrypted) = item.encrypted() else { return Ok(None) };
    let Some(name) = pick(encrypted, generator) else { return Ok(None) };
    let left = [0, 1, 2, 3, 17, 18][generator.below(6)];
    if item.bytes(&name).is_err() {
        return Ok(None);
    }
    item.edit(&name, |bytes| bytes.truncate(left))?;
    Ok(Some(format!("{left} bytes are left of {name:?}")))
}

/// Numbers in clear are signed in one spelling, however they are stored.
fn respell_numbers(item: &mut Sealed, generator: &mut Generator) -> Result<Option<String>> {
    let spelling = generator.below(3);
    let mut names = Vec::new();
    for (name, value) in &mut item.item {
        if let AttributeValue::N(number) = value
            && !number.contains(['e', 'E', '.'])
        {
            *number = match spelling {
                0 => format!("{number}.0"),
                1 => format!("{number}e0"),
                _ => format!("{number}0e-1"),
            };
            names.push(name.clone());
        }
    }
    names.sort();
    Ok((!names.is_empty()).then(|| format!("the numbers {names:?} are written otherwise")))
}

fn reorder_sets(item: &mut Sealed, _: &mut Generator) -> Result<Option<String>> {
    let mut found = false;
    for value in item.item.values_mut() {
        match value {
            AttributeValue::Ss(members) | AttributeValue::Ns(members) => members.reverse(),
            AttributeValue::Bs(members) => members.reverse(),
            _ => continue,
        }
        found = true;
    }
    Ok(found.then(|| "the sets are in another order".to_owned()))
}

fn change_clear_value(item: &mut Sealed, generator: &mut Generator) -> Result<Option<String>> {
    let Some(name) = pick(attributes(item), generator) else { return Ok(None) };
    let value = changed(&item.item[&name]);
    item.item.insert(name.clone(), value);
    Ok(Some(format!("the value of {name:?} is another one of its type")))
}

fn new_attribute(item: &mut Sealed, generator: &mut Generator) -> Result<Option<String>> {
    let prefix = item.test.config["allowedUnsignedAttributePrefix"].as_str().unwrap_or_default();
    let listed = item.test.config["allowedUnsignedAttributes"][0].as_str();
    let name = match (generator.below(3), listed) {
        (0, _) => "brand new".to_owned(),
        (1, Some(listed)) => listed.to_owned(),
        _ => format!("{prefix}new"),
    };
    item.item.insert(name.clone(), any(generator));
    Ok(Some(format!("{name:?} is there, or another")))
}

fn drop_any(item: &mut Sealed, generator: &mut Generator) -> Result<Option<String>> {
    let Some(name) = pick(attributes(item), generator) else { return Ok(None) };
    item.item.remove(&name);
    Ok(Some(format!("{name:?} is gone")))
}

/// The reader has another action for an attribute than the writer had, or none.
fn reader_action(item: &mut Sealed, generator: &mut Generator) -> Result<Option<String>> {
    let Some(actions) = item.test.config["attributeActionsOnEncrypt"].as_object_mut() else { return Ok(None) };
    let mut names: Vec<_> = actions.keys().cloned().collect();
    names.sort();
    let Some(name) = pick(names, generator) else { return Ok(None) };
    let action = [ENCRYPT, SIGN, CONTEXT, NOTHING][generator.below(4)];
    match generator.chance(20) {
        true => drop(actions.remove(&name)),
        false => drop(actions.insert(name.clone(), action.into())),
    }
    Ok(Some(format!("the reader has another action for {name:?}")))
}

/// The reader knows other names or keys.
fn reader_keys(item: &mut Sealed, generator: &mut Generator) -> Result<Option<String>> {
    let config = &mut item.test.config;
    let what = match generator.below(5) {
        0 => {
            config["logicalTableName"] = json!("another");
            "another table"
        }
        1 => {
            config["partitionKeyName"] = json!("another");
            "another partition key"
        }
        2 => {
            config.as_object_mut().map(|config| config.remove("sortKeyName"));
            "no sort key"
        }
        3 => {
            config["allowedUnsignedAttributePrefix"] = json!("x-");
            "another unsigned prefix"
        }
        _ => {
            config.as_object_mut().map(|config| config.remove("allowedUnsignedAttributes"));
            "no unsigned attributes"
        }
    };
    Ok(Some(format!("the reader has {what}")))
}

fn reader_policy(item: &mut Sealed, generator: &mut Generator) -> Result<Option<String>> {
    const POLICIES: [&str; 3] = [
        "FORCE_PLAINTEXT_WRITE_ALLOW_PLAINTEXT_READ",
        "FORBID_PLAINTEXT_WRITE_ALLOW_PLAINTEXT_READ",
        "FORBID_PLAINTEXT_WRITE_FORBID_PLAINTEXT_READ",
    ];
    let policy = POLICIES[generator.below(3)];
    item.test.config["plaintextOverride"] = Value::from(policy);
    if generator.chance(50) {
        item.item.remove(HEAD);
        item.item.remove(FOOT);
    }
    Ok(Some(format!("the reader's policy is {policy}, and the item perhaps plaintext")))
}

/// Some value of some type.
fn any(generator: &mut Generator) -> AttributeValue {
    match generator.below(9) {
        0 => AttributeValue::S(String::new()),
        1 => AttributeValue::S("text".to_owned()),
        2 => AttributeValue::N("1".to_owned()),
        3 => AttributeValue::Bool(generator.chance(50)),
        4 => AttributeValue::Null(true),
        5 => AttributeValue::L(vec![AttributeValue::S("member".to_owned())]),
        6 => AttributeValue::M([("member".to_owned(), AttributeValue::Null(true))].into()),
        7 => AttributeValue::Ss(vec!["a".to_owned(), "b".to_owned()]),
        _ => {
            let length = generator.below(40);
            AttributeValue::B(Blob::new(generator.bytes(length)))
        }
    }
}

/// All attributes but the library's own, in one order.
fn attributes(item: &Sealed) -> Vec<String> {
    let mut names: Vec<_> = item.item.keys().filter(|name| *name != HEAD && *name != FOOT).cloned().collect();
    names.sort();
    names
}

fn pick(mut names: Vec<String>, generator: &mut Generator) -> Option<String> {
    match names.len() {
        0 => None,
        count => Some(names.swap_remove(generator.below(count))),
    }
}
