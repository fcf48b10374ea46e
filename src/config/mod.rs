//! Tables, and where their keys are, from a file in TOML or JSON. With the feature `config`.
//!
//! One file serves the application, its tests and the command line. [`manual::configuration_file`](crate::manual::configuration_file)
//! shows all that it can say; an editor can check it with [`SCHEMA`].
//!
//! ```
//! use dynamodb_item_encryptor::config::{AwsClients, Configuration};
//!
//! # async fn example() -> Result<(), Box<dyn std::error::Error>> {
//! let configuration = Configuration::from_toml(
//!     r#"
//!     [tables.Customers]              # bound into every item
//!     partition_key = "id"
//!     encrypt = ["email", "address"]
//!     sign = ["plan"]
//!     keyring = "customers"
//!
//!     [keyrings.customers.raw_aes]
//!     namespace = "my-company"
//!     name = "customers"
//!     key = { env = "CUSTOMERS_KEY" } # base64; never in this text
//!     "#,
//! )?;
//! let tables = configuration.table_configs(&AwsClients::none()).await?;
//! # Ok(())
//! # }
//! ```
//!
//! **A configuration holds no secrets.** Keys are named by environment variable or file; there is no way to write one into the
//! text, and no error shows a value of it.

mod build;
mod clients;
mod entries;
mod error;
mod from_json;
mod from_toml;
mod locate;
mod policy;
mod read;
mod suggest;
mod tree;

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use serde::Deserialize;

pub use clients::AwsClients;
pub use error::{ConfigurationError, EntryProblem};
pub use policy::{LeadingKeys, Place, Policies, Principals, Role};

use crate::key_store::KeyStore;
use crate::table::{TableConfig, TableConfigBuilder};
use build::Failure;
use build::names::{check_names, no_such};
use build::parts::{Keys, Parts};
use build::table::{builder, built, check_table_names};
use entries::Entries;
use read::{ReadError, Reader};
use tree::{LONGEST, Node, Step};

/// The JSON schema of a configuration, for editors and other tools.
pub const SCHEMA: &str = include_str!("schema.json");

/// A configuration: tables, and where their keys are.
///
/// It is complete and checked as far as that goes without keys: all names in it are known, and no rule of a table is broken.
///
/// Example: [`config`](crate::config).
pub struct Configuration {
    source: Source,
    entries: Entries,
}

/// Where a configuration comes from.
struct Source {
    file: Option<String>,
    /// The folder that paths in it begin from.
    folder: PathBuf,
    text: String,
    root: Node,
}

/// How a text is written.
#[derive(Clone, Copy)]
enum Syntax {
    Toml,
    Json,
}

const TOO_LONG: &str = "a configuration is at most 1 MiB long";

impl Configuration {
    /// Reads a text in TOML. Paths in it begin from the current folder.
    ///
    /// # Errors
    /// Whatever is wrong, with line and entry.
    pub fn from_toml(text: &str) -> Result<Self, ConfigurationError> {
        Self::parse(text.to_owned(), Syntax::Toml, None, PathBuf::new())
    }

    /// Reads a text in JSON. Paths in it begin from the current folder.
    ///
    /// # Errors
    /// As for [`from_toml`](Self::from_toml).
    pub fn from_json(text: &str) -> Result<Self, ConfigurationError> {
        Self::parse(text.to_owned(), Syntax::Json, None, PathBuf::new())
    }

    /// Reads a file, whose name ends in `.toml` or `.json`. Paths in it begin from its folder.
    ///
    /// # Errors
    /// As for [`from_toml`](Self::from_toml); and when the file cannot be read, is longer than 1 MiB or not in UTF-8.
    pub fn from_file(path: impl AsRef<Path>) -> Result<Self, ConfigurationError> {
        let path = path.as_ref();
        let file = path.display().to_string();
        let failed = |problem| ConfigurationError::new(Some(&file), None, None, problem);
        let syntax = match path.extension().and_then(|extension| extension.to_str()) {
            Some(extension) if extension.eq_ignore_ascii_case("toml") => Syntax::Toml,
            Some(extension) if extension.eq_ignore_ascii_case("json") => Syntax::Json,
            Some(_) | None => return Err(failed(EntryProblem::FileName)),
        };
        let mut bytes = Vec::new();
        // One more than there may be, so that more is noticed.
        let limit = u64::try_from(LONGEST + 1).unwrap_or(u64::MAX);
        let read = File::open(path).and_then(|file| file.take(limit).read_to_end(&mut bytes));
        read.map_err(|error| failed(EntryProblem::File(error)))?;
        if bytes.len() > LONGEST {
            return Err(failed(EntryProblem::Text(TOO_LONG)));
        }
        let text =
            String::from_utf8(bytes).map_err(|_| failed(EntryProblem::Text("the file is not in UTF-8")))?;
        let folder = path.parent().unwrap_or(Path::new("")).to_owned();
        Self::parse(text, syntax, Some(file), folder)
    }

    /// Logical names of the tables, in order.
    pub fn table_names(&self) -> impl Iterator<Item = &str> {
        self.entries.tables.keys().map(String::as_str)
    }

    /// All tables, in the order of their names, with their keys.
    ///
    /// Keys are read from where they are, by calls that block for as long as a small file takes. KMS is not called before the
    /// first item is.
    ///
    /// # Errors
    /// When a key cannot be read or is not one, or a client for AWS is missing; with line and entry.
    pub async fn table_configs(
        &self,
        clients: impl Into<AwsClients>,
    ) -> Result<Vec<TableConfig>, ConfigurationError> {
        self.table_configs_with(clients, |_, builder| builder).await
    }

    /// All tables, as [`table_configs`](Self::table_configs) makes them, except that `complete` adds to each what no file can say: an
    /// executor, for example, or a selector of partitions. It is given the table's logical name.
    ///
    /// # Errors
    /// As for `table_configs`, and when a rule is broken by what was added.
    pub async fn table_configs_with(
        &self,
        clients: impl Into<AwsClients>,
        complete: impl Fn(&str, TableConfigBuilder) -> TableConfigBuilder,
    ) -> Result<Vec<TableConfig>, ConfigurationError> {
        let parts = Parts::load(&self.entries, self.table_names(), &clients.into(), &self.source.folder).await;
        let parts = parts.map_err(|failure| self.source.failed(failure))?;
        self.built(Keys::Present(&parts), complete)
    }

    /// The table with this logical name, with its keys. Those of other tables are not read.
    ///
    /// # Errors
    /// As for [`table_configs`](Self::table_configs), and when there is no such table.
    pub async fn table_config(
        &self,
        logical_name: &str,
        clients: impl Into<AwsClients>,
    ) -> Result<TableConfig, ConfigurationError> {
        let tables = [logical_name].into_iter();
        let parts = Parts::load(&self.entries, tables, &clients.into(), &self.source.folder).await;
        let parts = parts.map_err(|failure| self.source.failed(failure))?;
        self.one(logical_name, Keys::Present(&parts))
    }

    /// Names of the key stores, in order.
    pub fn key_store_names(&self) -> impl Iterator<Item = &str> {
        self.entries.key_stores.keys().map(String::as_str)
    }

    /// The key store that the configuration calls `name`, without a cache: to look after its branch keys.
    ///
    /// # Errors
    /// When there is no such key store, a rule of it is broken, or a client for AWS is missing.
    pub async fn key_store(
        &self,
        name: &str,
        clients: impl Into<AwsClients>,
    ) -> Result<KeyStore, ConfigurationError> {
        let Some(entry) = self.entries.key_stores.get(name) else {
            let problem = no_such("key store", name, &self.entries.key_stores);
            return Err(self.failed(problem));
        };
        let store = build::parts::key_store(name, entry, &clients.into(), &self.source.folder).await;
        store.map_err(|failure| self.source.failed(failure))
    }

    /// All tables, in the order of their names, without keys: to compare them with what is there
    /// ([`CheckTables`](crate::CheckTables)), or to look at stored items. Nothing can be sealed or opened with them.
    ///
    /// # Errors
    /// None that [`from_toml`](Self::from_toml) has not reported.
    pub fn table_configs_without_keys(&self) -> Result<Vec<TableConfig>, ConfigurationError> {
        self.built(Keys::Absent, |_, builder| builder)
    }

    /// One of them.
    fn table_config_without_keys(&self, logical_name: &str) -> Result<TableConfig, ConfigurationError> {
        self.one(logical_name, Keys::Absent)
    }

    fn failed(&self, problem: EntryProblem) -> ConfigurationError {
        ConfigurationError::new(self.source.file.as_deref(), None, None, problem)
    }

    fn parse(
        text: String,
        syntax: Syntax,
        file: Option<String>,
        folder: PathBuf,
    ) -> Result<Self, ConfigurationError> {
        // As some editors begin a file.
        let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
        let failed = |line, entry, problem| ConfigurationError::new(file.as_deref(), line, entry, problem);
        if text.len() > LONGEST {
            return Err(failed(None, None, EntryProblem::Text(TOO_LONG)));
        }
        let root = match syntax {
            Syntax::Toml => from_toml::parse(&text),
            Syntax::Json => from_json::parse(&text),
        };
        let root = root.map_err(|(at, problem)| failed(Some(tree::line_of(&text, at)), None, problem))?;
        let entries = Entries::deserialize(Reader(&root)).map_err(|error| {
            let ReadError { problem, at, mut way } = error;
            way.reverse();
            failed(Some(tree::line_of(&text, at.unwrap_or_default())), Some(tree::shown(&way)), *problem)
        })?;
        let configuration = Configuration { source: Source { file, folder, text, root }, entries };
        check_names(&configuration.entries).map_err(|failure| configuration.source.failed(failure))?;
        let tables = configuration.table_configs_without_keys()?;
        check_table_names(&tables)
            .map_err(|(table, failure)| configuration.source.failed_table(&table, failure))?;
        Ok(configuration)
    }

    fn built(
        &self,
        keys: Keys<'_>,
        complete: impl Fn(&str, TableConfigBuilder) -> TableConfigBuilder,
    ) -> Result<Vec<TableConfig>, ConfigurationError> {
        let tables = self.entries.tables.iter().map(|(name, entry)| {
            let made = builder(name, entry, keys).and_then(|builder| built(name, complete(name, builder)));
            made.map_err(|failure| self.source.failed_table(name, failure))
        });
        tables.collect()
    }

    fn one(&self, name: &str, keys: Keys<'_>) -> Result<TableConfig, ConfigurationError> {
        let Some(entry) = self.entries.tables.get(name) else {
            let problem = no_such("table", name, &self.entries.tables);
            return Err(self.failed(problem));
        };
        let made = builder(name, entry, keys).and_then(|builder| built(name, builder));
        made.map_err(|failure| self.source.failed_table(name, failure))
    }
}

impl Source {
    /// What is wrong, with file and line.
    fn failed(&self, failure: Failure) -> ConfigurationError {
        let Failure { path, problem } = failure;
        self.error(self.root.position(&path), &path, *problem)
    }

    /// The same for a table, whose rules name the attribute, and not the entry.
    fn failed_table(&self, table: &str, failure: Failure) -> ConfigurationError {
        match locate::entry_of(&self.root, table, &failure.path, &failure.problem) {
            Some((at, path)) => self.error(at, &path, *failure.problem),
            None => self.failed(failure),
        }
    }

    fn error(&self, at: usize, path: &[Step], problem: EntryProblem) -> ConfigurationError {
        let line = tree::line_of(&self.text, at);
        ConfigurationError::new(self.file.as_deref(), Some(line), Some(tree::shown(path)), problem)
    }
}

/// Without its text: the names of its tables.
impl std::fmt::Debug for Configuration {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Configuration")
            .field("file", &self.source.file)
            .field("tables", &self.entries.tables.keys())
            .finish_non_exhaustive()
    }
}
