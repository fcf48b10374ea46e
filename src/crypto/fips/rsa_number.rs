//! In place of RSA without padding for the legacy format, of which a build with the feature `fips` carries out nothing: no
//! numbers are taken out of a key.

use zeroize::Zeroizing;

use super::CryptoError;

/// The numbers of a public key, of which there are none.
pub(super) enum PublicNumbers {}

impl PublicNumbers {
    pub(super) fn from_der(_: &[u8]) -> Result<Self, CryptoError> {
        Err(CryptoError)
    }

    pub(super) fn length(&self) -> usize {
        match *self {}
    }

    pub(super) fn power(&self, _: &[u8]) -> Result<Zeroizing<Vec<u8>>, CryptoError> {
        match *self {}
    }
}

/// The numbers of a private key, of which there are none.
pub(super) enum PrivateNumbers {}

impl PrivateNumbers {
    pub(super) fn from_pkcs8(_: &[u8]) -> Result<Self, CryptoError> {
        Err(CryptoError)
    }

    pub(super) fn length(&self) -> usize {
        match *self {}
    }

    pub(super) fn power(&self, _: &[u8]) -> Result<Zeroizing<Vec<u8>>, CryptoError> {
        match *self {}
    }
}
