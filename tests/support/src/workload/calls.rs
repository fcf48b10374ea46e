//! What an application does in these tests, and what comes of it.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::error::Error as StdError;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::error::SdkError;
use aws_sdk_dynamodb::operation::put_item::PutItemError;
use aws_sdk_dynamodb::operation::transact_write_items::TransactWriteItemsError;
use aws_sdk_dynamodb::types::{
    ConditionCheck, Delete, DeleteRequest, KeysAndAttributes, Put, PutRequest, ReturnValue,
    ReturnValuesOnConditionCheckFailure, TransactWriteItem, WriteRequest,
};
use dynamodb_item_encryptor::{Item, UnreadableItem, UpdateEncrypted, UpdateError};

use crate::secrets::printed;
use crate::workload::accounts::{Rng, Secrets, TABLE, id_of, key};
use crate::{n, s};

/// What is stored, by id.
pub type Model = BTreeMap<String, Item>;

/// One call of the application, or one loop of calls, on items that no other call of its round is about.
pub enum Call {
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
pub struct Report {
    /// Of what the application was told that it is done.
    pub done: BTreeSet<String>,
    /// What the application has read, its failed conditions included.
    pub read: Vec<(String, Option<Item>)>,
    /// All that can be printed of the errors.
    pub errors: Vec<String>,
}

impl Call {
    /// A random call on ids that it takes from `free`.
    pub fn random(rng: &mut Rng, secrets: &Secrets, free: &mut Vec<String>) -> Call {
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
    pub fn after(&self, model: &Model) -> Vec<(String, Option<Item>)> {
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

    pub async fn carry_out(self, client: Client) -> Report {
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
                let PutItemError::ConditionalCheckFailedException(failed) = error.err() else { panic!() };
                let item = failed.item.clone();
                // It is missing only where a fault kept it from being opened.
                let is_unreadable = !UnreadableItem::all_in(&SdkError::ServiceError(error)).is_empty();
                assert_eq!(item.is_none(), is_unreadable);
                self.read.extend(item.map(|item| (id, Some(item))));
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
                let TransactWriteItemsError::TransactionCanceledException(canceled) = error.err() else {
                    panic!()
                };
                let reasons = canceled.cancellation_reasons();
                assert_eq!(reasons.len(), writes.len() + 1);
                let last = reasons.last().unwrap().clone();
                if last.code.as_deref() == Some("ConditionalCheckFailed") {
                    let is_unreadable = !UnreadableItem::all_in(&SdkError::ServiceError(error)).is_empty();
                    assert!(!is_unreadable || last.item.is_none());
                    if !is_unreadable {
                        self.read.push((check, last.item));
                    }
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
