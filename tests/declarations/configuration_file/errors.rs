//! Errors name the line and the entry, and show nothing of a value.

use std::error::Error as _;

use dynamodb_item_encryptor::ErrorClass;
use dynamodb_item_encryptor::config::{Configuration, ConfigurationError, EntryProblem};

use super::texts::Folder;

const KEYRING: &str = "[keyrings.main.raw_aes]\nnamespace = 'n'\nname = 'k'\nkey = { env = 'KEY' }\n";

/// A table of the lines, which begin with the third.
fn table(lines: &str) -> String {
    format!("[tables.T]\npartition_key = 'id'\n{lines}\nkeyring = 'main'\n{KEYRING}")
}

#[track_caller]
fn refused(text: &str) -> ConfigurationError {
    match Configuration::from_toml(text) {
        Err(error) => error,
        Ok(_) => panic!("it is not refused: {text}"),
    }
}

#[track_caller]
fn assert_at(text: &str, line: usize, entry: &str, message: &str) {
    let error = refused(text);
    assert_eq!((error.line(), error.entry()), (Some(line), Some(entry)), "{error}");
    let shown = error.to_string();
    assert!(shown.contains(message), "{shown}");
    assert!(shown.starts_with(&format!("configuration, line {line}, entry '")), "{shown}");
}

#[test]
fn an_unknown_entry_is_refused_and_the_one_that_is_meant_is_named() {
    assert_at(&table("encrpt = ['a']"), 3, "tables.T.encrpt", "is 'encrypt' meant?");
    assert_at(&table("sortKey = 'a'"), 3, "tables.T.sortKey", "is 'sort_key' meant?");
    assert_at(&table("colour = 'a'"), 3, "tables.T.colour", "here belong 'table_name', 'partition_key'");
    assert_at(
        &table("reader_policy.strict = { allow_suit = [] }"),
        3,
        "tables.T.reader_policy.strict.allow_suit",
        "allow_suites",
    );
    assert_at("[table.T]\n", 1, "table", "is 'tables' meant?");
    assert_at("[keyrings.k.raw_eas]\n", 1, "keyrings.k.raw_eas", "is 'raw_aes' meant?");
}

#[test]
fn a_missing_entry_is_named_where_its_table_begins() {
    assert_at(
        &format!("\n\n[tables.T]\nkeyring = 'main'\n{KEYRING}"),
        3,
        "tables.T",
        "'partition_key' is missing",
    );
    assert_at("[keyrings.k.kms]\n", 1, "keyrings.k.kms", "'key' is missing");
    assert_at("[keyrings]\nk = 'kms'\n", 2, "keyrings.k", "'key' is missing");
}

#[test]
fn a_wrong_type_is_named_and_its_value_is_not_shown() {
    for (lines, entry) in [
        ("encrypt = 'SECRET'", "tables.T.encrypt"),
        ("encrypt = ['a',\n\n'b', ['SECRET']]", "tables.T.encrypt[2]"),
        ("max_data_keys = 'SECRET'", "tables.T.max_data_keys"),
        ("max_data_keys = 256", "tables.T.max_data_keys"),
        ("max_data_keys = -1", "tables.T.max_data_keys"),
        ("max_data_keys = 1.5", "tables.T.max_data_keys"),
        ("max_data_keys = 99999999999999999999", "tables.T.max_data_keys"),
        ("allow_items_without_writer = 'SECRET'", "tables.T.allow_items_without_writer"),
        ("suite = 'SECRET'", "tables.T.suite"),
        ("suite = { SECRET = 1 }", "tables.T.suite.SECRET"),
        ("suite = { hmac_sha384 = 'SECRET' }", "tables.T.suite"),
        ("pad = { a = 'SECRET' }", "tables.T.pad.a"),
        ("table_name = 1979-05-27", "tables.T.table_name"),
        ("reader_policy.strict = 'SECRET'", "tables.T.reader_policy.strict"),
        ("reader_policy = { strict = {}, compatible = {} }", "tables.T.reader_policy"),
    ] {
        let error = refused(&table(lines));
        assert_eq!(error.entry(), Some(entry), "{error}");
        assert!(!format!("{error} {error:?}").replace(entry, "").contains("SECRET"), "{error:?}");
        assert_eq!(error.line(), Some(if lines.contains('\n') { 5 } else { 3 }), "{error}");
        assert_eq!(error.class(), ErrorClass::Configuration);
    }
}

#[test]
fn a_key_has_no_place_in_the_text() {
    for key in [
        "'SECRET'",
        "['SECRET']",
        "{ value = 'SECRET' }",
        "{ base64 = 'SECRET' }",
        "{ env = 'A', key = 'SECRET' }",
        "{ literal = 'SECRET' }",
    ] {
        let text = table("").replace("{ env = 'KEY' }", key);
        let error = refused(&text);
        assert!(error.entry().unwrap().starts_with("keyrings.main.raw_aes.key"), "{error}");
        assert_eq!(error.line(), Some(8));
        let mut shown = format!("{error} {error:?}");
        let mut source = error.source();
        while let Some(error) = source {
            shown += &format!("{error} {error:?}");
            source = error.source();
        }
        assert!(!shown.contains("SECRET"), "{shown}");
    }
}

#[test]
fn a_syntax_error_shows_where_and_not_what() {
    for (text, line) in [
        ("[tables.T]\npartition_key = SECRET\n", 2),
        ("[tables.T]\npartition_key = 'SECRET\n", 2),
        ("[tables.T]\npartition_key = 'a'\npartition_key = 'SECRET'\n", 3),
        ("[tables.T]\n[tables.T]\n", 2),
        ("[tables.T\n", 1),
        ("\n\n\u{0}SECRET", 3),
    ] {
        let error = refused(text);
        assert!(matches!(error.problem(), EntryProblem::Syntax(_)), "{error}");
        assert_eq!(error.line(), Some(line), "{error}");
        assert!(!format!("{error} {error:?}").contains("SECRET"), "{error:?}");
    }
    for (text, line) in [
        ("{\n\"tables\": SECRET }", 2),
        ("{\n\"tables\": {} }\n x", 3),
        ("{\"tables\": {\n\"T\": { \"partition_key\": \"\\ud800\" } } }", 2),
        ("{\n\n\"tables\": {}", 3),
        ("", 1),
    ] {
        let error = Configuration::from_json(text).unwrap_err();
        assert!(matches!(error.problem(), EntryProblem::Syntax(_)), "{error}");
        assert_eq!(error.line(), Some(line), "{error}");
        assert!(!format!("{error} {error:?}").contains("SECRET"), "{error:?}");
    }
}

#[test]
fn json_has_lines_and_entries_too() {
    let text = "{ \"tables\": {\n  \"T\": {\n    \"partition_key\": \"id\",\n    \"encrypt\": [\"a\",\n      7],\n    \"keyring\": \"main\" } } }";
    let error = Configuration::from_json(text).unwrap_err();
    assert_eq!((error.line(), error.entry()), (Some(5), Some("tables.T.encrypt[1]")), "{error}");
    let text = "{ \"tables\": {},\n  \"keyrings\": {},\n  \"tables\": {} }";
    let error = Configuration::from_json(text).unwrap_err();
    assert!(matches!(error.problem(), EntryProblem::Twice), "{error}");
    assert_eq!(error.line(), Some(3), "{error}");
    let text = "{ \"tables\": null }";
    let error = Configuration::from_json(text).unwrap_err();
    assert_eq!(error.entry(), Some("tables"), "{error}");
}

#[test]
fn a_rule_of_the_table_names_the_entry_that_breaks_it() {
    for (lines, line, entry, message) in [
        ("encrypt = ['a']\nsign = ['b', 'a']", 4, "tables.T.sign[1]", "more than once"),
        ("encrypt = ['a',\n'id']", 4, "tables.T.encrypt[1]", "SIGN_ONLY"),
        ("do_nothing = ['a']", 3, "tables.T.do_nothing[0]", "allowed-unsigned"),
        ("sort_key = 'id'", 3, "tables.T.sort_key", "same attribute"),
        ("\nmax_data_keys = 0", 4, "tables.T.max_data_keys", "encrypted data key"),
        ("allowed_unsigned = []", 3, "tables.T.allowed_unsigned", "empty"),
        ("unsigned_prefix = ''", 3, "tables.T.unsigned_prefix", "empty"),
        ("sign = ['aws_dbe_x']", 3, "tables.T.sign[0]", "reserved"),
        ("sign = ['a']\n\nallowed_unsigned = ['a']", 3, "tables.T.sign[0]", "allowed-unsigned"),
        ("action_for_others = 'do_nothing'", 3, "tables.T.action_for_others", "DO_NOTHING"),
        ("encrypt = ['a']\nindex_keys = ['a']", 4, "tables.T.index_keys[0]", "index"),
        ("sign = ['a']\npad = {\n a = 5 }", 5, "tables.T.pad.a", "encrypted"),
        (
            "sign = ['a']\nreader_policy.strict.allow_readable = ['a']",
            4,
            "tables.T.reader_policy.strict.allow_readable[0]",
            "exception",
        ),
        ("attribute_actions = { a = 'sign_only' }", 3, "tables.T.attribute_actions", "complete list"),
    ] {
        assert_at(&table(lines), line, entry, message);
    }
}

#[test]
fn two_tables_have_two_names() {
    let two = format!(
        "[tables.A]\npartition_key = 'id'\nkeyring = 'main'\ntable_name = 'x'\n[tables.B]\npartition_key = 'id'\nkeyring = 'main'\ntable_name = 'x'\n{KEYRING}"
    );
    assert_at(&two, 8, "tables.B.table_name", "another configuration is for the same DynamoDB table");
    let two = two.replace("[tables.A]", "[tables.x]").replacen("table_name = 'x'", "table_name = 'y'", 1);
    Configuration::from_toml(&two).unwrap();
}

#[test]
fn keyrings_are_there_and_not_part_of_themselves() {
    let multi = |name: &str, keyrings: &str| format!("[keyrings.{name}.multi]\nkeyrings = [{keyrings}]\n");
    assert_at(
        "[tables.T]\npartition_key = 'id'\nkeyring = 'mian'\n[keyrings.main.kms]\nkey = 'a'\n",
        3,
        "tables.T.keyring",
        "no keyring 'mian'; is 'main' meant?",
    );
    assert_at(&multi("a", "'b',\n'c'"), 2, "keyrings.a.multi.keyrings[0]", "no keyring 'b'");
    assert_at(&multi("a", "'a'"), 2, "keyrings.a.multi.keyrings[0]", "part of itself");
    let circle = format!("{}{}{KEYRING}", multi("a", "'main', 'b'"), multi("b", "'a'"));
    assert_at(&circle, 4, "keyrings.b.multi.keyrings[0]", "part of itself");
    assert_at(&multi("a", ""), 2, "keyrings.a.multi.keyrings", "at least one");
    // One that is part of two is no circle.
    let shared =
        format!("{}{}{}{KEYRING}", multi("a", "'b', 'c'"), multi("b", "'main'"), multi("c", "'main', 'b'"));
    Configuration::from_toml(&shared).unwrap();
    // Neither is a long chain, which is not gone through more than once.
    let mut chain = KEYRING.to_owned();
    for number in 0..200 {
        let before = if number == 0 { "main".to_owned() } else { format!("k{}", number - 1) };
        chain += &multi(&format!("k{number}"), &format!("'{before}', '{before}'"));
    }
    Configuration::from_toml(&chain).unwrap();
}

#[test]
fn a_file_is_named_and_bounded() {
    let folder = Folder::new();
    let path = folder.write("tables.toml", table("encrpt = []"));
    let error = Configuration::from_file(&path).unwrap_err();
    assert_eq!(error.file(), path.to_str());
    assert!(
        error.to_string().starts_with(&format!(
            "configuration file '{}', line 3, entry 'tables.T.encrpt': ",
            path.display()
        )),
        "{error}"
    );
    let error = Configuration::from_file(folder.path().join("none.toml")).unwrap_err();
    assert!(matches!(error.problem(), EntryProblem::File(_)) && error.source().is_some(), "{error}");
    let error = Configuration::from_file(folder.write("tables.yaml", "")).unwrap_err();
    assert!(matches!(error.problem(), EntryProblem::FileName), "{error}");
    let error = Configuration::from_file(folder.write("a.toml", "# \u{e9}".as_bytes().split_last().unwrap().1))
        .unwrap_err();
    assert!(matches!(error.problem(), EntryProblem::Text(_)), "{error}");
    let comment = format!("# {}\n", "x".repeat(1 << 20));
    for long in [Configuration::from_file(folder.write("b.toml", &comment)), Configuration::from_toml(&comment)]
    {
        assert!(matches!(long.unwrap_err().problem(), EntryProblem::Text(_)));
    }
    Configuration::from_file(folder.write("c.TOML", table(""))).unwrap();
    Configuration::from_file(folder.write("bom.toml", format!("\u{feff}{}", table("")))).unwrap();
}

#[test]
fn hostile_texts_are_refused_in_time_and_without_running_out_of_stack() {
    let deep = 500_000;
    for text in [
        format!("a = {}", "[".repeat(deep)),
        format!("a = {}", "{a=".repeat(deep / 3)),
        format!("[{}]", vec!["a"; deep].join(".")),
        format!("{} = 1", vec!["a"; deep].join(".")),
        format!("[tables.T]\nencrypt = {}{}", "[".repeat(20), "]".repeat(20)),
        format!("a = {}", "'\u{202e}x', ".repeat(1000)),
    ] {
        let error = refused(&text);
        assert!(error.to_string().len() < 1_000, "{error}");
    }
    for text in [
        "[".repeat(deep),
        "{\"a\":".repeat(deep / 5),
        format!("{}1{}", "[".repeat(100), "]".repeat(100)),
        format!("{{\"tables\":{}1{}}}", "{\"a\":".repeat(30), "}".repeat(30)),
    ] {
        assert!(Configuration::from_json(&text).unwrap_err().to_string().len() < 1_000);
    }
    // As many entries as fit: each place is looked at once.
    let names: Vec<String> = (0..100_000).map(|number| format!("'a{number}'")).collect();
    Configuration::from_toml(&table(&format!("sign = [{}]", names.join(",")))).unwrap();
    let error = refused(&table(&format!("sign = [{}, 'id']", names.join(",")).replace("sign", "encrypt")));
    assert_eq!(error.entry(), Some("tables.T.encrypt[100000]"));
}

#[test]
fn a_number_is_read_however_toml_writes_it() {
    for number in ["10", "+10", "1_0", "0x0a", "0o12", "0b1010", "0x0_A"] {
        let configuration = Configuration::from_toml(&table(&format!("max_data_keys = {number}"))).unwrap();
        assert_eq!(configuration.table_configs_without_keys().unwrap()[0].max_data_keys(), 10, "{number}");
    }
}
