//! The repository itself: what is published, which tests hold its promises, what a crate outside can do.

mod anchors;
mod examples;
mod outside_crate;
mod package;
mod programs;
mod security_claims;
mod specification;
