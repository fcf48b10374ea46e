//! How a Query or Scan on an encrypted table is carried out, for whoever wants to know, or does it himself.

use std::fmt;
use std::sync::Arc;

use aws_sdk_dynamodb::operation::query::{Query, QueryInput};
use aws_sdk_dynamodb::operation::scan::{Scan, ScanInput};

use super::operation::item_operation::{ItemOperation, Preparation};
use super::operation::page::Page;
use super::rules::tables::Tables;
use crate::error::{Error, RefusedProblem};
use crate::item::ItemEncryptor;
use crate::table::TableConfig;
use crate::value::Item;

/// How a Query or Scan on an encrypted table is carried out: what is sent in place of the request, how many requests it
/// takes to reach all partitions, and what is decided on this side once the items are open.
///
/// The wrapped client does all of this by itself. Plan a request to see what it costs and what it shows; or to send it by
/// other means, and have the items of the answer [opened and chosen](Self::finish).
///
/// ```
/// use aws_sdk_dynamodb::operation::query::QueryInput;
/// use aws_sdk_dynamodb::types::AttributeValue::S;
/// use dynamodb_item_encryptor::{
///     Beacon, BeaconKey, BeaconKeySource, InMemoryBeaconKeys, RawAesKeyring, ReadPlan, Search, TableConfig,
/// };
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let keys = InMemoryBeaconKeys::new().with("customers", BeaconKey::new(&[7; 32])).single("customers");
/// let table = TableConfig::builder("Customers")
///     .partition_key("id")
///     .encrypt(["email", "notes"])
///     .search(Search::builder(keys).beacon(Beacon::new("email", 20)).build())
///     .keyring(RawAesKeyring::new("examples", "customers", &[7; 32])?)
///     .build()?;
///
/// let query = QueryInput::builder()
///     .table_name("Customers")
///     .index_name("by-email")
///     .key_condition_expression("email = :e")
///     .filter_expression("contains(notes, :n)")
///     .expression_attribute_values(":e", S("a@example.com".into()))
///     .expression_attribute_values(":n", S("invoice".into()))
///     .build()?;
/// let plan = ReadPlan::of_query(&table, query).await?;
///
/// assert_eq!(plan.sent().key_condition_expression(), Some("#aws_dbe_0=:aws_dbe_0"));
/// assert_eq!(plan.sent().filter_expression(), None);
/// assert_eq!(plan.requests(), 1);
/// assert_eq!(plan.decided_here(), Some("email=:e AND contains(notes,:n)".to_owned()));
/// # Ok(())
/// # }
/// ```
pub struct ReadPlan<I> {
    sent: I,
    page: Arc<Page>,
}

/// The items of an answer that a request is about.
///
/// Example: [`PartitionedQuery`](crate::PartitionedQuery).
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct FoundItems {
    /// They are open, in the order of the answer, and with the attributes that were asked for. DynamoDB's `Count` is how
    /// many there are.
    pub items: Vec<Item>,
    /// The primary keys of items that were left out because they belong to another tenant than the one that was asked
    /// for.
    pub of_other_tenants: Vec<Item>,
}

impl ReadPlan<QueryInput> {
    /// Plans a query. It takes no call to DynamoDB, and one for the beacon key if that is not at hand.
    ///
    /// # Errors
    /// Those with which the wrapped client would refuse the query before anything is sent: [`Error::Refused`], or
    /// [`Error::Key`] when the beacon key cannot be obtained.
    pub async fn of_query(table: &TableConfig, query: QueryInput) -> Result<Self, Error> {
        plan::<Query>(table, query, "Query").await
    }

    /// How many queries reach all partitions: as many as this one has to be sent, with the numbers from 0 on as the
    /// values of `:aws_dbe_partition`. What the query has for that does not count.
    ///
    /// # Errors
    /// As [`of_query`](Self::of_query).
    pub fn number_of_queries(table: &TableConfig, query: &QueryInput) -> Result<u8, Error> {
        let mut query = query.clone();
        if let Some(values) = &mut query.expression_attribute_values {
            values.remove(crate::search::query::PARTITION);
        }
        match check::<Query>(table, &mut query, "Query") {
            Ok(page) => Ok(page.queries()),
            Err(Error::Refused {
                problem: RefusedProblem::Partition(crate::error::PartitionProblem::Missing { queries }),
                ..
            }) => Ok(queries),
            Err(error) => Err(error),
        }
    }
}

impl ReadPlan<ScanInput> {
    /// Plans a scan, as [`of_query`](Self::of_query) does a query.
    ///
    /// # Errors
    /// As there.
    pub async fn of_scan(table: &TableConfig, scan: ScanInput) -> Result<Self, Error> {
        plan::<Scan>(table, scan, "Scan").await
    }
}

impl<I> ReadPlan<I> {
    /// The request that is sent.
    pub fn sent(&self) -> &I {
        &self.sent
    }

    /// How many requests like this one, each with its pages, reach the items of all partitions; 1 without partitions.
    pub fn requests(&self) -> u8 {
        self.page.queries()
    }

    /// The condition that is decided on this side once the items are open, with the placeholders of the request. `None`
    /// where DynamoDB decides all.
    pub fn decided_here(&self) -> Option<String> {
        self.page.decided_here().map(ToString::to_string)
    }

    /// The tenant whose items are sought, on a table with a beacon key per tenant.
    pub fn tenant(&self) -> Option<&str> {
        self.page.searched.as_ref()?.plan.tenant()
    }

    /// Opens the items of an answer to what was [sent](Self::sent), and keeps those that meet the whole request.
    ///
    /// Unlike the wrapped client, it asks all of the request of each item, also what DynamoDB has decided: but for
    /// conditions on what only stored items have.
    ///
    /// # Errors
    /// As [`ItemEncryptor::decrypt_item`]: one item that cannot be opened is enough.
    pub async fn finish(&self, stored: Vec<Item>) -> Result<FoundItems, Error> {
        let (page, mut stored) = (&*self.page, Some(stored));
        let of_other_tenants = page.take_others(&mut stored, &mut 0);
        let mut found = FoundItems { items: Vec::new(), of_other_tenants };
        let encryptor = ItemEncryptor::new(page.table.clone());
        for item in stored.into_iter().flatten() {
            let opened = encryptor.decrypt_item_with(item, page.completeness()).await;
            found.items.push(opened.map_err(|error| page.explain(error))?.item);
        }
        page.choose(&mut found.items).await;
        Ok(found)
    }
}

/// Checks a request, and takes out of it what is not sent.
fn check<O: ItemOperation<Plan = Page>>(
    table: &TableConfig,
    input: &mut O::Input,
    operation: &'static str,
) -> Result<Page, Error> {
    let refused = |table: Option<&str>, problem| Error::refused(table, operation, problem);
    let tables = Tables::new([table.clone()])?;
    let found = tables.find(O::targets(input));
    let found = found.map_err(|refusal| refused(refusal.table.as_deref(), refusal.problem))?;
    if found.is_none() {
        return Err(refused(Some(table.table_name()), RefusedProblem::NotEncrypted));
    }
    O::check(input, &tables).map_err(|refusal| refused(refusal.table.as_deref(), refusal.problem))
}

async fn plan<O: ItemOperation<Plan = Page>>(
    table: &TableConfig,
    mut input: O::Input,
    operation: &'static str,
) -> Result<ReadPlan<O::Input>, Error> {
    let page = Arc::new(check::<O>(table, &mut input, operation)?);
    let sent = match O::prepare(&page, input) {
        Preparation::Done(input) => input,
        Preparation::Waiting(prepared) => prepared.await?,
    };
    Ok(ReadPlan { sent, page })
}

/// Says what is sent, and how much is decided here. No value is among it but those that are sent.
impl<I: fmt::Debug> fmt::Debug for ReadPlan<I> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReadPlan")
            .field("sent", &self.sent)
            .field("requests", &self.requests())
            .field("decided_here", &self.decided_here())
            .finish_non_exhaustive()
    }
}

/// Says how many items there are, and nothing of them.
impl fmt::Debug for FoundItems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FoundItems")
            .field("items", &self.items.len())
            .field("of_other_tenants", &self.of_other_tenants.len())
            .finish()
    }
}
