//! Items from and into types of the application. With the feature `serde`.
//!
//! Values convert as [`serde_dynamo`] has it; its documentation says what becomes of which type. Its errors may show
//! values, and are kept out of those of this crate: an [`Error`] of a conversion says which attribute of which type it is about,
//! and what is wrong, and no more.
//!
//! [`TypedInput`] and [`TypedOutput`] add one method each to the SDK's own builders and outputs. What happens to the
//! attributes is declared with the type too: see [`TypedItem`](crate::TypedItem) and
//! [`manual::typed_items`](crate::manual::typed_items).
//!
//! ```no_run
//! use aws_sdk_dynamodb::types::AttributeValue::S;
//! use dynamodb_item_encryptor::typed::{TypedInput, TypedOutput};
//! use dynamodb_item_encryptor::{BoxError, EncryptingClient};
//! use serde::{Deserialize, Serialize};
//!
//! #[derive(Serialize, Deserialize)]
//! struct Customer {
//!     id: String,
//!     email: String,
//! }
//!
//! async fn example(client: &EncryptingClient) -> Result<(), BoxError> {
//!     let ada = Customer { id: "42".into(), email: "ada@example.com".into() };
//!     client.put_item().table_name("Customers").typed(&ada)?.send().await?;
//!     let get = client.get_item().table_name("Customers").key("id", S("42".into()));
//!     let found: Option<Customer> = get.send().await?.typed()?;
//!     Ok(())
//! }
//! ```

mod read;
mod sdk;

use aws_sdk_dynamodb::types::AttributeValue;
use serde::Serialize;
use serde::de::DeserializeOwned;

pub use sdk::{TypedInput, TypedOutput};

use crate::error::{Error, TypeProblem};
use crate::table::name_of;
use crate::value::Item;

/// The item that `value` is.
///
/// # Errors
/// [`Error::Type`] when `value` is not written as a map, or a part of it cannot be written.
///
/// ```
/// # use dynamodb_item_encryptor::typed;
/// #[derive(serde::Serialize)]
/// struct Customer {
///     id: String,
///     age: u8,
/// }
///
/// let item = typed::to_item(&Customer { id: "42".into(), age: 36 })?;
/// assert_eq!(item["age"].as_n().unwrap(), "36");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn to_item<T: Serialize + ?Sized>(value: &T) -> Result<Item, Error> {
    let problem = match serde_dynamo::to_attribute_value::<_, AttributeValue>(value) {
        Ok(AttributeValue::M(item)) => return Ok(item),
        Ok(_) => TypeProblem::NotAnItem,
        Err(_) => TypeProblem::NotWritten,
    };
    Err(Error::Type { type_name: name_of::<T>(), attribute: None, problem })
}

/// The value that an item is: one that was read through an encrypting client, or opened by an
/// [`ItemEncryptor`](crate::ItemEncryptor).
///
/// # Errors
/// [`Error::Type`] when the item has no such value. It names the attribute where serde converts attributes one by one; it
/// does not where the type flattens others into itself.
///
/// ```
/// # use aws_sdk_dynamodb::types::AttributeValue::{N, S};
/// # use dynamodb_item_encryptor::{Item, typed};
/// #[derive(Debug, serde::Deserialize)]
/// struct Customer {
///     id: String,
///     age: u8,
/// }
///
/// let item = Item::from([("id".into(), S("42".into())), ("age".into(), S("a secret".into()))]);
/// let error = typed::from_item::<Customer>(item).unwrap_err().to_string();
/// assert!(error.contains("'age'") && !error.contains("secret"));
/// ```
pub fn from_item<T: DeserializeOwned>(item: Item) -> Result<T, Error> {
    read::read(item).map_err(|read::Failed { attribute, problem }| Error::Type {
        type_name: name_of::<T>(),
        attribute,
        problem,
    })
}
