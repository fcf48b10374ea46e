//! How a keyring provides the key that signs an item.

use std::any::Any;
use std::sync::Arc;

use crate::format::context::EncryptionContext;
use crate::format::suite::AlgorithmSuite;
use crate::keys::SigningKey;

/// What a keyring is asked to provide a [signer](crate::Keyring::signer) for.
///
/// Example: [`Keyring`](crate::Keyring).
#[derive(Clone, Copy)]
#[non_exhaustive]
pub struct SignerRequest<'a> {
    /// The item's algorithm suite, which has signatures.
    pub suite: AlgorithmSuite,
    /// The item's encryption context, still without the public key.
    pub context: &'a EncryptionContext,
}

debug_shows!(SignerRequest<'a> { suite });

/// A key that signs an item, and what the keyring that provided it needs again when it wraps the item's data key.
///
/// Example: [`Keyring`](crate::Keyring).
#[derive(Clone)]
pub struct Signer {
    key: SigningKey,
    binding: Option<Arc<dyn Any + Send + Sync>>,
}

debug_shows!(Signer {});

impl<'a> SignerRequest<'a> {
    /// Asks for a signer.
    pub fn new(suite: AlgorithmSuite, context: &'a EncryptionContext) -> Self {
        SignerRequest { suite, context }
    }
}

impl Signer {
    /// Signs with `key`, which must be of the suite that was asked for.
    pub fn new(key: SigningKey) -> Self {
        Signer { key, binding: None }
    }

    /// Carries `binding` to [`WrapRequest::signer`](crate::WrapRequest::signer), for example the wrapping key that the
    /// signer belongs to.
    #[must_use]
    pub fn with_binding(self, binding: Arc<dyn Any + Send + Sync>) -> Self {
        Signer { binding: Some(binding), ..self }
    }

    /// The key.
    pub fn key(&self) -> &SigningKey {
        &self.key
    }

    /// What the signer carries, if it is a `T`. It may be another keyring's.
    pub fn binding<T: Any + Send + Sync>(&self) -> Option<Arc<T>> {
        Arc::clone(self.binding.as_ref()?).downcast().ok()
    }
}
