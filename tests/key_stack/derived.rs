//! What is derived from an item's keys, computed once more and by other means than the crate's own.

use aes_gcm::KeyInit;
use aes_gcm::aes::Aes256Enc;
use aes_gcm::aes::cipher::BlockCipherEncrypt;
use aws_sdk_dynamodb::types::AttributeValue;
use dynamodb_item_encryptor::{EncryptionContext, Item};
use hmac::{Hmac, Mac};
use sha2::{Sha256, Sha384, Sha512};

use super::stack::Secrets;

/// As much of a stored header as it takes to find an item's keys.
pub struct Header {
    pub message_id: [u8; 32],
    /// Of each encrypted data key: provider id, provider information, ciphertext.
    pub data_keys: Vec<[Vec<u8>; 3]>,
}

impl Header {
    pub fn of(stored: &Item) -> Header {
        let AttributeValue::B(header) = &stored["aws_dbe_head"] else { panic!("no header") };
        let mut rest = &header.as_ref()[2..];
        let message_id = take(&mut rest, 32).try_into().unwrap();
        take16(&mut rest);
        let entries = u16::from_be_bytes(take(&mut rest, 2).try_into().unwrap());
        for _ in 0..2 * entries {
            take16(&mut rest);
        }
        let count = take(&mut rest, 1)[0];
        let data_keys = (0..count).map(|_| [(); 3].map(|()| take16(&mut rest).to_vec())).collect();
        Header { message_id, data_keys }
    }

    /// Provider information and ciphertext of the first data key of a provider.
    pub fn data_key(&self, provider: &str) -> (&[u8], &[u8]) {
        let found = self.data_keys.iter().find(|key| key[0] == provider.as_bytes());
        let [_, info, ciphertext] = found.expect("a data key of the provider");
        (info, ciphertext)
    }
}

pub fn take<'a>(rest: &mut &'a [u8], length: usize) -> &'a [u8] {
    let (taken, left) = rest.split_at(length);
    *rest = left;
    taken
}

fn take16<'a>(rest: &mut &'a [u8]) -> &'a [u8] {
    let length = u16::from_be_bytes(take(rest, 2).try_into().unwrap());
    take(rest, length.into())
}

pub fn hmac<M: Mac + KeyInit>(key: &[u8], parts: &[&[u8]]) -> Vec<u8> {
    let mut mac = <M as KeyInit>::new_from_slice(key).unwrap();
    parts.iter().for_each(|part| mac.update(part));
    mac.finalize().into_bytes().to_vec()
}

/// The key stream of AES-256 in counter mode from `counter` on.
fn stream(key: &[u8], counter: u128, length: usize) -> Vec<u8> {
    let cipher = Aes256Enc::new_from_slice(key).unwrap();
    let blocks = (0..length.div_ceil(16) as u128).map(|n| {
        let mut block = (counter + n).to_be_bytes().into();
        cipher.encrypt_block(&mut block);
        <[u8; 16]>::from(block)
    });
    blocks.flatten().take(length).collect()
}

/// Decrypts what AES-256-GCM made, without verifying it.
pub fn gcm(key: &[u8], nonce: &[u8; 12], ciphertext: &[u8]) -> Vec<u8> {
    let mut counter = [0; 16];
    counter[..12].copy_from_slice(nonce);
    let stream = stream(key, u128::from_be_bytes(counter) + 2, ciphertext.len());
    ciphertext.iter().zip(stream).map(|(byte, mask)| byte ^ mask).collect()
}

/// All of an HKDF with SHA-512 that has a key of 32 bytes: what is extracted, and the 64 bytes for each purpose.
fn hkdf(name: &str, key: &[u8], purposes: &[(&str, Vec<u8>)]) -> Secrets {
    let extracted = hmac::<Hmac<Sha512>>(&[0; 64], &[key]);
    let expanded = purposes
        .iter()
        .map(|(purpose, info)| ((*purpose).to_owned(), hmac::<Hmac<Sha512>>(&extracted, &[info, &[1]])));
    let mut secrets: Secrets = expanded.collect();
    secrets.push((format!("what is extracted from the {name}"), extracted));
    secrets
}

/// What comes from an intermediate key, which wraps the data key that begins `ciphertext`; the data key is the last.
pub fn of_intermediate(key: &[u8], ciphertext: &[u8]) -> Secrets {
    let purposes = [
        ("wrapping key", b"AWS_MPL_INTERMEDIATE_KEYWRAP_ENC".to_vec()),
        ("tag key", b"AWS_MPL_INTERMEDIATE_KEYWRAP_MAC".to_vec()),
    ];
    let mut secrets = hkdf("intermediate key", key, &purposes);
    let data_key = gcm(&secrets[0].1[..32], &[0; 12], &ciphertext[..32]);
    secrets.push(("intermediate key".to_owned(), key.to_vec()));
    secrets.push(("data key".to_owned(), data_key));
    secrets
}

/// What comes from an item's data key.
pub fn of_data_key(key: &[u8], message_id: &[u8; 32], fields: usize) -> Secrets {
    let purposes = [
        ("commit key", [&b"AWS_DBE_COMMIT_KEY"[..], message_id].concat()),
        ("field root key", [&b"AWS_DBE_DERIVE_KEY"[..], message_id].concat()),
    ];
    let mut secrets = hkdf("data key", key, &purposes);
    let start = u128::from_be_bytes(*b"AwsDbeField\x2c\0\0\0\0");
    let fields = stream(&secrets[1].1[..32], start, fields * 48);
    secrets.extend(fields.chunks(48).enumerate().map(|(n, key)| (format!("key of field {n}"), key.to_vec())));
    secrets
}

/// The KDF in counter mode, with HMAC-SHA256 for 32 bytes.
pub fn counter_mode_sha256(key: &[u8], label: &[u8], context: &[u8]) -> Vec<u8> {
    let bits = 256_u32.to_be_bytes();
    hmac::<Hmac<Sha256>>(key, &[&1_u32.to_be_bytes(), label, &[0], context, &bits])
}

/// The KDF in counter mode, with HMAC-SHA384 for 64 bytes; both of its blocks whole.
pub fn counter_mode_sha384(key: &[u8], label: &[u8], context: &[u8]) -> Vec<u8> {
    let bits = 512_u32.to_be_bytes();
    let block = |n: u32| hmac::<Hmac<Sha384>>(key, &[&n.to_be_bytes(), label, &[0], context, &bits]);
    [block(1), block(2)].concat()
}

/// An encryption context as the associated data of a wrapped key.
pub fn serialized(context: &EncryptionContext) -> Vec<u8> {
    let mut entries: Vec<_> = context.iter().collect();
    entries.sort_unstable();
    let text = |text: &str| [&(text.len() as u16).to_be_bytes(), text.as_bytes()].concat();
    let pairs = entries.iter().map(|(name, value)| [text(name), text(value)].concat());
    [(entries.len() as u16).to_be_bytes().to_vec(), pairs.collect::<Vec<_>>().concat()].concat()
}

/// Whether all of some bytes are one sequence in DER. A key may begin like one.
fn is_sequence(bytes: &[u8]) -> bool {
    match bytes {
        [0x30, length, rest @ ..] if *length < 0x80 => rest.len() == usize::from(*length),
        [0x30, 0x81, length, rest @ ..] => rest.len() == usize::from(*length),
        [0x30, 0x82, high, low, rest @ ..] => rest.len() == usize::from(u16::from_be_bytes([*high, *low])),
        _ => false,
    }
}

/// The numbers in a DER encoding that are long enough to be secret, wherever they are.
pub fn long_numbers(der: &[u8]) -> Vec<Vec<u8>> {
    let mut found = Vec::new();
    let mut rest = der;
    while let [tag, length, after @ ..] = rest {
        let digits = if *length < 0x80 { 0 } else { usize::from(*length & 0x7f) };
        let length = after[..digits].iter().fold(0, |length, digit| length << 8 | usize::from(*digit));
        let length = if digits == 0 { usize::from(rest[1]) } else { length };
        let (content, next) = after[digits..].split_at(length);
        match tag {
            0x02 if length > 16 => found.push(content.to_vec()),
            0x30 | 0xa0 => found.extend(long_numbers(content)),
            // PKCS #8 holds a key in a string, and an elliptic curve's key is one.
            0x04 if is_sequence(content) => found.extend(long_numbers(content)),
            0x04 if length > 16 => found.push(content.to_vec()),
            _ => {}
        }
        rest = next;
    }
    found
}
