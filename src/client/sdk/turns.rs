//! Turns: within a process, calls that would change the same item wait for each other.
//!
//! That saves requests and nothing else depends on it: a call that finds the item changed begins again. So nobody waits
//! longer than something happens. A call that has its turn and is not polled any more holds up the others for a moment,
//! and then they go on without one.

use std::collections::{HashMap, VecDeque};
use std::fmt;
use std::pin::pin;
use std::time::Duration;

use aws_sdk_dynamodb::config::{AsyncSleep, SharedAsyncSleep};
use futures_channel::oneshot;
use futures_util::future::{Either, select};

use crate::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

/// How long to wait while nobody's turn ends.
const PATIENCE: Duration = Duration::from_secs(1);

/// The turns of all items that calls are changing.
#[derive(Clone, Default)]
pub(crate) struct Turns(Arc<Mutex<HashMap<Vec<u8>, Queue>>>);

/// Those who want to change one item, besides the one whose turn it is.
#[derive(Default)]
struct Queue {
    waiting: VecDeque<oneshot::Sender<Turn>>,
    /// How many turns have ended.
    ended: u64,
}

/// The right to change an item, for as long as it lives.
pub(crate) struct Turn {
    turns: Turns,
    item: Vec<u8>,
}

impl Turns {
    /// The turns of this process. Clients that know nothing of each other may change the same items.
    pub(crate) fn of_process() -> Self {
        static TURNS: OnceLock<Turns> = OnceLock::new();
        TURNS.get_or_init(Turns::default).clone()
    }

    /// Waits for the turn to change the item of this name. `None` where that takes too long.
    pub(crate) async fn wait(&self, item: Vec<u8>, sleep: &SharedAsyncSleep) -> Option<Turn> {
        let mut turn = match self.enter(&item) {
            Ok(turn) => return Some(turn),
            Err(turn) => turn,
        };
        loop {
            let ended = self.ended(&item);
            turn = match select(turn, pin!(sleep.sleep(PATIENCE))).await {
                Either::Left((turn, _)) => return turn.ok(),
                Either::Right(((), _)) if self.ended(&item) == ended => return None,
                Either::Right(((), turn)) => turn,
            };
        }
    }

    /// The turn, or where it will come from.
    fn enter(&self, item: &[u8]) -> Result<Turn, oneshot::Receiver<Turn>> {
        let mut queues = self.lock();
        if let Some(queue) = queues.get_mut(item) {
            let (sender, receiver) = oneshot::channel();
            queue.waiting.push_back(sender);
            return Err(receiver);
        }
        queues.insert(item.to_vec(), Queue::default());
        Ok(Turn { turns: self.clone(), item: item.to_vec() })
    }

    fn ended(&self, item: &[u8]) -> Option<u64> {
        self.lock().get(item).map(|queue| queue.ended)
    }

    /// The next in line, who may have left. Without one the queue is gone.
    fn next(&self, item: &[u8]) -> Option<oneshot::Sender<Turn>> {
        let mut queues = self.lock();
        let queue = queues.get_mut(item)?;
        queue.ended = queue.ended.wrapping_add(1);
        let next = queue.waiting.pop_front();
        if next.is_none() {
            queues.remove(item);
        }
        next
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<Vec<u8>, Queue>> {
        // A poisoned lock is of no concern: queues are only ever changed by steps that cannot fail.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Turn {
    /// Gives the turn to the next in line who has not left.
    fn drop(&mut self) {
        let mut item = std::mem::take(&mut self.item);
        // One that was handed back below is empty: it has nothing to give.
        while let Some(next) = self.turns.next(&item) {
            match next.send(Turn { turns: self.turns.clone(), item }) {
                Ok(()) => return,
                Err(mut back) => item = std::mem::take(&mut back.item),
            }
        }
    }
}

impl fmt::Debug for Turns {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Turns(..)")
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use aws_sdk_dynamodb::config::Sleep;

    use super::*;

    /// Waits with tokio.
    #[derive(Debug)]
    struct Tokio;

    impl AsyncSleep for Tokio {
        fn sleep(&self, duration: Duration) -> Sleep {
            Sleep::new(tokio::time::sleep(duration))
        }
    }

    fn sleep() -> SharedAsyncSleep {
        SharedAsyncSleep::new(Tokio)
    }

    #[tokio::test]
    async fn one_after_the_other_has_a_turn() {
        let (turns, inside) = (Turns::default(), Arc::new(AtomicUsize::new(0)));
        let tasks = (0..100).map(|_| {
            let (turns, inside) = (turns.clone(), Arc::clone(&inside));
            tokio::spawn(async move {
                let turn = turns.wait(b"one".to_vec(), &sleep()).await.unwrap();
                assert_eq!(inside.fetch_add(1, Ordering::SeqCst), 0);
                tokio::task::yield_now().await;
                inside.fetch_sub(1, Ordering::SeqCst);
                drop(turn);
            })
        });
        for task in tasks.collect::<Vec<_>>() {
            task.await.unwrap();
        }
        assert!(turns.lock().is_empty(), "nothing is kept of an item that nobody changes");
    }

    #[tokio::test]
    async fn those_who_leave_are_passed_over_however_many_they_are() {
        let turns = Turns::default();
        let first = turns.wait(b"one".to_vec(), &sleep()).await.unwrap();
        let left: Vec<_> = (0..100_000).map(|_| turns.enter(b"one").err().unwrap()).collect();
        let last = turns.enter(b"one").err().unwrap();
        drop(left);
        drop(first);
        drop(last.await.unwrap());
        assert!(turns.lock().is_empty());
    }

    #[tokio::test]
    async fn a_turn_that_nobody_took_up_is_passed_on() {
        let turns = Turns::default();
        let first = turns.wait(b"one".to_vec(), &sleep()).await.unwrap();
        let (second, third) = (turns.enter(b"one").err().unwrap(), turns.enter(b"one").err().unwrap());
        drop(first);
        drop(second);
        drop(third.await.unwrap());
        assert!(turns.lock().is_empty());
    }

    /// Does not wait.
    #[derive(Debug)]
    struct Impatient;

    impl AsyncSleep for Impatient {
        fn sleep(&self, _: Duration) -> Sleep {
            Sleep::new(std::future::ready(()))
        }
    }

    #[tokio::test]
    async fn nobody_waits_for_one_who_is_stuck() {
        let turns = Turns::default();
        let sleep = || SharedAsyncSleep::new(Impatient);
        let stuck = turns.wait(b"one".to_vec(), &sleep()).await.unwrap();
        assert!(turns.wait(b"other".to_vec(), &sleep()).await.is_some());
        assert!(turns.wait(b"one".to_vec(), &sleep()).await.is_none());
        drop(stuck);
        assert!(turns.wait(b"one".to_vec(), &sleep()).await.is_some());
    }
}
