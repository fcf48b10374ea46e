//! Pages about the whole, not about one type: nothing but documentation.

#[doc = include_str!("key_policies.md")]
pub mod key_policies {}

#[doc = include_str!("cached_kms.md")]
pub mod cached_kms {}

#[doc = include_str!("padding.md")]
pub mod padding {}

#[doc = include_str!("differences.md")]
pub mod differences {}

#[cfg(feature = "legacy")]
#[doc = include_str!("older_format.md")]
pub mod older_format {}
