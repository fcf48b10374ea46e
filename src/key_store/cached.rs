//! Branch keys behind a cache.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use super::{BranchKey, BranchKeySource, BranchKeyVersion};
use crate::cache::{Cache, Limits};
use crate::error::BoxError;
use crate::future::BoxFuture;

/// How many branch keys a cache keeps by default.
const CAPACITY: usize = 1_000;
/// How long before it expires a branch key is loaded again by default.
const GRACE: Duration = Duration::from_secs(10);

/// Keeps the branch keys of one or several [`CachedBranchKeys`] in memory. A clone is the same cache.
///
/// A key is wiped when others displace it, when it has expired and a key of the cache is next asked for, when the cache
/// is [cleared](Self::clear), and when its last clone is dropped.
///
/// Example: [`KeyStore`](crate::KeyStore).
#[derive(Clone)]
pub struct BranchKeyCache(Arc<Cache<Key, BranchKey>>);

debug_shows!(BranchKeyCache {});

/// What identifies a branch key in the cache.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Key {
    partition: Partition,
    id: Arc<str>,
    /// `None` for the active version, whichever that is.
    version: Option<BranchKeyVersion>,
}

/// Separates those that share a cache.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Partition {
    /// For one [`CachedBranchKeys`] alone.
    Own(u64),
    /// For all that use the name, around sources of this identity.
    Shared { name: Arc<str>, identity: Arc<str> },
}

impl BranchKeyCache {
    /// A cache of at most `capacity` branch keys. The least recently used one makes room for a new one.
    ///
    /// A key that items are written under takes two places: as the active version, and as a version.
    pub fn new(capacity: usize) -> Self {
        BranchKeyCache(Arc::new(Cache::new("branch keys", capacity)))
    }

    /// How many branch keys it holds, including any that have expired.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether it holds no branch key.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Forgets all branch keys, for example because access to one was withdrawn.
    pub fn clear(&self) {
        self.0.clear();
    }
}

/// A cache of 1,000 branch keys.
impl Default for BranchKeyCache {
    fn default() -> Self {
        Self::new(CAPACITY)
    }
}

/// Branch keys of a source, each loaded once per time to live, however many callers ask for it at once.
///
/// A key is used for the time to live, counted from the start of its load, and no longer. Within a
/// grace period before it expires, one caller at a time loads it again, and the others go on with the old one.
/// If a load fails, all who waited for it get the error, and it is not kept.
///
/// After a new version has been made, items are still written under the old one for up to the time to live; they can be
/// read all the same. If access to a KMS key is withdrawn, cached branch keys go on working for as long.
///
/// ```
/// use std::time::Duration;
/// use dynamodb_item_encryptor::{BranchKeyCache, CachedBranchKeys, InMemoryBranchKeys};
///
/// let cache = BranchKeyCache::new(100);
/// let source = InMemoryBranchKeys::new(); // or a KeyStore
/// let keys = CachedBranchKeys::new(source, Duration::from_secs(600)).with_cache(&cache);
/// ```
pub struct CachedBranchKeys<S> {
    source: Arc<S>,
    cache: BranchKeyCache,
    partition: Partition,
    limits: Limits,
}

debug_shows!(CachedBranchKeys<S> {});

impl<S: BranchKeySource + 'static> CachedBranchKeys<S> {
    /// Branch keys of `source`, in a cache of their own.
    ///
    /// The grace period is 10 seconds, but at most a quarter of `ttl`. With a `ttl` of zero nothing is
    /// kept.
    pub fn new(source: S, ttl: Duration) -> Self {
        static PARTITIONS: AtomicU64 = AtomicU64::new(0);
        CachedBranchKeys {
            source: Arc::new(source),
            cache: BranchKeyCache::default(),
            partition: Partition::Own(PARTITIONS.fetch_add(1, Ordering::Relaxed)),
            limits: Limits { ttl, grace: GRACE.min(ttl / 4) },
        }
    }

    /// Keeps the branch keys in `cache`, which others may use too. They share its capacity, but no keys,
    /// unless [`with_partition`](Self::with_partition) says so.
    #[must_use]
    pub fn with_cache(mut self, cache: &BranchKeyCache) -> Self {
        self.cache = cache.clone();
        self
    }

    /// Shares the cached branch keys with all that use the same cache, the same partition name and a
    /// source with the same [identity](BranchKeySource::identity): for a [`KeyStore`](crate::KeyStore), one with the same
    /// names, regions and KMS configuration. A source without an identity still shares no keys.
    ///
    /// An identity does not distinguish clients for the same region that call different endpoints or accounts.
    /// If there are such clients, name a partition for each.
    ///
    /// Each keeps its own time to live. Sharing a partition shares keys, regardless of each caller's access to
    /// KMS.
    #[must_use]
    pub fn with_partition(mut self, name: &str) -> Self {
        if let Some(identity) = self.source.identity() {
            self.partition = Partition::Shared { name: name.into(), identity: identity.into() };
        }
        self
    }

    /// Sets how long before it expires a branch key is loaded again; at most half of its life counts. With zero it is
    /// loaded only once it has expired.
    #[must_use]
    pub fn with_grace_period(mut self, grace: Duration) -> Self {
        self.limits.grace = grace;
        self
    }

    fn key(&self, id: &str, version: Option<BranchKeyVersion>) -> Key {
        Key { partition: self.partition.clone(), id: id.into(), version }
    }
}

impl<S: BranchKeySource + 'static> BranchKeySource for CachedBranchKeys<S> {
    fn active<'a>(&'a self, id: &'a str) -> BoxFuture<'a, Result<Arc<BranchKey>, BoxError>> {
        Box::pin(async move {
            let key = self.key(id, None);
            let (source, cache) = (Arc::clone(&self.source), self.cache.clone());
            let (mut by_version, created, ttl) = (key.clone(), cache.0.now(), self.limits.ttl);
            let load = move || async move {
                let loaded = source.active(&by_version.id).await?;
                // Also kept as a version: what is written now can be read without another load.
                by_version.version = Some(loaded.version());
                cache.0.insert(by_version, Arc::clone(&loaded), created, ttl);
                Ok(loaded)
            };
            Ok(self.cache.0.get_or_load(&key, self.limits, load).await?)
        })
    }

    fn version<'a>(
        &'a self,
        id: &'a str,
        version: BranchKeyVersion,
    ) -> BoxFuture<'a, Result<Arc<BranchKey>, BoxError>> {
        Box::pin(async move {
            let key = self.key(id, Some(version));
            let (source, id) = (Arc::clone(&self.source), Arc::clone(&key.id));
            let load = move || async move { source.version(&id, version).await };
            Ok(self.cache.0.get_or_load(&key, self.limits, load).await?)
        })
    }

    fn name(&self) -> &str {
        self.source.name()
    }

    fn identity(&self) -> Option<String> {
        self.source.identity()
    }
}
