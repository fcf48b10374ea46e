//! The program as its users have it: a process, its output and its exit code.

mod beacons;
mod check;
mod converge;
mod faults;
mod help;
mod inspect;
mod key_store;
mod open;
mod policy;
mod run;
mod table;
mod whole_table;
