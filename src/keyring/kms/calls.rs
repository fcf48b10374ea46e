//! The calls that keyrings over symmetric KMS keys make, with every answer checked.
//!
//! Source: `framework/aws-kms/aws-kms-keyring.md` of the AWS Encryption SDK specification.

use std::collections::HashMap;
use std::sync::Arc;

use aws_sdk_kms::Client;
use aws_sdk_kms::primitives::Blob;

use super::PROVIDER_ID;
use super::supplier::{KeyringClient, KmsClientSupplier};
use crate::crypto::secret::Secret;
use crate::error::KeyError;
use crate::format::context::EncryptionContext;
use crate::format::edk::EncryptedDataKey;
use crate::keyring::intermediate::{self, IntermediateKey};
use crate::keyring::{Attempts, UnwrapRequest, UnwrappedDataKey, WrapRequest, WrappedDataKey};
use crate::kms::arn::KeyArn;
use crate::kms::evidence::{Decrypts, Evidence, Failure, KeyChoice};
use crate::kms::{WRONG_LENGTH, call_failed, check_blob, secret};

/// How a keyring calls KMS: with a client for one region, and with grant tokens.
pub(super) struct Calls {
    client: KeyringClient,
    grant_tokens: Option<Vec<String>>,
    key_choice: KeyChoice,
    evidence: Evidence<EncryptionContext>,
}

impl Calls {
    /// Calls through `client`.
    pub(super) fn through(client: Client) -> Self {
        Self::with(KeyringClient::Given(client))
    }

    /// Calls to `region`, through the client that `supplier` gives for it.
    pub(super) fn to(region: &str, supplier: &Arc<dyn KmsClientSupplier>) -> Self {
        Self::with(KeyringClient::of(supplier, region))
    }

    fn with(client: KeyringClient) -> Self {
        Calls { client, grant_tokens: None, key_choice: KeyChoice::Configured, evidence: Evidence::new() }
    }

    /// Calls with keys that items name, of any account or of those of a filter.
    pub(super) fn with_keys_of_items(self, is_filtered: bool) -> Self {
        Calls { key_choice: KeyChoice::OfItem { is_filtered }, ..self }
    }

    /// Sends these grant tokens with every call.
    pub(super) fn set_grant_tokens(&mut self, tokens: impl IntoIterator<Item = impl Into<String>>) {
        self.grant_tokens = Some(tokens.into_iter().map(Into::into).collect());
    }

    /// The region that calls go to, where it is known.
    pub(super) fn region(&self) -> Option<&str> {
        self.client.region()
    }

    /// The client, for calls that are not among these.
    pub(super) async fn client(&self) -> Result<&Client, KeyError> {
        self.client.get().await
    }

    /// The grant tokens, for calls that are not among these.
    pub(super) fn grant_tokens(&self) -> Option<Vec<String>> {
        self.grant_tokens.clone()
    }

    /// Has KMS make 32 secret bytes, and wrap them with the key `key_arn`.
    pub(super) async fn generate(
        &self,
        key_arn: &str,
        context: &EncryptionContext,
    ) -> Result<(Secret<32>, Vec<u8>), KeyError> {
        const OPERATION: &str = "GenerateDataKey";
        let output = self
            .client()
            .await?
            .generate_data_key()
            .key_id(key_arn)
            .number_of_bytes(32)
            .set_encryption_context(Some(pairs(context)))
            .set_grant_tokens(self.grant_tokens())
            .send()
            .await
            .map_err(|error| call_failed(OPERATION, key_arn, error))?;
        let wrong = |problem| wrong(OPERATION, key_arn, problem);
        let plaintext = secret(output.plaintext);
        let secret =
            plaintext.and_then(|bytes| Secret::copy_from(&bytes)).ok_or_else(|| wrong(WRONG_LENGTH))?;
        // Stricter than the specification: under another key's ARN nobody here could open the item.
        if output.key_id.as_deref() != Some(key_arn) {
            return Err(wrong(OTHER_KEY));
        }
        let blob = output
            .ciphertext_blob
            .filter(|blob| !blob.as_ref().is_empty())
            .ok_or_else(|| wrong("the ciphertext is missing"))?;
        Ok((secret, blob.into_inner()))
    }

    /// Has KMS unwrap 32 secret bytes with the key `key_arn`.
    async fn decrypt(
        &self,
        key_arn: &str,
        blob: &[u8],
        context: &EncryptionContext,
    ) -> Result<Secret<32>, KeyError> {
        const OPERATION: &str = "Decrypt";
        check_blob(blob)?;
        let output = self
            .client()
            .await?
            .decrypt()
            .key_id(key_arn)
            .ciphertext_blob(Blob::new(blob))
            .set_encryption_context(Some(pairs(context)))
            .set_grant_tokens(self.grant_tokens())
            .send()
            .await
            .map_err(|error| call_failed(OPERATION, key_arn, error))?;
        let plaintext = secret(output.plaintext);
        if output.key_id.as_deref() != Some(key_arn) {
            return Err(wrong(OPERATION, key_arn, OTHER_KEY));
        }
        plaintext
            .and_then(|bytes| Secret::copy_from(&bytes))
            .ok_or_else(|| wrong(OPERATION, key_arn, WRONG_LENGTH))
    }

    /// As [`decrypt`](Self::decrypt), for a blob and a context that an item has chosen: where KMS refuses, it is found
    /// out whether that is about the item.
    pub(super) async fn decrypt_of_item(
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
    ) -> Result<WrappedDataKey, KeyError> {
        let (secret, blob) = self.generate(key_arn, request.context).await?;
        let (wrapped, tag_key) =
            IntermediateKey::from_secret(secret).wrap(request.data_key, request.context)?;
        let ciphertext = [&wrapped[..], &blob].concat();
        let encrypted = EncryptedDataKey::new(PROVIDER_ID, key_arn.as_bytes().to_vec(), ciphertext);
        Ok(WrappedDataKey { encrypted, tag_key })
    }

    /// Unwraps `data_key` with the key `key_arn`.
    async fn unwrap(
        &self,
        key_arn: &str,
        request: &UnwrapRequest<'_>,
        data_key: &EncryptedDataKey,
    ) -> Result<UnwrappedDataKey, Failure> {
        let (wrapped, blob) = intermediate::split(&data_key.ciphertext)
            .ok_or_else(|| KeyError::Unwrap { key: key_arn.to_owned() })?;
        let secret = self.decrypt_of_item(key_arn, blob, request.context).await?;
        Ok(IntermediateKey::from_secret(secret).unwrap(wrapped, request.context, key_arn)?)
    }

    /// Unwraps the first of the request's data keys that can be, one at a time. `key_for` says with
    /// which key each of them is to be unwrapped; `None` for those that are not to be tried.
    pub(super) async fn unwrap_first(
        &self,
        request: &UnwrapRequest<'_>,
        key_for: impl Fn(&KeyArn<'_>) -> Option<String>,
    ) -> Result<Option<UnwrappedDataKey>, KeyError> {
        let mut attempts = Attempts::default();
        for (wrapped_with, data_key) in named(request.data_keys, PROVIDER_ID)? {
            if let Some(key_arn) = key_for(&wrapped_with) {
                match self.unwrap(&key_arn, request, data_key).await {
                    Ok(unwrapped) => return Ok(Some(unwrapped)),
                    Err(failure) => attempts.refused(data_key.label(), failure).await,
                }
            }
        }
        attempts.finish()
    }
}

impl Decrypts for Calls {
    type Context = EncryptionContext;
    type Plaintext = Secret<32>;

    async fn call(&self, key: &str, blob: &[u8], context: &EncryptionContext) -> Result<Secret<32>, KeyError> {
        self.decrypt(key, blob, context).await
    }

    fn length(context: &EncryptionContext) -> usize {
        context.iter().map(|(name, value)| name.len() + value.len()).sum()
    }
}

/// What is wrong with an answer that comes from another key.
pub(super) const OTHER_KEY: &str = "the key id is not the one that was asked for";

/// KMS gave a wrong answer.
pub(super) fn wrong(operation: &'static str, key_arn: &str, problem: &'static str) -> KeyError {
    KeyError::KmsResponse { operation, key: key_arn.to_owned(), problem }
}

/// The encrypted data keys of the provider, each with the KMS key that it names.
///
/// One that does not name a KMS key fails all of them, as the specification wants it: no keyring of this
/// provider has written it.
pub(super) fn named<'a>(
    data_keys: &'a [EncryptedDataKey],
    provider_id: &str,
) -> Result<Vec<(KeyArn<'a>, &'a EncryptedDataKey)>, KeyError> {
    let mut attempts = Attempts::default();
    let mut named = Vec::new();
    for data_key in data_keys.iter().filter(|data_key| data_key.provider_id == provider_id) {
        match str::from_utf8(&data_key.provider_info).ok().and_then(KeyArn::parse) {
            Some(arn) => named.push((arn, data_key)),
            None => {
                attempts.failed(data_key.label(), KeyError::DataKey("its name is not the ARN of a KMS key"))
            }
        }
    }
    attempts.finish().map(|_| named)
}

/// The context as KMS takes it.
fn pairs(context: &EncryptionContext) -> HashMap<String, String> {
    context.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}
