//! Keys in the forms that files hold, PEM and DER: one rule for every function that takes the text of a key.
//!
//! | | public | private |
//! |---|---|---|
//! | any | X.509 SubjectPublicKeyInfo (RFC 5280) | PKCS #8 (RFC 5208, RFC 5958) |
//! | RSA | PKCS #1 (RFC 8017) | PKCS #1 |
//! | elliptic curves | | SEC 1 (RFC 5915) |
//!
//! A key file may come from anywhere. So its size is bounded, it is read strictly and without recursion, and the
//! cryptographic library checks what is found in it. If it is not the key that is needed, the reason is reported.
//!
//! Why neither `pem-rfc7468` nor `der` reads it. Key files that are in use are indented, have lines of any length or one line
//! alone, comments in any encoding, and parameters or certificates before the key. The first refuses most of that, as its RFC asks; and
//! whoever brings a certificate, an encrypted key or one for OpenSSH has to be told so, by tags and labels that a parser
//! for one type does not get to. What is read of DER is tags and lengths, from the front of a slice: sixty lines
//! (`crypto/der.rs`), which signatures need too. With `der` they would become as many of its calls, or three more packages with
//! the types of PKCS #8, SEC 1 and X.509. Whatever is found, aws-lc parses again. Base64 is decoded by the SDK's function, whose time
//! depends on the text: a key file is read when a keyring is made, not for an item.

mod content;
mod decode;
mod pem;
mod problem;

use zeroize::Zeroizing;

pub(crate) use problem::KeyTextProblem;

use content::{Content, check_curve, only_element};
use decode::decode;
use problem::MAX_RSA;

use super::curve::EcdhCurve;
use super::der::{BIT_STRING, CONTEXT_0, INTEGER, OCTET_STRING, SEQUENCE, push};

/// An RSA key's algorithm, as an element: its identifier, and NULL.
const RSA_ALGORITHM: &[u8] = b"\x30\x0d\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x01\x05\x00";

/// The X.509 SubjectPublicKeyInfo of an RSA public key with at least `least` bits.
#[expect(clippy::wildcard_enum_match_arm, reason = "whatever else the text holds, the error names it")]
pub(crate) fn rsa_public(text: &[u8], least: usize) -> Result<Vec<u8>, KeyTextProblem> {
    let der = decode(text)?;
    let key = match Content::of(&der)? {
        Content::Public { algorithm, key } => {
            algorithm.check_rsa()?;
            key
        }
        Content::RsaPublic(key) => key,
        other => return Err(other.unexpected(KeyTextProblem::PublicNeeded, KeyTextProblem::NotRsa)),
    };
    let mut numbers = only_element(key)?;
    check_size(numbers.number()?, least)?;
    numbers.number()?;
    numbers.end()?;
    let mut bits = Vec::with_capacity(key.len() + 8);
    push(&mut bits, BIT_STRING, &[&[0], key]);
    let mut info = Vec::with_capacity(bits.len() + 24);
    push(&mut info, SEQUENCE, &[RSA_ALGORITHM, &bits]);
    Ok(info)
}

/// The PKCS #8 PrivateKeyInfo of an RSA private key with at least `least` bits.
#[expect(clippy::wildcard_enum_match_arm, reason = "whatever else the text holds, the error names it")]
pub(crate) fn rsa_private(text: &[u8], least: usize) -> Result<Zeroizing<Vec<u8>>, KeyTextProblem> {
    let der = decode(text)?;
    let key = match Content::of(&der)? {
        Content::Private { algorithm, key } => {
            algorithm.check_rsa()?;
            key
        }
        Content::RsaPrivate(key) => key,
        other => return Err(other.unexpected(KeyTextProblem::PrivateNeeded, KeyTextProblem::NotRsa)),
    };
    let mut numbers = only_element(key)?;
    match numbers.content(INTEGER)?.0 {
        [0] => {}
        [1] => return Err(KeyTextProblem::MultiPrime),
        _ => return Err(KeyTextProblem::BrokenDer),
    }
    check_size(numbers.number()?, least)?;
    for _ in 0..7 {
        numbers.number()?;
    }
    numbers.end()?;
    // Sized once, so that no outgrown copy is left behind.
    let mut string = Zeroizing::new(Vec::with_capacity(key.len() + 8));
    push(&mut string, OCTET_STRING, &[key]);
    let mut info = Zeroizing::new(Vec::with_capacity(string.len() + 32));
    push(&mut info, SEQUENCE, &[&[INTEGER, 1, 0], RSA_ALGORITHM, &string]);
    Ok(info)
}

fn check_size(modulus: &[u8], least: usize) -> Result<(), KeyTextProblem> {
    let zeros = modulus.first().map_or(0, |first| first.leading_zeros());
    let bits = modulus.len() * 8 - zeros as usize;
    if (least..=MAX_RSA).contains(&bits) { Ok(()) } else { Err(KeyTextProblem::RsaSize { bits, least }) }
}

/// The point of a public key on `curve`, as it is encoded in it.
#[expect(clippy::wildcard_enum_match_arm, reason = "whatever else the text holds, the error names it")]
pub(crate) fn ec_public(text: &[u8], curve: EcdhCurve) -> Result<Vec<u8>, KeyTextProblem> {
    match Content::of(&decode(text)?)? {
        Content::Public { algorithm, key } => {
            algorithm.check_curve(curve)?;
            Ok(key.to_vec())
        }
        other => Err(other.unexpected(KeyTextProblem::PublicNeeded, KeyTextProblem::NotEc)),
    }
}

/// The X.509 SubjectPublicKeyInfo of a public key on any of the curves.
#[cfg(feature = "legacy")]
#[expect(clippy::wildcard_enum_match_arm, reason = "whatever else the text holds, the error names it")]
pub(crate) fn ec_public_info(text: &[u8]) -> Result<Vec<u8>, KeyTextProblem> {
    let der = decode(text)?;
    match Content::of(&der)? {
        Content::Public { algorithm, .. } => {
            let on = |curve: &EcdhCurve| match algorithm.check_curve(*curve) {
                Err(KeyTextProblem::Curve(_)) => None,
                outcome => Some(outcome),
            };
            let curves = [EcdhCurve::P256, EcdhCurve::P384, EcdhCurve::P521];
            curves.iter().find_map(on).unwrap_or(Err(KeyTextProblem::AnyCurve)).map(|()| der.to_vec())
        }
        other => Err(other.unexpected(KeyTextProblem::PublicNeeded, KeyTextProblem::NotEc)),
    }
}

/// The scalar of a private key on `curve`, and the point if the text has it.
pub(crate) struct EcPrivate {
    pub(crate) scalar: Zeroizing<Vec<u8>>,
    pub(crate) point: Option<Vec<u8>>,
}

/// The private key on `curve` that a text holds.
#[expect(clippy::wildcard_enum_match_arm, reason = "whatever else the text holds, the error names it")]
pub(crate) fn ec_private(text: &[u8], curve: EcdhCurve) -> Result<EcPrivate, KeyTextProblem> {
    let der = decode(text)?;
    let (named, key) = match Content::of(&der)? {
        Content::Private { algorithm, key } => {
            algorithm.check_curve(curve)?;
            (true, key)
        }
        Content::EcPrivate(key) => (false, key),
        other => return Err(other.unexpected(KeyTextProblem::PrivateNeeded, KeyTextProblem::NotEc)),
    };
    let mut key = only_element(key)?;
    if key.content(INTEGER)?.0 != [1] {
        return Err(KeyTextProblem::BrokenDer);
    }
    let digits = key.content(OCTET_STRING)?.0;
    let mut is_named = named;
    if key.tag() == Some(CONTEXT_0) {
        check_curve(key.content(CONTEXT_0)?, curve)?;
        is_named = true;
    }
    let mut point = None;
    if key.tag() == Some(CONTEXT_0 + 1) {
        let mut string = key.content(CONTEXT_0 + 1)?;
        point = Some(string.bits()?.to_vec());
        string.end()?;
    }
    key.end()?;
    // A key that does not name its curve is recognised by its length; another length means another curve.
    let zeros = match curve.coordinate().checked_sub(digits.len()) {
        Some(zeros) if is_named || zeros == 0 => zeros,
        _ if is_named => return Err(KeyTextProblem::Unusable),
        _ => return Err(KeyTextProblem::Curve(curve)),
    };
    let mut scalar = Zeroizing::new(Vec::with_capacity(curve.coordinate()));
    scalar.resize(zeros, 0);
    scalar.extend_from_slice(digits);
    Ok(EcPrivate { scalar, point })
}

#[cfg(test)]
mod tests {
    use super::decode::MAX_TEXT;
    use super::*;

    proptest::proptest! {
        #[test]
        fn any_bytes_are_a_key_or_a_reason(bytes in proptest::collection::vec(0_u8..0x32, 0..80)) {
            for text in [bytes.clone(), [&[0x30, bytes.len() as u8][..], &bytes].concat()] {
                let _ = rsa_public(&text, 2048);
                let _ = rsa_private(&text, 2048);
                let _ = ec_public(&text, EcdhCurve::P256);
                let _ = ec_private(&text, EcdhCurve::P256);
            }
        }
    }

    #[test]
    fn a_text_is_bounded() {
        assert_eq!(rsa_public(&vec![b' '; MAX_TEXT + 1], 2048).err(), Some(KeyTextProblem::TooLong));
        assert_eq!(rsa_public(&vec![b' '; MAX_TEXT], 2048).err(), Some(KeyTextProblem::Empty));
    }
}
