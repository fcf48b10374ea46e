//! A signature that has verified, remembered, so that the same one need not be verified again.
//!
//! Verifying an ECDSA signature takes over ten times as long as all else that opening a small item does. Whether it
//! verifies depends on the public key, the message and the signature, and on nothing else: where all three are those of a
//! signature that has verified, so does this one.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use zeroize::{Zeroize, ZeroizeOnDrop};

use super::{PublicKey, Scheme};
use crate::crypto::{CryptoError, mac};

/// Verifies signatures, and may remember the last one that did. Copies remember together.
///
/// Only for what keeps an item's keys: where those are made anew each time, there is nothing to be found again.
#[derive(Clone, Default)]
pub(crate) struct Remembered(Option<Arc<Mutex<Option<Verified>>>>);

/// A signature that has verified. Only [`Remembered::verify`] makes it.
struct Verified {
    scheme: Scheme,
    public_key: Box<[u8]>,
    /// The public key once more. Finding the point that a compressed one stands for is a seventh of a verification.
    parsed: Arc<PublicKey>,
    message: Box<[u8]>,
    signature: Box<[u8]>,
}

impl Drop for Verified {
    fn drop(&mut self) {
        for bytes in [&mut *self.public_key, &mut self.message, &mut self.signature] {
            bytes.zeroize();
        }
    }
}

impl ZeroizeOnDrop for Verified {}

impl Remembered {
    /// Remembers one signature from now on, if it does not yet.
    pub(crate) fn remember(&mut self) {
        self.0.get_or_insert_default();
    }

    /// Verifies a signature of `message` under `public_key`, unless this very signature is the one that is remembered.
    pub(crate) fn verify(
        &self,
        scheme: Scheme,
        public_key: &[u8],
        message: &[u8],
        signature: &[u8],
    ) -> Result<(), CryptoError> {
        let Some(remembered) = &self.0 else {
            return super::verify(scheme, public_key, message, signature);
        };
        let (is_known, parsed) = match &*lock(remembered) {
            Some(last) => (last.is_of(scheme, public_key, message, signature), last.key(scheme, public_key)),
            None => (false, None),
        };
        if is_known {
            return Ok(());
        }
        // Others read other versions of the item meanwhile.
        let parsed = match parsed {
            Some(parsed) => parsed,
            None => Arc::new(PublicKey::parse(scheme, public_key)?),
        };
        parsed.verify(message, signature)?;
        let [public_key, message, signature] = [public_key, message, signature].map(Box::from);
        let verified = Verified { scheme, public_key, parsed, message, signature };
        // What it replaces is wiped after the lock is released.
        let last = lock(remembered).replace(verified);
        drop(last);
        Ok(())
    }
}

impl Verified {
    /// Whether this is a signature of `message` under `public_key` that has verified. The time depends only on the lengths.
    fn is_of(&self, scheme: Scheme, public_key: &[u8], message: &[u8], signature: &[u8]) -> bool {
        (self.scheme == scheme)
            & mac::equal(&self.public_key, public_key)
            & mac::equal(&self.message, message)
            & mac::equal(&self.signature, signature)
    }

    /// The parsed key, if it is `public_key`.
    fn key(&self, scheme: Scheme, public_key: &[u8]) -> Option<Arc<PublicKey>> {
        let is_same = (self.scheme == scheme) & mac::equal(&self.public_key, public_key);
        is_same.then(|| Arc::clone(&self.parsed))
    }
}

/// A thread that panicked here has left the last signature or the one before it: each has verified.
fn lock(remembered: &Mutex<Option<Verified>>) -> MutexGuard<'_, Option<Verified>> {
    remembered.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crypto::signature::{SCHEMES, SigningKey, VERIFICATIONS};

    fn remembering() -> Remembered {
        let mut remembered = Remembered::default();
        remembered.remember();
        remembered
    }

    fn signature(key: &SigningKey, message: &[u8]) -> Vec<u8> {
        let mut signature = Vec::new();
        key.sign(message, &mut signature).unwrap();
        signature
    }

    /// How many signatures `work` verifies and does not find.
    fn verifications(work: impl FnOnce()) -> usize {
        let before = VERIFICATIONS.get();
        work();
        VERIFICATIONS.get() - before
    }

    #[test]
    fn the_same_signature_is_verified_once_and_any_other_anew() {
        for scheme in SCHEMES.iter().copied() {
            let (key, message) = (SigningKey::generate(scheme).unwrap(), [7; 48]);
            let (public_key, signature) = (key.public_key().to_vec(), signature(&key, &message));
            let remembered = remembering();
            let verify = |key: &[u8], message: &[u8], signature: &[u8]| {
                remembered.clone().verify(scheme, key, message, signature)
            };
            assert_eq!(verifications(|| verify(&public_key, &message, &signature).unwrap()), 1);
            let again = || (0..5).for_each(|_| verify(&public_key, &message, &signature).unwrap());
            assert_eq!(verifications(again), 0);

            // Every flipped bit, of each of the three. A key may be no point at all.
            let flipped = |bytes: &[u8]| -> Vec<Vec<u8>> {
                let flip = |bit: usize| {
                    let mut bytes = bytes.to_vec();
                    bytes[bit / 8] ^= 1 << (bit % 8);
                    bytes
                };
                (0..8 * bytes.len()).map(flip).collect()
            };
            for key in flipped(&public_key) {
                assert!(verify(&key, &message, &signature).is_err());
            }
            for message in flipped(&message) {
                assert_eq!(verifications(|| assert!(verify(&public_key, &message, &signature).is_err())), 1);
            }
            for signature in flipped(&signature) {
                assert_eq!(verifications(|| assert!(verify(&public_key, &message, &signature).is_err())), 1);
            }
            // Nor does a part of it count, or another division into parts.
            for end in [0, 1, signature.len() - 1] {
                assert!(verify(&public_key, &message, &signature[..end]).is_err());
            }
            let moved = [&signature[..], &[0]].concat();
            assert!(verify(&public_key, &message[..47], &moved).is_err());
            assert_eq!(verifications(again), 0, "what did not verify has displaced nothing");
        }
    }

    #[cfg(all(feature = "ed25519", not(feature = "fips")))]
    #[test]
    fn another_schemes_signature_is_not_the_same() {
        let key = SigningKey::generate(Scheme::Ed25519).unwrap();
        let signature = signature(&key, b"message");
        let remembered = remembering();
        remembered.verify(Scheme::Ed25519, key.public_key(), b"message", &signature).unwrap();
        assert!(remembered.verify(Scheme::EcdsaP384, key.public_key(), b"message", &signature).is_err());
    }

    #[test]
    fn what_has_never_verified_is_not_remembered() {
        for scheme in SCHEMES.iter().copied() {
            let (key, other) = (SigningKey::generate(scheme).unwrap(), SigningKey::generate(scheme).unwrap());
            let signature = signature(&key, b"message");
            let remembered = remembering();
            for _ in 0..2 {
                let refused =
                    || assert!(remembered.verify(scheme, other.public_key(), b"message", &signature).is_err());
                assert_eq!(verifications(refused), 1);
            }
            remembered.verify(scheme, key.public_key(), b"message", &signature).unwrap();
        }
    }

    #[test]
    fn the_last_signature_is_remembered_with_its_key() {
        for scheme in SCHEMES.iter().copied() {
            let keys = [(); 2].map(|()| SigningKey::generate(scheme).unwrap());
            let remembered = remembering();
            for (n, key) in [0, 1, 1, 0].map(|n: usize| &keys[n]).into_iter().enumerate() {
                for message in [2 * n, 2 * n + 1].map(|n| [n as u8; 48]) {
                    let signature = signature(key, &message);
                    let verify = || remembered.verify(scheme, key.public_key(), &message, &signature).unwrap();
                    assert_eq!([verifications(verify), verifications(verify)], [1, 0]);
                }
            }
        }
    }

    #[test]
    fn nothing_is_remembered_or_shared_unless_it_is_asked_for() {
        let key = SigningKey::generate(Scheme::EcdsaP384).unwrap();
        let signature = signature(&key, b"message");
        let verify = |remembered: &Remembered| {
            verifications(|| {
                remembered.verify(Scheme::EcdsaP384, key.public_key(), b"message", &signature).unwrap()
            })
        };
        let (forgetful, one, other) = (Remembered::default(), remembering(), remembering());
        assert_eq!([&forgetful, &forgetful, &one, &one, &other, &other].map(verify), [1, 1, 1, 0, 1, 0]);
        let mut again = one.clone();
        again.remember();
        assert_eq!(verify(&again), 0, "it goes on with what it had");
    }
}
