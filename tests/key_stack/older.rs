//! Sealing and opening items of the older format with its providers, also where it fails.

use aws_sdk_dynamodb::types::AttributeValue;
use dynamodb_item_encryptor::Item;
use dynamodb_item_encryptor::legacy::{
    AesKey, DirectKmsProvider, LegacyEncryptor, Provider, SignatureKey, SigningAlgorithm, StaticProvider,
    WrappedProvider,
};
use hmac::Hmac;
use sha2::Sha256;
use test_support::kms::Kms;

use super::cases::{KEY, RSA, rsa_numbers, run};
use super::derived;
use super::stack::{Findings, Secrets};

/// Signs; as random as the other, and as little copied.
static SIGNING: [u8; 32] = *b"\xa6\x3b\x90\x7c\xe5\x18\xd4\x52\x0d\xfb\x69\xc3\x27\x8e\xb0\x44\
                              \x71\xda\x1f\x95\xe8\x36\xab\x0c\x57\xc2\x7d\xf4\x89\x23\x6e\xb1";

fn item() -> Item {
    let text = |text: &str| AttributeValue::S(text.to_owned());
    [("id", text("1")), ("email", text("a@b.c")), ("long", text(&"x".repeat(5000)))]
        .map(|(name, value)| (name.to_owned(), value))
        .into()
}

fn signing() -> SignatureKey {
    SignatureKey::hmac(SigningAlgorithm::HmacSha256, &SIGNING).unwrap()
}

fn check_provider(
    findings: &mut Findings,
    name: &str,
    provider: impl Provider + 'static,
    secrets: &dyn Fn() -> Secrets,
) {
    let encryptor =
        LegacyEncryptor::builder().table_name("T").partition_key("id").provider(provider).build().unwrap();
    let seal = || run(encryptor.encrypt_item(item())).unwrap();
    let stored = findings.look(&format!("older format, {name}, sealing"), seal, |_| secrets());
    let open = |item: Item| run(encryptor.decrypt_item(item));
    let case = format!("older format, {name}, opening");
    assert_eq!(findings.look(&case, || open(stored.clone()).unwrap(), |_| secrets()), item());
    for attribute in ["email", "*amzn-ddb-map-sig*", "*amzn-ddb-map-desc*"] {
        let mut changed = stored.clone();
        let AttributeValue::B(bytes) = &stored[attribute] else { panic!("{attribute} is not binary") };
        let mut bytes = bytes.as_ref().to_vec();
        *bytes.last_mut().unwrap() ^= 1;
        changed.insert(attribute.to_owned(), AttributeValue::B(bytes.into()));
        let case = format!("older format, {name}, with a changed {attribute}");
        let failed = findings.look(&case, || open(changed), |_| secrets());
        assert!(failed.is_err() || attribute == "*amzn-ddb-map-desc*", "{case}");
    }
}

pub fn check(findings: &mut Findings) {
    let both = || vec![("AES key".to_owned(), KEY.to_vec()), ("signing key".to_owned(), SIGNING.to_vec())];
    for length in [16, 24, 32] {
        let aes = || AesKey::new(&KEY[..length]).unwrap();
        let secrets = || vec![("AES key".to_owned(), KEY[..length].to_vec()), both().remove(1)];
        check_provider(findings, &format!("static, {length}"), StaticProvider::new(aes(), signing()), &secrets);
        check_provider(
            findings,
            &format!("wrapped, {length}"),
            WrappedProvider::aes(aes(), signing()),
            &secrets,
        );
    }
    // No item is written with it; one of another algorithm fails.
    let weak = SignatureKey::reading_weak_hmac(SigningAlgorithm::HmacSha1, &SIGNING).unwrap();
    let encryptor = |provider: StaticProvider| LegacyEncryptor::builder().provider(provider).build().unwrap();
    let writer = encryptor(StaticProvider::new(AesKey::new(&KEY).unwrap(), signing()));
    let reader = encryptor(StaticProvider::new(AesKey::new(&KEY).unwrap(), weak));
    let stored = run(writer.encrypt_item(item())).unwrap();
    assert!(findings.look("older format, SHA-1", || run(reader.decrypt_item(stored)), |_| both()).is_err());

    let rsa_signing = || SignatureKey::rsa_private(SigningAlgorithm::Sha256WithRsa, &RSA.1).unwrap();
    let wrapped = WrappedProvider::rsa(Some(&RSA.2), Some(&RSA.1), rsa_signing()).unwrap();
    check_provider(findings, "wrapped and signed with RSA", wrapped, &rsa_numbers);
    let made = |text: &[u8]| WrappedProvider::rsa(None, Some(text), signing()).is_ok();
    assert!(findings.look("older format, RSA key", || made(&RSA.1), |_| rsa_numbers()));
    assert!(!findings.look("older format, cut RSA key", || made(&RSA.1[..RSA.1.len() - 3]), |_| rsa_numbers()));

    let server = &Kms::start();
    let arn = server.create_key();
    let direct = DirectKmsProvider::new(server.client(), &arn).unwrap();
    check_provider(findings, "direct KMS", direct, &|| {
        let plaintexts = server.handed_out().into_iter();
        plaintexts
            .flat_map(|material| {
                let extracted = derived::hmac::<Hmac<Sha256>>(&[0; 32], &[&material]);
                let key = |info: &[u8]| derived::hmac::<Hmac<Sha256>>(&extracted, &[info, &[1]]);
                [
                    ("content key".to_owned(), key(b"Encryption")),
                    ("derived signing key".to_owned(), key(b"Signing")),
                    ("what is extracted".to_owned(), extracted),
                    ("plaintext of KMS".to_owned(), material),
                ]
            })
            .collect()
    });
}
