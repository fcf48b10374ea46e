//! Queries for all partitions of a table's beacons.

use std::cmp::Ordering;
use std::collections::HashSet;
use std::fmt;

use aws_sdk_dynamodb::error::SdkError;
use aws_sdk_dynamodb::operation::query::builders::QueryFluentBuilder;
use aws_sdk_dynamodb::operation::query::{QueryError, QueryOutput};
use aws_sdk_dynamodb::types::{AttributeValue, Select};
use futures_util::StreamExt;
use futures_util::stream::{self, BoxStream};

use super::read_plan::ReadPlan;
use super::rules::matching::key_form;
use crate::error::{BoxError, Error};
use crate::expression::{Parameters, Projection, order};
use crate::search::query::PARTITION;
use crate::table::TableConfig;
use crate::value::Item;

/// How many queries are under way at a time, unless the application says otherwise.
const CONCURRENCY: usize = 8;

/// Why a page of one of the queries could not be obtained.
type PageError = SdkError<QueryError>;

/// An item, or why there is none.
type Found = Result<Item, PageError>;

/// The items of a query.
type Items = BoxStream<'static, Found>;

/// A query that is sent once for each of the partitions that it takes to reach all items.
///
/// Where a table's beacons are [partitioned](crate::SearchBuilder::partitions), a query by a beacon is for one partition,
/// and says for which by the value of `:aws_dbe_partition`. This sends all of them, a few at a time, with their pages, and
/// gives their items one by one. Without partitions it sends one. While a beacon's length [changes](crate::Beacon::formerly), it
/// sends twice as many.
///
/// Several of the queries can find an item: the shorter a beacon, the more often it is the same in two partitions, by
/// chance. Here the item comes once. Whoever sends the [queries](Self::queries) himself has to tell items by their keys,
/// and cannot add up counts.
///
/// ```no_run
/// # use aws_sdk_dynamodb::{Client, types::AttributeValue::S};
/// # use dynamodb_item_encryptor::TableConfig;
/// # async fn example(client: Client, table: TableConfig) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
/// use dynamodb_item_encryptor::PartitionedQuery;
///
/// let query = client.query().table_name("Customers").index_name("by-city");
/// let query = query.key_condition_expression("city = :c");
/// let query = query.expression_attribute_values(":c", S("Reading".into()));
/// let mut items = PartitionedQuery::new(&table, query)?.send();
/// while let Some(item) = items.next().await {
///     println!("{:?}", item?.get("id"));
/// }
/// # Ok(())
/// # }
/// ```
pub struct PartitionedQuery {
    query: QueryFluentBuilder,
    queries: u8,
    key: Vec<String>,
    concurrency: usize,
    order: Option<Order>,
}

/// In which order the items come.
struct Order {
    attribute: String,
    is_reversed: bool,
}

impl PartitionedQuery {
    /// The queries that take `query`, on a client that encrypts `table`, to all partitions. Its `:aws_dbe_partition` is
    /// set, and its `Limit` holds for each page of each of them.
    ///
    /// # Errors
    /// Those with which the client would refuse the query, or an internal one when the query is not complete.
    pub fn new(table: &TableConfig, query: QueryFluentBuilder) -> Result<Self, Error> {
        let input = query.as_input().clone().build().map_err(|_| Error::Internal {
            table: Some(table.logical_name().to_owned()),
            what: "the SDK does not build the query",
        })?;
        let queries = ReadPlan::number_of_queries(table, &input)?;
        let key = table.keys().map(str::to_owned).collect();
        Ok(PartitionedQuery { query, queries, key, concurrency: CONCURRENCY, order: None })
    }

    /// How many queries reach all partitions.
    ///
    /// Source: `specification/dynamodb-encryption-client/ddb-get-number-of-queries.md`, section "Input".
    pub fn number_of_queries(&self) -> u8 {
        self.queries
    }

    /// The queries, for who sends them himself: each has its own pages.
    pub fn queries(&self) -> Vec<QueryFluentBuilder> {
        // Without partitions, the placeholder would be refused.
        if self.queries <= 1 {
            return vec![self.query.clone()];
        }
        (0..self.queries).map(|partition| self.query_for(partition)).collect()
    }

    /// How many of the queries are under way at a time; 8 by default, and at least 1.
    #[must_use]
    pub fn concurrency(mut self, queries: usize) -> Self {
        self.concurrency = queries.max(1);
        self
    }

    /// Gives the items in the order of a string, number or binary attribute that every query has them in: the sort key of
    /// the index, which must be among the attributes that are asked for. With `ScanIndexForward` `false`, in the opposite
    /// order. All queries are then under way at once.
    ///
    /// Without this, items come in no particular order, those of one partition in their own.
    #[must_use]
    pub fn in_order_of(mut self, attribute: impl Into<String>) -> Self {
        let is_reversed = *self.query.get_scan_index_forward() == Some(false);
        self.order = Some(Order { attribute: attribute.into(), is_reversed });
        self
    }

    /// Starts the queries.
    pub fn send(mut self) -> PartitionedItems {
        // Without items there would be nothing to give.
        if *self.query.get_select() == Some(Select::Count) {
            self.query = self.query.set_select(None);
        }
        let added = if self.queries > 1 { self.add_key() } else { Vec::new() };
        let each = self.queries().into_iter().map(items_of);
        let items = match self.order {
            None => stream::iter(each).flatten_unordered(self.concurrency).boxed(),
            Some(order) => merged(each.collect(), order),
        };
        PartitionedItems { items, key: self.key, added, seen: HashSet::new(), has_several: self.queries > 1 }
    }

    /// Counts the items, each once. They are fetched for it, as always when something is decided on this side.
    ///
    /// # Errors
    /// As [`PartitionedItems::next`].
    pub async fn count(self) -> Result<usize, BoxError> {
        let mut items = self.send();
        let mut count = 0;
        while let Some(item) = items.next().await {
            item?;
            count += 1;
        }
        Ok(count)
    }

    /// Asks for the primary key beside what a projection asks for. Returns what was added.
    fn add_key(&mut self) -> Vec<String> {
        let names = self.query.get_expression_attribute_names().clone();
        let Some(text) = self.query.get_projection_expression().clone() else { return Vec::new() };
        let parameters = Parameters { names: names.as_ref(), values: None };
        // A projection that is refused is refused when it is sent.
        let Ok(projection) = Projection::parse(&text, &parameters) else { return Vec::new() };
        let asked = projection.attributes();
        let added: Vec<_> = self.key.iter().filter(|name| !asked.contains(name.as_str())).cloned().collect();
        let mut names = names.unwrap_or_default();
        let mut text = text;
        for name in &added {
            let mut placeholder = "#aws_dbe_key".to_owned();
            while names.contains_key(&placeholder) {
                placeholder.push('_');
            }
            text = format!("{text},{placeholder}");
            names.insert(placeholder, name.clone());
        }
        let names = Some(names).filter(|names| !names.is_empty());
        self.query = self.query.clone().projection_expression(text).set_expression_attribute_names(names);
        added
    }

    fn query_for(&self, partition: u8) -> QueryFluentBuilder {
        let number = AttributeValue::N(partition.to_string());
        self.query.clone().expression_attribute_values(PARTITION, number)
    }
}

impl fmt::Debug for PartitionedQuery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PartitionedQuery").field("queries", &self.queries).finish_non_exhaustive()
    }
}

/// The items of all queries of a [`PartitionedQuery`]. Dropping it ends them.
///
/// Example: [`PartitionedQuery`](crate::PartitionedQuery).
pub struct PartitionedItems {
    items: Items,
    key: Vec<String>,
    /// The attributes of the key that the application did not ask for.
    added: Vec<String>,
    /// The primary keys of the items so far, where there is more than one query.
    seen: HashSet<Vec<u8>>,
    has_several: bool,
}

impl PartitionedItems {
    /// The next item; `None` after the last one of all queries.
    ///
    /// # Errors
    /// That of the first page that could not be obtained: a boxed [`SdkError`] of a [`QueryError`]. The other queries go on when
    /// more is asked for; what the failed one had left is missing.
    pub async fn next(&mut self) -> Option<Result<Item, BoxError>> {
        loop {
            let mut item = match self.items.next().await? {
                Ok(item) => item,
                Err(error) => return Some(Err(error.into())),
            };
            if self.is_new(&item) {
                for name in &self.added {
                    item.remove(name);
                }
                return Some(Ok(item));
            }
        }
    }

    /// All items.
    ///
    /// # Errors
    /// As [`next`](Self::next): the first error ends it.
    pub async fn collect(mut self) -> Result<Vec<Item>, BoxError> {
        let mut items = Vec::new();
        while let Some(item) = self.next().await {
            items.push(item?);
        }
        Ok(items)
    }

    fn is_new(&mut self, item: &Item) -> bool {
        // Every item has a key, unless the projection was of the legacy kind.
        let key = if self.has_several { key_form(item, &self.key) } else { None };
        key.is_none_or(|key| self.seen.insert(key))
    }
}

impl fmt::Debug for PartitionedItems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PartitionedItems").finish_non_exhaustive()
    }
}

/// The items of all pages of a query.
fn items_of(query: QueryFluentBuilder) -> Items {
    let pages = stream::unfold(query.into_paginator().send(), |mut pages| async {
        let page = pages.next().await?;
        Some((page, pages))
    });
    let items = |page: Result<QueryOutput, PageError>| match page {
        Ok(page) => stream::iter(page.items.unwrap_or_default().into_iter().map(Ok).collect::<Vec<_>>()),
        Err(error) => stream::iter(vec![Err(error)]),
    };
    pages.flat_map(items).boxed()
}

/// Streams that are each in an order, as one in this order.
fn merged(streams: Vec<Items>, order: Order) -> Items {
    let heads = Heads { waiting: streams, next: Vec::new(), order };
    stream::unfold(heads, |mut heads| async {
        let item = heads.next().await?;
        Some((item, heads))
    })
    .boxed()
}

/// Streams, and the next items of those that have been asked.
struct Heads {
    /// Those whose next item is not known.
    waiting: Vec<Items>,
    next: Vec<(Found, Items)>,
    order: Order,
}

impl Heads {
    async fn next(&mut self) -> Option<Found> {
        let asked = std::mem::take(&mut self.waiting).into_iter().map(|mut stream| async {
            let item = stream.next().await?;
            Some((item, stream))
        });
        let answered = futures_util::future::join_all(asked).await;
        self.next.extend(answered.into_iter().flatten());
        let first = (0..self.next.len())
            .reduce(|one, other| if self.comes_before(other, one) { other } else { one })?;
        let (item, stream) = self.next.swap_remove(first);
        self.waiting.push(stream);
        Some(item)
    }

    /// Whether one of the next items comes before another. An error comes first.
    fn comes_before(&self, one: usize, other: usize) -> bool {
        let (Some((one, _)), Some((other, _))) = (self.next.get(one), self.next.get(other)) else {
            return false;
        };
        let (Ok(one), Ok(other)) = (one, other) else { return one.is_err() };
        let value = |item: &'_ Item| item.get(&self.order.attribute).cloned();
        let ordering = match (value(one), value(other)) {
            (Some(one), Some(other)) => order(&one, &other).unwrap_or(Ordering::Equal),
            (None, _) | (_, None) => Ordering::Equal,
        };
        if self.order.is_reversed { ordering.is_gt() } else { ordering.is_lt() }
    }
}
