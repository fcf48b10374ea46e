//! The wrapped client beside the plain one: putting and getting items of 1 KiB, on the embedded engine, over HTTP.
//!
//! Criterion measures one client after the other. On a machine that does other things as well, the two then meet
//! different conditions, so that in the end they are measured again in turns, and compared pair by pair. In turns with the
//! plain client, too, is another that puts and gets items which are sealed already: what it takes more is the price
//! of larger items, and the same for everybody who stores them. A third such client also has an interceptor that does,
//! in the midst of a request, what the primitives have to do for the same item, with the keys at hand, and nothing
//! else: no client that encrypts with these primitives can be expected to take less. (They derive from these keys each
//! time what this crate keeps with them.) And there are sealing and opening without a client.
//!
//! `BENCH_ROUNDS` is the number of pairs of each kind; 4,000 by default.

#[path = "support/mod.rs"]
mod measured;

use std::fmt;
use std::hint::black_box;
use std::sync::Mutex;
use std::time::Duration;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::interceptors::{
    AfterDeserializationInterceptorContextRef, BeforeSerializationInterceptorContextMut,
};
use aws_sdk_dynamodb::config::{ConfigBag, Intercept, RuntimeComponents};
use aws_sdk_dynamodb::error::BoxError;
use aws_sdk_dynamodb::operation::get_item::GetItemOutput;
use aws_sdk_dynamodb::operation::put_item::PutItemInput;
use criterion::Criterion;
use dynamodb_item_encryptor::{
    AlgorithmSuite, CachingProvider, DefaultMaterialProvider, EncryptTables, Item, ItemEncryptor, TableConfig,
};
use measured::cases::Shape;
use measured::floor::Floor;
use measured::paired::{Effort, Times, in_turns, median, ratio, readable, timed};
use test_support::{engine, keyring, n, s};
use tokio::runtime::Runtime;

/// Items of 1 KiB: by name, encrypted attributes, bytes of each, and suite.
const CASES: [(&str, usize, usize, AlgorithmSuite); 3] = [
    ("0x6700 1x1 KiB", 1, 1024, AlgorithmSuite::HmacSha384),
    ("0x6700 8x128 B", 8, 128, AlgorithmSuite::HmacSha384),
    ("0x6701 8x128 B", 8, 128, AlgorithmSuite::HmacSha384EcdsaP384),
];

/// How many items take turns.
const ITEMS: usize = 100;

/// What is measured.
#[derive(Clone, Copy)]
enum Call {
    Put,
    Get,
}

/// A client, its table, and what it puts there.
struct Side {
    client: Client,
    table: String,
    items: Vec<Item>,
}

impl Side {
    async fn create(client: Client, plain: &Client, table: &str, items: Vec<Item>) -> Self {
        engine::create_table(plain, table).await;
        let side = Side { client, table: table.to_owned(), items };
        for turn in 0..side.items.len() {
            side.call(Call::Put, side.item(turn)).await;
        }
        side
    }

    /// The item of a turn. It is another one each time: sealed items are, and a put that changes nothing is easier.
    fn item(&self, turn: usize) -> Item {
        let mut item = self.items[turn % self.items.len()].clone();
        item.insert(":turn".to_owned(), s(format!("{turn:08}")));
        item
    }

    async fn call(&self, call: Call, item: Item) {
        match call {
            Call::Put => {
                let put = self.client.put_item().table_name(&self.table).set_item(Some(item));
                put.send().await.expect("stored");
            }
            Call::Get => {
                let key = ["id", "created"].map(|name| (name.to_owned(), item[name].clone()));
                let get = self.client.get_item().table_name(&self.table).set_key(Some(key.into()));
                let read = get.send().await.expect("read").item;
                assert_eq!(read.map(|read| read.len()), Some(item.len()));
            }
        }
    }

    /// How long a call takes.
    fn time(&self, runtime: &Runtime, call: Call, turn: usize) -> Duration {
        timed(self.item(turn), |item| runtime.block_on(self.call(call, item)))
    }
}

fn names(attributes: usize) -> impl Iterator<Item = String> {
    (0..attributes).map(|number| format!("attribute_{number}"))
}

fn item(number: usize, attributes: usize, bytes: usize) -> Item {
    let mut item: Item = names(attributes).map(|name| (name, s("x".repeat(bytes)))).collect();
    item.insert("id".to_owned(), s(number.to_string()));
    item.insert("created".to_owned(), n(1));
    item
}

/// The table of one case. Its materials are kept, as they would be if a key service made them.
fn table(name: &str, attributes: usize, suite: AlgorithmSuite) -> TableConfig {
    let provider = DefaultMaterialProvider::new(keyring());
    let provider = CachingProvider::new(provider, Duration::from_secs(3600));
    let provider = provider.with_max_messages(u64::MAX).with_max_bytes(u64::MAX);
    let table = TableConfig::builder(name)
        .partition_key("id")
        .sort_key("created")
        .encrypt(names(attributes))
        .unsigned_prefix(":");
    table.suite(suite).material_provider(provider).build().expect("a valid configuration")
}

/// Starts an engine with a thread of its own.
fn start_engine() -> String {
    let (sender, receiver) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        runtime.block_on(async {
            sender.send(engine::start_unwatched().await).expect("awaited");
            std::future::pending::<()>().await;
        });
    });
    receiver.recv().expect("started")
}

/// The clients of one case.
struct Case {
    name: &'static str,
    plain: Side,
    /// A plain client whose items are sealed already.
    sealed: Side,
    wrapped: Side,
    encryptor: ItemEncryptor,
    /// A plain client whose items are sealed already, with the primitives' work, where there is no signature.
    primitives: Option<Side>,
}

impl Case {
    async fn create(url: &str, name: &'static str, shape: Shape, suite: AlgorithmSuite) -> Self {
        // The name of a table has no spaces.
        let table_name = name.replace(' ', "-");
        let table = || table(&table_name, shape.attributes, suite);
        let plain = Client::from_conf(test_support::config(url).build());
        let config = test_support::config(url).encrypt_tables([table()]).expect("a valid configuration");
        let items: Vec<_> = (0..ITEMS).map(|number| item(number, shape.attributes, shape.bytes)).collect();
        let encryptor = ItemEncryptor::new(table());
        let mut sealed = Vec::new();
        for item in &items {
            sealed.push(encryptor.encrypt_item(item.clone()).await.expect("sealed"));
        }
        let mut primitives = None;
        if suite == AlgorithmSuite::HmacSha384 {
            let config = test_support::config(url).interceptor(Primitives::of(shape, suite)).build();
            let name = format!("primitives-{table_name}");
            primitives = Some(Side::create(Client::from_conf(config), &plain, &name, sealed.clone()).await);
        }
        Case {
            name,
            plain: Side::create(plain.clone(), &plain, &format!("plain-{table_name}"), items.clone()).await,
            sealed: Side::create(plain.clone(), &plain, &format!("sealed-{table_name}"), sealed).await,
            wrapped: Side::create(Client::from_conf(config.build()), &plain, &table_name, items).await,
            encryptor,
            primitives,
        }
    }

    /// How long it takes to seal or open an item, without a client.
    fn time_encryptor(&self, runtime: &Runtime, call: Call, turn: usize) -> Duration {
        let item = match call {
            Call::Put => self.plain.item(turn),
            Call::Get => self.sealed.item(turn),
        };
        timed(item, |item| {
            runtime.block_on(async {
                match call {
                    Call::Put => drop(self.encryptor.encrypt_item(item).await.expect("sealed")),
                    Call::Get => drop(self.encryptor.decrypt_item(item).await.expect("opened")),
                }
            })
        })
    }

    /// Measures plain requests in turns with everything else, and prints what it takes.
    ///
    /// Always a plain request and one other thing: what is measured between three others would find its code in the
    /// caches when two of these run the same.
    fn compare(&self, runtime: &Runtime, call: Call, rounds: usize) {
        let beside_plain = |other: &dyn Fn(usize) -> Duration| {
            let (mut plain_turn, mut turn) = (0, 0);
            let mut plain = || {
                plain_turn += 1;
                self.plain.time(runtime, call, plain_turn)
            };
            let mut other = || {
                turn += 1;
                other(turn)
            };
            in_turns(Effort::single(rounds), [&mut plain, &mut other])
        };
        let client = |side: &Side| Compared(beside_plain(&|turn| side.time(runtime, call, turn)));
        let [_, encryptor] = beside_plain(&|turn| self.time_encryptor(runtime, call, turn));
        let (operation, verb) = match call {
            Call::Put => ("put_item", "sealing"),
            Call::Get => ("get_item", "opening"),
        };
        println!("{operation} {}, medians of {rounds} pairs:", self.name);
        println!("  wrapped client: {}", client(&self.wrapped));
        println!("  sealed items: {}", client(&self.sealed));
        if let Some(primitives) = &self.primitives {
            println!("  sealed items and the primitives: {}", client(primitives));
        }
        println!("  {verb} without a client: {}", readable(median(&encryptor)));
    }
}

/// The times of a plain client and of another.
struct Compared([Times; 2]);

impl fmt::Display for Compared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Compared([plain, other]) = self;
        let more: Times = other.iter().zip(plain).map(|(other, plain)| other - plain).collect();
        let (times, plain, more) = (ratio(other, plain), readable(median(plain)), readable(median(&more)));
        write!(f, "{times:.3} times a plain one's {plain}, {more} more")
    }
}

/// Does the primitives' work for an item where a client would seal or open it.
struct Primitives(Mutex<Floor>);

impl Primitives {
    fn of(shape: Shape, suite: AlgorithmSuite) -> Self {
        Primitives(Mutex::new(Floor::of(shape, suite).keep_keys()))
    }

    fn work(&self, call: Call) {
        let mut floor = self.0.lock().expect("no panic before");
        black_box(match call {
            Call::Put => floor.time_seal(),
            Call::Get => floor.time_open(),
        });
    }
}

impl fmt::Debug for Primitives {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Primitives")
    }
}

impl Intercept for Primitives {
    fn name(&self) -> &'static str {
        "primitives"
    }

    fn modify_before_serialization(
        &self,
        context: &mut BeforeSerializationInterceptorContextMut<'_>,
        _components: &RuntimeComponents,
        _cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        if context.input().downcast_ref::<PutItemInput>().is_some() {
            self.work(Call::Put);
        }
        Ok(())
    }

    fn read_after_deserialization(
        &self,
        context: &AfterDeserializationInterceptorContextRef<'_>,
        _components: &RuntimeComponents,
        _cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        if context.output_or_error().is_ok_and(|output| output.downcast_ref::<GetItemOutput>().is_some()) {
            self.work(Call::Get);
        }
        Ok(())
    }
}

fn main() {
    let mut criterion = Criterion::default()
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(4))
        .configure_from_args();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let url = start_engine();
    let cases = CASES.map(|(name, attributes, bytes, suite)| {
        runtime.block_on(Case::create(&url, name, Shape::text(attributes, bytes), suite))
    });

    for (call, operation) in [(Call::Put, "put_item"), (Call::Get, "get_item")] {
        for case in &cases {
            let mut group = criterion.benchmark_group(format!("{operation} {}", case.name));
            for (name, side) in [("plain", &case.plain), ("wrapped", &case.wrapped)] {
                let mut turn = 0;
                group.bench_function(name, |bencher| {
                    bencher.iter(|| {
                        turn += 1;
                        runtime.block_on(side.call(call, side.item(turn)));
                    });
                });
            }
            group.finish();
        }
    }
    criterion.final_summary();

    let rounds = std::env::var("BENCH_ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(4_000);
    for case in cases.iter().filter(|_| rounds > 0) {
        for call in [Call::Put, Call::Get] {
            case.compare(&runtime, call, rounds);
        }
    }
}
