//! Where branch keys come from.

use std::collections::HashMap;
use std::sync::Arc;

use super::{BranchKey, BranchKeyVersion};
use crate::error::BoxError;
use crate::keyring::BoxFuture;

/// Where branch keys come from: a key store, usually behind a cache.
pub trait BranchKeySource: Send + Sync {
    /// The version of branch key `id` that new items are written under.
    ///
    /// # Errors
    /// Whatever keeps the source from giving it; [`KeyError::BranchKey`](crate::KeyError::BranchKey)
    /// will carry it.
    fn active<'a>(&'a self, id: &'a str) -> BoxFuture<'a, Result<Arc<BranchKey>, BoxError>>;

    /// The given version of branch key `id`.
    ///
    /// # Errors
    /// Whatever keeps the source from giving it; [`KeyError::BranchKey`](crate::KeyError::BranchKey)
    /// will carry it.
    fn version<'a>(
        &'a self,
        id: &'a str,
        version: BranchKeyVersion,
    ) -> BoxFuture<'a, Result<Arc<BranchKey>, BoxError>>;

    /// A name that only sources of the same branch keys have: the logical name of a key store.
    ///
    /// It keeps the keys of several sources apart that share a [`BranchKeyCache`](crate::BranchKeyCache)
    /// and a partition of it.
    fn name(&self) -> &str {
        ""
    }
}

/// Makes a pointer to a source a source.
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
        }
    };
}

source_behind!(Arc);
source_behind!(Box);

/// Branch keys that the application holds in memory.
///
/// For tests, for test vectors, and for applications that load their branch keys themselves.
#[derive(Default)]
pub struct InMemoryBranchKeys {
    active: HashMap<String, BranchKeyVersion>,
    keys: HashMap<(String, BranchKeyVersion), Arc<BranchKey>>,
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
        key.ok_or_else(|| format!("there is no version {version}").into())
    }
}

impl BranchKeySource for InMemoryBranchKeys {
    fn active<'a>(&'a self, id: &'a str) -> BoxFuture<'a, Result<Arc<BranchKey>, BoxError>> {
        let key = match self.active.get(id) {
            Some(version) => self.get(id, *version),
            None => Err("there is no such branch key".into()),
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
}
