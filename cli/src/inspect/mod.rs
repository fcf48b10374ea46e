//! `inspect`: what stored items say about themselves.

mod actions;
pub(crate) mod facts;
mod text;

use aws_sdk_dynamodb::Client;
use dynamodb_item_encryptor::{AttributeAction, Item, ItemEncryptor, json};
use serde::Serialize;
use serde_json::Value;

use crate::args::{ConfigArgs, InspectArgs};
use crate::aws;
use crate::config;
use crate::exit::Exit;
use crate::failure::{Failure, with_sources};
use crate::output::{Meaning, Output};
use crate::shown::shown;
use crate::source::{Line, Lines, Place, items_in};
use facts::{Facts, Format};

/// How much of a text that is no line is read as one piece of JSON.
const LONGEST_DOCUMENT: usize = 64 << 20;

/// An item that was looked at.
#[derive(Debug, Serialize)]
pub(crate) struct Inspected {
    /// Where it was found.
    pub(crate) source: String,
    #[serde(flatten)]
    pub(crate) facts: Facts,
    /// Whether it verifies; nothing if that was not tried.
    pub(crate) verified: Option<bool>,
    /// Why it does not, or why it was not tried.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) reason: Option<String>,
}

/// Something in the place of an item that is none.
#[derive(Serialize)]
struct Unreadable<'a> {
    source: &'a str,
    error: &'a str,
}

/// Carries the verb out.
pub(crate) async fn run(args: InspectArgs, output: &mut Output) -> Result<Exit, Failure> {
    let encryptor = match &args.config {
        Some(file) => {
            let args_of_config = ConfigArgs { config: file.clone(), table: args.table.clone() };
            let (table, _) = config::table(&args_of_config, &args.aws).await?;
            Some(ItemEncryptor::new(table))
        }
        None => None,
    };
    let mut inspection = Inspection { args: &args, encryptor, output, exit: Exit::Done, count: 0 };
    match &args.key {
        Some(key) => {
            let table = inspection.table()?;
            let sdk = aws::sdk_config(&args.aws).await;
            let client = aws::dynamodb(&args.aws, &sdk)?;
            let item = get(&client, &table, key).await?;
            inspection.show(format!("the item of table '{}'", shown(&table)), item).await?;
        }
        None => inspection.read(&Place::of(args.file.as_deref())).await?,
    }
    Ok(inspection.exit)
}

/// Reads the item with this key, as it is stored.
async fn get(client: &Client, table: &str, key: &str) -> Result<Item, Failure> {
    let wrong =
        |why: String| Failure::new(Exit::Usage, format_args!("--key is not a key in DynamoDB JSON: {why}"));
    let key: Value = serde_json::from_str(key).map_err(|error| wrong(error.to_string()))?;
    let key = json::from_value(key).map_err(|error| wrong(error.to_string()))?;
    let request = client.get_item().table_name(table).set_key(Some(key)).consistent_read(true);
    let answer = request.send().await.map_err(|error| aws::failed("GetItem", table, &error))?;
    let none =
        || Failure::new(Exit::Findings, format_args!("table '{}' has no item with this key", shown(table)));
    answer.item.ok_or_else(none)
}

struct Inspection<'a> {
    args: &'a InspectArgs,
    /// With a configuration only.
    encryptor: Option<ItemEncryptor>,
    output: &'a mut Output,
    exit: Exit,
    count: usize,
}

impl Inspection<'_> {
    /// The table in DynamoDB from which an item is read.
    fn table(&self) -> Result<String, Failure> {
        let configured = self.encryptor.as_ref().map(|encryptor| encryptor.table().table_name().to_owned());
        let missing = "--key needs to know which table: use --table, or --config";
        configured.or_else(|| self.args.table.clone()).ok_or_else(|| Failure::new(Exit::Usage, missing))
    }

    /// Looks at all items of a file: one for each line, or all of it as one piece of JSON.
    async fn read(&mut self, place: &Place) -> Result<(), Failure> {
        let mut lines = place.open()?;
        let (mut number, mut line) = (0_u64, Vec::new());
        loop {
            line.clear();
            let kind = lines.read(&mut line).map_err(|error| place.failed(&error))?;
            number += 1;
            match kind {
                Line::End => break,
                Line::TooLong => {
                    self.unreadable(&format!("{place}, line {number}"), "it is longer than any item")?
                }
                Line::Whole if line.trim_ascii().is_empty() => {}
                Line::Whole => match serde_json::from_slice(&line) {
                    Ok(value) => self.show_all(&format!("{place}, line {number}"), value).await?,
                    // Not the start of something that goes on in the next line.
                    Err(error) if !error.is_eof() || self.count > 0 => {
                        self.unreadable(&format!("{place}, line {number}"), &no_json(&error))?;
                    }
                    Err(_) => return self.read_document(place, line, &mut lines).await,
                },
            }
        }
        if self.count == 0 {
            return Err(Failure::new(Exit::Findings, format_args!("{place} has no items")));
        }
        Ok(())
    }

    /// Looks at JSON that has begun in `text` and goes over several lines.
    async fn read_document(
        &mut self,
        place: &Place,
        mut text: Vec<u8>,
        lines: &mut Lines,
    ) -> Result<(), Failure> {
        loop {
            text.push(b'\n');
            match lines.read(&mut text).map_err(|error| place.failed(&error))? {
                Line::Whole if text.len() <= LONGEST_DOCUMENT => {}
                Line::Whole | Line::TooLong => {
                    let what = format!("{place} is neither a line for each item nor a short piece of JSON");
                    return Err(Failure::new(Exit::Files, what));
                }
                Line::End => break,
            }
        }
        let values = serde_json::Deserializer::from_slice(&text).into_iter::<Value>();
        for (number, value) in (1..).zip(values) {
            match value {
                Ok(value) => self.show_all(&format!("{place}, item {number}"), value).await?,
                Err(error) => {
                    // Where it goes on after that is anybody's guess.
                    return self.unreadable(&format!("{place}, item {number}"), &no_json(&error));
                }
            }
        }
        Ok(())
    }

    async fn show_all(&mut self, source: &str, value: Value) -> Result<(), Failure> {
        let items = items_in(value);
        let several = items.len() > 1;
        for (n, item) in items.into_iter().enumerate() {
            let source = if several { format!("{source}, item {}", n + 1) } else { source.to_owned() };
            match item {
                Ok(item) => self.show(source, item).await?,
                Err(error) => self.unreadable(&source, &with_sources(&error))?,
            }
        }
        Ok(())
    }

    async fn show(&mut self, source: String, item: Item) -> Result<(), Failure> {
        let prefix = self.args.unsigned_prefix.as_deref();
        let facts = Facts::of(&item, |name| match &self.encryptor {
            Some(encryptor) => encryptor.table().action(name) == Some(AttributeAction::DoNothing),
            None => prefix.is_some_and(|prefix| name.starts_with(prefix)),
        });
        let mut inspected = Inspected { source, facts, verified: None, reason: None };
        if inspected.facts.format == Format::Damaged || inspected.facts.problem.is_some() {
            self.exit = self.exit.or(Exit::Findings);
        }
        self.verify(&mut inspected, item).await;
        self.begin()?;
        if self.output.json { self.output.json(&inspected) } else { text::write(&inspected, self.output) }
    }

    /// Says whether the item verifies, and compares it with what is inside.
    async fn verify(&mut self, inspected: &mut Inspected, item: Item) {
        let Some(encryptor) = &self.encryptor else {
            inspected.reason = Some("there is no configuration".to_owned());
            return;
        };
        match encryptor.decrypt_item(item).await {
            Ok(_) if inspected.facts.format == Format::Plaintext => {
                inspected.reason = Some("nothing in it is signed".to_owned());
            }
            Ok(opened) => {
                inspected.facts.opened(&opened.item);
                inspected.verified = Some(true);
            }
            Err(error) => {
                // An item that could not be tried may be as good as any.
                inspected.verified = error.is_of_item().then_some(false);
                inspected.reason = Some(with_sources(&error));
                self.exit = self.exit.or(Exit::of_class(error.class()));
            }
        }
    }

    fn unreadable(&mut self, source: &str, error: &str) -> Result<(), Failure> {
        self.exit = self.exit.or(Exit::Findings);
        self.begin()?;
        if self.output.json {
            return self.output.json(&Unreadable { source, error });
        }
        let line = self.output.paint(Meaning::Bad, format_args!("{source}: {error}"));
        self.output.line(line)
    }

    /// Leaves a line free between items.
    fn begin(&mut self) -> Result<(), Failure> {
        self.count += 1;
        if self.count > 1 && !self.output.json { self.output.line("") } else { Ok(()) }
    }
}

fn no_json(error: &serde_json::Error) -> String {
    format!("it is not JSON: {}", crate::shown::Sentence(error))
}
