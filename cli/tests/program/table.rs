//! Verbs that walk over a table.

use aws_sdk_dynamodb::Client;
use dynamodb_item_encryptor::{Item, ItemEncryptor};
use serde_json::Value;
use test_support::{customer, customers, keyring, s};

use crate::run::{Folder, Ran, configured, run_beside, server};

/// Puts sealed customers into the table, the last of them damaged.
async fn fill(client: &Client, count: u32) {
    let encryptor = ItemEncryptor::new(customers(keyring()));
    let mut items: Vec<Item> = Vec::new();
    for n in 0..count {
        items.push(encryptor.encrypt_item(customer(&format!("c-{n}"), n, "a@example.com")).await.unwrap());
    }
    items.last_mut().unwrap().insert("plan".to_owned(), s("platinum"));
    test_support::engine::put_all(client, &items).await;
}

/// The object that ends the output.
#[track_caller]
fn summary(ran: &Ran) -> Value {
    ran.json().pop().unwrap_or_else(|| panic!("{ran:?}"))
}

#[tokio::test(flavor = "multi_thread")]
async fn every_item_of_a_table_that_does_not_verify_is_named_by_its_key() {
    let (url, client) = server().await;
    fill(&client, 30).await;
    let folder = Folder::new();
    let args = configured(&folder, &["verify", "--json", "--endpoint-url", &url]);
    let ran = run_beside(args).await;
    assert_eq!(ran.exit, 1, "{ran:?}");
    let lines = ran.json();
    assert_eq!(lines.len(), 2, "{ran:?}");
    assert_eq!(lines[0]["key"]["id"]["S"], "c-29");
    assert!(lines[0]["error"].as_str().unwrap().contains("failed verification"), "{ran:?}");
    assert_eq!((&lines[1]["totals"]["seen"], &lines[1]["totals"]["failed"]), (&30.into(), &1.into()));
    let text = run_beside(configured(&folder, &["verify", "--endpoint-url", &url])).await;
    assert!(text.stdout.ends_with("29 items verified, 0 are plaintext, 1 do not verify\n"), "{text:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn workers_share_a_table_without_leaving_an_item_out() {
    let (url, client) = server().await;
    fill(&client, 60).await;
    let folder = Folder::new();
    let mut seen = 0;
    for part in ["0/3", "1/3", "2/3"] {
        let args = ["verify", "--json", "--endpoint-url", &url, "--segment", part, "--parallel", "2"];
        let ran = run_beside(configured(&folder, &args)).await;
        seen += summary(&ran)["totals"]["seen"].as_u64().unwrap();
    }
    assert_eq!(seen, 60);
    let args = configured(&folder, &["verify", "--endpoint-url", &url, "--segment", "3/3"]);
    assert_eq!(run_beside(args).await.exit, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_walk_that_has_come_to_its_end_is_not_begun_again_by_itself() {
    let (url, client) = server().await;
    fill(&client, 20).await;
    let folder = Folder::new();
    let checkpoint = folder.path("walk.checkpoint");
    for place in [["--checkpoint", &checkpoint], ["--checkpoint-table", "Walks/verify"]] {
        let args = |more: &[&str]| {
            let args = [&["verify", "--json", "--endpoint-url", &url], &place[..], more].concat();
            configured(&folder, &args)
        };
        let first = run_beside(args(&[])).await;
        assert_eq!(summary(&first)["totals"]["seen"], 20, "{first:?}");
        let again = run_beside(args(&[])).await;
        assert_eq!(
            (again.json().len(), &summary(&again)["totals"]["seen"]),
            (1, &Value::from(20)),
            "{again:?}"
        );
        assert!(again.stderr.contains("nothing was read now; --anew"), "{again:?}");
        assert!(first.stderr.is_empty(), "{first:?}");
        let anew = run_beside(args(&["--anew"])).await;
        assert_eq!(anew.json().len(), 2, "{anew:?}");
    }
    let wrong = folder.file("wrong", "not a checkpoint");
    let args = configured(&folder, &["verify", "--endpoint-url", &url, "--checkpoint", &wrong]);
    let ran = run_beside(args).await;
    assert_eq!((ran.exit, ran.stderr.lines().count()), (4, 1), "{ran:?}");
    let nowhere = configured(&folder, &["verify", "--endpoint-url", &url, "--checkpoint", "/nowhere/walk"]);
    assert_eq!(run_beside(nowhere).await.exit, 4);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_table_that_cannot_be_read_is_a_sentence() {
    let folder = Folder::new();
    let nobody = configured(&folder, &["verify", "--endpoint-url", "http://127.0.0.1:9", "--parallel", "1"]);
    // Not for as long as somebody who has time would wait.
    let nobody = [nobody, vec!["--patience".to_owned(), "0".to_owned()]].concat();
    let ran = run_beside(nobody).await;
    assert_eq!((ran.exit, ran.stderr.lines().count()), (6, 1), "{ran:?}");
    let (url, client) = server().await;
    client.delete_table().table_name("Customers").send().await.unwrap();
    let ran = run_beside(configured(&folder, &["verify", "--endpoint-url", &url])).await;
    ran.fails(5, "there is no table 'Customers'");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_survey_counts_what_is_there_and_names_what_is_damaged() {
    let (url, client) = server().await;
    fill(&client, 20).await;
    let hostile = "<script>\u{1b}[2J";
    let mut plain = customer("plain", 1, "a@example.com");
    plain.insert(format!(":{hostile}"), s("x"));
    let mut cut = ItemEncryptor::new(customers(keyring())).encrypt_item(customer("cut", 1, "a")).await.unwrap();
    cut.remove("aws_dbe_foot");
    test_support::engine::put_all(&client, &[plain, cut]).await;
    let folder = Folder::new();
    let page = folder.path("survey.html");
    let survey = |more: &[&str]| {
        run_beside(configured(&folder, &[&["survey", "--json", "--endpoint-url", &url], more].concat()))
    };
    // No key is needed.
    let without = configured(&folder, &["survey", "--json", "--endpoint-url", &url, "--html", &page]);
    std::fs::remove_file(folder.path("key")).unwrap();
    let ran = run_beside(without).await;
    let all = summary(&ran);
    assert_eq!(ran.exit, 1, "{ran:?}");
    let count = |all: &Value, group: &str, name: &str| all["tally"][group][name].as_u64().unwrap_or_default();
    for (group, name, expected) in [
        ("format", "current", 20),
        ("format", "plaintext", 1),
        ("key", "tests 'key'", 20),
        ("attribute", "email: ENCRYPT_AND_SIGN", 20),
        ("attribute", "email: plaintext", 1),
        ("attribute", "plan: SIGN_ONLY", 20),
        ("header version", "1", 20),
        ("size", "up to 1 KB", 21),
    ] {
        assert_eq!(count(&all, group, name), expected, "{group} {name}: {all}");
    }
    assert_eq!(
        (&all["totals"]["failed"], &ran.json()[0]["key"]["id"]["S"]),
        (&1.into(), &"cut".into()),
        "{ran:?}"
    );
    let html = std::fs::read_to_string(&page).unwrap();
    assert!(
        html.contains("email: ENCRYPT_AND_SIGN")
            && html.contains("damaged or unreadable</td>")
            && html.contains("cut")
            && html.contains("&lt;script&gt;"),
        "{html}"
    );
    assert!(!html.contains("<script") && !html.contains('\u{1b}'), "{html}");

    let ran = survey(&["--verify"]).await;
    let all = summary(&ran);
    // This configuration does not read plaintext.
    assert_eq!((count(&all, "format", "current"), &all["totals"]["failed"]), (19, &3.into()), "{all}");
    assert_eq!(ran.json().len(), 4, "{ran:?}");
    let text = run_beside(configured(&folder, &["survey", "--endpoint-url", &url])).await;
    assert!(text.stdout.contains("table 'Customers': 22 items"), "{text:?}");
    assert!(!text.stdout.contains('\u{1b}'), "{text:?}");
    let nowhere = survey(&["--html", "/nowhere/page.html"]).await;
    nowhere.fails(4, "cannot write '/nowhere/page.html'");
}
