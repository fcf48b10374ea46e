//! Keeps our extension traits from being implemented by others, so that methods can be added to them.

#[expect(unnameable_types, reason = "nobody else may implement what is sealed with it")]
pub trait Sealed {}

impl Sealed for aws_sdk_dynamodb::config::Builder {}
impl Sealed for aws_sdk_dynamodb::Client {}
