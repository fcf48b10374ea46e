//! AES-GCM with 12-byte nonces and 16-byte tags, and the key stream that derives field keys.
//!
//! Two implementations stand behind the calls. Attribute values and data keys go through aws-lc-rs, which is the
//! faster one at every length as long as both wipe their key schedules: each key encrypts one message, so that short
//! ones cost little else. Nanoseconds for key schedule, encryption and wiping, of aws-lc-rs and aes-gcm (AMD EPYC with
//! VAES; medians of one run): 32 bytes 246 and 288, 64 bytes 245 and 297, 256 bytes 278 and 415, 1 KiB 379 and 877,
//! 100 KiB 9,700 and 66,000. Without wiping, which is not an option, aes-gcm would take about 160 for 64 bytes.
//! Keys that users bring may be of other sizes; they go through aes-gcm.

use aes_gcm::aead::consts::U12;
use aes_gcm::aes::cipher::{KeyIvInit, StreamCipher};
use aes_gcm::aes::{Aes128Enc, Aes192Enc, Aes256Enc};
use aes_gcm::{AeadInOut, AesGcm, KeyInit};
use aws_lc_rs::aead as lc;
use zeroize::Zeroizing;

use super::CryptoError;

/// Bytes of a nonce.
pub(crate) const NONCE: usize = 12;
/// Bytes of an authentication tag.
pub(crate) const TAG: usize = 16;

/// An AES key of one of the three sizes.
#[derive(Clone, Copy)]
pub(crate) enum AesKey<'a> {
    /// 128 bits.
    Aes128(&'a [u8; 16]),
    /// 192 bits.
    Aes192(&'a [u8; 24]),
    /// 256 bits.
    Aes256(&'a [u8; 32]),
}

/// Encrypts `data` in place with AES-256-GCM and returns the tag.
pub(crate) fn seal(
    key: &[u8; 32],
    nonce: &[u8; NONCE],
    aad: &[u8],
    data: &mut [u8],
) -> Result<[u8; TAG], CryptoError> {
    let key = lc::UnboundKey::new(&lc::AES_256_GCM, key).map_err(|_| CryptoError)?;
    let tag = lc::LessSafeKey::new(key)
        .seal_in_place_separate_tag(lc::Nonce::assume_unique_for_key(*nonce), lc::Aad::from(aad), data)
        .map_err(|_| CryptoError)?;
    tag.as_ref().try_into().map_err(|_| CryptoError)
}

/// Verifies `tag` and decrypts `data` in place with AES-256-GCM. On failure `data` is of no use.
pub(crate) fn open(
    key: &[u8; 32],
    nonce: &[u8; NONCE],
    aad: &[u8],
    data: &mut [u8],
    tag: &[u8; TAG],
) -> Result<(), CryptoError> {
    let key = lc::UnboundKey::new(&lc::AES_256_GCM, key).map_err(|_| CryptoError)?;
    let nonce = lc::Nonce::assume_unique_for_key(*nonce);
    lc::LessSafeKey::new(key)
        .open_in_place_separate_tag(nonce, lc::Aad::from(aad), tag, data)
        .map(|_| ())
        .map_err(|_| CryptoError)
}

/// As [`seal`], for keys of any AES size.
pub(crate) fn seal_with(
    key: AesKey<'_>,
    nonce: &[u8; NONCE],
    aad: &[u8],
    data: &mut [u8],
) -> Result<[u8; TAG], CryptoError> {
    let nonce = nonce.into();
    let tag = match key {
        AesKey::Aes128(key) => {
            AesGcm::<Aes128Enc, U12>::new(key.into()).encrypt_inout_detached(nonce, aad, data.into())
        }
        AesKey::Aes192(key) => {
            AesGcm::<Aes192Enc, U12>::new(key.into()).encrypt_inout_detached(nonce, aad, data.into())
        }
        AesKey::Aes256(key) => {
            AesGcm::<Aes256Enc, U12>::new(key.into()).encrypt_inout_detached(nonce, aad, data.into())
        }
    };
    tag.map(Into::into).map_err(|_| CryptoError)
}

/// As [`open`], for keys of any AES size.
pub(crate) fn open_with(
    key: AesKey<'_>,
    nonce: &[u8; NONCE],
    aad: &[u8],
    data: &mut [u8],
    tag: &[u8; TAG],
) -> Result<(), CryptoError> {
    let nonce = nonce.into();
    let tag = tag.into();
    match key {
        AesKey::Aes128(key) => {
            AesGcm::<Aes128Enc, U12>::new(key.into()).decrypt_inout_detached(nonce, aad, data.into(), tag)
        }
        AesKey::Aes192(key) => {
            AesGcm::<Aes192Enc, U12>::new(key.into()).decrypt_inout_detached(nonce, aad, data.into(), tag)
        }
        AesKey::Aes256(key) => {
            AesGcm::<Aes256Enc, U12>::new(key.into()).decrypt_inout_detached(nonce, aad, data.into(), tag)
        }
    }
    .map_err(|_| CryptoError)
}

/// The first `length` bytes of the AES-256-CTR key stream under `key` that starts at the counter
/// block `start`.
pub(crate) fn key_stream(key: &[u8; 32], start: &[u8; 16], length: usize) -> Zeroizing<Vec<u8>> {
    let mut stream = Zeroizing::new(vec![0; length]);
    ctr::Ctr128BE::<Aes256Enc>::new(key.into(), start.into()).apply_keystream(&mut stream);
    stream
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_implementations_agree() {
        let (key, nonce) = ([7; 32], [9; 12]);
        for length in [0, 1, 15, 16, 17, 511, 512, 4096] {
            let plain: Vec<u8> = (0..length).map(|n| n as u8).collect();
            let mut one = plain.clone();
            let tag = seal(&key, &nonce, b"aad", &mut one).unwrap();
            let mut other = plain.clone();
            let other_tag = seal_with(AesKey::Aes256(&key), &nonce, b"aad", &mut other).unwrap();
            assert_eq!((&one, tag), (&other, other_tag));
            open(&key, &nonce, b"aad", &mut one, &tag).unwrap();
            assert_eq!(one, plain);
            let mut bad = tag;
            bad[15] ^= 1;
            assert!(open(&key, &nonce, b"aad", &mut other, &bad).is_err());
        }
    }

    #[test]
    fn key_stream_continues_over_blocks() {
        let mut start = [0x44; 16];
        start[12..].copy_from_slice(&[0; 4]);
        let whole = key_stream(&[3; 32], &start, 96);
        start[15] = 3;
        assert_eq!(whole[48..], key_stream(&[3; 32], &start, 48)[..]);
    }
}
