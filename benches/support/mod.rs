//! What the benchmarks have in common. `benches/peer` includes it too.

#![allow(dead_code, reason = "each target uses a part of it")]

pub mod cases;
pub mod floor;
pub mod layout;
pub mod paired;
pub mod primitives;
pub mod svg;
pub mod threads;
