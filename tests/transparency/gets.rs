//! GetItem.

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::ReturnConsumedCapacity;

use super::data::{
    CUSTOMERS, INVOICES, ORDERS, customer, get, invoice, list, map, n, names, order, put, s, seed, with,
};
use super::observed::{Observed, Scenario, scenarios};

pub const SCENARIOS: &[Scenario] = scenarios![
    get_what_is_not_there,
    get_consistently,
    get_with_metrics,
    get_of_the_default_suite,
    get_encrypted_and_readable_attributes,
    get_nested_attributes,
    get_elements_of_lists,
    get_by_placeholders,
    get_attributes_that_are_not_there,
    get_paths_that_overlap,
    get_with_an_unused_name,
    get_with_a_key_of_another_type,
    get_without_a_sort_key,
    get_without_a_key,
    get_with_more_than_a_key,
    get_from_a_missing_table,
    get_from_a_plain_table,
    get_by_an_arn,
    get_with_attributes_to_get,
    get_attributes_whose_names_are_no_paths,
    get_with_a_wrong_list_of_attributes,
    get_with_a_list_of_attributes_and_a_projection,
];

async fn get_what_is_not_there(client: &Client, seen: &mut Observed) {
    seed(client, [customer("1", 1)]).await;
    seen.ok(get(client, "1", 2).send().await);
    seen.ok(get(client, "2", 1).projection_expression("email").send().await);
}

async fn get_consistently(client: &Client, seen: &mut Observed) {
    seed(client, [customer("1", 1)]).await;
    seen.ok(get(client, "1", 1).consistent_read(true).send().await);
}

async fn get_with_metrics(client: &Client, seen: &mut Observed) {
    seed(client, [customer("1", 1)]).await;
    for capacity in [ReturnConsumedCapacity::Total, ReturnConsumedCapacity::Indexes] {
        seen.ok(get(client, "1", 1).return_consumed_capacity(capacity).send().await);
    }
}

async fn get_of_the_default_suite(client: &Client, seen: &mut Observed) {
    seen.ok(put(client, invoice("1")).table_name(INVOICES).send().await);
    seen.ok(client.get_item().table_name(INVOICES).key("number", s("1")).send().await);
}

async fn get_encrypted_and_readable_attributes(client: &Client, seen: &mut Observed) {
    seed(client, [customer("1", 1)]).await;
    for projection in ["email", "id, tier, email", "grade", "balance, notes"] {
        seen.ok(get(client, "1", 1).projection_expression(projection).send().await);
    }
}

async fn get_nested_attributes(client: &Client, seen: &mut Observed) {
    let street = map([("street", s("St James's Square")), ("number", n(12))]);
    let address = map([("city", s("Westminster")), ("home", street)]);
    let settings = map([("theme", s("dark")), ("size", map([("width", n(80)), ("height", n(25))]))]);
    seed(client, [with(customer("1", 1), [("address", address), ("settings", settings)])]).await;
    for projection in
        ["address.city", "address.home.street, settings.theme", "settings.#s.width, address.nothing"]
    {
        let get = get(client, "1", 1).projection_expression(projection);
        let names = projection.contains('#').then(|| names([("#s", "size")])).flatten();
        seen.ok(get.set_expression_attribute_names(names).send().await);
    }
}

async fn get_elements_of_lists(client: &Client, seen: &mut Observed) {
    let notes =
        list([s("a first note"), map([("to", list([s("Babbage"), s("De Morgan")]))]), s("a last note")]);
    let settings = list([n(1), n(2), n(3)]);
    seed(client, [with(customer("1", 1), [("notes", notes), ("settings", settings)])]).await;
    for projection in ["notes[0]", "notes[1].#t[1]", "notes[2], notes[0], settings[1]", "notes[9], email"] {
        let get = get(client, "1", 1).projection_expression(projection);
        let names = projection.contains('#').then(|| names([("#t", "to")])).flatten();
        seen.ok(get.set_expression_attribute_names(names).send().await);
    }
}

async fn get_by_placeholders(client: &Client, seen: &mut Observed) {
    seed(client, [customer("1", 1)]).await;
    let get = get(client, "1", 1).projection_expression("#a, #b, #c");
    let names = names([("#a", "name"), ("#b", ":counter"), ("#c", "tier")]);
    seen.ok(get.set_expression_attribute_names(names).send().await);
}

async fn get_attributes_that_are_not_there(client: &Client, seen: &mut Observed) {
    seed(client, [customer("1", 1)]).await;
    for projection in ["photo", "colour", "email.domain_part", "aws_dbe_head"] {
        seen.ok(get(client, "1", 1).projection_expression(projection).send().await);
    }
}

async fn get_paths_that_overlap(client: &Client, seen: &mut Observed) {
    seed(client, [customer("1", 1)]).await;
    seen.fails(get(client, "1", 1).projection_expression("notes, notes[1]").send().await);
}

async fn get_with_an_unused_name(client: &Client, seen: &mut Observed) {
    seed(client, [customer("1", 1)]).await;
    let get = get(client, "1", 1).projection_expression("email");
    seen.fails(get.expression_attribute_names("#n", "name").send().await);
}

async fn get_with_a_key_of_another_type(client: &Client, seen: &mut Observed) {
    seen.fails(get(client, "1", 1).key("created", s("1")).send().await);
}

async fn get_without_a_sort_key(client: &Client, seen: &mut Observed) {
    seen.fails(client.get_item().table_name(CUSTOMERS).key("id", s("1")).send().await);
    seen.fails(get(client, "1", 1).key("tier", s("gold")).send().await);
}

async fn get_without_a_key(client: &Client, seen: &mut Observed) {
    seen.fails(client.get_item().table_name(CUSTOMERS).send().await);
}

async fn get_with_more_than_a_key(client: &Client, seen: &mut Observed) {
    seen.fails(get(client, "1", 1).key("colour", s("red")).send().await);
}

async fn get_from_a_missing_table(client: &Client, seen: &mut Observed) {
    seen.fails(get(client, "1", 1).table_name("Nowhere").send().await);
}

async fn get_from_a_plain_table(client: &Client, seen: &mut Observed) {
    seen.ok(put(client, order("1")).table_name(ORDERS).send().await);
    let get = client.get_item().table_name(ORDERS).key("id", s("1"));
    seen.ok(get.clone().send().await);
    seen.ok(get.projection_expression("amount, colour").send().await);
}

/// Not every server knows tables by their ARN, but if so, then for both clients.
async fn get_by_an_arn(client: &Client, seen: &mut Observed) {
    seed(client, [customer("1", 1)]).await;
    let described = client.describe_table().table_name(CUSTOMERS).send().await.unwrap();
    let arn = described.table.unwrap().table_arn.unwrap();
    seen.either(get(client, "1", 1).table_name(&arn).send().await);
    seen.either(put(client, customer("1", 2)).table_name(arn).send().await);
    seen.ok(get(client, "1", 2).send().await);
}

async fn get_with_attributes_to_get(client: &Client, seen: &mut Observed) {
    seed(client, [customer("1", 1)]).await;
    for list in [&["email"][..], &["id", "tier", "balance", "notes"], &["created", "missing"], &["missing"]] {
        let names = Some(list.iter().map(|name| (*name).to_owned()).collect());
        seen.ok(get(client, "1", 1).set_attributes_to_get(names).send().await);
    }
    seen.ok(get(client, "1", 2).attributes_to_get("email").send().await);
}

async fn get_attributes_whose_names_are_no_paths(client: &Client, seen: &mut Observed) {
    let odd = [(":a.b", s("dotted")), (":a", map([("b", s("nested"))])), (":l[0]", n(1)), (":l", list([n(2)]))];
    seed(client, [with(customer("1", 1), odd)]).await;
    for name in [":a.b", ":l[0]", "notes[0]", "settings.a", "Email"] {
        seen.ok(get(client, "1", 1).attributes_to_get(name).attributes_to_get("email").send().await);
    }
}

async fn get_with_a_wrong_list_of_attributes(client: &Client, seen: &mut Observed) {
    seed(client, [customer("1", 1)]).await;
    seen.fails(get(client, "1", 1).attributes_to_get("email").attributes_to_get("email").send().await);
    seen.fails(get(client, "1", 1).set_attributes_to_get(Some(Vec::new())).send().await);
    seen.fails(get(client, "1", 1).attributes_to_get("email").attributes_to_get("").send().await);
}

async fn get_with_a_list_of_attributes_and_a_projection(client: &Client, seen: &mut Observed) {
    seed(client, [customer("1", 1)]).await;
    seen.fails(get(client, "1", 1).attributes_to_get("email").projection_expression("email").send().await);
}
