//! Searching: tables with random configurations, whose items this program writes and finds with the official client on a
//! DynamoDB that runs, beside the crate under test.
//!
//! `plan` writes what both sides need: keys, configurations and records in the form of the published vectors of searchable
//! encryption, and which indexes the tables must have. The tables of a configuration `c7` are `here-c7`, which the crate
//! under test writes, and `there-c7`, which this program writes; both exist already.

mod asking;
mod declaring;
mod official;
mod values;

use crate::{
    Result,
    item_json::to_item,
    manifest::{member, read, text, write},
    random::Generator,
};
use official::Tables;
use serde_json::{Map, Value, json};
use std::path::Path;

/// Who writes the tables.
pub const SIDES: [&str; 2] = ["here", "there"];

/// Writes `count` tables of a seed.
pub fn plan(seed: u64, count: usize, output: &Path) -> Result<()> {
    let (mut configs, mut tables) = (Map::new(), Map::new());
    for index in 0..count {
        let table = declaring::Table::new(seed, index);
        configs.insert(table.id.clone(), table.config());
        tables.insert(table.id.clone(), table.plan());
    }
    let plan = json!({
        "manifest": {"type": "search-live", "version": "1"},
        "keys": keys(seed),
        "configs": configs,
        "tables": tables,
        "seed": seed,
        "count": count,
        "tests": {},
    });
    std::fs::write(output, plan.to_string()).map_err(|e| format!("{}: {e}", output.display()))
}

/// The branch keys of a seed, and the beacon keys beside them.
fn keys(seed: u64) -> Value {
    let mut generator = Generator::new(seed, u64::MAX);
    let key = |generator: &mut Generator| crate::item_json::encode(&generator.bytes(32));
    let entry = |(number, id): (usize, &&str)| {
        let entry = json!({
            "branchKeyVersion": format!("00000000-0000-4000-8000-{number:012}"),
            "branchKey": key(&mut generator),
            "beaconKey": key(&mut generator),
        });
        ((*id).to_owned(), entry)
    };
    Value::Object(declaring::TENANTS.iter().enumerate().map(entry).collect())
}

/// Puts the records of the list `list` of each table, and writes what came of each: `seen`, the values of all names that
/// can be asked for and are no attributes; or `refused`.
pub fn put(endpoint: &str, list: &str, plan: &Path, output: &Path) -> Result<()> {
    let plan = read(plan)?;
    let official = official::Official::new(endpoint, member(&plan, "keys")?)?;
    let mut all = Map::new();
    for (id, table) in tables(&plan)? {
        let config = &plan["configs"][id];
        let mut clients: Vec<(String, Tables)> = Vec::new();
        let mut outcomes = Vec::new();
        for entry in table[list].as_array().ok_or("no such list")? {
            let tenant = text(entry, "branchKeyId")?;
            if !clients.iter().any(|(known, _)| known == tenant) {
                clients.push((tenant.to_owned(), official.tables(config, &[tenant], &format!("there-{id}"))?));
            }
            let (_, client) = clients.iter().find(|(known, _)| known == tenant).ok_or("no client")?;
            let record = to_item(member(entry, "record")?)?;
            outcomes.push(match official.put(client, &record)? {
                // Nobody asks for the odd ones.
                Ok(()) if list == "odd" => json!({}),
                Ok(()) => {
                    let resolved = official.resolve(client, &record)?;
                    json!({"seen": values::seen(config, member(entry, "record")?, &resolved)})
                }
                Err(refusal) => json!({"refused": refusal}),
            });
        }
        all.insert(id.clone(), Value::Array(outcomes));
    }
    write(output, &Value::Object(all))
}

/// Asks the tables of both sides questions about what `put` has stored, and writes the questions with the keys of the
/// items that the official client has found. Questions that it is known to answer wrongly are written alone.
pub fn find(endpoint: &str, plan: &Path, stored: &Path, output: &Path) -> Result<()> {
    let (plan, stored) = (read(plan)?, read(stored)?);
    let official = official::Official::new(endpoint, member(&plan, "keys")?)?;
    let seed = plan["seed"].as_u64().ok_or("no seed")?;
    let mut all = Map::new();
    for (index, (id, table)) in tables(&plan)?.enumerate() {
        let config = &plan["configs"][id];
        let declared = declaring::Table::new(seed, index);
        let mut sides = Vec::new();
        for side in SIDES {
            let readers = declared.tenants();
            sides.push((side, official.tables(config, &readers, &format!("{side}-{id}"))?));
        }
        let mut questions = Vec::new();
        for question in asking::questions(seed, index, &declared, table, &stored[id])? {
            let mut answer = question.clone();
            if question["common"] == true {
                for (side, client) in &sides {
                    answer[*side] = match official.find(client, &question)? {
                        Ok(found) => found,
                        Err(refusal) => json!({"refused": refusal}),
                    };
                }
            }
            questions.push(answer);
        }
        all.insert(id.clone(), Value::Array(questions));
    }
    std::fs::write(output, Value::Object(all).to_string()).map_err(|e| format!("{}: {e}", output.display()))
}

fn tables(plan: &Value) -> Result<impl Iterator<Item = (&String, &Value)>> {
    Ok(member(plan, "tables")?.as_object().ok_or("\"tables\" must be an object")?.iter())
}
