//! Checkpoints in a file.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use aws_smithy_types::base64;
use futures_channel::oneshot;

use super::{CheckpointError, Checkpoints};
use crate::future::BoxFuture;
use crate::walk::key_text;
use crate::walk::segment::WalkSegment;

/// The first line.
const TITLE: &str = "checkpoints of dynamodb-item-encryptor, version 1";

/// Checkpoints in a file of this machine: one file for each worker, with all of its segments.
///
/// The file is replaced as a whole, by renaming, and is on disk before the walk goes on: whenever the process or the
/// machine ends, there is the old state or the new one. Beside it is a file with `.lock` at the end of its name, which is
/// locked as long as the file is in use: a second process that is given the same file does not start. (Network file systems do not always keep
/// locks. Where several machines share one, use [`TableCheckpoints`](crate::TableCheckpoints).)
///
/// Files are written on threads of their own, so no executor waits for the disk.
///
/// Example: [`Walk`](crate::Walk).
#[derive(Debug)]
pub struct FileCheckpoints(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    path: PathBuf,
    /// What is stored, as it is in the file.
    segments: Mutex<BTreeMap<u32, Stored>>,
    /// Locked for as long as this lives.
    lock: File,
}

impl Drop for Inner {
    fn drop(&mut self) {
        // Closing the file is not enough: a process that is being started by this one has it as well, until it becomes
        // another program. Where unlocking fails, closing does it then.
        let _ = self.lock.unlock();
    }
}

#[derive(Debug, Clone)]
struct Stored {
    total: u32,
    text: String,
}

impl FileCheckpoints {
    /// Opens the file, which need not exist yet; its folder must. Reads from the disk, and so blocks for a moment.
    ///
    /// # Errors
    /// [`CheckpointError::InUse`] if another process or another walk uses it, [`CheckpointError::Malformed`] if it is
    /// something else, [`CheckpointError::File`] if it cannot be read or its folder not be written to.
    pub fn open(path: impl Into<PathBuf>) -> Result<Self, CheckpointError> {
        let path = path.into();
        let lock = lock(&path)?;
        let segments = match fs::read_to_string(&path) {
            Ok(text) => parse(&text)?,
            Err(source) if source.kind() == io::ErrorKind::NotFound => BTreeMap::new(),
            Err(source) if source.kind() == io::ErrorKind::InvalidData => {
                return Err(CheckpointError::Malformed("the file is not text"));
            }
            Err(source) => return Err(CheckpointError::File { path, source }),
        };
        Ok(FileCheckpoints(Arc::new(Inner { path, segments: Mutex::new(segments), lock })))
    }

    fn claim_now(&self, segment: WalkSegment) -> Result<Option<String>, CheckpointError> {
        let segments = self.0.segments.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(other) = segments.values().find(|stored| stored.total != segment.total) {
            return Err(CheckpointError::OtherSegments { asked: segment, stored: other.total });
        }
        Ok(segments.get(&segment.number).map(|stored| stored.text.clone()))
    }

    async fn write(&self, segment: WalkSegment, text: &str) -> Result<(), CheckpointError> {
        let (tell, told) = oneshot::channel();
        let (inner, stored) = (Arc::clone(&self.0), Stored { total: segment.total, text: text.to_owned() });
        // The thread goes on when the walk is dropped meanwhile, and keeps the lock until it has ended.
        let write = move || {
            let written = inner.write(segment.number, stored);
            // Before it is told: whoever opens the file again, after the walk, must not find it in use.
            drop(inner);
            drop(tell.send(written));
        };
        let failed = |source| CheckpointError::File { path: self.0.path.clone(), source };
        std::thread::Builder::new().name("checkpoint".to_owned()).spawn(write).map_err(failed)?;
        let ended = || failed(io::Error::other("the thread that writes it has ended"));
        told.await.map_err(|_| ended())?.map_err(failed)
    }
}

impl Inner {
    /// Replaces the file by one with this state of a segment.
    fn write(&self, number: u32, stored: Stored) -> io::Result<()> {
        // Held until the file is there, so that of two writes the later one stays.
        let mut segments = self.segments.lock().unwrap_or_else(PoisonError::into_inner);
        let before = segments.insert(number, stored);
        let written = replace(&self.path, &to_text(&segments));
        if written.is_err() {
            match before {
                Some(before) => _ = segments.insert(number, before),
                None => _ = segments.remove(&number),
            }
        }
        written
    }
}

/// The file beside `path` whose name ends with this.
fn beside(path: &Path, end: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(end);
    name.into()
}

fn lock(path: &Path) -> Result<File, CheckpointError> {
    let name = beside(path, ".lock");
    let failed = |source| CheckpointError::File { path: name.clone(), source };
    let file = OpenOptions::new().create(true).truncate(false).write(true).open(&name).map_err(failed)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(CheckpointError::InUse { path: path.to_owned() }),
        Err(TryLockError::Error(source)) => Err(failed(source)),
    }
}

/// Replaces a file in one step that a crash cannot divide.
fn replace(path: &Path, text: &str) -> io::Result<()> {
    let new = beside(path, ".new");
    let mut file = File::create(&new)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    drop(file);
    fs::rename(&new, path)?;
    // The new name is on disk when its folder is. Some systems cannot open a folder, and need not.
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    match File::open(folder) {
        Ok(folder) if cfg!(unix) => folder.sync_all(),
        Ok(_) | Err(_) => Ok(()),
    }
}

fn to_text(segments: &BTreeMap<u32, Stored>) -> String {
    let mut text = format!("{TITLE}\n");
    for (number, Stored { total, text: state }) in segments {
        // Writing into a text does not fail.
        let _ = writeln!(text, "segment {number} {total} {}.", base64::encode(state));
    }
    text + "end\n"
}

fn parse(text: &str) -> Result<BTreeMap<u32, Stored>, CheckpointError> {
    let mut lines = text.split_terminator('\n');
    if lines.next() != Some(TITLE) {
        return Err(CheckpointError::Malformed("the file does not begin like one"));
    }
    let mut segments = BTreeMap::new();
    for line in lines.by_ref() {
        if line == "end" {
            let is_whole = lines.next().is_none() && text.ends_with('\n');
            return is_whole
                .then_some(segments)
                .ok_or(CheckpointError::Malformed("the file goes on after its end"));
        }
        let (number, stored) = segment(line).ok_or(CheckpointError::Malformed("a segment cannot be read"))?;
        if segments.insert(number, stored).is_some() {
            return Err(CheckpointError::Malformed("a segment is there twice"));
        }
    }
    Err(CheckpointError::Malformed("the file was cut off"))
}

fn segment(line: &str) -> Option<(u32, Stored)> {
    let mut words = line.strip_prefix("segment ")?.split(' ');
    let (number, total) = (words.next()?.parse().ok()?, words.next()?.parse().ok()?);
    let text = key_text::text(words.next()?.strip_suffix('.')?)?;
    words.next().is_none().then_some((number, Stored { total, text }))
}

impl Checkpoints for FileCheckpoints {
    fn claim(&self, segment: WalkSegment) -> BoxFuture<'_, Result<Option<String>, CheckpointError>> {
        Box::pin(std::future::ready(self.claim_now(segment)))
    }

    fn store<'a>(&'a self, segment: WalkSegment, text: &'a str) -> BoxFuture<'a, Result<(), CheckpointError>> {
        Box::pin(self.write(segment, text))
    }
}
