//! A client whose type says that it encrypts.

use std::ops::Deref;

use aws_sdk_dynamodb::{Client, Config};

use super::is_ours;
use crate::error::{ConfigProblem, Error};

/// A DynamoDB client that encrypts tables, for functions that must not be given another.
///
/// It is made from a configuration, or from a client, that [`encrypt_tables`](crate::EncryptTables::encrypt_tables) was
/// called for, and is used like the SDK's own [`Client`].
///
/// ```
/// use aws_sdk_dynamodb::config::{BehaviorVersion, Config, Region};
/// use aws_sdk_dynamodb::types::AttributeValue::S;
/// use dynamodb_item_encryptor::{BoxError, EncryptTables, EncryptingClient, RawAesKeyring, TableConfig};
///
/// async fn register(client: &EncryptingClient, id: &str, email: &str) -> Result<(), BoxError> {
///     let put = client.put_item().table_name("Customers").item("id", S(id.into()));
///     put.item("email", S(email.into())).send().await?;
///     Ok(())
/// }
///
/// let table = TableConfig::builder("Customers").partition_key("id").encrypt(["email"]);
/// let table = table.keyring(RawAesKeyring::new("examples", "customers", &[7; 32])?).build()?;
/// let config = Config::builder().behavior_version(BehaviorVersion::latest()).region(Region::new("eu-west-1"));
/// let client = EncryptingClient::from_conf(config.encrypt_tables([table])?.build())?;
/// let registering = register(&client, "42", "a@example.com");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// The SDK's client does not pass for one:
///
/// ```compile_fail,E0308
/// # use dynamodb_item_encryptor::EncryptingClient;
/// fn register(client: &EncryptingClient) {}
///
/// fn example(client: &aws_sdk_dynamodb::Client) {
///     register(client);
/// }
/// ```
///
/// A configuration that was copied, and whose interceptors were then cleared, encrypts no tables any more: it is no
/// configuration for one, and an [`SdkError`](aws_sdk_dynamodb::error::SdkError) keeps the SDK's own client with it from sending items, see
/// [`encrypt_tables`](crate::EncryptTables::encrypt_tables). No call of an `EncryptingClient` can take out what encrypts:
/// `config_override` and `customize` only add interceptors.
///
/// Which tables it encrypts is not in its type: those that it was registered with. For others, it is a client like
/// any other.
#[derive(Debug, Clone)]
pub struct EncryptingClient(Client);

impl EncryptingClient {
    /// A client with this configuration.
    ///
    /// # Errors
    /// [`Error::Config`] with [`ConfigProblem::NotRegistered`] when the configuration encrypts no tables.
    pub fn from_conf(config: Config) -> Result<Self, Error> {
        Client::from_conf(config).try_into()
    }

    /// The SDK's client. It encrypts all the same.
    pub fn into_inner(self) -> Client {
        self.0
    }
}

/// Fails with [`ConfigProblem::NotRegistered`] when the client encrypts no tables.
impl TryFrom<Client> for EncryptingClient {
    type Error = Error;

    fn try_from(client: Client) -> Result<Self, Error> {
        if client.config().interceptors().any(|interceptor| is_ours(&interceptor)) {
            return Ok(EncryptingClient(client));
        }
        Err(Error::config(None, None, ConfigProblem::NotRegistered))
    }
}

impl Deref for EncryptingClient {
    type Target = Client;

    fn deref(&self) -> &Client {
        &self.0
    }
}

impl AsRef<Client> for EncryptingClient {
    fn as_ref(&self) -> &Client {
        &self.0
    }
}

impl From<EncryptingClient> for Client {
    fn from(client: EncryptingClient) -> Client {
        client.0
    }
}
