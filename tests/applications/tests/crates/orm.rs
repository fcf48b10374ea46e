//! A shop in a single table, with modyne: customers with addresses in a map, orders with lines, a counter.

use std::collections::{BTreeMap, HashMap};

use applications::{Application, Run, Seen, table};
use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::ReturnValue;
use modyne::expr::{self, Condition, Filter};
use modyne::keys::{FullKey, Gsi1, Primary};
use modyne::model::{BatchGet, BatchWrite, TransactGet, TransactWrite};
use modyne::{
    Aggregate, AttributeValue, Entity, EntityDef, EntityExt, Error, Item, Projection, ProjectionExt,
    QueryInput, QueryInputExt, Table, TestTableExt, projections, read_projection,
};
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone)]
struct Shop(Client);

impl Table for Shop {
    type PrimaryKey = Primary;
    type IndexKeys = Gsi1;

    fn table_name(&self) -> &str {
        "Shop"
    }

    fn client(&self) -> &Client {
        &self.0
    }
}

#[derive(Debug, Clone, PartialEq, EntityDef, Serialize, Deserialize)]
struct Customer {
    user: String,
    name: String,
    email: String,
    #[serde(default)]
    addresses: BTreeMap<String, Address>,
    #[serde(default)]
    orders: u32,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Address {
    street: String,
    city: String,
}

/// Holds an e-mail address, so that no two customers have the same.
#[derive(Debug, Clone, PartialEq, EntityDef, Serialize, Deserialize)]
struct Email {
    email: String,
    user: String,
}

#[derive(Debug, Clone, PartialEq, EntityDef, Serialize, Deserialize)]
struct Order {
    user: String,
    order_id: String,
    status: String,
    amount: u64,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    ship_to: Option<Address>,
}

#[derive(Debug, Clone, PartialEq, EntityDef, Serialize, Deserialize)]
struct Line {
    order_id: String,
    item: u32,
    description: String,
    price: u64,
}

/// What a list shows of an order. `status` is a reserved word, and `amount` is encrypted.
#[derive(Debug, PartialEq, Projection, Serialize, Deserialize)]
#[entity(Order)]
struct OrderSummary {
    order_id: String,
    status: String,
    amount: u64,
}

impl Entity for Customer {
    type KeyInput<'a> = &'a str;
    type Table = Shop;
    type IndexKeys = ();

    fn primary_key(user: &str) -> Primary {
        Primary { hash: format!("CUSTOMER#{user}"), range: format!("CUSTOMER#{user}") }
    }

    fn full_key(&self) -> FullKey<Primary, ()> {
        FullKey { primary: Self::primary_key(&self.user), indexes: () }
    }
}

impl Entity for Email {
    /// What stands for the address, which is to be encrypted.
    type KeyInput<'a> = &'a str;
    type Table = Shop;
    type IndexKeys = ();

    fn primary_key(email: &str) -> Primary {
        let sum = email.bytes().fold(7_u64, |sum, byte| sum.wrapping_mul(31).wrapping_add(byte.into()));
        Primary { hash: format!("EMAIL#{sum:x}"), range: "EMAIL".to_owned() }
    }

    fn full_key(&self) -> FullKey<Primary, ()> {
        FullKey { primary: Self::primary_key(&self.email), indexes: () }
    }
}

impl Entity for Order {
    type KeyInput<'a> = (&'a str, &'a str);
    type Table = Shop;
    type IndexKeys = Gsi1;

    fn primary_key((user, order): (&str, &str)) -> Primary {
        Primary { hash: format!("CUSTOMER#{user}"), range: format!("ORDER#{order}") }
    }

    fn full_key(&self) -> FullKey<Primary, Gsi1> {
        let order = format!("ORDER#{}", self.order_id);
        let primary = Self::primary_key((&self.user, &self.order_id));
        FullKey { primary, indexes: Gsi1 { hash: order.clone(), range: order } }
    }
}

impl Entity for Line {
    type KeyInput<'a> = (&'a str, u32);
    type Table = Shop;
    type IndexKeys = Gsi1;

    fn primary_key((order, item): (&str, u32)) -> Primary {
        let key = format!("ORDER#{order}#ITEM#{item}");
        Primary { hash: key.clone(), range: key }
    }

    fn full_key(&self) -> FullKey<Primary, Gsi1> {
        let indexes = Gsi1 { hash: format!("ORDER#{}", self.order_id), range: format!("ITEM#{}", self.item) };
        FullKey { primary: Self::primary_key((&self.order_id, self.item)), indexes }
    }
}

projections! {
    /// An item of a customer's partition.
    #[derive(Debug)]
    enum OfCustomer {
        Customer,
        OrderSummary,
    }
}

/// A customer with orders.
#[derive(Debug, Default)]
struct Account {
    customer: Option<Customer>,
    orders: Vec<OrderSummary>,
}

impl Aggregate for Account {
    type Projections = OfCustomer;

    fn merge(&mut self, item: Item) -> Result<(), Error> {
        match read_projection!(item)? {
            OfCustomer::Customer(customer) => self.customer = Some(customer),
            OfCustomer::OrderSummary(order) => self.orders.push(order),
        }
        Ok(())
    }
}

struct AccountQuery {
    user: &'static str,
    /// Only orders of at least this amount.
    amount: Option<u64>,
}

impl QueryInput for AccountQuery {
    const CONSISTENT_READ: bool = true;
    const SCAN_INDEX_FORWARD: bool = false;

    type Index = Primary;
    type Aggregate = Account;

    fn key_condition(&self) -> expr::KeyCondition<Primary> {
        expr::KeyCondition::in_partition(format!("CUSTOMER#{}", self.user))
    }

    fn filter_expression(&self) -> Option<Filter> {
        let filter = Filter::new("amount >= :least OR attribute_not_exists(amount)");
        Some(filter.value(":least", self.amount?))
    }
}

struct LinesQuery(&'static str);

impl QueryInput for LinesQuery {
    type Index = Gsi1;
    type Aggregate = Vec<Line>;

    fn key_condition(&self) -> expr::KeyCondition<Gsi1> {
        expr::KeyCondition::in_partition(format!("ORDER#{}", self.0)).begins_with("ITEM#")
    }
}

/// Whatever a condition or an update names is signed at least; most is encrypted. Keys and `entity_type`, which the
/// library reads in every item, are readable.
fn shop() -> Application {
    let shop = table("Shop", "PK", Some("SK"))
        .encrypt(["name", "email", "user", "addresses", "orders", "amount", "ship_to", "description", "price"])
        .sign(["entity_type", "GSI1PK", "GSI1SK", "status", "order_id", "item"]);
    Application {
        tables: vec![shop.build().unwrap()],
        create: |client| Box::pin(async move { drop(Shop(client).create_table().send().await.unwrap()) }),
        secrets: &["Ada Lovelace", "ada@example.com", "Dean Street"],
    }
}

fn address(street: &str) -> Address {
    Address { street: street.to_owned(), city: "London".to_owned() }
}

fn customer() -> Customer {
    Customer {
        user: "ada".to_owned(),
        name: "Ada Lovelace".to_owned(),
        email: "ada@example.com".to_owned(),
        addresses: BTreeMap::from([("home".to_owned(), address("Dean Street 5"))]),
        orders: 0,
    }
}

fn order(id: &str, amount: u64) -> Order {
    let status = "PLACED".to_owned();
    Order { user: "ada".to_owned(), order_id: id.to_owned(), status, amount, ship_to: None }
}

/// An output or error without the SDK's own details, which no two calls share.
fn plainly<T, E: std::error::Error>(result: Result<T, E>, show: impl Fn(T) -> String) -> String {
    match result {
        Ok(output) => show(output),
        Err(error) => {
            let sources = std::iter::successors(error.source(), |error| error.source());
            let all: Vec<_> = sources.map(ToString::to_string).collect();
            format!("{error}: {}", all.join(": "))
        }
    }
}

/// The attributes of an output, sorted.
fn shown(attributes: Option<HashMap<String, AttributeValue>>) -> String {
    attributes.map_or_else(|| "nothing".to_owned(), |attributes| sorted(&attributes))
}

fn sorted(attributes: &HashMap<String, AttributeValue>) -> String {
    let value = |value: &AttributeValue| match value {
        AttributeValue::M(members) => sorted(members),
        other => format!("{other:?}"),
    };
    format!("{:?}", attributes.iter().map(|(name, of)| (name, value(of))).collect::<BTreeMap<_, _>>())
}

async fn account(shop: &Shop, amount: Option<u64>, seen: &mut Seen) {
    let page = AccountQuery { user: "ada", amount }.query().execute(shop).await.unwrap();
    let mut account = Account::default();
    account.reduce(page.items.unwrap_or_default()).unwrap();
    seen.note(account);
}

async fn sign_up(shop: &Shop, customer: Customer) -> String {
    let email = Email { email: customer.email.clone(), user: customer.user.clone() };
    let both = TransactWrite::new().operation(customer.create()).operation(email.create());
    plainly(both.execute(shop).await, |_| "signed up".to_owned())
}

#[tokio::test(flavor = "multi_thread")]
async fn an_orm_creates_reads_pages_and_deletes() {
    shop().compare(entities).await;
}

async fn entities(client: Client, seen: &mut Seen) {
    let shop = Shop(client);
    seen.note(sign_up(&shop, customer()).await);
    // The address is taken; so is the name.
    seen.note(sign_up(&shop, Customer { user: "other".to_owned(), ..customer() }).await);
    seen.note(sign_up(&shop, Customer { email: "new@example.com".to_owned(), ..customer() }).await);
    let found = Customer::get("ada").execute_with_consistency(&shop, true).await.unwrap();
    seen.note(Customer::from_item(found.item.unwrap()).unwrap());

    let batch = (1..=6)
        .fold(BatchWrite::new(), |batch, id| batch.operation(order(&format!("{id}"), 271_800 + id).put()));
    let batch = (1..=3).fold(batch, |batch, item| {
        let description = format!("Dean Street engine {item}");
        batch.operation(Line { order_id: "1".to_owned(), item, description, price: 7 }.put())
    });
    seen.note(plainly(batch.execute(&shop).await, |output| format!("{:?}", output.unprocessed_items)));
    account(&shop, None, seen).await;
    account(&shop, Some(271_804), seen).await;

    let mut after = None;
    loop {
        let query = LinesQuery("1").query().limit(2).set_exclusive_start_key(after);
        let page = query.execute(&shop).await.unwrap();
        let mut lines = Vec::<Line>::new();
        lines.reduce(page.items.unwrap_or_default()).unwrap();
        seen.note(lines);
        after = page.last_evaluated_key;
        if after.is_none() {
            break;
        }
    }

    let gets = TransactGet::new().operation(Order::get(("ada", "2"))).operation(Order::get(("ada", "9")));
    let got = gets.execute(&shop).await.unwrap();
    let items = got.responses.unwrap().into_iter().map(|response| response.item.map(Order::from_item));
    seen.note(items.collect::<Vec<_>>());
    let gets = BatchGet::new().operation(Order::get(("ada", "1"))).operation(Order::get(("ada", "3")));
    let got = gets.execute(&shop).await.unwrap().responses.unwrap().remove("Shop").unwrap();
    let mut orders: Vec<_> = got.into_iter().map(|item| Order::from_item(item).unwrap()).collect();
    orders.sort_by(|one, other| one.order_id.cmp(&other.order_id));
    seen.note(orders);

    let replaced = order("2", 5).replace().execute(&shop).await;
    seen.note(plainly(replaced, |_| "replaced".to_owned()));
    seen.note(plainly(order("9", 5).replace().execute(&shop).await, |_| "replaced".to_owned()));
    let deleted = Order::delete(("ada", "2")).execute_with_return(&shop).await;
    seen.note(plainly(deleted, |output| shown(output.attributes)));
    // Conditions on encrypted attributes.
    for amount in [1_u64, 271_803] {
        let condition = Condition::new("amount = :amount").value(":amount", amount);
        let deleted = Order::delete(("ada", "3")).condition(condition).execute(&shop).await;
        seen.note(plainly(deleted, |_| "deleted".to_owned()));
    }
    account(&shop, None, seen).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_orm_updates_what_is_signed_and_what_is_encrypted() {
    let run = shop().compare(updates).await;
    each_update_takes_a_read_and_a_write(&run);
}

/// Where nobody interferes.
fn each_update_takes_a_read_and_a_write(run: &Run) {
    // Twelve updates, three of them on a condition that does not hold; two transactions of three parts; four items that
    // are created, and one that is read.
    let (reads, writes) = (run.count("GetItem"), run.count("UpdateItem") + run.count("PutItem"));
    assert_eq!((reads, writes, run.count("TransactWriteItems")), (12 + 2 * 3 + 1, 9 + 4, 2));
}

async fn updates(client: Client, seen: &mut Seen) {
    let shop = Shop(client);
    for stored in [order("1", 271_828), order("2", 2), order("3", 3)] {
        seen.note(stored.create().execute(&shop).await.is_ok());
    }
    seen.note(customer().create().execute(&shop).await.is_ok());

    // The status, which is signed, in a machine of states.
    for (from, to) in [("PLACED", "PAID"), ("PLACED", "PAID"), ("PAID", "SHIPPED")] {
        let update = expr::Update::new("SET #status = :to").name("#status", "status").value(":to", to);
        let condition = Condition::new("#status = :from").name("#status", "status").value(":from", from);
        let update = Order::update(("ada", "1")).expression(update).condition(condition);
        let updated = update.execute_with_return(&shop, ReturnValue::UpdatedNew).await;
        seen.note(plainly(updated, |output| shown(output.attributes)));
    }
    // An address within an encrypted map.
    for (kind, street) in [("work", "Dean Street 7"), ("home", "St James's Square 12")] {
        let update = expr::Update::new("SET #a.#kind = :address")
            .name("#a", "addresses")
            .name("#kind", kind)
            .value(":address", address(street));
        let update = Customer::update("ada")
            .expression(update)
            .condition(Condition::new("attribute_exists(#a)").name("#a", "addresses"));
        let updated = update.execute_with_return(&shop, ReturnValue::AllNew).await;
        seen.note(plainly(updated, |output| shown(output.attributes)));
    }
    let update = expr::Update::new("REMOVE #a.#kind").name("#a", "addresses").name("#kind", "work");
    let updated = Customer::update("ada").expression(update).execute(&shop).await;
    seen.note(plainly(updated, |output| shown(output.attributes)));
    // Nobody is there: nothing is made.
    let update =
        expr::Update::new("SET #n = :name").name("#n", "name").sensitive_value(":name", "Ada Lovelace");
    let condition = Condition::new("attribute_exists(#pk)").name("#pk", "PK");
    let updated = Customer::update("eve").expression(update).condition(condition).execute(&shop).await;
    seen.note(plainly(updated, |_| "updated".to_owned()));

    // A counter, with a limit; and an amount that others see change.
    for _ in 0..4 {
        let update = expr::Update::new("ADD orders :one").value(":one", 1);
        let condition = Condition::new("orders < :most").value(":most", 3);
        let updated = Customer::update("ada").expression(update).condition(condition);
        let updated = updated.execute_with_return(&shop, ReturnValue::UpdatedNew).await;
        seen.note(plainly(updated, |output| shown(output.attributes)));
    }
    let update = expr::Update::new("SET amount = amount - :off, ship_to = :to");
    let update = update.value(":off", 28).value(":to", address("Dean Street 9"));
    let updated = Order::update(("ada", "1")).expression(update);
    let updated = updated.execute_with_return(&shop, ReturnValue::UpdatedOld).await;
    seen.note(plainly(updated, |output| shown(output.attributes)));

    // An order is paid: its status, the customer's counter and a check of another order, all or nothing.
    for (check, expected) in [("2", "PAID"), ("2", "PLACED")] {
        let paid = expr::Update::new("SET #status = :paid").name("#status", "status").value(":paid", "PAID");
        let is_placed =
            Condition::new("#status = :placed").name("#status", "status").value(":placed", "PLACED");
        let count = expr::Update::new("SET orders = orders + :one").value(":one", 1);
        let is_rich = Condition::new("amount = :two AND #status = :expected");
        let is_rich = is_rich.name("#status", "status").value(":two", 2).value(":expected", expected);
        let all = TransactWrite::new()
            .operation(
                Order::update(("ada", "3"))
                    .expression(paid)
                    .condition(is_placed)
                    .transact_with_return_on_fail(),
            )
            .operation(Customer::update("ada").expression(count).transact())
            .operation(Order::condition_check(("ada", check), is_rich).transact_with_return_on_fail());
        let result = all.execute(&shop).await;
        if let Some(error) = result.as_ref().err().and_then(|error| error.as_service_error()) {
            seen.note(reasons(error));
        }
        seen.note(result.is_ok());
    }
    let found = Customer::get("ada").execute_with_consistency(&shop, true).await.unwrap();
    seen.note(Customer::from_item(found.item.unwrap()).unwrap());
    account(&shop, None, seen).await;
}

/// Codes and items of the reasons, by position.
fn reasons(error: &aws_sdk_dynamodb::operation::transact_write_items::TransactWriteItemsError) -> Vec<String> {
    use aws_sdk_dynamodb::operation::transact_write_items::TransactWriteItemsError;
    let TransactWriteItemsError::TransactionCanceledException(canceled) = error else {
        panic!("{error:?}");
    };
    let reasons = canceled.cancellation_reasons().iter();
    reasons.map(|reason| format!("{:?} {}", reason.code(), shown(reason.item.clone()))).collect()
}
