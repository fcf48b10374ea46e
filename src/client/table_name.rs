//! Names of tables, and the ARNs that they stand in.

/// Whether a table's name can have this character.
pub(super) fn is_name_character(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.')
}

/// The name in the ARN of a table, or of something that belongs to a table:
/// `arn:aws:dynamodb:region:account:table/NAME`, and also `…/index/INDEX`.
pub(super) fn arn_table(arn: &str) -> Option<&str> {
    let mut parts = arn.splitn(6, ':');
    let (scheme, _partition, service) = (parts.next()?, parts.next()?, parts.next()?);
    let (_region, _account, resource) = (parts.next()?, parts.next()?, parts.next()?);
    let name = resource.strip_prefix("table/")?.split('/').next()?;
    let is_arn = scheme == "arn" && service == "dynamodb" && !name.is_empty();
    (is_arn && name.chars().all(is_name_character)).then_some(name)
}

/// The table's name where `name` is an ARN, and otherwise `name` itself.
pub(super) fn plain_name(name: &str) -> &str {
    arn_table(name).unwrap_or(name)
}
