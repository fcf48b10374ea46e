//! Moves a live table from the legacy format (of the DynamoDB Encryption Client) to the current one, item by item.
//!
//! ```text
//! cargo run --features legacy --example migrate
//! cargo run --features legacy --example migrate -- --endpoint URL|aws --table NAME [OPTION…]
//! ```
//!
//! Without options it demonstrates itself on a table of its own, in this process. `--help` lists the options. It can be
//! stopped at any moment and started again; it ends with status 1 if an item could not be moved. The
//! page `manual::legacy_format` of the crate's documentation says what to do before and after it.

mod bar;
mod demo;
mod migration;
mod options;
mod progress;
mod table;

use std::process::ExitCode;

use bar::Bar;
use migration::{Migration, Result};
use options::{Options, USAGE};

#[tokio::main]
async fn main() -> ExitCode {
    if std::env::args().any(|argument| argument == "--help") {
        println!("{USAGE}");
        return ExitCode::SUCCESS;
    }
    match run().await {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("{}", migration::with_sources(error.as_ref()));
            ExitCode::from(2)
        }
    }
}

/// Whether every item was moved.
async fn run() -> Result<bool> {
    let options = Options::parse(std::env::args().skip(1))?;
    let Some(endpoint) = options.get("endpoint") else {
        demo::run(&options).await?;
        return Ok(true);
    };
    let (client, encryptor) = table::connect(&options, endpoint).await?;
    let name = encryptor.table().table_name().to_owned();
    // DynamoDB counts every six hours or so.
    let described = client.describe_table().table_name(&name).send().await?;
    let total = described.table.and_then(|table| table.item_count).unwrap_or_default();
    let progress = options.progress(&name);
    let migration = Migration {
        client,
        encryptor,
        concurrency: usize::try_from(options.number("concurrency", 16)?)?,
        page: i32::try_from(options.number("page", 200)?)?,
        progress: Some(progress),
        dry_run: options.is_set("dry-run"),
    };
    let counts = Bar::new(u64::try_from(total)?).show(&migration).await?;
    match (counts.moved, migration.dry_run) {
        (0, _) if counts.failed == 0 => println!("There is no legacy item."),
        (legacy, true) => println!("{legacy} legacy items can be moved."),
        (_, false) => println!("Run it again: what was written behind its back may be in the legacy format."),
    }
    Ok(counts.failed == 0)
}
