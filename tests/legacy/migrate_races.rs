//! What others do to an item between the moment when `examples/migrate` reads it and the moment when it writes it.

use std::collections::HashMap;
use std::future::Future;
use std::sync::Mutex;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue::{B, Bool, Bs, L, M, N, Ns, Null, S, Ss};
use dynamodb_item_encryptor::legacy::{
    AesKey, LegacyEncryptor, LegacyPolicy, SignatureKey, SigningAlgorithm, StaticProvider,
};
use dynamodb_item_encryptor::{
    BoxFuture, DecryptionMaterials, DecryptionRequest, DefaultMaterialProvider, EncryptionMaterials,
    EncryptionRequest, Item, ItemEncryptor, KeyError, MaterialProvider, RawAesKeyring, TableConfigBuilder,
};
use test_support::{customer, customers_builder, engine, keyring, n, s};

use crate::migration::Migration;
use crate::progress::Counts;

/// Signs like the legacy client: the same item has the same signature.
fn legacy() -> LegacyEncryptor {
    let key = SignatureKey::hmac(SigningAlgorithm::HmacSha256, &[8; 32]).unwrap();
    let builder = LegacyEncryptor::builder().table_name("Customers").partition_key("id").sort_key("created");
    let builder = builder.sign(["plan"]).do_nothing([":counter", ":visits", "score", "rank"]);
    let builder = builder.do_nothing(of_every_type().keys());
    builder.provider(StaticProvider::new(AesKey::new(&[7; 32]).unwrap(), key)).build().unwrap()
}

/// `score` and `rank` are not protected in the legacy format; in the new one they are.
fn table() -> TableConfigBuilder {
    let table = customers_builder(keyring()).encrypt(["score"]).sign(["rank"]);
    table.legacy(legacy(), LegacyPolicy::ForbidWriteAllowRead)
}

fn encryptor() -> ItemEncryptor {
    ItemEncryptor::new(table().build().unwrap())
}

/// Gives materials, and before the first of them does something else.
struct Interrupted {
    by: Mutex<Option<BoxFuture<'static, ()>>>,
    inner: DefaultMaterialProvider<RawAesKeyring>,
}

impl MaterialProvider for Interrupted {
    fn encryption_materials<'a>(
        &'a self,
        request: EncryptionRequest<'a>,
    ) -> BoxFuture<'a, Result<EncryptionMaterials, KeyError>> {
        let by = self.by.lock().unwrap().take();
        Box::pin(async move {
            if let Some(by) = by {
                by.await;
            }
            self.inner.encryption_materials(request).await
        })
    }

    fn decryption_materials<'a>(
        &'a self,
        request: DecryptionRequest<'a>,
    ) -> BoxFuture<'a, Result<DecryptionMaterials, KeyError>> {
        self.inner.decryption_materials(request)
    }
}

/// Unsigned attributes, which the migration compares as they are: here as the engine gives them back.
fn of_every_type() -> Item {
    let texts = || vec!["a".to_owned(), "b".to_owned()];
    let blobs = vec![Blob::new([0, 1]), Blob::new([255])];
    let list = L(vec![N("0.1".into()), Null(true), M(HashMap::from([("a b".to_owned(), Bool(false))]))]);
    let values = [
        S(String::new()),
        N("-0.00015".into()),
        B(Blob::new([])),
        Bool(true),
        Null(true),
        Ss(texts()),
        Ns(vec!["-2".into(), "10".into()]),
        Bs(blobs),
        M(HashMap::from([("list".to_owned(), list.clone())])),
        list,
    ];
    values.into_iter().enumerate().map(|(i, value)| (format!(":type {i}"), value)).collect()
}

fn item(email: &str) -> Item {
    let mut item = customer("1", 1, email);
    item.extend(of_every_type());
    item.insert("score".to_owned(), n(5));
    item
}

fn with(mut item: Item, name: &str, value: u32) -> Item {
    item.insert(name.to_owned(), n(value));
    item
}

async fn put(client: Client, item: Item) {
    client.put_item().table_name("Customers").set_item(Some(item)).send().await.unwrap();
}

async fn get(client: &Client) -> Option<Item> {
    let get = client.get_item().table_name("Customers").key("id", s("1")).key("created", n(1));
    get.send().await.unwrap().item
}

/// Writes an attribute as somebody does who has no keys.
async fn set(client: Client, name: &'static str, value: u32) {
    let update = client.update_item().table_name("Customers").key("id", s("1")).key("created", n(1));
    let update = update.update_expression("SET #n = :v").expression_attribute_names("#n", name);
    update.expression_attribute_values(":v", n(value)).send().await.unwrap();
}

/// Moves one item, which is interrupted. Returns what was counted, what is stored, and what that opens to.
async fn interrupted<F>(by: impl FnOnce(Client) -> F) -> (Counts, Option<Item>, Option<Item>)
where
    F: Future<Output = ()> + Send + 'static,
{
    let url = engine::start().await;
    let client = Client::from_conf(test_support::config(&url).build());
    engine::create_table(&client, "Customers").await;
    put(client.clone(), legacy().encrypt_item(item("old@example.com")).await.unwrap()).await;

    let by: BoxFuture<'static, ()> = Box::pin(by(client.clone()));
    let inner = DefaultMaterialProvider::new(keyring());
    let provider = Interrupted { by: Mutex::new(Some(by)), inner };
    let interrupted = ItemEncryptor::new(table().material_provider(provider).build().unwrap());
    let migration = Migration {
        client: client.clone(),
        encryptor: interrupted,
        concurrency: 1,
        page: 10,
        progress: None,
        dry_run: false,
    };
    let counts = migration.run(|_, failures| assert!(failures.is_empty(), "{failures:?}")).await.unwrap();
    let stored = get(&client).await;
    let opened = match stored.clone() {
        Some(stored) => {
            let forbidden = customers_builder(keyring()).encrypt(["score"]).sign(["rank"]).build().unwrap();
            Some(ItemEncryptor::new(forbidden).decrypt_item(stored).await.unwrap().item)
        }
        None => None,
    };
    (counts, stored, opened)
}

fn one(conflicts: u64) -> Counts {
    Counts { seen: 1, moved: 1, conflicts, ..Counts::default() }
}

#[tokio::test]
async fn an_item_that_is_left_alone_is_moved() {
    let (counts, _, opened) = interrupted(|_| async {}).await;
    assert_eq!((counts, opened), (one(0), Some(item("old@example.com"))));
}

#[tokio::test]
async fn an_item_that_is_replaced_in_the_legacy_format_is_moved_as_it_is_then() {
    let (counts, _, opened) = interrupted(|client| async {
        put(client, legacy().encrypt_item(item("new@example.com")).await.unwrap()).await;
    })
    .await;
    assert_eq!((counts, opened), (one(1), Some(item("new@example.com"))));
}

#[tokio::test]
async fn an_item_that_is_replaced_in_the_new_format_stays() {
    let new = encryptor().encrypt_item(item("new@example.com")).await.unwrap();
    let written = new.clone();
    let (counts, stored, _) = interrupted(|client| put(client, written)).await;
    assert_eq!(counts, Counts { seen: 1, current: 1, conflicts: 1, ..Counts::default() });
    assert_eq!(stored, Some(new));
}

#[tokio::test]
async fn an_item_that_is_deleted_stays_deleted() {
    let (counts, stored, _) = interrupted(|client| async move {
        let delete = client.delete_item().table_name("Customers").key("id", s("1")).key("created", n(1));
        delete.send().await.unwrap();
    })
    .await;
    assert_eq!(counts, Counts { seen: 1, gone: 1, conflicts: 1, ..Counts::default() });
    assert_eq!(stored, None);
}

#[tokio::test]
async fn what_is_written_without_keys_is_kept() {
    let old = || item("old@example.com");
    for (name, conflicts) in [
        // Unsigned in both formats, and there before.
        (":counter", 1),
        // Unsigned in both, and new: the update leaves it alone.
        (":visits", 0),
        // Signed in the new format only, and there before.
        ("score", 1),
        // The same, and new.
        ("rank", 1),
    ] {
        let (counts, _, opened) = interrupted(|client| set(client, name, 77)).await;
        assert_eq!((counts, opened), (one(conflicts), Some(with(old(), name, 77))), "{name}");
    }
}
