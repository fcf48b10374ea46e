//! Wrapping keys to write with, and the signers that are bound to them.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use super::format::{WrappingKey, reading_id};
use crate::cache::Cache;
use crate::crypto::mac;
use crate::error::KeyError;
use crate::format::context::EncryptionContext;
use crate::format::suite::AlgorithmSuite;
use crate::keyring::kms::calls::KeyCalls;
use crate::keys;
use crate::keys::SigningKey;

/// Identifies a wrapping key to write with.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) struct WritingId {
    /// What KMS is told, serialised; without the public key where the signer comes with the wrapping key.
    context: Arc<[u8]>,
    /// The suite of the signer that comes with the wrapping key.
    signed: Option<AlgorithmSuite>,
}

impl WritingId {
    pub(super) fn new(context: &EncryptionContext, signed: Option<AlgorithmSuite>) -> Result<Self, KeyError> {
        Ok(WritingId { context: keys::associated_data(context)?.into(), signed })
    }
}

/// A wrapping key to write with.
pub(super) struct WritingKey {
    wrapping: Arc<WrappingKey>,
    /// The key as KMS unwraps it.
    blob: Vec<u8>,
    /// The KMS key.
    key_arn: Arc<str>,
    /// What KMS has bound the wrapping key to.
    context: EncryptionContext,
    /// The signer that was made with it.
    signer: Option<SigningKey>,
    /// For how many more items it may be used.
    remaining: AtomicU64,
}

impl WritingKey {
    /// Whether the key comes from the KMS key `key_arn` and is bound to this context.
    pub(super) fn is_for(&self, key_arn: &str, context: &EncryptionContext) -> bool {
        *self.key_arn == *key_arn && self.context == *context
    }

    pub(super) fn wrapping(&self) -> &WrappingKey {
        &self.wrapping
    }

    pub(super) fn blob(&self) -> &[u8] {
        &self.blob
    }

    pub(super) fn signer(&self) -> Option<SigningKey> {
        self.signer.clone()
    }

    /// Counts one more item; `false` if the key is used up.
    pub(super) fn take_one(&self) -> bool {
        let take = |remaining: u64| remaining.checked_sub(1);
        self.remaining.fetch_update(Ordering::Relaxed, Ordering::Relaxed, take).is_ok()
    }
}

/// All that is needed to have a wrapping key made.
pub(super) struct Making {
    pub(super) calls: Arc<KeyCalls>,
    pub(super) key_arn: Arc<str>,
    pub(super) reading: Arc<Cache<[u8; mac::SHA384], WrappingKey>>,
    pub(super) context: EncryptionContext,
    pub(super) signed: Option<AlgorithmSuite>,
    pub(super) max_items: u64,
    pub(super) max_age: Duration,
    pub(super) created: Instant,
}

impl Making {
    /// Makes the signer where one is wanted, and has KMS make a wrapping key that is bound to it.
    pub(super) async fn make(self) -> Result<WritingKey, KeyError> {
        let Making { calls, key_arn, mut context, max_items, .. } = self;
        let signer = match self.signed {
            Some(suite) => SigningKey::generate(suite)?,
            None => None,
        };
        if let Some(signer) = &signer {
            let (name, public_key) = signer.context_entry();
            context.insert_reserved(name, public_key);
        }
        let bound_to = keys::associated_data(&context)?;
        let (secret, blob) = calls.generate(&key_arn, &context).await?;
        let wrapping = Arc::new(WrappingKey(secret));
        // What is written here can be read here without another call.
        let id = reading_id(&key_arn, &bound_to, &blob);
        self.reading.insert(id, Arc::clone(&wrapping), self.created, self.max_age);
        Ok(WritingKey { wrapping, blob, key_arn, context, signer, remaining: AtomicU64::new(max_items) })
    }
}
