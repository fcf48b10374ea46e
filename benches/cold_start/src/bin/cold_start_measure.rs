//! Starts the programs in turns, and prints what they took as a table.
//!
//! `cold_start_measure ROUNDS FOLDER FOLDER_NO_JITTER`: the folders of the programs as they come, and of those that were
//! built with the variable.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// How long a program waits before its first item: not at all, and as long as a connection with TLS may take.
const WAITING: [u64; 2] = [0, 100];

struct Program {
    name: &'static str,
    path: PathBuf,
    preparation: &'static str,
}

/// One run, in microseconds.
#[derive(Clone, Copy)]
struct Run {
    /// From the start of the process to its first sealed item, by the clock of whoever started it.
    total: u64,
    built: u64,
    first: u64,
    second: u64,
    /// What the process used of processors, in its whole life.
    processor: u64,
}

fn main() {
    let arguments: Vec<_> = std::env::args().skip(1).collect();
    let [rounds, folder, no_jitter] = &arguments[..] else { panic!("rounds and two folders are needed") };
    let rounds: usize = rounds.parse().expect("a number of rounds");
    let (folder, no_jitter) = (Path::new(folder), Path::new(no_jitter));
    let ours =
        |name, folder: &Path, preparation| Program { name, path: folder.join("first_item"), preparation };
    let mut programs = vec![
        ours("as it comes", folder, "default"),
        ours("`prepare`", folder, "prepared"),
        ours("`prepare_in_background`", folder, "background"),
        ours("build variable", no_jitter, "default"),
    ];
    let official = folder.join("first_item_official");
    if official.exists() {
        programs.push(Program { name: "`aws-db-esdk` 1.3.0", path: official, preparation: "default" });
    }
    for waiting in WAITING {
        let mut runs = vec![Vec::new(); programs.len()];
        for round in 0..=rounds {
            for (program, runs) in programs.iter().zip(&mut runs) {
                let run = run(program, waiting);
                // The first one of each reads its file from the disk.
                if round > 0 {
                    runs.push(run);
                }
            }
        }
        print(waiting, &programs, &runs);
    }
}

fn run(program: &Program, waiting: u64) -> Run {
    let before = children();
    let begun = Instant::now();
    let mut child = Command::new(&program.path)
        .args([waiting.to_string(), program.preparation.to_owned()])
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut out = child.stdout.take().expect("a pipe");
    let mut mark = [0];
    out.read_exact(&mut mark).expect("the program seals an item");
    let total = micros(begun.elapsed());
    let mut report = String::new();
    out.read_to_string(&mut report).expect("text");
    assert!(child.wait().expect("its end").success(), "{} failed", program.name);
    let stages: Vec<u64> = report.split_whitespace().map(|text| text.parse().expect("a number")).collect();
    let [built, first, second] = stages[..] else { panic!("not a report: {report}") };
    Run { total, built, first, second, processor: children() - before }
}

fn micros(duration: Duration) -> u64 {
    u64::try_from(duration.as_micros()).expect("less than an age")
}

/// What processes that have ended, and were waited for, used of processors, in microseconds.
fn children() -> u64 {
    let stat = std::fs::read_to_string("/proc/self/stat").expect("Linux");
    let fields: Vec<_> = stat.rsplit(')').next().expect("fields").split_whitespace().collect();
    // cutime and cstime, fields 16 and 17 of which two are before the bracket; in hundredths of a second.
    let ticks: u64 = fields[13..15].iter().map(|text| text.parse::<u64>().expect("a number")).sum();
    ticks * 10_000
}

fn print(waiting: u64, programs: &[Program], runs: &[Vec<Run>]) {
    println!(
        "\nWaiting {waiting} ms before the first item, as for a connection; milliseconds, median (and 90th percentile):\n"
    );
    println!(
        "| program | start to first sealed item | of that, until it is ready | first item | second item | processor time, mean |"
    );
    println!("|---|--:|--:|--:|--:|--:|");
    for (program, runs) in programs.iter().zip(runs) {
        let column = |of: fn(&Run) -> u64| {
            let mut values: Vec<_> = runs.iter().map(of).collect();
            values.sort_unstable();
            let at = |percent: usize| values[(values.len() - 1) * percent / 100] as f64 / 1000.0;
            (at(50), at(90))
        };
        let [total, built, first, second] = [
            column(|run| run.total),
            column(|run| run.built),
            column(|run| run.first),
            column(|run| run.second),
        ];
        let processor = runs.iter().map(|run| run.processor).sum::<u64>() as f64 / runs.len() as f64 / 1000.0;
        println!(
            "| {} | {:.1} ({:.1}) | {:.1} | {:.2} ({:.2}) | {:.2} | {processor:.0} |",
            program.name, total.0, total.1, built.0, first.0, first.1, second.0
        );
    }
}
