//! Published crates on the wrapped client: their own operations, with a plain and with an encrypting client.

mod cqrs;
mod event_store;
mod mocks;
mod orm;
mod sessions;
