//! Several keyrings as one.
//!
//! Source: `framework/multi-keyring.md` of the AWS Encryption SDK specification.

use super::{Attempts, BoxFuture, Keyring, UnwrapRequest, UnwrappedDataKey, WrapRequest, WrappedDataKey};
use crate::error::KeyError;

/// Wraps every data key for the recipients of all its keyrings, and unwraps with the first of them
/// that can.
///
/// The order of the keyrings is the order of the item's encrypted data keys; AWS's generator keyring
/// is the first.
pub struct MultiKeyring(Vec<Box<dyn Keyring>>);

impl MultiKeyring {
    /// Starts with the keyring `first`.
    pub fn new(first: impl Keyring + 'static) -> Self {
        MultiKeyring(vec![Box::new(first)])
    }

    /// Adds a keyring.
    #[must_use]
    pub fn and(mut self, keyring: impl Keyring + 'static) -> Self {
        self.0.push(Box::new(keyring));
        self
    }
}

impl Keyring for MultiKeyring {
    fn wrap_data_key<'a>(
        &'a self,
        request: &'a WrapRequest<'a>,
    ) -> BoxFuture<'a, Result<Vec<WrappedDataKey>, KeyError>> {
        Box::pin(async move {
            let wrapped = self.0.iter().map(|keyring| keyring.wrap_data_key(request));
            Ok(futures_util::future::try_join_all(wrapped).await?.into_iter().flatten().collect())
        })
    }

    fn unwrap_data_key<'a>(
        &'a self,
        request: &'a UnwrapRequest<'a>,
    ) -> BoxFuture<'a, Result<Option<UnwrappedDataKey>, KeyError>> {
        Box::pin(async move {
            let mut attempts = Attempts::default();
            for keyring in &self.0 {
                match keyring.unwrap_data_key(request).await {
                    Ok(Some(unwrapped)) => return Ok(Some(unwrapped)),
                    Ok(None) => {}
                    Err(error) => attempts.join(error),
                }
            }
            attempts.finish()
        })
    }
}
