//! What the fuzzer has kept, once more.

use std::path::Path;

use item_encryptor_fuzz::TARGETS;

#[test]
fn no_input_of_the_corpora_breaks_a_rule() {
    let corpora = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    for (name, run) in TARGETS {
        let mut inputs: Vec<_> =
            std::fs::read_dir(corpora.join(name)).unwrap().map(|entry| entry.unwrap().path()).collect();
        inputs.sort();
        assert!(inputs.len() >= 10, "{name} has {} inputs", inputs.len());
        for input in &inputs {
            println!("{name}: {}", input.display());
            run(&std::fs::read(input).unwrap());
        }
    }
}
