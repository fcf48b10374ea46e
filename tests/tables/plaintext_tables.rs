//! Encrypting a table of plaintext that is in use: what works in each stage, and that neighbours read each other.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Debug;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_dynamodb::operation::transact_write_items::TransactWriteItemsError;
use aws_sdk_dynamodb::operation::update_item::builders::UpdateItemFluentBuilder;
use aws_sdk_dynamodb::operation::update_item::{UpdateItemError, UpdateItemOutput};
use aws_sdk_dynamodb::types::{
    AttributeDefinition, AttributeValue, BillingMode, ConditionCheck, GlobalSecondaryIndex, KeySchemaElement,
    KeyType, Projection, ProjectionType, Put, ReturnValue, ReturnValuesOnConditionCheckFailure as OnFailure,
    ScalarAttributeType, Select, TransactWriteItem, Update,
};
use dynamodb_item_encryptor::{
    EncryptTables, Error, Item, ItemEncryptor, PlaintextPolicy, ProtectedUpdates, RefusedProblem, TableConfig,
};
use test_support::recorded::Requests;
use test_support::{customers_builder, engine, find, keyring, n, s};

const STAGES: [PlaintextPolicy; 3] = [
    PlaintextPolicy::ForceWriteAllowRead,
    PlaintextPolicy::ForbidWriteAllowRead,
    PlaintextPolicy::ForbidWriteForbidRead,
];

/// The table in a stage. `origin` has no action.
fn table(stage: PlaintextPolicy) -> TableConfig {
    let table = customers_builder(keyring()).plaintext_policy(stage);
    table.index_projects_all("by-email").index_projects_all("by-origin").build().unwrap()
}

fn client(url: &str, stage: PlaintextPolicy) -> Client {
    Client::from_conf(test_support::config(url).encrypt_tables([table(stage)]).unwrap().build())
}

fn plain(url: &str) -> Client {
    Client::from_conf(test_support::config(url).build())
}

/// The table, with an index by each of these attributes.
async fn start(indexes: &[&str]) -> String {
    let url = engine::start_unwatched().await;
    let attribute = |name: &str, kind: ScalarAttributeType| {
        AttributeDefinition::builder().attribute_name(name).attribute_type(kind).build().unwrap()
    };
    let key = |name: &str, kind: KeyType| {
        KeySchemaElement::builder().attribute_name(name).key_type(kind).build().unwrap()
    };
    let index = |name: &str| {
        let all = Projection::builder().projection_type(ProjectionType::All).build();
        let index = GlobalSecondaryIndex::builder().index_name(format!("by-{name}")).projection(all);
        index.key_schema(key(name, KeyType::Hash)).build().unwrap()
    };
    let keys = indexes.iter().map(|name| attribute(name, ScalarAttributeType::S));
    let indexes = (!indexes.is_empty()).then(|| indexes.iter().map(|name| index(name)).collect());
    let table = keys.fold(plain(&url).create_table(), |table, key| table.attribute_definitions(key));
    table
        .table_name("Customers")
        .billing_mode(BillingMode::PayPerRequest)
        .attribute_definitions(attribute("id", ScalarAttributeType::S))
        .attribute_definitions(attribute("created", ScalarAttributeType::N))
        .key_schema(key("id", KeyType::Hash))
        .key_schema(key("created", KeyType::Range))
        .set_global_secondary_indexes(indexes)
        .send()
        .await
        .unwrap();
    url
}

fn key(id: &str) -> Item {
    HashMap::from([("id".to_owned(), s(id)), ("created".to_owned(), n(1))])
}

fn item(id: &str, email: &str) -> Item {
    let mut item = key(id);
    item.extend([
        ("email".to_owned(), s(email)),
        ("plan".to_owned(), s("gold")),
        (":counter".to_owned(), n(1)),
    ]);
    item
}

fn with(mut item: Item, name: &str, value: AttributeValue) -> Item {
    item.insert(name.to_owned(), value);
    item
}

async fn put(client: &Client, item: Item) {
    client.put_item().table_name("Customers").set_item(Some(item)).send().await.unwrap();
}

async fn get(client: &Client, id: &str) -> Option<Item> {
    let get = client.get_item().table_name("Customers").set_key(Some(key(id))).consistent_read(true);
    get.send().await.unwrap().item
}

/// What is stored.
async fn stored(url: &str) -> Vec<Item> {
    let mut items = plain(url).scan().table_name("Customers").send().await.unwrap().items.unwrap();
    items.sort_by_key(|item| item["id"].as_s().unwrap().clone());
    items
}

/// What comes of a program with a plain client, and with one that prepares encryption: the same.
async fn compare<T: Debug + PartialEq>(indexes: &[&str], program: impl AsyncFn(Client) -> T) -> T {
    let (one, other) = (start(indexes).await, start(indexes).await);
    let expected = program(plain(&one)).await;
    assert_eq!(program(client(&other, PlaintextPolicy::ForceWriteAllowRead)).await, expected);
    assert_eq!(stored(&other).await, stored(&one).await);
    expected
}

/// Queries an index page by page, and returns the ids that it finds.
async fn query(client: &Client, by: &str, value: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut after = None;
    loop {
        let query = client.query().table_name("Customers").index_name(format!("by-{by}")).limit(1);
        let query = query.key_condition_expression("#k = :v").expression_attribute_names("#k", by);
        let query = query.expression_attribute_values(":v", s(value)).set_exclusive_start_key(after);
        let page = query.send().await.unwrap();
        found.extend(page.items().iter().map(|item| item["id"].as_s().unwrap().clone()));
        after = page.last_evaluated_key;
        if after.is_none() {
            found.sort();
            return found;
        }
    }
}

#[tokio::test]
async fn while_plaintext_is_written_indexes_may_have_any_key() {
    let found = compare(&["email", "origin"], async |client| {
        for id in ["1", "2", "3"] {
            put(&client, with(item(id, "a@example.com"), "origin", s("north"))).await;
        }
        put(&client, item("4", "b@example.com")).await;
        let by = [("email", "a@example.com"), ("origin", "north"), ("origin", "south")];
        let mut found = Vec::new();
        for (by, value) in by {
            found.push(query(&client, by, value).await);
        }
        let scan = client.scan().table_name("Customers").index_name("by-origin").limit(2).send().await.unwrap();
        let next = client.scan().table_name("Customers").index_name("by-origin");
        let next = next.set_exclusive_start_key(scan.last_evaluated_key).send().await.unwrap();
        found.push(vec![format!("{} {}", scan.count, next.count)]);
        let counted = client.query().table_name("Customers").index_name("by-email").select(Select::Count);
        let counted = counted.key_condition_expression("email = :e");
        let counted = counted.expression_attribute_values(":e", s("a@example.com")).send().await.unwrap();
        found.push(vec![counted.count.to_string()]);
        found
    });
    let found = found.await;
    assert_eq!((found[0].len(), found[1].len(), found[2].len()), (3, 3, 0), "{found:?}");
}

#[tokio::test]
async fn once_items_are_encrypted_index_keys_must_be_readable() {
    let url = start(&[]).await;
    for stage in [PlaintextPolicy::ForbidWriteAllowRead, PlaintextPolicy::ForbidWriteForbidRead] {
        let client = client(&url, stage);
        let query = |by: &str| {
            let query = client.query().table_name("Customers").index_name(format!("by-{by}"));
            let query = query.key_condition_expression("#k = :v").expression_attribute_names("#k", by);
            query.expression_attribute_values(":v", s("x")).send()
        };
        let problem = |error: &(dyn std::error::Error + 'static)| match find(error) {
            Some(Error::Refused { problem, .. }) => problem.clone(),
            other => panic!("{other:?}"),
        };
        let parameter = "KeyConditionExpression";
        let encrypted = problem(&query("email").await.unwrap_err());
        assert_eq!(encrypted, RefusedProblem::EncryptedAttribute { parameter, attribute: "email".to_owned() });
        let unknown = problem(&query("origin").await.unwrap_err());
        assert_eq!(
            unknown,
            RefusedProblem::UnconfiguredAttribute { parameter, attribute: "origin".to_owned() }
        );
    }
}

#[tokio::test]
async fn each_stage_reads_what_its_neighbours_write() {
    let url = start(&[]).await;
    let [preparing, encrypting, strict] = STAGES.map(|stage| client(&url, stage));
    let plain = plain(&url);
    let expected = |id: &str| Some(item(id, "a@example.com"));
    put(&plain, item("plain", "a@example.com")).await;
    put(&preparing, item("preparing", "a@example.com")).await;
    for id in ["plain", "preparing"] {
        assert_eq!(get(&plain, id).await, expected(id));
        assert_eq!(get(&preparing, id).await, expected(id));
        assert_eq!(get(&encrypting, id).await, expected(id));
    }
    for client in [&encrypting, &strict] {
        put(client, item("sealed", "a@example.com")).await;
        assert!(get(&plain, "sealed").await.unwrap().contains_key("aws_dbe_head"));
        for reader in [&preparing, &encrypting, &strict] {
            assert_eq!(get(reader, "sealed").await, expected("sealed"));
        }
    }
    // Back again: what the first writes over an encrypted item is plaintext, and nobody has to know.
    put(&preparing, item("sealed", "a@example.com")).await;
    assert_eq!(get(&plain, "sealed").await, expected("sealed"));
    assert_eq!(get(&encrypting, "sealed").await, expected("sealed"));
}

/// What an application does with one item, `who`, by whatever names an attribute: protected, unsigned, or without an
/// action. Waits for `before` before each call.
async fn do_everything(client: &Client, who: &str, before: impl AsyncFn()) -> Vec<String> {
    let mut seen = Vec::new();
    let update = |text: &str| {
        let update = client.update_item().table_name("Customers").set_key(Some(key(who)));
        update.update_expression(text).return_values(ReturnValue::AllNew)
    };
    let one = |update: UpdateItemFluentBuilder| update.expression_attribute_values(":one", n(1));
    let text =
        |update: UpdateItemFluentBuilder, value: &str| update.expression_attribute_values(":t", s(value));
    // Encrypted, signed, unsigned, without an action; each also on a condition that holds, and one that does not.
    for name in ["email", "plan", ":note", "origin"] {
        let named = |update: UpdateItemFluentBuilder| update.expression_attribute_names("#n", name);
        before().await;
        seen.push(updated(named(text(update("SET #n = :t"), "first")).send().await));
        let changed = text(update("SET #n = :t"), "second").condition_expression("#n = :old");
        for old in ["first", "first", "second"] {
            let changed = named(changed.clone()).expression_attribute_values(":old", s(old));
            before().await;
            seen.push(updated(changed.send().await));
        }
        let failing =
            named(text(update("SET #n = :t"), "third")).condition_expression("attribute_not_exists(#n)");
        let failing = failing.return_values_on_condition_check_failure(OnFailure::AllOld);
        before().await;
        seen.push(updated(failing.send().await));
        let removed = named(update("REMOVE #n")).condition_expression("begins_with(#n, :t)");
        before().await;
        seen.push(updated(text(removed.clone(), "first").send().await));
        before().await;
        seen.push(updated(text(removed, "second").send().await));
    }
    for name in ["notes", "plan", ":counter", "score"] {
        let named = |update: UpdateItemFluentBuilder| update.expression_attribute_names("#n", name);
        before().await;
        seen.push(updated(named(update("REMOVE #n")).send().await));
        for _ in 0..2 {
            before().await;
            seen.push(updated(one(named(update("ADD #n :one"))).send().await));
        }
        let capped = one(named(update("SET #n = #n + :one"))).condition_expression("#n <= :one");
        before().await;
        seen.push(updated(capped.send().await));
        before().await;
        seen.push(updated(text(named(update("ADD #n :t")), "no number").send().await));
        let restored = named(text(update("SET #n = :t"), "gold"));
        before().await;
        seen.push(updated(restored.send().await));
    }

    let stored = with(item(who, "new@example.com"), "origin", s("south"));
    let put = client.put_item().table_name("Customers").set_item(Some(stored.clone()));
    for condition in
        ["email = :t", "origin = :t", "attribute_exists(email) AND notes <> :t", "size(origin) > :one"]
    {
        for value in ["gold", "new@example.com", "south"] {
            let put = put.clone().condition_expression(condition).return_values(ReturnValue::AllOld);
            let key = if condition.contains(":t") { ":t" } else { ":one" };
            let value = if key == ":t" { s(value) } else { n(3) };
            before().await;
            let result = put.expression_attribute_values(key, value).send().await;
            seen.push(outcome(result, |output| output.attributes));
        }
    }
    transact(client, who, &before, &mut seen).await;
    let delete = client.delete_item().table_name("Customers").set_key(Some(key(who)));
    let delete = delete.condition_expression("email = :e AND origin = :r").return_values(ReturnValue::AllOld);
    let delete = delete.expression_attribute_values(":e", s("transacted"));
    for origin in ["south", "north"] {
        let delete = delete.clone().expression_attribute_values(":r", s(origin));
        before().await;
        seen.push(outcome(delete.send().await, |output| output.attributes));
    }
    // An item that is not there.
    before().await;
    seen.push(updated(one(text(update("SET email = :t ADD score :one"), "made")).send().await));
    seen
}

/// Updates, puts and checks in transactions, first on conditions that do not hold.
async fn transact(client: &Client, who: &str, before: impl AsyncFn(), seen: &mut Vec<String>) {
    for email in ["nobody@example.com", "new@example.com"] {
        let update = Update::builder()
            .table_name("Customers")
            .set_key(Some(key(who)))
            .update_expression("SET email = :new, origin = :r REMOVE #p")
            .condition_expression("email = :old AND attribute_exists(origin)")
            .expression_attribute_names("#p", "plan")
            .expression_attribute_values(":new", s("transacted"))
            .expression_attribute_values(":old", s(email))
            .expression_attribute_values(":r", s("north"))
            .return_values_on_condition_check_failure(OnFailure::AllOld);
        let put = Put::builder()
            .table_name("Customers")
            .set_item(Some(with(item(&format!("{who} 2"), email), "origin", s("west"))))
            .condition_expression("attribute_not_exists(email) OR origin = :r")
            .expression_attribute_values(":r", s("west"));
        let check = ConditionCheck::builder()
            .table_name("Customers")
            .set_key(Some(key(&format!("{who} 3"))))
            .condition_expression("attribute_not_exists(email) AND NOT origin = :r")
            .expression_attribute_values(":r", s("west"));
        let writes = client
            .transact_write_items()
            .transact_items(TransactWriteItem::builder().update(update.build().unwrap()).build())
            .transact_items(TransactWriteItem::builder().put(put.build().unwrap()).build())
            .transact_items(TransactWriteItem::builder().condition_check(check.build().unwrap()).build());
        before().await;
        seen.push(match writes.send().await {
            Ok(_) => "ok".to_owned(),
            Err(error) => {
                let error = error.into_service_error();
                let TransactWriteItemsError::TransactionCanceledException(canceled) = error else {
                    panic!("{error:?}")
                };
                let reasons = canceled.cancellation_reasons().iter();
                let shown: Vec<_> = reasons
                    .map(|reason| format!("{:?} {}", reason.code(), sorted(reason.item.clone())))
                    .collect();
                shown.join(", ")
            }
        });
    }
}

fn sorted(item: Option<Item>) -> String {
    format!("{:?}", item.map(|item| item.into_iter().collect::<BTreeMap<_, _>>()))
}

/// What comes of a call: its attributes, or the code of its error with the item that came back.
fn outcome<T, E>(result: Result<T, SdkError<E>>, attributes: impl Fn(T) -> Option<Item>) -> String
where
    E: ProvideErrorMetadata + std::error::Error + 'static,
{
    match result {
        Ok(output) => sorted(attributes(output)),
        Err(error) => {
            let code = error.code().map(str::to_owned);
            let code = code.unwrap_or_else(|| panic!("{error:?}"));
            // What an engine says of a request that it refuses is its own.
            let message = error.message().filter(|_| code != "ValidationException");
            format!("{code} {}", message.unwrap_or_default())
        }
    }
}

fn updated(result: Result<UpdateItemOutput, SdkError<UpdateItemError>>) -> String {
    let item = match result.as_ref().map_err(SdkError::as_service_error) {
        Err(Some(UpdateItemError::ConditionalCheckFailedException(error))) => sorted(error.item.clone()),
        _ => String::new(),
    };
    outcome(result, |output| output.attributes) + &item
}

#[tokio::test]
async fn while_plaintext_is_written_nothing_is_refused_that_plaintext_allows() {
    for updates in [ProtectedUpdates::CarryOut, ProtectedUpdates::Refuse] {
        carries_out_everything(updates).await;
    }
}

async fn carries_out_everything(updates: ProtectedUpdates) {
    let (one, other) = (start(&[]).await, start(&[]).await);
    let requests = Requests::default();
    let config = test_support::config(&other).interceptor(requests.clone());
    let table = customers_builder(keyring()).plaintext_policy(PlaintextPolicy::ForceWriteAllowRead);
    let table = table.protected_updates(updates).build().unwrap();
    let config = config.encrypt_tables([table]).unwrap();
    let expected = do_everything(&plain(&one), "1", async || {}).await;
    let found = do_everything(&Client::from_conf(config.build()), "1", async || {}).await;
    assert_eq!(found, expected);
    assert_eq!(stored(&other).await, stored(&one).await);
    assert!(expected.iter().filter(|outcome| outcome.contains("ConditionalCheckFailed")).count() >= 12);
    // As many requests, and no reads.
    let operations: BTreeSet<_> = requests.all().into_iter().map(|(operation, _)| operation).collect();
    let written = ["DeleteItem", "PutItem", "TransactWriteItems", "UpdateItem"].map(str::to_owned);
    assert_eq!(operations, BTreeSet::from(written));
    // All but the four that add a text, which DynamoDB refuses whatever is stored.
    assert_eq!(requests.all().len(), expected.len() - 4);
}

/// As in the next step, but for what has no action in this one.
fn next(policy: PlaintextPolicy) -> TableConfig {
    let table = customers_builder(keyring()).plaintext_policy(policy);
    table.sign(["origin"]).encrypt(["score"]).build().unwrap()
}

/// Seals every item of the table.
async fn seal(url: &str) {
    let (plain, encryptor) = (plain(url), ItemEncryptor::new(next(PlaintextPolicy::ForbidWriteAllowRead)));
    for item in stored(url).await {
        let open = encryptor.decrypt_item(item).await.unwrap().item;
        put(&plain, encryptor.encrypt_item(open).await.unwrap()).await;
    }
}

#[tokio::test]
async fn while_plaintext_is_written_sealed_items_are_dealt_with_all_the_same() {
    let (one, other) = (start(&[]).await, start(&[]).await);
    let expected = do_everything(&plain(&one), "1", async || {}).await;
    let preparing = client(&other, PlaintextPolicy::ForceWriteAllowRead);
    let found = do_everything(&preparing, "1", async || seal(&other).await).await;
    assert_eq!(found, expected);
    seal(&other).await;
    let open = ItemEncryptor::new(next(PlaintextPolicy::ForbidWriteForbidRead));
    let mut items = Vec::new();
    for item in stored(&other).await {
        items.push(open.decrypt_item(item).await.unwrap().item);
    }
    assert_eq!(items, stored(&one).await);
}

#[tokio::test]
async fn in_the_next_steps_every_action_is_carried_out_on_either_format() {
    let expected = do_everything(&plain(&start(&[]).await), "1", async || {}).await;
    for policy in [PlaintextPolicy::ForbidWriteAllowRead, PlaintextPolicy::ForbidWriteForbidRead] {
        let url = start(&[]).await;
        let config = test_support::config(&url).encrypt_tables([next(policy)]).unwrap();
        let client = Client::from_conf(config.build());
        assert_eq!(do_everything(&client, "1", async || {}).await, expected);
    }
    // Where an old process has written every item as plaintext, each time.
    let url = start(&[]).await;
    let table = next(PlaintextPolicy::ForbidWriteAllowRead);
    let encrypting = Client::from_conf(test_support::config(&url).encrypt_tables([table]).unwrap().build());
    let open = async || {
        let (plain, encryptor) = (plain(&url), ItemEncryptor::new(next(PlaintextPolicy::ForbidWriteAllowRead)));
        for item in stored(&url).await {
            put(&plain, encryptor.decrypt_item(item).await.unwrap().item).await;
        }
    };
    assert_eq!(do_everything(&encrypting, "1", open).await, expected);
}

/// Counts a protected attribute up.
async fn count(client: &Client, attribute: &str) {
    let update = client.update_item().table_name("Customers").set_key(Some(key("1")));
    let update = update.update_expression("ADD #a :one").expression_attribute_names("#a", attribute);
    update.expression_attribute_values(":one", n(1)).send().await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn processes_of_neighbouring_steps_count_the_same_item_up_and_lose_nothing() {
    let [preparing, encrypting, strict] = STAGES;
    for (others, attribute) in
        [(None, "notes"), (Some(encrypting), "notes"), (Some(encrypting), "plan"), (Some(strict), "notes")]
    {
        let url = start(&[]).await;
        let pair = match others {
            None => [plain(&url), client(&url, preparing)],
            Some(policy) if policy == strict => [client(&url, encrypting), client(&url, strict)],
            Some(policy) => [client(&url, preparing), client(&url, policy)],
        };
        let tasks: Vec<_> = (0..8)
            .map(|task| {
                let client = pair[task % 2].clone();
                tokio::spawn(async move {
                    for _ in 0..10 {
                        count(&client, attribute).await;
                    }
                })
            })
            .collect();
        for task in tasks {
            task.await.unwrap();
        }
        let counted = get(&pair[1], "1").await.unwrap();
        assert_eq!(counted[attribute], n(80), "{others:?} {attribute}");
    }
}

#[tokio::test]
async fn an_item_is_encrypted_by_the_first_update_that_names_what_is_protected() {
    let url = start(&[]).await;
    let encrypting = client(&url, PlaintextPolicy::ForbidWriteAllowRead);
    let is_sealed = async |id: &str| {
        let stored = get(&plain(&url), id).await.unwrap();
        (stored.contains_key("aws_dbe_head"), get(&encrypting, id).await.unwrap()[":counter"].clone())
    };
    let update = |id: &str, attribute: &str| {
        let update = encrypting.update_item().table_name("Customers").set_key(Some(key(id)));
        let update = update.update_expression("ADD #c :one SET #a = :one");
        let update = update.expression_attribute_names("#c", ":counter");
        update.expression_attribute_names("#a", attribute).expression_attribute_values(":one", n(1)).send()
    };
    put(&plain(&url), item("old", "a@example.com")).await;
    update("old", ":seen").await.unwrap();
    assert_eq!(is_sealed("old").await, (false, n(2)));
    update("old", "notes").await.unwrap();
    assert_eq!(is_sealed("old").await, (true, n(3)));
    update("old", ":seen").await.unwrap();
    assert_eq!(is_sealed("old").await, (true, n(4)));
    // As the page says: DynamoDB makes items of what it may update itself.
    update("new", ":seen").await.unwrap();
    assert_eq!(is_sealed("new").await, (false, n(1)));
    update("newer", "plan").await.unwrap();
    assert_eq!(is_sealed("newer").await, (true, n(1)));
}

// It is built without `fips`.
#[cfg(not(feature = "fips"))]
#[test]
fn the_example_goes_through_all_steps() {
    let mut command = std::process::Command::new(env!("CARGO"));
    command.args(["run", "--locked", "--quiet", "--example", "adopt_plaintext_table"]);
    let output = command.current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap();
    let (out, error) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{out}{error}");
    for line in [
        "0. A table of 201 plaintext items",
        "Processes of step 0 and step 1 see the same 203 items",
        "Processes of step 1 and step 2 see the same 205 items",
        "Once more: 0 moved, 205 encrypted",
        "Processes of step 2 and step 4 see the same 206 items",
        "it is plaintext",
    ] {
        assert!(out.contains(line), "{line}: {out}");
    }
}
