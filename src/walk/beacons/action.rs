//! Beacons as an action of a walk.

use std::fmt;

use crate::error::{ConfigProblem, Error};
use crate::future::BoxFuture;
use crate::item::{BeaconCheck, ItemEncryptor, ItemFormat};
use crate::table::TableConfig;
use crate::value::Item;
use crate::walk::action::{Judgement, WalkAction, WalkMode};
use crate::walk::{Tally, purpose};

/// An item whose beacons were not right.
///
/// Example: [`BeaconWalk`](crate::BeaconWalk).
#[derive(Clone)]
#[non_exhaustive]
pub struct BeaconFinding {
    /// The attributes of the item's primary key.
    pub key: Item,
    /// What was wrong. Where somebody has changed the item meanwhile, it is what was wrong last.
    pub check: BeaconCheck,
    /// Whether it is right now.
    pub is_corrected: bool,
}

/// Without the key.
impl fmt::Debug for BeaconFinding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let BeaconFinding { key: _, check, is_corrected } = self;
        let mut shown = f.debug_struct("BeaconFinding");
        shown.field("check", check).field("is_corrected", is_corrected).finish_non_exhaustive()
    }
}

/// Gives items the beacons that their table's search declares: an action of a [`Walk`](crate::Walk), with its segments, pace
/// and checkpoints.
///
/// What it does with an item is what [`BeaconWalk`](crate::BeaconWalk) does, and its page says when to run it: nothing but beacons
/// changes, unless a signed one is missing. A [dry run](crate::Walk::dry_run) says whether what is there is right. A second run
/// writes nothing.
///
/// # What is counted
/// In the walk's [tally](crate::Tally): in the group `beacons` how many items have some that are `missing`, `altered` (made with
/// another length, partition or key, or changed by somebody) or `surplus`, how many are `sealed again`, and how many are
/// `not sealed` in the current format and have none; and in the groups `missing`, `altered` and `surplus` which attributes that
/// concerns. The items that were right are the [totals](crate::WalkTotals)' `left`, but for those that are not sealed.
///
/// ```no_run
/// # use dynamodb_item_encryptor::{ItemEncryptor, SetBeacons, TableConfig, Walk};
/// # async fn example(client: aws_sdk_dynamodb::Client, table: TableConfig) -> Result<(), Box<dyn std::error::Error>> {
/// use std::ops::ControlFlow;
///
/// let action = SetBeacons::new(ItemEncryptor::new(table));
/// let end = Walk::new(client, action).segments(4).run(|_| ControlFlow::Continue(())).await?;
/// println!("{} items have their beacons now", end.totals.replaced);
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone)]
pub struct SetBeacons {
    encryptor: ItemEncryptor,
}

/// The group of kinds.
const BEACONS: &str = "beacons";
/// Items that are plaintext or in the legacy format.
const NOT_SEALED: &str = "not sealed";

impl SetBeacons {
    /// Sets the beacons that the search of this encryptor's table declares.
    pub fn new(encryptor: ItemEncryptor) -> Self {
        SetBeacons { encryptor }
    }

    /// How many items had no beacons because they are not in the current format.
    pub(super) fn not_sealed(tally: &Tally) -> u64 {
        tally.get(BEACONS, NOT_SEALED)
    }

    async fn judged(&self, stored: &Item) -> Result<Judgement<BeaconCheck>, Error> {
        match self.encryptor.format_of(stored)? {
            ItemFormat::Legacy | ItemFormat::Plaintext => {
                return Ok(Judgement::leave().count(BEACONS, NOT_SEALED, 1));
            }
            ItemFormat::Current => {}
        }
        let mut check = self.encryptor.check_beacons(stored).await?;
        let Some(corrected) = check.take_corrected() else { return Ok(Judgement::leave()) };
        let mut judgement = Judgement::replace_by(corrected);
        for (kind, names) in
            [("missing", &check.missing), ("altered", &check.altered), ("surplus", &check.surplus)]
        {
            judgement = judgement.count_some(BEACONS, kind, u64::from(!names.is_empty()));
            judgement = names.iter().fold(judgement, |judgement, name| judgement.count(kind, name, 1));
        }
        Ok(judgement.count_some(BEACONS, "sealed again", u64::from(check.is_resealed)).finding(check))
    }
}

impl WalkAction for SetBeacons {
    type Finding = BeaconCheck;

    fn table(&self) -> &TableConfig {
        self.encryptor.table()
    }

    fn purpose(&self) -> String {
        format!("beacons: {}", purpose::of_table(self.encryptor.table()))
    }

    /// The table must have a search.
    fn check(&self) -> Result<(), Error> {
        let table = self.encryptor.table();
        let missing = || Error::config(Some(table.logical_name()), None, ConfigProblem::NoSearch);
        table.search().map(|_| ()).ok_or_else(missing)
    }

    fn judge<'a>(
        &'a self,
        stored: &'a Item,
        _: WalkMode,
    ) -> BoxFuture<'a, Result<Judgement<BeaconCheck>, Error>> {
        Box::pin(self.judged(stored))
    }
}
