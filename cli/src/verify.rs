//! `verify`: all items of a table or an export, opened and thrown away.

use dynamodb_item_encryptor::{ItemEncryptor, Verify};
use serde_json::json;

use crate::args::VerifyArgs;
use crate::aws;
use crate::config;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::open;
use crate::output::{Meaning, Output};
use crate::walk;

/// Carries the verb out.
pub(crate) async fn run(args: VerifyArgs, output: &mut Output) -> Result<Exit, Failure> {
    let (table, sdk) = config::table(&args.table.config, &args.table.aws).await?;
    if !args.source.sources.is_empty() {
        return open::verify(&args, table, output).await;
    }
    let client = aws::dynamodb(&args.table.aws, &sdk)?;
    let action = Verify::new(ItemEncryptor::new(table));
    let end = walk::run(&client, action, &args.table.walk, true, output, |_, (), _| Ok(())).await?;
    let (seen, failed) = (end.totals.seen, end.totals.failed);
    let plaintext = end.tally.get("format", "plaintext");
    if output.json {
        output.json(&json!({ "totals": walk::totals(&end.totals), "tally": walk::tally(&end) }))?;
    } else {
        let meaning = if failed == 0 { Meaning::Good } else { Meaning::Bad };
        let verified = seen.saturating_sub(failed).saturating_sub(plaintext);
        let line = format!("{verified} items verified, {plaintext} are plaintext, {failed} do not verify");
        let line = output.paint(meaning, line);
        output.line(line)?;
    }
    Ok(walk::exit(&end))
}
