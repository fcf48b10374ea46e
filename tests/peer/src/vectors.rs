//! The vectors that are committed: items sealed by the official crate, changed ones that it refuses to
//! open, and records that it refuses to seal.

mod refused;
mod tampered;
mod topics;

use crate::{
    Result,
    item_json::encode,
    keys::{DEFAULT_KEY, KeyBook},
    manifest::{DecryptTest, EncryptKind, EncryptTest, write, write_decrypt, write_encrypt},
    official::Official,
    random::{AES_KEYS, Generator},
    sealed::Sealed,
    verbs::{check, seal},
};
use serde_json::{Map, Value, json};
use std::{fs, path::Path};

/// Writes all vectors; the seed decides the keys and the random items.
pub fn write_all(seed: u64, directory: &Path) -> Result<()> {
    let sealed_by = directory.join("aws-db-esdk-1.3.0");
    let tampered_with = directory.join("tamper");
    for directory in [&sealed_by, &tampered_with] {
        fs::create_dir_all(directory).map_err(|e| format!("{}: {e}", directory.display()))?;
    }
    let keys = directory.join("keys.json");
    write(&keys, &fresh_keys(seed))?;
    let mut official = Official::new(KeyBook::read(&keys)?)?;

    for (topic, plans) in topics::all(seed) {
        let tests = plans.into_iter().map(|plan| plan.carry_out(&mut official));
        let tests = tests.collect::<Result<Vec<_>>>()?;
        write_decrypt(&sealed_by.join(format!("{topic}.json")), &tests)?;
        println!("{topic}: {} tests", tests.len());
    }
    let tampered = tampered::all(&mut official)?;
    for test in &tampered {
        let file = tampered_with.join(format!("{}.json", test.name));
        write_decrypt(&file, std::slice::from_ref(test))?;
    }
    println!("tamper: {} tests", tampered.len());
    let refused = refused::all();
    for test in &refused {
        seal(&mut official, test).map_err(|e| format!("{}: {e}", test.name))?;
    }
    write_encrypt(&directory.join("refused.json"), &refused)?;
    println!("refused: {} tests", refused.len());
    Ok(())
}

/// A keys file with entries of the names that published manifests use, and keys of our own.
fn fresh_keys(seed: u64) -> Value {
    // Random items take the streams from zero on.
    let mut generator = Generator::new(seed, u64::MAX);
    let mut entries = Map::new();
    let branch_key = json!({
        "type": "static-branch-key",
        "encrypt": true,
        "decrypt": true,
        "key-id": uuid(&mut generator),
        "branchKeyVersion": uuid(&mut generator),
        "branchKey": encode(&generator.bytes(32)),
        "beaconKey": encode(&generator.bytes(32)),
    });
    entries.insert(DEFAULT_KEY.to_owned(), branch_key);
    for (name, bits) in AES_KEYS.into_iter().zip([128, 192, 256, 256]) {
        let entry = json!({
            "encrypt": true,
            "decrypt": true,
            "algorithm": "aes",
            "type": "symmetric",
            "bits": bits,
            "encoding": "base64",
            "material": encode(&generator.bytes(bits / 8)),
            "key-id": name,
        });
        entries.insert(name.to_owned(), entry);
    }
    json!({"manifest": {"type": "keys", "version": 3}, "keys": entries})
}

fn uuid(generator: &mut Generator) -> String {
    let mut bytes = generator.bytes(16);
    bytes[6] = bytes[6] & 0x0f | 0x40;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    let ends = [0, 8, 12, 16, 20, 32];
    let groups: Vec<_> = ends.windows(2).map(|w| &hex[w[0]..w[1]]).collect();
    groups.join("-")
}

/// A test to be sealed by the official crate, stored, and opened again.
struct Plan {
    test: EncryptTest,
    /// What happens to the sealed item before it is read.
    stored: Option<fn(&mut Sealed) -> Result<()>>,
    /// What it opens to, where that is not the record.
    opens_to: Option<Value>,
}

fn plan(name: &str, description: &str, config: Value, record: Value) -> Plan {
    Plan {
        test: EncryptTest {
            name: name.to_owned(),
            kind: EncryptKind::Positive,
            description: description.to_owned(),
            config,
            decrypt_config: None,
            record,
        },
        stored: None,
        opens_to: None,
    }
}

impl Plan {
    fn read_with(mut self, config: Value) -> Self {
        self.test.decrypt_config = Some(config);
        self
    }

    fn refused(mut self) -> Self {
        self.test.kind = EncryptKind::NegativeDecrypt;
        self
    }

    fn stored(mut self, change: fn(&mut Sealed) -> Result<()>) -> Self {
        self.stored = Some(change);
        self
    }

    fn opens_to(mut self, record: Value) -> Self {
        self.opens_to = Some(record);
        self
    }

    fn carry_out(self, official: &mut Official) -> Result<DecryptTest> {
        let name = self.test.name.clone();
        self.try_to(official).map_err(|e| format!("{name}: {e}"))
    }

    fn try_to(self, official: &mut Official) -> Result<DecryptTest> {
        let mut test = seal(official, &self.test)?.ok_or("nothing to seal")?;
        if let Some(change) = self.stored {
            let mut sealed = Sealed::new(&test)?;
            change(&mut sealed)?;
            test = sealed.into_test()?;
        }
        if let Some(record) = self.opens_to {
            test.plaintext = Some(record);
        }
        check(official, &test)?;
        Ok(test)
    }
}

/// A config or record with one member more, or another one.
fn with(mut object: Value, name: &str, value: impl Into<Value>) -> Value {
    object[name] = value.into();
    object
}
