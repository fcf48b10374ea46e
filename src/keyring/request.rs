//! What keyrings are asked, and what they answer.

use super::Signer;
use super::attempts::first_that_opens;
use crate::crypto::random::RandomReserve;
use crate::error::KeyError;
use crate::format::context::EncryptionContext;
use crate::format::edk::EncryptedDataKey;
use crate::format::suite::AlgorithmSuite;
use crate::keys::{DataKey, RecipientTagKey, UnwrappedDataKey};
use crate::kms::failure::Failure;

/// What a keyring is asked to wrap.
///
/// Example: [`Keyring`](crate::Keyring).
#[derive(Clone, Copy)]
#[non_exhaustive]
pub struct WrapRequest<'a> {
    /// The item's algorithm suite.
    pub suite: AlgorithmSuite,
    /// The item's whole encryption context, to be bound to every wrapped key.
    pub context: &'a EncryptionContext,
    /// The key to wrap.
    pub data_key: &'a DataKey,
    /// What the item is signed with, if the suite has signatures and the material provider says so.
    pub signer: Option<&'a Signer>,
    /// Random bytes for this item.
    pub random: &'a RandomReserve,
}

debug_shows!(WrapRequest<'a> { suite });

impl<'a> WrapRequest<'a> {
    /// Asks for `data_key` to be wrapped, without a signer. Random bytes come from the generator one by one.
    pub fn new(suite: AlgorithmSuite, context: &'a EncryptionContext, data_key: &'a DataKey) -> Self {
        WrapRequest { suite, context, data_key, signer: None, random: RandomReserve::none() }
    }

    /// Says what the item is signed with.
    #[must_use]
    pub fn with_signer(self, signer: &'a Signer) -> Self {
        WrapRequest { signer: Some(signer), ..self }
    }

    /// Takes random bytes from the item's reserve, for example that of
    /// [`EncryptionRequest::random`](crate::EncryptionRequest::random).
    #[must_use]
    pub fn with_random(self, random: &'a RandomReserve) -> Self {
        WrapRequest { random, ..self }
    }
}

/// What a keyring is asked to unwrap.
///
/// Example: [`Keyring`](crate::Keyring).
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

debug_shows!(UnwrapRequest<'a> { suite });

impl<'a> UnwrapRequest<'a> {
    /// Asks for the first of `data_keys` that can be unwrapped.
    pub fn new(
        suite: AlgorithmSuite,
        context: &'a EncryptionContext,
        data_keys: &'a [EncryptedDataKey],
    ) -> Self {
        UnwrapRequest { suite, context, data_keys }
    }

    /// The data key from the first encrypted one that `unwrap` can unwrap: the answer to
    /// [`Keyring::unwrap_data_key`](crate::Keyring::unwrap_data_key).
    ///
    /// `unwrap` answers `None` for an encrypted data key that is not the keyring's own. They are tried one after the
    /// other, and the thread goes back to the executor after each that fails.
    ///
    /// # Errors
    /// [`KeyError::AllFailed`], if `unwrap` tried any and none opened: with the error of each, and the name that the
    /// item gives it.
    ///
    /// ```
    /// # use dynamodb_item_encryptor::{EncryptedDataKey, KeyError, UnwrapRequest, UnwrappedDataKey};
    /// # struct Mine;
    /// impl Mine {
    /// #   fn open(&self, _: &EncryptedDataKey) -> Result<UnwrappedDataKey, KeyError> { Err(KeyError::Crypto) }
    ///     async fn unwrap(&self, request: &UnwrapRequest<'_>) -> Result<Option<UnwrappedDataKey>, KeyError> {
    ///         let open = |key| async move { is_mine(key).then(|| self.open(key)) };
    ///         request.unwrap_first(open).await
    ///     }
    /// }
    /// # fn is_mine(key: &EncryptedDataKey) -> bool { key.provider_id == "example.com/mine" }
    /// ```
    pub async fn unwrap_first<F>(
        &self,
        unwrap: impl Fn(&'a EncryptedDataKey) -> F,
    ) -> Result<Option<UnwrappedDataKey>, KeyError>
    where
        F: Future<Output = Option<Result<UnwrappedDataKey, KeyError>>>,
    {
        self.unwrap_first_named(EncryptedDataKey::label, unwrap).await
    }

    /// Like [`unwrap_first`](Self::unwrap_first), for keyrings with names of their own for what they tried.
    pub(super) async fn unwrap_first_named<F, E: Into<Failure>>(
        &self,
        name: impl Fn(&EncryptedDataKey) -> String,
        unwrap: impl Fn(&'a EncryptedDataKey) -> F,
    ) -> Result<Option<UnwrappedDataKey>, KeyError>
    where
        F: Future<Output = Option<Result<UnwrappedDataKey, E>>>,
    {
        let (name, unwrap) = (&name, &unwrap);
        first_that_opens(self.data_keys, |data_key| async move {
            let outcome = unwrap(data_key).await?;
            Some(outcome.map_err(|error| vec![error.into().attempt(name(data_key))]))
        })
        .await
    }
}

/// A data key, wrapped for one recipient.
///
/// Example: [`Keyring`](crate::Keyring).
#[derive(Clone)]
#[non_exhaustive]
pub struct WrappedDataKey {
    /// What the item stores.
    pub encrypted: EncryptedDataKey,
    /// Makes this recipient's tag.
    pub tag_key: RecipientTagKey,
}

debug_shows!(WrappedDataKey {});

impl WrappedDataKey {
    /// Puts a wrapped data key together.
    pub fn new(encrypted: EncryptedDataKey, tag_key: RecipientTagKey) -> Self {
        WrappedDataKey { encrypted, tag_key }
    }
}
