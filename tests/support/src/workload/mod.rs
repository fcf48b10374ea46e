//! Random operations under random faults, against a model of what must be stored.
//!
//! `FAULTS_SEED` and `FAULTS_ROUNDS` in the environment ask for other runs than the usual ones, and longer ones. Over
//! connections, what happens under a seed also depends on time, so that no two runs are quite the same. A
//! [seeded](setup::Setup::seeded) run can be had again.

pub mod accounts;
pub mod calls;
pub mod setup;

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error as StdError;
use std::time::Duration;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::KeysAndAttributes;
use dynamodb_item_encryptor::Item;
use serde_json::Value;

use crate::fault::{Fault, Refusal};
use crate::kms;
use crate::proxy::Exchange;
use crate::secrets::printed;
use crate::wire::Request;
use crate::workload::accounts::{Rng, Secrets, TABLE, id_of, in_order, key};
use crate::workload::calls::{Call, Model};
use crate::workload::setup::{Keys, LATE, Setup};

/// How many items there can be.
const IDS: usize = 30;

/// A random fault for a request.
fn random_fault(rng: &mut Rng, request: &Request) -> Option<Fault> {
    if request.operation.starts_with("Batch") && rng.chance(30) {
        return Some(Fault::Part(rng.number()));
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
        11 => Fault::FlipAnswer(rng.number()),
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

/// What there was in a run: kinds of faults, calls that were sent again, and the rest as in [`Run`].
pub struct Total {
    pub faults: usize,
    pub retried: usize,
    pub done: usize,
    pub secrets: Secrets,
    pub exchanges: Vec<Exchange>,
    pub errors: Vec<String>,
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
    /// Writes that were reported as done.
    done: usize,
    /// Scans that came to their end.
    scans: usize,
}

impl Run {
    fn new(seed: u64, setup: Setup) -> Run {
        let mut plan = Rng(seed ^ 0xfa17);
        setup.proxy.set_plan(move |request| random_fault(&mut plan, request));
        let (rng, secrets, model) = (Rng(seed), Secrets::default(), Model::new());
        let direct = setup.direct();
        let (errors, calls, cancelled, done, scans) = (Vec::new(), 0, 0, 0, 0);
        Run { seed, setup, rng, secrets, model, direct, errors, calls, cancelled, done, scans }
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
            self.setup.within(Duration::from_micros(u64::try_from(patience).unwrap()), call)
        });
        let running: Vec<_> = running.collect();
        let reports = futures_util::future::join_all(running).await;
        self.setup.proxy.settle().await;
        self.setup.kms.heal();

        self.calls += reports.len();
        self.cancelled += reports.iter().filter(|report| report.is_none()).count();
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
            Ok(items) => {
                assert_eq!(items, self.model, "seed {}", self.seed);
                self.scans += 1;
            }
            Err(error) => self.errors.push(printed(error.as_ref())),
        }
        self.setup.proxy.settle().await;
    }

    async fn end(self) -> Total {
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
            "seed {seed}: {} calls ({} cancelled, {} errors), {} scans, {} writes done, {} requests \
             ({retried} calls with more than one), {} secrets not in {searched} bytes, {} items; faults {faults:?}",
            self.calls,
            self.cancelled,
            self.errors.len(),
            self.scans,
            self.done,
            exchanges.len(),
            secrets.count(),
            model.len(),
        );
        let (faults, errors) = (faults.len(), self.errors);
        Total { faults, retried, done: self.done, secrets: self.secrets, exchanges, errors }
    }
}

/// What the environment has under this name.
pub fn asked_for(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

pub async fn run(seed: u64, keys: Keys, rounds: u64) -> Total {
    let seed = asked_for("FAULTS_SEED").unwrap_or(0) + seed;
    run_in(Setup::new(keys).await, seed, rounds).await
}

/// Runs so many rounds in this setup.
pub async fn run_in(setup: Setup, seed: u64, rounds: u64) -> Total {
    let mut run = Run::new(seed, setup);
    let client = run.setup.wrapped();
    for round in 1..=rounds {
        run.round(&client).await;
        if round % 8 == 0 {
            run.pages(&client).await;
        }
    }
    run.end().await
}
