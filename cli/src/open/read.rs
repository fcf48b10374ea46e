//! Reads files and hands their lines on, a batch at a time, as fast as they are taken.

use std::fs::File;
use std::io;
use std::ops::Range;

use tokio::sync::mpsc::Sender;

use super::buffers::Buffers;
use super::export::DataFile;
use crate::failure::{Failure, shown_path};
use crate::shown::Sentence;
use crate::source::{Line, Lines, Place};

/// How much text goes into a batch; a line more may end it.
const BATCH: usize = 1 << 17;

/// What there is to open.
pub(crate) enum Input {
    Stdin,
    File(DataFile),
}

/// What was read, in its order.
pub(crate) enum Step {
    Lines(Batch),
    /// Something is wrong with a file, or a line of it.
    Problem(Problem),
    /// Nothing can be read any more.
    Failed(Failure),
}

/// What is wrong, and where.
#[derive(Debug)]
pub(crate) struct Problem {
    pub(crate) place: String,
    pub(crate) line: Option<u64>,
    pub(crate) what: String,
}

/// Some lines of a file.
pub(crate) struct Batch {
    pub(crate) place: String,
    pub(crate) text: Vec<u8>,
    /// The number of each line in its file, and its part of the text.
    pub(crate) lines: Vec<(u64, Range<usize>)>,
    /// Whether the file agrees with the manifest of an export, so that its items are whole.
    pub(crate) is_whole_export: bool,
}

/// Nobody takes what is read: the run is over.
struct Gone;

/// Reads all inputs. Blocks.
pub(crate) fn read_all(inputs: Vec<Input>, buffers: &Buffers, steps: &Sender<Step>) {
    for input in inputs {
        let reader = Reader { steps, buffers, batch: None, place: String::new(), is_whole_export: false };
        let read = match input {
            Input::Stdin => reader.stdin(),
            Input::File(file) => reader.file(&file),
        };
        if let Err(Gone) = read {
            return;
        }
    }
}

struct Reader<'a> {
    steps: &'a Sender<Step>,
    buffers: &'a Buffers,
    batch: Option<Batch>,
    place: String,
    is_whole_export: bool,
}

impl Reader<'_> {
    fn stdin(mut self) -> Result<(), Gone> {
        self.place = Place::Stdin.to_string();
        match Lines::new(io::stdin()) {
            Ok(lines) => self.lines(lines).map(|_| ()),
            Err(error) => self.send(Step::Failed(Place::Stdin.failed(&error))),
        }
    }

    fn file(mut self, file: &DataFile) -> Result<(), Gone> {
        self.place = shown_path(&file.path);
        let mut opened = match File::open(&file.path) {
            Ok(opened) => opened,
            // The manifest promises it: the rest may still be wanted.
            Err(error) if file.expected.is_some() && error.kind() == io::ErrorKind::NotFound => {
                return self.problem(None, "the file is missing");
            }
            Err(error) => return self.send(Step::Failed(Failure::file("read", &file.path, &error))),
        };
        if let Some(expected) = &file.expected {
            match expected.check(&mut opened) {
                Ok(Ok(())) => self.is_whole_export = true,
                Ok(Err(why)) => return self.problem(None, &format!("{why}; nothing of it was opened")),
                Err(error) => return self.send(Step::Failed(Failure::file("read", &file.path, &error))),
            }
        }
        let lines = match Lines::new(opened) {
            Ok(lines) => lines,
            Err(error) => return self.send(Step::Failed(Failure::file("read", &file.path, &error))),
        };
        let count = self.lines(lines)?;
        match &file.expected {
            Some(expected) if expected.items != count => {
                let what = format!("it has {count} items, but the manifest says {}", expected.items);
                self.problem(None, &what)
            }
            _ => Ok(()),
        }
    }

    /// Hands on all lines, and counts those that are not empty.
    fn lines(&mut self, mut lines: Lines) -> Result<u64, Gone> {
        let (mut number, mut count) = (0_u64, 0_u64);
        loop {
            let is_whole_export = self.is_whole_export;
            let batch = self.batch.get_or_insert_with(|| Batch {
                place: self.place.clone(),
                text: self.buffers.take(BATCH + (BATCH >> 2)),
                lines: Vec::new(),
                is_whole_export,
            });
            let start = batch.text.len();
            number += 1;
            match lines.read(&mut batch.text) {
                Ok(Line::Whole) => {
                    let end = batch.text.len();
                    if batch.text.get(start..end).is_some_and(|line| !line.trim_ascii().is_empty()) {
                        count += 1;
                        batch.lines.push((number, start..end));
                    }
                    if end >= BATCH {
                        self.send_batch()?;
                    }
                }
                Ok(Line::TooLong) => {
                    count += 1;
                    self.problem(Some(number), "the line is longer than any item")?;
                }
                Ok(Line::End) => break,
                Err(error) => {
                    // What has been read of the line is worth nothing.
                    batch.text.truncate(start);
                    self.broken(number, &error)?;
                    return Ok(count);
                }
            }
        }
        self.send_batch()?;
        Ok(count)
    }

    /// The rest of a file cannot be read. If its content is to blame, other files may be good.
    fn broken(&mut self, line: u64, error: &io::Error) -> Result<(), Gone> {
        use io::ErrorKind::{InvalidData, InvalidInput, UnexpectedEof};
        match error.kind() {
            InvalidData | InvalidInput | UnexpectedEof => {
                let what = format!("the file cannot be decompressed from here on: {}", Sentence(error));
                self.problem(Some(line), &what)
            }
            _ => {
                let failure = Failure::file("read", std::path::Path::new(&self.place), error);
                self.send(Step::Failed(failure))
            }
        }
    }

    fn problem(&mut self, line: Option<u64>, what: &str) -> Result<(), Gone> {
        self.send_batch()?;
        let problem = Problem { place: self.place.clone(), line, what: what.to_owned() };
        self.send(Step::Problem(problem))
    }

    fn send_batch(&mut self) -> Result<(), Gone> {
        match self.batch.take() {
            Some(batch) if !batch.lines.is_empty() => self.send(Step::Lines(batch)),
            _ => Ok(()),
        }
    }

    fn send(&self, step: Step) -> Result<(), Gone> {
        self.steps.blocking_send(step).map_err(|_| Gone)
    }
}
