//! A log that tests can read.
//!
//! Tests that listen are in a program without others: `tracing` asks once for every place in the code whether
//! anyone listens, so that a test that comes by first and does not would answer for them, and for good. They listen one after
//! another, because there is one log.

use std::io::Write;
use std::sync::{Mutex, MutexGuard, Once, PoisonError};

use tracing_subscriber::filter::LevelFilter;
use tracing_subscriber::util::SubscriberInitExt;

static TEXT: Mutex<Vec<u8>> = Mutex::new(Vec::new());

/// Whose turn it is.
static TURN: Mutex<()> = Mutex::new(());

struct Writer;

impl Write for Writer {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        TEXT.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Collects what is logged, for one test at a time.
pub struct Log(#[expect(dead_code, reason = "it is held")] MutexGuard<'static, ()>);

impl Log {
    /// Collects from now on all that any thread of this program logs. Waits until no other test does.
    pub fn of_everything() -> Log {
        static LISTEN: Once = Once::new();
        // A test that failed had its turn.
        let log = Log(TURN.lock().unwrap_or_else(PoisonError::into_inner));
        LISTEN.call_once(|| {
            let subscriber = tracing_subscriber::fmt().with_max_level(LevelFilter::TRACE).with_ansi(false);
            subscriber.with_writer(|| Writer).finish().init();
        });
        log.take();
        log
    }

    /// What was logged since the last call.
    pub fn take(&self) -> String {
        String::from_utf8(std::mem::take(&mut *TEXT.lock().unwrap())).expect("a log is text")
    }
}
