//! Beacons as an action of a walk.

use std::fmt;

use crate::error::Error;
use crate::future::BoxFuture;
use crate::item::{BeaconCheck, ItemEncryptor, ItemFormat};
use crate::table::TableConfig;
use crate::value::Item;
use crate::walk::action::{Judgement, WalkAction, WalkMode};

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

/// Compares an item's beacons with those that it should have.
pub(super) struct SetBeacons<'a>(pub(super) &'a ItemEncryptor);

/// What there is to say of an item whose beacons are not right.
pub(super) enum BeaconState {
    /// It is plaintext, or in the legacy format.
    NotCurrent,
    Wrong(BeaconCheck),
}

impl SetBeacons<'_> {
    async fn judged(&self, stored: &Item) -> Result<Judgement<BeaconState>, Error> {
        match self.0.format_of(stored)? {
            ItemFormat::Legacy | ItemFormat::Plaintext => {
                return Ok(Judgement::leave().finding(BeaconState::NotCurrent));
            }
            ItemFormat::Current => {}
        }
        let mut check = self.0.check_beacons(stored).await?;
        Ok(match check.take_corrected() {
            Some(corrected) => Judgement::replace_by(corrected).finding(BeaconState::Wrong(check)),
            None => Judgement::leave(),
        })
    }
}

impl WalkAction for SetBeacons<'_> {
    type Finding = BeaconState;

    fn table(&self) -> &TableConfig {
        self.0.table()
    }

    fn purpose(&self) -> String {
        "beacons".to_owned()
    }

    fn judge<'a>(
        &'a self,
        stored: &'a Item,
        _: WalkMode,
    ) -> BoxFuture<'a, Result<Judgement<BeaconState>, Error>> {
        Box::pin(self.judged(stored))
    }
}
