//! Key stores, searches and the legacy format of a configuration work as those of a builder.

use std::sync::Arc;

use aws_smithy_types::base64;
use dynamodb_item_encryptor::config::{AwsClients, Configuration};
use dynamodb_item_encryptor::{Item, ItemEncryptor, KmsBeaconKeys, TableConfig};
use test_support::kms::Kms;
use test_support::{engine, s};

use super::keys::Clients;
use super::texts::Folder;

/// A configuration, with clients for the tests' servers.
struct Setup {
    kms: Arc<Kms>,
    clients: AwsClients,
    folder: Folder,
}

impl Setup {
    async fn new() -> Self {
        let kms = Arc::new(Kms::start());
        let dynamodb = test_support::config(&engine::start().await).build();
        let clients = AwsClients::none().with_kms(Clients(Arc::clone(&kms))).with_dynamodb(dynamodb);
        Setup { kms, clients, folder: Folder::new() }
    }

    fn load(&self, text: &str) -> Configuration {
        Configuration::from_file(self.folder.write("c.toml", text)).unwrap_or_else(|error| panic!("{error}"))
    }

    async fn table(&self, configuration: &Configuration, name: &str) -> TableConfig {
        configuration.table_config(name, &self.clients).await.unwrap_or_else(|error| panic!("{error}"))
    }
}

async fn round_trip(table: &TableConfig, item: &Item) -> Item {
    let encryptor = ItemEncryptor::new(table.clone());
    let sealed = encryptor.encrypt_item(item.clone()).await.unwrap();
    let mut opened = encryptor.decrypt_item(sealed.clone()).await.unwrap().item;
    opened.retain(|name, _| item.contains_key(name));
    assert_eq!(opened, *item);
    sealed
}

fn item(tenant: &str) -> Item {
    [("id", s("1")), ("tenant", s(tenant)), ("a", s("secret"))]
        .map(|(name, value)| (name.to_owned(), value))
        .into()
}

#[tokio::test]
async fn tenants_of_a_key_store_have_branch_and_beacon_keys_of_their_own() {
    let setup = Setup::new().await;
    let key = setup.kms.create_key_in("eu-west-1");
    let configuration = setup.load(&format!(
        "[tables.T]\npartition_key = 'id'\nencrypt = ['a']\nsign_and_include_in_encryption_context = ['tenant']\nkeyring = 'k'\n\
         search.keys.per_tenant = {{ source = 'b', attribute = 'tenant' }}\nsearch.beacons = [{{ name = 'a', bits = 20 }}]\n\
         [tables.One]\npartition_key = 'id'\nencrypt = ['a']\nsign = ['tenant']\nkeyring = 'one'\n\
         [keyrings.k.hierarchical]\nkey_store = 's'\nbranch_key_of = {{ attribute = 'tenant', prefix = 'of-' }}\n\
         [keyrings.one.hierarchical]\nkey_store = 's'\nbranch_key = 'of-x'\n\
         [beacon_keys.b.key_store]\nkey_store = 's'\ncache.ttl_seconds = 60\n\
         [key_stores.s]\ntable_name = 'Keys'\nlogical_name = 'Other'\nkms.key_arn = '{key}'\ncache = {{ ttl_seconds = 60 }}\n"
    ));
    assert_eq!(configuration.key_store_names().collect::<Vec<_>>(), ["s"]);
    let store = configuration.key_store("s", &setup.clients).await.unwrap();
    assert_eq!((store.info().table_name.as_str(), store.info().logical_name.as_str()), ("Keys", "Other"));
    store.create_table().await.unwrap();
    for id in ["of-x", "of-y"] {
        store.create_key_with_id(id, [("k", "v")]).await.unwrap();
    }
    let tables = configuration.table_configs(&setup.clients).await.unwrap();
    let [one, table] = &tables[..] else { panic!("{tables:?}") };
    setup.kms.forget_calls();
    let sealed_x = round_trip(table, &item("x")).await;
    let sealed_y = round_trip(table, &item("y")).await;
    assert_ne!(sealed_x["aws_dbe_b_a"], sealed_y["aws_dbe_b_a"]);
    // Two branch keys, of which one fetch serves writing and reading, and two beacon keys.
    assert_eq!(setup.kms.count("Decrypt"), 4);
    // The other table has the same store and cache: its keys are there already.
    round_trip(one, &item("x")).await;
    assert_eq!(setup.kms.count("Decrypt"), 4);
    let error = ItemEncryptor::new(table.clone()).encrypt_item(item("z")).await.unwrap_err();
    assert!(std::error::Error::source(&error).is_some(), "{error}");
    let error = configuration.key_store("t", &setup.clients).await.err().unwrap();
    assert!(error.to_string().contains("there is no key store 't'"), "{error}");
}

#[tokio::test]
async fn beacon_keys_come_from_kms_and_from_files() {
    let setup = Setup::new().await;
    let key = setup.kms.create_key_in("eu-west-1");
    let mac = setup.kms.create_key_with(
        "eu-west-1",
        serde_json::json!({ "KeySpec": "HMAC_256", "KeyUsage": "GENERATE_VERIFY_MAC" }),
    );
    let wrapped =
        KmsBeaconKeys::new(setup.kms.client_in("eu-west-1"), &key).unwrap().generate("t").await.unwrap();
    setup.folder.write("key", base64::encode([7; 32]));
    let table = |name: &str| {
        format!(
            "[tables.{name}]\npartition_key = 'id'\nencrypt = ['a']\nsign = ['tenant']\nkeyring = 'k'\n\
             search.keys.single = {{ source = '{name}', id = 't' }}\nsearch.beacons = [{{ name = 'a', bits = 20 }}]\n"
        )
    };
    let configuration = setup.load(&format!(
        "{}{}{}[keyrings.k.raw_aes]\nnamespace = 'n'\nname = 'k'\nkey.file = 'key'\n\
         [beacon_keys.kms.kms]\nkey = '{key}'\nwrapped.t = '{}'\ncache.ttl_seconds = 60\n\
         [beacon_keys.mac.kms_mac]\nkey = '{mac}'\ncache.ttl_seconds = 60\n\
         [beacon_keys.own.in_memory]\nkeys.t.file = 'key'\n",
        table("kms"),
        table("mac"),
        table("own"),
        base64::encode(wrapped),
    ));
    for (name, calls) in [("own", 0), ("kms", 1), ("mac", 2)] {
        let table = setup.table(&configuration, name).await;
        let sealed = round_trip(&table, &item("x")).await;
        assert!(sealed.contains_key("aws_dbe_b_a"));
        assert_eq!(setup.kms.count("Decrypt") + setup.kms.count("GenerateMac"), calls, "{name}");
    }
}

#[tokio::test]
async fn legacy_items_are_written_and_read_with_the_providers_of_the_configuration() {
    let setup = Setup::new().await;
    let key = setup.kms.create_key_in("eu-west-1");
    setup.folder.write("key", base64::encode([7; 32]));
    let hmac = "signature_key.hmac = { algorithm = 'hmac_sha256', key.file = 'key' }";
    let providers = [
        format!("static]\ncontent_key.file = 'key'\n{hmac}\ndescription = {{ a = 'b' }}"),
        format!("static]\n{hmac}"),
        format!("wrapped_aes]\nwrapping_key.file = 'key'\n{hmac}\nreading_ecb = true"),
        format!("direct_kms]\nkey = '{key}'\nalso_reading_keys = ['{key}']\nreading_weak_signatures = true"),
    ];
    for (number, provider) in providers.iter().enumerate() {
        let action =
            if number == 1 { "default_action = 'sign_only'" } else { "encrypt = ['a']\nsign = ['tenant']" };
        let configuration = setup.load(&format!(
            "[tables.T]\npartition_key = 'id'\nencrypt = ['a']\nsign = ['tenant']\nkeyring = 'k'\n\
             [tables.T.legacy]\npolicy = 'force_write_allow_read'\npartition_key = 'id'\ntable_name = 't'\n{action}\n\
             [tables.T.legacy.provider.{provider}\n\
             [keyrings.k.raw_aes]\nnamespace = 'n'\nname = 'k'\nkey.file = 'key'\n"
        ));
        let sealed = round_trip(&setup.table(&configuration, "T").await, &item("x")).await;
        assert!(sealed.contains_key("*amzn-ddb-map-sig*") && !sealed.contains_key("aws_dbe_head"), "{number}");
        assert_eq!(sealed["a"] == s("secret"), number == 1);
    }
    assert_eq!(setup.kms.count("GenerateDataKey"), 1);
}

#[test]
fn what_a_store_or_search_names_has_to_be_there() {
    let store = "[key_stores.main]\ntable_name = 'K'\nkms.key_arn = 'a'\ncache.ttl_seconds = 1\n";
    for (text, line, entry, message) in [
        (
            format!("[keyrings.k.hierarchical]\nkey_store = 'mian'\nbranch_key = 'b'\n{store}"),
            2,
            "keyrings.k.hierarchical.key_store",
            "no key store 'mian'; is 'main' meant?",
        ),
        (
            format!("[keyrings.k.hierarchical]\nkey_store = 'main'\n{store}"),
            1,
            "keyrings.k.hierarchical",
            "exactly one of 'branch_key'",
        ),
        (
            format!(
                "[keyrings.k.hierarchical]\nkey_store = 'main'\nbranch_key = 'b'\nbranch_key_of.attribute = 'a'\n{store}"
            ),
            1,
            "keyrings.k.hierarchical",
            "exactly one of 'branch_key'",
        ),
        (
            "[beacon_keys.b.key_store]\nkey_store = 'x'\ncache.ttl_seconds = 1\n".to_owned(),
            2,
            "beacon_keys.b.key_store.key_store",
            "no key store 'x'",
        ),
        (
            "[tables.T]\npartition_key = 'id'\nkeyring = 'k'\nsearch.keys.single = { source = 'x', id = 'y' }\n\
             [keyrings.k.kms]\nkey = 'a'\n"
                .to_owned(),
            4,
            "tables.T.search.keys.single.source",
            "no source of beacon keys 'x'",
        ),
    ] {
        let error = Configuration::from_toml(&text).unwrap_err();
        assert_eq!((error.line(), error.entry()), (Some(line), Some(entry)), "{error}");
        assert!(error.to_string().contains(message), "{error}");
    }
}

#[test]
fn a_rule_of_search_or_legacy_names_the_entry_that_breaks_it() {
    let table = |lines: &str| {
        format!(
            "[tables.T]\npartition_key = 'id'\nencrypt = ['a', 'b']\nkeyring = 'k'\n{lines}\n[keyrings.k.kms]\nkey = 'a'\n\
             [beacon_keys.s.in_memory]\nkeys = {{}}\n"
        )
    };
    let keys = "search.keys.single = { source = 's', id = 'y' }";
    for (lines, line, entry, message) in [
        (format!("{keys}\nsearch.beacons = [\n{{ name = 'a', bits = 5 }},\n{{ name = 'b', bits = 64 }}]"), 8, "tables.T.search.beacons[1].name", "1 to 63 bits"),
        (format!("{keys}\nsearch.beacons = []"), 5, "tables.T.search", "at least one standard beacon"),
        (format!("\n{keys}"), 6, "tables.T.search", "at least one standard beacon"),
        (
            format!("{keys}\nsearch.beacons = [{{ name = 'c', bits = 5 }}]\n"),
            6,
            "tables.T.search.beacons[0].name",
            "neither in an encrypted attribute",
        ),
        (
            "legacy.partition_key = 'other'\nlegacy.provider.direct_kms.key = 'a'".to_owned(),
            5,
            "tables.T.legacy.partition_key",
            "a different key attribute",
        ),
        (
            "\nlegacy.encrypt = ['id']\nlegacy.partition_key = 'id'\nlegacy.provider.direct_kms.key = 'a'".to_owned(),
            6,
            "tables.T.legacy.encrypt[0]",
            "SIGN_ONLY",
        ),
        (
            "plaintext_policy = 'forbid_write_allow_read'\nlegacy.partition_key = 'id'\nlegacy.provider.direct_kms.key = 'a'"
                .to_owned(),
            5,
            "tables.T.plaintext_policy",
            "legacy",
        ),
    ] {
        let error = Configuration::from_toml(&table(&lines)).unwrap_err();
        assert_eq!((error.line(), error.entry()), (Some(line), Some(entry)), "{error}");
        assert!(error.to_string().contains(message), "{error}");
    }
}
