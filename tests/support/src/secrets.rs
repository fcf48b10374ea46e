//! Looking for secrets where none may be.

use std::error::Error;

use aws_smithy_types::base64;

use crate::sources;

/// As much of a secret as is looked for: more than chance can produce.
pub const BEGINNING: usize = 12;

/// The forms in which one could find `bytes` in a text or a log.
pub fn forms(bytes: &[u8]) -> Vec<Vec<u8>> {
    let decimals = |separator: &str| bytes.iter().map(u8::to_string).collect::<Vec<_>>().join(separator);
    let hex =
        |separator: &str| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().join(separator);
    // What is left of a multiple of three would not be a part of the whole secret's base64.
    let aligned = &bytes[..bytes.len() / 3 * 3];
    let texts = [
        hex(""),
        hex("").to_uppercase(),
        hex(" "),
        hex(":"),
        base64::encode(aligned),
        base64::encode(aligned).replace('+', "-").replace('/', "_"),
        decimals(","),
        decimals(", "),
        decimals(" "),
        bytes.escape_ascii().to_string(),
        format!("{:?}", bytes::Bytes::copy_from_slice(bytes)).trim_matches(['b', '"']).to_owned(),
        String::from_utf8_lossy(bytes).into_owned(),
    ];
    texts.into_iter().map(String::into_bytes).chain([bytes.to_vec()]).collect()
}

/// Panics when `text` holds the beginning of one of the secrets in any form: as bytes, in hex, in
/// base64, as a list of decimals, also over several lines.
pub fn assert_silent<'s>(text: &[u8], secrets: impl IntoIterator<Item = &'s [u8]>) {
    // Pretty-printed lists have one number a line.
    let unwrapped: Vec<u8> = {
        let words = text.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty());
        words.flat_map(|word| word.iter().chain(b" ")).copied().collect()
    };
    for secret in secrets {
        for form in forms(&secret[..BEGINNING]) {
            for text in [text, &unwrapped] {
                let found = text.windows(form.len()).position(|window| window == form);
                if let Some(place) = found {
                    let before = String::from_utf8_lossy(&text[place.saturating_sub(600)..place]);
                    panic!("a secret of {} bytes comes after: {before}", secret.len());
                }
            }
        }
    }
}

/// All that can be printed of an error, sources included.
pub fn printed(error: &(dyn Error + 'static)) -> String {
    sources(error).map(|error| format!("{error} {error:?} {error:#?}\n")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_is_found() {
        let secret: Vec<u8> = (0..32u8).map(|n| n.wrapping_mul(37).wrapping_add(200)).collect();
        let pretty = format!("{secret:#?}");
        let lines: Vec<_> = forms(&secret).into_iter().chain([pretty.into_bytes()]).collect();
        for line in lines {
            let text = [b"before ", &line[..], b" after"].concat();
            let found = std::panic::catch_unwind(|| assert_silent(&text, [&secret[..]]));
            assert!(found.is_err(), "not found: {}", String::from_utf8_lossy(&line));
        }
        assert_silent(b"nothing", [&secret[..]]);
    }
}
