//! A load that any number of callers wait for.
//!
//! `futures_util::future::Shared` almost does this, but it can lose a wake-up: when the future becomes
//! ready while one waiter polls it, and that waiter is dropped before it is polled again, the others,
//! which found the future busy, are never woken. Here, whoever has polled checks whether a wake-up came in
//! meanwhile, and if so wakes everyone.

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::pin::Pin;
use std::task::{Context, Poll, Wake, Waker};

use super::SharedError;
use crate::future::BoxFuture;
use crate::sync::atomic::{AtomicBool, Ordering};
use crate::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError, TryLockError};

/// What a load yields for all who wait for it.
type Outcome<V> = Result<Arc<V>, SharedError>;

/// A load.
pub(super) struct Flight<V> {
    /// Locked while the load is polled; `None` once it has ended.
    load: Mutex<Option<BoxFuture<'static, Outcome<V>>>>,
    outcome: OnceLock<Outcome<V>>,
    signal: Arc<Signal>,
}

/// Wakes all who wait when the load can go on.
struct Signal {
    /// Whether the load was woken since it was last polled. Saves all but one of those who were woken
    /// from polling it.
    due: AtomicBool,
    waiting: Mutex<Waiting>,
}

#[derive(Default)]
struct Waiting {
    count: u64,
    wakers: HashMap<u64, Waker>,
}

impl<V: Send + Sync + 'static> Flight<V> {
    pub(super) fn new(load: impl Future<Output = Outcome<V>> + Send + 'static) -> Self {
        let signal = Signal { due: AtomicBool::new(true), waiting: Mutex::default() };
        Flight { load: Mutex::new(Some(Box::pin(load))), outcome: OnceLock::new(), signal: Arc::new(signal) }
    }

    /// Waits for the outcome. Whoever polls this carries the load on.
    pub(super) fn join(flight: Arc<Self>) -> impl Future<Output = Outcome<V>> + Send {
        Wait { flight, id: None }
    }

    /// Polls the load when that is due. `None` where it must be waited for.
    fn advance(&self) -> Option<Outcome<V>> {
        let mut load = match self.load.try_lock() {
            Ok(load) => load,
            Err(TryLockError::Poisoned(load)) => load.into_inner(),
            // Somebody else is at it, and will wake everyone when there is more to do: unless all that he does is to find
            // that the load has ended.
            Err(TryLockError::WouldBlock) => return self.outcome.get().cloned(),
        };
        let Some(future) = load.as_mut() else { return self.outcome.get().cloned() };
        let polled = if self.signal.due.swap(false, Ordering::SeqCst) {
            let waker = Waker::from(Arc::clone(&self.signal));
            catch_unwind(AssertUnwindSafe(|| future.as_mut().poll(&mut Context::from_waker(&waker))))
        } else {
            Ok(Poll::Pending)
        };
        let (outcome, panic) = match polled {
            Ok(Poll::Pending) => {
                drop(load);
                // Whoever was woken while the lock was held found it held.
                if self.signal.due.load(Ordering::SeqCst) {
                    self.signal.wake_all();
                }
                return None;
            }
            Ok(Poll::Ready(outcome)) => (outcome, None),
            Err(panic) => (Err(SharedError::new("the load panicked".into())), Some(panic)),
        };
        let outcome = self.outcome.get_or_init(|| outcome).clone();
        let ended = load.take();
        drop(load);
        drop(ended);
        self.signal.wake_all();
        match panic {
            // For the caller that met it, it is a panic like any other.
            Some(panic) => resume_unwind(panic),
            None => Some(outcome),
        }
    }
}

impl Signal {
    fn lock(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wake_all(&self) {
        let wakers = std::mem::take(&mut self.lock().wakers);
        for waker in wakers.into_values() {
            waker.wake();
        }
    }
}

impl Wake for Signal {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        self.due.store(true, Ordering::SeqCst);
        self.wake_all();
    }
}

/// One caller that waits.
struct Wait<V> {
    flight: Arc<Flight<V>>,
    /// Its place among the wakers, once it has one.
    id: Option<u64>,
}

impl<V> Wait<V> {
    /// Leaves or replaces this caller's waker.
    fn register(&mut self, waker: &Waker) {
        let mut waiting = self.flight.signal.lock();
        let id = *self.id.get_or_insert_with(|| {
            waiting.count += 1;
            waiting.count
        });
        match waiting.wakers.get_mut(&id) {
            Some(known) => known.clone_from(waker),
            None => {
                waiting.wakers.insert(id, waker.clone());
            }
        }
    }
}

impl<V: Send + Sync + 'static> Future for Wait<V> {
    type Output = Outcome<V>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        if let Some(outcome) = self.flight.outcome.get() {
            return Poll::Ready(outcome.clone());
        }
        // Before anything is looked at, so that nothing is missed in between.
        self.register(cx.waker());
        match self.flight.advance() {
            Some(outcome) => Poll::Ready(outcome),
            None => Poll::Pending,
        }
    }
}

impl<V> Drop for Wait<V> {
    fn drop(&mut self) {
        if let Some(id) = self.id {
            let waker = self.flight.signal.lock().wakers.remove(&id);
            drop(waker);
        }
    }
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt;

    use super::*;

    #[test]
    fn whoever_finds_the_lock_held_after_the_end_gets_the_outcome() {
        let flight = Arc::new(Flight::new(async { Ok(Arc::new(1)) }));
        assert!(Flight::join(Arc::clone(&flight)).now_or_never().is_some());
        // Another caller looks at the load that has ended. It wakes nobody.
        let _held = flight.load.lock().unwrap();
        assert_eq!(*flight.advance().unwrap().unwrap(), 1);
    }
}
