//! What shells and `man` are given.

use clap::CommandFactory;
use clap_complete::Shell;

use crate::args::Cli;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::Output;
use crate::shown::shown;

/// Writes the completions for a shell.
pub(crate) fn completions(shell: Shell, output: &mut Output) -> Result<Exit, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "item-encryptor", &mut script);
    output.bytes(&script)?;
    Ok(Exit::Done)
}

/// Writes the manual page of the program, or of one verb.
pub(crate) fn man(verb: &[String], output: &mut Output) -> Result<Exit, Failure> {
    let mut command = Cli::command();
    command.build();
    let mut command = &command;
    for name in verb {
        let unknown = || Failure::new(Exit::Usage, format_args!("there is no verb '{}'", shown(name)));
        command = command.find_subcommand(name).ok_or_else(unknown)?;
    }
    let mut page = Vec::new();
    let written = clap_mangen::Man::new(command.clone()).render(&mut page);
    written.map_err(|_| Failure::internal("the manual page could not be made"))?;
    output.bytes(&page)?;
    Ok(Exit::Done)
}
