//! What the SDK and the keyring log while items are encrypted and decrypted with KMS.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use aws_lc_rs::aead;
use aws_sdk_dynamodb::types::AttributeValue;
use dynamodb_item_encryptor::{
    BoxFuture, EncryptedDataKey, ItemEncryptor, KeyError, Keyring, KmsKeyring, TableConfig, UnwrapRequest,
    UnwrappedDataKey, WrapRequest, WrappedDataKey,
};
use test_support::kms::{Fault, Kms};
use test_support::log::Log;
use test_support::secrets::assert_silent;

/// A KMS keyring that tells what it wrapped.
struct Watched {
    keyring: KmsKeyring,
    wrapped: Arc<Mutex<Vec<EncryptedDataKey>>>,
}

impl Keyring for Watched {
    fn wrap_data_key<'a>(
        &'a self,
        request: &'a WrapRequest<'a>,
    ) -> BoxFuture<'a, Result<Vec<WrappedDataKey>, KeyError>> {
        Box::pin(async move {
            let wrapped = self.keyring.wrap_data_key(request).await?;
            self.wrapped.lock().unwrap().extend(wrapped.iter().map(|key| key.encrypted.clone()));
            Ok(wrapped)
        })
    }

    fn unwrap_data_key<'a>(
        &'a self,
        request: &'a UnwrapRequest<'a>,
    ) -> BoxFuture<'a, Result<Option<UnwrappedDataKey>, KeyError>> {
        self.keyring.unwrap_data_key(request)
    }
}

/// Unwraps a data key as another implementation would: its first 48 bytes are sealed under a key that
/// comes from the intermediate key.
fn data_key(encrypted: &EncryptedDataKey, intermediate: &[u8], context: &BTreeMap<String, String>) -> Vec<u8> {
    let mut wrapping = [0; 32];
    hkdf::Hkdf::<sha2::Sha512>::new(None, intermediate)
        .expand(b"AWS_MPL_INTERMEDIATE_KEYWRAP_ENC", &mut wrapping)
        .unwrap();
    let mut aad = (context.len() as u16).to_be_bytes().to_vec();
    for text in context.iter().flat_map(|(name, value)| [name, value]) {
        aad.extend_from_slice(&(text.len() as u16).to_be_bytes());
        aad.extend_from_slice(text.as_bytes());
    }
    let key = aead::LessSafeKey::new(aead::UnboundKey::new(&aead::AES_256_GCM, &wrapping).unwrap());
    let nonce = aead::Nonce::assume_unique_for_key([0; aead::NONCE_LEN]);
    let mut sealed = encrypted.ciphertext[..48].to_vec();
    key.open_in_place(nonce, aead::Aad::from(aad), &mut sealed).unwrap().to_vec()
}

#[test]
fn a_log_of_everything_holds_no_keys() {
    const PLAINTEXT: &str = "nobody may read this";
    let kms = Kms::start();
    let arn = kms.create_key();
    let wrapped = Arc::<Mutex<Vec<_>>>::default();
    let keyring = Watched { keyring: KmsKeyring::new(kms.client(), &arn).unwrap(), wrapped: wrapped.clone() };
    let table = TableConfig::builder("Customers").partition_key("id").encrypt(["note"]).keyring(keyring);
    let encryptor = ItemEncryptor::new(table.build().unwrap());
    let item = [("id", "customer-7"), ("note", PLAINTEXT)]
        .map(|(name, value)| (name.to_owned(), AttributeValue::S(value.to_owned())));

    let log = Log::of_everything();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let stored = encryptor.encrypt_item(item.clone().into()).await.unwrap();
        assert_eq!(encryptor.decrypt_item(stored.clone()).await.unwrap().item, item.clone().into());
        for fault in [
            Fault::CutOff,
            Fault::PlaintextLength(33),
            Fault::Missing("KeyId"),
            Fault::KeyId(String::new()),
            Fault::Throttling,
        ] {
            kms.inject(None, usize::MAX, fault);
            encryptor.decrypt_item(stored.clone()).await.unwrap_err();
            encryptor.encrypt_item(item.clone().into()).await.unwrap_err();
            kms.heal();
        }
    });

    let text = log.take();
    for part in [
        "TRACE",
        "GenerateDataKey",
        "TrentService.Decrypt",
        "transmitting request",
        "read HTTP response body",
        "output_or_error",
    ] {
        assert!(text.contains(part), "the log lacks '{part}': {text}");
    }
    assert!(!text.contains(PLAINTEXT));
    let secrets = kms.handed_out();
    assert_eq!(secrets.len(), 2 + 4 * 2);
    assert_silent(text.as_bytes(), secrets.iter().map(Vec::as_slice));
    let data_key = data_key(&wrapped.lock().unwrap()[0], &secrets[0], &kms.calls()[0].encryption_context);
    assert_eq!(data_key.len(), 32);
    assert_silent(text.as_bytes(), [&data_key[..]]);
}
