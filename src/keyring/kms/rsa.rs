//! A keyring over one RSA key in KMS.
//!
//! Source: `framework/aws-kms/aws-kms-rsa-keyring.md` of the AWS Encryption SDK specification.

use aws_sdk_kms::Client;
use aws_sdk_kms::types::EncryptionAlgorithmSpec;
use zeroize::Zeroizing;

use super::calls::named;
use crate::crypto::mac;
use crate::crypto::rsa::{PublicKey, RsaPadding};
use crate::error::{Doubt, KeyAttempt, KeyError};
use crate::format::context::EncryptionContext;
use crate::format::edk::EncryptedDataKey;
use crate::format::suite::AlgorithmSuite;
use crate::keyring::attempts::first_that_opens;
use crate::keyring::{Recipient, RecipientsRequest, UnwrapRequest, WrapRequest, WrappedDataKey, keyring};
use crate::keys::{self, IntermediateKey, UnwrappedDataKey};
use crate::kms::calls::{Calls, Ciphertext};
use crate::kms::failure::Failure;
use crate::kms::{arn, check_blob, wrong};

/// Provider id of this keyring.
const PROVIDER_ID: &str = "aws-kms-rsa";

/// How the RSA key in KMS encrypts: with OAEP and a hash, which its mask generation function MGF1 uses too.
///
/// Example: [`KmsRsaKeyring`](crate::KmsRsaKeyring).
///
/// Source: `framework/aws-kms/aws-kms-rsa-keyring.md`, sections "AWS KMS Encryption Algorithm" and "Supported Padding
/// Schemes".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum KmsRsaAlgorithm {
    /// OAEP with SHA-1. KMS calls it `RSAES_OAEP_SHA_1`.
    OaepSha1,
    /// OAEP with SHA-256. KMS calls it `RSAES_OAEP_SHA_256`.
    OaepSha256,
}

impl KmsRsaAlgorithm {
    fn padding(self) -> RsaPadding {
        match self {
            KmsRsaAlgorithm::OaepSha1 => RsaPadding::OaepSha1,
            KmsRsaAlgorithm::OaepSha256 => RsaPadding::OaepSha256,
        }
    }

    fn spec(self) -> EncryptionAlgorithmSpec {
        match self {
            KmsRsaAlgorithm::OaepSha1 => EncryptionAlgorithmSpec::RsaesOaepSha1,
            KmsRsaAlgorithm::OaepSha256 => EncryptionAlgorithmSpec::RsaesOaepSha256,
        }
    }
}

/// Wraps data keys with the public key of an RSA key in KMS, without a call, and has KMS unwrap them,
/// with one call for every item read.
///
/// Writers need neither access to KMS nor a client for it. Since anybody may have the public key, a signature would not
/// show who wrote an item: suites with signatures are refused, and tables must be configured with
/// [`AlgorithmSuite::HmacSha384`].
///
/// KMS accepts no encryption context for RSA keys, so its audit log does not say which item was read. A digest of the
/// context is encrypted together with the key, and the reader compares it.
///
/// A multi-Region key also unwraps what was wrapped under the ARN of one of its replicas.
///
/// ```no_run
/// # async fn example(public_key: &str) -> Result<(), Box<dyn std::error::Error>> {
/// use dynamodb_item_encryptor::{KmsRsaAlgorithm, KmsRsaKeyring};
///
/// let key = "arn:aws:kms:eu-west-1:111122223333:key/0a1b2c3d";
/// let writer = KmsRsaKeyring::encrypt_only(key, KmsRsaAlgorithm::OaepSha256, public_key)?;
///
/// let kms = aws_sdk_kms::Client::new(&aws_config::load_defaults(aws_config::BehaviorVersion::latest()).await);
/// let reader = KmsRsaKeyring::decrypt_only(kms, key, KmsRsaAlgorithm::OaepSha256)?;
/// # Ok(())
/// # }
/// ```
pub struct KmsRsaKeyring {
    key_arn: String,
    algorithm: KmsRsaAlgorithm,
    public: Option<PublicKey>,
    calls: Option<Calls>,
}

debug_shows!(KmsRsaKeyring { key_arn, algorithm });

impl KmsRsaKeyring {
    /// A keyring that wraps with `public_key` and unwraps with the key `key_arn`, called through
    /// `client`, which must be for the key's region.
    ///
    /// It is not checked that the two belong together. The public key is an X.509 `SubjectPublicKeyInfo` in PEM, as the
    /// KMS console offers it for download, or in DER, as `GetPublicKey` returns it.
    ///
    /// # Errors
    /// [`KeyError::Config`] if `key_arn` is not the ARN of a key, or if the key is in a region other than the client's,
    /// if that is known, or if `public_key` does not fit this description.
    pub fn new(
        client: Client,
        key_arn: impl Into<String>,
        algorithm: KmsRsaAlgorithm,
        public_key: impl AsRef<[u8]>,
    ) -> Result<Self, KeyError> {
        let key_arn = arn::checked_for(key_arn.into(), client.config().region())?;
        let writer = Self::encrypt_only(key_arn, algorithm, public_key)?;
        Ok(KmsRsaKeyring { calls: Some(Calls::through(client)), ..writer })
    }

    /// A keyring that can only write items, and never calls KMS.
    ///
    /// Source: `framework/aws-kms/aws-kms-rsa-keyring.md`, section "Initialization".
    ///
    /// # Errors
    /// As for [`new`](Self::new).
    pub fn encrypt_only(
        key_arn: impl Into<String>,
        algorithm: KmsRsaAlgorithm,
        public_key: impl AsRef<[u8]>,
    ) -> Result<Self, KeyError> {
        let key_arn = arn::checked(key_arn.into())?;
        let public = PublicKey::from_text(public_key.as_ref()).map_err(|problem| {
            KeyError::Config(format!("RSA key '{key_arn}': the public key cannot be used: {problem}"))
        })?;
        Ok(KmsRsaKeyring { key_arn, algorithm, public: Some(public), calls: None })
    }

    /// A keyring that can only read items.
    ///
    /// # Errors
    /// As for [`new`](Self::new).
    pub fn decrypt_only(
        client: Client,
        key_arn: impl Into<String>,
        algorithm: KmsRsaAlgorithm,
    ) -> Result<Self, KeyError> {
        let key_arn = arn::checked_for(key_arn.into(), client.config().region())?;
        Ok(KmsRsaKeyring { key_arn, algorithm, public: None, calls: Some(Calls::through(client)) })
    }

    /// Sends these grant tokens with every call.
    #[must_use]
    pub fn with_grant_tokens(mut self, tokens: impl IntoIterator<Item = impl Into<String>>) -> Self {
        if let Some(calls) = &mut self.calls {
            calls.set_grant_tokens(tokens);
        }
        self
    }

    /// Refuses suites with signatures.
    fn check(&self, suite: AlgorithmSuite) -> Result<(), KeyError> {
        if suite.is_signed() {
            let problem = "cannot be used with a suite with signatures, since anybody can write with a public key: \
                           configure the table with AlgorithmSuite::HmacSha384";
            return Err(KeyError::Suite { key: self.key_arn.clone(), problem });
        }
        Ok(())
    }

    fn one_way(&self, problem: &'static str) -> KeyError {
        KeyError::OneWay { key: self.key_arn.clone(), problem }
    }

    /// Source: `framework/aws-kms/aws-kms-rsa-keyring.md`, section "OnEncrypt".
    async fn wrap(&self, request: &WrapRequest<'_>) -> Result<Vec<WrappedDataKey>, KeyError> {
        let public =
            self.public.as_ref().ok_or_else(|| self.one_way("cannot write items: it has no public key"))?;
        self.check(request.suite)?;
        let intermediate = IntermediateKey::generate_from(request.random)?;
        let (wrapped, tag_key) = intermediate.wrap(request.data_key, request.context)?;
        let digest = digest(request.context)?;
        let plaintext = Zeroizing::new([&digest[..], intermediate.expose_secret()].concat());
        let sealed = public.encrypt(self.algorithm.padding(), &plaintext)?;
        let ciphertext = [&wrapped[..], &sealed].concat();
        let info = self.key_arn.clone().into_bytes();
        let encrypted = EncryptedDataKey::new(PROVIDER_ID, info, ciphertext);
        Ok(vec![WrappedDataKey { encrypted, tag_key }])
    }

    async fn open(
        &self,
        calls: &Calls,
        request: &UnwrapRequest<'_>,
        data_key: &EncryptedDataKey,
    ) -> Result<UnwrappedDataKey, Failure> {
        let failed = || KeyError::Unwrap { key: self.key_arn.clone() };
        let (wrapped, sealed) = keys::split(&data_key.ciphertext).ok_or_else(failed)?;
        check_blob(sealed)?;
        let expected = digest(request.context)?;
        let algorithm = Some(self.algorithm.spec());
        let plaintext =
            calls.decrypt(&self.key_arn, Ciphertext { blob: sealed, context: None, algorithm }).await?;
        let (digest, intermediate) = plaintext
            .as_deref()
            .and_then(|bytes| bytes.split_first_chunk::<{ mac::SHA384 }>())
            .and_then(|(digest, key)| Some((digest, IntermediateKey::from_bytes(key)?)))
            .ok_or_else(|| self.unfit(plaintext.is_some()))?;
        if !mac::equal(digest, &expected) {
            return Err(failed().into());
        }
        Ok(intermediate.unwrap(wrapped, request.context, &self.key_arn)?)
    }

    /// The answer does not hold the plaintext of a data key. Whoever has the public key can make KMS decrypt a
    /// plaintext of any length, so if there is an item, it is the reason.
    fn unfit(&self, is_of_item: bool) -> Failure {
        let error = wrong("Decrypt", &self.key_arn, "the plaintext is not 80 bytes long");
        Failure { error, doubt: is_of_item.then(|| Doubt::new(|| true)) }
    }

    async fn written_for(&self, request: RecipientsRequest<'_>) -> Result<Option<Vec<Recipient>>, KeyError> {
        if self.public.is_none() {
            return Err(self.one_way("cannot write items: it has no public key"));
        }
        self.check(request.suite)?;
        Ok(Some(vec![Recipient::replica(PROVIDER_ID, &self.key_arn)]))
    }

    /// Source: `framework/aws-kms/aws-kms-rsa-keyring.md`, section "OnDecrypt".
    async fn unwrap(&self, request: &UnwrapRequest<'_>) -> Result<Option<UnwrappedDataKey>, KeyError> {
        let no_client = || self.one_way("cannot read items: it has no KMS client");
        let calls = match self.check(request.suite).and_then(|()| self.calls.as_ref().ok_or_else(no_client)) {
            Ok(calls) => calls,
            Err(error) => {
                let label = format!("{PROVIDER_ID} '{}'", self.key_arn);
                return Err(KeyError::AllFailed { attempts: vec![KeyAttempt::new(label, error)] });
            }
        };
        let own = arn::parse(&self.key_arn)?;
        let named = named(request.data_keys, PROVIDER_ID)?;
        first_that_opens(named, |(wrapped_with, data_key)| async move {
            if !own.shares_material_with(&wrapped_with) {
                return None;
            }
            let opened = self.open(calls, request, data_key).await;
            Some(opened.map_err(|failure| vec![failure.attempt(data_key.label())]))
        })
        .await
    }
}

/// What is encrypted together with a key, to bind it to the context.
///
/// Source: `framework/aws-kms/aws-kms-rsa-keyring.md`, section "Encryption Context Digest".
fn digest(context: &EncryptionContext) -> Result<[u8; mac::SHA384], KeyError> {
    Ok(mac::sha384(&keys::associated_data(context)?))
}

keyring!(KmsRsaKeyring {
    fn can_unwrap(&self) -> bool {
        self.calls.is_some()
    }
});
