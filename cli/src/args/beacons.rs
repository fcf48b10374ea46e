//! `beacons`.

use clap::{Args, Subcommand};

use super::{AwsArgs, ChangeArgs, ConfigArgs, TableArgs};

#[derive(Debug, Subcommand)]
pub(crate) enum BeaconsVerb {
    Backfill(BackfillArgs),
    Verify(VerifyBeaconsArgs),
    Advise(AdviseArgs),
}

/// Give the items of a table the beacons that its search declares
#[derive(Debug, Args)]
#[command(after_help = "\
For items written before the search, without it or with other lengths. Nothing but beacons changes,\n\
unless a signed one is missing. Without --write, it says what would be done. It may be killed.")]
pub(crate) struct BackfillArgs {
    #[command(flatten)]
    pub(crate) change: ChangeArgs,
    #[command(flatten)]
    pub(crate) table: TableArgs,
}

/// Name every item that has not the beacons that it should have
#[derive(Debug, Args)]
#[command(after_help = "\
Opens every item of the table, and writes nothing. Beacons are not signed: whoever writes to the\n\
table can change one, and the item is no longer found by it.")]
pub(crate) struct VerifyBeaconsArgs {
    #[command(flatten)]
    pub(crate) table: TableArgs,
}

/// Tell what beacons on attributes would reveal and cost, by the values that are there
#[derive(Debug, Args)]
#[command(after_help = "\
Opens the items, and says for each length what a copy of the table would reveal, what a search would\n\
read in vain, and which is the cheapest within the limits. No value is shown or stored.")]
pub(crate) struct AdviseArgs {
    /// The attributes; all that are encrypted, without it
    #[arg(value_name = "ATTRIBUTE")]
    pub(crate) attributes: Vec<String>,
    /// Look at so many items only, and reckon from them
    #[arg(long, value_name = "ITEMS", value_parser = clap::value_parser!(u64).range(1..))]
    pub(crate) sample: Option<u64>,
    /// Read so many parts of the table at a time
    #[arg(long, value_name = "COUNT", default_value_t = 4)]
    pub(crate) parallel: u32,
    /// Try again for so many seconds what may pass by itself
    #[arg(long, value_name = "SECONDS", default_value_t = 60)]
    pub(crate) patience: u64,
    /// Consume so many read units a second
    #[arg(long, value_name = "UNITS")]
    pub(crate) read_units: Option<u32>,
    #[command(flatten)]
    pub(crate) limits: BeaconLimits,
    #[command(flatten)]
    pub(crate) config: ConfigArgs,
    #[command(flatten)]
    pub(crate) aws: AwsArgs,
}

/// What a beacon may reveal and cost.
#[derive(Debug, Args)]
#[command(next_help_heading = "Limits")]
pub(crate) struct BeaconLimits {
    /// Share of the values that may have a beacon alone
    #[arg(long, value_name = "PERCENT", default_value_t = 5, value_parser = clap::value_parser!(u8).range(0..=100))]
    pub(crate) max_alone: u8,
    /// Share of the commonest value in its beacon's items
    #[arg(long, value_name = "PERCENT", default_value_t = 50, value_parser = clap::value_parser!(u8).range(1..=100))]
    pub(crate) max_commonest: u8,
    /// A search may take so many queries
    #[arg(long, value_name = "COUNT", default_value_t = 10, value_parser = clap::value_parser!(u8).range(1..=254))]
    pub(crate) max_partitions: u8,
    /// A search may read so many items in vain
    #[arg(long, value_name = "ITEMS")]
    pub(crate) max_in_vain: Option<u32>,
}
