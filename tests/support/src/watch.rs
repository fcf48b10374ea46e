//! Looking for plaintext among all that clients send.

use std::collections::{BTreeSet, HashMap};

use aws_sdk_dynamodb::config::{ConfigBag, Intercept, RuntimeComponents};
use aws_sdk_dynamodb::error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::BeforeTransmitInterceptorContextMut;
use aws_smithy_types::base64;
use serde_json::Value;

use super::secrets::{BEGINNING, forms};
use super::wire::Request;

/// The header by which a server knows the requests of clients that encrypt.
const ENCRYPTS: &str = "x-tests-encrypts";

/// What the encrypted attributes of the tests' items hold, in parts: see [`super::customer`].
const MARKERS: [&str; 3] = ["@example.com", "a secret note", "31415926"];

/// The bytes by which a form of a secret is found before all of it is compared.
const WINDOW: usize = 6;

/// Finds secrets, any number of them in one pass.
pub struct Finder {
    /// By their first bytes, what to look for, and which secret that is a form of.
    forms: HashMap<[u8; WINDOW], Vec<(Vec<u8>, String)>>,
    /// Whether any form begins with these two bytes.
    beginnings: Vec<bool>,
}

impl Default for Finder {
    fn default() -> Finder {
        Finder { forms: HashMap::new(), beginnings: vec![false; 1 << 16] }
    }
}

fn beginning(window: &[u8]) -> usize {
    usize::from(window[0]) << 8 | usize::from(window[1])
}

impl Finder {
    /// A finder for what the encrypted attributes of the tests' usual items hold.
    pub fn of_markers() -> Finder {
        let mut finder = Finder::default();
        MARKERS.iter().for_each(|marker| finder.add(marker.as_bytes()));
        finder
    }

    /// Has the finder look for a secret of at least eight bytes.
    pub fn add(&mut self, secret: &[u8]) {
        assert!(secret.len() >= 8, "chance could produce it");
        for form in forms(&secret[..secret.len().min(BEGINNING)]) {
            let window = *form.first_chunk().unwrap();
            self.beginnings[beginning(&window)] = true;
            let secret = secret.escape_ascii().to_string();
            let entry = self.forms.entry(window).or_default();
            if !entry.iter().any(|(other, _)| *other == form) {
                entry.push((form, secret));
            }
        }
    }

    /// The secrets that `bytes` holds as they are, in hex, in base64 or as a list of decimals.
    pub fn find(&self, bytes: &[u8]) -> BTreeSet<&str> {
        let mut found = BTreeSet::new();
        for (place, window) in bytes.windows(WINDOW).enumerate() {
            if !self.beginnings[beginning(window)] {
                continue;
            }
            let here = self.forms.get(window).into_iter().flatten();
            found.extend(here.filter(|(form, _)| bytes[place..].starts_with(form)).map(|(_, s)| s.as_str()));
        }
        found
    }

    /// The secrets in a JSON text: in its bytes, and in its strings once they are unescaped or decoded
    /// from base64, wherever in the decoded bytes they stand. Also in the beginning of a text that is
    /// cut off, but without decoding.
    pub fn find_in_json(&self, text: &[u8]) -> BTreeSet<&str> {
        let mut found = self.find(text);
        if let Ok(value) = serde_json::from_slice(text) {
            self.find_in_value(&value, &mut found);
        }
        found
    }

    fn find_in_value<'a>(&'a self, value: &Value, found: &mut BTreeSet<&'a str>) {
        match value {
            Value::String(text) => {
                found.extend(self.find(text.as_bytes()));
                found.extend(base64::decode(text).iter().flat_map(|bytes| self.find(bytes)));
            }
            Value::Array(values) => values.iter().for_each(|value| self.find_in_value(value, found)),
            Value::Object(members) => {
                for (name, value) in members {
                    found.extend(self.find(name.as_bytes()));
                    self.find_in_value(value, found);
                }
            }
            _ => {}
        }
    }

    /// The secrets in a request of a client that encrypts.
    pub fn find_in_request(&self, request: &Request) -> BTreeSet<&str> {
        let mut found = self.find_in_json(&request.body);
        for (name, value) in &request.headers {
            found.extend(self.find(format!("{name}: {value}").as_bytes()));
        }
        found
    }
}

/// Whether the request is of a client that encrypts.
pub fn is_of_encrypting_client(request: &Request) -> bool {
    request.header(ENCRYPTS).is_some()
}

/// Marks the requests of clients that encrypt, so that a server can tell them from those of others.
#[derive(Debug)]
pub struct Mark;

#[aws_smithy_runtime_api::client::interceptors::dyn_dispatch_hint]
impl Intercept for Mark {
    fn name(&self) -> &'static str {
        "Mark"
    }

    fn modify_before_transmit(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        components: &RuntimeComponents,
        _config: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        if components.interceptors().any(|other| other.name() == "dynamodb_item_encryptor") {
            context.request_mut().headers_mut().insert(ENCRYPTS, "yes");
        }
        Ok(())
    }
}
