//! Where a key is. There is no way to write one into the configuration.

use serde::Deserialize;

/// Where the text or the bytes of a key are: exactly one of `env` and `file`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::config) struct KeyPlace {
    /// Name of an environment variable.
    pub(in crate::config) env: Option<String>,
    /// Path of a file, from the folder of the configuration.
    pub(in crate::config) file: Option<String>,
    pub(in crate::config) encoding: Option<Encoding>,
}

/// How a key is written where it is.
#[derive(Deserialize, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub(in crate::config) enum Encoding {
    /// As base64. White space around it does not matter.
    Base64,
    /// As hexadecimal digits. White space around it does not matter.
    Hex,
    /// As it is.
    Raw,
}
