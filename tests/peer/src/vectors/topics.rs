//! What the sealed vectors cover, topic by topic.

use super::{Plan, plan, with};
use crate::{
    keys::{multi, raw_aes},
    official::{WITH_SIGNATURE, WITHOUT_SIGNATURE},
    random::{self, AES_KEYS, CONTEXT, DEEPEST, ENCRYPT, NOTHING, ODD_NUMBERS, SIGN},
    sealed::{FOOT, HEAD},
};
use aws_sdk_dynamodb::types::AttributeValue;
use serde_json::{Map, Value, json};

const PROVIDER: &str = "peer";

pub fn all(seed: u64) -> Vec<(&'static str, Vec<Plan>)> {
    vec![
        ("types", types()),
        ("nesting", nesting()),
        ("numbers", numbers()),
        ("names", names()),
        ("suites_and_versions", suites_and_versions()),
        ("wrapping_keys", wrapping_keys()),
        ("recipients", recipients()),
        ("readers", readers()),
        ("stored_forms", stored_forms()),
        ("unsigned", unsigned()),
        ("plaintext_policy", plaintext_policy()),
        ("odd_but_accepted", odd_but_accepted()),
        ("random", random(seed)),
    ]
}

fn aes() -> Value {
    raw_aes("aes-256", PROVIDER)
}

fn config(actions: Value) -> Value {
    json!({"key": aes(), "attributeActionsOnEncrypt": actions})
}

/// Every value under every action there is for it: one test of header version 1, one of version 2.
fn types() -> Vec<Plan> {
    let values: [(&str, Vec<Value>); 10] = [
        (
            "string",
            vec![
                json!({"S": ""}),
                json!({"S": "text"}),
                json!({"S": "\0 é \u{e000}\u{ff21} 😀"}),
                json!("the short form"),
            ],
        ),
        ("number", vec![json!({"N": "0"}), json!({"N": "-12.50"}), json!(7)]),
        ("binary", vec![json!({"B": ""}), json!({"B": "AAH/"})]),
        ("boolean", vec![json!({"BOOL": true}), json!({"BOOL": false})]),
        ("null", vec![json!({"NULL": true})]),
        (
            "string_set",
            vec![
                json!({"SS": ["one"]}),
                json!({"SS": ["b", "", "a", "\u{ff21}", "😀", "B", "é", "aa", "\u{e000}", "\u{10000}"]}),
            ],
        ),
        ("number_set", vec![json!({"NS": ["1"]}), json!({"NS": ["2", "10", "-1", "0.50", "+3", "1E2"]})]),
        ("binary_set", vec![json!({"BS": ["AA=="]}), json!({"BS": ["/w==", "", "AQI=", "AQ==", "fw=="]})]),
        (
            "map",
            vec![
                json!({"M": {}}),
                json!({"M": {"b": 1, "a": "x", "aa": {"NULL": true}, "\u{ff21}": {"BOOL": true}, "😀": {"B": "AQ=="}}}),
            ],
        ),
        ("list", vec![json!({"L": []}), json!({"L": ["x", 1, {"L": []}, {"SS": ["b", "a"]}]})]),
    ];
    let mut plans = Vec::new();
    for (kind, values) in values {
        for (version, key, actions) in
            [(1, SIGN, &[ENCRYPT, SIGN][..]), (2, CONTEXT, &[ENCRYPT, SIGN, CONTEXT])]
        {
            let mut configured = Map::from_iter([("RecNum".to_owned(), key.into())]);
            let mut record = Map::from_iter([("RecNum".to_owned(), json!(1))]);
            for (index, value) in values.iter().enumerate() {
                for action in actions {
                    let name = format!("{}_{index}", action[..4].to_lowercase());
                    let name = if *action == CONTEXT { format!("context_{index}") } else { name };
                    configured.insert(name.clone(), (*action).into());
                    record.insert(name, value.clone());
                }
            }
            plans.push(plan(
                &format!("{kind}_v{version}"),
                &format!("Every {kind} under every action, header version {version}"),
                config(configured.into()),
                record.into(),
            ));
        }
    }
    plans
}

fn nesting() -> Vec<Plan> {
    let in_lists = |depth| (0..depth).fold(json!("innermost"), |value, _| json!({"L": [value]}));
    let in_maps = |depth| (0..depth).fold(json!("innermost"), |value, _| json!({"M": {"m": value}}));
    let actions = json!({"RecNum": SIGN, "encrypted": ENCRYPT, "signed": SIGN});
    [
        ("two_deep", in_lists(2), in_maps(2)),
        ("lists_at_the_limit", in_lists(DEEPEST), in_lists(DEEPEST)),
        ("maps_at_the_limit", in_maps(DEEPEST), in_maps(DEEPEST)),
    ]
    .into_iter()
    .map(|(name, encrypted, signed)| {
        let record = json!({"RecNum": 1, "encrypted": encrypted, "signed": signed});
        let description = "Lists and maps within each other";
        plan(name, description, config(actions.clone()), record)
    })
    .collect()
}

fn numbers() -> Vec<Plan> {
    let mut plans = Vec::new();
    for (name, action) in [("encrypted", ENCRYPT), ("signed", SIGN), ("in_context", CONTEXT)] {
        let key = if action == CONTEXT { CONTEXT } else { SIGN };
        let mut actions = json!({"RecNum": key});
        let mut record = json!({"RecNum": 1});
        for (index, number) in ODD_NUMBERS.iter().enumerate() {
            let name = format!("n{index:02}");
            record[&name] = json!({"N": number});
            actions[&name] = action.into();
        }
        let description = format!("Odd spellings of numbers, {}", name.replace('_', " "));
        plans.push(plan(name, &description, config(actions), record));
    }
    for (index, number) in ["007", "-0", "1E3", "5.", "+7", "1e-130"].iter().enumerate() {
        let description = format!("The partition key is {number}");
        let actions = json!({"RecNum": SIGN, "secret": ENCRYPT});
        let record = json!({"RecNum": {"N": number}, "secret": "x"});
        plans.push(plan(&format!("partition_key_{index}"), &description, config(actions), record));
    }
    let set = json!({"NS": ["1.10", "+2", "003", "4e0", ".5", "-0", "1E-130", "9.99e125"]});
    plans.push(plan(
        "in_sets",
        "Odd spellings of numbers in sets",
        config(json!({"RecNum": SIGN, "encrypted": ENCRYPT, "signed": SIGN, "nested": ENCRYPT})),
        json!({"RecNum": 1, "encrypted": set, "signed": set, "nested": {"L": [set]}}),
    ));
    plans
}

fn names() -> Vec<Plan> {
    let long = "ü".repeat(255);
    let lists: [(&str, &str, Vec<&str>); 5] = [
        (
            "like_document_paths",
            "Names that look like document paths or expressions",
            vec![
                "a.b",
                "a",
                "b",
                "a[2]",
                "a[",
                "$",
                "$.a",
                "$['a']",
                "$.[\"a\"]",
                "'a'",
                "\"a\"",
                "a b",
                " ",
                "a#b",
                ":a",
                "/a",
                "\\",
                "a\nb",
                "%61",
                "AWS_DBE_HEAD",
            ],
        ),
        (
            "utf16_order",
            "Names of one UTF-16 length, which UTF-16 orders otherwise than UTF-8",
            vec!["\u{ff21}\u{ff21}", "😀", "\u{e000}\u{e000}", "\u{10000}", "\u{ffff}\u{ffff}", "𝟁", "zz"],
        ),
        (
            "utf16_lengths",
            "Names whose UTF-16 length orders them otherwise than their bytes or characters",
            vec!["😀é", "ééé", "éééé", "😀😀", "abc", "abcd", "中中", "\u{ffff}", "ab", "a", "z"],
        ),
        (
            "combining",
            "Names that look alike",
            vec!["é", "e\u{301}", "e", "\u{301}", "\u{200d}", "\u{212b}", "å", "\u{feff}a", "ﬁ", "fi"],
        ),
        ("long", "A long name", vec![&long]),
    ];
    let mut plans = Vec::new();
    for (name, description, names) in lists {
        for (suffix, key, actions) in
            [("", SIGN, &[ENCRYPT, SIGN][..]), ("_v2", CONTEXT, &[CONTEXT, ENCRYPT, SIGN, CONTEXT])]
        {
            let mut configured = json!({"RecNum": key});
            let mut record = json!({"RecNum": 1});
            for (name, action) in names.iter().zip(actions.iter().cycle()) {
                configured[*name] = (*action).into();
                record[*name] = json!(format!("value of {name}"));
            }
            let name = format!("{name}{suffix}");
            plans.push(plan(&name, description, config(configured), record));
        }
    }
    let members = json!({"M": {"\u{ff21}": 1, "😀": 2, "\u{e000}": 3, "\u{10000}": 4, "zz": 5, "a.b": 6}});
    plans.push(plan(
        "members_of_maps",
        "Members of a map are in the order of their UTF-16 units",
        config(json!({"RecNum": SIGN, "encrypted": ENCRYPT, "signed": SIGN})),
        json!({"RecNum": 1, "encrypted": members, "signed": members}),
    ));
    let keys = json!({
        "key": aes(),
        "logicalTableName": "Täble 😀 \u{e000}",
        "partitionKeyName": "pärtition.😀",
        "sortKeyName": "\u{ff21}\u{ff21}.sörtition",
    });
    for (suffix, action) in [("", SIGN), ("_v2", CONTEXT)] {
        let actions = json!({"pärtition.😀": action, "\u{ff21}\u{ff21}.sörtition": action, "x": ENCRYPT});
        plans.push(plan(
            &format!("table_and_keys{suffix}"),
            "Names of the table and of the keys beyond ASCII",
            with(keys.clone(), "attributeActionsOnEncrypt", actions),
            json!({"pärtition.😀": "pk", "\u{ff21}\u{ff21}.sörtition": {"B": "AQI="}, "x": "secret"}),
        ));
    }
    plans.push(plan(
        "longest_key_name",
        "A partition key of 255 UTF-16 units",
        with(config(json!({&long: SIGN, "x": ENCRYPT})), "partitionKeyName", long.as_str()),
        json!({&long: "pk", "x": "secret"}),
    ));
    plans
}

fn suites_and_versions() -> Vec<Plan> {
    let mut plans = Vec::new();
    let suites = [
        ("default_suite", None),
        ("with_signature", Some(WITH_SIGNATURE)),
        ("without_signature", Some(WITHOUT_SIGNATURE)),
    ];
    for (suite_name, suite) in suites {
        for (version, key, action) in [(1, SIGN, SIGN), (2, CONTEXT, CONTEXT)] {
            for (key_name, wrapping) in [("hierarchy", None), ("aes", Some(aes()))] {
                let mut config = json!({
                    "logicalTableName": "Orders",
                    "partitionKeyName": "customer",
                    "sortKeyName": "order",
                    "attributeActionsOnEncrypt": {
                        "customer": key,
                        "order": key,
                        "region": action,
                        "status": SIGN,
                        "card": ENCRYPT,
                        "address": ENCRYPT,
                    },
                });
                if let Some(suite) = suite {
                    config = with(config, "algorithmSuiteId", suite);
                }
                if let Some(wrapping) = wrapping {
                    config = with(config, "key", wrapping);
                }
                plans.push(plan(
                    &format!("{suite_name}_v{version}_{key_name}"),
                    &format!("Header version {version}, {}", suite_name.replace('_', " ")),
                    config,
                    json!({
                        "customer": "c-1",
                        "order": 17,
                        "region": "eu",
                        "status": "open",
                        "card": "4111 1111 1111 1111",
                        "address": {"M": {"city": "Köln", "zip": 50667}},
                    }),
                ));
            }
        }
    }
    for (name, key) in [("keys_only_v1", SIGN), ("keys_only_v2", CONTEXT)] {
        plans.push(plan(name, "Nothing but a key", config(json!({"RecNum": key})), json!({"RecNum": 1})));
    }
    plans
}

fn wrapping_keys() -> Vec<Plan> {
    let actions = json!({"RecNum": SIGN, "secret": ENCRYPT});
    let record = json!({"RecNum": 1, "secret": "x"});
    let sealed_under = |name: &str, key: Value| {
        let config = with(config(actions.clone()), "key", key);
        plan(name, "Sealed under one key", config, record.clone())
    };
    let mut plans = Vec::new();
    for (name, key) in ["aes_128", "aes_192", "aes_256", "aes_name_beyond_ascii"].iter().zip(AES_KEYS) {
        plans.push(sealed_under(name, raw_aes(key, PROVIDER)));
    }
    let hierarchy = json!({"type": "aws-kms-hierarchy", "key": "static-branch-key-1"});
    plans.push(sealed_under("hierarchy", hierarchy.clone()));
    plans.push(sealed_under("aes_provider_beyond_ascii", raw_aes("aes-256", "prövider 😀")));
    for (name, reader) in [
        ("other_key", raw_aes("aes-192", PROVIDER)),
        ("other_provider", raw_aes("aes-256", "another")),
        ("other_kind_of_key", hierarchy),
    ] {
        let reader = with(config(actions.clone()), "key", reader);
        let mut plan = sealed_under(name, aes()).read_with(reader).refused();
        plan.test.description = "The reader has another key".to_owned();
        plans.push(plan);
    }
    plans
}

fn recipients() -> Vec<Plan> {
    let keys: Vec<_> = AES_KEYS.iter().map(|key| raw_aes(key, PROVIDER)).collect();
    let actions = json!({"RecNum": SIGN, "secret": ENCRYPT, "plain": SIGN});
    let record = json!({"RecNum": 1, "secret": "x", "plain": "y"});
    let mut plans = Vec::new();
    for (suffix, suite) in [("", WITH_SIGNATURE), ("_without_signature", WITHOUT_SIGNATURE)] {
        let config = with(config(actions.clone()), "algorithmSuiteId", suite);
        for count in 2..=keys.len() {
            let several = with(config.clone(), "key", multi(&keys[..count]));
            let description = format!("An item of {count} recipients, read by all of them");
            let name = format!("of_{count}{suffix}");
            plans.push(plan(&name, &description, several, record.clone()));
        }
        for (index, key) in keys[..3].iter().enumerate() {
            let several = with(config.clone(), "key", multi(&keys[..3]));
            let reader = with(config.clone(), "key", key.clone());
            let description = format!("An item of 3 recipients, read by number {}", index + 1);
            let name = format!("read_by_number_{}{suffix}", index + 1);
            plans.push(plan(&name, &description, several, record.clone()).read_with(reader));
        }
        let several = with(config.clone(), "key", multi(&keys[..3]));
        let stranger = with(config.clone(), "key", keys[3].clone());
        let description = "An item of 3 recipients, read by another one";
        let name = format!("read_by_a_stranger{suffix}");
        plans.push(plan(&name, description, several, record.clone()).read_with(stranger).refused());
    }
    plans
}

/// Configs may change between writing and reading, within limits.
fn readers() -> Vec<Plan> {
    let record = json!({"RecNum": 1, "a": "x", "b": "y"});
    let actions = |a: &str, b: &str| config(json!({"RecNum": SIGN, "a": a, "b": b}));
    let in_context = |a: &str, b: &str| config(json!({"RecNum": CONTEXT, "a": a, "b": b}));
    let two =
        |name, description, writer, reader| plan(name, description, writer, record.clone()).read_with(reader);
    vec![
        two(
            "encrypted_becomes_signed",
            "The reader's config only signs",
            actions(ENCRYPT, ENCRYPT),
            actions(SIGN, SIGN),
        ),
        two(
            "signed_becomes_encrypted",
            "The reader's config encrypts",
            actions(SIGN, SIGN),
            actions(ENCRYPT, ENCRYPT),
        ),
        two(
            "context_becomes_encrypted",
            "The context is in the header's hands",
            in_context(CONTEXT, ENCRYPT),
            in_context(ENCRYPT, CONTEXT),
        ),
        two(
            "version_1_read_by_version_2",
            "The header tells the version",
            actions(ENCRYPT, SIGN),
            in_context(ENCRYPT, SIGN),
        ),
        two(
            "version_2_read_by_version_1",
            "The header tells the version",
            in_context(ENCRYPT, SIGN),
            actions(ENCRYPT, SIGN),
        ),
        two(
            "other_suite",
            "The header tells the suite",
            actions(ENCRYPT, SIGN),
            with(actions(ENCRYPT, SIGN), "algorithmSuiteId", WITHOUT_SIGNATURE),
        ),
        two(
            "signature_for_a_reader_without",
            "The header tells the suite",
            with(actions(ENCRYPT, SIGN), "algorithmSuiteId", WITHOUT_SIGNATURE),
            actions(ENCRYPT, SIGN),
        ),
        two(
            "no_actions_but_the_key",
            "A reader needs no actions",
            actions(ENCRYPT, SIGN),
            config(json!({"RecNum": SIGN})),
        ),
        two(
            "more_actions",
            "Actions for attributes that the item does not have",
            actions(ENCRYPT, SIGN),
            config(json!({"RecNum": SIGN, "a": ENCRYPT, "b": SIGN, "c": ENCRYPT})),
        ),
        two(
            "more_unsigned",
            "More attributes may be unsigned",
            actions(ENCRYPT, SIGN),
            with(actions(ENCRYPT, SIGN), "allowedUnsignedAttributes", json!(["c"])),
        ),
        two(
            "encrypted_becomes_unsigned",
            "A signed attribute can't become unsigned",
            actions(ENCRYPT, ENCRYPT),
            with(actions(ENCRYPT, NOTHING), "allowedUnsignedAttributes", json!(["b"])),
        )
        .refused(),
        two(
            "unsigned_becomes_signed",
            "An unsigned attribute can't become signed",
            with(actions(ENCRYPT, NOTHING), "allowedUnsignedAttributes", json!(["b"])),
            actions(ENCRYPT, SIGN),
        )
        .refused(),
    ]
}

/// DynamoDB gives back sets in any order and numbers in a spelling of its own.
fn stored_forms() -> Vec<Plan> {
    let config = config(json!({"RecNum": SIGN, "s": SIGN, "n": SIGN, "nested": SIGN, "e": ENCRYPT}));
    let record = json!({
        "RecNum": {"N": "1.0"},
        "s": {"SS": ["b", "a", "😀", "\u{ff21}"]},
        "n": {"NS": ["1.50", "2e1"]},
        "nested": {"L": [{"BS": ["AQ==", "Ag=="]}, {"N": "+3"}]},
        "e": "x",
    });
    vec![
        plan(
            "sets_in_another_order",
            "Signed sets are stored in another order",
            config.clone(),
            record.clone(),
        )
        .stored(|sealed| {
            for value in sealed.item.values_mut() {
                match value {
                    AttributeValue::Ss(set) | AttributeValue::Ns(set) => set.reverse(),
                    _ => {}
                }
            }
            Ok(())
        }),
        plan("numbers_in_another_spelling", "Signed numbers are stored in another spelling", config, record)
            .stored(|sealed| {
                let number = |n: &str| AttributeValue::N(n.to_owned());
                sealed.item.insert("RecNum".to_owned(), number("1"));
                let set = AttributeValue::Ns(vec!["1.5".to_owned(), "20".to_owned()]);
                sealed.item.insert("n".to_owned(), set);
                Ok(())
            }),
    ]
}

fn unsigned() -> Vec<Plan> {
    let record = json!({"RecNum": 1, "secret": "x", "note": "free", ":hint": {"L": [1, "2"]}});
    let actions = |note: Option<&str>, hint: Option<&str>| {
        let mut actions = json!({"RecNum": SIGN, "secret": ENCRYPT});
        if let Some(action) = note {
            actions["note"] = action.into();
        }
        if let Some(action) = hint {
            actions[":hint"] = action.into();
        }
        config(actions)
    };
    let listed = |config, names: &[&str]| with(config, "allowedUnsignedAttributes", names.to_vec());
    let prefixed = |config| with(config, "allowedUnsignedAttributePrefix", ":");
    let nothing = Some(NOTHING);
    let both = || prefixed(listed(actions(nothing, nothing), &["note"]));
    vec![
        plan(
            "by_list",
            "Unsigned by name",
            listed(actions(nothing, nothing), &["note", ":hint"]),
            record.clone(),
        ),
        plan("by_prefix", "Unsigned by prefix", prefixed(actions(Some(SIGN), nothing)), record.clone()),
        plan("by_list_and_prefix", "Unsigned by name and by prefix", both(), record.clone()),
        plan(
            "without_actions",
            "What may be unsigned needs no action",
            prefixed(listed(actions(None, None), &["note"])),
            record.clone(),
        ),
        plan(
            "odd_number",
            "What is unsigned may be any number",
            both(),
            with(record.clone(), "note", json!({"N": "1e999"})),
        ),
        plan(
            "prefix_beyond_ascii",
            "A prefix is a matter of characters",
            with(config(json!({"RecNum": SIGN})), "allowedUnsignedAttributePrefix", "😀"),
            json!({"RecNum": 1, "😀x": "free"}),
        ),
        plan("changed", "An unsigned attribute changes", both(), record.clone())
            .stored(|sealed| {
                sealed.item.insert("note".to_owned(), AttributeValue::S("other".to_owned()));
                Ok(())
            })
            .opens_to(with(record.clone(), "note", "other")),
        plan("added", "An unsigned attribute comes along", both(), record.clone())
            .stored(|sealed| {
                sealed.item.insert(":new".to_owned(), AttributeValue::Bool(true));
                Ok(())
            })
            .opens_to(with(record.clone(), ":new", json!({"BOOL": true}))),
        plan("dropped", "An unsigned attribute goes away", both(), record)
            .stored(|sealed| {
                sealed.item.remove(":hint");
                Ok(())
            })
            .opens_to(json!({"RecNum": 1, "secret": "x", "note": "free"})),
        plan(
            "beacons",
            "Attributes of searchable tables are dropped",
            config(json!({"RecNum": SIGN, "secret": ENCRYPT})),
            json!({"RecNum": 1, "secret": "x"}),
        )
        .stored(|sealed| {
            for (name, value) in [("aws_dbe_b_secret", "4ab"), ("aws_dbe_v_1", " ")] {
                sealed.item.insert(name.to_owned(), AttributeValue::S(value.to_owned()));
            }
            Ok(())
        }),
    ]
}

fn plaintext_policy() -> Vec<Plan> {
    const FORCE: &str = "FORCE_PLAINTEXT_WRITE_ALLOW_PLAINTEXT_READ";
    const ALLOW: &str = "FORBID_PLAINTEXT_WRITE_ALLOW_PLAINTEXT_READ";
    const FORBID: &str = "FORBID_PLAINTEXT_WRITE_FORBID_PLAINTEXT_READ";
    let default = config(json!({"RecNum": SIGN, "secret": ENCRYPT}));
    let policy = |name| with(default.clone(), "plaintextOverride", name);
    let record = json!({"RecNum": 1, "secret": "x"});
    let two =
        |name, description, writer, reader| plan(name, description, writer, record.clone()).read_with(reader);
    vec![
        two("forced_reads_plaintext", "A plaintext item", policy(FORCE), policy(FORCE)),
        two("allowed_reads_plaintext", "A plaintext item", policy(FORCE), policy(ALLOW)),
        two("forbidden_refuses_plaintext", "A plaintext item", policy(FORCE), policy(FORBID)).refused(),
        two("default_refuses_plaintext", "A plaintext item", policy(FORCE), default.clone()).refused(),
        two("forced_reads_sealed", "A sealed item", default.clone(), policy(FORCE)),
        two("allowed_reads_sealed", "A sealed item", policy(ALLOW), policy(ALLOW)),
        two("forbidden_reads_sealed", "A sealed item", policy(FORBID), policy(FORBID)),
        two("allowed_refuses_lone_header", "Neither sealed nor plaintext", default.clone(), policy(ALLOW))
            .stored(|sealed| {
                sealed.item.remove(FOOT);
                Ok(())
            })
            .refused(),
        two("allowed_refuses_lone_footer", "Neither sealed nor plaintext", default.clone(), policy(ALLOW))
            .stored(|sealed| {
                sealed.item.remove(HEAD);
                Ok(())
            })
            .refused(),
    ]
}

/// What DynamoDB itself would hardly store, or nobody would call so, but the official crate seals.
fn odd_but_accepted() -> Vec<Plan> {
    let actions = json!({"RecNum": SIGN, "e": ENCRYPT, "s": SIGN});
    let of = |value: Value| json!({"RecNum": 1, "e": value, "s": value});
    let keyed = |value: Value| json!({"RecNum": value, "e": "x", "s": "y"});
    let under = |provider| with(config(actions.clone()), "key", raw_aes("aes-256", provider));
    let default = config(actions.clone());
    vec![
        plan("empty_string_set", "A set without members", default.clone(), of(json!({"SS": []}))),
        plan("empty_number_set", "A set without members", default.clone(), of(json!({"NS": []}))),
        plan("empty_binary_set", "A set without members", default.clone(), of(json!({"BS": []}))),
        plan("empty_partition_key", "An empty key value", default.clone(), keyed(json!({"S": ""}))),
        plan(
            "boolean_partition_key",
            "A key of a type that no key has",
            default.clone(),
            keyed(json!({"BOOL": true})),
        ),
        plan(
            "map_partition_key",
            "A key of a type that no key has",
            default.clone(),
            keyed(json!({"M": {"a": 1}})),
        ),
        plan(
            "empty_table_name",
            "A table without a name",
            with(default, "logicalTableName", ""),
            of(json!("x")),
        ),
        plan("empty_provider", "A key provider without a name", under(""), of(json!("x"))),
        plan(
            "provider_like_kms",
            "A raw key under a provider that begins like KMS",
            under("aws-kms-x"),
            of(json!("x")),
        ),
    ]
}

/// A few random items of moderate size.
fn random(seed: u64) -> Vec<Plan> {
    let tests = random::tests(seed, 200, true).into_iter();
    let small = tests.filter(|test| (400..1500).contains(&test.record.to_string().len()));
    small.take(6).map(|test| Plan { test, stored: None, opens_to: None }).collect()
}
