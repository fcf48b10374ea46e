//! The numbers of DER-encoded RSA keys.

use super::CryptoError;
use super::der::{Der, INTEGER, SEQUENCE};

const BIT_STRING: u8 = 0x03;
const OCTET_STRING: u8 = 0x04;

/// Modulus and public exponent, big-endian and without leading zeros.
pub(super) struct PublicNumbers<'a> {
    pub(super) modulus: &'a [u8],
    pub(super) exponent: &'a [u8],
}

/// Modulus and private exponent, big-endian and without leading zeros.
pub(super) struct PrivateNumbers<'a> {
    pub(super) modulus: &'a [u8],
    pub(super) exponent: &'a [u8],
}

/// The numbers of an X.509 SubjectPublicKeyInfo (RFC 5280) around an RSAPublicKey (RFC 8017).
pub(super) fn public(der: &[u8]) -> Result<PublicNumbers<'_>, CryptoError> {
    let mut info = Der(der).content(SEQUENCE)?;
    info.content(SEQUENCE)?;
    let Der([0, key @ ..]) = info.content(BIT_STRING)? else { return Err(CryptoError) };
    let mut key = Der(key).content(SEQUENCE)?;
    Ok(PublicNumbers { modulus: key.number()?, exponent: key.number()? })
}

/// The numbers of a PKCS #8 PrivateKeyInfo (RFC 5208) around an RSAPrivateKey (RFC 8017).
pub(super) fn private(der: &[u8]) -> Result<PrivateNumbers<'_>, CryptoError> {
    let mut info = Der(der).content(SEQUENCE)?;
    info.content(INTEGER)?;
    info.content(SEQUENCE)?;
    let mut key = info.content(OCTET_STRING)?.content(SEQUENCE)?;
    key.content(INTEGER)?;
    let modulus = key.number()?;
    key.number()?;
    Ok(PrivateNumbers { modulus, exponent: key.number()? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn modulus_and_exponent_are_read_from_a_public_key() {
        let key = [0x30, 9, 0x02, 2, 0, 0x81, 0x02, 3, 1, 0, 1];
        let spki = [&[0x30, 16, 0x30, 0, 0x03, 12, 0][..], &key].concat();
        let numbers = public(&spki).unwrap();
        assert_eq!((numbers.modulus, numbers.exponent), (&[0x81][..], &[1, 0, 1][..]));
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_are_a_key_or_an_error(bytes in proptest::collection::vec(0_u8..0x32, 0..60)) {
            let _ = public(&bytes);
            let _ = private(&bytes);
        }
    }
}
