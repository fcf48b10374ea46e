//! The command line.

use std::collections::HashMap;
use std::path::PathBuf;

use crate::migration::Result;

pub(crate) const USAGE: &str = "usage: migrate [--items N] [--dry-run]
       migrate --endpoint URL|aws --table NAME [OPTION…]

Without --endpoint, a table of N items is made and moved in this process.

  --dry-run               read and open every item, and write nothing
  --progress FILE         where to write down how far it came; migrate-TABLE.json otherwise
  --concurrency N         how many items are moved at a time; 16 otherwise
  --page N                how many items are read at a time; 200 otherwise

The table in the new format. Key attributes are signed.
  --logical-name NAME     bound into every item; the table's name otherwise
  --encrypt A,B,…         attributes to encrypt and sign
  --sign A,B,…            attributes to sign
  --unsigned A,B,…        attributes to leave alone
  --unsigned-prefix TEXT  attributes that begin so are left alone too
  --kms-key ARN           data keys are wrapped with this key, or
  --aes-key NAMESPACE:NAME:FILE      with the 32 bytes in a file

The table in the legacy format, where it differs.
  --old-table-name NAME   signed with every item; the table's name otherwise
  --old-encrypt, --old-sign, --old-nothing A,B,…
                          what happens to attributes; as in the new format otherwise
  --old-default encrypt|sign|nothing what happens to all others; encrypt otherwise
  --old-keys-unsigned     the writers did not sign the key attributes: whoever can write to the table may have moved
                          items to other keys
  --old-never-signed      items that have nothing of what is encrypted or signed, and no signature, are moved too
  --old-kms-key ARN       the key of a direct KMS provider, or
  --old-aes-key FILE, --old-hmac-key FILE        the keys of a wrapped provider";

const FLAGS: [&str; 3] = ["dry-run", "old-keys-unsigned", "old-never-signed"];
const VALUES: [&str; 21] = [
    "items",
    "endpoint",
    "table",
    "progress",
    "concurrency",
    "page",
    "logical-name",
    "encrypt",
    "sign",
    "unsigned",
    "unsigned-prefix",
    "kms-key",
    "aes-key",
    "old-table-name",
    "old-encrypt",
    "old-sign",
    "old-nothing",
    "old-default",
    "old-kms-key",
    "old-aes-key",
    "old-hmac-key",
];

/// What the command line says.
#[derive(Default)]
pub(crate) struct Options(HashMap<String, String>);

impl Options {
    pub(crate) fn parse(mut arguments: impl Iterator<Item = String>) -> Result<Self> {
        let mut options = HashMap::new();
        while let Some(argument) = arguments.next() {
            let name = argument.strip_prefix("--").unwrap_or_default();
            let value = if FLAGS.contains(&name) {
                String::new()
            } else if VALUES.contains(&name) {
                arguments.next().ok_or_else(|| format!("{argument} needs a value"))?
            } else {
                return Err(format!("there is no option '{argument}'\n{USAGE}").into());
            };
            options.insert(name.to_owned(), value);
        }
        Ok(Options(options))
    }

    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    pub(crate) fn required(&self, name: &str) -> Result<&str> {
        self.get(name).ok_or_else(|| format!("--{name} is missing\n{USAGE}").into())
    }

    /// Names separated by commas.
    pub(crate) fn list(&self, name: &str) -> Option<Vec<&str>> {
        Some(self.get(name)?.split(',').filter(|name| !name.is_empty()).collect())
    }

    pub(crate) fn number(&self, name: &str, default: u32) -> Result<u32> {
        match self.get(name).map(str::parse) {
            None => Ok(default),
            Some(Ok(number)) if number > 0 => Ok(number),
            Some(_) => Err(format!("--{name} needs a number above zero").into()),
        }
    }

    pub(crate) fn is_set(&self, flag: &str) -> bool {
        self.get(flag).is_some()
    }

    pub(crate) fn progress(&self, table: &str) -> PathBuf {
        self.get("progress").map_or_else(|| format!("migrate-{table}.json").into(), PathBuf::from)
    }
}
