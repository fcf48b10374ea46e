//! In place of AES key wrap for the legacy format, of which a build with the feature `fips` carries out nothing: no key is
//! wrapped or unwrapped.

use super::CryptoError;
use super::aes_cbc::Key;

pub(crate) fn wrap(_: &Key, _: &Key) -> Result<Vec<u8>, CryptoError> {
    Err(CryptoError)
}

pub(crate) fn unwrap(_: &Key, _: &[u8]) -> Result<Key, CryptoError> {
    Err(CryptoError)
}

pub(crate) fn unwrap_ecb(_: &Key, _: &[u8]) -> Result<Key, CryptoError> {
    Err(CryptoError)
}
