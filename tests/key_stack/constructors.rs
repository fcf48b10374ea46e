//! Taking keys in, good ones and bad ones.

use aws_lc_rs::agreement;
use aws_lc_rs::encoding::{AsDer, Pkcs8V1Der};
use aws_lc_rs::rsa::{KeySize, PrivateDecryptingKey};
use dynamodb_item_encryptor::{
    BranchKey, BranchKeyVersion, EcdhCurve, IntermediateKey, RawAesKeyring, RawEcdhKeyring, RawRsaKeyring,
    RsaPadding,
};

use super::cases::{KEY, RSA, pem, rsa_numbers};
use super::derived;
use super::stack::{Findings, Secrets};

pub fn check(findings: &mut Findings) {
    let key = || -> Secrets { vec![("the key".to_owned(), KEY.to_vec())] };
    for length in [15, 16, 24, 31, 32] {
        let make = || RawAesKeyring::new("raw", "key", &KEY[..length]).is_ok();
        let made = findings.look(&format!("AES key of {length} bytes"), make, |_| {
            vec![("the key".to_owned(), KEY[..length].to_vec())]
        });
        assert_eq!(made, length != 15 && length != 31);
    }
    findings.look(
        "branch key",
        || drop(BranchKey::new(BranchKeyVersion::from_bytes([1; 16]), &KEY)),
        |()| key(),
    );
    findings.look("intermediate key", || assert!(IntermediateKey::from_bytes(&KEY).is_some()), |()| key());
    findings.look(
        "short intermediate key",
        || assert!(IntermediateKey::from_bytes(&KEY[1..]).is_none()),
        |()| key(),
    );
    rsa(findings);
    ecdh(findings);
}

fn rsa(findings: &mut Findings) {
    let good = pem("PRIVATE KEY", &RSA.1);
    let other = PrivateDecryptingKey::generate(KeySize::Rsa2048).unwrap();
    let other: Pkcs8V1Der<'_> = other.as_der().unwrap();
    let public = pem("PUBLIC KEY", &RSA.2);
    // Cut in the last number, changed in a prime, and with a byte too many.
    let mut changed = RSA.1.clone();
    let place = changed.len() - 500;
    changed[place] ^= 1;
    let bad = [RSA.1[..RSA.1.len() - 3].to_vec(), changed, [&RSA.1[..], &[0]].concat()];
    let bad = bad.map(|der| pem("PRIVATE KEY", &der));
    for (name, text) in [("good", &good), ("cut", &bad[0]), ("changed", &bad[1]), ("too long", &bad[2])] {
        let make = || RawRsaKeyring::decrypt_only("raw", "key", RsaPadding::OaepSha1, text).is_ok();
        let made = findings.look(&format!("RSA key, {name}"), make, |_| rsa_numbers());
        assert_eq!(made, name == "good", "{name}");
    }
    let pair = |private: &str| RawRsaKeyring::new("raw", "key", RsaPadding::OaepSha1, &public, private).is_ok();
    let other_text = pem("PRIVATE KEY", other.as_ref());
    assert!(!findings.look(
        "RSA keys that do not belong together",
        || pair(&other_text),
        |_| {
            let numbers = derived::long_numbers(other.as_ref()).into_iter().skip(1);
            numbers.map(|number| ("number of the other RSA key".to_owned(), number)).collect()
        }
    ));
    assert!(findings.look("RSA keys that belong together", || pair(&good), |_| rsa_numbers()));
}

fn ecdh(findings: &mut Findings) {
    for (curve, other, algorithm) in [
        (EcdhCurve::P256, EcdhCurve::P384, &agreement::ECDH_P256),
        (EcdhCurve::P384, EcdhCurve::P521, &agreement::ECDH_P384),
        (EcdhCurve::P521, EcdhCurve::P256, &agreement::ECDH_P521),
    ] {
        let key = agreement::PrivateKey::generate(algorithm).unwrap();
        let der: Pkcs8V1Der<'_> = key.as_der().unwrap();
        let good = pem("PRIVATE KEY", der.as_ref());
        let cut = pem("PRIVATE KEY", &der.as_ref()[..der.as_ref().len() - 1]);
        let scalar = derived::long_numbers(der.as_ref()).remove(0);
        for (name, curve, text, expected) in [
            ("good", curve, &good, true),
            ("of another curve", other, &good, false),
            ("cut", curve, &cut, false),
        ] {
            let make = || RawEcdhKeyring::discovery(curve, text).is_ok();
            let made = findings.look(&format!("{curve:?} key, {name}"), make, |_| {
                vec![("private key".to_owned(), scalar.clone())]
            });
            assert_eq!(made, expected, "{name}");
        }
    }
}
