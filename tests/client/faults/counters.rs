//! Updates of encrypted attributes under faults: what was reported once counts once.

use std::collections::{BTreeSet, HashMap};

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::error::SdkError;
use aws_sdk_dynamodb::types::AttributeValue;
use dynamodb_item_encryptor::{Item, UpdateEncrypted, UpdateError};

use test_support::fault::{Fault, Refusal};
use test_support::n;
use test_support::wire::Request;
use test_support::workload::accounts::{Rng, TABLE, key};
use test_support::workload::setup::{Keys, LATE, Setup};

const COUNTERS: usize = 3;

/// Adds one to the encrypted `balance` and the name of the update to the encrypted `tags`.
fn count(item: &mut Option<Item>, id: &str, name: &str) {
    let item = item.get_or_insert_with(|| key(id));
    let balance = item.get("balance").map_or(0, |balance| balance.as_n().unwrap().parse().unwrap());
    item.insert("balance".to_owned(), n(balance + 1));
    let mut tags = tags(item);
    assert!(tags.insert(name.to_owned()), "counted twice");
    item.insert("tags".to_owned(), AttributeValue::Ss(tags.into_iter().collect()));
}

fn tags(item: &Item) -> BTreeSet<String> {
    item.get("tags").map(|tags| tags.as_ss().unwrap().iter().cloned().collect()).unwrap_or_default()
}

async fn update(client: &Client, id: &str, name: &str) -> Result<Option<Item>, UpdateError> {
    let update = client.update_encrypted(TABLE, key(id)).max_attempts(200);
    update
        .send(|item| {
            count(item, id, name);
            Ok(())
        })
        .await
}

fn random_fault(rng: &mut Rng, _: &Request) -> Option<Fault> {
    if !rng.chance(30) {
        return None;
    }
    Some(match rng.below(12) {
        0 => Fault::LateRequest(LATE),
        1 => Fault::FlipAnswer(rng.number()),
        _ => Fault::random(rng),
    })
}

#[tokio::test]
async fn racing_updates_under_faults_count_what_was_reported_exactly_once() {
    let setup = Setup::new(Keys::Raw).await;
    let mut plan = Rng(8);
    setup.proxy.set_plan(move |request| random_fault(&mut plan, request));
    let client = setup.wrapped();
    let racing = (0..8).map(|task| {
        let client = client.clone();
        tokio::spawn(async move {
            let mut reports = Vec::new();
            for number in 0..15 {
                let (id, name) = (format!("id{}", (task + number) % COUNTERS), format!("{task}-{number}"));
                let report = update(&client, &id, &name).await;
                reports.push((id, name, report));
            }
            reports
        })
    });
    let racing: Vec<_> = racing.collect();
    let (mut done, mut unknown, mut failed) = (HashMap::<_, BTreeSet<_>>::new(), BTreeSet::new(), 0);
    for task in racing {
        for (id, name, report) in task.await.unwrap() {
            match report {
                Ok(stored) => {
                    let stored = stored.unwrap();
                    assert!(tags(&stored).contains(&name));
                    done.entry(id).or_default().insert(name);
                }
                Err(UpdateError::Put(error)) if !matches!(*error, SdkError::ConstructionFailure(_)) => {
                    unknown.insert(name);
                }
                Err(UpdateError::Update(error)) if !matches!(*error, SdkError::ConstructionFailure(_)) => {
                    unknown.insert(name);
                }
                Err(UpdateError::Get(_) | UpdateError::Contended { .. }) => failed += 1,
                Err(error) => panic!("{error:?}"),
            }
        }
    }
    setup.proxy.settle().await;
    let direct = setup.direct();
    let (mut reported, mut came_through) = (0, 0);
    for id in (0..COUNTERS).map(|id| format!("id{id}")) {
        let get = direct.get_item().table_name(TABLE).set_key(Some(key(&id))).send().await.unwrap();
        let (stored, done) = (get.item.unwrap(), &done[&id]);
        let counted = tags(&stored);
        assert_eq!(stored["balance"].as_n().unwrap(), &counted.len().to_string());
        assert!(done.is_subset(&counted), "lost: {:?}", done.difference(&counted));
        let rest: BTreeSet<_> = counted.difference(done).cloned().collect();
        assert!(rest.is_subset(&unknown), "reported as not done: {:?}", rest.difference(&unknown));
        reported += done.len();
        came_through += rest.len();
    }
    println!(
        "{reported} updates reported as done, {} as unknown, of which {came_through} were done, {failed} failed; \
         {} requests",
        unknown.len(),
        setup.proxy.count()
    );
    assert!(reported > 20 && came_through > 0 && unknown.len() > came_through);
}

#[tokio::test]
async fn a_write_is_attempted_again_only_when_dynamodb_has_refused_it() {
    let setup = Setup::new(Keys::Raw).await;
    let (client, direct) = (setup.wrapped_with(setup.patient_config(&setup.proxy.url)), setup.direct());
    let (refused, unknown) = (Some(2), None);
    let faults = [
        (Fault::Refuse(Refusal::throughput()), refused, true),
        (Fault::Refuse(Refusal::throttling()), refused, true),
        (Fault::Refuse(Refusal::request_limit()), refused, true),
        (Fault::Conflict, refused, true),
        (Fault::Refuse(Refusal::internal()), unknown, false),
        (Fault::DropUnread, unknown, false),
        (Fault::DropInRequest, unknown, false),
        (Fault::LoseAnswer, unknown, true),
        (Fault::ReplaceAnswer(Refusal::internal()), unknown, true),
        (Fault::DropInAnswer, unknown, true),
        (Fault::CutAnswer, unknown, true),
    ];
    // An item is made by a PutItem, and changed by an UpdateItem.
    for (operation, before) in [("PutItem", 0), ("UpdateItem", 1)] {
        for (number, (injected, attempts, is_written)) in faults.iter().enumerate() {
            let id = format!("{operation}{number}");
            setup.proxy.set_plan(|_| None);
            if before > 0 {
                update(&client, &id, "zero").await.unwrap();
            }
            let first = setup.proxy.count();
            let mut once = Some(injected.clone());
            setup
                .proxy
                .set_plan(move |request| if request.operation == operation { once.take() } else { None });
            let result = update(&client, &id, "one").await;
            setup.proxy.settle().await;
            let writes = setup.proxy.exchanges_from(first);
            let writes = writes.iter().filter(|exchange| exchange.request.operation == operation).count();
            assert_eq!(writes, attempts.unwrap_or(1), "{injected:?}");
            assert_eq!(result.is_ok(), attempts.is_some(), "{injected:?}: {result:?}");
            let is_of_write = match &result {
                Ok(_) => true,
                Err(UpdateError::Put(_)) => operation == "PutItem",
                Err(UpdateError::Update(_)) => operation == "UpdateItem",
                Err(_) => false,
            };
            assert!(is_of_write, "{injected:?}: {result:?}");
            let get = direct.get_item().table_name(TABLE).set_key(Some(key(&id))).send().await.unwrap();
            let stored = get.item.map_or(n(0), |item| item["balance"].clone());
            assert_eq!(stored, n(before + u32::from(*is_written)), "{injected:?}");
            // Whoever looks whether it was done, can do it again.
            if !is_written {
                assert!(update(&client, &id, "one").await.unwrap().is_some());
            }
        }
    }
}
