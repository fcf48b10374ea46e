//! Bringing every item of a table to its configuration.

use std::collections::BTreeSet;

use super::action::{Judgement, WalkAction, WalkMode};
use super::purpose;
use crate::error::{ConfigProblem, Error};
use crate::format::stored_size;
use crate::future::BoxFuture;
use crate::item::{Difference, Examined, ItemEncryptor, examine};
use crate::table::TableConfig;
use crate::value::Item;

/// Brings every item of a table to its configuration: an action of a [`Walk`](crate::Walk).
///
/// One verb for a table of plaintext, a table of the legacy client, another suite or header version, an attribute that is
/// encrypted, signed, padded or in the encryption context from now on or no longer, other keys, a new version of a branch key, and
/// beacons that are missing or of another length. Each item is read and verified; where [something differs](Difference), it is sealed
/// anew with a fresh data key, and replaced on the condition that it is unchanged. Where only beacons differ that nobody signs, nothing else is
/// touched. A second run writes nothing.
///
/// # Before
/// * Have all writers use the new configuration first, and all readers read both kinds. What a writer with the old one writes behind the
///   walk's back is as the old one has it: let the walk run again when the last such writer is gone.
/// * The configuration must be able to read what is there: with a [plaintext
///   policy](crate::TableConfigBuilder::plaintext_policy) that reads plaintext, with the legacy format, with a
///   [`MultiKeyring`](crate::MultiKeyring) that has the old keys to read with. Where that is not possible in one
///   configuration, name the old one as well: [`formerly`](Self::formerly).
/// * A [dry run](crate::Walk::dry_run) says how many items need what, and names those that cannot be brought there.
///
/// # What is counted
/// In the walk's [tally](crate::Tally): in the group `difference` how many items have one of each [kind](Difference::kind), in
/// `attribute` and `key` which ones, in `looks padded` attributes with values that look [padded](crate::manual::padding) without a configuration that
/// says so, and in `kms calls` about how many calls it takes to `read` the items and to `write` those that are sealed
/// anew, as far as keyrings say so. That and the capacity units of the [totals](crate::WalkTotals) are the cost.
///
/// # Cost
/// Every item is read with a consistent Scan, and its data key unwrapped. Those that differ cost a write of their size.
///
/// ```no_run
/// # use dynamodb_item_encryptor::{Converge, ItemEncryptor, TableConfig, Walk};
/// # async fn example(client: aws_sdk_dynamodb::Client, table: TableConfig) -> Result<(), Box<dyn std::error::Error>> {
/// use std::ops::ControlFlow;
///
/// let converge = Converge::new(ItemEncryptor::new(table));
/// let end = Walk::new(client, converge).segments(4).dry_run().run(|page| {
///     for found in page.findings {
///         println!("{:?}: {:?}", found.key, found.finding);
///     }
///     ControlFlow::Continue(())
/// }).await?;
/// for (kind, items) in end.tally.group("difference") {
///     println!("{items} items: {kind}");
/// }
/// println!("{} write units", end.totals.pending_write_milliunits / 1000);
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone)]
pub struct Converge {
    encryptor: ItemEncryptor,
    former: Vec<TableConfig>,
    fresh: bool,
    may_remove_beacons: bool,
}

impl Converge {
    /// Brings items to the configuration of this encryptor.
    pub fn new(encryptor: ItemEncryptor) -> Self {
        Converge { encryptor, former: Vec::new(), fresh: false, may_remove_beacons: false }
    }

    /// Reads with this configuration, of the same table, what the present one cannot: an attribute that was not signed and is now, or the other way
    /// round, another logical name, keys that are not in the present keyring. Several are tried in the order in which they are named. They
    /// need not be able to write.
    ///
    /// It says which values were padded, too. Padding that is no longer configured is taken off where a former configuration has padded the
    /// attribute to as many bytes; other values that look padded are left as they are.
    ///
    /// An attribute that was unsigned has no protection until it is signed: what is there is signed as it is.
    #[must_use]
    pub fn formerly(mut self, table: TableConfig) -> Self {
        self.former.push(table);
        self
    }

    /// Seals every item anew, whether it differs or not: after a data key or wrapping key may have become known, or where a difference
    /// [cannot be seen](Difference). This never ends with nothing to do; each run writes all items.
    #[must_use]
    pub fn fresh_data_keys(mut self) -> Self {
        self.fresh = true;
        self
    }

    /// Takes away beacons of other clients from items that are sealed anew, where the table has no search. Without this, such items are
    /// reported and left alone.
    #[must_use]
    pub fn remove_beacons(mut self) -> Self {
        self.may_remove_beacons = true;
        self
    }

    async fn judged(&self, stored: &Item, mode: WalkMode) -> Result<Judgement<Vec<Difference>>, Error> {
        let table = self.encryptor.table();
        let mut examined = examine(table, &self.former, stored).await?;
        if self.fresh && !examined.is_resealed() {
            examined.differences = vec![Difference::FreshDataKey];
        }
        if !self.may_remove_beacons {
            examined.keeps_beacons(table, stored)?;
        }
        if examined.differences.is_empty() {
            return Ok(self.counted(Judgement::leave(), &examined, stored));
        }
        let differences = examined.differences.clone();
        let judgement = match mode {
            WalkMode::DryRun => {
                let size = stored_size::of_item(stored);
                let expected = Judgement::expect(examined.expected_size(table, size));
                self.counted(expected, &examined, stored)
            }
            WalkMode::Write => {
                let counted = self.counted(Judgement::leave(), &examined, stored).into_counts();
                let reader = examined.former.and_then(|number| self.former.get(number)).cloned();
                let compared = self.newly_signed(stored);
                let new = examined.into_converged(table, stored).await?;
                Judgement::replace_by(new).read_by(reader, compared).with_counts(counted)
            }
        };
        Ok(judgement.finding(differences))
    }

    fn counted(
        &self,
        judgement: Judgement<Vec<Difference>>,
        examined: &Examined,
        stored: &Item,
    ) -> Judgement<Vec<Difference>> {
        let kinds: BTreeSet<_> = examined.differences.iter().map(Difference::kind).collect();
        let mut judgement =
            kinds.into_iter().fold(judgement, |judgement, kind| judgement.count("difference", kind, 1));
        for difference in &examined.differences {
            judgement = match difference {
                Difference::Action { attribute, .. } | Difference::Padding { attribute } => {
                    judgement.count("attribute", attribute.clone(), 1)
                }
                Difference::MissingKey { .. }
                | Difference::OtherKey { .. }
                | Difference::BranchKeyVersion { .. } => judgement.count("key", difference.to_string(), 1),
                Difference::Plaintext
                | Difference::Legacy
                | Difference::FormerConfiguration
                | Difference::Suite { .. }
                | Difference::HeaderVersion { .. }
                | Difference::Writer
                | Difference::Beacons(_)
                | Difference::FreshDataKey => judgement,
            };
        }
        for attribute in examined.looks_padded() {
            judgement = judgement.count("looks padded", attribute, 1);
        }
        let reading = u64::from(purpose::is_unwrapped_by_kms(stored));
        let writing = examined.recipients.as_ref().filter(|_| examined.is_resealed());
        let writing = writing.into_iter().flat_map(|recipients| &recipients.keys);
        let writing = writing.map(|recipient| u64::from(recipient.kms_calls())).sum::<u64>();
        judgement.count_some("kms calls", "read", reading).count_some("kms calls", "write", writing)
    }

    /// The attributes that the present configuration signs and a former one does not. An item's footer may not cover them, so a change
    /// of them would go unnoticed.
    fn newly_signed(&self, stored: &Item) -> BTreeSet<String> {
        let table = self.encryptor.table();
        let known = table.actions().map(|(name, _)| name).chain(stored.keys().map(String::as_str));
        let was_unsigned = |name: &str| self.former.iter().any(|former| former.is_unsigned(name));
        let is_new = |name: &&str| !table.is_unsigned(name) && !table.is_metadata(name) && was_unsigned(name);
        known.filter(is_new).map(str::to_owned).collect()
    }
}

impl WalkAction for Converge {
    type Finding = Vec<Difference>;

    fn table(&self) -> &TableConfig {
        self.encryptor.table()
    }

    fn purpose(&self) -> String {
        let fresh = if self.fresh { ", with fresh data keys" } else { "" };
        format!("converge{fresh}: {}", purpose::of_table(self.encryptor.table()))
    }

    /// The configuration must write the current format, and all be about one table.
    fn check(&self) -> Result<(), Error> {
        let table = self.encryptor.table();
        let is_sealed = !table.plaintext_policy().writes_plaintext()
            && !table.legacy_format().is_some_and(|legacy| legacy.is_written());
        let is_same =
            |former: &TableConfig| former.table_name() == table.table_name() && former.keys().eq(table.keys());
        let problem = match (is_sealed, self.former.iter().all(is_same)) {
            (true, true) => return Ok(()),
            (false, _) => ConfigProblem::WritesOtherFormat,
            (true, false) => ConfigProblem::FormerTable,
        };
        Err(Error::config(Some(table.logical_name()), None, problem))
    }

    fn judge<'a>(
        &'a self,
        stored: &'a Item,
        mode: WalkMode,
    ) -> BoxFuture<'a, Result<Judgement<Vec<Difference>>, Error>> {
        Box::pin(self.judged(stored, mode))
    }
}
