//! Comparing a stored item with what its table's configuration would write, and bringing it to that.

use std::collections::BTreeSet;

use aws_smithy_types::base64;

use super::difference::Difference;
use super::former_padding::{FormerPadding, take_off};
use super::{BeaconCheck, Completeness, ItemFormat, beacon_check, format, open, seal};
use crate::error::{Error, RefusedProblem};
use crate::format::context::PUBLIC_KEY;
use crate::format::header::{Header, Legend};
use crate::format::path::CanonicalName;
use crate::format::{RESERVED_PREFIX, padding};
use crate::keyring::RecipientsRequest;
use crate::keyring::hierarchical::version_of;
use crate::materials::{Recipients, WriterPublicKey};
use crate::search::BEACON_PREFIX;
use crate::table::{AttributeAction, TableConfig};
use crate::value::Item;

/// A stored item that was opened and compared.
pub(crate) struct Examined {
    pub(crate) differences: Vec<Difference>,
    /// The former configuration that has read it; `None` if the present one has.
    pub(crate) former: Option<usize>,
    /// Whom it would be written for, where the provider says that.
    pub(crate) recipients: Option<Recipients>,
    /// As it was opened, without padding that is known.
    item: Item,
    padding: FormerPadding,
    header: Option<Header>,
}

/// Opens `stored` with `table`'s configuration, or else with the first of the `former` ones that can, and compares it with
/// what `table` would write.
pub(crate) async fn examine(
    table: &TableConfig,
    former: &[TableConfig],
    stored: &Item,
) -> Result<Examined, Error> {
    let mut examined = read(table, former, stored).await?;
    if examined.former.is_some() {
        examined.differences.push(Difference::FormerConfiguration);
    }
    let reader = examined.former.and_then(|number| former.get(number)).unwrap_or(table);
    examined.take_off_padding(table, reader, former);
    let context = seal::context_of(table, &mut examined.item)?;
    let request = RecipientsRequest::new(table.suite(), &context);
    let recipients = table.provider().recipients(request).await;
    examined.recipients =
        recipients.map_err(|source| Error::Key { table: table.logical_name().to_owned(), source })?;
    examined.compare(table, reader, stored);
    // An item that is sealed anew gets all its beacons.
    if let (true, Some(_), Some(header)) = (examined.differences.is_empty(), table.search(), &examined.header) {
        let check = beacon_check::compare(table, stored, examined.item.clone(), &header.data_keys).await?;
        if !check.is_right() {
            examined.differences.push(Difference::Beacons(check));
        }
    }
    Ok(examined)
}

/// Opens an item with the first of the configurations that can.
async fn read(table: &TableConfig, former: &[TableConfig], stored: &Item) -> Result<Examined, Error> {
    let is_legacy = |former: &TableConfig| matches!(format::of(former, stored), Ok(ItemFormat::Legacy));
    let first = match format::of(table, stored) {
        // Only a configuration that names the legacy format tells it from plaintext.
        Ok(ItemFormat::Plaintext) if former.iter().any(is_legacy) => None,
        _ => Some(read_by(table, None, stored).await),
    };
    let mut error = match first {
        Some(Err(error)) if error.is_of_item() => Some(error),
        Some(read) => return read,
        None => None,
    };
    for (number, configuration) in former.iter().enumerate() {
        if error.is_none() && !is_legacy(configuration) {
            continue;
        }
        match read_by(configuration, Some(number), stored).await {
            // That of the present configuration says best what is wrong.
            Err(other) if other.is_of_item() => error = error.or(Some(other)),
            read => return read,
        }
    }
    let unread = || Error::Internal {
        table: Some(table.logical_name().to_owned()),
        what: "no configuration has tried to read an item",
    };
    Err(error.unwrap_or_else(unread))
}

async fn read_by(table: &TableConfig, former: Option<usize>, stored: &Item) -> Result<Examined, Error> {
    let (item, header, difference) = match format::of(table, stored)? {
        ItemFormat::Current => {
            let opened = open::open_current(table, stored.clone()).await?;
            (opened.item, Some(opened.header), None)
        }
        other @ (ItemFormat::Legacy | ItemFormat::Plaintext) => {
            // What a scan of a table or a GetItem gives is whole.
            let opened = open::open(table, stored.clone(), Completeness::Whole).await?;
            let is_legacy = other == ItemFormat::Legacy;
            (opened.item, None, Some(if is_legacy { Difference::Legacy } else { Difference::Plaintext }))
        }
    };
    let differences = difference.into_iter().collect();
    let padding = FormerPadding::default();
    Ok(Examined { differences, former, recipients: None, item, padding, header })
}

impl Examined {
    /// Takes off padding that `reader` knows nothing of.
    fn take_off_padding(&mut self, table: &TableConfig, reader: &TableConfig, former: &[TableConfig]) {
        let Some(header) = &self.header else { return };
        let actions = stored_actions(reader, &self.item, header);
        let encrypted = actions.filter(|(_, action)| *action == AttributeAction::EncryptAndSign);
        let encrypted: BTreeSet<_> = encrypted.map(|(name, _)| name.to_owned()).collect();
        self.padding = take_off(table, reader, former, &mut self.item, &encrypted);
    }

    /// Encrypted attributes whose values look padded, though no configuration says that they are.
    pub(crate) fn looks_padded(&self) -> impl Iterator<Item = &str> {
        self.padding.suspected.iter().map(String::as_str)
    }

    /// Compares what the header says, and the item as `reader` has read it, with what `table` would write.
    fn compare(&mut self, table: &TableConfig, reader: &TableConfig, stored: &Item) {
        let Some(header) = &self.header else { return };
        let differences = &mut self.differences;
        if header.suite != table.suite() {
            differences.push(Difference::Suite { stored: header.suite });
        }
        if header.version != table.header_version() {
            differences.push(Difference::HeaderVersion { stored: header.version });
        }
        for (attribute, stored_action) in stored_actions(reader, &self.item, header) {
            let Some(configured) = table.action(attribute).filter(|_| !table.is_key(attribute)) else {
                continue;
            };
            let name = || attribute.to_owned();
            if configured != stored_action {
                differences.push(Difference::Action { attribute: name(), stored: stored_action, configured });
            } else if self.padding.removed.contains(attribute) {
                differences.push(Difference::Padding { attribute: name() });
            } else if let Some(bytes) = table.padding(attribute) {
                let values = (stored.get(attribute), self.item.get(attribute));
                let is_padded =
                    matches!(values, (Some(stored), Some(value)) if padding::is_stored(stored, value, bytes));
                if !is_padded {
                    differences.push(Difference::Padding { attribute: name() });
                }
            }
        }
        if let Some(recipients) = &self.recipients {
            compare_keys(recipients, header, differences);
        }
    }

    /// Whether only beacons differ, so that the item need not be sealed anew, unless one of them is signed.
    fn beacons(&self) -> Option<&BeaconCheck> {
        match &*self.differences {
            [Difference::Beacons(check)] => Some(check),
            _ => None,
        }
    }

    /// Whether the item would get another data key.
    pub(crate) fn is_resealed(&self) -> bool {
        !self.differences.is_empty() && self.beacons().is_none_or(|check| check.is_resealed)
    }

    /// Checks that another client's beacons are not lost, of which `table` knows nothing.
    pub(crate) fn keeps_beacons(&self, table: &TableConfig, stored: &Item) -> Result<(), Error> {
        let beacon = stored.keys().find(|name| name.starts_with(BEACON_PREFIX));
        match beacon.filter(|_| table.search().is_none() && self.is_resealed()) {
            Some(beacon) => {
                let problem = RefusedProblem::Beacon { attribute: beacon.clone() };
                Err(Error::refused(Some(table.table_name()), "UpdateItem", problem))
            }
            None => Ok(()),
        }
    }

    /// The item as `table` would write it.
    pub(crate) async fn into_converged(self, table: &TableConfig, stored: &Item) -> Result<Item, Error> {
        match self.beacons() {
            Some(check) => {
                let check = check.clone();
                let data_keys = self.header.map(|header| header.data_keys).unwrap_or_default();
                beacon_check::corrected(table, stored, self.item, &check, &data_keys).await
            }
            None => seal::seal(table, self.item).await,
        }
    }

    /// About how many bytes the item will have, as far as that can be known without sealing it.
    pub(crate) fn expected_size(&self, table: &TableConfig, stored: usize) -> usize {
        // What was sealed before gets another header of about the same size.
        if self.header.is_some() || !self.is_resealed() {
            return stored;
        }
        let encrypted = self.item.keys().filter(|name| table.encrypts(name)).count();
        let recipients = self.recipients.as_ref().map_or(1, |recipients| recipients.keys.len());
        stored + ENCRYPTED * encrypted + METADATA + RECIPIENT * recipients
    }
}

/// Bytes that encryption adds to a value: type and tag.
const ENCRYPTED: usize = 18;
/// About the bytes of header and footer with their names, and of a signature with its public key.
const METADATA: usize = 350;
/// About the bytes of a wrapped data key and its tag.
const RECIPIENT: usize = 350;

/// What was done with each attribute of an item that `reader` has read.
pub(super) fn stored_actions<'a>(
    reader: &'a TableConfig,
    item: &'a Item,
    header: &'a Header,
) -> impl Iterator<Item = (&'a str, AttributeAction)> {
    let is_signed = |name: &&String| !reader.is_unsigned(name);
    let mut signed: Vec<_> = item.keys().filter(is_signed).map(|name| CanonicalName::new(name)).collect();
    signed.sort_unstable();
    let signed = signed.into_iter().zip(&header.legend).map(|(name, legend)| {
        let action = match legend {
            Legend::Encrypted => AttributeAction::EncryptAndSign,
            Legend::Signed => AttributeAction::SignOnly,
            Legend::Context => AttributeAction::SignAndIncludeInEncryptionContext,
        };
        (name.as_str(), action)
    });
    let unsigned = item.keys().filter(|name| reader.is_unsigned(name) && !name.starts_with(RESERVED_PREFIX));
    signed.chain(unsigned.map(|name| (name.as_str(), AttributeAction::DoNothing)))
}

/// Compares the stored data keys and the writer with those that would be written.
pub(super) fn compare_keys(recipients: &Recipients, header: &Header, differences: &mut Vec<Difference>) {
    let mut left: Vec<_> = header.data_keys.iter().collect();
    for recipient in &recipients.keys {
        let Some(found) = left.iter().position(|data_key| recipient.has_wrapped(data_key)) else {
            differences.push(Difference::MissingKey { key: recipient.label() });
            continue;
        };
        let data_key = left.remove(found);
        if recipient.version().is_some_and(|active| version_of(data_key) != Some(active)) {
            differences.push(Difference::BranchKeyVersion { key: recipient.label() });
        }
    }
    differences.extend(left.into_iter().map(|data_key| Difference::OtherKey { key: data_key.label() }));
    let is_signed_by =
        |writer: &WriterPublicKey| header.context.get(PUBLIC_KEY) == Some(&*base64::encode(writer.as_bytes()));
    if recipients.writer.as_ref().is_some_and(|writer| !is_signed_by(writer)) {
        differences.push(Difference::Writer);
    }
}
