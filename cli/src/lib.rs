//! The command line of `dynamodb-item-encryptor`.
//!
//! What is here is for the program and its demonstration: [`run`] is the program. The interface for other programs is the
//! library's own.

#![forbid(unsafe_code)]
#![warn(missing_docs, unnameable_types, unreachable_pub)]
#![warn(clippy::mem_forget)]
#![cfg_attr(not(test), warn(clippy::cast_possible_truncation))]
// A panic in the middle of a table would leave whoever watches without a sentence. Tests may panic.
#![warn(clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

mod args;
mod aws;
mod beacons;
mod check;
mod config;
mod converge;
mod exit;
mod failure;
mod help;
mod inspect;
mod key_store;
mod open;
mod output;
mod policy;
mod rewrap;
mod shell;
mod shown;
mod sink;
mod source;
mod survey;
mod verify;
mod walk;

use std::ffi::OsString;

use clap::FromArgMatches;

use args::{Cli, Verb};
pub use exit::Exit;
use failure::Failure;
use output::Output;

/// Runs the program with these arguments, of which the first is its name, and says how it ended.
pub fn run(arguments: impl IntoIterator<Item = impl Into<OsString> + Clone>) -> Exit {
    let mut command = help::command();
    let matches = command.try_get_matches_from_mut(arguments);
    let cli = match matches.and_then(|matches| Cli::from_arg_matches(&matches)) {
        Ok(cli) => cli,
        // Help and version come this way too, and go to standard output.
        Err(error) => {
            let exit = if error.use_stderr() { Exit::Usage } else { Exit::Done };
            return match error.print() {
                Ok(()) => exit,
                Err(error) => ended(Err(Failure::stdout(&error))),
            };
        }
    };
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return ended(Err(Failure::internal(&format!("no threads could be started: {error}")))),
    };
    let mut output = Output::new(&cli.output);
    let result = runtime.block_on(async {
        tokio::select! {
            // It listens before anything is begun.
            biased;
            // What is unfinished is cleared away as after a failure.
            () = interrupted() => Ok(Exit::Interrupted),
            result = carry_out(cli.verb, &mut output) => result,
        }
    });
    // What is buffered belongs to what was done, also if something failed after it.
    let flushed = output.flush();
    // A thread that waits for standard input must not keep the program alive.
    runtime.shutdown_background();
    ended(result.and_then(|exit| flushed.map(|()| exit)))
}

async fn carry_out(verb: Verb, output: &mut Output) -> Result<Exit, Failure> {
    match verb {
        Verb::Inspect(args) => inspect::run(args, output).await,
        Verb::Open(args) => open::run(args, output).await,
        Verb::Verify(args) => verify::run(args, output).await,
        Verb::Survey(args) => survey::run(args, output).await,
        Verb::Converge(args) => converge::run(args, output).await,
        Verb::Rewrap(args) => rewrap::run(args, output).await,
        Verb::Beacons(verb) => beacons::run(verb, output).await,
        Verb::Policy(args) => policy::run(&args, output),
        Verb::Check(args) => check::run(args, output).await,
        Verb::KeyStore(verb) => key_store::run(verb, output).await,
        Verb::Completions { shell } => shell::completions(shell, output),
        Verb::Man { verb } => shell::man(&verb, output),
    }
}

/// Somebody, or a scheduler, asks the program to end.
async fn interrupted() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let (Ok(mut interrupt), Ok(mut terminate)) =
            (signal(SignalKind::interrupt()), signal(SignalKind::terminate()))
        {
            tokio::select! {
                _ = interrupt.recv() => return,
                _ = terminate.recv() => return,
            }
        }
    }
    #[cfg(not(unix))]
    if tokio::signal::ctrl_c().await.is_ok() {
        return;
    }
    // Signals end the process in their own way then.
    std::future::pending().await
}

fn ended(result: Result<Exit, Failure>) -> Exit {
    match result {
        Ok(exit) => exit,
        Err(failure) => {
            if !failure.sentence().is_empty() {
                output::tell(format_args!("item-encryptor: {}", failure.sentence()));
            }
            failure.exit()
        }
    }
}
