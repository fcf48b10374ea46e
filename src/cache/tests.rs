//! What the cache promises, by a clock that stands still until it is moved.

use std::error::Error as _;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Wake, Waker};

use futures_util::FutureExt;
use futures_util::future::{BoxFuture, join_all};
use tokio::sync::Semaphore;

use super::*;
use std::panic::AssertUnwindSafe;

const TTL: Duration = Duration::from_secs(100);
const GRACE: Duration = Duration::from_secs(8);
const LIMITS: Limits = Limits { ttl: TTL, grace: Duration::ZERO };
const REFRESHED: Limits = Limits { ttl: TTL, grace: GRACE };

/// A value that tells when it is dropped.
struct Value {
    number: usize,
    dropped: Arc<AtomicUsize>,
}

impl Drop for Value {
    fn drop(&mut self) {
        self.dropped.fetch_add(1, Ordering::SeqCst);
    }
}

/// A cache, its clock, and a source whose loads wait until they are let through.
#[derive(Clone)]
struct Bench {
    cache: Arc<Cache<&'static str, Value>>,
    now: Arc<Mutex<Instant>>,
    source: Arc<Source>,
}

struct Source {
    begun: AtomicUsize,
    failing: Mutex<bool>,
    gate: Semaphore,
    dropped: Arc<AtomicUsize>,
}

impl Bench {
    fn new(capacity: usize) -> Self {
        let now = Arc::new(Mutex::new(Instant::now()));
        let clock = {
            let now = Arc::clone(&now);
            Arc::new(move || *now.lock().unwrap())
        };
        let source = Source {
            begun: AtomicUsize::new(0),
            failing: Mutex::new(false),
            gate: Semaphore::new(Semaphore::MAX_PERMITS),
            dropped: Arc::default(),
        };
        let cache = Arc::new(Cache::with_clock("tests", capacity, clock));
        Bench { cache, now, source: Arc::new(source) }
    }

    /// A bench whose loads do not end before [`open`](Self::open).
    fn gated(capacity: usize) -> Self {
        let bench = Self::new(capacity);
        bench.shut();
        bench
    }

    fn shut(&self) {
        self.source.gate.forget_permits(Semaphore::MAX_PERMITS);
    }

    fn open(&self) {
        self.source.gate.add_permits(1_000);
    }

    fn pass(&self, time: Duration) {
        *self.now.lock().unwrap() += time;
    }

    fn fail(&self, failing: bool) {
        *self.source.failing.lock().unwrap() = failing;
    }

    fn loads(&self) -> usize {
        self.source.begun.load(Ordering::SeqCst)
    }

    fn dropped(&self) -> usize {
        self.source.dropped.load(Ordering::SeqCst)
    }

    /// Asks for `key`; the value's number is the number of its load.
    fn get(&self, key: &'static str, limits: Limits) -> BoxFuture<'static, Result<usize, SharedError>> {
        let bench = self.clone();
        Box::pin(async move {
            let source = Arc::clone(&bench.source);
            let load = move || async move {
                let number = source.begun.fetch_add(1, Ordering::SeqCst) + 1;
                source.gate.acquire().await.unwrap().forget();
                if *source.failing.lock().unwrap() {
                    return Err("broken".into());
                }
                Ok(Arc::new(Value { number, dropped: Arc::clone(&source.dropped) }))
            };
            bench.cache.get_or_load(&key, limits, load).await.map(|value| value.number)
        })
    }

    async fn number(&self, key: &'static str, limits: Limits) -> usize {
        self.get(key, limits).await.unwrap()
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_thousand_waiters_are_one_load() {
    let bench = Bench::gated(10);
    let waiters: Vec<_> = (0..1_000).map(|_| tokio::spawn(bench.get("a", LIMITS))).collect();
    while bench.loads() == 0 {
        tokio::task::yield_now().await;
    }
    bench.open();
    for number in join_all(waiters).await {
        assert_eq!(number.unwrap().unwrap(), 1);
    }
    assert_eq!(bench.loads(), 1);
    assert_eq!(bench.number("a", LIMITS).await, 1);
    assert_eq!(bench.number("b", LIMITS).await, 2);
}

#[tokio::test]
async fn a_cancelled_waiter_leaves_its_load_to_the_others() {
    let bench = Bench::gated(10);
    let mut first = bench.get("a", LIMITS);
    let mut second = bench.get("a", LIMITS);
    assert!((&mut first).now_or_never().is_none());
    assert!((&mut second).now_or_never().is_none());
    drop(first);
    bench.open();
    assert_eq!(second.await.unwrap(), 1);
    assert_eq!(bench.loads(), 1);
}

#[tokio::test]
async fn a_load_that_nobody_waits_for_is_given_up() {
    let bench = Bench::gated(10);
    assert!(bench.get("a", LIMITS).now_or_never().is_none());
    assert!(bench.cache.shared.lock().loads.is_empty());
    bench.open();
    assert_eq!(bench.number("a", LIMITS).await, 2);
}

/// A waiter that finds the load busy is told when something came in meanwhile, even if the waiter that was
/// busy with it goes away.
#[test]
fn a_wakeup_is_not_lost_with_the_waiter_that_polled() {
    struct Count(AtomicUsize);
    impl Wake for Count {
        fn wake(self: Arc<Self>) {
            self.0.fetch_add(1, Ordering::SeqCst);
        }
    }
    type Waiter = std::pin::Pin<Box<dyn Future<Output = Result<Arc<u8>, SharedError>> + Send>>;
    let woken = Arc::new(Count(AtomicUsize::new(0)));
    let waker = Waker::from(Arc::clone(&woken));
    let second = Arc::new(Mutex::new(None::<Waiter>));
    // The load becomes ready while the first waiter polls it, and then the second comes.
    let flight = {
        let (second, waker) = (Arc::clone(&second), waker.clone());
        let mut polled = false;
        Arc::new(Flight::new(std::future::poll_fn(move |cx| {
            if polled {
                return std::task::Poll::Ready(Ok(Arc::new(7)));
            }
            polled = true;
            cx.waker().wake_by_ref();
            let mut second = second.lock().unwrap();
            let second = second.as_mut().unwrap().as_mut();
            assert!(second.poll(&mut Context::from_waker(&waker)).is_pending());
            std::task::Poll::Pending
        })))
    };
    *second.lock().unwrap() = Some(Box::pin(Flight::join(Arc::clone(&flight))));
    let mut first = Box::pin(Flight::join(flight));
    assert!(first.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending());
    drop(first);
    assert_eq!(woken.0.load(Ordering::SeqCst), 1);
    let mut second = second.lock().unwrap().take().unwrap();
    assert!(second.as_mut().poll(&mut Context::from_waker(&waker)).is_ready());
}

#[tokio::test]
async fn nothing_is_used_after_its_time() {
    let bench = Bench::new(10);
    assert_eq!(bench.number("a", LIMITS).await, 1);
    bench.pass(TTL - Duration::from_nanos(1));
    assert_eq!(bench.number("a", LIMITS).await, 1);
    bench.pass(Duration::from_nanos(1));
    assert_eq!(bench.dropped(), 0);
    assert_eq!(bench.number("a", LIMITS).await, 2);
    assert_eq!(bench.dropped(), 1);
}

#[tokio::test]
async fn a_value_is_had_without_a_load_until_its_end_or_its_refresh() {
    let bench = Bench::new(10);
    let had = |limits| bench.cache.get(&"a", limits).map(|value| value.number);
    assert_eq!(had(LIMITS), None);
    assert_eq!(bench.number("a", LIMITS).await, 1);
    assert_eq!((had(LIMITS), bench.cache.get(&"b", LIMITS).is_some()), (Some(1), false));
    bench.pass(TTL - GRACE);
    // Whose turn the refresh is gets it from `get_or_load`; all others go on.
    assert_eq!((had(LIMITS), had(REFRESHED)), (Some(1), None));
    bench.shut();
    let mut refresh = bench.get("a", REFRESHED);
    assert!((&mut refresh).now_or_never().is_none());
    assert_eq!((had(REFRESHED), bench.loads()), (Some(1), 2));
    drop(refresh);
    bench.pass(GRACE);
    assert_eq!((had(LIMITS), bench.dropped()), (None, 1));
}

#[tokio::test]
async fn what_is_had_without_a_load_is_the_most_recently_used() {
    let bench = Bench::new(2);
    bench.number("a", LIMITS).await;
    bench.number("b", LIMITS).await;
    assert!(bench.cache.get(&"a", LIMITS).is_some());
    bench.number("c", LIMITS).await;
    let is_there = |key| bench.cache.get(&key, LIMITS).is_some();
    assert_eq!((is_there("a"), is_there("b"), is_there("c")), (true, false, true));
}

#[tokio::test]
async fn age_counts_from_the_beginning_of_the_load() {
    let bench = Bench::gated(10);
    let mut slow = bench.get("a", LIMITS);
    assert!((&mut slow).now_or_never().is_none());
    bench.pass(TTL - Duration::from_secs(1));
    let mut late = bench.get("a", LIMITS);
    assert!((&mut late).now_or_never().is_none());
    assert_eq!(bench.loads(), 1);
    bench.pass(Duration::from_secs(1));
    // The first load would give a value that is too old by now for whoever comes new.
    let mut later = bench.get("a", LIMITS);
    assert!((&mut later).now_or_never().is_none());
    assert_eq!(bench.loads(), 2);
    bench.open();
    assert_eq!((later.await.unwrap(), slow.await.unwrap(), late.await.unwrap()), (2, 1, 1));
    assert_eq!(bench.number("a", LIMITS).await, 2);
}

#[tokio::test]
async fn each_reader_has_a_time_to_live_of_its_own() {
    let bench = Bench::new(10);
    let strict = Limits { ttl: Duration::from_secs(10), ..LIMITS };
    assert_eq!(bench.number("a", LIMITS).await, 1);
    bench.pass(Duration::from_secs(10));
    assert_eq!(bench.number("a", LIMITS).await, 1);
    assert_eq!(bench.number("a", strict).await, 2);
    assert_eq!(bench.number("a", LIMITS).await, 2);
    // Who loaded the value says how long it lives for everyone.
    bench.pass(Duration::from_secs(10));
    assert_eq!(bench.number("a", LIMITS).await, 3);
}

#[tokio::test]
async fn a_time_to_live_of_zero_keeps_nothing() {
    let bench = Bench::new(10);
    let never = Limits { ttl: Duration::ZERO, grace: GRACE };
    assert_eq!(bench.number("a", never).await, 1);
    assert_eq!(bench.number("a", never).await, 2);
    let forever = Limits { ttl: Duration::MAX, grace: Duration::MAX };
    assert_eq!(bench.number("b", Limits { grace: GRACE, ..forever }).await, 3);
    bench.pass(Duration::from_secs(1 << 40));
    assert_eq!(bench.number("b", Limits { grace: GRACE, ..forever }).await, 3);
}

#[tokio::test]
async fn errors_are_shared_and_not_kept() {
    let bench = Bench::gated(10);
    bench.fail(true);
    let mut waiters = [bench.get("a", LIMITS), bench.get("a", LIMITS)];
    for waiter in &mut waiters {
        assert!(waiter.now_or_never().is_none());
    }
    bench.open();
    for error in join_all(waiters).await {
        let error = error.unwrap_err();
        assert_eq!(error.source().unwrap().to_string(), "broken");
    }
    assert_eq!(bench.loads(), 1);
    bench.fail(false);
    assert_eq!(bench.number("a", LIMITS).await, 2);
}

#[tokio::test]
async fn one_caller_refreshes_ahead_while_the_others_go_on() {
    let bench = Bench::new(10);
    assert_eq!(bench.number("a", REFRESHED).await, 1);
    bench.pass(TTL - GRACE);
    bench.shut();
    let mut refreshing = bench.get("a", REFRESHED);
    assert!((&mut refreshing).now_or_never().is_none());
    for _ in 0..10 {
        assert_eq!(bench.get("a", REFRESHED).now_or_never().unwrap().unwrap(), 1);
    }
    assert_eq!(bench.loads(), 2);
    // Whoever comes after the end waits for that load as well.
    bench.pass(GRACE);
    let mut late = bench.get("a", REFRESHED);
    assert!((&mut late).now_or_never().is_none());
    bench.open();
    assert_eq!((refreshing.await.unwrap(), late.await.unwrap()), (2, 2));
    assert_eq!(bench.loads(), 2);
}

#[tokio::test]
async fn a_failed_refresh_leaves_the_old_value_to_its_end() {
    let bench = Bench::new(10);
    assert_eq!(bench.number("a", REFRESHED).await, 1);
    bench.pass(TTL - GRACE);
    bench.fail(true);
    assert_eq!(bench.number("a", REFRESHED).await, 1);
    assert_eq!(bench.loads(), 2);
    // Not everyone who comes is made to wait for a source that fails.
    assert_eq!(bench.number("a", REFRESHED).await, 1);
    assert_eq!(bench.loads(), 2);
    bench.pass(GRACE / 8);
    assert_eq!(bench.number("a", REFRESHED).await, 1);
    assert_eq!(bench.loads(), 3);
    bench.pass(GRACE);
    bench.get("a", REFRESHED).await.unwrap_err();
    assert_eq!(bench.loads(), 4);
}

#[tokio::test]
async fn a_refresh_that_fails_after_the_end_gives_its_error() {
    let bench = Bench::new(10);
    assert_eq!(bench.number("a", REFRESHED).await, 1);
    bench.pass(TTL - GRACE);
    bench.fail(true);
    bench.shut();
    let mut refreshing = bench.get("a", REFRESHED);
    assert!((&mut refreshing).now_or_never().is_none());
    bench.pass(GRACE);
    bench.open();
    refreshing.await.unwrap_err();
}

#[tokio::test]
async fn a_grace_period_is_at_most_half_of_a_life() {
    let bench = Bench::new(10);
    let brief = Limits { ttl: GRACE / 2, grace: Duration::ZERO };
    assert_eq!(bench.number("a", brief).await, 1);
    bench.pass(GRACE / 4 - Duration::from_nanos(1));
    assert_eq!(bench.number("a", REFRESHED).await, 1);
    bench.pass(Duration::from_nanos(1));
    assert_eq!(bench.number("a", REFRESHED).await, 2);
}

#[tokio::test]
async fn a_cancelled_refresh_is_taken_over() {
    let bench = Bench::new(10);
    assert_eq!(bench.number("a", REFRESHED).await, 1);
    bench.pass(TTL - GRACE);
    bench.shut();
    assert!(bench.get("a", REFRESHED).now_or_never().is_none());
    assert_eq!(bench.number("a", REFRESHED).await, 1);
    bench.pass(GRACE / 8);
    bench.open();
    assert_eq!(bench.number("a", REFRESHED).await, 3);
}

#[tokio::test]
async fn the_least_recently_used_goes_first() {
    let bench = Bench::new(2);
    for key in ["a", "b", "a", "c"] {
        bench.number(key, LIMITS).await;
    }
    assert_eq!((bench.cache.len(), bench.dropped(), bench.loads()), (2, 1, 3));
    assert_eq!((bench.number("a", LIMITS).await, bench.number("c", LIMITS).await), (1, 3));
    assert_eq!(bench.number("b", LIMITS).await, 4);
    let nothing = Bench::new(0);
    assert_eq!((nothing.number("a", LIMITS).await, nothing.number("a", LIMITS).await), (1, 2));
    assert_eq!((nothing.cache.len(), nothing.dropped()), (0, 2));
}

#[tokio::test]
async fn whatever_expired_is_dropped_when_any_key_is_asked_for() {
    let bench = Bench::new(10);
    bench.number("a", LIMITS).await;
    bench.number("b", LIMITS).await;
    bench.pass(TTL);
    bench.number("c", LIMITS).await;
    assert_eq!((bench.cache.len(), bench.dropped()), (1, 2));
    bench.cache.clear();
    assert_eq!((bench.cache.len(), bench.dropped()), (0, 3));
    assert_eq!(bench.number("c", LIMITS).await, 4);
    let dropped = Arc::clone(&bench.source);
    drop(bench);
    assert_eq!(dropped.dropped.load(Ordering::SeqCst), 4);
}

#[tokio::test]
async fn a_panic_is_an_error_for_those_who_did_not_meet_it() {
    let cache = Cache::<u8, u8>::new("tests", 1);
    let gate = Arc::new(Semaphore::new(0));
    let broken = || {
        let gate = Arc::clone(&gate);
        move || async move {
            gate.acquire().await.unwrap().forget();
            panic!("a bug")
        }
    };
    let mut first = Box::pin(cache.get_or_load(&1, LIMITS, broken()));
    let mut second = Box::pin(cache.get_or_load(&1, LIMITS, broken()));
    assert!(first.as_mut().now_or_never().is_none());
    assert!(second.as_mut().now_or_never().is_none());
    gate.add_permits(1);
    let met = std::panic::catch_unwind(AssertUnwindSafe(|| first.as_mut().now_or_never()));
    assert!(met.is_err());
    assert!(second.await.unwrap_err().source().unwrap().to_string().contains("panicked"));
    let value = cache.get_or_load(&1, LIMITS, || async { Ok(Arc::new(3)) }).await.unwrap();
    assert_eq!(*value, 3);
}

/// Many callers come, wait, give up and come again while values expire; every one that stays is served.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn every_caller_that_stays_is_served() {
    let cache = Arc::new(Cache::<usize, usize>::new("tests", 3));
    let limits = Limits { ttl: Duration::from_micros(300), grace: Duration::from_micros(100) };
    let caller = |seed: usize| {
        let cache = Arc::clone(&cache);
        async move {
            for turn in 0..300 {
                let key = (seed + turn) % 5;
                let load = move || async move {
                    for _ in 0..3 {
                        tokio::task::yield_now().await;
                    }
                    tokio::time::sleep(Duration::from_micros(50)).await;
                    Ok(Arc::new(key))
                };
                let get = cache.get_or_load(&key, limits, load);
                if (seed + turn).is_multiple_of(3) {
                    let _ = tokio::time::timeout(Duration::from_micros(100), get).await;
                } else {
                    let value = tokio::time::timeout(Duration::from_secs(20), get).await.unwrap();
                    assert_eq!(*value.unwrap(), key);
                }
            }
        }
    };
    let callers: Vec<_> = (0..40).map(|seed| tokio::spawn(caller(seed))).collect();
    for caller in callers {
        caller.await.unwrap();
    }
    assert!(cache.shared.lock().loads.is_empty());
}
