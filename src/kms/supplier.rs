//! Where keyrings of several regions get their KMS clients from.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use aws_sdk_kms::Client;
use aws_sdk_kms::config::{Config, Region};

use crate::error::{BoxError, KeyError};
use crate::future::BoxFuture;

/// Gives the KMS client of a region.
///
/// A keyring asks when it first needs a region, and then keeps the client; after a failure it asks again with the next
/// item. [`RegionalKmsClients`] is what most applications want; one of your own can use different credentials in each
/// region, or refuse regions.
///
/// ```
/// use aws_sdk_kms::Client;
/// use dynamodb_item_encryptor::{BoxError, BoxFuture, KmsClientSupplier, RegionalKmsClients};
///
/// /// Stays in Europe.
/// struct European(RegionalKmsClients);
///
/// impl KmsClientSupplier for European {
///     fn client<'a>(&'a self, region: &'a str) -> BoxFuture<'a, Result<Client, BoxError>> {
///         if region.starts_with("eu-") {
///             self.0.client(region)
///         } else {
///             Box::pin(async { Err("not in Europe".into()) })
///         }
///     }
/// }
/// ```
///
/// Source: `framework/aws-kms/aws-kms-multi-keyrings.md` of the AWS Encryption SDK specification.
pub trait KmsClientSupplier: Send + Sync {
    /// The client for `region`, for example `eu-west-1`.
    ///
    /// # Errors
    /// Whatever prevents the supplier from giving it; [`KeyError::KmsClient`] will carry it.
    fn client<'a>(&'a self, region: &'a str) -> BoxFuture<'a, Result<Client, BoxError>>;
}

impl<S: KmsClientSupplier + ?Sized> KmsClientSupplier for Arc<S> {
    fn client<'a>(&'a self, region: &'a str) -> BoxFuture<'a, Result<Client, BoxError>> {
        (**self).client(region)
    }
}

/// Clients with the same configuration except for the region, each made once.
///
/// ```no_run
/// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
/// use dynamodb_item_encryptor::{KmsMultiKeyring, RegionalKmsClients};
///
/// let aws = aws_config::load_defaults(aws_config::BehaviorVersion::latest()).await;
/// let clients = RegionalKmsClients::new(aws_sdk_kms::Config::new(&aws));
/// let keyring = KmsMultiKeyring::new(
///     clients,
///     ["arn:aws:kms:eu-west-1:111122223333:key/0a1b2c3d", "arn:aws:kms:us-east-1:111122223333:key/4e5f6a7b"],
/// )?;
/// # Ok(())
/// # }
/// ```
pub struct RegionalKmsClients {
    config: Config,
    clients: Mutex<HashMap<String, Client>>,
}

debug_shows!(RegionalKmsClients {});

impl RegionalKmsClients {
    /// Clients with the configuration `config`, whose region, if it has one, is ignored.
    pub fn new(config: Config) -> Self {
        RegionalKmsClients { config, clients: Mutex::default() }
    }

    fn get(&self, region: &str) -> Client {
        // Nothing that runs under the lock leaves the map half changed.
        let mut clients = self.clients.lock().unwrap_or_else(PoisonError::into_inner);
        let client = clients.entry(region.to_owned()).or_insert_with(|| {
            let config = self.config.to_builder().region(Region::new(region.to_owned()));
            Client::from_conf(config.build())
        });
        client.clone()
    }
}

impl KmsClientSupplier for RegionalKmsClients {
    fn client<'a>(&'a self, region: &'a str) -> BoxFuture<'a, Result<Client, BoxError>> {
        Box::pin(async { Ok(self.get(region)) })
    }
}

/// The client that calls go through.
pub(super) enum CallClient {
    /// One that the application gave.
    Given(Client),
    /// One that a supplier has given, or will be asked for.
    Supplied { supplier: Arc<dyn KmsClientSupplier>, region: String, client: OnceLock<Client> },
}

impl CallClient {
    /// The client for `region`, which `supplier` will be asked for.
    pub(super) fn of(supplier: &Arc<dyn KmsClientSupplier>, region: &str) -> Self {
        CallClient::Supplied {
            supplier: Arc::clone(supplier),
            region: region.to_owned(),
            client: OnceLock::new(),
        }
    }

    /// The region that calls go to, if it is known.
    pub(super) fn region(&self) -> Option<&str> {
        match self {
            CallClient::Given(client) => client.config().region().map(AsRef::as_ref),
            CallClient::Supplied { region, .. } => Some(region),
        }
    }

    /// The client. If the supplier has not been asked yet, several tasks may ask it at the same time; the first answer
    /// is kept.
    pub(super) async fn get(&self) -> Result<&Client, KeyError> {
        match self {
            CallClient::Given(client) => Ok(client),
            CallClient::Supplied { supplier, region, client } => match client.get() {
                Some(client) => Ok(client),
                None => {
                    let supplied = supplier.client(region).await.and_then(|client| fitting(client, region));
                    let failed = |source| KeyError::KmsClient { region: region.clone(), source };
                    let supplied = supplied.map_err(failed)?;
                    Ok(client.get_or_init(|| supplied))
                }
            },
        }
    }
}

/// `client`, unless it is for another region than `region`.
fn fitting(client: Client, region: &str) -> Result<Client, BoxError> {
    match client.config().region() {
        Some(other) if other.as_ref() != region => {
            Err(format!("the supplier gave a client for region '{other}'").into())
        }
        _ => Ok(client),
    }
}
