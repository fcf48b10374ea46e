//! Beacon keys from AWS KMS, without a key store.

use std::collections::HashMap;
use std::sync::Arc;

use super::BeaconKeySource;
use crate::error::{BoxError, KeyError};
use crate::format::context::EncryptionContext;
use crate::future::BoxFuture;
use crate::key_store::{BeaconKey, KeyStore, no_beacon_key};
use crate::kms::calls::{Calls, Ciphertext, Pairs};
use crate::kms::{arn, check_blob};

/// What a beacon key is, in its encryption context.
const PURPOSE: (&str, &str) = ("purpose", "dynamodb-item-encryptor beacon key");
/// Which beacon key it is, in its encryption context.
const ID: &str = "beacon-key-id";
/// Stands before the id of a beacon key in the message whose MAC it is. Whoever uses the KMS key for something else
/// must not let others choose a message that begins like this.
const MESSAGE: &[u8] = b"dynamodb-item-encryptor beacon key, version 1\0";

/// Beacon keys that are stored by the application, encrypted by AWS KMS. Each costs one call to Decrypt: put
/// [`CachedBeaconKeys`](crate::CachedBeaconKeys) around it.
///
/// Make a key once with [`generate`](Self::generate), and keep what that returns with the application's configuration: it
/// is no secret, but nothing is found any more without it. The encryption context of the calls is `purpose` =
/// `dynamodb-item-encryptor beacon key` and `beacon-key-id` = the id, so that key policies can tell them from others.
///
/// ```no_run
/// # async fn example(kms: aws_sdk_kms::Client, stored: Vec<u8>) -> Result<(), Box<dyn std::error::Error>> {
/// use std::time::Duration;
/// use dynamodb_item_encryptor::{BeaconKeySource, CachedBeaconKeys, KmsBeaconKeys};
///
/// let keys = KmsBeaconKeys::new(kms, "arn:aws:kms:eu-west-1:111122223333:key/0a1b2c3d")?;
/// // Once: let stored = keys.generate("customers").await?;
/// let keys = keys.with("customers", stored)?;
/// let keys = CachedBeaconKeys::new(keys, Duration::from_secs(3600)).single("customers");
/// # Ok(())
/// # }
/// ```
pub struct KmsBeaconKeys {
    calls: Calls,
    key_arn: String,
    wrapped: HashMap<String, Vec<u8>>,
}

debug_shows!(KmsBeaconKeys { key_arn });

impl KmsBeaconKeys {
    /// Beacon keys that the KMS key with this ARN encrypts: a symmetric key.
    ///
    /// # Errors
    /// [`KeyError::Config`] if it is not the ARN of a key, or the client is for another region.
    pub fn new(client: aws_sdk_kms::Client, key_arn: impl Into<String>) -> Result<Self, KeyError> {
        let key_arn = arn::checked_for(key_arn.into(), client.config().region())?;
        Ok(KmsBeaconKeys { calls: Calls::through(client), key_arn, wrapped: HashMap::new() })
    }

    /// Sends these grant tokens with every call.
    #[must_use]
    pub fn with_grant_tokens(mut self, tokens: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.calls.set_grant_tokens(tokens);
        self
    }

    /// Adds the beacon key `id`, as [`generate`](Self::generate) has returned it.
    ///
    /// # Errors
    /// [`KeyError::DataKey`] if it is empty, or longer than what KMS decrypts.
    pub fn with(mut self, id: impl Into<String>, wrapped: impl Into<Vec<u8>>) -> Result<Self, KeyError> {
        let wrapped = wrapped.into();
        check_blob(&wrapped)?;
        self.wrapped.insert(id.into(), wrapped);
        Ok(self)
    }

    /// Has KMS make a beacon key that nobody sees, and returns it encrypted, to be stored. It opens as `id` only.
    ///
    /// The call is GenerateDataKeyWithoutPlaintext; those who write and search need Decrypt only.
    ///
    /// # Errors
    /// What KMS reports.
    pub async fn generate(&self, id: &str) -> Result<Vec<u8>, KeyError> {
        self.calls.generate_unseen(&self.key_arn, context(id)).await
    }
}

impl BeaconKeySource for KmsBeaconKeys {
    fn beacon_key<'a>(&'a self, id: &'a str) -> BoxFuture<'a, Result<Arc<BeaconKey>, BoxError>> {
        Box::pin(async move {
            let wrapped = self.wrapped.get(id).ok_or_else(|| no_beacon_key(id))?;
            let key =
                self.calls.decrypt_key(&self.key_arn, Ciphertext::symmetric(wrapped, context(id))).await?;
            Ok(Arc::new(BeaconKey::from_secret(key, EncryptionContext::new())))
        })
    }
}

fn context(id: &str) -> Pairs {
    [PURPOSE, (ID, id)].into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

/// Beacon keys that AWS KMS computes: the MAC of a fixed message under a KMS key. There is nothing to store. Each costs one
/// call to GenerateMac: put [`CachedBeaconKeys`](crate::CachedBeaconKeys) around it.
///
/// The KMS key has the spec `HMAC_256`. Whoever may call GenerateMac with it has all of its beacon keys, one for each id; so
/// have a KMS key for this alone. If it is deleted, nothing is found any more.
///
/// ```no_run
/// # fn example(kms: aws_sdk_kms::Client) -> Result<(), Box<dyn std::error::Error>> {
/// use std::time::Duration;
/// use dynamodb_item_encryptor::{BeaconKeySource, CachedBeaconKeys, KmsMacBeaconKeys};
///
/// let keys = KmsMacBeaconKeys::new(kms, "arn:aws:kms:eu-west-1:111122223333:key/0a1b2c3d")?;
/// let keys = CachedBeaconKeys::new(keys, Duration::from_secs(3600)).single("customers");
/// # Ok(())
/// # }
/// ```
pub struct KmsMacBeaconKeys {
    calls: Calls,
    key_arn: String,
}

debug_shows!(KmsMacBeaconKeys { key_arn });

impl KmsMacBeaconKeys {
    /// Beacon keys that the KMS key with this ARN computes: an HMAC key of the spec `HMAC_256`.
    ///
    /// # Errors
    /// [`KeyError::Config`] if it is not the ARN of a key, or the client is for another region.
    pub fn new(client: aws_sdk_kms::Client, key_arn: impl Into<String>) -> Result<Self, KeyError> {
        let key_arn = arn::checked_for(key_arn.into(), client.config().region())?;
        Ok(KmsMacBeaconKeys { calls: Calls::through(client), key_arn })
    }

    /// Sends these grant tokens with every call.
    #[must_use]
    pub fn with_grant_tokens(mut self, tokens: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.calls.set_grant_tokens(tokens);
        self
    }
}

impl BeaconKeySource for KmsMacBeaconKeys {
    fn beacon_key<'a>(&'a self, id: &'a str) -> BoxFuture<'a, Result<Arc<BeaconKey>, BoxError>> {
        Box::pin(async move {
            let key = self.calls.mac(&self.key_arn, &[MESSAGE, id.as_bytes()].concat()).await?;
            Ok(Arc::new(BeaconKey::from_secret(key, EncryptionContext::new())))
        })
    }
}

/// The beacon keys of a key store: one call to DynamoDB and one to KMS for each key that is asked for. Put
/// [`CachedBeaconKeys`](crate::CachedBeaconKeys) around it.
impl BeaconKeySource for KeyStore {
    fn beacon_key<'a>(&'a self, id: &'a str) -> BoxFuture<'a, Result<Arc<BeaconKey>, BoxError>> {
        Box::pin(async move {
            // Whoever can choose a beacon key can compute the beacons of all values.
            self.info().check_writing()?;
            Ok(Arc::new(KeyStore::beacon_key(self, id).await?))
        })
    }
}
