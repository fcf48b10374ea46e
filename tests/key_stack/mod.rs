//! Looking for key material on the stack of threads that have worked with it, and in memory that they have given back.
//! `tests/key_stack.rs` does so with unoptimised code, `benches/key_stack.rs` with code as an application gets it, in which the
//! compiler keeps and copies values where it likes.

pub mod beacons;
pub mod cases;
pub mod constructors;
pub mod derived;
pub mod heap;
#[cfg(feature = "legacy")]
pub mod legacy;
pub mod stack;

#[global_allocator]
static ALLOCATOR: heap::Copying = heap::Copying;

/// Panics when a case leaves key material, having tried all of them.
pub fn check() {
    stack::the_search_finds_what_is_left();
    let mut findings = stack::Findings::default();
    cases::check(&mut findings);
    constructors::check(&mut findings);
    beacons::check(&mut findings);
    #[cfg(feature = "legacy")]
    legacy::check(&mut findings);
    findings.finish();
}
