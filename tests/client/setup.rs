//! Registering tables with a client, and what else is registered with it.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use aws_sdk_dynamodb::config::interceptors::{
    AfterDeserializationInterceptorContextRef, BeforeSerializationInterceptorContextMut,
    BeforeTransmitInterceptorContextMut, BeforeTransmitInterceptorContextRef, FinalizerInterceptorContextRef,
};
use aws_sdk_dynamodb::config::{ConfigBag, Intercept, Region, RuntimeComponents};
use aws_sdk_dynamodb::error::{BoxError, SdkError};
use aws_sdk_dynamodb::operation::put_item::{PutItemInput, PutItemOutput};
use aws_sdk_dynamodb::{Client, Config};
use dynamodb_item_encryptor::{
    ConfigProblem, EncryptTables, EncryptingClient, Error, RefusedProblem, TableConfig, UpdateEncrypted,
};
use test_support::keys::Slow;
use test_support::wire::{Request, Wire};
use test_support::{customer, customers, find, keyring, s};

fn table(logical: &str, physical: &str) -> TableConfig {
    let table = TableConfig::builder(logical).table_name(physical).partition_key("id");
    table.encrypt(["email"]).keyring(keyring()).build().unwrap()
}

fn config_problem(result: Result<aws_sdk_dynamodb::config::Builder, Error>) -> ConfigProblem {
    match result {
        Err(Error::Config { problem, .. }) => problem,
        other => panic!("{:?}", other.map(drop)),
    }
}

fn put(client: &Client) -> aws_sdk_dynamodb::operation::put_item::builders::PutItemFluentBuilder {
    client.put_item().table_name("Customers").set_item(Some(customer("1", 1, "a@example.com")))
}

/// Whether a request's item was sealed, and sealed once.
fn is_sealed_once(request: &Request) -> bool {
    let item = &request.json()["Item"];
    assert_eq!(item["plan"]["S"], "gold");
    item["email"]["B"].is_string() && item.as_object().unwrap().len() == 8
}

#[test]
fn tables_that_share_a_name_are_reported() {
    let encrypt = |tables: [TableConfig; 2]| config_problem(Config::builder().encrypt_tables(tables));
    assert_eq!(encrypt([table("A", "a"), table("A", "b")]), ConfigProblem::DuplicateLogicalName);
    assert_eq!(encrypt([table("A", "a"), table("B", "a")]), ConfigProblem::DuplicateTableName);
}

#[test]
fn registering_twice_is_reported() {
    let once = || Config::builder().encrypt_tables([table("A", "a")]).unwrap();
    assert_eq!(config_problem(once().encrypt_tables([table("B", "b")])), ConfigProblem::AlreadyRegistered);
    let copy = once().build().to_builder();
    assert_eq!(config_problem(copy.encrypt_tables([table("A", "a")])), ConfigProblem::AlreadyRegistered);
}

#[tokio::test]
async fn only_a_client_that_encrypts_is_taken_for_one() {
    let wire = Wire::empty();
    let not_registered = |result: Result<EncryptingClient, Error>| {
        let error = result.unwrap_err();
        assert!(matches!(error, Error::Config { problem: ConfigProblem::NotRegistered, .. }), "{error:?}");
        assert!(error.to_string().starts_with("configuration: this client encrypts no tables"), "{error}");
    };
    not_registered(EncryptingClient::from_conf(wire.config().build()));
    not_registered(Client::from_conf(wire.config().build()).try_into());
    // Whoever takes out all interceptors takes out the encryption.
    let mut config = wire.config().encrypt_tables([customers(keyring())]).unwrap();
    config.set_interceptors([]);
    not_registered(EncryptingClient::from_conf(config.build()));

    let config = || wire.config().encrypt_tables([customers(keyring())]).unwrap().build();
    let client = EncryptingClient::from_conf(config()).unwrap();
    put(&client.clone()).send().await.unwrap();
    put(&Client::from(client.clone())).send().await.unwrap();
    put(&client.into_inner()).send().await.unwrap();
    let client = EncryptingClient::try_from(Client::from_conf(config())).unwrap();
    let copy = EncryptingClient::from_conf(client.config().to_builder().build()).unwrap();
    put(copy.as_ref()).send().await.unwrap();
    let update = client.update_encrypted("Customers", [("id".to_owned(), s("1"))].into());
    assert!(format!("{update:?}").contains("Customers"), "the SDK's extensions are there too");
    assert_eq!(wire.count(), 4);
    assert!(wire.requests().iter().all(is_sealed_once));
}

#[tokio::test]
async fn a_second_registration_that_is_only_seen_later_is_refused() {
    let wire = Wire::empty();
    let client = Client::from_conf(wire.config().encrypt_tables([customers(keyring())]).unwrap().build());
    let second = Config::builder().encrypt_tables([customers(keyring())]).unwrap();
    let error = put(&client).customize().config_override(second).send().await.unwrap_err();
    assert!(matches!(error, SdkError::ConstructionFailure(_)));
    let problem = RefusedProblem::RegisteredTwice;
    assert!(matches!(find(&error), Some(Error::Refused { problem: p, .. }) if *p == problem), "{error:?}");
    assert_eq!(wire.count(), 0);
}

#[tokio::test]
async fn copies_and_overrides_of_a_configuration_keep_encrypting() {
    let wire = Wire::empty();
    let client = Client::from_conf(wire.config().encrypt_tables([customers(keyring())]).unwrap().build());
    let copy = Client::from_conf(client.config().to_builder().region(Region::new("us-east-2")).build());
    put(&client.clone()).send().await.unwrap();
    put(&copy).send().await.unwrap();
    let region = Config::builder().region(Region::new("us-west-2"));
    put(&client).customize().config_override(region).send().await.unwrap();
    // The same registration twice is still one.
    put(&client).customize().config_override(client.config().to_builder()).send().await.unwrap();
    assert_eq!(wire.count(), 4);
    assert!(wire.requests().iter().all(is_sealed_once));
    for (request, region) in wire.requests().iter().zip(["eu-west-1", "us-east-2", "us-west-2", "eu-west-1"]) {
        assert!(request.header("authorization").unwrap().contains(region));
    }
}

#[tokio::test]
async fn a_single_call_can_encrypt() {
    let wire = Wire::empty();
    let client = Client::from_conf(wire.config().build());
    let encrypting = Config::builder().encrypt_tables([customers(keyring())]).unwrap();
    put(&client).customize().config_override(encrypting).send().await.unwrap();
    assert!(is_sealed_once(&wire.requests()[0]));
}

#[tokio::test]
async fn an_item_is_sealed_by_whatever_name_its_table_goes() {
    let wire = Wire::empty();
    let client = Client::from_conf(wire.config().encrypt_tables([customers(keyring())]).unwrap().build());
    let arn = "arn:aws:dynamodb:eu-west-1:123456789012:table/Customers";
    for name in ["Customers", arn, &format!("{arn}/index/by-plan")] {
        put(&client).table_name(name).send().await.unwrap();
        let request = wire.requests().pop().unwrap();
        assert_eq!(request.json()["TableName"], *name);
        assert!(is_sealed_once(&request));
    }
}

/// An interceptor of the application that changes and watches what it can.
#[derive(Debug, Clone, Default)]
struct Application {
    seen: Arc<Mutex<Vec<String>>>,
}

impl Application {
    fn saw(&self, what: impl Into<String>) {
        self.seen.lock().unwrap().push(what.into());
    }
}

impl Intercept for Application {
    fn name(&self) -> &'static str {
        "Application"
    }

    fn modify_before_serialization(
        &self,
        context: &mut BeforeSerializationInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let input: &mut PutItemInput = context.input_mut().downcast_mut().unwrap();
        input.table_name = Some("Customers".to_owned());
        input.item.as_mut().unwrap().insert("email".to_owned(), s("added@example.com"));
        Ok(())
    }

    fn modify_before_retry_loop(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        context.request_mut().headers_mut().insert("x-application", "1");
        Ok(())
    }

    fn read_before_transmit(
        &self,
        context: &BeforeTransmitInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        self.saw(String::from_utf8_lossy(context.request().body().bytes().unwrap()));
        Ok(())
    }

    fn read_after_deserialization(
        &self,
        context: &AfterDeserializationInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        self.saw(format!("{:?}", context.output_or_error()));
        Ok(())
    }

    fn read_after_attempt(
        &self,
        context: &FinalizerInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let outcome = context.output_or_error().unwrap();
        assert!(outcome.unwrap().downcast_ref::<PutItemOutput>().is_some());
        Ok(())
    }
}

/// Whatever an interceptor of the application changes, and in whatever order, is sealed.
#[tokio::test]
async fn interceptors_of_the_application_come_before_sealing() {
    let (slow, _) = Slow::new(Duration::from_millis(5));
    for table in [customers(keyring()), customers(slow)] {
        let wire = Wire::empty();
        let before = Application::default();
        let config = wire.config().interceptor(before.clone()).encrypt_tables([table]).unwrap();
        let after = Application::default();
        let client = Client::from_conf(config.interceptor(after.clone()).build());
        let operation = Application::default();
        // Not an encrypted table, until an interceptor makes it one.
        let putting = put(&client).table_name("Orders").item("plan", s("gold"));
        putting.customize().interceptor(operation.clone()).send().await.unwrap();

        let requests = wire.requests();
        assert!(is_sealed_once(&requests[0]));
        assert_eq!(requests[0].header("x-application"), Some("1"));
        for application in [before, after, operation] {
            let seen = application.seen.lock().unwrap();
            assert_eq!(seen.len(), 2);
            assert_eq!(seen[0].as_bytes(), requests[0].body);
            assert!(!seen[1].contains("example.com"), "{}", seen[1]);
        }
    }
}

#[tokio::test]
async fn nothing_in_debug_output_is_secret() {
    let config =
        test_support::config("http://127.0.0.1:1").encrypt_tables([customers(keyring())]).unwrap().build();
    let text = format!("{config:?} {:?}", config.interceptors().collect::<Vec<_>>());
    assert!(text.contains("Customers") && text.contains("permanent: true"), "{text}");
    assert!(!test_support::has_bytes(&text, &test_support::KEY));
}
