//! What is wrong with a configuration, and where.

use std::error::Error as StdError;
use std::fmt;
use std::io;

use crate::error::messages::messages;
use crate::error::shown::{Sentence, Shown};
use crate::error::{BoxError, Error, ErrorClass, KeyError, KeyStoreError};

/// What is wrong with a configuration: in which file, on which line, and with which entry.
///
/// Neither this nor its source shows a value of the text: where somebody has put a key by mistake, it stays there. Names are
/// shown, of entries, tables, attributes, variables and files.
///
/// ```
/// use dynamodb_item_encryptor::config::{Configuration, EntryProblem};
///
/// let text = "[tables.Customers]\npartition_key = 'id'\nencrpt = ['email']\nkeyring = 'main'\n";
/// let error = Configuration::from_toml(text).unwrap_err();
/// assert_eq!((error.line(), error.entry()), (Some(3), Some("tables.Customers.encrpt")));
/// assert!(matches!(error.problem(), EntryProblem::Unknown { meant: Some("encrypt"), .. }));
/// ```
pub struct ConfigurationError(Box<Inner>);

struct Inner {
    file: Option<String>,
    line: Option<usize>,
    entry: Option<String>,
    problem: EntryProblem,
}

/// What is wrong with an entry of a configuration, or with all of it.
///
/// Example: [`config`](crate::config).
#[derive(Debug)]
#[non_exhaustive]
pub enum EntryProblem {
    /// The file cannot be read.
    File(io::Error),
    /// The file's name does not end in `.toml` or `.json`.
    FileName,
    /// The text is longer than a mebibyte, or no UTF-8.
    Text(&'static str),
    /// The text is not TOML, or not JSON: what the parser says.
    Syntax(String),
    /// Entries are nested too deep.
    TooDeep,
    /// There is no entry of this name.
    Unknown {
        /// The entries that there are in this place.
        known: &'static [&'static str],
        /// The one that may have been meant.
        meant: Option<&'static str>,
    },
    /// What the entry names is none of its possible values or kinds.
    UnknownKind {
        /// The values or kinds that there are.
        known: &'static [&'static str],
        /// The one that may have been meant.
        meant: Option<&'static str>,
    },
    /// An entry is missing.
    Missing {
        /// Its name.
        entry: &'static str,
    },
    /// An entry of this name is there already.
    Twice,
    /// The entry is of another type.
    Type {
        /// What it has to be.
        expected: &'static str,
        /// What it is.
        found: &'static str,
    },
    /// The entry has to name one kind, and have nothing beside it.
    OneKind,
    /// The value is not one that the entry can have.
    Value(String),
    /// The entry names another one that is not there.
    NoSuch {
        /// What it names, for example `keyring`.
        what: &'static str,
        /// The name.
        name: String,
        /// The one that may have been meant.
        meant: Option<String>,
    },
    /// The keyring is part of itself.
    Circle,
    /// Two entries exclude each other, or one of several is needed.
    Choice(&'static str),
    /// The environment variable that should hold a key is not set, or not text.
    Variable {
        /// Name of the variable.
        name: String,
    },
    /// The file that should hold a key cannot be read.
    KeyFile {
        /// Its path.
        path: String,
        /// Why.
        source: io::Error,
    },
    /// What a variable or file holds is not a key.
    KeyText(&'static str),
    /// A rule of the table is broken.
    Table(Box<Error>),
    /// A rule of the keyring is broken, or its key is not one.
    Key(KeyError),
    /// A rule of the key store is broken.
    KeyStore(KeyStoreError),
    /// There is no client for AWS.
    Client(BoxError),
    /// This crate reached a state that its code rules out. Please report it as a bug.
    Internal(&'static str),
}

messages!(EntryProblem {
    Self::File(_) => "the file cannot be read";
    Self::FileName => "the name of a configuration file has to end in '.toml' or '.json'";
    Self::Text(problem) => "{problem}";
    Self::Syntax(message) => "{}", Sentence(message);
    Self::TooDeep => "entries are nested too deep";
    Self::Unknown { known: [], meant: _ } => "there is no such entry: none belongs here";
    Self::Unknown { known, meant: None } => "there is no such entry; here belong {}", Names(known);
    Self::Unknown { meant: Some(meant), known: _ } => "there is no such entry; is '{meant}' meant?";
    Self::UnknownKind { known, meant: None } => "one of {} belongs here", Names(known);
    Self::UnknownKind { known, meant: Some(meant) } => "one of {} belongs here; is '{meant}' meant?", Names(known);
    Self::Missing { entry } => "the entry '{entry}' is missing";
    Self::Twice => "the entry is there twice";
    Self::Type { expected, found } => "{expected} belongs here, and not {found}";
    Self::OneKind => "a table with exactly one entry belongs here: the name of a kind, and what that needs";
    Self::Value(problem) => "{}", Sentence(problem);
    Self::NoSuch { what, name, meant: None } => "there is no {what} '{}'", Shown(name);
    Self::NoSuch { what, name, meant: Some(meant) } =>
        "there is no {what} '{}'; is '{}' meant?", Shown(name), Shown(meant);
    Self::Circle => "the keyring is part of itself";
    Self::Choice(problem) => "{problem}";
    Self::Variable { name } => "the environment variable '{}' is not set, or not in UTF-8", Shown(name);
    Self::KeyFile { path, source: _ } => "the key file '{}' cannot be read", Shown(path);
    Self::KeyText(problem) => "{problem}";
    Self::Table(error) => "{error}";
    Self::Key(error) => "{error}";
    Self::KeyStore(error) => "{error}";
    Self::Client(_) => "there is no client for AWS";
    Self::Internal(what) => "internal error: {what}; please report this as a bug";
});

/// Names between quotes.
struct Names(&'static [&'static str]);

impl fmt::Display for Names {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, name) in self.0.iter().enumerate() {
            write!(f, "{}'{name}'", if number > 0 { ", " } else { "" })?;
        }
        Ok(())
    }
}

impl EntryProblem {
    /// Whose fault it is.
    fn class(&self) -> ErrorClass {
        match self {
            EntryProblem::File(_)
            | EntryProblem::FileName
            | EntryProblem::Text(_)
            | EntryProblem::Syntax(_)
            | EntryProblem::TooDeep
            | EntryProblem::Unknown { .. }
            | EntryProblem::UnknownKind { .. }
            | EntryProblem::Missing { .. }
            | EntryProblem::Twice
            | EntryProblem::Type { .. }
            | EntryProblem::OneKind
            | EntryProblem::Value(_)
            | EntryProblem::NoSuch { .. }
            | EntryProblem::Circle
            | EntryProblem::Choice(_)
            | EntryProblem::KeyText(_) => ErrorClass::Configuration,
            EntryProblem::Variable { .. } | EntryProblem::KeyFile { .. } | EntryProblem::Client(_) => {
                ErrorClass::KeyAccess
            }
            EntryProblem::Table(error) => error.class(),
            EntryProblem::Key(error) => error.class(),
            EntryProblem::KeyStore(error) => error.class(),
            EntryProblem::Internal(_) => ErrorClass::Internal,
        }
    }
}

impl ConfigurationError {
    pub(super) fn new(
        file: Option<&str>,
        line: Option<usize>,
        entry: Option<String>,
        problem: EntryProblem,
    ) -> Self {
        let file = file.map(str::to_owned);
        ConfigurationError(Box::new(Inner {
            file,
            line,
            entry: entry.filter(|entry| !entry.is_empty()),
            problem,
        }))
    }

    /// The file, where there is one.
    pub fn file(&self) -> Option<&str> {
        self.0.file.as_deref()
    }

    /// The line, counted from 1, where it is about one.
    pub fn line(&self) -> Option<usize> {
        self.0.line
    }

    /// The entry, where it is about one: for example `tables.Customers.encrypt[1]`.
    pub fn entry(&self) -> Option<&str> {
        self.0.entry.as_deref()
    }

    /// What is wrong with it.
    pub fn problem(&self) -> &EntryProblem {
        &self.0.problem
    }

    /// Whose fault it is.
    pub fn class(&self) -> ErrorClass {
        self.0.problem.class()
    }
}

impl fmt::Display for ConfigurationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Inner { file, line, entry, problem } = &*self.0;
        match file {
            Some(file) => write!(f, "configuration file '{}'", Shown(file))?,
            None => f.write_str("configuration")?,
        }
        if let Some(line) = line {
            write!(f, ", line {line}")?;
        }
        if let Some(entry) = entry {
            write!(f, ", entry '{}'", Shown(entry))?;
        }
        write!(f, ": {problem}")
    }
}

impl fmt::Debug for ConfigurationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ConfigurationError")
            .field("file", &self.0.file.as_deref().map(Shown))
            .field("line", &self.0.line)
            .field("entry", &self.0.entry.as_deref().map(Shown))
            .field("problem", &self.0.problem)
            .finish()
    }
}

impl StdError for ConfigurationError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match &self.0.problem {
            EntryProblem::File(source) | EntryProblem::KeyFile { source, .. } => Some(source),
            EntryProblem::Client(source) => Some(source.as_ref()),
            // What they say is part of the message.
            EntryProblem::Table(error) => error.source(),
            EntryProblem::Key(error) => error.source(),
            EntryProblem::KeyStore(error) => error.source(),
            EntryProblem::FileName
            | EntryProblem::Text(_)
            | EntryProblem::Syntax(_)
            | EntryProblem::TooDeep
            | EntryProblem::Unknown { .. }
            | EntryProblem::UnknownKind { .. }
            | EntryProblem::Missing { .. }
            | EntryProblem::Twice
            | EntryProblem::Type { .. }
            | EntryProblem::OneKind
            | EntryProblem::Value(_)
            | EntryProblem::NoSuch { .. }
            | EntryProblem::Circle
            | EntryProblem::Choice(_)
            | EntryProblem::Variable { .. }
            | EntryProblem::KeyText(_)
            | EntryProblem::Internal(_) => None,
        }
    }
}
