//! `key-store`: a table of branch keys, made and looked at.

use std::collections::{BTreeMap, HashMap};

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::AttributeValue;
use dynamodb_item_encryptor::{Item, KeyStore, KeyStoreError, KmsConfiguration};
use serde::Serialize;

use crate::args::{CreateKeyArgs, KeyStoreVerb, ShowKeyArgs, StoreArgs, VersionKeyArgs};
use crate::aws;
use crate::exit::Exit;
use crate::failure::{Failure, with_sources};
use crate::output::{Meaning, Output};
use crate::shown::shown;

/// Attributes of a record.
///
/// Source: `framework/branch-key-store.md` of the AWS Encryption SDK specification, section "Record Format".
const ID: &str = "branch-key-id";
const TYPE: &str = "type";
const ACTIVE: &str = "branch:ACTIVE";
const CUSTOM: &str = "aws-crypto-ec:";

/// Carries the verb out.
pub(crate) async fn run(verb: KeyStoreVerb, output: &mut Output) -> Result<Exit, Failure> {
    match verb {
        KeyStoreVerb::Create(args) => create(&args, output).await,
        KeyStoreVerb::CreateKey(args) => create_key(args, output).await,
        KeyStoreVerb::VersionKey(args) => version_key(&args, output).await,
        KeyStoreVerb::List(args) => list(&args, output).await,
        KeyStoreVerb::Show(args) => show(&args, output).await,
    }
}

/// A key store, and the client for its table.
async fn store(args: &StoreArgs, kms_key: Option<&str>) -> Result<(KeyStore, Client), Failure> {
    let sdk = aws::sdk_config(&args.aws).await;
    let client = aws::dynamodb(&args.aws, &sdk)?;
    let mut kms = aws_sdk_kms::config::Builder::from(&sdk);
    let configuration = match kms_key {
        Some(arn) => {
            // The key's region counts, not that of the table.
            if let Some(region) = arn.split(':').nth(3).filter(|region| !region.is_empty()) {
                kms = kms.region(aws_config::Region::new(region.to_owned()));
            }
            if arn.contains(":key/mrk-") {
                KmsConfiguration::MrkArn(arn.to_owned())
            } else {
                KmsConfiguration::KeyArn(arn.to_owned())
            }
        }
        None => KmsConfiguration::Discovery,
    };
    let kms = aws_sdk_kms::Client::from_conf(kms.build());
    let mut store = KeyStore::new(client.clone(), kms, &args.key_store, configuration).map_err(failed)?;
    if let Some(name) = &args.logical_name {
        store = store.with_logical_name(name);
    }
    Ok((store, client))
}

fn failed(error: KeyStoreError) -> Failure {
    let exit = match &error {
        KeyStoreError::NotFound { .. } | KeyStoreError::Exists { .. } => Exit::Refused,
        error => Exit::of_class(error.class()),
    };
    aws::advised_by_words(Failure::new(exit, with_sources(&error)))
}

async fn create(args: &StoreArgs, output: &mut Output) -> Result<Exit, Failure> {
    let (store, client) = store(args, None).await?;
    let arn = store.create_table().await.map_err(failed)?;
    aws::wait_for_table(&client, &args.key_store).await?;
    if output.json {
        output.json(&serde_json::json!({ "table": args.key_store, "arn": arn }))?;
    } else {
        output.line(shown(&arn))?;
    }
    Ok(Exit::Done)
}

async fn create_key(args: CreateKeyArgs, output: &mut Output) -> Result<Exit, Failure> {
    let context = context(&args.context)?;
    let (store, _) = store(&args.store, Some(&args.kms_key)).await?;
    let id = match args.id {
        Some(id) => {
            store.create_key_with_id(&id, context).await.map_err(failed)?;
            id
        }
        None => store.create_key(context).await.map_err(failed)?,
    };
    if output.json {
        output.json(&serde_json::json!({ "branch_key": id }))?;
    } else {
        output.line(shown(&id))?;
    }
    Ok(Exit::Done)
}

/// The entries of an encryption context, each as `NAME=VALUE`.
fn context(entries: &[String]) -> Result<BTreeMap<String, String>, Failure> {
    let mut context = BTreeMap::new();
    for entry in entries {
        let wrong = |why| Failure::new(Exit::Usage, format_args!("--context '{}' {why}", shown(entry)));
        let (name, value) = entry.split_once('=').ok_or_else(|| wrong("is not NAME=VALUE"))?;
        if context.insert(name.to_owned(), value.to_owned()).is_some() {
            return Err(wrong("names an entry that was given already"));
        }
    }
    Ok(context)
}

async fn version_key(args: &VersionKeyArgs, output: &mut Output) -> Result<Exit, Failure> {
    let (store, _) = store(&args.store, Some(&args.kms_key)).await?;
    let version = store.version_key(&args.id).await.map_err(failed)?.to_string();
    if output.json {
        output.json(&serde_json::json!({ "branch_key": args.id, "version": version }))?;
    } else {
        output.line(version)?;
    }
    Ok(Exit::Done)
}

/// A record, as it is stored. The fields are those of the JSON.
#[derive(Debug, Serialize)]
struct Record {
    branch_key: String,
    record: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    active_version: Option<String>,
    created: Option<String>,
    kms_key: Option<String>,
    /// The application's own encryption context.
    context: BTreeMap<String, String>,
}

impl Record {
    fn of(item: &Item) -> Self {
        let text = |name: &str| item.get(name).and_then(|value| value.as_s().ok()).cloned();
        let context = item.iter().filter_map(|(name, value)| {
            Some((name.strip_prefix(CUSTOM)?.to_owned(), value.as_s().ok()?.clone()))
        });
        Record {
            branch_key: text(ID).unwrap_or_default(),
            record: text(TYPE).unwrap_or_default(),
            active_version: text("version"),
            created: text("create-time"),
            kms_key: text("kms-arn"),
            context: context.collect(),
        }
    }

    fn line(&self) -> String {
        let or = |text: &Option<String>| shown(text.as_deref().unwrap_or("?"));
        let mut line = format!("created {}, under {}", or(&self.created), or(&self.kms_key));
        for (name, value) in &self.context {
            line.push_str(&format!(", {} = {}", shown(name), shown(value)));
        }
        line
    }
}

async fn list(args: &StoreArgs, output: &mut Output) -> Result<Exit, Failure> {
    let (_, client) = store(args, None).await?;
    let mut start = None;
    loop {
        let page = client
            .scan()
            .table_name(&args.key_store)
            .filter_expression("#type = :active")
            .expression_attribute_names("#type", TYPE)
            .expression_attribute_values(":active", AttributeValue::S(ACTIVE.to_owned()))
            .set_exclusive_start_key(start)
            .send()
            .await
            .map_err(|error| aws::failed("Scan", &args.key_store, &error))?;
        for item in page.items.unwrap_or_default() {
            let record = Record::of(&item);
            if output.json {
                output.json(&record)?;
            } else {
                let name = output.paint(Meaning::Heading, shown(&record.branch_key));
                output.line(format_args!("{name}  {}", record.line()))?;
            }
        }
        start = page.last_evaluated_key;
        if start.is_none() {
            return Ok(Exit::Done);
        }
    }
}

/// A branch key with all its records.
#[derive(Serialize)]
struct Shown {
    branch_key: String,
    records: Vec<Record>,
    /// Whether KMS opens the active version and the beacon key; nothing if it was not asked.
    verified: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
}

async fn show(args: &ShowKeyArgs, output: &mut Output) -> Result<Exit, Failure> {
    let (store, client) = store(&args.store, args.kms_key.as_deref()).await?;
    let mut shown = Shown {
        branch_key: args.id.clone(),
        records: records(&client, &args.store.key_store, &args.id).await?,
        verified: None,
        reason: Some("no KMS key was given".to_owned()),
    };
    if shown.records.is_empty() {
        let (table, id) = (self::shown(&args.store.key_store), self::shown(&args.id));
        return Err(Failure::new(Exit::Refused, format_args!("key store '{table}' has no branch key '{id}'")));
    }
    let mut exit = Exit::Done;
    if args.kms_key.is_some() {
        (shown.verified, shown.reason) = match verify(&store, &args.id).await {
            Ok(()) => (Some(true), None),
            Err(error) => {
                let failure = failed(error);
                exit = if failure.exit() == Exit::Unavailable { Exit::Unavailable } else { Exit::Findings };
                (Some(false), Some(failure.sentence().to_owned()))
            }
        };
    }
    if output.json {
        output.json(&shown)?;
    } else {
        write(&shown, output)?;
    }
    Ok(exit)
}

/// Has KMS open what is in use of a branch key.
async fn verify(store: &KeyStore, id: &str) -> Result<(), KeyStoreError> {
    store.active_branch_key(id).await?;
    store.beacon_key(id).await?;
    Ok(())
}

async fn records(client: &Client, table: &str, id: &str) -> Result<Vec<Record>, Failure> {
    let mut records = Vec::new();
    let mut start: Option<HashMap<String, AttributeValue>> = None;
    loop {
        let page = client
            .query()
            .table_name(table)
            .consistent_read(true)
            .key_condition_expression("#id = :id")
            .expression_attribute_names("#id", ID)
            .expression_attribute_values(":id", AttributeValue::S(id.to_owned()))
            .set_exclusive_start_key(start)
            .send()
            .await
            .map_err(|error| aws::failed("Query", table, &error))?;
        records.extend(page.items.unwrap_or_default().iter().map(Record::of));
        start = page.last_evaluated_key;
        if start.is_none() {
            return Ok(records);
        }
    }
}

fn write(key: &Shown, output: &mut Output) -> Result<(), Failure> {
    let name = output.paint(Meaning::Heading, shown(&key.branch_key));
    output.line(name)?;
    let active = key.records.iter().find_map(|record| record.active_version.as_deref());
    for record in &key.records {
        let mark = if Some(record.record.as_str()) == active { " (active)" } else { "" };
        output.line(format_args!("  {}{mark}: {}", shown(&record.record), record.line()))?;
    }
    let verified = match (key.verified, &key.reason) {
        (Some(true), _) => output.paint(Meaning::Good, "yes"),
        (Some(false), reason) => {
            format!("{}: {}", output.paint(Meaning::Bad, "no"), reason.as_deref().unwrap_or_default())
        }
        (None, reason) => format!("not tried: {}", reason.as_deref().unwrap_or_default()),
    };
    output.line(format_args!("  verified: {verified}"))
}
