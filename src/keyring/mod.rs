//! Keyrings: how a data key is wrapped for its recipients, and unwrapped again.

mod attempts;
pub(crate) mod hierarchical;
mod key_agreement;
pub(crate) mod kms;
pub(crate) mod multi;
pub(crate) mod raw_aes;
pub(crate) mod raw_ecdh;
pub(crate) mod raw_rsa;
mod request;
mod signer;

use std::sync::Arc;

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
/// Source: `framework/keyring-interface.md` of the AWS Encryption SDK specification.
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

    /// Whether this keyring can unwrap at all; `false` if it holds nothing but a public key.
    ///
    /// A [`MultiKeyring`](crate::MultiKeyring) asks keyrings that cannot unwrap only if none of its keyrings can. A
    /// changed item is then reported as changed, not as one whose key this reader was never meant to have.
    fn can_unwrap(&self) -> bool {
        true
    }
}

/// Implements `Keyring` for a type that has asynchronous methods `wrap` and `unwrap`, or whose field `$inner` is a
/// keyring; further methods of the trait go into the braces.
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

            fn can_unwrap(&self) -> bool {
                (**self).can_unwrap()
            }
        }
    };
}

keyring_behind!(Arc);
keyring_behind!(Box);
