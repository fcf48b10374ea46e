//! Times this crate against the official one, in one process, and writes down what it sees.
//!
//! ```text
//! peer-bench measure [--quick]       figures as JSON; progress goes to standard error
//! peer-bench tables  FIGURES.json    the same as tables
//! peer-bench chart   FIGURES.json    the same as a drawing, SVG
//! ```

#![allow(clippy::expect_used, clippy::indexing_slicing)] // a benchmark that cannot go on should stop

mod measure;
mod official;
mod report;
#[path = "../../support/mod.rs"]
mod support;

use support::paired::Effort;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let figures = |path| -> Result<serde_json::Value, Box<dyn std::error::Error>> {
        Ok(serde_json::from_str(&std::fs::read_to_string(path)?)?)
    };
    let tell = |row: &_| eprintln!("{}", report::line(row));
    let out = match arguments[..] {
        ["measure"] => format!("{:#}\n", measure::everything(Effort::FULL, tell)),
        ["measure", "--quick"] => format!("{:#}\n", measure::everything(Effort::TOUCH, tell)),
        ["tables", path] => report::tables(&figures(path)?),
        ["chart", path] => report::chart(&figures(path)?),
        _ => {
            return Err("usage: peer-bench measure [--quick] | tables FIGURES.json | chart FIGURES.json".into());
        }
    };
    print!("{out}");
    Ok(())
}
