//! The tenant that a request is for.

use super::compound_text;
use super::names;
use crate::expression::{Condition, Parameters};
use crate::search::{BeaconRef, CompoundBeacon, KeyChoice, PartSource, SearchModel};

/// Several tenants are named.
pub(super) struct Several;

/// The tenant whose key id some conditions compare with the attribute that names it, or with the part of a compound
/// beacon that is this attribute. `None` where they name none, or the table has one beacon key for all.
///
/// # Errors
/// When they name several.
pub(super) fn of<'a>(
    model: &SearchModel,
    conditions: impl IntoIterator<Item = &'a Condition>,
    parameters: &Parameters<'_>,
) -> Result<Option<String>, Several> {
    let KeyChoice::PerTenant(attribute) = model.keys().choice() else { return Ok(None) };
    let mut tenant: Option<&str> = None;
    for comparison in conditions.into_iter().flat_map(Condition::comparisons) {
        for value in &comparison.values {
            let value = parameters.values.and_then(|values| values.get(*value)?.as_s().ok());
            let Some(value) = value else { continue };
            let named = comparison.attributes.iter().filter_map(|name| {
                if name == attribute {
                    Some(value.as_str())
                } else {
                    in_compound(model, name, attribute, value)
                }
            });
            for id in named {
                if tenant.is_some_and(|tenant| tenant != id) {
                    return Err(Several);
                }
                tenant = Some(id);
            }
        }
    }
    Ok(tenant.map(str::to_owned))
}

/// The tenant in a value of a compound beacon of which it is a part.
fn in_compound<'a>(model: &SearchModel, name: &str, attribute: &str, value: &'a str) -> Option<&'a str> {
    let beacon = match names::beacon(model, name)? {
        BeaconRef::Compound(number) => model.compounds().get(number),
        BeaconRef::Signed(number) => model.signed().get(number),
        BeaconRef::Standard(_) => None,
    }?;
    let part = tenant_part(beacon, attribute)?;
    compound_text::signed_text(beacon, value, |number| number == part)
}

/// The only part of a compound beacon that names the tenant.
fn tenant_part(beacon: &CompoundBeacon, attribute: &str) -> Option<usize> {
    let is_tenant = |source: &PartSource| match source {
        PartSource::Signed(location) => location.root() == attribute && location.steps().is_empty(),
        PartSource::Encrypted(_) => false,
    };
    let parts = beacon.parts().iter().enumerate();
    let mut numbers = parts.filter(|(_, part)| is_tenant(part.source())).map(|(number, _)| number);
    numbers.next().filter(|_| numbers.next().is_none())
}
