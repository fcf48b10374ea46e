//! Branch keys, their versions, and beacon keys.

use std::fmt;
use std::ptr;
use std::str::FromStr;
use std::sync::{Arc, Mutex, PoisonError, Weak};

use crate::crypto::derived_macs::DerivedMacs;
use crate::crypto::secret::Secret;
use crate::crypto::{CryptoError, random};
use crate::error::KeyError;
use crate::format::context::EncryptionContext;

/// Bytes of a branch key version.
pub(crate) const VERSION: usize = 16;

/// The version of a branch key, a UUID.
///
/// Example: [`KeyStore`](crate::KeyStore).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct BranchKeyVersion([u8; VERSION]);

impl BranchKeyVersion {
    /// The version whose UUID has these 16 bytes.
    pub fn from_bytes(bytes: [u8; 16]) -> Self {
        BranchKeyVersion(bytes)
    }

    /// The 16 bytes of the UUID.
    pub fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }

    /// A random UUID, that is, one of version 4.
    pub(crate) fn random() -> Result<Self, KeyError> {
        let bytes: [u8; VERSION] = random::bytes()?;
        // Four bits hold the version of the UUID, and two its variant.
        const VERSION_4: u128 = 0x4 << 76;
        const VARIANT: u128 = 0b10 << 62;
        const FIXED: u128 = 0xf << 76 | 0b11 << 62;
        let uuid = u128::from_be_bytes(bytes) & !FIXED | VERSION_4 | VARIANT;
        Ok(BranchKeyVersion(uuid.to_be_bytes()))
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
        let digits: String = text.chars().filter(char::is_ascii_hexdigit).collect();
        let version = u128::from_str_radix(&digits, 16).map_err(|_| malformed())?;
        let version = BranchKeyVersion(version.to_be_bytes());
        // Whatever stood between the digits must have been the dashes, in their places.
        if version.to_string() == text.to_ascii_lowercase() { Ok(version) } else { Err(malformed()) }
    }
}

/// One version of a branch key. Its 32 secret bytes are wiped when it is dropped.
///
/// Example: [`KeyStore`](crate::KeyStore).
pub struct BranchKey {
    version: BranchKeyVersion,
    key: Secret<32>,
    context: EncryptionContext,
}

debug_shows!(BranchKey { version });

impl BranchKey {
    /// Takes over the bytes of a branch key.
    pub fn new(version: BranchKeyVersion, key: &[u8; 32]) -> Self {
        let key = Secret::init_with::<std::convert::Infallible>(|out| {
            out.copy_from_slice(key);
            Ok(())
        });
        match key {
            Ok(key) => Self::from_secret(version, key, EncryptionContext::new()),
        }
    }

    pub(super) fn from_secret(version: BranchKeyVersion, key: Secret<32>, context: EncryptionContext) -> Self {
        BranchKey { version, key, context }
    }

    /// The key's version.
    pub fn version(&self) -> BranchKeyVersion {
        self.version
    }

    /// What was bound to the branch key when it was created.
    pub fn encryption_context(&self) -> &EncryptionContext {
        &self.context
    }

    /// The 32 secret bytes.
    pub fn expose_secret(&self) -> &[u8; 32] {
        self.key.expose()
    }
}

/// The key from which the keys of beacons are derived. Its 32 secret bytes, and what is derived from them, are wiped when
/// it is dropped.
///
/// Example: [`InMemoryBeaconKeys`](crate::InMemoryBeaconKeys).
pub struct BeaconKey {
    key: Secret<32>,
    context: EncryptionContext,
    derived: Mutex<Vec<Derived>>,
}

debug_shows!(BeaconKey {});

/// What was derived for some names, kept for as long as somebody has them.
struct Derived {
    names: Weak<[String]>,
    macs: Arc<DerivedMacs>,
}

impl BeaconKey {
    /// Takes over the bytes of a beacon key.
    ///
    /// Beacons are found again only with the same key: it cannot be changed without writing every item again.
    pub fn new(key: &[u8; 32]) -> Self {
        Self::from_secret(Secret::copy_of(key), EncryptionContext::new())
    }

    pub(crate) fn from_secret(key: Secret<32>, context: EncryptionContext) -> Self {
        BeaconKey { key, context, derived: Mutex::default() }
    }

    /// The secret bytes.
    pub(super) fn secret(&self) -> &Secret<32> {
        &self.key
    }

    /// What `derive` makes of the secret bytes for these names. It is kept beside them.
    pub(crate) fn derived(
        &self,
        names: &Arc<[String]>,
        derive: impl FnOnce(&[u8; 32], &[String]) -> Result<DerivedMacs, CryptoError>,
    ) -> Result<Arc<DerivedMacs>, CryptoError> {
        let mut derived = self.derived.lock().unwrap_or_else(PoisonError::into_inner);
        let of_names = |known: &&Derived| ptr::addr_eq(known.names.as_ptr(), Arc::as_ptr(names));
        if let Some(known) = derived.iter().find(of_names) {
            return Ok(Arc::clone(&known.macs));
        }
        let macs = Arc::new(derive(self.key.expose(), names)?);
        derived.retain(|known| known.names.strong_count() > 0);
        derived.push(Derived { names: Arc::downgrade(names), macs: Arc::clone(&macs) });
        Ok(macs)
    }

    /// What was bound to the branch key when it was created.
    pub fn encryption_context(&self) -> &EncryptionContext {
        &self.context
    }

    /// The 32 secret bytes.
    pub fn expose_secret(&self) -> &[u8; 32] {
        self.key.expose()
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

    #[test]
    fn random_versions_are_uuids_of_version_4() {
        for _ in 0..100 {
            let text = BranchKeyVersion::random().unwrap().to_string();
            let (version, variant) = (text.as_bytes()[14], text.as_bytes()[19]);
            assert!(version == b'4' && b"89ab".contains(&variant), "{text}");
        }
    }
}
