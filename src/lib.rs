//! Client-side encryption of DynamoDB items.

mod crypto;
mod error;
mod format;
mod item;
mod keyring;
mod materials;
mod table;

pub use crypto::ecdh::EcdhCurve;
pub use crypto::rsa::RsaPadding;
pub use error::{
    BoxError, ConfigProblem, Error, ItemProblem, KeyAttempt, KeyError, MalformedProblem, RefusedProblem,
    ValueProblem,
};
pub use format::context::EncryptionContext;
pub use format::edk::EncryptedDataKey;
pub use format::header::HeaderVersion;
pub use format::suite::AlgorithmSuite;
pub use item::{DataKeyDescription, DecryptedItem, Item, ItemEncryptor, ItemHeader};
pub use keyring::hierarchical::{
    BranchKey, BranchKeySource, BranchKeyVersion, HierarchicalKeyring, InMemoryBranchKeys,
};
pub use keyring::intermediate::IntermediateKey;
pub use keyring::kms::symmetric::KmsKeyring;
pub use keyring::multi::MultiKeyring;
pub use keyring::raw_aes::RawAesKeyring;
pub use keyring::raw_ecdh::RawEcdhKeyring;
pub use keyring::raw_rsa::RawRsaKeyring;
pub use keyring::{
    BoxFuture, DataKey, Keyring, RecipientTagKey, UnwrapRequest, UnwrappedDataKey, WrapRequest, WrappedDataKey,
};
pub use materials::{
    DecryptionMaterials, DecryptionRequest, DefaultMaterialProvider, EncryptionMaterials, EncryptionRequest,
    MaterialProvider, SigningKey,
};
pub use table::{AttributeAction, PlaintextPolicy, TableConfig, TableConfigBuilder};
