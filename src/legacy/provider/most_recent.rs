//! The most recent provider: keys from a store, the newest of them for new items.
//!
//! Source: `CachingMostRecentProvider` of `aws/aws-dynamodb-encryption-java`, and `material_providers/most_recent.py`
//! of `aws/aws-dynamodb-encryption-python`.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::{BoxFuture, DecryptionMaterials, EncryptionMaterials, ItemContext, Provider};
use crate::error::shown::Shown;
use crate::error::{BoxError, KeyError};
use crate::legacy::description::{META_ID, MaterialDescription};

/// The most versions that are kept, unless configured otherwise.
const CACHE: usize = 1000;

/// A store of versioned keys: what the legacy clients call a "provider store".
pub trait ProviderStore: Send + Sync {
    /// The highest version of the material `name`; `None` if there is none.
    ///
    /// # Errors
    /// Whatever keeps the store from answering.
    fn newest_version<'a>(&'a self, name: &'a str) -> BoxFuture<'a, Result<Option<u64>, BoxError>>;

    /// The provider for a version of the material `name`.
    ///
    /// # Errors
    /// [`KeyError::UnknownVersion`] when there is no such version, which distinguishes an item that names a wrong one
    /// from a store that cannot be reached; and whatever else keeps the store from giving it.
    fn provider<'a>(
        &'a self,
        name: &'a str,
        version: u64,
    ) -> BoxFuture<'a, Result<Arc<dyn Provider>, BoxError>>;

    /// As [`provider`](Self::provider), but a version that does not exist is created. If several callers create one at
    /// the same time, all get the same.
    ///
    /// # Errors
    /// Whatever keeps the store from creating or giving it.
    fn provider_or_new<'a>(
        &'a self,
        name: &'a str,
        version: u64,
    ) -> BoxFuture<'a, Result<Arc<dyn Provider>, BoxError>>;
}

/// Writes items with the newest version of a material in a [`ProviderStore`], and reads them with the version that
/// they name. Both are cached for a while, so most items need no call.
///
/// Example: [`legacy`](crate::legacy).
pub struct MostRecentProvider {
    store: Arc<dyn ProviderStore>,
    material: String,
    time_to_live: Duration,
    size: usize,
    cache: Mutex<Cache>,
    /// Held while the newest version is looked up, so that only one of many callers asks.
    asking: futures_util::lock::Mutex<()>,
}

debug_shows!(MostRecentProvider { material, time_to_live, size });

#[derive(Default)]
struct Cache {
    newest: Option<(u64, Instant)>,
    providers: HashMap<u64, Cached>,
}

struct Cached {
    provider: Arc<dyn Provider>,
    loaded: Instant,
    used: Instant,
}

impl MostRecentProvider {
    /// A provider for the material `material` in `store`. What was read from the store is used for `time_to_live`,
    /// which is also how long a new version may go unnoticed.
    ///
    /// # Errors
    /// [`KeyError::Config`] for a name with `#` in it, which the legacy clients cannot read.
    pub fn new(
        store: impl ProviderStore + 'static,
        material: impl Into<String>,
        time_to_live: Duration,
    ) -> Result<Self, KeyError> {
        let material = material.into();
        check_name(&material)?;
        Ok(MostRecentProvider {
            store: Arc::new(store),
            material,
            time_to_live,
            size: CACHE,
            cache: Mutex::default(),
            asking: futures_util::lock::Mutex::new(()),
        })
    }

    /// Keeps at most `size` versions, instead of 1,000.
    #[must_use]
    pub fn with_cache_size(mut self, size: usize) -> Self {
        self.size = size;
        self
    }

    /// Forgets what was read from the store: the next item asks again.
    pub fn refresh(&self) {
        *self.cache() = Cache::default();
    }

    fn cache(&self) -> std::sync::MutexGuard<'_, Cache> {
        // Every change leaves the cache consistent.
        self.cache.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn failed(&self, source: BoxError) -> KeyError {
        KeyError::MaterialStore { material: self.material.clone(), source }
    }

    /// The newest version, if it is known and has not expired.
    fn known_newest(&self) -> Option<u64> {
        let newest = self.cache().newest;
        newest.filter(|(_, asked)| asked.elapsed() < self.time_to_live).map(|(version, _)| version)
    }

    async fn newest(&self) -> Result<Arc<dyn Provider>, KeyError> {
        if let Some(version) = self.known_newest() {
            return self.provider(version).await;
        }
        let _asking = self.asking.lock().await;
        if let Some(version) = self.known_newest() {
            return self.provider(version).await;
        }
        let newest = self.store.newest_version(&self.material).await;
        let (version, provider) = match newest.map_err(|error| self.failed(error))? {
            Some(version) => (version, self.provider(version).await?),
            None => {
                let provider = self.store.provider_or_new(&self.material, 0).await;
                (0, self.keep(0, provider.map_err(|error| self.failed(error))?))
            }
        };
        self.cache().newest = Some((version, Instant::now()));
        Ok(provider)
    }

    async fn provider(&self, version: u64) -> Result<Arc<dyn Provider>, KeyError> {
        if let Some(cached) = self.cache().providers.get_mut(&version)
            && cached.loaded.elapsed() < self.time_to_live
        {
            cached.used = Instant::now();
            return Ok(cached.provider.clone());
        }
        let provider = self.store.provider(&self.material, version).await;
        Ok(self.keep(version, provider.map_err(|error| self.failed(error))?))
    }

    /// Puts a provider into the cache; a full cache drops the least recently used one.
    fn keep(&self, version: u64, provider: Arc<dyn Provider>) -> Arc<dyn Provider> {
        let now = Instant::now();
        let providers = &mut self.cache().providers;
        if providers.len() >= self.size && !providers.contains_key(&version) {
            let oldest = providers.iter().min_by_key(|(_, cached)| cached.used).map(|(version, _)| *version);
            oldest.and_then(|version| providers.remove(&version));
        }
        if self.size > 0 {
            providers.insert(version, Cached { provider: provider.clone(), loaded: now, used: now });
        }
        provider
    }
}

/// Refuses names that the legacy clients cannot read in a description.
pub(super) fn check_name(material: &str) -> Result<(), KeyError> {
    if material.contains('#') {
        return Err(KeyError::Config(format!("the material name '{}' contains a '#'", Shown(material))));
    }
    Ok(())
}

/// What an item says about the version of its keys.
pub(super) fn meta_id(material: &str, version: u64) -> String {
    format!("{material}#{version}")
}

/// The version of an item's keys. The name before it is ignored, as the legacy clients ignore it: nobody
/// signs it, and the provider has its own.
fn version(description: &MaterialDescription) -> Result<u64, KeyError> {
    let id = description.get(META_ID).ok_or(KeyError::Description("it names no version of the keys"))?;
    let version = id.rsplit_once('#').map(|(_, version)| version);
    version
        .filter(|digits| digits.bytes().all(|digit| digit.is_ascii_digit()))
        .and_then(|digits| digits.parse().ok())
        .ok_or(KeyError::Description("the version of the keys is not a number"))
}

impl Provider for MostRecentProvider {
    fn encryption_materials<'a>(
        &'a self,
        context: &'a ItemContext<'a>,
    ) -> BoxFuture<'a, Result<EncryptionMaterials, KeyError>> {
        Box::pin(async move { self.newest().await?.encryption_materials(context).await })
    }

    fn decryption_materials<'a>(
        &'a self,
        context: &'a ItemContext<'a>,
        description: &'a MaterialDescription,
    ) -> BoxFuture<'a, Result<DecryptionMaterials, KeyError>> {
        Box::pin(async move {
            let version = version(description)?;
            self.provider(version).await?.decryption_materials(context, description).await
        })
    }
}
