//! Runs the test vectors of the AWS Database Encryption SDK for DynamoDB, and with the feature `legacy` those of the
//! legacy DynamoDB Encryption Client.
//!
//! ```text
//! vectors [--kms] verify [--strict] --keys KEYS.json FILE…
//! vectors [--kms] judge --keys KEYS.json FILE…
//! vectors [--kms] encrypt --keys KEYS.json IN.json OUT.json
//! vectors [--kms] rewrap --keys KEYS.json IN.json NEW.json OLD.json
//! vectors verify-ddbec SCENARIOS.json
//! vectors search FILE OUT.json
//! ```
//!
//! `verify` opens the items of decrypt manifests. `encrypt` seals the records of an encrypt manifest and
//! writes the decrypt manifest that goes with them. `rewrap` wraps the items of a decrypt manifest for other keys, and writes
//! them for readers with the new keys, and for those with the old ones, who must refuse them. All print a line for every failure, then `N passed, M
//! failed`, and end with status 1 when anything failed. `verify-ddbec` opens the items of scenarios, names those that
//! it skips because they need somebody else's KMS, and counts them as well. `search` runs the tests of a file of vectors for
//! searchable encryption, and writes what comes of each.
//!
//! `judge` opens items that somebody has changed, where another implementation has said beforehand what it makes of each; every
//! other verdict is a failure.
//!
//! With `--strict`, items that are weaker than what the reader's configuration writes are refused.
//!
//! With `--kms`, AWS KMS is called for keys that are there; without, items under these keys fail.

mod config;
#[cfg(feature = "legacy")]
mod ddbec;
mod item_json;
mod keys;
mod manifest;
mod search;

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use aws_config::{BehaviorVersion, Region};
use dynamodb_item_encryptor::ReaderPolicy;
use keys::KeyFile;
use manifest::Outcome;

const USAGE: &str = "usage: vectors [--kms] verify [--strict] --keys KEYS.json FILE…
       vectors [--kms] judge --keys KEYS.json FILE…
       vectors [--kms] encrypt --keys KEYS.json IN.json OUT.json
       vectors [--kms] rewrap --keys KEYS.json IN.json NEW.json OLD.json
       vectors verify-ddbec SCENARIOS.json
       vectors search FILE OUT.json";

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let (kms, arguments) = match arguments.as_slice() {
        ["--kms", arguments @ ..] => (true, arguments),
        arguments => (false, arguments),
    };
    let outcome = match arguments {
        ["verify", "--keys", keys, files @ ..] if !files.is_empty() => {
            verify(kms, keys, files, Expected::ByPolicy(&ReaderPolicy::compatible())).await
        }
        ["verify", "--strict", "--keys", keys, files @ ..] if !files.is_empty() => {
            verify(kms, keys, files, Expected::ByPolicy(&ReaderPolicy::strict())).await
        }
        ["judge", "--keys", keys, files @ ..] if !files.is_empty() => {
            verify(kms, keys, files, Expected::ByAnother).await
        }
        ["encrypt", "--keys", keys, input, output] => encrypt(kms, keys, input, output).await,
        ["rewrap", "--keys", keys, input, new, old] => rewrap(kms, keys, input, new, old).await,
        ["search", file, output] => return search(file, output).await,
        ["verify-ddbec", scenarios] => return verify_ddbec(scenarios).await,
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match outcome {
        Ok(outcome) => {
            for failure in &outcome.failures {
                println!("{failure}");
            }
            println!("{} passed, {} failed", outcome.passed, outcome.failures.len());
            if outcome.failures.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// Where the verdicts of a decrypt manifest come from.
#[derive(Clone, Copy)]
enum Expected<'a> {
    /// From readers of this policy.
    ByPolicy(&'a ReaderPolicy),
    /// From another implementation.
    ByAnother,
}

async fn verify(
    kms: bool,
    keys: &str,
    files: &[&str],
    expected: Expected<'_>,
) -> Result<Outcome, Box<dyn Error>> {
    let keys = load(kms, keys).await?;
    let mut outcome = Outcome::default();
    for file in files {
        let name = Path::new(file).file_name().map_or_else(|| PathBuf::from(file), PathBuf::from);
        // A file that cannot be read is a failure like any other, and does not stop the files after it.
        let result = match (read(file), expected) {
            (Ok(json), Expected::ByPolicy(policy)) => manifest::verify_with(&keys, &json, policy).await,
            (Ok(json), Expected::ByAnother) => manifest::judge(&keys, &json).await,
            (Err(error), _) => Err(error),
        };
        let result = result.unwrap_or_else(|error| Outcome::failed(error.to_string()));
        outcome.join(&name.display().to_string(), result);
    }
    Ok(outcome)
}

#[cfg(feature = "legacy")]
async fn verify_ddbec(scenarios: &str) -> ExitCode {
    let outcome = match ddbec::verify(Path::new(scenarios)).await {
        Ok(outcome) => outcome,
        Err(error) => {
            eprintln!("{error}");
            return ExitCode::FAILURE;
        }
    };
    for failure in &outcome.failures {
        println!("{failure}");
    }
    for name in &outcome.skipped {
        println!("{name}: skipped, it needs its owner's KMS");
    }
    let (failed, skipped) = (outcome.failures.len(), outcome.skipped.len());
    println!("{} items were opened and compared", outcome.items);
    println!("{} passed, {failed} failed, {skipped} skipped", outcome.passed);
    if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

#[cfg(not(feature = "legacy"))]
async fn verify_ddbec(_scenarios: &str) -> ExitCode {
    eprintln!(
        "verify-ddbec needs the feature legacy: cargo run --features legacy --example vectors -- verify-ddbec …"
    );
    ExitCode::from(2)
}

async fn search(file: &str, output: &str) -> ExitCode {
    let answers = async { std::fs::write(output, search::run(&read(file)?).await?).map_err(Into::into) };
    match answers.await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let error: Box<dyn Error> = error;
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

async fn encrypt(kms: bool, keys: &str, input: &str, output: &str) -> Result<Outcome, Box<dyn Error>> {
    let keys = load(kms, keys).await?;
    let (outcome, json) = manifest::encrypt(&keys, &read(input)?).await?;
    std::fs::write(output, json).map_err(|error| format!("{output}: {error}"))?;
    Ok(outcome)
}

async fn rewrap(kms: bool, keys: &str, input: &str, new: &str, old: &str) -> Result<Outcome, Box<dyn Error>> {
    let keys = load(kms, keys).await?;
    let (outcome, with_new, with_old) = manifest::rewrap(&keys, &read(input)?).await?;
    for (file, json) in [(new, with_new), (old, with_old)] {
        std::fs::write(file, json).map_err(|error| format!("{file}: {error}"))?;
    }
    Ok(outcome)
}

async fn load(kms: bool, file: &str) -> Result<KeyFile, Box<dyn Error>> {
    // Every client gets the region of its key; saying one here keeps the SDK from looking for it.
    let config = aws_config::defaults(BehaviorVersion::latest()).region(Region::new("us-east-1"));
    KeyFile::parse(&read(file)?, if kms { Some(config.load().await) } else { None })
}

fn read(file: &str) -> Result<String, Box<dyn Error>> {
    std::fs::read_to_string(file).map_err(|error| format!("{file}: {error}").into())
}
