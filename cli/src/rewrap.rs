//! `rewrap`: the data keys of all items wrapped for the keys that the configuration names.

use dynamodb_item_encryptor::{ItemEncryptor, Rewrap};

use crate::args::RewrapArgs;
use crate::aws;
use crate::config;
use crate::converge::{former, list, report};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::Output;
use crate::walk;

/// Carries the verb out.
pub(crate) async fn run(args: RewrapArgs, output: &mut Output) -> Result<Exit, Failure> {
    let (table, sdk) = config::table(&args.table.config, &args.table.aws).await?;
    let client = aws::dynamodb(&args.table.aws, &sdk)?;
    let name = table.table_name().to_owned();
    let mut rewrap = Rewrap::new(ItemEncryptor::new(table));
    for file in &args.formerly {
        rewrap = rewrap.formerly(former(file, &name, &args.table.config, &args.table.aws).await?);
    }
    let end =
        walk::run(&client, rewrap, &args.table.walk, !args.change.write, output, |key, differences, output| {
            if args.change.list { list(key, differences, output) } else { Ok(()) }
        });
    let end = end.await?;
    report(&name, &end, args.change.write, output)?;
    Ok(walk::exit(&end))
}
