//! Pages about the whole, not about one type: nothing but documentation.

#[doc = include_str!("key_policies.md")]
pub mod key_policies {}
