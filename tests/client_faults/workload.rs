//! Random operations under random faults, against a model of what must be stored.
//!
//! `FAULTS_SEED` and `FAULTS_ROUNDS` in the environment ask for other runs than the usual ones, and longer
//! ones. What happens under a seed also depends on time, so that no two runs are quite the same.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::error::Error as StdError;
use std::time::Duration;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::error::SdkError;
use aws_sdk_dynamodb::operation::put_item::PutItemError;
use aws_sdk_dynamodb::operation::transact_write_items::TransactWriteItemsError;
use aws_sdk_dynamodb::types::{
    ConditionCheck, Delete, DeleteRequest, KeysAndAttributes, Put, PutRequest, ReturnValue,
    ReturnValuesOnConditionCheckFailure, TransactWriteItem, WriteRequest,
};
use dynamodb_item_encryptor::{Item, UpdateEncrypted, UpdateError};
use serde_json::Value;

use crate::accounts::{Rng, Secrets, TABLE, id_of, in_order, key};
use crate::kms;
use crate::setup::{Keys, LATE, Setup};
use crate::support::fault::{Fault, Refusal};
use crate::support::proxy::Exchange;
use crate::support::secrets::printed;
use crate::support::wire::Request;
use crate::support::{n, s};

/// How many items there can be.
const IDS: usize = 30;

/// What is stored, by id.
type Model = BTreeMap<String, Item>;

/// One call of the application, or one loop of calls, on items that no other call of its round is about.
enum Call {
    Put {
        item: Item,
        only_new: bool,
    },
    Delete(String),
    /// Sets an unsigned attribute.
    Touch(String, u32),
    /// Replaces the encrypted `email` of an item.
    Change(String, String),
    Batch(Vec<(String, Option<Item>)>),
    Transaction {
        writes: Vec<(String, Option<Item>)>,
        check: String,
    },
    Get(String),
    GetBatch(Vec<String>),
}

/// What a call has come to.
#[derive(Default)]
struct Report {
    /// Of what the application was told that it is done.
    done: BTreeSet<String>,
    /// What the application has read, its failed conditions included.
    read: Vec<(String, Option<Item>)>,
    /// All that can be printed of the errors.
    errors: Vec<String>,
}

impl Call {
    /// A random call on ids that it takes from `free`.
    fn random(rng: &mut Rng, secrets: &Secrets, free: &mut Vec<String>) -> Call {
        let mut take = |rng: &mut Rng| free.swap_remove(rng.below(free.len()));
        let mut writes = |rng: &mut Rng, count: usize| {
            let write = |id: String, rng: &mut Rng| {
                let item = rng.chance(70).then(|| secrets.account(rng, &id));
                (id, item)
            };
            (0..count).map(|_| write(take(rng), rng)).collect::<Vec<_>>()
        };
        match rng.below(16) {
            0..4 => {
                let (id, only_new) = (take(rng), rng.chance(40));
                Call::Put { item: secrets.account(rng, &id), only_new }
            }
            4 | 5 => Call::Delete(take(rng)),
            6 => Call::Touch(take(rng), u32::try_from(rng.below(1000)).unwrap()),
            7 | 8 => Call::Change(take(rng), secrets.text(rng)),
            9..12 => {
                let count = 2 + rng.below(5);
                Call::Batch(writes(rng, count))
            }
            12 | 13 => {
                let count = 1 + rng.below(3);
                Call::Transaction { writes: writes(rng, count), check: take(rng) }
            }
            14 => Call::Get(take(rng)),
            _ => Call::GetBatch((0..4).map(|_| take(rng)).collect()),
        }
    }

    /// What is stored when the call has been carried out, of each item that it writes.
    fn after(&self, model: &Model) -> Vec<(String, Option<Item>)> {
        let changed = |id: &str, name: &str, value| {
            let mut item = model.get(id).cloned().unwrap_or_else(|| key(id));
            item.insert(name.to_owned(), value);
            vec![(id.to_owned(), Some(item))]
        };
        match self {
            Call::Put { item, .. } => vec![(id_of(item), Some(item.clone()))],
            Call::Delete(id) => vec![(id.clone(), None)],
            Call::Touch(id, value) => changed(id, ":seen", n(*value)),
            Call::Change(id, text) => changed(id, "email", s(text)),
            Call::Batch(writes) | Call::Transaction { writes, .. } => writes.clone(),
            Call::Get(_) | Call::GetBatch(_) => Vec::new(),
        }
    }

    async fn carry_out(self, client: Client) -> Report {
        let mut report = Report::default();
        match self {
            Call::Put { item, only_new } => report.put(&client, item, only_new).await,
            Call::Delete(id) => {
                let delete = client.delete_item().table_name(TABLE).set_key(Some(key(&id)));
                report.end(&id, delete.send().await);
            }
            Call::Touch(id, value) => {
                let update = client.update_item().table_name(TABLE).set_key(Some(key(&id)));
                let update = update.update_expression("SET #s = :v").expression_attribute_names("#s", ":seen");
                let update = update.expression_attribute_values(":v", n(value));
                let update = update.condition_expression("attribute_exists(aws_dbe_head)");
                let updated = update.return_values(ReturnValue::AllNew).send().await;
                if let Ok(output) = &updated {
                    report.read.push((id.clone(), output.attributes.clone()));
                }
                report.end(&id, updated);
            }
            Call::Change(id, text) => report.change(&client, &id, text).await,
            Call::Batch(writes) => report.batch(&client, writes).await,
            Call::Transaction { writes, check } => report.transaction(&client, writes, check).await,
            Call::Get(id) => {
                let get = client.get_item().table_name(TABLE).set_key(Some(key(&id))).send().await;
                if let Some(output) = report.unless_failed(get) {
                    report.read.push((id, output.item));
                }
            }
            Call::GetBatch(ids) => report.get_batch(&client, ids).await,
        }
        report
    }
}

impl Report {
    fn unless_failed<T, E: StdError + 'static>(&mut self, result: Result<T, E>) -> Option<T> {
        result.map_err(|error| self.errors.push(printed(&error))).ok()
    }

    fn end<T, E: StdError + 'static>(&mut self, id: &str, result: Result<T, E>) {
        if self.unless_failed(result).is_some() {
            self.done.insert(id.to_owned());
        }
    }

    async fn put(&mut self, client: &Client, item: Item, only_new: bool) {
        let id = id_of(&item);
        let mut put = client.put_item().table_name(TABLE).set_item(Some(item));
        if only_new {
            put = put.condition_expression("attribute_not_exists(id)");
            let all_old = ReturnValuesOnConditionCheckFailure::AllOld;
            put = put.return_values_on_condition_check_failure(all_old);
        }
        match put.send().await {
            Err(SdkError::ServiceError(error)) if error.err().is_conditional_check_failed_exception() => {
                // The SDK's own type prints the item that the application asked for.
                self.errors.push(error.err().to_string());
                let PutItemError::ConditionalCheckFailedException(failed) = error.into_err() else { panic!() };
                assert!(failed.item.is_some());
                self.read.push((id, failed.item));
            }
            result => self.end(&id, result),
        }
    }

    async fn change(&mut self, client: &Client, id: &str, text: String) {
        let change = |item: &mut Option<Item>| {
            item.get_or_insert_with(|| key(id)).insert("email".to_owned(), s(&text));
            Ok(())
        };
        let changed = client.update_encrypted(TABLE, key(id)).send(change).await;
        if let Ok(stored) = &changed {
            self.read.push((id.to_owned(), stored.clone()));
        }
        // Nobody else writes it.
        assert!(!matches!(changed, Err(UpdateError::Change(_) | UpdateError::Refused(_))));
        self.end(id, changed);
    }

    /// Writes all, and what comes back again exactly as it came.
    async fn batch(&mut self, client: &Client, writes: Vec<(String, Option<Item>)>) {
        let request = |(id, item): &(String, Option<Item>)| match item {
            Some(item) => {
                let put = PutRequest::builder().set_item(Some(item.clone())).build().unwrap();
                WriteRequest::builder().put_request(put).build()
            }
            None => {
                let delete = DeleteRequest::builder().set_key(Some(key(id))).build().unwrap();
                WriteRequest::builder().delete_request(delete).build()
            }
        };
        let id_of_request = |request: &WriteRequest| match (request.put_request(), request.delete_request()) {
            (Some(put), _) => id_of(put.item()),
            (_, Some(delete)) => id_of(delete.key()),
            _ => panic!(),
        };
        let all: Vec<WriteRequest> = writes.iter().map(request).collect();
        let mut left = HashMap::from([(TABLE.to_owned(), all.clone())]);
        for _ in 0..6 {
            let sent = client.batch_write_item().set_request_items(Some(left.clone())).send().await;
            let Some(output) = self.unless_failed(sent) else { continue };
            let unprocessed = output.unprocessed_items.unwrap_or_default();
            let back = unprocessed.get(TABLE).map(Vec::as_slice).unwrap_or_default();
            assert!(back.iter().all(|request| left[TABLE].contains(request)), "as it was given");
            let done = left[TABLE].iter().filter(|request| !back.contains(request));
            self.done.extend(done.map(id_of_request));
            if unprocessed.is_empty() {
                return;
            }
            left = unprocessed;
        }
    }

    async fn transaction(&mut self, client: &Client, writes: Vec<(String, Option<Item>)>, check: String) {
        let all_old = ReturnValuesOnConditionCheckFailure::AllOld;
        let mut transaction = client.transact_write_items();
        for (id, item) in &writes {
            let builder = TransactWriteItem::builder();
            let part = match item {
                Some(item) => {
                    let put = Put::builder().table_name(TABLE).set_item(Some(item.clone()));
                    builder.put(put.build().unwrap())
                }
                None => {
                    let delete = Delete::builder().table_name(TABLE).set_key(Some(key(id)));
                    builder.delete(delete.build().unwrap())
                }
            };
            transaction = transaction.transact_items(part.build());
        }
        let condition = ConditionCheck::builder().table_name(TABLE).set_key(Some(key(&check)));
        let condition = condition.condition_expression("#p <> :gold").expression_attribute_names("#p", "plan");
        let condition = condition.expression_attribute_values(":gold", s("gold"));
        let condition = condition.return_values_on_condition_check_failure(all_old).build().unwrap();
        let part = TransactWriteItem::builder().condition_check(condition).build();
        match transaction.transact_items(part).send().await {
            Err(SdkError::ServiceError(error)) if error.err().is_transaction_canceled_exception() => {
                self.errors.push(error.err().to_string());
                let TransactWriteItemsError::TransactionCanceledException(canceled) = error.into_err() else {
                    panic!()
                };
                let reasons = canceled.cancellation_reasons.unwrap();
                assert_eq!(reasons.len(), writes.len() + 1);
                let last = reasons.into_iter().next_back().unwrap();
                if last.code.as_deref() == Some("ConditionalCheckFailed") {
                    self.read.push((check, last.item));
                }
            }
            result => {
                if self.unless_failed(result).is_some() {
                    self.done.extend(writes.into_iter().map(|(id, _)| id));
                }
            }
        }
    }

    /// Reads all, and what was not read once more, as it came back.
    async fn get_batch(&mut self, client: &Client, ids: Vec<String>) {
        let keys = KeysAndAttributes::builder().set_keys(Some(ids.iter().map(|id| key(id)).collect()));
        let mut left = HashMap::from([(TABLE.to_owned(), keys.build().unwrap())]);
        let mut found = HashMap::new();
        for _ in 0..6 {
            let sent = client.batch_get_item().set_request_items(Some(left.clone())).send().await;
            let Some(output) = self.unless_failed(sent) else { continue };
            let items = output.responses.unwrap_or_default().into_values().flatten();
            for item in items {
                assert!(found.insert(id_of(&item), item).is_none(), "an item came twice");
            }
            left = output.unprocessed_keys.unwrap_or_default();
            if left.is_empty() {
                self.read.extend(ids.into_iter().map(|id| (id.clone(), found.remove(&id))));
                return;
            }
        }
    }
}

/// A random fault for a request.
fn random_fault(rng: &mut Rng, request: &Request) -> Option<Fault> {
    if request.operation.starts_with("Batch") && rng.chance(30) {
        return Some(Fault::Part(rng.next()));
    }
    if !rng.chance(35) {
        return None;
    }
    Some(match rng.below(14) {
        0 => Fault::DropUnread,
        1 => Fault::DropInRequest,
        2 => Fault::Refuse(Refusal::internal()),
        3 => Fault::Refuse(Refusal::throughput()),
        4 => Fault::Refuse(Refusal::throttling()),
        5 => Fault::Refuse(Refusal::request_limit()),
        6 => Fault::Conflict,
        7 => Fault::LoseAnswer,
        8 => Fault::ReplaceAnswer(Refusal::internal()),
        9 => Fault::DropInAnswer,
        10 => Fault::CutAnswer,
        11 => Fault::FlipAnswer(rng.next()),
        12 => Fault::LateRequest(LATE),
        _ => Fault::LateAnswer(LATE),
    })
}

fn random_key_fault(rng: &mut Rng, kms: &kms::Kms) {
    let calls = 1 + rng.below(4);
    let fault = match rng.below(6) {
        0 => kms::Fault::Throttling,
        1 => kms::Fault::AccessDenied,
        2 => kms::Fault::Internal,
        3 => kms::Fault::Dropped,
        4 => kms::Fault::Late(LATE),
        _ => kms::Fault::CutOff,
    };
    kms.inject(None, calls, fault);
}

/// The ids of the items that the engine has written.
fn written(exchanges: &[Exchange]) -> BTreeSet<String> {
    let mut ids = BTreeSet::new();
    for exchange in exchanges.iter().filter(|exchange| exchange.status == Some(200)) {
        let body: Value = serde_json::from_slice(exchange.forwarded.as_ref().unwrap()).unwrap();
        let mut parts: Vec<&Value> = match exchange.request.operation.as_str() {
            "PutItem" | "DeleteItem" | "UpdateItem" => vec![&body],
            "BatchWriteItem" => body["RequestItems"][TABLE].as_array().unwrap().iter().collect(),
            "TransactWriteItems" => body["TransactItems"].as_array().unwrap().iter().collect(),
            _ => continue,
        };
        let names = ["PutRequest", "DeleteRequest", "Put", "Delete"];
        parts.retain(|part| part.get("ConditionCheck").is_none());
        for part in parts {
            let part = names.iter().find_map(|name| part.get(name)).unwrap_or(part);
            let item = part.get("Item").unwrap_or(&part["Key"]);
            ids.insert(item["id"]["S"].as_str().unwrap().to_owned());
        }
    }
    ids
}

/// All that is stored, or what has failed.
async fn all_items(client: &Client, page_size: i32) -> Result<Model, Box<dyn StdError>> {
    let pages = client.scan().table_name(TABLE).into_paginator().page_size(page_size).items().send();
    let items = pages.collect::<Result<Vec<_>, _>>().await?;
    let count = items.len();
    let model: Model = items.into_iter().map(|item| (id_of(&item), in_order(item))).collect();
    assert_eq!(model.len(), count, "an item came twice");
    Ok(model)
}

struct Run {
    seed: u64,
    setup: Setup,
    rng: Rng,
    secrets: Secrets,
    model: Model,
    direct: Client,
    errors: Vec<String>,
    calls: usize,
    cancelled: usize,
    done: usize,
}

impl Run {
    async fn new(seed: u64, keys: Keys) -> Run {
        let setup = Setup::new(keys).await;
        let mut plan = Rng(seed ^ 0xfa17);
        setup.proxy.set_plan(move |request| random_fault(&mut plan, request));
        let (rng, secrets, model) = (Rng(seed), Secrets::default(), Model::new());
        let direct = setup.direct();
        let (errors, calls, cancelled, done) = (Vec::new(), 0, 0, 0);
        Run { seed, setup, rng, secrets, model, direct, errors, calls, cancelled, done }
    }

    /// Several calls at the same time, some of which are cancelled; then a look at what is stored.
    async fn round(&mut self, client: &Client) {
        let first = self.setup.proxy.count();
        let rng = &mut self.rng;
        if rng.chance(20) {
            random_key_fault(rng, &self.setup.kms);
        }
        let mut free: Vec<String> = (0..IDS).map(|id| format!("id{id}")).collect();
        let calls: Vec<Call> = (0..4).map(|_| Call::random(rng, &self.secrets, &mut free)).collect();
        let after: Vec<_> = calls.iter().flat_map(|call| call.after(&self.model)).collect();
        let running = calls.into_iter().map(|call| {
            let patience = if rng.chance(12) { rng.below(20_000) } else { 60_000_000 };
            let call = call.carry_out(client.clone());
            tokio::time::timeout(Duration::from_micros(u64::try_from(patience).unwrap()), call)
        });
        let running: Vec<_> = running.collect();
        let reports = futures_util::future::join_all(running).await;
        self.setup.proxy.settle().await;
        self.setup.kms.heal();

        self.calls += reports.len();
        self.cancelled += reports.iter().filter(|report| report.is_err()).count();
        let written = written(&self.setup.proxy.exchanges_from(first));
        let before = self.model.clone();
        for (id, item) in after.iter().filter(|(id, _)| written.contains(id)) {
            match item {
                Some(item) => drop(self.model.insert(id.clone(), in_order(item.clone()))),
                None => drop(self.model.remove(id)),
            }
        }
        for report in reports.into_iter().flatten() {
            self.done += report.done.len();
            let lost: Vec<_> = report.done.difference(&written).collect();
            assert!(lost.is_empty(), "seed {}: {lost:?} are done, and are not", self.seed);
            for (id, item) in report.read {
                let item = item.map(in_order);
                let could_be = [before.get(&id), self.model.get(&id)];
                assert!(could_be.contains(&item.as_ref()), "seed {}: {id} was read as {item:?}", self.seed);
            }
            self.errors.extend(report.errors);
        }
        self.look(&after).await;
    }

    /// Compares what is stored of these items with the model.
    async fn look(&self, writes: &[(String, Option<Item>)]) {
        if writes.is_empty() {
            return;
        }
        let keys = KeysAndAttributes::builder().consistent_read(true);
        let keys = keys.set_keys(Some(writes.iter().map(|(id, _)| key(id)).collect())).build().unwrap();
        let read = self.direct.batch_get_item().request_items(TABLE, keys).send().await.unwrap();
        let items = read.responses.unwrap().remove(TABLE).unwrap();
        let mut stored: Model = items.into_iter().map(|item| (id_of(&item), in_order(item))).collect();
        for (id, _) in writes {
            assert_eq!(stored.remove(id).as_ref(), self.model.get(id), "seed {}: {id}", self.seed);
        }
    }

    async fn pages(&mut self, client: &Client) {
        let page_size = i32::try_from(1 + self.rng.below(10)).unwrap();
        match all_items(client, page_size).await {
            Ok(items) => assert_eq!(items, self.model, "seed {}", self.seed),
            Err(error) => self.errors.push(printed(error.as_ref())),
        }
        self.setup.proxy.settle().await;
    }

    async fn end(self) {
        let Run { seed, setup, secrets, model, .. } = &self;
        assert_eq!(all_items(&self.direct, 100).await.unwrap(), *model, "seed {seed}");

        let exchanges = setup.proxy.exchanges();
        let mut attempts: BTreeMap<String, Vec<&Exchange>> = BTreeMap::new();
        let mut faults: BTreeMap<String, usize> = BTreeMap::new();
        for exchange in &exchanges {
            let call = exchange.request.header("amz-sdk-invocation-id").unwrap();
            attempts.entry(call.to_owned()).or_default().push(exchange);
            if let Some(fault) = &exchange.fault {
                *faults.entry(fault.name()).or_default() += 1;
            }
        }
        let mut retried = 0;
        for exchanges in attempts.values_mut() {
            exchanges.retain(|exchange| exchange.is_whole);
            retried += usize::from(exchanges.len() > 1);
            let is_same = |pair: &[&Exchange]| pair[0].request.body == pair[1].request.body;
            assert!(exchanges.windows(2).all(is_same), "seed {seed}: a retry sends other bytes");
            assert!(exchanges.iter().all(|exchange| exchange.request.is_signed()));
        }

        let mut searched = 0;
        let mut search = |text: &[u8]| {
            searched += text.len();
            secrets.assert_not_in(text);
        };
        setup.proxy.bytes().iter().for_each(|bytes| search(bytes));
        exchanges.iter().for_each(|exchange| search(&exchange.request.body));
        setup.kms.calls().iter().for_each(|call| search(call.parameters.to_string().as_bytes()));
        self.errors.iter().for_each(|error| search(error.as_bytes()));
        println!(
            "seed {seed}: {} calls ({} cancelled, {} errors), {} writes done, {} requests ({retried} calls with \
             more than one), {} secrets not in {searched} bytes, {} items; faults {faults:?}",
            self.calls,
            self.cancelled,
            self.errors.len(),
            self.done,
            exchanges.len(),
            secrets.count(),
            model.len(),
        );
        assert!(faults.len() >= 13 && retried > 20 && self.done > 100, "too little has gone wrong, or right");
    }
}

async fn run(seed: u64, keys: Keys) {
    let number = |name| std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
    let seed = number("FAULTS_SEED").unwrap_or(0) + seed;
    let mut run = Run::new(seed, keys).await;
    let client = run.setup.wrapped();
    for round in 1..=number("FAULTS_ROUNDS").unwrap_or(60) {
        run.round(&client).await;
        if round % 8 == 0 {
            run.pages(&client).await;
        }
    }
    run.end().await;
}

#[tokio::test]
async fn no_item_is_lost_or_doubled_with_keys_at_hand() {
    run(1, Keys::Raw).await;
}

#[tokio::test]
async fn no_item_is_lost_or_doubled_with_keys_of_kms() {
    run(2, Keys::Kms).await;
}

#[tokio::test]
async fn no_item_is_lost_or_doubled_with_cached_keys() {
    run(3, Keys::CachedKms).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_item_is_lost_or_doubled_on_several_threads() {
    run(4, Keys::CachedKms).await;
}

#[tokio::test]
async fn the_search_finds_all_that_a_plain_client_sends() {
    let setup = Setup::new(Keys::Raw).await;
    let (secrets, mut rng, plain) = (Secrets::default(), Rng(5), setup.plain());
    for id in 0..20 {
        let item = secrets.account(&mut rng, &id.to_string());
        plain.put_item().table_name(TABLE).set_item(Some(item)).send().await.unwrap();
    }
    let bodies: Vec<_> = setup.proxy.exchanges().into_iter().map(|exchange| exchange.request.body).collect();
    assert_eq!(secrets.missing(bodies.iter().map(Vec::as_slice)), 0);
    assert_eq!(secrets.count(), 20 * 13);
    // Also in bytes of a connection that no one has parsed, as long as they are in one of the usual forms.
    let bytes = setup.proxy.bytes();
    assert_eq!(secrets.missing(bytes.iter().map(Vec::as_slice)), 0);
}
