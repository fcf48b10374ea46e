//! Several keyrings as one.
//!
//! Source: `framework/multi-keyring.md` of the AWS Encryption SDK specification.

use futures_util::future::join_all;

use super::attempts::{first_that_opens, of_keyring, wrapped_for_all};
use super::{
    BoxFuture, Keyring, Recipient, RecipientsRequest, Signer, SignerRequest, UnwrapRequest, WrapRequest,
    WrappedDataKey, keyring,
};
use crate::error::KeyError;
use crate::keys::UnwrappedDataKey;

/// Wraps every data key for the recipients of all its keyrings, and unwraps with the first of them
/// that can.
///
/// The order of the keyrings is the order of the item's encrypted data keys; AWS's generator keyring
/// is the first.
///
/// To change a key, write with the new one and keep the old one [to read with](Self::and_to_read):
///
/// ```
/// use dynamodb_item_encryptor::{MultiKeyring, RawAesKeyring};
///
/// # let (new, old) = ([8; 32], [7; 32]);
/// let keyring = MultiKeyring::new(RawAesKeyring::new("my-company", "customers-2027", &new)?)
///     .and_to_read(RawAesKeyring::new("my-company", "customers-2026", &old)?);
/// # Ok::<(), dynamodb_item_encryptor::KeyError>(())
/// ```
pub struct MultiKeyring {
    both: Vec<Box<dyn Keyring>>,
    to_read: Vec<Box<dyn Keyring>>,
}

debug_shows!(MultiKeyring {});

impl MultiKeyring {
    /// Starts with the keyring `first`.
    ///
    /// Source: `framework/multi-keyring.md`, sections "Inputs" and "Child Keyrings".
    pub fn new(first: impl Keyring + 'static) -> Self {
        MultiKeyring { both: vec![Box::new(first)], to_read: Vec::new() }
    }

    /// Adds a keyring.
    #[must_use]
    pub fn and(mut self, keyring: impl Keyring + 'static) -> Self {
        self.both.push(Box::new(keyring));
        self
    }

    /// Adds a keyring that only reads, after those that do both: nothing is wrapped for its recipients.
    #[must_use]
    pub fn and_to_read(mut self, keyring: impl Keyring + 'static) -> Self {
        self.to_read.push(Box::new(keyring));
        self
    }
}

impl MultiKeyring {
    /// If some keyrings fail, the others are still awaited, so that the error lists every failure.
    async fn wrap(&self, request: &WrapRequest<'_>) -> Result<Vec<WrappedDataKey>, KeyError> {
        wrapped_for_all(join_all(self.both.iter().map(|keyring| keyring.wrap_data_key(request))).await)
    }

    /// Known where all keyrings say theirs.
    async fn written_for(&self, request: RecipientsRequest<'_>) -> Result<Option<Vec<Recipient>>, KeyError> {
        let mut all = Vec::new();
        for keyring in &self.both {
            let Some(recipients) = keyring.recipients(request).await? else { return Ok(None) };
            all.extend(recipients);
        }
        Ok(Some(all))
    }

    /// One keyring after the other.
    async fn unwrap(&self, request: &UnwrapRequest<'_>) -> Result<Option<UnwrappedDataKey>, KeyError> {
        let keyrings = self.both.iter().chain(&self.to_read);
        let (can, cannot): (Vec<_>, Vec<_>) = keyrings.partition(|keyring| keyring.can_unwrap());
        first_that_opens(if can.is_empty() { cannot } else { can }, |keyring| async move {
            keyring.unwrap_data_key(request).await.map_err(of_keyring).transpose()
        })
        .await
    }
}

keyring!(MultiKeyring {
    /// That of the first keyring that has one. All bind its public key to what they wrap.
    fn signer<'a>(&'a self, request: &'a SignerRequest<'a>) -> Option<BoxFuture<'a, Result<Signer, KeyError>>> {
        self.both.iter().find_map(|keyring| keyring.signer(request))
    }

    fn can_unwrap(&self) -> bool {
        self.both.iter().chain(&self.to_read).any(Keyring::can_unwrap)
    }
});
