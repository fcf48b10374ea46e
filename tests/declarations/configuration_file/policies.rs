//! Policies of a configuration: what they allow, by the requests that the wrapped client really makes.
//!
//! With the variable `POLICY_CASES`, the cases of each test are also written into that folder, for `tests/policies/run.sh`.

use std::collections::BTreeMap;
use std::sync::Arc;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::{
    AttributeDefinition, BillingMode, KeySchemaElement, KeyType, ScalarAttributeType,
};
use dynamodb_item_encryptor::config::{
    AwsClients, Configuration, LeadingKeys, Place, Policies, Principals, Role,
};
use dynamodb_item_encryptor::{EncryptTables, Item, ItemEncryptor, TableConfig};
use serde_json::{Map, Value, json};
use test_support::kms::{Call, Kms};
use test_support::proxy::Proxy;
use test_support::{engine, s};

use super::keys::Clients;
use super::texts::Folder;

const TABLE: &str = "arn:aws:dynamodb:eu-west-1:111122223333:table/Orders";
const KEY_STORE: &str = "arn:aws:dynamodb:eu-west-1:111122223333:table/Keys";
const TENANT: &str = "${aws:PrincipalTag/tenant}";

/// A request, as IAM sees it: the action, the resource, and the keys of conditions.
#[derive(Debug, Clone, PartialEq)]
struct Request {
    action: String,
    resource: String,
    context: BTreeMap<String, Vec<String>>,
}

fn names(value: &Value) -> Vec<String> {
    value.as_object().into_iter().flatten().map(|(name, _)| name.clone()).collect()
}

fn text_of(value: &Value) -> String {
    value.as_object().unwrap().values().next().unwrap().as_str().unwrap().to_owned()
}

/// What a request to DynamoDB asks IAM for.
fn of_dynamodb(operation: &str, body: &Value) -> Request {
    let table = body["TableName"].as_str().unwrap();
    let resource = match body.get("IndexName").and_then(Value::as_str) {
        Some(index) => format!("arn:aws:dynamodb:eu-west-1:111122223333:table/{table}/index/{index}"),
        None => format!("arn:aws:dynamodb:eu-west-1:111122223333:table/{table}"),
    };
    let mut context = BTreeMap::new();
    let leading = [&body["Key"]["pk"], &body["Item"]["pk"], &body["ExpressionAttributeValues"][":pk"]];
    if let Some(value) = leading.into_iter().find(|value| value.is_object()) {
        context.insert("dynamodb:LeadingKeys".to_owned(), vec![text_of(value)]);
    }
    let mut attributes = [names(&body["Item"]), names(&body["Key"])].concat();
    let named = body["ExpressionAttributeNames"].as_object().into_iter().flatten();
    attributes.extend(named.map(|(_, name)| name.as_str().unwrap().to_owned()));
    let is_whole =
        ["GetItem", "Query", "Scan"].contains(&operation) && body.get("ProjectionExpression").is_none();
    if !is_whole && !attributes.is_empty() {
        context.insert("dynamodb:Attributes".to_owned(), attributes);
    }
    Request { action: format!("dynamodb:{operation}"), resource, context }
}

fn of_kms(call: &Call) -> Request {
    let mut context = BTreeMap::new();
    let pairs: Vec<(String, String)> = call.encryption_context.clone().into_iter().collect();
    for name in ["EncryptionAlgorithm", "MacAlgorithm"] {
        if let Some(algorithm) = call.parameters[name].as_str().filter(|_| pairs.is_empty()) {
            context.insert(format!("kms:{name}"), vec![algorithm.to_owned()]);
        }
    }
    if !pairs.is_empty() {
        context.insert(
            "kms:EncryptionContextKeys".to_owned(),
            pairs.iter().map(|(name, _)| name.clone()).collect(),
        );
    }
    context
        .extend(pairs.into_iter().map(|(name, value)| (format!("kms:EncryptionContext:{name}"), vec![value])));
    let resource = call.key_id.clone().unwrap();
    Request { action: format!("kms:{}", call.operation), resource, context }
}

/// Whether a text fits a pattern: `*`, `?`, and `${*}` and its like for the characters themselves.
fn fits(pattern: &str, text: &str) -> bool {
    enum Part {
        Any,
        One,
        Char(char),
    }
    let mut parts = Vec::new();
    let mut rest = pattern;
    while let Some(c) = rest.chars().next() {
        let literal = ["*", "?", "$"].into_iter().find(|c| rest.starts_with(&format!("${{{c}}}")));
        match literal {
            Some(c) => parts.push(Part::Char(c.chars().next().unwrap())),
            None if c == '*' => parts.push(Part::Any),
            None if c == '?' => parts.push(Part::One),
            None => parts.push(Part::Char(c)),
        }
        rest = &rest[literal.map_or(c.len_utf8(), |_| 4)..];
    }
    fn matches(parts: &[Part], text: &[char]) -> bool {
        match (parts.split_first(), text.split_first()) {
            (None, None) => true,
            (None, Some(_)) => false,
            (Some((Part::Any, rest)), _) => {
                matches(rest, text) || text.split_first().is_some_and(|(_, text)| matches(parts, text))
            }
            (Some((Part::One, rest)), Some((_, text))) => matches(rest, text),
            (Some((Part::Char(c), rest)), Some((first, text))) => c == first && matches(rest, text),
            (Some(_), None) => false,
        }
    }
    matches(&parts, &text.chars().collect::<Vec<_>>())
}

fn list(value: &Value) -> Vec<String> {
    match value {
        Value::Array(list) => list.iter().map(|value| value.as_str().unwrap().to_owned()).collect(),
        value => vec![value.as_str().unwrap().to_owned()],
    }
}

/// Whether a condition holds. Names of keys do not depend on case.
fn holds(operator: &str, key: &str, wanted: &[String], request: &Request) -> bool {
    let found =
        request.context.iter().find(|(name, _)| name.eq_ignore_ascii_case(key)).map(|(_, values)| values);
    let resolved: Vec<String> = wanted
        .iter()
        .map(|value| {
            request
                .context
                .iter()
                .fold(value.clone(), |value, (name, own)| value.replace(&format!("${{{name}}}"), &own[0]))
        })
        .collect();
    let test = |operator: &str, value: &String| match operator {
        "StringEquals" => resolved.contains(value),
        "StringNotEquals" => !resolved.contains(value),
        "StringLike" => resolved.iter().any(|pattern| fits(pattern, value)),
        other => panic!("{other}"),
    };
    match (operator, operator.strip_prefix("ForAllValues:")) {
        ("Null", _) => found.is_none() == (wanted == ["true"]),
        (_, Some(operator)) => found.is_none_or(|values| values.iter().all(|value| test(operator, value))),
        (operator, None) => found.is_some_and(|values| test(operator, &values[0])),
    }
}

/// Whether a policy allows a request. Who asks does not matter here.
fn allows(policy: &Value, request: &Request) -> bool {
    let applies = |statement: &&Value| {
        let action = list(&statement["Action"]).iter().any(|action| fits(action, &request.action));
        let resource = list(&statement["Resource"]).iter().any(|resource| fits(resource, &request.resource));
        let conditions = statement["Condition"].as_object().into_iter().flatten().all(|(operator, keys)| {
            keys.as_object().unwrap().iter().all(|(key, values)| holds(operator, key, &list(values), request))
        });
        action && resource && conditions
    };
    let effects: Vec<&Value> = policy["Statement"]
        .as_array()
        .unwrap()
        .iter()
        .filter(applies)
        .map(|statement| &statement["Effect"])
        .collect();
    effects.contains(&&json!("Allow")) && !effects.contains(&&json!("Deny"))
}

/// Cases that are also given to a simulator.
struct Cases {
    name: &'static str,
    all: Vec<Value>,
}

impl Cases {
    fn new(name: &'static str) -> Self {
        Cases { name, all: Vec::new() }
    }

    #[track_caller]
    fn check(&mut self, what: &str, policy: &Value, request: &Request, allowed: bool) {
        self.check_as("identity", what, policy, request, allowed);
    }

    /// The same for a policy of another kind, where nothing else decides.
    #[track_caller]
    fn check_as(&mut self, kind: &str, what: &str, policy: &Value, request: &Request, allowed: bool) {
        assert_eq!(allows(policy, request), allowed, "{what}: {request:?}: {policy:#}");
        let context: Map<String, Value> =
            request.context.iter().map(|(name, values)| (name.clone(), json!(values))).collect();
        self.all.push(json!({
            "kind": kind, "what": what, "policy": policy, "action": request.action, "resource": request.resource, "context": context,
            "allowed": allowed,
        }));
    }
}

impl Drop for Cases {
    fn drop(&mut self) {
        if let Some(folder) = std::env::var_os("POLICY_CASES").filter(|_| !std::thread::panicking()) {
            let path = std::path::Path::new(&folder).join(format!("{}.json", self.name));
            std::fs::write(path, serde_json::to_string_pretty(&self.all).unwrap()).unwrap();
        }
    }
}

fn configuration(item_key: &str, store_key: &str) -> Configuration {
    Configuration::from_toml(&format!(
        "[tables.Customers]\ntable_name = 'Orders'\npartition_key = 'pk'\nencrypt = ['email']\n\
         sign_and_include_in_encryption_context = ['plan']\nallowed_unsigned = ['views']\nunsigned_prefix = ':'\nkeyring = 'both'\n\
         search.keys.single = {{ source = 'beacons', id = 'customers' }}\nsearch.beacons = [{{ name = 'email', bits = 20 }}]\n\
         [keyrings.both.multi]\nkeyrings = ['kms', 'branch']\n\
         [keyrings.kms.kms]\nkey = '{item_key}'\n\
         [keyrings.branch.hierarchical]\nkey_store = 'store'\nbranch_key = 'customers'\n\
         [beacon_keys.beacons.key_store]\nkey_store = 'store'\ncache.ttl_seconds = 60\n\
         [key_stores.store]\ntable_name = 'Keys'\nlogical_name = 'Branch Keys'\nkms.key_arn = '{store_key}'\ncache.ttl_seconds = 60\n"
    ))
    .unwrap()
}

/// A wrapped client, with everything that it calls recorded.
struct Setup {
    kms: Arc<Kms>,
    keys: [String; 2],
    proxy: Proxy,
    configuration: Configuration,
    table: TableConfig,
    clients: AwsClients,
}

impl Setup {
    async fn new() -> Self {
        let kms = Arc::new(Kms::start());
        let keys = [kms.create_key_in("eu-west-1"), kms.create_key_in("eu-west-1")];
        let proxy = Proxy::start(&engine::start_unwatched().await, |_| None);
        let dynamodb = test_support::config(&proxy.url).build();
        let clients = AwsClients::none().with_kms(Clients(Arc::clone(&kms))).with_dynamodb(dynamodb.clone());
        let configuration = configuration(&keys[0], &keys[1]);
        let store = configuration.key_store("store", &clients).await.unwrap();
        store.create_table().await.unwrap();
        store.create_key_with_id("customers", [("k", "v")]).await.unwrap();
        let client = Client::from_conf(dynamodb);
        let create = client.create_table().table_name("Orders").billing_mode(BillingMode::PayPerRequest);
        let key = KeySchemaElement::builder().attribute_name("pk").key_type(KeyType::Hash).build().unwrap();
        let definition =
            AttributeDefinition::builder().attribute_name("pk").attribute_type(ScalarAttributeType::S);
        create.key_schema(key).attribute_definitions(definition.build().unwrap()).send().await.unwrap();
        let table = configuration.table_config("Customers", &clients).await.unwrap();
        Setup { kms, keys, proxy, configuration, table, clients }
    }

    /// A client whose keys are not cached yet.
    async fn client(&self) -> Client {
        let table = self.configuration.table_config("Customers", &self.clients).await.unwrap();
        Client::from_conf(test_support::config(&self.proxy.url).encrypt_tables([table]).unwrap().build())
    }

    /// What was asked for since `first`, of DynamoDB and KMS.
    fn requests(&self, first: usize) -> Vec<Request> {
        let of_tables = self.proxy.exchanges_from(first).into_iter();
        let of_tables =
            of_tables.map(|exchange| of_dynamodb(&exchange.request.operation, &exchange.request.json()));
        let of_keys = self.kms.calls();
        let of_keys = of_keys.iter().map(of_kms).collect::<Vec<_>>();
        of_tables.chain(of_keys).collect()
    }

    fn policies(&self) -> Policies<'_> {
        self.configuration.policies(Place::new("eu-west-1", "111122223333"))
    }
}

async fn write(client: &Client) {
    let put = client.put_item().table_name("Orders").item("pk", s("t1")).item("email", s("a@example.com"));
    put.item("plan", s("gold")).item("views", s("1")).item(":x", s("1")).send().await.unwrap();
    // Carried out by the client, which reads the item first.
    let update =
        client.update_item().table_name("Orders").key("pk", s("t1")).update_expression("SET email = :e");
    update.expression_attribute_values(":e", s("b@example.com")).send().await.unwrap();
    client.delete_item().table_name("Orders").key("pk", s("t2")).send().await.unwrap();
}

async fn read(client: &Client) {
    let get = client.get_item().table_name("Orders").key("pk", s("t1")).projection_expression("email");
    assert!(get.send().await.unwrap().item.is_some());
    let query = client.query().table_name("Orders").key_condition_expression("pk = :pk");
    assert_eq!(query.expression_attribute_values(":pk", s("t1")).send().await.unwrap().count, 1);
}

#[tokio::test]
async fn each_role_may_do_what_the_client_does_for_it_and_nothing_else() {
    let setup = Setup::new().await;
    let (policies, mut cases) = (setup.policies(), Cases::new("roles"));
    let identity = |role| policies.identity("Customers", role).unwrap();
    let (reader, writer, operator) = (identity(Role::Reader), identity(Role::Writer), identity(Role::Operator));
    let mut done = Vec::new();
    for role in [Role::Writer, Role::Reader, Role::Operator] {
        let client = setup.client().await;
        setup.kms.forget_calls();
        let first = setup.proxy.count();
        match role {
            Role::Writer => write(&client).await,
            Role::Reader => {
                read(&client).await;
                client.scan().table_name("Orders").send().await.unwrap();
            }
            _ => {
                let plain = Client::from_conf(test_support::config(&setup.proxy.url).build());
                assert!(!setup.table.check(&plain).await.has_errors());
                client.scan().table_name("Orders").consistent_read(true).send().await.unwrap();
            }
        }
        let requests = setup.requests(first);
        assert!(requests.len() >= 4, "{requests:#?}");
        done.push((role, requests));
    }
    for (role, requests) in &done {
        for request in requests {
            cases.check(&format!("{role:?} does {}", request.action), &identity(*role), request, true);
        }
    }
    // What one does that the others must not.
    for (policy, action, allowed) in [
        (&reader, "PutItem", false),
        (&reader, "UpdateItem", false),
        (&reader, "DeleteItem", false),
        (&reader, "DescribeTable", false),
        (&writer, "Scan", false),
        (&writer, "Query", false),
        (&writer, "DeleteTable", false),
        (&operator, "DeleteItem", false),
        (&operator, "Query", false),
        (&operator, "DescribeTable", true),
    ] {
        let attributes = ("dynamodb:Attributes".to_owned(), vec!["pk".to_owned(), "aws_dbe_head".to_owned()]);
        // What is about the whole table names no attributes.
        let context = Some(attributes).filter(|_| !action.ends_with("Table")).into_iter().collect();
        let request = Request { action: format!("dynamodb:{action}"), resource: TABLE.to_owned(), context };
        cases.check(&format!("forbidden {action}"), policy, &request, allowed);
        let elsewhere = Request { resource: TABLE.replace("Orders", "Others"), ..request };
        cases.check(&format!("another table {action}"), policy, &elsewhere, false);
    }
    let plain = Request {
        action: "dynamodb:PutItem".to_owned(),
        resource: TABLE.to_owned(),
        context: [("dynamodb:Attributes".to_owned(), vec!["pk".to_owned(), "email".to_owned()])].into(),
    };
    cases.check("plaintext", &writer, &plain, false);
    let statement = Request { action: "dynamodb:PartiQLInsert".to_owned(), ..plain };
    cases.check("PartiQL", &writer, &statement, false);
    keys_are_for_this_table_only(&setup, &mut cases, &done, &reader, &writer);
}

/// Calls to KMS with other contexts than the client's.
fn keys_are_for_this_table_only(
    setup: &Setup,
    cases: &mut Cases,
    done: &[(Role, Vec<Request>)],
    reader: &Value,
    writer: &Value,
) {
    let all = || done.iter().flat_map(|(_, requests)| requests);
    let generate = all().find(|request| request.action == "kms:GenerateDataKey").unwrap();
    let decrypt =
        all().find(|request| request.action == "kms:Decrypt" && request.resource == setup.keys[0]).unwrap();
    let branch =
        all().find(|request| request.action == "kms:Decrypt" && request.resource == setup.keys[1]).unwrap();
    cases.check("a reader wraps", reader, generate, false);
    let changed = |request: &Request, name: &str, value: Option<&str>| {
        let mut request = request.clone();
        let key = format!("kms:EncryptionContext:{name}");
        request.context.remove(&key);
        if let Some(value) = value {
            request.context.insert(key, vec![value.to_owned()]);
        }
        let present = request.context.keys().filter_map(|key| key.strip_prefix("kms:EncryptionContext:"));
        let present = present.map(str::to_owned).collect();
        request.context.insert("kms:EncryptionContextKeys".to_owned(), present);
        request
    };
    for (what, policy, request, name, value) in [
        ("another table's item", reader, decrypt, "aws-crypto-table-name", Some("Others")),
        ("no table's item", reader, decrypt, "aws-crypto-table-name", None),
        ("another key attribute", reader, decrypt, "aws-crypto-partition-name", Some("id")),
        ("another entry", reader, decrypt, "purpose", Some("x")),
        ("an unsigned item", writer, generate, "aws-crypto-public-key", None),
        ("another key store", reader, branch, "tablename", Some("Keys")),
        ("another branch key", reader, branch, "branch-key-id", Some("others")),
    ] {
        // Beacon keys are those of all branch keys of the store.
        let allowed = what == "another branch key";
        cases.check(what, policy, &changed(request, name, value), allowed);
    }
    cases.check("another key", reader, &Request { resource: setup.keys[1].clone(), ..decrypt.clone() }, false);
}

#[tokio::test]
async fn a_tenant_reaches_only_its_own_items() {
    let setup = Setup::new().await;
    let (policies, tenant, mut cases) =
        (setup.policies(), LeadingKeys::matching(TENANT), Cases::new("tenants"));
    let client = setup.client().await;
    setup.kms.forget_calls();
    let first = setup.proxy.count();
    write(&client).await;
    let written = setup.requests(first);
    let client = setup.client().await;
    setup.kms.forget_calls();
    let first = setup.proxy.count();
    read(&client).await;
    let read = setup.requests(first);
    let mut all = 0;
    for (role, requests) in [(Role::Reader, &read), (Role::Writer, &written)] {
        let policy = policies.fine_grained("Customers", role, &tenant).unwrap();
        for request in requests {
            for tenant in ["t1", "t2"] {
                let mut request = request.clone();
                request.context.insert("aws:PrincipalTag/tenant".to_owned(), vec![tenant.to_owned()]);
                let own = request.context.get("dynamodb:LeadingKeys");
                let own = own.or(request.context.get("kms:EncryptionContext:aws-crypto-attr.pk"));
                let is_shared = request.resource == KEY_STORE || request.resource == setup.keys[1];
                assert!(own.is_some() || is_shared, "{request:?}");
                let allowed = is_shared || own.is_some_and(|values| values[0] == tenant);
                cases.check(&format!("{tenant} as {role:?}"), &policy, &request, allowed);
                all += 1;
            }
        }
        let tag = ("aws:PrincipalTag/tenant".to_owned(), vec!["t1".to_owned()]);
        let leading = ("dynamodb:LeadingKeys".to_owned(), vec!["t1".to_owned()]);
        let request = |action: &str, resource: &str, context: Vec<(String, Vec<String>)>| Request {
            action: format!("dynamodb:{action}"),
            resource: resource.to_owned(),
            context: context.into_iter().collect(),
        };
        cases.check("a scan", &policy, &request("Scan", TABLE, vec![tag.clone()]), false);
        cases.check("no leading key", &policy, &request("GetItem", TABLE, vec![tag.clone()]), false);
        let index = format!("{TABLE}/index/by-plan");
        let by_index = request("Query", &index, vec![tag.clone(), leading.clone()]);
        cases.check("an index", &policy, &by_index, false);
        for (names, allowed) in [
            (
                vec![
                    "pk",
                    "email",
                    "aws_dbe_head",
                    "aws_dbe_foot",
                    "aws_dbe_b_email",
                    "aws_dbe_v_1",
                    ":new",
                    "views",
                ],
                true,
            ),
            (vec!["pk", "phone", "aws_dbe_head"], false),
            (vec!["pk", "aws_dbe_head", "aws_dbe_b_phone"], false),
            (vec!["pk", "email"], false),
        ] {
            let attributes = names.into_iter().map(str::to_owned).collect();
            let context = vec![tag.clone(), leading.clone(), ("dynamodb:Attributes".to_owned(), attributes)];
            cases.check(
                "attributes",
                &policy,
                &request("PutItem", TABLE, context),
                allowed && role == Role::Writer,
            );
        }
    }
    assert!(all >= 20, "{all}");
}

#[tokio::test]
async fn resources_endpoints_and_trails_are_those_of_the_tables() {
    let setup = Setup::new().await;
    let policies = setup.policies();
    let principal = |name: &str| format!("arn:aws:iam::111122223333:role/{name}");
    let principals = Principals::new()
        .with(Role::Reader, [principal("reader")])
        .with(Role::Writer, [principal("writer")])
        .with_key_administrators([principal("admin")]);
    let keys = policies.keys(&principals).unwrap();
    assert_eq!(keys.keys().collect::<std::collections::BTreeSet<_>>(), setup.keys.iter().collect());
    let of = |policy: &Value, name: &str| -> Vec<Value> {
        let statements = policy["Statement"].as_array().unwrap().iter();
        statements
            .filter(|statement| statement["Principal"]["AWS"] == json!([principal(name)]))
            .cloned()
            .collect()
    };
    let actions = |statements: &[Value]| -> Vec<String> {
        statements.iter().flat_map(|statement| list(&statement["Action"])).collect()
    };
    let items = &keys[&setup.keys[0]];
    assert_eq!(actions(&of(items, "reader")), ["kms:Decrypt"]);
    assert_eq!(actions(&of(items, "writer")), ["kms:GenerateDataKey", "kms:Decrypt"]);
    let administration = actions(&of(items, "admin"));
    assert!(
        administration.contains(&"kms:PutKeyPolicy".to_owned())
            && !administration.contains(&"kms:Decrypt".to_owned())
    );
    let table = policies.table_policy("Customers", &principals).unwrap();
    assert!(of(&table, "operator").is_empty() && !of(&table, "reader").is_empty());
    let denied =
        table["Statement"].as_array().unwrap().iter().filter(|statement| statement["Effect"] == "Deny");
    assert_eq!(denied.filter(|statement| statement["Principal"] == "*").count(), 2);
    let endpoints = policies.endpoints().unwrap();
    let mut cases = Cases::new("resources");
    let client = setup.client().await;
    setup.kms.forget_calls();
    let first = setup.proxy.count();
    write(&client).await;
    read(&client).await;
    for request in setup.requests(first) {
        let endpoint = &endpoints[request.action.split(':').next().unwrap()];
        cases.check_as("endpoint", "through an endpoint", endpoint, &request, true);
        let elsewhere =
            Request { resource: request.resource.replace("111122223333", "444455556666"), ..request };
        cases.check_as("endpoint", "to another account", endpoint, &elsewhere, false);
    }
    let put = |names: &[&str]| Request {
        action: "dynamodb:PutItem".to_owned(),
        resource: TABLE.to_owned(),
        context: [("dynamodb:Attributes".to_owned(), names.iter().map(|name| (*name).to_owned()).collect())]
            .into(),
    };
    // Whatever the identity may do, and whoever it is.
    cases.check_as("resource", "plaintext", &table, &put(&["pk", "email"]), false);
    cases.check_as(
        "resource",
        "a sealed item",
        &table,
        &put(&["pk", "email", "aws_dbe_head", "aws_dbe_foot"]),
        true,
    );
    let selectors = policies.trail_selectors().unwrap();
    assert_eq!(selectors[0]["FieldSelectors"][2]["Equals"], json!([KEY_STORE, TABLE]));
    let filters = policies.log_filters().unwrap();
    assert_eq!(filters.len(), 4);
    assert!(setup.keys.iter().all(|key| filters["key changed"].contains(key.as_str())));
    assert!(
        filters["table changed"].contains("\"Orders\"")
            && filters["encryption passed by"].contains("ExecuteStatement")
    );
}

#[test]
fn names_with_wildcards_stand_for_themselves() {
    let configuration = Configuration::from_toml(
        "[tables.T]\npartition_key = 'id'\nencrypt = ['a*', 'b?', 'c$']\nkeyring = 'k'\n[keyrings.k.raw_aes]\nnamespace = 'n'\n\
         name = 'k'\nkey.env = 'KEY'\n",
    )
    .unwrap();
    let policies = configuration.policies(Place::new("eu-west-1", "111122223333").with_partition("aws-cn"));
    let policy = policies.fine_grained("T", Role::Writer, &LeadingKeys::matching("x*")).unwrap();
    for (name, allowed) in [("a*", true), ("ab", false), ("b?", true), ("bb", false), ("c$", true)] {
        let attributes = ["id", name, "aws_dbe_head"].map(str::to_owned).to_vec();
        let request = Request {
            action: "dynamodb:PutItem".to_owned(),
            resource: "arn:aws-cn:dynamodb:eu-west-1:111122223333:table/T".to_owned(),
            context: [
                ("dynamodb:LeadingKeys".to_owned(), vec!["x1".to_owned()]),
                ("dynamodb:Attributes".to_owned(), attributes),
            ]
            .into(),
        };
        assert_eq!(allows(&policy, &request), allowed, "{name}: {policy:#}");
    }
    // Keys of the application take no calls to KMS.
    assert!(!policy.to_string().contains("kms:"));
    assert!(policies.keys(&Principals::new()).unwrap().is_empty());
    let error = policies.identity("U", Role::Reader).unwrap_err();
    assert!(error.to_string().contains("there is no table 'U'"), "{error}");
}

/// A table whose keyring is `keyring`, with what else its entry has.
fn table_with(keyring: &str, more: &str) -> String {
    format!(
        "[tables.Customers]\npartition_key = 'id'\nencrypt = ['a']\nsign = ['b']\nkeyring = 'k'\n{more}\n[keyrings.k.{keyring}\n"
    )
}

#[tokio::test]
async fn every_kind_of_keyring_takes_the_calls_that_it_makes_and_no_others() {
    let kms = Arc::new(Kms::start());
    let clients = AwsClients::none().with_kms(Clients(Arc::clone(&kms)));
    let (key, folder) = (kms.create_key_in("eu-west-1"), Folder::new());
    let of_spec = |spec: &str, usage: &str| {
        kms.create_key_with("eu-west-1", json!({ "KeySpec": spec, "KeyUsage": usage }))
    };
    let rsa = of_spec("RSA_2048", "ENCRYPT_DECRYPT");
    let (own, other) = (of_spec("ECC_NIST_P384", "KEY_AGREEMENT"), of_spec("ECC_NIST_P384", "KEY_AGREEMENT"));
    let mac = of_spec("HMAC_256", "GENERATE_VERIFY_MAC");
    folder.write("rsa", kms.public_key(&rsa));
    folder.write("other", kms.public_key(&other));
    folder.write("own", kms.public_key(&own));
    let unsigned = "suite = 'hmac_sha384'";
    let ecdh = format!("kms_ecdh]\nkey = '{own}'\ncurve = 'p384'\nrecipient_public_key.file = 'other'");
    let beacons = format!(
        "search.keys.single = {{ source = 'b', id = 't' }}\nsearch.beacons = [{{ name = 'a', bits = 9 }}]\n\
         [beacon_keys.b.kms_mac]\nkey = '{mac}'\ncache.ttl_seconds = 60"
    );
    for (keyring, more, writes, reads) in [
        (format!("kms]\nkey = '{key}'"), "", "GenerateDataKey", "Decrypt"),
        (format!("kms_mrk]\nkey = '{key}'"), unsigned, "GenerateDataKey", "Decrypt"),
        (format!("cached_kms]\nkey = '{key}'"), "", "GenerateDataKey", "Decrypt"),
        (
            format!("kms_rsa]\nkey = '{rsa}'\nalgorithm = 'oaep_sha256'\npublic_key.file = 'rsa'"),
            unsigned,
            "",
            "Decrypt",
        ),
        (ecdh.clone(), "", "GetPublicKey DeriveSharedSecret", "GetPublicKey DeriveSharedSecret"),
        (format!("{ecdh}\npublic_key.file = 'own'"), "", "DeriveSharedSecret", "DeriveSharedSecret"),
        (format!("kms]\nkey = '{key}'"), &beacons, "GenerateDataKey GenerateMac", "Decrypt"),
        (
            format!(
                "multi]\nkeyrings = ['w']\nto_read = ['r']\n[keyrings.w.kms]\nkey = '{key}'\n[keyrings.r.kms_discovery]\nregions = ['eu-west-1']"
            ),
            "protected_updates = 'refuse'",
            "GenerateDataKey",
            "Decrypt",
        ),
    ] {
        let path = folder.write("c.toml", table_with(&keyring, more));
        let configuration = Configuration::from_file(path).unwrap_or_else(|error| panic!("{error}"));
        let policies = configuration.policies(Place::new("eu-west-1", "111122223333"));
        let item: Item = [("id", s("1")), ("a", s("x"))].map(|(name, value)| (name.to_owned(), value)).into();
        let mut sealed = item;
        for (role, expected) in [(Role::Writer, writes), (Role::Reader, reads)] {
            let table = configuration.table_config("Customers", &clients).await.unwrap();
            kms.forget_calls();
            let encryptor = ItemEncryptor::new(table);
            sealed = match role {
                Role::Writer => encryptor.encrypt_item(sealed).await.unwrap(),
                _ => encryptor.decrypt_item(sealed).await.unwrap().item,
            };
            let calls = kms.calls();
            let operations: std::collections::BTreeSet<&str> =
                calls.iter().map(|call| call.operation.as_str()).collect();
            assert_eq!(operations, expected.split_whitespace().collect(), "{keyring}");
            let policy = policies.identity("Customers", role).unwrap();
            for call in &calls {
                assert!(allows(&policy, &of_kms(call)), "{keyring}: {call:?}: {policy:#}");
            }
            // Nothing is allowed beyond what is called, and the keys of beacons and of items that are changed.
            let allowed =
                policy["Statement"].as_array().unwrap().iter().flat_map(|statement| list(&statement["Action"]));
            let allowed: Vec<String> =
                allowed.filter_map(|action| Some(action.strip_prefix("kms:")?.to_owned())).collect();
            let reads_to_write = role == Role::Writer && !more.contains("refuse");
            let beyond = |action: &String| {
                !(operations.contains(action.as_str())
                    || action == "GenerateMac" && !more.is_empty()
                    || reads_to_write && reads.contains(action.as_str()))
            };
            assert_eq!(allowed.into_iter().filter(beyond).collect::<Vec<_>>(), [""; 0], "{role:?} {keyring}");
        }
    }
}
