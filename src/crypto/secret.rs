//! Key bytes that wipe themselves.

use std::sync::{Arc, OnceLock};

use zeroize::{Zeroize, ZeroizeOnDrop};

use super::CryptoError;
use super::random::{self, RandomReserve};
use super::stack::{self, Work};

/// `N` secret bytes: on the heap, so that a move leaves no copy behind, and wiped on drop.
///
/// Neither `Debug` nor `Clone`, so that key bytes cannot be printed or copied unnoticed.
pub(crate) struct Secret<const N: usize>(Box<[u8; N]>);

impl<const N: usize> Drop for Secret<N> {
    fn drop(&mut self) {
        // As a slice: a whole array is overwritten byte by byte.
        self.0.as_mut_slice().zeroize();
    }
}

impl<const N: usize> ZeroizeOnDrop for Secret<N> {}

/// What is prepared from a secret in order to use it. Making and using it leaves keys on the stack:
/// [`SharedSecret::with`] overwrites them.
pub(crate) trait Prepare: ZeroizeOnDrop + Sized {
    /// What making and using it does.
    const WORK: Work;

    /// Makes it.
    fn prepare(secret: &[u8; 32]) -> Result<Self, CryptoError>;
}

/// As [`Secret`], with several owners, which also share what is prepared from it; wiped when the last one is dropped.
pub(crate) struct SharedSecret<T: ZeroizeOnDrop>(Arc<Shared<T>>);

struct Shared<T> {
    bytes: [u8; 32],
    prepared: OnceLock<T>,
}

impl<T> Drop for Shared<T> {
    fn drop(&mut self) {
        self.bytes.as_mut_slice().zeroize();
    }
}

impl<T: ZeroizeOnDrop> Clone for SharedSecret<T> {
    fn clone(&self) -> Self {
        SharedSecret(Arc::clone(&self.0))
    }
}

impl<T: ZeroizeOnDrop> SharedSecret<T> {
    /// Makes a secret in place; `fill` writes the bytes into zeroed memory.
    ///
    /// # Errors
    /// That of `fill`. Memory that was not filled is never given out.
    pub(crate) fn init_with(
        fill: impl FnOnce(&mut [u8; 32]) -> Result<(), CryptoError>,
    ) -> Result<Self, CryptoError> {
        Self::fill(Arc::new(Shared { bytes: [0; 32], prepared: OnceLock::new() }), fill)
    }

    /// Fills `shared`, which nobody else may have: its zeros would be used as a key.
    fn fill(
        mut shared: Arc<Shared<T>>,
        fill: impl FnOnce(&mut [u8; 32]) -> Result<(), CryptoError>,
    ) -> Result<Self, CryptoError> {
        fill(&mut Arc::get_mut(&mut shared).ok_or(CryptoError)?.bytes)?;
        Ok(SharedSecret(shared))
    }

    /// Copies `bytes`.
    pub(crate) fn copy_of(bytes: &[u8; 32]) -> Self {
        // They pass over the stack.
        stack::wiped(Work::Mac, || SharedSecret(Arc::new(Shared { bytes: *bytes, prepared: OnceLock::new() })))
    }

    /// The secret bytes.
    pub(crate) fn expose(&self) -> &[u8; 32] {
        &self.0.bytes
    }
}

impl<T: Prepare> SharedSecret<T> {
    /// Does `work` with what is prepared from the secret. That is made once, and then kept beside it.
    ///
    /// What `work` returns must hold its secrets on the heap.
    pub(crate) fn with<R>(&self, work: impl FnOnce(&T) -> Result<R, CryptoError>) -> Result<R, CryptoError> {
        stack::wiped(T::WORK, || {
            let prepared = match self.0.prepared.get() {
                Some(prepared) => prepared,
                // If two do so at the same time, both have made the same.
                None => {
                    let prepared = T::prepare(&self.0.bytes)?;
                    self.0.prepared.get_or_init(|| prepared)
                }
            };
            work(prepared)
        })
    }
}

impl<const N: usize> Secret<N> {
    /// Memory for a secret that is written later.
    pub(crate) fn zeroed() -> Self {
        Secret(Box::new([0; N]))
    }

    /// Copies `bytes`.
    pub(crate) fn copy_of(bytes: &[u8; N]) -> Self {
        let mut secret = Self::zeroed();
        secret.0.copy_from_slice(bytes);
        secret
    }

    /// Makes a secret in place; `fill` writes the bytes into zeroed memory.
    pub(crate) fn init_with<E>(fill: impl FnOnce(&mut [u8; N]) -> Result<(), E>) -> Result<Self, E> {
        let mut secret = Self::zeroed();
        fill(&mut secret.0)?;
        Ok(secret)
    }

    /// Fresh bytes from the operating system's generator.
    pub(crate) fn random() -> Result<Self, CryptoError> {
        Self::init_with(|bytes| random::fill(bytes))
    }

    /// Fresh bytes from an item's reserve.
    pub(crate) fn random_from(reserve: &RandomReserve) -> Result<Self, CryptoError> {
        Self::init_with(|bytes| reserve.draw(bytes))
    }

    /// Copies `bytes`; `None` unless there are exactly `N` of them.
    pub(crate) fn copy_from(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self::copy_of)
    }

    /// The secret bytes, for changing them in place.
    pub(crate) fn expose_mut(&mut self) -> &mut [u8; N] {
        &mut self.0
    }

    /// The secret bytes.
    pub(crate) fn expose(&self) -> &[u8; N] {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Nothing;

    impl ZeroizeOnDrop for Nothing {}

    fn zeros() -> Arc<Shared<Nothing>> {
        Arc::new(Shared { bytes: [0; 32], prepared: OnceLock::new() })
    }

    #[test]
    fn a_secret_that_was_not_filled_is_never_given_out() {
        let filled = SharedSecret::fill(zeros(), |bytes| {
            bytes.fill(7);
            Ok(())
        });
        assert_eq!(filled.map(|secret| *secret.expose()), Ok([7; 32]));

        assert!(SharedSecret::fill(zeros(), |_| Err(CryptoError)).is_err());
        let (shared, mut was_called) = (zeros(), false);
        let filled = SharedSecret::fill(Arc::clone(&shared), |_| {
            was_called = true;
            Ok(())
        });
        assert!(filled.is_err() && !was_called);
    }
}
