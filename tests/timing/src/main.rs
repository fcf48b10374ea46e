//! Whether the time of comparisons and of unwrapping depends on secrets, by the statistics of dudect (Reparaz, Balasch and
//! Verbauwhede, 2017): two classes of inputs, and Welch's t-test on their times. `run.sh` judges.
//!
//! The cryptographic room is private to the package. Its sources are compiled here once more, as they are.

/// Stands for that of the package: nothing is printed here.
macro_rules! debug_shows {
    ($($what:tt)*) => {};
}

#[path = "../../../src/crypto/mod.rs"]
#[allow(dead_code, unused_imports, reason = "not all of the room is timed")]
mod crypto;

/// What the room knows of the package's errors.
mod error {
    pub enum KeyError {
        Crypto,
    }
}

use dudect_bencher::rand::{Rng, RngExt};
use dudect_bencher::{BenchRng, Class, CtRunner, ctbench_main};

use crypto::aes_cbc::Key;
use crypto::mac::{contains, equal};
use crypto::rsa::{PrivateKey, PublicKey, RsaPadding};
use crypto::rsa_wrap::{self, LabelHash, Padding};

/// Bytes of the tags that are compared.
const TAG: usize = 48;
/// Samples of what takes nanoseconds, and of what takes a millisecond.
const MANY: usize = 200_000;
const FEW: usize = 6_000;
/// Comparisons that are timed as one, as a clock is coarser than one of them.
const AT_A_TIME: usize = 50;

/// Times `work` on inputs of two classes, in random order.
fn run<I, T>(
    runner: &mut CtRunner,
    rng: &mut BenchRng,
    samples: usize,
    mut input: impl FnMut(&mut BenchRng, bool) -> I,
    work: impl Fn(&I) -> T,
) {
    let inputs: Vec<_> = (0..samples)
        .map(|_| {
            let is_left = rng.random();
            (is_left, input(rng, is_left))
        })
        .collect();
    for (is_left, input) in &inputs {
        runner.run_one(if *is_left { Class::Left } else { Class::Right }, || work(input));
    }
}

fn random(rng: &mut BenchRng) -> [u8; TAG] {
    let mut bytes = [0; TAG];
    rng.fill_bytes(&mut bytes);
    bytes
}

/// A tag, and another that differs from it in the first byte or in the last one.
fn pair(rng: &mut BenchRng, is_left: bool) -> ([u8; TAG], [u8; TAG]) {
    let one = random(rng);
    let mut other = one;
    other[if is_left { 0 } else { TAG - 1 }] ^= 1;
    (one, other)
}

/// What is known to leak, so that it shows whether a leak would be seen.
fn control_ordinary_comparison(runner: &mut CtRunner, rng: &mut BenchRng) {
    fn ordinary(one: &[u8], other: &[u8]) -> bool {
        one.iter().zip(other).all(|(one, other)| std::hint::black_box(one) == other)
    }
    run(runner, rng, MANY, pair, |(one, other)| (0..AT_A_TIME).filter(|_| ordinary(one, other)).count());
}

fn tags_that_differ_early_or_late(runner: &mut CtRunner, rng: &mut BenchRng) {
    run(runner, rng, MANY, pair, |(one, other)| (0..AT_A_TIME).filter(|_| equal(one, other)).count());
}

fn tags_that_are_equal_or_not(runner: &mut CtRunner, rng: &mut BenchRng) {
    let input = |rng: &mut BenchRng, is_left| {
        let one = random(rng);
        (one, if is_left { one } else { random(rng) })
    };
    run(runner, rng, MANY, input, |(one, other)| (0..AT_A_TIME).filter(|_| equal(one, other)).count());
}

fn which_of_several_tags_it_is(runner: &mut CtRunner, rng: &mut BenchRng) {
    let input = |rng: &mut BenchRng, is_left| {
        let candidates = [random(rng), random(rng), random(rng), random(rng)];
        (candidates, candidates[if is_left { 0 } else { 3 }])
    };
    run(runner, rng, MANY, input, |(candidates, tag)| {
        (0..AT_A_TIME).filter(|_| contains(candidates, tag)).count()
    });
}

/// Ciphertexts of the keyrings' RSA: around keys of 32 bytes, or of another length, which is refused.
fn keyring_rsa(runner: &mut CtRunner, rng: &mut BenchRng, padding: RsaPadding) {
    let public = PublicKey::from_text(include_bytes!("../../key_texts/rsa.public.pem")).ok().expect("a key");
    let private = PrivateKey::from_text(include_bytes!("../../key_texts/rsa.pem")).ok().expect("a key");
    let input = |_: &mut BenchRng, is_left| {
        public.encrypt(padding, &[7; 32][..if is_left { 32 } else { 31 }]).ok().expect("a ciphertext")
    };
    run(runner, rng, FEW, input, |ciphertext| private.decrypt(padding, ciphertext).is_ok());
}

fn keyring_rsa_oaep_with_a_key_or_not(runner: &mut CtRunner, rng: &mut BenchRng) {
    keyring_rsa(runner, rng, RsaPadding::OaepSha256);
}

fn keyring_rsa_pkcs1_with_a_key_or_not(runner: &mut CtRunner, rng: &mut BenchRng) {
    keyring_rsa(runner, rng, RsaPadding::Pkcs1);
}

/// Ciphertexts of the legacy format's RSA: a key with its padding, or random bytes, which have none.
fn legacy_rsa_oaep_with_a_padding_or_not(runner: &mut CtRunner, rng: &mut BenchRng) {
    let public = include_bytes!("../../key_texts/rsa.public.der");
    let private = include_bytes!("../../key_texts/rsa.der");
    let public = rsa_wrap::PublicKey::from_der(public).ok().expect("a key");
    let private = rsa_wrap::PrivateKey::from_pkcs8(private).ok().expect("a key");
    let key = Key::random(32).ok().expect("a key");
    let input = |rng: &mut BenchRng, is_left: bool| {
        let mut ciphertext = public.wrap(&key).ok().expect("a ciphertext");
        if !is_left {
            rng.fill_bytes(&mut ciphertext);
            // Less than the modulus.
            ciphertext[0] = 0;
        }
        ciphertext
    };
    let padding = Padding::Oaep(LabelHash::Sha1);
    run(runner, rng, FEW, input, |ciphertext| private.unwrap(padding, ciphertext).is_ok());
}

ctbench_main!(
    control_ordinary_comparison,
    tags_that_differ_early_or_late,
    tags_that_are_equal_or_not,
    which_of_several_tags_it_is,
    keyring_rsa_oaep_with_a_key_or_not,
    keyring_rsa_pkcs1_with_a_key_or_not,
    legacy_rsa_oaep_with_a_padding_or_not
);
