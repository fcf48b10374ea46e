//! A recorder that keeps metrics in memory and writes them as Prometheus reads them. An application takes the exporter of the
//! system that it has; this one is here so that the example needs none.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use metrics::{Counter, Gauge, Histogram, HistogramFn, Key, KeyName, Metadata, Recorder, SharedString, Unit};

/// A metric, by its name and labels.
type Series<T> = Mutex<BTreeMap<(String, Vec<(String, String)>), Arc<T>>>;

/// What was recorded. Clones have it in common.
#[derive(Clone, Default)]
pub struct Exporter(Arc<Recorded>);

#[derive(Default)]
struct Recorded {
    counters: Series<AtomicU64>,
    histograms: Series<Samples>,
    help: Mutex<BTreeMap<String, String>>,
}

/// The samples of a histogram.
#[derive(Default)]
pub struct Samples(Mutex<Vec<f64>>);

impl HistogramFn for Samples {
    fn record(&self, value: f64) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(value);
    }
}

fn series<T: Default>(all: &Series<T>, key: &Key) -> Arc<T> {
    let labels = key.labels().map(|label| (label.key().to_owned(), label.value().to_owned())).collect();
    let mut all = all.lock().unwrap_or_else(PoisonError::into_inner);
    Arc::clone(all.entry((key.name().to_owned(), labels)).or_default())
}

impl Exporter {
    /// The sum of a counter over all series that have these labels.
    pub fn sum(&self, name: &str, labels: &[(&str, &str)]) -> u64 {
        let all = self.0.counters.lock().unwrap_or_else(PoisonError::into_inner);
        let has = |own: &[(String, String)]| {
            labels.iter().all(|(name, value)| own.iter().any(|own| own.0 == *name && own.1 == *value))
        };
        let own = all.iter().filter(|((own, labels), _)| own == name && has(labels));
        own.map(|(_, counter)| counter.load(Ordering::Relaxed)).sum()
    }

    /// All metrics in the text format of Prometheus, histograms as the sum and number of their samples.
    pub fn text(&self) -> String {
        let mut text = String::new();
        let help = self.0.help.lock().unwrap_or_else(PoisonError::into_inner);
        for (name, help) in help.iter() {
            let _ = writeln!(text, "# HELP {} {help}", plain(name));
        }
        for ((name, labels), counter) in self.0.counters.lock().unwrap_or_else(PoisonError::into_inner).iter() {
            let _ = writeln!(text, "{}{} {}", plain(name), written(labels), counter.load(Ordering::Relaxed));
        }
        for ((name, labels), samples) in self.0.histograms.lock().unwrap_or_else(PoisonError::into_inner).iter()
        {
            let (name, labels) = (plain(name), written(labels));
            let samples = samples.0.lock().unwrap_or_else(PoisonError::into_inner);
            let _ = writeln!(text, "{name}_sum{labels} {:.6}", samples.iter().sum::<f64>());
            let _ = writeln!(text, "{name}_count{labels} {}", samples.len());
        }
        text
    }
}

/// A name as Prometheus allows it.
fn plain(name: &str) -> String {
    name.replace(['.', ' '], "_")
}

fn written(labels: &[(String, String)]) -> String {
    let labels: Vec<_> = labels.iter().map(|(name, value)| format!("{}={value:?}", plain(name))).collect();
    format!("{{{}}}", labels.join(","))
}

impl Recorder for Exporter {
    fn describe_counter(&self, key: KeyName, _: Option<Unit>, description: SharedString) {
        let mut help = self.0.help.lock().unwrap_or_else(PoisonError::into_inner);
        help.insert(key.as_str().to_owned(), description.into_owned());
    }

    fn describe_gauge(&self, key: KeyName, unit: Option<Unit>, description: SharedString) {
        self.describe_counter(key, unit, description);
    }

    fn describe_histogram(&self, key: KeyName, unit: Option<Unit>, description: SharedString) {
        self.describe_counter(key, unit, description);
    }

    fn register_counter(&self, key: &Key, _: &Metadata<'_>) -> Counter {
        Counter::from_arc(series(&self.0.counters, key))
    }

    fn register_gauge(&self, _: &Key, _: &Metadata<'_>) -> Gauge {
        Gauge::noop()
    }

    fn register_histogram(&self, key: &Key, _: &Metadata<'_>) -> Histogram {
        Histogram::from_arc(series(&self.0.histograms, key))
    }
}
