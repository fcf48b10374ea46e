//! Random expressions, on this side and on an embedded DynamoDB engine: both must agree.
//!
//! `EXPRESSION_CASES` sets how many expressions are tried, `EXPRESSION_SEED` which ones.

use std::collections::BTreeSet;
use std::fmt::{Debug, Display};

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::{BehaviorVersion, Config, Credentials, Region};
use aws_sdk_dynamodb::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_dynamodb::types::{
    AttributeDefinition, AttributeValue, BillingMode, KeySchemaElement, KeyType, ReturnValue,
    ScalarAttributeType,
};

use test_support::expressions::values::{self, normal_item};
use test_support::expressions::{Expression, Generator};
use test_support::workload::accounts::Rng;

use crate::expression::{Condition, ExpressionError, Parameters, Problem, Projection, Update};
use crate::value::Item;

const TABLE: &str = "Items";

/// Items in the table.
const ITEMS: usize = 12;

/// Expressions after which there are new items.
const ROUND: usize = 200;

/// Disagreements after which there is no need to go on.
const ENOUGH: usize = 10;

/// What one side makes of an expression: a result, or a refusal.
type Outcome<T> = Result<T, String>;

struct Engine {
    client: Client,
    random: Rng,
    items: Vec<Item>,
    tally: Tally,
}

/// What was tried, to show that it meant something.
#[derive(Debug, Default)]
struct Tally {
    agreed: usize,
    refused: usize,
    stricter: usize,
    true_filters: usize,
    false_filters: usize,
    projected: usize,
    updated: usize,
    disagreements: Vec<String>,
}

#[tokio::test]
async fn the_engine_agrees_on_random_expressions() {
    let setting = |name, default| std::env::var(name).map_or(default, |value| value.parse().unwrap());
    let cases: usize = setting("EXPRESSION_CASES", 2_000);
    let seed = setting("EXPRESSION_SEED", 1) as u64;
    let mut engine = Engine::start(seed).await;
    let mut tried = 0;
    while engine.tally.agreed < cases && engine.tally.disagreements.len() < ENOUGH {
        if tried % ROUND == 0 {
            engine.renew_items().await;
        }
        tried += 1;
        match engine.random.below(100) {
            0..45 => engine.filter().await,
            45..60 => engine.condition().await,
            60..80 => engine.projection().await,
            _ => engine.update().await,
        }
    }
    let tally = &engine.tally;
    println!("seed {seed}: {tally:?}");
    let disagreements = tally.disagreements.join("\n\n");
    assert!(tally.disagreements.is_empty(), "seed {seed}, {tried} expressions:\n{disagreements}");
    // Or else little was tried.
    assert!(
        tally.refused * 4 < cases && tally.updated * 12 > cases && tally.projected * 12 > cases,
        "{tally:?}"
    );
    assert!(tally.true_filters * 5 > tally.false_filters, "{tally:?}");
}

impl Engine {
    async fn start(seed: u64) -> Self {
        let database = dynoxide::Database::memory().unwrap();
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        tokio::spawn(dynoxide::server::serve_on(listener, database));
        let config = Config::builder()
            .behavior_version(BehaviorVersion::latest())
            .region(Region::new("eu-west-1"))
            .endpoint_url(url)
            .credentials_provider(Credentials::new("AKIDTESTS", "not-a-secret", None, None, "tests"))
            .http_client(aws_smithy_http_client::Builder::new().build_http())
            .build();
        let client = Client::from_conf(config);
        let id = AttributeDefinition::builder().attribute_name("id").attribute_type(ScalarAttributeType::S);
        let key = KeySchemaElement::builder().attribute_name("id").key_type(KeyType::Hash);
        client
            .create_table()
            .table_name(TABLE)
            .billing_mode(BillingMode::PayPerRequest)
            .attribute_definitions(id.build().unwrap())
            .key_schema(key.build().unwrap())
            .send()
            .await
            .unwrap();
        Engine { client, random: Rng(seed), items: Vec::new(), tally: Tally::default() }
    }

    async fn renew_items(&mut self) {
        self.items = (0..ITEMS).map(|id| values::item(&mut self.random, &id.to_string())).collect();
        for item in &self.items {
            self.client.put_item().table_name(TABLE).set_item(Some(item.clone())).send().await.unwrap();
        }
    }

    /// Which items a scan with a filter finds.
    async fn filter(&mut self) {
        let expression = Generator::new(&mut self.random, &self.items, None).condition();
        let ours = Condition::parse(&expression.text, &parameters(&expression));
        let text = self.written(&expression, &ours);
        let scan = self
            .client
            .scan()
            .table_name(TABLE)
            .filter_expression(text)
            .projection_expression("id")
            .set_expression_attribute_names(names(&expression))
            .set_expression_attribute_values(values_of(&expression))
            .send()
            .await;
        let theirs: Outcome<BTreeSet<String>> = outcome(scan)
            .map(|page| page.items().iter().map(|item| item["id"].as_s().unwrap().clone()).collect());
        let found = |condition: &Condition| -> BTreeSet<String> {
            let matching = self.items.iter().filter(|item| condition.holds(item));
            matching.map(|item| item["id"].as_s().unwrap().clone()).collect()
        };
        let ours = ours.map(|condition| found(&condition));
        if let Ok(found) = &ours {
            self.tally.true_filters += found.len();
            self.tally.false_filters += ITEMS - found.len();
        }
        self.compare("filter", &expression, None, ours, theirs);
    }

    /// Whether a put with a condition succeeds, on an item or on none.
    async fn condition(&mut self) {
        let item = if self.random.chance(10) { None } else { Some(self.random.below(ITEMS)) };
        let old = item.map(|n| self.items[n].clone()).unwrap_or_default();
        let focus = item.map(|n| &self.items[n]);
        let expression = Generator::new(&mut self.random, &self.items, focus).condition();
        let ours =
            Condition::parse(&expression.text, &parameters(&expression)).map(|condition| condition.holds(&old));
        let theirs = if item.is_some() {
            let put = self
                .client
                .put_item()
                .table_name(TABLE)
                .set_item(Some(old.clone()))
                .condition_expression(&expression.text)
                .set_expression_attribute_names(names(&expression))
                .set_expression_attribute_values(values_of(&expression));
            checked(put.send().await)
        } else {
            let delete = self
                .client
                .delete_item()
                .table_name(TABLE)
                .key("id", AttributeValue::S("none".into()))
                .condition_expression(&expression.text)
                .set_expression_attribute_names(names(&expression))
                .set_expression_attribute_values(values_of(&expression));
            checked(delete.send().await)
        };
        self.compare("condition", &expression, Some(&old), ours, theirs);
    }

    /// What a projection leaves of an item.
    async fn projection(&mut self) {
        let item = self.random.pick(&self.items).clone();
        let expression = Generator::new(&mut self.random, &self.items, Some(&item)).projection();
        let ours = Projection::parse(&expression.text, &parameters(&expression));
        let text = self.written(&expression, &ours);
        let get = self
            .client
            .get_item()
            .table_name(TABLE)
            .key("id", item["id"].clone())
            .projection_expression(text)
            .set_expression_attribute_names(names(&expression))
            .send()
            .await;
        let theirs = outcome(get).map(|output| normal_item(&output.item.unwrap()));
        let ours = ours.map(|projection| normal_item(&projection.apply(&item)));
        self.tally.projected += usize::from(ours.as_ref().is_ok_and(|item| !item.is_empty()));
        self.compare("projection", &expression, Some(&item), ours, theirs);
    }

    /// What an update makes of an item.
    async fn update(&mut self) {
        let n = self.random.below(ITEMS);
        let old = self.items[n].clone();
        let expression = Generator::new(&mut self.random, &self.items, Some(&old)).update();
        let mut new = old.clone();
        let parsed = Update::parse(&expression.text, &parameters(&expression));
        let text = self.written(&expression, &parsed);
        let update = self
            .client
            .update_item()
            .table_name(TABLE)
            .key("id", old["id"].clone())
            .update_expression(text)
            .set_expression_attribute_names(names(&expression))
            .set_expression_attribute_values(values_of(&expression))
            .return_values(ReturnValue::AllNew)
            .send()
            .await;
        let theirs = outcome(update).map(|output| normal_item(&output.attributes.unwrap()));
        let is_changed = theirs.is_ok();
        let ours = parsed.map(|update| update.apply(&mut new));
        let is_updated = is_changed && matches!(ours, Ok(Ok(())));
        match ours {
            Err(error) => self.compare("update", &expression, Some(&old), Err::<Item, _>(error), theirs),
            Ok(Err(error)) => match theirs {
                Ok(theirs) => self.disagree("update", &expression, Some(&old), &error.to_string(), &theirs),
                Err(_) => {
                    self.tally.agreed += 1;
                    self.tally.refused += 1;
                }
            },
            Ok(Ok(())) => {
                self.tally.updated += 1;
                self.compare("update", &expression, Some(&old), Ok(normal_item(&new)), theirs);
            }
        }
        // Some updates build on others.
        if is_updated && new != old && self.random.chance(50) {
            self.items[n] = new;
        } else if is_changed {
            self.client.put_item().table_name(TABLE).set_item(Some(old)).send().await.unwrap();
        }
    }

    /// The expression's text, or what its tree is written as.
    fn written<T: Display>(&mut self, expression: &Expression, parsed: &Result<T, ExpressionError>) -> String {
        match parsed {
            Ok(tree) if self.random.chance(50) => tree.to_string(),
            _ => expression.text.clone(),
        }
    }

    fn compare<T: PartialEq + Debug>(
        &mut self,
        kind: &str,
        expression: &Expression,
        item: Option<&Item>,
        ours: Result<T, ExpressionError>,
        theirs: Outcome<T>,
    ) {
        match (ours, theirs) {
            (Ok(ours), Ok(theirs)) if ours == theirs => self.tally.agreed += 1,
            (Err(_), Err(_)) => {
                self.tally.agreed += 1;
                self.tally.refused += 1;
            }
            (Err(error), Ok(_)) if engine_is_laxer(kind, &error.problem) => self.tally.stricter += 1,
            (ours, theirs) => self.disagree(kind, expression, item, &ours, &theirs),
        }
    }

    fn disagree(
        &mut self,
        kind: &str,
        expression: &Expression,
        item: Option<&Item>,
        ours: &dyn Debug,
        theirs: &dyn Debug,
    ) {
        let report = format!("{kind} {expression:?}\nitem: {item:?}\nours: {ours:?}\ntheirs: {theirs:?}");
        self.tally.disagreements.push(report);
    }
}

/// Where this side follows DynamoDB and the engine does not: filters that only one of them takes.
#[tokio::test]
async fn the_engine_differs_as_listed() {
    let engine = Engine::start(1).await;
    let values = [
        (":n", AttributeValue::N("1".into())),
        (":m", AttributeValue::N("0".into())),
        (":bool", AttributeValue::Bool(true)),
        (":type", AttributeValue::S("S".into())),
    ];
    for (text, ours, theirs) in [
        // A function's name has a case, and a name does not begin with an underscore.
        ("Begins_With(a, :type)", false, true),
        ("_a = :n", false, true),
        // Operands of conditions are checked before anything is read, of filters as well.
        ("a < :bool", false, true),
        ("a BETWEEN :n AND :m", false, true),
        ("a BETWEEN :n AND :type", false, true),
        ("a = a", false, true),
        ("begins_with(:n, a)", false, true),
        ("attribute_type(a, :n)", false, true),
        // At most 32 levels and 100 operands.
        (&format!("a{} = :n", ".b".repeat(32)), false, true),
        (&format!("a IN ({})", vec![":n"; 101].join(",")), false, true),
        // Operands may stand in parentheses, and values where paths may.
        ("(a) = (:n)", true, false),
        ("size(:type) = :n", true, false),
        ("attribute_type(:n, :type)", true, false),
        ("a IN ((:n))", true, false),
        // A list index may have space around it.
        ("a[ 0 ] = :n", true, false),
    ] {
        let mut expression = Expression { text: text.to_owned(), ..Expression::default() };
        let used = values.iter().filter(|(name, _)| text.contains(name));
        expression.values = used.map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
        let parsed = Condition::parse(text, &parameters(&expression));
        assert_eq!(parsed.is_ok(), ours, "{text}: {parsed:?}");
        let scan = engine.client.scan().table_name(TABLE).filter_expression(text);
        let answer = scan.set_expression_attribute_values(values_of(&expression)).send().await;
        assert_eq!(answer.is_ok(), theirs, "{text}: {answer:?}");
    }
}

/// What this side refuses as DynamoDB does, and the engine lets pass.
fn engine_is_laxer(kind: &str, problem: &Problem) -> bool {
    match problem {
        // Ordering a value of the request that has no order.
        Problem::OperandType { operator, .. } => ["<", "<=", ">", ">=", "BETWEEN"].contains(operator),
        // The engine checks those of conditions.
        Problem::BoundTypes | Problem::BoundOrder => kind == "filter",
        // The engine only checks `contains`, and there before it looks up placeholders; and of paths
        // only whether they overlap.
        Problem::SameOperand(_) | Problem::Conflict(..) => true,
        _ => false,
    }
}

fn parameters(expression: &Expression) -> Parameters<'_> {
    Parameters { names: Some(&expression.names), values: Some(&expression.values) }
}

fn names(expression: &Expression) -> Option<std::collections::HashMap<String, String>> {
    Some(expression.names.clone()).filter(|names| !names.is_empty())
}

fn values_of(expression: &Expression) -> Option<Item> {
    Some(expression.values.clone()).filter(|values| !values.is_empty())
}

/// The output, or the message of a refusal.
fn outcome<T, E: ProvideErrorMetadata + Debug, R: Debug>(result: Result<T, SdkError<E, R>>) -> Outcome<T> {
    result.map_err(|error| {
        assert_eq!(error.code(), Some("ValidationException"), "{error:?}");
        error.message().unwrap_or_default().to_owned()
    })
}

/// Whether a condition held.
fn checked<T, E: ProvideErrorMetadata + Debug, R: Debug>(result: Result<T, SdkError<E, R>>) -> Outcome<bool> {
    match result {
        Ok(_) => Ok(true),
        Err(error) if error.code() == Some("ConditionalCheckFailedException") => Ok(false),
        Err(error) => outcome(Err(error)),
    }
}
