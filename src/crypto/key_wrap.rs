//! AES key wrap (RFC 3394), and keys that are encrypted block by block.

use aes_kw::{KeyInit, KwAes128, KwAes192, KwAes256};
use zeroize::Zeroizing;

use super::aes_cbc::{self, Key};
use super::stack::{self, Work};
use super::{CryptoError, hmac};

/// How many bytes longer a wrapped key is.
const OVERHEAD: usize = 8;
/// Bytes of the longest key.
const LONGEST: usize = 32;

/// Wraps `key` under `wrapping_key`.
pub(crate) fn wrap(wrapping_key: &Key, key: &Key) -> Result<Vec<u8>, CryptoError> {
    let mut wrapped = vec![0; key.expose().len() + OVERHEAD];
    stack::wiped(Work::Cipher, || {
        match wrapping_key {
            Key::Aes128(with) => KwAes128::new(with.expose().into()).wrap_key(key.expose(), &mut wrapped),
            Key::Aes192(with) => KwAes192::new(with.expose().into()).wrap_key(key.expose(), &mut wrapped),
            Key::Aes256(with) => KwAes256::new(with.expose().into()).wrap_key(key.expose(), &mut wrapped),
        }
        .map(|_| ())
        .map_err(|_| CryptoError)
    })?;
    Ok(wrapped)
}

/// Unwraps and checks a key.
pub(crate) fn unwrap(wrapping_key: &Key, wrapped: &[u8]) -> Result<Key, CryptoError> {
    stack::wiped(Work::Cipher, || {
        let mut key = Zeroizing::new([0; LONGEST]);
        let key = match wrapping_key {
            Key::Aes128(with) => KwAes128::new(with.expose().into()).unwrap_key(wrapped, &mut *key),
            Key::Aes192(with) => KwAes192::new(with.expose().into()).unwrap_key(wrapped, &mut *key),
            Key::Aes256(with) => KwAes256::new(with.expose().into()).unwrap_key(wrapped, &mut *key),
        }
        .map_err(|_| CryptoError)?;
        Key::copy_from(key).ok_or(CryptoError)
    })
}

/// Decrypts a key that was encrypted in ECB mode, which checks nothing. If there is no key in `wrapped`, the
/// answer is a key that only the holder of `wrapping_key` can compute, so nobody learns from changed ciphertexts
/// which paddings are right.
pub(crate) fn unwrap_ecb(wrapping_key: &Key, wrapped: &[u8]) -> Result<Key, CryptoError> {
    // Made in any case, so that both cases take the same time, or nearly so.
    let instead = Zeroizing::new(hmac::sign(hmac::Hash::Sha256, wrapping_key.expose(), wrapped)?);
    let decrypted = aes_cbc::decrypt_ecb(wrapping_key, wrapped);
    let key = decrypted.ok().as_deref().and_then(|key| Key::copy_from(key));
    key.or_else(|| Key::copy_from(&instead)).ok_or(CryptoError)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 3394, sections 4.1, 4.5 and 4.6.
    #[test]
    fn wrapped_keys_are_those_of_rfc_3394() {
        let bytes = |hex: &str| -> Vec<u8> {
            let digits = hex.as_bytes().chunks(2);
            digits.map(|pair| u8::from_str_radix(str::from_utf8(pair).unwrap(), 16).unwrap()).collect()
        };
        let data = "00112233445566778899aabbccddeeff000102030405060708090a0b0c0d0e0f";
        let kek = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
        for (kek, data, wrapped) in [
            (&kek[..32], &data[..32], "1fa68b0a8112b447aef34bd8fb5a7b829d3e862371d2cfe5"),
            (&kek[..48], &data[..32], "96778b25ae6ca435f92b5b97c050aed2468ab8a17ad84e5d"),
            (kek, data, "28c9f404c4b810f4cbccb35cfb87f8263f5786e2d80ed326cbc7f0e71a99f43bfb988b9b7a02dd21"),
        ] {
            let (kek, key) = (Key::copy_from(&bytes(kek)).unwrap(), Key::copy_from(&bytes(data)).unwrap());
            assert_eq!(wrap(&kek, &key).unwrap(), bytes(wrapped));
            assert_eq!(unwrap(&kek, &bytes(wrapped)).unwrap().expose(), key.expose());
        }
    }

    /// The expected ciphertext was made with `openssl enc -aes-128-ecb`.
    #[test]
    fn keys_in_ecb_mode_are_decrypted_and_wrong_ones_replaced() {
        let kek = Key::copy_from(&[7; 16]).unwrap();
        let wrapped = [
            0x05, 0x18, 0x4a, 0x04, 0x26, 0xbb, 0xf0, 0x81, 0x77, 0xfc, 0x5a, 0x65, 0xde, 0xbd, 0x0e, 0x51,
            0x6d, 0xd8, 0xd1, 0xa9, 0x96, 0x89, 0x30, 0x50, 0x0c, 0x95, 0xbc, 0xa4, 0x3d, 0x08, 0x4e, 0x23,
        ];
        assert_eq!(unwrap_ecb(&kek, &wrapped).unwrap().expose(), [5; 16]);
        for wrong in [&wrapped[..16], &wrapped[..31], &[], &[0; 48]] {
            let replaced = unwrap_ecb(&kek, wrong).unwrap();
            assert_eq!(replaced.expose().len(), 32);
            assert_eq!(unwrap_ecb(&kek, wrong).unwrap().expose(), replaced.expose());
        }
    }

    #[test]
    fn every_change_is_noticed() {
        let kek = Key::random(32).unwrap();
        let wrapped = wrap(&kek, &Key::random(16).unwrap()).unwrap();
        for bit in 0..wrapped.len() * 8 {
            let mut changed = wrapped.clone();
            changed[bit / 8] ^= 1 << (bit % 8);
            assert!(unwrap(&kek, &changed).is_err());
        }
        for length in 0..wrapped.len() {
            assert!(unwrap(&kek, &wrapped[..length]).is_err());
        }
        assert!(unwrap(&kek, &[0; 64]).is_err());
    }
}
