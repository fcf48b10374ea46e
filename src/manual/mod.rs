//! Pages about the whole, not about one type: nothing but documentation.

#[doc = include_str!("key_policies.md")]
pub mod key_policies {}

#[doc = include_str!("choosing_keys.md")]
pub mod choosing_keys {}

#[doc = include_str!("rotating_keys.md")]
pub mod rotating_keys {}

#[doc = include_str!("whole_tables.md")]
pub mod whole_tables {}

#[doc = include_str!("large_tables.md")]
pub mod large_tables {}

#[doc = include_str!("errors.md")]
pub mod errors {}

#[doc = include_str!("telemetry.md")]
pub mod telemetry {}

#[doc = include_str!("cold_start.md")]
pub mod cold_start {}

#[doc = include_str!("fips.md")]
pub mod fips {}

#[doc = include_str!("lambda.md")]
pub mod lambda {}

#[doc = include_str!("infrastructure.md")]
pub mod infrastructure {}

#[doc = include_str!("status.md")]
pub mod status {}

#[doc = include_str!("cached_kms.md")]
pub mod cached_kms {}

#[doc = include_str!("padding.md")]
pub mod padding {}

#[doc = include_str!("searching.md")]
pub mod searching {}

#[doc = include_str!("typed_items.md")]
pub mod typed_items {}

#[doc = include_str!("differences.md")]
pub mod differences {}

#[doc = include_str!("protected_updates.md")]
pub mod protected_updates {}

#[doc = include_str!("moving_an_application.md")]
pub mod moving_an_application {}

#[doc = include_str!("plaintext_tables.md")]
pub mod plaintext_tables {}

#[cfg(feature = "config")]
#[doc = include_str!("configuration_file.md")]
pub mod configuration_file {}

#[doc = include_str!("testing.md")]
pub mod testing {}

#[cfg(feature = "legacy")]
#[doc = include_str!("legacy_format.md")]
pub mod legacy_format {}

/// The page [`legacy_format`] under its first name.
#[cfg(feature = "legacy")]
#[doc(hidden)]
pub use self::legacy_format as older_format;

#[doc = include_str!("architecture.md")]
pub mod architecture {}
