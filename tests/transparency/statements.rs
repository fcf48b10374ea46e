//! PartiQL.

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::{BatchStatementRequest, ParameterizedStatement};

use super::data::{ORDERS, customer, n, order, put, s, seed};
use super::observed::{Observed, Scenario, scenarios};

pub const SCENARIOS: &[Scenario] = scenarios![
    statements_on_a_plain_table,
    statements_with_parameters,
    statements_in_a_batch,
    statements_in_a_transaction,
    statement_that_fails,
    statement_that_is_nonsense,
    statement_that_reads_an_encrypted_table,
    statement_that_writes_an_encrypted_table,
    statements_in_a_batch_on_an_encrypted_table,
    statements_in_a_transaction_on_an_encrypted_table,
];

const INSERT: &str =
    r#"INSERT INTO "Customers" VALUE {'id': '1', 'created': 1, 'email': 'ada.1.1@example.com'}"#;
const SELECT: &str = r#"SELECT * FROM "Customers" WHERE id = '1'"#;

async fn statements_on_a_plain_table(client: &Client, seen: &mut Observed) {
    for statement in [
        r#"INSERT INTO "Orders" VALUE {'id': '1', 'comment': 'ring twice', 'amount': 7}"#,
        r#"SELECT * FROM "Orders" WHERE id = '1'"#,
        r#"UPDATE "Orders" SET amount = 8 WHERE id = '1'"#,
        r#"SELECT amount FROM "Orders" WHERE id = '1'"#,
        r#"DELETE FROM "Orders" WHERE id = '1'"#,
        r#"SELECT * FROM "Orders" WHERE id = '1'"#,
    ] {
        seen.ok(client.execute_statement().statement(statement).send().await);
    }
}

async fn statements_with_parameters(client: &Client, seen: &mut Observed) {
    seen.ok(put(client, order("1")).table_name(ORDERS).send().await);
    let select = client.execute_statement().statement(r#"SELECT * FROM "Orders" WHERE id = ? AND amount > ?"#);
    seen.ok(select.parameters(s("1")).parameters(n(5)).send().await);
}

async fn statements_in_a_batch(client: &Client, seen: &mut Observed) {
    seen.ok(put(client, order("1")).table_name(ORDERS).send().await);
    let statements = [r#"SELECT * FROM "Orders" WHERE id = '1'"#, r#"SELECT * FROM "Orders" WHERE id = '2'"#];
    let statements = statements.map(|text| BatchStatementRequest::builder().statement(text).build().unwrap());
    seen.ok(client.batch_execute_statement().set_statements(Some(statements.into())).send().await);
}

async fn statements_in_a_transaction(client: &Client, seen: &mut Observed) {
    let statements = [
        r#"INSERT INTO "Orders" VALUE {'id': '1', 'amount': 7}"#,
        r#"INSERT INTO "Orders" VALUE {'id': '2', 'amount': 8}"#,
    ];
    let statements = statements.map(|text| ParameterizedStatement::builder().statement(text).build().unwrap());
    let transaction = client.execute_transaction().set_transact_statements(Some(statements.into()));
    seen.ok(transaction.send().await);
    seen.ok(client.scan().table_name(ORDERS).send().await);
}

async fn statement_that_fails(client: &Client, seen: &mut Observed) {
    let insert = client.execute_statement().statement(r#"INSERT INTO "Orders" VALUE {'id': '1'}"#);
    seen.ok(insert.clone().send().await);
    seen.fails(insert.send().await);
    seen.fails(client.execute_statement().statement(r#"SELECT * FROM "Nowhere""#).send().await);
}

async fn statement_that_is_nonsense(client: &Client, seen: &mut Observed) {
    seen.fails(client.execute_statement().statement("SELECT 'an open string").send().await);
}

async fn statement_that_reads_an_encrypted_table(client: &Client, seen: &mut Observed) {
    seed(client, [customer("1", 1)]).await;
    seen.ok(client.execute_statement().statement(SELECT).send().await);
}

async fn statement_that_writes_an_encrypted_table(client: &Client, seen: &mut Observed) {
    seen.ok(client.execute_statement().statement(INSERT).send().await);
}

async fn statements_in_a_batch_on_an_encrypted_table(client: &Client, seen: &mut Observed) {
    let insert = BatchStatementRequest::builder().statement(INSERT).build().unwrap();
    seen.ok(client.batch_execute_statement().statements(insert).send().await);
}

async fn statements_in_a_transaction_on_an_encrypted_table(client: &Client, seen: &mut Observed) {
    let insert = ParameterizedStatement::builder().statement(INSERT).build().unwrap();
    seen.ok(client.execute_transaction().transact_statements(insert).send().await);
}
