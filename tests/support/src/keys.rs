//! Keyrings that show what the client does with keys.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use dynamodb_item_encryptor::{
    BoxFuture, EncryptedDataKey, IntermediateKey, KeyError, Keyring, RawAesKeyring, UnwrapRequest,
    UnwrappedDataKey, WrapRequest, WrappedDataKey,
};

/// A keyring whose keys take their time, as those of a network service.
pub struct Slow {
    keyring: RawAesKeyring,
    delay: Duration,
    calls: Calls,
}

#[derive(Clone, Default)]
pub struct Calls {
    total: Arc<AtomicUsize>,
    waiting: Arc<AtomicUsize>,
    most_waiting: Arc<AtomicUsize>,
}

impl Calls {
    pub fn total(&self) -> usize {
        self.total.load(Ordering::SeqCst)
    }

    /// The most calls that were waiting at a time.
    pub fn most_waiting(&self) -> usize {
        self.most_waiting.load(Ordering::SeqCst)
    }
}

impl Slow {
    pub fn new(delay: Duration) -> (Slow, Calls) {
        let calls = Calls::default();
        (Slow { keyring: super::keyring(), delay, calls: calls.clone() }, calls)
    }

    async fn wait(&self) {
        let Calls { total, waiting, most_waiting } = &self.calls;
        total.fetch_add(1, Ordering::SeqCst);
        most_waiting.fetch_max(waiting.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
        // On a busy machine the delay may be over before it is waited for.
        tokio::task::yield_now().await;
        tokio::time::sleep(self.delay).await;
        waiting.fetch_sub(1, Ordering::SeqCst);
    }
}

impl Keyring for Slow {
    fn wrap_data_key<'a>(
        &'a self,
        request: &'a WrapRequest<'a>,
    ) -> BoxFuture<'a, Result<Vec<WrappedDataKey>, KeyError>> {
        Box::pin(async {
            self.wait().await;
            self.keyring.wrap_data_key(request).await
        })
    }

    fn unwrap_data_key<'a>(
        &'a self,
        request: &'a UnwrapRequest<'a>,
    ) -> BoxFuture<'a, Result<Option<UnwrappedDataKey>, KeyError>> {
        Box::pin(async {
            self.wait().await;
            self.keyring.unwrap_data_key(request).await
        })
    }
}

/// A keyring that remembers every key it makes, and is not secure at all.
#[derive(Clone, Default)]
pub struct Recording {
    pub keys: Arc<Mutex<Vec<[u8; 32]>>>,
    pub later: bool,
}

impl Recording {
    /// Hides a key, so that it is not on the wire as it is.
    fn mask(key: &[u8]) -> Vec<u8> {
        key.iter().zip(super::KEY).map(|(byte, mask)| byte ^ mask).collect()
    }

    async fn wait(&self) {
        if self.later {
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
    }
}

impl Keyring for Recording {
    fn wrap_data_key<'a>(
        &'a self,
        request: &'a WrapRequest<'a>,
    ) -> BoxFuture<'a, Result<Vec<WrappedDataKey>, KeyError>> {
        Box::pin(async {
            self.wait().await;
            let key = IntermediateKey::generate()?;
            self.keys.lock().unwrap().push(*key.expose_secret());
            let (wrapped, tag_key) = key.wrap(request.data_key, request.context)?;
            let ciphertext = [&wrapped[..], &Recording::mask(key.expose_secret())].concat();
            Ok(vec![WrappedDataKey::new(EncryptedDataKey::new("recording", Vec::new(), ciphertext), tag_key)])
        })
    }

    fn unwrap_data_key<'a>(
        &'a self,
        request: &'a UnwrapRequest<'a>,
    ) -> BoxFuture<'a, Result<Option<UnwrappedDataKey>, KeyError>> {
        Box::pin(async {
            self.wait().await;
            let (wrapped, masked) = request.data_keys[0].ciphertext.split_first_chunk().unwrap();
            let key = IntermediateKey::from_bytes(&Recording::mask(masked)).unwrap();
            key.unwrap(wrapped, request.context, "recording").map(Some)
        })
    }
}
