//! What each kind of error says.

use std::fmt::{Display, Write};

use super::*;
use crate::config::EntryProblem;
use crate::expression::{ExpressionError, Problem};
use crate::{CheckpointError, UpdateError, WalkError};

/// The list that was reviewed.
const REVIEWED: &str = include_str!("../../../tests/error_messages.txt");
/// Those that are others in a build with the feature `fips`.
const OF_FIPS: &str = include_str!("../../../tests/error_messages_fips.txt");

/// Adds a line for each row, without the class.
fn write<T: Display>(list: &mut String, name: &str, rows: impl IntoIterator<Item = (&'static str, T)>) {
    for (kind, error) in rows {
        writeln!(list, "{name}::{kind}: {error}").unwrap();
    }
    list.push('\n');
}

/// Rows without a class.
macro_rules! samples {
    ($type:ident { $($kind:ident $({ $($field:ident: $value:expr),+ })? $(($($part:expr),+))?;)+ }) => {
        kinds!($type { $($kind $({ $($field: $value),+ })? $(($($part),+))? => ();)+ })
            .into_iter()
            .map(|(kind, error, ())| (kind, error))
    };
}

fn without_class<T>(rows: Rows<T>) -> impl Iterator<Item = (&'static str, T)> {
    rows.into_iter().map(|(kind, error, _)| (kind, error))
}

fn entry_problems() -> impl Iterator<Item = (&'static str, EntryProblem)> {
    const KNOWN: &[&str] = &["encrypt", "sign"];
    let missing = || std::io::Error::from(std::io::ErrorKind::NotFound);
    let problem = ConfigProblem::NoDataKeys;
    samples!(EntryProblem {
        File(missing());
        FileName;
        Text("the file is not in UTF-8");
        Syntax(text("unclosed table"));
        TooDeep;
        Unknown { known: KNOWN, meant: None };
        Unknown { known: KNOWN, meant: Some("encrypt") };
        Unknown { known: &[], meant: None };
        UnknownKind { known: KNOWN, meant: None };
        UnknownKind { known: KNOWN, meant: Some("sign") };
        Missing { entry: "partition_key" };
        Twice;
        Type { expected: "a list", found: "a text" };
        OneKind;
        Value(text("a list belongs here"));
        NoSuch { what: "keyring", name: text("mian"), meant: None };
        NoSuch { what: "keyring", name: text("mian"), meant: Some(text("main")) };
        Circle;
        Choice("a keyring of several needs at least one that writes");
        Variable { name: text("CUSTOMERS_KEY") };
        KeyFile { path: text("keys/customers"), source: missing() };
        KeyText("what is there is not base64");
        Table(Box::new(Error::Config { table: Some(table()), attribute: None, problem }));
        Key(KeyError::Config(text("the key namespace 'aws-kms' is reserved")));
        KeyStore(KeyStoreError::Config(text("the logical name is empty")));
        Client(cause());
        Internal("a keyring was checked and not made");
    })
}

fn config_problems() -> impl Iterator<Item = (&'static str, ConfigProblem)> {
    samples!(ConfigProblem {
        MissingPartitionKey;
        MissingKeyAction;
        NothingSigned;
        MissingMaterialProvider;
        SortKeyIsPartitionKey;
        KeyAction { required: "SignOnly" };
        UnsignedNotAllowed;
        SignedButAllowedUnsigned;
        ReservedName;
        DuplicateDeclaration;
        GivenTwice { what: "the sort key" };
        ActionForOthers { action: "DO_NOTHING" };
        EncryptedIndexKey;
        KeyNameLength;
        EmptyAllowedUnsigned;
        EmptyUnsignedPrefix;
        DuplicateLogicalName;
        DuplicateTableName;
        AlreadyRegistered;
        NotRegistered;
        WritesOtherFormat;
        FormerTable;
        NoSearch;
        BeaconIndexKey { why: "there is no such beacon" };
        MetadataName;
        PlaintextAndLegacy;
        UnsignedLegacyKey;
        LegacyKey;
        NoDataKeys;
        ItemsWithoutWriter;
        PaddedNotEncrypted;
        PaddingLength;
        NeedlessException { what: "encrypted" };
        Search(Box::new(SearchProblem { place: SearchPlace::Beacon(text("email")), rule: SearchRule::Length }));
        SuiteNotBuilt { suite: 0x67ed };
        UnknownName { what: "action", known: "SIGN_ONLY and DO_NOTHING" };
        BeaconOfType;
        TypeDiffers {
            type_name: text("Customer"),
            differences: vec![TypeDifference {
                name: Some(text("email")),
                what: "action",
                in_type: text("ENCRYPT_AND_SIGN"),
                in_configuration: text("SIGN_ONLY")
            }]
        };
    })
}

fn search_places() -> impl Iterator<Item = (&'static str, SearchPlace)> {
    samples!(SearchPlace {
        Whole;
        Beacon(text("email"));
        Part { beacon: text("by_state"), part: text("kind") };
        GlobalPart(text("kind"));
        VirtualField(text("initials"));
    })
}

fn search_rules() -> impl Iterator<Item = (&'static str, SearchRule)> {
    let (location, other, what) = (|| text("address.lines[12]"), || text("city"), "transforms");
    samples!(SearchRule {
        StandardBeaconNeeded;
        EmptyList { what: what };
        NameLength;
        TimeToLive;
        Length;
        FormerLength;
        Split;
        EmptyPrefix;
        PrefixHoldsSplit;
        Location { location: location() };
        AmbiguousIndex { location: location() };
        MaximumPartitions;
        DefaultPartitions;
        BeaconPartitions;
        DuplicateName;
        AttributeName;
        UnencryptedAttributeName;
        UnsignedName;
        ReservedName;
        Shadow { location: location() };
        UnsignedLocation { location: location() };
        SameLocations { other: other() };
        NotEncrypted { location: location() };
        SameLocation { other: other() };
        OnlyLocationOfField { field: other() };
        WithinVirtualField { location: location() };
        SetOfVirtualField;
        PartOnlyStyle;
        SharedWithUnknown { other: other() };
        SharedWithCompound { other: other() };
        SharedChain { other: other() };
        SharedLength { other: other() };
        UnusedPartOnly;
        PartWithoutBeacon;
        SetPart;
        SignedPart { location: location() };
        DuplicatePart;
        DuplicatePrefix;
        PrefixOfPrefix { other: other() };
        EmptyConstructor;
        NothingRequired;
        UnknownPart;
        RepeatedPart;
        AmbiguousPart;
        GlobalPartTwice;
        SameConstructors;
        NoParts;
        EncryptedTenant;
        TenantName;
        WrittenWithoutBeacons;
    })
}

fn beacon_problems() -> impl Iterator<Item = (&'static str, BeaconProblem)> {
    samples!(BeaconProblem {
        NotASet;
        NotText;
        HoldsSplit { part: text("kind") };
        HalfCharacter;
        OtherValue;
        Value(ValueProblem::NotANumber);
    })
}

fn item_problems() -> impl Iterator<Item = (&'static str, ItemProblem)> {
    samples!(ItemProblem {
        MissingKey;
        MissingContextAttribute;
        NoAction;
        ReservedName;
        Value(ValueProblem::EmptySet);
        ContextTooLong;
        TooManyAttributes;
        NameLength;
        MetadataName;
        TooLarge { plain: 409_000, sealed: 410_000 };
        TooMuchToCompare;
        Beacon { beacon: text("email"), problem: BeaconProblem::NotASet };
        NoSuchPartition;
        NoTenant;
        OtherTenant;
    })
}

fn value_problems() -> impl Iterator<Item = (&'static str, ValueProblem)> {
    samples!(ValueProblem {
        TooDeep;
        NotANumber;
        TooManyDigits;
        NumberOutOfRange;
        DuplicateMember;
        MapKeyLength;
        TooLong;
        UnknownType;
        NullIsFalse;
        EmptySet;
        KeyType;
        EmptyKey;
        KeyTooLong { longest: 2048 };
        TooLongToPad { longest: 64 };
        Internal;
    })
}

fn malformed_problems() -> impl Iterator<Item = (&'static str, MalformedProblem)> {
    samples!(MalformedProblem {
        Plaintext;
        PartOfItem;
        MissingKey;
        MissingMetadata;
        NotBinary;
        Header;
        Version;
        Suite;
        Footer;
        SchemaChanged { written: 4, found: 5 };
        Value(ValueProblem::NotANumber);
        Ciphertext;
        Plain;
        Context;
        Legacy;
        BothFormats;
        Description;
        Algorithm;
        StoredContext;
        Legend;
        SuiteNotAllowed { suite: 0x6700 };
        HeaderVersionNotAllowed;
        NotEncrypted;
        NotInContext;
        NotPadded;
    })
}

fn refused_problems() -> impl Iterator<Item = (&'static str, RefusedProblem)> {
    let attribute = || text("email");
    let parameter = "FilterExpression";
    samples!(RefusedProblem {
        Unsupported;
        UnknownOperation;
        EncryptedAttribute { parameter: parameter, attribute: attribute() };
        Parameter { parameter: parameter };
        Contradiction { parameter: "AttributesToGet", other: parameter };
        SignedAttribute { parameter: parameter, attribute: attribute() };
        ReservedAttribute { parameter: parameter, attribute: attribute() };
        UnconfiguredAttribute { parameter: parameter, attribute: attribute() };
        ValueAlone { parameter: parameter, placeholder: text(":email") };
        Beacon { attribute: attribute() };
        Search { parameter: parameter, name: text("by_state"), problem: QueryProblem::PartOrder };
        Partition(PartitionProblem::Scan);
        UnusedPlaceholder { placeholder: text(":email") };
        Expression { parameter: parameter, reason: text("at byte 7: expected an operand") };
        NotEncrypted;
        KeyChanged { attribute: attribute() };
        MissingTableName;
        UnclearTableName;
        LogicalTableName { table_name: text("customers-v2") };
        SimilarTableName { table_name: table() };
        UnlistedTable;
        RepeatedTable;
        RegisteredTwice;
        InterceptorsCleared;
        Sdk("the operation has no name");
    })
}

fn query_problems() -> impl Iterator<Item = (&'static str, QueryProblem)> {
    samples!(QueryProblem {
        OnlyEqual;
        PartOnly;
        OtherName { beacon: text("city") };
        NotText;
        UnknownPart;
        PartOrder;
        NotOrdered;
        Value(ValueProblem::TooDeep);
        Condition;
        NoTenant { attribute: text("tenant") };
        SeveralTenants;
        Readable;
    })
}

fn partition_problems() -> impl Iterator<Item = (&'static str, PartitionProblem)> {
    samples!(PartitionProblem {
        Missing { queries: 5 };
        None;
        NotANumber;
        TooHigh { queries: 5 };
        Scan;
    })
}

fn answer_problems() -> impl Iterator<Item = (&'static str, AnswerProblem)> {
    let attributes = || vec![text("id"), text("created")];
    samples!(AnswerProblem {
        OtherKey { attributes: attributes() };
        RepeatedKey { attributes: attributes() };
        KeyCondition { attributes: attributes() };
        KeyCondition { attributes: vec![] };
        LastEvaluatedKey { attributes: attributes() };
        Count;
        OtherTable;
        OtherAttributes;
    })
}

fn expression_problems() -> impl Iterator<Item = (&'static str, Problem)> {
    samples!(Problem {
        TooLong;
        TooDeep;
        Character;
        Expected("an operand");
        RedundantParentheses;
        ReservedWord(text("name"));
        UndefinedName(text("#name"));
        UndefinedValue(text(":name"));
        Value { placeholder: text(":name"), problem: ValueProblem::NotANumber };
        EmptySet(text(":names"));
        PathTooDeep;
        Index;
        UnknownFunction(text("length"));
        MisusedFunction("size");
        OperandCount("size");
        PathRequired("size");
        OperandType { operator: "begins_with", type_name: "N" };
        SameOperand("=");
        TypeName;
        BoundTypes;
        BoundOrder;
        TooManyOperands;
        TooManyOperators;
        RepeatedSection("SET");
        Overlap(text("a"), text("a.b"));
        Conflict(text("a.b"), text("a[0]"));
        KeyCondition("an OR");
    })
}

fn update_errors() -> impl Iterator<Item = (&'static str, UpdateError)> {
    use aws_sdk_dynamodb::error::SdkError;
    samples!(UpdateError {
        Get(Box::new(SdkError::timeout_error("too slow")));
        Update(Box::new(SdkError::timeout_error("too slow")));
        Put(Box::new(SdkError::timeout_error("too slow")));
        Delete(Box::new(SdkError::timeout_error("too slow")));
        Change(cause());
        ConditionFailed;
        Contended { attempts: 10, source: "busy".into() };
        Refused(Error::Unauthentic { table: table() });
    })
}

fn walk_errors() -> impl Iterator<Item = (&'static str, WalkError)> {
    use aws_sdk_dynamodb::types::error::ResourceNotFoundException;
    let gone = || {
        let error = ResourceNotFoundException::builder().message("no such table").build();
        Box::new(aws_sdk_dynamodb::Error::ResourceNotFoundException(error))
    };
    samples!(WalkError {
        Scan(gone());
        Get(gone());
        Write(gone());
        Describe(gone());
        Item(Error::Unauthentic { table: table() });
        NoSleep;
        NoThroughput;
        Segments;
        Checkpoint(CheckpointError::Random);
        Contended { attempts: 20 };
        Progress("it was cut off");
    })
}

fn checkpoint_errors() -> impl Iterator<Item = (&'static str, CheckpointError)> {
    use crate::WalkSegment;
    use aws_sdk_dynamodb::types::error::ResourceNotFoundException;
    let path = || std::path::PathBuf::from("walk.checkpoint");
    let gone = || ResourceNotFoundException::builder().message("no such table").build();
    let table = || Box::new(aws_sdk_dynamodb::Error::ResourceNotFoundException(gone()));
    samples!(CheckpointError {
        TakenOver { segment: WalkSegment::new(3, 8) };
        InUse { path: path() };
        OtherSegments { asked: WalkSegment::new(3, 8), stored: 4 };
        Malformed("the file was cut off");
        File { path: path(), source: std::io::Error::other("the disk is full") };
        Table(table());
        Random;
        Other("the store is gone".into());
    })
}

/// After a change on purpose, run this with `UPDATE_ERROR_MESSAGES=1` and have a native reader look at the difference.
#[test]
fn every_message_reads_as_it_was_reviewed() {
    let mut list = String::new();
    write(&mut list, "Error", without_class(errors()));
    write(&mut list, "KeyError", without_class(key_errors()));
    write(&mut list, "KeyStoreError", without_class(key_store_errors()));
    write(&mut list, "UpdateError", update_errors());
    write(&mut list, "WalkError", walk_errors());
    write(&mut list, "CheckpointError", checkpoint_errors());
    write(&mut list, "ConfigProblem", config_problems());
    write(&mut list, "EntryProblem", entry_problems());
    write(&mut list, "SearchPlace", search_places());
    write(&mut list, "SearchRule", search_rules());
    write(&mut list, "ItemProblem", item_problems());
    write(&mut list, "BeaconProblem", beacon_problems());
    write(&mut list, "ValueProblem", value_problems());
    write(&mut list, "MalformedProblem", malformed_problems());
    write(&mut list, "RefusedProblem", refused_problems());
    write(&mut list, "QueryProblem", query_problems());
    write(&mut list, "PartitionProblem", partition_problems());
    write(&mut list, "AnswerProblem", answer_problems());
    let json =
        samples!(JsonProblem { Item; Attribute; Content("BOOL"); Base64; Value(ValueProblem::NullIsFalse); });
    write(&mut list, "JsonProblem", json);
    let types = samples!(TypeProblem {
        NotAnItem;
        NotWritten;
        Missing;
        Unknown;
        Value("S");
        Stored(ValueProblem::UnknownType);
        NotRead;
    });
    write(&mut list, "TypeProblem", types);
    write(&mut list, "Problem", expression_problems());
    let placed = ExpressionError { position: Some(7), problem: Problem::Expected("an operand") };
    write(&mut list, "ExpressionError", [("at a position", placed)]);
    let key = [("id".to_owned(), aws_sdk_dynamodb::types::AttributeValue::N("42".to_owned()))];
    let item = UnreadableItem::new("Customers", "id", key.into(), Error::Unauthentic { table: table() });
    write(&mut list, "UnreadableItem", [("with its key", item)]);
    write(&mut list, "SharedError", [("of a cache", SharedError::new(cause()))]);
    let list = format!("{}\n", list.trim_end());
    if std::env::var_os("UPDATE_ERROR_MESSAGES").is_some() && cfg!(not(feature = "fips")) {
        std::fs::write(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/error_messages.txt"), &list).unwrap();
    }
    let name = |line: &'static str| line.split_once(": ").map_or(line, |(name, _)| name);
    for (now, reviewed) in list.lines().zip(REVIEWED.lines()) {
        let instead = OF_FIPS.lines().find(|line| cfg!(feature = "fips") && name(line) == name(reviewed));
        assert_eq!(now, instead.unwrap_or(reviewed));
    }
    assert_eq!(list.lines().count(), REVIEWED.lines().count());
}

#[test]
fn a_data_key_that_does_not_open_says_what_is_bound_into_it() {
    let several = KeyError::AllFailed { attempts: attempts([unwrap(), unwrap(), kms(ErrorClass::Item)]) };
    for error in [unwrap(), kms(ErrorClass::Item), several] {
        let message = error.to_string();
        for part in ["logical name", "key attribute", "encryption context"] {
            assert_eq!(message.matches(part).count(), 1, "{message}");
        }
    }
    for error in [kms(ErrorClass::KeyAccess), KeyError::AllFailed { attempts: attempts([KeyError::Crypto]) }] {
        assert!(!error.to_string().contains("bound"), "{error}");
    }
}

#[test]
fn no_message_has_an_empty_name() {
    for (kind, error, _) in errors() {
        let message = error.to_string();
        assert!(
            !message.contains("''") && !message.contains("  ") && !message.starts_with(' '),
            "{kind}: {message}"
        );
    }
}
