//! Which module of the cryptographic library a build works with.

use crate::error::KeyError;

/// Whether the cryptographic library is the one that the build asked for: with the feature `fips`, in FIPS mode.
///
/// The module tests itself when the process loads it, and ends the process if that fails. So what is found out here is
/// whether it was linked at all.
#[cfg(feature = "fips")]
pub(crate) fn check() -> Result<(), KeyError> {
    aws_lc_rs::try_fips_mode().map_err(|why| {
        KeyError::Config(format!(
            "this build of dynamodb-item-encryptor has the feature `fips`, but its cryptographic library is not in FIPS mode \
             ({why}); look at what aws-lc-fips-sys was built from or linked with"
        ))
    })
}

/// There is nothing to find out.
#[cfg(not(feature = "fips"))]
pub(crate) fn check() -> Result<(), KeyError> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_library_is_in_fips_mode_where_the_build_asks_for_it_and_only_there() {
        check().unwrap();
        assert_eq!(aws_lc_rs::try_fips_mode().is_ok(), cfg!(feature = "fips"));
    }
}
