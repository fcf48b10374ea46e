//! Headers of items: whatever the bytes are, they are parsed or refused.

use dynamodb_item_encryptor::ItemHeader;

use crate::common::check_printed;

pub fn run(data: &[u8]) {
    match ItemHeader::parse(data) {
        // What is shown of it is for people.
        Ok(header) => assert!(format!("{header:?}").len() < 64 * data.len() + 1024),
        Err(problem) => check_printed(&problem),
    }
}
