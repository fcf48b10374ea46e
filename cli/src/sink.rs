//! Where results go: standard output, or a file that is there when it is whole, and not before.

use std::fs::{self, File, OpenOptions};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use crate::failure::Failure;
use crate::output::Output;

/// Where results go.
pub(crate) enum Sink {
    Stdout,
    /// Nowhere: there are none.
    Nothing,
    File(WholeFile),
    /// Something that is no file, and has nothing to be replaced: a pipe or a device.
    Stream {
        path: PathBuf,
        out: BufWriter<File>,
    },
}

/// A file that gets its name when it is whole. Until then it has one of its own beside it, and is removed if the run fails.
pub(crate) struct WholeFile {
    path: PathBuf,
    unfinished: PathBuf,
    out: Option<BufWriter<File>>,
}

impl Sink {
    /// Standard output, or the file with this name.
    pub(crate) fn open(path: Option<&Path>) -> Result<Self, Failure> {
        let Some(path) = path.filter(|path| *path != Path::new("-")) else { return Ok(Sink::Stdout) };
        let failed = |error| Failure::file("write", path, &error);
        match fs::metadata(path) {
            Ok(found) if found.is_dir() => Err(failed(std::io::ErrorKind::IsADirectory.into())),
            Ok(found) if !found.is_file() => {
                let file = OpenOptions::new().write(true).open(path).map_err(failed)?;
                Ok(Sink::Stream { path: path.to_owned(), out: BufWriter::with_capacity(1 << 16, file) })
            }
            _ => WholeFile::create(path).map(Sink::File),
        }
    }

    /// Whether results go where people see them.
    pub(crate) fn is_terminal(&self) -> bool {
        matches!(self, Sink::Stdout) && Output::is_terminal()
    }

    /// Whether results go to standard output, which has then no place for anything else.
    pub(crate) fn is_stdout(&self) -> bool {
        matches!(self, Sink::Stdout)
    }

    pub(crate) fn write(&mut self, bytes: &[u8], output: &mut Output) -> Result<(), Failure> {
        match self {
            Sink::Stdout => output.bytes(bytes),
            Sink::Nothing => Ok(()),
            Sink::File(WholeFile { path, out: Some(out), .. }) | Sink::Stream { path, out } => {
                out.write_all(bytes).map_err(|error| Failure::file("write", path, &error))
            }
            Sink::File(WholeFile { out: None, .. }) => {
                Err(Failure::internal("a file was written to after its end"))
            }
        }
    }

    /// Gives the file its name: all of it is there.
    pub(crate) fn finish(self, output: &mut Output) -> Result<(), Failure> {
        match self {
            Sink::Stdout => output.flush(),
            Sink::Nothing => Ok(()),
            Sink::File(file) => file.finish(),
            Sink::Stream { path, mut out } => {
                out.flush().map_err(|error| Failure::file("write", &path, &error))
            }
        }
    }
}

impl WholeFile {
    fn create(path: &Path) -> Result<Self, Failure> {
        let failed = |error| Failure::file("write", path, &error);
        let name = path.file_name().ok_or_else(|| failed(std::io::ErrorKind::InvalidInput.into()))?;
        // Beside it, so that the change of name cannot fail for being on another disk.
        let unfinished = format!(".{}.{}.unfinished", name.to_string_lossy(), std::process::id());
        let unfinished = path.with_file_name(unfinished);
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        // What was decrypted is for whoever decrypted it.
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(&unfinished).map_err(failed)?;
        let out = Some(BufWriter::with_capacity(1 << 18, file));
        Ok(WholeFile { path: path.to_owned(), unfinished, out })
    }

    fn finish(mut self) -> Result<(), Failure> {
        let failed = |error: &std::io::Error| Failure::file("write", &self.path, error);
        let Some(mut out) = self.out.take() else { return Err(Failure::internal("a file was finished twice")) };
        let whole = out.flush().and_then(|()| out.get_ref().sync_all());
        let whole = whole.and_then(|()| fs::rename(&self.unfinished, &self.path));
        whole.map_err(|error| {
            // Nothing can be done if that fails too: the name says what it is.
            let _ = fs::remove_file(&self.unfinished);
            failed(&error)
        })
    }
}

impl Drop for WholeFile {
    fn drop(&mut self) {
        if self.out.take().is_some() {
            // As above.
            let _ = fs::remove_file(&self.unfinished);
        }
    }
}
