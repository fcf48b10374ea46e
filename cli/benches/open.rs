//! `open` of an export, beside what decrypting its items alone costs.
//!
//! ```sh
//! cargo bench -p dynamodb-item-encryptor-cli --bench open               # 100 MB
//! EXPORT_MB=1000 cargo bench -p dynamodb-item-encryptor-cli --bench open
//! EXPORT_SUITE=hmac_sha384 cargo bench -p dynamodb-item-encryptor-cli --bench open
//! ```
//!
//! The export is generated: lines of about a kilobyte of customers, half of whose bytes are encrypted, in files of 16 MB
//! before they are compressed, with manifests and checksums. One line in ten thousand is damaged: each has to be named, and all others
//! opened.
//!
//! Decrypting alone is `decrypt_item` of the same items as the lines hold, of those that are in memory as items already, on all cores, nothing read,
//! parsed or written. The program has as many cores, and does all of that. Compared are the items a second by the clock, and those for each
//! second of a core, which other programs of the machine disturb less. Both are measured in turn, `EXPORT_ROUNDS` times or five, and the best of each
//! counts: what disturbs one disturbs the other.
//!
//! What the program cannot do without, whatever it does with items, is measured as well: the checksum of each file, and its decompression. Memory is the process's peak of resident memory, as Linux counts it.

use std::fs::{self, File};
use std::io::{BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use base64_simd::STANDARD;
use dynamodb_item_encryptor::{AlgorithmSuite, Item, ItemEncryptor, TableConfig, json};
use flate2::Compression;
use flate2::bufread::MultiGzDecoder;
use flate2::write::GzEncoder;
use md5::{Digest, Md5};
use serde_json::json;
use test_support::{KEY, customer, keyring, s};

/// Bytes of a file before compression.
const FILE: usize = 16 << 20;
/// Items that are decrypted alone.
const IN_MEMORY: usize = 60_000;
/// One line of so many is damaged.
const DAMAGED: usize = 10_000;

fn main() {
    // `cargo test --benches` only wants to know that it runs.
    let is_test = std::env::args().any(|arg| arg == "--test");
    let megabytes = std::env::var("EXPORT_MB").map_or(if is_test { 1 } else { 100 }, |mb| mb.parse().unwrap());
    let only = std::env::var("EXPORT_SUITE").ok();
    let rounds =
        std::env::var("EXPORT_ROUNDS").map_or(if is_test { 1 } else { 5 }, |rounds| rounds.parse().unwrap());
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    for (name, suite) in [
        ("hmac_sha384", AlgorithmSuite::HmacSha384),
        ("hmac_sha384_ecdsa_p384", AlgorithmSuite::HmacSha384EcdsaP384),
    ] {
        if only.as_ref().is_some_and(|only| only != name) {
            continue;
        }
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
        let alone = || runtime.block_on(decrypt_alone(&encryptor, items.min(IN_MEMORY)));
        for format in ["dynamodb-json", "json-lines", "csv"] {
            let (mut best, mut rate, mut peak, mut reading) = (alone(), Rate::default(), 0, f64::MAX);
            for _ in 0..rounds {
                let opened = open(&folder, format, items);
                let of = |seconds: f64| items as f64 / seconds;
                rate = rate.or_better(&Rate { by_clock: of(opened.seconds), by_core: of(opened.cpu) });
                peak = peak.max(opened.peak);
                best = best.or_better(&alone());
                reading = reading.min(read_alone(&folder) / items as f64);
            }
            println!(
                "{name}, {format}: {items} items of {megabytes} MB in {:.2} s: {:.0} a second, {:.2} of decrypting alone ({:.0}); \
                 {:.0} a second and core, {:.2} of decrypting alone ({:.0}); of a core, an item takes \
                 {:.1} us, of which {:.1} are its share of checksums and decompression; peak {peak} MB",
                items as f64 / rate.by_clock,
                rate.by_clock,
                rate.by_clock / best.by_clock,
                best.by_clock,
                rate.by_core,
                rate.by_core / best.by_core,
                best.by_core,
                1e6 / rate.by_core,
                1e6 * reading,
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
        let mut gzip = GzEncoder::new(Vec::new(), Compression::default());
        let (mut in_file, mut count) = (0, 0);
        while in_file < FILE && written + in_file < bytes {
            let mut sealed = encryptor.encrypt_item(one(total + count)).await.unwrap();
            if (total + count) % DAMAGED == DAMAGED / 2 {
                sealed.insert("plan".to_owned(), s("changed"));
            }
            let line = format!("{{\"Item\":{}}}\n", json::to_value(&sealed).unwrap());
            gzip.write_all(line.as_bytes()).unwrap();
            in_file += line.len();
            count += 1;
        }
        let content = gzip.finish().unwrap();
        fs::write(folder.join(&name), &content).unwrap();
        let line = json!({
            "itemCount": count,
            "md5Checksum": STANDARD.encode_to_string(Md5::digest(&content)),
            "dataFileS3Key": format!("AWSDynamoDB/0-0/{name}"),
        });
        manifest.push_str(&format!("{line}\n"));
        (written, total) = (written + in_file, total + count);
    }
    let summary = json!({ "itemCount": total, "outputFormat": "DYNAMODB_JSON" }).to_string();
    for (name, content) in [("summary", summary), ("files", manifest)] {
        fs::write(folder.join(format!("manifest-{name}.json")), &content).unwrap();
        let sum = STANDARD.encode_to_string(Md5::digest(content.as_bytes()));
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

/// Items a second, by the clock and for each second of a core.
#[derive(Default)]
struct Rate {
    by_clock: f64,
    by_core: f64,
}

impl Rate {
    fn or_better(&self, other: &Rate) -> Rate {
        Rate { by_clock: self.by_clock.max(other.by_clock), by_core: self.by_core.max(other.by_core) }
    }
}

/// How fast items are decrypted that are in memory, on all cores.
async fn decrypt_alone(encryptor: &Arc<ItemEncryptor>, count: usize) -> Rate {
    let cores = std::thread::available_parallelism().unwrap().get();
    let mut parts: Vec<Vec<Item>> = vec![Vec::new(); cores];
    for n in 0..count {
        parts[n % cores].push(encryptor.encrypt_item(one(n)).await.unwrap());
    }
    let (start, before) = (Instant::now(), cpu_of("self").unwrap());
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
    let (took, cpu) = (start.elapsed().as_secs_f64(), cpu_of("self").unwrap() - before);
    Rate { by_clock: count as f64 / took, by_core: count as f64 / cpu.max(0.01) }
}

/// Seconds of a core for the checksums of an export's files, and to decompress them.
fn read_alone(folder: &Path) -> f64 {
    let before = cpu_of("self").unwrap();
    for file in fs::read_dir(folder.join("data")).unwrap() {
        let content = fs::read(file.unwrap().path()).unwrap();
        std::hint::black_box(Md5::digest(&content));
        let mut text = BufReader::with_capacity(1 << 18, MultiGzDecoder::new(&content[..]));
        std::io::copy(&mut text, &mut std::io::sink()).unwrap();
    }
    cpu_of("self").unwrap() - before
}

/// Seconds that a process had of a core; `None` if it is over. Linux counts hundredths.
fn cpu_of(process: &str) -> Option<f64> {
    let text = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    let fields: Vec<_> = text.rsplit_once(')')?.1.split_whitespace().collect();
    let ticks = |field: usize| fields[field].parse::<f64>().ok();
    Some((ticks(11)? + ticks(12)?) / 100.0)
}

/// How an export was opened.
struct Run {
    seconds: f64,
    /// What it had of a core.
    cpu: f64,
    /// The most memory that it had, in MB.
    peak: u64,
}

/// Opens the export, and looks whether all is opened but what is damaged, and that is named.
fn open(folder: &Path, format: &str, items: usize) -> Run {
    let (start, errors) = (Instant::now(), folder.join("errors"));
    let mut child = Command::new(env!("CARGO_BIN_EXE_item-encryptor"))
        .args(["open", "--json", "--format", format, "--config"])
        .arg(folder.join("tables.toml"))
        .arg(folder)
        .env("AWS_REGION", "eu-west-1")
        .stdin(Stdio::null())
        .stdout(File::create("/dev/null").unwrap())
        .stderr(File::create(&errors).unwrap())
        .spawn()
        .unwrap();
    let process = child.id().to_string();
    let mut run = Run { seconds: 0.0, cpu: 0.0, peak: 0 };
    loop {
        let text = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
        run.peak = run.peak.max(kilobytes.unwrap_or_default() >> 10);
        run.cpu = cpu_of(&process).unwrap();
        // It is over, and waits to be waited for: so all is counted that it had.
        if text.contains("State:\tZ") {
            break;
        }
        run.seconds = start.elapsed().as_secs_f64();
        std::thread::sleep(Duration::from_millis(5));
    }
    let damaged = (DAMAGED / 2..items).step_by(DAMAGED).count();
    assert_eq!(child.wait().unwrap().code(), Some(i32::from(damaged > 0)));
    let errors = fs::read_to_string(errors).unwrap();
    assert_eq!(errors.matches("failed verification").count(), damaged, "{errors}");
    let summary = format!("{{\"opened\":{},\"unreadable\":{damaged}}}", items - damaged);
    assert!(errors.trim_end().ends_with(&summary), "{summary}: {errors}");
    run
}
