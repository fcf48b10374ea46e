//! From a text to DER.

use zeroize::Zeroizing;

use super::content::only_element;
use super::pem;
use super::problem::KeyTextProblem;
use crate::crypto::der::SEQUENCE;

/// The longest text of a key. That of an RSA key with 8192 bits has about 6,400 bytes.
pub(super) const MAX_TEXT: usize = 64 << 10;

/// The DER in a text.
pub(super) fn decode(text: &[u8]) -> Result<Zeroizing<Vec<u8>>, KeyTextProblem> {
    if text.len() > MAX_TEXT {
        return Err(KeyTextProblem::TooLong);
    }
    let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text);
    if text.trim_ascii().is_empty() {
        return Err(KeyTextProblem::Empty);
    }
    if text.starts_with(b"\xff\xfe") || text.starts_with(b"\xfe\xff") {
        return Err(KeyTextProblem::Utf16);
    }
    match str::from_utf8(text) {
        Ok(text) if pem::is_pem(text) => pem::decode(text),
        // No text begins like that, but for one that has a control character in it.
        _ if text.first() == Some(&SEQUENCE) && only_element(text).is_ok() => {
            let mut der = Zeroizing::new(Vec::with_capacity(text.len()));
            der.extend_from_slice(text);
            Ok(der)
        }
        Ok(text) => Err(without_armour(text.trim())),
        Err(_) if text.first() == Some(&SEQUENCE) => Err(KeyTextProblem::BrokenDer),
        // Comments may be in any encoding.
        Err(_) => {
            let ascii = text.iter().map(|byte| if byte.is_ascii() { char::from(*byte) } else { '?' });
            let mut readable = Zeroizing::new(String::with_capacity(text.len()));
            readable.extend(ascii);
            if pem::is_pem(&readable) { pem::decode(&readable) } else { Err(KeyTextProblem::NeitherPemNorDer) }
        }
    }
}

/// What a text is, if it is not PEM.
fn without_armour(text: &str) -> KeyTextProblem {
    let is_base64 = |c: char| c.is_ascii_alphanumeric() || c.is_ascii_whitespace() || "+/=".contains(c);
    if text.starts_with('{') {
        KeyTextProblem::Json
    } else if ["ssh-", "ecdsa-sha2-", "sk-"].iter().any(|start| text.starts_with(start)) {
        KeyTextProblem::OpenSshPublic
    } else if text.starts_with('M') && text.len() > 40 && text.chars().all(is_base64) {
        // A sequence begins so in base64.
        KeyTextProblem::Base64Only
    } else {
        KeyTextProblem::NeitherPemNorDer
    }
}
