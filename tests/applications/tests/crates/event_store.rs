//! Event sourcing with event-store-adapter-rs: a head for each aggregate, which a transaction updates with each event.

use std::time::Duration;

use applications::{Application, Run, Seen, create_table, table};
use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::ScalarAttributeType;
use chrono::DateTime;
use event_store_adapter_rs::{
    AggregateId, DynamoDbOptions, DynamoDbTables, EventEnvelope, EventStoreForDynamoDB, RetentionMode,
    RetentionSettings, SnapshotEnvelope,
};
use serde_json::{Value, json};

type Store = EventStoreForDynamoDB<Id, Value, Value>;

#[derive(Debug, Clone)]
struct Id(&'static str);

impl AggregateId for Id {
    fn type_name(&self) -> String {
        "Patient".to_owned()
    }

    fn value(&self) -> String {
        self.0.to_owned()
    }
}

/// Everything but keys and the key of the index is encrypted: in the head, all.
fn patients() -> Application {
    let configuration = ["store_id", "layout_version"];
    let journal = table("Journal", "aid", Some("seq_nr")).encrypt(["occurred_at", "manifest", "payload"]);
    let head = table("Head", "aid", None).encrypt(["type_name", "seq_nr", "events"]);
    let snapshots = table("Snapshots", "aid", Some("skey"))
        .encrypt(["seq_nr", "manifest", "payload", "last_updated_at"])
        .sign(["active_history_seq_nr", "ttl"]);
    let tables = [journal, head, snapshots].map(|table| table.encrypt(configuration).build().unwrap());
    Application {
        tables: tables.to_vec(),
        create: |client| {
            Box::pin(async move {
                let aid = ("aid", ScalarAttributeType::S);
                let number = |name: &'static str| (name, ScalarAttributeType::N);
                create_table(&client, "Journal", &[aid.clone(), number("seq_nr")], None).await;
                create_table(&client, "Head", std::slice::from_ref(&aid), None).await;
                let index: &[_] = &[aid.clone(), number("active_history_seq_nr")];
                let key = [aid.clone(), number("skey")];
                create_table(&client, "Snapshots", &key, Some(("history", index))).await;
            })
        },
        secrets: &["diagnosis", "Ada Lovelace"],
    }
}

async fn open(client: &Client, retention: RetentionSettings) -> Store {
    let tables = DynamoDbTables {
        journal_table_name: "Journal".to_owned(),
        snapshot_table_name: "Snapshots".to_owned(),
        head_table_name: "Head".to_owned(),
        snapshot_history_index_name: "history".to_owned(),
    };
    let options = DynamoDbOptions {
        retention,
        unprocessed_retry_initial_delay: Duration::from_millis(1),
        ..DynamoDbOptions::default()
    };
    Store::open(client.clone(), tables, options).await.unwrap()
}

fn event(id: &'static str, number: u64, text: &str) -> EventEnvelope<Id, Value> {
    let time = DateTime::from_timestamp(1_800_000_000, u32::try_from(number).unwrap()).unwrap();
    let payload = json!({ "diagnosis": text, "patient": "Ada Lovelace" });
    EventEnvelope::new(Id(id), number, time, payload).with_manifest("v1")
}

fn snapshot(number: u64) -> SnapshotEnvelope<Value> {
    SnapshotEnvelope::new(json!({ "patient": "Ada Lovelace", "diagnosis": number }), number).with_manifest("v2")
}

async fn state(store: &Store, id: &'static str, seen: &mut Seen) {
    seen.note(store.get_latest_snapshot_by_id(&Id(id)).await);
    let events = store.get_events_by_id_since_seq_nr(&Id(id), 0).await.unwrap();
    seen.note(events.iter().map(|event| (event.seq_nr(), event.payload())).collect::<Vec<_>>());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_event_store_locks_by_a_head_that_is_wholly_encrypted() {
    let run = patients().compare(appends).await;
    heads_are_updated(&run);
}

/// A head is read consistently before it is changed, or the encryption has done something else than it should.
fn heads_are_updated(run: &Run) {
    assert!(run.count("TransactWriteItems") >= 8);
    assert!(run.count("GetItem") >= 4, "{}", run.count("GetItem"));
}

async fn appends(client: Client, seen: &mut Seen) {
    let store = open(&client, RetentionSettings::current_only()).await;
    // The store's own settings are in all three tables.
    let again = open(&client, RetentionSettings::current_only()).await;
    for number in 1..=4 {
        seen.note(store.persist_event(event("1", number, "influenza")).await);
    }
    seen.note(store.persist_event_and_snapshot(event("1", 5, "measles"), snapshot(5)).await);
    state(&again, "1", seen).await;

    // Too late, again, too early, and for one who is not there: the head that comes back with the failed condition
    // decides what the store says.
    for number in [1, 3, 5, 7, 60] {
        seen.note(again.persist_event(event("1", number, "plague")).await.map_err(|error| error.to_string()));
    }
    seen.note(store.persist_event(event("2", 2, "plague")).await.map_err(|error| error.to_string()));
    seen.note(store.persist_event(event("2", 1, "cholera")).await);
    state(&store, "1", seen).await;
    state(&store, "2", seen).await;
    state(&store, "3", seen).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_event_store_keeps_a_history_of_snapshots_or_marks_it_for_expiry() {
    patients().compare(history).await;
}

async fn history(client: Client, seen: &mut Seen) {
    let keep = RetentionSettings::keep_latest(2);
    let deleting = open(&client, keep.clone()).await;
    for number in 1..=5 {
        seen.note(deleting.persist_event_and_snapshot(event("1", number, "gout"), snapshot(number)).await);
    }
    state(&deleting, "1", seen).await;
    history_of(&client, "Patient-1", seen).await;
    let marking = open(&client, keep.with_mode(RetentionMode::Ttl { grace_seconds: 60 })).await;
    for number in 1..=5 {
        seen.note(marking.persist_event_and_snapshot(event("2", number, "gout"), snapshot(number)).await);
    }
    state(&marking, "2", seen).await;
    history_of(&client, "Patient-2", seen).await;
}

/// Which snapshots there are, and which of these will expire.
async fn history_of(client: &Client, aid: &str, seen: &mut Seen) {
    let query = client.query().table_name("Snapshots").key_condition_expression("aid = :aid");
    let found = query.expression_attribute_values(":aid", test_support::s(aid)).send().await.unwrap();
    for item in found.items() {
        let has = |name: &str| item.contains_key(name);
        seen.note((item.get("skey"), item.get("payload"), has("ttl"), has("active_history_seq_nr")));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_writers_of_an_event_store_one_is_told_to_try_again() {
    let application = patients();
    let run = application.compare(races).await;
    heads_are_updated(&run);
}

async fn races(client: Client, seen: &mut Seen) {
    let store = open(&client, RetentionSettings::current_only()).await;
    seen.note(store.persist_event(event("1", 1, "scurvy")).await);
    for number in 2..=8 {
        let appends = (0..3).map(|_| {
            let store = store.clone();
            tokio::spawn(async move { store.persist_event(event("1", number, "scurvy")).await.is_ok() })
        });
        let mut written = 0;
        for append in appends.collect::<Vec<_>>() {
            written += usize::from(append.await.unwrap());
        }
        seen.note(written);
    }
    state(&store, "1", seen).await;
}
