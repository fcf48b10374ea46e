//! A keyring over elliptic-curve keys that the application holds.
//!
//! Sources: `framework/raw-ecdh-keyring.md` and `framework/key-agreement-schemas.md` of the AWS
//! Encryption SDK specification.

use super::key_agreement::{self, Parties};
use super::{Recipient, RecipientsRequest, UnwrapRequest, WrapRequest, WrappedDataKey, keyring};
use crate::crypto::curve::EcdhCurve;
use crate::crypto::ecdh::{KeyPair, PublicKey};
use crate::error::KeyError;
use crate::format::edk::EncryptedDataKey;
use crate::keys::{self, IntermediateKey, UnwrappedDataKey};

/// Provider id of this keyring.
const PROVIDER_ID: &str = "raw-ecdh";
/// Provider id of the keyring whose private key is in KMS; each can read what the other wrote.
const KMS_PROVIDER_ID: &str = "aws-kms-ecdh";

/// Wraps data keys under keys that a sender and a recipient agree on (ECDH).
///
/// | made with | writes | reads | AWS calls it |
/// |---|---|---|---|
/// | [`static_to_static`](Self::static_to_static) | for the recipient | what either party wrote for the other | `RawPrivateKeyToStaticPublicKey` |
/// | [`ephemeral_to_static`](Self::ephemeral_to_static) | for the recipient, with a new key pair for each item | | `EphemeralPrivateKeyToStaticPublicKey` |
/// | [`discovery`](Self::discovery) | | what anybody wrote for the recipient | `PublicKeyDiscovery` |
///
/// Keys are in PEM or DER: public keys as X.509 `SubjectPublicKeyInfo`, private keys as unencrypted PKCS #8 or SEC 1.
/// In a PEM file, other text, parameters and certificates before the key are skipped, so the file that `openssl ecparam
/// -genkey` writes can be used as it is. A private key is wiped when the keyring is dropped; wiping the text that was
/// passed in is left to the caller. Both public keys are stored in the clear with every item.
///
/// Source: `framework/raw-ecdh-keyring.md`, sections "Interface" and "Initialization".
///
/// ```
/// # fn example(recipient_public: &[u8], recipient_private: &str) -> Result<(), dynamodb_item_encryptor::KeyError> {
/// use dynamodb_item_encryptor::{EcdhCurve, RawEcdhKeyring};
///
/// let writer = RawEcdhKeyring::ephemeral_to_static(EcdhCurve::P384, recipient_public)?;
/// let reader = RawEcdhKeyring::discovery(EcdhCurve::P384, recipient_private)?;
/// # Ok(())
/// # }
/// ```
pub struct RawEcdhKeyring {
    curve: EcdhCurve,
    scheme: Scheme,
}

debug_shows!(RawEcdhKeyring { curve });

/// Who agrees with whom.
enum Scheme {
    /// This keyring's key pair with the public key of another.
    StaticToStatic { own: KeyPair, other: PublicKey },
    /// A new key pair with the recipient's public key.
    EphemeralToStatic { recipient: PublicKey },
    /// The public key of any sender with this keyring's key pair.
    Discovery { own: KeyPair },
}

impl RawEcdhKeyring {
    /// A keyring that writes for the owner of `recipient_public_key`, and reads what the owners of the
    /// two keys wrote for each other.
    ///
    /// Either of the two private keys opens every such item and can make new ones.
    ///
    /// # Errors
    /// [`KeyError::Config`] if a key does not fit the description above or is not on `curve`.
    pub fn static_to_static(
        curve: EcdhCurve,
        sender_private_key: impl AsRef<[u8]>,
        recipient_public_key: impl AsRef<[u8]>,
    ) -> Result<Self, KeyError> {
        let own = parse_private(curve, sender_private_key.as_ref())?;
        let other = parse_public(curve, recipient_public_key.as_ref())?;
        Ok(RawEcdhKeyring { curve, scheme: Scheme::StaticToStatic { own, other } })
    }

    /// A keyring that can only write items, for the owner of `recipient_public_key`.
    ///
    /// Nothing in such an item shows who wrote it.
    ///
    /// # Errors
    /// [`KeyError::Config`] if the key does not fit the description above or is not on `curve`.
    pub fn ephemeral_to_static(
        curve: EcdhCurve,
        recipient_public_key: impl AsRef<[u8]>,
    ) -> Result<Self, KeyError> {
        let recipient = parse_public(curve, recipient_public_key.as_ref())?;
        Ok(RawEcdhKeyring { curve, scheme: Scheme::EphemeralToStatic { recipient } })
    }

    /// A keyring that can only read items: those that anybody wrote for the owner of
    /// `recipient_private_key`.
    ///
    /// # Errors
    /// [`KeyError::Config`] if the key does not fit the description above or is not on `curve`.
    pub fn discovery(curve: EcdhCurve, recipient_private_key: impl AsRef<[u8]>) -> Result<Self, KeyError> {
        let own = parse_private(curve, recipient_private_key.as_ref())?;
        Ok(RawEcdhKeyring { curve, scheme: Scheme::Discovery { own } })
    }

    /// The public key that this keyring writes for, or reads with, to be named in messages.
    fn key_name(&self) -> String {
        let key = match &self.scheme {
            Scheme::StaticToStatic { other: key, .. } | Scheme::EphemeralToStatic { recipient: key } => key,
            Scheme::Discovery { own } => own.public(),
        };
        let start = key.as_bytes().iter().take(9).map(|byte| format!("{byte:02x}"));
        format!("{} {}…", self.curve.name(), start.collect::<String>())
    }

    /// Source: `framework/raw-ecdh-keyring.md`, section "OnEncrypt".
    async fn wrap(&self, request: &WrapRequest<'_>) -> Result<Vec<WrappedDataKey>, KeyError> {
        let ephemeral;
        let (own, other) = match &self.scheme {
            Scheme::StaticToStatic { own, other } => (own, other),
            Scheme::EphemeralToStatic { recipient } => {
                ephemeral = KeyPair::generate(self.curve)?;
                (&ephemeral, recipient)
            }
            Scheme::Discovery { .. } => {
                let problem = "cannot write items: it knows no recipient's public key";
                return Err(KeyError::OneWay { key: self.key_name(), problem });
            }
        };
        let intermediate = IntermediateKey::generate_from(request.random)?;
        let (wrapped, tag_key) = intermediate.wrap(request.data_key, request.context)?;
        let parties = Parties { sender: own.public().as_bytes(), recipient: other.as_bytes() };
        let fixed_info = parties.fixed_info(self.curve, request.context)?;
        let sealed = own.agree(parties.recipient, |shared_secret| {
            key_agreement::wrap(shared_secret, &fixed_info, &intermediate)
        })?;
        let ciphertext = [&wrapped[..], &sealed].concat();
        let encrypted = EncryptedDataKey::new(PROVIDER_ID, parties.provider_info()?, ciphertext);
        Ok(vec![WrappedDataKey { encrypted, tag_key }])
    }

    async fn written_for(&self, _: RecipientsRequest<'_>) -> Result<Option<Vec<Recipient>>, KeyError> {
        Ok(Some(vec![match &self.scheme {
            Scheme::StaticToStatic { own, other } => {
                let ids = [PROVIDER_ID, KMS_PROVIDER_ID];
                Recipient::parties(ids, own.public().as_bytes(), other.as_bytes())
            }
            Scheme::EphemeralToStatic { recipient } => {
                // The sender's key comes last, is as long as the recipient's, and differs from item to item.
                let parties = Parties { sender: recipient.as_bytes(), recipient: recipient.as_bytes() };
                let (mut info, more) = (parties.provider_info()?, recipient.as_bytes().len());
                info.truncate(info.len().saturating_sub(more));
                Recipient::beginning(PROVIDER_ID, info, more)
            }
            Scheme::Discovery { .. } => {
                let problem = "cannot write items: it knows no recipient's public key";
                return Err(KeyError::OneWay { key: self.key_name(), problem });
            }
        }]))
    }

    /// The parties of a data key that this keyring can unwrap, if its curve and keys are the right ones.
    fn parties<'a>(&self, data_key: &'a EncryptedDataKey) -> Option<Parties<'a>> {
        if data_key.provider_id != PROVIDER_ID && data_key.provider_id != KMS_PROVIDER_ID {
            return None;
        }
        let parties = Parties::parse(&data_key.provider_info).ok()?;
        let mine = match &self.scheme {
            Scheme::StaticToStatic { own, other } => {
                let (own, other) = (own.public().as_bytes(), other.as_bytes());
                parties == Parties { sender: own, recipient: other }
                    || parties == Parties { sender: other, recipient: own }
            }
            Scheme::EphemeralToStatic { recipient } => parties.recipient == recipient.as_bytes(),
            Scheme::Discovery { own } => parties.recipient == own.public().as_bytes(),
        };
        mine.then_some(parties)
    }

    /// Source: `framework/raw-ecdh-keyring.md`, section "OnDecrypt".
    async fn unwrap(&self, request: &UnwrapRequest<'_>) -> Result<Option<UnwrappedDataKey>, KeyError> {
        let name = |data_key: &EncryptedDataKey| format!("{} '{}'", data_key.provider_id, self.key_name());
        let open = |data_key| async move {
            let parties = self.parties(data_key)?;
            Some(self.open(request, data_key, parties))
        };
        request.unwrap_first_named(name, open).await
    }

    fn open(
        &self,
        request: &UnwrapRequest<'_>,
        data_key: &EncryptedDataKey,
        parties: Parties<'_>,
    ) -> Result<UnwrappedDataKey, KeyError> {
        let (own, other) = match &self.scheme {
            Scheme::StaticToStatic { own, other } => (own, other.as_bytes()),
            Scheme::Discovery { own } => (own, parties.sender),
            Scheme::EphemeralToStatic { .. } => {
                let problem = "cannot read items: it has no private key";
                return Err(KeyError::OneWay { key: self.key_name(), problem });
            }
        };
        let failed = || KeyError::Unwrap { key: self.key_name() };
        let (wrapped, sealed) = keys::split(&data_key.ciphertext).ok_or_else(failed)?;
        let fixed_info = parties.fixed_info(self.curve, request.context)?;
        let intermediate = own
            .agree(other, |shared_secret| key_agreement::unwrap(shared_secret, &fixed_info, sealed))
            .map_err(|_| failed())?;
        intermediate.unwrap(wrapped, request.context, &self.key_name())
    }
}

fn parse_private(curve: EcdhCurve, text: &[u8]) -> Result<KeyPair, KeyError> {
    KeyPair::from_text(curve, text)
        .map_err(|problem| KeyError::Config(format!("ECDH: the private key cannot be used: {problem}")))
}

fn parse_public(curve: EcdhCurve, text: &[u8]) -> Result<PublicKey, KeyError> {
    PublicKey::from_text(curve, text)
        .map_err(|problem| KeyError::Config(format!("ECDH: the public key cannot be used: {problem}")))
}

keyring!(RawEcdhKeyring {
    fn can_unwrap(&self) -> bool {
        !matches!(self.scheme, Scheme::EphemeralToStatic { .. })
    }
});
