//! Where beacon keys come from.

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use crate::cache::{Cache, Limits};
use crate::error::{BoxError, KeyError};
use crate::future::BoxFuture;
use crate::key_store::{BeaconKey, no_beacon_key};

/// How many beacon keys are kept by default.
const CAPACITY: usize = 1_000;
/// How long before it expires a beacon key is loaded again by default.
const GRACE: Duration = Duration::from_secs(10);

/// Where beacon keys come from: a [`KeyStore`](crate::KeyStore) behind [`CachedBeaconKeys`], or [`InMemoryBeaconKeys`], for example.
///
/// A beacon key is never replaced by another: what was written under one is found with it alone.
pub trait BeaconKeySource: Send + Sync {
    /// The beacon key `id`: that of the branch key `id`, where it comes from a key store.
    ///
    /// # Errors
    /// Whatever keeps the source from giving it: [`KeyError::Unavailable`] if trying again may help.
    /// [`KeyError::BeaconKey`] will carry it.
    fn beacon_key<'a>(&'a self, id: &'a str) -> BoxFuture<'a, Result<Arc<BeaconKey>, BoxError>>;

    /// The beacon key `id`, if the source has it at hand, so that nobody has to wait. `None` says nothing.
    fn at_hand(&self, id: &str) -> Option<Arc<BeaconKey>> {
        let _ = id;
        None
    }

    /// How long a key is kept before it is fetched again; `None` if the source does not keep keys, or has no others.
    /// Less than a second is refused when a table is built.
    fn time_to_live(&self) -> Option<Duration> {
        None
    }

    /// One key for all items of a table: the key `id`.
    fn single(self, id: impl Into<String>) -> BeaconKeys
    where
        Self: Sized + 'static,
    {
        BeaconKeys { source: Arc::new(self), choice: KeyChoice::Single(id.into()) }
    }

    /// A key for each tenant. A query has to say which tenant it is for: by a condition on `attribute`, whose value is the
    /// tenant's key id.
    ///
    /// An item's key is that of the branch key that its one data key is wrapped with, by a
    /// [`HierarchicalKeyring`](crate::HierarchicalKeyring). The attribute decides nothing when an item is written, and if
    /// the table does not sign it, it is not even stored.
    fn per_tenant(self, attribute: impl Into<String>) -> BeaconKeys
    where
        Self: Sized + 'static,
    {
        BeaconKeys { source: Arc::new(self), choice: KeyChoice::PerTenant(attribute.into()) }
    }
}

/// Implements `BeaconKeySource` for pointers.
macro_rules! source_behind {
    ($pointer:ident) => {
        impl<S: BeaconKeySource + ?Sized> BeaconKeySource for $pointer<S> {
            fn beacon_key<'a>(&'a self, id: &'a str) -> BoxFuture<'a, Result<Arc<BeaconKey>, BoxError>> {
                (**self).beacon_key(id)
            }

            fn at_hand(&self, id: &str) -> Option<Arc<BeaconKey>> {
                (**self).at_hand(id)
            }

            fn time_to_live(&self) -> Option<Duration> {
                (**self).time_to_live()
            }
        }
    };
}

source_behind!(Arc);
source_behind!(Box);

/// A source of beacon keys, and which of its keys an item has: made with [`BeaconKeySource::single`] or
/// [`BeaconKeySource::per_tenant`].
///
/// Example: [`Search`](crate::Search).
#[derive(Clone)]
pub struct BeaconKeys {
    source: Arc<dyn BeaconKeySource>,
    choice: KeyChoice,
}

/// Which beacon key an item has.
///
/// Source: `specification/searchable-encryption/search-config.md`, section "Beacon Key Source".
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum KeyChoice {
    /// All have the one of this id.
    Single(String),
    /// That of its tenant, which this attribute names in queries.
    PerTenant(String),
}

impl BeaconKeys {
    /// Which beacon key an item has.
    pub(crate) fn choice(&self) -> &KeyChoice {
        &self.choice
    }

    /// The beacon key `id`, if nobody has to wait for it.
    pub(crate) fn at_hand(&self, id: &str) -> Option<Arc<BeaconKey>> {
        self.source.at_hand(id)
    }

    /// The beacon key `id`.
    ///
    /// Source: `specification/searchable-encryption/search-config.md`, section "Beacon Keys".
    ///
    /// # Errors
    /// [`KeyError::BeaconKey`], with what the source reported.
    pub(crate) async fn fetch(&self, id: &str) -> Result<Arc<BeaconKey>, KeyError> {
        if let Some(key) = self.at_hand(id) {
            return Ok(key);
        }
        let failed = |source| KeyError::BeaconKey { id: id.to_owned(), source };
        self.source.beacon_key(id).await.map_err(failed)
    }

    pub(super) fn time_to_live(&self) -> Option<Duration> {
        self.source.time_to_live()
    }
}

impl fmt::Debug for BeaconKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BeaconKeys").field("choice", &self.choice).finish_non_exhaustive()
    }
}

/// Beacon keys that the application holds in memory: 32 bytes of its own, for a table without a key store.
///
/// ```
/// use dynamodb_item_encryptor::{BeaconKey, BeaconKeySource, InMemoryBeaconKeys};
///
/// let keys = InMemoryBeaconKeys::new().with("customers", BeaconKey::new(&[7; 32])).single("customers");
/// ```
#[derive(Default)]
pub struct InMemoryBeaconKeys(HashMap<String, Arc<BeaconKey>>);

debug_shows!(InMemoryBeaconKeys {});

impl InMemoryBeaconKeys {
    /// No beacon keys.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds the beacon key `id`.
    #[must_use]
    pub fn with(mut self, id: impl Into<String>, key: BeaconKey) -> Self {
        self.0.insert(id.into(), Arc::new(key));
        self
    }
}

impl BeaconKeySource for InMemoryBeaconKeys {
    fn beacon_key<'a>(&'a self, id: &'a str) -> BoxFuture<'a, Result<Arc<BeaconKey>, BoxError>> {
        let key = self.at_hand(id).ok_or_else(|| no_beacon_key(id).into());
        Box::pin(std::future::ready(key))
    }

    fn at_hand(&self, id: &str) -> Option<Arc<BeaconKey>> {
        self.0.get(id).cloned()
    }
}

/// Beacon keys of a source, each fetched once per time to live, however many callers ask for it at once.
///
/// A key is used for the time to live, counted from the start of its fetch, and no longer. Within a grace period before
/// it expires, one caller at a time fetches it again, and the others go on with the old one. If a fetch fails, all who
/// waited for it get the error, and it is not kept.
///
/// ```no_run
/// # fn example(key_store: dynamodb_item_encryptor::KeyStore) {
/// use std::time::Duration;
/// use dynamodb_item_encryptor::{BeaconKeySource, CachedBeaconKeys};
///
/// let keys = CachedBeaconKeys::new(key_store, Duration::from_secs(3600)).single("branch-key-1");
/// # }
/// ```
pub struct CachedBeaconKeys<S> {
    source: Arc<S>,
    cache: Cache<Arc<str>, BeaconKey>,
    limits: Limits,
}

debug_shows!(CachedBeaconKeys<S> {});

impl<S: BeaconKeySource + 'static> CachedBeaconKeys<S> {
    /// Beacon keys of `source`, of which the last 1,000 are kept.
    ///
    /// The grace period is 10 seconds, but at most a quarter of `ttl`. A `ttl` below a second is refused when a table is
    /// built.
    pub fn new(source: S, ttl: Duration) -> Self {
        let limits = Limits { ttl, grace: GRACE.min(ttl / 4) };
        CachedBeaconKeys { source: Arc::new(source), cache: Cache::new("beacon keys", CAPACITY), limits }
    }

    /// Sets how many keys are kept: those of as many tenants.
    #[must_use]
    pub fn with_capacity(mut self, capacity: usize) -> Self {
        self.cache = Cache::new("beacon keys", capacity);
        self
    }

    /// Sets how long before it expires a key is fetched again; at most half of its life counts. With zero it is fetched
    /// only once it has expired.
    #[must_use]
    pub fn with_grace_period(mut self, grace: Duration) -> Self {
        self.limits.grace = grace;
        self
    }

    /// Forgets all keys, for example because access to one was withdrawn.
    pub fn clear(&self) {
        self.cache.clear();
    }
}

impl<S: BeaconKeySource + 'static> BeaconKeySource for CachedBeaconKeys<S> {
    fn beacon_key<'a>(&'a self, id: &'a str) -> BoxFuture<'a, Result<Arc<BeaconKey>, BoxError>> {
        Box::pin(async move {
            let (source, id) = (Arc::clone(&self.source), Arc::<str>::from(id));
            let key = Arc::clone(&id);
            let load = move || async move { source.beacon_key(&id).await };
            Ok(self.cache.get_or_load(&key, self.limits, load).await?)
        })
    }

    fn at_hand(&self, id: &str) -> Option<Arc<BeaconKey>> {
        self.cache.get(id, self.limits)
    }

    fn time_to_live(&self) -> Option<Duration> {
        Some(self.limits.ttl)
    }
}
