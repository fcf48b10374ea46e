//! Keyrings: how a data key is wrapped for its recipients, and unwrapped again.

pub(crate) mod hierarchical;
pub(crate) mod intermediate;
mod key_agreement;
pub(crate) mod kms;
pub(crate) mod multi;
pub(crate) mod raw_aes;
pub(crate) mod raw_ecdh;
pub(crate) mod raw_rsa;
mod signer;

use std::sync::Arc;

pub(crate) use signer::scheme;
pub use signer::{Signer, SignerRequest, SigningKey};

pub use crate::future::BoxFuture;

use crate::crypto::kdf::HkdfSha512;
use crate::crypto::mac::HmacSha384;
use crate::crypto::random::{self, Reserve};
use crate::crypto::secret::SharedSecret;
use crate::error::{KeyAttempt, KeyError};
use crate::format::context::EncryptionContext;
use crate::format::edk::EncryptedDataKey;
use crate::format::suite::AlgorithmSuite;
use crate::future::pause;
use crate::kms::evidence::Failure;

/// How data keys are wrapped when an item is written, and unwrapped when it is read.
///
/// Each recipient's encrypted data key comes with a key of its own for the recipient's tag: see
/// [`IntermediateKey`](crate::IntermediateKey), which makes and opens the part that all keyrings have
/// in common. A keyring of your own wraps the 32 bytes of an intermediate key however it likes.
///
/// Source: `framework/keyring-interface.md` of the AWS Encryption SDK specification.
pub trait Keyring: Send + Sync {
    /// Wraps the request's data key for each of this keyring's recipients.
    ///
    /// # Errors
    /// When it cannot be wrapped for one of them: an item is never written for some recipients only.
    /// [`KeyError::WrapFailed`] when several fail, with all of these.
    fn wrap_data_key<'a>(
        &'a self,
        request: &'a WrapRequest<'a>,
    ) -> BoxFuture<'a, Result<Vec<WrappedDataKey>, KeyError>>;

    /// Unwraps the first of the request's encrypted data keys that this keyring can.
    ///
    /// `Ok(None)` means that none of them is this keyring's; an error means that some were, and all of
    /// them failed.
    ///
    /// # Errors
    /// [`KeyError::AllFailed`], with every key that was tried.
    fn unwrap_data_key<'a>(
        &'a self,
        request: &'a UnwrapRequest<'a>,
    ) -> BoxFuture<'a, Result<Option<UnwrappedDataKey>, KeyError>>;

    /// The key that an item is to be signed with, where this keyring has one: `None` where this is not implemented,
    /// and a key is made for the item.
    ///
    /// It is asked for items of suites with signatures, before their data key is wrapped, unless the material provider
    /// [signs as a writer](crate::DefaultMaterialProvider::sign_as). The public key is then in the context that
    /// [`wrap_data_key`](Self::wrap_data_key) binds to the wrapped key, and the signer in
    /// [`WrapRequest::signer`].
    ///
    /// A keyring around others should pass the question on. Where it does not, its items are as safe; but a
    /// [`CachedKmsKeyring`](crate::CachedKmsKeyring) in it then calls KMS for every item.
    ///
    /// # Errors
    /// The future's, when the key cannot be had.
    fn signer<'a>(&'a self, _: &'a SignerRequest<'a>) -> Option<BoxFuture<'a, Result<Signer, KeyError>>> {
        None
    }

    /// Whether this keyring can unwrap at all; `false` where it holds nothing but a public key.
    ///
    /// A [`MultiKeyring`](crate::MultiKeyring) asks keyrings that cannot only where none of its keyrings can. An item
    /// that was changed is then the reason why it cannot be read, and not the want of a key that this reader was never
    /// meant to have.
    fn can_unwrap(&self) -> bool {
        true
    }
}

/// What a keyring is asked to wrap.
#[derive(Clone, Copy)]
#[non_exhaustive]
pub struct WrapRequest<'a> {
    /// The item's algorithm suite.
    pub suite: AlgorithmSuite,
    /// The item's whole encryption context, to be bound to every wrapped key.
    pub context: &'a EncryptionContext,
    /// The key to wrap.
    pub data_key: &'a DataKey,
    /// What the item is signed with, where the suite has signatures and the material provider says so.
    pub signer: Option<&'a Signer>,
    /// Random bytes for this item.
    pub(crate) random: &'a Reserve,
}

/// What a keyring is asked to unwrap.
#[derive(Clone, Copy)]
#[non_exhaustive]
pub struct UnwrapRequest<'a> {
    /// The item's algorithm suite.
    pub suite: AlgorithmSuite,
    /// The item's whole encryption context.
    pub context: &'a EncryptionContext,
    /// The item's encrypted data keys, in stored order.
    pub data_keys: &'a [EncryptedDataKey],
}

/// A data key, wrapped for one recipient.
#[derive(Clone)]
#[non_exhaustive]
pub struct WrappedDataKey {
    /// What the item stores.
    pub encrypted: EncryptedDataKey,
    /// Makes this recipient's tag.
    pub tag_key: RecipientTagKey,
}

/// A data key, unwrapped by one recipient.
#[non_exhaustive]
pub struct UnwrappedDataKey {
    /// Encrypts the item's attributes.
    pub data_key: DataKey,
    /// Verifies this recipient's tag.
    pub tag_key: RecipientTagKey,
}

impl WrappedDataKey {
    /// Puts a wrapped data key together.
    pub fn new(encrypted: EncryptedDataKey, tag_key: RecipientTagKey) -> Self {
        WrappedDataKey { encrypted, tag_key }
    }
}

/// The 32-byte key that an item's attributes are encrypted under. Wiped when the last copy is dropped: copies
/// share one place in memory, so that a cache can hand it out.
#[derive(Clone)]
pub struct DataKey(pub(crate) SharedSecret<HkdfSha512>);

/// The 32-byte key of a recipient's tag. Wiped when the last copy is dropped, like a [`DataKey`].
#[derive(Clone)]
pub struct RecipientTagKey(pub(crate) SharedSecret<HmacSha384>);

impl DataKey {
    /// Makes a random data key.
    ///
    /// # Errors
    /// [`KeyError::Crypto`] when the generator fails.
    pub fn generate() -> Result<Self, KeyError> {
        Ok(DataKey(SharedSecret::init_with(|bytes| random::fill(bytes))?))
    }

    /// As [`generate`](Self::generate), from the item's reserve of random bytes.
    pub(crate) fn generate_from(reserve: &Reserve) -> Result<Self, KeyError> {
        Ok(DataKey(SharedSecret::init_with(|bytes| reserve.fill(bytes))?))
    }
}

/// Collects the failures of the keys that were tried for one item.
#[derive(Default)]
pub(crate) struct Attempts(Vec<KeyAttempt>);

impl Attempts {
    /// Records that `key` failed.
    pub(crate) fn failed(&mut self, key: impl Into<String>, error: KeyError) {
        self.0.push(KeyAttempt::new(key, error));
    }

    /// As [`failed`](Self::failed), of one of several keys that are tried in turn. Gives the thread back to the
    /// executor before the next one: an RSA operation takes milliseconds.
    pub(crate) async fn failed_one(&mut self, key: impl Into<String>, error: KeyError) {
        self.failed(key, error);
        pause().await;
    }

    /// As [`failed_one`](Self::failed_one), where KMS may have refused the key.
    pub(crate) async fn refused(&mut self, key: impl Into<String>, Failure { error, doubt }: Failure) {
        self.0.push(match doubt {
            Some(doubt) => KeyAttempt::in_doubt(key, error, doubt),
            None => KeyAttempt::new(key, error),
        });
        pause().await;
    }

    /// Records the failure of a whole keyring.
    pub(crate) fn join(&mut self, error: KeyError) {
        match error {
            KeyError::AllFailed { attempts } | KeyError::WrapFailed { attempts } => self.0.extend(attempts),
            error => {
                let key = error.key().unwrap_or("keyring").to_owned();
                self.failed(key, error);
            }
        }
    }

    /// The data key was wrapped for all recipients, or for some and these failed.
    pub(crate) fn finish_wrapping(
        mut self,
        wrapped: Vec<WrappedDataKey>,
    ) -> Result<Vec<WrappedDataKey>, KeyError> {
        match self.0.pop() {
            None => Ok(wrapped),
            Some(only) if self.0.is_empty() => Err(only.error),
            Some(last) => {
                self.0.push(last);
                Err(KeyError::WrapFailed { attempts: self.0 })
            }
        }
    }

    /// No key was unwrapped: none was tried, or all of them failed.
    pub(crate) fn finish(self) -> Result<Option<UnwrappedDataKey>, KeyError> {
        if self.0.is_empty() { Ok(None) } else { Err(KeyError::AllFailed { attempts: self.0 }) }
    }
}

/// Makes a pointer to a keyring a keyring.
macro_rules! keyring_behind {
    ($pointer:ident) => {
        impl<K: Keyring + ?Sized> Keyring for $pointer<K> {
            fn wrap_data_key<'a>(
                &'a self,
                request: &'a WrapRequest<'a>,
            ) -> BoxFuture<'a, Result<Vec<WrappedDataKey>, KeyError>> {
                (**self).wrap_data_key(request)
            }

            fn unwrap_data_key<'a>(
                &'a self,
                request: &'a UnwrapRequest<'a>,
            ) -> BoxFuture<'a, Result<Option<UnwrappedDataKey>, KeyError>> {
                (**self).unwrap_data_key(request)
            }

            fn signer<'a>(
                &'a self,
                request: &'a SignerRequest<'a>,
            ) -> Option<BoxFuture<'a, Result<Signer, KeyError>>> {
                (**self).signer(request)
            }

            fn can_unwrap(&self) -> bool {
                (**self).can_unwrap()
            }
        }
    };
}

keyring_behind!(Arc);
keyring_behind!(Box);
