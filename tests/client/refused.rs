//! What the wrapped client refuses, it refuses before anything is sent.

use std::collections::HashMap;
use std::error::Error as StdError;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::interceptors::BeforeSerializationInterceptorContextRef;
use aws_sdk_dynamodb::config::{ConfigBag, Intercept};
use aws_sdk_dynamodb::error::{BoxError, ProvideErrorMetadata, SdkError};
use aws_sdk_dynamodb::operation::put_item::{PutItemError, PutItemOutput};
use aws_sdk_dynamodb::types::{
    AttributeValue, BatchStatementRequest, ComparisonOperator, Condition, ConditionCheck, ConditionalOperator,
    Delete, ExpectedAttributeValue, Get, KeysAndAttributes, ParameterizedStatement, Put, PutRequest, Select,
    TransactGetItem, TransactWriteItem, Update, WriteRequest,
};
use aws_smithy_runtime_api::client::orchestrator::Metadata;
use dynamodb_item_encryptor::{
    BoxFuture, EncryptTables, Error, ItemProblem, KeyError, Keyring, ProtectedUpdates, RefusedProblem,
    UnwrapRequest, UnwrappedDataKey, WrapRequest, WrappedDataKey,
};
use test_support::wire::Wire;
use test_support::{customer, customers_builder, find, keyring, n, s};

const ARN: &str = "arn:aws:dynamodb:eu-west-1:123456789012:table/Customers";

fn client(wire: &Wire) -> Client {
    let table = customers_builder(keyring()).protected_updates(ProtectedUpdates::Refuse).build().unwrap();
    Client::from_conf(wire.config().encrypt_tables([table]).unwrap().build())
}

/// Checks that a request failed before it was sent, and returns the crate's own error.
fn refusal<T: std::fmt::Debug, E, R>(result: &Result<T, SdkError<E, R>>) -> &Error
where
    E: StdError + 'static,
    R: std::fmt::Debug + 'static,
{
    let error = result.as_ref().expect_err("the request must be refused");
    assert!(matches!(error, SdkError::ConstructionFailure(_)), "{error:?}");
    Error::find_in(error).unwrap_or_else(|| panic!("no error of the crate in {error:?}"))
}

/// Checks that a request was refused before it was sent, and returns why.
fn problem<T: std::fmt::Debug, E, R>(
    result: &Result<T, SdkError<E, R>>,
) -> (Option<&str>, &str, &RefusedProblem)
where
    E: StdError + 'static,
    R: std::fmt::Debug + 'static,
{
    match refusal(result) {
        Error::Refused { table, operation, problem, .. } => (table.as_deref(), operation, problem),
        error => panic!("{error:?}"),
    }
}

/// Checks that a request was refused as DynamoDB would refuse it, and returns why.
fn invalid(result: Result<PutItemOutput, SdkError<PutItemError>>) -> RefusedProblem {
    let error = result.expect_err("the request must be refused");
    assert!(matches!(error, SdkError::ServiceError(_)), "{error:?}");
    assert_eq!(error.code(), Some("ValidationException"));
    match Error::find_in(&error) {
        Some(Error::Refused { problem, .. }) => problem.clone(),
        other => panic!("{other:?}"),
    }
}

fn put(table: &str) -> TransactWriteItem {
    let put = Put::builder().table_name(table).set_item(Some(customer("1", 1, "a"))).build().unwrap();
    TransactWriteItem::builder().put(put).build()
}

fn key() -> HashMap<String, AttributeValue> {
    HashMap::from([("id".to_owned(), s("1")), ("created".to_owned(), n(1))])
}

/// Sends what has something about it that encrypted tables do not allow to `$table`, and has each result
/// looked at by `$check`.
macro_rules! several {
    ($client:expr, $table:expr, $check:ident) => {{
        let (client, table): (&Client, &str) = ($client, $table);
        let update = client.update_item().table_name(table).set_key(Some(key()));
        $check!("UpdateItem", update.update_expression("SET plan = :p").send().await);
        let keys = KeysAndAttributes::builder().keys(key()).build().unwrap();
        let batch = client.batch_get_item().request_items("Others", keys.clone());
        $check!("BatchGetItem", batch.request_items(table, keys).send().await);
        let request = PutRequest::builder().set_item(Some(customer("1", 1, "a"))).build().unwrap();
        let write = WriteRequest::builder().put_request(request).build();
        let batch = client.batch_write_item().request_items("Others", vec![write.clone()]);
        $check!("BatchWriteItem", batch.request_items(table, vec![write]).send().await);
        let get = |table: &str| {
            let get = Get::builder().table_name(table).set_key(Some(key())).build().unwrap();
            TransactGetItem::builder().get(get).build()
        };
        let transaction = client.transact_get_items().transact_items(get("Others"));
        $check!("TransactGetItems", transaction.transact_items(get(table)).send().await);
        let delete = Delete::builder().table_name(table).set_key(Some(key())).build().unwrap();
        let update = Update::builder().table_name(table).set_key(Some(key())).update_expression("SET a = :a");
        let check = ConditionCheck::builder().table_name(table).set_key(Some(key())).condition_expression("a");
        for write in [
            put(table),
            TransactWriteItem::builder().delete(delete).build(),
            TransactWriteItem::builder().update(update.build().unwrap()).build(),
            TransactWriteItem::builder().condition_check(check.build().unwrap()).build(),
        ] {
            let transaction = client.transact_write_items().transact_items(put("Others"));
            $check!("TransactWriteItems", transaction.transact_items(write).send().await);
        }
    }};
}

/// Sends every operation that is not supported on encrypted tables to `$table`, and has each result
/// looked at by `$check`.
macro_rules! unsupported {
    ($client:expr, $table:expr, $check:ident) => {{
        let (client, table): (&Client, &str) = ($client, $table);
        let statement = format!("SELECT * FROM \"{table}\" WHERE id = '1'");
        $check!("ExecuteStatement", client.execute_statement().statement(&statement).send().await);
        let request = BatchStatementRequest::builder().statement(&statement).build().unwrap();
        $check!("BatchExecuteStatement", client.batch_execute_statement().statements(request).send().await);
        let request = ParameterizedStatement::builder().statement(&statement).build().unwrap();
        $check!("ExecuteTransaction", client.execute_transaction().transact_statements(request).send().await);
        let search = client.search_vectors().table_name(table).index_name("i").search_vector(n(1)).top_k(1);
        $check!("SearchVectors", search.send().await);
    }};
}

#[tokio::test]
async fn operations_that_are_not_supported_on_encrypted_tables_send_nothing() {
    let wire = Wire::empty();
    let client = client(&wire);
    macro_rules! is_refused {
        ($operation:expr, $result:expr) => {{
            let result = $result;
            let (table, operation, problem) = problem(&result);
            assert_eq!((operation, problem), ($operation, &RefusedProblem::Unsupported));
            assert!(table == Some("Customers") || table == Some(ARN), "{table:?}");
        }};
    }
    for table in ["Customers", ARN] {
        unsupported!(&client, table, is_refused);
    }
    assert_eq!(wire.count(), 0);
}

#[tokio::test]
async fn the_same_operations_on_other_tables_are_sent_untouched() {
    let (wire, plain_wire) = (Wire::empty(), Wire::empty());
    let client = client(&wire);
    let plain = Client::from_conf(plain_wire.config().build());
    macro_rules! is_sent {
        ($operation:expr, $result:expr) => {{
            $result.unwrap_or_else(|error| panic!("{}: {error:?}", $operation));
        }};
    }
    several!(&client, "CustomersOld", is_sent);
    several!(&plain, "CustomersOld", is_sent);
    unsupported!(&client, "CustomersOld", is_sent);
    unsupported!(&plain, "CustomersOld", is_sent);
    for client in [&client, &plain] {
        let put = client
            .put_item()
            .table_name("Orders")
            .set_item(Some(HashMap::from([("email".to_owned(), s("x"))])));
        put.condition_expression("email = :what").send().await.unwrap();
        client
            .get_item()
            .table_name("Orders")
            .set_key(Some(key()))
            .projection_expression("a")
            .send()
            .await
            .unwrap();
        client.delete_item().table_name("Orders").set_key(Some(key())).send().await.unwrap();
        client.query().table_name("Orders").key_condition_expression("email = :e").send().await.unwrap();
        client.scan().table_name("Orders").filter_expression("not a { token").send().await.unwrap();
        client.describe_table().table_name("Customers").send().await.unwrap();
        client.list_tables().send().await.unwrap();
    }
    let sent = |wire: &Wire| -> Vec<_> {
        let requests = wire.requests().into_iter();
        // The SDK makes a new token for every transaction.
        requests
            .map(|request| {
                let mut json = request.json();
                json.as_object_mut().unwrap().remove("ClientRequestToken");
                (request.operation, json)
            })
            .collect()
    };
    assert_eq!(sent(&wire), sent(&plain_wire));
    assert_eq!(wire.count(), 19);
}

#[tokio::test]
async fn expressions_that_need_an_encrypted_value_send_nothing() {
    let wire = Wire::empty();
    let client = client(&wire);
    let encrypted = |parameter, attribute: &str| RefusedProblem::EncryptedAttribute {
        parameter,
        attribute: attribute.to_owned(),
    };
    let put = || client.put_item().table_name("Customers").set_item(Some(customer("1", 1, "a")));
    let conditional = put().condition_expression("#p = :p AND size(email) > :n");
    let conditional = conditional.expression_attribute_names("#p", "plan");
    let conditional =
        conditional.expression_attribute_values(":p", s("gold")).expression_attribute_values(":n", n(3));
    let result = conditional.send().await;
    assert_eq!(problem(&result), (Some("Customers"), "PutItem", &encrypted("ConditionExpression", "email")));
    let delete = client.delete_item().table_name(ARN).set_key(Some(key()));
    let delete = delete.condition_expression("#n[0].x = :p").expression_attribute_names("#n", "notes");
    let delete = delete.expression_attribute_values(":p", s("gold"));
    let result = delete.send().await;
    assert_eq!(problem(&result), (Some(ARN), "DeleteItem", &encrypted("ConditionExpression", "notes")));
    let query = || client.query().table_name("Customers").expression_attribute_values(":e", s("x"));
    let result = query().key_condition_expression("email = :e").send().await;
    assert_eq!(problem(&result).2, &encrypted("KeyConditionExpression", "email"));
    let result =
        client.get_item().table_name("Customers").set_key(Some(key())).key("email", s("a")).send().await;
    assert_eq!(problem(&result).2, &encrypted("Key", "email"));

    for expression in ["#undefined = :v", "plan = 'gold'", ""] {
        let problem = invalid(put().condition_expression(expression).send().await);
        assert!(
            matches!(problem, RefusedProblem::Expression { parameter: "ConditionExpression", .. }),
            "{problem}"
        );
    }
    let secret = put().condition_expression("id = :p").expression_attribute_values(":p", s("gold"));
    let secret = secret.expression_attribute_values(":email", s("a@example.com"));
    let unused = RefusedProblem::UnusedPlaceholder { placeholder: ":email".to_owned() };
    assert_eq!(invalid(secret.send().await), unused);
    let named = client.get_item().table_name("Customers").set_key(Some(key()));
    let result = named.expression_attribute_names("#n", "notes").send().await;
    assert!(matches!(problem(&result).2, RefusedProblem::UnusedPlaceholder { .. }));
    for statement in ["SELECT * FROM Orders WHERE a = 'open", ""] {
        let result = client.execute_statement().statement(statement).send().await;
        assert!(matches!(problem(&result).2, RefusedProblem::Expression { parameter: "Statement", .. }));
    }
    assert_eq!(wire.count(), 0);
}

#[tokio::test]
async fn parameters_that_cannot_be_used_send_nothing() {
    let wire = Wire::empty();
    let client = client(&wire);
    let condition = Condition::builder().comparison_operator(ComparisonOperator::NotNull).build().unwrap();
    let put = || client.put_item().table_name("Customers").set_item(Some(customer("1", 1, "a")));
    let delete = || client.delete_item().table_name("Customers").set_key(Some(key()));
    let query = || client.query().table_name("Customers").key_condition_expression("id = :i");
    let scan = || client.scan().table_name("Customers");
    let expected = || ExpectedAttributeValue::builder().exists(false).build();
    macro_rules! refused {
        ($($parameter:literal: $request:expr;)*) => {$(
            let result = $request.send().await;
            assert_eq!(problem(&result).2, &RefusedProblem::Parameter { parameter: $parameter });
        )*};
    }
    refused! {
        "Expected": put().expected("id", expected());
        "ConditionalOperator": put().conditional_operator(ConditionalOperator::And);
        "Expected": delete().expected("id", expected());
        "ConditionalOperator": delete().conditional_operator(ConditionalOperator::And);
        "KeyConditions": query().key_conditions("id", condition.clone());
        "QueryFilter": query().query_filter("plan", condition.clone());
        "ConditionalOperator": query().conditional_operator(ConditionalOperator::Or);
        "Select": query().expression_attribute_values(":i", s("1")).select(Select::SpecificAttributes);
        "Select": scan().attributes_to_get("id").select(Select::Count);
        "ScanFilter": scan().scan_filter("plan", condition.clone());
        "ConditionalOperator": scan().conditional_operator(ConditionalOperator::Or);
        "Select": scan().select(Select::SpecificAttributes);
    }
    assert_eq!(wire.count(), 0);
}

/// Whatever of it would be sent, since what DynamoDB gets has neither.
#[tokio::test]
async fn a_list_of_attributes_beside_an_expression_sends_nothing() {
    let wire = Wire::empty();
    let client = client(&wire);
    macro_rules! refused {
        ($($other:literal: $request:expr;)*) => {$(
            let result = $request.send().await;
            let found = problem(&result).2;
            assert_eq!(found, &RefusedProblem::Contradiction { parameter: "AttributesToGet", other: $other });
        )*};
    }
    let get = client.get_item().table_name("Customers").set_key(Some(key())).attributes_to_get("id");
    let scan = || client.scan().table_name("Customers").attributes_to_get("id");
    let query = client.query().table_name("Customers").key_condition_expression("id = :i");
    let listed = || KeysAndAttributes::builder().keys(key());
    let list = listed().attributes_to_get("id").build().unwrap();
    let projected = || listed().projection_expression("id").build().unwrap();
    let both = listed().attributes_to_get("id").projection_expression("id").build().unwrap();
    refused! {
        "ProjectionExpression": get.projection_expression("id");
        "ProjectionExpression": scan().projection_expression("id");
        "FilterExpression": scan().filter_expression("email = :i").expression_attribute_values(":i", s("1"));
        "KeyConditionExpression": query.attributes_to_get("id").expression_attribute_values(":i", s("1"));
        "ProjectionExpression": client.batch_get_item().request_items("Customers", both);
        "ProjectionExpression": client.batch_get_item().request_items("Customers", list.clone()).request_items("Orders", projected());
        "ProjectionExpression": client.batch_get_item().request_items("Orders", list).request_items("Customers", projected());
    }
    assert_eq!(wire.count(), 0);
}

#[tokio::test]
async fn an_item_that_cannot_be_encrypted_sends_nothing() {
    let wire = Wire::empty();
    let client = client(&wire);
    let put = |item| client.put_item().table_name("Customers").set_item(Some(item)).send();
    let mut unknown = customer("1", 1, "a@example.com");
    unknown.insert("phone".to_owned(), s("+49 30 123456"));
    let result = put(unknown).await;
    let Error::InvalidItem { attribute, problem, .. } = refusal(&result) else { panic!("{result:?}") };
    assert_eq!((attribute.as_deref(), problem), (Some("phone"), &ItemProblem::NoAction));
    let mut reserved = customer("1", 1, "a@example.com");
    reserved.insert("aws_dbe_head".to_owned(), s("x"));
    let result = put(reserved).await;
    assert!(matches!(refusal(&result), Error::InvalidItem { problem: ItemProblem::ReservedName, .. }));
    assert!(!format!("{result:?}").contains("example.com"));
    assert_eq!(wire.count(), 0);
}

#[tokio::test]
async fn a_table_name_of_no_known_form_sends_nothing() {
    let wire = Wire::empty();
    let client = client(&wire);
    for name in ["arn:aws:dynamodb:eu-west-1:1:global-table/Customers", " Customers", "customers/"] {
        let put = client.put_item().table_name(name).set_item(Some(customer("1", 1, "a")));
        let result = put.send().await;
        assert_eq!(problem(&result), (Some(name), "PutItem", &RefusedProblem::UnclearTableName));
    }
    let put = client.put_item().set_item(Some(customer("1", 1, "a")));
    assert!(put.send().await.is_err());
    assert_eq!(wire.count(), 0);
}

/// Makes the SDK believe that it carries out an operation of a later version.
#[derive(Debug)]
struct Later;

impl Intercept for Later {
    fn name(&self) -> &'static str {
        "Later"
    }

    fn read_before_execution(
        &self,
        _: &BeforeSerializationInterceptorContextRef<'_>,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        cfg.interceptor_state().store_put(Metadata::new("PutItemsOfLater", "DynamoDB"));
        Ok(())
    }
}

#[tokio::test]
async fn an_unknown_operation_sends_nothing() {
    let wire = Wire::empty();
    let client = client(&wire);
    let put = client.put_item().table_name("Orders").set_item(Some(customer("1", 1, "a")));
    let result = put.customize().interceptor(Later).send().await;
    assert_eq!(problem(&result), (None, "PutItemsOfLater", &RefusedProblem::UnknownOperation));
    assert_eq!(wire.count(), 0);
}

/// A keyring that fails, at once or later.
struct Failing {
    later: bool,
}

impl Failing {
    async fn fail(&self) -> KeyError {
        if self.later {
            tokio::time::sleep(std::time::Duration::from_millis(5)).await;
        }
        KeyError::Other("access denied".into())
    }
}

impl Keyring for Failing {
    fn wrap_data_key<'a>(
        &'a self,
        _request: &'a WrapRequest<'a>,
    ) -> BoxFuture<'a, Result<Vec<WrappedDataKey>, KeyError>> {
        Box::pin(async { Err(self.fail().await) })
    }

    fn unwrap_data_key<'a>(
        &'a self,
        _request: &'a UnwrapRequest<'a>,
    ) -> BoxFuture<'a, Result<Option<UnwrappedDataKey>, KeyError>> {
        Box::pin(async { Err(self.fail().await) })
    }
}

#[tokio::test]
async fn a_key_that_cannot_be_obtained_sends_nothing() {
    for later in [false, true] {
        let wire = Wire::empty();
        let tables = [customers_builder(Failing { later }).build().unwrap()];
        let client = Client::from_conf(wire.config().encrypt_tables(tables).unwrap().build());
        let put = client.put_item().table_name("Customers").set_item(Some(customer("1", 1, "a")));
        let result = put.send().await;
        assert!(matches!(refusal(&result), Error::Key { source: KeyError::Other(_), .. }), "{result:?}");
        let error = result.unwrap_err();
        assert!(matches!(find::<KeyError>(&error), Some(KeyError::Other(_))));
        assert_eq!(wire.count(), 0);
    }
}

#[tokio::test]
async fn a_response_that_cannot_be_opened_is_an_error_and_not_sent_again() {
    let item = r#"{"Item": {"id": {"S": "1"}, "created": {"N": "1"}, "email": {"S": "plain"}}}"#;
    let wire = Wire::start(move |_, _| (200, item.to_owned()));
    let get = client(&wire).get_item().table_name("Customers").set_key(Some(key()));
    let error = get.send().await.unwrap_err();
    assert!(matches!(error, SdkError::ResponseError(_)), "{error:?}");
    assert!(matches!(Error::find_in(&error), Some(Error::MalformedItem { .. })), "{error:?}");
    assert_eq!(wire.count(), 1);
}
