//! Does the work of one case a number of times, for `benches/instructions.sh`, which counts the instructions.
//!
//! ```text
//! instructions --list         the cases
//! instructions --cpu          the instruction sets that it sees and that the primitives choose by
//! instructions CASE COUNT     the work of a case, so many times
//! ```

mod support;

use std::hint::black_box;

use dynamodb_item_encryptor::AlgorithmSuite;

use support::cases::{self, SHAPES, Shape};

const PLAIN: AlgorithmSuite = AlgorithmSuite::HmacSha384;

/// The cases, in both directions: each has something of its own that can become slow.
const CASES: [(&str, AlgorithmSuite, Shape); 7] = [
    ("0x6700/10x64B", PLAIN, Shape::text(10, 64)),
    ("0x6700/10x1KiB", PLAIN, Shape::text(10, 1024)),
    ("0x6700/30x100B-mixed", PLAIN, SHAPES[2]),
    ("0x6700/1000x64B", PLAIN, Shape::text(1000, 64)),
    ("0x6700/1x390KB", PLAIN, Shape::text(1, 390_000)),
    ("0x6701/10x64B", AlgorithmSuite::HmacSha384EcdsaP384, Shape::text(10, 64)),
    ("Ed25519/10x64B", AlgorithmSuite::HmacSha384Ed25519, Shape::text(10, 64)),
];

/// Those that are also read again and again, with their materials kept.
const READ_AGAIN: [&str; 2] = ["0x6700/10x64B", "0x6701/10x64B"];

fn main() -> Result<(), String> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["--list"] => names().for_each(|name| println!("{name}")),
        ["--cpu"] => println!("{}", cpu()),
        [name, count] => {
            let count = count.parse().map_err(|_| format!("{count:?} is no number"))?;
            run(name, count).ok_or_else(|| format!("there is no case {name:?}"))?;
        }
        // As one of all benchmarks.
        _ => println!("instructions: counted by benches/instructions.sh"),
    }
    Ok(())
}

/// The names of the cases.
fn names() -> impl Iterator<Item = String> {
    let cases = CASES.iter().flat_map(|(name, ..)| ["encrypt", "decrypt"].map(|what| format!("{what}/{name}")));
    cases.chain(READ_AGAIN.map(|name| format!("reread/{name}")))
}

fn run(name: &str, count: usize) -> Option<()> {
    let (what, name) = name.split_once('/')?;
    let (_, suite, shape) = CASES.into_iter().find(|(case, ..)| *case == name)?;
    let encryptor = match what {
        "reread" => shape.keeping_encryptor(suite),
        _ => shape.encryptor(suite),
    };
    let plain = shape.item();
    let stored = cases::encrypt(&encryptor, plain.clone());
    for _ in 0..count {
        match what {
            "encrypt" => drop(black_box(cases::encrypt(&encryptor, plain.clone()))),
            "decrypt" | "reread" => drop(black_box(cases::decrypt(&encryptor, stored.clone()))),
            _ => return None,
        }
    }
    Some(())
}

#[cfg(target_arch = "x86_64")]
fn cpu() -> String {
    let sets = [
        ("adx", is_x86_feature_detected!("adx")),
        ("aes", is_x86_feature_detected!("aes")),
        ("avx", is_x86_feature_detected!("avx")),
        ("avx2", is_x86_feature_detected!("avx2")),
        ("avx512f", is_x86_feature_detected!("avx512f")),
        ("bmi2", is_x86_feature_detected!("bmi2")),
        ("pclmulqdq", is_x86_feature_detected!("pclmulqdq")),
        ("sha", is_x86_feature_detected!("sha")),
        ("ssse3", is_x86_feature_detected!("ssse3")),
        ("vaes", is_x86_feature_detected!("vaes")),
    ];
    let there: Vec<&str> = sets.iter().filter(|(_, there)| *there).map(|(name, _)| *name).collect();
    format!("x86_64 {}", there.join(" "))
}

#[cfg(not(target_arch = "x86_64"))]
fn cpu() -> String {
    std::env::consts::ARCH.to_owned()
}
