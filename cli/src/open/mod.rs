//! `open`: the items of an export, decrypted.
//!
//! One thread reads and decompresses, in order; tasks on all cores open the lines, a batch each; what they give is written in
//! the order of the files. Only a few batches are in memory at a time.

mod buffers;
mod export;
mod line;
mod parse;
mod read;
mod write;

use std::future::{Future, poll_fn};
use std::ops::{ControlFlow, Range};
use std::path::Path;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::Poll;

use dynamodb_item_encryptor::{ItemEncryptor, TableConfig};
use futures_util::stream::{self, StreamExt};
use serde::Serialize;
use tokio::sync::mpsc;

use crate::args::{OpenArgs, OpenFormat, SourceArgs, VerifyArgs};
use crate::config;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::{Meaning, Output, ProgressLine, tell};
use crate::shown::escaped_json;
use crate::sink::Sink;
use buffers::Buffers;
use export::{DataFile, Export};
use line::{NotOpened, Opened};
use read::{Batch, Input, Problem, Step};
use write::{Csv, Format};

/// How many lines of a batch wait for a key service at the same time.
const LINES_AT_A_TIME: usize = 16;

/// Carries the verb out.
pub(crate) async fn run(args: OpenArgs, output: &mut Output) -> Result<Exit, Failure> {
    let (table, _) = config::table(&args.config, &args.aws).await?;
    let format = format(&args, &table)?;
    let inputs = inputs(&args.source, matches!(format, Format::Csv(_)), output)?;
    let sink = Sink::open(args.output.as_deref())?;
    open_all(inputs, table, format, sink, output).await
}

/// Verifies the items of an export or of files: opens them, and writes nothing.
pub(crate) async fn verify(
    args: &VerifyArgs,
    table: TableConfig,
    output: &mut Output,
) -> Result<Exit, Failure> {
    let inputs = inputs(&args.source, false, output)?;
    open_all(inputs, table, Format::Nothing, Sink::Nothing, output).await
}

fn format(args: &OpenArgs, table: &TableConfig) -> Result<Format, Failure> {
    let of_csv = !args.columns.is_empty() || args.for_spreadsheet;
    match args.format {
        OpenFormat::DynamodbJson | OpenFormat::JsonLines if of_csv => {
            let what = "--columns and --for-spreadsheet are for --format csv";
            Err(Failure::new(Exit::Usage, what))
        }
        OpenFormat::DynamodbJson => Ok(Format::DynamoDbJson),
        OpenFormat::JsonLines => Ok(Format::JsonLines),
        OpenFormat::Csv => {
            let has_others = args.columns.is_empty();
            let columns = if has_others { columns(table) } else { args.columns.clone() };
            Ok(Format::Csv(Csv { columns, has_others, is_for_spreadsheet: args.for_spreadsheet }))
        }
    }
}

/// The keys, and then whatever else the configuration names.
fn columns(table: &TableConfig) -> Vec<String> {
    let mut columns = vec![table.partition_key().to_owned()];
    columns.extend(table.sort_key().map(str::to_owned));
    let mut declared: Vec<_> = table.actions().map(|(name, _)| name.to_owned()).collect();
    declared.retain(|name| !columns.contains(name));
    declared.sort();
    columns.extend(declared);
    columns
}

/// What the arguments name: an export's folder, files, or standard input.
fn inputs(args: &SourceArgs, is_csv: bool, output: &Output) -> Result<Vec<Input>, Failure> {
    let mut inputs = Vec::new();
    for path in &args.sources {
        if path == Path::new("-") {
            inputs.push(Input::Stdin);
        } else if path.is_dir() {
            let export = Export::open(path)?;
            if is_csv && export.is_incremental {
                let what = "an incremental export has no form in CSV: choose another format";
                return Err(Failure::new(Exit::Usage, what));
            }
            for stranger in &export.strangers {
                output.note(format_args!("{stranger}: the manifest does not name this file; it is left out"));
            }
            inputs.extend(export.files.into_iter().map(Input::File));
        } else {
            // A name that is wrong is told before an hour's work.
            std::fs::metadata(path).map_err(|error| Failure::file("read", path, &error))?;
            inputs.push(Input::File(DataFile { path: path.clone(), expected: None }));
        }
    }
    if inputs.is_empty() && args.sources.is_empty() {
        inputs.push(Input::Stdin);
    }
    Ok(inputs)
}

/// What came of a step.
#[derive(Default)]
struct Done {
    out: Vec<u8>,
    problems: Vec<Problem>,
    /// Lines whose items were opened.
    lines: u64,
    bytes: usize,
    /// Ends the run, after what is here.
    failed: Option<Failure>,
}

/// How it went, as the last line says. The fields are those of the JSON.
#[derive(Default, Serialize)]
struct Summary {
    opened: u64,
    unreadable: u64,
}

async fn open_all(
    inputs: Vec<Input>,
    table: TableConfig,
    format: Format,
    mut sink: Sink,
    output: &mut Output,
) -> Result<Exit, Failure> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    // For what is read, waits, is opened and is written at the same time, or nearly so.
    let buffers = Arc::new(Buffers::new(4 * cores));
    let worker = Arc::new(Worker {
        encryptor: ItemEncryptor::new(table),
        format,
        escapes: sink.is_terminal(),
        buffers: buffers.clone(),
        waits: AtomicBool::new(false),
    });
    sink.write(&worker.head()?, output)?;
    let (send, receive) = mpsc::channel(cores);
    let for_reader = buffers.clone();
    let reader = tokio::task::spawn_blocking(move || read::read_all(inputs, &for_reader, &send));
    let steps =
        stream::unfold(receive, |mut receive| async { receive.recv().await.map(|step| (step, receive)) });
    let tasks = steps.map(|step| tokio::spawn(worker.clone().carry_out(step))).buffered(2 * cores);
    let mut tasks = std::pin::pin!(tasks);
    let mut summary = Summary::default();
    let (mut progress, mut bytes) = (ProgressLine::new(output), 0);
    while let Some(done) = tasks.next().await {
        let done = done.map_err(|_| Failure::internal("a part of the work was dropped"))?;
        progress.clear();
        sink.write(&done.out, output)?;
        buffers.give(done.out);
        for problem in &done.problems {
            report(problem, output);
        }
        summary.opened += done.lines;
        summary.unreadable += done.problems.len() as u64;
        if let Some(failure) = done.failed {
            return Err(failure.within("the run ended early"));
        }
        bytes += done.bytes;
        progress.show(|| {
            format!("{} MB read, {} opened, {} unreadable", bytes >> 20, summary.opened, summary.unreadable)
        });
    }
    drop(progress);
    reader.await.map_err(|_| Failure::internal("the reading thread ended early"))?;
    let is_stdout = sink.is_stdout();
    sink.finish(output)?;
    summarize(&summary, is_stdout, output)?;
    Ok(if summary.unreadable == 0 { Exit::Done } else { Exit::Findings })
}

/// Tells what is wrong with a line or a file. Results may be on standard output.
fn report(problem: &Problem, output: &Output) {
    let Problem { place, line, what } = problem;
    if output.json {
        let json = serde_json::json!({ "file": place, "line": line, "error": what });
        return tell(escaped_json(json.to_string()));
    }
    match line {
        Some(line) => tell(format_args!("{place}, line {line}: {what}")),
        None => tell(format_args!("{place}: {what}")),
    }
}

fn summarize(summary: &Summary, is_stdout_taken: bool, output: &mut Output) -> Result<(), Failure> {
    let Summary { opened, unreadable } = summary;
    let text = format!("{opened} opened, {unreadable} unreadable");
    if is_stdout_taken {
        if output.json {
            tell(serde_json::json!({ "opened": opened, "unreadable": unreadable }));
        } else {
            output.note(text);
        }
        return Ok(());
    }
    if output.json {
        return output.json(summary);
    }
    let meaning = if *unreadable == 0 { Meaning::Good } else { Meaning::Bad };
    let text = output.paint(meaning, text);
    output.line(text)
}

/// What opens lines, on any thread.
struct Worker {
    encryptor: ItemEncryptor,
    format: Format,
    /// Whether people see the output on a terminal.
    escapes: bool,
    buffers: Arc<Buffers>,
    /// Whether a line has had to wait, as for a key service.
    waits: AtomicBool,
}

impl Worker {
    fn head(&self) -> Result<Vec<u8>, Failure> {
        let mut head = Vec::new();
        self.format.head(&mut head).map_err(|write::CannotWrite(why)| Failure::internal(why))?;
        Ok(self.shown(head))
    }

    async fn carry_out(self: Arc<Self>, step: Step) -> Done {
        match step {
            Step::Lines(batch) => {
                let done = self.open(&batch).await;
                self.buffers.give(batch.text);
                done
            }
            Step::Problem(problem) => Done { problems: vec![problem], ..Done::default() },
            Step::Failed(failure) => Done { failed: Some(failure), ..Done::default() },
        }
    }

    async fn open(&self, batch: &Batch) -> Done {
        let room = if matches!(self.format, Format::Nothing) { 0 } else { batch.text.len() };
        let mut done = Done { bytes: batch.text.len(), out: self.buffers.take(room), ..Done::default() };
        let mut lines = batch.lines.iter();
        // Where the keys are at hand no line waits: each is opened where it is, which is cheaper than to queue it.
        while !self.waits.load(Ordering::Relaxed)
            && let Some((number, range)) = lines.next()
        {
            let mut opening = pin!(self.open_line(batch, range));
            let opened = match poll_fn(|context| Poll::Ready(opening.as_mut().poll(context))).await {
                Poll::Ready(opened) => opened,
                Poll::Pending => {
                    self.waits.store(true, Ordering::Relaxed);
                    opening.await
                }
            };
            if self.add(batch, *number, opened, &mut done).is_break() {
                return self.shown_done(done);
            }
        }
        let waiting = stream::iter(lines.cloned())
            .map(|(number, range)| async move { (number, self.open_line(batch, &range).await) });
        let mut waiting = pin!(waiting.buffered(LINES_AT_A_TIME));
        while let Some((number, opened)) = waiting.next().await {
            if self.add(batch, number, opened, &mut done).is_break() {
                break;
            }
        }
        self.shown_done(done)
    }

    async fn open_line(&self, batch: &Batch, range: &Range<usize>) -> Result<Opened, NotOpened> {
        let line = batch.text.get(range.clone()).unwrap_or_default();
        line::open(line, &self.encryptor, batch.is_whole_export).await
    }

    /// Writes what a line was opened to, or what is wrong with it. Breaks if no other can be opened either.
    fn add(
        &self,
        batch: &Batch,
        number: u64,
        opened: Result<Opened, NotOpened>,
        done: &mut Done,
    ) -> ControlFlow<()> {
        let start = done.out.len();
        let written = match opened {
            Ok(opened) => {
                self.format.push(&opened, &mut done.out).map_err(|write::CannotWrite(why)| why.to_owned())
            }
            Err(NotOpened::Line(why)) => Err(why),
            Err(NotOpened::All(error)) => {
                let place = format!("{}, line {number}", batch.place);
                done.failed = Some(Failure::from(error).within(place));
                return ControlFlow::Break(());
            }
        };
        match written {
            Ok(()) => done.lines += 1,
            Err(what) => {
                // Half a line is worse than none.
                done.out.truncate(start);
                done.problems.push(Problem { place: batch.place.clone(), line: Some(number), what });
            }
        }
        ControlFlow::Continue(())
    }

    fn shown_done(&self, mut done: Done) -> Done {
        done.out = self.shown(done.out);
        done
    }

    /// The text as it can be seen: a terminal would obey some of what items hold.
    fn shown(&self, out: Vec<u8>) -> Vec<u8> {
        if !self.escapes {
            return out;
        }
        match String::from_utf8(out) {
            Ok(text) => escaped_json(text).into_bytes(),
            Err(error) => error.into_bytes().escape_ascii().collect(),
        }
    }
}
