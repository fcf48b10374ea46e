//! Structs that say something that cannot be: the compiler points at the field, and its message has the field's name.

#[test]
fn mistakes_are_reported_at_their_fields() {
    trybuild::TestCases::new().compile_fail("tests/wrong/*.rs");
}
