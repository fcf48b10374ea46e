//! Sealed items, each changed in one place that its reader must notice.

use crate::{
    Result,
    manifest::DecryptTest,
    official::DEFAULT_TABLE,
    random::Generator,
    sealed::{FOOT, HEAD, Sealed, TAG_LENGTH, changed, equal},
};
use aws_sdk_dynamodb::types::AttributeValue;

/// Makes one change and says what it did, or finds that the item has nothing to change in that way.
type Rule = fn(&mut Sealed, &[Sealed], &mut Generator) -> Result<Option<String>>;

const RULES: [Rule; 15] = [
    flip_in_header,
    flip_in_footer,
    flip_in_value,
    change_signed_value,
    drop_signed,
    rename_signed,
    add_signed,
    swap_encrypted,
    truncate_header,
    truncate_footer,
    other_table,
    swap_keys,
    header_of_another,
    footer_of_another,
    value_of_another,
];

/// One tampered item of every one that has a header and must open.
pub fn tests(seed: u64, tests: &[DecryptTest]) -> Result<Vec<DecryptTest>> {
    let sealed = tests.iter().filter(|test| test.positive).map(Sealed::new);
    let mut sealed = sealed.collect::<Result<Vec<_>>>()?;
    sealed.retain(Sealed::has_header);
    let mut tampered = Vec::new();
    for (index, item) in sealed.iter().enumerate() {
        let mut generator = Generator::new(seed, index as u64);
        tampered.push(one(item, &sealed, &mut generator)?);
    }
    Ok(tampered)
}

fn one(item: &Sealed, all: &[Sealed], generator: &mut Generator) -> Result<DecryptTest> {
    let mut rules = RULES;
    generator.shuffle(&mut rules);
    for rule in rules {
        let mut tampered = item.clone();
        if let Some(done) = rule(&mut tampered, all, generator)? {
            return tampered.into_negative(&done);
        }
    }
    Err(format!("nothing to change in {}", item.test.name))
}

fn flip_in_header(item: &mut Sealed, _: &[Sealed], generator: &mut Generator) -> Result<Option<String>> {
    let length = item.bytes(HEAD)?.len();
    flip(item, HEAD, 0..length, generator)
}

/// With several recipients a reader looks at its own tag only, so there the signature is what to change.
fn flip_in_footer(item: &mut Sealed, _: &[Sealed], generator: &mut Generator) -> Result<Option<String>> {
    let header = item.header()?;
    let length = item.bytes(FOOT)?.len();
    let start = match header.data_keys.len() {
        1 => 0,
        several if header.signed => several * TAG_LENGTH,
        _ => return Ok(None),
    };
    flip(item, FOOT, start..length, generator)
}

fn flip_in_value(item: &mut Sealed, _: &[Sealed], generator: &mut Generator) -> Result<Option<String>> {
    let Some(name) = pick(item.encrypted()?, generator) else {
        return Ok(None);
    };
    let length = item.bytes(&name)?.len();
    flip(item, &name, 0..length, generator)
}

fn flip(
    item: &mut Sealed,
    name: &str,
    within: std::ops::Range<usize>,
    generator: &mut Generator,
) -> Result<Option<String>> {
    let at = within.start + generator.below(within.len());
    let bit = generator.below(8);
    item.edit(name, |bytes| bytes[at] ^= 1 << bit)?;
    Ok(Some(format!("Bit {bit} of byte {at} of {name:?} is flipped")))
}

fn change_signed_value(item: &mut Sealed, _: &[Sealed], generator: &mut Generator) -> Result<Option<String>> {
    let Some(name) = pick(item.in_clear()?, generator) else {
        return Ok(None);
    };
    let value = changed(&item.item[&name]);
    item.item.insert(name.clone(), value);
    Ok(Some(format!("The signed value of {name:?} is another one")))
}

fn drop_signed(item: &mut Sealed, _: &[Sealed], generator: &mut Generator) -> Result<Option<String>> {
    let Some(name) = pick(names(item)?, generator) else {
        return Ok(None);
    };
    item.item.remove(&name);
    Ok(Some(format!("The signed attribute {name:?} is missing")))
}

fn rename_signed(item: &mut Sealed, _: &[Sealed], generator: &mut Generator) -> Result<Option<String>> {
    let Some(name) = pick(names(item)?, generator) else {
        return Ok(None);
    };
    let value = item.item[&name].clone();
    let other = item.unused_name(&name);
    item.item.remove(&name);
    item.item.insert(other.clone(), value);
    Ok(Some(format!("The signed attribute {name:?} is called {other:?}")))
}

fn add_signed(item: &mut Sealed, _: &[Sealed], generator: &mut Generator) -> Result<Option<String>> {
    let Some(name) = pick(names(item)?, generator) else {
        return Ok(None);
    };
    let value = item.item[&name].clone();
    let other = item.unused_name(&name);
    item.item.insert(other.clone(), value);
    Ok(Some(format!("The attribute {other:?} is added, like {name:?}")))
}

fn swap_encrypted(item: &mut Sealed, _: &[Sealed], generator: &mut Generator) -> Result<Option<String>> {
    let mut names = item.encrypted()?;
    generator.shuffle(&mut names);
    match names.as_slice() {
        [a, b, ..] => Ok(swap(item, a, b)),
        _ => Ok(None),
    }
}

fn swap_keys(item: &mut Sealed, _: &[Sealed], _: &mut Generator) -> Result<Option<String>> {
    let Some(sort_key) = item.sort_key().map(str::to_owned) else {
        return Ok(None);
    };
    let partition_key = item.partition_key().to_owned();
    Ok(swap(item, &partition_key, &sort_key))
}

fn swap(item: &mut Sealed, a: &str, b: &str) -> Option<String> {
    let (of_a, of_b) = (item.item[a].clone(), item.item[b].clone());
    if equal(&of_a, &of_b) {
        return None;
    }
    item.item.insert(a.to_owned(), of_b);
    item.item.insert(b.to_owned(), of_a);
    Some(format!("The values of {a:?} and {b:?} are swapped"))
}

fn truncate_header(item: &mut Sealed, _: &[Sealed], generator: &mut Generator) -> Result<Option<String>> {
    truncate(item, HEAD, generator)
}

fn truncate_footer(item: &mut Sealed, _: &[Sealed], generator: &mut Generator) -> Result<Option<String>> {
    truncate(item, FOOT, generator)
}

fn truncate(item: &mut Sealed, name: &str, generator: &mut Generator) -> Result<Option<String>> {
    let left = generator.below(item.bytes(name)?.len());
    item.edit(name, |bytes| bytes.truncate(left))?;
    Ok(Some(format!("Only {left} bytes of {name:?} are left")))
}

fn other_table(item: &mut Sealed, _: &[Sealed], _: &mut Generator) -> Result<Option<String>> {
    let table = item.test.config["logicalTableName"].as_str();
    let other = format!("{}-2", table.unwrap_or(DEFAULT_TABLE));
    item.rename_table(&other);
    Ok(Some("The item is read from another table".to_owned()))
}

fn header_of_another(item: &mut Sealed, all: &[Sealed], generator: &mut Generator) -> Result<Option<String>> {
    part_of_another(item, HEAD, all, generator)
}

fn footer_of_another(item: &mut Sealed, all: &[Sealed], generator: &mut Generator) -> Result<Option<String>> {
    part_of_another(item, FOOT, all, generator)
}

fn part_of_another(
    item: &mut Sealed,
    name: &str,
    all: &[Sealed],
    generator: &mut Generator,
) -> Result<Option<String>> {
    let other = &all[generator.below(all.len())];
    let bytes = other.bytes(name)?;
    if bytes == item.bytes(name)? {
        return Ok(None);
    }
    item.set_bytes(name, bytes.to_vec());
    Ok(Some(format!("{name:?} is that of {}", other.test.name)))
}

fn value_of_another(item: &mut Sealed, all: &[Sealed], generator: &mut Generator) -> Result<Option<String>> {
    let other = &all[generator.below(all.len())];
    let value = pick(other.encrypted()?, generator);
    let (Some(name), Some(value)) = (pick(item.encrypted()?, generator), value) else {
        return Ok(None);
    };
    let value: &AttributeValue = &other.item[&value];
    if *value == item.item[&name] {
        return Ok(None);
    }
    item.item.insert(name.clone(), value.clone());
    Ok(Some(format!("The encrypted value of {name:?} is one of {}", other.test.name)))
}

fn names(item: &Sealed) -> Result<Vec<String>> {
    Ok(item.signed()?.into_iter().map(|(name, _)| name).collect())
}

fn pick(mut names: Vec<String>, generator: &mut Generator) -> Option<String> {
    match names.len() {
        0 => None,
        count => Some(names.swap_remove(generator.below(count))),
    }
}
