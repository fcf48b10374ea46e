//! The hierarchical keyring: data keys are wrapped locally, under keys derived from a branch key.
//!
//! Source: `framework/aws-kms/aws-kms-hierarchical-keyring.md` of the AWS Encryption SDK specification.

use std::collections::HashMap;
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use super::intermediate::{self, IntermediateKey};
use super::{Attempts, BoxFuture, Keyring, UnwrapRequest, UnwrappedDataKey, WrapRequest, WrappedDataKey};
use crate::crypto::secret::Secret;
use crate::crypto::{CryptoError, aead, kdf};
use crate::error::{BoxError, KeyError};
use crate::format::context::EncryptionContext;
use crate::format::edk::EncryptedDataKey;

/// Provider id of this keyring, and label of its key derivation.
pub(crate) const PROVIDER_ID: &str = "aws-kms-hierarchy";

/// Bytes of the salt that a wrapping key is derived with.
const SALT: usize = 16;
/// Bytes of a branch key version.
const VERSION: usize = 16;
/// Bytes of a wrapped intermediate key: salt, nonce, version, key and tag.
const WRAPPED: usize = SALT + aead::NONCE + VERSION + 32 + aead::TAG;

/// The version of a branch key, a UUID.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct BranchKeyVersion([u8; VERSION]);

impl BranchKeyVersion {
    /// The version with the 16 bytes of a UUID.
    pub fn from_bytes(bytes: [u8; 16]) -> Self {
        BranchKeyVersion(bytes)
    }

    /// The 16 bytes of the UUID.
    pub fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }
}

impl fmt::Display for BranchKeyVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (n, byte) in self.0.iter().enumerate() {
            let dash = if matches!(n, 4 | 6 | 8 | 10) { "-" } else { "" };
            write!(f, "{dash}{byte:02x}")?;
        }
        Ok(())
    }
}

impl FromStr for BranchKeyVersion {
    type Err = KeyError;

    /// Parses the 36 characters of a UUID, for example `e9ce18a3-edb5-4272-9f86-1cacb7997ff6`.
    fn from_str(text: &str) -> Result<Self, KeyError> {
        let malformed = || KeyError::Config("a branch key version must be a UUID".into());
        let digits: Vec<u32> = text.chars().filter_map(|c| c.to_digit(16)).collect();
        let (pairs, []) = digits.as_chunks::<2>() else { return Err(malformed()) };
        let bytes: Vec<u8> = pairs.iter().map(|[high, low]| (high << 4 | low) as u8).collect();
        let version = BranchKeyVersion(bytes.try_into().map_err(|_| malformed())?);
        // Whatever stood between the digits must have been the dashes, in their places.
        if version.to_string() == text.to_ascii_lowercase() { Ok(version) } else { Err(malformed()) }
    }
}

/// One version of a branch key. Its 32 secret bytes are wiped when it is dropped.
pub struct BranchKey {
    version: BranchKeyVersion,
    key: Secret<32>,
}

impl BranchKey {
    /// Takes the bytes of a branch key.
    pub fn new(version: BranchKeyVersion, key: &[u8; 32]) -> Self {
        let key = Secret::init_with::<std::convert::Infallible>(|out| {
            out.copy_from_slice(key);
            Ok(())
        });
        match key {
            Ok(key) => BranchKey { version, key },
        }
    }

    /// The key's version.
    pub fn version(&self) -> BranchKeyVersion {
        self.version
    }
}

/// Where branch keys come from: a key store, usually behind a cache.
pub trait BranchKeySource: Send + Sync {
    /// The version of branch key `id` that new items are written under.
    ///
    /// # Errors
    /// Whatever keeps the source from giving it; [`KeyError::BranchKey`] will carry it.
    fn active<'a>(&'a self, id: &'a str) -> BoxFuture<'a, Result<Arc<BranchKey>, BoxError>>;

    /// The given version of branch key `id`.
    ///
    /// # Errors
    /// Whatever keeps the source from giving it; [`KeyError::BranchKey`] will carry it.
    fn version<'a>(
        &'a self,
        id: &'a str,
        version: BranchKeyVersion,
    ) -> BoxFuture<'a, Result<Arc<BranchKey>, BoxError>>;
}

/// Branch keys that the application holds in memory.
///
/// For tests, for test vectors, and for applications that load their branch keys themselves.
#[derive(Default)]
pub struct InMemoryBranchKeys {
    active: HashMap<String, BranchKeyVersion>,
    keys: HashMap<(String, BranchKeyVersion), Arc<BranchKey>>,
}

impl InMemoryBranchKeys {
    /// No branch keys.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a version of branch key `id`, which becomes its active one.
    #[must_use]
    pub fn with(mut self, id: impl Into<String>, key: BranchKey) -> Self {
        let id = id.into();
        self.active.insert(id.clone(), key.version);
        self.keys.insert((id, key.version), Arc::new(key));
        self
    }

    fn get(&self, id: &str, version: BranchKeyVersion) -> Result<Arc<BranchKey>, BoxError> {
        let key = self.keys.get(&(id.to_owned(), version)).cloned();
        key.ok_or_else(|| format!("there is no version {version}").into())
    }
}

impl BranchKeySource for InMemoryBranchKeys {
    fn active<'a>(&'a self, id: &'a str) -> BoxFuture<'a, Result<Arc<BranchKey>, BoxError>> {
        let key = match self.active.get(id) {
            Some(version) => self.get(id, *version),
            None => Err("there is no such branch key".into()),
        };
        Box::pin(std::future::ready(key))
    }

    fn version<'a>(
        &'a self,
        id: &'a str,
        version: BranchKeyVersion,
    ) -> BoxFuture<'a, Result<Arc<BranchKey>, BoxError>> {
        Box::pin(std::future::ready(self.get(id, version)))
    }
}

/// Wraps data keys locally, under keys derived from a branch key, with a fresh salt for each item.
///
/// The branch key's identifier is stored readable with every item.
pub struct HierarchicalKeyring {
    branch_key_id: String,
    source: Arc<dyn BranchKeySource>,
}

impl HierarchicalKeyring {
    /// A keyring over the branch key `branch_key_id`, which `source` knows.
    pub fn new(branch_key_id: impl Into<String>, source: impl BranchKeySource + 'static) -> Self {
        HierarchicalKeyring { branch_key_id: branch_key_id.into(), source: Arc::new(source) }
    }

    fn unavailable(&self, source: BoxError) -> KeyError {
        KeyError::BranchKey { branch_key: self.branch_key_id.clone(), source }
    }

    /// What is authenticated with a wrapped key.
    fn associated_data(
        &self,
        version: BranchKeyVersion,
        context: &EncryptionContext,
    ) -> Result<Vec<u8>, KeyError> {
        let context = intermediate::associated_data(context)?;
        Ok([PROVIDER_ID.as_bytes(), self.branch_key_id.as_bytes(), version.as_bytes(), &context].concat())
    }

    async fn wrap(&self, request: &WrapRequest<'_>) -> Result<WrappedDataKey, KeyError> {
        let branch_key =
            self.source.active(&self.branch_key_id).await.map_err(|error| self.unavailable(error))?;
        let (intermediate, random) = IntermediateKey::generate_with::<{ SALT + aead::NONCE }>()?;
        let (salt, nonce) = random.split_first_chunk::<SALT>().ok_or(CryptoError)?;
        let nonce: &[u8; aead::NONCE] = nonce.try_into().map_err(|_| CryptoError)?;
        let (wrapped, tag_key) = intermediate.wrap(request.data_key, request.context)?;
        let key = wrapping_key(&branch_key, salt)?;
        let aad = self.associated_data(branch_key.version, request.context)?;
        let mut sealed = zeroize::Zeroizing::new(*intermediate.expose_secret());
        let tag = aead::seal(key.expose(), nonce, &aad, &mut *sealed)?;
        let ciphertext = [&wrapped[..], salt, nonce, branch_key.version.as_bytes(), &*sealed, &tag].concat();
        let info = self.branch_key_id.clone().into_bytes();
        Ok(WrappedDataKey { encrypted: EncryptedDataKey::new(PROVIDER_ID, info, ciphertext), tag_key })
    }

    async fn unwrap(
        &self,
        request: &UnwrapRequest<'_>,
        data_key: &EncryptedDataKey,
    ) -> Result<UnwrappedDataKey, KeyError> {
        let failed = || KeyError::Unwrap { key: self.branch_key_id.clone() };
        let (wrapped, sealed) = intermediate::split(&data_key.ciphertext).ok_or_else(failed)?;
        let parts = Parts::split(sealed).ok_or_else(failed)?;
        let branch_key = self
            .source
            .version(&self.branch_key_id, parts.version)
            .await
            .map_err(|error| self.unavailable(error))?;
        let key = wrapping_key(&branch_key, parts.salt)?;
        let aad = self.associated_data(parts.version, request.context)?;
        let mut intermediate = zeroize::Zeroizing::new(*parts.key);
        aead::open(key.expose(), parts.nonce, &aad, &mut *intermediate, parts.tag).map_err(|_| failed())?;
        let intermediate = IntermediateKey::from_bytes(&*intermediate).ok_or_else(failed)?;
        intermediate.unwrap(wrapped, request.context, &self.branch_key_id)
    }
}

/// The key that wraps one item's intermediate key.
fn wrapping_key(branch_key: &BranchKey, salt: &[u8; SALT]) -> Result<Secret<32>, KeyError> {
    Ok(kdf::counter_mode_sha256(branch_key.key.expose(), PROVIDER_ID.as_bytes(), salt)?)
}

/// What this keyring puts behind the wrapped data key.
struct Parts<'a> {
    salt: &'a [u8; SALT],
    nonce: &'a [u8; aead::NONCE],
    version: BranchKeyVersion,
    key: &'a [u8; 32],
    tag: &'a [u8; aead::TAG],
}

impl<'a> Parts<'a> {
    fn split(bytes: &'a [u8]) -> Option<Self> {
        let (salt, bytes) = bytes.split_first_chunk()?;
        let (nonce, bytes) = bytes.split_first_chunk()?;
        let (version, bytes) = bytes.split_first_chunk()?;
        let (key, bytes) = bytes.split_first_chunk()?;
        let tag = bytes.try_into().ok()?;
        Some(Parts { salt, nonce, version: BranchKeyVersion(*version), key, tag })
    }
}

/// The branch key version that an encrypted data key of this keyring was wrapped under.
pub(crate) fn version_of(data_key: &EncryptedDataKey) -> Option<BranchKeyVersion> {
    let (_, sealed) = intermediate::split(&data_key.ciphertext)?;
    (sealed.len() == WRAPPED).then(|| Parts::split(sealed).map(|parts| parts.version))?
}

impl Keyring for HierarchicalKeyring {
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
                let mine = data_key.provider_id == PROVIDER_ID
                    && data_key.provider_info == self.branch_key_id.as_bytes();
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_uuids() {
        let text = "e9ce18a3-edb5-4272-9f86-1cacb7997ff6";
        let version: BranchKeyVersion = text.parse().unwrap();
        assert_eq!(version.to_string(), text);
        assert_eq!(version.as_bytes()[0], 0xe9);
        for wrong in ["", "e9ce18a3edb542729f861cacb7997ff6", "e9ce18a3-edb5-4272-9f86-1cacb7997ff", "x"] {
            assert!(wrong.parse::<BranchKeyVersion>().is_err(), "{wrong}");
        }
    }
}
