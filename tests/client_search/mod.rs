//! What the tests of searching share.

pub mod random;
pub mod tables;
