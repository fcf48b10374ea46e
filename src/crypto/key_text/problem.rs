//! Why a text is not the key that is needed.

use std::fmt;

use crate::crypto::CryptoError;
use crate::crypto::curve::EcdhCurve;

/// Most bits of an RSA key.
pub(super) const MAX_RSA: usize = 8192;

/// Why a text is not the key that is needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum KeyTextProblem {
    Empty,
    TooLong,
    Utf16,
    Json,
    Base64Only,
    NeitherPemNorDer,
    BrokenPem,
    CutPem,
    BrokenBase64,
    EscapedLineEnds,
    BrokenDer,
    NotAKey,
    ParametersOnly,
    Certificate,
    CertificateRequest,
    Pkcs12,
    OpenSsh,
    OpenSshPublic,
    Pgp,
    Encrypted,
    PublicNeeded,
    PrivateNeeded,
    NotRsa(&'static str),
    NotEc(&'static str),
    RsaSize {
        bits: usize,
        least: usize,
    },
    MultiPrime,
    Curve(EcdhCurve),
    #[cfg(feature = "legacy")]
    AnyCurve,
    ExplicitCurve,
    Unusable,
}

impl KeyTextProblem {
    /// What is wrong with the text.
    #[expect(clippy::wildcard_enum_match_arm, reason = "three tables for one enum, each for some of its kinds")]
    fn of_text(self) -> Option<&'static str> {
        Some(match self {
            KeyTextProblem::Empty => "it is empty",
            KeyTextProblem::TooLong => "it is longer than 64 KiB, and no key is that long",
            KeyTextProblem::Utf16 => {
                "it is in UTF-16, as some editors and shells write files; save it as UTF-8"
            }
            KeyTextProblem::Json => "it is JSON; a key in PEM or DER is needed",
            KeyTextProblem::Base64Only => {
                "it is base64 without the BEGIN and END lines of PEM; decode it, which gives DER"
            }
            KeyTextProblem::NeitherPemNorDer => "it is neither PEM nor DER",
            KeyTextProblem::BrokenPem => "its BEGIN and END lines are damaged or do not match",
            KeyTextProblem::CutPem => "it is cut off: there is no END line",
            KeyTextProblem::BrokenBase64 => "what is between its BEGIN and END lines is not base64",
            KeyTextProblem::EscapedLineEnds => {
                "it has the two characters \\n where its lines should end, as happens in environment variables"
            }
            KeyTextProblem::BrokenDer => "its DER is damaged, cut off, or followed by something else",
            KeyTextProblem::NotAKey => "it holds no key",
            KeyTextProblem::ParametersOnly => "it holds parameters but no key",
            _ => return None,
        })
    }

    /// What the text holds instead.
    fn of_content(self) -> &'static str {
        match self {
            KeyTextProblem::Certificate => {
                "it is a certificate; `openssl x509 -in FILE -pubkey -noout` writes its public key"
            }
            KeyTextProblem::CertificateRequest => {
                "it is a certificate request; `openssl req -in FILE -pubkey -noout` writes its public key"
            }
            KeyTextProblem::Pkcs12 => {
                "it is a PKCS #12 store; `openssl pkcs12 -in FILE -nocerts -nodes` writes its private key"
            }
            KeyTextProblem::OpenSsh => {
                "it is in OpenSSH's own format; `ssh-keygen -p -m PKCS8 -f FILE` converts the file in its place"
            }
            KeyTextProblem::OpenSshPublic => {
                "it is an SSH public key; `ssh-keygen -e -m PKCS8 -f FILE` converts it"
            }
            KeyTextProblem::Pgp => "it is an OpenPGP key",
            KeyTextProblem::Encrypted => {
                "it is encrypted with a password; `openssl pkey -in FILE` asks for the password and decrypts it"
            }
            KeyTextProblem::PublicNeeded => {
                "it is a private key, but the public key is needed; `openssl pkey -in FILE -pubout` writes it"
            }
            KeyTextProblem::PrivateNeeded => "it is a public key, but the private key is needed",
            KeyTextProblem::MultiPrime => "it is an RSA key with more than two primes",
            #[cfg(feature = "legacy")]
            KeyTextProblem::AnyCurve => "it is on a curve other than P-256, P-384 and P-521",
            KeyTextProblem::ExplicitCurve => {
                "it describes its curve by numbers; `openssl ec -in FILE -param_enc named_curve` names it, with \
                 `-pubin -pubout` for a public key"
            }
            KeyTextProblem::Unusable => "its numbers do not make a valid key",
            _ => "it is not the key that is needed",
        }
    }
}

impl fmt::Display for KeyTextProblem {
    #[expect(clippy::wildcard_enum_match_arm, reason = "three tables for one enum, each for some of its kinds")]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            KeyTextProblem::NotRsa(found) => write!(f, "it is {found}, but an RSA key is needed"),
            KeyTextProblem::NotEc(found) => {
                write!(f, "it is {found}, but a key on an elliptic curve is needed")
            }
            KeyTextProblem::RsaSize { bits, least } => {
                write!(f, "it has {bits} bits, but an RSA key of {least} to {MAX_RSA} bits is needed")
            }
            KeyTextProblem::Curve(needed) => {
                write!(f, "it is on a curve other than {}", needed.name().to_uppercase().replace('P', "P-"))
            }
            problem => f.write_str(problem.of_text().unwrap_or_else(|| problem.of_content())),
        }
    }
}

impl From<CryptoError> for KeyTextProblem {
    fn from(_: CryptoError) -> Self {
        KeyTextProblem::BrokenDer
    }
}
