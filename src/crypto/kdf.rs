//! Key derivation: HKDF with SHA-512 (RFC 5869), and the KDF in counter mode with HMAC (NIST SP
//! 800-108).

use zeroize::ZeroizeOnDrop;

use super::CryptoError;
pub(crate) use super::counter_mode::{counter_mode_sha256, counter_mode_sha384};
use super::secret::Prepare;
use super::sha512;
use super::stack::{self, Work};

/// An extracted HKDF-SHA512 key from which any number of keys can be expanded.
///
/// Source: `framework/algorithm-suites.md`, sections "Encryption Key Derivation Algorithm" and "Commit Key Derivation
/// Algorithm".
pub(crate) struct HkdfSha512(sha512::Hkdf);

impl ZeroizeOnDrop for HkdfSha512 {}

/// What a key is derived for, in pieces, and the memory that it goes to.
type Derived<'a> = (&'a [&'a [u8]], &'a mut [u8]);

/// Extracts without a salt.
impl Prepare for HkdfSha512 {
    const WORK: Work = Work::Kdf;

    fn prepare(key: &[u8; 32]) -> Result<Self, CryptoError> {
        sha512::Hkdf::without_salt(key).map(HkdfSha512)
    }
}

impl HkdfSha512 {
    /// Expands keys into memory that is there already.
    pub(crate) fn expand<const N: usize>(&self, keys: [Derived<'_>; N]) -> Result<(), CryptoError> {
        for (info, out) in keys {
            self.0.expand(info, out)?;
        }
        Ok(())
    }
}

/// Derives keys from `key` with HKDF-SHA512, without a salt, into memory that is there already.
pub(crate) fn hkdf_sha512<const N: usize>(key: &[u8; 32], keys: [Derived<'_>; N]) -> Result<(), CryptoError> {
    stack::wiped(Work::Kdf, || HkdfSha512::prepare(key)?.expand(keys))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hex(bytes: &[u8]) -> String {
        bytes.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// The expected values were made with KBKDFHMAC of pyca/cryptography.
    #[test]
    fn counter_mode_agrees_with_another_implementation() {
        let key: Vec<u8> = (0..48).collect();
        let context = b"contextcontextcontext";
        let derived = counter_mode_sha384(&key, b"label", context).unwrap();
        assert_eq!(
            hex(derived.expose()),
            "a04d842aa21329356cc7cadc4a17bd5cad92812d90918aecefd7b8e58ff017fa\
             ba2d536a133ac34c80b651b431f40b2104f2ee0ef97b3c1936ebd19a70982631"
        );
        let derived = counter_mode_sha256(&key[..32], b"label", context).unwrap();
        assert_eq!(hex(derived.expose()), "47a51a38a8d701327af35d5c7613dc9d961ab1061b64b8597ec14cc80d0dfa31");
    }

    #[test]
    fn extraction_is_that_of_rfc_5869() {
        let mut expected = [0; 48];
        hkdf::Hkdf::<sha2::Sha512>::new(None, &[7; 32]).expand(b"info", &mut expected).unwrap();
        let (mut once, mut kept) = ([0; 48], [0; 48]);
        hkdf_sha512(&[7; 32], [(&[b"in", b"fo"], &mut once)]).unwrap();
        HkdfSha512::prepare(&[7; 32]).unwrap().expand([(&[b"info"], &mut kept)]).unwrap();
        assert_eq!((once, kept), (expected, expected));
    }
}
