//! Filters of Query and Scan.

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::{AttributeValue, Select};

use super::data::{customer, list, map, n, names, query, s, scan, seed, six, values, with};
use super::observed::{Observed, Scenario, scenarios};

pub const SCENARIOS: &[Scenario] = scenarios![
    filter_on_a_signed_attribute,
    filter_on_an_encrypted_attribute,
    filter_on_both,
    filter_on_both_in_one_term,
    filter_compares_encrypted_numbers,
    filter_functions_of_encrypted_attributes,
    filter_on_nested_attributes,
    filter_on_sets,
    filter_on_types,
    filter_on_unsigned_attributes,
    filter_on_what_is_not_there,
    filter_within_pages,
    filter_counts,
    filter_and_projection,
    filter_lets_nothing_pass,
    filter_of_a_query_on_its_key,
    filter_of_a_scan_on_a_key,
    filter_that_is_nonsense,
    filter_with_an_unused_value,
    filter_with_an_undefined_value,
    filter_of_mismatched_types,
];

async fn filter(client: &Client, seen: &mut Observed, filters: &[(&str, &[(&str, AttributeValue)])]) {
    for (filter, values) in filters {
        let values = values.iter().map(|(name, value)| ((*name).to_owned(), value.clone()));
        let names = filter.contains("#n").then(|| names([("#n", "name")])).flatten();
        let query = query(client, "1").filter_expression(*filter).set_expression_attribute_names(names.clone());
        let all = query.get_expression_attribute_values().clone().unwrap_or_default();
        let query =
            query.set_expression_attribute_values(Some(all.into_iter().chain(values.clone()).collect()));
        seen.ok(query.send().await);
        let values =
            Some(values.collect::<std::collections::HashMap<_, _>>()).filter(|values| !values.is_empty());
        let scan = scan(client).filter_expression(*filter).set_expression_attribute_names(names);
        seen.ok(scan.set_expression_attribute_values(values).send().await);
    }
}

async fn filter_on_a_signed_attribute(client: &Client, seen: &mut Observed) {
    seed(client, six("1").into_iter().chain(six("2"))).await;
    filter(
        client,
        seen,
        &[
            ("tier = :p", &[(":p", s("gold"))]),
            ("grade > :l AND tier <> :p", &[(":l", n(0)), (":p", s("gold"))]),
        ],
    )
    .await;
}

async fn filter_on_an_encrypted_attribute(client: &Client, seen: &mut Observed) {
    seed(client, six("1").into_iter().chain(six("2"))).await;
    let email = s("ada.1.4@example.com");
    filter(client, seen, &[("email = :e", &[(":e", email.clone())]), ("email <> :e", &[(":e", email)])]).await;
}

async fn filter_on_both(client: &Client, seen: &mut Observed) {
    seed(client, six("1").into_iter().chain(six("2"))).await;
    let (tier, email) = ((":p", s("gold")), (":e", s("ada.1.3@example.com")));
    filter(client, seen, &[("tier = :p AND email >= :e AND grade < :l", &[tier, email, (":l", n(2))])]).await;
}

async fn filter_on_both_in_one_term(client: &Client, seen: &mut Observed) {
    seed(client, six("1").into_iter().chain(six("2"))).await;
    let (tier, email) = ((":p", s("gold")), (":e", s("ada.1.4@example.com")));
    filter(client, seen, &[("tier = :p OR email = :e", &[tier.clone(), email.clone()])]).await;
    filter(client, seen, &[("NOT (tier = :p OR email = :e)", &[tier, email])]).await;
    filter(client, seen, &[("balance > grade", &[])]).await;
}

async fn filter_compares_encrypted_numbers(client: &Client, seen: &mut Observed) {
    seed(client, six("1")).await;
    let (low, high) = ((":low", n(314_159_002)), (":high", n(314_159_004)));
    filter(client, seen, &[("balance BETWEEN :low AND :high", &[low.clone(), high.clone()])]).await;
    filter(client, seen, &[("balance IN (:low, :high)", &[low.clone(), high])]).await;
    filter(client, seen, &[("balance < :low", &[low])]).await;
}

async fn filter_functions_of_encrypted_attributes(client: &Client, seen: &mut Observed) {
    seed(client, six("1").into_iter().chain([with(customer("1", 7), [("email", s("x@example.net"))])])).await;
    filter(
        client,
        seen,
        &[
            ("begins_with(email, :e)", &[(":e", s("ada.1."))]),
            ("contains(email, :e)", &[(":e", s("example.net"))]),
            ("size(email) > :s", &[(":s", n(14))]),
            ("attribute_exists(email) AND attribute_not_exists(photo)", &[]),
            ("attribute_type(email, :t)", &[(":t", s("S"))]),
            ("size(#n) < size(email)", &[]),
        ],
    )
    .await;
}

async fn filter_on_nested_attributes(client: &Client, seen: &mut Observed) {
    let address =
        |city: &str| [("address", map([("city", s(city)), ("parts", list([s("Dean Street"), n(5)]))]))];
    seed(client, [with(customer("1", 1), address("London")), with(customer("1", 2), address("Turin"))]).await;
    filter(
        client,
        seen,
        &[
            ("address.city = :c", &[(":c", s("London"))]),
            ("address.parts[1] = :five AND attribute_not_exists(address.country)", &[(":five", n(5))]),
            ("contains(address.parts, :street)", &[(":street", s("Dean Street"))]),
            ("notes[1].amount > :a", &[(":a", n(271_829))]),
        ],
    )
    .await;
}

async fn filter_on_sets(client: &Client, seen: &mut Observed) {
    let set = |members: &[&str]| AttributeValue::Ss(members.iter().map(|text| (*text).to_owned()).collect());
    let tags = |members: &[&str]| [("tags", set(members))];
    seed(client, [with(customer("1", 1), tags(&["loyal", "early"])), with(customer("1", 2), tags(&["loyal"]))])
        .await;
    filter(
        client,
        seen,
        &[
            ("contains(tags, :t)", &[(":t", s("early"))]),
            ("tags = :t", &[(":t", set(&["early", "loyal"]))]),
            ("size(tags) = :one", &[(":one", n(1))]),
        ],
    )
    .await;
}

async fn filter_on_types(client: &Client, seen: &mut Observed) {
    let values = [s("text"), n(1), AttributeValue::Bool(true), AttributeValue::Null(true), list([]), map([])];
    let items = (1..).zip(values).map(|(created, value)| with(customer("1", created), [("verified", value)]));
    seed(client, items).await;
    for name in ["S", "N", "BOOL", "NULL", "L", "M", "SS"] {
        filter(client, seen, &[("attribute_type(verified, :t)", &[(":t", s(name))])]).await;
    }
    filter(client, seen, &[("verified = :v", &[(":v", AttributeValue::Bool(true))])]).await;
}

async fn filter_on_unsigned_attributes(client: &Client, seen: &mut Observed) {
    seed(client, six("1")).await;
    let query = query(client, "1").filter_expression("#c > :four AND balance > :b");
    let query = query.expression_attribute_names("#c", ":counter");
    let query = query.expression_attribute_values(":four", n(4));
    seen.ok(query.expression_attribute_values(":b", n(314_159_005)).send().await);
}

async fn filter_on_what_is_not_there(client: &Client, seen: &mut Observed) {
    seed(client, six("1")).await;
    filter(
        client,
        seen,
        &[
            ("colour = :c", &[(":c", s("green"))]),
            ("colour <> :c", &[(":c", s("green"))]),
            ("attribute_not_exists(colour)", &[]),
            ("NOT photo = :c", &[(":c", s("green"))]),
        ],
    )
    .await;
}

/// A limit is on what is read, not on what passes.
async fn filter_within_pages(client: &Client, seen: &mut Observed) {
    seed(client, six("1")).await;
    let mut start = None;
    loop {
        let query = query(client, "1").filter_expression("email > :e AND tier = :p").limit(2);
        let query = query.expression_attribute_values(":e", s("ada.1.2@example.com"));
        let query = query.expression_attribute_values(":p", s("gold"));
        let Some(page) = seen.ok(query.set_exclusive_start_key(start).send().await) else { return };
        start = page.last_evaluated_key;
        if start.is_none() {
            return;
        }
    }
}

async fn filter_counts(client: &Client, seen: &mut Observed) {
    seed(client, six("1")).await;
    for filter in ["email > :v", "tier > :v", "tier > :v AND email > :v"] {
        let count = query(client, "1").select(Select::Count).filter_expression(filter);
        seen.ok(count.expression_attribute_values(":v", s("ada.1.2")).send().await);
        let count = scan(client).select(Select::Count).filter_expression(filter).limit(4);
        seen.ok(count.expression_attribute_values(":v", s("basic")).send().await);
    }
}

async fn filter_and_projection(client: &Client, seen: &mut Observed) {
    seed(client, six("1")).await;
    let query = query(client, "1").filter_expression("balance > :b").projection_expression("email");
    seen.ok(query.expression_attribute_values(":b", n(314_159_003)).send().await);
}

async fn filter_lets_nothing_pass(client: &Client, seen: &mut Observed) {
    seed(client, six("1")).await;
    filter(
        client,
        seen,
        &[("email = :e", &[(":e", s("nobody@example.com"))]), ("tier = :e", &[(":e", s("no"))])],
    )
    .await;
}

async fn filter_of_a_query_on_its_key(client: &Client, seen: &mut Observed) {
    seed(client, six("1")).await;
    let query = query(client, "1");
    let query = query.expression_attribute_values(":c", n(3));
    seen.fails(query.clone().filter_expression("created > :c").send().await);
    seen.fails(query.filter_expression("created > :c OR email = :id").send().await);
}

async fn filter_of_a_scan_on_a_key(client: &Client, seen: &mut Observed) {
    seed(client, six("1")).await;
    for filter in ["created > :c", "created > :c OR email = :e", "created > :c AND email > :e"] {
        let values = values([(":c", n(3)), (":e", s("ada.1.1@example.com"))]).map(|mut values| {
            values.retain(|name, _| filter.contains(name.as_str()));
            values
        });
        seen.ok(scan(client).filter_expression(filter).set_expression_attribute_values(values).send().await);
    }
}

async fn filter_that_is_nonsense(client: &Client, seen: &mut Observed) {
    let query = query(client, "1").filter_expression("email LIKE :e");
    seen.fails(query.expression_attribute_values(":e", s("ada")).send().await);
}

async fn filter_with_an_unused_value(client: &Client, seen: &mut Observed) {
    let query = query(client, "1").filter_expression("email = :id");
    seen.fails(query.expression_attribute_values(":unused", s("ada")).send().await);
}

async fn filter_with_an_undefined_value(client: &Client, seen: &mut Observed) {
    seed(client, six("1")).await;
    seen.fails(query(client, "1").filter_expression("email = :e").send().await);
}

/// Values of different types are not equal, and none is less than the other.
async fn filter_of_mismatched_types(client: &Client, seen: &mut Observed) {
    seed(client, six("1")).await;
    filter(
        client,
        seen,
        &[
            ("email = :v", &[(":v", n(1))]),
            ("email <> :v", &[(":v", n(1))]),
            ("balance > :v", &[(":v", s("0"))]),
            ("size(balance) > :v", &[(":v", n(0))]),
        ],
    )
    .await;
}
