//! The primitives of the format as the best of published crates offer them.
//!
//! Where two crates offer the same, [`Fastest`] times both in the process that uses them, so that the floor is
//! low on every machine.

use std::hint::black_box;
use std::time::{Duration, Instant};

use aes_gcm::aead::consts::U12;
use aes_gcm::aes::Aes256Enc;
use aes_gcm::aes::cipher::{KeyIvInit, StreamCipher};
use aes_gcm::{AeadInOut, AesGcm};
use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use aws_lc_rs::signature::{ED25519, Ed25519KeyPair, KeyPair, UnparsedPublicKey};
use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha384, Sha512};

use super::paired::median;

/// Bytes of an authentication tag of AES-GCM.
pub const TAG: usize = 16;
/// Bytes of a nonce.
pub const NONCE: usize = 12;
/// Bytes of a SHA-384 digest.
pub const HASH: usize = 48;

/// One of two crates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// aes-gcm, sha2, ed25519-dalek.
    Rust,
    /// aws-lc-rs.
    AwsLc,
}

/// Which crate is the faster one for what.
#[derive(Debug, Clone, Copy)]
pub struct Fastest {
    /// AES-GCM of one field.
    pub gcm: Source,
    /// AES-GCM of one wrapped key.
    pub key_wrap: Source,
    /// SHA-384 of the record.
    pub hash: Source,
    /// Ed25519: a new key and a signature.
    pub ed25519_sign: Source,
    /// Ed25519: a verification.
    pub ed25519_verify: Source,
}

impl Fastest {
    /// Times both for fields of `field` bytes and a record of `record` bytes; Ed25519 only where it `signs`.
    pub fn measure(field: usize, record: usize, signs: bool) -> Self {
        let gcm = |length: usize| {
            let mut data = vec![0; length];
            faster(|source| _ = black_box(seal(source, &[7; 32], &[9; NONCE], &[0; 48], &mut data)))
        };
        let data = vec![0; record];
        let mut fastest = Fastest {
            gcm: gcm(field),
            key_wrap: gcm(32),
            hash: faster(|source| _ = black_box(sha384(source, &data))),
            ed25519_sign: Source::AwsLc,
            ed25519_verify: Source::AwsLc,
        };
        if signs {
            let pair = |source| Ed25519Pair::new(source, &[7; 32]);
            fastest.ed25519_sign = faster(|source| _ = black_box(pair(source).sign(&[9; HASH])));
            let (public_key, signature) =
                (pair(Source::Rust).public_key(), pair(Source::Rust).sign(&[9; HASH]));
            fastest.ed25519_verify =
                faster(|source| assert!(ed25519_verify(source, &public_key, &[9; HASH], &signature)));
        }
        fastest
    }
}

/// The crate with which `work` takes less time: both in turns, by the median.
fn faster(mut work: impl FnMut(Source)) -> Source {
    let sources = [Source::Rust, Source::AwsLc];
    let mut times = [const { Vec::new() }; 2];
    let begin = Instant::now();
    while times[0].len() < 9 || begin.elapsed() < Duration::from_millis(10) {
        for (source, times) in sources.into_iter().zip(&mut times) {
            let start = Instant::now();
            (0..4).for_each(|_| work(source));
            times.push(start.elapsed().as_secs_f64());
        }
    }
    if median(&times[0]) < median(&times[1]) { Source::Rust } else { Source::AwsLc }
}

/// AES-256-GCM, without the key schedule that only decryption of blocks needs.
type Gcm = AesGcm<Aes256Enc, U12>;

/// Encrypts `data` in place under a key that is used once.
pub fn seal(source: Source, key: &[u8; 32], nonce: &[u8; NONCE], aad: &[u8], data: &mut [u8]) -> [u8; TAG] {
    match source {
        Source::Rust => {
            let tag = Gcm::new(key.into()).encrypt_inout_detached(nonce.into(), aad, data.into());
            tag.expect("sealed").into()
        }
        Source::AwsLc => seal_keyed(&keyed(key), nonce, aad, data),
    }
}

/// Verifies and decrypts `data` in place under a key that is used once.
pub fn open(
    source: Source,
    key: &[u8; 32],
    nonce: &[u8; NONCE],
    aad: &[u8],
    data: &mut [u8],
    tag: &[u8; TAG],
) -> bool {
    match source {
        Source::Rust => {
            Gcm::new(key.into()).decrypt_inout_detached(nonce.into(), aad, data.into(), tag.into()).is_ok()
        }
        Source::AwsLc => open_keyed(&keyed(key), nonce, aad, data, tag),
    }
}

/// A key that is used more than once.
pub fn keyed(key: &[u8; 32]) -> LessSafeKey {
    LessSafeKey::new(UnboundKey::new(&AES_256_GCM, key).expect("a 32-byte key"))
}

/// Encrypts `data` in place.
pub fn seal_keyed(key: &LessSafeKey, nonce: &[u8; NONCE], aad: &[u8], data: &mut [u8]) -> [u8; TAG] {
    let nonce = Nonce::assume_unique_for_key(*nonce);
    let tag = key.seal_in_place_separate_tag(nonce, Aad::from(aad), data).expect("sealed");
    tag.as_ref().try_into().expect("a 16-byte tag")
}

/// Verifies and decrypts `data` in place.
pub fn open_keyed(
    key: &LessSafeKey,
    nonce: &[u8; NONCE],
    aad: &[u8],
    data: &mut [u8],
    tag: &[u8; TAG],
) -> bool {
    let nonce = Nonce::assume_unique_for_key(*nonce);
    key.open_in_place_separate_tag(nonce, Aad::from(aad), tag, data).is_ok()
}

/// Writes the AES-256-CTR key stream that starts at the counter block `start`.
pub fn key_stream(key: &[u8; 32], start: &[u8; 16], out: &mut [u8]) {
    out.fill(0);
    ctr::Ctr128BE::<Aes256Enc>::new(key.into(), start.into()).apply_keystream(out);
}

/// SHA-384.
pub fn sha384(source: Source, data: &[u8]) -> [u8; HASH] {
    match source {
        Source::Rust => Sha384::digest(data).into(),
        Source::AwsLc => {
            let digest = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA384, data);
            digest.as_ref().try_into().expect("48 bytes")
        }
    }
}

/// HMAC-SHA384.
pub fn hmac_sha384(key: &[u8; 32], data: &[u8]) -> [u8; HASH] {
    let mut mac = Hmac::<Sha384>::new_from_slice(key).expect("any length");
    mac.update(data);
    mac.finalize().into_bytes().into()
}

/// HMAC-SHA512.
pub fn hmac_sha512(key: &[u8; 32], data: &[u8]) -> [u8; 64] {
    let mut mac = Hmac::<Sha512>::new_from_slice(key).expect("any length");
    mac.update(data);
    mac.finalize().into_bytes().into()
}

/// HKDF-SHA512 without a salt, of which every extraction begins with the same two blocks.
pub struct Hkdf {
    without_salt: Hmac<Sha512>,
}

impl Hkdf {
    pub fn new() -> Self {
        Hkdf { without_salt: Hmac::new_from_slice(&[0; 64]).expect("any length") }
    }

    /// One extraction, two expansions of 32 bytes.
    pub fn two_keys(&self, secret: &[u8; 32], infos: [&[&[u8]]; 2]) -> [[u8; 32]; 2] {
        let mut mac = self.without_salt.clone();
        mac.update(secret);
        let extracted = hkdf::Hkdf::<Sha512>::from_prk(&mac.finalize().into_bytes()).expect("64 bytes");
        infos.map(|info| {
            let mut key = [0; 32];
            extracted.expand_multi_info(info, &mut key).expect("a short key");
            key
        })
    }
}

/// An Ed25519 key pair.
pub enum Ed25519Pair {
    Rust(SigningKey),
    AwsLc(Ed25519KeyPair),
}

impl Ed25519Pair {
    /// The key pair of a seed.
    pub fn new(source: Source, seed: &[u8; 32]) -> Self {
        match source {
            Source::Rust => Ed25519Pair::Rust(SigningKey::from_bytes(seed)),
            Source::AwsLc => Ed25519Pair::AwsLc(Ed25519KeyPair::from_seed_unchecked(seed).expect("32 bytes")),
        }
    }

    pub fn public_key(&self) -> [u8; 32] {
        match self {
            Ed25519Pair::Rust(pair) => pair.verifying_key().to_bytes(),
            Ed25519Pair::AwsLc(pair) => pair.public_key().as_ref().try_into().expect("32 bytes"),
        }
    }

    pub fn sign(&self, message: &[u8]) -> [u8; 64] {
        match self {
            Ed25519Pair::Rust(pair) => pair.sign(message).to_bytes(),
            Ed25519Pair::AwsLc(pair) => pair.sign(message).as_ref().try_into().expect("64 bytes"),
        }
    }
}

/// Verifies an Ed25519 signature.
pub fn ed25519_verify(source: Source, public_key: &[u8; 32], message: &[u8], signature: &[u8; 64]) -> bool {
    match source {
        Source::Rust => VerifyingKey::from_bytes(public_key)
            .is_ok_and(|key| key.verify_strict(message, &Signature::from_bytes(signature)).is_ok()),
        Source::AwsLc => UnparsedPublicKey::new(&ED25519, public_key).verify(message, signature).is_ok(),
    }
}
