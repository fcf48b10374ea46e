//! Two tenants in one table, each with a beacon key of its own, whose beacons have one bit: half of all values of the
//! one have the beacon that is asked for on behalf of the other. Nothing crosses.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::operation::query::builders::QueryFluentBuilder;
use aws_sdk_dynamodb::types::{
    AttributeDefinition, AttributeValue, BillingMode, GlobalSecondaryIndex, KeySchemaElement, KeyType,
    Projection, ProjectionType, ScalarAttributeType, Select,
};
use dynamodb_item_encryptor::{
    Beacon, BeaconKey, BeaconKeySource, BranchKey, BranchKeyVersion, Compound, EncryptTables, Error,
    HierarchicalKeyring, InMemoryBeaconKeys, InMemoryBranchKeys, Item, ItemEncryptor, MultiKeyring,
    OtherTenants, QueryProblem, RefusedProblem, Search, TableConfig,
};
use test_support::{engine, keyring, n, s, with_sources};

const TENANTS: [&str; 2] = ["tenant-a", "tenant-b"];
const EMAILS: [&str; 5] =
    ["ada@example.com", "bob@example.com", "cyd@example.com", "dee@example.com", "eve@example.com"];

fn branch_keys() -> Arc<InMemoryBranchKeys> {
    let key = |byte| BranchKey::new(BranchKeyVersion::from_bytes([byte; 16]), &[byte; 32]);
    Arc::new(InMemoryBranchKeys::new().with(TENANTS[0], key(1)).with(TENANTS[1], key(2)))
}

/// A keyring that seals for one tenant, and opens items of all, and those of the tests' raw key.
fn keyring_of(tenant: &str) -> MultiKeyring {
    let keys = branch_keys();
    let sealing = MultiKeyring::new(HierarchicalKeyring::new(tenant, Arc::clone(&keys)));
    let others = TENANTS.iter().filter(|other| **other != tenant);
    others
        .fold(sealing, |all, other| all.and_to_read(HierarchicalKeyring::new(*other, Arc::clone(&keys))))
        .and_to_read(keyring())
}

fn table(keyring: MultiKeyring, has_search: bool) -> TableConfig {
    let keys = InMemoryBeaconKeys::new().with(TENANTS[0], BeaconKey::new(&[3; 32]));
    let keys = keys.with(TENANTS[1], BeaconKey::new(&[4; 32]));
    let search = Search::builder(keys.per_tenant("tenant")).beacon(Beacon::new("email", 1));
    let of_tenant = Compound::new("of_tenant", '|').signed("tenant", "T-").encrypted("email", "E-");
    let table = TableConfig::builder("Customers")
        .partition_key("id")
        .sort_key("created")
        .encrypt(["email", "notes"])
        .sign(["tenant"])
        .keyring(keyring);
    let table = if has_search { table.search(search.compound(of_tenant).build()) } else { table };
    table.build().unwrap()
}

/// The part of an address before the `@`.
fn name_of(email: &str) -> &str {
    email.split_once('@').unwrap().0
}

fn customer(id: &str, tenant: &str, email: &str) -> Item {
    let attributes =
        [("id", s(id)), ("created", n(1)), ("tenant", s(tenant)), ("email", s(email)), ("notes", s(email))];
    attributes.map(|(name, value)| (name.to_owned(), value)).into()
}

/// A table, and clients that write for each of the tenants and read items of all.
struct Setup {
    plain: Client,
    wrapped: BTreeMap<&'static str, Client>,
}

impl Setup {
    /// With an item of each tenant for each address.
    async fn new() -> Self {
        let url = engine::start().await;
        let plain = Client::from_conf(test_support::config(&url).build());
        create_table(&plain).await;
        let client = |tenant: &'static str| {
            let config = test_support::config(&url).encrypt_tables([table(keyring_of(tenant), true)]).unwrap();
            (tenant, Client::from_conf(config.build()))
        };
        let setup = Setup { plain, wrapped: TENANTS.into_iter().map(client).collect() };
        for tenant in TENANTS {
            for email in EMAILS {
                setup.put(tenant, customer(&format!("{tenant} {}", name_of(email)), tenant, email)).await;
            }
        }
        setup
    }

    async fn put(&self, tenant: &str, item: Item) {
        self.wrapped[tenant].put_item().table_name("Customers").set_item(Some(item)).send().await.unwrap();
    }

    /// Stores an item as it is, with these beacons.
    async fn put_stored(&self, mut stored: Item, email: &AttributeValue, of_tenant: &str) {
        stored.insert("aws_dbe_b_email".to_owned(), email.clone());
        stored.insert("aws_dbe_b_of_tenant".to_owned(), s(of_tenant));
        self.plain.put_item().table_name("Customers").set_item(Some(stored)).send().await.unwrap();
    }

    async fn stored(&self) -> Vec<Item> {
        self.plain.scan().table_name("Customers").send().await.unwrap().items.unwrap()
    }

    /// The ways to ask for the items of a tenant that have an address.
    fn ways(&self, reader: &str, tenant: &str, email: &str) -> Vec<(&'static str, QueryFluentBuilder)> {
        let query = || self.wrapped[reader].query().table_name("Customers");
        let both = |query: QueryFluentBuilder| {
            let query = query.expression_attribute_values(":e", s(email));
            query.expression_attribute_values(":t", s(tenant))
        };
        let named = |query: QueryFluentBuilder| query.expression_attribute_names("#t", "tenant");
        let by_email = || both(query().index_name("by-email").key_condition_expression("email = :e"));
        let by_tenant = || both(query().index_name("by-tenant"));
        let compound = query().index_name("of-tenant").key_condition_expression("of_tenant = :c");
        let compound = compound.expression_attribute_values(":c", s(format!("T-{tenant}|E-{email}")));
        vec![
            ("filter by name", by_email().filter_expression("tenant = :t")),
            ("filter by #t", named(by_email()).filter_expression("#t = :t")),
            ("filter by #t, value first", named(by_email()).filter_expression(":t = #t")),
            ("filter with IN", named(by_email()).filter_expression("#t IN (:t)")),
            ("key by name", by_tenant().key_condition_expression("tenant = :t AND email = :e")),
            ("key by #t", named(by_tenant()).key_condition_expression("#t = :t AND email = :e")),
            ("in a compound beacon", compound),
        ]
    }
}

async fn create_table(plain: &Client) {
    let key =
        |name: &str, kind| KeySchemaElement::builder().attribute_name(name).key_type(kind).build().unwrap();
    let attribute = |name: &str, kind| {
        AttributeDefinition::builder().attribute_name(name).attribute_type(kind).build().unwrap()
    };
    let index = |name: &str, keys: &[&str]| {
        let index = GlobalSecondaryIndex::builder().index_name(name);
        let index = index.projection(Projection::builder().projection_type(ProjectionType::All).build());
        let kinds = [KeyType::Hash, KeyType::Range];
        let keys = keys.iter().zip(kinds).map(|(name, kind)| key(name, kind)).collect();
        index.set_key_schema(Some(keys)).build().unwrap()
    };
    let mut create = plain.create_table().table_name("Customers").billing_mode(BillingMode::PayPerRequest);
    create = create.key_schema(key("id", KeyType::Hash)).key_schema(key("created", KeyType::Range));
    for name in ["id", "tenant", "aws_dbe_b_email", "aws_dbe_b_of_tenant"] {
        create = create.attribute_definitions(attribute(name, ScalarAttributeType::S));
    }
    create
        .attribute_definitions(attribute("created", ScalarAttributeType::N))
        .global_secondary_indexes(index("by-email", &["aws_dbe_b_email"]))
        .global_secondary_indexes(index("by-tenant", &["tenant", "aws_dbe_b_email"]))
        .global_secondary_indexes(index("of-tenant", &["aws_dbe_b_of_tenant"]))
        .send()
        .await
        .unwrap();
}

fn ids(items: &[Item]) -> BTreeSet<String> {
    items.iter().map(|item| item["id"].as_s().unwrap().clone()).collect()
}

/// Asks in every way, in pages of every size, for all tenants and addresses. Gives what was reported of other tenants.
async fn assert_nothing_crosses(setup: &Setup) -> BTreeMap<&'static str, BTreeSet<String>> {
    let mut reported: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for (reader, tenant) in TENANTS.iter().flat_map(|one| TENANTS.map(|other| (*one, other))) {
        for email in EMAILS {
            let right = BTreeSet::from([format!("{tenant} {}", name_of(email))]);
            for (way, query) in setup.ways(reader, tenant, email) {
                let what = format!("{tenant}, {email}, {way}, read by {reader}");
                for limit in [None, Some(3)] {
                    let (others, mut found, mut start) = (OtherTenants::new(), Vec::new(), None);
                    loop {
                        let page = query.clone().set_limit(limit).set_exclusive_start_key(start);
                        let page = page.customize().interceptor(others.clone()).send().await;
                        let page = page.unwrap_or_else(|error| panic!("{what}: {}", with_sources(&error)));
                        assert_eq!(usize::try_from(page.count()).unwrap(), page.items().len(), "{what}");
                        found.extend(page.items.unwrap_or_default());
                        start = page.last_evaluated_key;
                        if start.is_none() {
                            break;
                        }
                    }
                    assert_eq!(ids(&found), right, "{what}");
                    assert_eq!(found.len(), 1, "{what}");
                    reported.entry(tenant).or_default().extend(ids(&others.take()));
                }
                let counted = query.clone().select(Select::Count).send().await.unwrap();
                assert_eq!((counted.count(), counted.items), (1, None), "{what}");
                let projected = query.projection_expression("notes").send().await.unwrap();
                assert_eq!(projected.items(), [HashMap::from([("notes".to_owned(), s(email))])], "{what}");
            }
        }
    }
    reported
}

#[tokio::test]
async fn beacons_that_collide_with_those_of_another_tenant_bring_nothing_of_it() {
    let setup = Setup::new().await;
    let beacons = |tenant: &str, stored: &[Item]| -> BTreeSet<String> {
        let of_tenant = stored.iter().filter(|item| item["tenant"] == s(tenant));
        of_tenant.map(|item| item["aws_dbe_b_email"].as_s().unwrap().clone()).collect()
    };
    let stored = setup.stored().await;
    // Otherwise nothing could cross.
    for tenant in TENANTS {
        assert_eq!(beacons(tenant, &stored).len(), 2, "{tenant}");
    }
    let reported = assert_nothing_crosses(&setup).await;
    // The index by addresses alone brings those of the other, which DynamoDB cannot tell apart.
    for (tenant, other) in [(TENANTS[0], TENANTS[1]), (TENANTS[1], TENANTS[0])] {
        assert!(reported[tenant].iter().all(|id| id.starts_with(other)), "{reported:?}");
    }
}

/// Whoever may write for one tenant may call the item the other's, and give it any beacon, which nobody signs.
#[tokio::test]
async fn an_item_that_only_names_the_tenant_is_not_one_of_its_items() {
    let setup = Setup::new().await;
    let both = ["0", "1"];
    for (tenant, other) in [(TENANTS[0], TENANTS[1]), (TENANTS[1], TENANTS[0])] {
        for email in EMAILS {
            let item = |kind: &str| customer(&format!("{kind} for {tenant} {}", name_of(email)), tenant, email);
            let of_other = ItemEncryptor::new(table(keyring_of(other), false));
            let several = keyring_of(tenant).and(HierarchicalKeyring::new(other, branch_keys()));
            let of_several = ItemEncryptor::new(table(several, false));
            let twice = keyring_of(tenant).and(HierarchicalKeyring::new(tenant, branch_keys()));
            let of_itself_twice = ItemEncryptor::new(table(twice, false));
            let of_none = ItemEncryptor::new(table(MultiKeyring::new(keyring()), false));
            let encryptors = [
                ("other's", of_other),
                ("several's", of_several),
                ("its own twice", of_itself_twice),
                ("raw", of_none),
            ];
            for (kind, encryptor) in encryptors {
                for beacon in both {
                    let sealed = encryptor.encrypt_item(item(&format!("{kind} {beacon}"))).await.unwrap();
                    setup.put_stored(sealed, &s(beacon), &format!("T-{tenant}|E-{beacon}")).await;
                }
            }
        }
    }
    let reported = assert_nothing_crosses(&setup).await;
    for tenant in TENANTS {
        for kind in ["other's", "several's", "its own twice", "raw"] {
            for (email, beacon) in EMAILS.iter().flat_map(|email| both.map(|beacon| (email, beacon))) {
                let id = format!("{kind} {beacon} for {tenant} {}", name_of(email));
                assert!(reported[tenant].contains(&id), "{id} is left out without a word");
            }
        }
    }
}

#[tokio::test]
async fn a_request_names_exactly_one_tenant_where_a_beacon_needs_its_key() {
    let setup = Setup::new().await;
    let query = || {
        let query = setup.wrapped[TENANTS[0]].query().table_name("Customers").index_name("by-email");
        let query = query.key_condition_expression("email = :e");
        query.expression_attribute_values(":e", s(EMAILS[0]))
    };
    let tenants = |query: QueryFluentBuilder| {
        let query = query.expression_attribute_values(":t", s(TENANTS[0]));
        query.expression_attribute_values(":u", s(TENANTS[1]))
    };
    let named = |query: QueryFluentBuilder| query.expression_attribute_names("#t", "tenant");
    let none = QueryProblem::NoTenant { attribute: "tenant".to_owned() };
    for (why, query) in [
        ("none", query()),
        ("two by name", tenants(query()).filter_expression("tenant = :t OR tenant = :u")),
        ("two by #t", named(tenants(query())).filter_expression("#t = :t OR #t = :u")),
        ("one by name, one by #t", named(tenants(query())).filter_expression("tenant = :t OR #t = :u")),
        ("two in a list", tenants(query()).filter_expression("tenant IN (:t, :u)")),
    ] {
        let error = query.send().await.unwrap_err();
        match Error::find_in(&error) {
            Some(Error::Refused { problem: RefusedProblem::Search { problem, .. }, .. }) => {
                let right = if why == "none" { &none } else { &QueryProblem::SeveralTenants };
                assert_eq!(problem, right, "{why}");
            }
            other => panic!("{why}: {other:?}"),
        }
    }
}
