//! The direct KMS provider: a fresh key for every item, wrapped by AWS KMS.
//!
//! Source: `DirectKmsMaterialsProvider` of `aws/aws-dynamodb-encryption-java`, and `material_providers/aws_kms.py`
//! of `aws/aws-dynamodb-encryption-python`.

use std::collections::HashMap;
use std::sync::Arc;

use aws_sdk_dynamodb::types::AttributeValue;
use aws_sdk_kms::Client;
use aws_sdk_kms::primitives::Blob;
use aws_smithy_types::base64;
use zeroize::Zeroizing;

use super::wrapped::wrapped_key;
use super::{BoxFuture, DecryptionMaterials, EncryptionMaterials, ItemContext, Provider};
use crate::crypto::hmac;
use crate::error::KeyError;
use crate::kms::{arn, call_failed};
use crate::legacy::description::{
    CONTENT_ALGORITHM, CONTEXT_ATTRIBUTES, DERIVED_SIGNING_ALGORITHM, MaterialDescription, WRAPPED_KEY,
    WRAPPING_ALGORITHM,
};
use crate::legacy::dialect::Dialect;
use crate::legacy::keys::{AesKey, SignatureKey, SigningAlgorithm};
use crate::legacy::number;

const CONTENT_DEFAULT: &str = "AES/256";
const SIGNING_DEFAULT: &str = "HmacSHA256/256";
const WRAPPED_BY_KMS: &str = "kms";
const KEYS: &str = "*keys*";
/// Names in the encryption context that no key attribute may have.
const CONTEXT_CONTENT: &str = "*amzn-ddb-env-alg*";
const CONTEXT_SIGNING: &str = "*amzn-ddb-sig-alg*";
const CONTEXT_TABLE: &str = "*aws-kms-table*";

/// Has KMS generate a key for every item that is written, and decrypt it for every item that is read; from it come
/// the keys that encrypt and sign.
///
/// The encryption context of these calls holds the table's name, and names and values of the key attributes. It
/// appears in the audit log of KMS.
///
/// ```no_run
/// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
/// use dynamodb_item_encryptor::legacy::DirectKmsProvider;
///
/// let kms = aws_sdk_kms::Client::new(&aws_config::load_from_env().await);
/// let provider = DirectKmsProvider::new(kms, "arn:aws:kms:eu-west-1:111122223333:key/0a1b2c3d")?;
/// # Ok(())
/// # }
/// ```
pub struct DirectKmsProvider {
    client: Client,
    key_arn: Option<String>,
    grant_tokens: Option<Vec<String>>,
}

impl DirectKmsProvider {
    /// A provider over the key `key_arn`, called through `client`, which must be for the key's region. Items under
    /// other keys are refused.
    ///
    /// # Errors
    /// [`KeyError::Config`] when `key_arn` is not the ARN of a key.
    pub fn new(client: Client, key_arn: impl Into<String>) -> Result<Self, KeyError> {
        let key_arn = key_arn.into();
        if !arn::is_key_arn(&key_arn) {
            return Err(KeyError::Config(format!("'{key_arn}' is not the ARN of a KMS key")));
        }
        Ok(DirectKmsProvider { client, key_arn: Some(key_arn), grant_tokens: None })
    }

    /// A provider that only reads, items under any key that the caller may use: as the older clients did. Whoever
    /// can write to the table, and has a key of their own that the reader may use, can then make items that the
    /// reader accepts.
    pub fn reading_any_key(client: Client) -> Self {
        DirectKmsProvider { client, key_arn: None, grant_tokens: None }
    }

    /// Sends these grant tokens with every call.
    #[must_use]
    pub fn with_grant_tokens(mut self, tokens: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.grant_tokens = Some(tokens.into_iter().map(Into::into).collect());
        self
    }

    async fn generate(&self, context: &ItemContext<'_>) -> Result<EncryptionMaterials, KeyError> {
        const OPERATION: &str = "GenerateDataKey";
        let key_arn = self.key_arn.as_deref().ok_or_else(|| KeyError::OneWay {
            key: self.label().to_owned(),
            problem: "cannot write items: it has no key of its own",
        })?;
        let algorithms = Algorithms { content: CONTENT_DEFAULT, signing: SIGNING_DEFAULT };
        let output = self
            .client
            .generate_data_key()
            .key_id(key_arn)
            .number_of_bytes(32)
            .set_encryption_context(Some(encryption_context(context, &algorithms)?))
            .set_grant_tokens(self.grant_tokens.clone())
            .send()
            .await
            .map_err(|error| call_failed(OPERATION, key_arn, error))?;
        let plaintext = self.plaintext(OPERATION, output.plaintext, output.key_id.as_deref())?;
        let blob = output
            .ciphertext_blob
            .filter(|blob| !blob.as_ref().is_empty())
            .ok_or_else(|| self.wrong(OPERATION, "the ciphertext is missing"))?;
        let (content_key, signature_key) = algorithms.derive(&plaintext)?;
        let wrapped = base64::encode(blob);
        let description = [
            (WRAPPED_KEY, wrapped.as_str()),
            (CONTENT_ALGORITHM, algorithms.content),
            (DERIVED_SIGNING_ALGORITHM, algorithms.signing),
            (WRAPPING_ALGORITHM, WRAPPED_BY_KMS),
            (CONTEXT_ATTRIBUTES, KEYS),
        ];
        Ok(EncryptionMaterials::new(
            Some(Arc::new(content_key)),
            Arc::new(signature_key),
            description.into_iter().collect(),
        ))
    }

    async fn decrypt(
        &self,
        context: &ItemContext<'_>,
        description: &MaterialDescription,
    ) -> Result<DecryptionMaterials, KeyError> {
        const OPERATION: &str = "Decrypt";
        if !matches!(description.get(WRAPPING_ALGORITHM), None | Some(WRAPPED_BY_KMS)) {
            return Err(KeyError::Description("the key is not wrapped by KMS"));
        }
        // The description is not signed, but these two are part of the encryption context, which KMS checks.
        let algorithms = Algorithms {
            content: description.get(CONTENT_ALGORITHM).unwrap_or(CONTENT_DEFAULT),
            signing: description.get(DERIVED_SIGNING_ALGORITHM).unwrap_or(SIGNING_DEFAULT),
        };
        algorithms.check()?;
        let output = self
            .client
            .decrypt()
            .set_key_id(self.key_arn.clone())
            .ciphertext_blob(Blob::new(wrapped_key(description)?))
            .set_encryption_context(Some(encryption_context(context, &algorithms)?))
            .set_grant_tokens(self.grant_tokens.clone())
            .send()
            .await
            .map_err(|error| call_failed(OPERATION, self.label(), error))?;
        let plaintext = self.plaintext(OPERATION, output.plaintext, output.key_id.as_deref())?;
        let (content_key, signature_key) = algorithms.derive(&plaintext)?;
        Ok(DecryptionMaterials::new(Some(Arc::new(content_key)), Arc::new(signature_key)))
    }

    /// Takes the plaintext out of an answer, so that it is wiped, and checks that it comes from the right key.
    fn plaintext(
        &self,
        operation: &'static str,
        plaintext: Option<Blob>,
        key_id: Option<&str>,
    ) -> Result<Zeroizing<Vec<u8>>, KeyError> {
        let plaintext = plaintext.map(|blob| Zeroizing::new(blob.into_inner()));
        if self.key_arn.is_some() && self.key_arn.as_deref() != key_id {
            return Err(self.wrong(operation, "the key id is not the one that was asked for"));
        }
        plaintext
            .filter(|bytes| bytes.len() == 32)
            .ok_or_else(|| self.wrong(operation, "the plaintext has not 32 bytes"))
    }

    /// What errors call the key.
    fn label(&self) -> &str {
        self.key_arn.as_deref().unwrap_or("any")
    }

    fn wrong(&self, operation: &'static str, problem: &'static str) -> KeyError {
        KeyError::KmsResponse { operation, key: self.label().to_owned(), problem }
    }
}

/// What the derived keys are for: names, and after a slash lengths in bits.
struct Algorithms<'a> {
    content: &'a str,
    signing: &'a str,
}

impl Algorithms<'_> {
    /// Lengths of both keys in bytes, and the algorithm to sign with.
    fn check(&self) -> Result<(usize, SigningAlgorithm, usize), KeyError> {
        let refused = || KeyError::Description("the derived keys are for algorithms that are not allowed");
        let content = match self.content {
            "AES" | "AES/256" => 32,
            "AES/192" => 24,
            "AES/128" => 16,
            _ => return Err(refused()),
        };
        let (name, bits) = self.signing.split_once('/').unwrap_or((self.signing, "256"));
        let bits: usize = bits.parse().map_err(|_| refused())?;
        let algorithm = SigningAlgorithm::from_name(name).ok_or_else(refused)?;
        if algorithm.is_hmac() && (128..=1024).contains(&bits) && bits.is_multiple_of(8) {
            Ok((content, algorithm, bits / 8))
        } else {
            Err(refused())
        }
    }

    /// Derives the keys from what KMS generated.
    fn derive(&self, material: &[u8]) -> Result<(AesKey, SignatureKey), KeyError> {
        let (content, algorithm, signing) = self.check()?;
        let content = AesKey::new(&hmac::hkdf_sha256(material, b"Encryption", content)?)?;
        let signing = SignatureKey::hmac(algorithm, &hmac::hkdf_sha256(material, b"Signing", signing)?)?;
        Ok((content, signing))
    }
}

/// The encryption context of a call.
fn encryption_context(
    context: &ItemContext<'_>,
    algorithms: &Algorithms<'_>,
) -> Result<HashMap<String, String>, KeyError> {
    let mut pairs = HashMap::from([
        (CONTEXT_CONTENT.to_owned(), algorithms.content.to_owned()),
        (CONTEXT_SIGNING.to_owned(), algorithms.signing.to_owned()),
    ]);
    if let Some(name) = context.table_name {
        pairs.insert(CONTEXT_TABLE.to_owned(), name.to_owned());
    }
    for (name, value) in [context.partition_key, context.sort_key].into_iter().flatten() {
        if [CONTEXT_CONTENT, CONTEXT_SIGNING, CONTEXT_TABLE].contains(&name) {
            return Err(KeyError::Context("a key attribute has a name that the context keeps for itself"));
        }
        let text = match value {
            AttributeValue::S(text) => text.clone(),
            // DynamoDB gives numbers back in normal form, and what is read must make the same context.
            AttributeValue::N(text) => number::normal(text, Dialect::Java)
                .map_err(|_| KeyError::Context("a key attribute is a number that DynamoDB cannot store"))?,
            AttributeValue::B(blob) => base64::encode(blob),
            _ => return Err(KeyError::Context("a key attribute is neither string, number nor binary")),
        };
        pairs.insert(name.to_owned(), text);
    }
    Ok(pairs)
}

impl Provider for DirectKmsProvider {
    fn encryption_materials<'a>(
        &'a self,
        context: &'a ItemContext<'a>,
    ) -> BoxFuture<'a, Result<EncryptionMaterials, KeyError>> {
        Box::pin(self.generate(context))
    }

    fn decryption_materials<'a>(
        &'a self,
        context: &'a ItemContext<'a>,
        description: &'a MaterialDescription,
    ) -> BoxFuture<'a, Result<DecryptionMaterials, KeyError>> {
        Box::pin(self.decrypt(context, description))
    }
}
