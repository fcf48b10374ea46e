//! Checkpoints in a DynamoDB table.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::{Mutex, PoisonError};

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::{
    AttributeDefinition, AttributeValue, BillingMode, KeySchemaElement, KeyType, ScalarAttributeType,
};

use super::{CheckpointError, Checkpoints};
use crate::crypto::random;
use crate::future::BoxFuture;
use crate::value::Item;
use crate::walk::segment::WalkSegment;

/// Attributes of a checkpoint. The first two are the table's key.
const WALK: &str = "walk";
const SEGMENT: &str = "segment";
const TOTAL: &str = "total";
const OWNER: &str = "owner";
const REVISION: &str = "revision";
const STATE: &str = "state";
/// How often a segment is tried to be taken over, when others do the same.
const ATTEMPTS: usize = 10;

/// Checkpoints in a DynamoDB table, for workers on whatever machines.
///
/// The table has the partition key `walk`, a string, and the sort key `segment`, a number
/// ([`create_table`](Self::create_table)). There is an item for each segment, with a random name of whoever has taken it over last,
/// and a revision. Each write is made on the condition that both are what they were: so a worker whose segment was taken over stops at its next
/// page, and no lease has to expire before a segment goes on elsewhere.
///
/// The worker's policy needs `dynamodb:GetItem` and `dynamodb:PutItem` on this table.
///
/// Example: [`Walk`](crate::Walk).
#[derive(Debug)]
pub struct TableCheckpoints {
    client: Client,
    table: String,
    walk: String,
    owner: String,
    /// The revision of each segment that was taken over.
    revisions: Mutex<BTreeMap<WalkSegment, u64>>,
}

/// A segment as the table has it.
struct Stored {
    total: u32,
    owner: String,
    revision: u64,
    text: Option<String>,
}

impl TableCheckpoints {
    /// The checkpoints of the walk with this name, in this table. `client` is one that does not encrypt.
    ///
    /// All workers of a walk, and all that go on after it was stopped, use the same name; another walk uses another.
    ///
    /// # Errors
    /// [`CheckpointError::Random`] if the cryptographic library fails.
    pub fn new(
        client: Client,
        table: impl Into<String>,
        walk: impl Into<String>,
    ) -> Result<Self, CheckpointError> {
        let mut owner = String::new();
        for byte in random::bytes::<16>().map_err(|_| CheckpointError::Random)? {
            // Writing into a text does not fail.
            let _ = write!(owner, "{byte:02x}");
        }
        let (table, walk, revisions) = (table.into(), walk.into(), Mutex::new(BTreeMap::new()));
        Ok(TableCheckpoints { client, table, walk, owner, revisions })
    }

    /// Creates a table for checkpoints, with on-demand capacity. It can be used as soon as it is active.
    ///
    /// # Errors
    /// [`CheckpointError::Table`], if there is one of this name for example.
    pub async fn create_table(client: &Client, table: impl Into<String>) -> Result<(), CheckpointError> {
        let unfit = |_| CheckpointError::Malformed("the request to make its table cannot be built");
        let mut create = client.create_table().table_name(table).billing_mode(BillingMode::PayPerRequest);
        for (name, role, kind) in
            [(WALK, KeyType::Hash, ScalarAttributeType::S), (SEGMENT, KeyType::Range, ScalarAttributeType::N)]
        {
            let key = KeySchemaElement::builder().attribute_name(name).key_type(role).build().map_err(unfit)?;
            let attribute = AttributeDefinition::builder().attribute_name(name).attribute_type(kind).build();
            create = create.key_schema(key).attribute_definitions(attribute.map_err(unfit)?);
        }
        let created = create.send().await;
        created.map(drop).map_err(|error| CheckpointError::Table(Box::new(error.into())))
    }

    async fn take(&self, segment: WalkSegment) -> Result<Option<String>, CheckpointError> {
        for _ in 0..ATTEMPTS {
            let stored = self.read(segment).await?;
            let revision = stored.as_ref().map(|stored| stored.revision);
            let text = stored.and_then(|stored| stored.text);
            let next = revision.unwrap_or_default().saturating_add(1);
            if self.put(segment, revision, None, next, text.as_deref()).await? {
                self.remember(segment, next);
                return Ok(text);
            }
        }
        Err(CheckpointError::TakenOver { segment })
    }

    async fn replace(&self, segment: WalkSegment, text: &str) -> Result<(), CheckpointError> {
        let revision = {
            let revisions = self.revisions.lock().unwrap_or_else(PoisonError::into_inner);
            revisions.get(&segment).copied().ok_or(CheckpointError::TakenOver { segment })?
        };
        let next = revision.saturating_add(1);
        if !self.put(segment, Some(revision), Some(&self.owner), next, Some(text)).await? {
            // The SDK may have sent it twice, because the first answer was lost.
            let stored = self.read(segment).await?;
            let is_own = |stored: Stored| {
                stored.owner == self.owner && stored.revision == next && stored.text.as_deref() == Some(text)
            };
            if !stored.is_some_and(is_own) {
                return Err(CheckpointError::TakenOver { segment });
            }
        }
        self.remember(segment, next);
        Ok(())
    }

    fn remember(&self, segment: WalkSegment, revision: u64) {
        self.revisions.lock().unwrap_or_else(PoisonError::into_inner).insert(segment, revision);
    }

    async fn read(&self, segment: WalkSegment) -> Result<Option<Stored>, CheckpointError> {
        let get = self.client.get_item().table_name(&self.table).consistent_read(true);
        let get = get.key(WALK, AttributeValue::S(self.walk.clone()));
        let get = get.key(SEGMENT, AttributeValue::N(segment.number.to_string()));
        let output = get.send().await.map_err(|error| CheckpointError::Table(Box::new(error.into())))?;
        let Some(item) = output.item else { return Ok(None) };
        let stored = parse(&item).ok_or(CheckpointError::Malformed("an item in their table cannot be read"))?;
        match stored.total == segment.total {
            true => Ok(Some(stored)),
            false => Err(CheckpointError::OtherSegments { asked: segment, stored: stored.total }),
        }
    }

    /// Writes a segment as revision `next`, if what is there is `revision`, and `owner`'s; `false` if not.
    async fn put(
        &self,
        segment: WalkSegment,
        revision: Option<u64>,
        owner: Option<&str>,
        next: u64,
        text: Option<&str>,
    ) -> Result<bool, CheckpointError> {
        let number = |number: u64| AttributeValue::N(number.to_string());
        let put = self.client.put_item().table_name(&self.table);
        let put = put.item(WALK, AttributeValue::S(self.walk.clone()));
        let put = put.item(SEGMENT, number(segment.number.into())).item(TOTAL, number(segment.total.into()));
        let mut put = put.item(OWNER, AttributeValue::S(self.owner.clone())).item(REVISION, number(next));
        if let Some(text) = text {
            put = put.item(STATE, AttributeValue::S(text.to_owned()));
        }
        let condition = match (revision, owner) {
            (None, _) => "attribute_not_exists(#walk)",
            (Some(_), None) => "#revision = :revision",
            (Some(_), Some(_)) => "#revision = :revision AND #owner = :owner",
        };
        put = put.condition_expression(condition);
        put = match revision {
            None => put.expression_attribute_names("#walk", WALK),
            Some(revision) => {
                let put = put.expression_attribute_names("#revision", REVISION);
                put.expression_attribute_values(":revision", number(revision))
            }
        };
        if let (Some(_), Some(owner)) = (revision, owner) {
            put = put.expression_attribute_names("#owner", OWNER);
            put = put.expression_attribute_values(":owner", AttributeValue::S(owner.to_owned()));
        }
        match put.send().await.map_err(aws_sdk_dynamodb::Error::from) {
            Ok(_) => Ok(true),
            Err(aws_sdk_dynamodb::Error::ConditionalCheckFailedException(_)) => Ok(false),
            Err(error) => Err(CheckpointError::Table(Box::new(error))),
        }
    }
}

fn parse(item: &Item) -> Option<Stored> {
    let number = |name| item.get(name).and_then(|value: &AttributeValue| value.as_n().ok());
    Some(Stored {
        total: number(TOTAL)?.parse().ok()?,
        owner: item.get(OWNER)?.as_s().ok()?.clone(),
        revision: number(REVISION)?.parse().ok()?,
        text: match item.get(STATE) {
            Some(text) => Some(text.as_s().ok()?.clone()),
            None => None,
        },
    })
}

impl Checkpoints for TableCheckpoints {
    fn claim(&self, segment: WalkSegment) -> BoxFuture<'_, Result<Option<String>, CheckpointError>> {
        Box::pin(self.take(segment))
    }

    fn store<'a>(&'a self, segment: WalkSegment, text: &'a str) -> BoxFuture<'a, Result<(), CheckpointError>> {
        Box::pin(self.replace(segment, text))
    }
}
