//! Walks over all items of a live table, to bring them up to date without disturbing those who write.
//!
//! A [`Walk`] (`walking.rs`) reads pages of a consistent Scan, in parallel segments, has an action (`action.rs`) judge
//! each item, and replaces it on the condition that it is still the one that was judged (`walker.rs`, over `rewrite`).
//! Every step may be repeated, so that a walk that was killed starts again at the last pages that it has finished:
//! `state.rs` writes down where, `checkpoint` keeps it. `pace.rs` computes how much capacity may be consumed, and `pacing.rs`
//! waits.
//!
//! The actions: `beacons` sets beacons, `converge.rs` brings items to their table's configuration,
//! `rewrap.rs` wraps their data keys anew, `survey.rs` counts, `verify.rs` opens.

mod action;
mod beacons;
mod capacity;
mod checkpoint;
mod converge;
mod error;
mod key_text;
mod pace;
mod pacing;
mod purpose;
mod rewrap;
mod segment;
mod state;
mod survey;
mod tally;
mod totals;
mod verify;
mod walker;
mod walking;

pub use action::{Found, ItemFate, Judgement, WalkAction, WalkMode};
pub use beacons::{BeaconFinding, BeaconWalk, SetBeacons, WalkCounts, WalkProgress, WalkedPage};
pub use checkpoint::{CheckpointError, Checkpoints, FileCheckpoints, MemoryCheckpoints, TableCheckpoints};
pub use converge::Converge;
pub use error::{WalkError, WalkFailure};
pub use pace::{WalkPace, WalkRates};
pub use rewrap::Rewrap;
pub use segment::WalkSegment;
pub use survey::Survey;
pub use tally::Tally;
pub use totals::WalkTotals;
pub use verify::Verify;
pub use walking::{Walk, WalkEnd, WalkPage};
