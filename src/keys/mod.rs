//! The secret keys of one item, as material providers and keyrings pass them on.

mod intermediate;
mod signing;

pub use intermediate::IntermediateKey;
pub(crate) use intermediate::{associated_data, split};
pub use signing::SigningKey;
pub(crate) use signing::{check_ed25519, scheme};

use crate::crypto::kdf::HkdfSha512;
use crate::crypto::mac::HmacSha384;
use crate::crypto::random::RandomReserve;
use crate::crypto::secret::SharedSecret;
use crate::error::KeyError;

/// A data key, unwrapped by one recipient.
///
/// Example: [`Keyring`](crate::Keyring).
#[derive(Clone)]
#[non_exhaustive]
pub struct UnwrappedDataKey {
    /// Encrypts the item's attributes.
    pub data_key: DataKey,
    /// Verifies this recipient's tag.
    pub tag_key: RecipientTagKey,
}

debug_shows!(UnwrappedDataKey {});

impl UnwrappedDataKey {
    /// Puts an unwrapped data key together.
    pub fn new(data_key: DataKey, tag_key: RecipientTagKey) -> Self {
        UnwrappedDataKey { data_key, tag_key }
    }
}

/// The 32-byte key that an item's attributes are encrypted under. Wiped when the last copy is dropped: copies
/// share one place in memory, so that a cache can hand it out.
///
/// Example: [`Keyring`](crate::Keyring).
///
/// Source: `framework/structures.md`, sections "Structure / Plaintext Data Key" and "Fields / Plaintext Data Key".
#[derive(Clone)]
pub struct DataKey(pub(crate) SharedSecret<HkdfSha512>);

debug_shows!(DataKey {});

/// The 32-byte key of a recipient's tag. Wiped when the last copy is dropped, like a [`DataKey`].
///
/// Example: [`Keyring`](crate::Keyring).
#[derive(Clone)]
pub struct RecipientTagKey(pub(crate) SharedSecret<HmacSha384>);

debug_shows!(RecipientTagKey {});

impl DataKey {
    /// Makes a random data key.
    ///
    /// # Errors
    /// [`KeyError::Crypto`] when the generator fails.
    pub fn generate() -> Result<Self, KeyError> {
        Self::generate_from(RandomReserve::none())
    }

    /// As [`generate`](Self::generate), from the item's reserve of random bytes.
    ///
    /// # Errors
    /// As for [`generate`](Self::generate).
    pub fn generate_from(reserve: &RandomReserve) -> Result<Self, KeyError> {
        Ok(DataKey(SharedSecret::init_with(|bytes| reserve.draw(bytes))?))
    }

    /// The data key with these bytes, which must be secret and random. They are copied; the caller's are the caller's to
    /// wipe.
    pub fn from_bytes(bytes: &[u8; 32]) -> Self {
        DataKey(SharedSecret::copy_of(bytes))
    }

    /// The 32 secret bytes, for what wraps the key without an [`IntermediateKey`](crate::IntermediateKey).
    pub fn expose_secret(&self) -> &[u8; 32] {
        self.0.expose()
    }
}

impl RecipientTagKey {
    /// The tag key with these bytes, which must be secret: whoever knows them makes tags that the recipient believes.
    /// They are copied; the caller's are the caller's to wipe.
    pub fn from_bytes(bytes: &[u8; 32]) -> Self {
        RecipientTagKey(SharedSecret::copy_of(bytes))
    }

    /// The 32 secret bytes.
    pub fn expose_secret(&self) -> &[u8; 32] {
        self.0.expose()
    }
}
