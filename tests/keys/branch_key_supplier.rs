//! One branch key for each tenant, chosen by what is in the item.

use std::sync::{Arc, Mutex};

use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue;
use dynamodb_item_encryptor::{
    BoxError, BranchKey, BranchKeyIdRequest, BranchKeyVersion, Error, HeaderVersion, HierarchicalKeyring,
    InMemoryBranchKeys, Item, ItemEncryptor, ItemHeader, KeyError, TableConfig,
};
use test_support::{find, n, s};

fn keys() -> InMemoryBranchKeys {
    (1..=3).fold(InMemoryBranchKeys::new(), |keys, tenant| {
        let key = BranchKey::new(BranchKeyVersion::from_bytes([tenant; 16]), &[tenant; 32]);
        keys.with(format!("branch-key-{tenant}"), key)
    })
}

/// What the supplier was shown, each time.
type Shown = Arc<Mutex<Vec<(String, String, Option<String>, Item)>>>;

/// A keyring that goes by the last character of the attribute `by`.
fn keyring(by: &'static str) -> (HierarchicalKeyring, Shown) {
    let shown = Shown::default();
    let supplier = {
        let shown = Arc::clone(&shown);
        move |item: &BranchKeyIdRequest<'_>| -> Result<String, BoxError> {
            let sort_key = item.sort_key.map(str::to_owned);
            let seen =
                (item.table.to_owned(), item.partition_key.to_owned(), sort_key, item.attributes.clone());
            shown.lock().unwrap().push(seen);
            match item.attributes.get(by) {
                Some(AttributeValue::S(tenant)) if tenant.contains("tenant") => {
                    Ok(format!("branch-key-{}", tenant.chars().next_back().unwrap()))
                }
                _ => Err("an item without a tenant".into()),
            }
        }
    };
    (HierarchicalKeyring::with_supplier(supplier, keys()), shown)
}

fn encryptor(by: &'static str, version: HeaderVersion) -> (ItemEncryptor, Shown) {
    let (keyring, shown) = keyring(by);
    let table = TableConfig::builder("Customers").partition_key("id").sort_key("created").encrypt(["email"]);
    let context = ["owner", "level", "active", "gone", "tag", "list"];
    let table = match version {
        HeaderVersion::V1 => table.sign(context),
        _ => table.sign_and_include_in_encryption_context(context),
    };
    (ItemEncryptor::new(table.keyring(keyring).build().unwrap()), shown)
}

fn item(id: &str, owner: &str) -> Item {
    [
        ("id", s(id)),
        ("created", AttributeValue::N("42.50".into())),
        ("email", s("a@example.com")),
        ("owner", s(owner)),
        ("level", AttributeValue::N("1e2".into())),
        ("active", AttributeValue::Bool(true)),
        ("gone", AttributeValue::Null(true)),
        ("tag", AttributeValue::B(Blob::new([1, 2]))),
        ("list", AttributeValue::L(vec![s("x"), n(1)])),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .into()
}

fn branch_key(stored: &Item) -> Option<String> {
    ItemHeader::of(stored).unwrap().data_keys[0].branch_key_id.clone()
}

#[tokio::test]
async fn in_version_1_the_key_attributes_choose_the_branch_key() {
    let (encryptor, shown) = encryptor("id", HeaderVersion::V1);
    for tenant in ["1", "2", "3"] {
        let item = item(&format!("tenant-{tenant}"), "somebody");
        let stored = encryptor.encrypt_item(item.clone()).await.unwrap();
        assert_eq!(branch_key(&stored), Some(format!("branch-key-{tenant}")));
        assert_eq!(encryptor.decrypt_item(stored).await.unwrap().item, item);
        let keys = [("id", s(format!("tenant-{tenant}"))), ("created", AttributeValue::N("42.5".into()))];
        let keys: Item = keys.map(|(name, value)| (name.to_owned(), value)).into();
        let expected = ("Customers".to_owned(), "id".to_owned(), Some("created".to_owned()), keys);
        let shown = std::mem::take(&mut *shown.lock().unwrap());
        assert_eq!(shown, [expected.clone(), expected]);
    }
}

#[tokio::test]
async fn in_version_2_every_attribute_of_the_context_may_choose() {
    let (encryptor, shown) = encryptor("owner", HeaderVersion::V2);
    let item = item("anybody", "tenant-2");
    let stored = encryptor.encrypt_item(item.clone()).await.unwrap();
    assert_eq!(branch_key(&stored).as_deref(), Some("branch-key-2"));
    assert_eq!(encryptor.decrypt_item(stored).await.unwrap().item, item);
    let mut expected = item;
    expected.remove("email");
    expected.insert("created".to_owned(), AttributeValue::N("42.5".into()));
    expected.insert("level".to_owned(), AttributeValue::N("100".into()));
    for (table, partition_key, sort_key, attributes) in &*shown.lock().unwrap() {
        assert_eq!((table.as_str(), partition_key.as_str()), ("Customers", "id"));
        assert_eq!(sort_key.as_deref(), Some("created"));
        assert_eq!(attributes, &expected);
    }
    assert_eq!(shown.lock().unwrap().len(), 2);
}

#[tokio::test]
async fn an_item_under_another_branch_key_than_the_chosen_one_is_not_read() {
    let (encryptor, _) = encryptor("id", HeaderVersion::V1);
    let mut stored = encryptor.encrypt_item(item("tenant-1", "x")).await.unwrap();
    stored.insert("id".to_owned(), s("tenant-2"));
    let error = encryptor.decrypt_item(stored.clone()).await.unwrap_err();
    assert!(matches!(error, Error::Key { source: KeyError::NoneMatches { .. }, .. }), "{error:?}");
    // Under the same branch key it is the key attribute that does not fit.
    stored.insert("id".to_owned(), s("another tenant-1"));
    let error = encryptor.decrypt_item(stored).await.unwrap_err();
    assert!(matches!(error, Error::Key { source: KeyError::AllFailed { .. }, .. }), "{error:?}");
}

#[tokio::test]
async fn a_supplier_that_cannot_choose_says_why() {
    let (encryptor, _) = encryptor("id", HeaderVersion::V1);
    let error = encryptor.encrypt_item(item("nobody", "x")).await.unwrap_err();
    let cause = find::<KeyError>(&error).unwrap();
    assert!(matches!(cause, KeyError::BranchKeySupplier(why) if why.to_string() == "an item without a tenant"));
    let mut stored = encryptor.encrypt_item(item("tenant-1", "x")).await.unwrap();
    stored.insert("id".to_owned(), s("nobody"));
    let error = encryptor.decrypt_item(stored).await.unwrap_err();
    assert!(matches!(error, Error::Key { source: KeyError::BranchKeySupplier(_), .. }), "{error:?}");
}
