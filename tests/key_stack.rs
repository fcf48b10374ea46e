//! No key material is left on the stack, nor in memory that is given back, by sealing, opening and taking keys in: for every
//! suite, kind of keyring and way to fail. Here this crate's code is unoptimised; `cargo bench --bench key_stack` looks at optimised code.
//!
//! The stack of the working thread is read from another one by way of `/proc`, which only Linux has.

#![cfg(target_os = "linux")]
#[path = "key_stack/mod.rs"]
mod key_stack;

#[test]
fn no_key_material_is_left() {
    key_stack::check();
}
