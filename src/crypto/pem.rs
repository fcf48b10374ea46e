//! The textual encoding of keys (RFC 7468).

use aws_smithy_types::base64;
use zeroize::Zeroizing;

use super::CryptoError;

/// The bytes in the first block of a PEM text. What stands around the block, and whether its label
/// tells the truth about its content, is of no interest here: the content is parsed next.
pub(crate) fn decode(text: &[u8]) -> Result<Zeroizing<Vec<u8>>, CryptoError> {
    block(text).ok_or(CryptoError)
}

fn block(text: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let (_, block) = str::from_utf8(text).ok()?.split_once("-----BEGIN ")?;
    let (label, block) = block.split_once("-----")?;
    let (body, end) = block.split_once("-----END ")?;
    end.strip_prefix(label)?.strip_prefix("-----")?;
    // Sized once, so that no outgrown copy of a private key is left behind.
    let mut digits = Zeroizing::new(String::with_capacity(body.len()));
    digits.extend(body.chars().filter(|c| !c.is_ascii_whitespace()));
    base64::decode(&*digits).ok().map(Zeroizing::new)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_block_is_decoded() {
        for text in [
            "-----BEGIN KEY-----\nAQID\n-----END KEY-----\n",
            "-----BEGIN KEY-----\r\nAQ\r\nID\r\n-----END KEY-----",
            "Subject: me\n-----BEGIN KEY-----\n AQID \n-----END KEY-----\n-----BEGIN X-----\nAAAA\n-----END X-----\n",
        ] {
            assert_eq!(*decode(text.as_bytes()).unwrap(), [1, 2, 3], "{text}");
        }
    }

    #[test]
    fn anything_else_is_refused() {
        for text in [
            "",
            "AQID",
            "-----BEGIN KEY-----\nAQID\n",
            "-----BEGIN KEY-----\nAQID\n-----END OTHER-----",
            "-----BEGIN KEY\nAQID\n",
            "-----BEGIN KEY-----\nAQI\n-----END KEY-----",
            "-----BEGIN KEY-----\nProc-Type: 4,ENCRYPTED\n\nAQID\n-----END KEY-----",
        ] {
            assert!(decode(text.as_bytes()).is_err(), "{text}");
        }
        assert!(decode(b"\xff-----BEGIN KEY-----\nAQID\n-----END KEY-----").is_err());
    }
}
