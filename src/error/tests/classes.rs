//! Whose fault each kind of error is.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use aws_sdk_kms::error::SdkError;
use aws_sdk_kms::operation::decrypt::DecryptError;

use super::*;

#[test]
fn every_kind_of_error_has_its_class() {
    for (kind, error, class) in errors() {
        assert_eq!(error.class(), class, "{kind}: {error:?}");
        assert_eq!(error.is_of_item(), class == ErrorClass::Item, "{kind}: {error:?}");
        assert_eq!(error.is_transient(), class == ErrorClass::Transient, "{kind}: {error:?}");
    }
    for (kind, error, class) in key_errors() {
        assert_eq!(error.class(), class, "{kind}: {error:?}");
        let error = Error::Key { table: table(), source: error };
        assert_eq!(error.class(), class, "{kind}: {error:?}");
    }
    for (kind, error, class) in key_store_errors() {
        assert_eq!(error.class(), class, "{kind}: {error:?}");
    }
}

#[test]
fn a_cache_changes_no_class() {
    for (kind, error, class) in key_errors() {
        let cached = KeyError::Cached { source: shared(error) };
        assert_eq!(cached.class(), class, "{kind}");
        // As behind a second cache.
        let twice = KeyError::WrappingKey { key: arn(), source: shared(SharedError::new(Box::new(cached))) };
        assert_eq!(twice.class(), class, "{kind}");
    }
    for (kind, error, class) in key_store_errors() {
        let branch_key = |source| KeyError::BranchKey { branch_key: text("tenant-1"), source };
        assert_eq!(branch_key(shared(error)).class(), class, "{kind}");
    }
}

#[test]
fn a_stored_key_that_is_unreadable_is_no_items_fault() {
    for (kind, error, class) in key_errors() {
        let is_missing = matches!(error, KeyError::NoBranchKey(_) | KeyError::UnknownVersion { .. });
        let source = KeyError::BranchKey { branch_key: text("tenant-1"), source: error.into() };
        let is_hidden = class == ErrorClass::Item && !is_missing;
        let expected = if is_hidden { ErrorClass::KeyAccess } else { class };
        assert_eq!(source.class(), expected, "{kind}");
    }
    for (kind, error, class) in errors() {
        let source = KeyError::MaterialStore { material: text("material"), source: error.into() };
        let expected = if class == ErrorClass::Item { ErrorClass::KeyAccess } else { class };
        assert_eq!(source.class(), expected, "{kind}");
    }
}

#[test]
fn a_doubt_counts_once_it_is_resolved_and_may_be_of_the_item_before() {
    let resolved = Arc::new(AtomicBool::new(false));
    let doubt = || {
        let resolved = Arc::clone(&resolved);
        Doubt::new(move || resolved.load(Ordering::Relaxed))
    };
    let error = |second: KeyError, is_cached: bool| {
        let refused = KeyAttempt::in_doubt("aws-kms 'arn'", kms(ErrorClass::KeyAccess), doubt());
        let error = KeyError::AllFailed { attempts: vec![refused, KeyAttempt::new("raw 'customers'", second)] };
        let source = if is_cached { KeyError::Cached { source: shared(error) } } else { error };
        Error::Key { table: table(), source }
    };
    for is_cached in [false, true] {
        resolved.store(false, Ordering::Relaxed);
        let (alone, beside) = (error(unwrap(), is_cached), error(kms(ErrorClass::Transient), is_cached));
        assert_eq!((alone.class(), alone.may_be_of_item()), (ErrorClass::KeyAccess, true));
        assert_eq!((beside.class(), beside.may_be_of_item()), (ErrorClass::Transient, false));
        resolved.store(true, Ordering::Relaxed);
        assert_eq!((alone.class(), alone.may_be_of_item()), (ErrorClass::Item, true));
        assert_eq!((beside.class(), beside.may_be_of_item()), (ErrorClass::Transient, false));
    }
}

#[test]
fn an_error_is_found_in_what_holds_it() {
    let own = || Error::Unauthentic { table: table() };
    let item = UnreadableItem::new("Customers", "id", HashMap::new(), own());
    let call: SdkError<DecryptError> = SdkError::construction_failure(item);
    assert!(matches!(Error::find_in(&call), Some(Error::Unauthentic { .. })));
    assert!(matches!(Error::find_in(&own()), Some(Error::Unauthentic { .. })));
    assert!(Error::find_in(&unwrap()).is_none());
}
