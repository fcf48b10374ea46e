//! Where branch keys come from.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::kind::Kind;
use super::{BranchKey, BranchKeyVersion, not_found};
use crate::error::BoxError;
use crate::future::BoxFuture;

/// Where branch keys come from: a key store, usually behind a cache.
pub trait BranchKeySource: Send + Sync {
    /// The version of branch key `id` that new items are written under.
    ///
    /// # Errors
    /// As for [`version`](Self::version).
    fn active<'a>(&'a self, id: &'a str) -> BoxFuture<'a, Result<Arc<BranchKey>, BoxError>>;

    /// The given version of branch key `id`.
    ///
    /// # Errors
    /// [`KeyStoreError::NotFound`](crate::KeyStoreError::NotFound) or
    /// [`KeyError::UnknownVersion`](crate::KeyError::UnknownVersion) if the source was reached and has no such key:
    /// then the item that names it is [at fault](crate::Error::is_of_item). And whatever else prevents the source from
    /// giving it: [`KeyError::Unavailable`](crate::KeyError::Unavailable) if trying again may help. Return such an
    /// error as it is: one that is wrapped in another type is not looked into.
    /// [`KeyError::BranchKey`](crate::KeyError::BranchKey) will carry any of them.
    fn version<'a>(
        &'a self,
        id: &'a str,
        version: BranchKeyVersion,
    ) -> BoxFuture<'a, Result<Arc<BranchKey>, BoxError>>;

    /// A name that only sources of the same branch keys share: the logical name of a key store.
    fn name(&self) -> &str {
        ""
    }

    /// What only sources of the same branch keys have in common. It separates the keys of sources that share
    /// a [`BranchKeyCache`](crate::BranchKeyCache) and a partition of it.
    ///
    /// `None` for a source that shares its keys with no other. By default the identity is the source's
    /// [name](Self::name), if it has one.
    fn identity(&self) -> Option<String> {
        Some(self.name().to_owned()).filter(|name| !name.is_empty())
    }
}

/// Implements `BranchKeySource` for pointers.
macro_rules! source_behind {
    ($pointer:ident) => {
        impl<S: BranchKeySource + ?Sized> BranchKeySource for $pointer<S> {
            fn active<'a>(&'a self, id: &'a str) -> BoxFuture<'a, Result<Arc<BranchKey>, BoxError>> {
                (**self).active(id)
            }

            fn version<'a>(
                &'a self,
                id: &'a str,
                version: BranchKeyVersion,
            ) -> BoxFuture<'a, Result<Arc<BranchKey>, BoxError>> {
                (**self).version(id, version)
            }

            fn name(&self) -> &str {
                (**self).name()
            }

            fn identity(&self) -> Option<String> {
                (**self).identity()
            }
        }
    };
}

source_behind!(Arc);
source_behind!(Box);

/// Branch keys that the application holds in memory.
///
/// For tests, for test vectors, and for applications that load their branch keys themselves.
///
/// Example: [`KeyStore`](crate::KeyStore).
pub struct InMemoryBranchKeys {
    /// Distinguishes this source from all others in the process.
    number: u64,
    active: HashMap<String, BranchKeyVersion>,
    keys: HashMap<(String, BranchKeyVersion), Arc<BranchKey>>,
}

debug_shows!(InMemoryBranchKeys { active });

impl Default for InMemoryBranchKeys {
    fn default() -> Self {
        static SOURCES: AtomicU64 = AtomicU64::new(0);
        let number = SOURCES.fetch_add(1, Ordering::Relaxed);
        InMemoryBranchKeys { number, active: HashMap::new(), keys: HashMap::new() }
    }
}

impl InMemoryBranchKeys {
    /// No branch keys.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a version of branch key `id`, which becomes its active one.
    #[must_use]
    pub fn with(mut self, id: impl Into<String>, key: BranchKey) -> Self {
        let id = id.into();
        self.active.insert(id.clone(), key.version());
        self.keys.insert((id, key.version()), Arc::new(key));
        self
    }

    fn get(&self, id: &str, version: BranchKeyVersion) -> Result<Arc<BranchKey>, BoxError> {
        let key = self.keys.get(&(id.to_owned(), version)).cloned();
        key.ok_or_else(|| not_found(id, Kind::Version(version)).into())
    }
}

impl BranchKeySource for InMemoryBranchKeys {
    fn active<'a>(&'a self, id: &'a str) -> BoxFuture<'a, Result<Arc<BranchKey>, BoxError>> {
        let key = match self.active.get(id) {
            Some(version) => self.get(id, *version),
            None => Err(not_found(id, Kind::Active).into()),
        };
        Box::pin(std::future::ready(key))
    }

    fn version<'a>(
        &'a self,
        id: &'a str,
        version: BranchKeyVersion,
    ) -> BoxFuture<'a, Result<Arc<BranchKey>, BoxError>> {
        Box::pin(std::future::ready(self.get(id, version)))
    }

    fn identity(&self) -> Option<String> {
        Some(format!("in memory {}", self.number))
    }
}
