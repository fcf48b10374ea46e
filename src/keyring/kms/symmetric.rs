//! A keyring over one symmetric KMS key.
//!
//! Source: `framework/aws-kms/aws-kms-keyring.md` of the AWS Encryption SDK specification.

use aws_sdk_kms::Client;

use super::calls::Calls;
use crate::error::KeyError;
use crate::keyring::{BoxFuture, Keyring, UnwrapRequest, UnwrappedDataKey, WrapRequest, WrappedDataKey};
use crate::kms::arn;

/// Wraps data keys with one symmetric KMS key, with one KMS call for every item written and one for
/// every item read.
///
/// Each call carries the item's whole encryption context: the table's name, the names of the key
/// attributes and their values, and the attributes that were declared for it. They are readable in
/// the audit log of KMS; [key policies](crate::manual::key_policies) can use them.
///
/// ```no_run
/// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
/// use dynamodb_item_encryptor::KmsKeyring;
///
/// let kms = aws_sdk_kms::Client::new(&aws_config::load_from_env().await);
/// let keyring = KmsKeyring::new(kms, "arn:aws:kms:eu-west-1:111122223333:key/0a1b2c3d")?;
/// # Ok(())
/// # }
/// ```
pub struct KmsKeyring {
    calls: Calls,
    key_arn: String,
}

impl KmsKeyring {
    /// A keyring over the key `key_arn`, called through `client`, which must be for the key's region.
    ///
    /// # Errors
    /// [`KeyError::Config`] when `key_arn` is not the ARN of a key, or of one in another region than the client's,
    /// where that is known. Aliases and bare key ids are refused: an item stores the key's ARN, and a reader compares
    /// it before it asks KMS.
    pub fn new(client: Client, key_arn: impl Into<String>) -> Result<Self, KeyError> {
        let key_arn = arn::checked_for(key_arn.into(), client.config().region())?;
        Ok(Self::calling(Calls::through(client), key_arn))
    }

    pub(super) fn calling(calls: Calls, key_arn: String) -> Self {
        KmsKeyring { calls, key_arn }
    }

    pub(super) fn key_arn(&self) -> &str {
        &self.key_arn
    }

    /// Sends these grant tokens with every call.
    #[must_use]
    pub fn with_grant_tokens(mut self, tokens: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.calls.set_grant_tokens(tokens);
        self
    }
}

impl Keyring for KmsKeyring {
    fn wrap_data_key<'a>(
        &'a self,
        request: &'a WrapRequest<'a>,
    ) -> BoxFuture<'a, Result<Vec<WrappedDataKey>, KeyError>> {
        Box::pin(async move { Ok(vec![self.calls.wrap(&self.key_arn, request).await?]) })
    }

    fn unwrap_data_key<'a>(
        &'a self,
        request: &'a UnwrapRequest<'a>,
    ) -> BoxFuture<'a, Result<Option<UnwrappedDataKey>, KeyError>> {
        let own = arn::KeyArn::parse(&self.key_arn);
        Box::pin(self.calls.unwrap_first(request, move |wrapped_with| {
            (own == Some(*wrapped_with)).then(|| self.key_arn.clone())
        }))
    }
}
