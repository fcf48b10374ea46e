//! The calls of the legacy format's providers.

use super::kms::{Does, Uses};
use super::statement::Conditions;
use crate::config::entries::legacy::{LegacyEntry, Policy, ProviderEntry};

/// What the provider of a table's legacy items calls.
pub(super) fn add(uses: &mut Uses<'_>, entry: &LegacyEntry) {
    let does = uses.does();
    let does = match entry.policy {
        Some(Policy::ForbidWriteForbidRead) => return,
        Some(Policy::ForceWriteAllowRead) => does,
        Some(Policy::ForbidWriteAllowRead) | None => Does { writes: false, ..does },
    };
    provider(uses, &entry.provider, entry.table_name.as_deref(), does);
}

fn provider(uses: &mut Uses<'_>, entry: &ProviderEntry, table: Option<&str>, does: Does) {
    let bound = match table {
        Some(name) => Conditions::new().and("StringEquals", "kms:EncryptionContext:*aws-kms-table*", [name]),
        None => Conditions::new(),
    };
    match entry {
        ProviderEntry::Static(_) | ProviderEntry::WrappedAes(_) | ProviderEntry::WrappedRsa(_) => {}
        ProviderEntry::DirectKms(entry) => {
            if does.writes {
                uses.add("WrapLegacyKeys", ["kms:GenerateDataKey"], [entry.key.clone()], bound.clone());
            }
            if does.reads {
                let keys = [&entry.key].into_iter().chain(&entry.also_reading_keys).cloned();
                uses.add("UnwrapLegacyKeys", ["kms:Decrypt"], keys, bound);
            }
        }
        ProviderEntry::DirectKmsReadingAnyKey(entry) => {
            if does.reads {
                let keys = format!("arn:*:kms:{}:*:key/*", entry.region);
                uses.add("UnwrapLegacyKeys", ["kms:Decrypt"], [keys], bound);
            }
        }
        ProviderEntry::MostRecent(entry) => {
            let store = (entry.table_name.clone(), entry.region.clone());
            if !uses.meta_stores.contains(&store) {
                uses.meta_stores.push(store);
            }
            // The store's own items are bound to the store's table. A writer makes versions that are missing.
            provider(uses, &entry.provider, Some(&entry.table_name), does);
        }
    }
}
