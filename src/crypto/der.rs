//! As much of DER (ITU-T X.690) as it takes to find the numbers of an RSA key.

use super::CryptoError;

const INTEGER: u8 = 0x02;
const BIT_STRING: u8 = 0x03;
const OCTET_STRING: u8 = 0x04;
const SEQUENCE: u8 = 0x30;

/// Modulus and public exponent, big-endian and without leading zeros.
pub(super) struct RsaPublicNumbers<'a> {
    pub(super) modulus: &'a [u8],
    pub(super) exponent: &'a [u8],
}

/// Modulus and private exponent, big-endian and without leading zeros.
pub(super) struct RsaPrivateNumbers<'a> {
    pub(super) modulus: &'a [u8],
    pub(super) exponent: &'a [u8],
}

/// The numbers of an X.509 SubjectPublicKeyInfo (RFC 5280) around an RSAPublicKey (RFC 8017).
pub(super) fn rsa_public(der: &[u8]) -> Result<RsaPublicNumbers<'_>, CryptoError> {
    let mut info = Der(der).content(SEQUENCE)?;
    info.content(SEQUENCE)?;
    let Der([0, key @ ..]) = info.content(BIT_STRING)? else { return Err(CryptoError) };
    let mut key = Der(key).content(SEQUENCE)?;
    Ok(RsaPublicNumbers { modulus: key.number()?, exponent: key.number()? })
}

/// The numbers of a PKCS #8 PrivateKeyInfo (RFC 5208) around an RSAPrivateKey (RFC 8017).
pub(super) fn rsa_private(der: &[u8]) -> Result<RsaPrivateNumbers<'_>, CryptoError> {
    let mut info = Der(der).content(SEQUENCE)?;
    info.content(INTEGER)?;
    info.content(SEQUENCE)?;
    let mut key = info.content(OCTET_STRING)?.content(SEQUENCE)?;
    key.content(INTEGER)?;
    let modulus = key.number()?;
    key.number()?;
    Ok(RsaPrivateNumbers { modulus, exponent: key.number()? })
}

/// Reads elements from the front of a slice.
struct Der<'a>(&'a [u8]);

impl<'a> Der<'a> {
    /// The content of the next element, which must have the tag `tag`.
    fn content(&mut self, tag: u8) -> Result<Der<'a>, CryptoError> {
        let [found, length, rest @ ..] = self.0 else { return Err(CryptoError) };
        if *found != tag {
            return Err(CryptoError);
        }
        let (length, rest) = match length {
            0..=0x7f => (usize::from(*length), rest),
            // One to three bytes of length follow: more than any key takes.
            0x81..=0x83 => {
                let (digits, rest) = rest.split_at_checked(usize::from(length & 0x7f)).ok_or(CryptoError)?;
                (digits.iter().fold(0, |length, digit| length << 8 | usize::from(*digit)), rest)
            }
            _ => return Err(CryptoError),
        };
        let (content, rest) = rest.split_at_checked(length).ok_or(CryptoError)?;
        self.0 = rest;
        Ok(Der(content))
    }

    /// The next element, a positive integer.
    fn number(&mut self) -> Result<&'a [u8], CryptoError> {
        match self.content(INTEGER)?.0 {
            // A zero stands before what would be negative otherwise.
            [0, digits @ ..] if digits.first().is_some_and(|first| *first >= 0x80) => Ok(digits),
            digits if digits.first().is_some_and(|first| (1..0x80).contains(first)) => Ok(digits),
            _ => Err(CryptoError),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_found() {
        let key = [0x30, 9, 0x02, 2, 0, 0x81, 0x02, 3, 1, 0, 1];
        let spki = [&[0x30, 17, 0x30, 0, 0x03, 0x81, 12, 0][..], &key].concat();
        let numbers = rsa_public(&spki).unwrap();
        assert_eq!((numbers.modulus, numbers.exponent), (&[0x81][..], &[1, 0, 1][..]));
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_are_a_key_or_an_error(bytes in proptest::collection::vec(0_u8..0x32, 0..60)) {
            let _ = rsa_public(&bytes);
            let _ = rsa_private(&bytes);
        }
    }
}
