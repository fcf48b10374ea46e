//! Workers: processes of the program, which are killed.

use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead, BufReader};
use std::process::{Child, ChildStdout, Stdio};
use std::time::Duration;

use dynamodb_item_encryptor::AlgorithmSuite;
use serde_json::Value;
use test_support::workload::accounts::Rng;

use super::{WORKERS, items};
use crate::run::{Folder, program, words};

/// Ticks of a second in which Linux counts what a process had of a core: USER_HZ, which is the same on all machines.
const TICKS: f64 = 100.0;

/// What all workers are told.
pub struct Setup {
    folder: Folder,
    configurations: [String; 2],
    url: String,
    items: u64,
}

/// What became of a worker.
#[derive(Debug)]
pub struct Worked {
    pub kills: u32,
    /// The ids of the items that it said it could not deal with.
    pub named: BTreeSet<String>,
    /// The counts that it ended with.
    pub totals: Value,
    /// Seconds that its processes had of a core.
    pub cpu: f64,
}

/// When a process is killed: after so many lines of its output, and then so much time.
struct Fuse {
    lines: u64,
    wait: Duration,
}

impl Setup {
    pub fn new(url: String, items: u64) -> Self {
        let folder = Folder::new();
        let configurations = items::configure(&folder, AlgorithmSuite::HmacSha384EcdsaP384);
        Setup { folder, configurations, url, items }
    }

    fn arguments(&self, worker: u32, walk: &str) -> Vec<String> {
        let [present, former] = &self.configurations;
        let (segment, checkpoint) = (format!("{worker}/{WORKERS}"), format!("Checkpoints/{walk}"));
        words(&[
            "converge",
            "--write",
            "--list",
            "--json",
            "--config",
            present,
            "--formerly",
            former,
            "--endpoint-url",
            &self.url,
            "--segment",
            &segment,
            "--checkpoint-table",
            &checkpoint,
            "--parallel",
            "2",
            "--page-size",
            if self.items < 10_000 { "5" } else { "100" },
        ])
    }

    /// Runs a worker to its end.
    pub fn work(&self, worker: u32, walk: &str) -> Worked {
        let mut worked = Worked::new();
        assert!(self.run(worker, walk, None, &mut worked), "worker {worker} ended by itself");
        worked
    }

    /// Runs a worker, kills it so often at random, and then runs it to its end.
    pub fn work_and_die(&self, worker: u32, kills: u32, seed: u64) -> Worked {
        let (mut rng, mut worked) = (Rng(seed * 100 + u64::from(worker)), Worked::new());
        // Not later than that, so that there is something left to do each time.
        let latest = usize::try_from(self.items / u64::from(WORKERS) / 6).unwrap().max(2);
        let mut is_finished = false;
        while worked.kills < kills {
            // One that has nothing left to do, or is to be killed at the beginning, is killed whenever it may be.
            let lines = if is_finished || rng.chance(20) { 0 } else { rng.below(latest) };
            let wait = Duration::from_micros(rng.below(20_000) as u64);
            let fuse = Fuse { lines: lines as u64, wait };
            is_finished = self.run(worker, "live", Some(fuse), &mut worked);
        }
        assert!(self.run(worker, "live", None, &mut worked), "worker {worker} ended by itself");
        worked
    }

    /// Runs a process; `false` if it was killed.
    fn run(&self, worker: u32, walk: &str, fuse: Option<Fuse>, worked: &mut Worked) -> bool {
        let mut command = program(self.arguments(worker, walk));
        let errors = fs::File::create(self.folder.path(&format!("errors-{worker}"))).unwrap();
        let mut child = command.stdout(Stdio::piped()).stderr(errors).spawn().unwrap();
        let output = child.stdout.take().unwrap();
        let is_killed = worked.read(&mut child, output, fuse);
        worked.cpu += cpu_of(child.id());
        let ended = child.wait().unwrap();
        if is_killed && ended.code().is_none() {
            worked.kills += 1;
            return false;
        }
        let errors = fs::read_to_string(self.folder.path(&format!("errors-{worker}"))).unwrap();
        // One that was killed at its very end has nothing left to do, and says so.
        let is_right = errors.is_empty() || errors.contains("come to its end before");
        assert!(matches!(ended.code(), Some(0 | 1)) && is_right, "{ended}: {errors}");
        true
    }
}

impl Worked {
    fn new() -> Self {
        Worked { kills: 0, named: BTreeSet::new(), totals: Value::Null, cpu: 0.0 }
    }

    /// Reads what a process tells until it ends; `true` if it was to be killed meanwhile.
    fn read(&mut self, child: &mut Child, output: ChildStdout, fuse: Option<Fuse>) -> bool {
        let (mut output, mut line, mut lines) = (BufReader::new(output), String::new(), 0);
        let mut fuse = fuse;
        let mut is_killed = false;
        loop {
            if let Some(Fuse { wait, .. }) = fuse.take_if(|fuse| lines >= fuse.lines) {
                std::thread::sleep(wait);
                child.kill().unwrap();
                is_killed = true;
            }
            line.clear();
            if output.read_line(&mut line).unwrap() == 0 {
                return is_killed;
            }
            lines += 1;
            // Of one that was killed, the last line may be half a line.
            if let Some(line) = line.strip_suffix('\n') {
                self.line(&serde_json::from_str(line).unwrap());
            }
        }
    }

    fn line(&mut self, line: &Value) {
        if line.get("error").is_some() {
            self.named.insert(line["key"]["id"]["S"].as_str().unwrap().to_owned());
        }
        if let Some(totals) = super::totals(line) {
            self.totals = totals.clone();
        }
    }
}

/// Seconds that a process had of a core, until now or until its end.
///
/// Source: proc_pid_stat(5).
pub fn cpu_of(process: u32) -> f64 {
    // What is counted at its end is there when it is over, and until somebody waits for it.
    loop {
        let text = fs::read_to_string(format!("/proc/{process}/stat")).unwrap();
        // The name, in brackets, may have anything in it.
        let fields: Vec<_> = text.rsplit_once(')').unwrap().1.split_whitespace().collect();
        if fields[0] == "Z" || process == std::process::id() {
            let ticks: u64 = [fields[11], fields[12]].map(|text| text.parse::<u64>().unwrap()).iter().sum();
            return ticks as f64 / TICKS;
        }
        std::thread::sleep(Duration::from_millis(2));
    }
}
