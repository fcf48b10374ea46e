//! What readers accept that is weaker than what their configuration writes, and that nothing stored stands in for
//! what is computed.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::AttributeValue;
use dynamodb_item_encryptor::{
    AlgorithmSuite, BoxFuture, ConfigProblem, DecryptionMaterials, DecryptionRequest, DefaultMaterialProvider,
    EncryptTables, EncryptionMaterials, EncryptionRequest, Error, HeaderVersion, Item, ItemEncryptor,
    ItemHeader, KeyError, Keyring, MalformedProblem, MaterialProvider, PlaintextPolicy, RawAesKeyring,
    ReaderPolicy, TableConfig, TableConfigBuilder, UnreadableItem, UnreadableItems, UnwrapRequest,
    UnwrappedDataKey, WrapRequest, WrappedDataKey,
};
use test_support::wire::Wire;
use test_support::{find, keyring, s, to_json};

const SUITES: &[AlgorithmSuite] = AlgorithmSuite::ALL;

/// What is done to an attribute.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Done {
    Encrypted,
    Signed,
    Context,
    NotConfigured,
}

use Done::{Context, Encrypted, NotConfigured, Signed};

fn with(builder: TableConfigBuilder, name: &str, done: Done) -> TableConfigBuilder {
    match done {
        Encrypted => builder.encrypt([name]),
        Signed => builder.sign([name]),
        Context => builder.sign_and_include_in_encryption_context([name]),
        NotConfigured => builder,
    }
}

fn table() -> TableConfigBuilder {
    TableConfig::builder("Orders").partition_key("id").unsigned_prefix(":").keyring(keyring())
}

fn encryptor(builder: TableConfigBuilder) -> ItemEncryptor {
    ItemEncryptor::new(builder.build().unwrap())
}

fn item(attributes: &[(&str, &str)]) -> Item {
    let all = [("id", "1")].iter().chain(attributes);
    all.map(|(name, value)| ((*name).to_owned(), s(*value))).collect()
}

async fn sealed(builder: TableConfigBuilder, attributes: &[(&str, &str)]) -> Item {
    encryptor(builder).encrypt_item(item(attributes)).await.unwrap()
}

/// A keyring that counts how often it is asked.
#[derive(Clone)]
struct Counting(Arc<AtomicUsize>, Arc<RawAesKeyring>);

impl Counting {
    fn new() -> Self {
        Counting(Arc::default(), Arc::new(keyring()))
    }

    fn asked(&self) -> usize {
        self.0.load(Ordering::Relaxed)
    }
}

impl Keyring for Counting {
    fn wrap_data_key<'a>(
        &'a self,
        request: &'a WrapRequest<'a>,
    ) -> BoxFuture<'a, Result<Vec<WrappedDataKey>, KeyError>> {
        self.1.wrap_data_key(request)
    }

    fn unwrap_data_key<'a>(
        &'a self,
        request: &'a UnwrapRequest<'a>,
    ) -> BoxFuture<'a, Result<Option<UnwrappedDataKey>, KeyError>> {
        self.0.fetch_add(1, Ordering::Relaxed);
        self.1.unwrap_data_key(request)
    }
}

/// Why the item is refused, which must be the item's own fault and known before a key is asked for.
async fn refusal(builder: TableConfigBuilder, stored: &Item) -> (Option<String>, MalformedProblem) {
    let counting = Counting::new();
    let outcome = encryptor(builder.keyring(counting.clone())).decrypt_item(stored.clone()).await;
    let error = outcome.expect_err("the item must be refused");
    assert!(error.is_of_item(), "{error}");
    assert_eq!(counting.asked(), 0, "{error}");
    match error {
        Error::MalformedItem { table, attribute, problem } => {
            assert_eq!(table, "Orders");
            (attribute, problem)
        }
        other => panic!("{other:?}"),
    }
}

async fn opens(builder: TableConfigBuilder, stored: &Item, attributes: &[(&str, &str)]) {
    let opened = encryptor(builder).decrypt_item(stored.clone()).await.unwrap();
    assert_eq!(opened.item, item(attributes));
}

#[tokio::test]
async fn a_suite_without_signature_is_refused_where_one_with_is_configured() {
    for &written in SUITES {
        let stored = sealed(table().suite(written), &[]).await;
        for &configured in SUITES {
            let reader = || table().suite(configured);
            opens(reader(), &stored, &[]).await;
            opens(reader().reader_policy(ReaderPolicy::compatible()), &stored, &[]).await;
            // No suite with a signature takes the place of the other.
            if configured == written || configured == AlgorithmSuite::HmacSha384 {
                opens(reader().reader_policy(ReaderPolicy::strict()), &stored, &[]).await;
                continue;
            }
            let expected = MalformedProblem::SuiteNotAllowed { suite: written.id() };
            for policy in SUITES
                .iter()
                .copied()
                .filter(|suite| *suite != written)
                .map(|suite| ReaderPolicy::strict().allow_suite(suite).allow_header_version_1())
            {
                let found = refusal(reader().reader_policy(policy), &stored).await;
                assert_eq!(found, (Some("aws_dbe_head".to_owned()), expected));
            }
            opens(reader().reader_policy(ReaderPolicy::strict().allow_suite(written)), &stored, &[]).await;
        }
    }
}

#[tokio::test]
async fn header_version_1_is_refused_where_2_is_written() {
    let attributes = [("tenant", "B")];
    let reader = || table().sign_and_include_in_encryption_context(["tenant"]);
    for done in [Signed, Encrypted] {
        let stored = sealed(with(table(), "tenant", done), &attributes).await;
        assert_eq!(ItemHeader::of(&stored).unwrap().version, HeaderVersion::V1);
        opens(reader(), &stored, &attributes).await;
        let strict = ReaderPolicy::strict().allow_outside_context(["tenant"]);
        let found = refusal(reader().reader_policy(strict), &stored).await;
        assert_eq!(found, (Some("aws_dbe_head".to_owned()), MalformedProblem::HeaderVersionNotAllowed));
        let allowing = ReaderPolicy::strict().allow_header_version_1();
        opens(reader().reader_policy(allowing.clone()), &stored, &attributes).await;
        // Version 1 has room for no attribute of the context; one may also be missing there.
        let stored = sealed(table(), &[]).await;
        opens(reader().reader_policy(allowing), &stored, &[]).await;
    }
    // Version 2 is read where 1 is written.
    let stored = sealed(reader(), &attributes).await;
    opens(table().sign(["tenant"]).reader_policy(ReaderPolicy::strict()), &stored, &attributes).await;
}

/// What a strict reader says of an attribute that is configured so and was written so.
fn expected(configured: Done, written: Done) -> Option<MalformedProblem> {
    match (configured, written) {
        (Encrypted, Signed | Context) => Some(MalformedProblem::NotEncrypted),
        (Context, Encrypted | Signed | NotConfigured) => Some(MalformedProblem::NotInContext),
        _ => None,
    }
}

#[tokio::test]
async fn every_pair_of_a_configured_and_a_written_action_is_judged() {
    for configured in [Encrypted, Signed, Context, NotConfigured] {
        for written in [Encrypted, Signed, Context, NotConfigured] {
            // Another attribute of the context has both sides at version 2.
            let base = || table().sign_and_include_in_encryption_context(["region"]);
            let both = [("region", "eu"), ("field", "x")];
            let attributes = if written == NotConfigured { &both[..1] } else { &both[..] };
            let stored = sealed(with(base(), "field", written), attributes).await;
            let reader = || with(base(), "field", configured);
            opens(reader(), &stored, attributes).await;
            let strict = |policy| reader().reader_policy(policy);
            let Some(problem) = expected(configured, written) else {
                opens(strict(ReaderPolicy::strict()), &stored, attributes).await;
                continue;
            };
            let found = refusal(strict(ReaderPolicy::strict()), &stored).await;
            assert_eq!(found, (Some("field".to_owned()), problem), "{configured:?} {written:?}");
            // Only the exception that is about it, and about this attribute, helps.
            let other = ReaderPolicy::strict().allow_header_version_1().allow_suite(AlgorithmSuite::HmacSha384);
            assert_eq!(refusal(strict(other), &stored).await.1, problem);
            let allowing = match problem {
                MalformedProblem::NotEncrypted => ReaderPolicy::strict().allow_readable(["field"]),
                _ => ReaderPolicy::strict().allow_outside_context(["field"]),
            };
            opens(strict(allowing), &stored, attributes).await;
        }
    }
}

#[tokio::test]
async fn an_exception_is_for_one_attribute() {
    let names = ["email", "phone"];
    let attributes = [("email", "a"), ("phone", "b")];
    let stored = sealed(table().sign(names), &attributes).await;
    let reader = |policy| table().encrypt(names).reader_policy(policy);
    let found = refusal(reader(ReaderPolicy::strict().allow_readable(["email"])), &stored).await;
    assert_eq!(found, (Some("phone".to_owned()), MalformedProblem::NotEncrypted));
    opens(reader(ReaderPolicy::strict().allow_readable(names)), &stored, &attributes).await;
}

#[tokio::test]
async fn plaintext_and_unsigned_attributes_are_read_by_their_own_rules() {
    let plain = item(&[("email", "a")]);
    let reader =
        |policy| table().encrypt(["email"]).plaintext_policy(policy).reader_policy(ReaderPolicy::strict());
    let read =
        encryptor(reader(PlaintextPolicy::ForbidWriteAllowRead)).decrypt_item(plain.clone()).await.unwrap();
    assert_eq!((read.item, read.header), (plain.clone(), None));
    let found = refusal(reader(PlaintextPolicy::ForbidWriteForbidRead), &plain).await;
    assert_eq!(found, (None, MalformedProblem::Plaintext));

    let mut stored = sealed(table().encrypt(["email"]), &[("email", "a"), (":n", "b")]).await;
    stored.insert(":n".to_owned(), s("changed"));
    let strict = ReaderPolicy::strict();
    opens(table().encrypt(["email"]).reader_policy(strict), &stored, &[("email", "a"), (":n", "changed")])
        .await;
}

#[test]
fn exceptions_must_be_about_what_is_configured() {
    let problem = |policy: ReaderPolicy| {
        let builder = table().encrypt(["email"]).sign_and_include_in_encryption_context(["tenant"]);
        match builder.pad(["email"], 8).reader_policy(policy).build() {
            Err(Error::Config { attribute, problem, .. }) => (attribute.unwrap(), problem),
            other => panic!("{other:?}"),
        }
    };
    let needless = |name: &str, what| (name.to_owned(), ConfigProblem::NeedlessException { what });
    let strict = ReaderPolicy::strict;
    assert_eq!(problem(strict().allow_readable(["email", "emial"])), needless("emial", "encrypted"));
    assert_eq!(problem(strict().allow_readable(["tenant"])), needless("tenant", "encrypted"));
    let found = problem(strict().allow_outside_context(["email"]));
    assert_eq!(found, needless("email", "in the encryption context"));
    assert_eq!(problem(strict().allow_unpadded(["tenant"])), needless("tenant", "padded"));
    // A compatible policy has no exceptions.
    let policy = ReaderPolicy::compatible().allow_readable(["emial"]);
    assert_eq!(policy, ReaderPolicy::default());
    assert!(table().encrypt(["email"]).reader_policy(policy).build().is_ok());
}

#[tokio::test]
async fn refusals_name_the_table_and_the_attribute_and_say_what_to_do() {
    let stored =
        sealed(table().suite(AlgorithmSuite::HmacSha384).sign(["email"]), &[("email", "secret")]).await;
    let reader = |policy| encryptor(table().encrypt(["email"]).reader_policy(policy));
    let text = |error: Error| error.to_string();
    let error = text(reader(ReaderPolicy::strict()).decrypt_item(stored.clone()).await.unwrap_err());
    assert_eq!(
        error,
        "stored item of table 'Orders', attribute 'aws_dbe_head' cannot be read: its algorithm suite is 0x6700, but \
         the table's reader policy requires at least the configured one; rewrite the item, or allow the suite \
         (ReaderPolicy::allow_suite)"
    );
    let policy = ReaderPolicy::strict().allow_suite(AlgorithmSuite::HmacSha384);
    let error = text(reader(policy).decrypt_item(stored).await.unwrap_err());
    assert_eq!(
        error,
        "stored item of table 'Orders', attribute 'email' cannot be read: the table's reader policy requires it to be \
         encrypted, but the item holds it in the clear; rewrite the item, or allow the attribute to be readable \
         (ReaderPolicy::allow_readable)"
    );
}

#[tokio::test]
async fn the_wrapped_client_reads_by_the_policy_and_leaves_weaker_items_out_of_pages_where_asked() {
    let strong = table().encrypt(["email"]);
    let weak = sealed(table().sign(["email"]), &[("email", "weak")]).await;
    let good = encryptor(strong).encrypt_item(item(&[("email", "good")])).await.unwrap();
    let (weak, good) = (to_json(&weak), to_json(&good));
    let page = serde_json::json!({ "Items": [weak, good], "Count": 2, "ScannedCount": 2 }).to_string();
    let one = serde_json::json!({ "Item": weak }).to_string();
    let wire = Wire::start(move |_, request| {
        (200, if request.operation == "Scan" { page.clone() } else { one.clone() })
    });
    let tables = [table().encrypt(["email"]).reader_policy(ReaderPolicy::strict()).build().unwrap()];
    let client = Client::from_conf(wire.config().encrypt_tables(tables).unwrap().build());
    let is_refused = |error: &(dyn std::error::Error + 'static)| {
        matches!(find(error), Some(Error::MalformedItem { problem: MalformedProblem::NotEncrypted, .. }))
    };
    let error = client.get_item().table_name("Orders").key("id", s("1")).send().await.unwrap_err();
    assert!(is_refused(&error), "{error:?}");
    let scan = || client.scan().table_name("Orders");
    let error = scan().send().await.unwrap_err();
    assert!(find::<UnreadableItem>(&error).is_some() && is_refused(&error));
    let unreadable = UnreadableItems::new();
    let page = scan().customize().interceptor(unreadable.clone()).send().await.unwrap();
    assert_eq!(page.items(), [item(&[("email", "good")])]);
    assert_eq!(unreadable.take().len(), 1);
}

/// A forged item of `test-vectors/forged`, sealed under the suite 0x6701 by somebody who holds the key.
fn forged(name: &str) -> Item {
    let path = format!("{}/test-vectors/forged/{name}.json", env!("CARGO_MANIFEST_DIR"));
    let json: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let encrypted = json["tests"][name]["encrypted"].as_object().unwrap();
    let value = |value: &serde_json::Value| match (&value["S"], &value["B"]) {
        (serde_json::Value::String(text), _) => s(text.as_str()),
        (_, serde_json::Value::String(text)) => {
            AttributeValue::B(aws_smithy_types::base64::decode(text).unwrap().into())
        }
        other => panic!("{other:?}"),
    };
    encrypted.iter().map(|(name, json)| (name.clone(), value(json))).collect()
}

#[tokio::test]
async fn what_is_computed_from_the_item_cannot_be_stored() {
    for name in [
        "stored_attribute",
        "stored_attribute_that_agrees",
        "stored_attribute_of_no_item",
        "stored_attribute_in_capitals",
        "stored_legend",
        "stored_sort_key_name",
        "stored_reserved_entry",
        "stored_entry_like_the_public_key",
        "stored_entry_of_the_prefix_alone",
    ] {
        let stored = forged(name);
        for policy in [ReaderPolicy::compatible(), ReaderPolicy::strict()] {
            for reader in [
                table().sign_and_include_in_encryption_context(["tenant"]),
                table().sign(["tenant"]),
                table().encrypt(["tenant"]),
            ] {
                let found = refusal(reader.reader_policy(policy.clone()), &stored).await;
                assert_eq!(found, (Some("aws_dbe_head".to_owned()), MalformedProblem::StoredContext), "{name}");
            }
        }
        // Nor is it described as if it were the item's.
        assert_eq!(ItemHeader::of(&stored), Err(MalformedProblem::StoredContext), "{name}");
    }
    let header = ItemHeader::of(&forged("stored_entries_of_an_application")).unwrap();
    assert_eq!(header.stored_context.get("tenant"), Some("A"));
}

#[tokio::test]
async fn a_header_says_nothing_of_an_attribute_that_no_writer_does() {
    for (name, attribute) in [("key_outside_the_context", "id"), ("context_in_version_1", "tenant")] {
        for policy in [ReaderPolicy::compatible(), ReaderPolicy::strict().allow_header_version_1()] {
            let reader = table().sign_and_include_in_encryption_context(["tenant"]).reader_policy(policy);
            let found = refusal(reader, &forged(name)).await;
            assert_eq!(found, (Some(attribute.to_owned()), MalformedProblem::Legend));
        }
    }
}

/// A provider that adds entries to the encryption context.
struct Adding(DefaultMaterialProvider<RawAesKeyring>, &'static [&'static str]);

impl MaterialProvider for Adding {
    fn encryption_materials<'a>(
        &'a self,
        request: EncryptionRequest<'a>,
    ) -> BoxFuture<'a, Result<EncryptionMaterials, KeyError>> {
        Box::pin(async move {
            let mut context = request.context.clone();
            self.1.iter().for_each(|name| drop(context.insert(*name, "value")));
            let mut request = request;
            request.context = &context;
            self.0.encryption_materials(request).await
        })
    }

    fn decryption_materials<'a>(
        &'a self,
        request: DecryptionRequest<'a>,
    ) -> BoxFuture<'a, Result<DecryptionMaterials, KeyError>> {
        self.0.decryption_materials(request)
    }
}

#[tokio::test]
async fn a_provider_cannot_write_what_nobody_would_read() {
    for &suite in SUITES {
        let encryptor = |names: &'static [&'static str]| {
            let provider = Adding(DefaultMaterialProvider::new(keyring()), names);
            encryptor(table().suite(suite).material_provider(provider))
        };
        for names in [&["aws-crypto-attr.tenant"][..], &["purpose", "Aws-Crypto-x"]] {
            let outcome = encryptor(names).encrypt_item(item(&[])).await;
            assert!(
                matches!(outcome, Err(Error::Key { source: KeyError::Materials(_), .. })),
                "{suite:?}: {outcome:?}"
            );
        }
        let own = encryptor(&["purpose", "tenant"]);
        let stored = own.encrypt_item(item(&[])).await.unwrap();
        let opened = own.decrypt_item(stored).await.unwrap();
        assert_eq!(opened.item, item(&[]));
        assert_eq!(opened.header.unwrap().stored_context.get("purpose"), Some("value"));
    }
}
