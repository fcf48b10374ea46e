//! Applications that go on writing: each of another kind, and with items of its own, so that it is known what was written last.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::{Delete, Put, TransactWriteItem};
use dynamodb_item_encryptor::{Item, UpdateEncrypted};
use test_support::workload::accounts::Rng;
use test_support::{customer, n, s};
use tokio::task::JoinHandle;

const TABLE: &str = "Customers";
/// Between two writes of a writer.
const PAUSE: Duration = Duration::from_millis(2);

#[derive(Debug, Clone, Copy)]
enum Kind {
    Puts,
    EncryptedUpdates,
    /// Of an attribute that is not signed, by a client that does not encrypt.
    PlainUpdates,
    DeletesAndPutsBack,
    Transactions,
}

const ALL: [(Kind, &str); 5] = [
    (Kind::Puts, "puts"),
    (Kind::EncryptedUpdates, "encrypted updates"),
    (Kind::PlainUpdates, "plain updates"),
    (Kind::DeletesAndPutsBack, "deletes and puts back"),
    (Kind::Transactions, "transactions"),
];
/// How many there are of each kind.
const EACH: usize = 4;
/// Of so many items in a row, each writer has one; the others have no writer.
const ROW: usize = 32;

/// All writers at work.
pub struct Writers {
    stop: Arc<AtomicBool>,
    writing: Vec<(&'static str, JoinHandle<Writer>)>,
    /// What nobody writes.
    rest: BTreeMap<String, Item>,
}

struct Writer {
    encrypting: Client,
    plain: Client,
    ids: Vec<String>,
    /// What its items hold.
    model: BTreeMap<String, Item>,
    /// Those that the present configuration cannot open yet, as they are plaintext.
    in_plaintext: BTreeSet<String>,
    rng: Rng,
    writes: u64,
}

fn key(id: &str) -> Item {
    Item::from([("id".to_owned(), s(id)), ("created".to_owned(), n(1))])
}

impl Writers {
    /// Starts writers of the items in `model`, which are stored as `before` says.
    pub fn start(
        encrypting: Client,
        plain: Client,
        before: &BTreeMap<String, Item>,
        model: BTreeMap<String, Item>,
        seed: u64,
    ) -> Self {
        let mut parts: Vec<BTreeMap<String, Item>> = vec![BTreeMap::new(); ROW];
        for (number, (id, item)) in model.into_iter().enumerate() {
            parts[number % ROW].insert(id, item);
        }
        let rest = parts.split_off(ALL.len() * EACH).into_iter().flatten().collect();
        let (stop, mut writing) = (Arc::new(AtomicBool::new(false)), Vec::new());
        for (number, ((kind, name), model)) in (0..).zip(ALL.into_iter().cycle().zip(parts)) {
            let is_plain = |id: &&String| before[*id]["email"].is_s();
            let writer = Writer {
                encrypting: encrypting.clone(),
                plain: plain.clone(),
                ids: model.keys().cloned().collect(),
                in_plaintext: model.keys().filter(is_plain).cloned().collect(),
                model,
                rng: Rng(seed * 1_000 + number),
                writes: 0,
            };
            writing.push((name, tokio::spawn(writer.write(kind, stop.clone()))));
        }
        Writers { stop, writing, rest }
    }

    /// Ends them, and returns what the table has to hold, and how much each has written.
    pub async fn stop(self) -> (BTreeMap<String, Item>, BTreeMap<&'static str, u64>) {
        self.stop.store(true, Ordering::SeqCst);
        let (mut model, mut writes) = (self.rest, BTreeMap::new());
        for (name, writing) in self.writing {
            let writer = writing.await.unwrap();
            model.extend(writer.model);
            *writes.entry(name).or_default() += writer.writes;
        }
        (model, writes)
    }
}

impl Writer {
    async fn write(mut self, kind: Kind, stop: Arc<AtomicBool>) -> Self {
        while !stop.load(Ordering::SeqCst) {
            let id = self.ids[self.rng.below(self.ids.len())].clone();
            match kind {
                Kind::Puts => self.put(id).await,
                Kind::EncryptedUpdates => self.update_encrypted(id).await,
                Kind::PlainUpdates => self.update_plain(id).await,
                Kind::DeletesAndPutsBack if self.model.contains_key(&id) => self.delete(id).await,
                Kind::DeletesAndPutsBack => self.put_back(id).await,
                Kind::Transactions => self.transact(id).await,
            }
            self.writes += 1;
            tokio::time::sleep(PAUSE).await;
        }
        self
    }

    fn new_item(&mut self, id: &str) -> Item {
        customer(id, 1, &format!("{:016x}@example.org", self.rng.number()))
    }

    fn was_put(&mut self, id: String, item: Item) {
        self.in_plaintext.remove(&id);
        self.model.insert(id, item);
    }

    async fn put(&mut self, id: String) {
        let item = self.new_item(&id);
        self.encrypting.put_item().table_name(TABLE).set_item(Some(item.clone())).send().await.unwrap();
        self.was_put(id, item);
    }

    async fn put_back(&mut self, id: String) {
        let item = self.new_item(&id);
        let put = self.encrypting.put_item().table_name(TABLE).set_item(Some(item.clone()));
        put.condition_expression("attribute_not_exists(id)").send().await.unwrap();
        self.was_put(id, item);
    }

    async fn delete(&mut self, id: String) {
        let delete = self.encrypting.delete_item().table_name(TABLE).set_key(Some(key(&id)));
        delete.send().await.unwrap();
        self.model.remove(&id);
    }

    async fn update_encrypted(&mut self, id: String) {
        if self.in_plaintext.contains(&id) {
            return self.put(id).await;
        }
        let email = s(format!("{:016x}@example.net", self.rng.number()));
        let update = self.encrypting.update_encrypted(TABLE, key(&id)).max_attempts(100);
        let change = |item: &mut Option<Item>| {
            item.as_mut().unwrap().insert("email".to_owned(), email.clone());
            Ok(())
        };
        let item = update.send(change).await.unwrap().unwrap();
        // What it has read was the item that this writer knows of.
        let mut expected = self.model.remove(&id).unwrap();
        expected.insert("email".to_owned(), email.clone());
        self.model.insert(id, expected);
        assert_eq!(item["email"], email);
    }

    async fn update_plain(&mut self, id: String) {
        let count = u32::try_from(self.writes).unwrap();
        let update = self.plain.update_item().table_name(TABLE).set_key(Some(key(&id)));
        let update = update.update_expression("SET #c = :c").expression_attribute_names("#c", ":counter");
        update.expression_attribute_values(":c", n(count)).send().await.unwrap();
        self.model.get_mut(&id).unwrap().insert(":counter".to_owned(), n(count));
    }

    /// One item is put and another deleted, or put as well, together.
    async fn transact(&mut self, id: String) {
        let other = self.ids[self.rng.below(self.ids.len())].clone();
        let item = self.new_item(&id);
        let mut put = vec![(id.clone(), item.clone())];
        let mut deleted = None;
        if other != id && self.rng.chance(30) {
            deleted = Some(other);
        } else if other != id {
            put.push((other.clone(), self.new_item(&other)));
        }
        let puts = put.iter().map(|(_, item)| {
            let put = Put::builder().table_name(TABLE).set_item(Some(item.clone())).build().unwrap();
            TransactWriteItem::builder().put(put).build()
        });
        let deletes = deleted.iter().map(|id| {
            let delete = Delete::builder().table_name(TABLE).set_key(Some(key(id))).build().unwrap();
            TransactWriteItem::builder().delete(delete).build()
        });
        let parts: Vec<_> = puts.chain(deletes).collect();
        self.encrypting.transact_write_items().set_transact_items(Some(parts)).send().await.unwrap();
        if let Some(id) = &deleted {
            self.model.remove(id);
        }
        for (id, item) in put {
            self.was_put(id, item);
        }
    }
}
