//! Why a run ended early, as a sentence and an exit code.

use std::error::Error as StdError;
use std::fmt;
use std::io;
use std::path::Path;

use dynamodb_item_encryptor::Error;

use crate::exit::Exit;
use crate::shown::{Sentence, shown};

/// Ends the run.
#[derive(Debug)]
pub(crate) struct Failure {
    exit: Exit,
    /// Empty where there is nobody left to read it.
    sentence: String,
}

impl Failure {
    pub(crate) fn new(exit: Exit, sentence: impl fmt::Display) -> Self {
        Failure { exit, sentence: sentence.to_string() }
    }

    /// A file that cannot be read or written. `verb` is what was tried: "read", "write".
    pub(crate) fn file(verb: &str, path: &Path, error: &io::Error) -> Self {
        Self::new(Exit::Files, format_args!("cannot {verb} '{}': {}", shown_path(path), reason(error)))
    }

    /// Standard output that cannot be written to.
    pub(crate) fn stdout(error: &io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Failure { exit: Exit::ClosedPipe, sentence: String::new() };
        }
        let reason = reason(error);
        Self::new(
            Exit::Files,
            format_args!("cannot write to standard output: {reason}; the output is not complete"),
        )
    }

    /// Something that this program's code rules out.
    pub(crate) fn internal(what: &str) -> Self {
        Self::new(Exit::Internal, format_args!("{what}; please report this as a bug"))
    }

    /// Puts the sentence into a larger one.
    pub(crate) fn within(self, context: impl fmt::Display) -> Self {
        match self.exit {
            Exit::ClosedPipe => self,
            exit => Self::new(exit, format_args!("{context}: {}", self.sentence)),
        }
    }

    /// Adds what to do about it.
    pub(crate) fn advise(self, advice: &str) -> Self {
        Self::new(self.exit, format_args!("{}; {advice}", self.sentence))
    }

    /// The exit code.
    pub(crate) fn exit(&self) -> Exit {
        self.exit
    }

    /// What to tell.
    pub(crate) fn sentence(&self) -> &str {
        &self.sentence
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        crate::aws::advised_by_words(Self::new(Exit::of_class(error.class()), with_sources(&error)))
    }
}

/// The reason in plain words, without the number that the operating system gives it.
fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file or folder".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        io::ErrorKind::StorageFull => "the disk is full".to_owned(),
        io::ErrorKind::IsADirectory => "it is a folder".to_owned(),
        io::ErrorKind::AlreadyExists => "it exists already".to_owned(),
        _ => Sentence(error).to_string(),
    }
}

/// A path for a message.
pub(crate) fn shown_path(path: &Path) -> String {
    shown(&path.to_string_lossy())
}

/// What the SDK's errors say of themselves when it is their sources that have something to say.
const SAY_NOTHING: [&str; 2] = ["unhandled error", "io error"];

/// An error and all its sources as one sentence. What a source says that was said already is left out.
pub(crate) fn with_sources(error: &(dyn StdError + 'static)) -> String {
    let mut said = Sentence(error).to_string();
    let mut source = error.source();
    while let Some(error) = source {
        let more = Sentence(error).to_string();
        if !said.contains(&more) && !SAY_NOTHING.contains(&&*more) {
            said.push_str(": ");
            said.push_str(&more);
        }
        source = error.source();
    }
    said
}
