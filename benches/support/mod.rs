//! What the benchmarks have in common. `benches/peer` includes it too.

#![allow(missing_docs, unreachable_pub, dead_code)] // not a public interface, and each target uses a part of it
#![allow(clippy::expect_used, clippy::indexing_slicing)] // a benchmark that cannot go on should stop

pub mod cases;
pub mod floor;
pub mod layout;
pub mod paired;
pub mod primitives;
pub mod svg;
pub mod threads;
