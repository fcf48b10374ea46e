//! What DER holds.

use super::problem::KeyTextProblem;
use crate::crypto::CryptoError;
use crate::crypto::curve::EcdhCurve;
use crate::crypto::der::{
    BIT_STRING, CONTEXT_0, Der, INTEGER, OBJECT_IDENTIFIER, OCTET_STRING, PRIMITIVE_1, SEQUENCE,
};

/// Content of the identifier of RSA keys.
const RSA: &[u8] = b"\x2a\x86\x48\x86\xf7\x0d\x01\x01\x01";
/// Content of the identifier of keys on elliptic curves.
const EC: &[u8] = b"\x2a\x86\x48\xce\x3d\x02\x01";
/// Content of other identifiers, and what they stand for.
const OTHERS: [(&[u8], &str); 8] = [
    (b"\x2a\x86\x48\x86\xf7\x0d\x01\x01\x0a", "an RSA key for PSS signatures"),
    (b"\x2a\x86\x48\x86\xf7\x0d\x01\x01\x07", "an RSA key restricted to OAEP"),
    (b"\x2b\x65\x70", "an Ed25519 key"),
    (b"\x2b\x65\x6e", "an X25519 key"),
    (b"\x2b\x65\x71", "an Ed448 key"),
    (b"\x2b\x65\x6f", "an X448 key"),
    (b"\x2a\x86\x48\xce\x38\x04\x01", "a DSA key"),
    (b"\x2a\x86\x48\x86\xf7\x0d\x01\x03\x01", "a Diffie-Hellman key"),
];
/// What an encoded key is for: the content of its AlgorithmIdentifier.
#[derive(Clone, Copy)]
pub(super) struct Algorithm<'a> {
    identifier: &'a [u8],
    parameters: Der<'a>,
}

impl<'a> Algorithm<'a> {
    fn parse(mut algorithm: Der<'a>) -> Result<Self, CryptoError> {
        let identifier = algorithm.content(OBJECT_IDENTIFIER)?.0;
        Ok(Algorithm { identifier, parameters: algorithm })
    }

    /// What the key is, for messages.
    fn name(&self) -> &'static str {
        match self.identifier {
            RSA => "an RSA key",
            EC => "a key on an elliptic curve",
            other => {
                let known = OTHERS.iter().find(|(identifier, _)| *identifier == other);
                known.map_or("a key for another algorithm", |(_, name)| name)
            }
        }
    }

    pub(super) fn check_rsa(&self) -> Result<(), KeyTextProblem> {
        if self.identifier == RSA { Ok(()) } else { Err(KeyTextProblem::NotRsa(self.name())) }
    }

    pub(super) fn check_curve(&self, curve: EcdhCurve) -> Result<(), KeyTextProblem> {
        if self.identifier == EC {
            check_curve(self.parameters, curve)
        } else {
            Err(KeyTextProblem::NotEc(self.name()))
        }
    }
}

/// Checks that the parameters name `curve`, and nothing else.
pub(super) fn check_curve(mut parameters: Der<'_>, curve: EcdhCurve) -> Result<(), KeyTextProblem> {
    match parameters.element()? {
        (SEQUENCE, _) => Err(KeyTextProblem::ExplicitCurve),
        (OBJECT_IDENTIFIER, Der(identifier)) => {
            parameters.end()?;
            if identifier == curve.identifier() { Ok(()) } else { Err(KeyTextProblem::Curve(curve)) }
        }
        _ => Err(KeyTextProblem::BrokenDer),
    }
}

/// What DER holds.
pub(super) enum Content<'a> {
    /// X.509 SubjectPublicKeyInfo.
    Public { algorithm: Algorithm<'a>, key: &'a [u8] },
    /// PKCS #8 PrivateKeyInfo.
    Private { algorithm: Algorithm<'a>, key: &'a [u8] },
    /// RSAPublicKey of PKCS #1.
    RsaPublic(&'a [u8]),
    /// RSAPrivateKey of PKCS #1.
    RsaPrivate(&'a [u8]),
    /// ECPrivateKey of SEC 1.
    EcPrivate(&'a [u8]),
}

impl<'a> Content<'a> {
    /// Distinguishes the forms by the tags of their first elements.
    pub(super) fn of(der: &'a [u8]) -> Result<Self, KeyTextProblem> {
        let mut content = only_element(der)?;
        let (first, head) = content.element()?;
        match (first, content.tag()) {
            (SEQUENCE, Some(BIT_STRING)) => {
                let key = content.bits()?;
                content.end()?;
                Ok(Content::Public { algorithm: Algorithm::parse(head)?, key })
            }
            (SEQUENCE, Some(OCTET_STRING)) => Err(KeyTextProblem::Encrypted),
            (SEQUENCE, Some(SEQUENCE)) => Err(of_signed(head)),
            (INTEGER, Some(SEQUENCE)) => Self::of_private(head, content),
            (INTEGER, Some(OCTET_STRING)) => Ok(Content::EcPrivate(der)),
            (INTEGER, Some(INTEGER)) => {
                content.element()?;
                match content.tag() {
                    None => Ok(Content::RsaPublic(der)),
                    Some(INTEGER) => Ok(Content::RsaPrivate(der)),
                    _ => Err(KeyTextProblem::NotAKey),
                }
            }
            _ => Err(KeyTextProblem::NotAKey),
        }
    }

    /// What follows a version and a sequence: PKCS #8, or PKCS #12.
    fn of_private(version: Der<'a>, mut content: Der<'a>) -> Result<Self, KeyTextProblem> {
        let algorithm = content.content(SEQUENCE)?;
        if content.tag() != Some(OCTET_STRING) {
            return Err(if version.0 == [3] { KeyTextProblem::Pkcs12 } else { KeyTextProblem::NotAKey });
        }
        let algorithm = Algorithm::parse(algorithm)?;
        let key = content.content(OCTET_STRING)?.0;
        // Attributes, and since version 1 the public key, which the cryptographic library does not need.
        if content.tag() == Some(CONTEXT_0) {
            content.content(CONTEXT_0)?;
        }
        if version.0 == [1] && matches!(content.tag(), Some(PRIMITIVE_1)) {
            content.content(PRIMITIVE_1)?;
        }
        content.end()?;
        match version.0 {
            [0 | 1] => Ok(Content::Private { algorithm, key }),
            _ => Err(KeyTextProblem::BrokenDer),
        }
    }

    /// Why this is not what is needed: either the wrong half of a pair, or for another algorithm.
    pub(super) fn unexpected(
        &self,
        half: KeyTextProblem,
        algorithm: impl Fn(&'static str) -> KeyTextProblem,
    ) -> KeyTextProblem {
        let rsa_needed = matches!(algorithm(""), KeyTextProblem::NotRsa(_));
        let (is_needed, name) = match self {
            Content::Public { algorithm, .. } | Content::Private { algorithm, .. } => {
                (algorithm.identifier == if rsa_needed { RSA } else { EC }, algorithm.name())
            }
            Content::RsaPublic(_) | Content::RsaPrivate(_) => (rsa_needed, "an RSA key"),
            Content::EcPrivate(_) => (!rsa_needed, "a key on an elliptic curve"),
        };
        if is_needed { half } else { algorithm(name) }
    }
}

/// What is signed with a signature behind it: a certificate, or the request for one, in which attributes come fourth.
fn of_signed(mut content: Der<'_>) -> KeyTextProblem {
    let fourth = || {
        for _ in 0..3 {
            content.element()?;
        }
        Ok::<_, CryptoError>(content.tag())
    };
    match { fourth }() {
        Ok(Some(CONTEXT_0)) => KeyTextProblem::CertificateRequest,
        _ => KeyTextProblem::Certificate,
    }
}

/// The content of the sequence that is all of `der`.
pub(super) fn only_element(der: &[u8]) -> Result<Der<'_>, CryptoError> {
    let mut outer = Der(der);
    let content = outer.content(SEQUENCE)?;
    outer.end()?;
    Ok(content)
}
