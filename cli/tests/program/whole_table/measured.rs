//! How fast workers are: not a test, but what `tests/walks/run.sh` prints.

use std::fs::{self, File};
use std::time::Instant;

use dynamodb_item_encryptor::AlgorithmSuite;
use serde_json::Value;

use super::items::{self, Mixed};
use super::number;
use super::worker::cpu_of;
use crate::run::{Folder, program, server, words};

/// `WALK_WORKERS` processes converge a table of `WALK_ITEMS`, on the cores that this process has. `WALK_SUITE` is `hmac_sha384`, or that with
/// signatures; with `WALK_DRY`, nothing is written.
///
/// The engine is this process: it has the same cores, where DynamoDB has its own. So besides the time it is told what the workers alone
/// had of a core. It also does one request at a time, with one lock for all that it stores, where DynamoDB has as many partitions as it takes:
/// with `WALK_ENGINES`, each worker has one of its own, with the whole table in it, of which it converges its part.
#[tokio::test(flavor = "multi_thread")]
#[ignore = "a measurement, by tests/walks/run.sh"]
async fn workers_are_measured() {
    let (count, workers) = (number("WALK_ITEMS", 10_000), number("WALK_WORKERS", 1));
    let is_dry = std::env::var_os("WALK_DRY").is_some();
    let suite = match std::env::var("WALK_SUITE").as_deref() {
        Ok("hmac_sha384") => AlgorithmSuite::HmacSha384,
        _ => AlgorithmSuite::HmacSha384EcdsaP384,
    };
    let has_each_an_engine = std::env::var_os("WALK_ENGINES").is_some();
    let Mixed { stored, damaged, .. } = items::mixed(count).await;
    let mut engines = Vec::new();
    for _ in 0..if has_each_an_engine { workers } else { 1 } {
        let (url, client) = server().await;
        test_support::engine::put_all(&client, &stored).await;
        engines.push(url);
    }
    let folder = Folder::new();
    let [present, former] = items::configure(&folder, suite);
    let (before, began) = (cpu_of(std::process::id()), Instant::now());
    let running: Vec<_> = (0..workers)
        .zip(engines.iter().cycle())
        .map(|(worker, url)| {
            let segment = format!("{worker}/{workers}");
            let mut args = words(&[
                "converge",
                "--json",
                "--config",
                &present,
                "--formerly",
                &former,
                "--endpoint-url",
                url,
            ]);
            args.extend(words(&["--segment", &segment]));
            args.extend((!is_dry).then(|| "--write".to_owned()));
            let mut command = program(args);
            // Its output may be longer than a pipe holds.
            let (output, errors) =
                (folder.path(&format!("{worker}.json")), folder.path(&format!("{worker}.err")));
            command.stdout(File::create(&output).unwrap()).stderr(File::create(&errors).unwrap());
            tokio::task::spawn_blocking(move || {
                let mut child = command.spawn().unwrap();
                let cpu = cpu_of(child.id());
                let ended = child.wait().unwrap();
                assert!(
                    matches!(ended.code(), Some(0 | 1)),
                    "{ended}: {}",
                    fs::read_to_string(errors).unwrap()
                );
                (cpu, fs::read_to_string(output).unwrap())
            })
        })
        .collect();
    let (mut cpu, mut seen, mut failed, mut written) = (0.0, 0, 0, 0);
    for running in running {
        let (of_worker, output) = running.await.unwrap();
        let end: Value = serde_json::from_str(output.lines().last().unwrap()).unwrap();
        let total = |name: &str| end["totals"][name].as_u64().unwrap();
        (seen, failed, written) =
            (seen + total("seen"), failed + total("failed"), written + total("replaced") + total("pending"));
        cpu += of_worker;
    }
    let (took, engine) = (began.elapsed().as_secs_f64(), cpu_of(std::process::id()) - before);
    assert_eq!((seen, failed), (count, damaged.len() as u64));
    assert!(written > count / 2);
    let cores = std::thread::available_parallelism().unwrap();
    println!(
        "{workers} workers, {} engines, {cores} cores, {suite:?}, {}: {count} items ({written} to write) in {took:.2} s: {:.0} a second; the workers had \
         {cpu:.2} s of a core: {:.0} a second and core; engines had {engine:.2} s",
        engines.len(),
        if is_dry { "dry run" } else { "written" },
        count as f64 / took,
        count as f64 / cpu,
    );
}
