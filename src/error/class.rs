//! Whose fault an error is.

use std::error::Error as StdError;

use super::shared::SharedError;
use super::{Error, KeyAttempt, KeyError, KeyStoreError};

/// Whose fault an error is, and so what to do about it.
///
/// ```
/// # use dynamodb_item_encryptor::{Error, ErrorClass};
/// fn advice(error: &Error) -> &'static str {
///     match error.class() {
///         ErrorClass::Configuration | ErrorClass::Request => "fix the program",
///         ErrorClass::Item => "set the item aside and go on",
///         ErrorClass::KeyAccess => "stop, and look at keys and permissions",
///         ErrorClass::Transient => "wait, and try again",
///         _ => "stop, and report it",
///     }
/// }
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorClass {
    /// The application's configuration, or a provider of the application, is wrong. The program has to be changed.
    Configuration,
    /// What was asked for, or the item that was handed over, cannot be carried out as it is. Nothing was sent.
    Request,
    /// A stored item is itself the reason: it was changed, is not one of this table's, or is sealed for other keys.
    /// Reading it again fails again; other items can be read.
    Item,
    /// A key cannot be used: the key service or the key store refuses, or the key is disabled or missing. Somebody has
    /// to grant access before it works.
    KeyAccess,
    /// It may pass by itself: a service was busy, out of reach or too slow. Trying again may help.
    Transient,
    /// Whether a write was carried out is not known. Look at what is stored before you try again.
    Uncertain,
    /// This crate, a library under it or an answer from a service broke a rule that none of them should ever break.
    /// Trying again is not known to help.
    Internal,
}

impl ErrorClass {
    /// The class in one word, for logs and metrics: `configuration`, `request`, `item`, `key_access`, `transient`,
    /// `uncertain` or `internal`.
    pub fn as_str(self) -> &'static str {
        match self {
            ErrorClass::Configuration => "configuration",
            ErrorClass::Request => "request",
            ErrorClass::Item => "item",
            ErrorClass::KeyAccess => "key_access",
            ErrorClass::Transient => "transient",
            ErrorClass::Uncertain => "uncertain",
            ErrorClass::Internal => "internal",
        }
    }
}

impl Error {
    /// Whose fault this is.
    ///
    /// For an item that a key service refuses under discovery, the answer may change from
    /// [`KeyAccess`](ErrorClass::KeyAccess) to [`Item`](ErrorClass::Item), but not back; see
    /// [`is_of_item`](Self::is_of_item).
    pub fn class(&self) -> ErrorClass {
        match self {
            Error::Config { .. } => ErrorClass::Configuration,
            Error::InvalidItem { .. } => ErrorClass::Request,
            Error::MalformedItem { .. } | Error::Unauthentic { .. } | Error::Index { .. } => ErrorClass::Item,
            #[cfg(feature = "json")]
            Error::Json { .. } => ErrorClass::Item,
            #[cfg(feature = "serde")]
            Error::Type { problem, .. } => {
                if problem.is_of_writing() {
                    ErrorClass::Request
                } else {
                    ErrorClass::Item
                }
            }
            Error::Key { source, .. } => source.class(),
            Error::Refused { problem, .. } => problem.class(),
            Error::Abandoned { .. } => ErrorClass::Transient,
            Error::Uncertain { .. } => ErrorClass::Uncertain,
            Error::UnexpectedAnswer { .. } | Error::Crypto { .. } | Error::Internal { .. } => {
                ErrorClass::Internal
            }
        }
    }

    /// Whether trying again may help: a key service or key store was busy, out of reach or too slow, for example.
    ///
    /// Retry with a pause that grows, and only so often; the SDK has already retried its own calls. As with the SDK's
    /// timeouts, a write may have been carried out although its answer did not come through.
    ///
    /// ```
    /// # use std::time::Duration;
    /// # use dynamodb_item_encryptor::{DecryptedItem, Error, Item, ItemEncryptor};
    /// async fn read(encryptor: &ItemEncryptor, item: Item) -> Result<DecryptedItem, Error> {
    ///     for pause in [100, 400, 1600].map(Duration::from_millis) {
    ///         match encryptor.decrypt_item(item.clone()).await {
    ///             Err(error) if error.is_transient() => tokio::time::sleep(pause).await,
    ///             outcome => return outcome,
    ///         }
    ///     }
    ///     encryptor.decrypt_item(item).await
    /// }
    /// ```
    pub fn is_transient(&self) -> bool {
        self.class() == ErrorClass::Transient
    }

    /// Whether a stored item is itself the reason why it cannot be read: it was changed, is not one of this
    /// table's, or is sealed for keys that are not those of the configured keyring. Reading it again fails again.
    /// The same as [`class`](Self::class) being [`Item`](ErrorClass::Item).
    ///
    /// Otherwise the item may well be intact: a key service was out of reach, took too long, refused the
    /// caller, or has disabled the key; the configuration or a key provider of the application is at fault; or the
    /// error is about something else than reading. Whoever works through a stream can set an item aside in the
    /// first case, and has to stop and try again in the second.
    ///
    /// What a key service says counts only where it is about what the item holds:
    ///
    /// * KMS has found the wrapped key invalid or of another key, or it cannot be one, by its length.
    /// * The key store, or the legacy format's, has no key of the version that the item names; or the application's
    ///   supplier says that there is none for such an item ([`KeyError::NoBranchKey`],
    ///   [`KeyError::UnknownVersion`]).
    /// * Under discovery, the item names a key that does not exist or is for something else.
    /// * KMS refuses the item (`AccessDeniedException`), although it works otherwise. The item has chosen the encryption
    ///   context, which a policy may not allow, and under discovery the key. Before the refusal is laid on the
    ///   item, a call that had worked is made again: one with the same key, or under discovery, where that
    ///   never worked, one with another; then the item's own once more. Where none has worked yet, or none works now,
    ///   the refusal is the caller's. Under discovery it becomes the item's as soon as another key has worked, so
    ///   that for one error the answer may change from `false` to `true`, but not back.
    ///
    /// A disabled key is never the item's fault where it is configured or within a
    /// [`DiscoveryFilter`](crate::DiscoveryFilter): somebody has disabled it who may enable it again.
    pub fn is_of_item(&self) -> bool {
        self.class() == ErrorClass::Item
    }

    /// Whether [`is_of_item`](Self::is_of_item) holds or may come to hold.
    pub(crate) fn may_be_of_item(&self) -> bool {
        self.is_of_item() || matches!(self, Error::Key { source, .. } if source.may_be_of_item())
    }
}

impl KeyError {
    /// Whose fault this is. As for [`Error::class`], the answer may change to [`Item`](ErrorClass::Item).
    pub fn class(&self) -> ErrorClass {
        match self {
            KeyError::NoneMatches { .. }
            | KeyError::DataKey(_)
            | KeyError::TooManyDataKeys { .. }
            | KeyError::Version { .. }
            | KeyError::Suite { .. }
            | KeyError::Unwrap { .. }
            | KeyError::NoBranchKey(_)
            | KeyError::UnknownVersion { .. }
            | KeyError::Context(_)
            | KeyError::ContextTooLong
            | KeyError::Description(_)
            | KeyError::UntrustedWriter => ErrorClass::Item,
            KeyError::Config(_) | KeyError::OneWay { .. } | KeyError::Materials(_) => ErrorClass::Configuration,
            KeyError::Kms { class, .. } => *class,
            KeyError::AllFailed { attempts } => of_reading(attempts),
            KeyError::WrapFailed { attempts } => of_writing(attempts),
            KeyError::Cached { source } | KeyError::WrappingKey { source, .. } => {
                Known::find(source.as_ref()).map_or(ErrorClass::KeyAccess, |known| known.class())
            }
            KeyError::BranchKey { source, .. }
            | KeyError::MaterialStore { source, .. }
            | KeyError::BranchKeySupplier(source) => of_shared_key(source.as_ref()),
            // No item names it: the configuration does, or a branch key that is there.
            KeyError::BeaconKey { source, .. } | KeyError::KmsClient { source, .. } => {
                Known::find(source.as_ref()).map_or(ErrorClass::KeyAccess, |known| of_all(known.class()))
            }
            KeyError::KmsResponse { .. } | KeyError::Other(_) => ErrorClass::KeyAccess,
            KeyError::Unavailable(_) => ErrorClass::Transient,
            KeyError::Crypto | KeyError::Internal(_) => ErrorClass::Internal,
        }
    }

    /// Whether the class is that of an item, or a doubt may yet turn it into that.
    fn may_be_of_item(&self) -> bool {
        match (self, self.cached()) {
            (KeyError::AllFailed { attempts }, _) => attempts.iter().all(KeyAttempt::may_be_of_item),
            (_, Some(cached)) => cached.may_be_of_item(),
            (_, None) => self.class() == ErrorClass::Item,
        }
    }

    /// The error that everybody got who waited for the same materials.
    fn cached(&self) -> Option<&KeyError> {
        let KeyError::Cached { source } = self else { return None };
        match Known::find(source.as_ref())? {
            Known::Key(error) => Some(error),
            Known::Any(_) | Known::KeyStore(_) => None,
        }
    }
}

impl KeyAttempt {
    /// The class of the error, unless a doubt about it was resolved against the item.
    fn class(&self) -> ErrorClass {
        match self.doubt() {
            Some(doubt) if doubt.is_of_item() => ErrorClass::Item,
            _ => self.error.class(),
        }
    }

    fn may_be_of_item(&self) -> bool {
        self.doubt().is_some() || self.error.class() == ErrorClass::Item
    }
}

impl KeyStoreError {
    /// Whose fault this is. That a record is unreadable is no item's fault: it keeps all items under its key from being
    /// read.
    pub fn class(&self) -> ErrorClass {
        match self {
            KeyStoreError::Config(_) | KeyStoreError::Discovery { .. } | KeyStoreError::OtherTable { .. } => {
                ErrorClass::Configuration
            }
            KeyStoreError::Exists { .. } => ErrorClass::Request,
            // Only an item names a version.
            KeyStoreError::NotFound { .. } => ErrorClass::Item,
            KeyStoreError::Conflict { .. } => ErrorClass::Transient,
            KeyStoreError::Malformed { .. }
            | KeyStoreError::OtherKmsKey { .. }
            | KeyStoreError::RecordRejected { .. } => ErrorClass::KeyAccess,
            KeyStoreError::Kms { source, .. } => of_all(source.class()),
            KeyStoreError::DynamoDb { class, .. } => *class,
            KeyStoreError::Other(_) => ErrorClass::Internal,
        }
    }
}

/// The class of several attempts of which one had to succeed. One that failed for another reason than the item might
/// have been the right one.
fn of_reading(attempts: &[KeyAttempt]) -> ErrorClass {
    use ErrorClass::{Configuration, Internal, KeyAccess, Request, Transient};
    let order = [Transient, Internal, Configuration, Request, KeyAccess];
    first(&order, attempts).unwrap_or(ErrorClass::Item)
}

/// The class of several attempts that all had to succeed, so that what is not transient decides. There is no stored
/// item yet.
fn of_writing(attempts: &[KeyAttempt]) -> ErrorClass {
    use ErrorClass::{Configuration, Internal, Item, KeyAccess, Request, Transient};
    match first(&[Internal, Configuration, Request, Item, KeyAccess, Transient], attempts) {
        Some(Item) => Request,
        Some(class) => class,
        None => Internal,
    }
}

/// The first class in this order that one of the attempts has.
fn first(order: &[ErrorClass], attempts: &[KeyAttempt]) -> Option<ErrorClass> {
    order.iter().copied().find(|class| attempts.iter().any(|attempt| attempt.class() == *class))
}

/// The class of what keeps all items under a key from being read: whatever record is unreadable, no item is at fault.
fn of_all(class: ErrorClass) -> ErrorClass {
    if class == ErrorClass::Item { ErrorClass::KeyAccess } else { class }
}

/// The class of what a store of keys, or a supplier of their names, reports. The item is at fault only where there is no
/// such key.
fn of_shared_key(source: &(dyn StdError + 'static)) -> ErrorClass {
    match Known::find(source) {
        Some(
            Known::Key(KeyError::NoBranchKey(_) | KeyError::UnknownVersion { .. })
            | Known::KeyStore(KeyStoreError::NotFound { .. }),
        ) => ErrorClass::Item,
        Some(known) => of_all(known.class()),
        None => ErrorClass::KeyAccess,
    }
}

/// An error of this crate that came back, boxed, through one of its traits or caches.
enum Known<'a> {
    Any(&'a Error),
    Key(&'a KeyError),
    KeyStore(&'a KeyStoreError),
}

impl<'a> Known<'a> {
    /// The error as it was returned. What somebody has wrapped in an error of his own is his.
    fn find(error: &'a (dyn StdError + 'static)) -> Option<Self> {
        let error = error.downcast_ref::<SharedError>().map_or(error, SharedError::inner);
        let any = error.downcast_ref().map(Known::Any);
        let key = || error.downcast_ref().map(Known::Key);
        any.or_else(key).or_else(|| error.downcast_ref().map(Known::KeyStore))
    }

    fn class(&self) -> ErrorClass {
        match self {
            Known::Any(error) => error.class(),
            Known::Key(error) => error.class(),
            Known::KeyStore(error) => error.class(),
        }
    }
}
