//! `converge`.

use aws_sdk_dynamodb::Client;
use dynamodb_item_encryptor::{AlgorithmSuite, Item, ItemEncryptor, RawAesKeyring};
use test_support::{customer, customers, customers_builder, keyring, s};

use crate::run::{Folder, Ran, configured, run_beside, server};

/// What the table holds: plaintext, items under another key and another suite, right ones, and a damaged one.
async fn mixed(client: &Client) -> Vec<Item> {
    let other = RawAesKeyring::new("tests", "other", &[9; 32]).unwrap();
    let (right, other) = (ItemEncryptor::new(customers(keyring())), ItemEncryptor::new(customers(other)));
    let signed = customers_builder(keyring()).suite(AlgorithmSuite::HmacSha384EcdsaP384).build().unwrap();
    let signed = ItemEncryptor::new(signed);
    let mut items = Vec::new();
    for n in 0..20 {
        let item = customer(&format!("c-{n}"), n, &format!("{n}@example.com"));
        items.push(match n % 4 {
            0 => item,
            1 => other.encrypt_item(item).await.unwrap(),
            2 => signed.encrypt_item(item).await.unwrap(),
            _ => right.encrypt_item(item).await.unwrap(),
        });
    }
    items[19].insert("plan".to_owned(), s("platinum"));
    test_support::engine::put_all(client, &items).await;
    items
}

async fn stored(client: &Client, n: u32) -> Item {
    let key = customer(&format!("c-{n}"), n, "");
    let get = client.get_item().table_name("Customers").consistent_read(true);
    let get = get.key("id", key["id"].clone()).key("created", key["created"].clone());
    get.send().await.unwrap().item.unwrap()
}

/// Arguments with a configuration that reads all of it.
fn args(folder: &Folder, url: &str, more: &[&str]) -> Vec<String> {
    let mut args = configured(folder, &[&["converge", "--json", "--endpoint-url", url], more].concat());
    folder.file("other", [9; 32]);
    let config = args.last().unwrap();
    let text = std::fs::read_to_string(config).unwrap();
    let text = text
        .replace("keyring = \"main\"", "keyring = \"both\"\nplaintext_policy = \"forbid_write_allow_read\"")
        + "[keyrings.both.multi]\nkeyrings = [\"main\"]\nto_read = [\"other\"]\n\
           [keyrings.other.raw_aes]\nnamespace = \"tests\"\nname = \"other\"\n\
           key = { file = \"other\", encoding = \"raw\" }\n";
    *args.last_mut().unwrap() = folder.file("both.toml", text);
    args
}

#[track_caller]
fn totals(ran: &Ran) -> [u64; 5] {
    let all = ran.json().pop().unwrap_or_else(|| panic!("{ran:?}"));
    ["seen", "left", "replaced", "pending", "failed"].map(|name| all["totals"][name].as_u64().unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn every_item_ends_as_the_configuration_says_and_a_second_run_writes_nothing() {
    let (url, client) = server().await;
    let before = mixed(&client).await;
    let folder = Folder::new();
    let dry = run_beside(args(&folder, &url, &["--list"])).await;
    assert_eq!((dry.exit, totals(&dry)), (1, [20, 4, 0, 15, 1]), "{dry:?}");
    let lines = dry.json();
    assert_eq!(lines.len(), 17, "{dry:?}");
    assert_eq!(lines[16]["dry_run"], true);
    assert_eq!(lines[16]["tally"]["difference"]["plaintext"], 5, "{dry:?}");
    for (n, item) in (0..).zip(&before) {
        assert_eq!(&stored(&client, n).await, item, "a dry run writes nothing");
    }

    let ran = run_beside(args(&folder, &url, &["--write"])).await;
    assert_eq!((ran.exit, totals(&ran)), (1, [20, 4, 15, 0, 1]), "{ran:?}");
    assert_eq!(ran.json()[0]["key"]["id"]["S"], "c-19", "{ran:?}");
    let right = ItemEncryptor::new(customers(keyring()));
    for n in 0..19 {
        let opened = right.decrypt_item(stored(&client, n).await).await.unwrap();
        assert_eq!(opened.item, customer(&format!("c-{n}"), n, &format!("{n}@example.com")));
        assert_eq!(opened.header.unwrap().suite, AlgorithmSuite::HmacSha384);
    }
    assert_eq!(stored(&client, 19).await, before[19], "a damaged item is untouched");

    let again = run_beside(args(&folder, &url, &["--write"])).await;
    assert_eq!((again.exit, totals(&again)), (1, [20, 19, 0, 0, 1]), "{again:?}");
    let fresh = run_beside(args(&folder, &url, &["--write", "--fresh-data-keys"])).await;
    assert_eq!(totals(&fresh), [20, 0, 19, 0, 1], "{fresh:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_present_configuration_cannot_read_is_read_with_a_former_one() {
    let (url, client) = server().await;
    let other = RawAesKeyring::new("tests", "other", &[9; 32]).unwrap();
    let item = ItemEncryptor::new(customers(other)).encrypt_item(customer("c-0", 0, "a")).await.unwrap();
    test_support::engine::put_all(&client, &[item]).await;
    let folder = Folder::new();
    let converge = |more: &[&str]| {
        run_beside(configured(
            &folder,
            &[&["converge", "--write", "--json", "--endpoint-url", &url], more].concat(),
        ))
    };
    assert_eq!(totals(&converge(&[]).await), [1, 0, 0, 0, 1]);
    let both = args(&folder, &url, &[]);
    let ran = converge(&["--formerly", both.last().unwrap()]).await;
    assert_eq!((ran.exit, totals(&ran)), (0, [1, 0, 1, 0, 0]), "{ran:?}");
    converge(&["--formerly", "/nowhere/tables.toml"]).await.fails(3, "'/nowhere/tables.toml'");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_run_for_people_says_what_it_would_cost() {
    let (url, client) = server().await;
    mixed(&client).await;
    let folder = Folder::new();
    let run = |more: &[&str], json: bool| {
        let mut args = args(&folder, &url, more);
        args.retain(|word| json || word != "--json");
        run_beside(args)
    };
    let paced = run(&["--write-units", "2"], false).await;
    for part in [
        "20 items",
        "15  to be replaced",
        "1  failed",
        "nothing was written now",
        "at 2 write units a second, that takes this worker at least 8 s",
    ] {
        assert!(paced.stdout.contains(part), "{part}: {paced:?}");
    }
    // A worker keeps to its part of the pace. The slower of the two says how long it takes.
    let part = ["--segment", "0/1", "--read-units", "1000000", "--write-units", "7"];
    let both = run(&part, true).await.json().pop().unwrap();
    assert_eq!(both["totals"]["pending_write_units"], 15, "{both}");
    assert_eq!(both["seconds_at_pace"], 3, "{both}");
    let unpaced = run(&[], false).await;
    assert!(!unpaced.stdout.contains(" a second"), "{unpaced:?}");
    assert_eq!(run(&[], true).await.json().pop().unwrap().get("seconds_at_pace"), None);
    let written = run(&["--write", "--write-units", "1000"], true).await.json().pop().unwrap();
    assert_eq!(written.get("seconds_at_pace"), None, "it is over: {written}");
}

#[tokio::test(flavor = "multi_thread")]
async fn data_keys_are_wrapped_anew_and_values_stay() {
    let (url, client) = server().await;
    let before = mixed(&client).await;
    let folder = Folder::new();
    let rewrap = |more: &[&str]| {
        let mut args = args(&folder, &url, more);
        args[0] = "rewrap".to_owned();
        run_beside(args)
    };
    let dry = rewrap(&[]).await;
    assert_eq!((dry.exit, totals(&dry)), (0, [20, 15, 0, 5, 0]), "{dry:?}");
    assert_eq!(stored(&client, 1).await, before[1], "a dry run writes nothing");
    let ran = rewrap(&["--write"]).await;
    assert_eq!((ran.exit, totals(&ran)), (0, [20, 15, 5, 0, 0]), "{ran:?}");
    let right = ItemEncryptor::new(customers(keyring()));
    for n in [1, 5, 9, 13, 17] {
        let now = stored(&client, n).await;
        assert_eq!(now["email"], before[n as usize]["email"], "its ciphertext stays");
        let opened = right.decrypt_item(now).await.unwrap().item;
        assert_eq!(opened, customer(&format!("c-{n}"), n, &format!("{n}@example.com")));
    }
    assert_eq!(totals(&rewrap(&["--write"]).await), [20, 20, 0, 0, 0]);
}
