//! `beacons`.

use aws_sdk_dynamodb::Client;
use dynamodb_item_encryptor::{Item, ItemEncryptor};
use serde_json::Value;
use test_support::{customer, customers, keyring, s};

use crate::run::{Folder, Ran, configured, run_beside, server};

const EMAIL: &str = "aws_dbe_b_email";

/// Puts so many customers into the table, without beacons.
async fn fill(client: &Client, count: u32) {
    let encryptor = ItemEncryptor::new(customers(keyring()));
    let mut items = Vec::new();
    for n in 0..count {
        let item = customer(&format!("c-{n}"), n, &format!("{}@example.com", n % 40));
        items.push(encryptor.encrypt_item(item).await.unwrap());
    }
    test_support::engine::put_all(client, &items).await;
}

/// Arguments with a configuration that declares a beacon of so many bits.
fn args(folder: &Folder, url: &str, bits: u8, words: &[&str]) -> Vec<String> {
    let mut args = configured(folder, &[&["beacons"], words, &["--endpoint-url", url]].concat());
    folder.file("beacons", [9; 32]);
    let text = std::fs::read_to_string(args.last().unwrap()).unwrap();
    let text = text
        + &format!(
            "[tables.Customers.search]\nkeys.single = {{ source = \"own\", id = \"customers\" }}\n\
             beacons = [{{ name = \"email\", bits = {bits} }}]\n\
             [beacon_keys.own.in_memory]\nkeys.customers = {{ file = \"beacons\", encoding = \"raw\" }}\n"
        );
    *args.last_mut().unwrap() = folder.file("search.toml", text);
    args
}

async fn stored(client: &Client) -> Vec<Item> {
    let mut items = client.scan().table_name("Customers").send().await.unwrap().items.unwrap();
    items.sort_by_key(|item| item["id"].as_s().unwrap().clone());
    items
}

#[track_caller]
fn totals(ran: &Ran) -> [u64; 4] {
    let all = ran.json().pop().unwrap_or_else(|| panic!("{ran:?}"));
    ["left", "replaced", "pending", "failed"].map(|name| all["totals"][name].as_u64().unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn beacons_are_backfilled_follow_a_change_of_length_and_are_verified() {
    let (url, client) = server().await;
    fill(&client, 30).await;
    let folder = Folder::new();
    let before = stored(&client).await;
    let dry = run_beside(args(&folder, &url, 12, &["backfill", "--json", "--list"])).await;
    assert_eq!((dry.exit, totals(&dry), dry.json().len()), (0, [0, 0, 30, 0], 31), "{dry:?}");
    assert_eq!((&dry.json()[0]["missing"][0], &dry.json()[30]["dry_run"]), (&EMAIL.into(), &true.into()));
    assert_eq!(stored(&client).await, before, "a dry run writes nothing");

    let verify = |bits: u8| run_beside(args(&folder, &url, bits, &["verify", "--json"]));
    assert_eq!(verify(12).await.exit, 1);
    let ran = run_beside(args(&folder, &url, 12, &["backfill", "--write", "--json"])).await;
    assert_eq!((ran.exit, totals(&ran)), (0, [0, 30, 0, 0]), "{ran:?}");
    let filled = stored(&client).await;
    let without = |items: &[Item]| {
        let without = |mut item: Item| {
            assert!(item.remove(EMAIL).is_some());
            item
        };
        items.iter().cloned().map(without).collect::<Vec<_>>()
    };
    assert_eq!(without(&filled), before, "nothing but beacons has changed");
    let again = run_beside(args(&folder, &url, 12, &["backfill", "--write", "--json"])).await;
    assert_eq!(totals(&again), [30, 0, 0, 0], "a second run writes nothing");
    let right = verify(12).await;
    assert_eq!((right.exit, totals(&right)), (0, [30, 0, 0, 0]), "{right:?}");

    // Another length, and somebody who has changed one.
    let wrong = verify(7).await;
    assert_eq!((wrong.exit, totals(&wrong)), (1, [0, 0, 30, 0]), "{wrong:?}");
    assert_eq!(wrong.json()[30]["tally"]["beacons"]["altered"], 30, "{wrong:?}");
    let ran = run_beside(args(&folder, &url, 7, &["backfill", "--write", "--json"])).await;
    assert_eq!((ran.exit, totals(&ran)), (0, [0, 30, 0, 0]), "{ran:?}");
    assert_eq!(without(&stored(&client).await), before);
    let mut changed = stored(&client).await.remove(4);
    changed.insert(EMAIL.to_owned(), s("zz"));
    test_support::engine::put_all(&client, &[changed.clone()]).await;
    let found = verify(7).await;
    assert_eq!((found.exit, &found.json()[0]["altered"][0]), (1, &EMAIL.into()), "{found:?}");
    let id = changed["id"].as_s().unwrap();
    assert_eq!(found.json()[0]["key"]["id"]["S"], Value::from(id.as_str()));
    let text = run_beside(args(&folder, &url, 7, &["verify"])).await;
    assert!(text.stdout.contains("altered aws_dbe_b_email\n29 items have the beacons"), "{text:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_damaged_item_is_named_and_does_not_stop_the_others() {
    let (url, client) = server().await;
    fill(&client, 10).await;
    let mut damaged = stored(&client).await.remove(0);
    damaged.insert("plan".to_owned(), s("platinum"));
    test_support::engine::put_all(&client, &[damaged.clone()]).await;
    let folder = Folder::new();
    for (verb, expected) in
        [(&["verify"][..], [0, 0, 9, 1]), (&["backfill", "--write"], [0, 9, 0, 1]), (&["verify"], [9, 0, 0, 1])]
    {
        let ran = run_beside(args(&folder, &url, 12, &[verb, &["--json"]].concat())).await;
        assert_eq!((ran.exit, totals(&ran)), (1, expected), "{ran:?}");
        assert!(ran.json().iter().any(|line| line["error"].is_string() && line["key"]["id"]["S"] == "c-0"));
    }
    assert_eq!(stored(&client).await[0], damaged);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_table_without_a_search_has_nothing_to_backfill() {
    let (url, _client) = server().await;
    let folder = Folder::new();
    for verb in ["backfill", "verify"] {
        let ran = run_beside(configured(&folder, &["beacons", verb, "--endpoint-url", &url])).await;
        ran.fails(3, "search");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn advice_is_given_on_what_is_there_and_shows_no_value() {
    let (url, client) = server().await;
    fill(&client, 400).await;
    let folder = Folder::new();
    // The table needs no search.
    let advise = |more: &[&str]| {
        run_beside(configured(&folder, &[&["beacons", "advise", "--endpoint-url", &url], more].concat()))
    };
    let ran = advise(&["--json"]).await;
    let lines = ran.json();
    assert_eq!((ran.exit, lines.len()), (0, 3), "{ran:?}");
    let attribute = |name: &str| lines.iter().find(|line| line["attribute"] == name).unwrap().clone();
    let (email, notes) = (attribute("email"), attribute("notes"));
    assert_eq!((&email["items"], &email["values"]), (&400.0.into(), &40.0.into()), "{email}");
    assert!(
        email["predictions"].as_array().unwrap().len() > 5 && email["recommendation"]["bits"].is_u64(),
        "{email}"
    );
    assert!(notes["recommendation"]["against"].as_str().unwrap().contains("only 1 different value"), "{notes}");
    assert_eq!((&lines[2]["items"], &lines[2]["failed"]), (&400.into(), &0.into()));
    let strict = advise(&["email", "--json", "--max-in-vain", "1"]).await;
    assert!(strict.json()[0]["recommendation"]["against"].is_string(), "{strict:?}");
    let text = advise(&["email"]).await;
    assert!(
        text.stdout.contains("400 items with 40 different values") && text.stdout.contains("<- recommended")
    );
    for ran in [&ran, &text] {
        assert!(!ran.stdout.contains("@example") && !ran.stdout.contains("secret"), "{ran:?}");
    }
    let sample = advise(&["email", "--sample", "100", "--parallel", "1", "--json"]).await;
    let seen = sample.json()[1]["items"].as_u64().unwrap();
    assert!((100..400).contains(&seen), "{sample:?}");
    for (wrong, part) in [("plan", "does not encrypt"), ("nothing", "does not encrypt")] {
        advise(&[wrong]).await.fails(2, part);
    }
}
