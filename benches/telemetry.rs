//! What being watched costs an item of ten attributes: nothing is installed, a recorder of metrics and a log that takes what
//! is not debugging, and the same with all spans. `cargo bench --features metrics,tracing --bench telemetry`.
//!
//! Criterion runs one after the other; after its figures comes a table for which they were run in turns.

#[path = "../examples/telemetry/exporter.rs"]
#[allow(dead_code, reason = "what it has recorded is not looked at")]
mod exporter;
mod support;

use std::cell::RefCell;
use std::io;
use std::time::Duration;

use criterion::Criterion;
use dynamodb_item_encryptor::ItemEncryptor;
use tracing::dispatcher::{self, DefaultGuard, Dispatch};
use tracing_subscriber::filter::LevelFilter;
use tracing_subscriber::fmt::format::FmtSpan;

use exporter::Exporter;
use support::cases::{self, Shape};
use support::paired::{Effort, in_turns, median, ratio, readable, timed};

const SHAPE: Shape = Shape::text(10, 64);

fn main() {
    let mut criterion = Criterion::default()
        .warm_up_time(Duration::from_millis(200))
        .measurement_time(Duration::from_secs(1))
        .sample_size(20)
        .configure_from_args();
    let mut group = criterion.benchmark_group("telemetry");
    for (suite_name, suite) in cases::suites() {
        for watched in Watched::ALL {
            let encryptor = watched.encryptor(suite);
            let _log = watched.log();
            group.bench_function(format!("encrypt/{suite_name}/{}", watched.name()), |bencher| {
                bencher.iter_custom(|times| {
                    (0..times).map(|_| timed(SHAPE.item(), |item| cases::encrypt(&encryptor, item))).sum()
                });
            });
        }
    }
    group.finish();
    criterion.final_summary();
    let is_bench = std::env::args().any(|argument| argument == "--bench");
    table(if is_bench { Effort::FULL } else { Effort::TOUCH });
}

/// Who watches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Watched {
    Not,
    Metrics,
    Spans,
}

impl Watched {
    const ALL: [Watched; 3] = [Watched::Not, Watched::Metrics, Watched::Spans];

    fn name(self) -> &'static str {
        match self {
            Watched::Not => "nothing installed",
            Watched::Metrics => "metrics and a log",
            Watched::Spans => "metrics and all spans",
        }
    }

    /// An encryptor whose metrics go to a recorder, if there is one: it is asked for them once, when a table is built.
    fn encryptor(self, suite: dynamodb_item_encryptor::AlgorithmSuite) -> ItemEncryptor {
        match self {
            Watched::Not => SHAPE.encryptor(suite),
            Watched::Metrics | Watched::Spans => {
                metrics::with_local_recorder(&Exporter::default(), || SHAPE.encryptor(suite))
            }
        }
    }

    /// Has this thread's log take what it takes. `tracing` asks each log once what it wants, and remembers it until the
    /// next one comes or it is told to ask again.
    fn log(self) -> Option<DefaultGuard> {
        let level = match self {
            Watched::Not => {
                tracing::callsite::rebuild_interest_cache();
                return None;
            }
            Watched::Metrics => LevelFilter::INFO,
            Watched::Spans => LevelFilter::DEBUG,
        };
        let log = tracing_subscriber::fmt().with_max_level(level).with_span_events(FmtSpan::CLOSE);
        Some(dispatcher::set_default(&Dispatch::new(log.with_writer(io::sink).finish())))
    }
}

fn table(effort: Effort) {
    println!("\nIn turns: the time in which an item of ten texts of 64 bytes is sealed.");
    println!(
        "{:8} {:>20} {:>24} {:>24}",
        "suite",
        Watched::Not.name(),
        Watched::Metrics.name(),
        Watched::Spans.name()
    );
    for (suite_name, suite) in cases::suites() {
        let now = RefCell::new((Watched::Not, Watched::Not.log()));
        let encryptors = Watched::ALL.map(|watched| watched.encryptor(suite));
        let seal = |watched: Watched, encryptor: &ItemEncryptor| {
            let mut now = now.borrow_mut();
            if now.0 != watched {
                now.1 = None;
                *now = (watched, watched.log());
            }
            timed(SHAPE.item(), |item| cases::encrypt(encryptor, item))
        };
        let [not, metrics, spans] = &encryptors;
        let [not, metrics, spans] = in_turns(
            effort,
            [&mut || seal(Watched::Not, not), &mut || seal(Watched::Metrics, metrics), &mut || {
                seal(Watched::Spans, spans)
            }],
        );
        let by = |times: &[f64]| {
            format!("{} ({:+.1} %)", readable(median(times)), (ratio(times, &not) - 1.0) * 100.0)
        };
        println!("{suite_name:8} {:>20} {:>24} {:>24}", readable(median(&not)), by(&metrics), by(&spans));
    }
}
