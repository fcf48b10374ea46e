//! Whether comparisons, padding and unwrapping branch on secrets, or choose addresses by them: valgrind's memcheck reports each
//! use of an undefined value that decides where a program goes or what it reads, and here secrets are undefined (Langley, ctgrind,
//! 2010). `run.sh` runs it.
//!
//! The cryptographic room is private to the package. Its sources are compiled here once more, as they are.

/// Stands for that of the package: nothing is printed here.
macro_rules! debug_shows {
    ($($what:tt)*) => {};
}

#[path = "../../../src/crypto/mod.rs"]
#[allow(dead_code, unused_imports, reason = "not all of the room is looked at")]
mod crypto;

/// What the room knows of the package's errors.
mod error {
    pub enum KeyError {
        Crypto,
    }
}

use std::sync::atomic::{AtomicUsize, Ordering};

use crabgrind::memcheck::{MemState, Memcheck};
use crabgrind::valgrind::{count_errors, running_mode};

use crypto::aead::Keyed;
use crypto::aes_cbc::{self, Key};
use crypto::rsa_wrap::{self, LabelHash, Padding};
use crypto::{hmac, key_wrap, mac};

/// Makes bytes a secret: nothing may be decided by them.
fn secret(bytes: &[u8]) {
    bytes.mark(MemState::Undefined).expect("this runs under valgrind");
}

/// What everybody may see: a ciphertext, an answer.
fn public<T>(value: T) -> T {
    std::slice::from_ref(&value).mark(MemState::Defined).expect("this runs under valgrind");
    value
}

fn public_bytes(bytes: &[u8]) {
    bytes.mark(MemState::Defined).expect("this runs under valgrind");
}

/// Questions of these checks that memcheck reports as well.
static ASKED: AtomicUsize = AtomicUsize::new(0);

/// Whether what was marked has reached its result: else a check would show nothing.
fn assert_secret(bytes: &[u8]) {
    assert!(bytes.check_defined().is_err(), "it depends on the key");
    ASKED.fetch_add(1, Ordering::Relaxed);
}

fn random<const N: usize>() -> [u8; N] {
    crypto::random::bytes().ok().expect("random bytes")
}

fn key(length: usize) -> Key {
    let key = Key::random(length).ok().expect("a key");
    secret(key.expose());
    key
}

/// What is known to branch, so that it shows whether a branch would be seen.
fn control_ordinary_comparison() {
    let (one, other) = (random::<48>(), random::<48>());
    secret(&one);
    let equal = one.iter().zip(&other).all(|(one, other)| std::hint::black_box(one) == other);
    assert!(!public(equal));
}

fn tags_are_compared() {
    let one: [u8; 48] = random();
    for other in [one, random()] {
        let is_equal = one == other;
        secret(&one);
        secret(&other);
        assert_eq!(public(mac::equal(&one, &other)), is_equal);
        public_bytes(&one);
    }
}

fn a_tag_is_looked_for_among_several() {
    let candidates: [[u8; 48]; 4] = [random(), random(), random(), random()];
    for tag in [candidates[0], candidates[3], random()] {
        let is_there = candidates.contains(&tag);
        secret(candidates.as_flattened());
        secret(&tag);
        assert_eq!(public(mac::contains(&candidates, &tag)), is_there);
        public_bytes(candidates.as_flattened());
    }
}

fn a_mac_is_made() {
    let (key, data) = (random::<32>(), random::<300>());
    secret(&key);
    secret(&data);
    let code = mac::hmac_sha512_32_unwiped(&key, &data).ok().expect("a code");
    assert_secret(&code);
}

fn the_macs_of_the_legacy_format_are_made() {
    let (key, data) = (random::<32>(), random::<100>());
    secret(&key);
    let code = hmac::sign(hmac::Hash::Sha256, &key, &data).ok().expect("a code");
    assert_secret(&code);
}

fn values_are_sealed() {
    let (key, mut data) = (random::<32>(), random::<300>());
    secret(&key);
    secret(&data);
    let tag = Keyed::new(&key).and_then(|keyed| keyed.seal(&[1; 12], b"aad", &mut data)).ok().expect("a tag");
    assert_secret(&tag);
}

/// Ciphertexts under a key, one of which was changed.
fn values_are_opened() {
    let key = random::<32>();
    for change in [0, 1] {
        let mut data = random::<300>();
        let keyed = Keyed::new(&key).ok().expect("a key");
        let mut tag = keyed.seal(&[1; 12], b"aad", &mut data).ok().expect("a tag");
        tag[15] ^= change;
        secret(&key);
        let opened = Keyed::new(&key).and_then(|keyed| keyed.open(&[1; 12], b"aad", &mut data, &tag));
        assert_eq!(public(opened.is_ok()), change == 0);
        public_bytes(&key);
    }
}

fn a_legacy_value_is_decrypted() {
    let key = Key::random(32).ok().expect("a key");
    let stored = aes_cbc::encrypt(&key, &random::<40>()).ok().expect("a ciphertext");
    secret(key.expose());
    let plaintext = aes_cbc::decrypt(&key, &stored).ok().expect("a plaintext");
    assert_secret(&plaintext);
}

fn a_key_is_wrapped() {
    let wrapped = key_wrap::wrap(&key(32), &key(32)).ok().expect("a wrapped key");
    assert_secret(&wrapped);
}

fn a_key_is_unwrapped() {
    let wrapping_key = Key::random(32).ok().expect("a key");
    for change in [0, 1] {
        let mut wrapped =
            key_wrap::wrap(&wrapping_key, &Key::random(32).ok().expect("a key")).ok().expect("wrapped");
        wrapped[3] ^= change;
        secret(wrapping_key.expose());
        let unwrapped = key_wrap::unwrap(&wrapping_key, &wrapped);
        assert_eq!(public(unwrapped.is_ok()), change == 0);
        public_bytes(wrapping_key.expose());
    }
}

/// What a key decrypts depends on the ciphertext. So the ciphertext is a secret here: right paddings, and a wrong one.
fn the_padding_of_rsa_is_taken_off() {
    let public = include_bytes!("../../key_texts/rsa.public.der");
    let private = include_bytes!("../../key_texts/rsa.der");
    let public = rsa_wrap::PublicKey::from_der(public).ok().expect("a key");
    let private = rsa_wrap::PrivateKey::from_pkcs8(private).ok().expect("a key");
    let mut changed = public.wrap(&Key::random(32).ok().expect("a key")).ok().expect("a ciphertext");
    changed[200] ^= 1;
    let right = public.wrap(&Key::random(32).ok().expect("a key")).ok().expect("a ciphertext");
    for wrapped in [right, changed] {
        secret(&wrapped);
        // A wrong padding gives a key, too: that nobody knows.
        assert!(private.unwrap(Padding::Oaep(LabelHash::Sha1), &wrapped).is_ok());
    }
}

/// How many decisions on secrets there are.
enum Decisions {
    /// The control.
    Some,
    None,
    /// So many, and what they tell.
    Tell(usize, &'static str),
    /// Any number, and why that is of no concern.
    Any(&'static str),
}

const VERDICT: &str = "whether it was accepted, which everybody sees";
const VERIFIED: &str =
    "the padding, which aws-lc-rs looks at byte by byte: callers have verified the ciphertext before";
const LENGTH: &str =
    "for each: whether the ciphertext is below the modulus, which is public, and four times the key's length";

const CHECKS: &[(&str, fn(), Decisions)] = &[
    ("control: an ordinary comparison", control_ordinary_comparison, Decisions::Some),
    ("tags are compared", tags_are_compared, Decisions::None),
    ("a tag is looked for among several", a_tag_is_looked_for_among_several, Decisions::None),
    ("a MAC is made", a_mac_is_made, Decisions::None),
    ("a MAC of the legacy format is made", the_macs_of_the_legacy_format_are_made, Decisions::None),
    ("values are sealed", values_are_sealed, Decisions::None),
    ("values are opened", values_are_opened, Decisions::Tell(2, VERDICT)),
    ("a legacy value is decrypted", a_legacy_value_is_decrypted, Decisions::Any(VERIFIED)),
    ("a key is wrapped", a_key_is_wrapped, Decisions::None),
    ("a key is unwrapped", a_key_is_unwrapped, Decisions::Tell(2, VERDICT)),
    ("the padding of RSA is taken off", the_padding_of_rsa_is_taken_off, Decisions::Tell(10, LENGTH)),
];

fn main() {
    assert!(running_mode().is_valgrind(), "run.sh runs this");
    let mut wrong = 0;
    for (name, check, expected) in CHECKS {
        let before = count_errors() - ASKED.load(Ordering::Relaxed);
        check();
        let found = count_errors() - ASKED.load(Ordering::Relaxed) - before;
        let (is_right, told) = match expected {
            Decisions::Some => (found > 0, ""),
            Decisions::None => (found == 0, ""),
            Decisions::Tell(known, told) => (found == *known, *told),
            Decisions::Any(told) => (true, *told),
        };
        let verdict = if is_right { "" } else { " WRONG" };
        println!("{name}: {found}{verdict} {told}");
        wrong += usize::from(!is_right);
    }
    std::process::exit(i32::from(wrong > 0));
}
