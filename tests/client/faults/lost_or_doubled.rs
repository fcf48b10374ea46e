//! Random operations under random faults: nothing is lost, nothing is done twice.

use test_support::workload::accounts::{Rng, Secrets, TABLE};
use test_support::workload::setup::{Keys, Setup};
use test_support::workload::{Total, asked_for, run};

async fn long_run(seed: u64, keys: Keys) {
    let Total { faults, retried, done, secrets, .. } =
        run(seed, keys, asked_for("FAULTS_ROUNDS").unwrap_or(50)).await;
    // A busy machine has more to time out: no more is asked than that there was something of everything.
    let has_enough = faults >= 10 && retried > 10 && done > 50 && secrets.count() > 500;
    assert!(has_enough, "{faults} kinds of faults, {retried} calls sent again, {done} writes done");
}

#[tokio::test]
async fn no_item_is_lost_or_doubled_with_keys_at_hand() {
    long_run(1, Keys::Raw).await;
}

#[tokio::test]
async fn no_item_is_lost_or_doubled_with_keys_of_kms() {
    long_run(2, Keys::Kms).await;
}

#[tokio::test]
async fn no_item_is_lost_or_doubled_with_cached_keys() {
    long_run(3, Keys::CachedKms).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_item_is_lost_or_doubled_on_several_threads() {
    long_run(4, Keys::CachedKms).await;
}

#[tokio::test]
async fn the_search_finds_all_that_a_plain_client_sends() {
    let setup = Setup::new(Keys::Raw).await;
    let (secrets, mut rng, plain) = (Secrets::default(), Rng(5), setup.plain());
    for id in 0..20 {
        let item = secrets.account(&mut rng, &id.to_string());
        plain.put_item().table_name(TABLE).set_item(Some(item)).send().await.unwrap();
    }
    let bodies: Vec<_> = setup.proxy.exchanges().into_iter().map(|exchange| exchange.request.body).collect();
    assert_eq!(secrets.missing(bodies.iter().map(Vec::as_slice)), 0);
    assert_eq!(secrets.count(), 20 * 13);
    // Also in bytes of a connection that no one has parsed, as long as they are in one of the usual forms.
    let bytes = setup.proxy.bytes();
    assert_eq!(secrets.missing(bytes.iter().map(Vec::as_slice)), 0);
}
