//! The verbs that run the official crate over a manifest.

use crate::{
    Result,
    item_json::{Item, from_item, normalized, to_item},
    keys::KeyBook,
    manifest::{DecryptTest, EncryptKind, EncryptTest, read_decrypt, read_encrypt, write_decrypt},
    official::{Failure, Official},
};
use std::path::Path;

/// How many tests passed, and how many failed.
#[derive(Default)]
pub struct Tally {
    passed: usize,
    failed: usize,
}

impl Tally {
    pub fn count(&mut self, test: &str, result: Result<()>) {
        match result {
            Ok(()) => self.passed += 1,
            Err(reason) => {
                self.failed += 1;
                println!("FAILED {test}: {reason}");
            }
        }
    }

    /// The closing line; whether all passed.
    pub fn close(&self) -> bool {
        println!("{} passed, {} failed", self.passed, self.failed);
        self.failed == 0
    }
}

pub fn encrypt(keys: &Path, input: &Path, output: &Path) -> Result<Tally> {
    let mut official = Official::new(KeyBook::read(keys)?)?;
    let mut tally = Tally::default();
    let mut sealed = Vec::new();
    for test in read_encrypt(input)? {
        let result = seal(&mut official, &test).map(|done| sealed.extend(done));
        tally.count(&test.name, result);
    }
    write_decrypt(output, &sealed)?;
    Ok(tally)
}

/// Seals one record; `None` where it had to be refused, and was.
pub fn seal(official: &mut Official, test: &EncryptTest) -> Result<Option<DecryptTest>> {
    let sealed = official.seal(&test.config, &test.record);
    if test.kind == EncryptKind::NegativeEncrypt {
        return refusal(sealed).map(|_| None);
    }
    let item = sealed.map_err(|failure| failure.to_string())?;
    Ok(Some(DecryptTest {
        name: test.name.clone(),
        positive: test.kind == EncryptKind::Positive,
        description: test.description.clone(),
        config: test.decrypt_config.as_ref().unwrap_or(&test.config).clone(),
        plaintext: Some(test.record.clone()),
        encrypted: from_item(&item)?,
    }))
}

/// Runs decrypt manifests; with `reasons`, tells why the official crate refused what it had to refuse.
pub fn verify(keys: &Path, files: &[impl AsRef<Path>], reasons: bool) -> Result<Tally> {
    let mut official = Official::new(KeyBook::read(keys)?)?;
    let mut tally = Tally::default();
    for file in files {
        for test in read_decrypt(file.as_ref())? {
            let name = format!("{} {}", file.as_ref().display(), test.name);
            let result = check(&mut official, &test).map(|refusal| {
                if let (Some(reason), true) = (refusal, reasons) {
                    println!("refused {name}: {reason}");
                }
            });
            tally.count(&name, result);
        }
    }
    Ok(tally)
}

/// Opens one sealed item, which must come out as the test says. The reason, where it had to be refused.
pub fn check(official: &mut Official, test: &DecryptTest) -> Result<Option<String>> {
    let opened = official.open(&test.config, &test.encrypted);
    if !test.positive {
        return refusal(opened).map(Some);
    }
    let opened = normalized(&opened.map_err(|failure| failure.to_string())?);
    let plaintext = test.plaintext.as_ref().ok_or("no plaintext to compare")?;
    let expected = normalized(&to_item(plaintext)?);
    if opened == expected {
        return Ok(None);
    }
    let differing = opened.keys().chain(expected.keys()).find(|name| opened.get(*name) != expected.get(*name));
    Err(format!("opened to another value of {differing:?}"))
}

fn refusal(result: std::result::Result<Item, Failure>) -> Result<String> {
    match result {
        Err(Failure::Refused(reason)) => Ok(reason),
        Err(Failure::Broken(reason)) => Err(reason),
        Ok(_) => Err("not refused".to_owned()),
    }
}
