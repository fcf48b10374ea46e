//! Random filters and key conditions, on a table whose beacons have one bit and on a plain one: the same items are found.
//!
//! With one bit, half of all values have the same beacon, so that nothing is found by chance.
//! `SEARCH_CASES` sets how many are tried, `SEARCH_SEED` which ones.

use std::collections::HashMap;
use std::sync::Arc;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::operation::query::builders::QueryFluentBuilder;
use aws_sdk_dynamodb::types::{AttributeValue, ScalarAttributeType, Select};
use dynamodb_item_encryptor::{
    Beacon, BeaconKey, BeaconKeySource, BranchKey, Compound, Constructor, EncryptTables, HierarchicalKeyring,
    InMemoryBeaconKeys, InMemoryBranchKeys, Item, MultiKeyring, PartitionedQuery, Search, SearchBuilder,
    TableConfig, Transform, VirtualField,
};

use crate::generator::{Expression, Generator, MARKS, Random, TENANTS, beside, item};
use crate::tables::{Index, PLAIN, SEARCHED, Tables, search, table};

const ITEMS: usize = 18;
const ROUND: usize = 100;

const INDEXES: [Index; 3] = [
    Index { name: "by-es", keys: &[("es", ScalarAttributeType::S), ("pn", ScalarAttributeType::N)] },
    Index { name: "by-ps", keys: &[("ps", ScalarAttributeType::S), ("comp", ScalarAttributeType::S)] },
    Index { name: "by-vf", keys: &[("vf", ScalarAttributeType::S)] },
];

/// What a table is like.
#[derive(Debug, Clone, Copy, PartialEq)]
enum World {
    Simple,
    Partitioned,
    Tenants,
}

fn beacons(search: SearchBuilder, world: World) -> Search {
    let spread = |beacon: Beacon, partitions: u8| match world {
        World::Partitioned => beacon.partitions(partitions),
        World::Simple | World::Tenants => beacon,
    };
    let search = match world {
        World::Partitioned => search.partitions(6),
        World::Simple | World::Tenants => search,
    };
    search
        .beacon(spread(Beacon::new("es", 1), 3))
        .beacon(spread(Beacon::new("es2", 1).shared_with("es"), 3))
        .beacon(spread(Beacon::new("en", 1), 2))
        .beacon(Beacon::new("eb", 1))
        .beacon(Beacon::new("ess", 1).shared_with("es").as_set())
        .beacon(spread(Beacon::new("ens", 1).as_set(), 4))
        .beacon(spread(Beacon::new("eset", 1), 5))
        .beacon(spread(Beacon::new("inmap", 1).at("em.k"), 1))
        .beacon(Beacon::new("el0", 1).at("el[0]"))
        .beacon(Beacon::new("eany", 1))
        .beacon(spread(Beacon::new("vf", 1), 2))
        .virtual_field(VirtualField::new("vf").transformed("es", [Transform::Prefix(1)]).part("ps"))
        .compound(
            Compound::new("comp", "|")
                .signed("ps", "P-")
                .encrypted("es", "E-")
                .constructor(Constructor::new().required("ps").optional("es")),
        )
        .build()
}

fn config(search: Search, keyring: Option<MultiKeyring>) -> TableConfig {
    let table = table()
        .encrypt(["es", "es2", "en", "eb", "ess", "ens", "eset", "em", "el", "eany", "bare"])
        .sign(["ps", "pn", "tenant"])
        .search(search);
    match keyring {
        Some(keyring) => table.keyring(keyring).build().unwrap(),
        None => table.build().unwrap(),
    }
}

/// A keyring that writes under one tenant's key, and reads under all.
fn of_tenant(tenant: &str) -> MultiKeyring {
    let keys = TENANTS.iter().enumerate().fold(InMemoryBranchKeys::new(), |keys, (n, tenant)| {
        let version = format!("e9ce18a3-edb5-4272-9f86-1cacb7997ff{n}").parse().unwrap();
        keys.with(*tenant, BranchKey::new(version, &[n as u8 + 1; 32]))
    });
    let keys = Arc::new(keys);
    let keyring = MultiKeyring::new(HierarchicalKeyring::new(tenant, Arc::clone(&keys)));
    TENANTS
        .iter()
        .filter(|other| **other != tenant)
        .fold(keyring, |all, other| all.and_to_read(HierarchicalKeyring::new(*other, Arc::clone(&keys))))
}

fn tenants_search() -> SearchBuilder {
    let keys = TENANTS.iter().enumerate().fold(InMemoryBeaconKeys::new(), |keys, (n, tenant)| {
        keys.with(*tenant, BeaconKey::new(&[n as u8 + 100; 32]))
    });
    Search::builder(keys.per_tenant("tenant"))
}

/// Two tables, and what is needed for reading one of them.
struct Round {
    world: World,
    tables: Tables,
    config: TableConfig,
}

fn config_of(world: World, tenant: &str) -> TableConfig {
    match world {
        World::Simple | World::Partitioned => config(beacons(search(), world), None),
        World::Tenants => config(beacons(tenants_search(), world), Some(of_tenant(tenant))),
    }
}

impl Round {
    async fn new(random: &mut Random, world: World) -> Round {
        let config = config_of(world, TENANTS[0]);
        let is_beacon = |name: &str| ["es", "comp", "vf"].contains(&name);
        let tables = Tables::new(config.clone(), &INDEXES, is_beacon).await;
        for number in 0..ITEMS {
            let tenant = random.pick(&TENANTS);
            let item = item(random, number, tenant);
            let writer = test_support::config(&tables.sent.url).encrypt_tables([config_of(world, tenant)]);
            let writer = Client::from_conf(writer.unwrap().build());
            tables.put(&writer, &item, beside(&item)).await;
        }
        Round { world, tables, config }
    }

    /// Tries one request. Returns how many items it finds.
    async fn try_one(&self, random: &mut Random) -> usize {
        let (index, scan) = match random.below(5) {
            0 => (Some("by-es"), false),
            1 => (Some("by-ps"), false),
            2 => (Some("by-vf"), false),
            3 => (None, false),
            _ => (None, true),
        };
        let expression = self.expression(random, index, scan);
        let page = if random.chance(15) { Some(1 + random.below(3) as i32) } else { None };
        let counts = random.chance(10);
        let projection = ["es, pn, em.k", "id, created, el[0], ess", "bare"];
        let projection = (random.chance(20) && !counts).then(|| random.pick(&projection));
        let asked = Asked { expression, index, scan, page, counts, projection };
        let plain = self.plain(&asked).await;
        let searched = self.searched(&asked).await;
        match (plain, searched) {
            (Ok(mut plain), Ok(mut searched)) => {
                // A fan-out over partitions has no order, nor have hashes within a compound beacon.
                if self.world == World::Partitioned && index.is_some() || index == Some("by-ps") {
                    plain.items.sort();
                    searched.items.sort();
                }
                assert_eq!(searched.items, plain.items, "{:?} {asked:?}", self.world);
                assert_eq!(searched.count, plain.count, "{:?} {asked:?}", self.world);
                plain.count
            }
            (plain, searched) => panic!("{asked:?}: {:?} {:?}", plain.err(), searched.err()),
        }
    }

    fn expression(&self, random: &mut Random, index: Option<&str>, scan: bool) -> Expression {
        let keys: &[&str] = match index {
            _ if scan => &[],
            Some("by-es") => &["es", "pn"],
            Some("by-ps") => &["ps", "comp"],
            Some(_) => &["vf"],
            None => &["id", "created"],
        };
        let depth = random.below(3);
        let tenant = random.pick(&TENANTS);
        let mut generator = Generator { random, made: Expression::default(), keys: keys.to_vec() };
        let key = (!scan).then(|| key_condition(&mut generator, index));
        // A value of a readable key must not be one of an encrypted attribute as well: that is refused.
        let key = key.map(|key| key.replace(":v", ":k"));
        let of_key = std::mem::take(&mut generator.made);
        let mut filter = generator.condition(depth);
        let mut made = generator.made;
        made.names.extend(of_key.names);
        made.values.extend(of_key.values.into_iter().map(|(name, value)| (name.replace(":v", ":k"), value)));
        if self.world == World::Tenants {
            // Redundant parentheses are refused.
            filter = match is_group(&filter) {
                true => format!("tenant = :tenant AND {filter}"),
                false => format!("tenant = :tenant AND ({filter})"),
            };
            made.values.insert(":tenant".to_owned(), AttributeValue::S(tenant.to_owned()));
        }
        (made.key, made.filter) = (key, filter);
        made.tidy();
        made
    }

    async fn plain(&self, asked: &Asked<'_>) -> Result<Found, String> {
        let client = &self.tables.plain;
        let mut found = if asked.scan {
            scan(client, PLAIN, asked).await?
        } else {
            query(client.query().table_name(PLAIN), asked).await?
        };
        for item in &mut found.whole {
            for name in ["comp", "vf", "inmap"] {
                item.remove(name);
            }
        }
        Ok(found.finish())
    }

    async fn searched(&self, asked: &Asked<'_>) -> Result<Found, String> {
        let client = &self.tables.wrapped;
        if asked.scan {
            return Ok(scan(client, SEARCHED, asked).await?.finish());
        }
        let base = client.query().table_name(SEARCHED);
        if self.world != World::Partitioned {
            return Ok(query(base, asked).await?.finish());
        }
        if asked.counts {
            let all =
                PartitionedQuery::new(&self.config, asked.query(base)).map_err(|error| error.to_string())?;
            let count = all.count().await.map_err(|error| format!("{error:?}"))?;
            return Ok(Found { count, ..Found::default() });
        }
        let all = PartitionedQuery::new(&self.config, asked.query(base)).map_err(|error| error.to_string())?;
        let whole = all.send().collect().await.map_err(|error| format!("{error:?}"))?;
        Ok(Found { count: whole.len(), whole, items: Vec::new() }.finish())
    }
}

/// Whether a text begins with a parenthesis that only its end closes.
fn is_group(text: &str) -> bool {
    let mut depth = 0;
    text.starts_with('(')
        && text.char_indices().all(|(position, sign)| {
            depth += i32::from(sign == '(') - i32::from(sign == ')');
            depth > 0 || position == text.len() - 1
        })
}

fn key_condition(generator: &mut Generator<'_>, index: Option<&str>) -> String {
    let s = |text: &str| AttributeValue::S(text.to_owned());
    let texts = ["§", "§a", "§ab", "§§b", "§B", "§1"];
    let open = ["x", "xy", "y", "zz"];
    match index {
        Some("by-es") => {
            let text = generator.random.pick(&texts);
            let value = generator.value(s(text));
            let low = AttributeValue::N(generator.random.below(3).to_string());
            match generator.random.below(3) {
                0 => format!("es = {value} AND pn >= {}", generator.value(low)),
                1 => {
                    generator.made.names.insert("#key".to_owned(), "es".to_owned());
                    format!("#key = {value}")
                }
                _ => format!("es = {value}"),
            }
        }
        Some("by-ps") => {
            let open = generator.random.pick(&open);
            let text = generator.random.pick(&texts);
            let value = generator.value(s(open));
            match generator.random.below(6) {
                0 => format!("ps = {value}"),
                1 => format!("ps = {value} AND comp = {}", generator.value(s(&format!("P-{open}|E-{text}")))),
                2 => format!(
                    "ps = {value} AND begins_with(comp, {})",
                    generator.value(s(&format!("P-{open}|E-")))
                ),
                3 => format!("ps = {value} AND comp > {}", generator.value(s(&format!("P-{open}")))),
                4 => format!("ps = {value} AND comp <= {}", generator.value(s(&format!("P-{open}|E-")))),
                _ => {
                    let (low, high) = (s("P-x"), s(&format!("P-{open}|E-")));
                    format!(
                        "ps = {value} AND comp BETWEEN {} AND {}",
                        generator.value(low),
                        generator.value(high)
                    )
                }
            }
        }
        Some(_) => {
            let open = generator.random.pick(&open);
            format!("vf = {}", generator.value(s(&format!("§{open}"))))
        }
        None => {
            let group = generator.random.below(3);
            format!("id = {}", generator.value(s(&format!("g{group}"))))
        }
    }
}

/// What is asked of both tables.
#[derive(Debug)]
struct Asked<'a> {
    expression: Expression,
    index: Option<&'a str>,
    scan: bool,
    page: Option<i32>,
    counts: bool,
    projection: Option<&'a str>,
}

#[derive(Debug, Default)]
struct Found {
    whole: Vec<Item>,
    /// As texts.
    items: Vec<String>,
    count: usize,
}

impl Found {
    fn finish(mut self) -> Found {
        self.items = self.whole.drain(..).map(|item| canonical(&AttributeValue::M(item))).collect();
        self
    }
}

fn canonical(value: &AttributeValue) -> String {
    let number = |text: &str| format!("{}", text.parse::<f64>().unwrap());
    match value {
        AttributeValue::N(text) => format!("N {}", number(text)),
        AttributeValue::Ss(members) => {
            let mut members = members.clone();
            members.sort();
            format!("SS {members:?}")
        }
        AttributeValue::Ns(members) => {
            let mut members: Vec<_> = members.iter().map(|text| number(text)).collect();
            members.sort();
            format!("NS {members:?}")
        }
        AttributeValue::L(list) => format!("{:?}", list.iter().map(canonical).collect::<Vec<_>>()),
        AttributeValue::M(map) => {
            let mut map: Vec<_> =
                map.iter().map(|(name, value)| format!("{name}: {}", canonical(value))).collect();
            map.sort();
            format!("{map:?}")
        }
        other => format!("{other:?}"),
    }
}

impl Asked<'_> {
    fn query(&self, query: QueryFluentBuilder) -> QueryFluentBuilder {
        let Expression { key, filter, names, values } = self.expression.clone();
        let some = |map: HashMap<String, String>| Some(map).filter(|map| !map.is_empty());
        query
            .set_index_name(self.index.map(str::to_owned))
            .set_key_condition_expression(key)
            .filter_expression(filter)
            .set_expression_attribute_names(some(names))
            .set_expression_attribute_values(Some(values).filter(|values| !values.is_empty()))
            .set_limit(self.page)
            .set_projection_expression(self.projection.map(str::to_owned))
            .set_select(self.counts.then_some(Select::Count))
    }
}

async fn query(base: QueryFluentBuilder, asked: &Asked<'_>) -> Result<Found, String> {
    let mut pages = asked.query(base).into_paginator().send();
    let mut found = Found::default();
    while let Some(page) = pages.next().await {
        let page = page.map_err(|error| format!("{error:?}"))?;
        found.count += page.count() as usize;
        found.whole.extend(page.items.unwrap_or_default());
    }
    Ok(found)
}

async fn scan(client: &Client, table: &str, asked: &Asked<'_>) -> Result<Found, String> {
    let Expression { filter, names, values, .. } = asked.expression.clone();
    let scan = client
        .scan()
        .table_name(table)
        .filter_expression(filter)
        .set_expression_attribute_names(Some(names).filter(|names| !names.is_empty()))
        .set_expression_attribute_values(Some(values).filter(|values| !values.is_empty()))
        .set_limit(asked.page)
        .set_projection_expression(asked.projection.map(str::to_owned))
        .set_select(asked.counts.then_some(Select::Count));
    let mut pages = scan.into_paginator().send();
    let mut found = Found::default();
    while let Some(page) = pages.next().await {
        let page = page.map_err(|error| format!("{error:?}"))?;
        found.count += page.count() as usize;
        found.whole.extend(page.items.unwrap_or_default());
    }
    Ok(found)
}

#[tokio::test]
async fn a_search_finds_what_a_plain_table_would() {
    let setting = |name, default| std::env::var(name).map_or(default, |value: String| value.parse().unwrap());
    let cases: usize = setting("SEARCH_CASES", 300);
    let mut random = Random(setting("SEARCH_SEED", 1) as u64);
    let (mut tried, mut found, mut sent) = (0, 0, 0);
    let worlds = [World::Simple, World::Partitioned, World::Tenants];
    while tried < cases {
        let world = worlds[tried / ROUND % worlds.len()];
        let round = Round::new(&mut random, world).await;
        for _ in 0..ROUND {
            found += usize::from(round.try_one(&mut random).await > 0);
        }
        tried += ROUND;
        for exchange in round.tables.sent.exchanges() {
            let body = String::from_utf8_lossy(&exchange.request.body).into_owned();
            for mark in MARKS {
                assert!(!body.contains(mark), "{world:?}: {mark} in {body}");
            }
            sent += 1;
        }
    }
    println!("{tried} requests, {found} of which found something; nothing secret in {sent} that were sent");
    assert!(found > tried / 4, "{found} of {tried}");
}
