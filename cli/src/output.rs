//! Standard output and standard error: text or JSON, colours for people only, and a pipe that somebody closes.

use std::fmt;
use std::io::{self, IsTerminal, StdoutLock, Write};
use std::time::{Duration, Instant};

use anstyle::{AnsiColor, Style};
use serde::Serialize;

use crate::args::{ColorChoice, OutputArgs};
use crate::failure::Failure;
use crate::shown::escaped_json;

/// What is told, and how.
pub(crate) struct Output {
    stdout: io::BufWriter<StdoutLock<'static>>,
    /// Whether results are JSON.
    pub(crate) json: bool,
    /// Whether results are coloured.
    colored: bool,
    /// Whether standard error is a terminal that can be told how far a run has come.
    pub(crate) progress: bool,
    quiet: bool,
}

/// What a word means, which decides its colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Meaning {
    Heading,
    Good,
    Doubtful,
    Bad,
    Quiet,
}

impl Output {
    pub(crate) fn new(args: &OutputArgs) -> Self {
        let stdout = io::stdout();
        let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        let colored = match args.color {
            ColorChoice::Always => true,
            ColorChoice::Never => false,
            ColorChoice::Auto => {
                stdout.is_terminal()
                    && !set("NO_COLOR")
                    && std::env::var_os("TERM").is_none_or(|term| term != "dumb")
            }
        };
        Output {
            json: args.json,
            colored: colored && !args.json,
            progress: io::stderr().is_terminal() && !args.quiet,
            quiet: args.quiet,
            stdout: io::BufWriter::with_capacity(1 << 16, stdout.lock()),
        }
    }

    /// Whether standard output is a terminal.
    pub(crate) fn is_terminal() -> bool {
        io::stdout().is_terminal()
    }

    /// Writes a line of text.
    pub(crate) fn line(&mut self, line: impl fmt::Display) -> Result<(), Failure> {
        writeln!(self.stdout, "{line}").map_err(|error| Failure::stdout(&error))
    }

    /// Writes a result as one line of JSON.
    pub(crate) fn json(&mut self, value: &impl Serialize) -> Result<(), Failure> {
        let json = serde_json::to_string(value)
            .map_err(|_| Failure::internal("a result could not be written as JSON"))?;
        self.line(escaped_json(json))
    }

    /// Writes bytes as they are.
    pub(crate) fn bytes(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        self.stdout.write_all(bytes).map_err(|error| Failure::stdout(&error))
    }

    /// Has everything that was written arrive. Whatever was buffered is lost with an error of its own otherwise.
    pub(crate) fn flush(&mut self) -> Result<(), Failure> {
        self.stdout.flush().map_err(|error| Failure::stdout(&error))
    }

    /// A word in the colour of what it means.
    pub(crate) fn paint(&self, meaning: Meaning, text: impl fmt::Display) -> String {
        if !self.colored {
            return text.to_string();
        }
        let style = match meaning {
            Meaning::Heading => Style::new().bold(),
            Meaning::Good => AnsiColor::Green.on_default(),
            Meaning::Doubtful => AnsiColor::Yellow.on_default(),
            Meaning::Bad => AnsiColor::Red.on_default().bold(),
            Meaning::Quiet => Style::new().dimmed(),
        };
        format!("{style}{text}{style:#}")
    }

    /// Tells something on standard error, beside the results, unless nobody wants to know.
    pub(crate) fn note(&self, note: impl fmt::Display) {
        if !self.quiet {
            tell(note);
        }
    }
}

/// A line on a terminal that says how far a run has come, and is written over.
pub(crate) struct ProgressLine {
    is_shown: bool,
    is_there: bool,
    next: Instant,
}

impl ProgressLine {
    pub(crate) fn new(output: &Output) -> Self {
        ProgressLine {
            is_shown: output.progress,
            is_there: false,
            next: Instant::now() + Duration::from_secs(1),
        }
    }

    /// Shows the line, if it is time to. What is in it is this program's own.
    pub(crate) fn show(&mut self, line: impl FnOnce() -> String) {
        if self.is_shown && Instant::now() >= self.next {
            self.next = Instant::now() + Duration::from_millis(250);
            self.is_there = true;
            // If nobody sees it, that is no reason to end.
            let _ = write!(io::stderr(), "\r\u{1b}[K{}", line());
        }
    }

    /// Makes room for something else.
    pub(crate) fn clear(&mut self) {
        if std::mem::take(&mut self.is_there) {
            let _ = write!(io::stderr(), "\r\u{1b}[K");
        }
    }
}

impl Drop for ProgressLine {
    fn drop(&mut self) {
        self.clear();
    }
}

/// Writes a line to standard error. If nobody reads it, there is nobody to tell.
pub(crate) fn tell(line: impl fmt::Display) {
    let _ = writeln!(io::stderr(), "{line}");
}
