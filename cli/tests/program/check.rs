//! `check`.

use serde_json::json;

use crate::run::{Folder, configured, run, run_beside, server, words};

#[tokio::test(flavor = "multi_thread")]
async fn a_configuration_that_fits_its_table_is_told_from_one_that_does_not() {
    let (url, _client) = server().await;
    let folder = Folder::new();
    let check = |extra: &[&str]| {
        let args = configured(&folder, &[&["check", "--endpoint-url", &url], extra].concat());
        run_beside(args)
    };
    // The index `keys-by-plan` does not project all.
    let ran = check(&["--json"]).await;
    let found = &ran.json()[0];
    assert_eq!(
        (found["table"].as_str(), found["findings"].as_array().unwrap().len()),
        (Some("Customers"), 1),
        "{ran:?}"
    );
    let text = configured(&folder, &[]);
    let path = text.last().unwrap();
    let changed =
        std::fs::read_to_string(path).unwrap().replace("sort_key = \"created\"", "sort_key = \"since\"");
    let other = folder.file("other.toml", changed);
    let ran = run_beside(words(&["check", "--json", "--endpoint-url", &url, "--config", &other])).await;
    assert_eq!(ran.exit, 1, "{ran:?}");
    let severities = ran.json()[0]["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|found| found["severity"].clone())
        .collect::<Vec<_>>();
    assert!(severities.contains(&json!("error")), "{ran:?}");
    let missing = folder.file(
        "missing.toml",
        std::fs::read_to_string(path).unwrap().replace("tables.Customers", "tables.Nothing"),
    );
    let ran = run_beside(words(&["check", "--endpoint-url", &url, "--config", &missing])).await;
    assert!(ran.exit == 1 && ran.stdout.contains("'Nothing'"), "{ran:?}");
}

#[test]
fn what_cannot_be_checked_has_a_code_of_its_own() {
    let folder = Folder::new();
    let ran = run(configured(&folder, &["check", "--endpoint-url", "http://127.0.0.1:9"]));
    assert_eq!(ran.exit, 6, "{ran:?}");
    let server = test_support::http::Server::start(move |_| {
        Some(test_support::http::Response {
            status: 400,
            headers: [("content-type".into(), "application/x-amz-json-1.0".into())].into(),
            body: br#"{"__type":"com.amazon#AccessDeniedException","message":"no"}"#.to_vec(),
        })
    });
    let url = format!("http://{}", server.address());
    let ran = run(configured(&folder, &["check", "--endpoint-url", &url]));
    assert!(ran.exit == 5 && ran.stdout.contains("AccessDeniedException"), "{ran:?}");
}

#[test]
fn a_wrong_configuration_is_named_with_file_and_line() {
    let folder = Folder::new();
    let check = |name: &str, text: &str| run(["check", "--config", &folder.file(name, text)]);
    check("bad.toml", "[tables.T]\npartition_key = 'id'\nencrpt = ['a']\n").fails(3, "bad.toml', line 3");
    check("bad.json", "{\"tables\": [").fails(3, "bad.json', line 1");
    check("empty.toml", "").fails(3, "the configuration has no tables");
    run(["check", "--config", "/nowhere/x.toml"]).fails(3, "'/nowhere/x.toml'");
    run(configured(&folder, &["check", "--table", "Other"])).fails(2, "the configuration has no table 'Other'");
    let key = configured(&folder, &["verify", "/dev/null"]);
    std::fs::remove_file(folder.path("key")).unwrap();
    run(key).fails(3, "the key file");
}
