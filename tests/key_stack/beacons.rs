//! Beacon keys: taking one in, deriving the keys of beacons from it, and hashing with them.

use aws_sdk_dynamodb::types::AttributeValue;
use dynamodb_item_encryptor::{
    Beacon, BeaconKey, BeaconKeySource, InMemoryBeaconKeys, Item, ItemEncryptor, RawAesKeyring, Search,
    TableConfig,
};
use hmac::Hmac;
use sha2::Sha512;

use super::cases::{KEY, run};
use super::derived::hmac;
use super::stack::{Findings, Secrets};

fn item() -> Item {
    ["id", "email"].map(|name| (name.to_owned(), AttributeValue::S("a@b.c".to_owned()))).into()
}

/// What comes from the beacon key for the beacon on `email` and for partitions, also in the blocks that an HMAC makes of
/// a key.
fn secrets() -> Secrets {
    let extracted = hmac::<Hmac<Sha512>>(&[0; 64], &[&KEY]);
    let mut secrets = vec![("beacon key".to_owned(), KEY.to_vec())];
    for purpose in ["AWS_DBE_SCAN_BEACONemail", "dynamodb-item-encryptor partition of item"] {
        let key = hmac::<Hmac<Sha512>>(&extracted, &[purpose.as_bytes(), &[1]]);
        for (block, mask) in [("inner block", 0x36), ("outer block", 0x5c)] {
            secrets.push((format!("{block} of {purpose}"), key.iter().map(|byte| byte ^ mask).collect()));
        }
        secrets.push((format!("key of {purpose}"), key));
    }
    secrets.push(("what is extracted from the beacon key".to_owned(), extracted));
    secrets
}

pub fn check(findings: &mut Findings) {
    findings.look("beacon key", || drop(BeaconKey::new(&KEY)), |()| secrets());
    let keys = InMemoryBeaconKeys::new().with("key", BeaconKey::new(&KEY));
    let search = Search::builder(keys.single("key")).beacon(Beacon::new("email", 20)).partitions(7).build();
    let table = TableConfig::builder("Customers").partition_key("id").encrypt(["email"]).search(search);
    let keyring = RawAesKeyring::new("raw", "key", &[7; 32]).unwrap();
    let encryptor = ItemEncryptor::new(table.keyring(keyring).build().unwrap());
    for case in ["sealing with the first beacon", "sealing with a beacon"] {
        let seal = || assert!(run(encryptor.encrypt_item(item())).unwrap().contains_key("aws_dbe_b_email"));
        findings.look(case, seal, |()| secrets());
    }
}
