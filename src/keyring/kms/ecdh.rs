//! A keyring over one elliptic-curve key in KMS.
//!
//! Sources: `framework/aws-kms/aws-kms-ecdh-keyring.md` and `framework/key-agreement-schemas.md` of the AWS
//! Encryption SDK specification.

use std::sync::OnceLock;

use aws_sdk_kms::Client;
use aws_sdk_kms::primitives::Blob;
use aws_sdk_kms::types::{KeyAgreementAlgorithmSpec, KeySpec, KeyUsageType};
use zeroize::Zeroizing;

use super::calls::{Calls, OTHER_KEY, wrong};
use crate::crypto::ecdh::{EcdhCurve, PublicKey};
use crate::error::KeyError;
use crate::format::edk::EncryptedDataKey;
use crate::keyring::intermediate::{self, IntermediateKey};
use crate::keyring::key_agreement::{self, Parties};
use crate::keyring::{
    Attempts, BoxFuture, Keyring, UnwrapRequest, UnwrappedDataKey, WrapRequest, WrappedDataKey,
};
use crate::kms::{arn, call_failed, secret};

/// Provider id of this keyring.
const PROVIDER_ID: &str = "aws-kms-ecdh";
/// Provider id of the keyring whose private key is the application's; each can read what the other
/// wrote.
const RAW_PROVIDER_ID: &str = "raw-ecdh";

/// Wraps data keys under keys that a sender and a recipient agree on (ECDH), where the private key of
/// one of them is in KMS. There is one KMS call for every item written and one for every item read.
///
/// | made with | writes | reads | AWS calls it |
/// |---|---|---|---|
/// | [`static_to_static`](Self::static_to_static) | for the recipient | what either party wrote for the other | `KmsPrivateKeyToStaticPublicKey` |
/// | [`discovery`](Self::discovery) | | what anybody wrote for the recipient | `KmsPublicKeyDiscovery` |
///
/// The key in KMS must be of the usage `KEY_AGREEMENT`. Public keys are X.509 `SubjectPublicKeyInfo` in DER, as KMS
/// has them, or in PEM, and are stored readable with every item. KMS takes no encryption context for such keys, so that its audit log does not say which item
/// was written or read.
///
/// ```no_run
/// # async fn example(recipient: &[u8]) -> Result<(), Box<dyn std::error::Error>> {
/// use dynamodb_item_encryptor::{EcdhCurve, KmsEcdhKeyring};
///
/// let kms = aws_sdk_kms::Client::new(&aws_config::load_from_env().await);
/// let key = "arn:aws:kms:eu-west-1:111122223333:key/0a1b2c3d";
/// let keyring = KmsEcdhKeyring::static_to_static(kms, EcdhCurve::P384, key, recipient)?;
/// # Ok(())
/// # }
/// ```
pub struct KmsEcdhKeyring {
    calls: Calls,
    curve: EcdhCurve,
    key_arn: String,
    /// The public key of the key in KMS, as soon as it is known.
    own: OnceLock<PublicKey>,
    /// The other party, where it is only one.
    other: Option<PublicKey>,
}

impl KmsEcdhKeyring {
    /// A keyring that writes as the owner of the key `key_arn` for the owner of
    /// `recipient_public_key`, and reads what the two wrote for each other.
    ///
    /// The key is called through `client`, which must be for its region.
    ///
    /// # Errors
    /// [`KeyError::Config`] when `key_arn` is not the ARN of a key, or of one in another region than the client's,
    /// where that is known, or for a public key that is not as described above or not on `curve`.
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
    /// [`KeyError::Config`] when `key_arn` is not the ARN of a key, or of one in another region than the client's,
    /// where that is known.
    pub fn discovery(client: Client, curve: EcdhCurve, key_arn: impl Into<String>) -> Result<Self, KeyError> {
        let key_arn = arn::checked_for(key_arn.into(), client.config().region())?;
        Ok(KmsEcdhKeyring { calls: Calls::through(client), curve, key_arn, own: OnceLock::new(), other: None })
    }

    /// Takes `public_key` to be that of the key in KMS. Otherwise KMS is asked for it, when it is
    /// first needed.
    ///
    /// # Errors
    /// [`KeyError::Config`] for a public key that is not as described above or not on the curve.
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
        const OPERATION: &str = "GetPublicKey";
        if let Some(own) = self.own.get() {
            return Ok(own);
        }
        let request = self.calls.client().await?.get_public_key().key_id(&self.key_arn);
        let output = request
            .set_grant_tokens(self.calls.grant_tokens())
            .send()
            .await
            .map_err(|error| call_failed(OPERATION, &self.key_arn, error))?;
        let wrong = |problem| wrong(OPERATION, &self.key_arn, problem);
        if output.key_id.as_deref() != Some(self.key_arn.as_str()) {
            return Err(wrong(OTHER_KEY));
        }
        if output.key_usage != Some(KeyUsageType::KeyAgreement) {
            return Err(wrong("the key is not for key agreement"));
        }
        if output.key_spec != Some(spec(self.curve)) {
            return Err(wrong("the key is not on the curve of the keyring"));
        }
        let own = output
            .public_key
            .and_then(|der| PublicKey::from_text(self.curve, der.as_ref()).ok())
            .ok_or_else(|| wrong("the public key is missing or malformed"))?;
        Ok(self.own.get_or_init(|| own))
    }

    /// The secret that the owner of the key in KMS shares with the owner of `other`.
    async fn shared_secret(&self, other: &PublicKey) -> Result<Zeroizing<Vec<u8>>, KeyError> {
        const OPERATION: &str = "DeriveSharedSecret";
        let output = self
            .calls
            .client()
            .await?
            .derive_shared_secret()
            .key_id(&self.key_arn)
            .key_agreement_algorithm(KeyAgreementAlgorithmSpec::Ecdh)
            .public_key(Blob::new(other.to_der(self.curve)?))
            .set_grant_tokens(self.calls.grant_tokens())
            .send()
            .await
            .map_err(|error| call_failed(OPERATION, &self.key_arn, error))?;
        let shared_secret = secret(output.shared_secret);
        let wrong = |problem| wrong(OPERATION, &self.key_arn, problem);
        if output.key_id.as_deref() != Some(self.key_arn.as_str()) {
            return Err(wrong(OTHER_KEY));
        }
        if output.key_agreement_algorithm != Some(KeyAgreementAlgorithmSpec::Ecdh) {
            return Err(wrong("the algorithm is not the one that was asked for"));
        }
        shared_secret
            .filter(|secret| secret.len() == self.curve.coordinate())
            .ok_or_else(|| wrong("the shared secret is missing or of a wrong length"))
    }

    async fn wrap(&self, request: &WrapRequest<'_>) -> Result<WrappedDataKey, KeyError> {
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
        let encrypted = EncryptedDataKey::new(PROVIDER_ID, parties.provider_info(), ciphertext);
        Ok(WrappedDataKey { encrypted, tag_key })
    }

    /// Whether a data key is wrapped for the parties of this keyring.
    async fn concerns(&self, parties: &Parties<'_>) -> Result<bool, KeyError> {
        // Without a call for items that the other party has nothing to do with.
        match self.other.as_ref().map(PublicKey::as_bytes) {
            Some(other) if parties.recipient == other => Ok(parties.sender == self.own().await?.as_bytes()),
            Some(other) if parties.sender == other => Ok(parties.recipient == self.own().await?.as_bytes()),
            Some(_) => Ok(false),
            None => Ok(parties.recipient == self.own().await?.as_bytes()),
        }
    }

    async fn unwrap(
        &self,
        request: &UnwrapRequest<'_>,
        data_key: &EncryptedDataKey,
        parties: Parties<'_>,
    ) -> Result<UnwrappedDataKey, KeyError> {
        let failed = || KeyError::Unwrap { key: self.key_arn.clone() };
        let (wrapped, sealed) = intermediate::split(&data_key.ciphertext).ok_or_else(failed)?;
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

    async fn unwrap_first(&self, request: &UnwrapRequest<'_>) -> Result<Option<UnwrappedDataKey>, KeyError> {
        let mut attempts = Attempts::default();
        for data_key in request.data_keys {
            let provider = data_key.provider_id.as_str();
            if provider != PROVIDER_ID && provider != RAW_PROVIDER_ID {
                continue;
            }
            let Ok(parties) = Parties::parse(&data_key.provider_info) else { continue };
            let unwrapped = match self.concerns(&parties).await {
                Ok(true) => self.unwrap(request, data_key, parties).await,
                Ok(false) => continue,
                Err(error) => Err(error),
            };
            match unwrapped {
                Ok(unwrapped) => return Ok(Some(unwrapped)),
                Err(error) => attempts.failed_one(format!("{provider} '{}'", self.key_arn), error).await,
            }
        }
        attempts.finish()
    }
}

fn parse(curve: EcdhCurve, text: &[u8]) -> Result<PublicKey, KeyError> {
    PublicKey::from_text(curve, text)
        .map_err(|problem| KeyError::Config(format!("ECDH: the public key cannot be used: {problem}")))
}

/// The curve as KMS calls it.
fn spec(curve: EcdhCurve) -> KeySpec {
    match curve {
        EcdhCurve::P256 => KeySpec::EccNistP256,
        EcdhCurve::P384 => KeySpec::EccNistP384,
        EcdhCurve::P521 => KeySpec::EccNistP521,
    }
}

impl Keyring for KmsEcdhKeyring {
    fn wrap_data_key<'a>(
        &'a self,
        request: &'a WrapRequest<'a>,
    ) -> BoxFuture<'a, Result<Vec<WrappedDataKey>, KeyError>> {
        Box::pin(async move { Ok(vec![self.wrap(request).await?]) })
    }

    fn unwrap_data_key<'a>(
        &'a self,
        request: &'a UnwrapRequest<'a>,
    ) -> BoxFuture<'a, Result<Option<UnwrappedDataKey>, KeyError>> {
        Box::pin(self.unwrap_first(request))
    }
}
