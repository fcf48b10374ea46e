//! AES-GCM under keys of any size, and the key stream that derives field keys, with the FIPS module.

use aws_lc_rs::aead as lc;
use aws_lc_rs::cipher::{AES_256, EncryptingKey, EncryptionContext, UnboundCipherKey};
use aws_lc_rs::iv::FixedLength;

use super::CryptoError;
use super::aead::{KeyStream, Keyed, NONCE, TAG};
use super::stack::{self, Work};

/// A key that the application supplies, of one of the three sizes.
pub(crate) struct AesKey(Keyed);

impl AesKey {
    /// Copies a key of 16, 24 or 32 bytes; `None` for another length.
    pub(crate) fn copy_from(key: &[u8]) -> Result<Option<Self>, CryptoError> {
        let algorithm = match key.len() {
            16 => &lc::AES_128_GCM,
            24 => &lc::AES_192_GCM,
            32 => &lc::AES_256_GCM,
            _ => return Ok(None),
        };
        stack::wiped(Work::Gcm, || Keyed::of(algorithm, key)).map(|key| Some(AesKey(key)))
    }

    /// Encrypts `data` in place and returns the tag.
    pub(crate) fn seal(
        &self,
        nonce: &[u8; NONCE],
        aad: &[u8],
        data: &mut [u8],
    ) -> Result<[u8; TAG], CryptoError> {
        stack::wiped(Work::Gcm, || self.0.seal(nonce, aad, data))
    }

    /// Verifies `tag` and decrypts `data` in place. On failure `data` is of no use.
    pub(crate) fn open(
        &self,
        nonce: &[u8; NONCE],
        aad: &[u8],
        data: &mut [u8],
        tag: &[u8; TAG],
    ) -> Result<(), CryptoError> {
        stack::wiped(Work::Gcm, || self.0.open(nonce, aad, data, tag))
    }
}

/// The first `blocks` blocks of 16 bytes of the AES-256-CTR key stream under `key` that starts at the counter block
/// `start`. The caller overwrites the stack.
pub(crate) fn key_stream_unwiped(
    key: &[u8; 32],
    start: &[u8; 16],
    blocks: usize,
) -> Result<KeyStream, CryptoError> {
    let key = UnboundCipherKey::new(&AES_256, key).and_then(EncryptingKey::ctr).map_err(|_| CryptoError)?;
    // The stream is what counter mode makes of zeros.
    let mut stream = KeyStream(vec![[0; 16]; blocks]);
    let context = EncryptionContext::Iv128(FixedLength::from(*start));
    key.less_safe_encrypt(stream.0.as_flattened_mut(), context).map_err(|_| CryptoError)?;
    Ok(stream)
}
