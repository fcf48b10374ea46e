//! Runs the package's caches, turns and update loop under a scheduler that interrupts them anywhere: at each lock, each
//! counter and each wait it chooses who goes on. A lost wake-up shows as a deadlock.
//!
//! The rooms are private to the package. The sources of caches and turns are compiled here once more, as they are, with the
//! scheduler's locks. The update loop is that of the package itself, interrupted wherever it waits.

use shuttle::scheduler::{PctScheduler, RandomScheduler};
use shuttle::{Config, Runner};

mod caches;
mod error;
mod queues;
mod updates;

#[path = "../../../src/cache/mod.rs"]
#[allow(dead_code, reason = "the checks do not need all of it")]
mod cache;
#[path = "../../../src/client/sdk/turns.rs"]
#[allow(dead_code, reason = "the checks do not need all of it")]
mod turns;

/// The scheduler's, in place of the standard library's.
mod sync {
    pub(crate) use shuttle::sync::{Arc, Mutex, MutexGuard, PoisonError, TryLockError, Weak, atomic};
    /// There is none of the scheduler's. It is set under a lock.
    pub(crate) use std::sync::OnceLock;
}

/// What the cache knows of the package's other rooms.
mod future {
    pub(crate) use futures_util::future::BoxFuture;
}

/// Stands for that of the package: nobody watches.
mod telemetry {
    pub(crate) enum CacheAnswer {
        Hit,
        Miss,
        Refresh,
    }

    pub(crate) fn cache(_: &str, _: CacheAnswer) {}
}

/// At how many places a schedule interrupts that is to interrupt at few.
const INTERRUPTIONS: usize = 3;

fn main() {
    let schedules = std::env::args().nth(1).map_or(Ok(1000), |given| given.parse());
    let schedules: usize = schedules.expect("a number of schedules");
    for (name, check) in caches::CHECKS.iter().chain(queues::CHECKS) {
        run(name, *check, schedules);
    }
    for (name, check) in updates::CHECKS {
        run(name, *check, schedules / 10);
    }
}

/// Half of the schedules choose anybody at each step, the other half interrupts at few places (Burckhardt et al., 2010).
fn run(name: &str, check: fn(), schedules: usize) {
    let half = schedules / 2 + 1;
    let mut config = Config::new();
    // The SDK's futures are large.
    config.stack_size = 1 << 20;
    Runner::new(RandomScheduler::new(half), config.clone()).run(check);
    Runner::new(PctScheduler::new(INTERRUPTIONS, half), config).run(check);
    println!("{name}: {} schedules", 2 * half);
}

/// A future that may be dropped when it has been polled so many times. `None` where it was.
async fn dropped_after<T>(polls: usize, future: impl Future<Output = T>) -> Option<T> {
    let mut future = Some(Box::pin(future));
    let mut left = polls;
    std::future::poll_fn(move |context| {
        let Some(running) = &mut future else { return std::task::Poll::Ready(None) };
        if let std::task::Poll::Ready(output) = running.as_mut().poll(context) {
            return std::task::Poll::Ready(Some(output));
        }
        if left == 0 {
            future = None;
            return std::task::Poll::Ready(None);
        }
        left -= 1;
        std::task::Poll::Pending
    })
    .await
}
