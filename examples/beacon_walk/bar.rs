//! A progress bar in plain text.

use std::io::{IsTerminal, Write};

use dynamodb_item_encryptor::WalkedPage;

const WIDTH: u64 = 30;

/// A line that is redrawn after every page. If the output is not a terminal, it is only drawn at the end.
pub(crate) struct Bar {
    /// About how many items there are.
    total: u64,
    is_seen: bool,
    line: String,
}

impl Bar {
    pub(crate) fn new(total: u64) -> Self {
        Bar { total, is_seen: std::io::stdout().is_terminal(), line: String::new() }
    }

    pub(crate) fn draw(&mut self, page: &WalkedPage<'_>) {
        let counts = page.progress.counts();
        let done = counts.seen * WIDTH / self.total.max(counts.seen).max(1);
        let bar: String = (0..WIDTH).map(|at| if at < done { '#' } else { '.' }).collect();
        self.line = format!(
            "   [{bar}] {} of about {}: {} right, {} corrected, {} not right, {} failed",
            counts.seen, self.total, counts.right, counts.corrected, counts.left, counts.failed
        );
        for failure in page.failures {
            eprintln!("{}   {}", if self.is_seen { "\n" } else { "" }, failure.error);
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
