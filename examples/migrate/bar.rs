//! A progress bar in plain text.

use std::io::{IsTerminal, Write};

use crate::migration::{Migration, Result};
use crate::progress::Counts;

const WIDTH: u64 = 30;

/// A line that is redrawn after every page. If the output is not a terminal, it is only drawn at the end.
pub(crate) struct Bar {
    /// How many items there are, if that is known.
    total: u64,
    is_seen: bool,
    line: String,
}

impl Bar {
    pub(crate) fn new(total: u64) -> Self {
        Bar { total, is_seen: std::io::stdout().is_terminal(), line: String::new() }
    }

    /// Runs a migration.
    pub(crate) async fn show(mut self, migration: &Migration) -> Result<Counts> {
        let counts = migration.run(|counts, failures| self.draw(counts, failures)).await;
        self.end();
        counts
    }

    pub(crate) fn draw(&mut self, counts: &Counts, failures: &[String]) {
        let Counts { seen, moved, current, gone, failed, conflicts } = counts;
        let total = self.total.max(*seen).max(1);
        let done = seen * WIDTH / total;
        let bar: String = (0..WIDTH).map(|at| if at < done { '#' } else { '.' }).collect();
        self.line = format!(
            "   [{bar}] {seen} of about {total}: {moved} moved, {current} in the new format, {gone} gone, \
             {failed} failed, {conflicts} conflicts"
        );
        let end = if self.is_seen && !failures.is_empty() { "\n" } else { "" };
        eprint!("{end}");
        for failure in failures {
            eprintln!("   {failure}");
        }
        if self.is_seen {
            print!("\r{}", self.line);
            // It is drawn again soon.
            let _ = std::io::stdout().flush();
        }
    }

    pub(crate) fn end(&self) {
        println!("{}{}", if self.is_seen { "\r" } else { "" }, self.line);
    }
}
