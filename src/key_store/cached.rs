//! Branch keys behind a cache.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use super::{BranchKey, BranchKeySource, BranchKeyVersion};
use crate::cache::{Cache, Limits};
use crate::error::BoxError;
use crate::future::BoxFuture;

/// How many branch keys a cache keeps unless it is told otherwise.
const CAPACITY: usize = 1_000;
/// How long before its end a branch key is loaded anew, unless that is told otherwise.
const GRACE: Duration = Duration::from_secs(10);

/// Keeps the branch keys of one or several [`CachedBranchKeys`] in memory. A clone is the same cache.
///
/// Its keys are wiped when they are pushed out by others, when they have expired and any key of the cache
/// is asked for, when it is [cleared](Self::clear), and when its last clone is dropped.
#[derive(Clone)]
pub struct BranchKeyCache(Arc<Cache<Key, BranchKey>>);

/// What a branch key is found by.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Key {
    partition: Partition,
    /// The source's identity.
    source: Arc<str>,
    id: Arc<str>,
    /// `None` for whichever version is active.
    version: Option<BranchKeyVersion>,
}

/// Keeps apart what shares a cache.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Partition {
    /// For one [`CachedBranchKeys`] alone.
    Own(u64),
    /// For all that know the name.
    Named(Arc<str>),
}

impl BranchKeyCache {
    /// A cache of at most `capacity` branch keys. The least recently used goes for a new one.
    ///
    /// A key that is written under takes two places: as the active one, and as a version.
    pub fn new(capacity: usize) -> Self {
        BranchKeyCache(Arc::new(Cache::new(capacity)))
    }

    /// How many branch keys it holds, of which some may have expired.
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
/// A key is used for the time to live, counted from the beginning of its load, and no longer. Within a
/// grace period before its end one caller at a time loads it anew, and the others go on with the old one.
/// An error is given to all who waited for the same load, and not kept.
///
/// After a new version was made, items are written under the old one for up to the time to live; they can
/// be read all the same. When access to a KMS key is withdrawn, cached branch keys work for as long.
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
    /// The source's identity; `None` where it shares its keys with no other.
    identity: Option<Arc<str>>,
    cache: BranchKeyCache,
    partition: Partition,
    limits: Limits,
}

impl<S: BranchKeySource + 'static> CachedBranchKeys<S> {
    /// Branch keys of `source`, in a cache of their own.
    ///
    /// The grace period is 10 seconds, and at most a quarter of `ttl`. With a `ttl` of zero nothing is
    /// kept.
    pub fn new(source: S, ttl: Duration) -> Self {
        static PARTITIONS: AtomicU64 = AtomicU64::new(0);
        CachedBranchKeys {
            identity: source.identity().map(Arc::from),
            source: Arc::new(source),
            cache: BranchKeyCache::default(),
            partition: Partition::Own(PARTITIONS.fetch_add(1, Ordering::Relaxed)),
            limits: Limits { ttl, grace: GRACE.min(ttl / 4) },
        }
    }

    /// Keeps the branch keys in `cache`, which others may use too. They share its room, but no keys,
    /// unless [`with_partition`](Self::with_partition) says so.
    #[must_use]
    pub fn with_cache(mut self, cache: &BranchKeyCache) -> Self {
        self.cache = cache.clone();
        self
    }

    /// Shares the cached branch keys with all that use the same cache, the same partition name and a
    /// source of the same [identity](BranchKeySource::identity): of a [`KeyStore`](crate::KeyStore), one with the same
    /// names, regions and KMS configuration. A source without an identity goes on to share no keys.
    ///
    /// An identity does not tell clients apart that are for the same region and call different endpoints or accounts.
    /// Where there are such, name a partition for each.
    ///
    /// Each goes by its own time to live. Who shares a partition gets branch keys that another's access to
    /// KMS has opened, whether or not its own would have.
    #[must_use]
    pub fn with_partition(mut self, name: &str) -> Self {
        if self.identity.is_some() {
            self.partition = Partition::Named(name.into());
        }
        self
    }

    /// Sets how long before its end a branch key is loaded anew; at most half of its life counts. Zero loads
    /// it only when it has expired.
    #[must_use]
    pub fn with_grace_period(mut self, grace: Duration) -> Self {
        self.limits.grace = grace;
        self
    }

    fn key(&self, id: &str, version: Option<BranchKeyVersion>) -> Key {
        let (partition, source) = (self.partition.clone(), self.identity.clone().unwrap_or_default());
        Key { partition, source, id: id.into(), version }
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
                // The active version is a version: what is written now can be read without another load.
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
