//! `open` of an export, beside what decrypting its items alone costs.
//!
//! ```sh
//! cargo bench -p dynamodb-item-encryptor-cli --bench open               # 100 MB
//! EXPORT_MB=1000 cargo bench -p dynamodb-item-encryptor-cli --bench open
//! ```
//!
//! The export is generated: lines of about a kilobyte of customers, half of whose bytes are encrypted, in files of 16 MB
//! before they are compressed, with manifests. Decrypting alone is that of items that are in memory, on all cores. Memory is
//! the process's peak of resident memory, as Linux counts it.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use dynamodb_item_encryptor::{AlgorithmSuite, Item, ItemEncryptor, TableConfig, json};
use flate2::Compression;
use flate2::write::GzEncoder;
use md5::{Digest, Md5};
use serde_json::json;
use test_support::{KEY, customer, keyring, s};

/// Bytes of a file before compression.
const FILE: usize = 16 << 20;
/// Items that are decrypted alone.
const IN_MEMORY: usize = 20_000;

fn main() {
    // `cargo test --benches` only wants to know that it runs.
    let is_test = std::env::args().any(|arg| arg == "--test");
    let megabytes = std::env::var("EXPORT_MB").map_or(if is_test { 1 } else { 100 }, |mb| mb.parse().unwrap());
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    for (name, suite) in [
        ("hmac_sha384", AlgorithmSuite::HmacSha384),
        ("hmac_sha384_ecdsa_p384", AlgorithmSuite::HmacSha384EcdsaP384),
    ] {
        let table = TableConfig::builder("Customers")
            .partition_key("id")
            .sort_key("created")
            .encrypt(["email", "notes", "letter"])
            .sign(["plan", "remarks"])
            .unsigned_prefix(":")
            .suite(suite)
            .keyring(keyring())
            .build()
            .unwrap();
        let encryptor = Arc::new(ItemEncryptor::new(table));
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("export-{name}"));
        let _ = fs::remove_dir_all(&folder);
        let items = runtime.block_on(generate(&encryptor, &folder, megabytes << 20));
        configure(&folder, name);
        let alone = runtime.block_on(decrypt_alone(&encryptor, items.min(IN_MEMORY)));
        for format in ["dynamodb-json", "json-lines", "csv"] {
            let (opened, peak) = open(&folder, format);
            let rate = items as f64 / opened.as_secs_f64();
            println!(
                "{name}, {format}: {items} items of {megabytes} MB in {opened:.2?}: {rate:.0} a second, {:.2} of \
                 decrypting alone ({alone:.0} a second); peak {peak} MB",
                rate / alone
            );
        }
        fs::remove_dir_all(&folder).unwrap();
    }
}

fn one(n: usize) -> Item {
    let mut item = customer(&format!("customer-{n}"), (n % 1_000_000) as u32, &format!("{n}@example.com"));
    let text = |seed: usize, length: usize| -> String {
        // As little compressible as what people write.
        let mut state = (n * 31 + seed) as u64;
        let next = |_| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            char::from(b'a' + ((state >> 33) % 26) as u8)
        };
        (0..length).map(next).collect()
    };
    item.insert("letter".to_owned(), s(text(1, 250)));
    item.insert("remarks".to_owned(), s(text(2, 250)));
    item
}

/// Writes an export of so many bytes of lines, and returns how many items it has.
async fn generate(encryptor: &Arc<ItemEncryptor>, folder: &Path, bytes: usize) -> usize {
    fs::create_dir_all(folder.join("data")).unwrap();
    let (mut manifest, mut written, mut total) = (String::new(), 0, 0);
    for number in 0.. {
        if written >= bytes {
            break;
        }
        let name = format!("data/{number:05}abcdef.json.gz");
        let mut gzip = GzEncoder::new(Vec::new(), Compression::fast());
        let (mut in_file, mut count) = (0, 0);
        while in_file < FILE && written + in_file < bytes {
            let sealed = encryptor.encrypt_item(one(total + count)).await.unwrap();
            let line = format!("{{\"Item\":{}}}\n", json::to_value(&sealed).unwrap());
            gzip.write_all(line.as_bytes()).unwrap();
            in_file += line.len();
            count += 1;
        }
        let content = gzip.finish().unwrap();
        fs::write(folder.join(&name), &content).unwrap();
        let line = json!({
            "itemCount": count,
            "md5Checksum": STANDARD.encode(Md5::digest(&content)),
            "dataFileS3Key": format!("AWSDynamoDB/0-0/{name}"),
        });
        manifest.push_str(&format!("{line}\n"));
        (written, total) = (written + in_file, total + count);
    }
    let summary = json!({ "itemCount": total, "outputFormat": "DYNAMODB_JSON" }).to_string();
    for (name, content) in [("summary", summary), ("files", manifest)] {
        fs::write(folder.join(format!("manifest-{name}.json")), &content).unwrap();
        let sum = STANDARD.encode(Md5::digest(content.as_bytes()));
        fs::write(folder.join(format!("manifest-{name}.md5")), sum).unwrap();
    }
    total
}

fn configure(folder: &Path, suite: &str) {
    fs::write(folder.join("key"), KEY).unwrap();
    let text = format!(
        "[tables.Customers]\npartition_key = 'id'\nsort_key = 'created'\nencrypt = ['email', 'notes', 'letter']\n\
         sign = ['plan', 'remarks']\nunsigned_prefix = ':'\nsuite = '{suite}'\nkeyring = 'main'\n\
         [keyrings.main.raw_aes]\nnamespace = 'tests'\nname = 'key'\nkey = {{ file = 'key', encoding = 'raw' }}\n"
    );
    fs::write(folder.join("tables.toml"), text).unwrap();
}

/// Items a second, of those that are in memory, on all cores.
async fn decrypt_alone(encryptor: &Arc<ItemEncryptor>, count: usize) -> f64 {
    let cores = std::thread::available_parallelism().unwrap().get();
    let mut parts: Vec<Vec<Item>> = vec![Vec::new(); cores];
    for n in 0..count {
        parts[n % cores].push(encryptor.encrypt_item(one(n)).await.unwrap());
    }
    let start = Instant::now();
    let tasks: Vec<_> = parts
        .into_iter()
        .map(|items| {
            let encryptor = encryptor.clone();
            tokio::spawn(async move {
                for item in items {
                    encryptor.decrypt_item(item).await.unwrap();
                }
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    count as f64 / start.elapsed().as_secs_f64()
}

/// How long the program takes, and the most memory that it had, in MB.
fn open(folder: &Path, format: &str) -> (Duration, u64) {
    let start = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_item-encryptor"))
        .args(["open", "--quiet", "--format", format, "--config"])
        .arg(folder.join("tables.toml"))
        .arg(folder)
        .env("AWS_REGION", "eu-west-1")
        .stdin(Stdio::null())
        .stdout(File::create("/dev/null").unwrap())
        .spawn()
        .unwrap();
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0;
    let ended = loop {
        let text = fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
        peak = peak.max(kilobytes.unwrap_or_default());
        if let Some(ended) = child.try_wait().unwrap() {
            break ended;
        }
        std::thread::sleep(Duration::from_millis(5));
    };
    assert!(ended.success(), "{ended}");
    (start.elapsed(), peak >> 10)
}
