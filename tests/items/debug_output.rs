//! What types of the public interface print of themselves: names, and never a key.

use std::fmt::Debug;
use std::time::Duration;

use dynamodb_item_encryptor::{
    BeaconKey, BranchKey, CachedBranchKeys, CachingProvider, DefaultMaterialProvider, HierarchicalKeyring,
    InMemoryBeaconKeys, InMemoryBranchKeys, KmsKeyring, RawAesKeyring, RawRsaKeyring, TableConfig,
};
use test_support::secrets::assert_silent;

const KEY: [u8; 32] = *b"\x91\x04a key that nobody may see 12\xf0\x07";
const ARN: &str = "arn:aws:kms:eu-west-1:111122223333:key/0a1b2c3d";

/// What `value` prints, which has no key in it.
fn shown(value: impl Debug) -> String {
    let text = format!("{value:?}\n{value:#?}");
    assert_silent(text.as_bytes(), [&KEY[..]]);
    text
}

#[test]
fn names_are_shown_and_keys_are_not() {
    let aes = || RawAesKeyring::new("my-company", "customers", &KEY).unwrap();
    let text = shown(aes());
    assert!(
        text.contains("RawAesKeyring") && text.contains("my-company") && text.contains("customers"),
        "{text}"
    );
    let version = "e9ce18a3-edb5-4272-9f86-1cacb7997ff6".parse().unwrap();
    let branch_key = || BranchKey::new(version, &KEY);
    assert!(shown(branch_key()).contains("BranchKey"));
    assert_eq!(format!("{:?}", BeaconKey::new(&KEY)), "BeaconKey { .. }");
    let keys = || InMemoryBranchKeys::new().with("tenant-1", branch_key());
    assert!(shown(keys()).contains("tenant-1"));
    shown(InMemoryBeaconKeys::new().with("customers", BeaconKey::new(&KEY)));
    let hierarchical =
        HierarchicalKeyring::new("tenant-1", CachedBranchKeys::new(keys(), Duration::from_secs(60)));
    assert!(shown(hierarchical).contains("tenant-1"));
    shown(CachedBranchKeys::new(keys(), Duration::from_secs(60)));
    shown(DefaultMaterialProvider::new(aes()));
    assert!(
        shown(CachingProvider::new(DefaultMaterialProvider::new(aes()), Duration::from_secs(9)))
            .contains("max_messages")
    );
    #[cfg(all(feature = "ed25519", not(feature = "fips")))]
    shown(dynamodb_item_encryptor::WriterKey::generate().unwrap());
    let builder = TableConfig::builder("Customers").partition_key("id").encrypt(["email"]).keyring(aes());
    let text = shown(builder);
    assert!(text.contains("Customers") && text.contains("email"), "{text}");
}

#[test]
fn keyrings_over_kms_keys_show_their_arns() {
    let kms = test_support::kms::Kms::start();
    assert!(shown(KmsKeyring::new(kms.client(), ARN).unwrap()).contains(ARN));
    let rsa = RawRsaKeyring::decrypt_only(
        "my-company",
        "recovery",
        dynamodb_item_encryptor::RsaPadding::OaepSha256,
        b"no key",
    );
    assert!(rsa.is_err());
}
