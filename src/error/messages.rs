//! Tables of messages.

/// `Display` from a table of kinds, each with its message, as `write!` takes it.
macro_rules! messages {
    ($type:ty { $($(#[$meta:meta])* $kind:pat $(if $guard:expr)? => $text:literal $(, $part:expr)*;)+ }) => {
        impl ::std::fmt::Display for $type {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                match self {
                    $($(#[$meta])* $kind $(if $guard)? => write!(f, $text $(, $part)*),)+
                }
            }
        }
    };
}
pub(crate) use messages;
