//! What a stranger can write: `tests/outside` is a crate outside of this workspace, with a keyring, a material provider
//! and a source of branch keys of its own.

use std::path::Path;
use std::process::Command;

#[test]
fn a_crate_outside_implements_keyring_and_provider_and_tests_them() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    // The folder that this test was built in: most of what the crate needs is there already.
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap();
    let cargo = std::env::var_os("CARGO").unwrap_or("cargo".into());
    let output = Command::new(cargo)
        .args(["test", "--locked", "--quiet", "--manifest-path"])
        .arg(root.join("tests/outside/Cargo.toml"))
        .env("CARGO_TARGET_DIR", target)
        .output()
        .unwrap();
    let (out, error) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{out}\n{error}");
    assert!(out.contains("4 passed"), "the tests outside did not run: {out}");
}
