//! Whole tables in operation: plaintext in them, walks over them, surveys, verifying, and bringing them up to date.

mod check_tables;
mod converge;
mod converge_live;
mod plaintext_tables;
mod survey;
mod verify;
mod walk;
mod walk_checkpoints;
