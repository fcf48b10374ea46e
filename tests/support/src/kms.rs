//! A small KMS for tests: the AWS JSON 1.1 protocol over HTTP on 127.0.0.1.
//!
//! Keys are real and so are their limits: what it encrypts opens only with the same key and the same
//! encryption context. There are symmetric keys, RSA keys for encryption, keys on elliptic curves for key
//! agreement, HMAC keys, and replicas of multi-Region keys. It knows every region; a request belongs to the one that
//! it was signed for.
//! Signatures are not verified, and whoever signs at all is the owner of the one account.
//!
//! It keeps a log of all calls and the plaintext keys that it handed out, and makes the mistakes
//! that a test asks for ([`Fault`]). That it answers as KMS does is checked by `tests/keys/kms_answers.rs`,
//! which runs the same requests against other implementations.

use std::collections::{BTreeMap, HashMap};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use aws_lc_rs::{aead, hmac, rand};
use aws_sdk_kms::config::retry::{RetryConfig, RetryPartition};
use aws_sdk_kms::config::{BehaviorVersion, Config, Region};
use aws_smithy_types::base64;
use serde_json::{Map, Value, json};

use crate::asymmetric::{self, KeyPair};
use crate::http;

/// The one account there is.
pub const ACCOUNT: &str = "111122223333";
/// The region of keys that a test makes without naming one.
pub const REGION: &str = "eu-west-1";
/// Longest plaintext of Encrypt under a symmetric key.
const MAX_PLAINTEXT: usize = 4096;
/// Longest encryption context.
const MAX_CONTEXT: usize = 8192;
/// Longest data key of GenerateDataKey.
const MAX_DATA_KEY: u64 = 1024;

pub type Context = BTreeMap<String, String>;

/// The server. It ends when it is dropped.
pub struct Kms {
    server: http::Server,
    state: Arc<State>,
}

/// A call that reached the server, before it was answered.
#[derive(Debug, Clone)]
pub struct Call {
    pub operation: String,
    pub region: String,
    /// The key as the request named it: `KeyId`, or `SourceKeyId` of ReEncrypt.
    pub key_id: Option<String>,
    /// `EncryptionContext`, or `SourceEncryptionContext` of ReEncrypt.
    pub encryption_context: Context,
    pub grant_tokens: Vec<String>,
    /// All of the request.
    pub parameters: Value,
}

/// A mistake that the server makes on request.
#[derive(Debug, Clone)]
pub enum Fault {
    /// An error that KMS has, by name and HTTP status, for example `DependencyTimeoutException`, 503.
    Error(u16, &'static str),
    /// `ThrottlingException`.
    Throttling,
    /// `AccessDeniedException`, naming the key.
    AccessDenied,
    /// HTTP 500 without a readable body.
    Internal,
    /// The connection is closed and nothing is answered.
    Dropped,
    /// The right answer comes late.
    Late(Duration),
    /// The right answer, but with this `KeyId`.
    KeyId(String),
    /// The right answer, but with this value of a member.
    Member(&'static str, Value),
    /// The right answer, but with a random plaintext (or shared secret) of this length.
    PlaintextLength(usize),
    /// The right answer without this member, for example `Plaintext`.
    Missing(&'static str),
    /// The right answer without its last byte.
    CutOff,
}

/// A fault that waits for its calls.
struct Injected {
    /// The operation it is for; any, where there is none.
    operation: Option<String>,
    /// For how many calls it still is.
    calls: usize,
    fault: Fault,
}

#[derive(Default)]
struct State {
    keys: Mutex<Keys>,
    calls: Mutex<Vec<Call>>,
    handed_out: Mutex<Vec<Vec<u8>>>,
    faults: Mutex<Vec<Injected>>,
    delay: Mutex<Duration>,
    in_flight: AtomicUsize,
    most_in_flight: AtomicUsize,
}

#[derive(Default)]
struct Keys {
    /// By region and id.
    keys: HashMap<(String, String), Key>,
    /// Ids of keys by region and name; a name begins with `alias/`.
    aliases: HashMap<(String, String), String>,
}

struct Key {
    region: String,
    id: String,
    description: String,
    created: f64,
    state: KeyState,
    /// Where it is a multi-Region key: the region of the primary key.
    primary: Option<String>,
    /// Replicas share it.
    material: Arc<Material>,
}

/// What a key consists of, which is also what it can be used for.
enum Material {
    /// `SYMMETRIC_DEFAULT`
    Symmetric([u8; 32]),
    /// `HMAC_256`
    Hmac([u8; 32]),
    /// An RSA key for encryption, or a key on an elliptic curve for key agreement.
    Asymmetric(KeyPair),
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum KeyState {
    Enabled,
    Disabled,
    PendingDeletion {
        /// In seconds since 1970.
        date: f64,
    },
}

/// An error of the protocol: HTTP status, name, message.
struct Refusal(u16, &'static str, String);

type Answer = Result<Value, Refusal>;

impl Kms {
    /// Starts a server without keys.
    pub fn start() -> Self {
        let state = Arc::<State>::default();
        let server = {
            let state = state.clone();
            http::Server::start(move |request| state.answer(request))
        };
        Kms { server, state }
    }

    /// Where it listens, as `http://127.0.0.1:PORT`.
    pub fn url(&self) -> String {
        format!("http://{}", self.server.address())
    }

    /// The SDK's client for [`REGION`].
    pub fn client(&self) -> aws_sdk_kms::Client {
        self.client_in(REGION)
    }

    /// The SDK's client for `region`.
    pub fn client_in(&self, region: &str) -> aws_sdk_kms::Client {
        aws_sdk_kms::Client::from_conf(self.config_in(region).build())
    }

    /// What the SDK's client for `region` is made of: all as an application would have it, but with
    /// short pauses before it tries again.
    pub fn config_in(&self, region: &str) -> aws_sdk_kms::config::Builder {
        let retry = RetryConfig::standard().with_initial_backoff(Duration::from_millis(1)).with_max_attempts(3);
        Config::builder()
            .behavior_version(BehaviorVersion::latest())
            .region(Region::new(region.to_owned()))
            .endpoint_url(self.url())
            .credentials_provider(aws_credential_types::Credentials::new("AKID", "SECRET", None, None, "test"))
            .retry_config(retry)
            // Else the whole process has one budget of retries, and tests would take it from each other.
            .retry_partition(RetryPartition::new(self.url()))
            .http_client(aws_smithy_http_client::Builder::new().build_http())
    }

    /// Makes a symmetric key in [`REGION`] and returns its ARN.
    pub fn create_key(&self) -> String {
        self.create_key_in(REGION)
    }

    /// Makes a symmetric key in `region` and returns its ARN.
    pub fn create_key_in(&self, region: &str) -> String {
        self.create_key_with(region, json!({}))
    }

    /// Makes a key in [`REGION`] of the given spec, with the usage that it can have, and returns its ARN.
    pub fn create_key_of(&self, spec: &str) -> String {
        let usage = match spec {
            spec if spec.starts_with("ECC") => "KEY_AGREEMENT",
            spec if spec.starts_with("HMAC") => "GENERATE_VERIFY_MAC",
            _ => "ENCRYPT_DECRYPT",
        };
        self.create_key_with(REGION, json!({ "KeySpec": spec, "KeyUsage": usage }))
    }

    /// Makes a key in `region` with the parameters of CreateKey and returns its ARN.
    pub fn create_key_with(&self, region: &str, parameters: Value) -> String {
        let metadata = self.state.operation("CreateKey", region, parameters.as_object().unwrap());
        let Ok(metadata) = metadata else { panic!("CreateKey failed") };
        metadata["KeyMetadata"]["Arn"].as_str().unwrap().to_owned()
    }

    /// Makes a replica of the multi-Region key `arn` in another region and returns its ARN.
    pub fn replicate(&self, arn: &str, region: &str) -> String {
        let parameters = json!({ "KeyId": arn, "ReplicaRegion": region });
        let home = arn.split(':').nth(3).unwrap();
        let metadata = self.state.operation("ReplicateKey", home, parameters.as_object().unwrap());
        let Ok(metadata) = metadata else { panic!("ReplicateKey failed") };
        metadata["ReplicaKeyMetadata"]["Arn"].as_str().unwrap().to_owned()
    }

    /// The public key of the key `arn`, as a DER-encoded SubjectPublicKeyInfo.
    pub fn public_key(&self, arn: &str) -> Vec<u8> {
        let parts: Vec<&str> = arn.splitn(6, ':').collect();
        let entry = (parts[3].to_owned(), parts[5].trim_start_matches("key/").to_owned());
        match &*lock(&self.state.keys).keys[&entry].material {
            Material::Asymmetric(key) => key.public_key(),
            Material::Symmetric(_) | Material::Hmac(_) => panic!("{arn} has no public key"),
        }
    }

    /// The calls so far, in the order of their arrival.
    pub fn calls(&self) -> Vec<Call> {
        lock(&self.state.calls).clone()
    }

    /// How many calls of `operation` there were.
    pub fn count(&self, operation: &str) -> usize {
        lock(&self.state.calls).iter().filter(|call| call.operation == operation).count()
    }

    /// Forgets the calls so far.
    pub fn forget_calls(&self) {
        lock(&self.state.calls).clear();
        self.state.most_in_flight.store(0, Ordering::SeqCst);
    }

    /// How many calls were worked on at one time, at most.
    pub fn most_in_flight(&self) -> usize {
        self.state.most_in_flight.load(Ordering::SeqCst)
    }

    /// Every plaintext that was in an answer.
    pub fn handed_out(&self) -> Vec<Vec<u8>> {
        lock(&self.state.handed_out).clone()
    }

    /// Makes every call take `delay` longer.
    pub fn set_delay(&self, delay: Duration) {
        *lock(&self.state.delay) = delay;
    }

    /// Makes the next `calls` calls of `operation` fail like `fault`; of any operation for `None`.
    /// Faults wait for their turn in the order in which they were injected.
    pub fn inject(&self, operation: Option<&str>, calls: usize, fault: Fault) {
        let operation = operation.map(str::to_owned);
        lock(&self.state.faults).push(Injected { operation, calls, fault });
    }

    /// Forgets all faults that still wait.
    pub fn heal(&self) {
        lock(&self.state.faults).clear();
    }
}

impl State {
    /// Answers an HTTP request.
    fn answer(&self, request: &http::Request) -> Option<http::Response> {
        let now = self.in_flight.fetch_add(1, Ordering::SeqCst) + 1;
        self.most_in_flight.fetch_max(now, Ordering::SeqCst);
        let answer = self.judge(request);
        self.in_flight.fetch_sub(1, Ordering::SeqCst);
        answer
    }

    fn judge(&self, request: &http::Request) -> Option<http::Response> {
        let target = request.header("x-amz-target").and_then(|target| target.strip_prefix("TrentService."));
        let (Some(operation), "POST") = (target, request.method.as_str()) else {
            return Some(refused(Refusal(400, "UnknownOperationException", String::new())));
        };
        let Some(region) = region_of(request) else {
            let message = "Missing Authentication Token".to_owned();
            return Some(refused(Refusal(400, "MissingAuthenticationTokenException", message)));
        };
        let Ok(Value::Object(parameters)) = serde_json::from_slice(&request.body) else {
            return Some(refused(Refusal(400, "SerializationException", String::new())));
        };
        self.log(operation, region, &parameters);
        let delay = *lock(&self.delay);
        std::thread::sleep(delay);

        let fault = self.fault(operation);
        match &fault {
            Some(Fault::Error(status, name)) => {
                return Some(refused(Refusal(*status, name, "injected".to_owned())));
            }
            Some(Fault::Throttling) => {
                let message = "You have exceeded the rate at which you may call KMS.".to_owned();
                return Some(refused(Refusal(400, "ThrottlingException", message)));
            }
            Some(Fault::AccessDenied) => {
                let key = parameters.get("KeyId").and_then(Value::as_str).unwrap_or("*");
                return Some(refused(denied(operation, key)));
            }
            Some(Fault::Internal) => {
                return Some(http::Response { status: 500, body: b"<html>".to_vec(), ..Default::default() });
            }
            Some(Fault::Dropped) => return None,
            Some(Fault::Late(delay)) => std::thread::sleep(*delay),
            _ => {}
        }
        match self.operation(operation, region, &parameters) {
            Ok(mut answer) => {
                falsify(&mut answer, fault.as_ref());
                for secret in ["Plaintext", "SharedSecret", "Mac"] {
                    if let Some(secret) = answer.get(secret).and_then(Value::as_str) {
                        lock(&self.handed_out).push(base64::decode(secret).unwrap());
                    }
                }
                let mut body = answer.to_string().into_bytes();
                if let Some(Fault::CutOff) = fault {
                    body.pop();
                }
                Some(respond(200, body))
            }
            Err(refusal) => Some(refused(refusal)),
        }
    }

    fn log(&self, operation: &str, region: &str, parameters: &Map<String, Value>) {
        let text = |value: &Value| value.as_str().map(str::to_owned);
        let either = |first, second| parameters.get(first).or_else(|| parameters.get(second));
        let context = either("EncryptionContext", "SourceEncryptionContext").and_then(Value::as_object);
        let tokens = parameters.get("GrantTokens").and_then(Value::as_array);
        lock(&self.calls).push(Call {
            operation: operation.to_owned(),
            region: region.to_owned(),
            key_id: either("KeyId", "SourceKeyId").and_then(text),
            encryption_context: context
                .into_iter()
                .flatten()
                .filter_map(|(name, value)| Some((name.clone(), text(value)?)))
                .collect(),
            grant_tokens: tokens.into_iter().flatten().filter_map(text).collect(),
            parameters: Value::Object(parameters.clone()),
        });
    }

    /// Takes the fault that is meant for a call of `operation`.
    fn fault(&self, operation: &str) -> Option<Fault> {
        let mut faults = lock(&self.faults);
        let meant = |injected: &Injected| injected.operation.as_deref().is_none_or(|name| name == operation);
        let place = faults.iter().position(|injected| injected.calls > 0 && meant(injected))?;
        faults[place].calls -= 1;
        Some(faults[place].fault.clone())
    }

    fn operation(&self, operation: &str, region: &str, parameters: &Map<String, Value>) -> Answer {
        let mut keys = lock(&self.keys);
        let request = Parameters { operation, region, parameters };
        match operation {
            "CreateKey" => create_key(&mut keys, &request),
            "DescribeKey" => {
                let key = keys.find(&request, "KeyId")?;
                Ok(json!({ "KeyMetadata": key.metadata() }))
            }
            "CreateAlias" => create_alias(&mut keys, &request),
            "EnableKey" => change_state(&mut keys, &request, KeyState::Enabled),
            "DisableKey" => change_state(&mut keys, &request, KeyState::Disabled),
            "ScheduleKeyDeletion" => schedule_key_deletion(&mut keys, &request),
            "CancelKeyDeletion" => cancel_key_deletion(&mut keys, &request),
            "GenerateDataKey" => generate_data_key(&keys, &request, true),
            "GenerateDataKeyWithoutPlaintext" => generate_data_key(&keys, &request, false),
            "Encrypt" => encrypt(&keys, &request),
            "Decrypt" => decrypt(&keys, &request),
            "ReEncrypt" => re_encrypt(&keys, &request),
            "GenerateMac" => generate_mac(&keys, &request),
            "GetPublicKey" => get_public_key(&keys, &request),
            "DeriveSharedSecret" => derive_shared_secret(&keys, &request),
            "ReplicateKey" => replicate_key(&mut keys, &request),
            _ => Err(Refusal(400, "UnknownOperationException", String::new())),
        }
    }
}

/// The region that a request was signed for: it stands in the credential's scope.
fn region_of(request: &http::Request) -> Option<&str> {
    let (_, credential) = request.header("authorization")?.split_once("Credential=")?;
    let mut scope = credential.split(',').next()?.split('/');
    let (region, service) = (scope.nth(2)?, scope.next()?);
    (service == "kms" && !region.is_empty()).then_some(region)
}

fn refused(Refusal(status, name, message): Refusal) -> http::Response {
    let mut body = json!({ "__type": name });
    if !message.is_empty() {
        body["message"] = message.into();
    }
    respond(status, body.to_string().into_bytes())
}

fn respond(status: u16, body: Vec<u8>) -> http::Response {
    let headers = [("content-type", "application/x-amz-json-1.1".to_owned()), ("x-amzn-requestid", uuid())];
    http::Response { status, headers: headers.map(|(name, value)| (name.to_owned(), value)).into(), body }
}

/// Makes the answer as wrong as `fault` wants it.
fn falsify(answer: &mut Value, fault: Option<&Fault>) {
    match fault {
        Some(Fault::KeyId(id)) => answer["KeyId"] = id.as_str().into(),
        Some(Fault::PlaintextLength(length)) => {
            let mut plaintext = vec![0; *length];
            rand::fill(&mut plaintext).unwrap();
            let member = if answer.get("SharedSecret").is_some() { "SharedSecret" } else { "Plaintext" };
            answer[member] = base64::encode(plaintext).into();
        }
        Some(Fault::Member(member, value)) => answer[*member] = value.clone(),
        Some(Fault::Missing(member)) => {
            answer.as_object_mut().unwrap().remove(*member);
        }
        _ => {}
    }
}

// ---------------------------------------------------------------------------------------------
// Parameters

/// A request as an operation sees it.
struct Parameters<'a> {
    operation: &'a str,
    region: &'a str,
    parameters: &'a Map<String, Value>,
}

impl Parameters<'_> {
    /// A member that is text.
    fn text(&self, name: &str) -> Result<Option<&str>, Refusal> {
        match self.parameters.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::String(text)) => Ok(Some(text)),
            Some(_) => Err(Refusal(400, "SerializationException", String::new())),
        }
    }

    fn required(&self, name: &str) -> Result<&str, Refusal> {
        self.text(name)?.ok_or_else(|| missing(name))
    }

    /// A member that is bytes, of which there must be some.
    fn bytes(&self, name: &str, longest: usize) -> Result<Vec<u8>, Refusal> {
        let bytes = base64::decode(self.required(name)?)
            .map_err(|_| Refusal(400, "SerializationException", String::new()))?;
        if (1..=longest).contains(&bytes.len()) {
            Ok(bytes)
        } else {
            Err(invalid(format!("Value at '{name}' must have 1 to {longest} bytes")))
        }
    }

    fn number(&self, name: &str) -> Result<Option<u64>, Refusal> {
        match self.parameters.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(value) => match value.as_u64() {
                Some(number) => Ok(Some(number)),
                None => Err(invalid(format!("Value at '{name}' is out of range"))),
            },
        }
    }

    fn context(&self, name: &str) -> Result<Context, Refusal> {
        let wrong = || Refusal(400, "SerializationException", String::new());
        match self.parameters.get(name) {
            None | Some(Value::Null) => Ok(Context::new()),
            Some(Value::Object(entries)) => entries
                .iter()
                .map(|(name, value)| Ok((name.clone(), value.as_str().ok_or_else(wrong)?.to_owned())))
                .collect::<Result<Context, Refusal>>()
                .and_then(|context| {
                    let length: usize = context.iter().map(|(name, value)| name.len() + value.len()).sum();
                    let message = format!("Value at '{name}' must have at most {MAX_CONTEXT} bytes");
                    if length > MAX_CONTEXT { Err(invalid(message)) } else { Ok(context) }
                }),
            Some(_) => Err(wrong()),
        }
    }

    /// Checks that the algorithm, where one is named, is the symmetric one.
    fn symmetric_algorithm(&self, name: &str) -> Result<(), Refusal> {
        match self.text(name)? {
            None | Some("SYMMETRIC_DEFAULT") => Ok(()),
            Some(_) => Err(wrong_usage()),
        }
    }

    /// The algorithm that is named for an RSA key; there may be no encryption context with it.
    fn rsa_algorithm(&self, name: &str, context: &Context) -> Result<&str, Refusal> {
        let algorithm = self.text(name)?.unwrap_or("SYMMETRIC_DEFAULT");
        if asymmetric::oaep(algorithm).is_none() {
            return Err(wrong_usage());
        }
        if !context.is_empty() {
            return Err(invalid("EncryptionContext is not supported for asymmetric keys"));
        }
        Ok(algorithm)
    }

    /// Where the request only asks whether the operation would be done, answers so instead of doing it.
    fn done(&self, answer: Value) -> Answer {
        if self.parameters.get("DryRun").and_then(Value::as_bool) == Some(true) {
            let message = "The request would have succeeded, but the DryRun option is set.".to_owned();
            return Err(Refusal(412, "DryRunOperationException", message));
        }
        Ok(answer)
    }
}

fn invalid(message: impl Into<String>) -> Refusal {
    Refusal(400, "ValidationException", message.into())
}

fn missing(name: &str) -> Refusal {
    invalid(format!("1 validation error detected: Value at '{name}' must not be null"))
}

fn not_found(message: impl Into<String>) -> Refusal {
    Refusal(400, "NotFoundException", message.into())
}

fn denied(operation: &str, key: &str) -> Refusal {
    let message = format!(
        "User: arn:aws:iam::{ACCOUNT}:user/test is not authorized to perform: kms:{operation} on {key}"
    );
    Refusal(400, "AccessDeniedException", message)
}

fn wrong_usage() -> Refusal {
    Refusal(400, "InvalidKeyUsageException", "The operation or algorithm does not fit the key".to_owned())
}

fn unsupported(message: impl Into<String>) -> Refusal {
    Refusal(400, "UnsupportedOperationException", message.into())
}

fn invalid_ciphertext() -> Refusal {
    Refusal(400, "InvalidCiphertextException", String::new())
}

// ---------------------------------------------------------------------------------------------
// Keys

impl Keys {
    /// The key that the request's member `name` names by id, ARN, alias or alias ARN.
    fn find(&self, request: &Parameters<'_>, name: &str) -> Result<&Key, Refusal> {
        self.resolve(request, request.required(name)?)
    }

    fn resolve(&self, request: &Parameters<'_>, text: &str) -> Result<&Key, Refusal> {
        let resource = self.resource(request, text)?;
        let region = request.region;
        let id = if resource.starts_with("alias/") {
            let alias = self.aliases.get(&(region.to_owned(), resource.to_owned()));
            alias.ok_or_else(|| not_found(format!("Alias {} is not found.", arn(region, resource))))?
        } else {
            resource
        };
        self.keys
            .get(&(region.to_owned(), id.to_owned()))
            .ok_or_else(|| not_found(format!("Key '{}' does not exist", arn(region, &format!("key/{id}")))))
    }

    /// As [`find`](Self::find), for the operations that change a key and do not take aliases.
    fn find_without_alias(&mut self, request: &Parameters<'_>, name: &str) -> Result<&mut Key, Refusal> {
        let text = request.required(name)?;
        if self.resource(request, text)?.starts_with("alias/") {
            return Err(invalid(format!("Invalid keyId '{text}'")));
        }
        let entry = (request.region.to_owned(), self.resolve(request, text)?.id.clone());
        Ok(self.keys.get_mut(&entry).unwrap())
    }

    /// Id or alias out of what a request names; an ARN must be of the request's region and of this
    /// account.
    fn resource<'t>(&self, request: &Parameters<'_>, text: &'t str) -> Result<&'t str, Refusal> {
        let Some(rest) = text.strip_prefix("arn:") else {
            return if text.is_empty() { Err(missing("keyId")) } else { Ok(text) };
        };
        let parts: Vec<&str> = rest.splitn(5, ':').collect();
        let ["aws", "kms", region, account, resource] = parts[..] else {
            return Err(not_found(format!("Invalid arn {text}")));
        };
        if region != request.region {
            return Err(not_found(format!("Invalid arn {region}")));
        }
        if account != ACCOUNT {
            return Err(denied(request.operation, text));
        }
        match resource.strip_prefix("key/") {
            Some(id) => Ok(id),
            None if resource.starts_with("alias/") => Ok(resource),
            None => Err(not_found(format!("Invalid arn {text}"))),
        }
    }
}

fn arn(region: &str, resource: &str) -> String {
    format!("arn:aws:kms:{region}:{ACCOUNT}:{resource}")
}

impl Key {
    fn arn(&self) -> String {
        arn(&self.region, &format!("key/{}", self.id))
    }

    fn metadata(&self) -> Value {
        let mut metadata = json!({
            "AWSAccountId": ACCOUNT,
            "Arn": self.arn(),
            "CreationDate": self.created,
            "Description": self.description,
            "Enabled": self.state == KeyState::Enabled,
            "KeyId": self.id,
            "KeyManager": "CUSTOMER",
            "KeyState": self.state.name(),
            "MultiRegion": self.primary.is_some(),
            "Origin": "AWS_KMS",
        });
        self.push_kind(&mut metadata);
        if let Some(primary) = &self.primary {
            metadata["MultiRegionConfiguration"] = json!({
                "MultiRegionKeyType": if *primary == self.region { "PRIMARY" } else { "REPLICA" },
                "PrimaryKey": { "Arn": arn(primary, &format!("key/{}", self.id)), "Region": primary },
            });
        }
        if let KeyState::PendingDeletion { date } = self.state {
            metadata["DeletionDate"] = date.into();
        }
        metadata
    }

    /// Adds to `answer` what kind of key it is.
    fn push_kind(&self, answer: &mut Value) {
        let (spec, usage, algorithms) = match &*self.material {
            Material::Symmetric(_) => ("SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT", vec!["SYMMETRIC_DEFAULT"]),
            Material::Hmac(_) => ("HMAC_256", "GENERATE_VERIFY_MAC", vec!["HMAC_SHA_256"]),
            Material::Asymmetric(key @ KeyPair::Rsa { .. }) => {
                (key.spec(), "ENCRYPT_DECRYPT", vec!["RSAES_OAEP_SHA_1", "RSAES_OAEP_SHA_256"])
            }
            Material::Asymmetric(key @ KeyPair::Ecc { .. }) => (key.spec(), "KEY_AGREEMENT", vec!["ECDH"]),
        };
        answer["CustomerMasterKeySpec"] = spec.into();
        answer["KeySpec"] = spec.into();
        answer["KeyUsage"] = usage.into();
        let member = match usage {
            "KEY_AGREEMENT" => "KeyAgreementAlgorithms",
            "GENERATE_VERIFY_MAC" => "MacAlgorithms",
            _ => "EncryptionAlgorithms",
        };
        answer[member] = algorithms.into();
    }

    /// The key itself, if it is a symmetric one.
    fn symmetric(&self) -> Result<&[u8; 32], Refusal> {
        match &*self.material {
            Material::Symmetric(key) => Ok(key),
            Material::Asymmetric(_) | Material::Hmac(_) => Err(wrong_usage()),
        }
    }

    /// Checks that the key's state allows it to be used.
    fn usable(&self) -> Result<&Self, Refusal> {
        match self.state {
            KeyState::Enabled => Ok(self),
            KeyState::Disabled => {
                Err(Refusal(400, "DisabledException", format!("{} is disabled.", self.arn())))
            }
            KeyState::PendingDeletion { .. } => Err(self.pending_deletion()),
        }
    }

    fn pending_deletion(&self) -> Refusal {
        Refusal(400, "KMSInvalidStateException", format!("{} is pending deletion.", self.arn()))
    }

    /// Encrypts `plaintext` under a symmetric key. The blob begins with the key's id and so needs no
    /// further word of which key it is.
    fn seal(&self, plaintext: &[u8], context: &Context) -> Result<Vec<u8>, Refusal> {
        let key = self.symmetric()?;
        let mut blob = vec![BLOB_VERSION, self.id.len() as u8];
        blob.extend_from_slice(self.id.as_bytes());
        let mut nonce = [0; aead::NONCE_LEN];
        rand::fill(&mut nonce).unwrap();
        let aad = aead::Aad::from(associated_data(&blob, context));
        let mut sealed = plaintext.to_vec();
        cipher(key)
            .seal_in_place_append_tag(aead::Nonce::assume_unique_for_key(nonce), aad, &mut sealed)
            .unwrap();
        blob.extend_from_slice(&nonce);
        blob.extend_from_slice(&sealed);
        Ok(blob)
    }

    /// Decrypts a blob that belongs to this key.
    fn open(&self, blob: &Blob<'_>, context: &Context) -> Result<Vec<u8>, Refusal> {
        let key = self.symmetric()?;
        let aad = aead::Aad::from(associated_data(blob.head, context));
        let mut opened = blob.sealed.to_vec();
        let plaintext = cipher(key)
            .open_in_place(aead::Nonce::assume_unique_for_key(*blob.nonce), aad, &mut opened)
            .map_err(|_| invalid_ciphertext())?;
        Ok(plaintext.to_vec())
    }
}

impl KeyState {
    fn name(self) -> &'static str {
        match self {
            KeyState::Enabled => "Enabled",
            KeyState::Disabled => "Disabled",
            KeyState::PendingDeletion { .. } => "PendingDeletion",
        }
    }
}

/// First byte of a blob.
const BLOB_VERSION: u8 = 1;

/// What is in a ciphertext blob.
struct Blob<'a> {
    /// All that comes before the nonce.
    head: &'a [u8],
    key_id: &'a str,
    nonce: &'a [u8; aead::NONCE_LEN],
    /// Ciphertext and tag.
    sealed: &'a [u8],
}

impl<'a> Blob<'a> {
    fn parse(bytes: &'a [u8]) -> Option<Self> {
        let (&[version, length], _) = bytes.split_first_chunk::<2>()?;
        let (head, rest) = bytes.split_at_checked(2 + usize::from(length))?;
        let (nonce, sealed) = rest.split_first_chunk()?;
        let key_id = std::str::from_utf8(&head[2..]).ok()?;
        (version == BLOB_VERSION).then_some(Blob { head, key_id, nonce, sealed })
    }
}

fn cipher(key: &[u8; 32]) -> aead::LessSafeKey {
    aead::LessSafeKey::new(aead::UnboundKey::new(&aead::AES_256_GCM, key).unwrap())
}

/// The blob's head and the encryption context, in a form of which no two contexts have the same.
fn associated_data(head: &[u8], context: &Context) -> Vec<u8> {
    let mut data = head.to_vec();
    for text in context.iter().flat_map(|(name, value)| [name, value]) {
        data.extend_from_slice(&(text.len() as u64).to_be_bytes());
        data.extend_from_slice(text.as_bytes());
    }
    data
}

// ---------------------------------------------------------------------------------------------
// Operations

fn create_key(keys: &mut Keys, request: &Parameters<'_>) -> Answer {
    let spec = request.text("KeySpec")?.or(request.text("CustomerMasterKeySpec")?);
    let usage = request.text("KeyUsage")?.unwrap_or("ENCRYPT_DECRYPT");
    let material = match (spec.unwrap_or("SYMMETRIC_DEFAULT"), usage) {
        ("SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT") => Material::Symmetric(random()),
        ("HMAC_256", "GENERATE_VERIFY_MAC") => Material::Hmac(random()),
        (spec, usage) => match KeyPair::generate(spec, usage) {
            Some(key) => Material::Asymmetric(key),
            None => return Err(invalid(format!("KeySpec {spec} with KeyUsage {usage} is not supported"))),
        },
    };
    let multi_region = request.parameters.get("MultiRegion").and_then(Value::as_bool) == Some(true);
    let key = Key {
        region: request.region.to_owned(),
        id: if multi_region { format!("mrk-{}", uuid().replace('-', "")) } else { uuid() },
        description: request.text("Description")?.unwrap_or_default().to_owned(),
        created: seconds(),
        state: KeyState::Enabled,
        primary: multi_region.then(|| request.region.to_owned()),
        material: Arc::new(material),
    };
    let metadata = key.metadata();
    keys.keys.insert((key.region.clone(), key.id.clone()), key);
    Ok(json!({ "KeyMetadata": metadata }))
}

fn random() -> [u8; 32] {
    let mut key = [0; 32];
    rand::fill(&mut key).unwrap();
    key
}

fn generate_mac(keys: &Keys, request: &Parameters<'_>) -> Answer {
    let message = request.bytes("Message", MAX_PLAINTEXT)?;
    let algorithm = request.required("MacAlgorithm")?;
    let key = keys.find(request, "KeyId")?.usable()?;
    let Material::Hmac(secret) = &*key.material else { return Err(wrong_usage()) };
    if algorithm != "HMAC_SHA_256" {
        return Err(wrong_usage());
    }
    let mac = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, secret), &message);
    request.done(json!({ "KeyId": key.arn(), "Mac": base64::encode(mac), "MacAlgorithm": algorithm }))
}

fn replicate_key(keys: &mut Keys, request: &Parameters<'_>) -> Answer {
    let region = request.required("ReplicaRegion")?;
    let key = keys.find_without_alias(request, "KeyId")?;
    if key.primary.as_deref() != Some(request.region) {
        return Err(unsupported(format!("{} is not a multi-Region primary key.", key.arn())));
    }
    key.usable()?;
    let replica = Key {
        region: region.to_owned(),
        id: key.id.clone(),
        description: request.text("Description")?.unwrap_or_default().to_owned(),
        created: seconds(),
        state: KeyState::Enabled,
        primary: key.primary.clone(),
        material: key.material.clone(),
    };
    let entry = (replica.region.clone(), replica.id.clone());
    if keys.keys.contains_key(&entry) {
        let message = format!("{} already exists.", replica.arn());
        return Err(Refusal(400, "AlreadyExistsException", message));
    }
    let metadata = replica.metadata();
    keys.keys.insert(entry, replica);
    Ok(json!({ "ReplicaKeyMetadata": metadata }))
}

fn get_public_key(keys: &Keys, request: &Parameters<'_>) -> Answer {
    let key = keys.find(request, "KeyId")?.usable()?;
    let Material::Asymmetric(pair) = &*key.material else {
        return Err(unsupported("GetPublicKey is for asymmetric keys."));
    };
    let mut answer = json!({ "KeyId": key.arn(), "PublicKey": base64::encode(pair.public_key()) });
    key.push_kind(&mut answer);
    Ok(answer)
}

fn derive_shared_secret(keys: &Keys, request: &Parameters<'_>) -> Answer {
    let public_key = request.bytes("PublicKey", 8192)?;
    if request.required("KeyAgreementAlgorithm")? != "ECDH" {
        return Err(invalid("Value at 'keyAgreementAlgorithm' must be ECDH"));
    }
    let key = keys.find(request, "KeyId")?.usable()?;
    let Material::Asymmetric(pair @ KeyPair::Ecc { .. }) = &*key.material else { return Err(wrong_usage()) };
    let secret = pair.shared_secret(&public_key).ok_or_else(|| invalid("The public key is not valid."))?;
    request.done(json!({
        "KeyAgreementAlgorithm": "ECDH",
        "KeyId": key.arn(),
        "KeyOrigin": "AWS_KMS",
        "SharedSecret": base64::encode(secret),
    }))
}

fn create_alias(keys: &mut Keys, request: &Parameters<'_>) -> Answer {
    let name = request.required("AliasName")?;
    match name.strip_prefix("alias/") {
        Some(rest) if rest.starts_with("aws/") => {
            return Err(Refusal(400, "NotAuthorizedException", String::new()));
        }
        Some(rest) if !rest.is_empty() => {}
        _ => return Err(invalid("Invalid identifier")),
    }
    let key = keys.find_without_alias(request, "TargetKeyId")?;
    if let KeyState::PendingDeletion { .. } = key.state {
        return Err(key.pending_deletion());
    }
    let id = key.id.clone();
    let entry = (request.region.to_owned(), name.to_owned());
    if keys.aliases.contains_key(&entry) {
        let message = format!("An alias with the name {} already exists", arn(request.region, name));
        return Err(Refusal(400, "AlreadyExistsException", message));
    }
    keys.aliases.insert(entry, id);
    Ok(json!({}))
}

fn change_state(keys: &mut Keys, request: &Parameters<'_>, state: KeyState) -> Answer {
    let key = keys.find_without_alias(request, "KeyId")?;
    if let KeyState::PendingDeletion { .. } = key.state {
        return Err(key.pending_deletion());
    }
    key.state = state;
    Ok(json!({}))
}

fn schedule_key_deletion(keys: &mut Keys, request: &Parameters<'_>) -> Answer {
    let days = request.number("PendingWindowInDays")?.unwrap_or(30);
    if !(7..=30).contains(&days) {
        return Err(invalid("Value at 'pendingWindowInDays' must be 7 to 30"));
    }
    let key = keys.find_without_alias(request, "KeyId")?;
    if let KeyState::PendingDeletion { .. } = key.state {
        return Err(key.pending_deletion());
    }
    let date = seconds() + days as f64 * 86_400.0;
    key.state = KeyState::PendingDeletion { date };
    Ok(json!({
        "DeletionDate": date,
        "KeyId": key.arn(),
        "KeyState": key.state.name(),
        "PendingWindowInDays": days,
    }))
}

fn cancel_key_deletion(keys: &mut Keys, request: &Parameters<'_>) -> Answer {
    let key = keys.find_without_alias(request, "KeyId")?;
    if !matches!(key.state, KeyState::PendingDeletion { .. }) {
        let message = format!("{} is not pending deletion.", key.arn());
        return Err(Refusal(400, "KMSInvalidStateException", message));
    }
    key.state = KeyState::Disabled;
    Ok(json!({ "KeyId": key.arn() }))
}

fn generate_data_key(keys: &Keys, request: &Parameters<'_>, plaintext_too: bool) -> Answer {
    let context = request.context("EncryptionContext")?;
    let length = match (request.number("NumberOfBytes")?, request.text("KeySpec")?) {
        (Some(length), None) if (1..=MAX_DATA_KEY).contains(&length) => length as usize,
        (Some(_), None) => return Err(invalid("Value at 'numberOfBytes' must be 1 to 1024")),
        (None, Some("AES_256")) => 32,
        (None, Some("AES_128")) => 16,
        (None, Some(_)) => return Err(invalid("Value at 'keySpec' must be AES_256 or AES_128")),
        _ => return Err(invalid("Please specify either number of bytes or key spec.")),
    };
    let key = keys.find(request, "KeyId")?.usable()?;
    let mut plaintext = vec![0; length];
    rand::fill(&mut plaintext).unwrap();
    let mut answer = json!({
        "CiphertextBlob": base64::encode(key.seal(&plaintext, &context)?),
        "KeyId": key.arn(),
    });
    if plaintext_too {
        answer["Plaintext"] = base64::encode(&plaintext).into();
    }
    request.done(answer)
}

fn encrypt(keys: &Keys, request: &Parameters<'_>) -> Answer {
    let plaintext = request.bytes("Plaintext", MAX_PLAINTEXT)?;
    let context = request.context("EncryptionContext")?;
    let key = keys.find(request, "KeyId")?.usable()?;
    let (algorithm, blob) = match &*key.material {
        Material::Symmetric(_) => {
            request.symmetric_algorithm("EncryptionAlgorithm")?;
            ("SYMMETRIC_DEFAULT", key.seal(&plaintext, &context)?)
        }
        Material::Hmac(_) => return Err(wrong_usage()),
        Material::Asymmetric(pair) => {
            let algorithm = request.rsa_algorithm("EncryptionAlgorithm", &context)?;
            let blob = pair.encrypt(asymmetric::oaep(algorithm).unwrap(), &plaintext);
            (algorithm, blob.ok_or_else(|| invalid("The plaintext is too long for the key."))?)
        }
    };
    request.done(json!({
        "CiphertextBlob": base64::encode(blob),
        "EncryptionAlgorithm": algorithm,
        "KeyId": key.arn(),
    }))
}

fn decrypt(keys: &Keys, request: &Parameters<'_>) -> Answer {
    let opened = open(keys, request, "KeyId", "EncryptionContext", "EncryptionAlgorithm")?;
    request.done(json!({
        "EncryptionAlgorithm": opened.algorithm,
        "KeyId": opened.key.arn(),
        "Plaintext": base64::encode(opened.plaintext),
    }))
}

fn re_encrypt(keys: &Keys, request: &Parameters<'_>) -> Answer {
    let destination_context = request.context("DestinationEncryptionContext")?;
    request.symmetric_algorithm("DestinationEncryptionAlgorithm")?;
    let destination = keys.find(request, "DestinationKeyId")?.usable()?;
    let source = open(keys, request, "SourceKeyId", "SourceEncryptionContext", "SourceEncryptionAlgorithm")?;
    request.done(json!({
        "CiphertextBlob": base64::encode(destination.seal(&source.plaintext, &destination_context)?),
        "DestinationEncryptionAlgorithm": "SYMMETRIC_DEFAULT",
        "KeyId": destination.arn(),
        "SourceEncryptionAlgorithm": source.algorithm,
        "SourceKeyId": source.key.arn(),
    }))
}

/// What was in a request's blob.
struct Opened<'k> {
    key: &'k Key,
    algorithm: String,
    plaintext: Vec<u8>,
}

/// Decrypts the request's blob, with the key that it names or else the one that the blob names.
fn open<'k>(
    keys: &'k Keys,
    request: &Parameters<'_>,
    key: &str,
    context: &str,
    algorithm: &str,
) -> Result<Opened<'k>, Refusal> {
    let bytes = request.bytes("CiphertextBlob", 6144)?;
    let context = request.context(context)?;
    let named = match request.text(key)? {
        Some(text) => Some(keys.resolve(request, text)?.usable()?),
        None => None,
    };
    if let Some(key) = named
        && let Material::Asymmetric(pair) = &*key.material
    {
        let algorithm = request.rsa_algorithm(algorithm, &context)?.to_owned();
        let plaintext = pair.decrypt(asymmetric::oaep(&algorithm).unwrap(), &bytes);
        return Ok(Opened { key, algorithm, plaintext: plaintext.ok_or_else(invalid_ciphertext)? });
    }
    request.symmetric_algorithm(algorithm)?;
    let blob = Blob::parse(&bytes).ok_or_else(invalid_ciphertext)?;
    if !keys.keys.keys().any(|(_, id)| id == blob.key_id) {
        return Err(invalid_ciphertext());
    }
    let owner = keys.keys.get(&(request.region.to_owned(), blob.key_id.to_owned()));
    let key = match (named, owner) {
        (Some(named), owner) if owner.is_none_or(|owner| owner.id != named.id) => {
            let message = "The key ID in the request does not identify the key of the ciphertext.".to_owned();
            return Err(Refusal(400, "IncorrectKeyException", message));
        }
        (_, Some(owner)) => owner.usable()?,
        (_, None) => {
            let message = "The ciphertext refers to a key that does not exist in this region.".to_owned();
            return Err(Refusal(400, "AccessDeniedException", message));
        }
    };
    let plaintext = key.open(&blob, &context)?;
    Ok(Opened { key, algorithm: "SYMMETRIC_DEFAULT".to_owned(), plaintext })
}

// ---------------------------------------------------------------------------------------------

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap()
}

/// A random UUID.
fn uuid() -> String {
    let mut bytes = [0; 16];
    rand::fill(&mut bytes).unwrap();
    let mut text: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    for place in [8, 13, 18, 23] {
        text.insert(place, '-');
    }
    text
}

/// Now, in seconds since 1970.
fn seconds() -> f64 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs_f64()
}
