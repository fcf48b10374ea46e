//! The two kinds of test manifest: what to seal, and what to open.

use crate::Result;
use serde_json::{Map, Value, json};
use std::{fs, path::Path};

const ENCRYPT: &str = "aws-dbesdk-encrypt";
const DECRYPT: &str = "aws-dbesdk-decrypt";

/// A record to seal, or one that must not be sealed.
#[derive(Clone)]
pub struct EncryptTest {
    pub name: String,
    pub kind: EncryptKind,
    pub description: String,
    pub config: Value,
    pub decrypt_config: Option<Value>,
    pub record: Value,
}

#[derive(Clone, Copy, PartialEq)]
pub enum EncryptKind {
    /// Must be sealed, and opened afterwards.
    Positive,
    /// Must be refused at once.
    NegativeEncrypt,
    /// Must be sealed, and refused afterwards.
    NegativeDecrypt,
}

/// A sealed item that must open to `plaintext`, or must be refused.
#[derive(Clone)]
pub struct DecryptTest {
    pub name: String,
    pub positive: bool,
    pub description: String,
    pub config: Value,
    pub plaintext: Option<Value>,
    pub encrypted: Value,
}

pub fn read_encrypt(path: &Path) -> Result<Vec<EncryptTest>> {
    tests(path, ENCRYPT, |name, test| {
        Ok(EncryptTest {
            name: name.to_owned(),
            kind: match text(test, "type")? {
                "positive-encrypt" => EncryptKind::Positive,
                "negative-encrypt" => EncryptKind::NegativeEncrypt,
                "negative-decrypt" => EncryptKind::NegativeDecrypt,
                other => return Err(format!("unknown type {other:?}")),
            },
            description: text(test, "description")?.to_owned(),
            config: member(test, "config")?.clone(),
            decrypt_config: test.get("decryptConfig").cloned(),
            record: member(test, "record")?.clone(),
        })
    })
}

pub fn read_decrypt(path: &Path) -> Result<Vec<DecryptTest>> {
    tests(path, DECRYPT, |name, test| {
        let positive = match text(test, "type")? {
            "positive-decrypt" => true,
            "negative-decrypt" => false,
            other => return Err(format!("unknown type {other:?}")),
        };
        if positive {
            member(test, "plaintext")?;
        }
        Ok(DecryptTest {
            name: name.to_owned(),
            positive,
            description: text(test, "description")?.to_owned(),
            config: member(test, "config")?.clone(),
            plaintext: test.get("plaintext").cloned(),
            encrypted: member(test, "encrypted")?.clone(),
        })
    })
}

pub fn write_encrypt(path: &Path, tests: &[EncryptTest]) -> Result<()> {
    let entries = tests.iter().map(|test| {
        let mut entry = json!({
            "type": match test.kind {
                EncryptKind::Positive => "positive-encrypt",
                EncryptKind::NegativeEncrypt => "negative-encrypt",
                EncryptKind::NegativeDecrypt => "negative-decrypt",
            },
            "description": test.description,
            "config": test.config,
        });
        if let Some(config) = &test.decrypt_config {
            entry["decryptConfig"] = config.clone();
        }
        entry["record"] = test.record.clone();
        (test.name.clone(), entry)
    });
    let manifest = json!({
        "manifest": {"type": ENCRYPT, "version": "1"},
        "keys": "file://keys.json",
        "tests": entries.collect::<Map<_, _>>(),
    });
    write(path, &manifest)
}

pub fn write_decrypt(path: &Path, tests: &[DecryptTest]) -> Result<()> {
    let entries = tests.iter().map(|test| {
        let mut entry = json!({
            "type": if test.positive { "positive-decrypt" } else { "negative-decrypt" },
            "description": test.description,
            "config": test.config,
        });
        if let Some(plaintext) = &test.plaintext {
            entry["plaintext"] = plaintext.clone();
        }
        entry["encrypted"] = test.encrypted.clone();
        (test.name.clone(), entry)
    });
    let manifest = json!({
        "manifest": {"type": DECRYPT, "version": "1"},
        "client": {"name": "aws/aws-dbesdk-rust", "version": "1.3.0"},
        "keys": "file://keys.json",
        "tests": entries.collect::<Map<_, _>>(),
    });
    write(path, &manifest)
}

pub fn read(path: &Path) -> Result<Value> {
    let bytes = fs::read(path).map_err(|e| format!("{}: {e}", path.display()))?;
    serde_json::from_slice(&bytes).map_err(|e| format!("{}: {e}", path.display()))
}

pub fn write(path: &Path, value: &Value) -> Result<()> {
    let mut text = String::new();
    lay_out(value, 0, &mut text);
    text.push('\n');
    fs::write(path, text).map_err(|e| format!("{}: {e}", path.display()))
}

/// What is short is on one line, and so are the attributes of items and the members of configs.
fn lay_out(value: &Value, depth: usize, text: &mut String) {
    let line = value.to_string();
    let members = match value {
        Value::Object(members) if depth < 4 && line.len() > 100 => members,
        _ => return text.push_str(&line),
    };
    let indent = "  ".repeat(depth + 1);
    let mut before = '{';
    for (name, member) in members {
        text.push(before);
        text.push_str(&format!("\n{indent}{}: ", Value::from(name.as_str())));
        lay_out(member, depth + 1, text);
        before = ',';
    }
    text.push_str(&format!("\n{}}}", "  ".repeat(depth)));
}

fn tests<T>(path: &Path, kind: &str, one: impl Fn(&str, &Value) -> Result<T>) -> Result<Vec<T>> {
    let file = read(path)?;
    let in_file = |e: String| format!("{}: {e}", path.display());
    let manifest = member(&file, "manifest").map_err(in_file)?;
    if text(manifest, "type").map_err(in_file)? != kind || text(manifest, "version").map_err(in_file)? != "1" {
        return Err(in_file(format!("not a {kind:?} manifest of version 1")));
    }
    member(&file, "tests")
        .map_err(in_file)?
        .as_object()
        .ok_or_else(|| in_file("\"tests\" must be an object".to_owned()))?
        .iter()
        .map(|(name, test)| one(name, test).map_err(|e| in_file(format!("test {name}: {e}"))))
        .collect()
}

pub fn member<'a>(value: &'a Value, name: &str) -> Result<&'a Value> {
    value.get(name).ok_or_else(|| format!("no member {name:?}"))
}

pub fn text<'a>(value: &'a Value, name: &str) -> Result<&'a str> {
    member(value, name)?.as_str().ok_or_else(|| format!("{name:?} must be a string"))
}
