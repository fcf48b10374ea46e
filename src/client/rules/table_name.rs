//! Names of tables, and the ARNs that they stand in.

/// Whether a table's name can have this character.
pub(crate) fn is_name_character(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.')
}

/// The name in the ARN of a table, or of something that belongs to a table:
/// `arn:aws:dynamodb:region:account:table/NAME`, and also `…/index/INDEX`.
pub(crate) fn arn_table(arn: &str) -> Option<&str> {
    let mut parts = arn.splitn(6, ':');
    let (scheme, _partition, service) = (parts.next()?, parts.next()?, parts.next()?);
    let (_region, _account, resource) = (parts.next()?, parts.next()?, parts.next()?);
    let name = resource.strip_prefix("table/")?.split('/').next()?;
    let is_arn = scheme == "arn" && service == "dynamodb" && !name.is_empty();
    (is_arn && name.chars().all(is_name_character)).then_some(name)
}

/// Whether `name` could be a table's.
pub(crate) fn is_plain(name: &str) -> bool {
    !name.is_empty() && name.chars().all(is_name_character)
}

/// Whether this is the ARN of a table or of an index in the form that AWS documents, and nothing else.
pub(crate) fn is_arn(arn: &str) -> bool {
    let [scheme, partition, service, region, account, resource] = *arn.split(':').collect::<Vec<_>>() else {
        return false;
    };
    let is_place = [partition, region, account].iter().all(|part| is_plain(part));
    let is_table = match *resource.split('/').collect::<Vec<_>>() {
        ["table", table] => is_plain(table),
        ["table", table, "index", index] => is_plain(table) && is_plain(index),
        _ => false,
    };
    scheme == "arn" && service == "dynamodb" && is_place && is_table
}

/// The table's name where `name` is an ARN, and otherwise `name` itself.
pub(crate) fn plain_name(name: &str) -> &str {
    arn_table(name).unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_arn_has_all_of_its_parts_and_no_others() {
        for arn in [
            "arn:aws:dynamodb:eu-west-1:123456789012:table/orders",
            "arn:aws-us-gov:dynamodb:us-gov-east-1:123456789012:table/my.orders_2/index/by-plan",
            "arn:aws:dynamodb:ddblocal:000000000000:table/orders",
        ] {
            assert!(is_arn(arn), "{arn}");
        }
        for arn in [
            "orders",
            "arn:aws:dynamodb:eu-west-1:1:table/",
            "arn:aws:dynamodb:eu-west-1:1:table/orders/",
            "arn:aws:dynamodb:eu-west-1:1:table/orders/customers",
            "arn:aws:dynamodb:eu-west-1:1:table/orders/index",
            "arn:aws:dynamodb:eu-west-1:1:table/orders/index/a/b",
            "arn:aws:dynamodb:eu-west-1:1:table/orders%2Fcustomers",
            "arn:aws:dynamodb:eu-west-1:1:global-table/orders",
            "arn:aws:dynamodb::1:table/orders",
            "arn:aws:dynamodb:eu west:1:table/orders",
            "arn:aws:dynamodb:eu-west-1:1:table/orders:customers",
            "arn:aws:kms:eu-west-1:1:table/orders",
            "ARN:aws:dynamodb:eu-west-1:1:table/orders",
        ] {
            assert!(!is_arn(arn), "{arn}");
        }
    }
}
