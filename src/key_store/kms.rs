//! The KMS side of a key store: which KMS key it may use, and the calls that it makes.
//!
//! Source: `framework/branch-key-store.md`.

use aws_sdk_kms::Client;

use super::KeyStoreError;
use super::record::{Context, Record};
use super::store::KeyStoreInfo;
use crate::crypto::secret::Secret;
use crate::error::KeyError;
use crate::error::shown::Shown;
use crate::kms::arn::{self, KeyArn};
use crate::kms::calls::{Calls, Ciphertext, is_invalid_ciphertext};

/// Which KMS keys a key store uses.
///
/// Example: [`KeyStore`](crate::KeyStore).
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
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
    ///
    /// Source: `framework/branch-key-store.md`, section "AWS KMS Configuration".
    pub(super) fn check(&self, client_region: Option<&str>) -> Result<(), KeyStoreError> {
        let problem = match self {
            KmsConfiguration::KeyArn(key) | KmsConfiguration::MrkArn(key) => arn::problem(key, client_region),
            KmsConfiguration::MrkDiscovery { region } if region.is_empty() => {
                Some("the region to discover KMS keys in is missing".to_owned())
            }
            KmsConfiguration::MrkDiscovery { region } => client_region.filter(|client| client != region).map(|client| {
                let (region, client) = (Shown(region), Shown(client));
                format!("KMS keys are to be discovered in region '{region}', but the KMS client is for '{client}'")
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

impl Kms {
    pub(super) fn new(client: Client) -> Self {
        Kms(client)
    }

    /// The region that calls go to, if it is known.
    pub(super) fn region(&self) -> Option<&str> {
        self.0.config().region().map(AsRef::as_ref)
    }

    /// The client with the grant tokens of `info`.
    fn calls(&self, info: &KeyStoreInfo) -> Calls {
        let mut calls = Calls::through(self.0.clone());
        if !info.grant_tokens.is_empty() {
            calls.set_grant_tokens(&info.grant_tokens);
        }
        calls
    }

    /// Has KMS make a key that nobody sees, encrypted with `key` under `context`.
    pub(super) async fn generate(
        &self,
        info: &KeyStoreInfo,
        key: &str,
        context: Context,
    ) -> Result<Record, KeyStoreError> {
        let wrapped = self.calls(info).generate_unseen(key, context.pairs()).await;
        Ok(Record { wrapped: wrapped.map_err(|error| failed(&context, error))?, context })
    }

    /// Has KMS encrypt a key that there is, with `key` under `context`.
    pub(super) async fn encrypt(
        &self,
        info: &KeyStoreInfo,
        key: &str,
        plaintext: &Secret<32>,
        context: Context,
    ) -> Result<Record, KeyStoreError> {
        let wrapped = self.calls(info).encrypt(key, plaintext, context.pairs()).await;
        Ok(Record { wrapped: wrapped.map_err(|error| failed(&context, error))?, context })
    }

    /// Has KMS re-encrypt the key of `record` under another context. KMS refuses if the record was
    /// changed.
    ///
    /// Source: `framework/branch-key-store.md`, section "Authenticating a Keystore item".
    pub(super) async fn re_encrypt(
        &self,
        info: &KeyStoreInfo,
        key: &str,
        record: &Record,
        context: Context,
    ) -> Result<Record, KeyStoreError> {
        let (from, to) = (record.context.pairs(), context.pairs());
        let wrapped = self.calls(info).re_encrypt(key, &record.wrapped, from, to).await;
        Ok(Record { wrapped: wrapped.map_err(|error| failed(&context, error))?, context })
    }

    /// Decrypts the key of `record`, which verifies all of the record.
    pub(super) async fn decrypt(
        &self,
        info: &KeyStoreInfo,
        record: &Record,
    ) -> Result<Secret<32>, KeyStoreError> {
        let key = self.key_for(info, record)?;
        let ciphertext = Ciphertext::symmetric(&record.wrapped, record.context.pairs());
        self.calls(info).decrypt_key(&key, ciphertext).await.map_err(|error| failed(&record.context, error))
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

/// A call for the record with this context failed.
fn failed(context: &Context, source: KeyError) -> KeyStoreError {
    let (branch_key, record) = (context.id().to_owned(), context.record().to_owned());
    if is_invalid_ciphertext(&source) {
        let (logical_name, source) = (context.logical_name().to_owned(), Box::new(source));
        return KeyStoreError::RecordRejected { branch_key, record, logical_name, source };
    }
    KeyStoreError::Kms { branch_key, record, source }
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
