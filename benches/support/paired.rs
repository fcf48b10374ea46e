//! Timing several things in turns, so that what else the machine does hits all of them.

use std::hint::black_box;
use std::time::{Duration, Instant};

/// Times of one thing: for each round the median of its calls, in nanoseconds.
pub type Times = Vec<f64>;

/// How long and how often.
#[derive(Debug, Clone, Copy)]
pub struct Effort {
    /// How many times each thing has its turn.
    pub rounds: usize,
    /// How much timed work a turn is at least.
    pub turn: Duration,
    /// From how long on a call is likely to be interrupted on a machine with other work, so that the interruption is
    /// left out.
    pub long: Duration,
}

impl Effort {
    /// For figures that are written down.
    pub const FULL: Effort =
        Effort { rounds: 61, turn: Duration::from_micros(1500), long: Duration::from_micros(300) };
    /// For a run that only has to show that everything works.
    pub const TOUCH: Effort = Effort { rounds: 1, turn: Duration::ZERO, long: Duration::MAX };

    /// One call a turn, with all that it waits for.
    pub const fn single(rounds: usize) -> Effort {
        Effort { rounds, ..Effort::TOUCH }
    }
}

/// Something that prepares its input, does its work once, and tells how long the work alone took.
pub type Timed<'a> = &'a mut dyn FnMut() -> Duration;

/// Runs all `things` in turns.
pub fn in_turns<const N: usize>(effort: Effort, mut things: [Timed<'_>; N]) -> [Times; N] {
    let mut times = [const { Vec::new() }; N];
    rounds(effort, &mut things, &mut times);
    times
}

/// Runs the `things` in turns, and appends to the `times` of each.
pub fn rounds(effort: Effort, things: &mut [Timed<'_>], times: &mut [Times]) {
    let mut long = vec![false; things.len()];
    for round in 0..=effort.rounds {
        for n in 0..things.len() {
            // Another one begins each round: none is always the one after the largest.
            let n = (n + round) % things.len();
            let (mut total, mut calls) = (Duration::ZERO, Vec::new());
            while calls.is_empty() || total < effort.turn {
                // Of many short calls most are whole. Of a long one the interruption is left out; to ask for it
                // takes a while, which would be felt in short ones.
                let before = if long[n] { without_processor() } else { Duration::ZERO };
                let mut time = things[n]();
                if long[n] {
                    time = time.saturating_sub(without_processor().saturating_sub(before));
                }
                long[n] = time > effort.long;
                total += time;
                calls.push(time.as_secs_f64() * 1e9);
            }
            // The first round warms up.
            if round > 0 {
                times[n].push(median(&calls));
            }
        }
    }
}

/// For how long this thread could have run and had no processor, because something else had it; as far as Linux
/// tells, else zero.
pub fn without_processor() -> Duration {
    let Ok(text) = std::fs::read_to_string("/proc/thread-self/schedstat") else { return Duration::ZERO };
    let waited = text.split_whitespace().nth(1).and_then(|number| number.parse().ok());
    Duration::from_nanos(waited.unwrap_or_default())
}

/// Times `work` on an input that was made before, and drops the result afterwards.
pub fn timed<I, O>(input: I, work: impl FnOnce(I) -> O) -> Duration {
    let input = black_box(input);
    let start = Instant::now();
    let output = black_box(work(input));
    let time = start.elapsed();
    drop(output);
    time
}

/// The median.
pub fn median(times: &[f64]) -> f64 {
    let mut sorted = times.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    sorted.get(sorted.len() / 2).copied().unwrap_or(f64::NAN)
}

/// How many times as long `left` takes as `right`: the median over the rounds.
pub fn ratio(left: &[f64], right: &[f64]) -> f64 {
    let ratios: Vec<f64> = left.iter().zip(right).map(|(left, right)| left / right).collect();
    median(&ratios)
}

/// Nanoseconds, with a unit that fits.
pub fn readable(nanoseconds: f64) -> String {
    match nanoseconds {
        ns if ns < 1e3 => format!("{ns:.0} ns"),
        ns if ns < 1e5 => format!("{:.1} µs", ns / 1e3),
        ns if ns < 1e6 => format!("{:.0} µs", ns / 1e3),
        ns => format!("{:.2} ms", ns / 1e6),
    }
}
