//! AES in CBC mode with PKCS #7 padding (NIST SP 800-38A, RFC 5652), and AES keys of any length.
//!
//! The mode authenticates nothing. Whoever decrypts with it must have verified the ciphertext before, and must
//! not tell a wrong padding from any other failure.

use aws_lc_rs::cipher::{
    AES_128, AES_192, AES_256, DecryptionContext, EncryptionContext, PaddedBlockDecryptingKey,
    PaddedBlockEncryptingKey, UnboundCipherKey,
};
use aws_lc_rs::iv::FixedLength;
use zeroize::Zeroizing;

use super::secret::Secret;
use super::stack::{self, Work};
use super::{CryptoError, random};

/// Bytes of a block, and of an initialisation vector.
pub(crate) const BLOCK: usize = 16;

/// An AES key of 128, 192 or 256 bits. Wiped when dropped.
pub(crate) enum Key {
    Aes128(Secret<16>),
    Aes192(Secret<24>),
    Aes256(Secret<32>),
}

impl Key {
    /// Copies `bytes`, or `None` when there are not 16, 24 or 32 of them.
    pub(crate) fn copy_from(bytes: &[u8]) -> Option<Self> {
        Secret::copy_from(bytes)
            .map(Key::Aes128)
            .or_else(|| Secret::copy_from(bytes).map(Key::Aes192))
            .or_else(|| Secret::copy_from(bytes).map(Key::Aes256))
    }

    /// A random key of `length` bytes: 16, 24 or 32.
    pub(crate) fn random(length: usize) -> Result<Self, CryptoError> {
        match length {
            16 => Secret::random().map(Key::Aes128),
            24 => Secret::random().map(Key::Aes192),
            32 => Secret::random().map(Key::Aes256),
            _ => Err(CryptoError),
        }
    }

    /// The secret bytes.
    pub(crate) fn expose(&self) -> &[u8] {
        match self {
            Key::Aes128(key) => key.expose(),
            Key::Aes192(key) => key.expose(),
            Key::Aes256(key) => key.expose(),
        }
    }

    fn unbound(&self) -> Result<UnboundCipherKey, CryptoError> {
        let algorithm = match self {
            Key::Aes128(_) => &AES_128,
            Key::Aes192(_) => &AES_192,
            Key::Aes256(_) => &AES_256,
        };
        UnboundCipherKey::new(algorithm, self.expose()).map_err(|_| CryptoError)
    }
}

/// Encrypts `plaintext` under a random initialisation vector, which the result begins with.
pub(crate) fn encrypt(key: &Key, plaintext: &[u8]) -> Result<Vec<u8>, CryptoError> {
    let iv: [u8; BLOCK] = random::bytes()?;
    // Room for the padding, so that no outgrown copy of the plaintext is left behind.
    let mut bytes = Zeroizing::new(Vec::with_capacity(plaintext.len() + BLOCK));
    bytes.extend_from_slice(plaintext);
    stack::wiped(Work::Cipher, || {
        let key = PaddedBlockEncryptingKey::cbc_pkcs7(key.unbound()?).map_err(|_| CryptoError)?;
        let context = EncryptionContext::Iv128(FixedLength::from(iv));
        key.less_safe_encrypt(&mut *bytes, context).map(|_| ()).map_err(|_| CryptoError)
    })?;
    Ok([&iv[..], &bytes].concat())
}

/// Decrypts what [`encrypt`] makes.
pub(crate) fn decrypt(key: &Key, stored: &[u8]) -> Result<Zeroizing<Vec<u8>>, CryptoError> {
    let (iv, ciphertext) = stored.split_first_chunk::<BLOCK>().ok_or(CryptoError)?;
    if ciphertext.is_empty() || !ciphertext.len().is_multiple_of(BLOCK) {
        return Err(CryptoError);
    }
    let mut bytes = Zeroizing::new(ciphertext.to_vec());
    let length = stack::wiped(Work::Cipher, || {
        let key = PaddedBlockDecryptingKey::cbc_pkcs7(key.unbound()?).map_err(|_| CryptoError)?;
        let context = DecryptionContext::Iv128(FixedLength::from(*iv));
        key.decrypt(&mut bytes, context).map(|plaintext| plaintext.len()).map_err(|_| CryptoError)
    })?;
    bytes.truncate(length);
    Ok(bytes)
}

/// Decrypts what was encrypted block by block (ECB), with the same padding.
pub(super) fn decrypt_ecb(key: &Key, ciphertext: &[u8]) -> Result<Zeroizing<Vec<u8>>, CryptoError> {
    if ciphertext.is_empty() || !ciphertext.len().is_multiple_of(BLOCK) {
        return Err(CryptoError);
    }
    let mut bytes = Zeroizing::new(ciphertext.to_vec());
    let length = stack::wiped(Work::Cipher, || {
        let key = PaddedBlockDecryptingKey::ecb_pkcs7(key.unbound()?).map_err(|_| CryptoError)?;
        let plaintext = key.decrypt(&mut bytes, DecryptionContext::None).map_err(|_| CryptoError)?;
        Ok(plaintext.len())
    })?;
    bytes.truncate(length);
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The expected ciphertext was made with pyca/cryptography.
    #[test]
    fn ciphertext_of_another_implementation_is_decrypted() {
        let stored: Vec<u8> = (0..16)
            .chain([
                0x3d, 0x2c, 0x38, 0xe4, 0x58, 0xfd, 0x04, 0xe4, 0xa7, 0xc5, 0xb0, 0xc9, 0x50, 0xa8, 0x6d, 0x53,
            ])
            .collect();
        let key = Key::copy_from(&[7; 16]).unwrap();
        assert_eq!(*decrypt(&key, &stored).unwrap(), b"plaintext");
    }

    #[test]
    fn every_length_round_trips_with_every_key() {
        for key in [16, 24, 32] {
            let key = Key::random(key).unwrap();
            for length in 0..50 {
                let plaintext = vec![9; length];
                let stored = encrypt(&key, &plaintext).unwrap();
                assert_eq!(stored.len(), BLOCK + (length / BLOCK + 1) * BLOCK);
                assert_eq!(*decrypt(&key, &stored).unwrap(), plaintext);
                assert_ne!(encrypt(&key, &plaintext).unwrap(), stored, "the initialisation vector repeats");
            }
        }
    }

    #[test]
    fn what_is_not_whole_blocks_is_refused() {
        let key = Key::random(32).unwrap();
        let stored = encrypt(&key, b"plaintext").unwrap();
        for length in 0..stored.len() {
            assert!(decrypt(&key, &stored[..length]).is_err());
        }
        assert!(Key::copy_from(&[0; 17]).is_none() && Key::random(17).is_err());
    }
}
