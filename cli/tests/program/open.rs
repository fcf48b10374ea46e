//! `open` and `verify`, of exports and files.

use std::fs::{self, OpenOptions};
use std::io::{Read, Write};
use std::process::Stdio;

use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue;
use base64_simd::STANDARD;
use dynamodb_item_encryptor::{Item, ItemEncryptor, KmsKeyring, json};
use flate2::Compression;
use flate2::write::GzEncoder;
use md5::{Digest, Md5};
use serde_json::{Value, json};
use test_support::kms::Kms;
use test_support::{customer, customers, keyring};

use crate::run::{Folder, Ran, configured, line, program, run, run_with};

/// Sealed customers with these numbers.
async fn sealed(numbers: std::ops::Range<u32>) -> Vec<Item> {
    let encryptor = ItemEncryptor::new(customers(keyring()));
    let mut items = Vec::new();
    for n in numbers {
        items.push(encryptor.encrypt_item(customer("c-1", n, &format!("{n}@example.com"))).await.unwrap());
    }
    items
}

fn gzip(text: &str) -> Vec<u8> {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::fast());
    gzip.write_all(text.as_bytes()).unwrap();
    gzip.finish().unwrap()
}

fn export_line(item: &Item) -> String {
    format!("{{\"Item\":{}}}\n", line(item))
}

/// Writes an export whose files have these lines.
fn export(folder: &Folder, files: &[Vec<String>]) {
    let mut manifest = String::new();
    for (n, lines) in files.iter().enumerate() {
        let name = format!("data/{n}abc.json.gz");
        let content = gzip(&lines.concat());
        folder.file(&name, &content);
        let md5 = Md5::digest(&content);
        let etag: String = Md5::digest(md5).iter().map(|byte| format!("{byte:02x}")).collect();
        manifest += &json!({
            "itemCount": lines.len(),
            "md5Checksum": STANDARD.encode_to_string(md5),
            "etag": format!("{etag}-1"),
            "dataFileS3Key": format!("backups/AWSDynamoDB/01700000000000-abcd/{name}"),
        })
        .to_string();
        manifest.push('\n');
    }
    manifests(folder, &manifest, files.iter().map(Vec::len).sum());
}

fn manifests(folder: &Folder, files: &str, items: usize) {
    let summary = json!({
        "version": "2020-06-30",
        "exportArn": "arn:aws:dynamodb:eu-west-1:111122223333:table/Customers/export/01700000000000-abcd",
        "s3Bucket": "backups",
        "itemCount": items,
        "s3SseAlgorithm": "AES256",
        "outputFormat": "DYNAMODB_JSON",
    });
    for (name, content) in [("summary", summary.to_string()), ("files", files.to_owned())] {
        folder.file(&format!("manifest-{name}.json"), &content);
        folder
            .file(&format!("manifest-{name}.md5"), STANDARD.encode_to_string(Md5::digest(content.as_bytes())));
    }
}

/// Two files, of 30 and of 20 items.
async fn two_files(folder: &Folder) -> Vec<Vec<String>> {
    let lines: Vec<_> = sealed(0..50).await.iter().map(export_line).collect();
    let files = vec![lines[..30].to_vec(), lines[30..].to_vec()];
    export(folder, &files);
    files
}

/// The numbers of the customers in a text of lines, in order.
fn numbers(text: &str) -> Vec<u32> {
    let number = |line: &str| {
        let line: Value = serde_json::from_str(line).unwrap();
        line["Item"]["created"]["N"].as_str().unwrap().parse().unwrap()
    };
    text.lines().map(number).collect()
}

#[tokio::test]
async fn all_items_of_an_export_are_opened_in_its_order() {
    let folder = Folder::new();
    two_files(&folder).await;
    let ran = run(configured(&folder, &["open", &folder.path("")]));
    assert_eq!((ran.exit, ran.stderr.as_str()), (0, "50 opened, 0 unreadable\n"));
    assert_eq!(numbers(&ran.stdout), (0..50).collect::<Vec<_>>());
    for (n, line) in (0..).zip(ran.stdout.lines()) {
        let line: Value = serde_json::from_str(line).unwrap();
        let item = json::from_value(line["Item"].clone()).unwrap();
        assert_eq!(item, customer("c-1", n, &format!("{n}@example.com")));
    }
    let verified = run(configured(&folder, &["verify", "--json", &folder.path("")]));
    assert_eq!((verified.exit, verified.json()), (0, vec![json!({ "opened": 50, "unreadable": 0 })]));
}

#[tokio::test]
async fn files_and_standard_input_are_read_with_and_without_gzip() {
    let folder = Folder::new();
    let lines: Vec<_> = sealed(0..3).await.iter().map(export_line).collect();
    let bare: Vec<_> = sealed(3..5).await.iter().map(|item| line(item) + "\n").collect();
    let one = folder.file("one.json.gz", gzip(&lines.concat()));
    let two = folder.file("two.json", bare.concat());
    assert_eq!(numbers(&run(configured(&folder, &["open", &one, &two])).stdout), [0, 1, 2, 3, 4]);
    let input = gzip(&lines.concat());
    for args in [&["open"][..], &["open", "-"]] {
        assert_eq!(numbers(&run_with(configured(&folder, args), &input).stdout), [0, 1, 2]);
    }
    assert_eq!(numbers(&run_with(configured(&folder, &["open"]), lines.concat().as_bytes()).stdout), [0, 1, 2]);
}

#[tokio::test]
async fn items_become_plain_json_or_csv() {
    let folder = Folder::new();
    let file = folder.file("items.json", sealed(7..8).await.iter().map(export_line).collect::<String>());
    let plain = run(configured(&folder, &["open", &file, "--format", "json-lines"]));
    let expected = json!({
        ":counter": 1, "created": 7, "email": "7@example.com", "id": "c-1",
        "notes": ["a secret note", 31_415_926], "plan": "gold",
    });
    assert_eq!(plain.json(), [expected]);
    let csv =
        |args: &[&str]| run(configured(&folder, &[&["open", &file, "--format", "csv"], args].concat())).stdout;
    assert_eq!(
        csv(&[]),
        "id,created,email,notes,plan,(other attributes)\n\
         c-1,7,7@example.com,\"[\"\"a secret note\"\",31415926]\",gold,\"{\"\":counter\"\":1}\"\n"
    );
    assert_eq!(csv(&["--columns", "email,id"]), "email,id\n7@example.com,c-1\n");
    let wrong = configured(&folder, &["open", &file, "--columns", "id"]);
    run(wrong).fails(2, "--columns and --for-spreadsheet are for --format csv");
}

/// Lines of keys that are at hand are opened where they are; others wait for KMS together.
#[tokio::test(flavor = "multi_thread")]
async fn items_whose_keys_are_in_kms_are_opened_together_and_stay_in_order() {
    let kms = Kms::start();
    let arn = kms.create_key();
    let encryptor = ItemEncryptor::new(customers(KmsKeyring::new(kms.client(), arn.clone()).unwrap()));
    let mut lines = Vec::new();
    for n in 0..100 {
        let mut item = encryptor.encrypt_item(customer("c-1", n, "a@example.com")).await.unwrap();
        if n == 70 {
            item.insert("plan".to_owned(), AttributeValue::S("changed".to_owned()));
        }
        lines.push(export_line(&item));
    }
    let folder = Folder::new();
    export(&folder, &[lines]);
    let args = configured(&folder, &["open", "--format", "json-lines", folder.0.to_str().unwrap()]);
    let text = fs::read_to_string(folder.path("tables.toml")).unwrap();
    let keyrings = text.find("[keyrings.main").unwrap();
    folder.file("tables.toml", format!("{}[keyrings.main.kms]\nkey = \"{arn}\"\n", &text[..keyrings]));
    kms.forget_calls();
    kms.set_delay(std::time::Duration::from_millis(5));
    let mut command = program(args);
    command.env("AWS_ENDPOINT_URL_KMS", kms.url());
    let ran = tokio::task::spawn_blocking(move || Ran::of(command.output().unwrap())).await.unwrap();
    let opened: Vec<_> = ran.json().iter().map(|item| item["created"].as_u64().unwrap()).collect();
    assert_eq!(opened, (0..100).filter(|n| *n != 70).collect::<Vec<_>>(), "{}", ran.stderr);
    assert_eq!((ran.exit, kms.calls().len()), (1, 100));
    assert!(ran.stderr.contains("line 71: "), "{}", ran.stderr);
    assert!((8..=64).contains(&kms.most_in_flight()), "{}", kms.most_in_flight());
}

#[tokio::test]
async fn a_damaged_line_is_named_and_does_not_stop_the_rest() {
    let folder = Folder::new();
    let mut items = sealed(0..6).await;
    items[1].insert("email".to_owned(), AttributeValue::B(Blob::new([7; 40])));
    items[2].remove("aws_dbe_foot");
    let mut lines: Vec<_> = items.iter().map(export_line).collect();
    lines[3] = "{\"Item\":{\"id\":{\"S\":\"x\u{1b}[2J\"}\n".to_owned();
    lines[4] = format!("{}\n", "x".repeat(5 << 20));
    export(&folder, &[lines]);
    for args in [&["open"][..], &["verify"]] {
        let ran = run(configured(&folder, &[args, &[&folder.path("")]].concat()));
        assert_eq!(ran.exit, 1, "{ran:?}");
        assert!(args == ["verify"] || numbers(&ran.stdout) == [0, 5], "{ran:?}");
        let named: Vec<_> = ran.stderr.lines().filter(|line| line.contains("0abc.json.gz, line ")).collect();
        assert_eq!(named.len(), 4, "{ran:?}");
        for (line, n) in named.iter().zip([2, 3, 4, 5]) {
            assert!(line.contains(&format!("line {n}: ")), "{named:?}");
        }
        assert!(!ran.stderr.contains('\u{1b}'), "{ran:?}");
        assert!(format!("{}{}", ran.stdout, ran.stderr).contains("2 opened, 4 unreadable"), "{ran:?}");
    }
    let ran = run(configured(&folder, &["open", "--json", &folder.path("")]));
    let problems: Vec<Value> = ran.stderr.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(problems[0]["line"], 2);
    assert_eq!(problems[4], json!({ "opened": 2, "unreadable": 4 }));
}

#[tokio::test]
async fn a_file_that_was_changed_is_not_opened_and_the_others_are() {
    let folder = Folder::new();
    let files = two_files(&folder).await;
    // Whole and valid, but another one.
    folder.file("data/0abc.json.gz", gzip(&files[0][..29].concat()));
    let ran = run(configured(&folder, &["open", &folder.path("")]));
    assert_eq!(ran.exit, 1, "{ran:?}");
    assert_eq!(numbers(&ran.stdout), (30..50).collect::<Vec<_>>());
    assert!(ran.stderr.contains("0abc.json.gz: it does not agree with the MD5 checksum"), "{ran:?}");
    fs::remove_file(folder.path("data/0abc.json.gz")).unwrap();
    folder.file("data/other.json.gz", gzip(&files[0].concat()));
    let ran = run(configured(&folder, &["open", &folder.path("")]));
    assert!(ran.exit == 1 && ran.stderr.contains("0abc.json.gz: the file is missing"), "{ran:?}");
    assert!(ran.stderr.contains("other.json.gz: the manifest does not name this file"), "{ran:?}");
    assert_eq!(numbers(&ran.stdout), (30..50).collect::<Vec<_>>());
}

#[tokio::test]
async fn an_export_is_found_where_it_lies_in_a_bucket() {
    let bucket = Folder::new();
    let folder = bucket.inside("AWSDynamoDB/01700000000000-abcd");
    two_files(&folder).await;
    let opened = run(configured(&bucket, &["verify", &bucket.path("")]));
    assert_eq!(opened.exit, 0, "{opened:?}");
    bucket.file("AWSDynamoDB/01700000000001-abcd/manifest-summary.json", "{}");
    run(configured(&bucket, &["verify", &bucket.path("")])).fails(4, "there are 2 exports in");
}

#[tokio::test]
async fn manifests_that_do_not_agree_stop_the_run() {
    let folder = Folder::new();
    two_files(&folder).await;
    let open = || run(configured(&folder, &["open", &folder.path("")]));
    let manifest = fs::read_to_string(folder.path("manifest-files.json")).unwrap();
    folder.file("manifest-files.json", manifest.replace("\"itemCount\":20", "\"itemCount\":21"));
    open().fails(1, "manifest-files.json' is damaged: it does not agree with its checksum");
    manifests(&folder, &manifest, 51);
    open().fails(1, "its files have 50 items together, but the summary says 51");
    manifests(&folder, &manifest.replace("\"itemCount\":20", "\"itemCount\":21"), 51);
    let ran = open();
    assert!(
        ran.exit == 1 && ran.stderr.contains("1abc.json.gz: it has 20 items, but the manifest says 21"),
        "{ran:?}"
    );
    manifests(&folder, &manifest.replace("1abc.json.gz\"", "..\""), 50);
    open().fails(1, "manifest-files.json' is damaged: line 2");
    let etag = manifest.replace("\"etag\":\"", "\"etag\":\"0");
    manifests(&folder, &etag, 50);
    assert!(open().stderr.contains("does not agree with the ETag"), "{:?}", open());
    // The ETag of an object under a key of KMS has nothing to do with its content.
    let summary = fs::read_to_string(folder.path("manifest-summary.json")).unwrap().replace("AES256", "KMS");
    folder.file("manifest-summary.json", &summary);
    folder.file("manifest-summary.md5", STANDARD.encode_to_string(Md5::digest(summary.as_bytes())));
    assert_eq!(open().exit, 0);
    fs::remove_file(folder.path("manifest-summary.md5")).unwrap();
    open().fails(4, "manifest-summary.md5': there is no such file or folder");
}

#[tokio::test]
async fn a_file_whose_compression_is_broken_gives_what_can_be_read_of_it() {
    let folder = Folder::new();
    let lines: Vec<_> = sealed(0..40).await.iter().map(export_line).collect();
    let whole = gzip(&lines.concat());
    let cut = folder.file("cut.json.gz", &whole[..whole.len() - 400]);
    let next = folder.file("next.json", lines[..1].concat());
    let ran = run(configured(&folder, &["open", &cut, &next]));
    assert!(ran.exit == 1 && ran.stderr.contains("the file cannot be decompressed from here on"), "{ran:?}");
    let found = numbers(&ran.stdout);
    assert!(found.len() > 10 && found.len() < 41 && *found.last().unwrap() == 0, "{found:?}");
}

#[tokio::test]
async fn images_of_an_incremental_export_are_opened() {
    let folder = Folder::new();
    let items = sealed(1..3).await;
    let key = json!({ "id": { "S": "c-1" }, "created": { "N": "1" } });
    let metadata = json!({ "WriteTimestampMicros": { "N": "1700000000000000" } });
    let [old, new] = [0, 1].map(|n| json::to_value(&items[n]).unwrap());
    let change = json!({ "Metadata": metadata, "Keys": key, "OldImage": old, "NewImage": new });
    let deleted = json!({ "Metadata": metadata, "Keys": key });
    let file = folder.file("changes.json", format!("{change}\n{deleted}\n"));
    let lines = run(configured(&folder, &["open", &file])).json();
    assert_eq!(lines[0]["Metadata"], metadata);
    assert_eq!(lines[0]["OldImage"]["email"], json!({ "S": "1@example.com" }));
    assert_eq!(lines[0]["NewImage"]["email"], json!({ "S": "2@example.com" }));
    assert_eq!(lines[1], deleted);
    let csv = run(configured(&folder, &["open", &file, "--format", "csv"]));
    assert!(csv.exit == 1 && csv.stderr.contains("no form in CSV"), "{csv:?}");
}

#[tokio::test]
async fn an_output_file_is_there_when_it_is_whole_and_not_before() {
    let folder = Folder::new();
    let lines: Vec<_> = sealed(0..3).await.iter().map(export_line).collect();
    let input = folder.file("items.json", lines.concat());
    let out = Folder::new();
    let target = out.path("opened.json");
    let ran = run(configured(&folder, &["open", &input, "--output", &target]));
    assert_eq!(
        (ran.exit, ran.stdout.as_str(), out.names()),
        (0, "3 opened, 0 unreadable\n", vec!["opened.json".into()])
    );
    assert_eq!(numbers(&fs::read_to_string(&target).unwrap()), [0, 1, 2]);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(fs::metadata(&target).unwrap().permissions().mode() & 0o777, 0o600);
    }
    // A run that fails leaves the older file as it was, and nothing else.
    fs::write(&target, "older").unwrap();
    let missing = configured(&folder, &["open", &input, "/nowhere/x.json", "--output", &target]);
    run(missing).fails(4, "cannot read '/nowhere/x.json'");
    assert_eq!(
        (fs::read_to_string(&target).unwrap(), out.names()),
        ("older".into(), vec!["opened.json".into()])
    );
    run(configured(&folder, &["open", &input, "--output", "/nowhere/out"]))
        .fails(4, "cannot write '/nowhere/out'");
    run(configured(&folder, &["open", &input, "--output", "/dev/full"])).fails(4, "the disk is full");
    let full = OpenOptions::new().write(true).open("/dev/full").unwrap();
    let output = program(configured(&folder, &["open", &input])).stdout(full).output().unwrap();
    assert_eq!(output.status.code(), Some(4), "{output:?}");
}

#[tokio::test]
async fn a_run_that_is_interrupted_leaves_no_part_of_a_file() {
    let folder = Folder::new();
    let lines: String = sealed(0..20).await.iter().map(export_line).collect();
    let out = Folder::new();
    let args = configured(&folder, &["open", "--output", &out.path("opened.json")]);
    let mut child =
        program(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(lines.as_bytes()).unwrap();
    while out.names().is_empty() {
        std::thread::yield_now();
    }
    let kill = std::process::Command::new("kill").args(["-TERM", &child.id().to_string()]).status().unwrap();
    assert!(kill.success());
    let status = child.wait().unwrap();
    assert_eq!((status.code(), out.names()), (Some(130), vec![]));
    drop(stdin);
}

#[tokio::test]
async fn a_reader_that_goes_away_ends_it_without_a_word() {
    let folder = Folder::new();
    let lines: String = sealed(0..5).await.iter().map(export_line).collect();
    let file = folder.file("items.json", lines.repeat(400));
    let args = configured(&folder, &["open", &file]);
    let mut child = program(args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut stdout = child.stdout.take().unwrap();
    stdout.read_exact(&mut [0; 10]).unwrap();
    drop(stdout);
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr.len()), (Some(141), 0), "{output:?}");
}
