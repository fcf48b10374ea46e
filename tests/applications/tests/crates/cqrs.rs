//! Event sourcing with cqrs-es and dynamo-es: events, snapshots and views, all in transactions.

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use applications::{Application, Seen, create_table, table};
use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::ScalarAttributeType;
use cqrs_es::event_sink::EventSink;
use cqrs_es::persist::{
    GenericQuery, PersistedEventRepository, PersistedEventStore, SerializedEvent, ViewRepository,
};
use cqrs_es::{Aggregate, DomainEvent, EventEnvelope, EventStore, View};
use dynamo_es::{DynamoEventRepository, DynamoViewRepository, dynamodb_cqrs, dynamodb_snapshot_cqrs};
use serde::{Deserialize, Serialize};
use serde_json::json;

#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
struct Account {
    holder: String,
    balance: i64,
}

#[derive(Debug)]
enum Command {
    Open { holder: String },
    Deposit { amount: i64 },
    Withdraw { amount: i64 },
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
enum Event {
    Opened { holder: String },
    Deposited { amount: i64 },
    Withdrawn { amount: i64 },
}

#[derive(Debug, PartialEq)]
struct Overdrawn;

impl fmt::Display for Overdrawn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("there is not so much money")
    }
}

impl std::error::Error for Overdrawn {}

impl DomainEvent for Event {
    fn event_type(&self) -> String {
        let kind = match self {
            Event::Opened { .. } => "Opened",
            Event::Deposited { .. } => "Deposited",
            Event::Withdrawn { .. } => "Withdrawn",
        };
        kind.to_owned()
    }

    fn event_version(&self) -> String {
        "1.0".to_owned()
    }
}

impl Aggregate for Account {
    const TYPE: &'static str = "account";
    type Command = Command;
    type Event = Event;
    type Error = Overdrawn;
    type Services = ();

    async fn handle(&mut self, command: Command, _: &(), sink: &EventSink<Self>) -> Result<(), Overdrawn> {
        match command {
            Command::Open { holder } => sink.write(Event::Opened { holder }, self).await,
            Command::Deposit { amount } => sink.write(Event::Deposited { amount }, self).await,
            Command::Withdraw { amount } if amount > self.balance => return Err(Overdrawn),
            Command::Withdraw { amount } => sink.write(Event::Withdrawn { amount }, self).await,
        }
        Ok(())
    }

    fn apply(&mut self, event: Event) {
        match event {
            Event::Opened { holder } => self.holder = holder,
            Event::Deposited { amount } => self.balance += amount,
            Event::Withdrawn { amount } => self.balance -= amount,
        }
    }
}

/// What a clerk sees of an account.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Statement {
    lines: Vec<String>,
}

impl View<Account> for Statement {
    fn update(&mut self, event: &EventEnvelope<Account>) {
        self.lines.push(format!("{} {:?}", event.sequence, event.payload));
    }
}

/// Everything but the keys is encrypted: also the sequence numbers and versions that the conditions of the snapshots'
/// and views' puts compare.
fn accounts() -> Application {
    let events = table("Events", "AggregateTypeAndId", Some("AggregateIdSequence")).encrypt([
        "AggregateType",
        "AggregateId",
        "EventVersion",
        "EventType",
        "Payload",
        "Metadata",
    ]);
    let snapshots = table("Snapshots", "AggregateTypeAndId", None).encrypt([
        "AggregateType",
        "AggregateId",
        "CurrentSequence",
        "CurrentSnapshot",
        "Payload",
    ]);
    let views = table("Statements", "ViewId", None).encrypt(["ViewVersion", "Payload"]);
    Application {
        tables: vec![events.build().unwrap(), snapshots.build().unwrap(), views.build().unwrap()],
        create: |client| {
            Box::pin(async move {
                let key = ("AggregateTypeAndId", ScalarAttributeType::S);
                let sequence = ("AggregateIdSequence", ScalarAttributeType::N);
                create_table(&client, "Events", &[key.clone(), sequence], None).await;
                create_table(&client, "Snapshots", &[key], None).await;
                create_table(&client, "Statements", &[("ViewId", ScalarAttributeType::S)], None).await;
            })
        },
        secrets: &["Ada Lovelace", "Deposited"],
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_event_store_appends_replays_and_projects() {
    accounts().compare(commands).await;
}

async fn commands(client: Client, seen: &mut Seen) {
    let views = Arc::new(DynamoViewRepository::<Statement, Account>::new("Statements", client.clone()));
    let query = GenericQuery::new(Arc::clone(&views));
    let cqrs = dynamodb_cqrs::<Account>(client.clone(), vec![Box::new(query)], ());
    let open = || Command::Open { holder: "Ada Lovelace".to_owned() };
    seen.note(cqrs.execute("1", open()).await);
    seen.note(cqrs.execute("1", Command::Deposit { amount: 271_828 }).await);
    seen.note(cqrs.execute("1", Command::Withdraw { amount: 300_000 }).await);
    let metadata = HashMap::from([("clerk".to_owned(), "Charles Babbage".to_owned())]);
    seen.note(cqrs.execute_with_metadata("1", Command::Withdraw { amount: 1828 }, metadata).await);
    seen.note(cqrs.execute("2", open()).await);
    for id in ["1", "2", "3"] {
        seen.note(views.load(id).await);
    }
    let store = PersistedEventStore::<_, Account>::new_event_store(DynamoEventRepository::new(client.clone()));
    let events = store.load_events("1").await.unwrap();
    seen.note(events.iter().map(|event| (event.sequence, &event.payload, &event.metadata)).collect::<Vec<_>>());

    // Two who have seen the same: the second is told.
    let (one, two) = (store.load_aggregate("1").await.unwrap(), store.load_aggregate("1").await.unwrap());
    let deposit = || vec![Event::Deposited { amount: 5 }];
    seen.note(store.commit(deposit(), one, HashMap::new()).await.is_ok());
    seen.note(store.commit(deposit(), two, HashMap::new()).await.map(drop));

    // One page for each event.
    let repository = DynamoEventRepository::new(client).with_streaming_channel_size(1);
    let mut stream = repository.stream_events::<Account>("1").await.unwrap();
    while let Some(event) = stream.next::<Account>(&[]).await {
        seen.note(event.map(|event| (event.sequence, event.payload)));
    }
    let mut all = Vec::new();
    let mut stream = repository.stream_all_events::<Account>().await.unwrap();
    while let Some(event) = stream.next::<Account>(&[]).await {
        all.push(format!("{:?}", event.map(|event| (event.aggregate_id, event.sequence, event.payload))));
    }
    all.sort();
    seen.note(all);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_snapshot_store_locks_by_an_encrypted_version() {
    accounts().compare(snapshots).await;
}

async fn snapshots(client: Client, seen: &mut Seen) {
    let cqrs = dynamodb_snapshot_cqrs::<Account>(client.clone(), vec![], 2, ());
    seen.note(cqrs.execute("1", Command::Open { holder: "Ada Lovelace".to_owned() }).await);
    for amount in [271_828, 2, 3, 4, 5] {
        seen.note(cqrs.execute("1", Command::Deposit { amount }).await);
    }
    let repository = DynamoEventRepository::new(client.clone());
    seen.note(repository.get_snapshot::<Account>("1").await);
    seen.note(repository.get_last_events::<Account>("1", 4).await);

    // The snapshot's number is what it must follow: once right, then wrong, with and without events.
    let event = |sequence: usize| SerializedEvent {
        aggregate_id: "1".to_owned(),
        sequence,
        aggregate_type: Account::TYPE.to_owned(),
        event_type: "Deposited".to_owned(),
        event_version: "1.0".to_owned(),
        payload: json!({ "Deposited": { "amount": 6 } }),
        metadata: json!({}),
    };
    let account = json!({ "holder": "Ada Lovelace", "balance": 271_848 });
    for (events, snapshot) in [(vec![event(7)], 4), (vec![event(8)], 4), (vec![], 4), (vec![event(7)], 5)] {
        let update = Some(("1".to_owned(), account.clone(), snapshot));
        seen.note(repository.persist::<Account>(&events, update).await);
        seen.note(repository.get_snapshot::<Account>("1").await);
    }
    seen.note(repository.get_events::<Account>("1").await);

    let store = PersistedEventStore::<_, Account>::new_snapshot_store(repository, 2);
    let context = store.load_aggregate("1").await.unwrap();
    seen.note(&context.aggregate);
    seen.note((context.current_sequence, context.current_snapshot));
}
