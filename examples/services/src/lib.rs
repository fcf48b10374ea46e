//! Two services around an encrypted table: an AWS Lambda function on its stream, and a web service.
//!
//! The programs in `src/bin` read their configuration and start; what they do is here, so that tests can run it in process.

pub mod customer;
pub mod stream;
pub mod web;
