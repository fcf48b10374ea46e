//! Whether KMS refuses one item, or the caller.
//!
//! Whoever writes an item chooses a part of the call that reads it: the encryption context, and where keys are
//! discovered, the key. KMS may refuse such a call for the item's sake (the key is somebody else's, or a policy allows
//! other contexts only), or because the caller has lost its permission. Both look alike. Items of the first kind may be
//! left out of a page; those of the second kind may not, or an outage would pass for an empty table.
//!
//! So a refusal is blamed on the item only after a call that had worked before has worked again, and the item's call
//! was refused once more after that. As long as no call has worked, the refusal stays in doubt: it is blamed on the
//! item as soon as another key has worked and the item's own never has.

use std::future::Future;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use aws_sdk_kms::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_kms::operation::decrypt::DecryptError;

use super::failure::Failure;
use super::{LONGEST_CONTEXT, UNCONFIGURED_KEY, WRONG_LENGTH};
use crate::error::{Doubt, KeyError};

/// For how many keys a call that worked is remembered.
const KEYS: usize = 8;

/// Who chooses the key that an item is read with.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum KeyChoice {
    /// The configuration.
    Configured,
    /// The item; of any account, unless a filter names accounts.
    OfItem { is_filtered: bool },
}

/// What can be asked to decrypt.
pub(crate) trait Decrypts: Sync {
    /// The encryption context of a call.
    type Context: Clone + Send + Sync + 'static;
    /// What a call gives.
    type Plaintext: Send;

    /// Has KMS decrypt `blob` with `key`.
    fn call(
        &self,
        key: &str,
        blob: &[u8],
        context: &Self::Context,
    ) -> impl Future<Output = Result<Self::Plaintext, KeyError>> + Send;

    /// How many bytes a context has.
    fn length(context: &Self::Context) -> usize;
}

/// Calls that have worked, to be made again.
pub(crate) struct Evidence<C> {
    state: Arc<Mutex<State<C>>>,
    /// Held while a call is repeated, so that only one of many who wait for the answer asks.
    repeating: futures_util::lock::Mutex<()>,
}

struct State<C> {
    /// The call that was remembered for each key. The key that worked last comes last.
    calls: Vec<Arc<Call<C>>>,
    /// When each of them last worked, on this clock.
    worked: Vec<u64>,
    /// When a call that had worked before was last refused.
    refused: u64,
    /// Counts events.
    clock: u64,
}

/// A call that has worked.
struct Call<C> {
    key: String,
    blob: Vec<u8>,
    context: C,
}

/// What an error says about whose fault it is.
enum Fault {
    /// Nothing, or that it is not the item's.
    Open,
    /// The item's.
    OfItem,
    /// The item's or the caller's.
    Doubtful,
}

impl<C: Clone + Send + Sync + 'static> Evidence<C> {
    pub(crate) fn new() -> Self {
        let state = State { calls: Vec::new(), worked: Vec::new(), refused: 0, clock: 0 };
        Evidence { state: Arc::new(Mutex::new(state)), repeating: futures_util::lock::Mutex::new(()) }
    }

    /// Decrypts `blob`. If KMS refuses, finds out whether the item is the reason.
    pub(crate) async fn decrypt<D: Decrypts<Context = C>>(
        &self,
        kms: &D,
        choice: KeyChoice,
        (key, blob, context): (&str, &[u8], &C),
    ) -> Result<D::Plaintext, Failure> {
        let error = match self.call(kms, key, blob, context).await {
            Ok(plaintext) => return Ok(plaintext),
            Err(error) => error,
        };
        let refused = match fault_of::<D>(&error, choice, context) {
            Fault::Open => return Err(error.into()),
            Fault::OfItem => return Err(Failure { error, doubt: Some(Doubt::new(|| true)) }),
            Fault::Doubtful => self.state().tick(),
        };
        if !self.works(kms, choice, key, refused).await {
            let doubt = (choice != KeyChoice::Configured).then(|| self.doubt(key, refused));
            return Err(Failure { error, doubt });
        }
        let error = match self.call(kms, key, blob, context).await {
            Ok(plaintext) => return Ok(plaintext),
            Err(error) => error,
        };
        let doubt = match fault_of::<D>(&error, choice, context) {
            Fault::Open => None,
            Fault::OfItem | Fault::Doubtful => Some(Doubt::new(|| true)),
        };
        Err(Failure { error, doubt })
    }

    async fn call<D: Decrypts<Context = C>>(
        &self,
        kms: &D,
        key: &str,
        blob: &[u8],
        context: &C,
    ) -> Result<D::Plaintext, KeyError> {
        let plaintext = kms.call(key, blob, context).await?;
        self.state().worked(key, || Call {
            key: key.to_owned(),
            blob: blob.to_owned(),
            context: context.clone(),
        });
        Ok(plaintext)
    }

    /// Whether a call that worked before works now.
    async fn works<D: Decrypts<Context = C>>(&self, kms: &D, choice: KeyChoice, key: &str, since: u64) -> bool {
        let _one = self.repeating.lock().await;
        let call = {
            let state = self.state();
            let Some(place) = state.like(choice, key) else { return false };
            if state.worked.get(place).is_some_and(|worked| *worked > since) {
                return true;
            }
            // Somebody has just asked.
            if state.refused > since {
                return false;
            }
            let Some(call) = state.calls.get(place) else { return false };
            Arc::clone(call)
        };
        let works = self.call(kms, &call.key, &call.blob, &call.context).await.is_ok();
        if !works {
            let mut state = self.state();
            state.refused = state.tick();
        }
        works
    }

    /// A doubt that is resolved against the item as soon as another key has worked, and its own never has.
    fn doubt(&self, key: &str, refused: u64) -> Doubt {
        let (state, key) = (Arc::clone(&self.state), key.to_owned());
        Doubt::new(move || {
            let state = lock(&state);
            state.of(&key).is_none() && state.worked.iter().any(|worked| *worked > refused)
        })
    }

    fn state(&self) -> MutexGuard<'_, State<C>> {
        lock(&self.state)
    }
}

/// Every change leaves the state whole.
fn lock<C>(state: &Mutex<State<C>>) -> MutexGuard<'_, State<C>> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

impl<C> State<C> {
    fn tick(&mut self) -> u64 {
        self.clock += 1;
        self.clock
    }

    /// Where the call of `key` is.
    fn of(&self, key: &str) -> Option<usize> {
        self.calls.iter().position(|call| call.key == key)
    }

    /// Where the call is that tells whether one with `key` should work.
    fn like(&self, choice: KeyChoice, key: &str) -> Option<usize> {
        let any = || self.calls.len().checked_sub(1).filter(|_| choice != KeyChoice::Configured);
        self.of(key).or_else(any)
    }

    /// Notes that a call with `key` has worked, and keeps one of each key.
    fn worked(&mut self, key: &str, call: impl FnOnce() -> Call<C>) {
        let known = self.of(key).map(|place| {
            self.worked.remove(place);
            self.calls.remove(place)
        });
        if known.is_none() && self.calls.len() >= KEYS {
            self.calls.remove(0);
            self.worked.remove(0);
        }
        self.calls.push(known.unwrap_or_else(|| Arc::new(call())));
        let now = self.tick();
        self.worked.push(now);
    }
}

/// What `error` says about whose fault it is, where the item has chosen the context, and maybe the key.
fn fault_of<D: Decrypts>(error: &KeyError, choice: KeyChoice, context: &D::Context) -> Fault {
    if let KeyError::KmsResponse { problem, .. } = error {
        // A blob of a key that the item has named may hold anything.
        let of_blob = [WRONG_LENGTH, UNCONFIGURED_KEY].contains(problem) && choice != KeyChoice::Configured;
        return if of_blob { Fault::OfItem } else { Fault::Open };
    }
    let KeyError::Kms { source, .. } = error else { return Fault::Open };
    let Some(SdkError::ServiceError(answer)) = source.downcast_ref::<SdkError<DecryptError>>() else {
        return Fault::Open;
    };
    match (answer.err().code().unwrap_or_default(), choice) {
        // KMS says so only to those who may use the key if it exists, and what a key is for never changes.
        (
            "NotFoundException" | "InvalidArnException" | "InvalidKeyUsageException" | "ValidationException",
            KeyChoice::OfItem { .. },
        ) => Fault::OfItem,
        ("ValidationException", KeyChoice::Configured) if D::length(context) > LONGEST_CONTEXT => Fault::OfItem,
        ("AccessDeniedException", _) | ("ValidationException", KeyChoice::Configured) => Fault::Doubtful,
        ("KMSInvalidStateException", KeyChoice::OfItem { .. }) => Fault::Doubtful,
        // Within the accounts of a filter, whoever disables a key means it.
        ("DisabledException", KeyChoice::OfItem { is_filtered: false }) => Fault::Doubtful,
        _ => Fault::Open,
    }
}
