//! Checks, and measures nothing: no key material is left on the stack or in memory by optimised code. See `tests/key_stack.rs`. It is
//! among the benchmarks because these are built as an application is, which tests are not.

#[cfg(target_os = "linux")]
#[path = "../tests/key_stack/mod.rs"]
mod key_stack;

fn main() {
    #[cfg(target_os = "linux")]
    key_stack::check();
}
