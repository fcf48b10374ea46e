//! Calls within a call: other operations, carried out with everything that the outer call was configured with.
//!
//! The runtime components of the outer call go to the nested ones whole: HTTP client, endpoint resolver, credentials and
//! their cache, retry strategy, sleep and time. What the outer call keeps in its configuration is copied by type, since
//! a `ConfigBag` can be read by type only; a type that a later SDK adds is missing until it is listed here.

use std::sync::OnceLock;

use aws_sdk_dynamodb::config::{Region, SharedAsyncSleep};
use aws_smithy_runtime::client::defaults::{
    DefaultPluginParams, default_retry_config_plugin_v2, default_timeout_config_plugin_v2,
};
use aws_smithy_runtime::client::metrics::MetricsRuntimePlugin;
use aws_smithy_runtime::client::orchestrator::{
    AuthSchemeAndEndpointOrchestrationV2, StopPoint, invoke_with_stop_point,
};
use aws_smithy_runtime::client::retries::RetryPartition;
use aws_smithy_runtime_api::client::auth::AuthSchemePreference;
use aws_smithy_runtime_api::client::interceptors::context::{Error as OperationError, Input};
use aws_smithy_runtime_api::client::interceptors::{Intercept, SharedInterceptor};
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_runtime_api::client::result::SdkError;
use aws_smithy_runtime_api::client::runtime_components::{RuntimeComponents, RuntimeComponentsBuilder};
use aws_smithy_runtime_api::client::runtime_plugin::{
    Order, RuntimePlugin, RuntimePlugins, StaticRuntimePlugin,
};
use aws_smithy_runtime_api::client::stalled_stream_protection::StalledStreamProtectionConfig;
use aws_smithy_runtime_api::http::Headers;
use aws_smithy_types::config_bag::{ConfigBag, FrozenLayer, Layer, Storable, StoreReplace};
use aws_smithy_types::retry::RetryConfig;
use aws_smithy_types::telemetry::RequestedTelemetryAttributes;
use aws_smithy_types::timeout::TimeoutConfig;
use aws_types::endpoint_config::{AccountIdEndpointMode, EndpointUrl, UseDualStack, UseFips};

use super::interceptor::NAME as OURS;
use super::observer::Observer;
use crate::client::operation::item_operation::ItemOperation;
use crate::error::Error;

/// Interceptors of the SDK that cannot go along: they expect what their plugin keeps for the outer call. The plugin is
/// added anew.
const OF_METRICS: [&str; 2] = ["MetricsInterceptor", "TelemetryBytesInterceptor"];

/// Marks a nested call, whose input is what is to be sent.
#[derive(Debug)]
pub(super) struct IsNested;

impl Storable for IsNested {
    type Storer = StoreReplace<Self>;
}

/// The runtime components of a call that may make calls of its own.
#[derive(Debug)]
pub(super) struct Components(pub(super) RuntimeComponents);

impl Storable for Components {
    type Storer = StoreReplace<Self>;
}

/// Makes calls within a call.
#[derive(Debug, Clone)]
pub(crate) struct Nested {
    plugins: RuntimePlugins,
    sleep: Option<SharedAsyncSleep>,
}

/// How often a nested call is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Retries {
    /// As often as the application's configuration says.
    AsConfigured,
    /// Once.
    Never,
}

/// The answer to a nested call.
pub(crate) struct Answer<T> {
    pub(crate) output: T,
    pub(crate) headers: Headers,
}

/// How a nested call has failed.
pub(crate) type NestedError = SdkError<OperationError, HttpResponse>;

impl Nested {
    /// Takes what is needed out of a call of `operation`, as its serializer sees it.
    ///
    /// # Errors
    /// Nothing has kept the components of the call, which the interceptor does for all calls that may need them.
    pub(crate) fn of_call(operation: &dyn RuntimePlugin, cfg: &ConfigBag) -> Result<Self, Error> {
        let Components(components) = cfg
            .load::<Components>()
            .ok_or(Error::Internal { table: None, what: "a call has lost its runtime components" })?;
        Ok(Self::of(operation, components, cfg))
    }

    /// Takes what is needed out of a call of `operation`, as a hook before serialization or a serializer sees it.
    pub(super) fn of(operation: &dyn RuntimePlugin, components: &RuntimeComponents, cfg: &ConfigBag) -> Self {
        let mut builder = components.to_builder();
        builder.set_interceptors(of_client(operation, components).into_iter());
        let mut plugins = RuntimePlugins::new();
        for layer in default_layers() {
            let plugin = StaticRuntimePlugin::new().with_config(layer.clone()).with_order(Order::Defaults);
            plugins = plugins.with_client_plugin(plugin);
        }
        let plugin = StaticRuntimePlugin::new().with_config(copied(cfg)).with_runtime_components(builder);
        plugins = plugins.with_client_plugin(plugin);
        let metrics = MetricsRuntimePlugin::builder().with_scope("aws-sdk-dynamodb");
        // Without a time source there are no metrics, nested or not.
        if let Some(Ok(metrics)) = components.time_source().map(|time| metrics.with_time_source(time).build()) {
            plugins = plugins.with_client_plugin(metrics);
        }
        Nested { plugins, sleep: components.sleep_impl() }
    }

    /// How the application's runtime waits, if it has said so.
    pub(crate) fn sleep(&self) -> Option<&SharedAsyncSleep> {
        self.sleep.as_ref()
    }

    /// Carries out an operation. The `observer` sees the items of its answer as they are stored.
    ///
    /// An input that writes is sent as it is: it holds what is to be stored.
    pub(crate) async fn call<O: ItemOperation + RuntimePlugin>(
        &self,
        operation: O,
        name: &'static str,
        input: O::Input,
        observer: Option<Observer>,
        retries: Retries,
    ) -> Result<Answer<O::Output>, NestedError> {
        let mut layer = Layer::new("nested call");
        if retries == Retries::Never {
            layer.store_put(RetryConfig::disabled());
        }
        if let Some(observer) = observer {
            layer.store_put(observer);
        }
        let plugins = self.plugins.clone().with_operation_plugin(operation);
        let plugins = plugins.with_operation_plugin(StaticRuntimePlugin::new().with_config(layer.freeze()));
        let context =
            invoke_with_stop_point("DynamoDB", name, Input::erase(input), &plugins, StopPoint::None).await?;
        let headers = context.response().map(|answer| answer.headers().clone()).unwrap_or_default();
        let output = context.finalize()?.downcast::<O::Output>();
        let output = output.map_err(|_| SdkError::construction_failure("another type of output"))?;
        Ok(Answer { output, headers })
    }
}

/// The interceptors that the client of a call has. What the operation brings comes after them, and after that what was
/// registered for this call only; these would take the nested input for the outer one.
fn of_client(operation: &dyn RuntimePlugin, components: &RuntimeComponents) -> Vec<SharedInterceptor> {
    let nothing = RuntimeComponentsBuilder::new("nothing");
    let brought = operation.runtime_components(&nothing);
    let brought: Vec<_> = brought.interceptors().map(|one| one.name().to_owned()).collect();
    let is_brought = |one: &SharedInterceptor| brought.iter().any(|name| name == one.name());
    let mut kept: Vec<_> = components.interceptors().take_while(|one| !is_brought(one)).collect();
    kept.retain(|one| !OF_METRICS.contains(&one.name()));
    // Wherever it was registered, nothing may be read or written without it.
    if !kept.iter().any(|one| one.name() == OURS) {
        kept.extend(components.interceptors().find(|one| one.name() == OURS));
    }
    kept
}

/// What a call's configuration says that nested calls need to know.
fn copied(cfg: &ConfigBag) -> FrozenLayer {
    let mut layer = Layer::new("outer call");
    macro_rules! copy {
        ($($type:ty),* $(,)?) => {
            $(if let Some(value) = cfg.load::<$type>() {
                layer.store_put(value.clone());
            })*
        };
    }
    copy!(RetryConfig, RetryPartition, StalledStreamProtectionConfig, RequestedTelemetryAttributes);
    copy!(AuthSchemePreference, AuthSchemeAndEndpointOrchestrationV2);
    copy!(Region, aws_types::region::SigningRegion, aws_types::SigningName);
    copy!(EndpointUrl, UseFips, UseDualStack, AccountIdEndpointMode);
    copy!(aws_types::app_name::AppName, aws_runtime::user_agent::ApiMetadata);
    copy!(aws_runtime::invocation_id::SharedInvocationIdGenerator);
    for metadata in cfg.load::<aws_types::sdk_ua_metadata::FrameworkMetadata>() {
        layer.store_append(metadata.clone());
    }
    if let Some(timeouts) = cfg.load::<TimeoutConfig>() {
        // The outer call's own limit covers the nested ones, and is to be the one that is reported.
        let mut timeouts = timeouts.to_builder();
        timeouts.set_operation_timeout(None);
        layer.store_put(timeouts.build());
    }
    layer.store_put(IsNested);
    layer.freeze()
}

/// What the SDK takes for granted in every call.
fn default_layers() -> &'static [FrozenLayer] {
    static LAYERS: OnceLock<Vec<FrozenLayer>> = OnceLock::new();
    LAYERS.get_or_init(|| {
        let params = DefaultPluginParams::new().with_retry_partition_name("dynamodb").with_is_aws_sdk(true);
        let plugins = [default_retry_config_plugin_v2(&params), default_timeout_config_plugin_v2(&params)];
        plugins.into_iter().flatten().filter_map(|plugin| plugin.config()).collect()
    })
}
