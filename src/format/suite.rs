//! Algorithm suites of the format.
//!
//! Source: `framework/algorithm-suites.md` of the AWS Encryption SDK specification.

use std::str::FromStr;

use crate::error::Error;

/// How an item is encrypted, authenticated and signed.
///
/// All suites encrypt each attribute with AES-256-GCM under keys derived with HKDF-SHA512, commit to
/// the data key in the header, and authenticate the item with HMAC-SHA384 for every recipient.
///
/// Example: [`suite`](crate::TableConfigBuilder::suite).
///
/// Source: `framework/commitment-policy.md`, section "DBE.REQUIRE_ENCRYPT_REQUIRE_DECRYPT".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum AlgorithmSuite {
    /// `0x6700`: no signature. Whoever can decrypt an item can also make one that verifies, and readers accept it
    /// unless they have a [strict policy](crate::ReaderPolicy).
    ///
    /// AWS calls it `ALG_AES_256_GCM_HKDF_SHA512_COMMIT_KEY_SYMSIG_HMAC_SHA384`.
    HmacSha384,
    /// `0x6701`, the default: in addition an ECDSA signature over P-384, with a new key pair for each
    /// item, or for several items if the [keyring supplies the signer](crate::Keyring::signer). The public key is in the
    /// encryption context.
    ///
    /// AWS calls it `ALG_AES_256_GCM_HKDF_SHA512_COMMIT_KEY_ECDSA_P384_SYMSIG_HMAC_SHA384`.
    #[default]
    HmacSha384EcdsaP384,
    /// `0x67ED`, this crate's own: as `0x6701`, with Ed25519 in place of ECDSA, which is several times
    /// faster. **AWS's libraries refuse such items.**
    ///
    /// The footer ends with the 64 bytes of the signature, and the encryption context holds the 32 bytes
    /// of the public key, in base64, in the same place as for `0x6701`. It takes the feature `ed25519`, which is on by default: a
    /// build without it, or with the feature `fips`, refuses tables with this suite, and reads none of their items.
    HmacSha384Ed25519,
}

impl AlgorithmSuite {
    /// Every suite of this build, by ascending identifiers. A new version of this crate may have more; without the feature
    /// `ed25519`, and with `fips`, [`HmacSha384Ed25519`](Self::HmacSha384Ed25519) is not among them.
    pub const ALL: &'static [Self] = &[
        AlgorithmSuite::HmacSha384,
        AlgorithmSuite::HmacSha384EcdsaP384,
        #[cfg(all(feature = "ed25519", not(feature = "fips")))]
        AlgorithmSuite::HmacSha384Ed25519,
    ];

    /// The suite's two-byte identifier: `0x6700`, `0x6701` or `0x67ED`.
    ///
    /// Source: `framework/algorithm-suites.md`, sections "Supported Algorithm Suites" and "Algorithm Suite ID".
    pub fn id(self) -> u16 {
        0x6700 | u16::from(self.flavor())
    }

    /// AWS's name of the suite; for this crate's own suite, a name of the same pattern.
    pub fn name(self) -> &'static str {
        match self {
            AlgorithmSuite::HmacSha384 => "ALG_AES_256_GCM_HKDF_SHA512_COMMIT_KEY_SYMSIG_HMAC_SHA384",
            AlgorithmSuite::HmacSha384EcdsaP384 => {
                "ALG_AES_256_GCM_HKDF_SHA512_COMMIT_KEY_ECDSA_P384_SYMSIG_HMAC_SHA384"
            }
            AlgorithmSuite::HmacSha384Ed25519 => {
                "ALG_AES_256_GCM_HKDF_SHA512_COMMIT_KEY_ED25519_SYMSIG_HMAC_SHA384"
            }
        }
    }

    /// Whether items carry a signature besides the recipients' tags.
    pub fn is_signed(self) -> bool {
        match self {
            AlgorithmSuite::HmacSha384 => false,
            AlgorithmSuite::HmacSha384EcdsaP384 | AlgorithmSuite::HmacSha384Ed25519 => true,
        }
    }

    /// The header's second byte.
    pub(crate) fn flavor(self) -> u8 {
        match self {
            AlgorithmSuite::HmacSha384 => 0,
            AlgorithmSuite::HmacSha384EcdsaP384 => 1,
            AlgorithmSuite::HmacSha384Ed25519 => 0xed,
        }
    }

    /// The suite with the given header byte.
    pub(crate) fn from_flavor(flavor: u8) -> Option<Self> {
        Self::ALL.iter().copied().find(|suite| suite.flavor() == flavor)
    }
}

impl FromStr for AlgorithmSuite {
    type Err = Error;

    /// Reads [AWS's name](Self::name) of the suite, or its [identifier](Self::id) as `0x6701`.
    fn from_str(name: &str) -> Result<Self, Error> {
        let is_it =
            |suite: &&Self| suite.name() == name || format!("{:#06x}", suite.id()).eq_ignore_ascii_case(name);
        let known = "those of AlgorithmSuite::name, and 0x6700, 0x6701 and 0x67ed";
        Self::ALL.iter().find(is_it).copied().ok_or_else(|| Error::unknown_name("algorithm suite", known))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_suite_is_read_by_name_and_by_identifier() {
        for suite in AlgorithmSuite::ALL.iter().copied() {
            assert_eq!(suite.name().parse::<AlgorithmSuite>().unwrap(), suite);
            assert_eq!(format!("0x{:X}", suite.id()).parse::<AlgorithmSuite>().unwrap(), suite);
        }
        for other in ["", "6701", "0x6702", "ALG_AES_256_GCM"] {
            assert!(other.parse::<AlgorithmSuite>().is_err(), "{other}");
        }
    }

    /// The next suite after `suite`. Whoever adds one has to say here where it comes.
    fn after(suite: AlgorithmSuite) -> Option<AlgorithmSuite> {
        match suite {
            AlgorithmSuite::HmacSha384 => Some(AlgorithmSuite::HmacSha384EcdsaP384),
            AlgorithmSuite::HmacSha384EcdsaP384 => Some(AlgorithmSuite::HmacSha384Ed25519),
            AlgorithmSuite::HmacSha384Ed25519 => None,
        }
    }

    #[test]
    fn all_suites_are_listed_and_found_by_their_byte() {
        let all: Vec<_> =
            std::iter::successors(Some(AlgorithmSuite::HmacSha384), |suite| after(*suite)).collect();
        // This crate's own needs a feature that is on by default, and is none of those that `fips` permits.
        let has_own = cfg!(all(feature = "ed25519", not(feature = "fips")));
        let all: Vec<_> = all.into_iter().filter(|suite| has_own || suite.id() != 0x67ed).collect();
        assert_eq!(AlgorithmSuite::ALL, all);
        assert!(all.is_sorted_by_key(|suite| suite.id()));
        for flavor in 0..=u8::MAX {
            let found = AlgorithmSuite::from_flavor(flavor);
            assert_eq!(found, all.iter().copied().find(|suite| suite.flavor() == flavor));
        }
    }
}
