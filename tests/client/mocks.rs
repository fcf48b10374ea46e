//! What applications test their own code with: a connector that replays answers, and mocks that put outputs in the
//! place of the service's. `tests/applications` does the same with the published ones.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use aws_sdk_dynamodb::config::http::{HttpRequest, HttpResponse};
use aws_sdk_dynamodb::config::{Builder, ConfigBag, Intercept, RuntimeComponents};
use aws_sdk_dynamodb::error::BoxError;
use aws_sdk_dynamodb::operation::get_item::{GetItemInput, GetItemOutput};
use aws_sdk_dynamodb::operation::put_item::{PutItemInput, PutItemOutput};
use aws_sdk_dynamodb::operation::update_item::builders::UpdateItemFluentBuilder;
use aws_sdk_dynamodb::operation::update_item::{UpdateItemInput, UpdateItemOutput};
use aws_sdk_dynamodb::types::ReturnValue;
use aws_sdk_dynamodb::{Client, primitives::Blob};
use aws_smithy_runtime_api::client::http::{
    HttpConnector, HttpConnectorFuture, SharedHttpConnector, http_client_fn,
};
use aws_smithy_runtime_api::client::interceptors::context::{
    BeforeSerializationInterceptorContextRef, FinalizerInterceptorContextMut, Output,
};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_types::body::SdkBody;
use dynamodb_item_encryptor::{
    EncryptTables, Error, Item, ItemEncryptor, ItemProblem, MalformedProblem, UpdateEncrypted, UpdateError,
};
use serde_json::{Value, json};
use test_support::{customer, customers, find, keyring, n, s, sealed, to_json, without_notes};

/// Stands where the network is, and answers one request after the other.
#[derive(Debug, Clone, Default)]
struct Replay {
    answers: Arc<Mutex<VecDeque<(u16, Value)>>>,
    requests: Arc<Mutex<Vec<(String, Value)>>>,
}

impl HttpConnector for Replay {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let target = request.headers().get("x-amz-target").unwrap();
        let operation = target.rsplit('.').next().unwrap().to_owned();
        let body = serde_json::from_slice(request.body().bytes().unwrap()).unwrap();
        self.requests.lock().unwrap().push((operation, body));
        let answer = self.answers.lock().unwrap().pop_front();
        HttpConnectorFuture::ready(match answer {
            Some((status, body)) => {
                Ok(HttpResponse::new(status.try_into().unwrap(), SdkBody::from(body.to_string())))
            }
            None => Err(ConnectorError::other("nothing more is to be sent".into(), None)),
        })
    }
}

impl Replay {
    fn of(answers: impl IntoIterator<Item = (u16, Value)>) -> Replay {
        Replay { answers: Arc::new(Mutex::new(answers.into_iter().collect())), ..Replay::default() }
    }

    fn client(&self) -> Client {
        let connector = SharedHttpConnector::new(self.clone());
        let config = config().http_client(http_client_fn(move |_, _| connector.clone()));
        Client::from_conf(config.encrypt_tables([customers(keyring())]).unwrap().build())
    }

    fn requests(&self) -> Vec<(String, Value)> {
        self.requests.lock().unwrap().clone()
    }
}

/// Nothing listens there.
fn config() -> Builder {
    test_support::config("http://127.0.0.1:9")
}

fn item() -> Item {
    without_notes(customer("1", 1, "a@example.com"))
}

fn key() -> Item {
    Item::from([("id".to_owned(), s("1")), ("created".to_owned(), n(1))])
}

/// An item as a request has it, opened.
async fn opened(json: &Value) -> Item {
    let members = json.as_object().unwrap().iter().map(|(name, value)| {
        let (kind, value) = value.as_object().unwrap().iter().next().unwrap();
        let text = value.as_str().unwrap();
        let value = match kind.as_str() {
            "S" => s(text),
            "N" => n(text.parse().unwrap()),
            _ => {
                let bytes = aws_smithy_types::base64::decode(text).unwrap();
                aws_sdk_dynamodb::types::AttributeValue::B(Blob::new(bytes))
            }
        };
        (name.clone(), value)
    });
    let encryptor = ItemEncryptor::new(customers(keyring()));
    encryptor.decrypt_item(members.collect()).await.unwrap().item
}

#[tokio::test]
async fn a_replayed_answer_is_opened_as_one_of_dynamodb() {
    let replay = Replay::of([
        (200, json!({ "Item": sealed(item()).await })),
        (200, json!({ "Item": to_json(&item()) })),
        (200, json!({})),
    ]);
    let client = replay.client();
    let get = client.get_item().table_name("Customers").set_key(Some(key()));
    assert_eq!(get.clone().send().await.unwrap().item, Some(item()));
    let error = get.clone().send().await.unwrap_err();
    let problem = MalformedProblem::Plaintext;
    assert!(matches!(find(&error), Some(Error::MalformedItem { problem: found, .. }) if *found == problem));
    assert_eq!(get.send().await.unwrap().item, None);
}

#[tokio::test]
async fn a_replayed_write_goes_out_sealed() {
    let replay = Replay::of([(200, json!({ "Attributes": sealed(item()).await }))]);
    let put = replay.client().put_item().table_name("Customers").set_item(Some(item()));
    let old = put.return_values(ReturnValue::AllOld).send().await.unwrap().attributes;
    assert_eq!(old, Some(item()));
    let [(_, sent)] = &replay.requests()[..] else { panic!("{:?}", replay.requests()) };
    assert!(!sent.to_string().contains("example.com"));
    assert_eq!(opened(&sent["Item"]).await, item());
}

#[tokio::test]
async fn an_encrypted_update_is_a_replayed_read_and_a_replayed_write() {
    let stored = sealed(item()).await;
    let conflict = json!({ "__type": "com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException" });
    let read = (200, json!({ "Item": stored }));
    // Somebody else is faster once.
    let replay = Replay::of([read.clone(), (400, conflict), read, (200, json!({}))]);
    let update = replay.client().update_encrypted("Customers", key());
    let updated = update
        .send(|item| {
            item.as_mut().ok_or("no such customer")?.insert("email".to_owned(), s("b@example.com"));
            Ok(())
        })
        .await;
    let mut expected = item();
    expected.insert("email".to_owned(), s("b@example.com"));
    assert_eq!(updated.unwrap(), Some(expected));
    let requests = replay.requests();
    let operations: Vec<_> = requests.iter().map(|(operation, _)| operation.as_str()).collect();
    assert_eq!(operations, ["GetItem", "UpdateItem", "GetItem", "UpdateItem"]);
    for (operation, body) in &requests {
        assert!(!body.to_string().contains("example.com"), "{body}");
        assert_eq!(body["ConsistentRead"] == true, operation == "GetItem");
    }
    let values: Vec<_> = requests[1].1["ExpressionAttributeValues"].as_object().unwrap().values().collect();
    assert!(values.contains(&&stored["aws_dbe_foot"]), "{values:?}");
}

fn update(client: &Client, email: &str) -> UpdateItemFluentBuilder {
    let update = client.update_item().table_name("Customers").set_key(Some(key()));
    let update = update.update_expression("SET email = :e").condition_expression("attribute_exists(id)");
    update.expression_attribute_values(":e", s(email)).return_values(ReturnValue::AllNew)
}

fn with_email(email: &str) -> Item {
    let mut item = item();
    item.insert("email".to_owned(), s(email));
    item
}

#[tokio::test]
async fn an_update_of_an_encrypted_attribute_is_a_replayed_read_and_a_replayed_write() {
    let stored = sealed(item()).await;
    let replay = Replay::of([(200, json!({ "Item": stored })), (200, json!({})), (200, json!({}))]);
    let client = replay.client();
    let updated = update(&client, "b@example.com").send().await.unwrap();
    assert_eq!(updated.attributes, Some(with_email("b@example.com")));
    let requests = replay.requests();
    let [(read, get), (written, update_item)] = &requests[..] else { panic!("{requests:?}") };
    assert_eq!((read.as_str(), written.as_str()), ("GetItem", "UpdateItem"));
    assert_eq!(get["ConsistentRead"], true);
    assert!(!update_item.to_string().contains("example.com"));
    let values: Vec<_> = update_item["ExpressionAttributeValues"].as_object().unwrap().values().collect();
    assert!(values.contains(&&stored["aws_dbe_foot"]), "{values:?}");

    // Nobody is there: the condition does not hold, and nothing is written.
    let error = update(&client, "b@example.com").send().await.unwrap_err();
    assert!(error.into_service_error().is_conditional_check_failed_exception());
    assert_eq!(replay.requests().len(), 3);
}

#[tokio::test]
async fn a_mocked_read_is_what_an_update_goes_by() {
    let answers = || [Answer::Get(Some(item())), Answer::Update, Answer::Get(None)];
    let mock = Mock::of(answers().into_iter().chain(answers()));
    for client in mock.clients() {
        let updated = update(&client, "b@example.com").send().await.unwrap();
        // What the mock says is what comes of it.
        assert_eq!(updated.attributes, Some(with_email("mocked@example.com")));
        let error = update(&client, "b@example.com").send().await.unwrap_err();
        assert!(error.into_service_error().is_conditional_check_failed_exception());
    }
    let asked = ["update SET email = :e", "get Some(true)", "update SET email = :e", "get Some(true)"];
    assert_eq!(*mock.asked.lock().unwrap(), [asked, asked].concat());
}

#[tokio::test]
async fn a_mocked_read_is_what_an_encrypted_update_goes_by() {
    let answers = || [Answer::Get(Some(item())), Answer::Update, Answer::Get(None)];
    let mock = Mock::of(answers().into_iter().chain(answers()));
    for client in mock.clients() {
        let update = || {
            client.update_encrypted("Customers", key()).send(|item| {
                item.as_mut().ok_or("no such customer")?.insert("email".to_owned(), s("c@example.com"));
                Ok(())
            })
        };
        assert_eq!(update().await.unwrap(), Some(with_email("c@example.com")));
        assert!(matches!(update().await, Err(UpdateError::Change(_))));
    }
    let asked = ["get Some(true)", "update ", "get Some(true)"];
    assert_eq!(*mock.asked.lock().unwrap(), [asked, asked].concat());
}

/// Answers calls without the network: what the service sends is ignored, and an output put in its place.
#[derive(Debug, Clone, Default)]
struct Mock {
    /// What was asked, as the application has asked it.
    asked: Arc<Mutex<Vec<String>>>,
    answers: Arc<Mutex<VecDeque<Answer>>>,
}

#[derive(Debug)]
enum Answer {
    Get(Option<Item>),
    Put,
    Update,
}

#[aws_smithy_runtime_api::client::interceptors::dyn_dispatch_hint]
impl Intercept for Mock {
    fn name(&self) -> &'static str {
        "Mock"
    }

    fn read_before_serialization(
        &self,
        context: &BeforeSerializationInterceptorContextRef<'_>,
        _components: &RuntimeComponents,
        _cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let input = context.input();
        let asked = if let Some(get) = input.downcast_ref::<GetItemInput>() {
            format!("get {:?}", get.consistent_read())
        } else if let Some(put) = input.downcast_ref::<PutItemInput>() {
            format!("put {:?}", put.item().unwrap()["email"])
        } else if let Some(update) = input.downcast_ref::<UpdateItemInput>() {
            format!("update {}", update.update_expression().unwrap_or_default())
        } else {
            panic!("{input:?}")
        };
        self.asked.lock().unwrap().push(asked);
        Ok(())
    }

    fn modify_before_attempt_completion(
        &self,
        context: &mut FinalizerInterceptorContextMut<'_>,
        _components: &RuntimeComponents,
        _cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let output = match self.answers.lock().unwrap().pop_front().expect("an answer") {
            Answer::Get(item) => Output::erase(GetItemOutput::builder().set_item(item).build()),
            Answer::Put => Output::erase(PutItemOutput::builder().build()),
            Answer::Update => {
                let new = with_email("mocked@example.com");
                Output::erase(UpdateItemOutput::builder().set_attributes(Some(new)).build())
            }
        };
        context.inner_mut().set_output_or_error(Ok(output));
        Ok(())
    }
}

impl Mock {
    fn of(answers: impl IntoIterator<Item = Answer>) -> Mock {
        Mock { answers: Arc::new(Mutex::new(answers.into_iter().collect())), ..Mock::default() }
    }

    /// The mock registered before what encrypts, and after it. What the network answers does not count.
    fn clients(&self) -> [Client; 2] {
        let teapot = Replay::of((0..20).map(|_| (418, json!({}))));
        let connector = SharedHttpConnector::new(teapot);
        let config = config().http_client(http_client_fn(move |_, _| connector.clone()));
        let encrypt = |config: Builder| config.encrypt_tables([customers(keyring())]).unwrap();
        let before = encrypt(config.clone().interceptor(self.clone()));
        let after = encrypt(config).interceptor(self.clone());
        [before, after].map(|config| Client::from_conf(config.build()))
    }
}

#[tokio::test]
async fn a_mocked_output_is_given_out_as_it_is_and_a_request_seen_as_it_was_made() {
    let answers = || [Answer::Get(Some(item())), Answer::Get(None), Answer::Put];
    let mock = Mock::of(answers().into_iter().chain(answers()));
    for client in mock.clients() {
        let get = client.get_item().table_name("Customers").set_key(Some(key())).consistent_read(true);
        assert_eq!(get.clone().send().await.unwrap().item, Some(item()));
        assert_eq!(get.send().await.unwrap().item, None);
        client.put_item().table_name("Customers").set_item(Some(item())).send().await.unwrap();
    }
    let asked = ["get Some(true)", "get Some(true)", "put S(\"a@example.com\")"];
    assert_eq!(*mock.asked.lock().unwrap(), [asked, asked].concat());
}

#[tokio::test]
async fn what_cannot_be_sealed_fails_with_mocks_as_it_does_without() {
    let mut item = item();
    item.insert("colour".to_owned(), s("green"));
    for client in Mock::default().clients() {
        let put = client.put_item().table_name("Customers").set_item(Some(item.clone()));
        let error = put.send().await.unwrap_err();
        let problem = ItemProblem::NoAction;
        assert!(matches!(find(&error), Some(Error::InvalidItem { problem: found, .. }) if *found == problem));
    }
}
