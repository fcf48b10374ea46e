//! What each verb makes of what goes wrong around it: a sentence that says what and what to do, an exit code, and nothing left
//! behind.

use std::fs::OpenOptions;
use std::process::Stdio;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use aws_sdk_dynamodb::Client;
use dynamodb_item_encryptor::{Item, ItemEncryptor};
use futures_util::future::join_all;
use test_support::http::{Response, Server};
use test_support::kms::Kms;
use test_support::{customer, customers, keyring};

use crate::run::{Folder, Ran, configured, line, program, server};

/// What a verb needs, and what can go wrong with it therefore.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Need {
    /// A configuration file with the table.
    Configuration,
    /// The key of the table.
    Key,
    /// The table in DynamoDB.
    Table,
    /// It walks over the table.
    Walk,
    /// A file of items.
    Items,
    /// A key store in DynamoDB.
    Store,
}
use Need::{Configuration, Items, Key, Store, Table, Walk};

/// A verb with its own arguments, and what it needs. `ITEMS` and `ARN` stand for a file and a key.
const VERBS: &[(&[&str], &[Need])] = &[
    (&["inspect", "ITEMS"], &[Configuration, Key, Items]),
    (&["inspect", "--key", r#"{"id":{"S":"c-0"},"created":{"N":"0"}}"#], &[Configuration, Key, Table]),
    (&["open", "ITEMS"], &[Configuration, Key, Items]),
    (&["verify", "ITEMS"], &[Configuration, Key, Items]),
    (&["verify"], &[Configuration, Key, Table, Walk]),
    (&["survey"], &[Configuration, Table, Walk]),
    (&["survey", "--verify"], &[Configuration, Key, Table, Walk]),
    (&["converge"], &[Configuration, Key, Table, Walk]),
    (&["converge", "--write"], &[Configuration, Key, Table, Walk]),
    (&["rewrap"], &[Configuration, Key, Table, Walk]),
    (&["rewrap", "--write"], &[Configuration, Key, Table, Walk]),
    (&["beacons", "backfill"], &[Configuration, Key, Table, Walk]),
    (&["beacons", "backfill", "--write"], &[Configuration, Key, Table, Walk]),
    (&["beacons", "verify"], &[Configuration, Key, Table, Walk]),
    (&["beacons", "advise"], &[Configuration, Key, Table]),
    (&["check"], &[Configuration, Table]),
    (&["policy", "identity", "--role", "reader", "--account", "111122223333"], &[Configuration]),
    (&["key-store", "create"], &[Store]),
    (&["key-store", "create-key", "--kms-key", "ARN"], &[Store]),
    (&["key-store", "version-key", "key-1", "--kms-key", "ARN"], &[Store]),
    (&["key-store", "list"], &[Store]),
    (&["key-store", "show", "key-1"], &[Store]),
    (&["completions", "bash"], &[]),
    (&["man"], &[]),
    (&["--help"], &[]),
];

/// A world in which all is well.
struct World {
    folder: Folder,
    url: String,
    client: Client,
    kms: Kms,
    arn: String,
    items: String,
    config: String,
    before: Vec<Item>,
    /// What did not end as it should.
    wrong: Mutex<Vec<String>>,
}

impl World {
    async fn new() -> Self {
        let (url, client) = server().await;
        let encryptor = ItemEncryptor::new(customers(keyring()));
        let mut items = Vec::new();
        for n in 0..5 {
            items.push(encryptor.encrypt_item(customer(&format!("c-{n}"), n, "a@example.com")).await.unwrap());
        }
        test_support::engine::put_all(&client, &items).await;
        let folder = Folder::new();
        let lines: String = items.iter().map(|item| line(item) + "\n").collect();
        let kms = Kms::start();
        let arn = kms.create_key();
        let items = folder.file("items.jsonl", lines);
        let config = configured(&folder, &[]).pop().unwrap();
        // The key is another one from now on, so that all that can be written is.
        let text = std::fs::read_to_string(&config).unwrap();
        let text = text.replace("suite = \"hmac_sha384\"", "suite = \"hmac_sha384_ecdsa_p384\"")
            + "[tables.Customers.search]\nkeys.single = { source = \"own\", id = \"customers\" }\n\
               beacons = [{ name = \"email\", bits = 12 }]\n\
               [beacon_keys.own.in_memory]\nkeys.customers = { file = \"key\", encoding = \"raw\" }\n";
        folder.file("tables.toml", text);
        let before = stored(&client).await;
        let world = World { folder, url, client, kms, arn, items, config, before, wrong: Mutex::default() };
        for args in [&["create"][..], &["create-key", "--id", "key-1", "--context", "a=b", "--kms-key", "ARN"]]
        {
            let ran = world.run(&[&["key-store"], args].concat(), &[Store], |_| {}).await;
            assert_eq!(ran.exit, 0, "{ran:?}");
        }
        world
    }

    fn args(&self, verb: &[&str], needs: &[Need]) -> Vec<String> {
        let mut args: Vec<_> = verb
            .iter()
            .map(|word| match *word {
                "ITEMS" => self.items.clone(),
                "ARN" => self.arn.clone(),
                word => word.to_owned(),
            })
            .collect();
        let mut add = |words: &[&str]| args.extend(words.iter().map(|word| (*word).to_owned()));
        if needs.contains(&Configuration) {
            add(&["--config", &self.config]);
        }
        if needs.contains(&Table) || needs.contains(&Store) {
            add(&["--endpoint-url", &self.url]);
        }
        if needs.contains(&Walk) || verb.contains(&"advise") {
            add(&["--patience", "0"]);
        }
        if needs.contains(&Store) {
            add(&["--key-store", "Keys"]);
        }
        args
    }

    /// Runs a verb after `change` has spoilt something.
    async fn run(&self, verb: &[&str], needs: &[Need], change: impl FnOnce(&mut Spoilt)) -> Ran {
        let mut spoilt = Spoilt {
            args: self.args(verb, needs),
            variables: vec![("AWS_ENDPOINT_URL_KMS", self.kms.url().to_owned())],
            removed: Vec::new(),
            stdout: None,
        };
        change(&mut spoilt);
        let mut command = program(&spoilt.args);
        for (name, value) in spoilt.variables {
            command.env(name, value);
        }
        for name in spoilt.removed {
            command.env_remove(name);
        }
        command.stdout(spoilt.stdout.unwrap_or_else(Stdio::piped)).stderr(Stdio::piped());
        tokio::task::spawn_blocking(move || Ran::of(command.spawn().unwrap().wait_with_output().unwrap()))
            .await
            .unwrap()
    }

    /// Runs every verb that needs what is spoilt. Each must end with the exit code, one sentence with all `parts`, and nothing left
    /// behind.
    async fn each(
        &self,
        fault: &str,
        (exit, parts): (i32, &[&str]),
        concerns: impl Fn(&[Need]) -> bool,
        change: impl Fn(&mut Spoilt),
    ) {
        let files = self.names();
        let mut wrong = Vec::new();
        // Of a verb that writes, the runs that do not would show nothing more.
        let writes = |verb: &[&str]| VERBS.iter().any(|(other, _)| *other == [verb, &["--write"]].concat());
        let concerned = VERBS.iter().filter(|(verb, needs)| concerns(needs) && !writes(verb));
        let change = &change;
        let runs = concerned.map(|(verb, needs)| async move { (verb, self.run(verb, needs, change).await) });
        for (verb, ran) in join_all(runs).await {
            let said = &ran.stderr;
            let is_sentence = said.lines().count() == 1 && said.starts_with("item-encryptor: ");
            if ran.exit != exit || !is_sentence || !parts.iter().all(|part| said.contains(part)) {
                wrong.push(format!("{verb:?}: {}, {said:?}", ran.exit));
            }
        }
        if self.names() != files {
            wrong.push(format!("there is {:?} now", self.folder.names()));
        }
        if stored(&self.client).await != self.before {
            wrong.push("something was written".to_owned());
        }
        if !wrong.is_empty() {
            let wrong = format!("{fault}, expected {exit} with {parts:?}:\n{}", wrong.join("\n"));
            self.wrong.lock().unwrap().push(wrong);
        }
    }

    /// The files that there are, without those whose lock keeps two walks from one checkpoint.
    fn names(&self) -> Vec<String> {
        self.folder.names().into_iter().filter(|name| !name.ends_with(".lock")).collect()
    }

    #[track_caller]
    fn ends_well(&self) {
        let wrong = self.wrong.lock().unwrap();
        assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    }
}

/// A run in which something is wrong.
struct Spoilt {
    args: Vec<String>,
    variables: Vec<(&'static str, String)>,
    removed: Vec<&'static str>,
    stdout: Option<Stdio>,
}

impl Spoilt {
    /// Replaces the value of a flag, or adds it.
    fn set(&mut self, flag: &str, value: &str) {
        match self.args.iter().position(|word| word == flag) {
            Some(at) => value.clone_into(&mut self.args[at + 1]),
            None => self.args.extend([flag.to_owned(), value.to_owned()]),
        }
    }

    fn replace(&mut self, old: &str, new: &str) {
        self.args.iter_mut().filter(|word| *word == old).for_each(|word| new.clone_into(word));
    }
}

async fn stored(client: &Client) -> Vec<Item> {
    let mut items = client.scan().table_name("Customers").send().await.unwrap().items.unwrap();
    items.sort_by_key(|item| item["id"].as_s().unwrap().clone());
    items
}

/// A server that refuses everything with this code.
fn refusing(code: &'static str) -> (Server, String) {
    let server = Server::start(move |_| {
        Some(Response {
            status: 400,
            headers: [("content-type".into(), "application/x-amz-json-1.0".into())].into(),
            body: format!("{{\"__type\":\"com.amazon#{code}\",\"message\":\"no\"}}").into_bytes(),
        })
    });
    let url = format!("http://{}", server.address());
    (server, url)
}

fn needs(need: Need) -> impl Fn(&[Need]) -> bool {
    move |needs| needs.contains(&need)
}

fn asks_dynamodb(needs: &[Need]) -> bool {
    needs.contains(&Table) || needs.contains(&Store)
}

#[tokio::test(flavor = "multi_thread")]
async fn every_verb_is_in_the_table_of_faults() {
    let help = crate::run::run(["--help"]).stdout;
    let verbs = help.split_once("Commands:\n").unwrap().1.lines().take_while(|line| !line.is_empty());
    let verbs =
        verbs.filter(|line| !line.starts_with("   ")).map(|line| line.split_whitespace().next().unwrap());
    for verb in verbs {
        assert!(VERBS.iter().any(|(words, _)| words[0] == verb), "{verb}");
    }
    let world = World::new().await;
    for (verb, needs) in VERBS.iter().filter(|(verb, _)| !verb.contains(&"--write")) {
        let ran = world.run(verb, needs, |_| {}).await;
        // What they find is another matter.
        let is_quiet = ran.stderr.is_empty() || (verb[0] == "open" && ran.stderr == "5 opened, 0 unreadable\n");
        assert!([0, 1].contains(&ran.exit) && is_quiet, "{verb:?}: {ran:?}");
    }
    assert_eq!(stored(&world.client).await, world.before);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_with_configuration_and_files_is_said_by_every_verb() {
    let world = World::new().await;
    let with_config = |path: String| move |spoilt: &mut Spoilt| spoilt.set("--config", &path);
    let nowhere = with_config("/nowhere/tables.toml".to_owned());
    world
        .each(
            "no configuration",
            (3, &["'/nowhere/tables.toml'", "o such file"]),
            needs(Configuration),
            nowhere,
        )
        .await;
    let folder = with_config(world.folder.inside("folder.toml").0.to_str().unwrap().to_owned());
    world
        .each("a folder as configuration", (3, &["folder.toml", "irectory"]), needs(Configuration), folder)
        .await;
    let bad = with_config(
        world.folder.file("bad.toml", "[tables.Customers]\npartition_key = 'id'\nencrpt = ['a']\n"),
    );
    world.each("bad TOML", (3, &["bad.toml', line 3", "encrpt"]), needs(Configuration), bad).await;
    let not_text = with_config(world.folder.file("binary.toml", [0xff, 0xfe, 0x00]));
    world.each("no text", (3, &["binary.toml"]), needs(Configuration), not_text).await;
    let other = |spoilt: &mut Spoilt| spoilt.set("--table", "Other");
    // Items in a file may be of any table.
    world
        .each("no such table", (2, &["no table 'Other'", "it has Customers"]), needs(Configuration), other)
        .await;

    let missing = |spoilt: &mut Spoilt| spoilt.replace(&world.items, "/nowhere/items");
    world.each("no items", (4, &["cannot read '/nowhere/items'", "o such file"]), needs(Items), missing).await;

    let checkpoint = |path: String| move |spoilt: &mut Spoilt| spoilt.set("--checkpoint", &path);
    // The verbs run side by side, and none of them finds its checkpoint in use.
    let one_each = |paths: Vec<String>| {
        let next = AtomicUsize::new(0);
        move |spoilt: &mut Spoilt| spoilt.set("--checkpoint", &paths[next.fetch_add(1, Ordering::Relaxed)])
    };
    let of_each = |make: &dyn Fn(String) -> String| {
        one_each((0..VERBS.len()).map(|number| make(number.to_string())).collect())
    };
    let broken = of_each(&|number| world.folder.file(&format!("broken-{number}"), "not a checkpoint"));
    world.each("a broken checkpoint", (4, &["broken", "checkpoint"]), needs(Walk), broken).await;
    let nowhere = checkpoint("/nowhere/checkpoint".to_owned());
    world.each("no place for a checkpoint", (4, &["/nowhere"]), needs(Walk), nowhere).await;
    let folder = of_each(&|number| {
        let path = world.folder.path(&format!("folder-{number}"));
        std::fs::create_dir(&path).unwrap();
        path
    });
    world.each("a folder as checkpoint", (4, &["irectory"]), needs(Walk), folder).await;

    std::fs::remove_file(world.folder.path("key")).unwrap();
    world.each("no key", (3, &["key file", "key'"]), needs(Key), |_| {}).await;
    world.folder.file("key", [1; 7]);
    world.each("a key of a wrong length", (3, &["key"]), needs(Key), |_| {}).await;
    world.ends_well();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_with_aws_is_said_by_every_verb() {
    let world = World::new().await;
    let at = |url: String| move |spoilt: &mut Spoilt| spoilt.set("--endpoint-url", &url);
    let nobody = at("http://127.0.0.1:9".to_owned());
    world.each("no network", (6, &["network"]), asks_dynamodb, nobody).await;
    for (code, exit, advice) in [
        ("AccessDeniedException", 5, "permission"),
        ("ProvisionedThroughputExceededException", 6, "later"),
        ("UnrecognizedClientException", 5, "credentials"),
    ] {
        let (_server, url) = refusing(code);
        world.each(code, (exit, &[advice]), asks_dynamodb, at(url)).await;
    }
    world
        .each("no credentials", (5, &["credentials"]), asks_dynamodb, |spoilt| {
            spoilt.removed.extend(["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"]);
        })
        .await;
    world
        .each("no region", (5, &["--region"]), asks_dynamodb, |spoilt| spoilt.removed.push("AWS_REGION"))
        .await;
    world.ends_well();

    world.client.delete_table().table_name("Customers").send().await.unwrap();
    let gone = at(world.url.clone());
    let files = world.folder.names();
    for (verb, needs) in VERBS.iter().filter(|(_, needs)| needs.contains(&Table)) {
        let ran = world.run(verb, needs, &gone).await;
        let (exit, said) = if verb[0] == "check" { (1, &ran.stdout) } else { (5, &ran.stderr) };
        assert!(
            ran.exit == exit && said.contains("'Customers'") && said.lines().count() == 1,
            "{verb:?}: {ran:?}"
        );
    }
    assert_eq!(world.folder.names(), files);
    for (verb, needs) in VERBS.iter().filter(|(verb, needs)| needs.contains(&Store) && verb[1] != "create") {
        let ran = world.run(verb, needs, |spoilt| spoilt.set("--key-store", "Nothing")).await;
        assert!(
            ran.exit == 5 && ran.stderr.contains("Nothing") && ran.stderr.lines().count() == 1,
            "{verb:?}: {ran:?}"
        );
    }
    let (_server, url) = refusing("AccessDeniedException");
    for (kms, exit, part) in [(url, 5, "permission"), ("http://127.0.0.1:9".to_owned(), 6, "network")] {
        for verb in VERBS.iter().filter(|(verb, _)| verb.contains(&"ARN")) {
            let ran = world
                .run(verb.0, verb.1, |spoilt| spoilt.variables = vec![("AWS_ENDPOINT_URL_KMS", kms.clone())])
                .await;
            assert!(ran.exit == exit && ran.stderr.contains(part), "{verb:?}: {ran:?}");
        }
    }
}

#[cfg(target_os = "linux")]
#[tokio::test(flavor = "multi_thread")]
async fn output_that_cannot_be_written_is_said_by_every_verb() {
    let world = World::new().await;
    let is_dry = |verb: &[&str]| {
        !verb.contains(&"--write") && !["create-key", "version-key"].iter().any(|word| verb.contains(word))
    };
    let files = world.folder.names();
    for (verb, needs) in VERBS.iter().filter(|(verb, _)| is_dry(verb)) {
        let full = OpenOptions::new().write(true).open("/dev/full").unwrap();
        let ran = world.run(verb, needs, |spoilt| spoilt.stdout = Some(Stdio::from(full))).await;
        ran.fails(4, "cannot write to standard output: the disk is full; the output is not complete");

        // A reader that has gone before anything was written.
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let ran = world.run(verb, needs, |spoilt| spoilt.stdout = Some(Stdio::from(writer))).await;
        assert_eq!((ran.exit, ran.stderr.as_str()), (141, ""), "{verb:?}");
    }
    for (verb, flag) in [(&["open", "ITEMS"][..], "--output"), (&["survey"], "--html")] {
        let needs = VERBS.iter().find(|(known, _)| *known == verb).unwrap().1;
        for (path, part) in [
            ("/dev/full", "cannot write '/dev/full': the disk is full"),
            ("/nowhere/file", "cannot write '/nowhere/file': there is no such file or folder"),
            ("/proc/file", "cannot write '/proc/file'"),
            (world.folder.0.to_str().unwrap(), "it is a folder"),
        ] {
            let ran = world.run(verb, needs, |spoilt| spoilt.set(flag, path)).await;
            ran.fails(4, part);
        }
        // A run that fails leaves what was there before.
        let path = world.folder.file("result", "from before");
        let ran = world
            .run(verb, needs, |spoilt| {
                spoilt.set(flag, &path);
                spoilt.set("--config", "/nowhere/tables.toml");
            })
            .await;
        assert_eq!(ran.exit, 3, "{ran:?}");
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "from before");
        std::fs::remove_file(&path).unwrap();
    }
    assert_eq!(world.folder.names(), files);
    assert_eq!(stored(&world.client).await, world.before);
}
