//! Transactions over the same encrypted items: whatever comes of them could have come of one after the other.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::error::SdkError;
use aws_sdk_dynamodb::operation::transact_write_items::TransactWriteItemsError;
use aws_sdk_dynamodb::types::{AttributeValue, Put, TransactWriteItem, Update};
use dynamodb_item_encryptor::Item;

use test_support::fault::Fault;
use test_support::workload::accounts::{Rng, Secrets, TABLE, key};
use test_support::workload::setup::{Keys, Setup};
use test_support::{n, s};

const ACCOUNTS: [&str; 3] = ["account one", "account two", "account three"];

/// What each account has in the beginning.
const BEGINNING: i64 = 100;

/// How long a test may take on the busiest machine.
const LONGEST: Duration = Duration::from_secs(400);

/// A transfer from one account to another. The third keeps a record of it, as the other two do.
#[derive(Clone)]
struct Transfer {
    /// That no other has.
    name: String,
    from: usize,
    to: usize,
    amount: u32,
}

/// What is known of a transfer.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Known {
    Done,
    /// There was not enough.
    Refused,
    Unknown,
}

fn part(account: usize, update: &str, condition: Option<&str>, transfer: &Transfer) -> TransactWriteItem {
    let update = format!("{update} notes = list_append(notes, :name)");
    let builder = Update::builder().table_name(TABLE).set_key(Some(key(ACCOUNTS[account])));
    let builder = builder.set_condition_expression(condition.map(str::to_owned));
    let builder = builder.expression_attribute_values(":name", AttributeValue::L(vec![s(&transfer.name)]));
    let builder = match update.contains(":amount") {
        true => builder.expression_attribute_values(":amount", n(transfer.amount)),
        false => builder,
    };
    TransactWriteItem::builder().update(builder.update_expression(update).build().unwrap()).build()
}

impl Transfer {
    fn random(rng: &mut Rng, secrets: &Secrets) -> Transfer {
        let from = rng.below(3);
        let to = (from + 1 + rng.below(2)) % 3;
        let amount = u32::try_from(1 + rng.below(60)).unwrap();
        Transfer { name: secrets.text(rng), from, to, amount }
    }

    async fn carry_out(&self, client: &Client, number: usize) -> Known {
        let third = 3 - self.from - self.to;
        let record = Item::from([("email".to_owned(), s(&self.name))]);
        let record = key(&format!("record {number}")).into_iter().chain(record).collect();
        let record = Put::builder().table_name(TABLE).set_item(Some(record));
        let record = record.condition_expression("attribute_not_exists(id)").build().unwrap();
        let parts = vec![
            part(self.from, "SET balance = balance - :amount,", Some("balance >= :amount"), self),
            part(self.to, "SET balance = balance + :amount,", None, self),
            part(third, "SET", None, self),
            TransactWriteItem::builder().put(record).build(),
        ];
        match client.transact_write_items().set_transact_items(Some(parts)).send().await {
            Ok(_) => Known::Done,
            Err(SdkError::ServiceError(error)) => match error.err() {
                TransactWriteItemsError::TransactionCanceledException(canceled) => {
                    let reasons = canceled.cancellation_reasons();
                    let codes: Vec<_> =
                        reasons.iter().map(|reason| reason.code().unwrap_or_default()).collect();
                    match codes[..] {
                        ["ConditionalCheckFailed", "None", "None", "None"] => Known::Refused,
                        _ => Known::Unknown,
                    }
                }
                _ => Known::Unknown,
            },
            Err(_) => Known::Unknown,
        }
    }
}

fn names(item: &Item) -> Vec<String> {
    item["notes"].as_l().unwrap().iter().map(|name| name.as_s().unwrap().clone()).collect()
}

async fn get(client: &Client, id: &str) -> Option<Item> {
    client.get_item().table_name(TABLE).set_key(Some(key(id))).send().await.unwrap().item
}

/// Carries transfers out at once, and compares what is stored with the transfers one after the other. How many were done,
/// were refused, and are unknown.
async fn race(setup: &Setup, transfers: Vec<Transfer>, patience: impl Fn(usize) -> Duration) -> [usize; 3] {
    let direct = setup.direct();
    for account in ACCOUNTS {
        let mut item = key(account);
        item.insert("balance".to_owned(), n(u32::try_from(BEGINNING).unwrap()));
        item.insert("notes".to_owned(), AttributeValue::L(Vec::new()));
        direct.put_item().table_name(TABLE).set_item(Some(item)).send().await.unwrap();
    }
    let clients: Vec<_> = (0..4).map(|_| setup.wrapped_with(setup.patient_config(&setup.proxy.url))).collect();
    let tasks: Vec<_> = (transfers.iter().cloned().enumerate())
        .map(|(number, transfer)| {
            let (client, patience) = (clients[number % clients.len()].clone(), patience(number));
            tokio::spawn(async move {
                let done = tokio::time::timeout(patience, transfer.carry_out(&client, number)).await;
                done.unwrap_or(Known::Unknown)
            })
        })
        .collect();
    let all = tokio::time::timeout(LONGEST, futures_util::future::join_all(tasks)).await;
    let known: Vec<_> = all.expect("nothing stands still").into_iter().map(Result::unwrap).collect();
    setup.proxy.set_plan(|_| None);
    setup.proxy.settle().await;

    let mut accounts = Vec::new();
    for account in ACCOUNTS {
        accounts.push(get(&direct, account).await.unwrap());
    }
    // Each account says in which order: it is one order.
    let order = names(&accounts[0]);
    assert!(accounts.iter().all(|account| names(account) == order), "the accounts have different histories");
    let by_name: BTreeMap<_, _> = transfers.iter().map(|transfer| (&transfer.name, transfer)).collect();
    assert_eq!(order.iter().collect::<BTreeSet<_>>().len(), order.len(), "a transfer was carried out twice");
    let mut balances = [BEGINNING; 3];
    for name in &order {
        let transfer = by_name[name];
        balances[transfer.from] -= i64::from(transfer.amount);
        balances[transfer.to] += i64::from(transfer.amount);
        assert!(balances[transfer.from] >= 0, "its condition did not hold when its turn came");
    }
    let stored: Vec<i64> =
        accounts.iter().map(|account| account["balance"].as_n().unwrap().parse().unwrap()).collect();
    assert_eq!(stored, balances);
    for (number, (transfer, known)) in transfers.iter().zip(&known).enumerate() {
        let is_done = order.contains(&transfer.name);
        assert!(*known == Known::Unknown || is_done == (*known == Known::Done), "{known:?}, done: {is_done}");
        let record = get(&direct, &format!("record {number}")).await;
        assert_eq!(record.is_some(), is_done, "a record is stored with its transfer");
    }
    [Known::Done, Known::Refused, Known::Unknown]
        .map(|kind| known.iter().filter(|known| **known == kind).count())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn fifty_racing_transfers_come_out_as_in_some_order() {
    let setup = Setup::new(Keys::Raw).await;
    let (secrets, mut rng) = (Secrets::default(), Rng(31));
    let transfers = (0..50).map(|_| Transfer::random(&mut rng, &secrets)).collect();
    let [done, refused, unknown] = race(&setup, transfers, |_| LONGEST).await;
    println!("{done} done, {refused} refused, {unknown} unknown; {} requests", setup.proxy.count());
    setup.assert_nothing_was_shown(&secrets);
    assert_eq!(unknown, 0, "nobody interferes but the others");
    assert!(done >= 10 && refused >= 1, "{done} done, {refused} refused");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn fifty_racing_transfers_under_faults_come_out_as_in_some_order() {
    let setup = Setup::new(Keys::Raw).await;
    let seed = test_support::workload::asked_for("FAULTS_SEED").unwrap_or(0) + 32;
    let (secrets, mut rng, mut plan) = (Secrets::default(), Rng(seed), Rng(seed ^ 0xfa17));
    setup.proxy.set_plan(move |_| plan.chance(15).then(|| Fault::random(&mut plan)));
    let transfers: Vec<_> = (0..50).map(|_| Transfer::random(&mut rng, &secrets)).collect();
    // Every tenth caller gives up.
    let patience = |number: usize| match number % 10 {
        9 => Duration::from_millis(5 * u64::try_from(number).unwrap()),
        _ => LONGEST,
    };
    let [done, refused, unknown] = race(&setup, transfers, patience).await;
    println!(
        "seed {seed}: {done} done, {refused} refused, {unknown} unknown; {} requests",
        setup.proxy.count()
    );
    setup.assert_nothing_was_shown(&secrets);
    assert!(done >= 5, "seed {seed}: {done} done, {refused} refused, {unknown} unknown");
}
