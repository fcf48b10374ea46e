//! The calls to AWS KMS, each with its answer checked: for keyrings, key stores and the legacy format alike.
//!
//! Sources: `framework/aws-kms/aws-kms-keyring.md`, `aws-kms-rsa-keyring.md` and `aws-kms-ecdh-keyring.md`, and
//! `framework/branch-key-store.md` of the AWS Encryption SDK specification.

use std::collections::HashMap;
use std::sync::Arc;

use aws_sdk_kms::Client;
use aws_sdk_kms::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_kms::operation::decrypt::DecryptError;
use aws_sdk_kms::operation::re_encrypt::ReEncryptError;
use aws_sdk_kms::primitives::Blob;
use aws_sdk_kms::types::{
    EncryptionAlgorithmSpec, KeyAgreementAlgorithmSpec, KeySpec, KeyUsageType, MacAlgorithmSpec,
};
use zeroize::Zeroizing;

#[cfg(feature = "legacy")]
use super::UNCONFIGURED_KEY;
use super::supplier::{CallClient, KmsClientSupplier};
use super::{WRONG_LENGTH, call_failed, secret, wrong};
use crate::crypto::curve::EcdhCurve;
use crate::crypto::ecdh::PublicKey;
use crate::crypto::secret::Secret;
use crate::error::KeyError;
use crate::telemetry::{self, Service};

/// What is wrong with an answer that comes from another key.
const OTHER_KEY: &str = "the key id is not the one that was asked for";

/// An encryption context, as KMS takes it.
pub(crate) type Pairs = HashMap<String, String>;

/// Calls KMS: with a client for one region, and with grant tokens.
pub(crate) struct Calls {
    client: CallClient,
    grant_tokens: Option<Vec<String>>,
}

/// What KMS is to decrypt.
pub(crate) struct Ciphertext<'a> {
    pub(crate) blob: &'a [u8],
    /// The encryption context, for symmetric keys.
    pub(crate) context: Option<Pairs>,
    /// How it was encrypted, for RSA keys.
    pub(crate) algorithm: Option<EncryptionAlgorithmSpec>,
}

impl<'a> Ciphertext<'a> {
    /// What was encrypted with a symmetric key.
    pub(crate) fn symmetric(blob: &'a [u8], context: Pairs) -> Self {
        Ciphertext { blob, context: Some(context), algorithm: None }
    }
}

/// A call, as its errors name it.
#[derive(Clone, Copy)]
struct Call<'a> {
    operation: &'static str,
    key: &'a str,
}

impl Call<'_> {
    fn wrong(&self, problem: &'static str) -> KeyError {
        wrong(self.operation, self.key, problem)
    }

    /// Checks which key KMS says it used.
    fn check_key(&self, key_id: Option<&str>) -> Result<(), KeyError> {
        if key_id == Some(self.key) { Ok(()) } else { Err(self.wrong(OTHER_KEY)) }
    }

    /// The 32-byte key in an answer.
    fn key(&self, plaintext: Option<Zeroizing<Vec<u8>>>) -> Result<Secret<32>, KeyError> {
        plaintext.and_then(|bytes| Secret::copy_from(&bytes)).ok_or_else(|| self.wrong(WRONG_LENGTH))
    }

    /// The encrypted key in an answer.
    fn ciphertext(&self, blob: Option<Blob>) -> Result<Vec<u8>, KeyError> {
        let blob = blob.map(Blob::into_inner).filter(|blob| !blob.is_empty());
        blob.ok_or_else(|| self.wrong("the ciphertext is missing"))
    }
}

impl Calls {
    /// Calls through `client`.
    pub(crate) fn through(client: Client) -> Self {
        Calls { client: CallClient::Given(client), grant_tokens: None }
    }

    /// Calls to `region`, through the client that `supplier` gives for it.
    pub(crate) fn to(region: &str, supplier: &Arc<dyn KmsClientSupplier>) -> Self {
        Calls { client: CallClient::of(supplier, region), grant_tokens: None }
    }

    /// Sends these grant tokens with every call.
    pub(crate) fn set_grant_tokens(&mut self, tokens: impl IntoIterator<Item = impl Into<String>>) {
        self.grant_tokens = Some(tokens.into_iter().map(Into::into).collect());
    }

    /// The region that calls go to, if it is known.
    pub(crate) fn region(&self) -> Option<&str> {
        self.client.region()
    }

    /// Has KMS make 32 secret bytes, and wrap them with the key `key`.
    pub(crate) async fn generate(&self, key: &str, context: Pairs) -> Result<(Secret<32>, Vec<u8>), KeyError> {
        let call = Call { operation: "GenerateDataKey", key };
        let request = self.client.get().await?.generate_data_key().key_id(key).number_of_bytes(32);
        let request =
            request.set_encryption_context(Some(context)).set_grant_tokens(self.grant_tokens.clone()).send();
        let output = telemetry::key_call(Service::Kms, call.operation, request)
            .await
            .map_err(|error| call_failed(call.operation, key, error))?;
        let plaintext = secret(output.plaintext);
        // Stricter than the specification: under another key's ARN nobody here could open the item.
        call.check_key(output.key_id.as_deref())?;
        Ok((call.key(plaintext)?, call.ciphertext(output.ciphertext_blob)?))
    }

    /// Has KMS make 32 bytes that nobody sees, wrapped with the key `key`.
    pub(crate) async fn generate_unseen(&self, key: &str, context: Pairs) -> Result<Vec<u8>, KeyError> {
        let call = Call { operation: "GenerateDataKeyWithoutPlaintext", key };
        let request = self.client.get().await?.generate_data_key_without_plaintext();
        let request = request
            .key_id(key)
            .number_of_bytes(32)
            .set_encryption_context(Some(context))
            .set_grant_tokens(self.grant_tokens.clone())
            .send();
        let output = telemetry::key_call(Service::Kms, call.operation, request)
            .await
            .map_err(|error| call_failed(call.operation, key, error))?;
        call.check_key(output.key_id.as_deref())?;
        call.ciphertext(output.ciphertext_blob)
    }

    /// Has KMS encrypt a key of 32 bytes with the key `key`.
    pub(crate) async fn encrypt(
        &self,
        key: &str,
        plaintext: &Secret<32>,
        context: Pairs,
    ) -> Result<Vec<u8>, KeyError> {
        let call = Call { operation: "Encrypt", key };
        let request = self.client.get().await?.encrypt().key_id(key);
        let request = request
            .plaintext(Blob::new(plaintext.expose().as_slice()))
            .set_encryption_context(Some(context))
            .set_grant_tokens(self.grant_tokens.clone())
            .send();
        let output = telemetry::key_call(Service::Kms, call.operation, request)
            .await
            .map_err(|error| call_failed(call.operation, key, error))?;
        call.check_key(output.key_id.as_deref())?;
        call.ciphertext(output.ciphertext_blob)
    }

    /// Has KMS compute HMAC-SHA256 of `message` with the key `key`: 32 secret bytes.
    pub(crate) async fn mac(&self, key: &str, message: &[u8]) -> Result<Secret<32>, KeyError> {
        let call = Call { operation: "GenerateMac", key };
        let request = self.client.get().await?.generate_mac().key_id(key);
        let request = request
            .mac_algorithm(MacAlgorithmSpec::HmacSha256)
            .message(Blob::new(message))
            .set_grant_tokens(self.grant_tokens.clone())
            .send();
        let output = telemetry::key_call(Service::Kms, call.operation, request)
            .await
            .map_err(|error| call_failed(call.operation, key, error))?;
        // Taken out first, so that it is wiped whatever is wrong with the answer.
        let mac = secret(output.mac);
        call.check_key(output.key_id.as_deref())?;
        if output.mac_algorithm != Some(MacAlgorithmSpec::HmacSha256) {
            return Err(call.wrong("the algorithm is not the one that was asked for"));
        }
        mac.and_then(|bytes| Secret::copy_from(&bytes))
            .ok_or_else(|| call.wrong("the MAC does not have 32 bytes"))
    }

    /// Has KMS re-encrypt `blob` with the same key, under the context `to` instead of `from`.
    pub(crate) async fn re_encrypt(
        &self,
        key: &str,
        blob: &[u8],
        from: Pairs,
        to: Pairs,
    ) -> Result<Vec<u8>, KeyError> {
        let call = Call { operation: "ReEncrypt", key };
        let request = self.client.get().await?.re_encrypt().source_key_id(key).destination_key_id(key);
        let request = request
            .ciphertext_blob(Blob::new(blob))
            .set_source_encryption_context(Some(from))
            .set_destination_encryption_context(Some(to))
            .set_grant_tokens(self.grant_tokens.clone())
            .send();
        let output = telemetry::key_call(Service::Kms, call.operation, request)
            .await
            .map_err(|error| call_failed(call.operation, key, error))?;
        call.check_key(output.source_key_id.as_deref())?;
        call.check_key(output.key_id.as_deref())?;
        call.ciphertext(output.ciphertext_blob)
    }

    /// Has KMS decrypt with the key `key`.
    pub(crate) async fn decrypt(
        &self,
        key: &str,
        ciphertext: Ciphertext<'_>,
    ) -> Result<Option<Zeroizing<Vec<u8>>>, KeyError> {
        let call = Call { operation: "Decrypt", key };
        let (key_id, plaintext) = self.send_decrypt(call, Some(key), ciphertext).await?;
        call.check_key(key_id.as_deref())?;
        Ok(plaintext)
    }

    /// Like [`decrypt`](Self::decrypt), for a key of 32 bytes.
    pub(crate) async fn decrypt_key(
        &self,
        key: &str,
        ciphertext: Ciphertext<'_>,
    ) -> Result<Secret<32>, KeyError> {
        let plaintext = self.decrypt(key, ciphertext).await?;
        Call { operation: "Decrypt", key }.key(plaintext)
    }

    /// Has KMS decrypt with whichever key the blob names, which must be one that `is_configured` admits. Errors call
    /// the key `label`.
    #[cfg(feature = "legacy")]
    pub(crate) async fn decrypt_with_any(
        &self,
        label: &str,
        ciphertext: Ciphertext<'_>,
        is_configured: impl Fn(Option<&str>) -> bool,
    ) -> Result<Option<Zeroizing<Vec<u8>>>, KeyError> {
        let call = Call { operation: "Decrypt", key: label };
        let (key_id, plaintext) = self.send_decrypt(call, None, ciphertext).await?;
        if is_configured(key_id.as_deref()) { Ok(plaintext) } else { Err(call.wrong(UNCONFIGURED_KEY)) }
    }

    async fn send_decrypt(
        &self,
        call: Call<'_>,
        key: Option<&str>,
        ciphertext: Ciphertext<'_>,
    ) -> Result<(Option<String>, Option<Zeroizing<Vec<u8>>>), KeyError> {
        let request = self.client.get().await?.decrypt();
        let request = request
            .set_key_id(key.map(str::to_owned))
            .ciphertext_blob(Blob::new(ciphertext.blob))
            .set_encryption_context(ciphertext.context)
            .set_encryption_algorithm(ciphertext.algorithm)
            .set_grant_tokens(self.grant_tokens.clone())
            .send();
        let output = telemetry::key_call(Service::Kms, call.operation, request)
            .await
            .map_err(|error| call_failed(call.operation, call.key, error))?;
        // Taken out first, so that it is wiped whatever is wrong with the answer.
        Ok((output.key_id, secret(output.plaintext)))
    }

    /// The public key of the key `key`, which must be one for key agreement on `curve`.
    pub(crate) async fn agreement_key(&self, key: &str, curve: EcdhCurve) -> Result<PublicKey, KeyError> {
        let call = Call { operation: "GetPublicKey", key };
        let request = self.client.get().await?.get_public_key().key_id(key);
        let request = request.set_grant_tokens(self.grant_tokens.clone()).send();
        let output = telemetry::key_call(Service::Kms, call.operation, request)
            .await
            .map_err(|error| call_failed(call.operation, key, error))?;
        call.check_key(output.key_id.as_deref())?;
        if output.key_usage != Some(KeyUsageType::KeyAgreement) {
            return Err(call.wrong("the key is not for key agreement"));
        }
        if output.key_spec != Some(spec(curve)) {
            return Err(call.wrong("the key is not on the curve of the keyring"));
        }
        output
            .public_key
            .and_then(|der| PublicKey::from_text(curve, der.as_ref()).ok())
            .ok_or_else(|| call.wrong("the public key is missing or malformed"))
    }

    /// The secret that the owner of the key `key` on `curve` shares with the owner of `other`.
    pub(crate) async fn shared_secret(
        &self,
        key: &str,
        curve: EcdhCurve,
        other: &PublicKey,
    ) -> Result<Zeroizing<Vec<u8>>, KeyError> {
        let call = Call { operation: "DeriveSharedSecret", key };
        let request = self.client.get().await?.derive_shared_secret().key_id(key);
        let request = request
            .key_agreement_algorithm(KeyAgreementAlgorithmSpec::Ecdh)
            .public_key(Blob::new(other.to_der(curve)?))
            .set_grant_tokens(self.grant_tokens.clone())
            .send();
        let output = telemetry::key_call(Service::Kms, call.operation, request)
            .await
            .map_err(|error| call_failed(call.operation, key, error))?;
        let shared_secret = secret(output.shared_secret);
        call.check_key(output.key_id.as_deref())?;
        if output.key_agreement_algorithm != Some(KeyAgreementAlgorithmSpec::Ecdh) {
            return Err(call.wrong("the algorithm is not the one that was asked for"));
        }
        shared_secret
            .filter(|secret| secret.len() == curve.coordinate())
            .ok_or_else(|| call.wrong("the shared secret is missing or has the wrong length"))
    }
}

/// The curve as KMS calls it.
fn spec(curve: EcdhCurve) -> KeySpec {
    match curve {
        EcdhCurve::P256 => KeySpec::EccNistP256,
        EcdhCurve::P384 => KeySpec::EccNistP384,
        EcdhCurve::P521 => KeySpec::EccNistP521,
    }
}

/// Whether KMS says that a ciphertext does not verify, with the context that came with it.
pub(crate) fn is_invalid_ciphertext(error: &KeyError) -> bool {
    let KeyError::Kms { source, .. } = error else { return false };
    let code = |error: &(dyn std::error::Error + Send + Sync + 'static)| {
        let decrypt = error.downcast_ref::<SdkError<DecryptError>>().and_then(ProvideErrorMetadata::code);
        decrypt
            .or_else(|| error.downcast_ref::<SdkError<ReEncryptError>>().and_then(ProvideErrorMetadata::code))
            .map(str::to_owned)
    };
    code(source.as_ref()).as_deref() == Some("InvalidCiphertextException")
}
