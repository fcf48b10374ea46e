use super::*;

#[test]
fn contexts_round_trip_and_names_must_ascend() {
    let context: EncryptionContext =
        [("b", "2"), ("a", "1"), ("\u{e000}", ""), ("\u{10000}", "x")].into_iter().collect();
    let mut bytes = Vec::new();
    context.push(&mut bytes).unwrap();
    assert_eq!(bytes.len(), context.serialized_length());
    assert_eq!(EncryptionContext::parse(&mut Reader::new(&bytes)), Ok(context));
    let swapped = b"\0\x02\0\x01b\0\x012\0\x01a\0\x011";
    assert_eq!(EncryptionContext::parse(&mut Reader::new(swapped)), Err(ParseError));
    let twice = b"\0\x02\0\x01b\0\x012\0\x01b\0\x012";
    assert_eq!(EncryptionContext::parse(&mut Reader::new(twice)), Err(ParseError));
}

#[test]
fn entries_stay_in_order_and_replace_their_namesakes() {
    let mut context = EncryptionContext::new();
    for name in ["m", "a", "z", "b", "m"] {
        let previous = context.insert(name, format!("{name}{}", context.len()));
        assert_eq!(previous, (context.len() == 4 && name == "m").then(|| "m0".to_owned()));
    }
    let shared = context.clone();
    let entries: Vec<_> = context.iter().collect();
    assert_eq!(entries, [("a", "a1"), ("b", "b3"), ("m", "m4"), ("z", "z2")]);
    context.insert("b", "other");
    assert_eq!((context.get("b"), shared.get("b"), shared.get("c")), (Some("other"), Some("b3"), None));
    let again: EncryptionContext =
        [("z", "z2"), ("m", "?"), ("m", "m4"), ("a", "a1"), ("b", "b3")].into_iter().collect();
    assert_eq!(again, shared);
    assert_eq!(shared.filtered(|name| name > "b").len(), 2);
}

#[test]
fn merging_adds_what_is_missing_and_tells_what_contradicts() {
    let of = |entries: &[(&str, &str)]| -> EncryptionContext { entries.iter().copied().collect() };
    let mut context = of(&[("b", "1"), ("d", "2")]);
    assert!(context.merge(&of(&[])));
    assert!(context.merge(&of(&[("a", "0"), ("b", "1"), ("c", "3"), ("e", "4")])));
    assert_eq!(context, of(&[("a", "0"), ("b", "1"), ("c", "3"), ("d", "2"), ("e", "4")]));
    assert!(!context.merge(&of(&[("b", "other")])));
    assert!(!context.merge(&of(&[("c", ""), ("f", "5")])));
    assert_eq!((context.get("b"), context.get("c")), (Some("1"), Some("3")));
}

#[test]
fn many_parsed_entries_are_as_few_made_ones() {
    for count in [FEW, FEW + 1, 1000] {
        let made: EncryptionContext = (0..count).map(|n| (format!("name {n:04}"), "v".repeat(n % 5))).collect();
        let mut bytes = Vec::new();
        made.push(&mut bytes).unwrap();
        let parsed = EncryptionContext::parse(&mut Reader::new(&bytes)).unwrap();
        assert_eq!(parsed, made);
        assert_eq!((parsed.len(), parsed.iter().len()), (count, count));
        assert_eq!((parsed.get("name 0009"), parsed.get("name")), (Some("vvvv"), None));
        assert_eq!(format!("{parsed:?}"), format!("{made:?}"));
        assert_eq!(parsed.to_associated_data().unwrap(), bytes);
        assert!(parsed.fits() && parsed.filtered(|name| name < "name 0002").len() == 2);

        let other: EncryptionContext = [("first", "1"), ("name 0003", "vvv"), ("z", "2")].into_iter().collect();
        let (mut left, mut right) = (parsed.clone(), other.clone());
        assert!(left.merge(&other) && right.merge(&parsed));
        assert_eq!(left, right);
        assert_eq!((left.len(), left.get("z"), left.get("name 0004")), (count + 2, Some("2"), Some("vvvv")));
        assert!(!left.merge(&[("name 0003", "other")].into_iter().collect()));
        assert_eq!(left.get("name 0003"), Some("vvv"));

        let mut changed = parsed.clone();
        assert_eq!(changed.insert("name 0004", "new").as_deref(), Some("vvvv"));
        assert_eq!(changed.insert("new", "x"), None);
        assert_eq!((changed.len(), changed.get("name 0004"), parsed.len()), (count + 1, Some("new"), count));
    }
}

#[test]
fn only_the_public_key_is_reserved_and_stored() {
    let names = [
        "AWS-Crypto-attr.x",
        "aws-crypto",
        "aws-crypto-",
        "aws-crypto-attr.x",
        "aws-crypto-public-KEY",
        "aws-crypto-public-key",
        "tenant",
    ];
    let context: EncryptionContext = names.into_iter().map(|name| (name, "")).collect();
    let reserved: Vec<_> = context.reserved_entries().collect();
    assert_eq!(reserved, [names[0], names[2], names[3], names[4]]);
}

#[test]
fn an_empty_context_is_two_bytes_in_a_header_and_none_as_associated_data() {
    let mut bytes = Vec::new();
    EncryptionContext::new().push(&mut bytes).unwrap();
    assert_eq!(bytes, [0, 0]);
    assert!(EncryptionContext::new().to_associated_data().unwrap().is_empty());
}
