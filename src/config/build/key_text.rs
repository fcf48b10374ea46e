//! Reading a key from where it is.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use aws_smithy_types::base64;
use zeroize::Zeroizing;

use super::{Failure, Way};
use crate::config::EntryProblem;
use crate::config::entries::key_text::{Encoding, KeyPlace};
use crate::crypto::stack::{self, Work};

/// How long the text of a key may be, in bytes.
const LONGEST: usize = 64 << 10;

/// The bytes of a key; `usual` is how it is written if that is not said.
pub(super) fn read(
    place: &KeyPlace,
    way: &Way<'_>,
    folder: &Path,
    usual: Encoding,
) -> Result<Zeroizing<Vec<u8>>, Failure> {
    let (text, way) = match (&place.env, &place.file) {
        (Some(name), None) => (from_variable(name), way.to("env")),
        (None, Some(path)) => (from_file(&folder.join(path)), way.to("file")),
        (None, None) | (Some(_), Some(_)) => {
            let problem = "a key is named by exactly one of 'env', the name of an environment variable, and 'file', the \
                           path of a file";
            return Err(way.failed(EntryProblem::Choice(problem)));
        }
    };
    let text = text.map_err(|problem| way.failed(problem))?;
    decoded(text, place.encoding.unwrap_or(usual)).map_err(|problem| way.failed(EntryProblem::KeyText(problem)))
}

fn from_variable(name: &str) -> Result<Zeroizing<Vec<u8>>, EntryProblem> {
    let unset = || EntryProblem::Variable { name: name.to_owned() };
    // The standard library panics, or finds nothing, for names that no variable has.
    if name.is_empty() || name.contains(['=', '\0']) {
        return Err(unset());
    }
    let text = std::env::var(name).map(|text| Zeroizing::new(text.into_bytes())).map_err(|_| unset())?;
    if text.len() > LONGEST { Err(EntryProblem::KeyText(TOO_LONG)) } else { Ok(text) }
}

const TOO_LONG: &str = "what is there is longer than 64 KiB, and no key";

fn from_file(path: &Path) -> Result<Zeroizing<Vec<u8>>, EntryProblem> {
    let failed = |source: io::Error| EntryProblem::KeyFile { path: path.display().to_string(), source };
    // Never grows, so that no copy of the key is left behind.
    let mut text = Zeroizing::new(vec![0; LONGEST + 1]);
    let mut file = File::open(path).map_err(failed)?;
    let mut length = 0;
    while let Some(rest) = text.get_mut(length..).filter(|rest| !rest.is_empty()) {
        match file.read(rest) {
            Ok(0) => break,
            Ok(count) => length += count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(failed(error)),
        }
    }
    if length > LONGEST {
        return Err(EntryProblem::KeyText(TOO_LONG));
    }
    text.truncate(length);
    Ok(text)
}

fn decoded(text: Zeroizing<Vec<u8>>, encoding: Encoding) -> Result<Zeroizing<Vec<u8>>, &'static str> {
    match encoding {
        Encoding::Raw => Ok(text),
        Encoding::Base64 => {
            let digits = digits(&text).ok_or("what is there is not base64")?;
            let decoded = stack::wiped(Work::PublicKey, || base64::decode(&*digits).map(Zeroizing::new));
            decoded.map_err(|_| "what is there is not base64")
        }
        Encoding::Hex => {
            let wrong = "what is there is not hexadecimal";
            let digits = digits(&text).ok_or(wrong)?;
            let (pairs, []) = digits.as_bytes().as_chunks::<2>() else { return Err(wrong) };
            let mut bytes = Zeroizing::new(Vec::with_capacity(pairs.len()));
            for [high, low] in pairs {
                bytes.push(nibble(*high).ok_or(wrong)? << 4 | nibble(*low).ok_or(wrong)?);
            }
            Ok(bytes)
        }
    }
}

/// The text without white space around it.
fn digits(text: &[u8]) -> Option<Zeroizing<String>> {
    let text = str::from_utf8(text).ok()?.trim();
    let mut digits = Zeroizing::new(String::with_capacity(text.len()));
    digits.push_str(text);
    Some(digits)
}

fn nibble(digit: u8) -> Option<u8> {
    u8::try_from(char::from(digit).to_digit(16)?).ok()
}
