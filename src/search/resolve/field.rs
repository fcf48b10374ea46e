//! Rules of virtual fields.

use std::collections::BTreeSet;

use super::{Attributes, Broken, Treatment, is_given_empty};
use crate::error::SearchRule;
use crate::search::builder::Declared;
use crate::search::transform::is_separator;
use crate::search::virtual_field::FieldPart;
use crate::search::{Location, Transform, VirtualField, VirtualModel};

/// Checks all virtual fields.
///
/// Source: `specification/searchable-encryption/virtual.md`, section "Virtual Field Initialization".
pub(super) fn resolve(declared: &Declared, attributes: &Attributes<'_>) -> Result<Vec<VirtualModel>, Broken> {
    let mut fields: Vec<VirtualModel> = Vec::new();
    for declared in declared.virtual_fields.iter().flatten() {
        let field = field(declared, attributes)?;
        let broken = |rule| Err(Broken::field(&field.name, rule));
        if fields.iter().any(|other| other.name == field.name) {
            return broken(SearchRule::DuplicateName);
        }
        let locations: BTreeSet<_> = field.locations().collect();
        let same = fields.iter().find(|other| other.locations().collect::<BTreeSet<_>>() == locations);
        if let Some(other) = same {
            return broken(SearchRule::SameLocations { other: other.name.clone() });
        }
        fields.push(field);
    }
    Ok(fields)
}

fn field(declared: &VirtualField, attributes: &Attributes<'_>) -> Result<VirtualModel, Broken> {
    let broken = |rule| Broken::field(&declared.name, rule);
    attributes.check_own_name(&declared.name).map_err(broken)?;
    let parts = declared.parts.as_deref().unwrap_or_default();
    if parts.is_empty() {
        return Err(broken(SearchRule::EmptyList { what: "parts" }));
    }
    let parts = parts.iter().map(|declared| part(declared, attributes)).collect::<Result<_, _>>();
    let parts = parts.map_err(|(rule, attribute)| Broken { attribute, ..broken(rule) })?;
    Ok(VirtualModel { name: declared.name.clone(), parts })
}

/// A part, or the rule that it breaks, and the attribute that it is about.
fn part(
    declared: &FieldPart,
    attributes: &Attributes<'_>,
) -> Result<(Location, Vec<Transform>), (SearchRule, Option<String>)> {
    let FieldPart { location, transforms } = declared;
    let place = Location::parse(location).map_err(|rule| (rule, None))?;
    match attributes.treatment_of_any(place.root()) {
        Some(Treatment::Encrypted | Treatment::Signed) => {}
        Some(Treatment::Unsigned) | None => {
            let rule = SearchRule::UnsignedLocation { location: location.clone() };
            return Err((rule, Some(place.root().to_owned())));
        }
    }
    if is_given_empty(transforms) {
        return Err((SearchRule::EmptyList { what: "transforms" }, None));
    }
    let transforms = transforms.clone().unwrap_or_default();
    if transforms.iter().filter_map(Transform::split).any(|split| !is_separator(split)) {
        return Err((SearchRule::Split, None));
    }
    Ok((place, transforms))
}
