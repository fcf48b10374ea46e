//! A request that nearly names an encrypted table is refused, whatever the operation.

use std::collections::HashMap;
use std::error::Error as StdError;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::{
    AttributeValue, BatchStatementRequest, ConditionCheck, Delete, Get, KeysAndAttributes,
    ParameterizedStatement, Put, PutRequest, TransactGetItem, TransactWriteItem, Update, WriteRequest,
};
use dynamodb_item_encryptor::{
    ConfigProblem, EncryptTables, Error, RawAesKeyring, RefusedProblem, TableConfig, UpdateEncrypted,
};
use test_support::s;
use test_support::wire::Wire;

/// An encrypted table whose name in DynamoDB is not its logical name.
fn customers() -> TableConfig {
    let table = TableConfig::builder("Customers").table_name("customers-prod").partition_key("id");
    table.encrypt(["email"]).keyring(RawAesKeyring::new("tests", "key", &[7; 32]).unwrap()).build().unwrap()
}

fn client(wire: &Wire) -> Client {
    Client::from_conf(wire.config().encrypt_tables([customers()]).unwrap().build())
}

fn key() -> HashMap<String, AttributeValue> {
    HashMap::from([("id".to_owned(), s("1"))])
}

fn item() -> HashMap<String, AttributeValue> {
    HashMap::from([("id".to_owned(), s("1")), ("email".to_owned(), s("ada@example.com"))])
}

fn outcome<T, E: StdError + 'static>(result: Result<T, E>) -> Result<(), RefusedProblem> {
    let Err(error) = result else { return Ok(()) };
    match Error::find_in(&error) {
        Some(Error::Refused { problem, .. }) => Err(problem.clone()),
        other => panic!("{other:?} in {error:?}"),
    }
}

/// Sends every operation that carries items to a table of this name, beside others where it can; what came of each.
async fn everything(client: &Client, table: &str) -> Vec<(&'static str, Result<(), RefusedProblem>)> {
    let mut outcomes = Vec::new();
    macro_rules! send {
        ($operation:literal, $request:expr) => {
            outcomes.push(($operation, outcome($request.send().await)));
        };
    }
    send!("PutItem", client.put_item().table_name(table).set_item(Some(item())));
    send!("GetItem", client.get_item().table_name(table).set_key(Some(key())));
    send!("DeleteItem", client.delete_item().table_name(table).set_key(Some(key())));
    send!("UpdateItem", client.update_item().table_name(table).set_key(Some(key())));
    let query = client.query().table_name(table).key_condition_expression("id = :id");
    send!("Query", query.expression_attribute_values(":id", s("1")));
    send!("Scan", client.scan().table_name(table));
    send!(
        "SearchVectors",
        client.search_vectors().table_name(table).index_name("i").search_vector(s("1")).top_k(1)
    );
    let keys = KeysAndAttributes::builder().keys(key()).build().unwrap();
    let batch = client.batch_get_item().request_items("orders", keys.clone());
    send!("BatchGetItem", batch.request_items(table, keys));
    let put = PutRequest::builder().set_item(Some(item())).build().unwrap();
    let write = WriteRequest::builder().put_request(put).build();
    let batch = client.batch_write_item().request_items("orders", vec![write.clone()]);
    send!("BatchWriteItem", batch.request_items(table, vec![write]));
    let get = |table: &str| {
        let get = Get::builder().table_name(table).set_key(Some(key())).build().unwrap();
        TransactGetItem::builder().get(get).build()
    };
    send!(
        "TransactGetItems",
        client.transact_get_items().transact_items(get("orders")).transact_items(get(table))
    );
    let put = |table: &str| Put::builder().table_name(table).set_item(Some(item())).build().unwrap();
    let delete = Delete::builder().table_name(table).set_key(Some(key())).build().unwrap();
    let update = Update::builder().table_name(table).set_key(Some(key())).update_expression("SET a = :a");
    let check = ConditionCheck::builder().table_name(table).set_key(Some(key())).condition_expression("a");
    let part = TransactWriteItem::builder;
    for write in [
        part().put(put(table)),
        part().delete(delete),
        part().update(update.build().unwrap()),
        part().condition_check(check.build().unwrap()),
    ] {
        let transaction = client.transact_write_items().transact_items(part().put(put("orders")).build());
        send!("TransactWriteItems", transaction.transact_items(write.build()));
    }
    for statement in [
        format!("SELECT * FROM \"{table}\" WHERE id = '1'"),
        format!("INSERT INTO \"{table}\" VALUE {{'id': '1', 'email': 'ada@example.com'}}"),
        format!("UPDATE \"{table}\" SET email = 'ada@example.com' WHERE id = '1'"),
        format!("DELETE FROM \"{table}\" WHERE id = '1' AND email = 'ada@example.com'"),
    ] {
        send!("ExecuteStatement", client.execute_statement().statement(&statement));
        let request = BatchStatementRequest::builder().statement(&statement).build().unwrap();
        send!("BatchExecuteStatement", client.batch_execute_statement().statements(request));
        let request = ParameterizedStatement::builder().statement(&statement).build().unwrap();
        send!("ExecuteTransaction", client.execute_transaction().transact_statements(request));
    }
    outcomes
}

fn logical() -> RefusedProblem {
    RefusedProblem::LogicalTableName { table_name: "customers-prod".to_owned() }
}

#[tokio::test]
async fn a_request_to_the_logical_name_is_not_sent() {
    let wire = Wire::empty();
    let client = client(&wire);
    for table in ["Customers", "customers", "arn:aws:dynamodb:eu-west-1:123456789012:table/Customers"] {
        for (operation, outcome) in everything(&client, table).await {
            assert_eq!(outcome, Err(logical()), "{operation} {table}");
        }
    }
    let update = client.update_encrypted("Customers", key()).send(|_| Ok(())).await;
    assert_eq!(outcome(update), Err(logical()));
    assert_eq!(wire.count(), 0);
}

#[tokio::test]
async fn a_request_to_what_is_no_name_or_nearly_the_tables_is_not_sent() {
    let wire = Wire::empty();
    let client = client(&wire);
    let unclear = RefusedProblem::UnclearTableName;
    for table in [
        " customers-prod",
        "customers-prod ",
        "customers-prod\t",
        "customers-prod\0",
        "customers%2Dprod",
        "arn:aws:dynamodb::1:global-table/customers-prod",
        "arn:aws:dynamodb:eu-west-1:1:table%2Fcustomers-prod",
        "arn:aws:dynamodb:eu-west-1:1:table/orders%2F..%2Fcustomers-prod",
        "arn:aws:dynamodb:eu-west-1:1:TABLE/customers-prod",
        "arn:aws:dynamodb:eu-west-1:1:table/orders/customers-prod",
    ] {
        for (operation, outcome) in everything(&client, table).await {
            assert_eq!(outcome, Err(unclear.clone()), "{operation} {table:?}");
        }
    }
    let similar = RefusedProblem::SimilarTableName { table_name: "customers-prod".to_owned() };
    for table in ["Customers-Prod", "arn:aws:dynamodb:eu-west-1:1:table/CUSTOMERS-PROD"] {
        for (operation, outcome) in everything(&client, table).await {
            // A statement is taken to be about the table then.
            let expected =
                if operation.contains("Execute") { RefusedProblem::Unsupported } else { similar.clone() };
            assert_eq!(outcome, Err(expected), "{operation} {table}");
        }
    }
    assert_eq!(wire.count(), 0);
}

#[tokio::test]
async fn the_table_is_encrypted_under_whatever_arn() {
    let wire = Wire::empty();
    let client = client(&wire);
    for arn in [
        "arn:aws:dynamodb:eu-west-1:123456789012:table/customers-prod",
        "arn:aws:dynamodb:us-east-2:210987654321:table/customers-prod",
        "arn:aws-cn:dynamodb:cn-north-1:1:table/customers-prod",
        "arn:aws-us-gov:dynamodb:us-gov-west-1:1:table/customers-prod",
    ] {
        client.put_item().table_name(arn).set_item(Some(item())).send().await.unwrap();
    }
    for request in wire.requests() {
        assert!(!String::from_utf8(request.body).unwrap().contains("ada@example.com"));
    }
    assert_eq!(wire.count(), 4);
}

#[tokio::test]
async fn a_statement_that_can_be_read_in_two_ways_is_not_sent() {
    let wire = Wire::empty();
    let client = client(&wire);
    for statement in [
        "INSERT INTO 'customers-prod' VALUE {'id': '1', 'email': 'ada@example.com'}",
        "SELECT * FROM `customers-prod`",
        "SELECT * FROM orders --1\r, \"customers-prod\"",
        "SELECT * FROM orders, 'customers-prod'",
        "SELECT * FROM ?",
        "EXEC report",
    ] {
        for problem in [
            outcome(client.execute_statement().statement(statement).send().await),
            outcome(
                client
                    .batch_execute_statement()
                    .statements(BatchStatementRequest::builder().statement(statement).build().unwrap())
                    .send()
                    .await,
            ),
        ] {
            let problem = problem.expect_err(statement);
            assert!(
                matches!(problem, RefusedProblem::Expression { parameter: "Statement", .. }),
                "{statement}: {problem:?}"
            );
        }
    }
    assert_eq!(wire.count(), 0);
}

#[tokio::test]
async fn other_tables_are_plain_unless_the_plain_ones_are_listed() {
    let wire = Wire::empty();
    let all = everything(&client(&wire), "customers-prod-v2").await;
    assert!(all.iter().all(|(_, outcome)| outcome.is_ok()), "{all:?}");
    let sent = wire.count();
    assert_eq!(sent, all.len());

    let arn = "arn:aws:dynamodb:eu-west-1:1:table/invoices";
    let strict =
        wire.config().encrypt_tables_beside_plain([customers()], ["orders", "Customers", arn]).unwrap();
    let strict = Client::from_conf(strict.build());
    for table in ["customers-prod-v2", "Orders", "arn:aws:dynamodb:eu-west-1:1:table/others"] {
        for (operation, outcome) in everything(&strict, table).await {
            assert_eq!(outcome, Err(RefusedProblem::UnlistedTable), "{operation} {table}");
        }
    }
    assert_eq!(wire.count(), sent);
    // One that is listed may have the logical name of another.
    for table in ["Customers", "invoices", arn] {
        for (operation, outcome) in everything(&strict, table).await {
            assert_eq!(outcome, Ok(()), "{operation} {table}");
        }
    }
    strict.put_item().table_name("customers-prod").set_item(Some(item())).send().await.unwrap();
    let body = String::from_utf8(wire.requests().pop().unwrap().body).unwrap();
    assert!(!body.contains("ada@example.com"), "{body}");

    let twice = wire.config().encrypt_tables_beside_plain([customers()], ["customers-prod"]);
    let problem = ConfigProblem::DuplicateTableName;
    assert!(matches!(twice, Err(Error::Config { problem: found, .. }) if found == problem));
}

#[tokio::test]
async fn where_all_tables_are_encrypted_every_other_is_refused() {
    let wire = Wire::empty();
    let strict = Client::from_conf(wire.config().encrypt_tables_only([customers()]).unwrap().build());
    for table in [
        "customers-prod-v2",
        "orders",
        "prod-customers",
        "arn:aws:dynamodb:eu-west-1:123456789012:table/orders",
        "arn:aws:dynamodb:eu-west-1:123456789012:table/orders/index/customers-prod",
    ] {
        for (operation, outcome) in everything(&strict, table).await {
            assert_eq!(outcome, Err(RefusedProblem::UnlistedTable), "{operation} {table}");
        }
    }
    assert_eq!(wire.count(), 0);
    // In a batch or transaction beside an encrypted table.
    let put = PutRequest::builder().set_item(Some(item())).build().unwrap();
    let write = vec![WriteRequest::builder().put_request(put).build()];
    let batch = strict.batch_write_item().request_items("customers-prod", write.clone());
    let batch = batch.request_items("orders", write).send().await;
    assert_eq!(outcome(batch), Err(RefusedProblem::UnlistedTable));
    let keys = KeysAndAttributes::builder().keys(key()).build().unwrap();
    let batch = strict.batch_get_item().request_items("customers-prod", keys.clone());
    let batch = batch.request_items("orders", keys).send().await;
    assert_eq!(outcome(batch), Err(RefusedProblem::UnlistedTable));
    let mut transaction = strict.transact_write_items();
    for table in ["customers-prod", "orders"] {
        let put = Put::builder().table_name(table).set_item(Some(item())).build().unwrap();
        transaction = transaction.transact_items(TransactWriteItem::builder().put(put).build());
    }
    assert_eq!(outcome(transaction.send().await), Err(RefusedProblem::UnlistedTable));
    assert_eq!(wire.count(), 0);
    // The table itself, by its name and its ARNs; and what carries no items.
    for table in ["customers-prod", "arn:aws:dynamodb:eu-west-1:123456789012:table/customers-prod"] {
        strict.put_item().table_name(table).set_item(Some(item())).send().await.unwrap();
    }
    strict.describe_table().table_name("orders").send().await.unwrap();
    assert_eq!(wire.count(), 3);
    assert!(wire.requests().iter().all(|request| !String::from_utf8_lossy(&request.body).contains("ada@")));
}

/// A copy of the configuration that has lost its interceptors sends no item, encrypted or not.
#[tokio::test]
async fn a_client_without_its_interceptors_sends_no_items() {
    let wire = Wire::empty();
    let mut cleared = wire.config().encrypt_tables([customers()]).unwrap().build().to_builder();
    cleared.set_interceptors([]);
    let client = Client::from_conf(cleared.clone().build());
    for table in ["customers-prod", "orders"] {
        for (operation, outcome) in everything(&client, table).await {
            assert_eq!(outcome, Err(RefusedProblem::InterceptorsCleared), "{operation} {table}");
        }
    }
    let put = client.put_item().table_name("customers-prod").set_item(Some(item()));
    let error = put.clone().send().await.unwrap_err();
    assert!(!Error::is_transient_in(&error), "{error:?}");
    assert_eq!(wire.count(), 0);
    client.describe_table().table_name("orders").send().await.unwrap();
    assert_eq!(wire.count(), 1);
    // Encrypted anew, for all calls or for one, it works.
    let put = || client.put_item().table_name("customers-prod").set_item(Some(item()));
    let encrypting = aws_sdk_dynamodb::Config::builder().encrypt_tables([customers()]).unwrap();
    put().customize().config_override(encrypting).send().await.unwrap();
    let again = Client::from_conf(cleared.encrypt_tables([customers()]).unwrap().build());
    again.put_item().table_name("customers-prod").set_item(Some(item())).send().await.unwrap();
    assert_eq!(wire.count(), 3);
    assert!(wire.requests().iter().all(|request| !String::from_utf8_lossy(&request.body).contains("ada@")));
}

/// What the application says about signing is asked all the same.
#[tokio::test]
async fn the_applications_own_auth_scheme_resolver_is_asked() {
    use aws_sdk_dynamodb::config::auth::{DefaultAuthSchemeResolver, Params, ResolveAuthScheme};
    use aws_sdk_dynamodb::config::{ConfigBag, RuntimeComponents};
    use aws_smithy_runtime_api::client::auth::AuthSchemeOptionsFuture;
    use std::sync::{Arc, Mutex};

    #[derive(Debug)]
    struct Own(DefaultAuthSchemeResolver, Arc<Mutex<Vec<String>>>);

    impl ResolveAuthScheme for Own {
        fn resolve_auth_scheme<'a>(
            &'a self,
            params: &'a Params,
            cfg: &'a ConfigBag,
            components: &'a RuntimeComponents,
        ) -> AuthSchemeOptionsFuture<'a> {
            self.1.lock().unwrap().push(params.operation_name().to_owned());
            self.0.resolve_auth_scheme(params, cfg, components)
        }
    }

    let (wire, asked) = (Wire::empty(), Arc::default());
    let own = Own(DefaultAuthSchemeResolver::default(), Arc::clone(&asked));
    let config = wire.config().auth_scheme_resolver(own).encrypt_tables([customers()]).unwrap();
    let client = Client::from_conf(config.build());
    client.put_item().table_name("customers-prod").set_item(Some(item())).send().await.unwrap();
    assert!(wire.requests()[0].is_signed());
    assert_eq!(*asked.lock().unwrap(), ["PutItem"]);
    let mut cleared = client.config().to_builder();
    cleared.set_interceptors([]);
    let put = Client::from_conf(cleared.build()).put_item().table_name("orders").set_item(Some(item()));
    assert_eq!(outcome(put.send().await), Err(RefusedProblem::InterceptorsCleared));
}
