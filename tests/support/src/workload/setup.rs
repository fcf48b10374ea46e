//! A client with a proxy before its engine, and one without.

use std::future::Future;
use std::time::Duration;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::Builder;
use aws_sdk_dynamodb::config::retry::RetryPartition;
use aws_sdk_dynamodb::config::timeout::TimeoutConfig;
use dynamodb_item_encryptor::{CachedKmsKeyring, EncryptTables, KmsKeyring, TableConfig};

use crate::fault::Fault;
use crate::kms::{self, Kms};
use crate::proxy::Proxy;
use crate::seeded::Seeded;
use crate::workload::accounts::{Secrets, TABLE, table};
use crate::{engine, keyring};

/// How long the SDK waits for an answer before it tries again.
pub const ATTEMPT_TIMEOUT: Duration = Duration::from_millis(150);

/// Longer than the SDK waits for an answer.
pub const LATE: Duration = Duration::from_millis(200);

/// Where the keys of a table come from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Keys {
    Raw,
    Kms,
    CachedKms,
}

/// An engine with the table `Accounts`, and how to reach it.
pub struct Setup {
    pub kms: Kms,
    /// Before the engine.
    pub proxy: Proxy,
    /// The engine itself.
    pub url: String,
    arn: String,
    keys: Keys,
    /// Instead of connections.
    seeded: Option<Seeded>,
}

impl Setup {
    pub async fn new(keys: Keys) -> Setup {
        let url = engine::start_unwatched().await;
        let proxy = Proxy::start(&url, |_| None);
        Setup::with(keys, url, proxy, None).await
    }

    /// A setup in which everything follows from the seed, within [`Seeded::block_on`].
    pub async fn seeded(keys: Keys, seeded: Seeded) -> Setup {
        let url = engine::start_on_a_thread();
        let proxy = Proxy::without_connections(&url);
        Setup::with(keys, url, proxy, Some(seeded)).await
    }

    /// What the future gives, unless that takes longer.
    pub async fn within<T>(&self, longest: Duration, future: impl Future<Output = T>) -> Option<T> {
        match &self.seeded {
            Some(seeded) => seeded.within(longest, future).await,
            None => tokio::time::timeout(longest, future).await.ok(),
        }
    }

    async fn with(keys: Keys, url: String, proxy: Proxy, seeded: Option<Seeded>) -> Setup {
        let kms = Kms::start();
        let arn = kms.create_key();
        let setup = Setup { proxy, kms, url, arn, keys, seeded };
        engine::create_table(&setup.plain_at(&setup.url), TABLE).await;
        setup
    }

    /// The table's configuration with keys of their own.
    fn table(&self) -> TableConfig {
        match self.keys {
            Keys::Raw => table(keyring()),
            Keys::Kms => table(KmsKeyring::new(self.kms_client(), &self.arn).unwrap()),
            Keys::CachedKms => {
                let keyring = CachedKmsKeyring::new(self.kms_client(), &self.arn).unwrap().allow_unsigned();
                table(keyring.with_max_items(7))
            }
        }
    }

    fn kms_client(&self) -> aws_sdk_kms::Client {
        let config = self.kms.config_in(kms::REGION);
        aws_sdk_kms::Client::from_conf(match &self.seeded {
            Some(seeded) => {
                let config = config.sleep_impl(seeded.clone()).time_source(seeded.clone());
                config.http_client(seeded.to_kms(&self.kms.url())).build()
            }
            None => config.build(),
        })
    }

    /// What the clients of an application could be configured with.
    pub fn config(&self, url: &str) -> Builder {
        let timeouts = TimeoutConfig::builder()
            .operation_attempt_timeout(ATTEMPT_TIMEOUT)
            .operation_timeout(ATTEMPT_TIMEOUT * 6)
            .build();
        self.patient_config(url).timeout_config(timeouts)
    }

    /// The same without timeouts.
    pub fn patient_config(&self, url: &str) -> Builder {
        // Else the whole process has one budget of retries, and tests would take it from each other.
        let config = crate::config(url).retry_partition(RetryPartition::new(format!("{url} {}", self.url)));
        match &self.seeded {
            Some(seeded) => {
                let config = config.sleep_impl(seeded.clone()).time_source(seeded.clone());
                let is_direct = url != self.proxy.url;
                let direct = is_direct.then(|| Proxy::without_connections(url));
                config.http_client(seeded.to(direct.as_ref().unwrap_or(&self.proxy)))
            }
            None => config,
        }
    }

    /// A client that encrypts, through the proxy.
    pub fn wrapped(&self) -> Client {
        self.wrapped_with(self.config(&self.proxy.url))
    }

    pub fn wrapped_with(&self, config: Builder) -> Client {
        Client::from_conf(config.encrypt_tables([self.table()]).unwrap().build())
    }

    /// A client that encrypts, and that no fault and no impatience reaches.
    pub fn direct(&self) -> Client {
        self.wrapped_with(self.patient_config(&self.url))
    }

    /// A client that does not encrypt, through the proxy.
    pub fn plain(&self) -> Client {
        self.plain_at(&self.proxy.url)
    }

    fn plain_at(&self, url: &str) -> Client {
        Client::from_conf(self.patient_config(url).build())
    }

    /// No request through the proxy has shown a secret, or has read an item of which there may be a newer one.
    pub fn assert_nothing_was_shown(&self, secrets: &Secrets) {
        for exchange in self.proxy.exchanges() {
            secrets.assert_not_in(&exchange.request.body);
            if exchange.is_whole && exchange.request.operation == "GetItem" {
                assert_eq!(exchange.request.json()["ConsistentRead"], true);
            }
        }
    }

    /// Has the next request fail in this way, and no other.
    pub fn inject(&self, fault: &Fault) {
        let mut fault = Some(fault.clone());
        self.proxy.set_plan(move |_| fault.take());
    }
}
