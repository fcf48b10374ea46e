//! Runs the program.

use std::ffi::OsStr;
use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

use aws_sdk_dynamodb::Client;
use dynamodb_item_encryptor::{Item, json};
use serde_json::Value;

/// The program, as one that may ask a server at nobody's but this machine.
pub fn program(args: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_item-encryptor"));
    command.args(args).env_clear();
    for (name, value) in [
        ("AWS_ACCESS_KEY_ID", "AKIDTESTS"),
        ("AWS_SECRET_ACCESS_KEY", test_support::SECRET_ACCESS_KEY),
        ("AWS_REGION", "eu-west-1"),
        ("AWS_EC2_METADATA_DISABLED", "true"),
        ("AWS_MAX_ATTEMPTS", "1"),
        ("AWS_CONFIG_FILE", "/nowhere"),
        ("AWS_SHARED_CREDENTIALS_FILE", "/nowhere"),
    ] {
        command.env(name, value);
    }
    command.stdin(Stdio::null());
    command
}

/// What a run left behind.
#[derive(Debug)]
pub struct Ran {
    pub exit: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Ran {
    /// From what a process left.
    pub fn of(output: Output) -> Self {
        Ran {
            exit: output.status.code().expect("it was not killed"),
            stdout: String::from_utf8(output.stdout).expect("text"),
            stderr: String::from_utf8(output.stderr).expect("text"),
        }
    }

    /// Asserts that the run ended like this, with one sentence on standard error that holds `part`.
    #[track_caller]
    pub fn fails(&self, exit: i32, part: &str) {
        assert_eq!(self.exit, exit, "{self:#?}");
        assert!(self.stderr.contains(part), "{part}: {self:#?}");
        assert_eq!(self.stderr.lines().count(), 1, "{self:#?}");
        assert!(self.stderr.starts_with("item-encryptor: "), "{self:#?}");
    }

    /// The objects on standard output.
    #[track_caller]
    pub fn json(&self) -> Vec<Value> {
        self.stdout.lines().map(|line| serde_json::from_str(line).expect("each line is JSON")).collect()
    }
}

/// Runs the program to its end.
pub fn run(args: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Ran {
    Ran::of(program(args).output().unwrap())
}

/// Runs the program with `input` as its standard input.
pub fn run_with(args: impl IntoIterator<Item = impl AsRef<OsStr>>, input: &[u8]) -> Ran {
    let mut child =
        program(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    // It may end before it has read all.
    let writer = std::thread::spawn(move || drop(stdin.write_all(&input)));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    Ran::of(output)
}

/// Runs what blocks, while the servers of the runtime go on.
pub async fn run_beside(args: Vec<String>) -> Ran {
    tokio::task::spawn_blocking(move || run(args)).await.unwrap()
}

/// A folder that is removed at the end.
pub struct Folder(pub PathBuf);

impl Folder {
    pub fn new() -> Self {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let name = format!("cli-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
        fs::create_dir_all(&path).unwrap();
        Folder(path)
    }

    /// Writes a file and returns its path.
    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, content).unwrap();
        path.to_str().unwrap().to_owned()
    }

    /// A folder in it.
    pub fn inside(&self, name: &str) -> Folder {
        let path = self.0.join(name);
        fs::create_dir_all(&path).unwrap();
        Folder(path)
    }

    /// The path of a file, which need not be there.
    pub fn path(&self, name: &str) -> String {
        self.0.join(name).to_str().unwrap().to_owned()
    }

    /// The names of the files in it.
    pub fn names(&self) -> Vec<String> {
        let mut names: Vec<_> = fs::read_dir(&self.0)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// An item as a line of DynamoDB JSON.
pub fn line(item: &Item) -> String {
    json::to_value(item).unwrap().to_string()
}

/// A server with the table `Customers`.
pub async fn server() -> (String, Client) {
    let url = test_support::engine::start_unwatched().await;
    let client = Client::from_conf(test_support::config(&url).build());
    test_support::engine::create_table(&client, "Customers").await;
    (url, client)
}

/// Arguments as the program takes them.
pub fn words(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

/// The configuration of the tests' table, with its key in a file beside it.
const CONFIGURATION: &str = r#"
[tables.Customers]
partition_key = "id"
sort_key = "created"
encrypt = ["email", "notes"]
sign = ["plan"]
unsigned_prefix = ":"
suite = "hmac_sha384"
keyring = "main"

[keyrings.main.raw_aes]
namespace = "tests"
name = "key"
key = { file = "key", encoding = "raw" }
"#;

/// Arguments with `--config`, of a file that is written into `folder`.
pub fn configured(folder: &Folder, args: &[&str]) -> Vec<String> {
    folder.file("key", test_support::KEY);
    let config = folder.file("tables.toml", CONFIGURATION);
    words(&[args, &["--config", &config]].concat())
}
