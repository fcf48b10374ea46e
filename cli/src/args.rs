//! The command line.

mod beacons;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use crate::exit;
use crate::walk::args::WalkArgs;
pub(crate) use beacons::{AdviseArgs, BackfillArgs, BeaconLimits, BeaconsVerb, VerifyBeaconsArgs};

/// Inspects, verifies, opens and converts tables and exports whose items are encrypted on the client.
#[derive(Debug, Parser)]
#[command(name = "item-encryptor", version, after_help = exit::HELP, disable_help_subcommand = true)]
#[command(arg_required_else_help = true, max_term_width = 100)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) verb: Verb,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    Inspect(InspectArgs),
    Verify(VerifyArgs),
    Survey(SurveyArgs),
    Converge(ConvergeArgs),
    Rewrap(RewrapArgs),
    Open(OpenArgs),
    /// Set, verify and choose the beacons that encrypted attributes are searched by
    #[command(subcommand, arg_required_else_help = true)]
    Beacons(BeaconsVerb),
    Check(CheckArgs),
    Policy(PolicyArgs),
    /// Make and show branch keys in a key store
    #[command(subcommand, arg_required_else_help = true)]
    KeyStore(KeyStoreVerb),
    /// Write completions for a shell to standard output
    Completions {
        /// The shell
        shell: Shell,
    },
    /// Write the manual page to standard output
    Man {
        /// The verb that the page is about; without it, it is about the program
        verb: Vec<String>,
    },
}

/// How results are written.
#[derive(Debug, Args)]
#[command(next_help_heading = "Output")]
pub(crate) struct OutputArgs {
    /// Write results as JSON, one object a line
    #[arg(long, global = true)]
    pub(crate) json: bool,
    /// Tell nothing but results and errors
    #[arg(short, long, global = true)]
    pub(crate) quiet: bool,
    /// When to use colours
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", hide_possible_values = true)]
    pub(crate) color: ColorChoice,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ColorChoice {
    Auto,
    Always,
    Never,
}

/// Where AWS is, and who is asking. What is not given here comes from the environment and the profile.
#[derive(Debug, Args)]
#[command(next_help_heading = "AWS")]
pub(crate) struct AwsArgs {
    /// The region
    #[arg(long)]
    pub(crate) region: Option<String>,
    /// The profile in the AWS configuration file
    #[arg(long)]
    pub(crate) profile: Option<String>,
    /// Where DynamoDB is, if not at its usual address
    #[arg(long, value_name = "URL")]
    pub(crate) endpoint_url: Option<String>,
}

/// Show what stored items say about themselves: format, keys, attributes, sizes
#[derive(Debug, Args)]
#[command(after_help = "\
Items come from a file in DynamoDB JSON (one item, a line for each, or an answer of the AWS\n\
command line), from standard input, or by their key from a table. No encryption key is needed.\n\
Without a configuration nothing that is shown is verified; with one, it says what does not verify.")]
pub(crate) struct InspectArgs {
    /// The file, which may be compressed with gzip; "-" or none: standard input
    #[arg(conflicts_with = "key")]
    pub(crate) file: Option<PathBuf>,
    /// Read the item with this key, in DynamoDB JSON: {"id":{"S":"42"}}
    #[arg(short, long, value_name = "JSON")]
    pub(crate) key: Option<String>,
    /// The table: its name in DynamoDB, or in the configuration
    #[arg(short, long, value_name = "NAME")]
    pub(crate) table: Option<String>,
    /// Names with this prefix are not signed; --config says it better
    #[arg(long, value_name = "PREFIX", conflicts_with = "config")]
    pub(crate) unsigned_prefix: Option<String>,
    /// A file with tables and keys, TOML or JSON, to verify items with
    #[arg(short, long, value_name = "FILE", env = "ITEM_ENCRYPTOR_CONFIG", hide_env = true)]
    pub(crate) config: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) aws: AwsArgs,
}

/// The configuration of tables and keys.
#[derive(Debug, Args)]
#[command(next_help_heading = "Configuration")]
pub(crate) struct ConfigArgs {
    /// Tables and keys, in TOML or JSON
    #[arg(short, long, value_name = "FILE", env = "ITEM_ENCRYPTOR_CONFIG", hide_env_values = true)]
    pub(crate) config: PathBuf,
    /// The table, if the file has several
    #[arg(short, long, value_name = "NAME")]
    pub(crate) table: Option<String>,
}

/// A table of the configuration that is walked over.
#[derive(Debug, Args)]
pub(crate) struct TableArgs {
    #[command(flatten)]
    pub(crate) walk: WalkArgs,
    #[command(flatten)]
    pub(crate) config: ConfigArgs,
    #[command(flatten)]
    pub(crate) aws: AwsArgs,
}

/// Whether what a walk has found is changed, or told.
#[derive(Debug, Args)]
pub(crate) struct ChangeArgs {
    /// Write what differs: without this, it is only counted
    #[arg(long)]
    pub(crate) write: bool,
    /// Name each item that differs
    #[arg(long)]
    pub(crate) list: bool,
}

/// Files of items.
#[derive(Debug, Args)]
pub(crate) struct SourceArgs {
    /// The folder of an export with its manifests, files of lines in DynamoDB JSON, or "-"
    #[arg(value_name = "SOURCE")]
    pub(crate) sources: Vec<PathBuf>,
}

/// Decrypt the items of an export
#[derive(Debug, Args)]
#[command(after_help = "\
Reads a folder with an export of DynamoDB (its checksums have to agree), files of one item a\n\
line, or standard input; compressed with gzip or not. Items that do not verify are named on\n\
standard error and left out.")]
pub(crate) struct OpenArgs {
    #[command(flatten)]
    pub(crate) source: SourceArgs,
    /// As dynamodb-json, json-lines or csv
    #[arg(short, long, value_name = "FORMAT", default_value = "dynamodb-json", hide_possible_values = true)]
    pub(crate) format: OpenFormat,
    /// Write to this file, which is there when it is whole
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// CSV: only these attributes, in this order
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    pub(crate) columns: Vec<String>,
    /// CSV: put a ' before what a spreadsheet would take for a formula
    #[arg(long)]
    pub(crate) for_spreadsheet: bool,
    #[command(flatten)]
    pub(crate) config: ConfigArgs,
    #[command(flatten)]
    pub(crate) aws: AwsArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum OpenFormat {
    DynamodbJson,
    JsonLines,
    Csv,
}

/// Verify all items of a table or an export
#[derive(Debug, Args)]
#[command(after_help = "\
Reads the whole table with the configuration's keys, or what SOURCE names, and names every item\n\
that does not verify. Nothing is written.")]
pub(crate) struct VerifyArgs {
    #[command(flatten)]
    pub(crate) source: SourceArgs,
    #[command(flatten)]
    pub(crate) table: TableArgs,
}

/// Compare a configuration with the tables that there are
#[derive(Debug, Args)]
#[command(after_help = "\
Asks DynamoDB to describe the tables of the configuration (or the one that --table names): their\n\
keys, indexes and time to live. Needs no key, and reads no item.")]
pub(crate) struct CheckArgs {
    #[command(flatten)]
    pub(crate) config: ConfigArgs,
    #[command(flatten)]
    pub(crate) aws: AwsArgs,
}

#[derive(Debug, Subcommand)]
pub(crate) enum KeyStoreVerb {
    /// Create the table of a key store, unless it exists
    Create(StoreArgs),
    CreateKey(CreateKeyArgs),
    VersionKey(VersionKeyArgs),
    /// List the branch keys of a key store
    List(StoreArgs),
    Show(ShowKeyArgs),
}

/// A key store.
#[derive(Debug, Args)]
pub(crate) struct StoreArgs {
    /// The table of the key store
    #[arg(short = 's', long, value_name = "TABLE")]
    pub(crate) key_store: String,
    /// The logical name that records are bound to, if it is not the table's
    #[arg(long, value_name = "NAME")]
    pub(crate) logical_name: Option<String>,
    #[command(flatten)]
    pub(crate) aws: AwsArgs,
}

/// Create a branch key with its beacon key, and print its identifier
#[derive(Debug, Args)]
pub(crate) struct CreateKeyArgs {
    /// The identifier; a random one without it
    #[arg(long, requires = "context")]
    pub(crate) id: Option<String>,
    /// An entry of the encryption context that is bound to the key
    #[arg(long, value_name = "NAME=VALUE")]
    pub(crate) context: Vec<String>,
    /// The KMS key to encrypt with; a multi-Region key: its replicas too
    #[arg(short, long, value_name = "ARN")]
    pub(crate) kms_key: String,
    #[command(flatten)]
    pub(crate) store: StoreArgs,
}

/// Make a new version of a branch key, under which items are written from then on
#[derive(Debug, Args)]
pub(crate) struct VersionKeyArgs {
    /// The identifier of the branch key
    pub(crate) id: String,
    /// The KMS key that it is encrypted with
    #[arg(short, long, value_name = "ARN")]
    pub(crate) kms_key: String,
    #[command(flatten)]
    pub(crate) store: StoreArgs,
}

/// Show the versions of a branch key, and whether KMS opens it
#[derive(Debug, Args)]
pub(crate) struct ShowKeyArgs {
    /// The identifier of the branch key
    pub(crate) id: String,
    /// The KMS key that it is encrypted with; without it, nothing is verified
    #[arg(short, long, value_name = "ARN")]
    pub(crate) kms_key: Option<String>,
    #[command(flatten)]
    pub(crate) store: StoreArgs,
}

/// Count what a table holds: formats, suites, keys, attributes, sizes
#[derive(Debug, Args)]
#[command(after_help = "\
Reads the whole table. Without --verify it needs no key; damaged items are named either way.")]
pub(crate) struct SurveyArgs {
    /// Open every item, too, and name those that do not verify
    #[arg(long)]
    pub(crate) verify: bool,
    /// Write a page with charts to this file
    #[arg(long, value_name = "FILE")]
    pub(crate) html: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) table: TableArgs,
}

/// Bring every item of a table to its configuration
#[derive(Debug, Args)]
#[command(after_help = "\
Plaintext, older formats, keys, suites, actions: what differs is sealed anew, if nobody changed\n\
it meanwhile. Without --write, it says what would be done and what it costs. It may be killed.")]
pub(crate) struct ConvergeArgs {
    #[command(flatten)]
    pub(crate) change: ChangeArgs,
    /// A configuration that the table had before, to read what this one cannot
    #[arg(long, value_name = "FILE")]
    pub(crate) formerly: Vec<PathBuf>,
    /// Seal all items anew, as after a key became known
    #[arg(long)]
    pub(crate) fresh_data_keys: bool,
    /// Take away beacons of other clients
    #[arg(long)]
    pub(crate) remove_beacons: bool,
    #[command(flatten)]
    pub(crate) table: TableArgs,
}

/// Wrap the data keys of a table's items for other keys
#[derive(Debug, Args)]
#[command(after_help = "\
For the planned change of a wrapping key: values stay as they are. After a key became known,\n\
use converge --fresh-data-keys. Without --write, it says what would be done and what that costs.")]
pub(crate) struct RewrapArgs {
    #[command(flatten)]
    pub(crate) change: ChangeArgs,
    /// A configuration that the table had before, to unwrap what this one cannot
    #[arg(long, value_name = "FILE")]
    pub(crate) formerly: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) table: TableArgs,
}

/// Print the policies that a configuration needs, as JSON
#[derive(Debug, Args)]
#[command(after_help = "\
Kinds: identity (of one --role, for one table), keys (of each KMS key), table (stands with it),\n\
endpoints (of a VPC), trail (event selectors of CloudTrail), log-filters (for what matters in it).")]
pub(crate) struct PolicyArgs {
    /// What the policy is for
    #[arg(hide_possible_values = true)]
    pub(crate) kind: PolicyKind,
    /// Whose policy it is: reader, writer or operator
    #[arg(long, hide_possible_values = true)]
    pub(crate) role: Option<PolicyRole>,
    /// Only items whose partition key fits, as ${aws:PrincipalTag/tenant}
    #[arg(long, value_name = "PATTERN")]
    pub(crate) leading_keys: Option<String>,
    /// The account of the tables
    #[arg(long, value_name = "NUMBER")]
    pub(crate) account: String,
    /// The region of the tables
    #[arg(long, env = "AWS_REGION", hide_env_values = true)]
    pub(crate) region: String,
    /// The partition of AWS
    #[arg(long, default_value = "aws")]
    pub(crate) partition: String,
    /// Who reads, for keys and tables
    #[arg(long, value_name = "ARN")]
    pub(crate) reader: Vec<String>,
    /// Who writes
    #[arg(long, value_name = "ARN")]
    pub(crate) writer: Vec<String>,
    /// Who converges, rewraps and surveys
    #[arg(long, value_name = "ARN")]
    pub(crate) operator: Vec<String>,
    /// Who looks after the keys
    #[arg(long, value_name = "ARN")]
    pub(crate) key_administrator: Vec<String>,
    #[command(flatten)]
    pub(crate) config: ConfigArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum PolicyKind {
    Identity,
    Keys,
    Table,
    Endpoints,
    Trail,
    LogFilters,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum PolicyRole {
    Reader,
    Writer,
    Operator,
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    /// The arguments in a list of YAML, after a line with this name.
    fn arguments(yaml: &str, name: &str) -> Vec<String> {
        let lines = yaml.lines().skip_while(|line| line.trim() != name).skip(1);
        let lines = lines.map_while(|line| line.trim().strip_prefix("- "));
        lines.map(|word| word.trim_matches('"').to_owned()).collect()
    }

    #[test]
    fn the_manifests_start_workers_that_the_program_knows() {
        let kubernetes = include_str!("../../examples/deploy/kubernetes-job.yaml");
        let batch = include_str!("../../examples/deploy/aws-batch.yaml");
        let machine: Value =
            serde_json::from_str(include_str!("../../examples/deploy/step-functions.asl.json")).unwrap();
        let task = &machine["States"]["Converge"]["ItemProcessor"]["States"]["Part"]["Parameters"];
        let command = task["Overrides"]["ContainerOverrides"][0]["Command.$"].as_str().unwrap();
        let command = command.replace("$.part", "'7/8'");
        let command: Vec<_> = command.split('\'').skip(1).step_by(2).map(str::to_owned).collect();
        for words in [arguments(kubernetes, "args:"), arguments(batch, "Command:"), command] {
            assert!(words.len() > 8, "{words:?}");
            let cli = Cli::try_parse_from(["item-encryptor".to_owned()].iter().chain(&words)).unwrap();
            let Verb::Converge(args) = cli.verb else { panic!("{words:?}") };
            let walk = &args.table.walk;
            assert!(args.change.write && walk.checkpoint_table.is_some() && walk.share == Some(50));
            let part = walk.segment.map(|part| (part.number, part.count));
            assert!(walk.workers == Some(8) || part == Some((7, 8)), "{words:?}");
        }
    }
}
