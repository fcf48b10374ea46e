//! Somebody who has an item's wrapping key of the cached KMS keyring, and nothing else: the format written once more,
//! from `manual/cached_kms.md` and the primitives of another library.

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use aws_lc_rs::{hmac, rand};
use aws_sdk_kms::primitives::Blob;
use dynamodb_item_encryptor::{
    BoxFuture, EncryptedDataKey, EncryptionContext, IntermediateKey, Item, ItemHeader, KeyError, Keyring,
    UnwrapRequest, UnwrappedDataKey, WrapRequest, WrappedDataKey,
};

pub const PUBLIC_KEY: &str = "aws-crypto-public-key";

/// The version of the format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Version {
    One,
    Two,
}

impl Version {
    pub fn label(self) -> &'static str {
        match self {
            Version::One => "item-encryptor-cached-kms",
            Version::Two => "item-encryptor-cached-kms-v2",
        }
    }

    fn purpose(self) -> &'static str {
        match self {
            Version::One => "wrapping-key",
            Version::Two => "wrapping-key-v2",
        }
    }

    fn info(self, arn: &str) -> String {
        match self {
            Version::One => arn.to_owned(),
            Version::Two => format!("v2:{arn}"),
        }
    }

    /// What KMS is told of a wrapping key.
    pub fn kms_context(self, context: &EncryptionContext) -> Vec<(String, String)> {
        let is_bound = |name: &str| match name {
            "aws-crypto-table-name" | "aws-crypto-partition-name" | "aws-crypto-sort-name" => true,
            PUBLIC_KEY => self == Version::Two,
            _ => false,
        };
        let bound = context.iter().filter(|(name, _)| is_bound(name));
        let mut entries: Vec<_> = bound.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        entries.push(("item-encryptor-purpose".to_owned(), self.purpose().to_owned()));
        entries
    }
}

/// A wrapping key out of somebody's item, or of the forger's own making.
#[derive(Clone)]
pub struct Loot {
    pub version: Version,
    pub secret: Vec<u8>,
    pub blob: Vec<u8>,
    /// The public key that the item was signed with.
    pub public_key: Option<String>,
}

impl Loot {
    /// What whoever may call `kms:Decrypt` and read the table gets from an item: of a table with the partition key `id`.
    pub async fn of(kms: &aws_sdk_kms::Client, arn: &str, table: &str, item: &Item) -> Self {
        let header = item["aws_dbe_head"].as_b().unwrap().as_ref();
        let end = header.windows(arn.len()).position(|part| part == arn.as_bytes()).unwrap() + arn.len();
        let version = if header[..end - arn.len()].ends_with(b"v2:") { Version::Two } else { Version::One };
        let length = usize::from(u16::from_be_bytes([header[end], header[end + 1]]));
        let blob = header[end + 2 + 48 + 16 + 12 + 32 + 16..end + 2 + length].to_vec();
        let public_key = ItemHeader::of(item).unwrap().stored_context.get(PUBLIC_KEY).map(str::to_owned);
        let mut context: EncryptionContext =
            [("aws-crypto-table-name", table), ("aws-crypto-partition-name", "id")].into_iter().collect();
        if let Some(key) = &public_key {
            context.insert(PUBLIC_KEY, key);
        }
        let context = version.kms_context(&context).into_iter().collect();
        let decrypt = kms.decrypt().key_id(arn).ciphertext_blob(Blob::new(blob.clone()));
        let output = decrypt.set_encryption_context(Some(context)).send().await.unwrap();
        Loot { version, secret: output.plaintext.unwrap().into_inner(), blob, public_key }
    }

    /// What whoever may call `kms:GenerateDataKey` makes for an item with this context.
    pub async fn generated(
        version: Version,
        kms: &aws_sdk_kms::Client,
        arn: &str,
        context: &EncryptionContext,
    ) -> Self {
        let pairs = version.kms_context(context).into_iter().collect();
        let generate = kms.generate_data_key().key_id(arn).number_of_bytes(32);
        let output = generate.set_encryption_context(Some(pairs)).send().await.unwrap();
        let blob = output.ciphertext_blob.unwrap().into_inner();
        let public_key = context.get(PUBLIC_KEY).map(str::to_owned);
        Loot { version, secret: output.plaintext.unwrap().into_inner(), blob, public_key }
    }
}

/// Wraps data keys under a wrapping key that it came by. It brings no signer along, so that every item has a fresh one.
pub struct Forger {
    pub arn: String,
    pub loot: Loot,
    /// The public key that the item is to claim, in the place of the one that it is signed with.
    pub claimed: Option<String>,
}

impl Forger {
    pub fn new(arn: &str, loot: Loot) -> Self {
        Forger { arn: arn.to_owned(), loot, claimed: None }
    }

    fn wrap(&self, request: &WrapRequest<'_>) -> WrappedDataKey {
        let mut context = request.context.clone();
        if let Some(claimed) = &self.claimed {
            context.insert(PUBLIC_KEY, claimed);
        }
        wrap(&self.arn, &self.loot, request, &context)
    }
}

/// Wraps the request's data key, for this context.
pub fn wrap(arn: &str, loot: &Loot, request: &WrapRequest<'_>, context: &EncryptionContext) -> WrappedDataKey {
    let label = loot.version.label().as_bytes();
    let intermediate = IntermediateKey::generate().unwrap();
    let (wrapped, tag_key) = intermediate.wrap(request.data_key, context).unwrap();
    let (mut salt, mut nonce) = ([0; 16], [0; 12]);
    rand::fill(&mut salt).unwrap();
    rand::fill(&mut nonce).unwrap();

    let input = [&1_u32.to_be_bytes()[..], label, &[0], &salt, &256_u32.to_be_bytes()].concat();
    let item_key = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, &loot.secret), &input);
    let length = u16::try_from(arn.len()).unwrap().to_be_bytes();
    let aad = Aad::from([label, &length, arn.as_bytes(), &serialized(context)].concat());
    let mut sealed = intermediate.expose_secret().to_vec();
    let key = LessSafeKey::new(UnboundKey::new(&AES_256_GCM, item_key.as_ref()).unwrap());
    key.seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), aad, &mut sealed).unwrap();

    let ciphertext = [&wrapped[..], &salt, &nonce, &sealed, &loot.blob].concat();
    let info = loot.version.info(arn).into_bytes();
    WrappedDataKey::new(EncryptedDataKey::new("item-encryptor-cached-kms", info, ciphertext), tag_key)
}

fn serialized(context: &EncryptionContext) -> Vec<u8> {
    let mut bytes = u16::try_from(context.len()).unwrap().to_be_bytes().to_vec();
    for text in context.iter().flat_map(|(name, value)| [name, value]) {
        bytes.extend(u16::try_from(text.len()).unwrap().to_be_bytes());
        bytes.extend(text.as_bytes());
    }
    bytes
}

impl Keyring for Forger {
    fn wrap_data_key<'a>(
        &'a self,
        request: &'a WrapRequest<'a>,
    ) -> BoxFuture<'a, Result<Vec<WrappedDataKey>, KeyError>> {
        Box::pin(async move { Ok(vec![self.wrap(request)]) })
    }

    fn unwrap_data_key<'a>(
        &'a self,
        _: &'a UnwrapRequest<'a>,
    ) -> BoxFuture<'a, Result<Option<UnwrappedDataKey>, KeyError>> {
        Box::pin(async { panic!("a forger reads nothing") })
    }
}
