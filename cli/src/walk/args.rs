//! How a table is walked over, as the command line and schedulers say it.

use std::path::PathBuf;
use std::str::FromStr;

use clap::Args;

use crate::exit::Exit;
use crate::failure::Failure;
use crate::shown::shown;

/// How the table is walked over.
#[derive(Debug, Args)]
#[command(next_help_heading = "Walk")]
pub(crate) struct WalkArgs {
    /// Be worker I of N, from 0
    #[arg(long, value_name = "I/N", conflicts_with = "workers")]
    pub(crate) segment: Option<Part>,
    /// Be one of N workers: Kubernetes or AWS Batch say which
    #[arg(long, value_name = "N")]
    pub(crate) workers: Option<u32>,
    /// Read so many parts of the table at a time
    #[arg(long, value_name = "COUNT", default_value_t = 4)]
    pub(crate) parallel: u32,
    /// Read so many items of a part at a time, at most 65535
    #[arg(long, value_name = "COUNT")]
    #[arg(value_parser = clap::value_parser!(u16).range(1..))]
    pub(crate) page_size: Option<u16>,
    /// Write down here how far it has come, and go on from there
    #[arg(long, value_name = "FILE", conflicts_with = "checkpoint_table")]
    pub(crate) checkpoint: Option<PathBuf>,
    /// The same in a DynamoDB table, which is made if it is missing
    #[arg(long, value_name = "TABLE/NAME")]
    pub(crate) checkpoint_table: Option<Named>,
    /// Begin at the beginning, whatever the checkpoint says
    #[arg(long)]
    pub(crate) anew: bool,
    /// Try again for so many seconds what may pass by itself
    #[arg(long, value_name = "SECONDS", default_value_t = 60)]
    pub(crate) patience: u64,
    /// Consume so many percent of the table's capacity
    #[arg(long, value_name = "PERCENT", value_parser = clap::value_parser!(u8).range(1..=100))]
    pub(crate) share: Option<u8>,
    /// Consume so many read units a second
    #[arg(long, value_name = "UNITS", conflicts_with = "share")]
    pub(crate) read_units: Option<u32>,
    /// Consume so many write units a second
    #[arg(long, value_name = "UNITS", conflicts_with = "share")]
    pub(crate) write_units: Option<u32>,
}

/// One of several workers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Part {
    /// From 0.
    pub(crate) number: u32,
    pub(crate) count: u32,
}

impl Part {
    fn new(number: u32, count: u32) -> Option<Self> {
        (number < count).then_some(Part { number, count })
    }
}

impl FromStr for Part {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let parsed = text.split_once('/').and_then(|(i, n)| Part::new(i.parse().ok()?, n.parse().ok()?));
        parsed.ok_or("it is I/N, with I from 0 to N - 1: 0/8 is the first of eight")
    }
}

/// A table, and a name in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Named {
    pub(crate) table: String,
    pub(crate) name: String,
}

impl FromStr for Named {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.rsplit_once('/') {
            Some((table, name)) if !table.is_empty() && !name.is_empty() => {
                Ok(Named { table: table.to_owned(), name: name.to_owned() })
            }
            _ => Err("it is TABLE/NAME"),
        }
    }
}

/// Where schedulers say which of several workers a process is.
const INDEXES: [&str; 2] = ["JOB_COMPLETION_INDEX", "AWS_BATCH_JOB_ARRAY_INDEX"];

impl WalkArgs {
    /// Which worker this is.
    pub(crate) fn part(&self) -> Result<Part, Failure> {
        self.part_in(|name| std::env::var(name).ok())
    }

    fn part_in(&self, variable: impl Fn(&str) -> Option<String>) -> Result<Part, Failure> {
        let Some(count) = self.workers else {
            return Ok(self.segment.unwrap_or(Part { number: 0, count: 1 }));
        };
        let found = INDEXES.into_iter().find_map(|name| Some((name, variable(name)?)));
        let Some((name, index)) = found else {
            let what = "--workers needs a scheduler that says in JOB_COMPLETION_INDEX or AWS_BATCH_JOB_ARRAY_INDEX which \
                        worker this is; say it with --segment otherwise";
            return Err(Failure::new(Exit::Usage, what));
        };
        let part = index.parse().ok().and_then(|number| Part::new(number, count));
        part.ok_or_else(|| {
            let index = shown(&index);
            Failure::new(Exit::Usage, format_args!("{name} is '{index}', which is not one of {count} workers"))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser;

    #[derive(Parser)]
    struct Command {
        #[command(flatten)]
        walk: WalkArgs,
    }

    fn part(args: &[&str], variables: &[(&str, &str)]) -> Result<Part, String> {
        let args = ["command"].iter().chain(args);
        let walk = Command::try_parse_from(args).map_err(|error| error.to_string())?.walk;
        let variable = |name: &str| {
            variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
        };
        walk.part_in(variable).map_err(|failure| failure.sentence().to_owned())
    }

    #[test]
    fn a_worker_is_told_by_flags_or_by_its_scheduler() {
        assert_eq!(part(&[], &[]), Ok(Part { number: 0, count: 1 }));
        assert_eq!(
            part(&["--segment", "7/8"], &[("JOB_COMPLETION_INDEX", "1")]),
            Ok(Part { number: 7, count: 8 })
        );
        for name in INDEXES {
            assert_eq!(part(&["--workers", "8"], &[(name, "3")]), Ok(Part { number: 3, count: 8 }), "{name}");
        }
    }

    #[test]
    fn a_worker_that_is_none_of_all_does_not_start() {
        for segment in ["8/8", "1", "-1/8", "a/b", "0/0", ""] {
            assert!(part(&["--segment", segment], &[]).is_err(), "{segment}");
        }
        for index in ["8", "-1", "x", ""] {
            assert!(part(&["--workers", "8"], &[("JOB_COMPLETION_INDEX", index)]).is_err(), "{index}");
        }
        assert!(part(&["--workers", "8"], &[]).unwrap_err().contains("--segment"));
        assert!(part(&["--workers", "8", "--segment", "1/8"], &[]).is_err());
    }
}
