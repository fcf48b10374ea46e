//! Every mistake in a table's configuration is reported when it is built, by table and attribute.

use dynamodb_item_encryptor::{
    AlgorithmSuite, AttributeAction, ConfigProblem, Error, HeaderVersion, PlaintextPolicy, RawAesKeyring,
    TableConfig, TableConfigBuilder,
};

fn keyring() -> RawAesKeyring {
    RawAesKeyring::new("namespace", "name", &[7; 32]).unwrap()
}

fn builder() -> TableConfigBuilder {
    TableConfig::builder("Orders").partition_key("id").keyring(keyring())
}

#[track_caller]
fn assert_refused(builder: TableConfigBuilder, attribute: Option<&str>, problem: ConfigProblem) {
    match builder.build() {
        Err(Error::Config { table, attribute: found, problem: found_problem }) => {
            assert_eq!(table.as_deref(), Some("Orders"));
            assert_eq!((found.as_deref(), found_problem), (attribute, problem));
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_partition_key_is_required() {
    let builder = TableConfig::builder("Orders").keyring(keyring());
    assert_refused(builder, None, ConfigProblem::MissingPartitionKey);
}

#[test]
fn key_material_is_required() {
    let builder = TableConfig::builder("Orders").partition_key("id");
    assert_refused(builder, None, ConfigProblem::MissingMaterialProvider);
}

#[test]
fn a_complete_list_of_actions_must_hold_the_keys() {
    let actions = [("other", AttributeAction::SignOnly)];
    assert_refused(builder().attribute_actions(actions), Some("id"), ConfigProblem::MissingKeyAction);
    let actions = [("id", AttributeAction::SignOnly)];
    let builder = builder().sort_key("created").attribute_actions(actions);
    assert_refused(builder, Some("created"), ConfigProblem::MissingKeyAction);
}

#[test]
fn keys_must_be_signed_and_nothing_else() {
    let required = ConfigProblem::KeyAction { required: "SIGN_ONLY" };
    assert_refused(builder().encrypt(["id"]), Some("id"), required.clone());
    let unsigned = builder().do_nothing(["id"]).allowed_unsigned(["id"]);
    assert_refused(unsigned, Some("id"), required.clone());
    assert_refused(builder().sort_key("at").encrypt(["at"]), Some("at"), required);
}

#[test]
fn a_context_attribute_wants_the_keys_in_the_context() {
    let required = ConfigProblem::KeyAction { required: "SIGN_AND_INCLUDE_IN_ENCRYPTION_CONTEXT" };
    let signed = builder().sign(["id"]).sign_and_include_in_encryption_context(["tenant"]);
    assert_refused(signed, Some("id"), required.clone());
    let one_key = builder().sort_key("at").sign(["at"]).sign_and_include_in_encryption_context(["id"]);
    assert_refused(one_key, Some("at"), required);
    let table = builder().sort_key("at").sign_and_include_in_encryption_context(["tenant"]).build().unwrap();
    assert_eq!(table.action("id"), Some(AttributeAction::SignAndIncludeInEncryptionContext));
    assert_eq!(table.action("at"), Some(AttributeAction::SignAndIncludeInEncryptionContext));
    assert_eq!(table.header_version(), HeaderVersion::V2);
}

#[test]
fn unsigned_attributes_must_be_allowed() {
    assert_refused(builder().do_nothing(["note"]), Some("note"), ConfigProblem::UnsignedNotAllowed);
    let table = builder().do_nothing(["note", ":x"]).allowed_unsigned(["note"]).unsigned_prefix(":").build();
    assert_eq!(table.unwrap().action("note"), Some(AttributeAction::DoNothing));
}

#[test]
fn signed_attributes_must_not_be_allowed_unsigned() {
    let problem = ConfigProblem::SignedButAllowedUnsigned;
    assert_refused(builder().sign(["a"]).allowed_unsigned(["a"]), Some("a"), problem.clone());
    assert_refused(builder().encrypt([":a"]).unsigned_prefix(":"), Some(":a"), problem.clone());
    assert_refused(builder().allowed_unsigned(["id"]), Some("id"), problem);
}

#[test]
fn reserved_names_are_refused() {
    for name in ["aws_dbe_head", "aws_dbe_", "aws_dbe_b_x", "aws-crypto-x"] {
        assert_refused(builder().sign([name]), Some(name), ConfigProblem::ReservedName);
        let unsigned = builder().do_nothing([name]).allowed_unsigned([name]);
        assert_refused(unsigned, Some(name), ConfigProblem::ReservedName);
    }
}

#[test]
fn something_must_be_signed() {
    let builder = builder().attribute_actions([("id", AttributeAction::DoNothing)]).allowed_unsigned(["id"]);
    assert_refused(builder, None, ConfigProblem::NothingSigned);
}

#[test]
fn a_second_declaration_with_another_action_is_refused() {
    let problem = ConfigProblem::DuplicateDeclaration;
    assert_refused(builder().encrypt(["a"]).sign(["a"]), Some("a"), problem.clone());
    assert_refused(builder().sign(["a"]).sign(["b"]).encrypt(["b", "a"]), Some("b"), problem.clone());
    let actions = [("id", AttributeAction::SignOnly), ("id", AttributeAction::EncryptAndSign)];
    assert_refused(builder().attribute_actions(actions), Some("id"), problem);
}

#[test]
fn a_second_declaration_with_the_same_action_is_the_first_one() {
    // Several kinds of items of one table may each list their attributes.
    let table =
        builder().encrypt(["a", "a"]).sign(["b"]).encrypt(["c", "a"]).sign(["b", "id"]).build().unwrap();
    assert_eq!(table.action("a"), Some(AttributeAction::EncryptAndSign));
    assert_eq!(table.action("b"), Some(AttributeAction::SignOnly));
    assert_eq!(table.actions().count(), 4);
    let unsigned =
        builder().do_nothing(["x", "x"]).allowed_unsigned(["x"]).allowed_unsigned(["x", "y"]).build();
    assert_eq!(unsigned.unwrap().action("y"), Some(AttributeAction::DoNothing), "allowed names add up");
    let actions = [("id", AttributeAction::SignOnly), ("id", AttributeAction::SignOnly)];
    assert!(builder().attribute_actions(actions).build().is_ok());
}

#[test]
fn what_a_table_has_one_of_is_not_given_twice() {
    type With = fn(TableConfigBuilder, &str) -> TableConfigBuilder;
    let keyed: [(&str, With); 3] = [
        ("the partition key", |builder, name| builder.partition_key(name)),
        ("the sort key", |builder, name| builder.sort_key(name)),
        ("the prefix of allowed-unsigned names", |builder, name| builder.unsigned_prefix(name)),
    ];
    for (what, with) in keyed {
        let unkeyed = || TableConfig::builder("Orders").keyring(keyring());
        let again = || if what == "the partition key" { unkeyed() } else { unkeyed().partition_key("id") };
        let twice = with(with(again(), "first"), "second");
        assert_refused(twice, Some("second"), ConfigProblem::GivenTwice { what });
        // Also where the first comes once more, and where one is empty.
        let thrice = with(with(with(again(), "first"), "second"), "first");
        assert_refused(thrice, Some("second"), ConfigProblem::GivenTwice { what });
        assert_refused(with(with(again(), "first"), ""), Some(""), ConfigProblem::GivenTwice { what });
        assert!(with(with(again(), "first"), "first").build().is_ok(), "{what}");
    }
}

#[test]
fn settings_replace_each_other() {
    let table = builder()
        .table_name("one")
        .table_name("two")
        .suite(AlgorithmSuite::HmacSha384EcdsaP384)
        .suite(AlgorithmSuite::HmacSha384)
        .plaintext_policy(PlaintextPolicy::ForceWriteAllowRead)
        .plaintext_policy(PlaintextPolicy::ForbidWriteAllowRead)
        .build()
        .unwrap();
    assert_eq!((table.table_name(), table.suite()), ("two", AlgorithmSuite::HmacSha384));
    assert_eq!(table.plaintext_policy(), PlaintextPolicy::ForbidWriteAllowRead);
}

#[test]
fn empty_unsigned_rules_are_refused() {
    assert_refused(builder().unsigned_prefix(""), None, ConfigProblem::EmptyUnsignedPrefix);
    assert_refused(builder().allowed_unsigned([""; 0]), None, ConfigProblem::EmptyAllowedUnsigned);
}

#[test]
fn keys_differ_and_have_names_that_dynamodb_allows() {
    assert_refused(builder().sort_key("id"), Some("id"), ConfigProblem::SortKeyIsPartitionKey);
    let long = "k".repeat(256);
    assert_refused(builder().sort_key(&long), Some(&long), ConfigProblem::KeyNameLength);
    assert_refused(builder().sort_key(""), Some(""), ConfigProblem::KeyNameLength);
    // Counted in UTF-16: 128 supplementary characters are 256 units.
    let wide = "😀".repeat(128);
    assert_refused(builder().sort_key(&wide), Some(&wide), ConfigProblem::KeyNameLength);
    assert!(builder().sort_key("k".repeat(255)).build().is_ok());
}

#[test]
fn what_is_not_configured_has_no_action() {
    let table = builder().unsigned_prefix(":").build().unwrap();
    assert_eq!(table.action("id"), Some(AttributeAction::SignOnly));
    assert_eq!(table.action(":any"), Some(AttributeAction::DoNothing));
    assert_eq!(table.action("other"), None);
    assert_eq!(table.header_version(), HeaderVersion::V1);
    assert_eq!((table.logical_name(), table.table_name()), ("Orders", "Orders"));
}

#[test]
fn messages_name_table_and_attribute() {
    let error = builder().do_nothing(["note"]).build().unwrap_err();
    let message = error.to_string();
    assert!(message.contains("'Orders'") && message.contains("'note'"), "{message}");
}

#[test]
fn debug_output_holds_no_key() {
    let text = format!("{:?}", builder().encrypt(["email"]).build().unwrap());
    assert!(text.contains("email") && !text.contains("7, 7"), "{text}");
}
