//! A key store without a server, with branch keys and beacon keys.

use super::brief;
use crate::{
    Result,
    item_json::{decode, encode},
    key_store::{KMS_KEY, TABLE},
    manifest::text,
};
use aws_db_esdk::key_store::{
    client::Client as KeyStore,
    types::{KmsConfiguration, key_store_config::KeyStoreConfig},
};
use aws_smithy_runtime_api::{
    client::{
        http::{HttpConnector, HttpConnectorFuture, SharedHttpClient, SharedHttpConnector, http_client_fn},
        orchestrator::{HttpRequest, HttpResponse},
    },
    http::StatusCode,
};
use aws_smithy_types::body::SdkBody;
use serde_json::{Value, json};
use std::{collections::HashMap, sync::Arc};

/// The keys of a file, by the ids of the branch keys.
#[derive(Clone, Debug)]
pub struct Keys(Arc<HashMap<String, Entry>>);

#[derive(Clone, Debug)]
struct Entry {
    version: String,
    branch: String,
    beacon: String,
}

impl Keys {
    pub fn parse(keys: &Value) -> Result<Self> {
        let entry = |entry: &Value| -> Result<Entry> {
            let member = |name| text(entry, name).map(str::to_owned);
            Ok(Entry {
                version: member("branchKeyVersion")?,
                branch: member("branchKey")?,
                beacon: member("beaconKey")?,
            })
        };
        let keys = keys.as_object().ok_or("there are no keys")?.iter();
        Ok(Self(Arc::new(keys.map(|(id, keys)| Ok((id.clone(), entry(keys)?))).collect::<Result<_>>()?)))
    }

    /// The official key store over these keys.
    pub fn store(&self) -> Result<KeyStore> {
        let region = || aws_sdk_kms::config::Region::new("us-west-2");
        let credentials = || aws_sdk_kms::config::Credentials::new("peer", "peer", None, None, "peer");
        let dynamodb = aws_sdk_dynamodb::Config::builder()
            .behavior_version(aws_sdk_dynamodb::config::BehaviorVersion::latest())
            .region(region())
            .credentials_provider(credentials())
            .http_client(self.answering())
            .build();
        let kms = aws_sdk_kms::Config::builder()
            .behavior_version(aws_sdk_kms::config::BehaviorVersion::latest())
            .region(region())
            .credentials_provider(credentials())
            .http_client(self.answering())
            .build();
        let config = KeyStoreConfig::builder()
            .ddb_client(aws_sdk_dynamodb::Client::from_conf(dynamodb))
            .kms_client(aws_sdk_kms::Client::from_conf(kms))
            .ddb_table_name(TABLE)
            .logical_key_store_name(TABLE)
            .kms_configuration(KmsConfiguration::KmsKeyArn(KMS_KEY.to_owned()))
            .build()
            .map_err(brief)?;
        KeyStore::from_conf(config).map_err(brief)
    }

    fn answering(&self) -> SharedHttpClient {
        let connector = SharedHttpConnector::new(self.clone());
        http_client_fn(move |_, _| connector.clone())
    }

    fn answer(&self, request: &HttpRequest) -> Option<Value> {
        let body: Value = serde_json::from_slice(request.body().bytes()?).ok()?;
        match request.headers().get("x-amz-target")?.rsplit_once('.')?.1 {
            "GetItem" => Some(self.record(&body["Key"])),
            "Decrypt" => Some(json!({
                "KeyId": KMS_KEY,
                "Plaintext": self.plaintext(body["CiphertextBlob"].as_str()?)?,
                "EncryptionAlgorithm": "SYMMETRIC_DEFAULT",
            })),
            _ => None,
        }
    }

    /// The record of the active key, of the one version there is, or of the beacon key; nothing for others. What is
    /// encrypted says whose key it is.
    fn record(&self, key: &Value) -> Value {
        let (Some(id), Some(kind)) = (key["branch-key-id"]["S"].as_str(), key["type"]["S"].as_str()) else {
            return json!({});
        };
        let Some(entry) = self.0.get(id) else { return json!({}) };
        let version = format!("branch:version:{}", entry.version);
        let which = if kind == "beacon:ACTIVE" { "beacon" } else { "branch" };
        if ![version.as_str(), "branch:ACTIVE", "beacon:ACTIVE"].contains(&kind) {
            return json!({});
        }
        let mut record = json!({
            "branch-key-id": {"S": id},
            "type": {"S": kind},
            "enc": {"B": encode(format!("{which}:{id}").as_bytes())},
            "kms-arn": {"S": KMS_KEY},
            "create-time": {"S": "2026-01-01T00:00:00.000000Z"},
            "hierarchy-version": {"N": "1"},
        });
        if kind == "branch:ACTIVE" {
            record["version"] = json!({"S": version});
        }
        json!({"Item": record})
    }

    fn plaintext(&self, encrypted: &str) -> Option<String> {
        let named = String::from_utf8(decode(encrypted).ok()?).ok()?;
        let (which, id) = named.split_once(':')?;
        let entry = self.0.get(id)?;
        Some(if which == "beacon" { entry.beacon.clone() } else { entry.branch.clone() })
    }
}

impl HttpConnector for Keys {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let (status, body) = match self.answer(&request) {
            Some(body) => (200, body),
            None => (400, json!({"__type": "ValidationException", "message": "not served here"})),
        };
        let status = StatusCode::try_from(status).expect("a status in range");
        HttpConnectorFuture::ready(Ok(HttpResponse::new(status, SdkBody::from(body.to_string()))))
    }
}
