//! Making keyrings.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use aws_sdk_dynamodb::types::AttributeValue;
use zeroize::Zeroizing;

use super::key_store::Store;
use super::{Failure, Way, key_text};
use crate::config::EntryProblem;
use crate::config::clients::AwsClients;
use crate::config::entries::key_text::{Encoding, KeyPlace};
use crate::config::entries::keyring::{
    BranchKeyOf, CachedKms, Filter, Hierarchical, Kms, KmsDiscovery, KmsEcdh, KmsRsa, KmsSeveral, RawAes,
    RawEcdh, RawRsa,
};
use crate::error::KeyError;
use crate::error::shown::Shown;
use crate::key_store::{BranchKeyIdRequest, BranchKeyIdSupplier};
use crate::keyring::Keyring;
use crate::keyring::hierarchical::HierarchicalKeyring;
use crate::keyring::kms::cached::CachedKmsKeyring;
use crate::keyring::kms::discovery::{KmsDiscoveryMultiKeyring, KmsMrkDiscoveryMultiKeyring};
use crate::keyring::kms::ecdh::KmsEcdhKeyring;
use crate::keyring::kms::keys::{KmsKeyring, KmsMrkKeyring, KmsMrkMultiKeyring, KmsMultiKeyring};
use crate::keyring::kms::rsa::KmsRsaKeyring;
use crate::keyring::raw_aes::RawAesKeyring;
use crate::keyring::raw_ecdh::RawEcdhKeyring;
use crate::keyring::raw_rsa::RawRsaKeyring;
use crate::kms::arn;
use crate::kms::filter::DiscoveryFilter;

pub(super) type Made = Result<Arc<dyn Keyring>, Failure>;

/// What keyrings are made with.
#[derive(Clone, Copy)]
pub(super) struct Maker<'a> {
    pub(super) clients: &'a AwsClients,
    pub(super) folder: &'a Path,
}

/// A keyring, or what is wrong with the entry `way`.
fn made<K: Keyring + 'static>(keyring: Result<K, KeyError>, way: &Way<'_>) -> Made {
    keyring.map(|keyring| Arc::new(keyring) as Arc<dyn Keyring>).map_err(|error| way.failed(error))
}

/// The partition of AWS that is meant if none is named.
const USUAL_PARTITION: &str = "aws";

impl Maker<'_> {
    /// A key in PEM or DER.
    fn key_file(&self, place: &KeyPlace, way: &Way<'_>) -> Result<Zeroizing<Vec<u8>>, Failure> {
        key_text::read(place, way, self.folder, Encoding::Raw)
    }

    fn optional(&self, place: Option<&KeyPlace>, way: &Way<'_>) -> Result<Option<Zeroizing<Vec<u8>>>, Failure> {
        place.map(|place| self.key_file(place, way)).transpose()
    }

    pub(super) fn raw_aes(&self, entry: &RawAes, way: &Way<'_>) -> Made {
        let key = key_text::read(&entry.key, &way.to("key"), self.folder, Encoding::Base64)?;
        made(RawAesKeyring::new(&entry.namespace, &entry.name, &key), way)
    }

    pub(super) fn raw_rsa(&self, entry: &RawRsa, way: &Way<'_>) -> Made {
        let public = self.optional(entry.public_key.as_ref(), &way.to("public_key"))?;
        let private = self.optional(entry.private_key.as_ref(), &way.to("private_key"))?;
        let (namespace, name, padding) = (&entry.namespace, &entry.name, entry.padding.into());
        let keyring = match (public, private) {
            (Some(public), Some(private)) => RawRsaKeyring::new(namespace, name, padding, &*public, &*private),
            (Some(public), None) => RawRsaKeyring::encrypt_only(namespace, name, padding, &*public),
            (None, Some(private)) => RawRsaKeyring::decrypt_only(namespace, name, padding, &*private),
            (None, None) => {
                let problem = "an RSA keyring needs 'public_key' to write, 'private_key' to read, or both";
                return Err(way.failed(EntryProblem::Choice(problem)));
            }
        };
        made(keyring, way)
    }

    pub(super) fn raw_ecdh(&self, entry: &RawEcdh, way: &Way<'_>) -> Made {
        let keyring = match entry {
            RawEcdh::StaticToStatic(entry) => {
                let way = way.to("static_to_static");
                let private = self.key_file(&entry.sender_private_key, &way.to("sender_private_key"))?;
                let public = self.key_file(&entry.recipient_public_key, &way.to("recipient_public_key"))?;
                RawEcdhKeyring::static_to_static(entry.curve.into(), &*private, &*public)
            }
            RawEcdh::EphemeralToStatic(entry) => {
                let way = way.to("ephemeral_to_static");
                let public = self.key_file(&entry.recipient_public_key, &way.to("recipient_public_key"))?;
                RawEcdhKeyring::ephemeral_to_static(entry.curve.into(), &*public)
            }
            RawEcdh::Discovery(entry) => {
                let way = way.to("discovery");
                let private = self.key_file(&entry.recipient_private_key, &way.to("recipient_private_key"))?;
                RawEcdhKeyring::discovery(entry.curve.into(), &*private)
            }
        };
        made(keyring, way)
    }

    /// A client for the region of the key that the entry's `key` names.
    pub(super) async fn client(&self, key: &str, way: &Way<'_>) -> Result<aws_sdk_kms::Client, Failure> {
        let way = way.to("key");
        let arn = arn::parse(key).map_err(|error| way.failed(error))?;
        self.clients.kms_in(arn.region).await.map_err(|problem| way.failed(problem))
    }

    pub(super) async fn kms(&self, entry: &Kms, way: &Way<'_>) -> Made {
        let client = self.client(&entry.key, way).await?;
        let keyring = KmsKeyring::new(client, &entry.key);
        made(keyring.map(|keyring| keyring.with_grant_tokens(&entry.grant_tokens)), &way.to("key"))
    }

    pub(super) async fn kms_mrk(&self, entry: &Kms, way: &Way<'_>) -> Made {
        let client = self.client(&entry.key, way).await?;
        let keyring = KmsMrkKeyring::new(client, &entry.key);
        made(keyring.map(|keyring| keyring.with_grant_tokens(&entry.grant_tokens)), &way.to("key"))
    }

    pub(super) fn kms_multi(&self, entry: &KmsSeveral, way: &Way<'_>) -> Made {
        let supplier = self.clients.kms().map_err(|problem| way.failed(problem))?;
        let keyring = KmsMultiKeyring::new(supplier, &entry.keys);
        made(keyring.map(|keyring| keyring.with_grant_tokens(&entry.grant_tokens)), &way.to("keys"))
    }

    pub(super) fn kms_mrk_multi(&self, entry: &KmsSeveral, way: &Way<'_>) -> Made {
        let supplier = self.clients.kms().map_err(|problem| way.failed(problem))?;
        let keyring = KmsMrkMultiKeyring::new(supplier, &entry.keys);
        made(keyring.map(|keyring| keyring.with_grant_tokens(&entry.grant_tokens)), &way.to("keys"))
    }

    pub(super) fn kms_discovery(&self, entry: &KmsDiscovery, way: &Way<'_>) -> Made {
        let supplier = self.clients.kms().map_err(|problem| way.failed(problem))?;
        let filter = filter(entry.filter.as_ref(), way)?;
        let keyring = KmsDiscoveryMultiKeyring::new(supplier, &entry.regions).map(|keyring| {
            let keyring = keyring.with_grant_tokens(&entry.grant_tokens);
            match filter {
                Some(filter) => keyring.with_filter(filter),
                None => keyring,
            }
        });
        made(keyring, &way.to("regions"))
    }

    pub(super) fn kms_mrk_discovery(&self, entry: &KmsDiscovery, way: &Way<'_>) -> Made {
        let supplier = self.clients.kms().map_err(|problem| way.failed(problem))?;
        let filter = filter(entry.filter.as_ref(), way)?;
        let keyring = KmsMrkDiscoveryMultiKeyring::new(supplier, &entry.regions).map(|keyring| {
            let keyring = keyring.with_grant_tokens(&entry.grant_tokens);
            match filter {
                Some(filter) => keyring.with_filter(filter),
                None => keyring,
            }
        });
        made(keyring, &way.to("regions"))
    }

    pub(super) async fn kms_rsa(&self, entry: &KmsRsa, way: &Way<'_>) -> Made {
        let public = self.optional(entry.public_key.as_ref(), &way.to("public_key"))?;
        let (key, algorithm) = (&entry.key, entry.algorithm.into());
        let keyring = match (public, entry.encrypt_only) {
            (Some(public), true) => KmsRsaKeyring::encrypt_only(key, algorithm, &*public),
            (Some(public), false) => KmsRsaKeyring::new(self.client(key, way).await?, key, algorithm, &*public),
            (None, false) => KmsRsaKeyring::decrypt_only(self.client(key, way).await?, key, algorithm),
            (None, true) => {
                let problem = "a keyring that only writes needs 'public_key'";
                return Err(way.to("encrypt_only").failed(EntryProblem::Choice(problem)));
            }
        };
        made(keyring.map(|keyring| keyring.with_grant_tokens(&entry.grant_tokens)), way)
    }

    pub(super) async fn kms_ecdh(&self, entry: &KmsEcdh, way: &Way<'_>) -> Made {
        let recipient = self.optional(entry.recipient_public_key.as_ref(), &way.to("recipient_public_key"))?;
        let own = self.optional(entry.public_key.as_ref(), &way.to("public_key"))?;
        let (client, curve) = (self.client(&entry.key, way).await?, entry.curve.into());
        let keyring = match recipient {
            Some(recipient) => KmsEcdhKeyring::static_to_static(client, curve, &entry.key, &*recipient),
            None => KmsEcdhKeyring::discovery(client, curve, &entry.key),
        };
        let keyring = keyring.map(|keyring| keyring.with_grant_tokens(&entry.grant_tokens));
        let keyring = match own {
            Some(own) => keyring.and_then(|keyring| keyring.with_public_key(&*own)),
            None => keyring,
        };
        made(keyring, way)
    }

    pub(super) fn hierarchical(&self, entry: &Hierarchical, store: &Store, way: &Way<'_>) -> Made {
        let source = Arc::clone(&store.branch_keys);
        match (&entry.branch_key, &entry.branch_key_of) {
            (Some(id), None) => Ok(Arc::new(HierarchicalKeyring::new(id, source))),
            (None, Some(of)) => Ok(Arc::new(HierarchicalKeyring::with_supplier(supplier(of), source))),
            (Some(_), Some(_)) | (None, None) => Err(branch_key_choice(way)),
        }
    }

    pub(super) async fn cached_kms(&self, entry: &CachedKms, way: &Way<'_>) -> Made {
        let client = self.client(&entry.key, way).await?;
        let keyring = CachedKmsKeyring::new(client, &entry.key).map(|mut keyring| {
            if let Some(seconds) = entry.max_age_seconds {
                keyring = keyring.with_max_age(Duration::from_secs(seconds));
            }
            if let Some(items) = entry.max_items {
                keyring = keyring.with_max_items(items);
            }
            if entry.allow_unsigned {
                keyring = keyring.allow_unsigned();
            }
            if entry.read_version_1 {
                keyring = keyring.read_version_1();
            }
            keyring
        });
        made(keyring, &way.to("key"))
    }
}

/// That the branch key is given twice, or not at all.
pub(super) fn branch_key_choice(way: &Way<'_>) -> Failure {
    let problem = "a hierarchical keyring has exactly one of 'branch_key' and 'branch_key_of'";
    way.failed(EntryProblem::Choice(problem))
}

/// The branch key of an item: the prefix, and the text of its attribute.
fn supplier(of: &BranchKeyOf) -> impl BranchKeyIdSupplier + 'static {
    let BranchKeyOf { attribute, prefix } = of;
    let (attribute, prefix) = (attribute.clone(), prefix.clone());
    move |item: &BranchKeyIdRequest<'_>| match item.attributes.get(&attribute) {
        Some(AttributeValue::S(text)) => Ok(format!("{prefix}{text}")),
        _ => {
            let message = format!("the encryption context has no text of attribute '{}'", Shown(&attribute));
            Err(KeyError::NoBranchKey(message.into()).into())
        }
    }
}

pub(super) fn filter(entry: Option<&Filter>, way: &Way<'_>) -> Result<Option<DiscoveryFilter>, Failure> {
    let made = entry.map(|Filter { partition, accounts }| {
        DiscoveryFilter::new(partition.as_deref().unwrap_or(USUAL_PARTITION), accounts)
    });
    made.transpose().map_err(|error| way.to("filter").failed(error))
}
