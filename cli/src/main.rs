//! The program: see the library part.

#![forbid(unsafe_code)]

use std::process::ExitCode;

fn main() -> ExitCode {
    item_encryptor::run(std::env::args_os()).into()
}
