//! What keyrings over KMS keys have in common: data keys that name their KMS key, wrapped and unwrapped with a call.
//!
//! Source: `framework/aws-kms/aws-kms-keyring.md` of the AWS Encryption SDK specification.

use super::PROVIDER_ID;
use crate::crypto::secret::Secret;
use crate::error::{KeyAttempt, KeyError};
use crate::format::context::EncryptionContext;
use crate::format::edk::EncryptedDataKey;
use crate::keyring::attempts::{all_failed, first_that_opens};
use crate::keyring::{UnwrapRequest, WrapRequest, WrappedDataKey};
use crate::keys::{self, IntermediateKey, UnwrappedDataKey};
use crate::kms::arn::KeyArn;
use crate::kms::calls::{Calls, Ciphertext, Pairs};
use crate::kms::check_blob;
use crate::kms::evidence::{Decrypts, Evidence, KeyChoice};
use crate::kms::failure::Failure;

/// Calls with symmetric keys, to one region.
pub(super) struct KeyCalls {
    pub(super) calls: Calls,
    pub(super) key_choice: KeyChoice,
    evidence: Evidence<EncryptionContext>,
}

impl KeyCalls {
    /// Makes these calls, with keys of the configuration.
    pub(super) fn new(calls: Calls) -> Self {
        KeyCalls { calls, key_choice: KeyChoice::Configured, evidence: Evidence::new() }
    }

    /// Has KMS make 32 secret bytes, and wrap them with the key `key_arn`.
    pub(super) async fn generate(
        &self,
        key_arn: &str,
        context: &EncryptionContext,
    ) -> Result<(Secret<32>, Vec<u8>), KeyError> {
        self.calls.generate(key_arn, pairs(context)).await
    }

    /// Has KMS unwrap 32 secret bytes of an item, whose blob and context its writer has chosen: if KMS refuses, this
    /// finds out whether the item is the reason.
    pub(super) async fn decrypt(
        &self,
        key_arn: &str,
        blob: &[u8],
        context: &EncryptionContext,
    ) -> Result<Secret<32>, Failure> {
        self.evidence.decrypt(self, self.key_choice, (key_arn, blob, context)).await
    }

    /// Wraps the request's data key with the key `key_arn`.
    pub(super) async fn wrap(
        &self,
        key_arn: &str,
        request: &WrapRequest<'_>,
    ) -> Result<Vec<WrappedDataKey>, KeyError> {
        let (secret, blob) = self.generate(key_arn, request.context).await?;
        let (wrapped, tag_key) =
            IntermediateKey::from_secret(secret).wrap(request.data_key, request.context)?;
        let ciphertext = [&wrapped[..], &blob].concat();
        let encrypted = EncryptedDataKey::new(PROVIDER_ID, key_arn.as_bytes().to_vec(), ciphertext);
        Ok(vec![WrappedDataKey { encrypted, tag_key }])
    }

    /// Unwraps `data_key` with the key `key_arn`.
    async fn open(
        &self,
        key_arn: &str,
        request: &UnwrapRequest<'_>,
        data_key: &EncryptedDataKey,
    ) -> Result<UnwrappedDataKey, Failure> {
        let (wrapped, blob) =
            keys::split(&data_key.ciphertext).ok_or_else(|| KeyError::Unwrap { key: key_arn.to_owned() })?;
        let secret = self.decrypt(key_arn, blob, request.context).await?;
        Ok(IntermediateKey::from_secret(secret).unwrap(wrapped, request.context, key_arn)?)
    }
}

/// Unwraps one of the request's data keys with one of several ways to call KMS: the first way is tried with all data
/// keys, then the next. `key_for` says which KMS key to unwrap each with; `None` if it is not to be tried.
///
/// Source: `framework/aws-kms/aws-kms-keyring.md`, section "OnDecrypt".
pub(super) async fn unwrap_first<W>(
    ways: impl IntoIterator<Item = (&KeyCalls, W)>,
    request: &UnwrapRequest<'_>,
    key_for: impl Fn(&W, &KeyArn<'_>) -> Option<String>,
) -> Result<Option<UnwrappedDataKey>, KeyError> {
    let named = named(request.data_keys, PROVIDER_ID)?;
    let tries = ways.into_iter().flat_map(|(calls, way)| {
        let keys = named.iter().map(|(arn, data_key)| (key_for(&way, arn), *data_key)).collect::<Vec<_>>();
        keys.into_iter().filter_map(move |(key, data_key)| Some((calls, key?, data_key)))
    });
    first_that_opens(tries.collect::<Vec<_>>(), |(calls, key_arn, data_key)| async move {
        let opened = calls.open(&key_arn, request, data_key).await;
        Some(opened.map_err(|failure| vec![failure.attempt(data_key.label())]))
    })
    .await
}

impl Decrypts for KeyCalls {
    type Context = EncryptionContext;
    type Plaintext = Secret<32>;

    async fn call(&self, key: &str, blob: &[u8], context: &EncryptionContext) -> Result<Secret<32>, KeyError> {
        check_blob(blob)?;
        self.calls.decrypt_key(key, Ciphertext::symmetric(blob, pairs(context))).await
    }

    fn length(context: &EncryptionContext) -> usize {
        context.iter().map(|(name, value)| name.len() + value.len()).sum()
    }
}

/// The encrypted data keys of the provider, each with the KMS key that it names.
///
/// One that does not name a KMS key fails all of them, as the specification requires: no keyring of this provider wrote
/// it.
pub(super) fn named<'a>(
    data_keys: &'a [EncryptedDataKey],
    provider_id: &str,
) -> Result<Vec<(KeyArn<'a>, &'a EncryptedDataKey)>, KeyError> {
    let (mut attempts, mut named) = (Vec::new(), Vec::new());
    for data_key in data_keys.iter().filter(|data_key| data_key.provider_id == provider_id) {
        match str::from_utf8(&data_key.provider_info).ok().and_then(KeyArn::parse) {
            Some(arn) => named.push((arn, data_key)),
            None => {
                let error = KeyError::DataKey("its name is not the ARN of a KMS key");
                attempts.push(KeyAttempt::new(data_key.label(), error));
            }
        }
    }
    all_failed(attempts).map(|()| named)
}

/// The context as KMS takes it.
fn pairs(context: &EncryptionContext) -> Pairs {
    context.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}
