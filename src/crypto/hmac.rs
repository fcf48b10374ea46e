//! HMAC (RFC 2104) with SHA-1 and the hashes of SHA-2 under keys of any length, HKDF with SHA-256 (RFC 5869), and SHA-256.

use aws_lc_rs::hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY;
use hkdf::Hkdf;
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha224, Sha256, Sha384, Sha512};
use zeroize::Zeroizing;

use super::CryptoError;
use super::stack::{self, Work};

/// Bytes of a SHA-256 digest.
pub(crate) const SHA256: usize = 32;

/// SHA-256 of the concatenated `parts`.
pub(crate) fn sha256(parts: &[&[u8]]) -> [u8; SHA256] {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part);
    }
    hash.finalize().into()
}

/// The hash that an HMAC is made with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Hash {
    Sha1,
    Sha224,
    Sha256,
    Sha384,
    Sha512,
}

/// HMAC of `data`.
pub(crate) fn sign(hash: Hash, key: &[u8], data: &[u8]) -> Result<Vec<u8>, CryptoError> {
    stack::wiped(Work::Cipher, || match hash {
        Hash::Sha1 => {
            let key = aws_lc_rs::hmac::Key::new(HMAC_SHA1_FOR_LEGACY_USE_ONLY, key);
            Ok(aws_lc_rs::hmac::sign(&key, data).as_ref().to_vec())
        }
        Hash::Sha224 => tag::<Hmac<Sha224>>(key, data),
        Hash::Sha256 => tag::<Hmac<Sha256>>(key, data),
        Hash::Sha384 => tag::<Hmac<Sha384>>(key, data),
        Hash::Sha512 => tag::<Hmac<Sha512>>(key, data),
    })
}

/// Verifies the HMAC of `data`, in constant time.
pub(crate) fn verify(hash: Hash, key: &[u8], data: &[u8], tag: &[u8]) -> Result<(), CryptoError> {
    if super::mac::equal(&sign(hash, key, data)?, tag) { Ok(()) } else { Err(CryptoError) }
}

fn tag<M: Mac + KeyInit>(key: &[u8], data: &[u8]) -> Result<Vec<u8>, CryptoError> {
    let mut mac = <M as KeyInit>::new_from_slice(key).map_err(|_| CryptoError)?;
    mac.update(data);
    Ok(mac.finalize().into_bytes().to_vec())
}

/// Derives `length` bytes from `key` for the purpose `info`, without a salt.
pub(crate) fn hkdf_sha256(key: &[u8], info: &[u8], length: usize) -> Result<Zeroizing<Vec<u8>>, CryptoError> {
    let mut derived = Zeroizing::new(vec![0; length]);
    stack::wiped(Work::Cipher, || Hkdf::<Sha256>::new(None, key).expand(info, &mut derived))
        .map_err(|_| CryptoError)?;
    Ok(derived)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hex(bytes: &[u8]) -> String {
        bytes.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// RFC 2202, and RFC 4231, test case 2 of each.
    #[test]
    fn hmac_agrees_with_the_rfc() {
        let (key, data) = (b"Jefe", b"what do ya want for nothing?");
        for (hash, expected) in [
            (Hash::Sha1, "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79"),
            (Hash::Sha224, "a30e01098bc6dbbf45690f3a7e9e6d0f8bbea2a39e6148008fd05e44"),
            (Hash::Sha256, "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"),
        ] {
            let tag = sign(hash, key, data).unwrap();
            assert_eq!(hex(&tag), expected);
            verify(hash, key, data, &tag).unwrap();
            assert!(verify(hash, key, data, &tag[1..]).is_err());
        }
        assert!(hex(&sign(Hash::Sha384, key, data).unwrap()).starts_with("af45d2e376484031617f78d2b58a6b1b"));
        assert!(hex(&sign(Hash::Sha512, key, data).unwrap()).starts_with("164b7a7bfcf819e2e395fbe73b56e0a3"));
    }

    /// RFC 5869, test case 3.
    #[test]
    fn hkdf_agrees_with_the_rfc() {
        let derived = hkdf_sha256(&[0x0b; 22], b"", 42).unwrap();
        assert_eq!(
            hex(&derived),
            "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8"
        );
    }
}
