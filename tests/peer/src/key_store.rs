//! A branch key store without a server: AWS clients whose requests are answered in this process.

use crate::{item_json::encode, keys::BranchKey};
use aws_smithy_runtime_api::{
    client::{
        http::{HttpConnector, HttpConnectorFuture, SharedHttpClient, SharedHttpConnector, http_client_fn},
        orchestrator::{HttpRequest, HttpResponse},
    },
    http::StatusCode,
};
use aws_smithy_types::body::SdkBody;
use serde_json::{Value, json};

pub const TABLE: &str = "BranchKeys";
pub const KMS_KEY: &str = "arn:aws:kms:us-west-2:111122223333:key/12345678-1234-1234-1234-123456789012";

pub fn dynamodb(branch_key: &BranchKey) -> aws_sdk_dynamodb::Client {
    use aws_sdk_dynamodb::config::{BehaviorVersion, Config, Credentials, Region};
    aws_sdk_dynamodb::Client::from_conf(
        Config::builder()
            .behavior_version(BehaviorVersion::latest())
            .region(Region::new("us-west-2"))
            .credentials_provider(Credentials::new("peer", "peer", None, None, "peer"))
            .http_client(answering(branch_key))
            .build(),
    )
}

pub fn kms(branch_key: &BranchKey) -> aws_sdk_kms::Client {
    use aws_sdk_kms::config::{BehaviorVersion, Config, Credentials, Region};
    aws_sdk_kms::Client::from_conf(
        Config::builder()
            .behavior_version(BehaviorVersion::latest())
            .region(Region::new("us-west-2"))
            .credentials_provider(Credentials::new("peer", "peer", None, None, "peer"))
            .http_client(answering(branch_key))
            .build(),
    )
}

fn answering(branch_key: &BranchKey) -> SharedHttpClient {
    let connector = SharedHttpConnector::new(Answers(branch_key.clone()));
    http_client_fn(move |_, _| connector.clone())
}

#[derive(Clone, Debug)]
struct Answers(BranchKey);

impl HttpConnector for Answers {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let (status, body) = match self.answer(&request) {
            Some(body) => (200, body),
            None => (400, json!({"__type": "ValidationException", "message": "not served here"})),
        };
        let status = StatusCode::try_from(status).expect("a status in range");
        let response = HttpResponse::new(status, SdkBody::from(body.to_string()));
        HttpConnectorFuture::ready(Ok(response))
    }
}

impl Answers {
    fn answer(&self, request: &HttpRequest) -> Option<Value> {
        let body: Value = serde_json::from_slice(request.body().bytes()?).ok()?;
        match request.headers().get("x-amz-target")?.rsplit_once('.')?.1 {
            "GetItem" => Some(self.stored_key(&body["Key"])),
            "Decrypt" => Some(json!({
                "KeyId": KMS_KEY,
                "Plaintext": encode(&self.0.key),
                "EncryptionAlgorithm": "SYMMETRIC_DEFAULT",
            })),
            _ => None,
        }
    }

    /// The stored record of the active key or of the one version there is; nothing for other keys.
    fn stored_key(&self, key: &Value) -> Value {
        let version = format!("branch:version:{}", self.0.version);
        let mut record = json!({
            "branch-key-id": {"S": self.0.id},
            "type": key["type"],
            "enc": {"B": encode(b"wrapped elsewhere")},
            "kms-arn": {"S": KMS_KEY},
            "create-time": {"S": "2026-01-01T00:00:00.000000Z"},
            "hierarchy-version": {"N": "1"},
        });
        match key["type"]["S"].as_str() {
            _ if key["branch-key-id"]["S"] != *self.0.id => json!({}),
            Some("branch:ACTIVE") => {
                record["version"] = json!({"S": version});
                json!({"Item": record})
            }
            Some(asked) if asked == version => json!({"Item": record}),
            _ => json!({}),
        }
    }
}
