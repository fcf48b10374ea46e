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

pub fn dynamodb(branch_keys: &[BranchKey]) -> aws_sdk_dynamodb::Client {
    use aws_sdk_dynamodb::config::{BehaviorVersion, Config, Credentials, Region};
    aws_sdk_dynamodb::Client::from_conf(
        Config::builder()
            .behavior_version(BehaviorVersion::latest())
            .region(Region::new("us-west-2"))
            .credentials_provider(Credentials::new("peer", "peer", None, None, "peer"))
            .http_client(answering(branch_keys))
            .build(),
    )
}

pub fn kms(branch_keys: &[BranchKey]) -> aws_sdk_kms::Client {
    use aws_sdk_kms::config::{BehaviorVersion, Config, Credentials, Region};
    aws_sdk_kms::Client::from_conf(
        Config::builder()
            .behavior_version(BehaviorVersion::latest())
            .region(Region::new("us-west-2"))
            .credentials_provider(Credentials::new("peer", "peer", None, None, "peer"))
            .http_client(answering(branch_keys))
            .build(),
    )
}

fn answering(branch_keys: &[BranchKey]) -> SharedHttpClient {
    let connector = SharedHttpConnector::new(Answers(branch_keys.to_vec()));
    http_client_fn(move |_, _| connector.clone())
}

#[derive(Clone, Debug)]
struct Answers(Vec<BranchKey>);

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
                "Plaintext": encode(self.unwrapped(&body)?),
                "EncryptionAlgorithm": "SYMMETRIC_DEFAULT",
            })),
            _ => None,
        }
    }

    /// The stored record of an active key, of the one version there is, or of the beacon key; nothing for other keys.
    fn stored_key(&self, key: &Value) -> Value {
        let Some(known) = self.0.iter().find(|known| key["branch-key-id"]["S"] == *known.id) else {
            return json!({});
        };
        let version = format!("branch:version:{}", known.version);
        let mut record = json!({
            "branch-key-id": {"S": known.id},
            "type": key["type"],
            "enc": {"B": encode(wrapped(known, false).as_bytes())},
            "kms-arn": {"S": KMS_KEY},
            "create-time": {"S": "2026-01-01T00:00:00.000000Z"},
            "hierarchy-version": {"N": "1"},
        });
        match (key["type"]["S"].as_str(), &known.beacon_key) {
            (Some("branch:ACTIVE"), _) => {
                record["version"] = json!({"S": version});
                json!({"Item": record})
            }
            (Some("beacon:ACTIVE"), Some(_)) => {
                record["enc"] = json!({"B": encode(wrapped(known, true).as_bytes())});
                json!({"Item": record})
            }
            (Some(asked), _) if asked == version => json!({"Item": record}),
            _ => json!({}),
        }
    }

    /// The key that the ciphertext of a request to KMS stands for.
    fn unwrapped(&self, request: &Value) -> Option<&[u8]> {
        let ciphertext = request["CiphertextBlob"].as_str()?;
        let is = |known: &BranchKey, beacon| encode(wrapped(known, beacon).as_bytes()) == ciphertext;
        self.0.iter().find_map(|known| match (is(known, false), is(known, true)) {
            (true, _) => Some(&known.key[..]),
            (_, true) => known.beacon_key.as_deref(),
            _ => None,
        })
    }
}

/// What stands for a wrapped branch key, or for the beacon key beside it.
fn wrapped(key: &BranchKey, beacon: bool) -> String {
    format!("{} of {}, wrapped elsewhere", if beacon { "beacon key" } else { "branch key" }, key.id)
}
