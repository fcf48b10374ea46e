//! A header that whoever writes the table has filled with entries costs a small multiple of its size.

#[allow(dead_code, reason = "shared with the benchmarks, of which each uses a part")]
#[path = "../benches/support/counting.rs"]
mod counting;

use std::collections::HashMap;

use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue;
use counting::cost;
use dynamodb_item_encryptor::{
    BoxFuture, DataKey, EncryptedDataKey, Error, IntermediateKey, Item, ItemEncryptor, ItemHeader, KeyError,
    Keyring, RawAesKeyring, TableConfig, UnwrapRequest, UnwrappedDataKey, WrapRequest, WrappedDataKey,
};

/// A header with about as many entries as it can hold, as short as they can be.
fn header() -> Vec<u8> {
    let mut names: Vec<Vec<u8>> = Vec::new();
    for first in b'a'..=b'z' {
        names.push(vec![first]);
        for second in 0..128 {
            names.push(vec![first, second]);
            names.extend((0..20).map(|third| vec![first, second, third]));
        }
    }
    names.sort();
    names.truncate(65_000);
    let mut header = vec![1, 0];
    header.extend([7; 32]);
    header.extend([0, 1, b's']);
    header.extend((names.len() as u16).to_be_bytes());
    for name in names {
        header.extend((name.len() as u16).to_be_bytes());
        header.extend(name);
        header.extend([0, 0]);
    }
    header.push(1);
    for part in [&b"examples"[..], b"key\0\0\0\x80\0\0\0\x0c012345678901", &[0; 96]] {
        header.extend((part.len() as u16).to_be_bytes());
        header.extend(part);
    }
    header.extend([0; 32]);
    header
}

/// A keyring that opens every item with the same key, so that all of an item is worked on.
struct Indifferent;

impl Keyring for Indifferent {
    fn wrap_data_key<'a>(
        &'a self,
        request: &'a WrapRequest<'a>,
    ) -> BoxFuture<'a, Result<Vec<WrappedDataKey>, KeyError>> {
        let wrapped = IntermediateKey::generate().and_then(|key| key.wrap(request.data_key, request.context));
        let wrapped = wrapped.map(|(bytes, tag_key)| {
            vec![WrappedDataKey::new(EncryptedDataKey::new("", vec![], bytes.to_vec()), tag_key)]
        });
        Box::pin(async { wrapped })
    }

    fn unwrap_data_key<'a>(
        &'a self,
        request: &'a UnwrapRequest<'a>,
    ) -> BoxFuture<'a, Result<Option<UnwrappedDataKey>, KeyError>> {
        Box::pin(async {
            let data_key = DataKey::generate()?;
            let intermediate = IntermediateKey::generate()?;
            let (wrapped, _) = intermediate.wrap(&data_key, request.context)?;
            intermediate.unwrap(&wrapped, request.context, "any").map(Some)
        })
    }
}

fn open(keyring: impl Keyring + 'static) -> (usize, Error) {
    let table = TableConfig::builder("T").partition_key("id").keyring(keyring).build().unwrap();
    let encryptor = ItemEncryptor::new(table);
    let item: Item = HashMap::from([
        ("id".to_owned(), AttributeValue::S("1".into())),
        ("aws_dbe_head".to_owned(), AttributeValue::B(Blob::new(header()))),
        ("aws_dbe_foot".to_owned(), AttributeValue::B(Blob::new([0; 48]))),
    ]);
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let mut error = None;
    let cost = cost(item, |item| error = runtime.block_on(encryptor.decrypt_item(item)).err());
    (cost.peak, error.unwrap())
}

/// One test, because the counters are the process's.
#[test]
fn a_header_costs_a_small_multiple_of_its_size() {
    let bytes = header();
    let size = bytes.len();
    assert!(size > 300_000 && ItemHeader::parse(&bytes).unwrap().stored_context.len() == 65_000);
    let parsed = cost(&bytes, |bytes| ItemHeader::parse(bytes)).peak;
    println!("{size} bytes parsed with {parsed}");
    assert!(parsed < 3 * size, "{parsed} bytes for {size}");

    let (peak, error) = open(RawAesKeyring::new("examples", "key", &[7; 32]).unwrap());
    println!("opened until the key does not fit: {peak}");
    assert!(matches!(error, Error::Key { source: KeyError::AllFailed { .. }, .. }), "{error:?}");
    assert!(peak < 6 * size, "{peak} bytes for {size}");

    let (peak, error) = open(Indifferent);
    println!("opened until it does not verify: {peak}");
    assert!(matches!(error, Error::Unauthentic { .. }), "{error:?}");
    assert!(peak < 6 * size, "{peak} bytes for {size}");
}
