//! Runs the test vectors of Project Wycheproof through the package's own cryptographic room, and prints how many of each
//! file were run.
//!
//! The room is private to the package. Its sources are compiled here once more, as they are: it knows nothing of the
//! rest but the error that it becomes.

/// Stands for that of the package: nothing is printed here.
macro_rules! debug_shows {
    ($($what:tt)*) => {};
}

mod agreement;
#[path = "../../../src/crypto/mod.rs"]
#[allow(dead_code, unused_imports, reason = "vectors do not need all of the room")]
mod crypto;
mod report;
mod rsa;
mod signatures;
mod symmetric;

/// What the room knows of the package's errors.
mod error {
    pub enum KeyError {
        #[cfg(feature = "fips")]
        Config(#[allow(dead_code, reason = "it is for people")] String),
        Crypto,
    }
}

/// Whether the legacy format and Ed25519 are left out, of which a build with this feature has nothing.
const FIPS: bool = cfg!(feature = "fips");

use std::process::ExitCode;

use report::Report;

fn main() -> ExitCode {
    let mut report = Report::default();
    symmetric::run(&mut report);
    agreement::run(&mut report);
    signatures::run(&mut report);
    rsa::run(&mut report);
    report.print()
}
