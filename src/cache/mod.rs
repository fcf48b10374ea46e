//! A cache for secrets that cost a call: branch keys, wrapping keys, decrypted materials.
//!
//! # What it promises
//!
//! * **One load per key**: whoever asks for a key that is being loaded waits for that load. Nothing is
//!   spawned: the load is a future shared by all who wait for it, and any of them drives it
//!   on. It is abandoned when the last of them is gone.
//! * **Nothing stale**: a value is used for its time to live, counted from the start of its load by
//!   a monotonic clock, and not a moment longer. Each reader has its own time to live, so of several that
//!   share a cache, one can be stricter than the others. (If the monotonic clock stands
//!   still while a machine sleeps, as on Linux, so does a value's age.)
//! * **No pause at the end**: within a grace period before a value expires, one caller at a time loads it
//!   again and waits, while all others go on with the old value. If that load fails,
//!   or its caller is cancelled, the old value is used until it expires, and another caller tries after an
//!   eighth of the grace period.
//! * **Errors are not kept**: all who waited for a failed load get its error, and the next caller tries
//!   again.
//! * **Bounded**: at capacity, the least recently used value goes.
//! * **Wiped**: a value is dropped, and so wipes itself, when it is displaced or replaced, and when it
//!   has expired and any key of the cache is asked for. Whoever is using it at that moment keeps it until
//!   done.
//!
//! # Why not a crate
//!
//! `moka` 0.12 was considered first. When the caller that loads is cancelled, it drops the load and lets
//! another waiter start its own, which is a second call to KMS. Removed values are dropped when
//! `crossbeam-epoch` gets to it, which may be much later, but a secret must be wiped at a known time. It
//! cannot refresh ahead, has no time to live per reader, and only its own tests can set its clock.
//! It would also bring a dozen packages. The crates `lru` and `quick_cache` know neither time nor shared
//! errors. `futures_util::future::Shared` was considered for the loads: see [`flight`].
//!
//! Sources: `framework/cryptographic-materials-cache.md` and
//! `framework/storm-tracking-cryptographic-materials-cache.md` of the AWS Encryption SDK specification,
//! for the purpose; the mechanism differs, since nothing here sleeps and polls.

mod flight;
mod table;
#[cfg(test)]
mod tests;

use std::borrow::Borrow;
use std::collections::HashMap;
use std::hash::Hash;
use std::time::{Duration, Instant};

use crate::error::BoxError;
pub(crate) use crate::error::SharedError;
use crate::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use crate::telemetry::{self, CacheAnswer};
use flight::Flight;
use table::{Entry, Table};

/// How long a reader uses a value.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limits {
    /// A value older than this is not used. Zero uses each value once.
    pub(crate) ttl: Duration,
    /// How long before it expires a value is loaded again; at most half of its life. With zero it is loaded only once
    /// it has expired.
    pub(crate) grace: Duration,
}

/// The cache's clock.
pub(crate) type Clock = Arc<dyn Fn() -> Instant + Send + Sync>;

/// Values of type `V` by keys of type `K`, which should be cheap to clone.
pub(crate) struct Cache<K, V> {
    /// What it is called where somebody watches.
    name: &'static str,
    shared: Arc<Shared<K, V>>,
}

/// What the cache and the loads in flight share.
struct Shared<K, V> {
    state: Mutex<State<K, V>>,
    clock: Clock,
}

struct State<K, V> {
    table: Table<K, V>,
    /// The latest load in flight of each key.
    loads: HashMap<K, Load<V>>,
    /// How many loads there were: distinguishes one load of a key from the next.
    count: u64,
}

struct Load<V> {
    number: u64,
    started: Instant,
    /// Weak: only those that wait for a load keep it alive.
    flight: Weak<Flight<V>>,
}

/// What to do for a caller.
enum Plan<V> {
    /// Use the cached value.
    Use(Arc<V>),
    /// Wait for a load.
    Wait(Arc<Flight<V>>),
    /// Wait for a load, and if it fails use the cached value for as long as it lives.
    Refresh { flight: Arc<Flight<V>>, value: Arc<V>, created: Instant, lifetime: Duration },
}

impl<V> Plan<V> {
    /// What it is called where somebody watches.
    fn answer(&self) -> CacheAnswer {
        match self {
            Plan::Use(_) => CacheAnswer::Hit,
            Plan::Wait(_) => CacheAnswer::Miss,
            Plan::Refresh { .. } => CacheAnswer::Refresh,
        }
    }
}

impl<K, V> Cache<K, V>
where
    K: Clone + Eq + Hash + Send + Sync + 'static,
    V: Send + Sync + 'static,
{
    /// A cache of at most `capacity` values, which `name` says what they are.
    pub(crate) fn new(name: &'static str, capacity: usize) -> Self {
        Self::with_clock(name, capacity, Arc::new(Instant::now))
    }

    /// A cache that goes by another clock.
    pub(crate) fn with_clock(name: &'static str, capacity: usize, clock: Clock) -> Self {
        let state = State { table: Table::new(capacity), loads: HashMap::new(), count: 0 };
        Cache { name, shared: Arc::new(Shared { state: Mutex::new(state), clock }) }
    }

    /// The value of `key`, if it is cached and need not be loaded again. Otherwise call `get_or_load`.
    ///
    /// Source: `framework/cryptographic-materials-cache.md`, sections "Time-to-live (TTL)" and "Get Cache Entry".
    pub(crate) fn get<Q>(&self, key: &Q, limits: Limits) -> Option<Arc<V>>
    where
        K: Borrow<Q>,
        Q: Eq + Hash + ?Sized,
    {
        let now = self.now();
        let mut state = self.shared.lock();
        let expired = state.table.remove_expired(now);
        let entry = state.table.get(key).filter(|entry| age(entry.created, now) < limits.ttl);
        let value = entry.filter(|entry| !entry.is_due(limits, now)).map(|entry| Arc::clone(&entry.value));
        // Whatever is dropped is dropped after the lock is released.
        drop(state);
        drop(expired);
        if value.is_some() {
            telemetry::cache(self.name, CacheAnswer::Hit);
        }
        value
    }

    /// The value of `key`, from the cache or else by `load`, which starts unless another load of the
    /// key is in flight.
    ///
    /// # Errors
    /// The error of the load, shared by all who waited for it.
    pub(crate) async fn get_or_load<F>(
        &self,
        key: &K,
        limits: Limits,
        load: impl FnOnce() -> F + Send + 'static,
    ) -> Result<Arc<V>, SharedError>
    where
        F: Future<Output = Result<Arc<V>, BoxError>> + Send + 'static,
    {
        let plan = self.plan(key, limits, load);
        telemetry::cache(self.name, plan.answer());
        match plan {
            Plan::Use(value) => Ok(value),
            Plan::Wait(flight) => Flight::join(flight).await,
            Plan::Refresh { flight, value, created, lifetime } => match Flight::join(flight).await {
                Ok(value) => Ok(value),
                Err(_) if age(created, self.now()) < lifetime => Ok(value),
                Err(error) => Err(error),
            },
        }
    }

    /// Puts in a value that came along with another one, whose load started at `created`.
    pub(crate) fn insert(&self, key: K, value: Arc<V>, created: Instant, ttl: Duration) {
        self.shared.insert(key, value, created, ttl);
    }

    /// Drops the value of `key` if it still is `value`, for example because it is used up.
    pub(crate) fn discard(&self, key: &K, value: &Arc<V>) {
        let removed = self.shared.lock().table.remove_value(key, value);
        drop(removed);
    }

    /// The time by the cache's clock.
    pub(crate) fn now(&self) -> Instant {
        (self.shared.clock)()
    }

    /// Drops all values. Loads in flight go on, and their values come in.
    pub(crate) fn clear(&self) {
        let removed = self.shared.lock().table.clear();
        drop(removed);
    }

    /// How many values there are, including any that have expired.
    pub(crate) fn len(&self) -> usize {
        self.shared.lock().table.len()
    }

    fn plan<F>(&self, key: &K, limits: Limits, load: impl FnOnce() -> F + Send + 'static) -> Plan<V>
    where
        F: Future<Output = Result<Arc<V>, BoxError>> + Send + 'static,
    {
        let now = self.now();
        let mut state = self.shared.lock();
        let expired = state.table.remove_expired(now);
        let plan = state.plan(&self.shared, key, limits, now, load);
        // Whatever is dropped is dropped after the lock is released.
        drop(state);
        drop(expired);
        plan
    }
}

impl<K, V> State<K, V>
where
    K: Clone + Eq + Hash + Send + Sync + 'static,
    V: Send + Sync + 'static,
{
    fn plan<F>(
        &mut self,
        shared: &Arc<Shared<K, V>>,
        key: &K,
        limits: Limits,
        now: Instant,
        load: impl FnOnce() -> F + Send + 'static,
    ) -> Plan<V>
    where
        F: Future<Output = Result<Arc<V>, BoxError>> + Send + 'static,
    {
        // A load that started too long ago would give this reader a value that is already stale.
        let underway = self.loads.get(key).filter(|load| age(load.started, now) < limits.ttl);
        let Some(entry) = self.table.get(key).filter(|entry| age(entry.created, now) < limits.ttl) else {
            let flight = underway.and_then(|load| load.flight.upgrade());
            return Plan::Wait(flight.unwrap_or_else(|| self.start(shared, key, limits, now, load)));
        };
        let value = Arc::clone(&entry.value);
        // Not upgraded: the last reference to a flight must not be dropped while the lock is held.
        if underway.is_some_and(|load| load.flight.strong_count() > 0) || !entry.claim_refresh(limits, now) {
            return Plan::Use(value);
        }
        let (created, lifetime) = (entry.created, entry.ttl.min(limits.ttl));
        Plan::Refresh { flight: self.start(shared, key, limits, now, load), value, created, lifetime }
    }

    /// Starts a load.
    fn start<F>(
        &mut self,
        shared: &Arc<Shared<K, V>>,
        key: &K,
        limits: Limits,
        now: Instant,
        load: impl FnOnce() -> F + Send + 'static,
    ) -> Arc<Flight<V>>
    where
        F: Future<Output = Result<Arc<V>, BoxError>> + Send + 'static,
    {
        self.count += 1;
        let number = self.count;
        let landing = Landing { shared: Arc::clone(shared), key: key.clone(), number };
        let flight = Arc::new(Flight::new(async move {
            let landing = landing;
            let value = load().await.map_err(SharedError::new)?;
            landing.shared.insert(landing.key.clone(), Arc::clone(&value), now, limits.ttl);
            Ok(value)
        }));
        self.loads.insert(key.clone(), Load { number, started: now, flight: Arc::downgrade(&flight) });
        flight
    }
}

/// Takes a load off the list, whether it has ended, was abandoned or panicked.
struct Landing<K: Eq + Hash, V> {
    shared: Arc<Shared<K, V>>,
    key: K,
    number: u64,
}

impl<K: Eq + Hash, V> Drop for Landing<K, V> {
    fn drop(&mut self) {
        let mut state = self.shared.lock();
        // A load that took too long may have been superseded by another.
        if state.loads.get(&self.key).is_some_and(|load| load.number == self.number) {
            state.loads.remove(&self.key);
        }
    }
}

impl<K, V> Shared<K, V> {
    fn lock(&self) -> MutexGuard<'_, State<K, V>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<K: Clone + Eq + Hash, V> Shared<K, V> {
    fn insert(&self, key: K, value: Arc<V>, created: Instant, ttl: Duration) {
        let removed = self.lock().table.insert(key, Entry::new(value, created, ttl));
        drop(removed);
    }
}

/// How long ago `created` is.
fn age(created: Instant, now: Instant) -> Duration {
    now.saturating_duration_since(created)
}
