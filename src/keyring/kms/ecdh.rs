//! A keyring over one elliptic-curve key in KMS.
//!
//! Sources: `framework/aws-kms/aws-kms-ecdh-keyring.md` and `framework/key-agreement-schemas.md` of the AWS
//! Encryption SDK specification.

use std::sync::OnceLock;

use aws_sdk_kms::Client;
use zeroize::Zeroizing;

use crate::crypto::curve::EcdhCurve;
use crate::crypto::ecdh::PublicKey;
use crate::error::KeyError;
use crate::format::edk::EncryptedDataKey;
use crate::keyring::key_agreement::{self, Parties};
use crate::keyring::{Recipient, RecipientsRequest, UnwrapRequest, WrapRequest, WrappedDataKey, keyring};
use crate::keys::{self, IntermediateKey, UnwrappedDataKey};
use crate::kms::arn;
use crate::kms::calls::Calls;

/// Provider id of this keyring.
const PROVIDER_ID: &str = "aws-kms-ecdh";
/// Provider id of the keyring whose private key is the application's; each can read what the other
/// wrote.
const RAW_PROVIDER_ID: &str = "raw-ecdh";

/// Wraps data keys under keys that a sender and a recipient agree on (ECDH), where the private key of one of the two is
/// in KMS. There is one KMS call for every item written and one for every item read.
///
/// | made with | writes | reads | AWS calls it |
/// |---|---|---|---|
/// | [`static_to_static`](Self::static_to_static) | for the recipient | what either party wrote for the other | `KmsPrivateKeyToStaticPublicKey` |
/// | [`discovery`](Self::discovery) | | what anybody wrote for the recipient | `KmsPublicKeyDiscovery` |
///
/// The key in KMS must have the usage `KEY_AGREEMENT`. Public keys are X.509 `SubjectPublicKeyInfo` in DER, as KMS
/// returns them, or in PEM. They are stored in the clear with every item. KMS accepts no encryption context for such
/// keys, so its audit log does not say which item was written or read.
///
/// ```no_run
/// # async fn example(recipient: &[u8]) -> Result<(), Box<dyn std::error::Error>> {
/// use dynamodb_item_encryptor::{EcdhCurve, KmsEcdhKeyring};
///
/// let kms = aws_sdk_kms::Client::new(&aws_config::load_defaults(aws_config::BehaviorVersion::latest()).await);
/// let key = "arn:aws:kms:eu-west-1:111122223333:key/0a1b2c3d";
/// let keyring = KmsEcdhKeyring::static_to_static(kms, EcdhCurve::P384, key, recipient)?;
/// # Ok(())
/// # }
/// ```
pub struct KmsEcdhKeyring {
    calls: Calls,
    curve: EcdhCurve,
    key_arn: String,
    /// The public key of the key in KMS, once it is known.
    own: OnceLock<PublicKey>,
    /// The other party, if there is only one.
    other: Option<PublicKey>,
}

debug_shows!(KmsEcdhKeyring { key_arn, curve });

impl KmsEcdhKeyring {
    /// A keyring that writes as the owner of the key `key_arn` for the owner of
    /// `recipient_public_key`, and reads what the two wrote for each other.
    ///
    /// The key is called through `client`, which must be for its region.
    ///
    /// # Errors
    /// [`KeyError::Config`] if `key_arn` is not the ARN of a key, or if the key is in a region other than the client's,
    /// if that is known, or if the public key does not fit the description above or is not on `curve`.
    pub fn static_to_static(
        client: Client,
        curve: EcdhCurve,
        key_arn: impl Into<String>,
        recipient_public_key: impl AsRef<[u8]>,
    ) -> Result<Self, KeyError> {
        let other = parse(curve, recipient_public_key.as_ref())?;
        Ok(KmsEcdhKeyring { other: Some(other), ..Self::discovery(client, curve, key_arn)? })
    }

    /// A keyring that can only read items: those that anybody wrote for the owner of the key `key_arn`.
    ///
    /// # Errors
    /// [`KeyError::Config`] if `key_arn` is not the ARN of a key, or if the key is in a region other than the client's,
    /// if that is known.
    pub fn discovery(client: Client, curve: EcdhCurve, key_arn: impl Into<String>) -> Result<Self, KeyError> {
        let key_arn = arn::checked_for(key_arn.into(), client.config().region())?;
        Ok(KmsEcdhKeyring { calls: Calls::through(client), curve, key_arn, own: OnceLock::new(), other: None })
    }

    /// Uses `public_key` as that of the key in KMS. Without this call, KMS is asked for it when it is first needed.
    ///
    /// # Errors
    /// [`KeyError::Config`] if the public key does not fit the description above or is not on the curve.
    pub fn with_public_key(self, public_key: impl AsRef<[u8]>) -> Result<Self, KeyError> {
        let own = parse(self.curve, public_key.as_ref())?;
        Ok(KmsEcdhKeyring { own: OnceLock::from(own), ..self })
    }

    /// Sends these grant tokens with every call.
    #[must_use]
    pub fn with_grant_tokens(mut self, tokens: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.calls.set_grant_tokens(tokens);
        self
    }

    /// The public key of the key in KMS.
    async fn own(&self) -> Result<&PublicKey, KeyError> {
        match self.own.get() {
            Some(own) => Ok(own),
            None => {
                let own = self.calls.agreement_key(&self.key_arn, self.curve).await?;
                Ok(self.own.get_or_init(|| own))
            }
        }
    }

    /// The secret that the owner of the key in KMS shares with the owner of `other`.
    async fn shared_secret(&self, other: &PublicKey) -> Result<Zeroizing<Vec<u8>>, KeyError> {
        self.calls.shared_secret(&self.key_arn, self.curve, other).await
    }

    /// Source: `framework/aws-kms/aws-kms-ecdh-keyring.md`, sections "Interface" and "OnEncrypt".
    async fn wrap(&self, request: &WrapRequest<'_>) -> Result<Vec<WrappedDataKey>, KeyError> {
        let Some(other) = &self.other else {
            let problem = "cannot write items: it knows no recipient's public key";
            return Err(KeyError::OneWay { key: self.key_arn.clone(), problem });
        };
        let parties = Parties { sender: self.own().await?.as_bytes(), recipient: other.as_bytes() };
        let fixed_info = parties.fixed_info(self.curve, request.context)?;
        let intermediate = IntermediateKey::generate_from(request.random)?;
        let (wrapped, tag_key) = intermediate.wrap(request.data_key, request.context)?;
        let shared_secret = self.shared_secret(other).await?;
        let sealed = key_agreement::wrap(&shared_secret, &fixed_info, &intermediate)?;
        let ciphertext = [&wrapped[..], &sealed].concat();
        let encrypted = EncryptedDataKey::new(PROVIDER_ID, parties.provider_info()?, ciphertext);
        Ok(vec![WrappedDataKey { encrypted, tag_key }])
    }

    /// Whether a data key is wrapped for the parties of this keyring.
    async fn concerns(&self, parties: &Parties<'_>) -> Result<bool, KeyError> {
        // Makes no call for items that the other party has nothing to do with.
        match self.other.as_ref().map(PublicKey::as_bytes) {
            Some(other) if parties.recipient == other => Ok(parties.sender == self.own().await?.as_bytes()),
            Some(other) if parties.sender == other => Ok(parties.recipient == self.own().await?.as_bytes()),
            Some(_) => Ok(false),
            None => Ok(parties.recipient == self.own().await?.as_bytes()),
        }
    }

    async fn open(
        &self,
        request: &UnwrapRequest<'_>,
        data_key: &EncryptedDataKey,
        parties: Parties<'_>,
    ) -> Result<UnwrappedDataKey, KeyError> {
        let failed = || KeyError::Unwrap { key: self.key_arn.clone() };
        let (wrapped, sealed) = keys::split(&data_key.ciphertext).ok_or_else(failed)?;
        let fixed_info = parties.fixed_info(self.curve, request.context)?;
        let shared_secret = match &self.other {
            Some(other) => self.shared_secret(other).await?,
            None => {
                let sender = PublicKey::from_compressed(self.curve, parties.sender).map_err(|_| failed())?;
                self.shared_secret(&sender).await?
            }
        };
        let intermediate = key_agreement::unwrap(&shared_secret, &fixed_info, sealed).map_err(|_| failed())?;
        intermediate.unwrap(wrapped, request.context, &self.key_arn)
    }

    async fn written_for(&self, _: RecipientsRequest<'_>) -> Result<Option<Vec<Recipient>>, KeyError> {
        let Some(other) = &self.other else {
            let problem = "cannot write items: it knows no recipient's public key";
            return Err(KeyError::OneWay { key: self.key_arn.clone(), problem });
        };
        let ids = [PROVIDER_ID, RAW_PROVIDER_ID];
        let recipient = Recipient::parties(ids, self.own().await?.as_bytes(), other.as_bytes());
        Ok(Some(vec![recipient.with_kms_calls(1)]))
    }

    async fn unwrap(&self, request: &UnwrapRequest<'_>) -> Result<Option<UnwrappedDataKey>, KeyError> {
        let name = |data_key: &EncryptedDataKey| format!("{} '{}'", data_key.provider_id, self.key_arn);
        request
            .unwrap_first_named(name, |data_key| async move {
                if ![PROVIDER_ID, RAW_PROVIDER_ID].contains(&data_key.provider_id.as_str()) {
                    return None;
                }
                let parties = Parties::parse(&data_key.provider_info).ok()?;
                match self.concerns(&parties).await {
                    Ok(true) => Some(self.open(request, data_key, parties).await),
                    Ok(false) => None,
                    Err(error) => Some(Err(error)),
                }
            })
            .await
    }
}

/// Source: `framework/aws-kms/aws-kms-ecdh-keyring.md`, sections "Curve Specification" and "Supported Curve
/// Specifications".
fn parse(curve: EcdhCurve, text: &[u8]) -> Result<PublicKey, KeyError> {
    PublicKey::from_text(curve, text)
        .map_err(|problem| KeyError::Config(format!("ECDH: the public key cannot be used: {problem}")))
}

keyring!(KmsEcdhKeyring {});
