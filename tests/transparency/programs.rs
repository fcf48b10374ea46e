//! What else programs do with the SDK's client: paginators, runtimes, copies of the client, hooks, timeouts.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use aws_sdk_dynamodb::config::http::HttpRequest;
use aws_sdk_dynamodb::config::interceptors::{
    BeforeSerializationInterceptorContextMut, FinalizerInterceptorContextRef,
};
use aws_sdk_dynamodb::config::retry::RetryConfig;
use aws_sdk_dynamodb::config::timeout::TimeoutConfig;
use aws_sdk_dynamodb::config::{ConfigBag, Intercept, Region, RuntimeComponents};
use aws_sdk_dynamodb::error::{BoxError, ProvideErrorMetadata};
use aws_sdk_dynamodb::operation::RequestId;
use aws_sdk_dynamodb::operation::get_item::{GetItemInput, GetItemOutput};
use aws_sdk_dynamodb::operation::put_item::{PutItemError, PutItemInput};
use aws_sdk_dynamodb::types::Select;
use aws_sdk_dynamodb::{Client, Config};
use tokio::runtime;

use super::canonical::canonical;
use super::data::{CUSTOMERS, customer, customer_key, get, n, put, query, s, scan, seed, six, with};
use super::observed::{Observed, Scenario, scenarios};

pub const SCENARIOS: &[Scenario] = scenarios![
    paginator_of_items,
    paginator_of_pages,
    paginator_of_a_scan,
    paginator_of_a_filter,
    paginator_that_fails,
    runtime_of_one_thread,
    runtime_of_several_threads,
    runtime_with_a_local_set,
    many_calls_of_one_task,
    many_tasks,
    clone_of_a_client,
    client_of_a_copied_configuration,
    override_of_a_configuration,
    input_built_apart,
    input_looked_at_before_it_is_sent,
    hook_that_changes_an_input,
    hook_that_changes_a_request,
    hook_that_reads_an_output,
    hook_of_a_configuration,
    error_told_apart_by_its_kind,
    error_told_apart_by_its_code,
    request_identifier,
    timeouts_that_suffice,
];

async fn paginator_of_items(client: &Client, seen: &mut Observed) {
    seed(client, six("1").into_iter().chain(six("2"))).await;
    let items: Result<Vec<_>, _> = query(client, "1").into_paginator().items().send().collect().await;
    seen.ok(items);
}

async fn paginator_of_pages(client: &Client, seen: &mut Observed) {
    seed(client, six("1")).await;
    let mut pages = query(client, "1").into_paginator().page_size(4).send();
    while let Some(page) = pages.next().await {
        seen.ok(page);
    }
}

async fn paginator_of_a_scan(client: &Client, seen: &mut Observed) {
    seed(client, six("1").into_iter().chain(six("2"))).await;
    let items: Result<Vec<_>, _> = scan(client).limit(5).into_paginator().items().send().collect().await;
    seen.ok(items);
}

async fn paginator_of_a_filter(client: &Client, seen: &mut Observed) {
    seed(client, six("1").into_iter().chain(six("2"))).await;
    let filter = scan(client).filter_expression("email > :e").projection_expression("id, email").limit(3);
    let filter = filter.expression_attribute_values(":e", s("ada.1.4@example.com"));
    let items: Result<Vec<_>, _> = filter.into_paginator().items().send().collect().await;
    seen.ok(items);
    let mut counted = scan(client).select(Select::Count).filter_expression("contains(email, :e)");
    counted = counted.expression_attribute_values(":e", s("ada.2."));
    let mut pages = counted.into_paginator().page_size(5).send();
    while let Some(page) = pages.next().await {
        seen.ok(page);
    }
}

async fn paginator_that_fails(client: &Client, seen: &mut Observed) {
    let mut pages = scan(client).table_name("Nowhere").into_paginator().send();
    while let Some(page) = pages.next().await {
        seen.fails(page);
    }
}

/// A client whose connections belong to the runtime that uses it.
fn moved(client: &Client) -> Client {
    let connections = aws_smithy_http_client::Builder::new().build_http();
    Client::from_conf(client.config().to_builder().http_client(connections).build())
}

async fn some_work(client: Client) -> Observed {
    let mut seen = Observed::default();
    seen.ok(put(&client, customer("1", 1)).send().await);
    seen.ok(put(&client, with(customer("1", 2), [(":counter", n(5))])).send().await);
    seen.ok(get(&client, "1", 1).send().await);
    seen.fails(put(&client, customer("1", 1)).condition_expression("attribute_not_exists(id)").send().await);
    seen.ok(scan(&client).send().await);
    seen
}

/// Works on a thread without a runtime, which may have its own.
async fn elsewhere(seen: &mut Observed, work: impl FnOnce() -> Observed + Send + 'static) {
    let (done, finished) = tokio::sync::oneshot::channel();
    std::thread::spawn(move || done.send(work()));
    seen.steps.extend(finished.await.unwrap().steps);
}

async fn runtime_of_one_thread(client: &Client, seen: &mut Observed) {
    let client = moved(client);
    let work = || {
        let runtime = runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(some_work(client))
    };
    elsewhere(seen, work).await;
}

async fn runtime_of_several_threads(client: &Client, seen: &mut Observed) {
    let client = moved(client);
    let work = || {
        let runtime = runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        runtime.block_on(async { tokio::spawn(some_work(client)).await.unwrap() })
    };
    elsewhere(seen, work).await;
}

async fn runtime_with_a_local_set(client: &Client, seen: &mut Observed) {
    let client = moved(client);
    let work = || {
        let runtime = runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        let tasks = tokio::task::LocalSet::new();
        tasks.block_on(&runtime, async { tokio::task::spawn_local(some_work(client)).await.unwrap() })
    };
    elsewhere(seen, work).await;
}

async fn many_calls_of_one_task(client: &Client, seen: &mut Observed) {
    let puts = (1..=20).map(|created| put(client, customer("1", created)).send());
    for output in futures_util::future::join_all(puts).await {
        seen.ok(output);
    }
    let gets = (1..=20).map(|created| get(client, "1", created).send());
    for output in futures_util::future::join_all(gets).await {
        seen.ok(output);
    }
}

async fn many_tasks(client: &Client, seen: &mut Observed) {
    let tasks: Vec<_> = (1..=10)
        .map(|created| {
            let client = client.clone();
            tokio::spawn(async move {
                let stored = put(&client, customer("1", created)).send().await;
                (stored, get(&client, "1", created).send().await)
            })
        })
        .collect();
    for task in tasks {
        let (stored, read) = task.await.unwrap();
        seen.ok(stored);
        seen.ok(read);
    }
}

async fn clone_of_a_client(client: &Client, seen: &mut Observed) {
    let clone = client.clone();
    seen.ok(put(&clone, customer("1", 1)).send().await);
    seen.ok(get(client, "1", 1).send().await);
}

async fn client_of_a_copied_configuration(client: &Client, seen: &mut Observed) {
    let config = client.config().to_builder().region(Region::new("eu-west-1"));
    let copy = Client::from_conf(config.retry_config(RetryConfig::disabled()).build());
    seen.ok(put(&copy, customer("1", 1)).send().await);
    seen.ok(get(client, "1", 1).send().await);
    seen.ok(get(&copy, "1", 1).send().await);
}

async fn override_of_a_configuration(client: &Client, seen: &mut Observed) {
    let other = Config::builder().retry_config(RetryConfig::disabled());
    seen.ok(put(client, customer("1", 1)).customize().config_override(other.clone()).send().await);
    seen.ok(get(client, "1", 1).customize().config_override(other).send().await);
}

async fn input_built_apart(client: &Client, seen: &mut Observed) {
    let input = PutItemInput::builder().table_name(CUSTOMERS).set_item(Some(customer("1", 1)));
    seen.ok(input.send_with(client).await);
    let input = GetItemInput::builder().table_name(CUSTOMERS).set_key(Some(customer_key("1", 1)));
    seen.ok(input.send_with(client).await);
}

async fn input_looked_at_before_it_is_sent(client: &Client, seen: &mut Observed) {
    let put = put(client, customer("1", 1));
    seen.value(put.get_item().clone());
    seen.ok(put.send().await);
    let get = get(client, "1", 1).projection_expression("email");
    seen.value(get.as_input().clone().build().unwrap());
    seen.ok(get.send().await);
}

/// An interceptor of the application that changes what is put, and remembers what comes back.
#[derive(Debug, Clone, Default)]
struct Hook {
    outputs: Arc<Mutex<Vec<String>>>,
}

impl Intercept for Hook {
    fn name(&self) -> &'static str {
        "Hook"
    }

    fn modify_before_serialization(
        &self,
        context: &mut BeforeSerializationInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        if let Some(input) = context.input_mut().downcast_mut::<PutItemInput>() {
            input.item.as_mut().unwrap().insert("name".to_owned(), s("A name that a hook has set"));
        }
        Ok(())
    }

    fn read_after_execution(
        &self,
        context: &FinalizerInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let output = context.output_or_error().and_then(Result::ok);
        if let Some(read) = output.and_then(|output| output.downcast_ref::<GetItemOutput>()) {
            self.outputs.lock().unwrap().push(canonical(read));
        }
        Ok(())
    }
}

async fn hook_that_changes_an_input(client: &Client, seen: &mut Observed) {
    seen.ok(put(client, customer("1", 1)).customize().interceptor(Hook::default()).send().await);
    seen.ok(get(client, "1", 1).send().await);
}

async fn hook_that_changes_a_request(client: &Client, seen: &mut Observed) {
    let trace = |request: &mut HttpRequest| {
        request.headers_mut().insert("x-trace", "1");
    };
    seen.ok(put(client, customer("1", 1)).customize().mutate_request(trace).send().await);
    let get = get(client, "1", 1).customize();
    seen.ok(get
        .map_request(|mut request| {
            request.headers_mut().insert("x-trace", "2");
            Ok::<_, std::convert::Infallible>(request)
        })
        .send()
        .await);
}

async fn hook_that_reads_an_output(client: &Client, seen: &mut Observed) {
    seed(client, [customer("1", 1)]).await;
    let hook = Hook::default();
    seen.ok(get(client, "1", 1).customize().interceptor(hook.clone()).send().await);
    seen.value(hook.outputs.lock().unwrap().clone());
}

async fn hook_of_a_configuration(client: &Client, seen: &mut Observed) {
    let hook = Hook::default();
    let client = Client::from_conf(client.config().to_builder().interceptor(hook.clone()).build());
    seen.ok(put(&client, customer("1", 1)).send().await);
    seen.ok(get(&client, "1", 1)
        .projection_expression("#n")
        .expression_attribute_names("#n", "name")
        .send()
        .await);
    seen.value(hook.outputs.lock().unwrap().clone());
}

async fn error_told_apart_by_its_kind(client: &Client, seen: &mut Observed) {
    seed(client, [customer("1", 1)]).await;
    let again = put(client, customer("1", 1)).condition_expression("attribute_not_exists(id)").send().await;
    let error = again.unwrap_err();
    let PutItemError::ConditionalCheckFailedException(failed) = error.as_service_error().unwrap() else {
        return seen.value("another error");
    };
    seen.value((
        failed.message(),
        failed.item(),
        error.as_service_error().unwrap().is_conditional_check_failed_exception(),
    ));
}

async fn error_told_apart_by_its_code(client: &Client, seen: &mut Observed) {
    let error = get(client, "1", 1).table_name("Nowhere").send().await.unwrap_err();
    seen.value((
        error.code(),
        error.message(),
        error.raw_response().map(|response| response.status().as_u16()),
    ));
}

async fn request_identifier(client: &Client, seen: &mut Observed) {
    seed(client, [customer("1", 1)]).await;
    let output = get(client, "1", 1).send().await.unwrap();
    seen.value(output.request_id().is_some_and(|id| !id.is_empty()));
    let error = put(client, customer("1", 1)).condition_expression("attribute_not_exists(id)").send().await;
    seen.value(error.unwrap_err().request_id().is_some());
}

async fn timeouts_that_suffice(client: &Client, seen: &mut Observed) {
    let long = Duration::from_secs(30);
    let timeouts = TimeoutConfig::builder().operation_timeout(long).operation_attempt_timeout(long).build();
    let client = Client::from_conf(client.config().to_builder().timeout_config(timeouts).build());
    seen.ok(put(&client, customer("1", 1)).send().await);
    seen.ok(get(&client, "1", 1).send().await);
}
