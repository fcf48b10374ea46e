//! The values of a cache, by key, by age and by use.

use std::borrow::Borrow;
use std::collections::{BTreeMap, HashMap};
use std::hash::Hash;
use std::time::{Duration, Instant};

use super::{Limits, age};
use crate::sync::Arc;

/// How many times a refresh is tried within the grace period, at most.
const ATTEMPTS: u32 = 8;

/// A value.
pub(super) struct Entry<V> {
    pub(super) value: Arc<V>,
    /// When its load started.
    pub(super) created: Instant,
    /// How long it lives, according to the reader that loaded it.
    pub(super) ttl: Duration,
    /// When a refresh was last started.
    refreshed: Option<Instant>,
}

impl<V> Entry<V> {
    pub(super) fn new(value: Arc<V>, created: Instant, ttl: Duration) -> Self {
        Entry { value, created, ttl, refreshed: None }
    }

    /// Whether the value is due for a refresh.
    pub(super) fn is_due(&self, limits: Limits, now: Instant) -> bool {
        let lifetime = self.ttl.min(limits.ttl);
        // A reader's grace period may be longer than the life that another reader gave the value:
        // without a bound, every read would be a refresh.
        let grace = limits.grace.min(lifetime / 2);
        let ends_soon = age(self.created, now) >= lifetime - grace;
        let waited = self.refreshed.is_none_or(|last| age(last, now) >= grace / ATTEMPTS);
        !grace.is_zero() && ends_soon && waited
    }

    /// Whether the caller should refresh the value now. If so, nobody else is told to for a while.
    pub(super) fn claim_refresh(&mut self, limits: Limits, now: Instant) -> bool {
        let claimed = self.is_due(limits, now);
        if claimed {
            self.refreshed = Some(now);
        }
        claimed
    }

    /// When it must no longer be used; `None` if that lies beyond what an `Instant` can hold.
    fn end(&self) -> Option<Instant> {
        self.created.checked_add(self.ttl)
    }
}

/// At most a given number of values.
pub(super) struct Table<K, V> {
    capacity: usize,
    slots: HashMap<K, Slot<V>>,
    /// Keys by the stamp of their slot's last use.
    by_use: BTreeMap<u64, K>,
    /// Keys by the end of their entry's life, then by the stamp of its insertion.
    by_end: BTreeMap<(Instant, u64), K>,
    /// The next stamp.
    next: u64,
}

struct Slot<V> {
    entry: Entry<V>,
    used: u64,
    inserted: u64,
}

impl<K: Clone + Eq + Hash, V> Table<K, V> {
    pub(super) fn new(capacity: usize) -> Self {
        Table { capacity, slots: HashMap::new(), by_use: BTreeMap::new(), by_end: BTreeMap::new(), next: 0 }
    }

    pub(super) fn len(&self) -> usize {
        self.slots.len()
    }

    /// The entry of `key`, which is now the most recently used.
    pub(super) fn get<Q>(&mut self, key: &Q) -> Option<&mut Entry<V>>
    where
        K: Borrow<Q>,
        Q: Eq + Hash + ?Sized,
    {
        let slot = self.slots.get_mut(key)?;
        let is_latest = slot.used.checked_add(1) == Some(self.next);
        if let Some(key) = (!is_latest).then(|| self.by_use.remove(&slot.used)).flatten() {
            slot.used = self.next;
            self.next += 1;
            self.by_use.insert(slot.used, key);
        }
        Some(&mut slot.entry)
    }

    /// Puts `entry` in, unless a younger one is there, and returns what had to go for it.
    ///
    /// Source: `framework/local-cryptographic-materials-cache.md`, sections "Entry Capacity" and "Put Cache Entry".
    #[must_use = "what is removed should be dropped without the lock"]
    pub(super) fn insert(&mut self, key: K, entry: Entry<V>) -> Vec<Entry<V>> {
        if self.slots.get(&key).is_some_and(|slot| slot.entry.created > entry.created) {
            return vec![entry];
        }
        let mut removed: Vec<_> = self.remove(&key).into_iter().collect();
        while self.slots.len() >= self.capacity {
            let Some((_, oldest)) = self.by_use.pop_first() else {
                // The capacity is zero.
                removed.push(entry);
                return removed;
            };
            removed.extend(self.remove(&oldest));
        }
        let stamp = self.next;
        self.next += 1;
        self.by_use.insert(stamp, key.clone());
        if let Some(end) = entry.end() {
            self.by_end.insert((end, stamp), key.clone());
        }
        self.slots.insert(key, Slot { entry, used: stamp, inserted: stamp });
        removed
    }

    /// Removes all that has expired.
    ///
    /// Source: `framework/local-cryptographic-materials-cache.md`, sections "Get Cache Entry" and "Pruning".
    #[must_use = "what is removed should be dropped without the lock"]
    pub(super) fn remove_expired(&mut self, now: Instant) -> Vec<Entry<V>> {
        let mut removed = Vec::new();
        while let Some(first) = self.by_end.first_entry().filter(|first| first.key().0 <= now) {
            let key = first.remove();
            removed.extend(self.remove(&key));
        }
        removed
    }

    /// Removes everything.
    #[must_use = "what is removed should be dropped without the lock"]
    pub(super) fn clear(&mut self) -> Vec<Entry<V>> {
        self.by_use.clear();
        self.by_end.clear();
        self.slots.drain().map(|(_, slot)| slot.entry).collect()
    }

    /// Removes the entry of `key` if it holds `value`, and not a later one.
    #[must_use = "what is removed should be dropped without the lock"]
    pub(super) fn remove_value(&mut self, key: &K, value: &Arc<V>) -> Option<Entry<V>> {
        let holds_it = self.slots.get(key).is_some_and(|slot| Arc::ptr_eq(&slot.entry.value, value));
        if holds_it { self.remove(key) } else { None }
    }

    fn remove(&mut self, key: &K) -> Option<Entry<V>> {
        let slot = self.slots.remove(key)?;
        self.by_use.remove(&slot.used);
        if let Some(end) = slot.entry.end() {
            self.by_end.remove(&(end, slot.inserted));
        }
        Some(slot.entry)
    }
}
