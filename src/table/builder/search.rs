//! A table's search, checked against what the table does with its attributes.

use std::collections::{HashMap, HashSet};

use super::TableConfigBuilder;
use crate::error::{ConfigProblem, Error, SearchPlace, SearchRule};
use crate::format::{RESERVED_CONTEXT_PREFIX, RESERVED_PREFIX};
use crate::search::{Attributes, Broken, SearchModel, Treatment};
use crate::table::{AttributeAction, LegacyFormat};

impl TableConfigBuilder {
    /// Gives the beacons without an encrypted part, which are attributes, their action. They have no other.
    ///
    /// Source: `specification/searchable-encryption/beacons.md`, section "Signed Beacons".
    pub(super) fn add_signed_beacons(
        &self,
        actions: &mut HashMap<String, AttributeAction>,
    ) -> Result<(), Error> {
        let declared: HashSet<String> = actions.keys().cloned().collect();
        for name in self.search.iter().flat_map(|search| search.signed_names()) {
            if declared.contains(name) {
                let place = SearchPlace::Beacon(name.to_owned());
                return Err(self.broken(Broken::new(place, SearchRule::AttributeName).at(name)));
            }
            actions.insert(name.to_owned(), AttributeAction::SignOnly);
        }
        Ok(())
    }

    /// Checks the rules of the search.
    pub(super) fn resolve_search(
        &self,
        actions: &HashMap<String, AttributeAction>,
    ) -> Result<Option<SearchModel>, Error> {
        let Some(search) = &self.search else { return Ok(None) };
        let signed: HashSet<&str> = search.signed_names().collect();
        let declared = actions.iter().filter(|(name, _)| !signed.contains(name.as_str()));
        let treatments = declared.map(|(name, action)| (name.as_str(), treatment(*action))).collect();
        let own_names: HashSet<&str> = search.own_names().collect();
        let may_be_unsigned = |name: &str| self.is_allowed_unsigned(name);
        let others = |name: &str| {
            let is_reserved =
                [RESERVED_PREFIX, RESERVED_CONTEXT_PREFIX].iter().any(|prefix| name.starts_with(prefix));
            let is_other = !is_reserved && !own_names.contains(name) && !may_be_unsigned(name);
            self.others.filter(|_| is_other).map(treatment)
        };
        let attributes = Attributes { treatments, others: &others, may_be_unsigned: &may_be_unsigned };
        let model = search.resolve(&self.logical_name, &attributes).map_err(|broken| self.broken(broken))?;
        let is_legacy = self.legacy_format.as_deref().is_some_and(LegacyFormat::is_written);
        if self.plaintext.writes_plaintext() || is_legacy {
            return Err(self.broken(Broken::new(SearchPlace::Whole, SearchRule::WrittenWithoutBeacons)));
        }
        Ok(Some(model))
    }

    fn broken(&self, broken: Broken) -> Error {
        let Broken { attribute, problem } = broken;
        self.error(attribute.as_deref(), ConfigProblem::Search(problem))
    }
}

fn treatment(action: AttributeAction) -> Treatment {
    match action {
        AttributeAction::EncryptAndSign => Treatment::Encrypted,
        AttributeAction::SignOnly | AttributeAction::SignAndIncludeInEncryptionContext => Treatment::Signed,
        AttributeAction::DoNothing => Treatment::Unsigned,
    }
}
