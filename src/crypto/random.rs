//! Random bytes.

use std::sync::{Mutex, Once, PoisonError};

use zeroize::Zeroizing;

use super::CryptoError;

/// How many bytes a [`Reserve`] draws at once: data key, message identifier, and what two recipients take.
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

/// Has the generator collect its entropy, which takes it most of a tenth of a second once in a process, so that
/// no request has to wait for that.
pub(crate) fn warm_up() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        // Should it fail, then so will the first that needs random bytes, with an error of its own.
        let _ = fill(&mut [0]);
    });
}

/// The random bytes of one item, drawn at once: a call of the generator costs ten times as much as its bytes.
///
/// No byte is handed out twice. What is left is wiped on drop.
#[derive(Default)]
pub(crate) struct Reserve(Mutex<Zeroizing<Vec<u8>>>);

impl Reserve {
    /// Fills `bytes`.
    pub(crate) fn fill(&self, bytes: &mut [u8]) -> Result<(), CryptoError> {
        if bytes.len() > RESERVE {
            return fill(bytes);
        }
        // A thread that panicked here has at most wasted bytes.
        let mut unused = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if unused.len() < bytes.len() {
            unused.resize(RESERVE, 0);
            if fill(&mut unused).is_err() {
                *unused = Zeroizing::default();
                return Err(CryptoError);
            }
        }
        let start = unused.len() - bytes.len();
        let taken = unused.get_mut(start..).ok_or(CryptoError)?;
        bytes.copy_from_slice(taken);
        // The memory is wiped when the vector is dropped, whatever its length is then.
        unused.truncate(start);
        Ok(())
    }

    /// `N` random bytes that are not secret: nonces, salts, message identifiers.
    pub(crate) fn bytes<const N: usize>(&self) -> Result<[u8; N], CryptoError> {
        let mut bytes = [0; N];
        self.fill(&mut bytes)?;
        Ok(bytes)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn no_byte_of_a_reserve_is_handed_out_twice() {
        let reserve = Reserve::default();
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
