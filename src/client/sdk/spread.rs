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
use crate::telemetry;
use crate::value::Item;

/// How many items of a request or page are sealed or opened at a time.
const CONCURRENCY: usize = 64;

/// How much work makes it worthwhile to wake another thread, in the units of [`weight`]: about a tenth of a
/// millisecond.
const WORTH_A_THREAD: usize = 8;

/// How many bytes take as long as all else that is done for an item.
const BYTES_LIKE_AN_ITEM: usize = 8 << 10;

/// An item that was taken out of its place, to be worked on.
pub(super) struct Job {
    pub(super) table: TableConfig,
    pub(super) item: Item,
}

impl Job {
    /// Takes an item out of its place.
    pub(super) fn take(Placed { table, item }: &mut Placed<'_>) -> Self {
        Job { table: table.clone(), item: mem::take(*item) }
    }
}

/// What came of some jobs, in their order.
pub(super) struct Results<R> {
    /// `None` for a job that was given up, because the result of another ended the work.
    by_job: Vec<Option<R>>,
}

/// Whether the work goes on after a result.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Progress {
    GoesOn,
    Ended,
}

/// What came of a part of the jobs, each with the position of its job.
struct Part<R> {
    results: Vec<(usize, R)>,
    progress: Progress,
}

impl<R> Results<R> {
    fn none_yet(jobs: usize) -> Self {
        Results { by_job: (0..jobs).map(|_| None).collect() }
    }

    /// Keeps the results of a part of the jobs.
    fn keep(&mut self, part: Part<R>) -> Progress {
        for (position, result) in part.results {
            if let Some(place) = self.by_job.get_mut(position) {
                *place = Some(result);
            }
        }
        part.progress
    }

    /// Hands each result to `take` with the place that its job was taken from, in the order of the jobs. Stops at the
    /// first that `take` fails for.
    ///
    /// # Errors
    /// That of `take`. Where it took all there are although jobs were given up, [`Error::Abandoned`]: a part of the
    /// results must not pass for all of them.
    pub(super) fn hand_out<'a, E: From<Error>>(
        self,
        places: Vec<Placed<'a>>,
        mut take: impl FnMut(Placed<'a>, R) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut given_up = None;
        for (place, result) in places.into_iter().zip(self.by_job) {
            match result {
                Some(result) => take(place, result)?,
                None => given_up = Some(place.table),
            }
        }
        given_up.map_or(Ok(()), |table| Err(abandoned(table).into()))
    }
}

/// Does `work` for each of `jobs`. Once `ends_work` holds for a result, the jobs that are not done yet are given up.
///
/// All jobs share one executor: that of the first of them whose table has one. An application has one executor, and one
/// request or page is too little work for two.
///
/// # Errors
/// [`Error::Abandoned`] when the application's executor has dropped a part of the work.
pub(super) async fn each<R, F>(
    jobs: Vec<Job>,
    work: impl Fn(Job) -> F + Copy + Send + Sync + 'static,
    ends_work: impl Fn(&R) -> bool + Copy + Send + Sync + 'static,
) -> Result<Results<R>, Error>
where
    R: Send + 'static,
    F: Future<Output = R> + Send + 'static,
{
    let Some(table) = jobs.first().map(|job| job.table.clone()) else {
        return Ok(Results::none_yet(0));
    };
    if jobs.len() == 1 {
        let mut results = Vec::with_capacity(1);
        for job in jobs {
            results.push(Some(Paced::new(work(job)).await));
        }
        return Ok(Results { by_job: results });
    }
    let mut results = Results::none_yet(jobs.len());
    let spawner = jobs.iter().find_map(|job| job.table.spawner().cloned());
    let mut parts = split(jobs, if spawner.is_some() { threads() } else { 1 });
    let concurrency = CONCURRENCY.div_ceil(parts.len().max(1));
    let own = parts.pop().unwrap_or_default();
    let elsewhere: Vec<_> = parts
        .into_iter()
        .zip(std::iter::repeat(spawner).flatten())
        .map(|(part, spawner)| spawn(&spawner, run(part, concurrency, work, ends_work)))
        .collect();

    let mut progress = results.keep(run(own, concurrency, work, ends_work).await);
    for part in elsewhere {
        // Dropping the others ends them.
        if progress == Progress::Ended {
            break;
        }
        let part = part.await.map_err(|oneshot::Canceled| abandoned(&table))?;
        progress = results.keep(part);
    }
    Ok(results)
}

/// That work on items was not finished.
fn abandoned(table: &TableConfig) -> Error {
    Error::Abandoned { table: table.logical_name().to_owned() }
}

/// Works on a part of the jobs. The results are in the order in which they got done.
async fn run<R, F>(
    part: Vec<(usize, Job)>,
    concurrency: usize,
    work: impl Fn(Job) -> F,
    ends_work: impl Fn(&R) -> bool,
) -> Part<R>
where
    F: Future<Output = R> + Send,
{
    let futures: Vec<_> = part
        .into_iter()
        .map(|(position, job)| {
            let work = work(job);
            Paced::new(async move { (position, work.await) })
        })
        .collect();
    let mut working = stream::iter(futures).buffer_unordered(concurrency);
    let mut results = Vec::new();
    while let Some((position, result)) = working.next().await {
        let ends = ends_work(&result);
        results.push((position, result));
        if ends {
            return Part { results, progress: Progress::Ended };
        }
    }
    Part { results, progress: Progress::GoesOn }
}

/// Hands `work` to the application's executor. It ends when nobody waits for it any more.
fn spawn<T: Send + 'static>(
    spawner: &Spawner,
    work: impl Future<Output = T> + Send + 'static,
) -> oneshot::Receiver<T> {
    let (mut sender, receiver) = oneshot::channel();
    spawner.spawn(Box::pin(telemetry::in_span(async move {
        let output = match future::select(Box::pin(work), sender.cancellation()).await {
            Either::Left((output, _)) => output,
            Either::Right(_) => return,
        };
        // Nobody may be waiting.
        let _ = sender.send(output);
    })));
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
    for ((position, job), weight) in jobs.into_iter().enumerate().zip(weights) {
        if filled >= target {
            split.push(Vec::new());
            filled = 0;
        }
        filled += weight;
        if let Some(part) = split.last_mut() {
            part.push((position, job));
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

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use aws_sdk_dynamodb::types::AttributeValue;

    use super::*;
    use crate::{RawAesKeyring, TableConfigBuilder};

    fn table(name: &str) -> TableConfigBuilder {
        let keyring = RawAesKeyring::new("tests", "one", &[7; 32]).unwrap();
        TableConfig::builder(name).partition_key("id").keyring(keyring)
    }

    fn item(id: usize) -> Item {
        Item::from([("id".to_owned(), AttributeValue::N(id.to_string()))])
    }

    #[test]
    fn a_part_of_the_results_does_not_pass_for_all() {
        let table = table("Customers").build().unwrap();
        let take = |results: [Option<Result<u8, Error>>; 2]| {
            let (mut items, mut taken) = ([item(1), item(2)], Vec::new());
            let results = Results { by_job: results.into() };
            let handed_out = results.hand_out(Placed::all(&table, &mut items), |_, result| {
                taken.push(result?);
                Ok::<_, Error>(())
            });
            (taken, handed_out)
        };
        let failed = || Error::Crypto { table: "Customers".to_owned() };
        assert!(matches!(take([Some(Ok(1)), Some(Ok(2))]), (taken, Ok(())) if taken == [1, 2]));
        // The error that ended the work, wherever it stands.
        assert!(matches!(take([None, Some(Err(failed()))]), (_, Err(Error::Crypto { .. }))));
        assert!(matches!(take([Some(Err(failed())), None]), (_, Err(Error::Crypto { .. }))));
        // Without one there is still no answer.
        assert!(matches!(take([None, Some(Ok(2))]), (_, Err(Error::Abandoned { .. }))));
        assert!(matches!(take([Some(Ok(1)), None]), (_, Err(Error::Abandoned { .. }))));
    }

    #[tokio::test]
    async fn one_executor_works_for_all_tables_of_a_request() {
        let spawned = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&spawned);
        let spawn = move |task| {
            counted.fetch_add(1, Ordering::SeqCst);
            drop(tokio::spawn(task));
        };
        let (without, with) = (table("A").build().unwrap(), table("B").spawn_with(spawn).build().unwrap());
        let jobs = (0..100).map(|id| {
            let table = if id < 99 { without.clone() } else { with.clone() };
            Job { table, item: item(id) }
        });
        let results = each(jobs.collect(), |job| async move { job.item }, |_| false).await.unwrap();
        assert_eq!(results.by_job, (0..100).map(|id| Some(item(id))).collect::<Vec<_>>());
        assert_eq!(spawned.load(Ordering::SeqCst) > 0, threads() > 1);
    }
}
