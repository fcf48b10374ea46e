//! Random bytes.

use std::sync::{Mutex, PoisonError};

use zeroize::Zeroize;

use super::CryptoError;
use crate::error::KeyError;

/// How many bytes a [`RandomReserve`] draws at once: data key, message identifier, and what two recipients take.
const RESERVE: usize = 160;

/// Fills `bytes` from a cryptographically secure generator.
pub(crate) fn fill(bytes: &mut [u8]) -> Result<(), CryptoError> {
    aws_lc_rs::rand::fill(bytes).map_err(|_| CryptoError)
}

/// `N` random bytes that are not secret: nonces, salts, message identifiers.
pub(crate) fn bytes<const N: usize>() -> Result<[u8; N], CryptoError> {
    let mut bytes = [0; N];
    fill(&mut bytes)?;
    Ok(bytes)
}

/// The random bytes of one item, drawn at once: a call to the generator costs ten times as much as the bytes themselves.
///
/// The material provider and the keyring of an item find it in what they are asked, and can draw their own random
/// bytes from it. No byte is handed out twice. Use it for one item and drop it: what is left is wiped then. A process
/// that goes on as two, after `fork` or from a snapshot, would draw the same bytes in both from one that lives on.
///
/// Example: [`Keyring`](crate::Keyring).
pub struct RandomReserve(Option<Mutex<Unused>>);

debug_shows!(RandomReserve {});

struct Unused {
    bytes: [u8; RESERVE],
    /// How many bytes, from the front, have not been handed out.
    left: usize,
}

impl Drop for Unused {
    fn drop(&mut self) {
        self.bytes.as_mut_slice().zeroize();
    }
}

impl Default for RandomReserve {
    fn default() -> Self {
        Self::new()
    }
}

impl RandomReserve {
    /// An empty reserve: the first bytes that are asked for fill it. Until then there is nothing secret in it, so that
    /// it may be moved.
    pub fn new() -> Self {
        RandomReserve(Some(Mutex::new(Unused { bytes: [0; RESERVE], left: 0 })))
    }

    /// None at all: all bytes come from the generator as they are asked for.
    pub fn none() -> &'static Self {
        static NONE: RandomReserve = RandomReserve(None);
        &NONE
    }

    /// Fills `bytes`.
    ///
    /// # Errors
    /// [`KeyError::Crypto`] when the generator fails.
    pub fn fill(&self, bytes: &mut [u8]) -> Result<(), KeyError> {
        Ok(self.draw(bytes)?)
    }

    /// As [`fill`](Self::fill).
    pub(crate) fn draw(&self, bytes: &mut [u8]) -> Result<(), CryptoError> {
        let Some(unused) = self.0.as_ref().filter(|_| bytes.len() <= RESERVE) else { return fill(bytes) };
        // A thread that panicked here has at most wasted bytes.
        let mut unused = unused.lock().unwrap_or_else(PoisonError::into_inner);
        if unused.left < bytes.len() {
            unused.left = 0;
            fill(&mut unused.bytes)?;
            unused.left = RESERVE;
        }
        let (rest, end) = (unused.left - bytes.len(), unused.left);
        bytes.copy_from_slice(unused.bytes.get(rest..end).ok_or(CryptoError)?);
        unused.left = rest;
        Ok(())
    }

    /// `N` random bytes that are not secret: nonces, salts, message identifiers.
    pub(crate) fn bytes<const N: usize>(&self) -> Result<[u8; N], CryptoError> {
        let mut bytes = [0; N];
        self.draw(&mut bytes)?;
        Ok(bytes)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn no_byte_of_a_reserve_is_handed_out_twice() {
        let reserve = RandomReserve::new();
        let mut seen = HashSet::new();
        for _ in 0..100 {
            assert!(seen.insert(reserve.bytes::<32>().unwrap().to_vec()));
            assert!(seen.insert(reserve.bytes::<12>().unwrap().to_vec()));
            assert!(seen.insert(reserve.bytes::<RESERVE>().unwrap().to_vec()));
            assert!(seen.insert(reserve.bytes::<200>().unwrap().to_vec()));
        }
        let mut windows = HashSet::new();
        for bytes in &seen {
            assert!(bytes.windows(8).all(|window| windows.insert(window)));
        }
    }
}
