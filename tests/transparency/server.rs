//! Where the scenarios run, and what is left there afterwards.

use std::collections::BTreeSet;
use std::time::Duration;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::AttributeValue;
use dynamodb_item_encryptor::EncryptTables;
use futures_util::FutureExt;

use super::data::{self, CUSTOMERS, ENCRYPTED, INVOICES, ORDERS, TABLES};
use super::observed::{Observed, Scenario};
use super::plaintext::Plaintext;
use test_support::keys::Slow;
use test_support::recorded::Requests;
use test_support::{engine, keyring};

/// A DynamoDB to run scenarios on.
#[derive(Clone)]
pub enum Server {
    /// A new engine in this process for every run.
    Embedded,
    /// What listens at this address. Its tables are deleted after each run.
    At(String),
}

/// The client that a scenario gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Plain,
    /// Encrypts, with keys at hand.
    Wrapped,
    /// Encrypts, with keys that it has to wait for.
    WrappedWithSlowKeys,
    /// Encrypts, and writes and reads by beacons.
    Searched,
}

/// What came of a scenario.
pub struct Run {
    pub seen: Observed,
    pub requests: Requests,
    pub stored: Stored,
}

/// What a scenario has left in the encrypted tables: key and name of each attribute that is to be encrypted.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Stored {
    pub sealed: BTreeSet<String>,
    /// Those that are stored as they are.
    pub readable: BTreeSet<String>,
    /// Those that have a beacon.
    pub searchable: BTreeSet<String>,
}

impl Server {
    async fn url(&self) -> String {
        match self {
            Server::Embedded => engine::start().await,
            Server::At(url) => url.clone(),
        }
    }

    /// Runs a scenario on empty tables.
    pub async fn run(&self, scenario: Scenario, kind: Kind) -> Run {
        let url = self.url().await;
        let plain = Client::from_conf(test_support::config(&url).build());
        data::create_tables(&plain).await;
        let requests = Requests::default();
        let config = test_support::config(&url).interceptor(requests.clone());
        let config = match kind {
            Kind::Plain => config,
            Kind::Wrapped => config.encrypt_tables(data::encrypted(keyring)).unwrap(),
            Kind::WrappedWithSlowKeys => {
                let tables = data::encrypted(|| Slow::new(Duration::from_millis(1)).0);
                config.encrypt_tables(tables).unwrap()
            }
            Kind::Searched => config.encrypt_tables(data::searched(keyring)).unwrap(),
        };
        let client = Client::from_conf(config.build());
        let run = std::panic::AssertUnwindSafe(run(scenario, &client, &plain)).catch_unwind().await;
        if let Server::At(_) = self {
            for table in TABLES {
                // Not every scenario has left it there.
                let _ = plain.delete_table().table_name(table).send().await;
            }
        }
        let (seen, stored) = run.unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        Run { seen, requests, stored }
    }
}

/// Runs a scenario, and looks at what it has left.
async fn run(scenario: Scenario, client: &Client, plain: &Client) -> (Observed, Stored) {
    let mut seen = Observed::default();
    (scenario.run)(client, &mut seen).await;
    // The tables as the application has left them are also something that it sees.
    for table in [CUSTOMERS, INVOICES, ORDERS] {
        seen.either(client.scan().table_name(table).send().await);
    }
    (seen, stored(plain).await)
}

/// Looks at the encrypted tables without decrypting.
async fn stored(plain: &Client) -> Stored {
    let mut stored = Stored::default();
    for (table, keys) in [(CUSTOMERS, &["id", "created"][..]), (INVOICES, &["number"])] {
        let pages: Result<Vec<_>, _> =
            plain.scan().table_name(table).into_paginator().items().send().collect().await;
        // Some scenarios delete it.
        for item in pages.unwrap_or_default() {
            let key: Vec<_> = keys.iter().map(|key| &item[*key]).collect();
            let has_metadata = item.contains_key("aws_dbe_head") && item.contains_key("aws_dbe_foot");
            for name in ENCRYPTED.iter().filter(|name| item.contains_key(**name)) {
                let is_sealed = has_metadata && is_sealed(&item[*name]);
                let group = if is_sealed { &mut stored.sealed } else { &mut stored.readable };
                group.insert(format!("{table} {key:?} {name}"));
            }
            let beacons = item.keys().filter_map(|name| name.strip_prefix("aws_dbe_b_"));
            stored.searchable.extend(beacons.map(|name| format!("{table} {key:?} {name}")));
        }
    }
    stored
}

/// Whether a value can be a ciphertext: two bytes of type, the encrypted value, and its tag.
pub fn is_sealed(value: &AttributeValue) -> bool {
    matches!(value, AttributeValue::B(bytes) if bytes.as_ref().len() >= 18)
}

impl Run {
    /// The plaintext of a run whose client does not encrypt: whatever it sent in an attribute that the
    /// others encrypt.
    pub fn plaintext(&self) -> Plaintext {
        Plaintext::of(self.requests.all().iter().map(|(_, body)| body), |name| ENCRYPTED.contains(&name))
    }
}
