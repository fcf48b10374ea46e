//! The repository itself: what is published, which tests hold its promises, what a crate outside can do.

mod advisories;
mod anchors;
mod examples;
mod licences;
mod outside_crate;
mod package;
mod programs;
mod security_claims;
mod specification;

use std::path::Path;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
