//! A keyring and a material provider of your own, from nothing, with tests that need no keyring of this crate.
//!
//! ```text
//! cargo run --example own_keyring_and_provider
//! cargo test --example own_keyring_and_provider
//! ```
//!
//! The keyring wraps with an AES key in memory, which items know by its name. The provider signs with one
//! Ed25519 key of its own, and trusts items that this key has signed and no others. Both are what an application could
//! write in its own crate: everything here is public.

use std::error::Error;

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use aws_sdk_dynamodb::types::AttributeValue;
use dynamodb_item_encryptor::{
    AlgorithmSuite, BoxFuture, DataKey, DecryptionMaterials, DecryptionRequest, EncryptedDataKey,
    EncryptionMaterials, EncryptionRequest, IntermediateKey, Item, ItemEncryptor, KeyError, Keyring,
    MaterialProvider, SigningKey, TableConfig, UnwrapRequest, UnwrappedDataKey, WrapRequest, WrappedDataKey,
};

/// Names this kind of keyring in every item. Choose one that nobody else has.
const PROVIDER_ID: &str = "example.com/drawer";

/// Wraps data keys with AES-256-GCM under a key with a name.
struct DrawerKeyring {
    name: &'static str,
    key: LessSafeKey,
}

impl DrawerKeyring {
    fn new(name: &'static str, key: &[u8; 32]) -> Result<Self, KeyError> {
        let key = UnboundKey::new(&AES_256_GCM, key).map_err(|_| KeyError::Crypto)?;
        Ok(DrawerKeyring { name, key: LessSafeKey::new(key) })
    }

    fn wrap(&self, request: &WrapRequest<'_>) -> Result<WrappedDataKey, KeyError> {
        let intermediate = IntermediateKey::generate_from(request.random)?;
        // 48 bytes that every keyring stores first, and the key of this recipient's tag.
        let (wrapped, tag_key) = intermediate.wrap(request.data_key, request.context)?;
        let mut nonce = [0; 12];
        request.random.fill(&mut nonce)?;
        // Sized once, so that no outgrown copy of the key is left behind.
        let mut sealed = Vec::with_capacity(48);
        sealed.extend_from_slice(intermediate.expose_secret());
        self.key
            .seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), Aad::empty(), &mut sealed)
            .map_err(|_| KeyError::Crypto)?;
        let ciphertext = [&wrapped[..], &nonce, &sealed].concat();
        let encrypted = EncryptedDataKey::new(PROVIDER_ID, self.name.into(), ciphertext);
        Ok(WrappedDataKey::new(encrypted, tag_key))
    }

    /// `None` for what is not this keyring's.
    fn open(
        &self,
        request: &UnwrapRequest<'_>,
        data_key: &EncryptedDataKey,
    ) -> Option<Result<UnwrappedDataKey, KeyError>> {
        let mine = data_key.provider_id == PROVIDER_ID && data_key.provider_info == self.name.as_bytes();
        mine.then(|| {
            let failed = || KeyError::Unwrap { key: self.name.to_owned() };
            let (wrapped, rest) = data_key.ciphertext.split_first_chunk().ok_or_else(failed)?;
            let (nonce, sealed) = rest.split_first_chunk().ok_or_else(failed)?;
            let (nonce, mut sealed) = (Nonce::assume_unique_for_key(*nonce), sealed.to_vec());
            let bytes = self.key.open_in_place(nonce, Aad::empty(), &mut sealed).map_err(|_| failed())?;
            let intermediate = IntermediateKey::from_bytes(bytes).ok_or_else(failed)?;
            bytes.fill(0);
            // Fails when anything of the item's encryption context is not what it was when the item was written.
            intermediate.unwrap(wrapped, request.context, self.name)
        })
    }
}

impl Keyring for DrawerKeyring {
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
        Box::pin(request.unwrap_first(move |data_key| async move { self.open(request, data_key) }))
    }
}

/// Signs every item with one key, and reads what that key has signed.
struct OneWriter<K> {
    keyring: K,
    key: SigningKey,
}

impl<K: Keyring> OneWriter<K> {
    async fn encryption(&self, request: EncryptionRequest<'_>) -> Result<EncryptionMaterials, KeyError> {
        let (suite, mut context) = (request.suite, request.context.clone());
        let (name, public_key) = self.key.context_entry();
        context.insert(name, public_key);
        let data_key = DataKey::generate_from(request.random)?;
        let wrap = WrapRequest::new(suite, &context, &data_key).with_random(request.random);
        let data_keys = self.keyring.wrap_data_key(&wrap).await?;
        let materials = EncryptionMaterials::new(suite, context, data_key, data_keys);
        Ok(materials.with_signing_key(self.key.clone()))
    }

    async fn decryption(&self, request: DecryptionRequest<'_>) -> Result<DecryptionMaterials, KeyError> {
        if request.verification_key()?.as_deref() != Some(self.key.public_key()) {
            return Err(KeyError::UntrustedWriter);
        }
        let context = request.context()?;
        let unwrap = UnwrapRequest::new(request.suite, &context, request.data_keys);
        let unwrapped = self.keyring.unwrap_data_key(&unwrap).await?;
        let UnwrappedDataKey { data_key, tag_key, .. } =
            unwrapped.ok_or(KeyError::NoneMatches { offered: Vec::new() })?;
        let materials = DecryptionMaterials::new(request.suite, context, data_key, tag_key);
        Ok(materials.with_verification_key(self.key.public_key()))
    }
}

impl<K: Keyring> MaterialProvider for OneWriter<K> {
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

    fn trusts_some_writers_only(&self) -> bool {
        true
    }
}

fn provider(key: &[u8; 32], seed: &[u8; 32]) -> Result<OneWriter<DrawerKeyring>, KeyError> {
    let key = DrawerKeyring::new("top", key)?;
    Ok(OneWriter { keyring: key, key: SigningKey::ed25519_from_seed(seed)? })
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let table = TableConfig::builder("Customers")
        .partition_key("id")
        .encrypt(["email"])
        .suite(AlgorithmSuite::HmacSha384Ed25519)
        .material_provider(provider(&[7; 32], &[9; 32])?)
        .build()?;
    let encryptor = ItemEncryptor::new(table);
    let text = |text: &str| AttributeValue::S(text.to_owned());
    let item: Item = [("id".to_owned(), text("42")), ("email".to_owned(), text("a@example.com"))].into();

    let stored = encryptor.encrypt_item(item.clone()).await?;
    assert_ne!(stored["email"], item["email"]);
    let opened = encryptor.decrypt_item(stored).await?;
    assert_eq!(opened.item, item);
    println!("sealed and opened with a keyring and a provider of this example's own");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use dynamodb_item_encryptor::{EncryptionContext, RecipientTagKey};

    const SUITE: AlgorithmSuite = AlgorithmSuite::HmacSha384Ed25519;

    fn context(entries: &[(&str, &str)]) -> EncryptionContext {
        let mut context = EncryptionContext::new();
        for (name, value) in entries {
            context.insert(*name, *value);
        }
        context
    }

    #[tokio::test]
    async fn a_keyring_unwraps_what_it_wrapped_for_the_same_context_only() {
        let keyring = DrawerKeyring::new("top", &[7; 32]).unwrap();
        let (ours, theirs) = (context(&[("tenant", "a")]), context(&[("tenant", "b")]));
        let data_key = DataKey::from_bytes(&[1; 32]);
        let wrapped = keyring.wrap_data_key(&WrapRequest::new(SUITE, &ours, &data_key)).await.unwrap();
        let data_keys: Vec<_> = wrapped.iter().map(|key| key.encrypted.clone()).collect();

        let request = UnwrapRequest::new(SUITE, &ours, &data_keys);
        let unwrapped = keyring.unwrap_data_key(&request).await.unwrap().unwrap();
        assert_eq!(unwrapped.data_key.expose_secret(), &[1; 32]);
        assert_eq!(unwrapped.tag_key.expose_secret(), wrapped[0].tag_key.expose_secret());

        let request = UnwrapRequest::new(SUITE, &theirs, &data_keys);
        let Err(KeyError::AllFailed { attempts }) = keyring.unwrap_data_key(&request).await else { panic!() };
        assert_eq!(attempts[0].key, "example.com/drawer 'top'");
    }

    #[tokio::test]
    async fn a_keyring_leaves_the_keys_of_others_alone() {
        let keyring = DrawerKeyring::new("top", &[7; 32]).unwrap();
        let others = [("top", "example.com/shelf"), ("bottom", PROVIDER_ID)]
            .map(|(name, provider)| EncryptedDataKey::new(provider, name.into(), vec![0; 108]));
        let none = EncryptionContext::new();
        let request = UnwrapRequest::new(SUITE, &none, &others);
        assert!(keyring.unwrap_data_key(&request).await.unwrap().is_none());
    }

    /// Knows every data key, and needs none to be wrapped.
    struct Fixed;

    impl Keyring for Fixed {
        fn wrap_data_key<'a>(
            &'a self,
            request: &'a WrapRequest<'a>,
        ) -> BoxFuture<'a, Result<Vec<WrappedDataKey>, KeyError>> {
            let plain = request.data_key.expose_secret().to_vec();
            let encrypted = EncryptedDataKey::new("fixed", Vec::new(), plain);
            let wrapped = WrappedDataKey::new(encrypted, RecipientTagKey::from_bytes(&[5; 32]));
            Box::pin(std::future::ready(Ok(vec![wrapped])))
        }

        fn unwrap_data_key<'a>(
            &'a self,
            request: &'a UnwrapRequest<'a>,
        ) -> BoxFuture<'a, Result<Option<UnwrappedDataKey>, KeyError>> {
            let plain = request.data_keys[0].ciphertext[..].try_into().unwrap();
            let tag_key = RecipientTagKey::from_bytes(&[5; 32]);
            let unwrapped = UnwrappedDataKey::new(DataKey::from_bytes(plain), tag_key);
            Box::pin(std::future::ready(Ok(Some(unwrapped))))
        }
    }

    #[tokio::test]
    async fn a_provider_reads_what_its_writer_has_signed_and_nothing_else() {
        let provider =
            |seed| OneWriter { keyring: Fixed, key: SigningKey::ed25519_from_seed(&[seed; 32]).unwrap() };
        let item = context(&[("aws-crypto-attr.id", "42")]);
        let materials = provider(1).encryption_materials(EncryptionRequest::new(SUITE, &item)).await.unwrap();
        let (name, public_key) = materials.signing_key.as_ref().unwrap().context_entry();
        assert_eq!(materials.context.get(name), Some(&*public_key));

        let stored = context(&[(name, &public_key)]);
        let data_keys: Vec<_> = materials.data_keys.iter().map(|key| key.encrypted.clone()).collect();
        let request = DecryptionRequest::new(SUITE, &data_keys, &stored, &item);
        let read = provider(1).decryption_materials(request).await.unwrap();
        assert_eq!(read.context, materials.context);
        assert_eq!(read.data_key.expose_secret(), materials.data_key.expose_secret());

        let refused = provider(2).decryption_materials(request).await;
        assert!(matches!(refused, Err(KeyError::UntrustedWriter)));
    }
}
