//! Client-side encryption of DynamoDB items.
//!
//! The attribute values that you choose are encrypted and signed before they leave the process, and verified
//! and decrypted when they come back. Primary keys and attribute names stay readable, so the table works
//! as before. The format is that of the AWS Database Encryption SDK (DB-ESDK), byte for byte.
//!
//! # Five minutes
//!
//! Say what happens to each attribute of a table, and where its keys come from:
//!
//! ```
//! use dynamodb_item_encryptor::{RawAesKeyring, TableConfig};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let table = TableConfig::builder("Customers")       // bound into every item
//!     .partition_key("id")                            // keys are always signed
//!     .encrypt(["email", "address"])
//!     .sign(["plan"])
//!     .unsigned_prefix(":")                           // what readers do not check
//!     .keyring(RawAesKeyring::new("my-company", "customers", &[7; 32])?)
//!     .build()?;                                      // every mistake is reported here
//! # Ok(())
//! # }
//! ```
//!
//! Then let the SDK's own client do the encryption, with [`EncryptTables`]:
//!
//! ```no_run
//! # use dynamodb_item_encryptor::{EncryptTables, TableConfig};
//! # async fn example(table: TableConfig) -> Result<(), Box<dyn std::error::Error>> {
//! use aws_sdk_dynamodb::types::AttributeValue::S;
//!
//! let aws = aws_config::load_defaults(aws_config::BehaviorVersion::latest()).await;
//! let config = aws_sdk_dynamodb::config::Builder::from(&aws).encrypt_tables([table])?;
//! let client = aws_sdk_dynamodb::Client::from_conf(config.build());
//! let put = client.put_item().table_name("Customers").item("id", S("42".into()));
//! put.item("email", S("a@example.com".into())).send().await?;
//! # Ok(())
//! # }
//! ```
//!
//! The application's code stays as it is. What DynamoDB cannot do on sealed items, such as `UpdateItem` of an encrypted
//! attribute, the client does itself within the one call, by a read and a conditional write. The manual says what to decide when
//! [an application moves](manual::moving_an_application), what a [struct](manual::typed_items) can say of its attributes, how [a table of plaintext](manual::plaintext_tables) is encrypted while it is in
//! use, how to [test](manual::testing), and [what differs](manual::differences).
//!
//! Or seal and open items yourself, with [`ItemEncryptor`]: for example those of streams and table exports, which the
//! features `json` and `streams` read. With the feature `config`, tables and where their keys are come from a file. A
//! function that must never be given a client without encryption can take an [`EncryptingClient`].
//!
//! # What to do, by task
//!
//! | to | see |
//! |---|---|
//! | choose keys, restrict who uses them, change them | [`choosing_keys`](manual::choosing_keys), [`key_policies`](manual::key_policies), [`rotating_keys`](manual::rotating_keys) |
//! | look at, convert or rewrap all items of a table | [`whole_tables`](manual::whole_tables) |
//! | begin with an application, a table, or a struct | [`moving_an_application`](manual::moving_an_application), [`plaintext_tables`](manual::plaintext_tables), [`typed_items`](manual::typed_items) |
//! | search, update, hide lengths | [`searching`](manual::searching), [`protected_updates`](manual::protected_updates), [`padding`](manual::padding) |
//! | run it | [`infrastructure`](manual::infrastructure), [`large_tables`](manual::large_tables), [`lambda`](manual::lambda), [`cold_start`](manual::cold_start), [`telemetry`](manual::telemetry), [`errors`](manual::errors), [`testing`](manual::testing), [`fips`](manual::fips) |
//! | see whole programs | `examples` in the repository: `quickstart.rs`, `typed_items`, `services` (a Lambda function on a stream, a web service), `telemetry`, `migrate` |
//! | know what there is, and what is different | [`status`](manual::status), [`differences`](manual::differences) |
//!
//! # Features
//!
//! `kms` and `ed25519` are on by default; `full` is all of them but `fips`.
//!
//! | feature | what it adds | packages that it adds |
//! |---|---|---|
//! | `fips` | all cryptography by [aws-lc's FIPS module](manual::fips), and nothing else linked. Needs cmake and Go to build | `aws-lc-fips-sys` |
//! | `kms` | keyrings, key stores and beacon keys of AWS KMS. Without it there are raw keys, branch keys in memory, and keyrings of your own | `aws-sdk-kms` |
//! | `ed25519` | the suite [`HmacSha384Ed25519`](AlgorithmSuite::HmacSha384Ed25519), and [`WriterKey`]s. A build without it, or with `fips`, refuses both | `ed25519-dalek` |
//! | `derive` | `#[derive(TypedItem)]` | `syn`, `quote`, for the build |
//! | `serde` | the module `typed`: items from and into types of the application | `serde`, `serde_dynamo` |
//! | `config` | the module `config`: tables and keyrings from a file in TOML or JSON; switches `kms` on | `serde`, `serde_json`, `toml` |
//! | `json` | the module `json`: DynamoDB JSON, as in Lambda events and table exports | `serde_json` |
//! | `streams` | the module `streams`: records of `aws-sdk-dynamodbstreams` | that |
//! | `legacy` | the module `legacy`: the DynamoDB Encryption Client's format; refused in a build with `fips` | `aes-kw`, `crypto-bigint`, `hkdf` |
//! | `tracing` | [spans and events](manual::telemetry) | none: the SDK has it |
//! | `metrics` | [metrics](manual::telemetry) | `metrics` and two small ones |
//!
//! # Keys
//!
//! A [`Keyring`] wraps an item's data key for those who may read the item. [`manual::choosing_keys`] compares what they cost and what a leak opens:
//!
//! | keys | keyrings | calls to KMS to write, to read |
//! |---|---|---|
//! | symmetric, in AWS KMS | [`KmsKeyring`] for one, [`KmsMultiKeyring`] for several in any regions | one for each key, one |
//! | the same, with whatever keys an item names | [`KmsDiscoveryKeyring`], [`KmsDiscoveryMultiKeyring`] | reads only, one |
//! | the same, called seldom | [`CachedKmsKeyring`], which AWS's libraries do not read | one for many items |
//! | multi-Region, in AWS KMS | [`KmsMrkKeyring`], [`KmsMrkMultiKeyring`]: each replica reads for the others | one for each key, one |
//! | the same, with whatever keys an item names | [`KmsMrkDiscoveryKeyring`], [`KmsMrkDiscoveryMultiKeyring`] | reads only, one |
//! | asymmetric, in AWS KMS | [`KmsRsaKeyring`] | none, one |
//! | | [`KmsEcdhKeyring`] | one, one |
//! | branch keys, in a [`KeyStore`] | [`HierarchicalKeyring`], which wraps locally | one for each branch key and time to live |
//! | of the application | [`RawAesKeyring`], [`RawRsaKeyring`], [`RawEcdhKeyring`] | none |
//! | several of these | [`MultiKeyring`] | theirs |
//!
//! A [`MaterialProvider`] decides where all of an item's materials come from; the [`DefaultMaterialProvider`] makes
//! them with a keyring. An application can implement both traits.
//!
//! A [`KmsKeyring`] calls KMS for every item. A [`HierarchicalKeyring`] wraps locally, under branch keys from a
//! [`KeyStore`]; behind [`CachedBranchKeys`], each branch key costs one call to DynamoDB and one to KMS per time to live.
//! A [`CachedKmsKeyring`] does without a key store: one call to KMS serves many items.
//!
//! # What is protected
//!
//! Values of encrypted attributes are confidential and authentic; their types and lengths stay readable, unless they
//! are [padded](manual::padding). Values of signed attributes and of keys, and the names of all these attributes, are
//! authentic but readable. Attributes that are allowed to be unsigned are neither confidential nor authentic. The
//! encryption context, which holds the values of the key attributes, appears in KMS calls and so in their audit log.
//! See [`manual::key_policies`]; the repository's `SECURITY.md` has the whole threat model.
//!
//! # Sources
//!
//! The documentation names the specification that it follows: files in `specification/` are those of
//! `aws/aws-database-encryption-sdk-dynamodb`, files in `framework/` those of `awslabs/aws-encryption-sdk-specification`.

#![forbid(unsafe_code)]
// The documentation site says beside each item which feature it takes.
#![cfg_attr(docsrs, feature(doc_cfg))]
// A build without one of the default features leaves unused what only that feature's code uses.
#![cfg_attr(
    any(feature = "fips", not(all(feature = "ed25519", feature = "kms"))),
    allow(dead_code, reason = "the default build shows what nobody uses")
)]
#![warn(missing_debug_implementations, missing_docs, unnameable_types, unreachable_pub)]
#![warn(clippy::exhaustive_enums, clippy::mem_forget)]
// A length is checked where it is written, and a new kind of something is thought of wherever kinds are told apart.
#![cfg_attr(not(test), warn(clippy::cast_possible_truncation, clippy::wildcard_enum_match_arm))]
#![warn(clippy::allow_attributes_without_reason)]
// A panic would take the application down with it. Tests may panic: `clippy.toml` says so.
#![warn(clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

/// `Debug` of a type that holds secrets, clients or code of an application: its name, and the fields that are listed.
macro_rules! debug_shows {
    ($type:ident $(<$lifetime:lifetime>)? $(<$parameter:ident>)? { $($field:ident),* }) => {
        impl $(<$lifetime>)? $(<$parameter>)? ::std::fmt::Debug for $type $(<$lifetime>)? $(<$parameter>)? {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.debug_struct(stringify!($type))$(.field(stringify!($field), &self.$field))*.finish_non_exhaustive()
            }
        }
    };
}

mod cache;
mod client;
#[cfg(feature = "config")]
pub mod config;
mod crypto;
mod error;
mod expression;
mod format;
mod future;
mod item;
#[cfg(feature = "json")]
pub mod json;
mod key_store;
mod keyring;
mod keys;
mod kms;
pub mod manual;
mod materials;
mod rewrite;
mod search;
#[cfg(feature = "streams")]
pub mod streams;
mod sync;
mod table;
mod telemetry;
#[cfg(feature = "serde")]
pub mod typed;
mod value;
mod walk;

// Last, so that the documentation lists what it adds to other types behind their own methods.
#[cfg(feature = "legacy")]
pub mod legacy;

pub use client::{
    AllowUnverifiedParts, CheckReport, CheckTables, EncryptTables, EncryptedExpression, EncryptedUpdate,
    EncryptingClient, Finding, FindingProblem, FoundItems, OtherTenants, PartitionedItems, PartitionedQuery,
    ReadPlan, Severity, UnreadableItems, UpdateEncrypted, UpdateError,
};
pub use crypto::curve::EcdhCurve;
pub use crypto::prepare::{prepare, prepare_in_background};
pub use crypto::random::RandomReserve;
pub use crypto::rsa::RsaPadding;
#[cfg(feature = "derive")]
pub use dynamodb_item_encryptor_derive::TypedItem;
#[cfg(feature = "json")]
pub use error::JsonProblem;
#[cfg(feature = "serde")]
pub use error::TypeProblem;
pub use error::{
    AnswerProblem, BeaconProblem, BoxError, ConfigProblem, Error, ErrorClass, ItemProblem, KeyAttempt,
    KeyError, MalformedProblem, PartitionProblem, QueryProblem, RefusedProblem, SearchPlace, SearchProblem,
    SearchRule, TypeDifference, UnreadableItem, ValueProblem,
};
pub use format::context::EncryptionContext;
pub use format::edk::EncryptedDataKey;
pub use format::header::HeaderVersion;
pub use format::stored_size::of_item as stored_size;
pub use format::suite::AlgorithmSuite;
pub use item::{
    BeaconCheck, Completeness, DataKeyDescription, DecryptedItem, Difference, ItemEncryptor, ItemFormat,
    ItemHeader, StoredHeader,
};
pub use key_store::{
    BeaconKey, BranchKey, BranchKeyCache, BranchKeyIdRequest, BranchKeyIdSupplier, BranchKeySource,
    BranchKeyVersion, CachedBranchKeys, InMemoryBranchKeys, KeyStoreError,
};
#[cfg(feature = "kms")]
pub use key_store::{KeyStore, KeyStoreInfo, KmsConfiguration};
pub use keyring::hierarchical::HierarchicalKeyring;
#[cfg(feature = "kms")]
pub use keyring::kms::cached::CachedKmsKeyring;
#[cfg(feature = "kms")]
pub use keyring::kms::discovery::{
    KmsDiscoveryKeyring, KmsDiscoveryMultiKeyring, KmsMrkDiscoveryKeyring, KmsMrkDiscoveryMultiKeyring,
};
#[cfg(feature = "kms")]
pub use keyring::kms::ecdh::KmsEcdhKeyring;
#[cfg(feature = "kms")]
pub use keyring::kms::keys::{KmsKeyring, KmsMrkKeyring, KmsMrkMultiKeyring, KmsMultiKeyring};
#[cfg(feature = "kms")]
pub use keyring::kms::rsa::{KmsRsaAlgorithm, KmsRsaKeyring};
pub use keyring::multi::MultiKeyring;
pub use keyring::raw_aes::RawAesKeyring;
pub use keyring::raw_ecdh::RawEcdhKeyring;
pub use keyring::raw_rsa::RawRsaKeyring;
pub use keyring::{
    BoxFuture, Keyring, Recipient, RecipientsRequest, Signer, SignerRequest, UnwrapRequest, WrapRequest,
    WrappedDataKey,
};
pub use keys::{DataKey, IntermediateKey, RecipientTagKey, SigningKey, UnwrappedDataKey};
#[cfg(feature = "kms")]
pub use kms::filter::DiscoveryFilter;
#[cfg(feature = "kms")]
pub use kms::supplier::{KmsClientSupplier, RegionalKmsClients};
pub use materials::{
    CachingProvider, DecryptionMaterials, DecryptionRequest, DefaultMaterialProvider, EncryptionMaterials,
    EncryptionRequest, MaterialProvider, Recipients, RequiredContextProvider, WriterKey, WriterPublicKey,
};
pub use rewrite::{Replacement, ReplacementRequest};
pub use search::{
    AgainstBeacon, Beacon, BeaconAdvice, BeaconAdvisor, BeaconKeySource, BeaconKeys, BeaconPairAdvisor,
    BeaconPairPrediction, BeaconPrediction, BeaconRecommendation, BeaconTarget, CachedBeaconKeys, Compound,
    Constructor, EncryptedPart, InMemoryBeaconKeys, PartitionRequest, PartitionSelector, Search, SearchBuilder,
    SignedPart, Transform, VirtualField,
};
#[cfg(feature = "kms")]
pub use search::{KmsBeaconKeys, KmsMacBeaconKeys};
pub use table::{
    AttributeAction, BeaconIndex, ItemDeclaration, PlaintextPolicy, ProtectedUpdates, ReaderPolicy,
    TableConfig, TableConfigBuilder, TypedItem,
};
#[cfg(feature = "metrics")]
pub use telemetry::describe_metrics;
pub use value::Item;
pub use walk::{
    BeaconFinding, BeaconWalk, CheckpointError, Checkpoints, Converge, FileCheckpoints, Found, ItemFate,
    Judgement, MemoryCheckpoints, Rewrap, SetBeacons, Survey, TableCheckpoints, Tally, Verify, Walk,
    WalkAction, WalkCounts, WalkEnd, WalkError, WalkFailure, WalkMode, WalkPace, WalkPage, WalkProgress,
    WalkRates, WalkSegment, WalkTotals, WalkedPage,
};

/// Compiles the README's examples together with those of the documentation.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
