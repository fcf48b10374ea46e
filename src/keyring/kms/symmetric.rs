//! A keyring over one symmetric KMS key.
//!
//! Source: `framework/aws-kms/aws-kms-keyring.md` of the AWS Encryption SDK specification.

use aws_sdk_kms::Client;
use aws_sdk_kms::primitives::Blob;
use zeroize::Zeroizing;

use super::{PROVIDER_ID, arn, call_failed};
use crate::error::KeyError;
use crate::format::context::EncryptionContext;
use crate::format::edk::EncryptedDataKey;
use crate::keyring::intermediate::{self, IntermediateKey};
use crate::keyring::{
    Attempts, BoxFuture, Keyring, UnwrapRequest, UnwrappedDataKey, WrapRequest, WrappedDataKey,
};

/// Wraps data keys with one symmetric KMS key, with one KMS call for every item written and one for
/// every item read.
///
/// Each call carries the item's whole encryption context: the table's name, the names of the key
/// attributes and their values, and the attributes that were declared for it. They are readable in
/// the audit log of KMS.
///
/// ```no_run
/// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
/// use dynamodb_item_encryptor::KmsKeyring;
///
/// let kms = aws_sdk_kms::Client::new(&aws_config::load_from_env().await);
/// let keyring = KmsKeyring::new(kms, "arn:aws:kms:eu-west-1:111122223333:key/0a1b2c3d")?;
/// # Ok(())
/// # }
/// ```
pub struct KmsKeyring {
    client: Client,
    key_arn: String,
    grant_tokens: Option<Vec<String>>,
}

impl KmsKeyring {
    /// A keyring over the key `key_arn`, called through `client`, which must be for the key's region.
    ///
    /// # Errors
    /// [`KeyError::Config`] when `key_arn` is not the ARN of a key. Aliases and bare key ids are
    /// refused: an item stores the key's ARN, and a reader compares it before it asks KMS.
    pub fn new(client: Client, key_arn: impl Into<String>) -> Result<Self, KeyError> {
        let key_arn = key_arn.into();
        if !arn::is_key_arn(&key_arn) {
            return Err(KeyError::Config(format!("'{key_arn}' is not the ARN of a KMS key")));
        }
        Ok(KmsKeyring { client, key_arn, grant_tokens: None })
    }

    /// Sends these grant tokens with every call.
    #[must_use]
    pub fn with_grant_tokens(mut self, tokens: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.grant_tokens = Some(tokens.into_iter().map(Into::into).collect());
        self
    }

    async fn wrap(&self, request: &WrapRequest<'_>) -> Result<WrappedDataKey, KeyError> {
        const OPERATION: &str = "GenerateDataKey";
        let output = self
            .client
            .generate_data_key()
            .key_id(&self.key_arn)
            .number_of_bytes(32)
            .set_encryption_context(Some(pairs(request.context)))
            .set_grant_tokens(self.grant_tokens.clone())
            .send()
            .await
            .map_err(|error| call_failed(OPERATION, &self.key_arn, error))?;
        let wrong = |problem| self.wrong(OPERATION, problem);
        let plaintext = secret(output.plaintext);
        let intermediate = plaintext
            .and_then(|bytes| IntermediateKey::from_bytes(&bytes))
            .ok_or_else(|| wrong("the plaintext has not 32 bytes"))?;
        let key_id = output
            .key_id
            // Stricter than the specification: under another key's ARN nobody here could open the item.
            .filter(|id| *id == self.key_arn)
            .ok_or_else(|| wrong("the key id is not the one that was asked for"))?;
        let blob = output
            .ciphertext_blob
            .filter(|blob| !blob.as_ref().is_empty())
            .ok_or_else(|| wrong("the ciphertext is missing"))?;
        let (wrapped, tag_key) = intermediate.wrap(request.data_key, request.context)?;
        let ciphertext = [&wrapped, blob.as_ref()].concat();
        Ok(WrappedDataKey {
            encrypted: EncryptedDataKey::new(PROVIDER_ID, key_id.into_bytes(), ciphertext),
            tag_key,
        })
    }

    async fn unwrap(
        &self,
        request: &UnwrapRequest<'_>,
        data_key: &EncryptedDataKey,
    ) -> Result<UnwrappedDataKey, KeyError> {
        const OPERATION: &str = "Decrypt";
        let (wrapped, blob) = intermediate::split(&data_key.ciphertext)
            .ok_or_else(|| KeyError::Unwrap { key: self.key_arn.clone() })?;
        let output = self
            .client
            .decrypt()
            .key_id(&self.key_arn)
            .ciphertext_blob(Blob::new(blob))
            .set_encryption_context(Some(pairs(request.context)))
            .set_grant_tokens(self.grant_tokens.clone())
            .send()
            .await
            .map_err(|error| call_failed(OPERATION, &self.key_arn, error))?;
        let plaintext = secret(output.plaintext);
        if output.key_id.as_deref() != Some(self.key_arn.as_str()) {
            return Err(self.wrong(OPERATION, "the key id is not the one that was asked for"));
        }
        let intermediate = plaintext
            .and_then(|bytes| IntermediateKey::from_bytes(&bytes))
            .ok_or_else(|| self.wrong(OPERATION, "the plaintext has not 32 bytes"))?;
        intermediate.unwrap(wrapped, request.context, &self.key_arn)
    }

    fn wrong(&self, operation: &'static str, problem: &'static str) -> KeyError {
        KeyError::KmsResponse { operation, key: self.key_arn.clone(), problem }
    }
}

/// Takes secret bytes out of a response, so that they are wiped.
///
/// A response's blob owns its bytes alone, so that this moves them and leaves no copy.
fn secret(blob: Option<Blob>) -> Option<Zeroizing<Vec<u8>>> {
    blob.map(|blob| Zeroizing::new(blob.into_inner()))
}

/// The context as KMS takes it.
fn pairs(context: &EncryptionContext) -> std::collections::HashMap<String, String> {
    context.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

impl Keyring for KmsKeyring {
    fn wrap_data_key<'a>(
        &'a self,
        request: &'a WrapRequest<'a>,
    ) -> BoxFuture<'a, Result<Vec<WrappedDataKey>, KeyError>> {
        Box::pin(async move { self.wrap(request).await.map(|wrapped| vec![wrapped]) })
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
