//! What fits the operations into the SDK's machinery: the interceptor, and the serializers and deserializers that it
//! puts around the SDK's own.

mod body;
pub(crate) mod carried;
pub(crate) mod failure;
pub(crate) mod guard;
pub(crate) mod interceptor;
pub(crate) mod nested;
pub(crate) mod observer;
pub(crate) mod open;
pub(crate) mod other_tenants;
pub(crate) mod parts;
pub(crate) mod per_call;
pub(crate) mod request;
pub(crate) mod response;
pub(crate) mod seal;
pub(crate) mod sealed;
pub(crate) mod slot;
mod spread;
pub(crate) mod turns;
pub(crate) mod unreadable;

#[cfg(test)]
mod tests;
