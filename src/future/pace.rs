//! Keeps the processor work of many items from stalling other tasks.

use std::cell::Cell;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::{Context, Poll, Waker};
use std::time::{Duration, Instant};

use super::BoxFuture;

/// How long items may be worked on before the executor gets its thread back.
const BUDGET: Duration = Duration::from_millis(1);

/// After so long without work on items, the executor has surely had its thread back.
const REST: Duration = Duration::from_millis(10);

/// The work that was done on this thread since it last went back to the executor.
#[derive(Clone, Copy)]
struct Turn {
    number: u64,
    spent: Duration,
    ended: Option<Instant>,
}

thread_local! {
    static TURN: Cell<Turn> = const { Cell::new(Turn { number: 0, spent: Duration::ZERO, ended: None }) };
}

impl Turn {
    /// The thread's turn. During the thread's destruction, when there is none, a new one.
    fn load() -> Turn {
        TURN.try_with(Cell::get).unwrap_or(Turn { number: 0, spent: Duration::ZERO, ended: None })
    }

    fn store(self) {
        // Fails only during the thread's destruction, when nobody will ask any more.
        let _ = TURN.try_with(|turn| turn.set(self));
    }

    fn next(self) -> Turn {
        Turn { number: self.number.wrapping_add(1), spent: Duration::ZERO, ended: None }
    }

    /// Whether the thread is due to go back to the executor.
    fn is_exhausted(self) -> bool {
        self.spent >= BUDGET && !self.is_over()
    }

    /// Whether the last work on items was so long ago that the executor has had its thread back.
    fn is_over(self) -> bool {
        self.ended.is_none_or(|ended| ended.elapsed() >= REST)
    }
}

/// A future that gives the thread back to the executor when this thread has worked on items for long
/// enough: its own or others, since the futures of one task take turns within a single poll.
pub(crate) struct Paced<'a, T> {
    future: BoxFuture<'a, T>,
    /// The turn in which this future gave the thread back.
    yielded: Option<u64>,
}

impl<'a, T> Paced<'a, T> {
    pub(crate) fn new(future: impl Future<Output = T> + Send + 'a) -> Self {
        Paced { future: Box::pin(future), yielded: None }
    }

    /// Polls once without a waker, unless the thread is due to go back to the executor. When the
    /// result is not there at once, the future has to be polled again before anything is awaited.
    pub(crate) fn try_now(&mut self) -> Option<T> {
        if Turn::load().is_exhausted() {
            return None;
        }
        match Pin::new(self).poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(output) => Some(output),
            Poll::Pending => None,
        }
    }
}

impl<T> Future for Paced<'_, T> {
    type Output = T;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<T> {
        let turn = Turn::load();
        // Being polled again after giving the thread back begins a new turn, unless another future has
        // begun it already.
        if self.yielded.take() == Some(turn.number) || turn.is_over() {
            turn.next().store();
        } else if turn.is_exhausted() {
            self.yielded = Some(turn.number);
            cx.waker().wake_by_ref();
            return Poll::Pending;
        }
        let started = Instant::now();
        let polled = self.future.as_mut().poll(cx);
        let ended = Instant::now();
        let turn = Turn::load();
        Turn { spent: turn.spent + ended.duration_since(started), ended: Some(ended), ..turn }.store();
        polled
    }
}

/// Does work one step after the other, until one of them gives the result. In between, the executor gets its thread
/// back where that is due.
pub(crate) async fn step_by_step<T>(mut step: impl FnMut() -> Option<T> + Send) -> T {
    let stepping = poll_fn(move |cx| {
        let started = Instant::now();
        loop {
            if let Some(output) = step() {
                return Poll::Ready(output);
            }
            if started.elapsed() >= BUDGET {
                cx.waker().wake_by_ref();
                return Poll::Pending;
            }
        }
    });
    Paced::new(stepping).await
}

#[cfg(test)]
mod tests {
    use super::*;

    fn work() -> Paced<'static, ()> {
        Paced::new(async { std::thread::sleep(BUDGET) })
    }

    /// In how many rounds a task that polls five futures gets done.
    fn rounds_of_one_task() -> usize {
        let mut futures: Vec<_> = (0..5).map(|_| Some(work())).collect();
        let mut cx = Context::from_waker(Waker::noop());
        let mut rounds = 0;
        while futures.iter().any(Option::is_some) {
            rounds += 1;
            for slot in &mut futures {
                if slot.as_mut().is_some_and(|future| Pin::new(future).poll(&mut cx).is_ready()) {
                    *slot = None;
                }
            }
        }
        rounds
    }

    // A busy machine can make any pause look like a rest: several attempts.

    #[test]
    fn work_of_one_task_is_spread_over_several_polls() {
        assert!((0..10).any(|_| rounds_of_one_task() == 5));
    }

    #[test]
    fn nothing_is_polled_ahead_once_the_turn_is_used_up() {
        let is_used_up = || {
            std::thread::sleep(REST);
            work().try_now().is_some() && work().try_now().is_none()
        };
        assert!((0..10).any(|_| is_used_up()));
    }

    #[test]
    fn between_steps_the_executor_gets_its_thread_back() {
        let mut steps = 0;
        let mut work = Box::pin(step_by_step(|| {
            std::thread::sleep(BUDGET);
            steps += 1;
            (steps == 5).then_some(steps)
        }));
        let mut cx = Context::from_waker(Waker::noop());
        let mut polls = 1;
        while work.as_mut().poll(&mut cx).is_pending() {
            polls += 1;
        }
        // Every step takes as long as the thread may be kept.
        assert!(polls >= 5, "{polls}");
    }
}
