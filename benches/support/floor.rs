//! The floor: what the primitives alone take for an item.
//!
//! It seals and opens the bytes of a real item with everything laid out in advance. There are no maps, no sorting,
//! no attribute values, no allocations and no wiping, but all of the cryptography: what the floor seals, the
//! package opens, and the other way round, which [`Floor::of`] checks.
//!
//! One item has: one call of the random generator; for the recipient a pair of keys by HKDF, the data key
//! wrapped under one of them, and the first of these keys' secret wrapped under the keyring's; a second pair by
//! HKDF; the header's HMAC; one key stream for all fields; AES-GCM of each field under a key of its own, in
//! place; one SHA-384 over the record; the recipient's HMAC; and, by suite, a new key pair and one signature.

use std::time::{Duration, Instant};

use aws_lc_rs::aead::LessSafeKey;
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{
    ECDSA_P384_SHA384_ASN1, ECDSA_P384_SHA384_ASN1_SIGNING, EcdsaKeyPair, KeyPair, UnparsedPublicKey,
};
use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue;
use dynamodb_item_encryptor::{AlgorithmSuite, EncryptionContext, Item};

use super::cases::{self, Shape};
use super::layout::{Bytes, COMMITMENT, FOOTER, HEADER, Layout, MESSAGE_ID, TYPE, WRAPPED};
use super::primitives::{self as p, Fastest, Hkdf, NONCE, TAG};

/// Bytes of key stream from one field's key to the next one's.
const STRIDE: usize = 48;
/// The DER signature that an item has room for.
const DER: usize = 103;

/// The keys that a recipient has of an item.
#[derive(Clone, Copy)]
struct Keys {
    data_key: [u8; 32],
    tag_key: [u8; 32],
}

/// What the two keys of an item are for.
macro_rules! item_infos {
    ($message_id:expr) => {
        [&[b"AWS_DBE_COMMIT_KEY", &$message_id[..]], &[b"AWS_DBE_DERIVE_KEY", &$message_id[..]]]
    };
}

/// The primitives' work for one item.
pub struct Floor {
    suite: AlgorithmSuite,
    fastest: Fastest,
    keyring: LessSafeKey,
    hkdf: Hkdf,
    layout: Layout,
    key_stream: Vec<u8>,
    /// The keys, where they are at hand.
    kept: Option<Keys>,
    bytes: Bytes,
    sealed: Bytes,
    /// The item that was given, whose readable attributes the floor does not touch.
    item: Item,
}

impl Floor {
    /// The floor for items of `shape`. Checks that it does the same as the package.
    pub fn of(shape: Shape, suite: AlgorithmSuite) -> Self {
        let encryptor = shape.encryptor(suite);
        let plain = shape.item();
        let stored = cases::encrypt(&encryptor, plain.clone());
        let opened = cases::decrypt(&encryptor, stored.clone());
        let context = opened.header.and_then(|header| header.context).expect("a context");
        let mut floor = Floor::new(stored, &context, suite);

        assert!(floor.open(), "the package's item verifies");
        for field in &floor.layout.fields {
            let plain = &floor.bytes.record[field.stored.start + TYPE..field.stored.end - TAG];
            if let Some(AttributeValue::S(text)) = opened.item.get(&field.name) {
                assert_eq!(text.as_bytes(), plain);
            }
        }
        // From the plaintext on. An item has no room for other lengths of signatures.
        let plaintext = floor.bytes.clone();
        loop {
            floor.seal();
            if suite != AlgorithmSuite::HmacSha384EcdsaP384 || floor.bytes.signature_length == DER {
                break;
            }
            floor.bytes = plaintext.clone();
        }
        assert_eq!(cases::decrypt(&encryptor, floor.item()).item, plain, "the package opens it");
        floor.sealed = floor.bytes.clone();
        assert!(floor.open());
        floor.restore();
        floor.bytes.record[floor.layout.header + 20] ^= 1;
        assert!(!floor.open(), "a changed record does not verify");
        floor.restore();
        floor
    }

    /// The floor for `item`, which was sealed with the context `context`.
    fn new(item: Item, context: &EncryptionContext, suite: AlgorithmSuite) -> Self {
        let (layout, bytes) = Layout::of(&item, context);
        let field = layout.fields.iter().map(|field| field.stored.len()).max().unwrap_or_default();
        let signs = suite == AlgorithmSuite::HmacSha384Ed25519;
        Floor {
            suite,
            fastest: Fastest::measure(field, bytes.record.len(), signs),
            keyring: p::keyed(&cases::WRAPPING_KEY),
            hkdf: Hkdf::new(),
            key_stream: vec![0; layout.fields.len() * STRIDE],
            kept: None,
            layout,
            sealed: bytes.clone(),
            bytes,
            item,
        }
    }

    /// Wraps and unwraps no keys from now on, but uses those of the item that it has, as if they had been kept in a
    /// cache. Only for suites without signatures, whose keys would have to be kept too.
    pub fn keep_keys(mut self) -> Self {
        assert_eq!(self.suite, AlgorithmSuite::HmacSha384);
        self.restore();
        self.kept = Some(self.unwrap().expect("the item's own keys"));
        assert!(self.open());
        self.seal();
        self.sealed = self.bytes.clone();
        assert!(self.open());
        self.kept = None;
        self.restore();
        let keys = self.unwrap();
        assert!(self.open(), "the wrapped keys are still the item's");
        self.restore();
        self.kept = keys;
        self
    }

    /// Which crates it uses.
    pub fn fastest(&self) -> Fastest {
        self.fastest
    }

    /// Times the work of sealing once.
    pub fn time_seal(&mut self) -> Duration {
        let start = Instant::now();
        self.seal();
        start.elapsed()
    }

    /// Times the work of opening once.
    pub fn time_open(&mut self) -> Duration {
        self.restore();
        let start = Instant::now();
        assert!(self.open());
        start.elapsed()
    }

    /// Makes the bytes those of a sealed item again.
    fn restore(&mut self) {
        self.bytes.clone_from(&self.sealed);
    }

    /// Seals whatever the fields hold.
    pub fn seal(&mut self) {
        let ed25519 = self.suite == AlgorithmSuite::HmacSha384Ed25519;
        let mut random = [0; 32 + 32 + 32 + NONCE + 32];
        let length = match self.kept {
            Some(_) => 32,
            None if ed25519 => random.len(),
            None => random.len() - 32,
        };
        aws_lc_rs::rand::fill(&mut random[..length]).expect("random bytes");
        let (message_id, rest) = random.split_first_chunk::<32>().expect("long enough");
        let (data_key, rest) = rest.split_first_chunk::<32>().expect("long enough");
        let (intermediate, rest) = rest.split_first_chunk::<32>().expect("long enough");
        let (nonce, seed) = rest.split_first_chunk::<NONCE>().expect("long enough");
        let seed: &[u8; 32] = seed.try_into().expect("long enough");
        let Floor { suite, fastest, layout, bytes, .. } = self;
        let record = &mut bytes.record;

        // The public key is part of the context.
        let ecdsa = (*suite == AlgorithmSuite::HmacSha384EcdsaP384)
            .then(|| EcdsaKeyPair::generate(&ECDSA_P384_SHA384_ASN1_SIGNING).expect("a key pair"));
        let ed25519 = ed25519.then(|| p::Ed25519Pair::new(fastest.ed25519_sign, seed));
        let public_key = match (&ecdsa, &ed25519) {
            (Some(pair), _) => {
                let point = pair.public_key().as_ref();
                bytes.public_key[0] = 2 + (point[96] & 1);
                bytes.public_key[1..].copy_from_slice(&point[1..49]);
                &bytes.public_key[..]
            }
            (_, Some(pair)) => {
                bytes.public_key[..32].copy_from_slice(&pair.public_key());
                &bytes.public_key[..32]
            }
            _ => &[],
        };
        for at in &layout.public_key_at {
            base64(public_key, &mut record[*at..]);
        }

        // The recipient.
        let (head, rest) = record.split_at_mut(layout.header);
        let keys = self.kept.unwrap_or_else(|| {
            let [wrapping, tag_key] = self.hkdf.two_keys(intermediate, INTERMEDIATE);
            let context = &rest[layout.context.clone()];
            let (wrapped_key, wrapped_secret) = head[layout.wrapped.clone()].split_at_mut(WRAPPED);
            wrapped_key[..32].copy_from_slice(data_key);
            let tag = p::seal(fastest.key_wrap, &wrapping, &[0; NONCE], context, &mut wrapped_key[..32]);
            wrapped_key[32..].copy_from_slice(&tag);
            wrapped_secret[..32].copy_from_slice(intermediate);
            let tag = p::seal_keyed(&self.keyring, nonce, context, &mut wrapped_secret[..32]);
            wrapped_secret[32..].copy_from_slice(&tag);
            head[layout.nonce.clone()].copy_from_slice(nonce);
            Keys { data_key: *data_key, tag_key }
        });

        // The header.
        head[MESSAGE_ID].copy_from_slice(message_id);
        let [commit_key, field_root] = self.hkdf.two_keys(&keys.data_key, item_infos!(message_id));
        let (partial, commitment) = head.split_at_mut(layout.header - COMMITMENT);
        commitment.copy_from_slice(&p::hmac_sha512(&commit_key, partial)[..COMMITMENT]);

        // The fields.
        p::key_stream(&field_root, FIELD_KEYS, &mut self.key_stream);
        for (field, key) in layout.fields.iter().zip(self.key_stream.as_chunks::<STRIDE>().0) {
            let (before, rest) = record.split_at_mut(field.stored.start + TYPE);
            let (value, rest) = rest.split_at_mut(field.stored.len() - TYPE - TAG);
            let (key, nonce) = split_key(key);
            rest[..TAG].copy_from_slice(&p::seal(fastest.gcm, key, nonce, &before[field.path.clone()], value));
        }

        // The footer.
        let hash = p::sha384(fastest.hash, record);
        bytes.tag = p::hmac_sha384(&keys.tag_key, &hash);
        if let Some(pair) = &ecdsa {
            let signature = pair.sign(&SystemRandom::new(), &hash).expect("a signature");
            bytes.signature_length = signature.as_ref().len();
            bytes.signature[..bytes.signature_length].copy_from_slice(signature.as_ref());
        }
        if let Some(pair) = &ed25519 {
            bytes.signature[..64].copy_from_slice(&pair.sign(&hash));
        }
    }

    /// The recipient's part of opening.
    fn unwrap(&self) -> Option<Keys> {
        let Floor { fastest, layout, bytes, .. } = self;
        let (head, rest) = bytes.record.split_at(layout.header);
        let context = &rest[layout.context.clone()];
        let wrapped = &head[layout.wrapped.clone()];
        let mut keys = [[0; 32]; 2];
        for (key, wrapped) in keys.iter_mut().zip(wrapped.as_chunks::<WRAPPED>().0) {
            key.copy_from_slice(&wrapped[..32]);
        }
        let [data_key, intermediate] = &mut keys;
        let tag = |wrapped: &[u8]| wrapped[32..WRAPPED].try_into().expect("16 bytes");
        let nonce = head[layout.nonce.clone()].try_into().expect("12 bytes");
        if !p::open_keyed(&self.keyring, &nonce, context, intermediate, &tag(&wrapped[WRAPPED..])) {
            return None;
        }
        let [wrapping, tag_key] = self.hkdf.two_keys(intermediate, INTERMEDIATE);
        p::open(fastest.key_wrap, &wrapping, &[0; NONCE], context, data_key, &tag(wrapped))
            .then_some(Keys { data_key: *data_key, tag_key })
    }

    /// Verifies everything and decrypts the fields in place.
    #[must_use]
    pub fn open(&mut self) -> bool {
        let Some(keys) = self.kept.or_else(|| self.unwrap()) else { return false };
        let Floor { suite, fastest, layout, bytes, .. } = self;
        let record = &mut bytes.record;

        // The header and the footer.
        let (head, _) = record.split_at(layout.header);
        let message_id = &head[MESSAGE_ID];
        let [commit_key, field_root] = self.hkdf.two_keys(&keys.data_key, item_infos!(message_id));
        let (partial, commitment) = head.split_at(layout.header - COMMITMENT);
        if &p::hmac_sha512(&commit_key, partial)[..COMMITMENT] != commitment {
            return false;
        }
        let hash = p::sha384(fastest.hash, record);
        if p::hmac_sha384(&keys.tag_key, &hash) != bytes.tag {
            return false;
        }
        let signature = &bytes.signature[..bytes.signature_length];
        let verified = match suite {
            AlgorithmSuite::HmacSha384EcdsaP384 => {
                UnparsedPublicKey::new(&ECDSA_P384_SHA384_ASN1, bytes.public_key)
                    .verify(&hash, signature)
                    .is_ok()
            }
            AlgorithmSuite::HmacSha384Ed25519 => {
                let public_key = bytes.public_key.first_chunk().expect("32 bytes");
                let signature = signature.try_into().expect("64 bytes");
                p::ed25519_verify(fastest.ed25519_verify, public_key, &hash, signature)
            }
            _ => true,
        };
        if !verified {
            return false;
        }

        // The fields.
        p::key_stream(&field_root, FIELD_KEYS, &mut self.key_stream);
        layout.fields.iter().zip(self.key_stream.as_chunks::<STRIDE>().0).all(|(field, key)| {
            let (before, rest) = record.split_at_mut(field.stored.start + TYPE);
            let (value, rest) = rest.split_at_mut(field.stored.len() - TYPE - TAG);
            let (key, nonce) = split_key(key);
            let tag = rest.first_chunk().expect("16 bytes");
            p::open(fastest.gcm, key, nonce, &before[field.path.clone()], value, tag)
        })
    }

    /// The item that the bytes stand for.
    fn item(&self) -> Item {
        let mut item = self.item.clone();
        let mut put = |name: &str, bytes: &[u8]| {
            item.insert(name.to_owned(), AttributeValue::B(Blob::new(bytes)));
        };
        put(HEADER, &self.bytes.record[..self.layout.header]);
        let footer = [&self.bytes.tag[..], &self.bytes.signature[..self.bytes.signature_length]].concat();
        put(FOOTER, &footer);
        for field in &self.layout.fields {
            put(&field.name, &self.bytes.record[field.stored.clone()]);
        }
        item
    }
}

/// What the two keys of an intermediate key are for.
const INTERMEDIATE: [&[&[u8]]; 2] =
    [&[b"AWS_MPL_INTERMEDIATE_KEYWRAP_ENC"], &[b"AWS_MPL_INTERMEDIATE_KEYWRAP_MAC"]];
/// The counter block that the fields' key stream starts at.
const FIELD_KEYS: &[u8; 16] = b"AwsDbeField\x2c\0\0\0\0";

/// A field's key and nonce.
fn split_key(bytes: &[u8; STRIDE]) -> (&[u8; 32], &[u8; NONCE]) {
    let (key, rest) = bytes.split_first_chunk().expect("32 bytes");
    (key, rest.first_chunk().expect("12 bytes"))
}

/// Writes `bytes` as base64 to the start of `out`.
fn base64(bytes: &[u8], out: &mut [u8]) {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (three, four) in bytes.chunks(3).zip(out.as_chunks_mut::<4>().0) {
        let byte = |n| u32::from(three.get(n).copied().unwrap_or_default());
        let number = byte(0) << 16 | byte(1) << 8 | byte(2);
        for (n, out) in four.iter_mut().enumerate() {
            let digit = DIGITS[number as usize >> (18 - 6 * n) & 63];
            *out = if n <= three.len() { digit } else { b'=' };
        }
    }
}
