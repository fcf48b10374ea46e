//! A keyring that asks KMS for a wrapping key once for many items.
//!
//! Source: this crate's own format, [`cached_kms`](crate::manual::cached_kms).

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use aws_sdk_kms::Client;

use super::calls::Calls;
use crate::cache::{Cache, Limits, SharedError};
use crate::crypto::secret::Secret;
use crate::crypto::{CryptoError, aead, kdf, mac};
use crate::error::KeyError;
use crate::format::context::{EncryptionContext, PARTITION_NAME, SORT_NAME, TABLE_NAME};
use crate::format::edk::EncryptedDataKey;
use crate::keyring::intermediate::{self, IntermediateKey};
use crate::keyring::{
    Attempts, BoxFuture, Keyring, UnwrapRequest, UnwrappedDataKey, WrapRequest, WrappedDataKey,
};
use crate::kms::arn;

/// Provider id of this keyring. It does not begin with `aws-kms`, so that AWS's libraries leave it alone.
const PROVIDER_ID: &str = "item-encryptor-cached-kms";
/// Separates the derivation of this keyring's keys from all others.
const LABEL: &[u8] = b"item-encryptor-cached-kms";
/// Tells KMS, and its audit log, what a wrapping key is for.
const PURPOSE: (&str, &str) = ("item-encryptor-purpose", "wrapping-key");

/// Bytes of the salt that an item's key is derived with.
const SALT: usize = 16;
/// The most items that a wrapping key may ever be used for.
const MOST_ITEMS: u64 = 1 << 32;
/// How many wrapping keys are kept for reading.
const READING_CAPACITY: usize = 1_000;

/// Wraps data keys locally, under keys derived from a wrapping key that KMS is asked for once in a while.
///
/// **AWS's libraries cannot read items that are written with this keyring.** It is this crate's own; what it
/// stores is specified in [`cached_kms`](crate::manual::cached_kms), with an argument for its security.
///
/// One `GenerateDataKey` serves at most [so many items](Self::with_max_items) and [so much
/// time](Self::with_max_age) for each table and process; one `Decrypt` serves a reader for all items that were
/// written under the same wrapping key. No table for keys is needed. The calls carry the names of table and
/// key attributes, not the values of an item, so that the audit log of KMS does not show single items.
///
/// Wrapping keys are wiped when they leave the cache. When access to the KMS key is withdrawn, those that are
/// cached go on to work for as long as they may be kept.
///
/// ```no_run
/// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
/// use std::time::Duration;
/// use dynamodb_item_encryptor::CachedKmsKeyring;
///
/// let kms = aws_sdk_kms::Client::new(&aws_config::load_from_env().await);
/// let keyring = CachedKmsKeyring::new(kms, "arn:aws:kms:eu-west-1:111122223333:key/0a1b2c3d")?
///     .with_max_age(Duration::from_secs(600))
///     .with_max_items(10_000);
/// # Ok(())
/// # }
/// ```
pub struct CachedKmsKeyring {
    calls: Arc<Calls>,
    key_arn: Arc<str>,
    limits: Limits,
    max_items: u64,
    /// Wrapping keys to write with, by what they are bound to.
    writing: Cache<TableContext, WritingKey>,
    /// Wrapping keys to read with, by the hash of what KMS unwraps.
    reading: Arc<Cache<[u8; mac::SHA384], WrappingKey>>,
}

/// What a wrapping key is bound to: the names of table and key attributes, serialised.
type TableContext = Arc<[u8]>;

/// A secret that items' keys are derived from.
struct WrappingKey(Secret<32>);

/// A wrapping key to write with.
struct WritingKey {
    key: Arc<WrappingKey>,
    /// The key as KMS unwraps it.
    blob: Vec<u8>,
    /// For how many more items it may be used.
    remaining: AtomicU64,
}

impl CachedKmsKeyring {
    /// A keyring over the key `key_arn`, called through `client`, which must be for the key's region.
    ///
    /// A wrapping key is used for at most 5 minutes and 1,000 items.
    ///
    /// # Errors
    /// [`KeyError::Config`] when `key_arn` is not the ARN of a key.
    pub fn new(client: Client, key_arn: impl Into<String>) -> Result<Self, KeyError> {
        Ok(CachedKmsKeyring {
            calls: Arc::new(Calls::through(client)),
            key_arn: arn::checked(key_arn.into())?.into(),
            limits: limits(Duration::from_secs(300)),
            max_items: 1_000,
            writing: Cache::new(READING_CAPACITY),
            reading: Arc::new(Cache::new(READING_CAPACITY)),
        })
    }

    /// How long a wrapping key is used, for writing and for reading, from when KMS was asked for it. With zero,
    /// KMS is asked for every item.
    ///
    /// A new one is fetched in the last tenth of this time, while the old one is still in use.
    #[must_use]
    pub fn with_max_age(mut self, age: Duration) -> Self {
        self.limits = limits(age);
        self
    }

    /// How many items are written under one wrapping key: at least 1 and at most 2^32.
    #[must_use]
    pub fn with_max_items(mut self, items: u64) -> Self {
        self.max_items = items.clamp(1, MOST_ITEMS);
        self
    }

    fn unavailable(&self, error: SharedError) -> KeyError {
        KeyError::WrappingKey { key: self.key_arn.to_string(), source: Box::new(error) }
    }

    /// A wrapping key that may be used for one more item.
    async fn writing_key(&self, context: &EncryptionContext) -> Result<Arc<WritingKey>, KeyError> {
        let context = table_context(context);
        let table: TableContext = intermediate::associated_data(&context)?.into();
        loop {
            let (calls, key_arn, reading) =
                (Arc::clone(&self.calls), Arc::clone(&self.key_arn), Arc::clone(&self.reading));
            let (context, table_bytes) = (context.clone(), Arc::clone(&table));
            let (max_items, max_age, created) = (self.max_items, self.limits.ttl, self.writing.now());
            let load = move || async move {
                let (secret, blob) = calls.generate(&key_arn, &context).await?;
                let key = Arc::new(WrappingKey(secret));
                // What is written here can be read here without another call.
                reading.insert(reading_id(&key_arn, &table_bytes, &blob), Arc::clone(&key), created, max_age);
                Ok(Arc::new(WritingKey { key, blob, remaining: AtomicU64::new(max_items) }))
            };
            let key = self
                .writing
                .get_or_load(&table, self.limits, load)
                .await
                .map_err(|error| self.unavailable(error))?;
            if key.take_one() {
                return Ok(key);
            }
            self.writing.discard(&table, &key);
        }
    }

    /// The wrapping key that `blob` holds.
    async fn reading_key(
        &self,
        context: &EncryptionContext,
        blob: &[u8],
    ) -> Result<Arc<WrappingKey>, KeyError> {
        let context = table_context(context);
        let table = intermediate::associated_data(&context)?;
        let id = reading_id(&self.key_arn, &table, blob);
        let (calls, key_arn, blob) = (Arc::clone(&self.calls), Arc::clone(&self.key_arn), blob.to_vec());
        let load = move || async move {
            let secret = calls.decrypt(&key_arn, &blob, &context).await?;
            Ok(Arc::new(WrappingKey(secret)))
        };
        self.reading.get_or_load(&id, self.limits, load).await.map_err(|error| self.unavailable(error))
    }

    /// What is authenticated with an item's key.
    fn associated_data(&self, context: &EncryptionContext) -> Result<Vec<u8>, KeyError> {
        let context = intermediate::associated_data(context)?;
        let length = u16::try_from(self.key_arn.len()).map_err(|_| KeyError::ContextTooLong)?;
        Ok([LABEL, &length.to_be_bytes(), self.key_arn.as_bytes(), &context].concat())
    }

    async fn wrap(&self, request: &WrapRequest<'_>) -> Result<WrappedDataKey, KeyError> {
        let writing = self.writing_key(request.context).await?;
        let intermediate = IntermediateKey::generate_from(request.random)?;
        let salt = &request.random.bytes::<SALT>()?;
        let nonce = &request.random.bytes()?;
        let (wrapped, tag_key) = intermediate.wrap(request.data_key, request.context)?;
        let key = writing.key.item_key(salt)?;
        let aad = self.associated_data(request.context)?;
        let mut sealed = zeroize::Zeroizing::new(*intermediate.expose_secret());
        let tag = aead::seal(key.expose(), nonce, &aad, &mut *sealed)?;
        let ciphertext = [&wrapped[..], salt, nonce, &*sealed, &tag, &writing.blob].concat();
        let info = self.key_arn.as_bytes().to_vec();
        Ok(WrappedDataKey { encrypted: EncryptedDataKey::new(PROVIDER_ID, info, ciphertext), tag_key })
    }

    async fn unwrap(
        &self,
        request: &UnwrapRequest<'_>,
        data_key: &EncryptedDataKey,
    ) -> Result<UnwrappedDataKey, KeyError> {
        let failed = || KeyError::Unwrap { key: self.key_arn.to_string() };
        let (wrapped, sealed) = intermediate::split(&data_key.ciphertext).ok_or_else(failed)?;
        let parts = Parts::split(sealed).ok_or_else(failed)?;
        let wrapping = self.reading_key(request.context, parts.blob).await?;
        let key = wrapping.item_key(parts.salt)?;
        let aad = self.associated_data(request.context)?;
        let intermediate = Secret::init_with(|out: &mut [u8; 32]| {
            out.copy_from_slice(parts.key);
            aead::open(key.expose(), parts.nonce, &aad, out, parts.tag)
        });
        let intermediate = intermediate.map_err(|CryptoError| failed())?;
        IntermediateKey::from_secret(intermediate).unwrap(wrapped, request.context, &self.key_arn)
    }
}

/// How long a wrapping key is used.
fn limits(age: Duration) -> Limits {
    Limits { ttl: age, grace: age / 10 }
}

/// What of an item's context its wrapping key is bound to.
fn table_context(context: &EncryptionContext) -> EncryptionContext {
    let mut table = context.filtered(|name| matches!(name, TABLE_NAME | PARTITION_NAME | SORT_NAME));
    table.insert(PURPOSE.0, PURPOSE.1);
    table
}

/// By what a wrapping key is found that KMS has unwrapped before.
fn reading_id(key_arn: &str, table: &[u8], blob: &[u8]) -> [u8; mac::SHA384] {
    let mut hasher = mac::Sha384Hasher::default();
    for part in [key_arn.as_bytes(), table, blob] {
        hasher.update_part(part);
    }
    hasher.finish()
}

impl WrappingKey {
    /// The key that wraps one item's intermediate key.
    fn item_key(&self, salt: &[u8; SALT]) -> Result<Secret<32>, CryptoError> {
        kdf::counter_mode_sha256(self.0.expose(), LABEL, salt)
    }
}

impl WritingKey {
    /// Counts one more item; `false` when the key is used up.
    fn take_one(&self) -> bool {
        let take = |remaining: u64| remaining.checked_sub(1);
        self.remaining.fetch_update(Ordering::Relaxed, Ordering::Relaxed, take).is_ok()
    }
}

/// What this keyring puts behind the wrapped data key.
struct Parts<'a> {
    salt: &'a [u8; SALT],
    nonce: &'a [u8; aead::NONCE],
    key: &'a [u8; 32],
    tag: &'a [u8; aead::TAG],
    blob: &'a [u8],
}

impl<'a> Parts<'a> {
    fn split(bytes: &'a [u8]) -> Option<Self> {
        let (salt, bytes) = bytes.split_first_chunk()?;
        let (nonce, bytes) = bytes.split_first_chunk()?;
        let (key, bytes) = bytes.split_first_chunk()?;
        let (tag, blob) = bytes.split_first_chunk()?;
        Some(Parts { salt, nonce, key, tag, blob })
    }
}

impl Keyring for CachedKmsKeyring {
    fn wrap_data_key<'a>(
        &'a self,
        request: &'a WrapRequest<'a>,
    ) -> BoxFuture<'a, Result<Vec<WrappedDataKey>, KeyError>> {
        Box::pin(async move { Ok(vec![self.wrap(request).await?]) })
    }

    fn unwrap_data_key<'a>(
        &'a self,
        request: &'a UnwrapRequest<'a>,
    ) -> BoxFuture<'a, Result<Option<UnwrappedDataKey>, KeyError>> {
        Box::pin(async move {
            let mut attempts = Attempts::default();
            for data_key in request.data_keys {
                let mine =
                    data_key.provider_id == PROVIDER_ID && data_key.provider_info == self.key_arn.as_bytes();
                if mine {
                    match self.unwrap(request, data_key).await {
                        Ok(unwrapped) => return Ok(Some(unwrapped)),
                        Err(error) => attempts.failed(data_key.label(), error),
                    }
                }
            }
            attempts.finish()
        })
    }
}
