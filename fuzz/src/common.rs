//! What several targets need.

use std::error::Error as StdError;
use std::future::Future;
use std::iter::successors;
use std::sync::Arc;

use arbitrary::{Arbitrary, Result, Unstructured};
use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::retry::RetryConfig;
use aws_sdk_dynamodb::config::{BehaviorVersion, Builder, Config, Credentials, Region};
use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue;
use aws_smithy_runtime_api::client::http::{
    HttpConnector, HttpConnectorFuture, SharedHttpClient, SharedHttpConnector, http_client_fn,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_types::body::SdkBody;
use dynamodb_item_encryptor::{AlgorithmSuite, Error, Item, RawAesKeyring, TableConfig, TableConfigBuilder};

/// The most that an error may print, with all that led to it.
const LONGEST: usize = 8 << 10;

/// Carries out what waits for nothing but the clock.
pub fn wait<T>(work: impl Future<Output = T>) -> T {
    thread_local! {
        static RUNTIME: tokio::runtime::Runtime =
            tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
    }
    RUNTIME.with(|runtime| runtime.block_on(work))
}

/// An error says what it has to say in bounds, and has nothing in it that changes a terminal or forges a line.
pub fn check_printed(error: &(dyn StdError + 'static)) {
    let text: Vec<_> = successors(Some(error), |error| (*error).source()).map(ToString::to_string).collect();
    let text = text.join(": ");
    assert!(text.len() <= LONGEST, "{} bytes: {text:.200}", text.len());
    assert!(!text.chars().any(char::is_control), "{text:?}");
}

/// As [`check_printed`]; and whatever is handed in, that no state that cannot be was reached.
pub fn check(error: &Error) {
    check_printed(error);
    assert!(!matches!(error, Error::Internal { .. } | Error::Crypto { .. }), "{error:?}");
}

/// A table with all kinds of attributes: `email` and `notes` are encrypted, `plan` is signed, and `:counter` is neither.
pub fn customers() -> TableConfigBuilder {
    TableConfig::builder("Customers")
        .partition_key("id")
        .sort_key("created")
        .encrypt(["email", "notes"])
        .sign(["plan"])
        .unsigned_prefix(":")
        .suite(AlgorithmSuite::HmacSha384)
}

pub fn aes() -> RawAesKeyring {
    RawAesKeyring::new("fuzz", "key", &[7; 32]).unwrap()
}

/// An item of the table.
pub fn customer(id: &str, email: &str) -> Item {
    let notes = AttributeValue::L(vec![
        AttributeValue::S("a note".to_owned()),
        AttributeValue::N("31415926".to_owned()),
    ]);
    [
        ("id", AttributeValue::S(id.to_owned())),
        ("created", AttributeValue::N("1".to_owned())),
        ("email", AttributeValue::S(email.to_owned())),
        ("notes", notes),
        ("plan", AttributeValue::S("gold".to_owned())),
        (":counter", AttributeValue::N("1".to_owned())),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .into()
}

/// Any value, of a bounded size.
pub fn value(input: &mut Unstructured<'_>, depth: usize) -> Result<AttributeValue> {
    let kinds = if depth < 4 { 11 } else { 8 };
    Ok(match input.int_in_range(0..=kinds)? {
        0 => AttributeValue::S(String::arbitrary(input)?),
        1 => AttributeValue::N(number(input)?),
        2 => AttributeValue::B(Blob::new(Vec::<u8>::arbitrary(input)?)),
        3 => AttributeValue::Bool(bool::arbitrary(input)?),
        4 => AttributeValue::Null(bool::arbitrary(input)?),
        5 => AttributeValue::Ss(several(input, text)?),
        6 => AttributeValue::Ns(several(input, number)?),
        7 | 8 => AttributeValue::Bs(several(input, |input| Ok(Blob::new(Vec::<u8>::arbitrary(input)?)))?),
        9 => AttributeValue::L(several(input, |input| value(input, depth + 1))?),
        _ => {
            let members = several(input, |input| Ok((String::arbitrary(input)?, value(input, depth + 1)?)))?;
            AttributeValue::M(members.into_iter().collect())
        }
    })
}

fn text(input: &mut Unstructured<'_>) -> Result<String> {
    String::arbitrary(input)
}

/// A number, or what looks like one.
fn number(input: &mut Unstructured<'_>) -> Result<String> {
    Ok(match input.int_in_range(0..=2)? {
        0 => i64::arbitrary(input)?.to_string(),
        1 => format!("{}.{}e{}", i32::arbitrary(input)?, u32::arbitrary(input)?, i8::arbitrary(input)?),
        _ => String::arbitrary(input)?,
    })
}

fn several<T>(
    input: &mut Unstructured<'_>,
    one: impl Fn(&mut Unstructured<'_>) -> Result<T>,
) -> Result<Vec<T>> {
    let count = input.int_in_range(0..=4)?;
    (0..count).map(|_| one(input)).collect()
}

/// Whether two values are the same to DynamoDB: it knows no order of sets, and one number for all ways to write it.
pub fn is_same(one: &AttributeValue, other: &AttributeValue) -> bool {
    fn sorted<T: Clone + Ord>(members: &[T]) -> Vec<T> {
        let mut members = members.to_vec();
        members.sort();
        members
    }
    let bytes =
        |members: &[Blob]| -> Vec<Vec<u8>> { members.iter().map(|blob| blob.clone().into_inner()).collect() };
    let plain =
        |numbers: &[String]| -> Vec<Decimal> { numbers.iter().map(|number| Decimal::of(number)).collect() };
    use AttributeValue::{Bs, L, M, N, Ns, Ss};
    match (one, other) {
        (N(one), N(other)) => Decimal::of(one) == Decimal::of(other),
        (Ns(one), Ns(other)) => sorted(&plain(one)) == sorted(&plain(other)),
        (Ss(one), Ss(other)) => sorted(one) == sorted(other),
        (Bs(one), Bs(other)) => sorted(&bytes(one)) == sorted(&bytes(other)),
        (L(one), L(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| is_same(one, other))
        }
        (M(one), M(other)) => is_same_item(one, other),
        (one, other) => one == other,
    }
}

/// Whether two items are the same to DynamoDB.
pub fn is_same_item(one: &Item, other: &Item) -> bool {
    one.len() == other.len()
        && one.iter().all(|(name, value)| other.get(name).is_some_and(|other| is_same(value, other)))
}

/// A number as sign, digits without zeros around them, and the power of ten of the last one. Written for these tests, to
/// have an opinion that is not the crate's.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Decimal {
    Number { negative: bool, digits: String, power: i64 },
    Text(String),
}

impl Decimal {
    fn of(text: &str) -> Self {
        Self::parse(text).unwrap_or_else(|| Decimal::Text(text.to_owned()))
    }

    fn parse(text: &str) -> Option<Self> {
        let (negative, rest) = match text.as_bytes().first()? {
            b'-' => (true, text.get(1..)?),
            b'+' => (false, text.get(1..)?),
            _ => (false, text),
        };
        let (mantissa, power) = match rest.find(['e', 'E']) {
            Some(at) => (rest.get(..at)?, rest.get(at + 1..)?.parse::<i64>().ok()?),
            None => (rest, 0),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let digits = format!("{whole}{fraction}");
        if digits.is_empty() || !digits.bytes().all(|digit| digit.is_ascii_digit()) {
            return None;
        }
        let power = power.checked_sub(i64::try_from(fraction.len()).ok()?)?;
        let leading = digits.trim_start_matches('0');
        let digits = leading.trim_end_matches('0');
        if digits.is_empty() {
            return Some(Decimal::Number { negative: false, digits: String::new(), power: 0 });
        }
        let power = power.checked_add(i64::try_from(leading.len() - digits.len()).ok()?)?;
        Some(Decimal::Number { negative, digits: digits.to_owned(), power })
    }
}

/// What gives the status and the body of an answer.
type Answer = dyn Fn(&HttpRequest) -> (u16, Vec<u8>) + Send + Sync;

/// Stands where the network is.
#[derive(Clone)]
struct Answering(Arc<Answer>);

impl std::fmt::Debug for Answering {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Answering")
    }
}

impl HttpConnector for Answering {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let (status, body) = (self.0)(&request);
        let status = status.try_into().unwrap();
        HttpConnectorFuture::ready(Ok(HttpResponse::new(status, SdkBody::from(body))))
    }
}

/// What answers the requests of SDK clients.
pub fn answering(answer: impl Fn(&HttpRequest) -> (u16, Vec<u8>) + Send + Sync + 'static) -> SharedHttpClient {
    let connector = SharedHttpConnector::new(Answering(Arc::new(answer)));
    http_client_fn(move |_, _| connector.clone())
}

/// The configuration of a client whose requests `http` answers.
pub fn dynamodb(http: SharedHttpClient) -> Builder {
    Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("eu-west-1"))
        .endpoint_url("http://127.0.0.1:1")
        .credentials_provider(Credentials::new("AKIDTESTS", "not-a-secret", None, None, "tests"))
        .retry_config(RetryConfig::disabled())
        .http_client(http)
}

/// A client of KMS whose requests `http` answers.
pub fn kms(http: SharedHttpClient) -> aws_sdk_kms::Client {
    use aws_sdk_kms::config::retry::RetryConfig;
    use aws_sdk_kms::config::{BehaviorVersion, Config, Credentials, Region};
    aws_sdk_kms::Client::from_conf(
        Config::builder()
            .behavior_version(BehaviorVersion::latest())
            .region(Region::new("eu-west-1"))
            .endpoint_url("http://127.0.0.1:1")
            .credentials_provider(Credentials::new("AKIDTESTS", "not-a-secret", None, None, "tests"))
            .retry_config(RetryConfig::disabled())
            .http_client(http)
            .build(),
    )
}

/// A plain client.
pub fn client(config: Builder) -> Client {
    Client::from_conf(config.build())
}
