//! The elliptic curves for key agreement.

/// An elliptic curve for key agreement.
///
/// Example: [`RawEcdhKeyring`](crate::RawEcdhKeyring).
///
/// Source: `framework/raw-ecdh-keyring.md`, sections "Curve Specification" and "Supported Curve Specifications".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum EcdhCurve {
    /// NIST P-256, also called secp256r1.
    P256,
    /// NIST P-384, also called secp384r1.
    P384,
    /// NIST P-521, also called secp521r1.
    P521,
}

impl EcdhCurve {
    /// The name that goes into the key derivation.
    pub(crate) fn name(self) -> &'static str {
        match self {
            EcdhCurve::P256 => "p256",
            EcdhCurve::P384 => "p384",
            EcdhCurve::P521 => "p521",
        }
    }

    /// Bytes of a coordinate, and so of a shared secret, which is a coordinate.
    pub(crate) fn coordinate(self) -> usize {
        match self {
            EcdhCurve::P256 => 32,
            EcdhCurve::P384 => 48,
            EcdhCurve::P521 => 66,
        }
    }

    /// The content of its object identifier in DER (RFC 5480).
    pub(crate) fn identifier(self) -> &'static [u8] {
        match self {
            EcdhCurve::P256 => b"\x2a\x86\x48\xce\x3d\x03\x01\x07",
            EcdhCurve::P384 => b"\x2b\x81\x04\x00\x22",
            EcdhCurve::P521 => b"\x2b\x81\x04\x00\x23",
        }
    }
}
