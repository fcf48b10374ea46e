//! What a KMS answers: the same requests to any implementation, and the same expectations.
//!
//! As it is, it asks the KMS of `support/kms.rs`, on which other tests rely. With
//! `KMS_ENDPOINT=http://127.0.0.1:PORT` it asks that one, so that somebody else confirms the
//! expectations; the file that `KMS_DEVIATIONS` names then lists what that one is known to answer
//! otherwise. `kms_check/run.sh` does all of this.
//!
//! The expectations are those of the API reference of AWS KMS.

use aws_lc_rs::agreement;
use aws_lc_rs::encoding::{AsDer, PublicKeyX509Der};
use aws_lc_rs::rsa::{
    OAEP_SHA1_MGF1SHA1, OAEP_SHA256_MGF1SHA256, OaepPublicEncryptingKey, PublicEncryptingKey,
};
use aws_smithy_types::base64;
use serde_json::{Value, json};
use test_support::http;

const REGION: &str = "eu-west-1";
const OTHER_REGION: &str = "us-west-2";

/// An implementation of KMS, and what it was seen to do.
struct Asked {
    address: String,
    seen: Vec<Seen>,
}

/// One check.
struct Seen {
    name: String,
    expected: String,
    answered: String,
}

/// An answer.
struct Answer {
    status: u16,
    body: Value,
    headers: std::collections::HashMap<String, String>,
}

impl Answer {
    fn text(&self, member: &str) -> &str {
        self.body[member].as_str().unwrap_or_default()
    }

    /// A member in base64.
    fn bytes(&self, member: &str) -> Vec<u8> {
        base64::decode(self.text(member)).unwrap_or_default()
    }

    /// The error's name, without a namespace.
    fn error(&self) -> &str {
        self.text("__type").rsplit('#').next().unwrap_or_default()
    }

    /// The status, and the error's name or else what is said of the members that are asked for.
    fn summary(&self, members: &[&str]) -> String {
        let mut summary = self.status.to_string();
        if self.status != 200 {
            return format!("{summary} {}", self.error()).trim_end().to_owned();
        }
        for member in members {
            let value = match &self.body[member] {
                Value::Null => &self.body["KeyMetadata"][member],
                value => value,
            };
            let shown = match value {
                Value::Null => "missing".to_owned(),
                Value::String(_) if *member == "Plaintext" => format!("{}B", self.bytes(member).len()),
                Value::String(_) if *member == "CiphertextBlob" => "given".to_owned(),
                Value::String(text) => text.clone(),
                Value::Number(_) if member.ends_with("Date") => "given".to_owned(),
                other => other.to_string(),
            };
            summary += &format!(" {member}={shown}");
        }
        summary
    }
}

impl Asked {
    fn send(&self, region: &str, operation: &str, body: &[u8]) -> Answer {
        let scope = format!("20261120/{region}/kms/aws4_request");
        let headers = [
            ("content-type", "application/x-amz-json-1.1".to_owned()),
            ("x-amz-target", format!("TrentService.{operation}")),
            ("x-amz-date", "20261120T000000Z".to_owned()),
            (
                "authorization",
                format!("AWS4-HMAC-SHA256 Credential=AKID/{scope}, SignedHeaders=host, Signature=00"),
            ),
        ];
        let response = http::post(&self.address, "/", &headers, body).unwrap();
        let body = serde_json::from_slice(&response.body).unwrap_or_default();
        Answer { status: response.status, body, headers: response.headers }
    }

    fn call_in(&self, region: &str, operation: &str, parameters: Value) -> Answer {
        self.send(region, operation, parameters.to_string().as_bytes())
    }

    fn call(&self, operation: &str, parameters: Value) -> Answer {
        self.call_in(REGION, operation, parameters)
    }

    fn see(&mut self, name: &str, expected: &str, answered: impl ToString) {
        let (name, expected) = (name.to_owned(), expected.to_owned());
        self.seen.push(Seen { name, expected, answered: answered.to_string() });
    }

    /// Calls and checks that it succeeds, with what `expected` says of some members: `A=x B=y`.
    fn gives(&mut self, name: &str, operation: &str, parameters: Value, expected: &str) -> Answer {
        let answer = self.call(operation, parameters);
        let members: Vec<_> = expected.split(' ').filter_map(|part| Some(part.split_once('=')?.0)).collect();
        self.see(name, &format!("200 {expected}"), answer.summary(&members));
        answer
    }

    /// Calls and checks that it is refused.
    fn refuses(&mut self, name: &str, operation: &str, parameters: Value, error: &str) {
        let answer = self.call(operation, parameters);
        self.see(name, &format!("400 {error}"), answer.summary(&[]));
    }
}

/// A key that was made for the checks.
struct Key {
    id: String,
    arn: String,
}

fn create_key(asked: &Asked, region: &str) -> Key {
    create_key_with(asked, region, json!({}))
}

fn create_key_with(asked: &Asked, region: &str, parameters: Value) -> Key {
    let answer = asked.call_in(region, "CreateKey", parameters);
    let text = |member: &str| answer.body["KeyMetadata"][member].as_str().unwrap_or_default().to_owned();
    Key { id: text("KeyId"), arn: text("Arn") }
}

/// `blob` in base64, with the bit `bit` flipped.
fn flipped(blob: &[u8], bit: usize) -> String {
    let mut blob = blob.to_vec();
    blob[bit / 8] ^= 1 << (bit % 8);
    base64::encode(blob)
}

#[test]
fn the_kms_answers_as_the_api_reference_says() {
    let endpoint = std::env::var("KMS_ENDPOINT").unwrap_or_default();
    let (own, url) = match endpoint.as_str() {
        "" => {
            let own = test_support::kms::Kms::start();
            let url = own.url();
            (Some(own), url)
        }
        given => (None, given.to_owned()),
    };
    let address = url.strip_prefix("http://").expect("KMS_ENDPOINT begins with http://").trim_end_matches('/');
    let mut asked = Asked { address: address.to_owned(), seen: Vec::new() };

    protocol(&mut asked);
    keys(&mut asked);
    aliases(&mut asked);
    data_keys(&mut asked);
    encryption(&mut asked);
    decryption(&mut asked);
    re_encryption(&mut asked);
    disabled_keys(&mut asked);
    keys_pending_deletion(&mut asked);
    regions(&mut asked);
    rsa_keys(&mut asked);
    key_agreement(&mut asked);
    macs(&mut asked);
    multi_region_keys(&mut asked);
    drop(own);

    let known = match std::env::var("KMS_DEVIATIONS") {
        Ok(file) => std::fs::read_to_string(file).unwrap(),
        Err(_) => String::new(),
    };
    report(&asked.seen, &deviations(&known));
}

/// A check's name and the answer that is known to be another than expected, from lines like
/// `name | answer`; lines that begin with `#` are comments.
fn deviations(text: &str) -> Vec<(&str, &str)> {
    let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(|line| line.split_once(" | ").expect("a line is 'name | answer'")).collect()
}

/// Prints what was answered, and fails where that is neither what is expected nor known.
fn report(seen: &[Seen], known: &[(&str, &str)]) {
    let (mut agree, mut differ, mut surprises) = (0, 0, 0);
    println!("\n{:<50} {:<9} answer (expected)", "check", "");
    for Seen { name, expected, answered } in seen {
        let deviation = known.iter().find(|(known, _)| known == name).map(|(_, answer)| *answer);
        let shown = masked(answered);
        let verdict = match (expected == answered, deviation) {
            (true, None) => "agrees",
            (false, Some(answer)) if answer == shown => "differs",
            _ => {
                surprises += 1;
                "SURPRISE"
            }
        };
        if expected == answered {
            agree += 1;
            println!("{name:<50} {verdict:<9} {shown}");
        } else {
            differ += 1;
            println!("{name:<50} {verdict:<9} {shown} ({})", masked(expected));
        }
    }
    for (name, _) in known {
        assert!(seen.iter().any(|seen| seen.name == *name), "no check is named '{name}'");
    }
    println!("{} checks: {agree} agree, {differ} differ, {surprises} surprises", seen.len());
    assert_eq!(surprises, 0, "neither as expected nor as known");
}

/// `text` without the keys' ids, which are others in every run.
fn masked(text: &str) -> String {
    let uuid = |word: &str| word.len() == 36 && word.matches('-').count() == 4;
    let id = |word: &str| uuid(word) || word.starts_with("mrk-") && word.len() >= 36;
    text.split_inclusive([' ', '=', '/'])
        .map(|part| if id(part.trim_end()) { "ID " } else { part })
        .collect::<String>()
        .trim_end()
        .to_owned()
}

fn protocol(asked: &mut Asked) {
    asked.refuses("an operation that does not exist", "FrobnicateKey", json!({}), "UnknownOperationException");
    let answer = asked.send(REGION, "CreateKey", b"{");
    asked.see("a body that is not JSON", "400 SerializationException", answer.summary(&[]));

    let headers = [
        ("content-type", "application/x-amz-json-1.1".to_owned()),
        ("x-amz-target", "TrentService.CreateKey".to_owned()),
    ];
    let response = http::post(&asked.address, "/", &headers, b"{}").unwrap();
    let body: Value = serde_json::from_slice(&response.body).unwrap_or_default();
    let answer = Answer { status: response.status, body, headers: response.headers };
    asked.see("a request that is not signed", "400 MissingAuthenticationTokenException", answer.summary(&[]));

    let answer = asked.call("CreateKey", json!({}));
    let kind = answer.headers.get("content-type").cloned().unwrap_or_default();
    asked.see("the answer's content type", "application/x-amz-json-1.1", kind);
    let id = answer.headers.get("x-amzn-requestid").is_some_and(|id| !id.is_empty());
    asked.see("the answer's request id", "true", id);
}

fn keys(asked: &mut Asked) {
    let metadata = "CreationDate=given Enabled=true \
                    EncryptionAlgorithms=[\"SYMMETRIC_DEFAULT\"] KeyManager=CUSTOMER \
                    KeySpec=SYMMETRIC_DEFAULT KeyState=Enabled \
                    KeyUsage=ENCRYPT_DECRYPT MultiRegion=false \
                    Origin=AWS_KMS DeletionDate=missing";
    asked.gives("CreateKey", "CreateKey", json!({}), metadata);
    let key = create_key(asked, REGION);
    let account = key.arn.split(':').nth(4).unwrap_or_default();
    let arn = format!("arn:aws:kms:{REGION}:{account}:key/{}", key.id);
    asked.see("an ARN holds region, account and id", &arn, &key.arn);
    asked.see("an account has 12 digits", "12", account.chars().filter(char::is_ascii_digit).count());
    let expected = format!("Arn={} {metadata}", key.arn);
    asked.gives("DescribeKey by id", "DescribeKey", json!({ "KeyId": key.id }), &expected);
    asked.gives("DescribeKey by ARN", "DescribeKey", json!({ "KeyId": key.arn }), &expected);
    asked.refuses("DescribeKey of none", "DescribeKey", json!({}), "ValidationException");
    let unknown = "00000000-0000-4000-8000-000000000000";
    asked.refuses("DescribeKey by unknown id", "DescribeKey", json!({ "KeyId": unknown }), "NotFoundException");
    let unknown = arn.replace(&key.id, unknown);
    asked.refuses(
        "DescribeKey by unknown ARN",
        "DescribeKey",
        json!({ "KeyId": unknown }),
        "NotFoundException",
    );
    let foreign = arn.replace(account, "999999999999");
    asked.refuses(
        "DescribeKey of another account",
        "DescribeKey",
        json!({ "KeyId": foreign }),
        "AccessDeniedException",
    );
    asked.refuses(
        "CreateKey of no known kind",
        "CreateKey",
        json!({ "KeySpec": "DES" }),
        "ValidationException",
    );
}

fn aliases(asked: &mut Asked) {
    let key = create_key(asked, REGION);
    let name = format!("alias/{}", key.id);
    let arn = key.arn.replace(&format!("key/{}", key.id), &name);
    let create = json!({ "AliasName": name, "TargetKeyId": key.id });
    asked.gives("CreateAlias", "CreateAlias", create.clone(), "KeyId=missing");
    asked.refuses("CreateAlias again", "CreateAlias", create, "AlreadyExistsException");
    let create = json!({ "AliasName": "customers", "TargetKeyId": key.id });
    asked.refuses("CreateAlias without its prefix", "CreateAlias", create, "ValidationException");
    let create = json!({ "AliasName": format!("alias/aws/{}", key.id), "TargetKeyId": key.id });
    asked.refuses("CreateAlias with AWS's prefix", "CreateAlias", create, "NotAuthorizedException");
    let create = json!({ "AliasName": "alias/none", "TargetKeyId": "00000000-0000-4000-8000-000000000000" });
    asked.refuses("CreateAlias of an unknown key", "CreateAlias", create, "NotFoundException");

    let expected = format!("Arn={}", key.arn);
    asked.gives("DescribeKey by alias", "DescribeKey", json!({ "KeyId": name }), &expected);
    asked.gives("DescribeKey by alias ARN", "DescribeKey", json!({ "KeyId": arn }), &expected);
    let unknown = json!({ "KeyId": "alias/unknown" });
    asked.refuses("DescribeKey by unknown alias", "DescribeKey", unknown, "NotFoundException");

    let expected = format!("KeyId={} Plaintext=32B", key.arn);
    for (what, id) in [("alias", &name), ("alias ARN", &arn)] {
        let parameters = json!({ "KeyId": id, "NumberOfBytes": 32 });
        let generated = asked.call("GenerateDataKey", parameters);
        let answered = generated.summary(&["KeyId", "Plaintext"]);
        asked.see(&format!("GenerateDataKey by {what}"), &format!("200 {expected}"), answered);
        let parameters = json!({ "KeyId": id, "CiphertextBlob": generated.text("CiphertextBlob") });
        let decrypted = asked.call("Decrypt", parameters);
        let answered = decrypted.summary(&["KeyId", "Plaintext"]);
        asked.see(&format!("Decrypt by {what}"), &format!("200 {expected}"), answered);
    }
}

fn data_keys(asked: &mut Asked) {
    let key = create_key(asked, REGION);
    for (what, parameter, value, length) in [
        ("1 byte", "NumberOfBytes", json!(1), 1),
        ("16 bytes", "NumberOfBytes", json!(16), 16),
        ("32 bytes", "NumberOfBytes", json!(32), 32),
        ("64 bytes", "NumberOfBytes", json!(64), 64),
        ("1024 bytes", "NumberOfBytes", json!(1024), 1024),
        ("AES_128", "KeySpec", json!("AES_128"), 16),
        ("AES_256", "KeySpec", json!("AES_256"), 32),
    ] {
        let answer = asked.call("GenerateDataKey", json!({ "KeyId": key.arn, parameter: value }));
        let expected = format!("200 CiphertextBlob=given KeyId={} Plaintext={length}B", key.arn);
        let answered = answer.summary(&["CiphertextBlob", "KeyId", "Plaintext"]);
        asked.see(&format!("GenerateDataKey of {what}"), &expected, answered);
        let opened = asked.call("Decrypt", json!({ "CiphertextBlob": answer.text("CiphertextBlob") }));
        let same = opened.status == 200 && opened.bytes("Plaintext") == answer.bytes("Plaintext");
        asked.see(&format!("Decrypt of a data key of {what}"), "true", same);
    }
    for (what, parameters) in [
        ("both lengths", json!({ "KeyId": key.id, "NumberOfBytes": 32, "KeySpec": "AES_256" })),
        ("no length", json!({ "KeyId": key.id })),
        ("0 bytes", json!({ "KeyId": key.id, "NumberOfBytes": 0 })),
        ("1025 bytes", json!({ "KeyId": key.id, "NumberOfBytes": 1025 })),
        ("DES", json!({ "KeyId": key.id, "KeySpec": "DES" })),
        ("no key", json!({ "NumberOfBytes": 32 })),
    ] {
        asked.refuses(
            &format!("GenerateDataKey of {what}"),
            "GenerateDataKey",
            parameters,
            "ValidationException",
        );
    }
    let unknown = json!({ "KeyId": "00000000-0000-4000-8000-000000000000", "NumberOfBytes": 32 });
    asked.refuses("GenerateDataKey by unknown id", "GenerateDataKey", unknown, "NotFoundException");
    let dry = json!({ "KeyId": key.id, "NumberOfBytes": 32, "DryRun": true });
    let answer = asked.call("GenerateDataKey", dry);
    asked.see("GenerateDataKey as a dry run", "412 DryRunOperationException", answer.summary(&["Plaintext"]));

    let two: Vec<_> = (0..2)
        .map(|_| asked.call("GenerateDataKey", json!({ "KeyId": key.id, "NumberOfBytes": 32 })))
        .map(|answer| (answer.bytes("Plaintext"), answer.bytes("CiphertextBlob")))
        .collect();
    asked.see("two data keys are two", "true", two[0].0 != two[1].0 && two[0].1 != two[1].1);

    let expected = format!("CiphertextBlob=given KeyId={} Plaintext=missing", key.arn);
    let parameters = json!({ "KeyId": key.id, "NumberOfBytes": 32, "EncryptionContext": { "a": "b" } });
    let name = "GenerateDataKeyWithoutPlaintext";
    let answer = asked.gives(name, name, parameters, &expected);
    let blob = answer.text("CiphertextBlob");
    let opened = asked.call("Decrypt", json!({ "CiphertextBlob": blob, "EncryptionContext": { "a": "b" } }));
    asked.see("Decrypt of what had no plaintext", "200 Plaintext=32B", opened.summary(&["Plaintext"]));
}

fn encryption(asked: &mut Asked) {
    let key = create_key(asked, REGION);
    let expected = format!("CiphertextBlob=given EncryptionAlgorithm=SYMMETRIC_DEFAULT KeyId={}", key.arn);
    let with = |length: usize| json!({ "KeyId": key.id, "Plaintext": base64::encode(vec![7; length]) });
    asked.gives("Encrypt of 1 byte", "Encrypt", with(1), &expected);
    asked.gives("Encrypt of 4096 bytes", "Encrypt", with(4096), &expected);
    asked.refuses("Encrypt of 4097 bytes", "Encrypt", with(4097), "ValidationException");
    asked.refuses("Encrypt of nothing", "Encrypt", with(0), "ValidationException");
    let mut wrong = with(1);
    wrong["EncryptionAlgorithm"] = "RSAES_OAEP_SHA_256".into();
    asked.refuses("Encrypt with another algorithm", "Encrypt", wrong, "InvalidKeyUsageException");
}

fn decryption(asked: &mut Asked) {
    let key = create_key(asked, REGION);
    let other = create_key(asked, REGION);
    let context = json!({ "table": "Customers", "größe": "" });
    let encrypted = asked.call(
        "Encrypt",
        json!({ "KeyId": key.id, "Plaintext": base64::encode("plaintext"), "EncryptionContext": context }),
    );
    let blob = encrypted.bytes("CiphertextBlob");
    let text = base64::encode(&blob);
    let with = |blob: &str, key: Option<&str>, context: Value| {
        let mut parameters = json!({ "CiphertextBlob": blob, "EncryptionContext": context });
        if let Some(key) = key {
            parameters["KeyId"] = key.into();
        }
        parameters
    };

    for (what, named) in [("without a key", None), ("by id", Some(&key.id)), ("by ARN", Some(&key.arn))] {
        let name = format!("Decrypt {what}");
        let answer = asked.call("Decrypt", with(&text, named.map(String::as_str), context.clone()));
        let expected = format!("200 KeyId={} Plaintext=9B", key.arn);
        asked.see(&name, &expected, answer.summary(&["KeyId", "Plaintext"]));
        asked.see(&format!("{name}: the plaintext"), "true", answer.bytes("Plaintext") == b"plaintext");
        let algorithm = answer.summary(&["EncryptionAlgorithm"]);
        asked.see(&format!("{name}: the algorithm"), "200 EncryptionAlgorithm=SYMMETRIC_DEFAULT", algorithm);
    }

    let error = "InvalidCiphertextException";
    for (what, wrong) in [
        ("no context", json!({})),
        ("another value", json!({ "table": "Customer", "größe": "" })),
        ("another name", json!({ "Table": "Customers", "größe": "" })),
        ("an entry less", json!({ "table": "Customers" })),
        ("an entry more", json!({ "table": "Customers", "größe": "", "x": "" })),
        ("name and value moved", json!({ "tableC": "ustomers", "größe": "" })),
        ("values exchanged", json!({ "table": "", "größe": "Customers" })),
    ] {
        for (how, named) in [("", Some(key.arn.as_str())), (" and no key", None)] {
            asked.refuses(
                &format!("Decrypt with {what}{how}"),
                "Decrypt",
                with(&text, named, wrong.clone()),
                error,
            );
        }
    }
    let swapped = json!({ "größe": "", "table": "Customers" });
    let answer = asked.call("Decrypt", with(&text, Some(&key.arn), swapped));
    asked.see("Decrypt with the context in another order", "200", answer.summary(&[]));
    let empty = asked.call("Encrypt", json!({ "KeyId": key.id, "Plaintext": base64::encode("x") }));
    let answer = asked.call("Decrypt", with(empty.text("CiphertextBlob"), None, json!({})));
    asked.see("Decrypt with an empty context for none", "200", answer.summary(&[]));

    let named = Some(key.arn.as_str());
    let mut opened = 0;
    let mut otherwise = Vec::new();
    // The key's id stands somewhere in the blob; whoever flips a bit there names another key.
    for bit in blob.len() * 8 - 8 * 12..blob.len() * 8 {
        let answer = asked.call("Decrypt", with(&flipped(&blob, bit), named, context.clone()));
        opened += usize::from(answer.status == 200);
        if answer.error() != error {
            otherwise.push(answer.summary(&[]));
        }
    }
    asked.see("Decrypt of 96 flipped bits: opened", "0", opened);
    otherwise.dedup();
    asked.see("Decrypt of 96 flipped bits: other errors", "[]", format!("{otherwise:?}"));
    let short = base64::encode(&blob[..blob.len() - 1]);
    asked.refuses("Decrypt of a blob cut short", "Decrypt", with(&short, named, context.clone()), error);
    let garbage = base64::encode([7; 100]);
    asked.refuses("Decrypt of garbage", "Decrypt", with(&garbage, None, json!({})), error);
    let garbage = with(&garbage, named, json!({}));
    asked.refuses("Decrypt of garbage by ARN", "Decrypt", garbage, error);
    let nothing = with("", named, json!({}));
    asked.refuses("Decrypt of nothing", "Decrypt", nothing, "ValidationException");

    let wrong = with(&text, Some(&other.arn), context.clone());
    asked.refuses("Decrypt with another key", "Decrypt", wrong, "IncorrectKeyException");
    let unknown = with(&text, Some("00000000-0000-4000-8000-000000000000"), context.clone());
    asked.refuses("Decrypt with an unknown key", "Decrypt", unknown, "NotFoundException");
}

fn re_encryption(asked: &mut Asked) {
    let (from, to) = (create_key(asked, REGION), create_key(asked, REGION));
    let parameters = json!({ "KeyId": from.id, "NumberOfBytes": 32, "EncryptionContext": { "type": "old" } });
    let old = asked.call("GenerateDataKey", parameters);
    let parameters = json!({
        "CiphertextBlob": old.text("CiphertextBlob"),
        "SourceKeyId": from.arn,
        "SourceEncryptionContext": { "type": "old" },
        "DestinationKeyId": to.arn,
        "DestinationEncryptionContext": { "type": "new" },
    });
    let expected = format!("CiphertextBlob=given KeyId={} SourceKeyId={} Plaintext=missing", to.arn, from.arn);
    let new = asked.gives("ReEncrypt", "ReEncrypt", parameters.clone(), &expected);
    let algorithms = new.summary(&["SourceEncryptionAlgorithm", "DestinationEncryptionAlgorithm"]);
    let expected = "200 SourceEncryptionAlgorithm=SYMMETRIC_DEFAULT \
                    DestinationEncryptionAlgorithm=SYMMETRIC_DEFAULT";
    asked.see("ReEncrypt: the algorithms", expected, algorithms);

    let open = |key: &Key, context: &str| {
        json!({
            "CiphertextBlob": new.text("CiphertextBlob"),
            "KeyId": key.arn,
            "EncryptionContext": { "type": context },
        })
    };
    let opened = asked.call("Decrypt", open(&to, "new"));
    let same = opened.status == 200 && opened.bytes("Plaintext") == old.bytes("Plaintext");
    asked.see("ReEncrypt: the plaintext", "true", same);
    let error = "InvalidCiphertextException";
    asked.refuses("ReEncrypt: the old context", "Decrypt", open(&to, "old"), error);
    asked.refuses("ReEncrypt: the old key", "Decrypt", open(&from, "new"), "IncorrectKeyException");

    let changed = |member: &str, value: Value| {
        let mut parameters = parameters.clone();
        parameters[member] = value;
        parameters
    };
    let wrong = changed("SourceEncryptionContext", json!({ "type": "new" }));
    asked.refuses("ReEncrypt with a wrong source context", "ReEncrypt", wrong, error);
    let wrong = changed("SourceKeyId", to.arn.as_str().into());
    asked.refuses("ReEncrypt with a wrong source key", "ReEncrypt", wrong, "IncorrectKeyException");
    let wrong = changed("DestinationKeyId", "00000000-0000-4000-8000-000000000000".into());
    asked.refuses("ReEncrypt to an unknown key", "ReEncrypt", wrong, "NotFoundException");
    let wrong = changed("DestinationKeyId", Value::Null);
    asked.refuses("ReEncrypt to no key", "ReEncrypt", wrong, "ValidationException");
}

/// The operations that use a key, for a key that must not be used.
fn unusable(asked: &mut Asked, how: &str, key: &Key, blob: &str, error: &str) {
    let other = create_key(asked, REGION);
    let re_encrypt = |from: &Key, to: &Key, blob: &str| json!({ "CiphertextBlob": blob, "SourceKeyId": from.arn, "DestinationKeyId": to.arn });
    let others = asked.call("GenerateDataKey", json!({ "KeyId": other.id, "NumberOfBytes": 32 }));
    for (what, operation, parameters) in [
        ("GenerateDataKey", "GenerateDataKey", json!({ "KeyId": key.arn, "NumberOfBytes": 32 })),
        (
            "GenerateDataKeyWithoutPlaintext",
            "GenerateDataKeyWithoutPlaintext",
            json!({ "KeyId": key.arn, "NumberOfBytes": 32 }),
        ),
        ("Encrypt", "Encrypt", json!({ "KeyId": key.arn, "Plaintext": "AAAA" })),
        ("Decrypt", "Decrypt", json!({ "KeyId": key.arn, "CiphertextBlob": blob })),
        ("Decrypt without naming it", "Decrypt", json!({ "CiphertextBlob": blob })),
        ("ReEncrypt from", "ReEncrypt", re_encrypt(key, &other, blob)),
        ("ReEncrypt to", "ReEncrypt", re_encrypt(&other, key, others.text("CiphertextBlob"))),
    ] {
        asked.refuses(&format!("{what}, {how}"), operation, parameters, error);
    }
}

fn disabled_keys(asked: &mut Asked) {
    let key = create_key(asked, REGION);
    let sealed = asked.call("GenerateDataKey", json!({ "KeyId": key.id, "NumberOfBytes": 32 }));
    let blob = sealed.text("CiphertextBlob");
    asked.gives("DisableKey", "DisableKey", json!({ "KeyId": key.id }), "KeyId=missing");
    let state = "Enabled=false KeyState=Disabled";
    asked.gives("DescribeKey, disabled", "DescribeKey", json!({ "KeyId": key.id }), state);
    unusable(asked, "disabled", &key, blob, "DisabledException");
    asked.gives("EnableKey", "EnableKey", json!({ "KeyId": key.id }), "KeyId=missing");
    let expected = format!("KeyId={}", key.arn);
    asked.gives("Decrypt, enabled again", "Decrypt", json!({ "CiphertextBlob": blob }), &expected);
    asked.gives("DisableKey by ARN", "DisableKey", json!({ "KeyId": key.arn }), "KeyId=missing");
    asked.gives("EnableKey by ARN", "EnableKey", json!({ "KeyId": key.arn }), "KeyId=missing");
}

fn keys_pending_deletion(asked: &mut Asked) {
    let key = create_key(asked, REGION);
    let sealed = asked.call("GenerateDataKey", json!({ "KeyId": key.id, "NumberOfBytes": 32 }));
    let blob = sealed.text("CiphertextBlob");
    let schedule = |id: &str, days: u32| json!({ "KeyId": id, "PendingWindowInDays": days });
    let name = "ScheduleKeyDeletion";
    asked.refuses("ScheduleKeyDeletion in 6 days", name, schedule(&key.id, 6), "ValidationException");
    asked.refuses("ScheduleKeyDeletion in 31 days", name, schedule(&key.id, 31), "ValidationException");
    let expected =
        format!("DeletionDate=given KeyId={} KeyState=PendingDeletion PendingWindowInDays=7", key.arn);
    asked.gives("ScheduleKeyDeletion", name, schedule(&key.id, 7), &expected);
    let error = "KMSInvalidStateException";
    asked.refuses("ScheduleKeyDeletion again", name, schedule(&key.id, 7), error);
    let state = "DeletionDate=given Enabled=false KeyState=PendingDeletion";
    asked.gives("DescribeKey, pending deletion", "DescribeKey", json!({ "KeyId": key.id }), state);
    unusable(asked, "pending deletion", &key, blob, error);
    asked.refuses("EnableKey, pending deletion", "EnableKey", json!({ "KeyId": key.id }), error);
    asked.refuses("DisableKey, pending deletion", "DisableKey", json!({ "KeyId": key.id }), error);
    let expected = format!("KeyId={}", key.arn);
    asked.gives("CancelKeyDeletion", "CancelKeyDeletion", json!({ "KeyId": key.id }), &expected);
    let state = "DeletionDate=missing Enabled=false KeyState=Disabled";
    asked.gives("DescribeKey, deletion cancelled", "DescribeKey", json!({ "KeyId": key.id }), state);
    asked.refuses("CancelKeyDeletion again", "CancelKeyDeletion", json!({ "KeyId": key.id }), error);

    let key = create_key(asked, REGION);
    let expected = format!("KeyId={} PendingWindowInDays=30", key.arn);
    asked.gives("ScheduleKeyDeletion by ARN, at some time", name, json!({ "KeyId": key.arn }), &expected);
}

fn regions(asked: &mut Asked) {
    let key = create_key(asked, OTHER_REGION);
    let generate = |id: &str| json!({ "KeyId": id, "NumberOfBytes": 32 });
    let there = asked.call_in(OTHER_REGION, "GenerateDataKey", generate(&key.arn));
    let name = "GenerateDataKey in the key's region";
    asked.see(name, &format!("200 KeyId={}", key.arn), there.summary(&["KeyId"]));
    let error = "NotFoundException";
    let name = "GenerateDataKey in another region";
    asked.refuses(&format!("{name}, by id"), "GenerateDataKey", generate(&key.id), error);
    asked.refuses(&format!("{name}, by ARN"), "GenerateDataKey", generate(&key.arn), error);
    let blob = there.text("CiphertextBlob");
    let name = "Decrypt in another region";
    let by_arn = json!({ "KeyId": key.arn, "CiphertextBlob": blob });
    asked.refuses(&format!("{name}, by ARN"), "Decrypt", by_arn, error);
    let decrypt = json!({ "CiphertextBlob": blob });
    asked.refuses(&format!("{name}, without a key"), "Decrypt", decrypt, "AccessDeniedException");
}

fn rsa_keys(asked: &mut Asked) {
    for spec in ["RSA_2048", "RSA_3072", "RSA_4096"] {
        let key = create_key_with(asked, REGION, json!({ "KeySpec": spec, "KeyUsage": "ENCRYPT_DECRYPT" }));
        let expected = format!(
            "KeyId={} KeySpec={spec} KeyUsage=ENCRYPT_DECRYPT \
             EncryptionAlgorithms=[\"RSAES_OAEP_SHA_1\",\"RSAES_OAEP_SHA_256\"]",
            key.arn
        );
        let answer = asked.gives(
            &format!("GetPublicKey of {spec}"),
            "GetPublicKey",
            json!({ "KeyId": key.id }),
            &expected,
        );
        let public = PublicEncryptingKey::from_der(&answer.bytes("PublicKey"));
        let Ok(public) = public else {
            asked.see(&format!("the public key of {spec}"), "an RSA key", "none");
            continue;
        };
        asked.see(&format!("the public key of {spec}"), &spec[4..], public.key_size_bits());
        for (algorithm, oaep) in
            [("RSAES_OAEP_SHA_1", &OAEP_SHA1_MGF1SHA1), ("RSAES_OAEP_SHA_256", &OAEP_SHA256_MGF1SHA256)]
        {
            // Encrypted without KMS.
            let mut sealed = vec![0; public.key_size_bytes()];
            let encrypting = OaepPublicEncryptingKey::new(public.clone()).unwrap();
            encrypting.encrypt(oaep, &[7; 80], &mut sealed, None).unwrap();
            let with = |blob: &[u8], algorithm: &str| json!({ "KeyId": key.arn, "CiphertextBlob": base64::encode(blob), "EncryptionAlgorithm": algorithm });
            let name = format!("Decrypt with {spec} and {algorithm}");
            let answer = asked.call("Decrypt", with(&sealed, algorithm));
            asked.see(
                &name,
                &format!("200 KeyId={} Plaintext=80B", key.arn),
                answer.summary(&["KeyId", "Plaintext"]),
            );
            asked.see(&format!("{name}: the plaintext"), "true", answer.bytes("Plaintext") == [7; 80]);
            if spec == "RSA_2048" {
                let answer = answer.summary(&["EncryptionAlgorithm"]);
                asked.see(
                    &format!("{name}: the algorithm"),
                    &format!("200 EncryptionAlgorithm={algorithm}"),
                    answer,
                );
                let other =
                    if algorithm == "RSAES_OAEP_SHA_1" { "RSAES_OAEP_SHA_256" } else { "RSAES_OAEP_SHA_1" };
                let error = "InvalidCiphertextException";
                asked.refuses(&format!("{name} of the other hash"), "Decrypt", with(&sealed, other), error);
                let mut changed = sealed.clone();
                changed[9] ^= 1;
                asked.refuses(
                    &format!("{name} of a changed blob"),
                    "Decrypt",
                    with(&changed, algorithm),
                    error,
                );
            }
        }
    }
    let key = create_key_with(asked, REGION, json!({ "KeySpec": "RSA_2048", "KeyUsage": "ENCRYPT_DECRYPT" }));
    let symmetric = create_key(asked, REGION);
    let error = "InvalidKeyUsageException";
    let generate = json!({ "KeyId": key.id, "NumberOfBytes": 32 });
    asked.refuses("GenerateDataKey with an RSA key", "GenerateDataKey", generate, error);
    let decrypt = json!({ "KeyId": key.id, "CiphertextBlob": base64::encode([1; 256]) });
    asked.refuses("Decrypt with an RSA key and no algorithm", "Decrypt", decrypt, error);
    let error = "UnsupportedOperationException";
    asked.refuses("GetPublicKey of a symmetric key", "GetPublicKey", json!({ "KeyId": symmetric.id }), error);
    asked.call("DisableKey", json!({ "KeyId": key.id }));
    asked.refuses(
        "GetPublicKey of a disabled key",
        "GetPublicKey",
        json!({ "KeyId": key.id }),
        "DisabledException",
    );
}

fn key_agreement(asked: &mut Asked) {
    for (spec, curve) in [
        ("ECC_NIST_P256", &agreement::ECDH_P256),
        ("ECC_NIST_P384", &agreement::ECDH_P384),
        ("ECC_NIST_P521", &agreement::ECDH_P521),
    ] {
        let key = create_key_with(asked, REGION, json!({ "KeySpec": spec, "KeyUsage": "KEY_AGREEMENT" }));
        let expected = format!("KeyId={} KeySpec={spec} KeyUsage=KEY_AGREEMENT", key.arn);
        let name = format!("GetPublicKey of {spec}");
        let answer = asked.gives(&name, "GetPublicKey", json!({ "KeyId": key.id }), &expected);
        let algorithms = answer.summary(&["KeyAgreementAlgorithms"]);
        asked.see(&format!("{name}: the algorithms"), "200 KeyAgreementAlgorithms=[\"ECDH\"]", algorithms);

        // Agreed upon without KMS.
        let own = agreement::PrivateKey::generate(curve).unwrap();
        let own_public: PublicKeyX509Der<'_> = own.compute_public_key().unwrap().as_der().unwrap();
        let theirs = agreement::UnparsedPublicKey::new(curve, answer.bytes("PublicKey"));
        let secret = agreement::agree(&own, theirs, (), |secret| Ok(secret.to_vec())).unwrap_or_default();
        let with = |public: &[u8]| json!({ "KeyId": key.arn, "KeyAgreementAlgorithm": "ECDH", "PublicKey": base64::encode(public) });
        let expected = format!("KeyId={} KeyAgreementAlgorithm=ECDH KeyOrigin=AWS_KMS", key.arn);
        let name = format!("DeriveSharedSecret with {spec}");
        let answer = asked.gives(&name, "DeriveSharedSecret", with(own_public.as_ref()), &expected);
        let same = !secret.is_empty() && answer.bytes("SharedSecret") == secret;
        asked.see(&format!("{name}: the secret"), "true", same);
        let error = "ValidationException";
        asked.refuses(&format!("{name} and no public key"), "DeriveSharedSecret", with(&[1, 2, 3]), error);
    }
    let symmetric = create_key(asked, REGION);
    let own = agreement::PrivateKey::generate(&agreement::ECDH_P256).unwrap();
    let own: PublicKeyX509Der<'_> = own.compute_public_key().unwrap().as_der().unwrap();
    let derive = json!({
        "KeyId": symmetric.id, "KeyAgreementAlgorithm": "ECDH", "PublicKey": base64::encode(own.as_ref()),
    });
    let name = "DeriveSharedSecret with a symmetric key";
    asked.refuses(name, "DeriveSharedSecret", derive, "InvalidKeyUsageException");
}

fn macs(asked: &mut Asked) {
    let key =
        create_key_with(asked, REGION, json!({ "KeySpec": "HMAC_256", "KeyUsage": "GENERATE_VERIFY_MAC" }));
    let expected = "KeySpec=HMAC_256 KeyUsage=GENERATE_VERIFY_MAC MacAlgorithms=[\"HMAC_SHA_256\"]";
    asked.gives("DescribeKey of HMAC_256", "DescribeKey", json!({ "KeyId": key.id }), expected);
    let with = |key: &str, message: &str, algorithm: &str| json!({ "KeyId": key, "Message": base64::encode(message), "MacAlgorithm": algorithm });
    let expected = format!("KeyId={} MacAlgorithm=HMAC_SHA_256", key.arn);
    let mac = |asked: &mut Asked, name: &str, key: &str, message: &str| {
        asked.gives(name, "GenerateMac", with(key, message, "HMAC_SHA_256"), &expected).bytes("Mac")
    };
    let first = mac(asked, "GenerateMac by id", &key.id, "a message");
    let same = mac(asked, "GenerateMac by ARN", &key.arn, "a message");
    let other = mac(asked, "GenerateMac of another message", &key.arn, "a massage");
    asked.see("GenerateMac: the same message has the same MAC", "true", first == same);
    asked.see("GenerateMac: another message has another MAC", "true", first != other);
    let error = "InvalidKeyUsageException";
    asked.refuses("GenerateMac with HMAC_SHA_512", "GenerateMac", with(&key.id, "a", "HMAC_SHA_512"), error);
    let symmetric = create_key(asked, REGION);
    let name = "GenerateMac with a symmetric key";
    asked.refuses(name, "GenerateMac", with(&symmetric.id, "a", "HMAC_SHA_256"), error);
    let encrypt = json!({ "KeyId": key.id, "Plaintext": base64::encode("a") });
    asked.refuses("Encrypt with an HMAC key", "Encrypt", encrypt, error);
    asked.call("DisableKey", json!({ "KeyId": key.id }));
    let name = "GenerateMac, disabled";
    asked.refuses(name, "GenerateMac", with(&key.id, "a", "HMAC_SHA_256"), "DisabledException");
}

fn multi_region_keys(asked: &mut Asked) {
    let key = create_key_with(asked, REGION, json!({ "MultiRegion": true }));
    asked.see("a multi-Region key's id", "mrk-, 36 characters", {
        format!("{}, {} characters", key.id.get(..4).unwrap_or_default(), key.id.len())
    });
    asked.gives(
        "DescribeKey of a multi-Region key",
        "DescribeKey",
        json!({ "KeyId": key.id }),
        "MultiRegion=true",
    );
    let replicate = json!({ "KeyId": key.id, "ReplicaRegion": OTHER_REGION });
    let answer = asked.call("ReplicateKey", replicate.clone());
    let replica = answer.body["ReplicaKeyMetadata"]["Arn"].as_str().unwrap_or_default().to_owned();
    let same = !replica.is_empty() && replica == key.arn.replace(REGION, OTHER_REGION);
    asked.see("a replica's ARN is the key's in the other region", "true", same);
    asked.refuses("ReplicateKey again", "ReplicateKey", replicate, "AlreadyExistsException");
    let single = create_key(asked, REGION);
    let replicate = json!({ "KeyId": single.id, "ReplicaRegion": OTHER_REGION });
    let error = "UnsupportedOperationException";
    asked.refuses("ReplicateKey of a single-Region key", "ReplicateKey", replicate, error);

    let generated = asked.call("GenerateDataKey", json!({ "KeyId": key.arn, "NumberOfBytes": 32 }));
    let blob = generated.text("CiphertextBlob");
    for (what, id) in [("by ARN", Some(replica.as_str())), ("without a key", None)] {
        let mut parameters = json!({ "CiphertextBlob": blob });
        if let Some(id) = id {
            parameters["KeyId"] = id.into();
        }
        let answer = asked.call_in(OTHER_REGION, "Decrypt", parameters);
        let name = format!("Decrypt with a replica, {what}");
        asked.see(&name, &format!("200 KeyId={replica}"), answer.summary(&["KeyId"]));
        let same = answer.status == 200 && answer.bytes("Plaintext") == generated.bytes("Plaintext");
        asked.see(&format!("{name}: the plaintext"), "true", same);
    }
    let parameters = json!({ "CiphertextBlob": blob, "KeyId": key.arn });
    let answer = asked.call_in(OTHER_REGION, "Decrypt", parameters);
    asked.see("Decrypt with a replica, by the other ARN", "400 NotFoundException", answer.summary(&[]));
}
