//! A DynamoDB client whose requests are written down.

use std::sync::{Arc, Mutex};

use aws_sdk_dynamodb::config::{ConfigBag, Intercept, RuntimeComponents};
use aws_sdk_dynamodb::error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::BeforeTransmitInterceptorContextRef;
use serde_json::Value;

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
        let request = context.request();
        let target = request.headers().get("x-amz-target").unwrap();
        let operation = target.rsplit('.').next().unwrap().to_owned();
        let body = serde_json::from_slice(request.body().bytes().unwrap()).unwrap();
        self.0.lock().unwrap().push((operation, body));
        Ok(())
    }
}
