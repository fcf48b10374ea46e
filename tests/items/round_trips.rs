//! Items that are sealed and opened without a client, and items that cannot be.

use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue;
use dynamodb_item_encryptor::{
    AlgorithmSuite, AttributeAction, Completeness, Error, HeaderVersion, HierarchicalKeyring,
    InMemoryBranchKeys, Item, ItemEncryptor, ItemHeader, ItemProblem, KeyError, MalformedProblem, MultiKeyring,
    PlaintextPolicy, RawAesKeyring, StoredHeader, TableConfig, TableConfigBuilder, ValueProblem,
};

fn aes(name: &str, byte: u8) -> RawAesKeyring {
    RawAesKeyring::new("namespace", name, &[byte; 32]).unwrap()
}

fn builder() -> TableConfigBuilder {
    TableConfig::builder("Orders").partition_key("id").encrypt(["email"]).sign(["plan"]).keyring(aes("one", 1))
}

fn encryptor(builder: TableConfigBuilder) -> ItemEncryptor {
    ItemEncryptor::new(builder.build().unwrap())
}

fn item(attributes: &[(&str, AttributeValue)]) -> Item {
    attributes.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect()
}

fn text(value: &str) -> AttributeValue {
    AttributeValue::S(value.to_owned())
}

fn number(value: &str) -> AttributeValue {
    AttributeValue::N(value.to_owned())
}

async fn refused(encryptor: &ItemEncryptor, item: Item) -> (Option<String>, ItemProblem) {
    match encryptor.encrypt_item(item).await {
        Err(Error::InvalidItem { table, attribute, problem }) => {
            assert_eq!(table, "Orders");
            (attribute, problem)
        }
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn names_and_signed_values_stay_readable_and_unchanged() {
    let encryptor = encryptor(builder());
    let plain = item(&[("id", number("+1.50")), ("email", text("a@b.c")), ("plan", number("1e2"))]);
    let stored = encryptor.encrypt_item(plain.clone()).await.unwrap();
    let mut names: Vec<_> = stored.keys().map(String::as_str).collect();
    names.sort_unstable();
    assert_eq!(names, ["aws_dbe_foot", "aws_dbe_head", "email", "id", "plan"]);
    // Signed in normal form, stored as given.
    assert_eq!((&stored["id"], &stored["plan"]), (&plain["id"], &plain["plan"]));
    assert!(stored["email"].is_b());
    assert_eq!(encryptor.decrypt_item(stored).await.unwrap().item, plain);
}

#[tokio::test]
async fn two_encryptions_of_one_item_share_nothing() {
    let encryptor = encryptor(builder());
    let plain = item(&[("id", text("1")), ("email", text("a@b.c"))]);
    let one = encryptor.encrypt_item(plain.clone()).await.unwrap();
    let other = encryptor.encrypt_item(plain).await.unwrap();
    for name in ["email", "aws_dbe_head", "aws_dbe_foot"] {
        assert_ne!(one[name], other[name], "{name}");
    }
}

#[tokio::test]
async fn items_that_do_not_fit_are_refused_by_name() {
    let plain = encryptor(builder());
    let id = ("id", text("1"));
    assert_eq!(refused(&plain, item(&[])).await, (Some("id".into()), ItemProblem::MissingKey));
    let unknown = item(&[id.clone(), ("other", text("x"))]);
    assert_eq!(refused(&plain, unknown).await, (Some("other".into()), ItemProblem::NoAction));
    for name in ["aws_dbe_head", "aws_dbe_foot", "aws_dbe_x"] {
        let reserved = item(&[id.clone(), (name, text("x"))]);
        assert_eq!(refused(&plain, reserved).await, (Some(name.into()), ItemProblem::ReservedName));
    }
    for (attribute, value, problem) in [
        ("email", number("1e126"), ValueProblem::NumberOutOfRange),
        ("plan", number("x"), ValueProblem::NotANumber),
        ("plan", AttributeValue::Ss(vec!["a".into(), "a".into()]), ValueProblem::DuplicateMember),
        ("email", AttributeValue::M([(String::new(), text("x"))].into()), ValueProblem::MapKeyLength),
    ] {
        let bad = item(&[id.clone(), (attribute, value)]);
        assert_eq!(refused(&plain, bad).await, (Some(attribute.into()), ItemProblem::Value(problem)));
    }
    let context = encryptor(builder().sign_and_include_in_encryption_context(["tenant"]));
    let long = item(&[id.clone(), ("tenant", text(&"x".repeat(70_000)))]);
    assert_eq!(refused(&context, long).await, (None, ItemProblem::ContextTooLong));
    let missing = item(&[id]);
    assert_eq!(refused(&context, missing).await, (Some("tenant".into()), ItemProblem::MissingContextAttribute));
}

#[tokio::test]
async fn plaintext_is_read_and_written_by_policy_only() {
    let plain = item(&[("id", text("1")), ("email", text("a@b.c")), ("new", text("x"))]);
    let strict = encryptor(builder());
    let outcome = strict.decrypt_item(plain.clone()).await;
    assert!(matches!(outcome, Err(Error::MalformedItem { problem: MalformedProblem::Plaintext, .. })));

    let reading = encryptor(builder().plaintext_policy(PlaintextPolicy::ForbidWriteAllowRead));
    let opened = reading.decrypt_item(plain.clone()).await.unwrap();
    assert_eq!((opened.item, opened.header), (plain.clone(), None));
    let sealable = item(&[("id", text("1")), ("email", text("a@b.c"))]);
    let stored = reading.encrypt_item(sealable.clone()).await.unwrap();
    assert!(stored["email"].is_b());

    let forced = encryptor(builder().plaintext_policy(PlaintextPolicy::ForceWriteAllowRead));
    assert_eq!(forced.encrypt_item(plain.clone()).await.unwrap(), plain);
    assert_eq!(forced.decrypt_item(plain).await.unwrap().header, None);
    assert_eq!(forced.decrypt_item(stored.clone()).await.unwrap().item, sealable);
    // Plaintext that would be taken for an encrypted item later is refused all the same.
    assert_eq!(refused(&forced, stored).await.1, ItemProblem::ReservedName);
    assert_eq!(refused(&forced, item(&[])).await.1, ItemProblem::MissingKey);
}

/// An item, as it is stored, of which header and footer are missing.
async fn without_metadata(values: &[(&str, AttributeValue)]) -> Item {
    let mut stored = encryptor(builder()).encrypt_item(item(values)).await.unwrap();
    stored.retain(|name, _| !name.starts_with("aws_dbe_"));
    stored
}

#[tokio::test]
async fn what_may_be_a_part_of_an_encrypted_item_is_not_plaintext() {
    let lenient = encryptor(builder().plaintext_policy(PlaintextPolicy::ForbidWriteAllowRead));
    // Readers need not name what is encrypted.
    let reader = TableConfig::builder("Orders").partition_key("id").keyring(aes("one", 1));
    let reader = encryptor(reader.plaintext_policy(PlaintextPolicy::ForbidWriteAllowRead));
    let texts = |texts: &[&str]| texts.iter().map(|&text| text.to_owned()).collect();
    let smallest = "-0.".to_owned() + &"0".repeat(129) + "1";
    for value in [
        text(""),
        text("a@b.c"),
        AttributeValue::N("0".into()),
        AttributeValue::N(smallest),
        AttributeValue::B(Blob::new([])),
        AttributeValue::B(Blob::new([7; 100])),
        AttributeValue::Bool(true),
        AttributeValue::Null(true),
        AttributeValue::Ss(texts(&["x"])),
        AttributeValue::Ns(texts(&["1"])),
        AttributeValue::Bs(vec![Blob::new([1])]),
        AttributeValue::L(vec![]),
        AttributeValue::M(Item::new()),
    ] {
        let part = without_metadata(&[("id", text("1")), ("email", value.clone())]).await;
        for encryptor in [&lenient, &reader] {
            let outcome = encryptor.decrypt_item(part.clone()).await;
            let Err(Error::MalformedItem { attribute, problem, .. }) = outcome else { panic!("{value:?}") };
            assert_eq!((attribute.as_deref(), problem), (Some("email"), MalformedProblem::PartOfItem));
            // Whoever knows that it is all there can read it.
            let known = encryptor.decrypt_item_with(part.clone(), Completeness::Whole).await.unwrap();
            assert_eq!((known.item, known.header), (part.clone(), None));
        }
        let plain = item(&[("id", text("1")), ("email", value)]);
        assert_eq!(lenient.decrypt_item(plain.clone()).await.unwrap().item, plain);
    }
}

#[tokio::test]
async fn binary_plaintext_that_no_encrypted_value_can_be_is_read() {
    let lenient = encryptor(builder().plaintext_policy(PlaintextPolicy::ForbidWriteAllowRead));
    let long = [0; 40];
    for bytes in [
        &[][..],
        &[0xff],
        // Too short, of an unknown type, and as long as no value of its type.
        &[0xff; 17],
        &[b'P'; 40],
        &[&[0, 3][..], &long].concat(),
        &[&[0, 0][..], &long].concat(),
        &[&[0, 4][..], &[0; 18]].concat(),
        &[&[0, 2][..], &[0; 300]].concat(),
        &[&[1, 1][..], &[0; 19]].concat(),
    ] {
        let plain = item(&[("id", text("1")), ("email", AttributeValue::B(Blob::new(bytes)))]);
        assert_eq!(lenient.decrypt_item(plain.clone()).await.unwrap().item, plain);
    }
    // What is only signed never is ciphertext.
    let signed = AttributeValue::B(Blob::new([0xff; 40]));
    let plain = item(&[("id", text("1")), ("plan", signed.clone())]);
    assert_eq!(lenient.decrypt_item(plain.clone()).await.unwrap().item, plain);
}

#[tokio::test]
async fn an_item_that_is_not_known_to_be_whole_is_never_plaintext() {
    let plain = item(&[("id", text("1")), ("email", text("a@b.c"))]);
    let keys = item(&[("id", text("1"))]);
    for policy in [
        PlaintextPolicy::ForbidWriteForbidRead,
        PlaintextPolicy::ForbidWriteAllowRead,
        PlaintextPolicy::ForceWriteAllowRead,
    ] {
        let encryptor = encryptor(builder().plaintext_policy(policy));
        for item in [&plain, &keys] {
            let outcome = encryptor.decrypt_item_with(item.clone(), Completeness::Unknown).await;
            let Err(Error::MalformedItem { attribute, problem, .. }) = outcome else { panic!("{policy:?}") };
            assert_eq!(
                (attribute.as_deref(), problem),
                (Some("aws_dbe_head"), MalformedProblem::MissingMetadata)
            );
        }
    }
    // Verification says whether an encrypted one is.
    let encryptor = encryptor(builder());
    let stored = encryptor.encrypt_item(plain.clone()).await.unwrap();
    for completeness in [Completeness::Whole, Completeness::Assumed, Completeness::Unknown] {
        assert_eq!(encryptor.decrypt_item_with(stored.clone(), completeness).await.unwrap().item, plain);
        let mut part = stored.clone();
        part.remove("email");
        assert!(encryptor.decrypt_item_with(part, completeness).await.is_err());
    }
}

#[tokio::test]
async fn half_of_the_metadata_is_never_plaintext() {
    let lenient = encryptor(builder().plaintext_policy(PlaintextPolicy::ForceWriteAllowRead));
    let stored = encryptor(builder()).encrypt_item(item(&[("id", text("1"))])).await.unwrap();
    for name in ["aws_dbe_head", "aws_dbe_foot"] {
        let mut half = stored.clone();
        half.remove(name);
        let outcome = lenient.decrypt_item(half).await;
        assert!(matches!(
            outcome,
            Err(Error::MalformedItem { problem: MalformedProblem::MissingMetadata, .. })
        ));
    }
}

#[tokio::test]
async fn readers_follow_the_item_not_their_configuration() {
    // Written with one set of actions, read with another, across both header versions.
    let plain = item(&[("id", text("1")), ("email", text("a@b.c")), ("plan", text("basic"))]);
    let swapped = || TableConfig::builder("Orders").partition_key("id").encrypt(["plan"]).sign(["email"]);
    let context = || swapped_context(TableConfig::builder("Orders").partition_key("id"));
    for writer in [encryptor(builder()), encryptor(context().keyring(aes("one", 1)))] {
        for &suite in AlgorithmSuite::ALL {
            for reader in [swapped(), context()] {
                let reader = encryptor(reader.keyring(aes("one", 1)).suite(suite));
                let stored = writer.encrypt_item(plain.clone()).await.unwrap();
                assert_eq!(reader.decrypt_item(stored).await.unwrap().item, plain);
            }
        }
    }
}

fn swapped_context(builder: TableConfigBuilder) -> TableConfigBuilder {
    builder.sign_and_include_in_encryption_context(["plan"]).encrypt(["email"])
}

#[tokio::test]
async fn headers_describe_items_without_keys() {
    let branch_key = dynamodb_item_encryptor::BranchKey::new(
        "e9ce18a3-edb5-4272-9f86-1cacb7997ff6".parse().unwrap(),
        &[3; 32],
    );
    let branch = HierarchicalKeyring::new("tenant-1", InMemoryBranchKeys::new().with("tenant-1", branch_key));
    let both = MultiKeyring::new(branch).and(aes("one", 1));
    let encryptor = encryptor(builder().keyring(both).suite(AlgorithmSuite::HmacSha384));
    let stored = encryptor.encrypt_item(item(&[("id", text("1")), ("email", text("x"))])).await.unwrap();

    let header = ItemHeader::of(&stored).unwrap();
    assert_eq!((header.version, header.suite.id()), (HeaderVersion::V1, 0x6700));
    assert!(header.stored_context.is_empty() && header.context.is_none());
    let [branch, raw] = header.data_keys.as_slice() else { panic!("{header:?}") };
    assert_eq!(branch.provider_id, "aws-kms-hierarchy");
    assert_eq!(branch.branch_key_id.as_deref(), Some("tenant-1"));
    assert_eq!(branch.branch_key_version.as_deref(), Some("e9ce18a3-edb5-4272-9f86-1cacb7997ff6"));
    assert_eq!((raw.provider_id.as_str(), &raw.provider_info, &raw.branch_key_id), ("namespace", &None, &None));

    let all = StoredHeader::of(&stored).unwrap();
    assert_eq!((all.version, all.suite, &all.context), (header.version, header.suite, &header.stored_context));
    assert_eq!(all.describe_data_keys(), header.data_keys);
    assert_eq!(all.actions, [AttributeAction::SignOnly, AttributeAction::EncryptAndSign]);
    assert_eq!(stored["aws_dbe_head"].as_b().unwrap().as_ref()[2..34], all.message_id);

    let opened = encryptor.decrypt_item(stored).await.unwrap().header.unwrap();
    let context = opened.context.unwrap();
    assert_eq!(context.get("aws-crypto-table-name"), Some("Orders"));
    assert_eq!(context.get("aws-crypto-partition-name"), Some("id"));
    assert_eq!(context.get("aws-crypto-attr.id"), Some("AAEx"));
}

#[tokio::test]
async fn any_one_recipient_opens_and_failures_name_every_key() {
    let both = encryptor(builder().keyring(MultiKeyring::new(aes("one", 1)).and(aes("two", 2))));
    let stored = both.encrypt_item(item(&[("id", text("1")), ("email", text("x"))])).await.unwrap();
    for keyring in [aes("one", 1), aes("two", 2)] {
        assert!(encryptor(builder().keyring(keyring)).decrypt_item(stored.clone()).await.is_ok());
    }
    // The right names with the wrong bytes: both are tried, both are named.
    let wrong = encryptor(builder().keyring(MultiKeyring::new(aes("one", 8)).and(aes("two", 9))));
    match wrong.decrypt_item(stored.clone()).await {
        Err(Error::Key { source: KeyError::AllFailed { attempts }, .. }) => {
            let keys: Vec<_> = attempts.iter().map(|attempt| attempt.key.as_str()).collect();
            assert_eq!(keys, ["namespace 'one'", "namespace 'two'"]);
        }
        other => panic!("{other:?}"),
    }
    let stranger = encryptor(builder().keyring(aes("three", 3)));
    match stranger.decrypt_item(stored).await {
        Err(Error::Key { source: KeyError::NoneMatches { offered }, .. }) => assert_eq!(offered.len(), 2),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn hierarchical_keyrings_name_the_branch_key_that_is_missing() {
    let empty = HierarchicalKeyring::new("tenant-9", InMemoryBranchKeys::new());
    let outcome = encryptor(builder().keyring(empty)).encrypt_item(item(&[("id", text("1"))])).await;
    match outcome {
        Err(Error::Key { source: KeyError::BranchKey { branch_key, .. }, .. }) => {
            assert_eq!(branch_key, "tenant-9")
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn raw_aes_keyrings_check_their_parameters() {
    for length in [16, 24, 32] {
        assert!(RawAesKeyring::new("namespace", "name", &vec![1; length]).is_ok());
    }
    for length in [0, 15, 17, 31, 33, 64] {
        assert!(matches!(RawAesKeyring::new("n", "n", &vec![1; length]), Err(KeyError::Config(_))));
    }
    assert!(matches!(RawAesKeyring::new("aws-kms", "name", &[1; 32]), Err(KeyError::Config(_))));
    assert!(RawAesKeyring::new("aws-kms-x", "name", &[1; 32]).is_ok());
    assert!(RawAesKeyring::new("", "name", &[1; 32]).is_ok());
}
