//! Keys from where a configuration says that they are.

use std::process::Command;

use aws_sdk_dynamodb::types::AttributeValue;
use aws_smithy_types::base64;
use dynamodb_item_encryptor::config::{AwsClients, Configuration, ConfigurationError, EntryProblem};
use dynamodb_item_encryptor::{
    BoxError, BoxFuture, ErrorClass, Item, ItemEncryptor, KmsClientSupplier, TableConfig,
};
use test_support::kms::Kms;

use super::texts::Folder;

const KEY: [u8; 32] = [7; 32];

pub fn item() -> Item {
    let text = |text: &str| AttributeValue::S(text.to_owned());
    [("id", text("1")), ("a", text("secret")), ("b", text("open"))]
        .map(|(name, value)| (name.to_owned(), value))
        .into()
}

/// Clients for the tests' KMS.
pub struct Clients(pub std::sync::Arc<Kms>);

impl KmsClientSupplier for Clients {
    fn client<'a>(&'a self, region: &'a str) -> BoxFuture<'a, Result<aws_sdk_kms::Client, BoxError>> {
        Box::pin(async move { Ok(self.0.client_in(region)) })
    }
}

fn table(keyring: &str) -> String {
    format!("[tables.T]\npartition_key = 'id'\nencrypt = ['a']\nsign = ['b']\nkeyring = 'k'\n{keyring}")
}

fn aes(key: &str) -> String {
    table(&format!("[keyrings.k.raw_aes]\nnamespace = 'n'\nname = 'k'\nkey = {key}\n"))
}

async fn load(folder: &Folder, text: &str) -> Result<TableConfig, ConfigurationError> {
    let path = folder.write("tables.toml", text);
    Configuration::from_file(path).unwrap().table_config("T", AwsClients::none()).await
}

/// What one seals, the other opens.
async fn assert_same(one: &TableConfig, other: &TableConfig) {
    for (writer, reader) in [(one, other), (other, one)] {
        let sealed = ItemEncryptor::new(writer.clone()).encrypt_item(item()).await.unwrap();
        let opened = ItemEncryptor::new(reader.clone()).decrypt_item(sealed).await.unwrap();
        assert_eq!(opened.item, item());
    }
}

fn by_builder() -> TableConfig {
    let keyring = dynamodb_item_encryptor::RawAesKeyring::new("n", "k", &KEY).unwrap();
    TableConfig::builder("T").partition_key("id").encrypt(["a"]).sign(["b"]).keyring(keyring).build().unwrap()
}

#[tokio::test]
async fn a_key_is_read_from_a_file_in_every_encoding() {
    let folder = Folder::new();
    let hex: String = KEY.iter().map(|byte| format!("{byte:02X}")).collect();
    folder.write("keys/raw", KEY);
    folder.write("keys/hex", format!("  {hex}\n"));
    folder.write("keys/base64", format!("{}\r\n", base64::encode(KEY)));
    let absolute = folder.write("elsewhere", base64::encode(KEY));
    for key in [
        "{ file = 'keys/base64' }",
        "{ file = 'keys/base64', encoding = 'base64' }",
        "{ file = 'keys/hex', encoding = 'hex' }",
        "{ file = 'keys/raw', encoding = 'raw' }",
        &format!("{{ file = '{}' }}", absolute.display()),
    ] {
        assert_same(&load(&folder, &aes(key)).await.unwrap(), &by_builder()).await;
    }
}

#[tokio::test]
async fn what_is_no_key_is_refused_and_not_shown() {
    let folder = Folder::new();
    folder.write("short", base64::encode([7; 31]));
    folder.write("text", "SECRET!");
    folder.write("odd", "SEC");
    folder.write("long", "A".repeat((64 << 10) + 1));
    folder.write("empty", "");
    folder.write("folder/file", "");
    for (key, entry) in [
        ("{ file = 'short' }", "keyrings.k.raw_aes"),
        ("{ file = 'text' }", "keyrings.k.raw_aes.key.file"),
        ("{ file = 'text', encoding = 'hex' }", "keyrings.k.raw_aes.key.file"),
        ("{ file = 'odd', encoding = 'hex' }", "keyrings.k.raw_aes.key.file"),
        ("{ file = 'long' }", "keyrings.k.raw_aes.key.file"),
        ("{ file = '/dev/zero' }", "keyrings.k.raw_aes.key.file"),
        ("{ file = 'empty' }", "keyrings.k.raw_aes"),
        ("{ file = 'folder' }", "keyrings.k.raw_aes.key.file"),
        ("{ file = 'none' }", "keyrings.k.raw_aes.key.file"),
        ("{ env = 'NO_SUCH_VARIABLE' }", "keyrings.k.raw_aes.key.env"),
        ("{ env = '' }", "keyrings.k.raw_aes.key.env"),
        ("{ env = 'A=B' }", "keyrings.k.raw_aes.key.env"),
        ("{ env = \"A\\u0000\" }", "keyrings.k.raw_aes.key.env"),
        ("{ env = 'PATH', file = 'raw' }", "keyrings.k.raw_aes.key"),
        ("{ }", "keyrings.k.raw_aes.key"),
    ] {
        let error = load(&folder, &aes(key)).await.unwrap_err();
        assert_eq!(error.entry(), Some(entry), "{error}");
        assert_eq!(error.line(), Some(if entry == "keyrings.k.raw_aes" { 6 } else { 9 }), "{error}");
        assert!(!format!("{error} {error:?}").contains("SEC"), "{error:?}");
        let is_missing =
            ["none", "folder", "env"].iter().any(|part| key.contains(part)) && !key.contains("PATH");
        assert_eq!(error.class() == ErrorClass::KeyAccess, is_missing, "{error}");
    }
}

/// Runs one test of this program with these variables.
fn run_again(test: &str, variables: &[(&str, &str)]) {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", test, "--include-ignored", "--nocapture"]).envs(variables.iter().copied());
    let output = command.output().unwrap();
    let shown = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success() && shown.contains("1 passed"),
        "{shown}{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

#[test]
fn a_key_is_read_from_the_environment() {
    let key = base64::encode(KEY);
    run_again(
        "configuration_file::keys::with_variables",
        &[("TABLE_KEY", &key), ("LONG_KEY", &"A".repeat((64 << 10) + 1))],
    );
}

#[tokio::test]
#[ignore = "run by a_key_is_read_from_the_environment, with variables"]
async fn with_variables() {
    let folder = Folder::new();
    assert_same(&load(&folder, &aes("{ env = 'TABLE_KEY' }")).await.unwrap(), &by_builder()).await;
    let error = load(&folder, &aes("{ env = 'LONG_KEY' }")).await.unwrap_err();
    assert!(matches!(error.problem(), EntryProblem::KeyText(_)), "{error}");
}

#[tokio::test]
async fn a_table_can_be_looked_at_without_keys() {
    let configuration = Configuration::from_toml(&aes("{ file = 'none' }")).unwrap();
    let tables = configuration.table_configs_without_keys().unwrap();
    assert_eq!(tables.len(), 1);
    assert_eq!(configuration.table_names().collect::<Vec<_>>(), ["T"]);
    let error = ItemEncryptor::new(tables[0].clone()).encrypt_item(item()).await.unwrap_err();
    assert_eq!(error.class(), ErrorClass::Configuration);
    let sealed = ItemEncryptor::new(by_builder()).encrypt_item(item()).await.unwrap();
    let error = ItemEncryptor::new(tables[0].clone()).decrypt_item(sealed).await.unwrap_err();
    assert!(!error.is_of_item(), "{error}");
}

#[tokio::test]
async fn only_the_keys_of_the_table_that_is_asked_for_are_read() {
    let folder = Folder::new();
    folder.write("key", base64::encode(KEY));
    let text = format!(
        "{}[tables.Other]\npartition_key = 'id'\nkeyring = 'other'\n[keyrings.other.raw_aes]\nnamespace = 'n'\nname = 'k'\n\
         key = {{ file = 'none' }}\n",
        aes("{ file = 'key' }")
    );
    let path = folder.write("tables.toml", text);
    let configuration = Configuration::from_file(path).unwrap();
    let table = configuration.table_config("T", AwsClients::none()).await.unwrap();
    assert_same(&table, &by_builder()).await;
    let error = configuration.table_configs(AwsClients::none()).await.unwrap_err();
    assert_eq!(error.entry(), Some("keyrings.other.raw_aes.key.file"));
    let error = configuration.table_config("Othr", AwsClients::none()).await.unwrap_err();
    assert!(error.to_string().contains("there is no table 'Othr'; is 'Other' meant?"), "{error}");
}

#[tokio::test]
async fn keyrings_in_kms_are_called_in_the_region_of_their_key() {
    let kms = std::sync::Arc::new(Kms::start());
    let (one, two) = (kms.create_key_in("eu-west-1"), kms.create_key_in("us-east-1"));
    let clients = AwsClients::none().with_kms(Clients(std::sync::Arc::clone(&kms)));
    let folder = Folder::new();
    folder.write("key", base64::encode(KEY));
    let text = table(&format!(
        "[keyrings.k.multi]\nkeyrings = ['one', 'raw']\nto_read = ['several', 'mine']\n\
         [keyrings.one.kms]\nkey = '{one}'\n\
         [keyrings.mine.kms_discovery]\nregions = ['eu-west-1', 'us-east-1']\nfilter.accounts = ['111122223333']\n\
         [keyrings.several.kms_multi]\nkeys = ['{two}', '{one}']\n\
         [keyrings.raw.raw_aes]\nnamespace = 'n'\nname = 'k'\nkey.file = 'key'\n"
    ));
    let path = folder.write("tables.toml", text);
    let configuration = Configuration::from_file(path).unwrap();
    let table = configuration.table_config("T", &clients).await.unwrap();
    let sealed = ItemEncryptor::new(table.clone()).encrypt_item(item()).await.unwrap();
    assert_eq!(kms.count("GenerateDataKey"), 1);
    let opened = ItemEncryptor::new(table).decrypt_item(sealed).await.unwrap();
    assert_eq!(opened.item, item());
    let error = configuration.table_config("T", AwsClients::none()).await.unwrap_err();
    assert!(matches!(error.problem(), EntryProblem::Client(_)), "{error}");
    assert_eq!(error.entry(), Some("keyrings.one.kms.key"));
}

#[tokio::test]
async fn an_alias_in_place_of_an_arn_is_refused_where_it_stands() {
    let text = table("[keyrings.k.kms]\n\nkey = 'alias/orders'\n");
    let error =
        Configuration::from_toml(&text).unwrap().table_config("T", AwsClients::none()).await.unwrap_err();
    assert_eq!((error.line(), error.entry()), (Some(8), Some("keyrings.k.kms.key")));
    assert!(error.to_string().contains("the ARN of the KMS key is needed"), "{error}");
}

#[tokio::test]
async fn a_program_adds_what_no_file_can_say() {
    let folder = Folder::new();
    folder.write("key", base64::encode(KEY));
    let configuration = Configuration::from_file(folder.write("t.toml", aes("{ file = 'key' }"))).unwrap();
    let complete = |name: &str, builder: dynamodb_item_encryptor::TableConfigBuilder| {
        assert_eq!(name, "T");
        builder.table_name("stage-T")
    };
    let tables = configuration.table_configs_with(AwsClients::none(), complete).await.unwrap();
    assert_eq!(tables[0].table_name(), "stage-T");
    let broken = configuration.table_configs_with(AwsClients::none(), |_, builder| builder.max_data_keys(0));
    let error = broken.await.unwrap_err();
    assert!(matches!(error.problem(), EntryProblem::Table(_)), "{error}");
    assert_eq!(error.entry(), Some("tables.T"));
}
