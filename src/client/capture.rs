//! By what a stored item can be told from a later one, for an update that must not overwrite the latter.

use aws_sdk_dynamodb::config::Intercept;
use aws_sdk_dynamodb::config::interceptors::BeforeSerializationInterceptorContextRef;
use aws_sdk_dynamodb::types::AttributeValue;
use aws_smithy_types::config_bag::{ConfigBag, Storable, StoreReplace};

use super::cell::Cell;
use super::item_operation::Placed;
use crate::error::BoxError;
use crate::format::{FOOTER_ATTRIBUTE, RESERVED_PREFIX};

/// A place for what is noticed about the item that an operation reads.
#[derive(Debug, Clone, Default)]
pub(super) struct Capture(pub(super) Cell<Captured>);

/// What is noticed about an item of an encrypted table as it is stored. The default is for none.
#[derive(Default)]
pub(super) struct Captured {
    /// Its footer, which no other version of it has.
    pub(super) footer: Option<AttributeValue>,
    /// Its unsigned attributes, which may change without the footer.
    pub(super) unsigned: Vec<(String, AttributeValue)>,
    /// Attributes that it could have, unsigned, and has not.
    pub(super) absent: Vec<String>,
}

impl Captured {
    pub(super) fn of(placed: &Placed<'_>) -> Self {
        let Placed { table, item } = placed;
        let is_unsigned = |name: &str| table.is_unsigned(name) && !name.starts_with(RESERVED_PREFIX);
        let unsigned = item.iter().filter(|(name, _)| is_unsigned(name));
        let absent = table.unsigned_names().filter(|name| !item.contains_key(*name));
        Captured {
            footer: item.get(FOOTER_ATTRIBUTE).cloned(),
            unsigned: unsigned.map(|(name, value)| (name.clone(), value.clone())).collect(),
            absent: absent.map(str::to_owned).collect(),
        }
    }
}

impl Storable for Capture {
    type Storer = StoreReplace<Self>;
}

/// Registered with a single call, has it find the place.
impl Intercept for Capture {
    fn name(&self) -> &'static str {
        "dynamodb_item_encryptor_capture"
    }

    fn read_before_execution(
        &self,
        _context: &BeforeSerializationInterceptorContextRef<'_>,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        cfg.interceptor_state().store_put(self.clone());
        Ok(())
    }
}
