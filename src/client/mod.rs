//! The wrapped client: a DynamoDB client of the AWS SDK that seals and opens items on the way.
//!
//! An interceptor replaces the serializer of every operation that carries items; the serializer
//! replaces the deserializer where the operation is on an encrypted table. What has to be awaited is
//! awaited by the SDK itself, as the body of a request or response: nothing blocks, and no runtime is
//! needed.

mod check;
mod encrypting_client;
mod operation;
mod partitioned_query;
mod read_plan;
mod rules;
mod sdk;
mod update;

pub use check::{CheckReport, CheckTables, Finding, FindingProblem, Severity};
pub use encrypting_client::EncryptingClient;
pub use partitioned_query::{PartitionedItems, PartitionedQuery};
pub use read_plan::{FoundItems, ReadPlan};
pub use sdk::other_tenants::OtherTenants;
pub use sdk::parts::AllowUnverifiedParts;
pub use sdk::unreadable::UnreadableItems;
pub use update::{EncryptedExpression, EncryptedUpdate, UpdateEncrypted, UpdateError};

use aws_sdk_dynamodb::config::{Builder, SharedInterceptor};

use crate::crypto::prepare;
use crate::error::{ConfigProblem, Error};
use crate::table::TableConfig;
use rules::tables::Tables;
use sdk::guard::Guard;
use sdk::interceptor::{self, EncryptingInterceptor};
use sdk::sealed::Sealed;

/// Makes a DynamoDB client of the AWS SDK encrypt the items of some tables.
pub trait EncryptTables: Sealed + Sized {
    /// Has the client encrypt and sign the items of `tables` before they are sent, and verify and
    /// decrypt them when they come back. Everything else about the client stays as it is: builders,
    /// paginators, waiters, retries, timeouts and errors are the SDK's own.
    ///
    /// On these tables, whether named by name or by ARN:
    ///
    /// * PutItem, BatchWriteItem and TransactWriteItems seal their items after all of the application's
    ///   interceptors have seen them. A retry sends the same bytes again. Unprocessed items of a batch come
    ///   back as they were given. A `ClientRequestToken` covers the retries of one call; a second call
    ///   with the same token has other bytes, and DynamoDB refuses it.
    /// * All of these, and GetItem, BatchGetItem, TransactGetItems, UpdateItem, DeleteItem, Query and Scan,
    ///   open the items that come back, including those in a `ConditionalCheckFailedException` and in the
    ///   cancellation reasons of a transaction.
    /// * UpdateItem may name all attributes, and the conditions of PutItem, UpdateItem and DeleteItem may compare all.
    ///   What DynamoDB cannot do on sealed items is done on this side, within the one call: the item is read
    ///   consistently, verified, changed and sealed, and written on the condition that it is still the one that was
    ///   read. That takes one read more and the permission `dynamodb:GetItem`; the page on
    ///   [updates](crate::manual::protected_updates) says what else. A table can
    ///   [refuse](crate::ProtectedUpdates) it instead. Updates of unsigned attributes are DynamoDB's own; where there
    ///   is no item, one is made that is sealed.
    /// * So may the updates and conditions in a TransactWriteItems: the items are read first, and each part becomes a
    ///   conditional replacement in its place.
    /// * A value is sent only for an attribute that the table's configuration knows: in key conditions, keys and start
    ///   keys, one for any other attribute is refused, since it could be a secret under a misspelt name. In other
    ///   conditions, such a value is compared on this side.
    /// * Filters may name all attributes. What DynamoDB cannot evaluate, because it is about an attribute
    ///   that is encrypted or not configured, is evaluated on this side once the items are open, and neither
    ///   it nor its values are sent. `Count` is the number of items that pass all of the filter;
    ///   `ScannedCount`, `Limit` and pages mean what they always mean. Items that do not pass here have been
    ///   transferred, even for `Select` `COUNT`, and one of them that cannot be read fails the page.
    /// * An item that cannot be read fails the call that it comes back from. Where that has several items, an
    ///   [`UnreadableItem`](crate::UnreadableItem) among the error's sources names the item's primary key. With
    ///   [`UnreadableItems`] it is left out of Query, Scan and BatchGetItem, and reported on the side. A failed condition
    ///   stays a `ConditionalCheckFailedException`, or a transaction's cancellation reason, without the item that cannot
    ///   be read; [`UnreadableItem::all_in`](crate::UnreadableItem::all_in) says which it was and why.
    /// * An item that DynamoDB could store, and that only sealing makes larger than 400 KB, is refused before it is
    ///   sent, with both sizes, in [`ItemProblem::TooLarge`](crate::ItemProblem::TooLarge). Sealing adds 18 bytes or
    ///   more to each encrypted value, and a header and a footer. One that is too large before is left to DynamoDB.
    /// * Projections may name all attributes. Verifying an item takes all of it, so it is fetched whole, which
    ///   costs no more, and the projection is applied on this side. An index must project
    ///   all attributes, or reading items from it fails with [`Error::Index`]; [`AllowUnverifiedParts`] reads what is readable in it
    ///   without verification. Where the table's policy reads
    ///   plaintext, plaintext items are read from an index only if the table's configuration says that it projects
    ///   all, see [`index_projects_all`](crate::TableConfigBuilder::index_projects_all), or the request selects
    ///   `ALL_ATTRIBUTES`.
    /// * What comes back is compared with what was asked for, before any of it is opened: the keys of items, the key
    ///   condition of a query, the names of tables, and positions in a transaction. An answer that does not match is
    ///   [`Error::UnexpectedAnswer`], and nothing of it is handed out. What only DynamoDB knows is taken on trust:
    ///   which items exist, which a scan or a filter on readable attributes finds, counts, consumed capacity, and
    ///   where a page ends.
    ///
    /// The parameters that expressions have replaced, expressions that DynamoDB would refuse
    /// whatever the item, PartiQL statements and SearchVectors are refused, with [`Error::Refused`],
    /// before anything is sent.
    ///
    /// A request that names a table by its logical name, where that is not its name in DynamoDB, or differs from its
    /// name in upper and lower case only, or has a name that DynamoDB would not take, is refused; so is a PartiQL
    /// statement when it is not certain which tables it names. For more, see
    /// [`encrypt_tables_beside_plain`](Self::encrypt_tables_beside_plain).
    ///
    /// Requests for other tables, and operations that carry no items, are not touched; in a batch or
    /// transaction over several tables, each item is treated as its own table says. An operation that this
    /// version does not know is refused.
    ///
    /// All that an application can notice is on one page: [`differences`](crate::manual::differences).
    ///
    /// A call that fails on this side has an [`Error`] in its `SdkError`; [`Error::find_in`] finds it. When that is a
    /// `ConstructionFailure`, nothing was sent; when it is a `ResponseError`, DynamoDB has carried out the operation, and
    /// an item that it sent back could not be read, or its answer does not match the request. The SDK does not retry
    /// such a call. Code that retries by itself asks [`Error::is_transient_in`], which tells an item that cannot be read
    /// from an answer that was cut off.
    ///
    /// What such an error prints, as `Debug` and with all of its sources, holds no value of an item; but for those of
    /// the primary key in an [`UnreadableItem`](crate::UnreadableItem), and for what the application itself has asked
    /// for: with `ReturnValuesOnConditionCheckFailure`, the SDK's `ConditionalCheckFailedException` and cancellation
    /// reasons hold the opened item and print it, as outputs do. Take it out before such an error is logged. The raw
    /// response that the SDK keeps with an error has lost its body, whoever made the error; status and headers are there.
    ///
    /// Configuring the first client in a process takes up to a tenth of a second, in which the random number generator
    /// collects its entropy.
    ///
    /// Interceptors of the application see sealed items from serialization on, in the request that is sent, wherever
    /// they are registered and however long keys take. While keys are fetched nobody knows how long a body gets: in
    /// `read_after_serialization`, and nowhere else, such a request has no `content-length` yet. A typed output is there
    /// for them from `read_after_attempt` on, not in `read_after_deserialization`.
    ///
    /// Source: `specification/dynamodb-encryption-client/ddb-sdk-integration.md`, sections "Overview" and "DynamoDB
    /// Encryption Client Configuration".
    ///
    /// ```
    /// use aws_sdk_dynamodb::config::{BehaviorVersion, Region};
    /// use aws_sdk_dynamodb::{Client, Config};
    /// use dynamodb_item_encryptor::{EncryptTables, RawAesKeyring, TableConfig};
    ///
    /// let table = TableConfig::builder("Customers")
    ///     .partition_key("id")
    ///     .encrypt(["email"])
    ///     .keyring(RawAesKeyring::new("examples", "customers", &[7; 32])?)
    ///     .build()?;
    /// let config = Config::builder()
    ///     .behavior_version(BehaviorVersion::latest())
    ///     .region(Region::new("eu-west-1"))
    ///     .encrypt_tables([table])?
    ///     .build();
    /// let client = Client::from_conf(config);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// A copy of the configuration encrypts as well. One whose interceptors were cleared (`set_interceptors`) has lost
    /// what encrypts: it refuses every operation that carries items, on any table, with
    /// [`RefusedProblem::InterceptorsCleared`](crate::RefusedProblem::InterceptorsCleared), in a `DispatchFailure`, and
    /// nothing is sent. Call `encrypt_tables` for it anew; or, for a client that is not to encrypt, start from another
    /// configuration. The SDK leaves one way around that: where the application sets an `auth_scheme_resolver` of its own after
    /// this call, nothing notices. A function that must not be given such a client takes an [`EncryptingClient`].
    ///
    /// # Errors
    /// [`Error::Config`] when two of the tables have the same logical name or the same name in
    /// DynamoDB, and when the configuration encrypts tables already.
    fn encrypt_tables(self, tables: impl IntoIterator<Item = TableConfig>) -> Result<Self, Error>;

    /// As [`encrypt_tables`](Self::encrypt_tables), for an application that knows all of its tables: requests for a
    /// table that is neither encrypted nor among `plain_tables` are refused, with
    /// [`RefusedProblem::UnlistedTable`](crate::RefusedProblem::UnlistedTable), before anything is sent.
    ///
    /// Without such a list, every name that is not an encrypted table's is taken for the name of a plain one. Names
    /// that DynamoDB would not take, logical names, and names that only upper and lower case tell from an encrypted
    /// table's are refused in either case. Others are not, since there may be such tables: `customers-prod-v2`
    /// or `customers_prod`, where `customers-prod` is encrypted. What is put there by mistake is not encrypted.
    ///
    /// `plain_tables` are names or ARNs, upper and lower case counting. One that is listed is never refused, even if
    /// it has the logical name of an encrypted table.
    ///
    /// ```
    /// use aws_sdk_dynamodb::Config;
    /// use dynamodb_item_encryptor::{EncryptTables, RawAesKeyring, TableConfig};
    ///
    /// # let keyring = RawAesKeyring::new("examples", "customers", &[7; 32])?;
    /// let table = TableConfig::builder("Customers").table_name("customers-prod").partition_key("id");
    /// let table = table.encrypt(["email"]).keyring(keyring).build()?;
    /// let config = Config::builder().encrypt_tables_beside_plain([table], ["orders-prod", "sessions-prod"])?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Those of [`encrypt_tables`](Self::encrypt_tables), and [`Error::Config`] when a table is in both lists.
    fn encrypt_tables_beside_plain(
        self,
        tables: impl IntoIterator<Item = TableConfig>,
        plain_tables: impl IntoIterator<Item = impl Into<String>>,
    ) -> Result<Self, Error>;

    /// As [`encrypt_tables`](Self::encrypt_tables), for an application all of whose tables are encrypted: requests for any
    /// other table are refused, with [`RefusedProblem::UnlistedTable`](crate::RefusedProblem::UnlistedTable), before anything is
    /// sent. So a forgotten prefix of a stage does not store items as they are.
    ///
    /// With [`encrypt_tables_beside_plain`](Self::encrypt_tables_beside_plain) some tables may be plain. In both, a table is
    /// known by its name and by its ARNs, in every operation that carries items, PartiQL statements among them. Operations on tables themselves, such
    /// as CreateTable, pass.
    ///
    /// ```
    /// use aws_sdk_dynamodb::Config;
    /// use dynamodb_item_encryptor::{EncryptTables, RawAesKeyring, TableConfig};
    ///
    /// # let keyring = RawAesKeyring::new("examples", "customers", &[7; 32])?;
    /// let table = TableConfig::builder("Customers").table_name("prod-customers").partition_key("id");
    /// let table = table.encrypt(["email"]).keyring(keyring).build()?;
    /// let config = Config::builder().encrypt_tables_only([table])?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Those of [`encrypt_tables`](Self::encrypt_tables).
    fn encrypt_tables_only(self, tables: impl IntoIterator<Item = TableConfig>) -> Result<Self, Error>;
}

impl EncryptTables for Builder {
    fn encrypt_tables_only(self, tables: impl IntoIterator<Item = TableConfig>) -> Result<Self, Error> {
        register(self, Tables::new(tables)?.with_plain([])?)
    }

    fn encrypt_tables(self, tables: impl IntoIterator<Item = TableConfig>) -> Result<Self, Error> {
        register(self, Tables::new(tables)?)
    }

    fn encrypt_tables_beside_plain(
        self,
        tables: impl IntoIterator<Item = TableConfig>,
        plain_tables: impl IntoIterator<Item = impl Into<String>>,
    ) -> Result<Self, Error> {
        register(self, Tables::new(tables)?.with_plain(plain_tables.into_iter().map(Into::into))?)
    }
}

/// Has the clients of a configuration encrypt tables.
fn register(mut config: Builder, tables: Tables) -> Result<Builder, Error> {
    // A builder does not say what was registered with it, but the configuration does.
    let registered = config.clone().build();
    let others: Vec<_> = registered.interceptors().collect();
    if others.iter().any(is_ours) {
        return Err(Error::config(tables.any_logical_name(), None, ConfigProblem::AlreadyRegistered));
    }
    // Not in the first request.
    prepare::before_first_item();
    // The first, so that all others see whole requests, and open answers.
    let own = SharedInterceptor::permanent(EncryptingInterceptor::new(tables, update::OWN));
    config.set_interceptors(std::iter::once(own).chain(others));
    config.set_auth_scheme_resolver(Guard::before(registered.auth_scheme_resolver()));
    Ok(config)
}

fn is_ours(interceptor: &SharedInterceptor) -> bool {
    use aws_sdk_dynamodb::config::Intercept;
    interceptor.name() == interceptor::NAME
}
