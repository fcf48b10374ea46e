//! Every kind of error: its class, and what it says.

#![allow(clippy::vec_init_then_push, reason = "a row may have an attribute, which `vec!` does not take")]

mod classes;
// The list that was reviewed is of all kinds, those of every feature included.
#[cfg(all(feature = "config", feature = "json", feature = "serde"))]
mod messages;

use super::*;

/// Every kind of a type, with what else a row says of it. It does not compile when a kind is missing.
macro_rules! kinds {
    ($type:ident {
        $($(#[$meta:meta])* $kind:ident $({ $($field:ident: $value:expr),+ })? $(($($part:expr),+))? => $row:expr;)+
    }) => {{
        #[allow(dead_code, unreachable_patterns, reason = "a kind may have several rows")]
        fn each(error: &$type) {
            match error {
                $($(#[$meta])* $type::$kind { .. } => {})+
            }
        }
        let mut rows = Vec::new();
        $($(#[$meta])* rows.push((stringify!($kind), $type::$kind $({ $($field: $value),+ })? $(($($part),+))?, $row));)+
        rows
    }};
}
#[cfg(all(feature = "config", feature = "json", feature = "serde"))]
use kinds;

fn text(text: &str) -> String {
    text.to_owned()
}

fn table() -> String {
    text("Customers")
}

fn arn() -> String {
    text("arn:aws:kms:eu-west-1:111122223333:key/0a1b")
}

fn cause() -> BoxError {
    "the cause".into()
}

fn unwrap() -> KeyError {
    KeyError::Unwrap { key: text("customers") }
}

/// A failed call to KMS.
fn kms(class: ErrorClass) -> KeyError {
    KeyError::Kms { operation: "Decrypt", key: arn(), class, source: cause() }
}

fn attempts(errors: impl IntoIterator<Item = KeyError>) -> Vec<KeyAttempt> {
    errors.into_iter().map(|error| KeyAttempt::new("raw 'customers'", error)).collect()
}

type Rows<T> = Vec<(&'static str, T, ErrorClass)>;

fn errors() -> Rows<Error> {
    use ErrorClass::{Configuration, Internal, Item, KeyAccess, Request, Transient, Uncertain};
    let attribute = || Some(text("email"));
    kinds!(Error {
        Config { table: Some(table()), attribute: attribute(), problem: ConfigProblem::DuplicateDeclaration }
            => Configuration;
        Config { table: None, attribute: None, problem: ConfigProblem::NotRegistered } => Configuration;
        InvalidItem { table: table(), attribute: attribute(), problem: ItemProblem::NoAction } => Request;
        InvalidItem { table: table(), attribute: None, problem: ItemProblem::TooManyAttributes } => Request;
        MalformedItem { table: table(), attribute: attribute(), problem: MalformedProblem::Ciphertext } => Item;
        MalformedItem { table: table(), attribute: None, problem: MalformedProblem::Plaintext } => Item;
        Unauthentic { table: table() } => Item;
        Key { table: table(), source: unwrap() } => Item;
        Key { table: table(), source: kms(Transient) } => Transient;
        Key { table: table(), source: kms(KeyAccess) } => KeyAccess;
        Refused { table: Some(table()), operation: text("BatchExecuteStatement"), problem: RefusedProblem::Unsupported }
            => Request;
        Refused { table: None, operation: text("GetItem"), problem: RefusedProblem::RegisteredTwice }
            => Configuration;
        UnexpectedAnswer { table: table(), operation: text("Query"), problem: AnswerProblem::Count } => Internal;
        Index { table: table(), index: text("by-plan"), problem: MalformedProblem::MissingMetadata } => Item;
        Index { table: table(), index: text("by-plan"), problem: MalformedProblem::MissingKey } => Item;
        Abandoned { table: table() } => Transient;
        Uncertain { table: table(), operation: text("UpdateItem") } => Uncertain;
        Crypto { table: table() } => Internal;
        Internal { table: Some(table()), what: "a length does not fit" } => Internal;
        Internal { table: None, what: "a length does not fit" } => Internal;
        #[cfg(feature = "json")]
        Json { attribute: attribute(), problem: JsonProblem::Attribute } => Item;
        #[cfg(feature = "json")]
        Json { attribute: None, problem: JsonProblem::Item } => Item;
        #[cfg(feature = "serde")]
        Type { type_name: text("Customer"), attribute: attribute(), problem: TypeProblem::Missing } => Item;
        #[cfg(feature = "serde")]
        Type { type_name: text("Customer"), attribute: None, problem: TypeProblem::NotAnItem } => Request;
    })
}

fn key_errors() -> Rows<KeyError> {
    use ErrorClass::{Configuration, Internal, Item, KeyAccess, Request, Transient};
    kinds!(KeyError {
        Config(text("the key must be 32 bytes long")) => Configuration;
        NoneMatches { offered: vec![text("raw 'customers'"), text("aws-kms 'arn'")] } => Item;
        AllFailed { attempts: attempts([unwrap(), kms(Item)]) } => Item;
        AllFailed { attempts: attempts([unwrap(), kms(KeyAccess), kms(Transient)]) } => Transient;
        AllFailed { attempts: attempts([KeyError::Crypto, kms(KeyAccess)]) } => Internal;
        AllFailed { attempts: attempts([kms(KeyAccess), KeyError::UntrustedWriter]) } => KeyAccess;
        WrapFailed { attempts: attempts([kms(Transient), kms(KeyAccess)]) } => KeyAccess;
        WrapFailed { attempts: attempts([kms(Transient), kms(Transient)]) } => Transient;
        WrapFailed { attempts: attempts([kms(Transient), KeyError::ContextTooLong]) } => Request;
        DataKey("its name is not the ARN of a KMS key") => Item;
        TooManyDataKeys { count: 11, maximum: 10 } => Item;
        Version { key: arn(), problem: "is of version 1" } => Item;
        Suite { key: arn(), problem: "refuses items without a signature" } => Item;
        Unwrap { key: text("customers") } => Item;
        OneWay { key: arn(), problem: "cannot write items: it has no public key" } => Configuration;
        Kms { operation: "Decrypt", key: arn(), class: Item, source: cause() } => Item;
        Kms { operation: "Decrypt", key: arn(), class: KeyAccess, source: cause() } => KeyAccess;
        Kms { operation: "Decrypt", key: arn(), class: Transient, source: cause() } => Transient;
        KmsClient { region: text("eu-west-1"), source: cause() } => KeyAccess;
        KmsClient { region: text("eu-west-1"), source: KeyError::Unavailable(cause()).into() } => Transient;
        KmsResponse { operation: "Decrypt", key: arn(), problem: "the key id is missing" } => KeyAccess;
        WrappingKey { key: arn(), source: shared(kms(Transient)) } => Transient;
        Cached { source: shared(kms(KeyAccess)) } => KeyAccess;
        BranchKey { branch_key: text("tenant-1"), source: shared(not_found()) } => Item;
        BranchKey { branch_key: text("tenant-1"), source: cause() } => KeyAccess;
        BeaconKey { id: text("tenant-1"), source: shared(not_found()) } => KeyAccess;
        BeaconKey { id: text("tenant-1"), source: cause() } => KeyAccess;
        BeaconKey { id: text("tenant-1"), source: shared(kms(Transient)) } => Transient;
        MaterialStore { material: text("material"), source: KeyError::Unavailable(cause()).into() } => Transient;
        BranchKeySupplier(cause()) => KeyAccess;
        BranchKeySupplier(KeyError::NoBranchKey(cause()).into()) => Item;
        NoBranchKey(cause()) => Item;
        UnknownVersion { key: text("tenant-1"), version: text("7") } => Item;
        Context("the public key is missing") => Item;
        Materials("there is no signing key") => Configuration;
        Description("there is no wrapped key") => Item;
        ContextTooLong => Item;
        UntrustedWriter => Item;
        Crypto => Internal;
        Internal("a length does not fit") => Internal;
        Other(cause()) => KeyAccess;
        Unavailable(cause()) => Transient;
    })
}

fn key_store_errors() -> Rows<KeyStoreError> {
    use ErrorClass::{Configuration, Internal, Item, KeyAccess, Request, Transient};
    let branch_key = || text("tenant-1");
    let record = || text("branch:ACTIVE");
    kinds!(KeyStoreError {
        Config(text("the logical name is empty")) => Configuration;
        Discovery { operation: "create a branch key" } => Configuration;
        NotFound { branch_key: branch_key(), record: record() } => Item;
        Exists { branch_key: branch_key(), source: cause() } => Request;
        Conflict { branch_key: branch_key(), source: cause() } => Transient;
        Malformed { branch_key: branch_key(), record: record(), problem: "the key is missing" } => KeyAccess;
        OtherKmsKey { branch_key: branch_key(), record: record(), kms_key: arn() } => KeyAccess;
        OtherTable { table: table() } => Configuration;
        RecordRejected {
            branch_key: branch_key(), record: record(), logical_name: text("Keys"), source: Box::new(kms(Item))
        } => KeyAccess;
        Kms { branch_key: branch_key(), record: record(), source: kms(Transient) } => Transient;
        Kms { branch_key: branch_key(), record: record(), source: kms(Item) } => KeyAccess;
        DynamoDb { operation: "GetItem", table: text("Keys"), class: Transient, source: cause() } => Transient;
        DynamoDb { operation: "GetItem", table: text("Keys"), class: KeyAccess, source: cause() } => KeyAccess;
        Other(cause()) => Internal;
    })
}

fn not_found() -> KeyStoreError {
    KeyStoreError::NotFound { branch_key: text("tenant-1"), record: text("branch:7") }
}

/// An error as all get it who waited for it at a cache.
fn shared(error: impl StdError + Send + Sync + 'static) -> BoxError {
    Box::new(SharedError::new(Box::new(error)))
}
