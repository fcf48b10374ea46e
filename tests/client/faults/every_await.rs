//! Calls that are dropped at each place where they wait: what was written is whole, counts once or not at all, and whoever
//! comes next finds nothing that the dropped call has left behind.

use std::collections::HashMap;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::timeout::TimeoutConfig;
use aws_sdk_dynamodb::types::{
    AttributeValue, Get, KeysAndAttributes, Put, PutRequest, TransactGetItem, TransactWriteItem, Update,
    WriteRequest,
};
use dynamodb_item_encryptor::{EncryptTables, Item, UpdateEncrypted};
use tokio::time::timeout;

use test_support::keys::Slow;
use test_support::proxy::Proxy;
use test_support::{customer, customers, engine, keyring, n, s};

const TABLE: &str = "Customers";
/// The items that every call may touch: their `notes` are encrypted numbers.
const IDS: [&str; 2] = ["1", "2"];
/// Longer than anything takes, and no test stands still.
const STUCK: Duration = Duration::from_secs(30);

/// A call that is dropped when it has waited so many times.
struct Dropped<'a> {
    call: Option<Call<'a>>,
    waits: usize,
}

type Call<'a> = Pin<Box<dyn Future<Output = ()> + Send + 'a>>;

impl Future for Dropped<'_> {
    /// Whether the call came to its end before.
    type Output = bool;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<bool> {
        let Some(call) = &mut self.call else { return Poll::Ready(false) };
        if call.as_mut().poll(context).is_ready() {
            return Poll::Ready(true);
        }
        if self.waits == 0 {
            self.call = None;
            return Poll::Ready(false);
        }
        self.waits -= 1;
        Poll::Pending
    }
}

struct Table {
    proxy: Proxy,
    /// Through the proxy, with keys that take their time.
    client: Client,
    /// To the engine, with keys at hand.
    direct: Client,
}

async fn table() -> Table {
    let url = engine::start_unwatched().await;
    engine::create_table(&Client::from_conf(test_support::config(&url).build()), TABLE).await;
    let proxy = Proxy::start(&url, |_| None);
    let (slow, _) = Slow::new(Duration::from_millis(1));
    let client = |url: &str, table| {
        // What takes long is the call that waits for one that was dropped; no attempt is made again meanwhile.
        let config = test_support::config(url).timeout_config(TimeoutConfig::disabled());
        Client::from_conf(config.encrypt_tables([table]).unwrap().build())
    };
    let direct = client(&url, customers(keyring()));
    let client = client(&proxy.url, customers(slow));
    for id in IDS {
        direct.put_item().table_name(TABLE).set_item(Some(item(id, 0))).send().await.unwrap();
    }
    Table { proxy, client, direct }
}

fn key(id: &str) -> Item {
    HashMap::from([("id".to_owned(), s(id)), ("created".to_owned(), n(1))])
}

fn item(id: &str, notes: u32) -> Item {
    let mut item = customer(id, 1, "a@example.com");
    item.insert("notes".to_owned(), n(notes));
    item
}

fn put(id: &str, notes: u32) -> Put {
    Put::builder().table_name(TABLE).set_item(Some(item(id, notes))).build().unwrap()
}

fn addition(id: &str) -> Update {
    let update = Update::builder().table_name(TABLE).set_key(Some(key(id)));
    update.update_expression("ADD notes :one").expression_attribute_values(":one", n(1)).build().unwrap()
}

impl Table {
    /// The numbers of both items, as nobody but this test sees them.
    async fn numbers(&self) -> [u32; 2] {
        // What the dropped call has sent is carried out, or never will be.
        self.proxy.settle().await;
        let mut numbers = [0; 2];
        for (number, id) in numbers.iter_mut().zip(IDS) {
            let get = self.direct.get_item().table_name(TABLE).set_key(Some(key(id))).consistent_read(true);
            *number = match get.send().await.unwrap().item {
                Some(stored) => {
                    let notes = &stored["notes"];
                    let number = notes.as_n().unwrap().parse().unwrap();
                    assert_eq!(stored, item(id, number), "another attribute has changed");
                    number
                }
                None => panic!("item {id} is gone"),
            };
        }
        numbers
    }

    /// Drops the call at each place where it waits, and says in how many it did. `step` is what the call adds to the
    /// numbers of both items.
    async fn dropped_everywhere(
        &self,
        name: &str,
        step: [u32; 2],
        are_one: bool,
        call: impl for<'a> Fn(&'a Client, [u32; 2]) -> Call<'a>,
    ) -> usize {
        for waits in 0.. {
            let before = self.numbers().await;
            let target = [before[0] + step[0], before[1] + step[1]];
            let dropped = Dropped { call: Some(call(&self.client, target)), waits };
            let has_ended = timeout(STUCK, dropped).await.expect(name);
            let after = self.numbers().await;
            for n in 0..2 {
                assert!([before[n], target[n]].contains(&after[n]), "{name}: {before:?} to {after:?}");
            }
            assert!(!are_one || after == before || after == target, "{name}: {before:?} to {after:?}");
            if has_ended {
                assert_eq!(after, target, "{name}: it said that it was done");
                return waits;
            }
            // Neither a turn nor a key is held back from the next one.
            let next = timeout(
                STUCK,
                self.client
                    .update_item()
                    .table_name(TABLE)
                    .set_key(Some(key("1")))
                    .update_expression("ADD notes :one")
                    .expression_attribute_values(":one", n(1))
                    .send(),
            );
            next.await.expect(name).unwrap();
            assert_eq!(self.numbers().await, [after[0] + 1, after[1]], "{name}: the next call");
        }
        unreachable!("it has waited as often as there are numbers")
    }
}

// On one thread no answer can have come before it is waited for.
#[tokio::test]
async fn a_write_that_is_dropped_wherever_it_waits_counts_once_or_not_at_all() {
    let table = table().await;
    let mut waits = Vec::new();
    let one = [1, 0];
    let both = [1, 1];
    waits.push(
        table
            .dropped_everywhere("put", one, true, |client, [to, _]| {
                Box::pin(async move {
                    client.put_item().table_name(TABLE).set_item(Some(item("1", to))).send().await.unwrap();
                })
            })
            .await,
    );
    waits.push(
        table
            .dropped_everywhere("put on an encrypted condition", one, true, |client, [to, _]| {
                let put = client.put_item().table_name(TABLE).set_item(Some(item("1", to)));
                let put = put.condition_expression("notes < :to").expression_attribute_values(":to", n(to));
                Box::pin(async move { drop(put.send().await.unwrap()) })
            })
            .await,
    );
    waits.push(
        table
            .dropped_everywhere("update", one, true, |client, _| {
                let update = client.update_item().table_name(TABLE).set_key(Some(key("1")));
                let update =
                    update.update_expression("ADD notes :one").expression_attribute_values(":one", n(1));
                Box::pin(async move { drop(update.send().await.unwrap()) })
            })
            .await,
    );
    waits.push(
        table
            .dropped_everywhere("update_encrypted", one, true, |client, [to, _]| {
                Box::pin(async move {
                    let changed = client.update_encrypted(TABLE, key("1")).send(|item| {
                        item.get_or_insert_default().insert("notes".to_owned(), n(to));
                        Ok(())
                    });
                    changed.await.unwrap();
                })
            })
            .await,
    );
    waits.push(
        table
            .dropped_everywhere("batch", both, false, |client, to| {
                let puts = IDS.iter().zip(to).map(|(id, to)| {
                    let put = PutRequest::builder().set_item(Some(item(id, to))).build().unwrap();
                    WriteRequest::builder().put_request(put).build()
                });
                let write = client.batch_write_item().request_items(TABLE, puts.collect());
                Box::pin(async move { drop(write.send().await.unwrap()) })
            })
            .await,
    );
    waits.push(
        table
            .dropped_everywhere("transaction of puts", both, true, |client, to| {
                let puts =
                    IDS.iter().zip(to).map(|(id, to)| TransactWriteItem::builder().put(put(id, to)).build());
                let write = client.transact_write_items().set_transact_items(Some(puts.collect()));
                Box::pin(async move { drop(write.send().await.unwrap()) })
            })
            .await,
    );
    waits.push(
        table
            .dropped_everywhere("transaction of updates", both, true, |client, _| {
                let updates = IDS.map(|id| TransactWriteItem::builder().update(addition(id)).build());
                let write = client.transact_write_items().set_transact_items(Some(updates.into()));
                Box::pin(async move { drop(write.send().await.unwrap()) })
            })
            .await,
    );
    println!("waited {waits:?} times");
    // At least for a key and for an answer each; those that read before they write, for two of each.
    let least = [2, 4, 4, 4, 2, 2, 4];
    assert!(waits.iter().zip(least).all(|(waits, least)| *waits >= least), "{waits:?}");
}

// On one thread no answer can have come before it is waited for.
#[tokio::test]
async fn a_read_that_is_dropped_wherever_it_waits_leaves_nothing_behind() {
    let table = table().await;
    let mut waits = Vec::new();
    let none = [0, 0];
    waits.push(
        table
            .dropped_everywhere("get", none, true, |client, [number, _]| {
                Box::pin(async move {
                    let get = client.get_item().table_name(TABLE).set_key(Some(key("1"))).send().await.unwrap();
                    assert_eq!(get.item, Some(item("1", number)));
                })
            })
            .await,
    );
    waits.push(
        table
            .dropped_everywhere("query", none, true, |client, [number, _]| {
                let query = client.query().table_name(TABLE).key_condition_expression("id = :id");
                let query = query.expression_attribute_values(":id", s("1"));
                Box::pin(async move { assert_eq!(query.send().await.unwrap().items(), [item("1", number)]) })
            })
            .await,
    );
    waits.push(
        table
            .dropped_everywhere("scan", none, true, |client, numbers| {
                Box::pin(
                    async move { all(&numbers, client.scan().table_name(TABLE).send().await.unwrap().items()) },
                )
            })
            .await,
    );
    waits.push(
        table
            .dropped_everywhere("batch", none, true, |client, numbers| {
                let keys = KeysAndAttributes::builder().set_keys(Some(IDS.map(key).into())).build().unwrap();
                let get = client.batch_get_item().request_items(TABLE, keys);
                Box::pin(async move {
                    let answer = get.send().await.unwrap();
                    all(&numbers, &answer.responses.unwrap()[TABLE]);
                })
            })
            .await,
    );
    waits.push(
        table
            .dropped_everywhere("transaction", none, true, |client, numbers| {
                let gets =
                    IDS.map(|id| Get::builder().table_name(TABLE).set_key(Some(key(id))).build().unwrap());
                let gets = gets.map(|get| TransactGetItem::builder().get(get).build());
                let get = client.transact_get_items().set_transact_items(Some(gets.into()));
                Box::pin(async move {
                    let answer = get.send().await.unwrap();
                    let items = answer.responses.unwrap().into_iter().map(|response| response.item.unwrap());
                    all(&numbers, &items.collect::<Vec<_>>());
                })
            })
            .await,
    );
    println!("waited {waits:?} times");
    assert!(waits.iter().all(|waits| *waits >= 2), "{waits:?}");
}

/// The items are both, in some order.
fn all(numbers: &[u32; 2], items: &[Item]) {
    let id = |item: &Item| match &item["id"] {
        AttributeValue::S(id) => id.clone(),
        other => panic!("{other:?}"),
    };
    let mut items = items.to_vec();
    items.sort_by_key(id);
    assert_eq!(items, [item(IDS[0], numbers[0]), item(IDS[1], numbers[1])]);
}
