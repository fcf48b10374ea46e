//! Exit codes, which scripts and schedulers go by.

use std::process::ExitCode;

use dynamodb_item_encryptor::ErrorClass;

/// How a run ended. Documented in the help of the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// All was done, and nothing is wrong.
    Done,
    /// All was done, and something was found: an item that does not verify, a table that does not fit.
    Findings,
    /// The command line is wrong.
    Usage,
    /// The configuration file, or a key in it, is wrong.
    Configuration,
    /// A file cannot be read or written.
    Files,
    /// AWS refused: no permission, no such table or key, no credentials.
    Refused,
    /// A service was out of reach, too busy or too slow. The same command may work later.
    Unavailable,
    /// A fault of this program.
    Internal,
    /// Somebody has interrupted it.
    Interrupted,
    /// Whoever reads the output has closed it.
    ClosedPipe,
}

/// What the help says about it.
pub(crate) const HELP: &str = "\
Verbs that ask AWS have --region NAME, --profile NAME and, for DynamoDB, --endpoint-url URL.

Exit codes:
  0  done, and nothing is wrong
  1  done, and something was found: unreadable items, a table that does not fit
  2  the command line is wrong
  3  the configuration is wrong
  4  a file cannot be read or written
  5  AWS refused: no permission, no such table or key, no credentials
  6  a service was out of reach or too busy: try again
  70 a fault of this program; 130: interrupted; 141: the reader of the output has closed it";

impl Exit {
    /// The number.
    pub fn number(self) -> u8 {
        match self {
            Exit::Done => 0,
            Exit::Findings => 1,
            Exit::Usage => 2,
            Exit::Configuration => 3,
            Exit::Files => 4,
            Exit::Refused => 5,
            Exit::Unavailable => 6,
            Exit::Internal => 70,
            Exit::Interrupted => 130,
            Exit::ClosedPipe => 141,
        }
    }

    /// The code of two runs in one: what could not be done counts more than what was found.
    pub(crate) fn or(self, other: Self) -> Self {
        if other.number() > self.number() { other } else { self }
    }

    /// The code for an error of the library.
    pub(crate) fn of_class(class: ErrorClass) -> Self {
        match class {
            ErrorClass::Configuration => Exit::Configuration,
            ErrorClass::Request | ErrorClass::Item => Exit::Findings,
            ErrorClass::KeyAccess => Exit::Refused,
            ErrorClass::Transient | ErrorClass::Uncertain => Exit::Unavailable,
            // The library may tell more kinds apart one day.
            _ => Exit::Internal,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        ExitCode::from(exit.number())
    }
}
