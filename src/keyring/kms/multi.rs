//! Keyrings over several symmetric KMS keys, of any regions.
//!
//! Sources: `framework/aws-kms/aws-kms-multi-keyrings.md` and `aws-kms-mrk-multi-keyrings.md` of the AWS
//! Encryption SDK specification.

use std::sync::Arc;

use super::calls::Calls;
use super::mrk::KmsMrkKeyring;
use super::supplier::KmsClientSupplier;
use super::symmetric::KmsKeyring;
use crate::error::KeyError;
use crate::keyring::{BoxFuture, Keyring, UnwrapRequest, UnwrappedDataKey, WrapRequest, WrappedDataKey, multi};
use crate::kms::arn::{self, KeyArn};

/// Wraps every data key with each of several symmetric KMS keys, so that any one of them reads the
/// item.
///
/// All keys are called at once when an item is written (`GenerateDataKey`), and it is written only when all
/// succeed. When an item is read (`Decrypt`), the keys are called one after the other until one succeeds, and
/// only those that the item names.
///
/// The order of the keys is that of the item's encrypted data keys. AWS's generator key is the first.
///
/// ```no_run
/// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
/// use dynamodb_item_encryptor::{KmsMultiKeyring, RegionalKmsClients};
///
/// let aws = aws_config::load_from_env().await;
/// let keyring = KmsMultiKeyring::new(
///     RegionalKmsClients::new(aws_sdk_kms::Config::new(&aws)),
///     ["arn:aws:kms:eu-west-1:111122223333:key/0a1b2c3d", "arn:aws:kms:us-east-1:444455556666:key/4e5f6a7b"],
/// )?;
/// # Ok(())
/// # }
/// ```
pub struct KmsMultiKeyring(Vec<KmsKeyring>);

impl KmsMultiKeyring {
    /// A keyring over the keys `key_arns`, each called through the client that `supplier` gives for
    /// its region.
    ///
    /// # Errors
    /// [`KeyError::Config`] when one of them is not the ARN of a key, or when there is none.
    pub fn new(
        supplier: impl KmsClientSupplier + 'static,
        key_arns: impl IntoIterator<Item = impl Into<String>>,
    ) -> Result<Self, KeyError> {
        let keys = with_calls(supplier, checked(key_arns)?);
        Ok(KmsMultiKeyring(keys.map(|(calls, key_arn)| KmsKeyring::calling(calls, key_arn)).collect()))
    }

    /// Sends these grant tokens with every call.
    #[must_use]
    pub fn with_grant_tokens(self, tokens: impl IntoIterator<Item = impl Into<String>>) -> Self {
        let tokens: Vec<String> = tokens.into_iter().map(Into::into).collect();
        KmsMultiKeyring(self.0.into_iter().map(|keyring| keyring.with_grant_tokens(&tokens)).collect())
    }
}

/// Wraps every data key with each of several symmetric KMS keys, and reads what replicas of them
/// wrapped.
///
/// As [`KmsMultiKeyring`], but of [`KmsMrkKeyring`]s: each multi-Region key also reads what its replicas in
/// other regions wrapped. So a key's replicas need not be listed, and may not: it would be open which of
/// their regions is to be called.
///
/// ```no_run
/// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
/// use dynamodb_item_encryptor::{KmsMrkMultiKeyring, RegionalKmsClients};
///
/// let aws = aws_config::load_from_env().await;
/// let keyring = KmsMrkMultiKeyring::new(
///     RegionalKmsClients::new(aws_sdk_kms::Config::new(&aws)),
///     ["arn:aws:kms:eu-west-1:111122223333:key/mrk-0a1b2c3d", "arn:aws:kms:eu-west-1:111122223333:key/4e5f6a7b"],
/// )?;
/// # Ok(())
/// # }
/// ```
pub struct KmsMrkMultiKeyring(Vec<KmsMrkKeyring>);

impl KmsMrkMultiKeyring {
    /// A keyring over the keys `key_arns`, each called through the client that `supplier` gives for
    /// its region.
    ///
    /// # Errors
    /// [`KeyError::Config`] when one of them is not the ARN of a key, when there is none, or when
    /// several have the id of one multi-Region key: the message names all of these.
    pub fn new(
        supplier: impl KmsClientSupplier + 'static,
        key_arns: impl IntoIterator<Item = impl Into<String>>,
    ) -> Result<Self, KeyError> {
        let key_arns = checked(key_arns)?;
        let ambiguous = arn::sharing_an_id(&key_arns);
        if !ambiguous.is_empty() {
            let ambiguous = ambiguous.join("', '");
            return Err(KeyError::Config(format!("several keys have the same multi-Region id: '{ambiguous}'")));
        }
        let keys = with_calls(supplier, key_arns);
        Ok(KmsMrkMultiKeyring(keys.map(|(calls, key_arn)| KmsMrkKeyring::calling(calls, key_arn)).collect()))
    }

    /// Sends these grant tokens with every call.
    #[must_use]
    pub fn with_grant_tokens(self, tokens: impl IntoIterator<Item = impl Into<String>>) -> Self {
        let tokens: Vec<String> = tokens.into_iter().map(Into::into).collect();
        KmsMrkMultiKeyring(self.0.into_iter().map(|keyring| keyring.with_grant_tokens(&tokens)).collect())
    }
}

/// ARNs of keys, of which there must be one at least.
fn checked(key_arns: impl IntoIterator<Item = impl Into<String>>) -> Result<Vec<String>, KeyError> {
    let key_arns: Vec<String> =
        key_arns.into_iter().map(|key_arn| arn::checked(key_arn.into())).collect::<Result<_, _>>()?;
    if key_arns.is_empty() {
        return Err(KeyError::Config("a keyring over several KMS keys needs at least one key".into()));
    }
    Ok(key_arns)
}

/// Each key with the way to call it in its region.
fn with_calls(
    supplier: impl KmsClientSupplier + 'static,
    key_arns: Vec<String>,
) -> impl Iterator<Item = (Calls, String)> {
    let supplier: Arc<dyn KmsClientSupplier> = Arc::new(supplier);
    key_arns.into_iter().filter_map(move |key_arn| {
        // All of them were checked to be ARNs.
        let calls = Calls::to(KeyArn::parse(&key_arn)?.region, &supplier);
        Some((calls, key_arn))
    })
}

/// The keyrings of different keys. A key that is listed twice is asked once when an item is read.
fn distinct<K>(keyrings: &[K], key_arn: impl Fn(&K) -> &str) -> impl Iterator<Item = &K> {
    keyrings.iter().enumerate().filter_map(move |(n, keyring)| {
        let is_new = !keyrings.iter().take(n).any(|other| key_arn(other) == key_arn(keyring));
        is_new.then_some(keyring)
    })
}

impl Keyring for KmsMultiKeyring {
    fn wrap_data_key<'a>(
        &'a self,
        request: &'a WrapRequest<'a>,
    ) -> BoxFuture<'a, Result<Vec<WrappedDataKey>, KeyError>> {
        Box::pin(multi::wrap_with_all(&self.0, request))
    }

    fn unwrap_data_key<'a>(
        &'a self,
        request: &'a UnwrapRequest<'a>,
    ) -> BoxFuture<'a, Result<Option<UnwrappedDataKey>, KeyError>> {
        let keyrings = distinct(&self.0, KmsKeyring::key_arn);
        Box::pin(multi::unwrap_with_first(keyrings, request))
    }
}

impl Keyring for KmsMrkMultiKeyring {
    fn wrap_data_key<'a>(
        &'a self,
        request: &'a WrapRequest<'a>,
    ) -> BoxFuture<'a, Result<Vec<WrappedDataKey>, KeyError>> {
        Box::pin(multi::wrap_with_all(&self.0, request))
    }

    fn unwrap_data_key<'a>(
        &'a self,
        request: &'a UnwrapRequest<'a>,
    ) -> BoxFuture<'a, Result<Option<UnwrappedDataKey>, KeyError>> {
        let keyrings = distinct(&self.0, KmsMrkKeyring::key_arn);
        Box::pin(multi::unwrap_with_first(keyrings, request))
    }
}
