//! Random updates and conditions, of items that are there, of none, and of items that somebody else changes between a
//! call's read and its write: a client that encrypts does what one does that does not.
//!
//! `EXPRESSION_CASES` sets how many requests are tried, `EXPRESSION_SEED` which ones. With `EXPRESSION_ONLY`, the number of
//! one, no other is made, and what comes of it is printed.

pub mod request;
pub mod sides;

use dynamodb_item_encryptor::{AlgorithmSuite, AttributeAction, Item, TableConfig};
use serde_json::Value;
use test_support::expressions::Generator;
use test_support::expressions::values::{self, NAMES, normal_item};
use test_support::keyring;
use test_support::workload::accounts::Rng;

use self::request::{Kind, Outcome, Request};
use self::sides::{Sides, TABLE};

/// Disagreements after which there is no need to go on.
const ENOUGH: usize = 12;

/// What random updates make that was not there.
const FRESH: &str = "fresh";

/// How a table is encrypted: what becomes of an attribute.
pub type Actions = fn(&str) -> AttributeAction;

/// What is stored when a request comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stored {
    Present,
    Absent,
    /// Another writer stores something else, or deletes the item, once the request has read it.
    Changed,
}

/// What was tried, to show that it meant something.
#[derive(Debug, Default)]
pub struct Tally {
    pub requests: usize,
    pub done: usize,
    pub failed: usize,
    pub refused: usize,
    /// Requests whose item was another one when they wrote.
    pub changed: usize,
    /// Where the engine takes what DynamoDB refuses, see [`LAXER`].
    pub laxer: usize,
    /// Where an update was refused that would have stored a secret as it is.
    pub copies: usize,
    pub disagreements: Vec<String>,
}

/// The table with these actions.
fn table(actions: Actions) -> TableConfig {
    let names = || NAMES.into_iter().chain([FRESH]);
    let with = |wanted| names().filter(move |name| actions(name) == wanted);
    let unsigned: Vec<_> = with(AttributeAction::DoNothing).collect();
    let table = TableConfig::builder(TABLE)
        .partition_key("id")
        .encrypt(with(AttributeAction::EncryptAndSign))
        .sign(with(AttributeAction::SignOnly))
        .suite(AlgorithmSuite::HmacSha384)
        .keyring(keyring());
    let table = match unsigned.is_empty() {
        true => table,
        false => table.do_nothing(unsigned.clone()).allowed_unsigned(unsigned),
    };
    table.build().unwrap()
}

/// An item as DynamoDB gives it back.
fn item(rng: &mut Rng, id: &str) -> Item {
    normal_item(&values::item(rng, id))
}

/// A request with everything that it depends on; the same for the same numbers.
struct Case {
    request: Request,
    stored: Stored,
    before: Item,
    /// What another writer stores, if anything.
    other: Option<Item>,
}

impl Case {
    fn new(seed: u64, number: usize) -> Case {
        let mut rng = Rng(seed << 32 | u64::try_from(number).unwrap());
        let rng = &mut rng;
        let before = item(rng, "item");
        let stored =
            *rng.pick(&[Stored::Present, Stored::Present, Stored::Absent, Stored::Changed, Stored::Changed]);
        let kind =
            *rng.pick(&[Kind::Update, Kind::Update, Kind::Update, Kind::Put, Kind::Delete, Kind::Transaction]);
        let items = [before.clone()];
        let has_update = matches!(kind, Kind::Update | Kind::Transaction);
        let update = has_update.then(|| Generator::new(rng, &items, Some(&before)).update());
        let has_condition = !has_update || rng.chance(50);
        let condition = has_condition.then(|| Generator::new(rng, &items, Some(&before)).condition().beside());
        let other = match stored {
            // Often one that differs little.
            Stored::Changed if rng.chance(40) => {
                let mut other = before.clone();
                other.extend(item(rng, "item").into_iter().filter(|_| rng.chance(30)));
                Some(other)
            }
            Stored::Changed if rng.chance(80) => Some(item(rng, "item")),
            _ => None,
        };
        let new = item(rng, "item");
        let request = Request::new(rng, kind, update, condition, new);
        Case { request, stored, before, other }
    }
}

/// Makes so many requests.
pub async fn run(actions: Actions, cases: usize, seed: u64, only: Option<usize>) -> Tally {
    let encrypts_all = NAMES.into_iter().all(|name| actions(name) == AttributeAction::EncryptAndSign);
    let sides = Sides::new(table(actions), encrypts_all).await;
    let mut tally = Tally::default();
    for number in only.map_or(0..cases, |only| only..only + 1) {
        let case = Case::new(seed, number);
        tally.requests += 1;
        let found = check(&sides, &case, &mut tally).await;
        if only.is_some() {
            println!("{:#?}\nbefore: {:?}\nby another: {:?}", case.request, case.before, case.other);
        }
        if let Some(found) = found {
            tally.disagreements.push(format!(
                "EXPRESSION_SEED={seed} EXPRESSION_ONLY={number}, {:?}: {found}\n    {}",
                case.stored, case.request
            ));
        }
        if tally.disagreements.len() >= ENOUGH {
            break;
        }
    }
    for (operation, body) in sides.requests.all() {
        let is_read = operation.ends_with("GetItem");
        let is_consistent = !is_read || body["ConsistentRead"] == true;
        if !is_consistent || encrypts_all && has_plaintext(&body) {
            tally.disagreements.push(format!("{operation} sends {body}"));
        }
    }
    tally
}

/// Whether a request has a value that is neither binary nor the item's key.
fn has_plaintext(json: &Value) -> bool {
    const TYPES: [&str; 9] = ["S", "N", "SS", "NS", "BS", "BOOL", "NULL", "L", "M"];
    match json {
        Value::Object(members) => members.iter().any(|(name, member)| {
            let is_value = members.len() == 1 && TYPES.contains(&name.as_str());
            is_value && member != "item" || has_plaintext(member)
        }),
        Value::Array(members) => members.iter().any(has_plaintext),
        _ => false,
    }
}

/// Makes a request with both clients, and says where they disagree.
async fn check(sides: &Sides, case: &Case, tally: &mut Tally) -> Option<String> {
    let before = (case.stored != Stored::Absent).then_some(&case.before);
    sides.store(before).await;
    if case.stored == Stored::Changed {
        sides.change_before_write(case.other.clone());
    }
    let wrapped = case.request.carry_out(&sides.wrapped).await;
    let is_changed = case.stored == Stored::Changed && sides.was_changed();
    if is_changed {
        tally.changed += 1;
        // It is as if the other writer had come first.
        sides.store_plain(case.other.as_ref()).await;
    }
    let mut plain = case.request.carry_out(&sides.plain).await;
    let is_alike = plain == wrapped || matches!((&plain, &wrapped), (Outcome::Refused(_), Outcome::Refused(_)));
    if is_changed && !is_alike && matches!(wrapped, Outcome::Failed { .. } | Outcome::Refused(_)) {
        // Or this request came first. It changes nothing then.
        sides.store_plain(before).await;
        plain = case.request.carry_out(&sides.plain).await;
        sides.store_plain(case.other.as_ref()).await;
    }
    match &plain {
        Outcome::Done(_) => tally.done += 1,
        Outcome::Failed { .. } => tally.failed += 1,
        Outcome::Refused(_) => tally.refused += 1,
        Outcome::Other(_) => {}
    }
    match (&plain, &wrapped) {
        (plain, Outcome::Refused(message)) if !matches!(plain, Outcome::Refused(_)) && laxer(message) => {
            tally.laxer += 1;
            None
        }
        (_, Outcome::Refused(message)) if message.contains(COPIES) && !sides.encrypts_all => {
            tally.copies += 1;
            None
        }
        // What is refused is refused in other words.
        (Outcome::Refused(_), Outcome::Refused(_)) => None,
        (plain, wrapped) if plain != wrapped => {
            Some(format!("\n    plain:   {plain:?}\n    wrapped: {wrapped:?}"))
        }
        _ => {
            let [plain, wrapped] = sides.stored().await;
            (plain != wrapped).then(|| format!("stored\n    plain:   {plain:?}\n    wrapped: {wrapped:?}"))
        }
    }
}

/// What this side refuses as DynamoDB does, and the engine lets pass, by what this side says.
const LAXER: [&str; 6] = [
    // Ordering a value of the request that has no order.
    "does not take a value of type",
    // The engine checks these in conditions of calls, and not in those of transactions.
    "the bounds of BETWEEN have different types",
    "the upper bound of BETWEEN is below the lower one",
    // The engine only checks `contains`, and there before it looks up placeholders.
    "are the same attribute",
    "must be the name of a type",
    // Of paths, the engine only checks whether they overlap.
    "treat the same value as a map and as a list",
];

/// What this side says where an update would store a secret as it is.
const COPIES: &str = "UpdateExpression names the encrypted attribute";

fn laxer(message: &str) -> bool {
    LAXER.iter().any(|lax| message.contains(lax))
}
