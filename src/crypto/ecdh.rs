//! Key agreement (ECDH) on the curves P-256, P-384 and P-521.

use aws_lc_rs::agreement::{self, Algorithm, ParsedPublicKey, UnparsedPublicKey};
use aws_lc_rs::encoding::{AsBigEndian, AsDer, EcPublicKeyCompressedBin, PublicKeyX509Der};
use aws_lc_rs::signature::{self, VerificationAlgorithm};

use super::CryptoError;
use super::curve::EcdhCurve;
use super::key_text::{self, KeyTextProblem};
use super::stack::{self, Work};

impl EcdhCurve {
    fn algorithm(self) -> &'static Algorithm {
        match self {
            EcdhCurve::P256 => &agreement::ECDH_P256,
            EcdhCurve::P384 => &agreement::ECDH_P384,
            EcdhCurve::P521 => &agreement::ECDH_P521,
        }
    }

    /// A point in the form in which it was sent, compressed or not, if it is on this curve and not at infinity.
    fn parse(self, point: &[u8]) -> Result<ParsedPublicKey, CryptoError> {
        let length = match point.first() {
            Some(2 | 3) => 1 + self.coordinate(),
            Some(4) => 1 + 2 * self.coordinate(),
            _ => return Err(CryptoError),
        };
        if point.len() != length {
            return Err(CryptoError);
        }
        UnparsedPublicKey::new(self.algorithm(), point).try_into().map_err(|_| CryptoError)
    }
}

/// A public key: a point on a curve, compressed.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct PublicKey(Vec<u8>);

impl PublicKey {
    /// Takes the public key on `curve` out of a text.
    pub(crate) fn from_text(curve: EcdhCurve, text: &[u8]) -> Result<Self, KeyTextProblem> {
        Self::from_point(curve, &key_text::ec_public(text, curve)?).map_err(|_| KeyTextProblem::Unusable)
    }

    /// Parses a point, compressed or not.
    fn from_point(curve: EcdhCurve, point: &[u8]) -> Result<Self, CryptoError> {
        curve.parse(point)?;
        // 0x04 || X || Y becomes 0x02 or 0x03, by Y's parity, || X.
        match (point.first(), point.get(1..=curve.coordinate()), point.last()) {
            (Some(4), Some(x), Some(y_end)) => Ok(PublicKey([&[2 + (y_end & 1)], x].concat())),
            (Some(2 | 3), ..) => Ok(PublicKey(point.to_vec())),
            _ => Err(CryptoError),
        }
    }

    /// Parses a compressed point.
    pub(crate) fn from_compressed(curve: EcdhCurve, point: &[u8]) -> Result<Self, CryptoError> {
        curve.parse(point)?;
        match point.first() {
            Some(2 | 3) => Ok(PublicKey(point.to_vec())),
            _ => Err(CryptoError),
        }
    }

    /// The compressed point.
    pub(crate) fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// The DER-encoded X.509 SubjectPublicKeyInfo with the uncompressed point, if it is on `curve`.
    pub(crate) fn to_der(&self, curve: EcdhCurve) -> Result<Vec<u8>, CryptoError> {
        // The library decompresses only keys for signatures, which are the same points.
        let algorithm: &dyn VerificationAlgorithm = match curve {
            EcdhCurve::P256 => &signature::ECDSA_P256_SHA256_ASN1,
            EcdhCurve::P384 => &signature::ECDSA_P384_SHA384_ASN1,
            EcdhCurve::P521 => &signature::ECDSA_P521_SHA512_ASN1,
        };
        let key = signature::ParsedPublicKey::new(algorithm, &self.0).map_err(|_| CryptoError)?;
        let der: PublicKeyX509Der<'_> = key.as_der().map_err(|_| CryptoError)?;
        Ok(der.as_ref().to_vec())
    }
}

/// A key pair. The private key stays inside the cryptographic library, which wipes it.
pub(crate) struct KeyPair {
    curve: EcdhCurve,
    private: agreement::PrivateKey,
    public: PublicKey,
}

impl KeyPair {
    /// Makes a new key pair.
    pub(crate) fn generate(curve: EcdhCurve) -> Result<Self, CryptoError> {
        stack::wiped(Work::PublicKey, || {
            let private = agreement::PrivateKey::generate(curve.algorithm()).map_err(|_| CryptoError)?;
            Self::new(curve, private)
        })
    }

    /// Takes the private key on `curve` out of a text. Where that has the public key as well, the two must belong
    /// together.
    pub(crate) fn from_text(curve: EcdhCurve, text: &[u8]) -> Result<Self, KeyTextProblem> {
        stack::wiped(Work::PublicKey, || {
            let found = key_text::ec_private(text, curve)?;
            let private = agreement::PrivateKey::from_private_key(curve.algorithm(), &found.scalar);
            let pair = private
                .map_err(|_| CryptoError)
                .and_then(|private| Self::new(curve, private))
                .map_err(|_| KeyTextProblem::Unusable)?;
            match found.point.map(|point| PublicKey::from_point(curve, &point)) {
                Some(Ok(public)) if public != pair.public => Err(KeyTextProblem::Unusable),
                Some(Err(_)) => Err(KeyTextProblem::Unusable),
                _ => Ok(pair),
            }
        })
    }

    fn new(curve: EcdhCurve, private: agreement::PrivateKey) -> Result<Self, CryptoError> {
        let public = private.compute_public_key().map_err(|_| CryptoError)?;
        let point: EcPublicKeyCompressedBin<'_> = public.as_be_bytes().map_err(|_| CryptoError)?;
        Ok(KeyPair { curve, private, public: PublicKey(point.as_ref().to_vec()) })
    }

    /// The public key.
    pub(crate) fn public(&self) -> &PublicKey {
        &self.public
    }

    /// Agrees with the owner of the public key `peer`, a point, and derives keys from the shared
    /// secret, which is wiped afterwards.
    pub(crate) fn agree<T>(
        &self,
        peer: &[u8],
        derive: impl FnOnce(&[u8]) -> Result<T, CryptoError>,
    ) -> Result<T, CryptoError> {
        stack::wiped(Work::PublicKey, || {
            agreement::agree(&self.private, self.curve.parse(peer)?, CryptoError, derive)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use aws_lc_rs::encoding::EcPublicKeyUncompressedBin;

    const CURVES: [EcdhCurve; 3] = [EcdhCurve::P256, EcdhCurve::P384, EcdhCurve::P521];

    fn der(pair: &KeyPair) -> Vec<u8> {
        let der: PublicKeyX509Der<'_> = pair.private.compute_public_key().unwrap().as_der().unwrap();
        der.as_ref().to_vec()
    }

    #[test]
    fn public_keys_are_compressed() {
        for curve in CURVES {
            for _ in 0..20 {
                let pair = KeyPair::generate(curve).unwrap();
                assert!(PublicKey::from_text(curve, &der(&pair)).ok().unwrap() == *pair.public());
                let point = pair.public().as_bytes();
                assert!(PublicKey::from_compressed(curve, point).unwrap() == *pair.public());
                assert_eq!(pair.public().to_der(curve), Ok(der(&pair)));
                let der = der(&pair);
                assert!(
                    PublicKey::from_compressed(curve, &der[der.len() - 2 * curve.coordinate() - 1..]).is_err()
                );
            }
        }
    }

    #[test]
    fn both_sides_agree_whatever_the_form_of_the_point() {
        for curve in CURVES {
            let (one, other) = (KeyPair::generate(curve).unwrap(), KeyPair::generate(curve).unwrap());
            let secret = one.agree(other.public().as_bytes(), |secret| Ok(secret.to_vec())).unwrap();
            assert_eq!(secret.len(), curve.coordinate());
            let point: EcPublicKeyUncompressedBin<'_> =
                one.private.compute_public_key().unwrap().as_be_bytes().unwrap();
            assert_eq!(other.agree(point.as_ref(), |secret| Ok(secret.to_vec())), Ok(secret));
        }
    }

    #[test]
    fn what_is_no_point_on_the_curve_is_refused() {
        for curve in CURVES {
            let pair = KeyPair::generate(curve).unwrap();
            let valid = der(&pair);
            let refused = |point: &[u8]| pair.agree(point, |_| Ok(())).is_err();
            let prefix = &valid[..valid.len() - 2 * curve.coordinate() - 1];
            let point = &valid[prefix.len()..];

            // Infinity, hybrid forms, wrong lengths, coordinates beyond the field, another y.
            assert!(refused(&[]) && refused(&[0]) && refused(&valid) && refused(&point[1..]));
            for form in [0, 1, 5, 6 + (point[point.len() - 1] & 1)] {
                assert!(refused(&[&[form], &point[1..]].concat()));
            }
            assert!(refused(&point[..point.len() - 1]) && refused(&[point, &[0]].concat()));
            for form in [2, 3] {
                assert!(refused(&[vec![form], vec![0xff; curve.coordinate()]].concat()));
            }
            let mut other = valid.clone();
            *other.last_mut().unwrap() ^= 1;
            assert!(refused(&other[prefix.len()..]) && PublicKey::from_text(curve, &other).is_err());

            // Keys of other curves, compressed points and trailing bytes in the DER encoding.
            for stranger in CURVES.into_iter().filter(|other| *other != curve) {
                assert!(PublicKey::from_text(stranger, &valid).is_err());
                assert!(refused(KeyPair::generate(stranger).unwrap().public().as_bytes()));
            }
            assert!(PublicKey::from_text(curve, &[prefix, pair.public().as_bytes()].concat()).is_err());
            assert!(PublicKey::from_text(curve, &[&valid[..], &[0]].concat()).is_err());
            assert!(PublicKey::from_text(curve, &[]).is_err());
        }
    }
}
