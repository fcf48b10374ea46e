//! Items under keys in KMS, sealed here and opened by the official crate, and the other way round: both call the KMS of
//! `support/kms.rs`. Needs the program of `tests/peer`, whose path `PEER` says; does nothing without.

use std::path::{Path, PathBuf};
use std::process::Command;

use aws_config::{BehaviorVersion, Region, SdkConfig};
use aws_credential_types::Credentials;
use aws_sdk_kms::config::SharedCredentialsProvider;
use aws_smithy_types::base64;
use serde_json::{Map, Value, json};
use test_support::kms::{ACCOUNT, Kms, REGION};

use crate::keys::KeyFile;
use crate::manifest;

const OTHER_REGION: &str = "us-east-1";
const SUITES: [&str; 2] = [
    "ALG_AES_256_GCM_HKDF_SHA512_COMMIT_KEY_SYMSIG_HMAC_SHA384",
    "ALG_AES_256_GCM_HKDF_SHA512_COMMIT_KEY_ECDSA_P384_SYMSIG_HMAC_SHA384",
];

/// A row of the matrix: a name, and the descriptions of the writer's and the reader's keyring.
struct Row {
    name: String,
    writer: Value,
    reader: Value,
    unsigned_only: bool,
}

/// Makes keys, and gives what a keys file says of them and how manifests describe their keyrings.
fn keys_and_rows(kms: &Kms) -> (Value, Vec<Row>) {
    let mut keys = Map::new();
    let mut rows = Vec::new();
    let mut row = |name: &str, writer: &Value, reader: &Value| {
        let unsigned_only = name.starts_with("RSA");
        rows.push(Row { name: name.to_owned(), writer: writer.clone(), reader: reader.clone(), unsigned_only });
    };
    let in_kms = |arn: &str| json!({ "encrypt": true, "decrypt": true, "type": "aws-kms", "key-id": arn });
    let primary = kms.create_key_with(REGION, json!({ "MultiRegion": true }));
    keys.insert("one".into(), in_kms(&kms.create_key()));
    keys.insert("two".into(), in_kms(&kms.create_key_in(OTHER_REGION)));
    keys.insert("replica".into(), in_kms(&kms.replicate(&primary, OTHER_REGION)));
    keys.insert("primary".into(), in_kms(&primary));
    let strict = |key: &str| json!({ "type": "aws-kms", "key": key });
    let mrk = |key: &str| json!({ "type": "aws-kms-mrk-aware", "key": key });
    let discovery =
        |region: &str| json!({ "type": "aws-kms-mrk-aware-discovery", "default-mrk-region": region });
    let mut filtered = discovery(OTHER_REGION);
    filtered["aws-kms-discovery-filter"] = json!({ "partition": "aws", "account-ids": [ACCOUNT] });
    let multi = |first: &str, second: &str| json!({ "type": "multi-keyring", "generator": strict(first), "childKeyrings": [strict(second)] });
    row("strict", &strict("one"), &strict("one"));
    row("multi, first reads", &multi("one", "two"), &strict("one"));
    row("multi, second reads", &multi("one", "two"), &multi("two", "one"));
    row("MRK of a single-Region key", &mrk("one"), &mrk("one"));
    row("MRK primary to replica", &mrk("primary"), &mrk("replica"));
    row("MRK replica to primary", &mrk("replica"), &mrk("primary"));
    row("discovery", &strict("one"), &discovery(REGION));
    row("discovery of a replica", &mrk("primary"), &filtered);

    for bits in [2048, 3072, 4096] {
        let arn = kms.create_key_of(&format!("RSA_{bits}"));
        let public = base64::encode(kms.public_key(&arn));
        let lines: Vec<&str> = public.as_bytes().chunks(64).map(|line| str::from_utf8(line).unwrap()).collect();
        let public = format!("-----BEGIN PUBLIC KEY-----\n{}\n-----END PUBLIC KEY-----\n", lines.join("\n"));
        let name = format!("rsa-{bits}");
        keys.insert(name.clone(), json!({ "type": "aws-kms-rsa", "key-id": arn, "material": public }));
        for algorithm in ["RSAES_OAEP_SHA_1", "RSAES_OAEP_SHA_256"] {
            let key = json!({ "type": "aws-kms-rsa", "key": name, "encryption-algorithm": algorithm });
            row(&format!("RSA {bits} {algorithm}"), &key, &key);
        }
    }
    for bits in [256, 384, 521] {
        let arns = [(); 2].map(|()| kms.create_key_of(&format!("ECC_NIST_P{bits}")));
        let [public, other_public] = [0, 1].map(|n| base64::encode(kms.public_key(&arns[n])));
        let entry = |sender: usize, recipient: usize| {
            let publics = [&public, &other_public];
            json!({
                "type": "aws-kms-ecdh", "key-id": format!("ecc-{bits}"),
                "sender-material": arns[sender], "sender-material-public-key": publics[sender],
                "recipient-material": arns[recipient], "recipient-material-public-key": publics[recipient],
            })
        };
        let names = [format!("ecc-{bits}"), format!("ecc-{bits}-back")];
        keys.insert(names[0].clone(), entry(0, 1));
        keys.insert(names[1].clone(), entry(1, 0));
        let describe = |name: &str, schema: &str| {
            json!({
                "type": "aws-kms-ecdh", "sender": name, "recipient": name, "ecc-curve": format!("ecc-{bits}"),
                "schema": schema,
            })
        };
        let writer = describe(&names[0], "static");
        row(&format!("ECDH P-{bits} static, sender reads"), &writer, &writer);
        row(&format!("ECDH P-{bits} static, recipient reads"), &writer, &describe(&names[1], "static"));
        row(&format!("ECDH P-{bits} discovery"), &writer, &describe(&names[0], "discovery"));
    }
    (json!({ "manifest": { "type": "keys", "version": 3 }, "keys": keys }), rows)
}

/// The manifest that has every row sealed with the suite.
fn to_seal(rows: &[Row], suite: usize) -> Value {
    let signed = suite == 1;
    let tests: Map<String, Value> = rows
        .iter()
        .map(|row| {
            let config = |key: &Value| {
                json!({
                    "key": key,
                    "algorithmSuiteId": SUITES[suite],
                    "attributeActionsOnEncrypt": { "RecNum": "SIGN_ONLY", "a": "ENCRYPT_AND_SIGN", "b": "SIGN_ONLY" },
                })
            };
            let refused = signed && row.unsigned_only;
            let test = json!({
                "type": if refused { "negative-encrypt" } else { "positive-encrypt" },
                "description": row.name,
                "config": config(&row.writer),
                "decryptConfig": config(&row.reader),
                "record": { "RecNum": 7, "a": "secret", "b": "signed" },
            });
            (row.name.clone(), test)
        })
        .collect();
    json!({
        "manifest": { "type": "aws-dbesdk-encrypt", "version": "1" }, "keys": "file://keys.json", "tests": tests,
    })
}

fn sdk_config(kms: &Kms) -> SdkConfig {
    SdkConfig::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("us-west-2"))
        .endpoint_url(kms.url())
        .credentials_provider(SharedCredentialsProvider::new(Credentials::new(
            "AKID", "SECRET", None, None, "test",
        )))
        .http_client(aws_smithy_http_client::Builder::new().build_http())
        .build()
}

/// Runs the peer and gives what it printed, of which the last line is the tally.
fn peer(program: &Path, kms: &Kms, arguments: &[&Path]) -> String {
    let output = Command::new(program)
        .args(arguments)
        .env("AWS_ENDPOINT_URL_KMS", kms.url())
        .env("AWS_ACCESS_KEY_ID", "AKID")
        .env("AWS_SECRET_ACCESS_KEY", "SECRET")
        .env("AWS_REGION", REGION)
        .output()
        .unwrap();
    String::from_utf8(output.stdout).unwrap() + &String::from_utf8_lossy(&output.stderr)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_side_opens_what_the_other_sealed() {
    let Some(program) = std::env::var_os("PEER").map(PathBuf::from) else {
        println!("PEER names no program: nothing is tested");
        return;
    };
    let kms = Kms::start();
    let (keys, rows) = keys_and_rows(&kms);
    let folder = std::env::temp_dir().join(format!("kms-peer-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let file = |name: &str| folder.join(name);
    std::fs::write(file("keys.json"), keys.to_string()).unwrap();
    let own_keys = KeyFile::parse(&keys.to_string(), Some(sdk_config(&kms))).unwrap();

    let mut failures = String::new();
    for (number, suite) in ["0x6700", "0x6701"].into_iter().enumerate() {
        let manifest = to_seal(&rows, number).to_string();
        std::fs::write(file("in.json"), &manifest).unwrap();

        let (sealed_here, here) = manifest::encrypt(&own_keys, &manifest).await.unwrap();
        std::fs::write(file("here.json"), &here).unwrap();
        let (keys, input, output) = (file("keys.json"), file("in.json"), file("there.json"));
        let sealed_there =
            peer(&program, &kms, &[Path::new("encrypt"), Path::new("--keys"), &keys, &input, &output]);
        let opened_there =
            peer(&program, &kms, &[Path::new("verify"), Path::new("--keys"), &keys, &file("here.json")]);
        let there = std::fs::read_to_string(&output).unwrap_or_else(|_| panic!("{sealed_there}"));
        let opened_here = manifest::verify(&own_keys, &there).await.unwrap();

        println!(
            "\n{:<36} {:<7} {:<12} {:<12} {:<12} opened here",
            "", "suite", "sealed here", "opened there", "sealed there"
        );
        for row in &rows {
            let failed = |lines: &[String]| lines.iter().any(|line| line.contains(&format!("{}:", row.name)));
            let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
            let verdicts = [
                failed(&sealed_here.failures),
                failed(&lines(&opened_there)),
                failed(&lines(&sealed_there)),
                failed(&opened_here.failures),
            ];
            let refused = number == 1 && row.unsigned_only;
            let words = verdicts.map(|failed| if failed { "FAILED" } else { "ok" });
            let [a, b, c, d] =
                if refused && !verdicts.contains(&true) { ["refused", "-", "refused", "-"] } else { words };
            println!("{:<36} {suite:<7} {a:<12} {b:<12} {c:<12} {d}", row.name);
        }
        for text in
            [sealed_here.failures.join("\n"), opened_there, sealed_there, opened_here.failures.join("\n")]
        {
            let failed: Vec<&str> = text.lines().filter(|line| !line.ends_with(" 0 failed")).collect();
            failures += &failed.join("\n");
        }
    }
    std::fs::remove_dir_all(&folder).unwrap();
    assert!(failures.is_empty(), "{failures}");
}
