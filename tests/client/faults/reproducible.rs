//! A run under faults can be had again from its seed: each request, what went wrong with it, and what the application was told.

use test_support::fault::crc32;
use test_support::seeded::Seeded;
use test_support::workload::setup::{Keys, Setup};
use test_support::workload::{Total, asked_for, run_in};

/// Rounds of a run.
const ROUNDS: u64 = 28;

/// What happened in a run, in order.
fn history(keys: Keys, seed: u64) -> Vec<String> {
    let (seeded, rounds) = (Seeded::new(seed), asked_for("FAULTS_ROUNDS").unwrap_or(ROUNDS));
    let run = async { run_in(Setup::seeded(keys, seeded.clone()).await, seed, rounds).await };
    let Total { faults, retried, done, exchanges, errors, .. } = seeded.block_on(run);
    assert!(faults >= 10 && retried > 10 && done > 50, "{faults} kinds, {retried} sent again, {done} done");
    let requests = exchanges.into_iter().map(|exchange| {
        let fault = exchange.fault.map(|fault| fault.name());
        format!(
            "{} of {} bytes: {fault:?}, {:?}",
            exchange.request.operation,
            exchange.request.body.len(),
            exchange.status
        )
    });
    // Further on, an error has the number that the server gave the request, and what of an item a flipped bit has hit.
    let kind = |error: String| error.split("source: ").next().unwrap_or_default().to_owned();
    let errors = errors.into_iter().map(kind);
    requests.chain(errors).collect()
}

fn is_had_again(keys: Keys, seed: u64) {
    let seed = asked_for("FAULTS_SEED").unwrap_or(0) + seed;
    let first = history(keys, seed);
    let second = history(keys, seed);
    for (number, (first, second)) in first.iter().zip(&second).enumerate() {
        assert_eq!(first, second, "seed {seed}, number {number}");
    }
    assert_eq!(first.len(), second.len(), "seed {seed}");
    assert_ne!(history(keys, seed + 1_000), first, "what happens depends on the seed");
    // To compare one process with another.
    println!("seed {seed}: {:08x}", crc32(first.join("\n").as_bytes()));
}

#[test]
fn a_run_under_faults_is_the_same_from_the_same_seed_with_keys_at_hand() {
    is_had_again(Keys::Raw, 41);
}

#[test]
fn a_run_under_faults_is_the_same_from_the_same_seed_with_keys_of_kms() {
    is_had_again(Keys::Kms, 42);
}
