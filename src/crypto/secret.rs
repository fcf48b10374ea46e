//! Key bytes that wipe themselves.

use std::sync::{Arc, OnceLock};

use zeroize::{Zeroize, ZeroizeOnDrop};

use super::CryptoError;
use super::random::{self, Reserve};

/// `N` secret bytes: on the heap, so that a move leaves no copy behind, and wiped on drop.
///
/// Neither `Debug` nor `Clone`, so that key bytes cannot be printed or multiply unnoticed.
pub(crate) struct Secret<const N: usize>(Box<[u8; N]>);

impl<const N: usize> Drop for Secret<N> {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl<const N: usize> ZeroizeOnDrop for Secret<N> {}

/// As [`Secret`], with several owners, who also share what is made of it to use it; wiped when the last one is dropped.
pub(crate) struct SharedSecret<const N: usize, T: ZeroizeOnDrop>(Arc<Shared<N, T>>);

struct Shared<const N: usize, T> {
    bytes: [u8; N],
    prepared: OnceLock<T>,
}

impl<const N: usize, T> Drop for Shared<N, T> {
    fn drop(&mut self) {
        self.bytes.zeroize();
    }
}

impl<const N: usize, T: ZeroizeOnDrop> Clone for SharedSecret<N, T> {
    fn clone(&self) -> Self {
        SharedSecret(Arc::clone(&self.0))
    }
}

impl<const N: usize, T: ZeroizeOnDrop> SharedSecret<N, T> {
    /// Makes a secret in place; `fill` writes the bytes into zeroed memory.
    pub(crate) fn init_with<E>(fill: impl FnOnce(&mut [u8; N]) -> Result<(), E>) -> Result<Self, E> {
        let mut secret = Arc::new(Shared { bytes: [0; N], prepared: OnceLock::new() });
        // Nobody else has it yet.
        if let Some(secret) = Arc::get_mut(&mut secret) {
            fill(&mut secret.bytes)?;
        }
        Ok(SharedSecret(secret))
    }

    /// The secret bytes.
    pub(crate) fn expose(&self) -> &[u8; N] {
        &self.0.bytes
    }

    /// What `prepare` makes of the secret. It is made once, and then kept beside it.
    pub(crate) fn prepared(
        &self,
        prepare: impl FnOnce(&[u8; N]) -> Result<T, CryptoError>,
    ) -> Result<&T, CryptoError> {
        if let Some(prepared) = self.0.prepared.get() {
            return Ok(prepared);
        }
        let prepared = prepare(&self.0.bytes)?;
        // When two do so at the same time, both have made the same.
        Ok(self.0.prepared.get_or_init(|| prepared))
    }
}

impl<const N: usize> Secret<N> {
    /// Makes a secret in place; `fill` writes the bytes into zeroed memory.
    pub(crate) fn init_with<E>(fill: impl FnOnce(&mut [u8; N]) -> Result<(), E>) -> Result<Self, E> {
        let mut secret = Secret(Box::new([0; N]));
        fill(&mut secret.0)?;
        Ok(secret)
    }

    /// Fresh bytes from the operating system's generator.
    pub(crate) fn random() -> Result<Self, CryptoError> {
        Self::init_with(|bytes| random::fill(bytes))
    }

    /// Fresh bytes from an item's reserve.
    pub(crate) fn random_from(reserve: &Reserve) -> Result<Self, CryptoError> {
        Self::init_with(|bytes| reserve.fill(bytes))
    }

    /// Copies `bytes`, or `None` when there are not exactly `N` of them.
    pub(crate) fn copy_from(bytes: &[u8]) -> Option<Self> {
        Self::init_with(|secret| {
            if bytes.len() == N {
                secret.copy_from_slice(bytes);
                Ok(())
            } else {
                Err(())
            }
        })
        .ok()
    }

    /// The secret bytes, to be changed in place.
    pub(crate) fn expose_mut(&mut self) -> &mut [u8; N] {
        &mut self.0
    }

    /// The secret bytes.
    pub(crate) fn expose(&self) -> &[u8; N] {
        &self.0
    }
}
