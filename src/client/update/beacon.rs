//! The attributes by which other clients find items by their encrypted values.

use crate::format::{FOOTER_ATTRIBUTE, HEADER_ATTRIBUTE, RESERVED_PREFIX};
use crate::value::Item;

/// A beacon of a stored item: an attribute of the format that is neither header nor footer. Clients that support
/// searching write such attributes, and nothing else does. Of several, always the same.
pub(super) fn beacon_in(stored: &Item) -> Option<&str> {
    let is_beacon =
        |name: &&str| name.starts_with(RESERVED_PREFIX) && ![HEADER_ATTRIBUTE, FOOTER_ATTRIBUTE].contains(name);
    stored.keys().map(String::as_str).filter(is_beacon).min()
}
