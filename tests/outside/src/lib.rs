//! A keyring, a material provider and a source of branch keys, written from nothing in a crate of their own. The tests
//! below use none of the package's.

use std::sync::Arc;

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use dynamodb_item_encryptor::{
    BoxError, BoxFuture, BranchKey, BranchKeySource, BranchKeyVersion, DataKey, DecryptionMaterials,
    DecryptionRequest, EncryptedDataKey, EncryptionMaterials, EncryptionRequest, IntermediateKey, KeyError,
    Keyring, MaterialProvider, Signer, SignerRequest, SigningKey, UnwrapRequest, UnwrappedDataKey, WrapRequest,
    WrappedDataKey,
};

/// Names this kind of keyring in every item.
pub const PROVIDER_ID: &str = "outside.example/box";

/// Wraps data keys under one AES key.
pub struct BoxKeyring {
    name: String,
    key: LessSafeKey,
}

impl BoxKeyring {
    /// A keyring over `key`, which items call `name`.
    pub fn new(name: &str, key: &[u8; 32]) -> Result<Self, KeyError> {
        let key = UnboundKey::new(&AES_256_GCM, key).map_err(|_| KeyError::Crypto)?;
        Ok(BoxKeyring { name: name.to_owned(), key: LessSafeKey::new(key) })
    }

    fn wrap(&self, request: &WrapRequest<'_>) -> Result<WrappedDataKey, KeyError> {
        let intermediate = IntermediateKey::generate_from(request.random)?;
        let (wrapped, tag_key) = intermediate.wrap(request.data_key, request.context)?;
        let mut nonce = [0; 12];
        request.random.fill(&mut nonce)?;
        let mut sealed = Vec::with_capacity(48);
        sealed.extend_from_slice(intermediate.expose_secret());
        self.key
            .seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), Aad::empty(), &mut sealed)
            .map_err(|_| KeyError::Crypto)?;
        let info = self.name.clone().into_bytes();
        let encrypted = EncryptedDataKey::new(PROVIDER_ID, info, [&wrapped[..], &nonce, &sealed].concat());
        Ok(WrappedDataKey::new(encrypted, tag_key))
    }

    fn open(&self, request: &UnwrapRequest<'_>, key: &EncryptedDataKey) -> Result<UnwrappedDataKey, KeyError> {
        let failed = || KeyError::Unwrap { key: self.name.clone() };
        let (wrapped, rest) = key.ciphertext.split_first_chunk().ok_or_else(failed)?;
        let (nonce, sealed) = rest.split_first_chunk().ok_or_else(failed)?;
        let (nonce, mut sealed) = (Nonce::assume_unique_for_key(*nonce), sealed.to_vec());
        let bytes = self.key.open_in_place(nonce, Aad::empty(), &mut sealed).map_err(|_| failed())?;
        IntermediateKey::from_bytes(bytes).ok_or_else(failed)?.unwrap(wrapped, request.context, &self.name)
    }
}

impl Keyring for BoxKeyring {
    fn wrap_data_key<'a>(
        &'a self,
        request: &'a WrapRequest<'a>,
    ) -> BoxFuture<'a, Result<Vec<WrappedDataKey>, KeyError>> {
        Box::pin(async move { Ok(vec![self.wrap(request)?]) })
    }

    fn unwrap_data_key<'a>(
        &'a self,
        request: &'a UnwrapRequest<'a>,
    ) -> BoxFuture<'a, Result<Option<UnwrappedDataKey>, KeyError>> {
        Box::pin(request.unwrap_first(move |key| async move {
            let mine = key.provider_id == PROVIDER_ID && key.provider_info == self.name.as_bytes();
            mine.then(|| self.open(request, key))
        }))
    }
}

/// Makes a data key for each item, and signs where the suite has signatures.
pub struct Provider<K>(pub K);

impl<K: Keyring> Provider<K> {
    async fn encryption(&self, request: EncryptionRequest<'_>) -> Result<EncryptionMaterials, KeyError> {
        let (suite, random, mut context) = (request.suite, request.random, request.context.clone());
        let asked = SignerRequest::new(suite, request.context);
        let signer = match self.0.signer(&asked).filter(|_| suite.is_signed()) {
            Some(signer) => Some(signer.await?),
            None => SigningKey::generate(suite)?.map(Signer::new),
        };
        let data_key = DataKey::generate_from(random)?;
        let Some(signer) = signer else {
            let wrap = WrapRequest::new(suite, &context, &data_key).with_random(random);
            let data_keys = self.0.wrap_data_key(&wrap).await?;
            return Ok(EncryptionMaterials::new(suite, context, data_key, data_keys));
        };
        let (name, public_key) = signer.key().context_entry();
        context.insert(name, public_key);
        let wrap = WrapRequest::new(suite, &context, &data_key).with_random(random).with_signer(&signer);
        let data_keys = self.0.wrap_data_key(&wrap).await?;
        let materials = EncryptionMaterials::new(suite, context, data_key, data_keys);
        Ok(materials.with_signing_key(signer.key().clone()))
    }

    async fn decryption(&self, request: DecryptionRequest<'_>) -> Result<DecryptionMaterials, KeyError> {
        let context = request.context()?;
        let asked = UnwrapRequest::new(request.suite, &context, request.data_keys);
        let unwrapped = self.0.unwrap_data_key(&asked).await?;
        let unwrapped = unwrapped.ok_or(KeyError::NoneMatches { offered: Vec::new() })?;
        let (data_key, tag_key) = (unwrapped.data_key, unwrapped.tag_key);
        let key = request.verification_key()?;
        let materials = DecryptionMaterials::new(request.suite, context, data_key, tag_key);
        Ok(match key {
            Some(key) => materials.with_verification_key(key),
            None => materials,
        })
    }
}

impl<K: Keyring> MaterialProvider for Provider<K> {
    fn encryption_materials<'a>(
        &'a self,
        request: EncryptionRequest<'a>,
    ) -> BoxFuture<'a, Result<EncryptionMaterials, KeyError>> {
        Box::pin(self.encryption(request))
    }

    fn decryption_materials<'a>(
        &'a self,
        request: DecryptionRequest<'a>,
    ) -> BoxFuture<'a, Result<DecryptionMaterials, KeyError>> {
        Box::pin(self.decryption(request))
    }
}

/// One branch key, of one version.
pub struct OneBranchKey(pub [u8; 32]);

impl OneBranchKey {
    const VERSION: [u8; 16] = [1; 16];
}

impl BranchKeySource for OneBranchKey {
    fn active<'a>(&'a self, id: &'a str) -> BoxFuture<'a, Result<Arc<BranchKey>, BoxError>> {
        self.version(id, BranchKeyVersion::from_bytes(Self::VERSION))
    }

    fn version<'a>(
        &'a self,
        id: &'a str,
        version: BranchKeyVersion,
    ) -> BoxFuture<'a, Result<Arc<BranchKey>, BoxError>> {
        Box::pin(async move {
            if *version.as_bytes() != Self::VERSION {
                let (key, version) = (id.to_owned(), version.to_string());
                return Err(KeyError::UnknownVersion { key, version }.into());
            }
            Ok(Arc::new(BranchKey::new(version, &self.0)))
        })
    }
}

#[cfg(test)]
mod tests {
    use aws_sdk_dynamodb::types::AttributeValue;
    use dynamodb_item_encryptor::{
        AlgorithmSuite, EncryptionContext, HierarchicalKeyring, Item, ItemEncryptor, TableConfig,
    };

    use super::*;

    fn keyring(name: &str) -> BoxKeyring {
        BoxKeyring::new(name, &[7; 32]).unwrap()
    }

    fn item() -> Item {
        let text = |text: &str| AttributeValue::S(text.to_owned());
        [("id".to_owned(), text("42")), ("email".to_owned(), text("a@example.com"))].into()
    }

    fn encryptor(suite: AlgorithmSuite, provider: impl MaterialProvider + 'static) -> ItemEncryptor {
        let table = TableConfig::builder("Customers").partition_key("id").encrypt(["email"]).suite(suite);
        ItemEncryptor::new(table.material_provider(provider).build().unwrap())
    }

    #[tokio::test]
    async fn the_keyring_is_asked_and_answers_without_an_item() {
        let (suite, context) = (AlgorithmSuite::default(), EncryptionContext::new());
        let data_key = DataKey::generate().unwrap();
        let wrapped = keyring("a").wrap_data_key(&WrapRequest::new(suite, &context, &data_key)).await.unwrap();
        let keys = [wrapped[0].encrypted.clone()];
        let request = UnwrapRequest::new(suite, &context, &keys);
        let unwrapped = keyring("a").unwrap_data_key(&request).await.unwrap().unwrap();
        assert_eq!(unwrapped.data_key.expose_secret(), data_key.expose_secret());
        assert!(keyring("b").unwrap_data_key(&request).await.unwrap().is_none());
    }

    #[tokio::test]
    async fn the_provider_is_asked_and_answers_without_an_item() {
        for &suite in AlgorithmSuite::ALL {
            let mut context = EncryptionContext::new();
            context.insert("purpose", "test");
            let provider = Provider(keyring("a"));
            let written = provider.encryption_materials(EncryptionRequest::new(suite, &context)).await.unwrap();
            let keys = [written.data_keys[0].encrypted.clone()];
            let mut stored = EncryptionContext::new();
            if let Some((name, key)) = written.signing_key.as_ref().map(SigningKey::context_entry) {
                stored.insert(name, key);
            }
            let request = DecryptionRequest::new(suite, &keys, &stored, &context);
            let read = provider.decryption_materials(request).await.unwrap();
            assert_eq!(read.context, written.context);
            assert_eq!(read.tag_key.expose_secret(), written.data_keys[0].tag_key.expose_secret());
            assert_eq!(read.verification_key.is_some(), suite.is_signed());
        }
    }

    #[tokio::test]
    async fn an_item_is_sealed_and_opened_with_both() {
        for &suite in AlgorithmSuite::ALL {
            let encryptor = encryptor(suite, Provider(keyring("a")));
            let stored = encryptor.encrypt_item(item()).await.unwrap();
            assert_ne!(stored["email"], item()["email"]);
            assert_eq!(encryptor.decrypt_item(stored).await.unwrap().item, item());
        }
    }

    #[tokio::test]
    async fn an_item_is_sealed_and_opened_with_a_branch_key_from_outside() {
        let provider = || Provider(HierarchicalKeyring::new("branch", OneBranchKey([3; 32])));
        let suite = AlgorithmSuite::default();
        let stored = encryptor(suite, provider()).encrypt_item(item()).await.unwrap();
        assert_eq!(encryptor(suite, provider()).decrypt_item(stored).await.unwrap().item, item());
    }
}
