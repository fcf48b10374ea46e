//! What is known to be wrong with a KMS key before the first call is reported when a keyring, provider or key store is
//! made, by name and with what to do.

use aws_sdk_kms::config::{BehaviorVersion, Builder, Region};
#[cfg(feature = "legacy")]
use dynamodb_item_encryptor::legacy::DirectKmsProvider;
use dynamodb_item_encryptor::{
    CachedKmsKeyring, EcdhCurve, KeyError, KeyStore, KeyStoreError, KmsConfiguration, KmsEcdhKeyring,
    KmsKeyring, KmsMrkKeyring, KmsMultiKeyring, KmsRsaAlgorithm, KmsRsaKeyring, RegionalKmsClients,
};

const KEY: &str = "arn:aws:kms:eu-west-1:111122223333:key/b3537ef1-d8dc-4780-9f5a-55776cbb2f7f";
const MRK: &str = "arn:aws:kms:eu-west-1:111122223333:key/mrk-80bd8ecdcd4342aebd84b7dc9da498a7";

fn config(region: Option<&str>) -> aws_sdk_kms::Config {
    let region = region.map(|region| Region::new(region.to_owned()));
    let mut config = Builder::new().behavior_version(BehaviorVersion::latest());
    config.set_region(region);
    config.build()
}

fn client(region: Option<&str>) -> aws_sdk_kms::Client {
    aws_sdk_kms::Client::from_conf(config(region))
}

fn key_store(region: Option<&str>, configuration: KmsConfiguration) -> Result<KeyStore, KeyError> {
    let dynamodb = aws_sdk_dynamodb::Config::builder().behavior_version(BehaviorVersion::latest());
    let dynamodb = aws_sdk_dynamodb::Client::from_conf(dynamodb.build());
    KeyStore::new(dynamodb, client(region), "BranchKeys", configuration).map_err(|error| match error {
        KeyStoreError::Config(message) => KeyError::Config(message),
        error => panic!("{error:?}"),
    })
}

/// Makes something over a client and a key.
type Make = fn(Option<&str>, &str) -> Result<(), KeyError>;

fn all() -> Vec<(&'static str, Make)> {
    const PUBLIC: &[u8] = include_bytes!("../key_texts/rsa.public.pem");
    const EC_PUBLIC: &[u8] = include_bytes!("../key_texts/P-256.public.der");
    const OAEP: KmsRsaAlgorithm = KmsRsaAlgorithm::OaepSha256;
    vec![
        ("KMS", |region, key| KmsKeyring::new(client(region), key).map(drop)),
        ("KMS, multi-Region", |region, key| KmsMrkKeyring::new(client(region), key).map(drop)),
        ("KMS, cached", |region, key| CachedKmsKeyring::new(client(region), key).map(drop)),
        ("KMS RSA", |region, key| KmsRsaKeyring::new(client(region), key, OAEP, PUBLIC).map(drop)),
        ("KMS RSA, reading", |region, key| KmsRsaKeyring::decrypt_only(client(region), key, OAEP).map(drop)),
        ("KMS ECDH", |region, key| {
            KmsEcdhKeyring::static_to_static(client(region), EcdhCurve::P256, key, EC_PUBLIC).map(drop)
        }),
        ("KMS ECDH, reading", |region, key| {
            KmsEcdhKeyring::discovery(client(region), EcdhCurve::P256, key).map(drop)
        }),
        ("key store", |region, key| key_store(region, KmsConfiguration::KeyArn(key.to_owned())).map(drop)),
        ("key store, multi-Region", |region, key| {
            key_store(region, KmsConfiguration::MrkArn(key.to_owned())).map(drop)
        }),
        #[cfg(feature = "legacy")]
        ("legacy format", |region, key| DirectKmsProvider::new(client(region), key).map(drop)),
    ]
}

#[track_caller]
fn assert_refused(name: &str, made: Result<(), KeyError>, parts: &[&str]) {
    match made {
        Err(KeyError::Config(message)) => {
            parts.iter().for_each(|part| assert!(message.contains(part), "{name}: {message}"));
        }
        other => panic!("{name}: {other:?}"),
    }
}

#[test]
fn a_client_for_another_region_than_the_keys_is_refused() {
    for (name, make) in all() {
        for key in [KEY, MRK] {
            let parts = [key, "is in region 'eu-west-1'", "the KMS client is for 'us-east-1'"];
            assert_refused(name, make(Some("us-east-1"), key), &parts);
            make(Some("eu-west-1"), key).unwrap();
            // Not known before the first call: it may come from a plugin of the application's.
            make(None, key).unwrap();
        }
        let replica = MRK.replace("eu-west-1", "us-east-1");
        assert_refused(name, make(Some("us-east-1"), MRK), &["replica", &replica]);
        make(Some("us-east-1"), &replica).unwrap();
    }
    let discovery = || KmsConfiguration::MrkDiscovery { region: "eu-west-1".to_owned() };
    let parts = ["region 'eu-west-1'", "the KMS client is for 'us-east-1'"];
    assert_refused("key store, discovery", key_store(Some("us-east-1"), discovery()).map(drop), &parts);
    key_store(Some("eu-west-1"), discovery()).unwrap();
    key_store(None, discovery()).unwrap();
    key_store(Some("us-east-1"), KmsConfiguration::Discovery).unwrap();
}

#[test]
fn clients_of_a_supplier_are_for_the_keys_regions() {
    let clients = RegionalKmsClients::new(config(Some("us-east-1")));
    KmsMultiKeyring::new(clients, [KEY]).unwrap();
}

#[test]
fn an_alias_or_a_key_id_is_refused_with_the_way_to_the_arn() {
    let mut all = all();
    all.push(("KMS, several", |region, key| {
        KmsMultiKeyring::new(RegionalKmsClients::new(config(region)), [key]).map(drop)
    }));
    for (name, make) in all {
        for (key, kind) in [
            ("alias/orders", "is an alias"),
            ("arn:aws:kms:eu-west-1:111122223333:alias/orders", "is an alias"),
            ("b3537ef1-d8dc-4780-9f5a-55776cbb2f7f", "is a key id"),
            ("mrk-80bd8ecdcd4342aebd84b7dc9da498a7", "is a key id"),
        ] {
            let command = format!("aws kms describe-key --key-id {key} --query KeyMetadata.Arn");
            let parts = [key, kind, "the ARN of the KMS key is needed", &command];
            assert_refused(name, make(Some("eu-west-1"), key), &parts);
        }
        assert_refused(
            name,
            make(None, "arn:aws:s3:::bucket"),
            &["'arn:aws:s3:::bucket' is not the ARN of a KMS key"],
        );
    }
}
