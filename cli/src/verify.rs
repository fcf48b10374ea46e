//! `verify`: all items of a table or an export, opened and thrown away.

use crate::args::VerifyArgs;
use crate::config;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::open;
use crate::output::Output;

/// Carries the verb out.
pub(crate) async fn run(args: VerifyArgs, output: &mut Output) -> Result<Exit, Failure> {
    let (table, _) = config::table(&args.config, &args.aws).await?;
    open::verify(&args, table, output).await
}
