//! What stands between a table and its keyring.

use std::sync::Arc;
use std::time::Duration;

use aws_smithy_types::base64;

use super::parts::Keys;
use super::{Failure, Way};
use crate::config::EntryProblem;
use crate::config::entries::table::{CachingEntry, MaterialsEntry, TableEntry};
use crate::materials::{
    CachingProvider, DefaultMaterialProvider, MaterialProvider, RequiredContextProvider, WriterPublicKey,
};

/// The material provider of a table.
pub(super) fn provider(
    name: &str,
    entry: &TableEntry,
    keys: Keys<'_>,
) -> Result<Arc<dyn MaterialProvider>, Failure> {
    let failed = |problem| Way::new(["tables", name, "keyring"]).failed(problem);
    let MaterialsEntry { sign_as: _, trust_writers, required_context, caching } = &entry.materials;
    let mut provider = DefaultMaterialProvider::new(keys.keyring(&entry.keyring).map_err(failed)?);
    if let Some(writer) = keys.writer(name) {
        provider = provider.sign_as(writer);
    }
    if let Some(writers) = trust_writers {
        provider = provider.trust_writers(public_keys(name, writers)?);
    }
    let mut provider: Arc<dyn MaterialProvider> = Arc::new(provider);
    if let Some(caching) = caching {
        provider = Arc::new(cached(provider, caching));
    }
    if !required_context.is_empty() {
        provider = Arc::new(RequiredContextProvider::new(provider, required_context));
    }
    Ok(provider)
}

fn cached(
    provider: Arc<dyn MaterialProvider>,
    entry: &CachingEntry,
) -> CachingProvider<Arc<dyn MaterialProvider>> {
    let mut provider = CachingProvider::new(provider, Duration::from_secs(entry.max_age_seconds));
    // As large as there are numbers, where these are smaller than in the file.
    if let Some(items) = entry.capacity {
        provider = provider.with_capacity(usize::try_from(items).unwrap_or(usize::MAX));
    }
    if let Some(messages) = entry.max_messages {
        provider = provider.with_max_messages(messages);
    }
    if let Some(bytes) = entry.max_bytes {
        provider = provider.with_max_bytes(bytes);
    }
    provider
}

fn public_keys(table: &str, writers: &[String]) -> Result<Vec<WriterPublicKey>, Failure> {
    let keys = writers.iter().enumerate().map(|(number, text)| {
        let key = base64::decode(text).ok().and_then(|bytes| <[u8; 32]>::try_from(bytes).ok());
        key.map(WriterPublicKey::from_bytes).ok_or_else(|| {
            let problem = EntryProblem::KeyText("a writer's public key is 32 bytes, in base64");
            Way::new(["tables", table, "materials", "trust_writers"]).failed(problem).numbered(number)
        })
    });
    keys.collect()
}
