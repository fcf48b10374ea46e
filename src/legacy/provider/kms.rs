//! The direct KMS provider: a fresh key for every item, wrapped by AWS KMS.
//!
//! Source: `DirectKmsMaterialsProvider` of `aws/aws-dynamodb-encryption-java`, and `material_providers/aws_kms.py`
//! of `aws/aws-dynamodb-encryption-python`.

use std::collections::HashMap;
use std::sync::Arc;

use aws_sdk_dynamodb::types::AttributeValue;
use aws_sdk_kms::Client;
use aws_smithy_types::base64;
use zeroize::Zeroizing;

use super::derived::{Algorithms, is_material};
use super::wrapped::wrapped_key;
use super::{BoxFuture, DecryptionMaterials, EncryptionMaterials, ItemContext, Provider};
use crate::error::{BoxError, KeyError};
use crate::kms::calls::{Calls, Ciphertext, Pairs};
use crate::kms::evidence::{Decrypts, Evidence, KeyChoice};
use crate::kms::{self, WRONG_LENGTH, arn, check_blob};
use crate::legacy::description::{
    CONTENT_ALGORITHM, CONTEXT_ATTRIBUTES, DERIVED_SIGNING_ALGORITHM, MaterialDescription, WRAPPED_KEY,
    WRAPPING_ALGORITHM,
};
use crate::legacy::dialect::Dialect;
use crate::legacy::number;

const WRAPPED_BY_KMS: &str = "kms";
const KEYS: &str = "*keys*";
/// Names in the encryption context that no key attribute may have.
const CONTEXT_CONTENT: &str = "*amzn-ddb-env-alg*";
const CONTEXT_SIGNING: &str = "*amzn-ddb-sig-alg*";
const CONTEXT_TABLE: &str = "*aws-kms-table*";

/// Has KMS generate a key for every item that is written, and decrypt it for every item that is read. The keys that
/// encrypt and sign are derived from it.
///
/// The encryption context of these calls holds the table's name, and names and values of the key attributes. It
/// appears in the audit log of KMS. If the writers used another one, see
/// [`with_encryption_context`](Self::with_encryption_context); if keys or regions differ from item to item, see
/// [`Provider`].
///
/// Up to version 1.11.0 the client in Java had KMS generate 256 *bytes*, by mistake, and derived the keys from all of
/// them. Such items are read like the others.
///
/// ```no_run
/// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
/// use dynamodb_item_encryptor::legacy::DirectKmsProvider;
///
/// let kms = aws_sdk_kms::Client::new(&aws_config::load_defaults(aws_config::BehaviorVersion::latest()).await);
/// let provider = DirectKmsProvider::new(kms, "arn:aws:kms:eu-west-1:111122223333:key/0a1b2c3d")?;
/// # Ok(())
/// # }
/// ```
pub struct DirectKmsProvider {
    calls: Calls,
    key_arn: Option<String>,
    /// Further keys that items are read under.
    other_keys: Vec<String>,
    context: Option<Box<ContextFn>>,
    reads_weak: bool,
    evidence: Evidence<Pairs>,
}

debug_shows!(DirectKmsProvider { key_arn, other_keys });

/// Turns an item and the usual pairs into the pairs to use.
type ContextFn = dyn Fn(&ItemContext<'_>, Pairs) -> Result<Pairs, BoxError> + Send + Sync;

impl DirectKmsProvider {
    /// A provider over the key `key_arn`, called through `client`, which must be for the key's region. Items under
    /// other keys are refused.
    ///
    /// The legacy clients also take an alias or the identifier of a key. Here it must be the ARN of the key, because
    /// the answers of KMS are compared with it, and what an alias points to may change.
    ///
    /// # Errors
    /// [`KeyError::Config`] if `key_arn` is not the ARN of a key, or if the key is in a region other than the client's,
    /// if that is known.
    pub fn new(client: Client, key_arn: impl Into<String>) -> Result<Self, KeyError> {
        let key_arn = arn::checked_for(key_arn.into(), client.config().region())?;
        Ok(DirectKmsProvider { key_arn: Some(key_arn), ..Self::reading_any_key(client) })
    }

    /// A provider that only reads, and does so under any key that the caller may use, as the legacy clients did. Whoever
    /// can write to the table, and has a key of their own that the reader may use, can then make items that the
    /// reader accepts.
    pub fn reading_any_key(client: Client) -> Self {
        DirectKmsProvider {
            calls: Calls::through(client),
            key_arn: None,
            other_keys: Vec::new(),
            context: None,
            reads_weak: false,
            evidence: Evidence::new(),
        }
    }

    /// Also reads items under these keys of the client's region, for example those that an alias of the writers once
    /// pointed to. Items are written only under the key given to [`new`](Self::new).
    ///
    /// # Errors
    /// [`KeyError::Config`] for anything that is not the ARN of a key, and for a provider that already reads under any key.
    pub fn also_reading_keys(
        mut self,
        key_arns: impl IntoIterator<Item = impl Into<String>>,
    ) -> Result<Self, KeyError> {
        if self.key_arn.is_none() {
            return Err(KeyError::Config("the provider already reads items under any key".to_owned()));
        }
        self.other_keys = key_arns.into_iter().map(|arn| arn::checked(arn.into())).collect::<Result<_, _>>()?;
        Ok(self)
    }

    /// Makes the encryption context from the pairs that `pairs` returns. For items of applications that overrode
    /// `populateKmsEcFromEc` of the client in Java (from 1.14.0) or `_kms_encryption_context` of the one in Python.
    ///
    /// It is given what the context would otherwise hold: the table's name and the key attributes. The algorithms are
    /// added afterwards. When an item is read, it sees the attributes as they are stored, **before they are
    /// verified**; KMS then checks them with the rest. For an item that no writer of the application made, it should
    /// return a [`KeyError::Context`]: that [blames the item](crate::Error::is_of_item), whereas every other error
    /// blames the provider.
    ///
    /// ```no_run
    /// # fn example(kms: aws_sdk_kms::Client, arn: &str) -> Result<(), dynamodb_item_encryptor::KeyError> {
    /// use dynamodb_item_encryptor::legacy::DirectKmsProvider;
    ///
    /// let provider = DirectKmsProvider::new(kms, arn)?.with_encryption_context(|_item, mut pairs| {
    ///     pairs.insert("department".to_owned(), "claims".to_owned());
    ///     Ok(pairs)
    /// });
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn with_encryption_context(
        mut self,
        pairs: impl Fn(&ItemContext<'_>, HashMap<String, String>) -> Result<HashMap<String, String>, BoxError>
        + Send
        + Sync
        + 'static,
    ) -> Self {
        self.context = Some(Box::new(pairs));
        self
    }

    /// Also reads items whose writer was told to sign with [weak](crate::legacy::SigningAlgorithm::is_weak) HMAC
    /// (`HmacSHA1`), or with a key shorter than 128 bits (`HmacSHA256/64`). What an item says about that is in the
    /// encryption context, so nobody can choose it who is not allowed to encrypt with the KMS key.
    #[must_use]
    pub fn reading_weak_signatures(mut self) -> Self {
        self.reads_weak = true;
        self
    }

    /// Sends these grant tokens with every call.
    #[must_use]
    pub fn with_grant_tokens(mut self, tokens: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.calls.set_grant_tokens(tokens);
        self
    }

    async fn generate(&self, context: &ItemContext<'_>) -> Result<EncryptionMaterials, KeyError> {
        let key_arn = self.key_arn.as_deref().ok_or_else(|| KeyError::OneWay {
            key: self.label().to_owned(),
            problem: "cannot write items: it has no key of its own",
        })?;
        let algorithms = Algorithms::written();
        let pairs = self.encryption_context(context, &algorithms)?;
        let (secret, blob) = self.calls.generate(key_arn, pairs).await?;
        let (content_key, signature_key) = algorithms.derive(secret.expose())?;
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
        if !matches!(description.get(WRAPPING_ALGORITHM), None | Some(WRAPPED_BY_KMS)) {
            return Err(KeyError::Description("the key is not wrapped by KMS"));
        }
        // The description is not signed, but these two are part of the encryption context, which KMS checks.
        let algorithms = Algorithms::of(description, self.reads_weak);
        algorithms.check()?;
        let choice = match self.key_arn {
            Some(_) if self.other_keys.is_empty() => KeyChoice::Configured,
            // The item says which of the keys it is.
            Some(_) => KeyChoice::OfItem { is_filtered: true },
            None => KeyChoice::OfItem { is_filtered: false },
        };
        let (blob, pairs) = (wrapped_key(description)?, self.encryption_context(context, &algorithms)?);
        let call = (self.label(), blob.as_slice(), &pairs);
        let plaintext =
            self.evidence.decrypt(self, choice, call).await.map_err(|failure| failure.named(self.label()))?;
        let (content_key, signature_key) = algorithms.derive(&plaintext)?;
        Ok(DecryptionMaterials::new(Some(Arc::new(content_key)), Arc::new(signature_key)))
    }

    /// Whether items are read under this key.
    fn reads(&self, key_id: Option<&str>) -> bool {
        match (&self.key_arn, key_id) {
            (None, _) => true,
            (Some(own), Some(found)) => self.other_keys.iter().chain([own]).any(|arn| arn == found),
            (Some(_), None) => false,
        }
    }

    /// The encryption context of a call.
    fn encryption_context(
        &self,
        context: &ItemContext<'_>,
        algorithms: &Algorithms<'_>,
    ) -> Result<Pairs, KeyError> {
        let mut pairs = usual_pairs(context)?;
        if let Some(own) = &self.context {
            pairs = own(context, pairs).map_err(|error| match error.downcast() {
                Ok(error) => *error,
                Err(error) => KeyError::Other(error),
            })?;
        }
        for (name, algorithm) in [(CONTEXT_CONTENT, algorithms.content), (CONTEXT_SIGNING, algorithms.signing)]
        {
            if pairs.insert(name.to_owned(), algorithm.to_owned()).is_some() {
                return Err(KeyError::Context("it uses a name that is reserved for the item's algorithms"));
            }
        }
        Ok(pairs)
    }

    /// The key's name in errors.
    fn label(&self) -> &str {
        self.key_arn.as_deref().unwrap_or("any")
    }
}

/// What is in the encryption context besides the algorithms, unless the application says otherwise.
#[cfg_attr(not(test), expect(clippy::wildcard_enum_match_arm, reason = "the SDK's types may grow"))]
fn usual_pairs(context: &ItemContext<'_>) -> Result<Pairs, KeyError> {
    let mut pairs = Pairs::new();
    if let Some(name) = context.table_name {
        pairs.insert(CONTEXT_TABLE.to_owned(), name.to_owned());
    }
    for (name, value) in [context.partition_key, context.sort_key].into_iter().flatten() {
        if [CONTEXT_CONTENT, CONTEXT_SIGNING, CONTEXT_TABLE].contains(&name) {
            return Err(KeyError::Context("a key attribute has a name that the encryption context reserves"));
        }
        let text = match value {
            AttributeValue::S(text) => text.clone(),
            // DynamoDB returns numbers in normal form, and reading must arrive at the same context.
            AttributeValue::N(text) => number::normal(text, Dialect::Java)
                .map_err(|_| KeyError::Context("a key attribute is a number that DynamoDB cannot store"))?,
            AttributeValue::B(blob) => base64::encode(blob),
            _ => return Err(KeyError::Context("a key attribute is neither string, number nor binary")),
        };
        pairs.insert(name.to_owned(), text);
    }
    Ok(pairs)
}

impl Decrypts for DirectKmsProvider {
    type Context = Pairs;
    type Plaintext = Zeroizing<Vec<u8>>;

    async fn call(&self, _: &str, blob: &[u8], context: &Pairs) -> Result<Zeroizing<Vec<u8>>, KeyError> {
        check_blob(blob)?;
        let ciphertext = Ciphertext::symmetric(blob, context.clone());
        let plaintext = match &self.key_arn {
            Some(key) if self.other_keys.is_empty() => self.calls.decrypt(key, ciphertext).await?,
            // KMS takes the key that the blob names.
            _ => self.calls.decrypt_with_any(self.label(), ciphertext, |key| self.reads(key)).await?,
        };
        plaintext
            .filter(|bytes| is_material(bytes.len()))
            .ok_or_else(|| kms::wrong("Decrypt", self.label(), WRONG_LENGTH))
    }

    fn length(context: &Pairs) -> usize {
        context.iter().map(|(name, value)| name.len() + value.len()).sum()
    }
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
