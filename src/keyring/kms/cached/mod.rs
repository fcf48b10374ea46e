//! A keyring that gets a wrapping key from KMS once for many items.
//!
//! Source: this crate's own format, [`cached_kms`](crate::manual::cached_kms).

mod format;
mod writing;

use std::sync::Arc;
use std::time::Duration;

use aws_sdk_kms::Client;

use super::calls::KeyCalls;
use crate::cache::{Cache, Limits, SharedError};
use crate::crypto::{aead, mac};
use crate::error::KeyError;
use crate::format::context::{EncryptionContext, PUBLIC_KEY};
use crate::format::edk::EncryptedDataKey;
use crate::format::suite::AlgorithmSuite;
use crate::keyring::{
    BoxFuture, Recipient, RecipientsRequest, Signer, SignerRequest, UnwrapRequest, WrapRequest, WrappedDataKey,
    keyring,
};
use crate::keys::{self, IntermediateKey, UnwrappedDataKey};
use crate::kms::arn;
use crate::kms::calls::Calls;
use format::{PROVIDER_ID, Parts, SALT, Version, WrappingKey, provider_info, reading_id};
#[cfg(feature = "config")]
pub(crate) use format::{PURPOSE, PURPOSE_1, PURPOSE_2};
use writing::{Making, WritingId, WritingKey};

/// The most items that a wrapping key may ever be used for.
const MOST_ITEMS: u64 = 1 << 32;
/// How many wrapping keys are kept for reading.
const READING_CAPACITY: usize = 1_000;

/// Wraps data keys locally, under keys derived from a wrapping key that it gets from KMS once in a while.
///
/// **AWS's libraries cannot read items that are written with this keyring.** It is this crate's own; what it
/// stores is specified in [`cached_kms`](crate::manual::cached_kms), with an argument for its security.
///
/// One `GenerateDataKey` serves a limited [number of items](Self::with_max_items) for a limited
/// [time](Self::with_max_age), for each table and process; one `Decrypt` serves a reader for all items that were
/// written under the same wrapping key. No table for keys is needed. The calls carry the names of the table and its key
/// attributes and the public key of the items' signatures, but no values, so the audit log of KMS does not show
/// individual items.
///
/// Wrapping keys are wiped when they leave the cache. If access to the KMS key is withdrawn, those in the cache go on
/// working for as long as they may be kept.
///
/// # Who can write
///
/// A wrapping key is symmetric: whoever may call `kms:Decrypt` can wrap data keys with it as well as unwrap them. What
/// keeps readers from writing is the signature. The keyring makes one signing key for each wrapping key (which also
/// saves making one for each item), and has KMS bind its public half to it in `GenerateDataKey`; only those who may
/// call that can name a signer. [`sign_as`](crate::DefaultMaterialProvider::sign_as) binds a writer's own key instead,
/// and [`trust_writers`](crate::DefaultMaterialProvider::trust_writers) then tells the writers apart.
///
/// The suite [`HmacSha384`](AlgorithmSuite::HmacSha384) has no signature. With it, whoever may read could write for as
/// long as the KMS key lives, so it is refused unless [asked for](Self::allow_unsigned). So are items of
/// [version 1](Self::read_version_1) of the format, whose signatures were bound to nothing.
///
/// ```no_run
/// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
/// use std::time::Duration;
/// use dynamodb_item_encryptor::CachedKmsKeyring;
///
/// let kms = aws_sdk_kms::Client::new(&aws_config::load_defaults(aws_config::BehaviorVersion::latest()).await);
/// let keyring = CachedKmsKeyring::new(kms, "arn:aws:kms:eu-west-1:111122223333:key/0a1b2c3d")?
///     .with_max_age(Duration::from_secs(600))
///     .with_max_items(10_000);
/// # Ok(())
/// # }
/// ```
pub struct CachedKmsKeyring {
    calls: Arc<KeyCalls>,
    key_arn: Arc<str>,
    limits: Limits,
    max_items: u64,
    allow_unsigned: bool,
    read_version_1: bool,
    /// Wrapping keys to write with.
    writing: Cache<WritingId, WritingKey>,
    /// Wrapping keys to read with, by the hash of what KMS unwraps.
    reading: Arc<Cache<[u8; mac::SHA384], WrappingKey>>,
}

debug_shows!(CachedKmsKeyring { key_arn, max_items, allow_unsigned, read_version_1 });

impl CachedKmsKeyring {
    /// A keyring over the key `key_arn`, called through `client`, which must be for the key's region.
    ///
    /// A wrapping key is used for at most 5 minutes and 1,000 items.
    ///
    /// # Errors
    /// [`KeyError::Config`] if `key_arn` is not the ARN of a key, or if the key is in a region other than the client's,
    /// if that is known.
    pub fn new(client: Client, key_arn: impl Into<String>) -> Result<Self, KeyError> {
        let key_arn = arn::checked_for(key_arn.into(), client.config().region())?.into();
        Ok(CachedKmsKeyring {
            calls: Arc::new(KeyCalls::new(Calls::through(client))),
            key_arn,
            limits: limits(Duration::from_secs(300)),
            max_items: 1_000,
            allow_unsigned: false,
            read_version_1: false,
            writing: Cache::new("wrapping keys to write", READING_CAPACITY),
            reading: Arc::new(Cache::new("wrapping keys to read", READING_CAPACITY)),
        })
    }

    /// How long a wrapping key and its signing key are used, for writing and for reading, counted from the call to KMS
    /// for the former. With zero, KMS is called for every item.
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

    /// Also writes and reads items without a signature, of the suite [`HmacSha384`](AlgorithmSuite::HmacSha384).
    ///
    /// Whoever may call `kms:Decrypt` and has ever seen one such item of a table can from then on write items that
    /// this keyring accepts, for as long as the KMS key lives. A reader that does not call this refuses them.
    #[must_use]
    pub fn allow_unsigned(mut self) -> Self {
        self.allow_unsigned = true;
        self
    }

    /// Also reads items of version 1 of the format, which this keyring wrote before it bound signers. New items are of
    /// version 2 nevertheless.
    ///
    /// Whoever may call `kms:Decrypt` and has ever seen an item of version 1 of a table can write items of version 1
    /// that this keyring accepts, whatever their suite. Rewrite the old items, then stop calling this. Pinned
    /// [writers](crate::DefaultMaterialProvider::trust_writers) protect items of version 1 too.
    #[must_use]
    pub fn read_version_1(mut self) -> Self {
        self.read_version_1 = true;
        self
    }

    fn unavailable(&self, error: SharedError) -> KeyError {
        KeyError::WrappingKey { key: self.key_arn.to_string(), source: Box::new(error) }
    }

    /// Checks that an item has a signer, or is allowed to have none.
    fn check(&self, suite: AlgorithmSuite, context: &EncryptionContext) -> Result<(), KeyError> {
        match (suite.is_signed(), context.contains(PUBLIC_KEY)) {
            (true, true) => Ok(()),
            (false, false) if self.allow_unsigned => Ok(()),
            (false, false) => Err(KeyError::Suite {
                key: self.key_arn.to_string(),
                problem: "refuses items without a signature, since whoever may decrypt could forge them: write with \
                          a suite that has signatures, or accept that with CachedKmsKeyring::allow_unsigned",
            }),
            (true, false) => Err(KeyError::Context("the public key is missing")),
            (false, true) => Err(KeyError::Context("there is a public key, but no signature")),
        }
    }

    /// A wrapping key that may be used for one more item. `context` is what KMS is to bind it to; for a signer that is
    /// to be made with it, without the public key.
    async fn writing_key(
        &self,
        context: EncryptionContext,
        signed: Option<AlgorithmSuite>,
    ) -> Result<Arc<WritingKey>, KeyError> {
        let id = WritingId::new(&context, signed)?;
        loop {
            let making = Making {
                calls: Arc::clone(&self.calls),
                key_arn: Arc::clone(&self.key_arn),
                reading: Arc::clone(&self.reading),
                context: context.clone(),
                signed,
                max_items: self.max_items,
                max_age: self.limits.ttl,
                created: self.writing.now(),
            };
            let load = move || async move { Ok(Arc::new(making.make().await?)) };
            let key = self.writing.get_or_load(&id, self.limits, load).await;
            let key = key.map_err(|error| self.unavailable(error))?;
            if key.take_one() {
                return Ok(key);
            }
            self.writing.discard(&id, &key);
        }
    }

    /// The wrapping key that `blob` holds.
    async fn reading_key(
        &self,
        version: Version,
        context: &EncryptionContext,
        blob: &[u8],
    ) -> Result<Arc<WrappingKey>, KeyError> {
        // KMS unwraps it only when this is the context that it was wrapped with, public key included.
        let context = version.kms_context(context);
        let id = reading_id(&self.key_arn, &keys::associated_data(&context)?, blob);
        let (calls, key_arn, blob) = (Arc::clone(&self.calls), Arc::clone(&self.key_arn), blob.to_vec());
        let load = move || async move {
            let secret =
                calls.decrypt(&key_arn, &blob, &context).await.map_err(|failure| failure.named(&key_arn))?;
            Ok(Arc::new(WrappingKey(secret)))
        };
        self.reading.get_or_load(&id, self.limits, load).await.map_err(|error| self.unavailable(error))
    }

    /// The signer of an item, with the wrapping key that it is bound to.
    async fn bound_signer(&self, request: &SignerRequest<'_>) -> Result<Signer, KeyError> {
        let context = Version::Two.kms_context(request.context);
        if context.contains(PUBLIC_KEY) {
            return Err(KeyError::Context("the entry for the public key is reserved"));
        }
        let key = self.writing_key(context, Some(request.suite)).await?;
        let signer = key.signer().ok_or(KeyError::Materials("there is no signer for the algorithm suite"))?;
        Ok(Signer::new(signer).with_binding(key))
    }

    async fn wrap(&self, request: &WrapRequest<'_>) -> Result<Vec<WrappedDataKey>, KeyError> {
        self.check(request.suite, request.context)?;
        let context = Version::Two.kms_context(request.context);
        // The signer may carry something of another keyring.
        let brought = request.signer.and_then(Signer::binding::<WritingKey>);
        let writing = match brought.filter(|key| key.is_for(&self.key_arn, &context)) {
            Some(key) => key,
            None => self.writing_key(context, None).await?,
        };
        let intermediate = IntermediateKey::generate_from(request.random)?;
        let salt = &request.random.bytes::<SALT>()?;
        let nonce = &request.random.bytes()?;
        let (wrapped, tag_key) = intermediate.wrap(request.data_key, request.context)?;
        let key = writing.wrapping().item_key(Version::Two, salt)?;
        let aad = Version::Two.associated_data(&self.key_arn, request.context)?;
        let before = [&wrapped[..], salt, nonce];
        let mut ciphertext =
            intermediate.seal_behind(&before, |out| aead::seal(key.expose(), nonce, &aad, out))?;
        ciphertext.extend_from_slice(writing.blob());
        let encrypted = EncryptedDataKey::new(PROVIDER_ID, provider_info(&self.key_arn), ciphertext);
        Ok(vec![WrappedDataKey { encrypted, tag_key }])
    }

    async fn written_for(&self, _: RecipientsRequest<'_>) -> Result<Option<Vec<Recipient>>, KeyError> {
        // KMS is called once for many items.
        Ok(Some(vec![Recipient::new(PROVIDER_ID, provider_info(&self.key_arn))]))
    }

    async fn unwrap(&self, request: &UnwrapRequest<'_>) -> Result<Option<UnwrappedDataKey>, KeyError> {
        let open = |data_key| async move {
            let version = Version::of(data_key, &self.key_arn)?;
            Some(self.open(version, request, data_key).await)
        };
        request.unwrap_first(open).await
    }

    async fn open(
        &self,
        version: Version,
        request: &UnwrapRequest<'_>,
        data_key: &EncryptedDataKey,
    ) -> Result<UnwrappedDataKey, KeyError> {
        if version == Version::One && !self.read_version_1 {
            return Err(KeyError::Version {
                key: self.key_arn.to_string(),
                problem: "is of version 1 of the cached KMS keyring's format, in which whoever may decrypt can forge \
                          items: write the item anew, or accept that with CachedKmsKeyring::read_version_1",
            });
        }
        self.check(request.suite, request.context)?;
        let failed = || KeyError::Unwrap { key: self.key_arn.to_string() };
        let (wrapped, sealed) = keys::split(&data_key.ciphertext).ok_or_else(failed)?;
        let parts = Parts::split(sealed).ok_or_else(failed)?;
        let wrapping = self.reading_key(version, request.context, parts.blob).await?;
        let key = wrapping.item_key(version, parts.salt)?;
        let aad = version.associated_data(&self.key_arn, request.context)?;
        let open = |out: &mut [u8]| aead::open(key.expose(), parts.nonce, &aad, out, parts.tag);
        let intermediate = IntermediateKey::open(parts.key, open).ok_or_else(failed)?;
        intermediate.unwrap(wrapped, request.context, &self.key_arn)
    }
}

/// How long a wrapping key is used.
fn limits(age: Duration) -> Limits {
    Limits { ttl: age, grace: age / 10 }
}

keyring!(CachedKmsKeyring {
    fn signer<'a>(&'a self, request: &'a SignerRequest<'a>) -> Option<BoxFuture<'a, Result<Signer, KeyError>>> {
        Some(Box::pin(self.bound_signer(request)))
    }
});
