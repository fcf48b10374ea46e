//! Keyrings: how a data key is wrapped for its recipients, and unwrapped again.

mod attempts;
pub(crate) mod hierarchical;
mod key_agreement;
#[cfg(feature = "kms")]
pub(crate) mod kms;
pub(crate) mod multi;
pub(crate) mod raw_aes;
pub(crate) mod raw_ecdh;
pub(crate) mod raw_rsa;
mod recipient;
mod request;
mod signer;

use std::sync::Arc;

pub use recipient::{Recipient, RecipientsRequest};
pub use request::{UnwrapRequest, WrapRequest, WrappedDataKey};
pub use signer::{Signer, SignerRequest};

pub use crate::future::BoxFuture;

use crate::error::KeyError;
use crate::keys::UnwrappedDataKey;

/// How data keys are wrapped when an item is written, and unwrapped when it is read.
///
/// Each recipient's encrypted data key comes with a key of its own for the recipient's tag: see
/// [`IntermediateKey`](crate::IntermediateKey), which makes and opens the part that all keyrings have
/// in common. A keyring of your own wraps the 32 bytes of an intermediate key however it likes.
///
/// Source: `framework/keyring-interface.md`, sections "Overview", "OnEncrypt" and "Encrypt Data Key".
///
/// ```
/// use dynamodb_item_encryptor::{Error, Keyring, MultiKeyring, RawAesKeyring, TableConfig};
///
/// /// Whatever the keyring, with a second one that can read as well.
/// fn table(own: impl Keyring + 'static, of_the_auditors: RawAesKeyring) -> Result<TableConfig, Error> {
///     let keyring = MultiKeyring::new(own).and(of_the_auditors);
///     TableConfig::builder("Customers").partition_key("id").encrypt(["email"]).keyring(keyring).build()
/// }
///
/// let own = RawAesKeyring::new("my-company", "customers", &[7; 32])?;
/// let table = table(own, RawAesKeyring::new("my-company", "audit", &[8; 32])?)?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// `examples/hsm_keyring.rs` is one of an application's own.
pub trait Keyring: Send + Sync {
    /// Wraps the request's data key for each of this keyring's recipients.
    ///
    /// # Errors
    /// If it cannot be wrapped for one of them: an item is never written for only some of its recipients.
    /// [`KeyError::WrapFailed`] if several fail, with all of their errors.
    fn wrap_data_key<'a>(
        &'a self,
        request: &'a WrapRequest<'a>,
    ) -> BoxFuture<'a, Result<Vec<WrappedDataKey>, KeyError>>;

    /// Unwraps the first of the request's encrypted data keys that this keyring can.
    ///
    /// `Ok(None)` means that none of them is this keyring's; an error means that some were, and all of
    /// them failed. [`UnwrapRequest::unwrap_first`] goes through them for you.
    ///
    /// # Errors
    /// [`KeyError::AllFailed`], with every key that was tried.
    fn unwrap_data_key<'a>(
        &'a self,
        request: &'a UnwrapRequest<'a>,
    ) -> BoxFuture<'a, Result<Option<UnwrappedDataKey>, KeyError>>;

    /// The key to sign an item with, if this keyring has one. By default `None`; then a key is made for the item.
    ///
    /// This is called for items of suites with signatures, before their data key is wrapped, unless the material
    /// provider [signs as a writer](crate::DefaultMaterialProvider::sign_as). The public key is then in the context
    /// that [`wrap_data_key`](Self::wrap_data_key) binds to the wrapped key, and the signer in [`WrapRequest::signer`].
    ///
    /// A keyring around others should pass the call on. If it does not, its items are just as safe, but a
    /// [`CachedKmsKeyring`](crate::CachedKmsKeyring) in it then calls KMS for every item.
    ///
    /// # Errors
    /// If there is no key to sign with.
    fn signer<'a>(&'a self, _: &'a SignerRequest<'a>) -> Option<BoxFuture<'a, Result<Signer, KeyError>>> {
        None
    }

    /// The recipients that this keyring would wrap an item's data key for, in order, without wrapping anything; `None` if it does not
    /// say. By default `None`.
    ///
    /// [`ItemEncryptor::differences`](crate::ItemEncryptor::differences) compares them with what an item stores, to find items that are
    /// still wrapped for other keys. Where a keyring does not say, it cannot know.
    ///
    /// # Errors
    /// If this keyring cannot write items, or does not find out now which key it would write with.
    fn recipients<'a>(
        &'a self,
        _: RecipientsRequest<'a>,
    ) -> BoxFuture<'a, Result<Option<Vec<Recipient>>, KeyError>> {
        Box::pin(std::future::ready(Ok(None)))
    }

    /// Whether this keyring can unwrap at all; `false` if it holds nothing but a public key.
    ///
    /// A [`MultiKeyring`](crate::MultiKeyring) asks keyrings that cannot unwrap only if none of its keyrings can. A
    /// changed item is then reported as changed, not as one whose key this reader was never meant to have.
    fn can_unwrap(&self) -> bool {
        true
    }
}

/// Implements `Keyring` for a type that has asynchronous methods `wrap`, `unwrap` and `written_for`, or whose field `$inner`
/// has; further methods of the trait go into the braces.
macro_rules! keyring {
    ($name:ident$(.$inner:tt)? { $($more:tt)* }) => {
        impl $crate::keyring::Keyring for $name {
            fn wrap_data_key<'a>(
                &'a self,
                request: &'a $crate::keyring::WrapRequest<'a>,
            ) -> $crate::keyring::BoxFuture<'a, Result<Vec<$crate::keyring::WrappedDataKey>, KeyError>> {
                Box::pin(self$(.$inner)?.wrap(request))
            }

            fn unwrap_data_key<'a>(
                &'a self,
                request: &'a $crate::keyring::UnwrapRequest<'a>,
            ) -> $crate::keyring::BoxFuture<'a, Result<Option<$crate::keys::UnwrappedDataKey>, KeyError>> {
                Box::pin(self$(.$inner)?.unwrap(request))
            }

            fn recipients<'a>(
                &'a self,
                request: $crate::keyring::RecipientsRequest<'a>,
            ) -> $crate::keyring::BoxFuture<'a, Result<Option<Vec<$crate::keyring::Recipient>>, KeyError>> {
                Box::pin(self$(.$inner)?.written_for(request))
            }

            $($more)*
        }
    };
}
use keyring;

/// Implements `Keyring` for pointers.
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

            fn recipients<'a>(
                &'a self,
                request: RecipientsRequest<'a>,
            ) -> BoxFuture<'a, Result<Option<Vec<Recipient>>, KeyError>> {
                (**self).recipients(request)
            }

            fn can_unwrap(&self) -> bool {
                (**self).can_unwrap()
            }
        }
    };
}

keyring_behind!(Arc);
keyring_behind!(Box);
