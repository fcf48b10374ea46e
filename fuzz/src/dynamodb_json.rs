//! DynamoDB JSON: what is read and written again is the same.

use dynamodb_item_encryptor::json::{from_value, to_value};

use crate::common::check;

pub fn run(data: &[u8]) {
    let Ok(json) = serde_json::from_slice(data) else { return };
    match from_value(json) {
        Ok(item) => {
            let written = to_value(&item).expect("what was read can be written");
            let again = from_value(written.clone()).expect("what was written can be read");
            assert_eq!(again, item);
            assert_eq!(to_value(&again).expect("as before"), written);
        }
        Err(error) => check(&error),
    }
}
