use super::*;

fn bytes(value: &AttributeValue) -> Result<Vec<u8>, ValueProblem> {
    let mut out = Vec::new();
    push(&mut out, value).map(|()| out)
}

fn round_trip(value: &AttributeValue) -> AttributeValue {
    parse(type_id(value).unwrap(), &bytes(value).unwrap()).unwrap()
}

fn nested(levels: usize) -> AttributeValue {
    (1..levels).fold(AttributeValue::Bool(true), |value, _| AttributeValue::L(vec![value]))
}

#[test]
fn every_type_round_trips() {
    let map = HashMap::from([
        ("a".to_owned(), AttributeValue::Null(true)),
        ("\u{e000}".to_owned(), AttributeValue::B(Blob::new([0, 255]))),
        ("\u{10000}".to_owned(), AttributeValue::Bs(vec![Blob::new([]), Blob::new([1])])),
    ]);
    for value in [
        AttributeValue::S("ä😀".into()),
        AttributeValue::S(String::new()),
        AttributeValue::N("-1.5".into()),
        AttributeValue::Bool(false),
        AttributeValue::Ss(vec![]),
        AttributeValue::Ns(vec!["-1".into(), "1".into()]),
        AttributeValue::L(vec![AttributeValue::M(map.clone()), AttributeValue::L(vec![])]),
        AttributeValue::M(map),
    ] {
        assert_eq!(round_trip(&value), value);
    }
}

#[test]
fn set_members_sort_by_utf16_and_map_keys_too() {
    let set = AttributeValue::Ss(vec!["\u{e000}".into(), "\u{10000}".into(), "a".into()]);
    let expected = AttributeValue::Ss(vec!["a".into(), "\u{10000}".into(), "\u{e000}".into()]);
    assert_eq!(round_trip(&set), expected);
}

#[test]
fn number_sets_are_duplicates_after_normalisation() {
    let set = AttributeValue::Ns(vec!["1.0".into(), "1".into()]);
    assert_eq!(bytes(&set), Err(ValueProblem::DuplicateMember));
}

#[test]
fn nesting_ends_at_32_levels() {
    assert_eq!(round_trip(&nested(32)), nested(32));
    assert_eq!(bytes(&nested(33)), Err(ValueProblem::TooDeep));
    let mut content = bytes(&nested(32)).unwrap();
    // Wrap once more by hand: one element of type list.
    let mut deeper = vec![0, 0, 0, 1, 3, 0];
    deeper.extend_from_slice(&(content.len() as u32).to_be_bytes());
    deeper.append(&mut content);
    assert_eq!(parse(LIST, &deeper), Err(ParseError));
}

/// A map of one entry, by hand.
fn map_of(key: &[u8], type_id: TypeId, content: &[u8]) -> Vec<u8> {
    let length = |bytes: &[u8]| (bytes.len() as u32).to_be_bytes();
    [&[0, 0, 0, 1][..], &STRING, &length(key), key, &type_id, &length(content), content].concat()
}

#[test]
fn nesting_through_maps_ends_at_32_levels_too() {
    let in_map = |value| AttributeValue::M(HashMap::from([("k".to_owned(), value)]));
    let nested = |levels| (1..levels).fold(AttributeValue::Bool(true), |value, _| in_map(value));
    assert_eq!(round_trip(&nested(32)), nested(32));
    assert_eq!(bytes(&nested(33)), Err(ValueProblem::TooDeep));
    assert_eq!(parse(MAP, &map_of(b"k", MAP, &bytes(&nested(32)).unwrap())), Err(ParseError));
}

#[test]
fn a_map_key_has_1_to_65535_bytes() {
    for (length, is_right) in [(0, false), (1, true), (65_535, true), (65_536, false)] {
        let key = "k".repeat(length);
        let map = AttributeValue::M(HashMap::from([(key.clone(), AttributeValue::Null(true))]));
        let written = map_of(key.as_bytes(), NULL, b"");
        assert_eq!(bytes(&map), if is_right { Ok(written.clone()) } else { Err(ValueProblem::MapKeyLength) });
        assert_eq!(parse(MAP, &written), if is_right { Ok(map) } else { Err(ParseError) });
    }
}

#[test]
fn every_type_has_its_own_lengths() {
    for (type_ids, expected) in [
        (&[NULL][..], Some(0..=0)),
        (&[BOOLEAN], Some(1..=1)),
        (&[NUMBER], Some(1..=number::MAX_LENGTH)),
        (&[STRING, BINARY], Some(0..=usize::MAX)),
        (&[STRING_SET, NUMBER_SET, BINARY_SET, MAP, LIST], Some(4..=usize::MAX)),
        (&[[0, 3], [2, 1], [0xff, 0]], None),
    ] {
        type_ids.iter().for_each(|type_id| assert_eq!(lengths(*type_id), expected, "{type_id:?}"));
    }
}

#[test]
fn hostile_counts_neither_panic_nor_reserve() {
    for type_id in [STRING_SET, NUMBER_SET, BINARY_SET, MAP, LIST] {
        assert_eq!(parse(type_id, &[0xff; 4]), Err(ParseError));
        assert_eq!(parse(type_id, &[0xff; 3]), Err(ParseError));
    }
    assert_eq!(parse(NULL, &[0]), Err(ParseError));
    assert_eq!(parse(BOOLEAN, &[2]), Err(ParseError));
    assert_eq!(parse(STRING, &[0xff]), Err(ParseError));
    assert_eq!(parse([9, 9], &[]), Err(ParseError));
}

#[test]
fn duplicates_are_refused_on_reading() {
    let twice = [0, 0, 0, 2, 0, 0, 0, 1, b'a', 0, 0, 0, 1, b'a'];
    assert_eq!(parse(STRING_SET, &twice), Err(ParseError));
    assert_eq!(parse(BINARY_SET, &twice), Err(ParseError));
}

#[test]
fn no_value_is_longer_than_was_said() {
    let number = |text: &str| AttributeValue::N(text.to_owned());
    let long = || AttributeValue::S("x".repeat(1000));
    let map = |value| AttributeValue::M([("key".to_owned(), value)].into());
    let list = |value| AttributeValue::L(vec![value, AttributeValue::Bool(true)]);
    for value in [
        long(),
        AttributeValue::Bs(vec![Blob::new(b"a"), Blob::new([7; 300])]),
        list(map(list(map(long())))),
        map(list(AttributeValue::Ss(vec!["a".to_owned(), "b".repeat(300)]))),
    ] {
        let mut written = Vec::new();
        push(&mut written, &value).unwrap();
        assert_eq!(written.len(), size_limit(&value), "{value:?}");
    }
    for text in ["-.5", "9e125", "-1e-130", "1E+3", "12.500"] {
        let numbers = AttributeValue::Ns(vec![text.to_owned()]);
        for value in [number(text), list(number(text)), list(map(list(numbers)))] {
            let mut written = Vec::new();
            push(&mut written, &value).unwrap();
            assert!(written.len() <= size_limit(&value), "{value:?}");
        }
    }
}

proptest::proptest! {
    #[test]
    fn any_bytes_are_a_value_or_an_error(
        type_id in proptest::sample::select(vec![
            NULL, STRING, NUMBER, BOOLEAN, BINARY, STRING_SET, NUMBER_SET, BINARY_SET, MAP, LIST, [9, 9],
        ]),
        // Small bytes make plausible lengths and types.
        content in proptest::collection::vec(0_u8..5, 0..120),
    ) {
        if let Ok(value) = parse(type_id, &content) {
            proptest::prop_assert_eq!(super::type_id(&value), Ok(type_id));
            let mut written = Vec::new();
            if push(&mut written, &value).is_ok() {
                proptest::prop_assert!(written.len() <= size_limit(&value));
            }
        }
    }
}
