//! First contact: a small table with items of all kinds, in this process, and what the command line makes of it.
//!
//! ```sh
//! cargo run -p dynamodb-item-encryptor-cli --example first_contact
//! ```
//!
//! It needs no account, no network and no installation: DynamoDB is an engine inside of this program.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use aws_sdk_dynamodb::Client;
use dynamodb_item_encryptor::ItemEncryptor;
use dynamodb_item_encryptor::config::{AwsClients, Configuration};
use test_support::{customer, s};

/// The name under which this program is the command line.
const PROGRAM: &str = "item-encryptor";

const CONFIGURATION: &str = r#"
[tables.Customers]
partition_key = "id"
sort_key = "created"
encrypt = ["email", "notes"]
sign = ["plan"]
unsigned_prefix = ":"
suite = "hmac_sha384"
# Items that were there before are read, and none is written like them.
plaintext_policy = "forbid_write_allow_read"
keyring = "this_year"

[keyrings.this_year.multi]
keyrings = ["new"]
to_read = ["old"]

[keyrings.new.raw_aes]
namespace = "demo"
name = "this-year"
key = { file = "this-year.key", encoding = "raw" }

[keyrings.old.raw_aes]
namespace = "demo"
name = "last-year"
key = { file = "last-year.key", encoding = "raw" }
"#;

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let arguments: Vec<_> = std::env::args_os().skip(1).collect();
    if arguments.first().is_some_and(|first| first == PROGRAM) {
        return Ok(item_encryptor::run(arguments).into());
    }
    let folder = std::env::temp_dir().join(format!("first-contact-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let runtime = tokio::runtime::Runtime::new()?;
    let shown = runtime.block_on(make_table(&folder)).and_then(|url| show(&url, &folder));
    std::fs::remove_dir_all(&folder)?;
    shown.map(|()| ExitCode::SUCCESS)
}

/// Starts the engine, makes the table, and says where it is.
async fn make_table(folder: &Path) -> Result<String, Box<dyn Error>> {
    std::fs::write(folder.join("this-year.key"), [1; 32])?;
    std::fs::write(folder.join("last-year.key"), [2; 32])?;
    std::fs::write(folder.join("tables.toml"), CONFIGURATION)?;
    // What wrote the table last year.
    let last_year = CONFIGURATION.replace("keyring = \"this_year\"", "keyring = \"old\"");
    let now = encryptor(CONFIGURATION, folder).await?;
    let before = encryptor(&last_year, folder).await?;

    let url = test_support::engine::start_unwatched().await;
    let client = Client::from_conf(test_support::config(&url).build());
    test_support::engine::create_table(&client, "Customers").await;
    let mut items = Vec::new();
    for n in 0..24 {
        let item = customer(&format!("customer-{n}"), n, &format!("{n}@example.com"));
        items.push(match n % 4 {
            0 => item,
            1 | 2 => before.encrypt_item(item).await?,
            _ => now.encrypt_item(item).await?,
        });
    }
    // Somebody has changed one behind the application's back.
    if let Some(item) = items.last_mut() {
        item.insert("plan".to_owned(), s("platinum"));
    }
    test_support::engine::put_all(&client, &items).await;
    println!(
        "A table 'Customers' with 24 items: plaintext, sealed under last year's key, under this year's, one changed."
    );
    Ok(url)
}

async fn encryptor(text: &str, folder: &Path) -> Result<ItemEncryptor, Box<dyn Error>> {
    let file = folder.join("made.toml");
    std::fs::write(&file, text)?;
    let configuration = Configuration::from_file(&file)?;
    Ok(ItemEncryptor::new(configuration.table_config("Customers", AwsClients::none()).await?))
}

fn show(url: &str, folder: &Path) -> Result<(), Box<dyn Error>> {
    let key = |n: u32| format!(r#"{{"id":{{"S":"customer-{n}"}},"created":{{"N":"{n}"}}}}"#);
    let commands: [&[&str]; 6] = [
        &["survey"],
        &["inspect", "--key", &key(1)],
        &["converge"],
        &["converge", "--write"],
        &["inspect", "--key", &key(0)],
        &["survey"],
    ];
    for command in commands {
        run(command, url, folder)?;
    }
    Ok(())
}

/// Runs this program as the command line, as somebody would who has the table in an account.
fn run(command: &[&str], url: &str, folder: &Path) -> Result<(), Box<dyn Error>> {
    let quoted =
        command.iter().map(|word| if word.contains('{') { format!("'{word}'") } else { (*word).to_owned() });
    println!("\n$ {PROGRAM} {} --config tables.toml", quoted.collect::<Vec<_>>().join(" "));
    let program: PathBuf = std::env::current_exe()?;
    let status = Command::new(program)
        .arg(PROGRAM)
        .args(command)
        .args(["--config", "tables.toml", "--endpoint-url", url])
        .current_dir(folder)
        .env("AWS_ACCESS_KEY_ID", "demo")
        .env("AWS_SECRET_ACCESS_KEY", "demo")
        .env("AWS_REGION", "eu-west-1")
        .status()?;
    println!("[exit code {}]", status.code().map_or_else(|| "?".to_owned(), |code| code.to_string()));
    Ok(())
}
