//! One configuration as texts.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use serde_json::Value;

/// A value as TOML, in one line. What TOML cannot write is never asked for.
fn inline(value: &Value) -> String {
    match value {
        Value::Null => panic!("TOML has no null"),
        Value::Bool(_) | Value::Number(_) => value.to_string(),
        // Both escape in the same way, as far as JSON does.
        Value::String(text) => serde_json::to_string(text).unwrap(),
        Value::Array(list) => format!("[{}]", list.iter().map(inline).collect::<Vec<_>>().join(", ")),
        Value::Object(members) => {
            let pair = |(name, value): (&String, &Value)| {
                format!("{} = {}", serde_json::to_string(name).unwrap(), inline(value))
            };
            format!("{{ {} }}", members.iter().map(pair).collect::<Vec<_>>().join(", "))
        }
    }
}

/// A whole configuration as TOML.
pub fn toml(value: &Value) -> String {
    let mut text = String::new();
    for (name, value) in value.as_object().unwrap() {
        match value {
            Value::Object(members) => {
                for (entry, value) in members {
                    let entry = serde_json::to_string(entry).unwrap();
                    text.push_str(&format!("[{name}.{entry}]\n"));
                    for (name, value) in value.as_object().unwrap() {
                        text.push_str(&format!(
                            "{} = {}\n",
                            serde_json::to_string(name).unwrap(),
                            inline(value)
                        ));
                    }
                }
            }
            _ => text.insert_str(0, &format!("\"{name}\" = {}\n", inline(value))),
        }
    }
    text
}

/// A value of TOML as JSON.
pub fn json(table: &toml::de::DeTable<'_>) -> Value {
    fn value(toml: &toml::de::DeValue<'_>) -> Value {
        use toml::de::DeValue;
        match toml {
            DeValue::String(text) => Value::from(text.as_ref()),
            DeValue::Integer(number) => Value::from(number.as_str().replace('_', "").parse::<i64>().unwrap()),
            DeValue::Boolean(flag) => Value::from(*flag),
            DeValue::Array(list) => list.iter().map(|item| value(item.get_ref())).collect(),
            DeValue::Table(table) => json(table),
            other => panic!("no entry is {}", other.type_str()),
        }
    }
    Value::Object(
        table.iter().map(|(name, item)| (name.get_ref().clone().into_owned(), value(item.get_ref()))).collect(),
    )
}

/// A folder of its own, which is removed at the end.
pub struct Folder(PathBuf);

impl Folder {
    pub fn new() -> Self {
        static NUMBER: AtomicU64 = AtomicU64::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("configuration-file-{}-{number}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        Folder(path)
    }

    pub fn path(&self) -> &Path {
        &self.0
    }

    /// Writes a file, and returns its path.
    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, content).unwrap();
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
