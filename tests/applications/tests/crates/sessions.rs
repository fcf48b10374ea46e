//! Sessions of web applications: tower-sessions-dynamodb-store.

use std::collections::BTreeMap;

use applications::{Application, Seen, create_table, table};
use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::ScalarAttributeType;
use serde_json::json;
use time::OffsetDateTime;
use tower_sessions::session::{Id, Record};
use tower_sessions::session_store::Error;
use tower_sessions::{CachingSessionStore, ExpiredDeletion, MemoryStore, Session, SessionStore};
use tower_sessions_dynamodb_store::{DynamoDBStore, DynamoDBStoreKey, DynamoDBStoreProps};

/// A second in the year 2100.
const LATER: i64 = 4_102_444_800;

fn record(id: i128, user: &str, expires: i64) -> Record {
    let expiry_date = OffsetDateTime::from_unix_timestamp(expires).unwrap();
    Record { id: Id(id), data: [("user".to_owned(), json!(user))].into(), expiry_date }
}

/// What was loaded, in an order of its own.
fn shown(loaded: Result<Option<Record>, Error>) -> String {
    let sorted =
        |record: Record| (record.id, record.data.into_iter().collect::<BTreeMap<_, _>>(), record.expiry_date);
    format!("{:?}", loaded.map(|record| record.map(sorted)))
}

/// The table that the store uses if it is told nothing else. What it filters by stays readable for DynamoDB's time to
/// live.
fn sessions() -> Application {
    let sessions = table("TowerSessions", "session_id", None).encrypt(["data"]).sign(["expire_at"]);
    Application {
        tables: vec![sessions.build().unwrap()],
        create: |client| {
            Box::pin(async move {
                create_table(&client, "TowerSessions", &[("session_id", ScalarAttributeType::S)], None).await;
            })
        },
        secrets: &["ada.lovelace", "charles.babbage", "grace.hopper"],
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_store_creates_saves_loads_and_deletes() {
    let run = sessions().compare(operations).await;
    assert_eq!(run.count("GetItem") + run.count("UpdateItem"), 0, "nothing is done in another way");
}

async fn operations(client: Client, seen: &mut Seen) {
    let store = DynamoDBStore::new(client, DynamoDBStoreProps::default());
    let mut ada = record(1815, "ada.lovelace", LATER);
    seen.note(store.create(&mut ada).await);
    seen.note(shown(store.load(&ada.id).await));
    // The id is taken, and the store finds another.
    let mut other = record(1815, "charles.babbage", LATER);
    seen.note(store.create(&mut other).await);
    seen.note(other.id != ada.id);
    seen.note(shown(store.load(&ada.id).await));
    seen.note(store.load(&other.id).await.map(|found| found.map(|found| found.data)));

    ada.data.insert("cart".to_owned(), json!(["engine", 2]));
    seen.note(store.save(&ada).await);
    seen.note(shown(store.load(&ada.id).await));
    seen.note(store.delete(&ada.id).await);
    seen.note(shown(store.load(&ada.id).await));

    // One that has expired is not loaded, though it is there.
    let expired = record(1906, "grace.hopper", 1);
    seen.note(store.save(&expired).await);
    seen.note(store.load(&expired.id).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_store_deletes_what_has_expired() {
    let application = Application { secrets: &["grace.hopper"], ..sessions() };
    let run = application.compare(expiry).await;
    // More than fit into one batch.
    assert!(run.count("BatchWriteItem") >= 3 && run.count("Scan") >= 2);
}

async fn expiry(client: Client, seen: &mut Seen) {
    let store = DynamoDBStore::new(client.clone(), DynamoDBStoreProps::default());
    for id in 0..70 {
        let expires = if id % 7 == 0 { LATER } else { 1 + i64::try_from(id).unwrap() };
        seen.note(store.save(&record(id, "grace.hopper", expires)).await);
    }
    seen.note(store.delete_expired().await);
    for id in 0..70 {
        seen.note(store.load(&Id(id)).await);
    }
    seen.note(client.scan().table_name("TowerSessions").send().await.map(|page| page.count));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_store_shares_a_single_table() {
    let one = table("App", "PK", Some("SK")).encrypt(["blob"]).sign(["ttl"]);
    let application = Application {
        tables: vec![one.build().unwrap()],
        create: |client| {
            Box::pin(async move {
                let key = [("PK", ScalarAttributeType::S), ("SK", ScalarAttributeType::S)];
                create_table(&client, "App", &key, None).await;
            })
        },
        secrets: &["ada.lovelace"],
    };
    application.compare(single_table).await;
}

/// The store behind a cache, and the session as a handler has it.
async fn single_table(client: Client, seen: &mut Seen) {
    let key = |name: &str, prefix: &str| DynamoDBStoreKey {
        name: name.to_owned(),
        prefix: Some(prefix.to_owned()),
        suffix: Some("#v1".to_owned()),
    };
    let props = DynamoDBStoreProps {
        table_name: "App".to_owned(),
        partition_key: key("PK", "SESSION#"),
        sort_key: Some(key("SK", "SESSION#")),
        expirey_name: "ttl".to_owned(),
        data_name: "blob".to_owned(),
        ..DynamoDBStoreProps::default()
    };
    let store = DynamoDBStore::new(client, props);
    let cached = std::sync::Arc::new(CachingSessionStore::new(MemoryStore::default(), store.clone()));
    let session = Session::new(None, cached, None);
    seen.note(session.insert("user", "ada.lovelace").await);
    seen.note(session.save().await);
    let id = session.id().unwrap();
    seen.note(store.load(&id).await.map(|found| found.map(|found| found.data)));
    seen.note(session.cycle_id().await);
    seen.note(session.save().await);
    seen.note(store.load(&id).await);
    let id = session.id().unwrap();
    seen.note(store.load(&id).await.map(|found| found.map(|found| found.data)));
    seen.note(session.flush().await);
    seen.note(store.load(&id).await);
    seen.note(store.delete_expired().await);
}
