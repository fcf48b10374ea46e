//! A keyring over an RSA key that the application holds.
//!
//! Source: `framework/raw-rsa-keyring.md` of the AWS Encryption SDK specification.

use super::{Recipient, RecipientsRequest, UnwrapRequest, WrapRequest, WrappedDataKey, keyring, raw_aes};
use crate::crypto::rsa::{PrivateKey, PublicKey, RsaPadding};
use crate::error::KeyError;
use crate::format::edk::EncryptedDataKey;
use crate::keys::{self, IntermediateKey, UnwrappedDataKey};

/// Wraps data keys with an RSA public key of the application, and unwraps them with the private key.
///
/// Writers need only the public key, readers only the private key. Keys have 2048 to 8192 bits and are in PEM or DER: a
/// public key as X.509 `SubjectPublicKeyInfo` or PKCS #1, a private key as unencrypted PKCS #8 or PKCS #1. In a PEM
/// file, other text, parameters and certificates before the key are skipped. The private key is wiped when the keyring
/// is dropped; wiping the text that was passed in is left to the caller.
///
/// Namespace and name are stored in the clear with every item and say which key it needs. RSA itself does not bind the
/// encryption context to the wrapped key; wrapping the data key under that key does.
///
/// ```
/// # fn example(public: &str, private: &str) -> Result<(), dynamodb_item_encryptor::KeyError> {
/// use dynamodb_item_encryptor::{RawRsaKeyring, RsaPadding};
///
/// let writer = RawRsaKeyring::encrypt_only("my-company", "2026", RsaPadding::OaepSha256, public)?;
/// let reader = RawRsaKeyring::decrypt_only("my-company", "2026", RsaPadding::OaepSha256, private)?;
/// # Ok(())
/// # }
/// assert!(RawRsaKeyring::encrypt_only("my-company", "2026", RsaPadding::OaepSha256, "no PEM").is_err());
/// # use dynamodb_item_encryptor::{RawRsaKeyring, RsaPadding};
/// ```
pub struct RawRsaKeyring {
    namespace: String,
    name: String,
    padding: RsaPadding,
    public: Option<PublicKey>,
    private: Option<PrivateKey>,
}

debug_shows!(RawRsaKeyring { namespace, name, padding });

impl RawRsaKeyring {
    /// A keyring that wraps with `public_key` and unwraps with `private_key`.
    ///
    /// # Errors
    /// [`KeyError::Config`] for keys that do not fit the description above, for a pair that does not belong together,
    /// for the namespace `aws-kms`, and with the feature `fips` for the padding PKCS #1 v1.5.
    pub fn new(
        namespace: impl Into<String>,
        name: impl Into<String>,
        padding: RsaPadding,
        public_key: impl AsRef<[u8]>,
        private_key: impl AsRef<[u8]>,
    ) -> Result<Self, KeyError> {
        let writer = Self::encrypt_only(namespace, name, padding, public_key)?;
        let private = parse_private(&writer.name, private_key.as_ref())?;
        if writer.public.as_ref().is_some_and(|public| private.belongs_to(public)) {
            Ok(RawRsaKeyring { private: Some(private), ..writer })
        } else {
            let name = writer.name;
            Err(KeyError::Config(format!("RSA key '{name}': public and private key do not belong together")))
        }
    }

    /// A keyring that can only write items.
    ///
    /// Source: `framework/raw-rsa-keyring.md`, sections "Changelog", "Initialization" and "Public Key".
    ///
    /// # Errors
    /// [`KeyError::Config`] for a key that does not fit the description above, for the namespace `aws-kms`, and with the
    /// feature `fips` for the padding PKCS #1 v1.5.
    pub fn encrypt_only(
        namespace: impl Into<String>,
        name: impl Into<String>,
        padding: RsaPadding,
        public_key: impl AsRef<[u8]>,
    ) -> Result<Self, KeyError> {
        let (namespace, name) = (raw_aes::allowed(namespace.into())?, name.into());
        check_padding(&name, padding)?;
        let public = parse_public(&name, public_key.as_ref())?;
        Ok(RawRsaKeyring { namespace, name, padding, public: Some(public), private: None })
    }

    /// A keyring that can only read items. No public key is derived from the private one.
    ///
    /// Source: `framework/raw-rsa-keyring.md`, section "Private Key".
    ///
    /// # Errors
    /// [`KeyError::Config`] for a key that does not fit the description above, for the namespace `aws-kms`, and with the
    /// feature `fips` for the padding PKCS #1 v1.5.
    pub fn decrypt_only(
        namespace: impl Into<String>,
        name: impl Into<String>,
        padding: RsaPadding,
        private_key: impl AsRef<[u8]>,
    ) -> Result<Self, KeyError> {
        let (namespace, name) = (raw_aes::allowed(namespace.into())?, name.into());
        check_padding(&name, padding)?;
        let private = parse_private(&name, private_key.as_ref())?;
        Ok(RawRsaKeyring { namespace, name, padding, public: None, private: Some(private) })
    }

    /// The key to write with.
    fn public(&self) -> Result<&PublicKey, KeyError> {
        self.public.as_ref().ok_or_else(|| KeyError::OneWay {
            key: self.name.clone(),
            problem: "cannot write items: it has no public key",
        })
    }

    /// Source: `framework/raw-rsa-keyring.md`, section "OnEncrypt".
    async fn wrap(&self, request: &WrapRequest<'_>) -> Result<Vec<WrappedDataKey>, KeyError> {
        let public = self.public()?;
        let intermediate = IntermediateKey::generate_from(request.random)?;
        let (wrapped, tag_key) = intermediate.wrap(request.data_key, request.context)?;
        let sealed = public.encrypt(self.padding, intermediate.expose_secret())?;
        let ciphertext = [&wrapped[..], &sealed].concat();
        let info = self.name.clone().into_bytes();
        let encrypted = EncryptedDataKey::new(&self.namespace, info, ciphertext);
        Ok(vec![WrappedDataKey { encrypted, tag_key }])
    }

    async fn written_for(&self, _: RecipientsRequest<'_>) -> Result<Option<Vec<Recipient>>, KeyError> {
        self.public()?;
        Ok(Some(vec![Recipient::new(&self.namespace, self.name.as_bytes())]))
    }

    /// Source: `framework/raw-rsa-keyring.md`, section "OnDecrypt".
    async fn unwrap(&self, request: &UnwrapRequest<'_>) -> Result<Option<UnwrappedDataKey>, KeyError> {
        let open = |data_key: &EncryptedDataKey| {
            let mine = data_key.provider_id == self.namespace && data_key.provider_info == self.name.as_bytes();
            std::future::ready(mine.then(|| self.open(request, data_key)))
        };
        request.unwrap_first(open).await
    }

    fn open(
        &self,
        request: &UnwrapRequest<'_>,
        data_key: &EncryptedDataKey,
    ) -> Result<UnwrappedDataKey, KeyError> {
        let private = self.private.as_ref().ok_or_else(|| KeyError::OneWay {
            key: self.name.clone(),
            problem: "cannot read items: it has no private key",
        })?;
        let (wrapped, sealed) =
            keys::split(&data_key.ciphertext).ok_or_else(|| KeyError::Unwrap { key: self.name.clone() })?;
        // If this cannot be decrypted, the next step fails.
        let intermediate = IntermediateKey::from_secret(private.decrypt(self.padding, sealed)?);
        intermediate.unwrap(wrapped, request.context, &self.name)
    }
}

/// NIST SP 800-131A Revision 2, section 6, disallows PKCS #1 v1.5 for wrapping keys.
fn check_padding(name: &str, padding: RsaPadding) -> Result<(), KeyError> {
    if cfg!(feature = "fips") && padding == RsaPadding::Pkcs1 {
        return Err(KeyError::Config(format!(
            "RSA key '{name}': this build of dynamodb-item-encryptor has the feature `fips`, which is without the padding \
             PKCS #1 v1.5; use OAEP, and rewrite items that were written with it with a build without `fips`"
        )));
    }
    Ok(())
}

fn parse_public(name: &str, text: &[u8]) -> Result<PublicKey, KeyError> {
    PublicKey::from_text(text).map_err(|problem| {
        KeyError::Config(format!("RSA key '{name}': the public key cannot be used: {problem}"))
    })
}

fn parse_private(name: &str, text: &[u8]) -> Result<PrivateKey, KeyError> {
    PrivateKey::from_text(text).map_err(|problem| {
        KeyError::Config(format!("RSA key '{name}': the private key cannot be used: {problem}"))
    })
}

keyring!(RawRsaKeyring {
    fn can_unwrap(&self) -> bool {
        self.private.is_some()
    }
});
