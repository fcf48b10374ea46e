//! An alias is refused wherever a KMS key is named, and the message says how its key's ARN is found.

use aws_sdk_kms::Client;
use dynamodb_item_encryptor::{
    CachedKmsKeyring, EcdhCurve, KeyStore, KmsBeaconKeys, KmsConfiguration, KmsEcdhKeyring, KmsKeyring,
    KmsMacBeaconKeys, KmsMrkKeyring, KmsMrkMultiKeyring, KmsMultiKeyring, KmsRsaAlgorithm, KmsRsaKeyring,
    RegionalKmsClients,
};
use test_support::kms::Kms;
use test_support::with_sources;

const ALIASES: [&str; 2] = ["alias/orders", "arn:aws:kms:eu-west-1:111122223333:alias/orders"];

/// What the constructors say of `alias`, each by its name.
fn refusals(kms: &Client, alias: &str) -> Vec<(&'static str, String)> {
    let supplier = || RegionalKmsClients::new(kms.config().clone());
    let rsa = KmsRsaAlgorithm::OaepSha256;
    let dynamodb = aws_sdk_dynamodb::Client::from_conf(test_support::config("http://127.0.0.1:9").build());
    let store = |keys| KeyStore::new(dynamodb.clone(), kms.clone(), "Keys", keys);
    macro_rules! refusals {
        ($($made:expr),* $(,)?) => {
            vec![$((stringify!($made), with_sources(&$made.map(drop).expect_err(stringify!($made))))),*]
        };
    }
    #[cfg_attr(not(feature = "legacy"), allow(unused_mut, reason = "there is no more to add"))]
    let mut refusals = refusals![
        KmsKeyring::new(kms.clone(), alias),
        KmsMrkKeyring::new(kms.clone(), alias),
        KmsMultiKeyring::new(supplier(), [alias]),
        KmsMrkMultiKeyring::new(supplier(), [alias]),
        KmsRsaKeyring::new(kms.clone(), alias, rsa, b"no key"),
        KmsRsaKeyring::encrypt_only(alias, rsa, b"no key"),
        KmsRsaKeyring::decrypt_only(kms.clone(), alias, rsa),
        KmsEcdhKeyring::discovery(kms.clone(), EcdhCurve::P256, alias),
        CachedKmsKeyring::new(kms.clone(), alias),
        KmsBeaconKeys::new(kms.clone(), alias),
        KmsMacBeaconKeys::new(kms.clone(), alias),
        store(KmsConfiguration::KeyArn(alias.into())),
        store(KmsConfiguration::MrkArn(alias.into())),
    ];
    #[cfg(feature = "legacy")]
    {
        use dynamodb_item_encryptor::legacy::DirectKmsProvider;
        let arn = "arn:aws:kms:eu-west-1:111122223333:key/0a1b2c3d-0000-4000-8000-000000000000";
        refusals.extend(refusals![
            DirectKmsProvider::new(kms.clone(), alias),
            DirectKmsProvider::new(kms.clone(), arn).and_then(|provider| provider.also_reading_keys([alias])),
        ]);
    }
    refusals
}

#[test]
fn an_alias_is_refused_everywhere_with_the_way_to_its_key() {
    let kms = Kms::start();
    for alias in ALIASES {
        let way_out = format!("aws kms describe-key --key-id {alias} --query KeyMetadata.Arn");
        for (made, refusal) in refusals(&kms.client(), alias) {
            assert!(refusal.contains("is an alias") && refusal.contains(&way_out), "{made}: {refusal}");
        }
    }
    assert!(kms.calls().is_empty(), "nobody is asked");
}
