//! The cache and its loads.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use shuttle::future::{block_on, yield_now};
use shuttle::rand::Rng;
use shuttle::thread;

use crate::cache::{Cache, Limits};
use crate::dropped_after;
use crate::error::BoxError;

pub const CHECKS: &[(&str, fn())] = &[
    ("one load for all who ask", one_load_for_all_who_ask),
    ("a load goes on without those who leave", a_load_goes_on_without_those_who_leave),
    ("a failed load is everybody's, and nobody's afterwards", a_failed_load_is_everybodys),
    ("one refreshes while the others go on", one_refreshes_while_the_others_go_on),
    ("each key has its own value in a cache that is too small", each_key_has_its_own_value),
];

const LIMITS: Limits = Limits { ttl: Duration::from_secs(60), grace: Duration::from_secs(20) };

type Numbers = Arc<Cache<u8, usize>>;

/// What a caller has got, by its number; `None` for one that has failed.
fn got(loaded: Result<Arc<usize>, crate::error::SharedError>) -> Option<usize> {
    loaded.ok().map(|value| *value)
}

/// Loads a number that says which load it was, and takes a while for it.
async fn load(cache: &Numbers, key: u8, loads: &Arc<AtomicUsize>) -> Option<usize> {
    let loads = Arc::clone(loads);
    let loaded = cache.get_or_load(&key, LIMITS, move || async move {
        let number = loads.fetch_add(1, Ordering::SeqCst);
        yield_now().await;
        Ok::<_, BoxError>(Arc::new(number))
    });
    got(loaded.await)
}

fn one_load_for_all_who_ask() {
    let (cache, loads): (Numbers, _) = (Arc::new(Cache::new("numbers", 4)), Arc::default());
    let callers: Vec<_> = (0..3)
        .map(|_| {
            let (cache, loads) = (Arc::clone(&cache), Arc::clone(&loads));
            thread::spawn(move || block_on(load(&cache, 1, &loads)))
        })
        .collect();
    for caller in callers {
        assert_eq!(caller.join().unwrap(), Some(0));
    }
    assert_eq!(loads.load(Ordering::SeqCst), 1);
}

fn a_load_goes_on_without_those_who_leave() {
    let (cache, loads): (Numbers, Arc<AtomicUsize>) = (Arc::new(Cache::new("numbers", 4)), Arc::default());
    let callers: Vec<_> = (0..4)
        .map(|caller| {
            let (cache, loads) = (Arc::clone(&cache), Arc::clone(&loads));
            let leaves = caller < 2;
            thread::spawn(move || {
                let polls = shuttle::rand::thread_rng().gen_range(0..3);
                match leaves {
                    true => block_on(dropped_after(polls, load(&cache, 1, &loads))),
                    false => Some(block_on(load(&cache, 1, &loads))),
                }
            })
        })
        .collect();
    let got: Vec<_> = callers.into_iter().filter_map(|caller| caller.join().unwrap()).collect();
    assert!(got.len() >= 2, "those who stay get their value");
    // Where all had left before somebody came, the load was abandoned, and another began: but never two at once.
    let last = loads.load(Ordering::SeqCst) - 1;
    assert!(last <= 2 && got.iter().all(|number| *number == Some(last)), "{got:?} of {last}");
}

fn a_failed_load_is_everybodys() {
    let (cache, loads): (Numbers, Arc<AtomicUsize>) = (Arc::new(Cache::new("numbers", 4)), Arc::default());
    let callers: Vec<_> = (0..3)
        .map(|_| {
            let (cache, loads) = (Arc::clone(&cache), Arc::clone(&loads));
            thread::spawn(move || {
                let loaded = cache.get_or_load(&1, LIMITS, move || async move {
                    let number = loads.fetch_add(1, Ordering::SeqCst);
                    yield_now().await;
                    // Only the first one fails.
                    if number == 0 { Err("no such number".into()) } else { Ok(Arc::new(number)) }
                });
                got(block_on(loaded))
            })
        })
        .collect();
    let got: Vec<_> = callers.into_iter().map(|caller| caller.join().unwrap()).collect();
    let failed = got.iter().filter(|number| number.is_none()).count();
    assert!(failed >= 1 && got.iter().all(|number| number.is_none_or(|number| number == 1)), "{got:?}");
    assert_eq!(loads.load(Ordering::SeqCst), if failed == 3 { 1 } else { 2 });
    assert_eq!(cache.len(), usize::from(failed < 3), "an error is not kept");
}

/// A clock that only the check moves.
fn clock() -> (Arc<AtomicU64>, crate::cache::Clock) {
    let (seconds, start) = (Arc::new(AtomicU64::new(0)), Instant::now());
    let read = Arc::clone(&seconds);
    (seconds, Arc::new(move || start + Duration::from_secs(read.load(Ordering::SeqCst))))
}

fn one_refreshes_while_the_others_go_on() {
    let (seconds, clock) = clock();
    let cache: Numbers = Arc::new(Cache::with_clock("numbers", 4, clock));
    let loads = Arc::<AtomicUsize>::default();
    assert_eq!(block_on(load(&cache, 1, &loads)), Some(0));
    // Within the grace period, and not at its end.
    seconds.store(50, Ordering::SeqCst);
    let callers: Vec<_> = (0..3)
        .map(|caller| {
            let (cache, loads) = (Arc::clone(&cache), Arc::clone(&loads));
            thread::spawn(move || match caller {
                // Whoever refreshes may leave.
                0 => block_on(dropped_after(
                    shuttle::rand::thread_rng().gen_range(0..2),
                    load(&cache, 1, &loads),
                )),
                _ => Some(block_on(load(&cache, 1, &loads))),
            })
        })
        .collect();
    for caller in callers {
        let number = caller.join().unwrap();
        assert!(matches!(number, None | Some(Some(0 | 1))), "{number:?}");
    }
    assert!(loads.load(Ordering::SeqCst) <= 2, "one at a time, and then not for a while");
    // Beyond its life nothing is used.
    seconds.store(200, Ordering::SeqCst);
    let before = loads.load(Ordering::SeqCst);
    assert_eq!(block_on(load(&cache, 1, &loads)), Some(before));
}

fn each_key_has_its_own_value() {
    let cache: Numbers = Arc::new(Cache::new("numbers", 1));
    let callers: Vec<_> = (0..4_u8)
        .map(|caller| {
            let cache = Arc::clone(&cache);
            thread::spawn(move || {
                let key = caller % 2;
                for _ in 0..2 {
                    let loaded = cache.get_or_load(&key, LIMITS, move || async move {
                        yield_now().await;
                        Ok(Arc::new(usize::from(key)))
                    });
                    let value = block_on(loaded).unwrap();
                    assert_eq!(*value, usize::from(key));
                    if caller == 3 {
                        cache.discard(&key, &value);
                    }
                    assert!(cache.len() <= 1);
                }
            })
        })
        .collect();
    for caller in callers {
        caller.join().unwrap();
    }
}
