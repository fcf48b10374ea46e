//! `verify`: all items of a table or an export, opened and thrown away.

use dynamodb_item_encryptor::{
    BoxFuture, Error, Item, ItemEncryptor, ItemFormat, Judgement, TableConfig, WalkAction, WalkMode,
};
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
    let action = Verification { encryptor: ItemEncryptor::new(table) };
    let end = walk::run(&client, action, &args.table.walk, true, output, |_, (), _| Ok(())).await?;
    let (seen, failed) = (end.totals.seen, end.totals.failed);
    let plaintext = end.tally.get(FORMAT, PLAINTEXT);
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

const FORMAT: &str = "format";
const PLAINTEXT: &str = "plaintext";

/// Opens each item.
struct Verification {
    encryptor: ItemEncryptor,
}

impl WalkAction for Verification {
    type Finding = ();

    fn table(&self) -> &TableConfig {
        self.encryptor.table()
    }

    fn purpose(&self) -> String {
        "verify".to_owned()
    }

    fn judge<'a>(&'a self, stored: &'a Item, _: WalkMode) -> BoxFuture<'a, Result<Judgement<()>, Error>> {
        Box::pin(async move {
            let format = self.encryptor.format_of(stored)?;
            self.encryptor.decrypt_item(stored.clone()).await?;
            let name = match format {
                ItemFormat::Current => "current",
                ItemFormat::Legacy => "legacy",
                ItemFormat::Plaintext => PLAINTEXT,
                // The library may know more formats one day.
                _ => "other",
            };
            Ok(Judgement::leave().count(FORMAT, name, 1))
        })
    }
}
