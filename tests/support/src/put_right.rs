//! Answers in which the embedded engine differs from DynamoDB, put right before a client sees them.

use aws_sdk_dynamodb::config::http::HttpResponse;

use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::byte_stream::ByteStream;
use serde_json::Value;

/// What DynamoDB would have answered to an operation with this body.
///
/// An update that makes an item has no old attributes. The engine gives back the key where `ALL_OLD` is asked for.
pub(crate) async fn put_right(
    operation: &str,
    request: &Value,
    mut response: HttpResponse,
) -> Result<HttpResponse, ConnectorError> {
    if operation != "UpdateItem" || request["ReturnValues"] != "ALL_OLD" || !response.status().is_success() {
        return Ok(response);
    }
    let body = ByteStream::new(std::mem::replace(response.body_mut(), SdkBody::empty())).collect().await;
    let mut bytes = body.map_err(|error| ConnectorError::io(error.into()))?.into_bytes();
    let mut answer: Value = serde_json::from_slice(&bytes).unwrap();
    if answer["Attributes"] == request["Key"] {
        answer.as_object_mut().unwrap().remove("Attributes");
        bytes = answer.to_string().into();
        response.headers_mut().remove("x-amz-crc32");
        response.headers_mut().insert("content-length", bytes.len().to_string());
    }
    *response.body_mut() = SdkBody::from(bytes);
    Ok(response)
}
