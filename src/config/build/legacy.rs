//! Making what a table has of the legacy format.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use super::key_store::size;
use super::keyring::Maker;
use super::{Failure, Way, key_text};
use crate::config::EntryProblem;
use crate::config::entries::key_text::{Encoding, KeyPlace};
use crate::config::entries::legacy::{
    AnyKmsKey, DirectKms, LegacyEntry, MostRecent, ProviderEntry, SignatureKeyEntry, SignedWith, StaticEntry,
    WrappedAes, WrappedRsa,
};
use crate::error::{Error, KeyError};
use crate::future::BoxFuture;
use crate::legacy::{
    AesKey, DecryptionMaterials, DirectKmsProvider, EncryptionMaterials, ItemContext, LegacyEncryptor,
    MaterialDescription, MetaStore, MostRecentProvider, Provider, SignatureKey, StaticProvider,
    WrappedProvider,
};

pub(super) type Made = Result<Arc<dyn Provider>, Failure>;

fn made<P: Provider + 'static>(provider: Result<P, KeyError>, way: &Way<'_>) -> Made {
    provider.map(|provider| Arc::new(provider) as Arc<dyn Provider>).map_err(|error| way.failed(error))
}

/// The encryptor of a table's legacy items.
pub(super) fn encryptor(entry: &LegacyEntry, provider: Arc<dyn Provider>) -> Result<LegacyEncryptor, Error> {
    let mut builder = LegacyEncryptor::builder()
        .encrypt(&entry.encrypt)
        .sign(&entry.sign)
        .do_nothing(&entry.do_nothing)
        .provider(provider);
    if let Some(name) = &entry.table_name {
        builder = builder.table_name(name);
    }
    if let Some(key) = &entry.partition_key {
        builder = builder.partition_key(key);
    }
    if let Some(key) = &entry.sort_key {
        builder = builder.sort_key(key);
    }
    if let Some(action) = entry.default_action {
        builder = builder.default_action(action.into());
    }
    if let Some(name) = &entry.description_attribute {
        builder = builder.description_attribute(name);
    }
    if let Some(name) = &entry.signature_attribute {
        builder = builder.signature_attribute(name);
    }
    if let Some(prefix) = &entry.description_prefix {
        builder = builder.description_prefix(prefix);
    }
    if entry.allow_moving_items_between_keys {
        builder = builder.allow_moving_items_between_keys();
    }
    if entry.reading_items_that_were_never_signed {
        builder = builder.reading_items_that_were_never_signed();
    }
    if let Some(dialect) = entry.dialect {
        builder = builder.dialect(dialect.into());
    }
    builder.build()
}

impl Maker<'_> {
    pub(super) fn legacy<'f>(&'f self, entry: &'f ProviderEntry, way: Way<'f>) -> BoxFuture<'f, Made> {
        Box::pin(async move {
            match entry {
                ProviderEntry::Static(entry) => self.static_keys(entry, &way.to("static")),
                ProviderEntry::WrappedAes(entry) => self.wrapped_aes(entry, &way.to("wrapped_aes")),
                ProviderEntry::WrappedRsa(entry) => self.wrapped_rsa(entry, &way.to("wrapped_rsa")),
                ProviderEntry::DirectKms(entry) => self.direct_kms(entry, &way.to("direct_kms")).await,
                ProviderEntry::DirectKmsReadingAnyKey(entry) => {
                    self.any_key(entry, &way.to("direct_kms_reading_any_key")).await
                }
                ProviderEntry::MostRecent(entry) => self.most_recent(entry, way.to("most_recent")).await,
            }
        })
    }

    fn aes_key(&self, place: &KeyPlace, way: &Way<'_>) -> Result<AesKey, Failure> {
        let bytes = key_text::read(place, way, self.folder, Encoding::Base64)?;
        AesKey::new(&bytes).map_err(|error| way.failed(error))
    }

    fn static_keys(&self, entry: &StaticEntry, way: &Way<'_>) -> Made {
        let signature_key = self.signature_key(&entry.signature_key, &way.to("signature_key"))?;
        let provider = match &entry.content_key {
            Some(place) => StaticProvider::new(self.aes_key(place, &way.to("content_key"))?, signature_key),
            None => StaticProvider::sign_only(signature_key),
        };
        made(provider.with_description(description(&entry.description)), &way.to("description"))
    }

    fn wrapped_aes(&self, entry: &WrappedAes, way: &Way<'_>) -> Made {
        let signature_key = self.signature_key(&entry.signature_key, &way.to("signature_key"))?;
        let provider =
            WrappedProvider::aes(self.aes_key(&entry.wrapping_key, &way.to("wrapping_key"))?, signature_key);
        let provider = if entry.reading_ecb { provider.reading_ecb() } else { provider };
        made(provider.with_description(description(&entry.description)), &way.to("description"))
    }

    fn wrapped_rsa(&self, entry: &WrappedRsa, way: &Way<'_>) -> Made {
        let signature_key = self.signature_key(&entry.signature_key, &way.to("signature_key"))?;
        let read = |place: &Option<KeyPlace>, name| {
            let read = |place| key_text::read(place, &way.to(name), self.folder, Encoding::Raw);
            place.as_ref().map(read).transpose()
        };
        let (public, private) =
            (read(&entry.public_key, "public_key")?, read(&entry.private_key, "private_key")?);
        let provider = match (entry.reading_weak_rsa, &public, &private) {
            (false, _, _) => WrappedProvider::rsa(
                public.as_ref().map(|key| &key[..]),
                private.as_ref().map(|key| &key[..]),
                signature_key,
            ),
            (true, None, Some(private)) => WrappedProvider::reading_weak_rsa(private, signature_key),
            (true, _, _) => {
                let problem =
                    "a provider that reads with a weak RSA key has 'private_key', and no 'public_key'";
                return Err(way.to("reading_weak_rsa").failed(EntryProblem::Choice(problem)));
            }
        };
        let provider = provider.map_err(|error| way.failed(error))?;
        let provider = if entry.reading_pkcs1 { provider.reading_pkcs1() } else { provider };
        made(provider.with_description(description(&entry.description)), &way.to("description"))
    }

    async fn direct_kms(&self, entry: &DirectKms, way: &Way<'_>) -> Made {
        let provider = DirectKmsProvider::new(self.client(&entry.key, way).await?, &entry.key);
        let provider = provider.map_err(|error| way.to("key").failed(error))?;
        let provider = provider.with_grant_tokens(&entry.grant_tokens);
        let provider =
            if entry.reading_weak_signatures { provider.reading_weak_signatures() } else { provider };
        made(provider.also_reading_keys(&entry.also_reading_keys), &way.to("also_reading_keys"))
    }

    async fn any_key(&self, entry: &AnyKmsKey, way: &Way<'_>) -> Made {
        let client = self.clients.kms_in(&entry.region).await;
        let client = client.map_err(|problem| way.to("region").failed(problem))?;
        let provider = DirectKmsProvider::reading_any_key(client).with_grant_tokens(&entry.grant_tokens);
        Ok(if entry.reading_weak_signatures {
            Arc::new(provider.reading_weak_signatures())
        } else {
            Arc::new(provider)
        })
    }

    async fn most_recent(&self, entry: &MostRecent, way: Way<'_>) -> Made {
        let provider = self.legacy(&entry.provider, way.to("provider")).await?;
        let client =
            self.clients.dynamodb_in(entry.region.as_deref()).map_err(|problem| way.failed(problem))?;
        let table = |error| way.failed(EntryProblem::Table(Box::new(error)));
        let store = MetaStore::new(client, &entry.table_name, provider).map_err(table)?;
        let store = store.signing_only(&entry.signing_only).map_err(table)?;
        let provider = MostRecentProvider::new(store, &entry.material, Duration::from_secs(entry.ttl_seconds));
        let provider = provider.map(|provider| match entry.cache_size {
            Some(number) => provider.with_cache_size(size(number)),
            None => provider,
        });
        made(provider, &way.to("material"))
    }

    fn signature_key(&self, entry: &SignatureKeyEntry, way: &Way<'_>) -> Result<SignatureKey, Failure> {
        type Make = fn(crate::legacy::SigningAlgorithm, &[u8]) -> Result<SignatureKey, KeyError>;
        let (name, entry, usual, make): (_, _, _, Make) = match entry {
            SignatureKeyEntry::Hmac(entry) => ("hmac", entry, Encoding::Base64, SignatureKey::hmac),
            SignatureKeyEntry::ReadingWeakHmac(entry) => {
                ("reading_weak_hmac", entry, Encoding::Base64, SignatureKey::reading_weak_hmac)
            }
            SignatureKeyEntry::RsaPrivate(entry) => {
                ("rsa_private", entry, Encoding::Raw, SignatureKey::rsa_private)
            }
            SignatureKeyEntry::RsaPublic(entry) => {
                ("rsa_public", entry, Encoding::Raw, SignatureKey::rsa_public)
            }
            SignatureKeyEntry::ReadingWeakRsa(entry) => {
                ("reading_weak_rsa", entry, Encoding::Raw, SignatureKey::reading_weak_rsa)
            }
            SignatureKeyEntry::EcdsaPublic(entry) => {
                ("ecdsa_public", entry, Encoding::Raw, SignatureKey::ecdsa_public)
            }
        };
        let way = way.to(name);
        let SignedWith { algorithm, key } = entry;
        let key = key_text::read(key, &way.to("key"), self.folder, usual)?;
        make((*algorithm).into(), &key).map_err(|error| way.failed(error))
    }
}

fn description(pairs: &BTreeMap<String, String>) -> MaterialDescription {
    let mut description = MaterialDescription::new();
    for (name, value) in pairs {
        description.insert(name, value);
    }
    description
}

/// Stands in for the provider of a table that is only looked at.
pub(super) struct NoLegacyKeys;

impl Provider for NoLegacyKeys {
    fn encryption_materials<'a>(
        &'a self,
        _: &'a ItemContext<'a>,
    ) -> BoxFuture<'a, Result<EncryptionMaterials, KeyError>> {
        Box::pin(async { Err(super::parts::no_keys()) })
    }

    fn decryption_materials<'a>(
        &'a self,
        _: &'a ItemContext<'a>,
        _: &'a MaterialDescription,
    ) -> BoxFuture<'a, Result<DecryptionMaterials, KeyError>> {
        Box::pin(async { Err(super::parts::no_keys()) })
    }
}
