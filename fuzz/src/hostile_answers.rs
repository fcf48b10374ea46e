//! An endpoint that answers every operation as it likes: nothing comes out that was not sealed for this table, and no
//! other item than the one that was asked for.

use std::sync::LazyLock;

use aws_sdk_dynamodb::error::ProvideErrorMetadata;
use aws_sdk_dynamodb::types::{AttributeValue, Get, KeysAndAttributes, ReturnValue, TransactGetItem};
use dynamodb_item_encryptor::json::to_value;
use dynamodb_item_encryptor::{EncryptTables, Error, Item, ItemEncryptor};

use crate::common::{aes, answering, check, client, customer, customers, dynamodb, wait};

/// Genuine items, as they are stored; `@0` and `@1` in an answer stand for them.
static GENUINE: LazyLock<[String; 2]> = LazyLock::new(|| {
    let encryptor = ItemEncryptor::new(customers().keyring(aes()).build().unwrap());
    [("0", "zero@example.com"), ("1", "one@example.com")].map(|(id, email)| {
        let sealed = wait(encryptor.encrypt_item(customer(id, email))).unwrap();
        to_value(&sealed).unwrap().to_string()
    })
});

/// What is sealed in a genuine item, by its key.
fn sealed(id: &str) -> Option<&'static str> {
    match id {
        "0" => Some("zero@example.com"),
        "1" => Some("one@example.com"),
        _ => None,
    }
}

/// The first byte chooses the operation, the second one the status; the rest is the answer.
pub fn run(data: &[u8]) {
    let [operation, status, body @ ..] = data else { return };
    let Ok(body) = std::str::from_utf8(body) else { return };
    let body = GENUINE
        .iter()
        .enumerate()
        .fold(body.to_owned(), |body, (n, item)| body.replace(&format!("\"@{n}\""), item));
    let status = if status % 4 == 3 { 400 } else { 200 };
    let http = answering(move |_| (status, body.clone().into_bytes()));
    let table = customers().keyring(aes()).build().unwrap();
    let client = client(dynamodb(http).encrypt_tables([table]).unwrap());
    let id = || AttributeValue::S("0".to_owned());
    let created = || AttributeValue::N("1".to_owned());
    let name = "Customers";
    match operation % 8 {
        0 => {
            let got = client.get_item().table_name(name).key("id", id()).key("created", created());
            look(got_one(wait(got.send()).map(|output| output.item)), Some("0"));
        }
        1 => {
            let query = client.query().table_name(name).key_condition_expression("id = :i");
            let query = query.expression_attribute_values(":i", id());
            look(wait(query.send()).map(|output| output.items.unwrap_or_default()), Some("0"));
        }
        2 => look(
            wait(client.scan().table_name(name).send()).map(|output| output.items.unwrap_or_default()),
            None,
        ),
        3 => {
            let keys = KeysAndAttributes::builder()
                .keys([("id".to_owned(), id()), ("created".to_owned(), created())].into());
            let got = client.batch_get_item().request_items(name, keys.build().unwrap());
            let items = |responses: Option<std::collections::HashMap<String, Vec<Item>>>| {
                responses.into_iter().flatten().flat_map(|(_, items)| items).collect()
            };
            look(wait(got.send()).map(|output| items(output.responses)), Some("0"));
        }
        4 => {
            let get =
                Get::builder().table_name(name).key("id", id()).key("created", created()).build().unwrap();
            let got = client.transact_get_items().transact_items(TransactGetItem::builder().get(get).build());
            let items = wait(got.send()).map(|output| {
                output.responses.unwrap_or_default().into_iter().filter_map(|response| response.item).collect()
            });
            look(items, Some("0"));
        }
        5 => {
            let put = client.put_item().table_name(name).set_item(Some(customer("0", "new@example.com")));
            let put = put.return_values(ReturnValue::AllOld);
            look(got_one(wait(put.send()).map(|output| output.attributes)), Some("0"));
        }
        6 => {
            let delete = client.delete_item().table_name(name).key("id", id()).key("created", created());
            let delete = delete.return_values(ReturnValue::AllOld);
            look(got_one(wait(delete.send()).map(|output| output.attributes)), Some("0"));
        }
        _ => {
            let update = client.update_item().table_name(name).key("id", id()).key("created", created());
            let update = update.update_expression("SET #c = :one").expression_attribute_names("#c", ":counter");
            let update =
                update.expression_attribute_values(":one", created()).return_values(ReturnValue::AllNew);
            look(got_one(wait(update.send()).map(|output| output.attributes)), Some("0"));
        }
    }
}

fn got_one<E>(item: Result<Option<Item>, E>) -> Result<Vec<Item>, E> {
    item.map(|item| item.into_iter().collect())
}

/// Looks at what the application gets.
fn look<E>(items: Result<Vec<Item>, E>, asked: Option<&str>)
where
    E: std::error::Error + ProvideErrorMetadata + 'static,
{
    let items = match items {
        Ok(items) => items,
        Err(error) => {
            if let Some(error) = Error::find_in(&error) {
                check(error);
            }
            return;
        }
    };
    for item in items {
        let id = item.get("id").and_then(|id| id.as_s().ok()).map(String::as_str);
        assert!(asked.is_none() || item.is_empty() || id == asked, "{item:?} was not asked for");
        match (item.get("email"), id.and_then(sealed)) {
            (None, _) => assert!(!item.contains_key("notes"), "a part of {item:?}"),
            (Some(AttributeValue::S(email)), Some(sealed)) => assert_eq!(email, sealed),
            (Some(email), _) => panic!("{email:?} was sealed by nobody"),
        }
    }
}
