//! Replacing a stored item by another if it is still the one that was read, on an embedded engine.

use std::collections::HashMap;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU32, Ordering};

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::error::ProvideErrorMetadata;
use aws_sdk_dynamodb::types::AttributeValue;
use dynamodb_item_encryptor::legacy::{
    AesKey, LegacyEncryptor, LegacyPolicy, SignatureKey, SigningAlgorithm, StaticProvider,
};
use dynamodb_item_encryptor::{
    Error, Item, ItemEncryptor, ItemProblem, RefusedProblem, Replacement, ReplacementRequest, TableConfig,
};
use proptest::array::uniform9;
use proptest::prelude::*;
use test_support::{customers_builder, engine, keyring, n, s};
use tokio::runtime::Runtime;

/// What items may have, besides their keys. Both formats protect the first three; only the current one the next two,
/// and nobody the three after these. The last one is known to the legacy format only, which encrypts it by default.
const NAMES: [&str; 9] = ["email", "notes", "plan", "score", "rank", "seen", ":a", ":b", "extra"];

/// Attributes that no format protects.
const UNSIGNED: [&str; 4] = ["seen", ":a", ":b", ":c"];

/// An attribute that no item has, and of which the configuration knows the prefix only.
const ADDED: &str = ":c";

fn legacy() -> LegacyEncryptor {
    let key = SignatureKey::hmac(SigningAlgorithm::HmacSha256, &[8; 32]).unwrap();
    let builder = LegacyEncryptor::builder().table_name("Customers").partition_key("id").sort_key("created");
    let builder = builder.sign(["plan"]).do_nothing(["score", "rank", "seen", ":a", ":b", ":c"]);
    builder.provider(StaticProvider::new(AesKey::new(&[7; 32]).unwrap(), key)).build().unwrap()
}

fn table() -> TableConfig {
    let table = customers_builder(keyring()).encrypt(["score"]).sign(["rank"]).allowed_unsigned(["seen"]);
    table.legacy(legacy(), LegacyPolicy::ForbidWriteAllowRead).build().unwrap()
}

/// An engine with the table, and a client that does not encrypt.
async fn start() -> Client {
    let client = Client::from_conf(test_support::config(&engine::start_unwatched().await).build());
    engine::create_table(&client, "Customers").await;
    client
}

async fn get(client: &Client, key: &Item) -> Option<Item> {
    let get = client.get_item().table_name("Customers").set_key(Some(key.clone())).consistent_read(true);
    get.send().await.unwrap().item
}

async fn put(client: &Client, item: Item) {
    client.put_item().table_name("Customers").set_item(Some(item)).send().await.unwrap();
}

async fn delete(client: &Client, key: &Item) {
    client.delete_item().table_name("Customers").set_key(Some(key.clone())).send().await.unwrap();
}

/// Sets or removes an attribute, as somebody does who has no keys.
async fn write(client: &Client, key: &Item, name: &str, value: Option<AttributeValue>) {
    let update = client.update_item().table_name("Customers").set_key(Some(key.clone()));
    let update = update.expression_attribute_names("#n", name);
    let update = match value {
        Some(value) => update.update_expression("SET #n = :v").expression_attribute_values(":v", value),
        None => update.update_expression("REMOVE #n"),
    };
    update.send().await.unwrap();
}

/// How an item is stored, if at all.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Kind {
    Sealed,
    Older,
    Plain,
    Missing,
}

impl Kind {
    /// The item as it is stored, made of the attributes that have a value.
    async fn item(self, key: &Item, values: &[Option<u8>; 9]) -> Option<Item> {
        let mut item = key.clone();
        for (name, value) in NAMES.iter().zip(values) {
            if let Some(value) = value.filter(|_| *name != "extra" || self != Kind::Sealed) {
                item.insert((*name).to_owned(), s(value.to_string()));
            }
        }
        match self {
            Kind::Sealed => Some(ItemEncryptor::new(table()).encrypt_item(item).await.unwrap()),
            Kind::Older => Some(legacy().encrypt_item(item).await.unwrap()),
            Kind::Plain => Some(item),
            Kind::Missing => None,
        }
    }
}

/// What somebody else does between the moment when an item is read and the moment when it is replaced.
#[derive(Debug, Clone, PartialEq)]
enum Between {
    Nothing,
    /// Writes the same attributes again, in this format.
    Rewrite(Kind),
    /// Deletes the item, or makes one where there is none.
    DeleteOrMake,
    /// Gives an attribute another value.
    Set(&'static str),
    /// Removes an attribute.
    Remove(&'static str),
}

#[derive(Debug, Clone)]
struct Case {
    stored: (Kind, [Option<u8>; 9]),
    new: (Kind, [Option<u8>; 9]),
    reads_unsigned: bool,
    between: Between,
}

fn case() -> impl Strategy<Value = Case> {
    let kind = prop::sample::select(vec![Kind::Sealed, Kind::Sealed, Kind::Older, Kind::Plain, Kind::Missing]);
    let few = prop_oneof![3 => 0..3_u8, 1 => Just(0)];
    let values = uniform9(few.prop_map(|value| value.checked_sub(1)));
    // Mostly what nobody protects.
    let name = || prop::sample::select([&NAMES[..], &UNSIGNED, &UNSIGNED].concat());
    let between = prop_oneof![
        2 => Just(Between::Nothing),
        2 => kind.clone().prop_map(Between::Rewrite),
        1 => Just(Between::DeleteOrMake),
        4 => name().prop_map(Between::Set),
        2 => name().prop_map(Between::Remove),
    ];
    let is_empty = prop::bool::weighted(0.1);
    let item = move || {
        (kind.clone(), values.clone(), is_empty)
            .prop_map(|(kind, values, is_empty)| (kind, if is_empty { [None; 9] } else { values }))
    };
    (item(), item(), any::<bool>(), between)
        .prop_filter("nothing is replaced by nothing", |(stored, new, ..)| {
            (stored.0, new.0) != (Kind::Missing, Kind::Missing)
        })
        .prop_map(|(stored, new, reads_unsigned, between)| Case { stored, new, reads_unsigned, between })
}

impl Case {
    /// Whether the replacement depends on an attribute of the stored item.
    fn depends_on(&self, stored: &Item, new: Option<&Item>, name: &str) -> bool {
        let is_known = name != ADDED && name != ":a" && name != ":b" && name != "extra";
        let is_there = stored.contains_key(name) || new.is_some_and(|new| new.contains_key(name));
        let Some(new) = new else { return stored.contains_key(name) || is_known };
        if (self.stored.0, self.new.0) == (Kind::Sealed, Kind::Sealed) {
            let is_read = self.reads_unsigned && (stored.contains_key(name) || is_known);
            return is_read || stored.get(name) != new.get(name);
        }
        is_there || is_known
    }
}

struct Engine {
    runtime: Runtime,
    client: Client,
}

static ENGINE: LazyLock<Engine> = LazyLock::new(|| {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let client = runtime.block_on(start());
    Engine { runtime, client }
});

/// Stores an item, replaces it while somebody else writes, and compares with what must come of that.
async fn run(client: &Client, case: &Case) {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    let key = HashMap::from([("id".to_owned(), s("1")), ("created".to_owned(), n(number))]);
    if let Some(item) = case.stored.0.item(&key, &case.stored.1).await {
        put(client, item).await;
    }
    let stored = get(client, &key).await;
    let new = case.new.0.item(&key, &case.new.1).await;

    let table = table();
    let replacement = match (&stored, new.clone()) {
        (Some(stored), Some(new)) => Replacement::of(&table, stored, new),
        (Some(stored), None) => Replacement::removal(&table, stored),
        (None, Some(new)) => Replacement::creation(&table, new),
        (None, None) => unreachable!(),
    };
    let replacement = if case.reads_unsigned { replacement.reading_unsigned() } else { replacement };
    let request = replacement.request().unwrap();

    let (expected, found) = match (&case.between, &stored) {
        (Between::Nothing, _) => (true, new.clone()),
        (Between::Rewrite(kind), Some(_)) => {
            match kind.item(&key, &case.stored.1).await {
                Some(item) => put(client, item).await,
                None => delete(client, &key).await,
            }
            // Only what is not encrypted at all can be the same again.
            let again = get(client, &key).await;
            if again == stored { (true, new.clone()) } else { (false, again) }
        }
        (Between::DeleteOrMake, Some(_)) => {
            delete(client, &key).await;
            (false, None)
        }
        (_, None) => {
            put(client, key.clone()).await;
            (false, Some(key.clone()))
        }
        (Between::Set(name) | Between::Remove(name), Some(stored)) => {
            // Somebody who changes what the current format signs breaks the item, and is no part of this.
            if case.stored.0 == Kind::Sealed && !UNSIGNED.contains(name) {
                return;
            }
            let value = matches!(case.between, Between::Set(_)).then(|| s("somebody else's"));
            write(client, &key, name, value.clone()).await;
            let is_other = stored.get(*name) != value.as_ref();
            if is_other && case.depends_on(stored, new.as_ref(), name) {
                (false, get(client, &key).await)
            } else {
                let mut found = new.clone();
                if let (Some(found), true, Some(value)) = (&mut found, is_other, value) {
                    found.insert((*name).to_owned(), value);
                } else if let (Some(found), true) = (&mut found, is_other) {
                    found.remove(*name);
                }
                (true, found)
            }
        }
    };
    assert_eq!(request.send_with(client).await.unwrap(), expected, "whether it was replaced");
    let after = get(client, &key).await;
    assert_eq!(after, found);
    // What somebody else has left there does not keep a sealed item from being read.
    let is_readable = !matches!(case.between, Between::Set("extra"));
    if let (true, Kind::Sealed, true, Some(after)) = (expected, case.new.0, is_readable, after) {
        ItemEncryptor::new(table).decrypt_item(after).await.unwrap();
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_item_is_replaced_if_nothing_has_changed_that_the_replacement_depends_on(case in case()) {
        ENGINE.runtime.block_on(run(&ENGINE.client, &case));
    }
}

fn key() -> Item {
    HashMap::from([("id".to_owned(), s("1")), ("created".to_owned(), n(1))])
}

/// An item with encrypted attributes, so many that no expression can deal with all of them.
fn many(prefix: &str) -> Item {
    key().into_iter().chain((0..400).map(|i| (format!("{prefix}{i}"), s("x")))).collect()
}

#[tokio::test]
async fn a_plaintext_item_of_keys_alone_does_not_come_back() {
    let client = start().await;
    let table = table();
    let new = Kind::Sealed.item(&key(), &[Some(1); 9]).await.unwrap();
    let request = || Replacement::of(&table, &key(), new.clone()).request().unwrap();
    assert!(!request().send_with(&client).await.unwrap());
    assert_eq!(get(&client, &key()).await, None);
    put(&client, key()).await;
    assert!(request().send_with(&client).await.unwrap());
    assert_eq!(get(&client, &key()).await, Some(new));
}

/// What differs then is the format's own attributes alone.
#[tokio::test]
async fn a_plaintext_item_that_is_written_in_a_format_that_protects_nothing_of_it_is_another() {
    let client = start().await;
    let table = table();
    for kind in [Kind::Sealed, Kind::Older] {
        let mut read = key();
        read.insert(":a".to_owned(), s("1"));
        let mut new = read.clone();
        new.insert(":b".to_owned(), s("2"));
        let request = Replacement::of(&table, &read, new).request().unwrap();
        let values = NAMES.map(|name| (name == ":a").then_some(1));
        let written = kind.item(&key(), &values).await.unwrap();
        put(&client, written.clone()).await;
        assert!(!request.send_with(&client).await.unwrap(), "{kind:?}");
        assert_eq!(get(&client, &key()).await, Some(written));
    }
}

#[tokio::test]
async fn what_is_more_than_an_update_can_take_is_put_on_the_same_condition() {
    let client = start().await;
    let table = customers_builder(keyring()).encrypt((0..400).map(|i| format!("f{i}"))).build().unwrap();
    let encryptor = ItemEncryptor::new(table.clone());
    let seal = async || encryptor.encrypt_item(many("f")).await.unwrap();
    let (stored, new) = (seal().await, seal().await);
    put(&client, stored.clone()).await;
    let request = Replacement::of(&table, &stored, new.clone()).request().unwrap();
    assert!(matches!(request, ReplacementRequest::Put(_)), "{request:?}");
    assert!(request.clone().send_with(&client).await.unwrap());
    assert_eq!(get(&client, &key()).await, Some(new.clone()));
    assert!(!request.send_with(&client).await.unwrap(), "its footer is another now");
    // A put writes all that is unsigned, so all of it is compared, also what the change leaves as it is.
    let counted = |mut item: Item| {
        item.insert(":counter".to_owned(), n(1));
        item
    };
    let stored = counted(new);
    put(&client, stored.clone()).await;
    let request = Replacement::of(&table, &stored, counted(seal().await)).request().unwrap();
    write(&client, &key(), ":counter", Some(n(2))).await;
    assert!(!request.send_with(&client).await.unwrap());
}

#[tokio::test]
async fn an_older_item_that_is_too_large_to_be_compared_is_told_by_its_signature_and_what_that_does_not_cover()
{
    let client = start().await;
    let names = || (0..400).map(|i| format!("f{i}"));
    let table = customers_builder(keyring()).encrypt(names().chain(["score".to_owned()]));
    let table = table.legacy(legacy(), LegacyPolicy::ForbidWriteAllowRead).build().unwrap();
    let with_score = || many("f").into_iter().chain([("score".to_owned(), s("5"))]).collect::<Item>();
    let new = ItemEncryptor::new(table.clone()).encrypt_item(with_score()).await.unwrap();
    let stored = legacy().encrypt_item(with_score()).await.unwrap();
    let request = || Replacement::of(&table, &stored, new.clone()).request().unwrap();
    let ReplacementRequest::Put(put_request) = request() else { panic!("{:?}", request()) };
    let names = put_request.get_expression_attribute_names().clone().unwrap();
    assert!(names.values().any(|name| name == "*amzn-ddb-map-sig*"), "{names:?}");
    assert!(names.values().any(|name| name == "score"), "{names:?}");

    put(&client, legacy().encrypt_item(with_score()).await.unwrap()).await;
    assert!(!request().send_with(&client).await.unwrap(), "replaced");
    put(&client, stored.clone()).await;
    write(&client, &key(), "score", Some(s("6"))).await;
    assert!(!request().send_with(&client).await.unwrap(), "written without keys");
    put(&client, stored.clone()).await;
    assert!(request().send_with(&client).await.unwrap());
    assert_eq!(get(&client, &key()).await, Some(new));
}

#[tokio::test]
async fn an_item_that_cannot_be_compared_is_an_error() {
    let table = table();
    let new = Kind::Sealed.item(&key(), &[None; 9]).await.unwrap();
    for stored in [many("f"), many(":f")] {
        for replacement in
            [Replacement::of(&table, &stored, new.clone()), Replacement::removal(&table, &stored)]
        {
            let error = replacement.request().unwrap_err();
            let Error::InvalidItem { table, attribute: None, problem } = &error else { panic!("{error:?}") };
            assert_eq!((table.as_str(), problem), ("Customers", &ItemProblem::TooMuchToCompare));
        }
    }
}

#[tokio::test]
async fn items_of_different_keys_are_not_replaced_by_each_other() {
    let table = table();
    let mut other = key();
    other.insert("created".to_owned(), n(2));
    let error = Replacement::of(&table, &key(), other.clone()).request().unwrap_err();
    let Error::Refused { problem: RefusedProblem::KeyChanged { attribute }, .. } = &error else {
        panic!("{error:?}")
    };
    assert_eq!(attribute, "created");
    // The same number.
    other.insert("created".to_owned(), AttributeValue::N("1.0".to_owned()));
    assert!(Replacement::of(&table, &key(), other.clone()).request().is_ok());
    other.remove("created");
    let key = key();
    for replacement in [
        Replacement::of(&table, &key, other.clone()),
        Replacement::of(&table, &other, key.clone()),
        Replacement::creation(&table, other.clone()),
        Replacement::removal(&table, &other),
    ] {
        let error = replacement.request().unwrap_err();
        let Error::InvalidItem { attribute, problem: ItemProblem::MissingKey, .. } = &error else {
            panic!("{error:?}")
        };
        assert_eq!(attribute.as_deref(), Some("created"));
    }
}

/// As it will be done by whoever adds beacons to the items of a table.
#[tokio::test]
async fn beacons_are_written_like_every_other_attribute_and_never_compared() {
    let client = start().await;
    let table = table();
    let stored = Kind::Sealed.item(&key(), &[Some(1); 9]).await.unwrap();
    put(&client, stored.clone()).await;
    let mut new = Kind::Sealed.item(&key(), &[Some(1); 9]).await.unwrap();
    new.insert("aws_dbe_b_email".to_owned(), s("7f"));
    let request = Replacement::of(&table, &stored, new.clone()).request().unwrap();
    let ReplacementRequest::Update(update) = &request else { panic!("{request:?}") };
    assert_eq!(update.get_condition_expression().as_deref(), Some("#0=:0"));
    assert!(request.send_with(&client).await.unwrap());
    assert_eq!(get(&client, &key()).await, Some(new));
}

#[tokio::test]
async fn a_fault_is_not_taken_for_a_lost_race() {
    let client = start().await;
    let table = customers_builder(keyring()).table_name("Absent").build().unwrap();
    let request = Replacement::creation(&table, key()).request().unwrap();
    let error = request.send_with(&client).await.unwrap_err();
    assert_eq!(error.code(), Some("ResourceNotFoundException"), "{error:?}");
}

#[tokio::test]
async fn no_request_is_printed_with_its_values() {
    let table = table();
    let stored = Kind::Plain.item(&key(), &[Some(1); 9]).await.unwrap();
    let mut new = stored.clone();
    new.insert("email".to_owned(), s("a@example.com"));
    let replacement = Replacement::of(&table, &stored, new);
    let printed = format!("{replacement:?} {:?}", replacement.clone().request().unwrap());
    assert!(printed.contains("Customers") && !printed.contains("example.com"), "{printed}");
}
