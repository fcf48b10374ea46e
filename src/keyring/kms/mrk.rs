//! A keyring over one symmetric KMS key that may have replicas in other regions.
//!
//! Source: `framework/aws-kms/aws-kms-mrk-keyring.md` of the AWS Encryption SDK specification.

use aws_sdk_kms::Client;

use super::calls::Calls;
use crate::error::KeyError;
use crate::keyring::{BoxFuture, Keyring, UnwrapRequest, UnwrappedDataKey, WrapRequest, WrappedDataKey};
use crate::kms::arn::{self, KeyArn};

/// Wraps data keys with one symmetric KMS key, and reads what any replica of it wrapped.
///
/// As [`KmsKeyring`](crate::KmsKeyring), but where the key is a multi-Region key (its id begins with
/// `mrk-`), this keyring's key also unwraps what was wrapped with a replica in another region. Only the
/// keyring's own region is called.
///
/// ```no_run
/// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
/// use dynamodb_item_encryptor::KmsMrkKeyring;
///
/// let kms = aws_sdk_kms::Client::new(&aws_config::load_from_env().await);
/// let keyring = KmsMrkKeyring::new(kms, "arn:aws:kms:eu-west-1:111122223333:key/mrk-0a1b2c3d")?;
/// # Ok(())
/// # }
/// ```
pub struct KmsMrkKeyring {
    calls: Calls,
    key_arn: String,
}

impl KmsMrkKeyring {
    /// A keyring over the key `key_arn`, called through `client`, which must be for the key's region.
    ///
    /// # Errors
    /// [`KeyError::Config`] when `key_arn` is not the ARN of a key, or of one in another region than the client's,
    /// where that is known: name the replica in the client's region.
    pub fn new(client: Client, key_arn: impl Into<String>) -> Result<Self, KeyError> {
        let key_arn = arn::checked_for(key_arn.into(), client.config().region())?;
        Ok(Self::calling(Calls::through(client), key_arn))
    }

    pub(super) fn calling(calls: Calls, key_arn: String) -> Self {
        KmsMrkKeyring { calls, key_arn }
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

impl Keyring for KmsMrkKeyring {
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
        let own = KeyArn::parse(&self.key_arn);
        Box::pin(self.calls.unwrap_first(request, move |wrapped_with| {
            let mine = own.is_some_and(|own| own.shares_material_with(wrapped_with));
            mine.then(|| self.key_arn.clone())
        }))
    }
}
