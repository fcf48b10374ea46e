//! The KMS side of a key store: which KMS key it may use, and the three calls it makes.
//!
//! Source: `framework/branch-key-store.md`, sections "AWS KMS Configuration", "Wrapped Branch Key
//! Creation" and "AWS KMS Branch Key Decryption".

use std::error::Error as StdError;

use aws_sdk_kms::Client;
use aws_sdk_kms::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_kms::primitives::Blob;

use super::record::{Context, Record};
use super::{KeyStoreError, KeyStoreInfo};
use crate::crypto::secret::Secret;
use crate::error::KeyError;
use crate::error::shown::Shown;
use crate::kms::arn::{self, KeyArn};
use crate::kms::{call_failed, secret};

/// Bytes of a branch or beacon key.
const KEY: i32 = 32;

/// Which KMS keys a key store uses.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum KmsConfiguration {
    /// The key with this ARN and no other.
    KeyArn(String),
    /// The key with this ARN; for a multi-Region key also its replicas, so that records that were made with
    /// one replica can be read with another.
    MrkArn(String),
    /// Whichever key a record names. No keys can be created.
    ///
    /// Whoever writes the key store's table then chooses the KMS keys. Name the accounts that they may belong to, with
    /// [`KeyStore::with_discovery_filter`](crate::KeyStore::with_discovery_filter): without it, items can only be read.
    Discovery,
    /// Whichever key a record names; for a multi-Region key its replica in the given region. No keys can be
    /// created. Name the accounts, as for [`Discovery`](Self::Discovery).
    MrkDiscovery {
        /// The region of the KMS client.
        region: String,
    },
}

impl KmsConfiguration {
    /// Checks the configuration, for a client for `client_region` where that is known.
    pub(super) fn check(&self, client_region: Option<&str>) -> Result<(), KeyStoreError> {
        let problem = match self {
            KmsConfiguration::KeyArn(key) | KmsConfiguration::MrkArn(key) => arn::problem(key, client_region),
            KmsConfiguration::MrkDiscovery { region } if region.is_empty() => {
                Some("the region to discover KMS keys in is missing".to_owned())
            }
            KmsConfiguration::MrkDiscovery { region } => client_region.filter(|client| client != region).map(|client| {
                let (region, client) = (Shown(region), Shown(client));
                format!("KMS keys are to be discovered in region '{region}', and the KMS client is for '{client}'")
            }),
            KmsConfiguration::Discovery => None,
        };
        problem.map_or(Ok(()), |problem| Err(KeyStoreError::Config(problem)))
    }

    /// Whether records say which keys are used.
    pub(super) fn is_discovery(&self) -> bool {
        matches!(self, KmsConfiguration::Discovery | KmsConfiguration::MrkDiscovery { .. })
    }

    /// The key to create with.
    pub(super) fn own_key(&self, operation: &'static str) -> Result<&str, KeyStoreError> {
        match self {
            KmsConfiguration::KeyArn(key) | KmsConfiguration::MrkArn(key) => Ok(key),
            KmsConfiguration::Discovery | KmsConfiguration::MrkDiscovery { .. } => {
                Err(KeyStoreError::Discovery { operation })
            }
        }
    }

    /// The key that opens a record which names `stored`; `None` if that key must not be used.
    fn key_for(&self, stored: &str) -> Option<String> {
        match self {
            KmsConfiguration::KeyArn(key) => (key == stored).then(|| key.clone()),
            KmsConfiguration::MrkArn(key) => is_same_mrk(key, stored).then(|| key.clone()),
            KmsConfiguration::Discovery => Some(stored.to_owned()),
            KmsConfiguration::MrkDiscovery { region } => Some(in_region(stored, region)),
        }
    }
}

/// Whether two ARNs are equal, or those of replicas of one multi-Region key.
fn is_same_mrk(left: &str, right: &str) -> bool {
    let arns = KeyArn::parse(left).zip(KeyArn::parse(right));
    left == right || arns.is_some_and(|(left, right)| left.shares_material_with(&right))
}

/// The ARN of the replica in `region`; for a key that is not multi-Region, its own ARN.
fn in_region(arn: &str, region: &str) -> String {
    match KeyArn::parse(arn).filter(KeyArn::is_multi_region) {
        Some(arn) => arn.in_region(region),
        None => arn.to_owned(),
    }
}

/// Makes the calls.
pub(super) struct Kms(Client);

/// A call, as errors name it.
struct Call<'a> {
    operation: &'static str,
    key: &'a str,
    context: &'a Context,
}

impl Call<'_> {
    fn failed<E>(&self, error: SdkError<E>) -> KeyStoreError
    where
        E: StdError + ProvideErrorMetadata + Send + Sync + 'static,
    {
        let rejected = error.code() == Some("InvalidCiphertextException");
        let source = call_failed(self.operation, self.key, error);
        if !rejected {
            return self.error(source);
        }
        KeyStoreError::RecordRejected {
            branch_key: self.context.id().to_owned(),
            record: self.context.record().to_owned(),
            logical_name: self.context.logical_name().to_owned(),
            source: Box::new(source),
        }
    }

    fn wrong(&self, problem: &'static str) -> KeyStoreError {
        self.error(KeyError::KmsResponse { operation: self.operation, key: self.key.to_owned(), problem })
    }

    fn error(&self, source: KeyError) -> KeyStoreError {
        let (branch_key, record) = (self.context.id().to_owned(), self.context.record().to_owned());
        KeyStoreError::Kms { branch_key, record, source }
    }

    /// Checks which key KMS says it used.
    fn check_key(&self, key: Option<&str>) -> Result<(), KeyStoreError> {
        if key == Some(self.key) {
            Ok(())
        } else {
            Err(self.wrong("the key id is not the one that was asked for"))
        }
    }

    /// Takes the encrypted key out of an answer.
    fn ciphertext(&self, blob: Option<Blob>) -> Result<Vec<u8>, KeyStoreError> {
        let blob = blob.map(Blob::into_inner).filter(|blob| !blob.is_empty());
        blob.ok_or_else(|| self.wrong("the ciphertext is missing"))
    }
}

impl Kms {
    pub(super) fn new(client: Client) -> Self {
        Kms(client)
    }

    /// The region that calls go to, if it is known.
    pub(super) fn region(&self) -> Option<&str> {
        self.0.config().region().map(AsRef::as_ref)
    }

    /// Has KMS make a key that nobody sees, encrypted with `key` under `context`.
    pub(super) async fn generate(
        &self,
        info: &KeyStoreInfo,
        key: &str,
        context: Context,
    ) -> Result<Record, KeyStoreError> {
        let call = Call { operation: "GenerateDataKeyWithoutPlaintext", key, context: &context };
        let output = self
            .0
            .generate_data_key_without_plaintext()
            .key_id(key)
            .number_of_bytes(KEY)
            .set_encryption_context(Some(context.pairs()))
            .set_grant_tokens(grant_tokens(info))
            .send()
            .await
            .map_err(|error| call.failed(error))?;
        call.check_key(output.key_id.as_deref())?;
        let wrapped = call.ciphertext(output.ciphertext_blob)?;
        Ok(Record { context, wrapped })
    }

    /// Has KMS re-encrypt the key of `record` under another context. KMS refuses if the record was
    /// changed.
    pub(super) async fn re_encrypt(
        &self,
        info: &KeyStoreInfo,
        key: &str,
        record: &Record,
        context: Context,
    ) -> Result<Record, KeyStoreError> {
        let call = Call { operation: "ReEncrypt", key, context: &context };
        let output = self
            .0
            .re_encrypt()
            .source_key_id(key)
            .set_source_encryption_context(Some(record.context.pairs()))
            .ciphertext_blob(Blob::new(record.wrapped.clone()))
            .destination_key_id(key)
            .set_destination_encryption_context(Some(context.pairs()))
            .set_grant_tokens(grant_tokens(info))
            .send()
            .await
            .map_err(|error| call.failed(error))?;
        call.check_key(output.source_key_id.as_deref())?;
        call.check_key(output.key_id.as_deref())?;
        let wrapped = call.ciphertext(output.ciphertext_blob)?;
        Ok(Record { context, wrapped })
    }

    /// Decrypts the key of `record`, which verifies all of the record.
    pub(super) async fn decrypt(
        &self,
        info: &KeyStoreInfo,
        record: &Record,
    ) -> Result<Secret<32>, KeyStoreError> {
        let key = self.key_for(info, record)?;
        let call = Call { operation: "Decrypt", key: &key, context: &record.context };
        let output = self
            .0
            .decrypt()
            .key_id(&key)
            .ciphertext_blob(Blob::new(record.wrapped.clone()))
            .set_encryption_context(Some(record.context.pairs()))
            .set_grant_tokens(grant_tokens(info))
            .send()
            .await
            .map_err(|error| call.failed(error))?;
        let plaintext = secret(output.plaintext);
        call.check_key(output.key_id.as_deref())?;
        let plaintext = plaintext.and_then(|plaintext| Secret::copy_from(&plaintext));
        plaintext.ok_or_else(|| call.wrong("the plaintext is not 32 bytes long"))
    }

    /// The KMS key to use for `record`.
    pub(super) fn key_for(&self, info: &KeyStoreInfo, record: &Record) -> Result<String, KeyStoreError> {
        let stored = record.context.kms_key();
        let filter = info.discovery_filter.as_ref().filter(|_| info.kms_configuration.is_discovery());
        let admits = filter.is_none_or(|filter| KeyArn::parse(stored).is_some_and(|key| filter.admits(&key)));
        let key = admits.then(|| info.kms_configuration.key_for(stored)).flatten();
        key.ok_or_else(|| KeyStoreError::OtherKmsKey {
            branch_key: record.context.id().to_owned(),
            record: record.context.record().to_owned(),
            kms_key: stored.to_owned(),
        })
    }
}

/// The grant tokens in the form that KMS takes.
fn grant_tokens(info: &KeyStoreInfo) -> Option<Vec<String>> {
    Some(info.grant_tokens.clone()).filter(|tokens| !tokens.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    const IRELAND: &str = "arn:aws:kms:eu-west-1:111122223333:key/mrk-0a1b2c3d";
    const PARIS: &str = "arn:aws:kms:eu-west-3:111122223333:key/mrk-0a1b2c3d";
    const SINGLE: &str = "arn:aws:kms:eu-west-1:111122223333:key/0a1b2c3d";

    #[test]
    fn each_configuration_opens_with_its_key() {
        use KmsConfiguration::{Discovery, KeyArn, MrkArn, MrkDiscovery};
        let paris = MrkDiscovery { region: "eu-west-3".into() };
        for (configuration, stored, key) in [
            (KeyArn(IRELAND.into()), IRELAND, Some(IRELAND)),
            (KeyArn(IRELAND.into()), PARIS, None),
            (MrkArn(IRELAND.into()), PARIS, Some(IRELAND)),
            (MrkArn(IRELAND.into()), SINGLE, None),
            (MrkArn(SINGLE.into()), SINGLE, Some(SINGLE)),
            (Discovery, PARIS, Some(PARIS)),
            (paris.clone(), IRELAND, Some(PARIS)),
            (paris, SINGLE, Some(SINGLE)),
        ] {
            assert_eq!(configuration.key_for(stored).as_deref(), key, "{configuration:?} {stored}");
        }
    }
}
