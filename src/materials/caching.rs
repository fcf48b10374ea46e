//! The material provider that keeps materials for a while.
//!
//! Source: `framework/caching-cmm.md` of the AWS Encryption SDK specification.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use super::{
    DecryptionMaterials, DecryptionRequest, EncryptionMaterials, EncryptionRequest, MaterialProvider,
    Recipients,
};
use crate::cache::{Cache, Limits, SharedError};
use crate::crypto::mac::{self, Sha256Hasher};
use crate::crypto::random::RandomReserve;
use crate::error::KeyError;
use crate::format::context::EncryptionContext;
use crate::format::edk::EncryptedDataKey;
use crate::format::suite::AlgorithmSuite;
use crate::future::BoxFuture;
use crate::keyring::RecipientsRequest;

/// Identifies materials: a hash of the whole request.
type Id = [u8; mac::SHA256];

/// Keeps an item's materials in memory, so that a hot item is read again, and written again, without its key
/// provider.
///
/// Materials are kept for at most the given time. An item's context contains its key values, so only the *same* item
/// finds them: for reading, the stored version that was read before; for writing, any version of it, a limited [number
/// of times](Self::with_max_messages) and for a limited [number of bytes](Self::with_max_bytes). Versions that were
/// written with the same materials have the same data key; each has keys of its own for its attributes, derived with
/// its message identifier.
///
/// With an item's materials it keeps the signature that verified last: as long as item and signature are the same, to the
/// bit, it is not verified again, which takes most of the time of reading a small item that has one.
///
/// If access to a key is withdrawn, cached materials go on working for as long as they may be kept. They are wiped when
/// they leave the cache.
///
/// ```
/// use std::time::Duration;
/// use dynamodb_item_encryptor::{CachingProvider, DefaultMaterialProvider, RawAesKeyring, TableConfig};
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let keyring = RawAesKeyring::new("examples", "one", &[7; 32])?; // or a KmsKeyring
/// let provider = CachingProvider::new(DefaultMaterialProvider::new(keyring), Duration::from_secs(60))
///     .with_capacity(10_000)
///     .with_max_messages(10);
/// let table = TableConfig::builder("Orders").partition_key("id").material_provider(provider).build()?;
/// # Ok(())
/// # }
/// ```
pub struct CachingProvider<P> {
    inner: Arc<P>,
    limits: Limits,
    max_messages: u64,
    max_bytes: u64,
    writing: Cache<Id, Writing>,
    reading: Cache<Id, DecryptionMaterials>,
}

debug_shows!(CachingProvider<P> { max_messages, max_bytes });

/// Materials to write with, and what is left of them.
///
/// Source: `framework/caching-cmm.md`, section "Usage Stats".
struct Writing {
    materials: EncryptionMaterials,
    messages: AtomicU64,
    bytes: AtomicU64,
}

impl<P: MaterialProvider + 'static> CachingProvider<P> {
    /// Puts a cache around `inner` that keeps materials for at most `max_age`: those of 1,000 items to read and of
    /// 1,000 items to write, each of the latter for at most 100 messages and 64 MiB.
    ///
    /// Source: `framework/caching-cmm.md`, sections "Cache Limit TTL" and "Limit Bytes".
    pub fn new(inner: P, max_age: Duration) -> Self {
        CachingProvider {
            inner: Arc::new(inner),
            limits: Limits { ttl: max_age, grace: Duration::ZERO },
            max_messages: 100,
            max_bytes: 64 << 20,
            writing: Cache::new("materials to write", 1_000),
            reading: Cache::new("materials to read", 1_000),
        }
    }

    /// The capacity, in items, of each of the two caches, for reading and for writing. What was cached before is
    /// forgotten.
    #[must_use]
    pub fn with_capacity(mut self, items: usize) -> Self {
        self.writing = Cache::new("materials to write", items);
        self.reading = Cache::new("materials to read", items);
        self
    }

    /// How many times an item is written with the same materials: at least once.
    #[must_use]
    pub fn with_max_messages(mut self, messages: u64) -> Self {
        self.max_messages = messages.max(1);
        self
    }

    /// How many bytes of encrypted values are written with the same materials. An item that has more by itself gets
    /// materials of its own, which are not kept.
    #[must_use]
    pub fn with_max_bytes(mut self, bytes: u64) -> Self {
        self.max_bytes = bytes;
        self
    }

    async fn encryption(&self, request: EncryptionRequest<'_>) -> Result<EncryptionMaterials, KeyError> {
        let size = u64::try_from(request.size).unwrap_or(u64::MAX);
        // A data key that is given is wrapped for one item, and never kept to write others with.
        if size > self.max_bytes || !request.context.fits() || request.data_key.is_some() {
            return self.inner.encryption_materials(request).await;
        }
        let id = Hasher::new(b"write", request.suite).context(request.context).finish();
        loop {
            let writing = match self.writing.get(&id, self.limits) {
                Some(writing) => writing,
                None => self.load_to_write(&id, &request).await?,
            };
            if writing.take(size) {
                return Ok(writing.materials.clone());
            }
            self.writing.discard(&id, &writing);
        }
    }

    async fn load_to_write(&self, id: &Id, request: &EncryptionRequest<'_>) -> Result<Arc<Writing>, KeyError> {
        let (inner, suite, context) = (Arc::clone(&self.inner), request.suite, request.context.clone());
        let (max_messages, max_bytes) = (self.max_messages, self.max_bytes);
        let load = move || async move {
            let random = &RandomReserve::new();
            let request = EncryptionRequest::new(suite, &context).with_random(random);
            let materials = inner.encryption_materials(request).await?;
            let (messages, bytes) = (AtomicU64::new(max_messages), AtomicU64::new(max_bytes));
            Ok(Arc::new(Writing { materials, messages, bytes }))
        };
        self.writing.get_or_load(id, self.limits, load).await.map_err(failed)
    }

    async fn decryption(&self, request: DecryptionRequest<'_>) -> Result<DecryptionMaterials, KeyError> {
        if !request.stored_context.fits() || !request.reproduced_context.fits() {
            return self.inner.decryption_materials(request).await;
        }
        let id = Hasher::new(b"read", request.suite)
            .context(request.stored_context)
            .context(request.reproduced_context)
            .data_keys(request.data_keys)
            .finish();
        let materials = match self.reading.get(&id, self.limits) {
            Some(materials) => materials,
            None => self.load_to_read(&id, &request).await?,
        };
        Ok(DecryptionMaterials::clone(&materials))
    }

    async fn load_to_read(
        &self,
        id: &Id,
        request: &DecryptionRequest<'_>,
    ) -> Result<Arc<DecryptionMaterials>, KeyError> {
        let (inner, suite, data_keys) = (Arc::clone(&self.inner), request.suite, request.data_keys.to_vec());
        let (stored, reproduced) = (request.stored_context.clone(), request.reproduced_context.clone());
        let load = move || async move {
            let request = DecryptionRequest::new(suite, &data_keys, &stored, &reproduced);
            let mut materials = inner.decryption_materials(request).await?;
            if suite.is_signed() {
                materials.signatures.remember();
            }
            Ok(Arc::new(materials))
        };
        self.reading.get_or_load(id, self.limits, load).await.map_err(failed)
    }
}

fn failed(error: SharedError) -> KeyError {
    KeyError::Cached { source: Box::new(error) }
}

impl Writing {
    /// Counts one more message of `size` bytes; `false` if there is not enough left.
    fn take(&self, size: u64) -> bool {
        let less = |counter: &AtomicU64, by: u64| {
            let take = |left: u64| left.checked_sub(by);
            counter.fetch_update(Ordering::Relaxed, Ordering::Relaxed, take).is_ok()
        };
        less(&self.messages, 1) && less(&self.bytes, size)
    }
}

/// Hashes a request. Each part shows where it ends.
struct Hasher(Sha256Hasher);

impl Hasher {
    fn new(purpose: &[u8], suite: AlgorithmSuite) -> Self {
        let mut hasher = Hasher(Sha256Hasher::default());
        hasher.0.update_part(purpose);
        hasher.0.update_part(&suite.id().to_be_bytes());
        hasher
    }

    fn context(mut self, context: &EncryptionContext) -> Self {
        self.0.update(&(context.len() as u64).to_be_bytes());
        context
            .iter()
            .flat_map(|(name, value)| [name, value])
            .for_each(|text| self.0.update_part(text.as_bytes()));
        self
    }

    fn data_keys(mut self, data_keys: &[EncryptedDataKey]) -> Self {
        self.0.update(&(data_keys.len() as u64).to_be_bytes());
        data_keys.iter().flat_map(EncryptedDataKey::parts).for_each(|part| self.0.update_part(part));
        self
    }

    fn finish(self) -> Id {
        self.0.finish()
    }
}

impl<P: MaterialProvider + 'static> MaterialProvider for CachingProvider<P> {
    fn encryption_materials<'a>(
        &'a self,
        request: EncryptionRequest<'a>,
    ) -> BoxFuture<'a, Result<EncryptionMaterials, KeyError>> {
        Box::pin(self.encryption(request))
    }

    fn decryption_materials<'a>(
        &'a self,
        request: DecryptionRequest<'a>,
    ) -> BoxFuture<'a, Result<DecryptionMaterials, KeyError>> {
        Box::pin(self.decryption(request))
    }

    fn recipients<'a>(
        &'a self,
        request: RecipientsRequest<'a>,
    ) -> BoxFuture<'a, Result<Option<Recipients>, KeyError>> {
        self.inner.recipients(request)
    }

    fn trusts_some_writers_only(&self) -> bool {
        self.inner.trusts_some_writers_only()
    }
}
