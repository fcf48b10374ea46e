//! The textual encoding of keys (RFC 7468, and RFC 1421, which older programs still write).

use aws_smithy_types::base64;
use zeroize::Zeroizing;

use super::problem::KeyTextProblem;
use crate::crypto::stack::{self, Work};

const BEGIN: &str = "-----BEGIN ";
const END: &str = "-----END ";
const DASHES: &str = "-----";
/// The most blocks that are looked at.
const MAX_BLOCKS: usize = 16;

/// Whether `text` has a block of PEM.
pub(super) fn is_pem(text: &str) -> bool {
    text.contains(BEGIN)
}

/// The bytes of the first block that holds a key.
///
/// Other text, parameters and certificates may come before it. Whether its label fits its content
/// does not matter, unless it names something that is not a key: the content is parsed next.
pub(super) fn decode(text: &str) -> Result<Zeroizing<Vec<u8>>, KeyTextProblem> {
    let mut passed_over = KeyTextProblem::NotAKey;
    let mut rest = text;
    for _ in 0..MAX_BLOCKS {
        let Some((_, block)) = rest.split_once(BEGIN) else { return Err(passed_over) };
        let (label, block) = block.split_once(DASHES).ok_or(KeyTextProblem::BrokenPem)?;
        let (body, after) = block.split_once(END).ok_or(KeyTextProblem::CutPem)?;
        rest = after
            .strip_prefix(label)
            .and_then(|rest| rest.strip_prefix(DASHES))
            .ok_or(KeyTextProblem::BrokenPem)?;
        match label {
            "ENCRYPTED PRIVATE KEY" => return Err(KeyTextProblem::Encrypted),
            "CERTIFICATE REQUEST" | "NEW CERTIFICATE REQUEST" => {
                passed_over = KeyTextProblem::CertificateRequest
            }
            "OPENSSH PRIVATE KEY" => return Err(KeyTextProblem::OpenSsh),
            label if label.starts_with("SSH2 ") => return Err(KeyTextProblem::OpenSshPublic),
            label if label.starts_with("PGP ") => return Err(KeyTextProblem::Pgp),
            label if label.ends_with("CERTIFICATE") => passed_over = KeyTextProblem::Certificate,
            label if label.ends_with("PARAMETERS") => passed_over = KeyTextProblem::ParametersOnly,
            _ => return bytes(body),
        }
    }
    Err(passed_over)
}

/// The bytes of a block's body.
fn bytes(body: &str) -> Result<Zeroizing<Vec<u8>>, KeyTextProblem> {
    if body.contains("ENCRYPTED") && body.contains(':') {
        return Err(KeyTextProblem::Encrypted);
    }
    if body.contains("\\n") {
        return Err(KeyTextProblem::EscapedLineEnds);
    }
    // Sized once, so that no outgrown copy of a private key is left behind.
    let mut digits = Zeroizing::new(String::with_capacity(body.len()));
    digits.extend(body.chars().filter(|c| !c.is_ascii_whitespace()));
    let decoded = stack::wiped(Work::PublicKey, || base64::decode(&*digits).map(Zeroizing::new));
    decoded.map_err(|_| KeyTextProblem::BrokenBase64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_block_of_a_key_is_decoded() {
        for text in [
            "-----BEGIN KEY-----\nAQID\n-----END KEY-----\n",
            "-----BEGIN KEY-----\r\nAQ\r\nID\r\n-----END KEY-----",
            "-----BEGIN KEY-----\rAQID\r-----END KEY-----\r",
            "  -----BEGIN KEY-----\n  AQID\n  -----END KEY-----",
            "Subject: me\n-----BEGIN KEY-----\n AQID \n-----END KEY-----\n-----BEGIN X-----\nAAAA\n-----END X-----\n",
            "-----BEGIN EC PARAMETERS-----\nAAAA\n-----END EC PARAMETERS-----\n-----BEGIN KEY-----\nAQID\n-----END KEY-----",
            "-----BEGIN CERTIFICATE-----\n?\n-----END CERTIFICATE-----\n-----BEGIN KEY-----\nAQID\n-----END KEY-----",
        ] {
            assert_eq!(*decode(text).unwrap(), [1, 2, 3], "{text}");
        }
    }

    #[test]
    fn anything_else_is_refused_for_its_reason() {
        let many = "-----BEGIN X CERTIFICATE-----\n-----END X CERTIFICATE-----\n".repeat(1000);
        for (text, reason) in [
            ("-----BEGIN KEY-----\nAQID\n", KeyTextProblem::CutPem),
            ("-----BEGIN KEY-----\nAQID\n-----END OTHER-----", KeyTextProblem::BrokenPem),
            ("-----BEGIN KEY\nAQID\n", KeyTextProblem::BrokenPem),
            ("-----BEGIN KEY-----\nAQI\n-----END KEY-----", KeyTextProblem::BrokenBase64),
            ("-----BEGIN KEY-----\\nAQID\\n-----END KEY-----", KeyTextProblem::EscapedLineEnds),
            (
                "-----BEGIN KEY-----\nProc-Type: 4,ENCRYPTED\n\nAQID\n-----END KEY-----",
                KeyTextProblem::Encrypted,
            ),
            (
                "-----BEGIN EC PARAMETERS-----\nAAAA\n-----END EC PARAMETERS-----\n",
                KeyTextProblem::ParametersOnly,
            ),
            (&many, KeyTextProblem::Certificate),
        ] {
            assert_eq!(decode(text).unwrap_err(), reason, "{text}");
        }
    }
}
