//! Client-side encryption of DynamoDB items.
