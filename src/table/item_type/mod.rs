//! Types of the application that say what happens to the attributes of their items.

mod apply;
mod compare;
mod declaration;

pub use declaration::ItemDeclaration;
#[cfg(feature = "serde")]
pub(crate) use declaration::name_of;

use super::{TableConfig, TableConfigBuilder};

/// A type of the application that says what happens to each attribute of its items.
///
/// `#[derive(TypedItem)]`, of the feature `derive`, implements it for a struct; it can be written by hand as well. A
/// table's configuration starts with it ([`TableConfig::for_type`]), or is compared with it
/// ([`TableConfig::check_type`]). See [`manual::typed_items`](crate::manual::typed_items).
///
/// ```
/// use dynamodb_item_encryptor::{AttributeAction, ItemDeclaration, RawAesKeyring, TableConfig, TypedItem};
///
/// struct Customer {
///     id: String,
///     email: String,
/// }
///
/// impl TypedItem for Customer {
///     fn declaration() -> ItemDeclaration {
///         ItemDeclaration::new().partition_key("id").attribute("email", AttributeAction::EncryptAndSign)
///     }
/// }
///
/// let keyring = RawAesKeyring::new("examples", "customers", &[7; 32])?;
/// let table = TableConfig::for_type::<Customer>("Customers").keyring(keyring).build()?;
/// assert_eq!(table.action("email"), Some(AttributeAction::EncryptAndSign));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub trait TypedItem {
    /// What happens to the attributes of an item of this type.
    fn declaration() -> ItemDeclaration;
}

impl TableConfig {
    /// Starts the configuration of a table for items of type `T`; as [`builder`](Self::builder), with all that the type
    /// [declares](TypedItem).
    ///
    /// Keys, and whatever the type does not say, are added as to any other builder. For the beacons that a type
    /// declares, say where their keys come from, with
    /// [`SearchBuilder::item_type`](crate::SearchBuilder::item_type).
    pub fn for_type<T: TypedItem>(logical_name: impl Into<String>) -> TableConfigBuilder {
        Self::builder(logical_name).item_type::<T>()
    }
}
