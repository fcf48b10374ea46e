//! Searchable encryption: what the official crate writes beside random records, held against what another one has written.

mod config;
mod key_store;
mod random;

use crate::{
    Result,
    item_json::{Item, from_item, normalized, to_item},
    manifest::text,
    verbs::Tally,
};
use aws_db_esdk::Client;
use aws_sdk_dynamodb::operation::{
    get_item::{GetItemInput, GetItemOutput},
    put_item::PutItemInput,
};
use serde_json::{Map, Value};
use std::{
    collections::HashMap,
    fmt::Debug,
    fs,
    panic::{AssertUnwindSafe, catch_unwind},
    path::Path,
    sync::atomic::{AtomicI32, Ordering},
};
use tokio::runtime::{Builder, Runtime};

pub use random::write as write_random;

/// The name that all tables have in requests.
const TABLE: &str = "SearchTable";
const METADATA: [&str; 2] = ["aws_dbe_head", "aws_dbe_foot"];

/// The partition of the record that is being sealed.
static PARTITION: AtomicI32 = AtomicI32::new(0);

/// Seals the records of `file`, and compares with `ours`: whether a record is refused, what is added to it, and what is
/// taken out of it. Then opens what was sealed there.
pub fn compare(file: &Path, ours: &Path) -> Result<Tally> {
    let (file, ours) = (read(file)?, read(ours)?);
    let mut official = Official {
        runtime: Builder::new_current_thread().enable_all().build().map_err(brief)?,
        keys: key_store::Keys::parse(&file["keys"])?,
        clients: HashMap::new(),
    };
    let mut tally = Tally::default();
    let (mut written, mut refused) = (0, 0);
    for (id, test) in file["tests"].as_object().ok_or("there are no tests")? {
        let answer = &ours["tests"][id];
        let result = official.seal(&file, test).and_then(|there| match there {
            Ok(there) => {
                written += 1;
                official.check(&file, test, answer, &there)
            }
            Err(reason) => {
                refused += 1;
                answer.get("refused").map(drop).ok_or(format!("refused there only: {reason}"))
            }
        });
        tally.count(id, result);
    }
    println!("{written} written, {refused} refused there");
    Ok(tally)
}

struct Official {
    runtime: Runtime,
    keys: key_store::Keys,
    /// By the ids of configuration and branch key; why there is none, where it was refused.
    clients: HashMap<(String, String), std::result::Result<Client, String>>,
}

impl Official {
    /// The sealed record, or why it was refused.
    fn seal(&mut self, file: &Value, test: &Value) -> Result<std::result::Result<Item, String>> {
        let record = to_item(&test["record"])?;
        PARTITION.store(test["partition"].as_i64().unwrap_or_default() as i32, Ordering::SeqCst);
        let client = match self.client(file, test)? {
            Ok(client) => client,
            Err(reason) => return Ok(Err(reason)),
        };
        let input = PutItemInput::builder().table_name(TABLE).set_item(Some(record)).build().map_err(brief)?;
        let call = client.put_item_input_transform().sdk_input(input).send();
        Ok(match unwinding(|| self.runtime.block_on(call).map_err(brief)) {
            Ok(output) => {
                let input = output.transformed_input.ok_or("no request came out")?;
                Ok(input.item.ok_or("no item came out")?)
            }
            Err(reason) => Err(reason),
        })
    }

    /// Compares what ours has done with what was written there.
    fn check(&mut self, file: &Value, test: &Value, ours: &Value, there: &Item) -> Result<()> {
        if let Some(reason) = ours.get("refused") {
            return Err(format!("refused here only: {reason}"));
        }
        let record = to_item(&test["record"])?;
        let is_added = |name: &String| !record.contains_key(name) && !METADATA.contains(&name.as_str());
        let added: Item = there.iter().filter(|(name, _)| is_added(name)).map(|(k, v)| (k.clone(), v.clone())).collect();
        let here = to_item(&ours["attributes"])?;
        if normalized(&added) != normalized(&here) {
            let (here, there) = (from_item(&here)?, from_item(&added)?);
            return Err(format!("here {here}, there {there}"));
        }
        let mut removed: Vec<_> = record.keys().filter(|name| !there.contains_key(*name)).cloned().collect();
        removed.sort();
        if Value::from(removed.clone()) != ours["removed"] {
            return Err(format!("removed here {}, there {removed:?}", ours["removed"]));
        }
        let mut expected = record;
        expected.retain(|name, _| !removed.contains(name));
        let signed = added.into_iter().filter(|(name, _)| !name.starts_with("aws_dbe_"));
        expected.extend(signed);
        self.open(file, test, &ours["sealed"], &expected)
    }

    /// Opens what was sealed elsewhere.
    fn open(&mut self, file: &Value, test: &Value, sealed: &Value, expected: &Item) -> Result<()> {
        let client = self.client(file, test)??;
        let output = GetItemOutput::builder().set_item(Some(to_item(sealed)?)).build();
        let keys = expected.iter().filter(|(name, _)| ["pk", "sk"].contains(&name.as_str()));
        let keys = keys.map(|(name, value)| (name.clone(), value.clone())).collect();
        let input = GetItemInput::builder().table_name(TABLE).set_key(Some(keys)).build().map_err(brief)?;
        let call = client.get_item_output_transform().sdk_output(output).original_input(input).send();
        let opened = unwinding(|| self.runtime.block_on(call).map_err(brief))?;
        let opened = opened.transformed_output.and_then(|output| output.item).ok_or("no item came out")?;
        match normalized(&opened) == normalized(expected) {
            true => Ok(()),
            false => Err("what was sealed here opens to something else there".to_owned()),
        }
    }

    fn client(&mut self, file: &Value, test: &Value) -> Result<std::result::Result<Client, String>> {
        let (config, branch_key) = (text(test, "config")?.to_owned(), text(test, "branchKeyId")?.to_owned());
        if let Some(client) = self.clients.get(&(config.clone(), branch_key.clone())) {
            return Ok(client.clone());
        }
        let described = &file["configs"][&config];
        let client = unwinding(|| config::client(&self.runtime, &self.keys, described, &branch_key));
        self.clients.insert((config, branch_key), client.clone());
        Ok(client)
    }
}

fn read(path: &Path) -> Result<Value> {
    let text = fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
    serde_json::from_str(&text).map_err(|e| format!("{}: {e}", path.display()))
}

fn write(path: &Path, members: Map<String, Value>) -> Result<()> {
    let text = serde_json::to_string_pretty(&Value::Object(members)).map_err(brief)?;
    fs::write(path, text).map_err(|e| format!("{}: {e}", path.display()))
}

/// A panic of the official crate counts as a refusal: ours has to refuse the same.
fn unwinding<T>(call: impl FnOnce() -> Result<T>) -> Result<T> {
    catch_unwind(AssertUnwindSafe(call)).unwrap_or_else(|_| Err("panicked".to_owned()))
}

fn brief(error: impl Debug) -> String {
    let text = format!("{error:?}");
    match text.char_indices().nth(300) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}
