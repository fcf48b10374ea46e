//! What `--help` shows, so that it fits on a screen: manual pages and completions have everything.

use clap::{Command, CommandFactory};

use crate::args::Cli;

/// Groups of flags that most verbs have. The help of the program says what they are, that of a verb names them.
const EVERYWHERE: [&str; 2] = ["Output", "AWS"];
/// Flags that few will need.
const RARE: [&str; 3] = ["patience", "page_size", "parallel"];
/// A group of its own costs two lines.
const AMONG_OTHERS: &str = "Configuration";

/// The command line with help that is as short as it can be.
pub(crate) fn command() -> Command {
    let mut command = Cli::command();
    // Flags that all verbs have are theirs only then.
    command.build();
    let name = command.get_name().to_owned();
    command.mut_subcommands(|verb| shortened(verb, &name))
}

fn shortened(verb: Command, above: &str) -> Command {
    let path = format!("{above} {}", verb.get_name());
    let mut left_out = Vec::new();
    let writes = verb.get_arguments().any(|arg| arg.get_id() == "write");
    let verb = verb.mut_args(|arg| {
        // All walks take it, and those that only read have no use for it.
        if arg.get_id() == "write_units" && !writes {
            return arg.hide(true);
        }
        let is_everywhere = arg.get_help_heading().is_some_and(|heading| EVERYWHERE.contains(&heading));
        if !is_everywhere && !RARE.contains(&arg.get_id().as_str()) {
            let is_small = arg.get_help_heading() == Some(AMONG_OTHERS);
            return if is_small { arg.help_heading(None) } else { arg };
        }
        left_out.extend(arg.get_long().map(|long| format!("--{long}")));
        arg.hide(true)
    });
    let verb = verb.mut_subcommands(|verb| shortened(verb, &path));
    if left_out.is_empty() || verb.has_subcommands() {
        return verb;
    }
    let before = verb.get_after_help().map(|help| format!("{help}\n")).unwrap_or_default();
    let names = path.split_once(' ').map_or(path.as_str(), |(_, verb)| verb);
    // In two lines, so that it fits beside the rest.
    let also = format!("Also: {}\nAll of it: {} man {names}", left_out.join(" "), Cli::command().get_name());
    verb.after_help(before + &also)
}
