//! Several keyrings as one.
//!
//! Source: `framework/multi-keyring.md` of the AWS Encryption SDK specification.

use futures_util::future::join_all;

use super::{
    Attempts, BoxFuture, Keyring, Signer, SignerRequest, UnwrapRequest, UnwrappedDataKey, WrapRequest,
    WrappedDataKey,
};
use crate::error::KeyError;

/// Wraps every data key for the recipients of all its keyrings, and unwraps with the first of them
/// that can.
///
/// The order of the keyrings is the order of the item's encrypted data keys; AWS's generator keyring
/// is the first.
///
/// To change a key, write with the new one and go on to [read with](Self::and_to_read) the old one:
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

impl MultiKeyring {
    /// Starts with the keyring `first`.
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

/// Wraps the request's data key with all of `keyrings` at once; the order of the outcome is theirs.
///
/// Where some fail, the others are waited for, so that the error tells of all that failed.
pub(crate) async fn wrap_with_all<K: Keyring>(
    keyrings: &[K],
    request: &WrapRequest<'_>,
) -> Result<Vec<WrappedDataKey>, KeyError> {
    let mut wrapped = Vec::new();
    let mut attempts = Attempts::default();
    for outcome in join_all(keyrings.iter().map(|keyring| keyring.wrap_data_key(request))).await {
        match outcome {
            Ok(data_keys) => wrapped.extend(data_keys),
            Err(error) => attempts.join(error),
        }
    }
    attempts.finish_wrapping(wrapped)
}

/// Unwraps with the first of `keyrings` that can, one after the other.
pub(crate) async fn unwrap_with_first<'k, K: Keyring + 'k>(
    keyrings: impl IntoIterator<Item = &'k K>,
    request: &UnwrapRequest<'_>,
) -> Result<Option<UnwrappedDataKey>, KeyError> {
    let mut attempts = Attempts::default();
    let (can, cannot): (Vec<_>, Vec<_>) = keyrings.into_iter().partition(|keyring| keyring.can_unwrap());
    for keyring in if can.is_empty() { cannot } else { can } {
        match keyring.unwrap_data_key(request).await {
            Ok(Some(unwrapped)) => return Ok(Some(unwrapped)),
            Ok(None) => {}
            Err(error) => attempts.join(error),
        }
    }
    attempts.finish()
}

impl Keyring for MultiKeyring {
    fn wrap_data_key<'a>(
        &'a self,
        request: &'a WrapRequest<'a>,
    ) -> BoxFuture<'a, Result<Vec<WrappedDataKey>, KeyError>> {
        Box::pin(wrap_with_all(&self.both, request))
    }

    fn unwrap_data_key<'a>(
        &'a self,
        request: &'a UnwrapRequest<'a>,
    ) -> BoxFuture<'a, Result<Option<UnwrappedDataKey>, KeyError>> {
        Box::pin(unwrap_with_first(self.both.iter().chain(&self.to_read), request))
    }

    /// That of the first keyring that has one. All bind its public key to what they wrap.
    fn signer<'a>(&'a self, request: &'a SignerRequest<'a>) -> Option<BoxFuture<'a, Result<Signer, KeyError>>> {
        self.both.iter().find_map(|keyring| keyring.signer(request))
    }

    fn can_unwrap(&self) -> bool {
        self.both.iter().chain(&self.to_read).any(Keyring::can_unwrap)
    }
}
