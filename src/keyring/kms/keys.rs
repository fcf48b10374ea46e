//! Keyrings over one or several symmetric KMS keys of any region, which may have replicas in others.
//!
//! Sources: `framework/aws-kms/aws-kms-keyring.md`, `aws-kms-mrk-keyring.md`, `aws-kms-multi-keyrings.md` and
//! `aws-kms-mrk-multi-keyrings.md` of the AWS Encryption SDK specification.

use std::sync::Arc;

use aws_sdk_kms::Client;
use futures_util::future::join_all;

use super::PROVIDER_ID;
use super::calls::{KeyCalls, unwrap_first};
use crate::error::KeyError;
use crate::keyring::attempts::wrapped_for_all;
use crate::keyring::{Recipient, RecipientsRequest, UnwrapRequest, WrapRequest, WrappedDataKey, keyring};
use crate::keys::UnwrappedDataKey;
use crate::kms::arn;
use crate::kms::calls::Calls;
use crate::kms::supplier::KmsClientSupplier;

/// Which data keys a KMS key unwraps.
#[derive(Clone, Copy, PartialEq)]
enum Of {
    /// Its own.
    ItsOwn,
    /// Its own, and those of its replicas in other regions.
    Replicas,
}

/// Symmetric KMS keys, each with the way to call it.
struct Keys {
    keys: Vec<(KeyCalls, String)>,
    of: Of,
}

impl Keys {
    /// Sources: `framework/aws-kms/aws-kms-keyring.md`, sections "Interface" and "Initialization", and
    /// `framework/aws-kms/aws-kms-mrk-keyring.md`, sections "Interface" and "Initialization".
    fn one(of: Of, client: Client, key_arn: String) -> Result<Self, KeyError> {
        let key_arn = arn::checked_for(key_arn, client.config().region())?;
        Ok(Keys { keys: vec![(KeyCalls::new(Calls::through(client)), key_arn)], of })
    }

    fn several(
        of: Of,
        supplier: impl KmsClientSupplier + 'static,
        key_arns: impl IntoIterator<Item = impl Into<String>>,
    ) -> Result<Self, KeyError> {
        let key_arns: Vec<String> = key_arns.into_iter().map(Into::into).collect();
        if key_arns.is_empty() {
            return Err(KeyError::Config("a keyring over several KMS keys needs at least one key".into()));
        }
        let supplier: Arc<dyn KmsClientSupplier> = Arc::new(supplier);
        let calling = |key_arn: &String| {
            let region = arn::parse(key_arn)?.region;
            Ok((KeyCalls::new(Calls::to(region, &supplier)), key_arn.clone()))
        };
        let keys = key_arns.iter().map(calling).collect::<Result<_, KeyError>>()?;
        let ambiguous = if of == Of::Replicas { arn::sharing_an_id(&key_arns) } else { Vec::new() };
        if ambiguous.is_empty() {
            return Ok(Keys { keys, of });
        }
        let ambiguous = ambiguous.join("', '");
        Err(KeyError::Config(format!("several keys have the same multi-Region id: '{ambiguous}'")))
    }

    fn set_grant_tokens(&mut self, tokens: impl IntoIterator<Item = impl Into<String>>) {
        let tokens: Vec<String> = tokens.into_iter().map(Into::into).collect();
        self.keys.iter_mut().for_each(|(key, _)| key.calls.set_grant_tokens(&tokens));
    }

    /// With all keys at once.
    async fn wrap(&self, request: &WrapRequest<'_>) -> Result<Vec<WrappedDataKey>, KeyError> {
        wrapped_for_all(join_all(self.keys.iter().map(|(key, arn)| key.wrap(arn, request))).await)
    }

    async fn written_for(&self, _: RecipientsRequest<'_>) -> Result<Option<Vec<Recipient>>, KeyError> {
        let recipient = |(_, arn): &(KeyCalls, String)| {
            let recipient = match self.of {
                Of::ItsOwn => Recipient::new(PROVIDER_ID, arn.as_bytes()),
                Of::Replicas => Recipient::replica(PROVIDER_ID, arn),
            };
            recipient.with_kms_calls(1)
        };
        Ok(Some(self.keys.iter().map(recipient).collect()))
    }

    /// With one key after the other.
    ///
    /// Source: `framework/aws-kms/aws-kms-mrk-keyring.md`, section "OnDecrypt".
    async fn unwrap(&self, request: &UnwrapRequest<'_>) -> Result<Option<UnwrappedDataKey>, KeyError> {
        // A key that is listed twice is asked once.
        let is_new = |n: usize, arn: &String| !self.keys.iter().take(n).any(|(_, other)| other == arn);
        let keys = self.keys.iter().enumerate().filter(|(n, (_, arn))| is_new(*n, arn));
        let keys = keys.map(|(_, (key, arn))| Ok((key, (arn::parse(arn)?, arn))));
        let keys = keys.collect::<Result<Vec<_>, KeyError>>()?;
        unwrap_first(keys, request, |(own, arn), wrapped_with| {
            let mine = match self.of {
                Of::ItsOwn => own == wrapped_with,
                Of::Replicas => own.shares_material_with(wrapped_with),
            };
            mine.then(|| (*arn).clone())
        })
        .await
    }
}

/// Gives keyrings over keys their public names.
macro_rules! keyrings_over_keys {
    ($($(#[$doc:meta])* $name:ident { $new:item })*) => {$(
        $(#[$doc])*
        pub struct $name(Keys);

        impl $name {
            $new

            /// Sends these grant tokens with every call.
            #[must_use]
            pub fn with_grant_tokens(mut self, tokens: impl IntoIterator<Item = impl Into<String>>) -> Self {
                self.0.set_grant_tokens(tokens);
                self
            }
        }

        impl ::std::fmt::Debug for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                let key_arns: Vec<&str> = self.0.keys.iter().map(|(_, key_arn)| key_arn.as_str()).collect();
                f.debug_struct(stringify!($name)).field("key_arns", &key_arns).finish_non_exhaustive()
            }
        }

        keyring!($name.0 {});
    )*};
}

keyrings_over_keys! {
    /// Wraps data keys with one symmetric KMS key, with one KMS call for every item written and one for
    /// every item read.
    ///
    /// Each call carries the item's whole encryption context: the table's name, the names of the key attributes and
    /// their values, and the attributes that were declared for it. All of it is readable in the audit log of KMS, and
    /// [key policies](crate::manual::key_policies) can use it.
    ///
    /// ```no_run
    /// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
    /// use dynamodb_item_encryptor::KmsKeyring;
    ///
    /// let kms = aws_sdk_kms::Client::new(&aws_config::load_defaults(aws_config::BehaviorVersion::latest()).await);
    /// let keyring = KmsKeyring::new(kms, "arn:aws:kms:eu-west-1:111122223333:key/0a1b2c3d")?;
    /// # Ok(())
    /// # }
    /// ```
    KmsKeyring {
        /// A keyring over the key `key_arn`, called through `client`, which must be for the key's region.
        ///
        /// # Errors
        /// [`KeyError::Config`] if `key_arn` is not the ARN of a key, or if the key is in a region other than the
        /// client's, if that is known. Aliases and bare key ids are refused: an item stores the key's ARN, and a reader
        /// compares it before it asks KMS.
        pub fn new(client: Client, key_arn: impl Into<String>) -> Result<Self, KeyError> {
            Keys::one(Of::ItsOwn, client, key_arn.into()).map(KmsKeyring)
        }
    }

    /// Wraps data keys with one symmetric KMS key, and reads what any replica of it wrapped.
    ///
    /// Like [`KmsKeyring`](crate::KmsKeyring), but a multi-Region key (its id begins with `mrk-`) also unwraps what was
    /// wrapped with a replica in another region. Only the keyring's own region is called.
    ///
    /// ```no_run
    /// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
    /// use dynamodb_item_encryptor::KmsMrkKeyring;
    ///
    /// let kms = aws_sdk_kms::Client::new(&aws_config::load_defaults(aws_config::BehaviorVersion::latest()).await);
    /// let keyring = KmsMrkKeyring::new(kms, "arn:aws:kms:eu-west-1:111122223333:key/mrk-0a1b2c3d")?;
    /// # Ok(())
    /// # }
    /// ```
    KmsMrkKeyring {
        /// A keyring over the key `key_arn`, called through `client`, which must be for the key's region.
        ///
        /// # Errors
        /// [`KeyError::Config`] if `key_arn` is not the ARN of a key, or if the key is in a region other than the
        /// client's, if that is known: use the ARN of the replica in the client's region.
        pub fn new(client: Client, key_arn: impl Into<String>) -> Result<Self, KeyError> {
            Keys::one(Of::Replicas, client, key_arn.into()).map(KmsMrkKeyring)
        }
    }

    /// Wraps every data key with each of several symmetric KMS keys, so that any one of them is enough to read the
    /// item.
    ///
    /// All keys are called at once when an item is written (`GenerateDataKey`), and it is written only when all
    /// succeed. When an item is read (`Decrypt`), those of the keys that it names are called one after the other until
    /// one succeeds.
    ///
    /// The item's encrypted data keys are in the order of the keys. AWS's generator key is the first.
    ///
    /// ```no_run
    /// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
    /// use dynamodb_item_encryptor::{KmsMultiKeyring, RegionalKmsClients};
    ///
    /// let aws = aws_config::load_defaults(aws_config::BehaviorVersion::latest()).await;
    /// let keyring = KmsMultiKeyring::new(
    ///     RegionalKmsClients::new(aws_sdk_kms::Config::new(&aws)),
    ///     ["arn:aws:kms:eu-west-1:111122223333:key/0a1b2c3d", "arn:aws:kms:us-east-1:444455556666:key/4e5f6a7b"],
    /// )?;
    /// # Ok(())
    /// # }
    /// ```
    KmsMultiKeyring {
        /// A keyring over the keys `key_arns`, each called through the client that `supplier` gives for
        /// its region.
        ///
        /// # Errors
        /// [`KeyError::Config`] if one of them is not the ARN of a key, or if there are none.
        pub fn new(
            supplier: impl KmsClientSupplier + 'static,
            key_arns: impl IntoIterator<Item = impl Into<String>>,
        ) -> Result<Self, KeyError> {
            Keys::several(Of::ItsOwn, supplier, key_arns).map(KmsMultiKeyring)
        }
    }

    /// Wraps every data key with each of several symmetric KMS keys, and reads what replicas of them
    /// wrapped.
    ///
    /// Like [`KmsMultiKeyring`], but made of [`KmsMrkKeyring`]s: each multi-Region key also reads what its replicas in
    /// other regions wrapped. So a key's replicas need not be listed. They must not be: it would be unclear which of
    /// their regions to call.
    ///
    /// ```no_run
    /// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
    /// use dynamodb_item_encryptor::{KmsMrkMultiKeyring, RegionalKmsClients};
    ///
    /// let aws = aws_config::load_defaults(aws_config::BehaviorVersion::latest()).await;
    /// let keyring = KmsMrkMultiKeyring::new(
    ///     RegionalKmsClients::new(aws_sdk_kms::Config::new(&aws)),
    ///     ["arn:aws:kms:eu-west-1:111122223333:key/mrk-0a1b2c3d", "arn:aws:kms:eu-west-1:111122223333:key/4e5f6a7b"],
    /// )?;
    /// # Ok(())
    /// # }
    /// ```
    KmsMrkMultiKeyring {
        /// A keyring over the keys `key_arns`, each called through the client that `supplier` gives for
        /// its region.
        ///
        /// # Errors
        /// [`KeyError::Config`] if one of them is not the ARN of a key, if there are none, or if several have the same
        /// multi-Region id: the message names all of these.
        pub fn new(
            supplier: impl KmsClientSupplier + 'static,
            key_arns: impl IntoIterator<Item = impl Into<String>>,
        ) -> Result<Self, KeyError> {
            Keys::several(Of::Replicas, supplier, key_arns).map(KmsMrkMultiKeyring)
        }
    }
}
