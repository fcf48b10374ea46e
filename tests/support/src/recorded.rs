//! A DynamoDB client whose requests are written down, either as its interceptors see them or as they leave it.

use std::fmt;
use std::sync::{Arc, Mutex};

use aws_sdk_dynamodb::config::http::HttpRequest;
use aws_sdk_dynamodb::config::{ConfigBag, Intercept, RuntimeComponents, SharedHttpClient};
use aws_sdk_dynamodb::error::BoxError;
use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::interceptors::context::BeforeTransmitInterceptorContextRef;
use dynamodb_item_encryptor::BoxFuture;
use serde_json::Value;

use crate::put_right::put_right;

/// The requests of a client, as operation and body. A clone sees the same ones.
#[derive(Debug, Clone, Default)]
pub struct Requests(Arc<Mutex<Vec<(String, Value)>>>);

impl Requests {
    pub fn all(&self) -> Vec<(String, Value)> {
        self.0.lock().unwrap().clone()
    }

    pub fn count(&self, operation: &str) -> usize {
        self.0.lock().unwrap().iter().filter(|(name, _)| name == operation).count()
    }

    pub fn forget(&self) {
        self.0.lock().unwrap().clear();
    }

    /// An HTTP client that writes down each request that it sends, whoever in the SDK made it. Answers come as DynamoDB
    /// gives them, see [`put_right`].
    pub fn http_client(&self) -> SharedHttpClient {
        self.http_client_after(|_, _| Box::pin(async {}))
    }

    /// The same, for a test that has something to do before a request is sent. It is told the operation and body.
    pub fn http_client_after(
        &self,
        before: impl Fn(&str, &Value) -> BoxFuture<'static, ()> + Send + Sync + 'static,
    ) -> SharedHttpClient {
        let inner = aws_smithy_http_client::Builder::new().build_http();
        SharedHttpClient::new(Recording { inner, requests: self.clone(), before: Arc::new(before) })
    }

    fn record(&self, request: &HttpRequest) -> (String, Value) {
        let target = request.headers().get("x-amz-target").unwrap();
        let operation = target.rsplit('.').next().unwrap().to_owned();
        let body: Value = serde_json::from_slice(request.body().bytes().unwrap()).unwrap();
        self.0.lock().unwrap().push((operation.clone(), body.clone()));
        (operation, body)
    }
}

type Before = Arc<dyn Fn(&str, &Value) -> BoxFuture<'static, ()> + Send + Sync>;

/// Sends requests by `inner`.
#[derive(Clone)]
struct Recording<T> {
    inner: T,
    requests: Requests,
    before: Before,
}

impl<T: fmt::Debug> fmt::Debug for Recording<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.inner.fmt(f)
    }
}

impl HttpClient for Recording<SharedHttpClient> {
    fn http_connector(
        &self,
        settings: &HttpConnectorSettings,
        components: &RuntimeComponents,
    ) -> SharedHttpConnector {
        let inner = self.inner.http_connector(settings, components);
        let (requests, before) = (self.requests.clone(), Arc::clone(&self.before));
        SharedHttpConnector::new(Recording { inner, requests, before })
    }
}

impl HttpConnector for Recording<SharedHttpConnector> {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let (operation, body) = self.requests.record(&request);
        let (before, inner) = ((self.before)(&operation, &body), self.inner.clone());
        HttpConnectorFuture::new(async move {
            before.await;
            put_right(&operation, &body, inner.call(request).await?).await
        })
    }
}

#[aws_smithy_runtime_api::client::interceptors::dyn_dispatch_hint]
impl Intercept for Requests {
    fn name(&self) -> &'static str {
        "Requests"
    }

    fn read_before_transmit(
        &self,
        context: &BeforeTransmitInterceptorContextRef<'_>,
        _components: &RuntimeComponents,
        _config: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        self.record(context.request());
        Ok(())
    }
}
