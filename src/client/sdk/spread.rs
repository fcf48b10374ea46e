//! Works on many items: several at a time, and where the application has handed over its executor, on several of its
//! threads.

use std::mem;
use std::num::NonZero;
use std::sync::OnceLock;
use std::thread::available_parallelism;

use futures_channel::oneshot;
use futures_util::future::{self, Either};
use futures_util::stream::{self, StreamExt};

use crate::client::operation::item_operation::Placed;
use crate::client::rules::size;
use crate::error::Error;
use crate::future::pace::Paced;
use crate::table::{Spawner, TableConfig};
use crate::value::Item;

/// How many items of a request or page are sealed or opened at a time.
const CONCURRENCY: usize = 64;

/// How much work makes it worth to wake another thread for it, in the units of [`weight`]: about a tenth of a
/// millisecond.
const WORTH_A_THREAD: usize = 8;

/// How many bytes take as long as all else that is done for an item.
const BYTES_LIKE_AN_ITEM: usize = 8 << 10;

/// An item that was taken out of where it stands, to be worked on.
pub(crate) struct Job {
    pub(crate) table: TableConfig,
    pub(crate) item: Item,
}

impl Job {
    /// Takes an item out of where it stands.
    pub(crate) fn take(Placed { table, item }: &mut Placed<'_>) -> Self {
        Job { table: table.clone(), item: mem::take(*item) }
    }
}

/// Does `work` on the items of all `jobs`. What came of them is in the order of the jobs, and `None` where the work
/// ended before, because `is_last` held for what came of another.
///
/// # Errors
/// [`Error::Abandoned`] when the application's executor has dropped a part of the work.
pub(crate) async fn each<R, F>(
    jobs: Vec<Job>,
    work: impl Fn(Job) -> F + Copy + Send + Sync + 'static,
    is_last: impl Fn(&R) -> bool + Copy + Send + Sync + 'static,
) -> Result<Vec<Option<R>>, Error>
where
    R: Send + 'static,
    F: Future<Output = R> + Send + 'static,
{
    if jobs.len() <= 1 {
        let mut results = Vec::new();
        for job in jobs {
            results.push(Some(Paced::new(work(job)).await));
        }
        return Ok(results);
    }
    let mut results: Vec<Option<R>> = jobs.iter().map(|_| None).collect();
    let spawner = jobs.iter().find_map(|job| job.table.spawner().cloned());
    let table = jobs.first().map(|job| job.table.clone());
    let mut parts = split(jobs, if spawner.is_some() { threads() } else { 1 });
    let concurrency = CONCURRENCY.div_ceil(parts.len().max(1));
    let own = parts.pop().unwrap_or_default();
    let elsewhere: Vec<_> = parts
        .into_iter()
        .zip(std::iter::repeat(spawner).flatten())
        .map(|(part, spawner)| spawn(&spawner, run(part, concurrency, work, is_last)))
        .collect();

    let mut keep = |done: Vec<(usize, R)>| {
        let ended = done.last().is_some_and(|(_, result)| is_last(result));
        for (place, result) in done {
            if let Some(slot) = results.get_mut(place) {
                *slot = Some(result);
            }
        }
        ended
    };
    let mut ended = keep(run(own, concurrency, work, is_last).await);
    for part in elsewhere {
        // Dropping the rest ends them.
        if ended {
            break;
        }
        match (part.await, &table) {
            (Ok(done), _) => ended = keep(done),
            (Err(oneshot::Canceled), Some(table)) => return Err(abandoned(table)),
            // Without a job there are no parts.
            (Err(oneshot::Canceled), None) => {}
        }
    }
    Ok(results)
}

/// That work on an item was not finished.
pub(crate) fn abandoned(table: &TableConfig) -> Error {
    Error::Abandoned { table: table.logical_name().to_owned() }
}

/// Works on a part of the jobs, in the order in which they get done.
async fn run<R, F>(
    part: Vec<(usize, Job)>,
    concurrency: usize,
    work: impl Fn(Job) -> F,
    is_last: impl Fn(&R) -> bool,
) -> Vec<(usize, R)>
where
    F: Future<Output = R> + Send,
{
    let futures: Vec<_> = part
        .into_iter()
        .map(|(place, job)| {
            let work = work(job);
            Paced::new(async move { (place, work.await) })
        })
        .collect();
    let mut working = stream::iter(futures).buffer_unordered(concurrency);
    let mut done = Vec::new();
    while let Some((place, result)) = working.next().await {
        let ends = is_last(&result);
        done.push((place, result));
        if ends {
            break;
        }
    }
    done
}

/// Hands `work` to the application's executor. It ends when nobody waits for it any more.
fn spawn<T: Send + 'static>(
    spawner: &Spawner,
    work: impl Future<Output = T> + Send + 'static,
) -> oneshot::Receiver<T> {
    let (mut sender, receiver) = oneshot::channel();
    spawner.spawn(Box::pin(async move {
        let output = match future::select(Box::pin(work), sender.cancellation()).await {
            Either::Left((output, _)) => output,
            Either::Right(_) => return,
        };
        // Nobody may be waiting.
        let _ = sender.send(output);
    }));
    receiver
}

/// Splits jobs into at most `parts` parts of about the same weight, each of which is worth a thread of its own.
fn split(jobs: Vec<Job>, parts: usize) -> Vec<Vec<(usize, Job)>> {
    if parts <= 1 {
        return vec![jobs.into_iter().enumerate().collect()];
    }
    let weights: Vec<_> = jobs.iter().map(|job| weight(&job.item)).collect();
    let total: usize = weights.iter().sum();
    let target = total.div_ceil(parts).max(WORTH_A_THREAD);
    let mut split = vec![Vec::new()];
    let mut filled = 0;
    for ((place, job), weight) in jobs.into_iter().enumerate().zip(weights) {
        if filled >= target {
            split.push(Vec::new());
            filled = 0;
        }
        filled += weight;
        if let Some(part) = split.last_mut() {
            part.push((place, job));
        }
    }
    split
}

/// About how much work an item is.
fn weight(item: &Item) -> usize {
    1 + size::of_item(item) / BYTES_LIKE_AN_ITEM
}

/// How many threads may run at the same time. Asking the system takes longer than opening an item.
fn threads() -> usize {
    static THREADS: OnceLock<usize> = OnceLock::new();
    *THREADS.get_or_init(|| available_parallelism().map_or(1, NonZero::get))
}
