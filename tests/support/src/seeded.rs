//! Time, and a way to servers, in which everything follows from a seed: who comes when, how long it takes, and what goes wrong.
//!
//! Nothing waits here. When all have come to a stop, it is the time for which the first of them sleeps. There are no
//! connections: a request is handed to the server when its time has come, and is answered before anything else goes on. If its
//! caller has given up by then, it is not carried out, which over a connection it may be. What the SDK itself takes at random,
//! the pauses before it tries again, comes from the seed as well, as all is on one thread.

use std::collections::BTreeMap;
use std::future::Future;
use std::pin::{Pin, pin};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Wake, Waker};
use std::time::{Duration, SystemTime};

use aws_lc_rs::digest;
use aws_sdk_dynamodb::config::{AsyncSleep, Sleep};
use aws_smithy_async::time::TimeSource;
use aws_smithy_runtime_api::client::http::{
    HttpConnector, HttpConnectorFuture, SharedHttpClient, SharedHttpConnector, http_client_fn,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_types::body::SdkBody;
use serde_json::Value;

use crate::fault::Fault;
use crate::http;
use crate::proxy::{Proxy, Response};
use crate::wire::Request;

/// The longest time, in ns, that a request takes to arrive, and an answer to come back.
const LONGEST: u64 = 3_000_000;

/// The time of a test, and all its ways to servers. They share one seed.
#[derive(Clone)]
pub struct Seeded(Arc<Mutex<State>>);

struct State {
    seed: u64,
    /// Since the beginning.
    now: Duration,
    /// How many sleeps have begun.
    count: u64,
    /// Who sleeps until when; of several, the one that began first is the first to wake.
    sleeping: BTreeMap<(Duration, u64), Waker>,
}

/// Whether there is something to be done.
#[derive(Default)]
struct Woken(AtomicBool);

impl Wake for Woken {
    fn wake(self: Arc<Self>) {
        self.0.store(true, Ordering::SeqCst);
    }
}

/// A sleep until this time.
struct Sleeping {
    seeded: Seeded,
    until: (Duration, u64),
}

/// What carries a request out.
#[derive(Clone)]
enum Server {
    DynamoDb(Proxy),
    /// KMS, at this address.
    Kms(String),
}

/// A way to one server.
struct Way {
    seeded: Seeded,
    server: Server,
}

impl Seeded {
    /// Begins with a seed.
    pub fn new(seed: u64) -> Seeded {
        let state = State { seed, now: Duration::ZERO, count: 0, sleeping: BTreeMap::new() };
        Seeded(Arc::new(Mutex::new(state)))
    }

    /// Does all that is to be done on this thread, and lets time pass when nothing is.
    pub fn block_on<T>(&self, future: impl Future<Output = T>) -> T {
        let mut future = pin!(future);
        let woken = Arc::new(Woken::default());
        let waker = Waker::from(Arc::clone(&woken));
        loop {
            fastrand::seed(self.chance(""));
            if let Poll::Ready(output) = future.as_mut().poll(&mut Context::from_waker(&waker)) {
                return output;
            }
            if woken.0.swap(false, Ordering::SeqCst) {
                continue;
            }
            assert!(self.wake_first(), "nobody sleeps, so nothing will ever happen");
        }
    }

    /// Lets the time pass for which the first sleeps, if anybody does.
    fn wake_first(&self) -> bool {
        let mut state = self.0.lock().unwrap();
        let Some(((now, _), waker)) = state.sleeping.pop_first() else { return false };
        state.now = now;
        drop(state);
        waker.wake();
        true
    }

    /// What the future gives, unless that takes longer.
    pub async fn within<T>(&self, longest: Duration, future: impl Future<Output = T>) -> Option<T> {
        let (future, sleep) = (pin!(future), pin!(self.sleep_for(longest)));
        match futures_util::future::select(future, sleep).await {
            futures_util::future::Either::Left((output, _)) => Some(output),
            futures_util::future::Either::Right(_) => None,
        }
    }

    fn sleep_for(&self, duration: Duration) -> Sleeping {
        let mut state = self.0.lock().unwrap();
        state.count += 1;
        Sleeping { seeded: self.clone(), until: (state.now + duration, state.count) }
    }

    /// An HTTP client whose requests the proxy carries out.
    pub fn to(&self, proxy: &Proxy) -> SharedHttpClient {
        self.client(Server::DynamoDb(proxy.clone()))
    }

    /// An HTTP client for the KMS at this URL.
    pub fn to_kms(&self, url: &str) -> SharedHttpClient {
        self.client(Server::Kms(url.trim_start_matches("http://").to_owned()))
    }

    fn client(&self, server: Server) -> SharedHttpClient {
        let seeded = self.clone();
        http_client_fn(move |_, _| {
            SharedHttpConnector::new(Way { seeded: seeded.clone(), server: server.clone() })
        })
    }

    /// How long a request or its answer takes now. It depends on nothing else that happens at this time: the crate itself gives
    /// the thread back when it has worked for a millisecond, so that calls that begin together may come in any order.
    async fn pause(&self, of: &str) {
        self.sleep_for(Duration::from_nanos(self.chance(of) % LONGEST)).await;
    }

    /// A number that is random at this time, and for this.
    fn chance(&self, of: &str) -> u64 {
        let state = self.0.lock().unwrap();
        let text = format!("{} {:?} {of}", state.seed, state.now);
        u64::from_be_bytes(*digest::digest(&digest::SHA256, text.as_bytes()).as_ref().first_chunk().unwrap())
    }
}

/// What a request is about, without what is random in it and in whatever order.
fn subject(operation: &str, body: &[u8]) -> String {
    fn add(value: &Value, texts: &mut Vec<String>) {
        const RANDOM: [&str; 6] = ["B", "BS", "CiphertextBlob", "ClientRequestToken", "KeyId", "Plaintext"];
        match value {
            Value::Array(values) => values.iter().for_each(|value| add(value, texts)),
            Value::Object(members) => {
                let members = members.iter().filter(|(name, _)| !RANDOM.contains(&name.as_str()));
                members.for_each(|(_, value)| add(value, texts));
            }
            other => texts.push(other.to_string()),
        }
    }
    let mut texts = Vec::new();
    add(&serde_json::from_slice(body).unwrap(), &mut texts);
    texts.sort();
    format!("{operation} {texts:?}")
}

impl Future for Sleeping {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let mut state = self.seeded.0.lock().unwrap();
        if state.now >= self.until.0 {
            return Poll::Ready(());
        }
        state.sleeping.insert(self.until, context.waker().clone());
        Poll::Pending
    }
}

impl Drop for Sleeping {
    fn drop(&mut self) {
        self.seeded.0.lock().unwrap().sleeping.remove(&self.until);
    }
}

impl std::fmt::Debug for Seeded {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Seeded").finish_non_exhaustive()
    }
}

impl AsyncSleep for Seeded {
    fn sleep(&self, duration: Duration) -> Sleep {
        Sleep::new(self.sleep_for(duration))
    }
}

impl TimeSource for Seeded {
    fn now(&self) -> SystemTime {
        // Some day, on which it begins.
        SystemTime::UNIX_EPOCH + Duration::from_secs(1_800_000_000) + self.0.lock().unwrap().now
    }
}

impl std::fmt::Debug for Way {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Way").finish_non_exhaustive()
    }
}

impl HttpConnector for Way {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let (seeded, server) = (self.seeded.clone(), self.server.clone());
        HttpConnectorFuture::new(async move {
            let headers = request.headers().iter();
            let mut headers: Vec<_> =
                headers.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
            // Connections would add it.
            let host = request.uri().split("//").last().unwrap().trim_end_matches('/');
            headers.push(("host".to_owned(), host.to_owned()));
            let body = request.body().bytes().expect("a body in memory").to_vec();
            let operation = request.headers().get("x-amz-target").expect("an operation");
            let subject = subject(operation, &body);
            seeded.pause(&subject).await;
            let answer = match server {
                Server::DynamoDb(proxy) => {
                    let mut request = Request::with_headers(headers).expect("an operation");
                    request.body = body;
                    let fault = proxy.fault(&request);
                    if let Some(Fault::LateRequest(delay)) = fault {
                        seeded.sleep_for(delay).await;
                    }
                    let answer = proxy.carry_out(request, fault.as_ref());
                    if let Some(Fault::LateAnswer(delay)) = fault {
                        seeded.sleep_for(delay).await;
                    }
                    answer
                }
                Server::Kms(address) => ask_kms(&address, &headers, &body),
            };
            seeded.pause(&subject).await;
            let Response { status, headers, body } =
                answer.ok_or_else(|| ConnectorError::io("the connection has ended".into()))?;
            let mut response = HttpResponse::new(status.try_into().unwrap(), SdkBody::from(body));
            for (name, value) in headers {
                response.headers_mut().append(name, value);
            }
            Ok(response)
        })
    }
}

fn ask_kms(address: &str, headers: &[(String, String)], body: &[u8]) -> Option<Response> {
    // The connection has these of its own.
    let of_connection = ["host", "content-length", "connection"];
    let headers = headers.iter().filter(|(name, _)| !of_connection.contains(&name.as_str()));
    let headers: Vec<_> = headers.map(|(name, value)| (name.as_str(), value.clone())).collect();
    let http::Response { status, headers, body } = http::post(address, "/", &headers, body).ok()?;
    Some(Response { status, headers: headers.into_iter().collect(), body })
}
