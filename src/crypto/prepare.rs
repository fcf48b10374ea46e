//! What the first item of a process would wait for, done before there is one.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use super::signature::{Scheme, SigningKey};
use super::{CryptoError, module, random};
use crate::error::KeyError;

/// The name of the thread, for whoever looks at a process: at most 15 bytes are shown.
const THREAD: &str = "item-encryptor";

static OF_THIS_PROCESS: Preparation = Preparation::new();

/// Does now, once in a process, what its first sealed item would otherwise wait for: the generator of random numbers collects
/// its entropy, and the first signature is made and thrown away.
///
/// Without this call, [`ItemEncryptor::new`](crate::ItemEncryptor::new) and
/// [`encrypt_tables`](crate::EncryptTables::encrypt_tables) collect the entropy, so that no request waits for it. It takes up to a
/// tenth of a second: call this where that hurts least, or [`prepare_in_background`] where there is something else to
/// wait for meanwhile. Later calls cost a signature, half a millisecond. No request is sent: the calls for an item's keys are made when there
/// is an item.
///
/// ```
/// dynamodb_item_encryptor::prepare()?;
/// # Ok::<(), dynamodb_item_encryptor::KeyError>(())
/// ```
///
/// [`manual::cold_start`](crate::manual::cold_start) has what it saves.
///
/// # Errors
/// [`KeyError::Crypto`] when the generator fails, and [`KeyError::Config`] when a build with the feature `fips` has another
/// cryptographic library than that feature's. Then no item can be sealed, either.
pub fn prepare() -> Result<(), KeyError> {
    module::check()?;
    OF_THIS_PROCESS.here(work)?;
    Ok(())
}

/// As [`prepare`], in a thread that ends when it is done: the first thing in `main`, so that it is done by the time that
/// configuration, credentials and connections are there.
///
/// [`ItemEncryptor::new`](crate::ItemEncryptor::new) and [`encrypt_tables`](crate::EncryptTables::encrypt_tables) then do not wait for it. An item that comes too early does, for the rest. Where no thread
/// can be started, they wait as they would without this call. The second call does nothing.
///
/// ```
/// // The first line of `main`; then configuration, clients, the first request.
/// dynamodb_item_encryptor::prepare_in_background();
/// ```
pub fn prepare_in_background() {
    OF_THIS_PROCESS.in_background(work);
}

/// Collects the entropy, unless that has been begun: whoever needs a random byte too early waits for it.
pub(crate) fn before_first_item() {
    OF_THIS_PROCESS.unless_begun(|| random::fill(&mut [0]));
}

fn work() -> Result<(), CryptoError> {
    random::fill(&mut [0])?;
    SigningKey::generate(Scheme::EcdsaP384)?.sign(b"prepared", &mut Vec::new())
}

/// Whether somebody prepares the process, or has.
struct Preparation {
    begun: AtomicBool,
}

impl Preparation {
    const fn new() -> Self {
        Preparation { begun: AtomicBool::new(false) }
    }

    fn here<T>(&self, work: impl FnOnce() -> T) -> T {
        self.begun.store(true, Ordering::Relaxed);
        work()
    }

    fn in_background(&self, work: impl FnOnce() -> Result<(), CryptoError> + Send + 'static) {
        if self.begun.swap(true, Ordering::Relaxed) {
            return;
        }
        // If it fails, so will the first caller that needs random bytes, with an error of its own.
        let started = thread::Builder::new().name(THREAD.to_owned()).spawn(|| {
            let _ = work();
        });
        if started.is_err() {
            self.begun.store(false, Ordering::Relaxed);
        }
    }

    fn unless_begun(&self, work: impl FnOnce() -> Result<(), CryptoError>) {
        if !self.begun.swap(true, Ordering::Relaxed) {
            // As in the background.
            let _ = work();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::sync::mpsc;

    use super::*;

    #[test]
    fn a_client_does_not_wait_for_what_the_background_does() {
        let preparation = Preparation::new();
        let (go_on, wait) = mpsc::channel::<()>();
        let (done, is_done) = mpsc::channel();
        preparation.in_background(move || {
            wait.recv().unwrap();
            done.send(thread::current().name().map(str::to_owned)).unwrap();
            Ok(())
        });
        // The background stands still as long as this lasts.
        preparation.unless_begun(|| panic!("done a second time"));
        preparation.in_background(|| panic!("a second thread"));
        go_on.send(()).unwrap();
        assert_eq!(is_done.recv().unwrap().as_deref(), Some(THREAD));
    }

    #[test]
    fn what_is_prepared_is_not_prepared_again_by_a_client() {
        let preparation = Preparation::new();
        let times = Cell::new(0);
        let work = || {
            times.set(times.get() + 1);
            Ok(())
        };
        preparation.unless_begun(work);
        preparation.unless_begun(work);
        assert_eq!(times.get(), 1, "the second client prepared again");
        let preparation = Preparation::new();
        preparation.here(work).unwrap();
        preparation.unless_begun(work);
        assert_eq!(times.get(), 2, "a client prepared again");
        // Whoever asks for it by name gets an answer of its own.
        assert_eq!(preparation.here(|| Err::<(), _>(CryptoError)), Err(CryptoError));
    }

    #[test]
    fn preparing_makes_a_signature() {
        work().unwrap();
        prepare().unwrap();
        assert!(OF_THIS_PROCESS.begun.load(Ordering::Relaxed));
    }
}
