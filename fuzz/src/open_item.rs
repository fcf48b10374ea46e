//! Sealed items in each key configuration, changed in any way: what opens is what was sealed.

use std::sync::LazyLock;

use arbitrary::{Arbitrary, Result, Unstructured};
use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue;
use dynamodb_item_encryptor::legacy::{
    AesKey, LegacyEncryptor, LegacyPolicy, SignatureKey, SigningAlgorithm, WrappedProvider,
};
use dynamodb_item_encryptor::{
    AlgorithmSuite, Beacon, BeaconKey, BeaconKeySource, BranchKey, BranchKeyVersion, EcdhCurve,
    HierarchicalKeyring, InMemoryBeaconKeys, InMemoryBranchKeys, Item, ItemEncryptor, Keyring, MultiKeyring,
    RawAesKeyring, RawEcdhKeyring, RawRsaKeyring, RsaPadding, Search, TableConfig, TableConfigBuilder,
};

use crate::common::{aes, check, customer, customers, is_same, is_same_item, value, wait};

/// Most changes of one item.
const CHANGES: usize = 6;
/// Items whose data key is unwrapped by means of public keys take a thousand times as long: they come last, and seldom.
const SLOW: usize = 2;

struct Case {
    encryptor: ItemEncryptor,
    sealed: Item,
    opened: Item,
}

static CASES: LazyLock<Vec<Case>> = LazyLock::new(|| {
    let of = |builder: TableConfigBuilder, keyring: Box<dyn Keyring>| builder.keyring(keyring).build().unwrap();
    let mut cases: Vec<Case> =
        AlgorithmSuite::ALL.iter().map(|suite| case(of(customers().suite(*suite), Box::new(aes())))).collect();
    let multi = MultiKeyring::new(RawAesKeyring::new("other", "key", &[9; 24]).unwrap()).and(aes());
    cases.push(case(of(customers().sign_and_include_in_encryption_context(["region"]), Box::new(multi))));
    cases.push(case(of(customers(), Box::new(hierarchical()))));
    let keys = InMemoryBeaconKeys::new().with("key", BeaconKey::new(&[5; 32])).single("key");
    let search = Search::builder(keys).beacon(Beacon::new("email", 12)).build();
    cases.push(case(of(customers().search(search), Box::new(aes()))));
    cases.extend([LegacyPolicy::ForceWriteAllowRead, LegacyPolicy::ForbidWriteAllowRead].map(legacy));
    let rsa = include_bytes!("../../tests/key_texts/rsa.pem");
    let public = include_bytes!("../../tests/key_texts/rsa.public.pem");
    let rsa = RawRsaKeyring::new("fuzz", "rsa", RsaPadding::OaepSha256, public, rsa).unwrap();
    cases.push(case(of(customers(), Box::new(rsa))));
    let (private, public) = (
        include_bytes!("../../tests/key_texts/P-384.pem"),
        include_bytes!("../../tests/key_texts/P-384.public.pem"),
    );
    let ecdh = RawEcdhKeyring::static_to_static(EcdhCurve::P384, private, public).unwrap();
    cases.push(case(of(customers(), Box::new(ecdh))));
    cases
});

fn case(table: TableConfig) -> Case {
    let encryptor = ItemEncryptor::new(table);
    let mut item = customer("42", "a@example.com");
    item.insert("region".to_owned(), AttributeValue::S("eu-west-1".to_owned()));
    if encryptor.table().action("region").is_none() {
        item.remove("region");
    }
    let sealed = wait(encryptor.encrypt_item(item)).unwrap();
    let opened = wait(encryptor.decrypt_item(sealed.clone())).unwrap().item;
    Case { encryptor, sealed, opened }
}

fn hierarchical() -> HierarchicalKeyring {
    let key = BranchKey::new(BranchKeyVersion::from_bytes([3; 16]), &[4; 32]);
    HierarchicalKeyring::new("branch-key", InMemoryBranchKeys::new().with("branch-key", key))
}

/// An item in the older format, or in the present one on a table that reads both.
fn legacy(policy: LegacyPolicy) -> Case {
    let key = SignatureKey::hmac(SigningAlgorithm::HmacSha256, &[8; 32]).unwrap();
    let legacy = LegacyEncryptor::builder()
        .table_name("Customers")
        .partition_key("id")
        .sort_key("created")
        .sign(["plan"])
        .do_nothing([":counter"])
        .provider(WrappedProvider::aes(AesKey::new(&[7; 32]).unwrap(), key))
        .build()
        .unwrap();
    case(customers().keyring(aes()).legacy(legacy, policy).build().unwrap())
}

pub fn run(data: &[u8]) {
    let mut input = Unstructured::new(data);
    let Ok((case, item)) = changed(&mut input) else { return };
    let expected = expected(case, &item);
    match wait(case.encryptor.decrypt_item(item.clone())) {
        Ok(opened) => assert!(
            is_same_item(&opened.item, &expected),
            "{:?} of {item:?}, which was {:?}",
            opened.item,
            case.sealed
        ),
        Err(error) => {
            check(&error);
            assert!(!is_same_item(&item, &case.sealed), "an item that was not changed: {error}");
        }
    }
}

/// What an item holds whose unsigned attributes alone were changed.
fn expected(case: &Case, item: &Item) -> Item {
    let mut expected = case.opened.clone();
    expected.retain(|name, _| !name.starts_with(':'));
    expected.extend(
        item.iter()
            .filter(|(name, _)| name.starts_with(':'))
            .map(|(name, value)| (name.clone(), value.clone())),
    );
    expected
}

fn changed<'a>(input: &mut Unstructured<'_>) -> Result<(&'a Case, Item)> {
    let fast = CASES.len() - SLOW;
    let number = usize::from(u8::arbitrary(input)?);
    let case = if number >= 250 { &CASES[fast + number % SLOW] } else { &CASES[number % fast] };
    let mut item = case.sealed.clone();
    for _ in 0..CHANGES {
        if input.is_empty() {
            break;
        }
        change(input, &mut item)?;
    }
    Ok((case, item))
}

fn change(input: &mut Unstructured<'_>, item: &mut Item) -> Result<()> {
    let mut names: Vec<_> = item.keys().cloned().collect();
    names.sort();
    if names.is_empty() {
        return Ok(());
    }
    let name = input.choose(&names)?.clone();
    match input.int_in_range(0..=5)? {
        0 => {
            item.remove(&name);
        }
        1 => {
            let other = input.choose(&names)?;
            let value = item.get(other).cloned();
            item.extend(value.map(|value| (name, value)));
        }
        2 => {
            item.insert(name, value(input, 0)?);
        }
        _ => change_bytes(input, item.get_mut(&name))?,
    }
    Ok(())
}

/// Changes a binary value in one place: other bytes, more or fewer.
fn change_bytes(input: &mut Unstructured<'_>, value: Option<&mut AttributeValue>) -> Result<()> {
    let Some(value @ AttributeValue::B(_)) = value else { return Ok(()) };
    let mut bytes = value.as_b().map(|blob| blob.clone().into_inner()).unwrap_or_default();
    let at = input.int_in_range(0..=bytes.len())?;
    match input.int_in_range(0..=3)? {
        0 => bytes.truncate(at),
        1 => {
            let more = Vec::<u8>::arbitrary(input)?;
            bytes.splice(at..at, more);
        }
        2 => {
            let end = input.int_in_range(at..=bytes.len())?;
            bytes.drain(at..end);
        }
        _ => {
            let mask = u8::arbitrary(input)?;
            if let Some(byte) = bytes.get_mut(at) {
                *byte ^= mask;
            }
        }
    }
    let changed = AttributeValue::B(Blob::new(bytes));
    if !is_same(&changed, value) {
        *value = changed;
    }
    Ok(())
}
