//! AES-GCM under keys of any size, and the key stream that derives field keys: with the crates aes-gcm and aes, where
//! aws-lc-rs is no faster.

use aes_gcm::aead::consts::{U12, U16};
use aes_gcm::aes::cipher::{Array, BlockCipherEncrypt};
use aes_gcm::aes::{Aes128Enc, Aes192Enc, Aes256Enc};
use aes_gcm::{AeadInOut, AesGcm, KeyInit};

use super::CryptoError;
use super::aead::{KeyStream, Keyed, NONCE, TAG};
use super::secret::Secret;
use super::stack::{self, Work};

/// A key that the application supplies, of one of the three sizes.
pub(crate) enum AesKey {
    Aes128(Secret<16>),
    Aes192(Secret<24>),
    Aes256(Keyed),
}

impl AesKey {
    /// Copies a key of 16, 24 or 32 bytes; `None` for another length.
    pub(crate) fn copy_from(key: &[u8]) -> Result<Option<Self>, CryptoError> {
        let short =
            Secret::copy_from(key).map(AesKey::Aes128).or_else(|| Secret::copy_from(key).map(AesKey::Aes192));
        match <&[u8; 32]>::try_from(key) {
            Ok(key) => Ok(Some(AesKey::Aes256(stack::wiped(Work::Gcm, || Keyed::new(key))?))),
            Err(_) => Ok(short),
        }
    }

    /// Encrypts `data` in place and returns the tag.
    pub(crate) fn seal(
        &self,
        nonce: &[u8; NONCE],
        aad: &[u8],
        data: &mut [u8],
    ) -> Result<[u8; TAG], CryptoError> {
        match self {
            AesKey::Aes128(key) => seal_with::<AesGcm<Aes128Enc, U12>>(key.expose(), nonce, aad, data),
            AesKey::Aes192(key) => seal_with::<AesGcm<Aes192Enc, U12>>(key.expose(), nonce, aad, data),
            AesKey::Aes256(key) => stack::wiped(Work::Gcm, || key.seal(nonce, aad, data)),
        }
    }

    /// Verifies `tag` and decrypts `data` in place. On failure `data` is of no use.
    pub(crate) fn open(
        &self,
        nonce: &[u8; NONCE],
        aad: &[u8],
        data: &mut [u8],
        tag: &[u8; TAG],
    ) -> Result<(), CryptoError> {
        match self {
            AesKey::Aes128(key) => open_with::<AesGcm<Aes128Enc, U12>>(key.expose(), nonce, aad, data, tag),
            AesKey::Aes192(key) => open_with::<AesGcm<Aes192Enc, U12>>(key.expose(), nonce, aad, data, tag),
            AesKey::Aes256(key) => stack::wiped(Work::Gcm, || key.open(nonce, aad, data, tag)),
        }
    }
}

/// Encrypts with aes-gcm.
fn seal_with<C: KeyInit + AeadInOut<NonceSize = U12, TagSize = U16>>(
    key: &[u8],
    nonce: &[u8; NONCE],
    aad: &[u8],
    data: &mut [u8],
) -> Result<[u8; TAG], CryptoError> {
    stack::wiped(Work::Cipher, || {
        let cipher = C::new_from_slice(key).map_err(|_| CryptoError)?;
        cipher.encrypt_inout_detached(nonce.into(), aad, data.into()).map(Into::into).map_err(|_| CryptoError)
    })
}

/// Verifies and decrypts with aes-gcm.
fn open_with<C: KeyInit + AeadInOut<NonceSize = U12, TagSize = U16>>(
    key: &[u8],
    nonce: &[u8; NONCE],
    aad: &[u8],
    data: &mut [u8],
    tag: &[u8; TAG],
) -> Result<(), CryptoError> {
    stack::wiped(Work::Cipher, || {
        let cipher = C::new_from_slice(key).map_err(|_| CryptoError)?;
        cipher.decrypt_inout_detached(nonce.into(), aad, data.into(), tag.into()).map_err(|_| CryptoError)
    })
}

/// The first `blocks` blocks of 16 bytes of the AES-256-CTR key stream under `key` that starts at the counter block
/// `start`. The caller overwrites the stack.
pub(crate) fn key_stream_unwiped(
    key: &[u8; 32],
    start: &[u8; 16],
    blocks: usize,
) -> Result<KeyStream, CryptoError> {
    let mut stream = KeyStream(vec![[0; 16]; blocks]);
    let mut counter = u128::from_be_bytes(*start);
    for block in &mut stream.0 {
        *block = counter.to_be_bytes();
        counter = counter.wrapping_add(1);
    }
    // Secrets are made in their place on the heap; the key's schedule is not.
    Aes256Enc::new(key.into()).encrypt_blocks(Array::cast_slice_from_core_mut(&mut stream.0));
    Ok(stream)
}
