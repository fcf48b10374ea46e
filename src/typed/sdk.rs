//! Types of the application in the SDK's builders and outputs.

use aws_sdk_dynamodb::operation::delete_item::DeleteItemOutput;
use aws_sdk_dynamodb::operation::get_item::GetItemOutput;
use aws_sdk_dynamodb::operation::put_item::PutItemOutput;
use aws_sdk_dynamodb::operation::put_item::builders::{PutItemFluentBuilder, PutItemInputBuilder};
use aws_sdk_dynamodb::operation::query::QueryOutput;
use aws_sdk_dynamodb::operation::scan::ScanOutput;
use aws_sdk_dynamodb::operation::update_item::UpdateItemOutput;
use aws_sdk_dynamodb::types::ItemResponse;
use aws_sdk_dynamodb::types::builders::{PutBuilder, PutRequestBuilder};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{from_item, to_item};
use crate::error::Error;

/// Builders of requests that take an item: of `PutItem`, and of the puts in batches and transactions.
///
/// See the [module](crate::typed) for an example.
pub trait TypedInput: Sized + sealed::Sealed {
    /// Sets the item to what `value` is, in place of all attributes that were set before.
    ///
    /// # Errors
    /// As for [`to_item`](super::to_item).
    fn typed<T: Serialize + ?Sized>(self, value: &T) -> Result<Self, Error>;
}

/// Outputs that have an item or several.
///
/// See the [module](crate::typed) for an example.
pub trait TypedOutput: sealed::Sealed {
    /// What comes out: an `Option` where there may be one item, a `Vec` where there are several.
    type Typed<T>;

    /// The items, each as a `T`. They stay in the output: [`from_item`](super::from_item) takes one without a copy.
    ///
    /// Of an update with `UPDATED_NEW` or `UPDATED_OLD`, DynamoDB returns only the attributes that were updated: make
    /// the other fields of `T` optional, or ask for `ALL_NEW`.
    ///
    /// # Errors
    /// As for [`from_item`](super::from_item); for the first item that does not convert.
    fn typed<T: DeserializeOwned>(&self) -> Result<Self::Typed<T>, Error>;
}

mod sealed {
    /// Nobody else implements the traits, so that they can grow.
    #[expect(unnameable_types, reason = "that nobody can name it is what it is for")]
    pub trait Sealed {}
}

macro_rules! inputs {
    ($($builder:ident),+) => { $(
        impl sealed::Sealed for $builder {}

        impl TypedInput for $builder {
            fn typed<T: Serialize + ?Sized>(self, value: &T) -> Result<Self, Error> {
                Ok(self.set_item(Some(to_item(value)?)))
            }
        }
    )+ };
}

inputs!(PutItemFluentBuilder, PutItemInputBuilder, PutBuilder, PutRequestBuilder);

macro_rules! outputs {
    ($($output:ident $field:ident),+) => { $(
        impl sealed::Sealed for $output {}

        impl TypedOutput for $output {
            type Typed<T> = Option<T>;

            fn typed<T: DeserializeOwned>(&self) -> Result<Option<T>, Error> {
                self.$field.clone().map(from_item).transpose()
            }
        }
    )+ };
}

outputs!(
    GetItemOutput item,
    ItemResponse item,
    PutItemOutput attributes,
    UpdateItemOutput attributes,
    DeleteItemOutput attributes
);

macro_rules! pages {
    ($($output:ident),+) => { $(
        impl sealed::Sealed for $output {}

        impl TypedOutput for $output {
            type Typed<T> = Vec<T>;

            fn typed<T: DeserializeOwned>(&self) -> Result<Vec<T>, Error> {
                self.items.iter().flatten().cloned().map(from_item).collect()
            }
        }
    )+ };
}

pages!(QueryOutput, ScanOutput);
