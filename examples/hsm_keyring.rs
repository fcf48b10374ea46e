//! A keyring of your own, for a key that this crate knows nothing about: here one in a hardware security module.
//!
//! ```text
//! cargo run --example hsm_keyring
//! ```
//!
//! A keyring has two jobs: to wrap a data key for its recipient, and to unwrap it again. `IntermediateKey` does what all
//! keyrings have in common; yours wraps its 32 bytes however it likes, and stores what it needs to find the
//! key again. The module is a stand-in: a separate thread that keeps the key to itself and answers slowly.

use std::error::Error;
use std::sync::mpsc;
use std::time::Duration;

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use aws_sdk_dynamodb::types::AttributeValue;
use dynamodb_item_encryptor::{
    BoxFuture, EncryptedDataKey, IntermediateKey, Item, ItemEncryptor, KeyError, Keyring, TableConfig,
    UnwrapRequest, UnwrappedDataKey, WrapRequest, WrappedDataKey,
};
use tokio::sync::oneshot;

/// Names this kind of keyring in every item. Choose one that nobody else has.
const PROVIDER_ID: &str = "example.com/hsm";

/// Wraps data keys with a key that never leaves the module.
pub(crate) struct HsmKeyring {
    module: Hsm,
    /// The module's name for the key.
    key_label: String,
}

impl HsmKeyring {
    pub(crate) fn new(module: Hsm, key_label: impl Into<String>) -> Self {
        HsmKeyring { module, key_label: key_label.into() }
    }

    async fn wrap(&self, request: &WrapRequest<'_>) -> Result<WrappedDataKey, KeyError> {
        let intermediate = IntermediateKey::generate()?;
        // 48 bytes that every keyring stores first, and the key of this recipient's tag.
        let (wrapped, tag_key) = intermediate.wrap(request.data_key, request.context)?;
        let sealed = self
            .module
            .call(Operation::Wrap, &self.key_label, intermediate.expose_secret())
            .await
            .map_err(|fault| KeyError::Other(format!("{fault:?}").into()))?;
        let ciphertext = [&wrapped[..], &sealed].concat();
        let encrypted = EncryptedDataKey::new(PROVIDER_ID, self.key_label.clone().into_bytes(), ciphertext);
        Ok(WrappedDataKey::new(encrypted, tag_key))
    }

    async fn unwrap(
        &self,
        request: &UnwrapRequest<'_>,
        data_key: &EncryptedDataKey,
    ) -> Result<UnwrappedDataKey, KeyError> {
        let failed = || KeyError::Unwrap { key: self.key_label.clone() };
        let (wrapped, sealed) = data_key.ciphertext.split_first_chunk().ok_or_else(failed)?;
        let bytes = self
            .module
            .call(Operation::Unwrap, &self.key_label, sealed)
            .await
            // Readers set an item aside that is itself at fault, and stop where the module is.
            .map_err(|fault| match fault {
                Fault::OfInput => failed(),
                Fault::OfModule(reason) => KeyError::Other(reason.into()),
            })?;
        let intermediate = IntermediateKey::from_bytes(&bytes).ok_or_else(failed)?;
        // Fails when anything of the item's encryption context is not what it was when the item was written.
        intermediate.unwrap(wrapped, request.context, &self.key_label)
    }
}

impl Keyring for HsmKeyring {
    fn wrap_data_key<'a>(
        &'a self,
        request: &'a WrapRequest<'a>,
    ) -> BoxFuture<'a, Result<Vec<WrappedDataKey>, KeyError>> {
        Box::pin(async move { Ok(vec![self.wrap(request).await?]) })
    }

    fn unwrap_data_key<'a>(
        &'a self,
        request: &'a UnwrapRequest<'a>,
    ) -> BoxFuture<'a, Result<Option<UnwrappedDataKey>, KeyError>> {
        // Not mine: leave it to another keyring. Mine, but it fails: the error is kept, and the next is tried.
        Box::pin(request.unwrap_first(move |data_key| async move {
            let mine =
                data_key.provider_id == PROVIDER_ID && data_key.provider_info == self.key_label.as_bytes();
            if mine { Some(self.unwrap(request, data_key).await) } else { None }
        }))
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let module = Hsm::start()?;
    let table = TableConfig::builder("Customers")
        .partition_key("id")
        .encrypt(["email"])
        .keyring(HsmKeyring::new(module, "customers-2026"))
        .build()?;
    let encryptor = ItemEncryptor::new(table);
    let text = |text: &str| AttributeValue::S(text.to_owned());
    let item: Item = [("id".to_owned(), text("42")), ("email".to_owned(), text("a@example.com"))].into();

    let stored = encryptor.encrypt_item(item.clone()).await?;
    let opened = encryptor.decrypt_item(stored).await?;
    assert_eq!(opened.item, item);
    println!(
        "sealed and opened with a key that only the module knows: {:?}",
        opened.header.map(|header| header.data_keys)
    );
    Ok(())
}

/// A stand-in for a hardware security module.
#[derive(Clone)]
pub(crate) struct Hsm(mpsc::Sender<Request>);

/// Why the module refuses a request.
#[derive(Debug)]
enum Fault {
    /// The input was not made with this key.
    OfInput,
    /// The module is gone, or failed.
    OfModule(&'static str),
}

#[derive(Clone, Copy)]
enum Operation {
    Wrap,
    Unwrap,
}

struct Request {
    operation: Operation,
    key_label: String,
    input: Vec<u8>,
    answer: oneshot::Sender<Result<Vec<u8>, Fault>>,
}

impl Hsm {
    /// Starts the module, with a new key inside.
    pub(crate) fn start() -> Result<Self, Box<dyn Error>> {
        let mut key = [0; 32];
        aws_lc_rs::rand::fill(&mut key).map_err(|_| "no entropy")?;
        let key = LessSafeKey::new(UnboundKey::new(&AES_256_GCM, &key).map_err(|_| "a bad key")?);
        let (sender, requests) = mpsc::channel::<Request>();
        std::thread::spawn(move || {
            for request in requests {
                std::thread::sleep(Duration::from_millis(2));
                // Whoever no longer waits for the answer does not get it.
                let _ =
                    request.answer.send(process(&key, request.operation, &request.key_label, request.input));
            }
        });
        Ok(Hsm(sender))
    }

    async fn call(&self, operation: Operation, key_label: &str, input: &[u8]) -> Result<Vec<u8>, Fault> {
        let (answer, answered) = oneshot::channel();
        let request = Request { operation, key_label: key_label.to_owned(), input: input.to_vec(), answer };
        self.0.send(request).map_err(|_| Fault::OfModule("the module is gone"))?;
        answered.await.map_err(|_| Fault::OfModule("the module did not answer"))?
    }
}

fn process(key: &LessSafeKey, operation: Operation, label: &str, mut data: Vec<u8>) -> Result<Vec<u8>, Fault> {
    match operation {
        Operation::Wrap => {
            let mut nonce = [0; 12];
            aws_lc_rs::rand::fill(&mut nonce).map_err(|_| Fault::OfModule("no entropy"))?;
            let aad = Aad::from(label.as_bytes());
            key.seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), aad, &mut data)
                .map_err(|_| Fault::OfModule("it cannot seal"))?;
            Ok([&nonce[..], &data].concat())
        }
        Operation::Unwrap => {
            let (nonce, sealed) = data.split_first_chunk().ok_or(Fault::OfInput)?;
            let (nonce, mut sealed) = (Nonce::assume_unique_for_key(*nonce), sealed.to_vec());
            let opened = key.open_in_place(nonce, Aad::from(label.as_bytes()), &mut sealed);
            opened.map(|bytes| bytes.to_vec()).map_err(|_| Fault::OfInput)
        }
    }
}
