//! Turns: who may change an item of this process.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use aws_sdk_dynamodb::config::{AsyncSleep, SharedAsyncSleep, Sleep};
use shuttle::future::{block_on, yield_now};
use shuttle::rand::Rng;
use shuttle::thread;

use crate::dropped_after;
use crate::turns::Turns;

pub const CHECKS: &[(&str, fn())] = &[
    ("one after the other has a turn, whoever leaves", one_after_the_other_has_a_turn),
    ("nobody stands still behind one who is stuck", nobody_stands_still),
];

/// Who waits for a turn is tired of it after so many steps of the scheduler, or never. Shorter pauses, between attempts, take
/// two steps.
#[derive(Debug)]
pub struct Steps(pub Option<usize>);

impl AsyncSleep for Steps {
    fn sleep(&self, duration: Duration) -> Sleep {
        let steps = if duration < Duration::from_secs(1) { Some(2) } else { self.0 };
        Sleep::new(async move {
            match steps {
                None => std::future::pending().await,
                Some(steps) => {
                    for _ in 0..steps {
                        yield_now().await;
                    }
                }
            }
        })
    }
}

fn one_after_the_other_has_a_turn() {
    let (turns, inside) = (Turns::default(), Arc::new(AtomicUsize::new(0)));
    // Nobody is ever tired of waiting: if a turn is lost, that is a deadlock.
    let sleep = SharedAsyncSleep::new(Steps(None));
    let callers: Vec<_> = (0..4)
        .map(|caller| {
            let (turns, inside, sleep) = (turns.clone(), Arc::clone(&inside), sleep.clone());
            thread::spawn(move || {
                let change = async {
                    let turn = turns.wait(b"one".to_vec(), &sleep).await.unwrap();
                    assert_eq!(inside.fetch_add(1, Ordering::SeqCst), 0, "two have a turn");
                    thread::yield_now();
                    inside.fetch_sub(1, Ordering::SeqCst);
                    drop(turn);
                };
                match caller {
                    // These may leave before they have had it, or when it has been sent to them.
                    0 | 1 => _ = block_on(dropped_after(shuttle::rand::thread_rng().gen_range(0..2), change)),
                    _ => block_on(change),
                }
            })
        })
        .collect();
    for caller in callers {
        caller.join().unwrap();
    }
    // Whoever comes next has it at once.
    assert!(block_on(dropped_after(0, turns.wait(b"one".to_vec(), &sleep))).flatten().is_some());
}

fn nobody_stands_still() {
    let turns = Turns::default();
    let stuck = block_on(turns.wait(b"one".to_vec(), &SharedAsyncSleep::new(Steps(None)))).unwrap();
    let callers: Vec<_> = (0..3)
        .map(|steps| {
            let turns = turns.clone();
            thread::spawn(move || {
                let sleep = SharedAsyncSleep::new(Steps(Some(steps)));
                drop(block_on(turns.wait(b"one".to_vec(), &sleep)));
            })
        })
        .collect();
    for caller in callers {
        caller.join().unwrap();
    }
    drop(stuck);
    let sleep = SharedAsyncSleep::new(Steps(None));
    assert!(block_on(dropped_after(0, turns.wait(b"one".to_vec(), &sleep))).flatten().is_some());
}
