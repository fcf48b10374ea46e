//! Failing keys: a page or a batch succeeds as a whole, or fails as a whole.

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::error::SdkError;
use aws_sdk_dynamodb::types::{PutRequest, WriteRequest};
use aws_sdk_kms::error::ProvideErrorMetadata;
use aws_sdk_kms::operation::decrypt::DecryptError;
use aws_sdk_kms::operation::generate_data_key::GenerateDataKeyError;
use dynamodb_item_encryptor::{Error, Item};

use test_support::find;
use test_support::kms::Fault;
use test_support::secrets::printed;
use test_support::workload::accounts::{Rng, Secrets, TABLE, id_of, in_order};
use test_support::workload::setup::{Keys, Setup};

/// Faults, how many calls in a row they hit, and the code of the KMS error that the application finds; without
/// one, the SDK's retries get over it.
fn faults() -> [(Fault, usize, Option<&'static str>); 7] {
    [
        (Fault::Throttling, 1, None),
        (Fault::Internal, 2, None),
        (Fault::Dropped, 1, None),
        (Fault::AccessDenied, 1, Some("AccessDeniedException")),
        (Fault::Error(400, "DisabledException"), 1, Some("DisabledException")),
        (Fault::Throttling, usize::MAX, Some("ThrottlingException")),
        (Fault::Error(500, "KMSInternalException"), usize::MAX, Some("KMSInternalException")),
    ]
}

fn items(secrets: &Secrets) -> Vec<Item> {
    let mut rng = Rng(9);
    (0..20).map(|id| secrets.account(&mut rng, &format!("id{id:02}"))).collect()
}

fn batch(items: &[Item]) -> Vec<WriteRequest> {
    let put = |item: &Item| PutRequest::builder().set_item(Some(item.clone())).build().unwrap();
    items.iter().map(|item| WriteRequest::builder().put_request(put(item)).build()).collect()
}

/// How many calls have to fail. The keys of several items are asked for at the same time, and share the faults: where the
/// operation is to fail, there are enough for all of them.
fn for_all(calls: usize, code: Option<&str>, items: &[Item]) -> usize {
    if code.is_some() { calls.saturating_mul(items.len()) } else { calls }
}

/// A client of its own for each fault: calls that were given up may still reach KMS when the next fault waits
/// there.
async fn client() -> (Setup, Client) {
    let setup = Setup::new(Keys::Kms).await;
    let client = setup.wrapped_with(setup.patient_config(&setup.proxy.url));
    (setup, client)
}

#[tokio::test]
async fn a_batch_whose_keys_fail_is_not_sent() {
    let secrets = Secrets::default();
    let items = items(&secrets);
    for (fault, calls, code) in faults() {
        let (setup, client) = client().await;
        setup.kms.inject(Some("GenerateDataKey"), for_all(calls, code, &items), fault.clone());
        let sent = client.batch_write_item().request_items(TABLE, batch(&items)).send().await;
        setup.kms.heal();
        let Some(code) = code else {
            sent.unwrap();
            assert_eq!(setup.proxy.count(), 1, "{fault:?}");
            continue;
        };
        let error = sent.unwrap_err();
        assert!(matches!(find(&error), Some(Error::Key { .. })), "{fault:?}: {error:?}");
        let cause: &SdkError<GenerateDataKeyError> = find(&error).unwrap();
        assert_eq!(cause.code(), Some(code), "{fault:?}");
        secrets.assert_not_in(printed(&error).as_bytes());
        assert_eq!(setup.proxy.count(), 0, "{fault:?}");
        client.batch_write_item().request_items(TABLE, batch(&items)).send().await.unwrap();
    }
}

#[tokio::test]
async fn a_page_whose_keys_fail_fails_and_can_be_read_again() {
    let secrets = Secrets::default();
    let items = items(&secrets);
    for (fault, calls, code) in faults() {
        let (setup, client) = client().await;
        client.batch_write_item().request_items(TABLE, batch(&items)).send().await.unwrap();
        let page = || async {
            let mut page = client.scan().table_name(TABLE).send().await?.items.unwrap();
            page.sort_by_key(id_of);
            Ok::<_, SdkError<_>>(page.into_iter().map(in_order).collect::<Vec<_>>())
        };
        setup.kms.inject(Some("Decrypt"), for_all(calls, code, &items), fault.clone());
        let read = page().await;
        setup.kms.heal();
        // A failing key is no reason to ask DynamoDB again.
        assert_eq!(setup.proxy.count(), 2, "{fault:?}");
        let Some(code) = code else {
            assert_eq!(read.unwrap(), items, "{fault:?}");
            continue;
        };
        let error = read.unwrap_err();
        assert!(matches!(error, SdkError::ResponseError(_)), "{fault:?}: {error:?}");
        assert!(matches!(find(&error), Some(Error::Key { .. })), "{fault:?}: {error:?}");
        let cause: &SdkError<DecryptError> = find(&error).unwrap();
        assert_eq!(cause.code(), Some(code), "{fault:?}");
        secrets.assert_not_in(printed(&error).as_bytes());
        assert_eq!(page().await.unwrap(), items, "{fault:?}");
    }
}
