//! `check`: configurations compared with the tables that there are.

use dynamodb_item_encryptor::{Finding, FindingProblem, Severity};
use serde::Serialize;

use crate::args::CheckArgs;
use crate::aws;
use crate::config;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::{Meaning, Output};
use crate::shown::{Sentence, shown};

/// What was found about a table, as JSON has it.
#[derive(Serialize)]
struct Checked<'a> {
    table: &'a str,
    table_name: &'a str,
    findings: Vec<Found>,
}

#[derive(Serialize)]
struct Found {
    severity: String,
    finding: String,
}

/// Carries the verb out.
pub(crate) async fn run(args: CheckArgs, output: &mut Output) -> Result<Exit, Failure> {
    let tables = config::tables_without_keys(&args.config)?;
    let sdk = aws::sdk_config(&args.aws).await;
    let client = aws::dynamodb(&args.aws, &sdk)?;
    let mut exit = Exit::Done;
    for table in tables {
        let report = table.check(&client).await;
        for finding in report.findings() {
            exit = exit.or(of(finding));
            if let (Exit::Refused | Exit::Unavailable, name) = (of(finding), shown(table.logical_name())) {
                let failure = aws::advised_by_words(Failure::new(of(finding), finding.problem.to_string()));
                output.note(format_args!("item-encryptor: table '{name}': {}", failure.sentence()));
            }
        }
        if output.json {
            let findings = report.findings().iter().map(|finding| Found {
                severity: finding.severity().to_string(),
                finding: finding.problem.to_string(),
            });
            let (table, table_name) = (table.logical_name(), table.table_name());
            output.json(&Checked { table, table_name, findings: findings.collect() })?;
        } else if report.is_clean() {
            let fits = output.paint(Meaning::Good, "fits");
            output.line(format_args!("table '{}': {fits}", shown(table.logical_name())))?;
        } else {
            for finding in report.findings() {
                let meaning =
                    if finding.severity() == Severity::Error { Meaning::Bad } else { Meaning::Doubtful };
                let line = output.paint(meaning, Sentence(finding));
                output.line(line)?;
            }
        }
    }
    Ok(exit)
}

/// The exit code for a finding alone.
fn of(finding: &Finding) -> Exit {
    match &finding.problem {
        FindingProblem::NotDescribed { reason, .. } if aws::is_busy(reason) => Exit::Unavailable,
        FindingProblem::NotDescribed { reason, .. } if reason.contains("credentials") => Exit::Refused,
        // A call that got no answer has no code, but a sentence of the SDK's.
        FindingProblem::NotDescribed { reason, .. } if reason.contains(' ') => Exit::Unavailable,
        FindingProblem::NotDescribed { .. } => Exit::Refused,
        _ if finding.severity() == Severity::Error => Exit::Findings,
        _ => Exit::Done,
    }
}
