//! Configuration files: an error names a line that there is, and what is accepted can be used.

use dynamodb_item_encryptor::config::{Configuration, ConfigurationError, Place, Principals, Role};

use crate::common::check_printed;

/// The first byte chooses between TOML and JSON.
pub fn run(data: &[u8]) {
    let Some((kind, text)) = data.split_first() else { return };
    let Ok(text) = std::str::from_utf8(text) else { return };
    let parsed = if kind % 2 == 0 { Configuration::from_toml(text) } else { Configuration::from_json(text) };
    let configuration = match parsed {
        Ok(configuration) => configuration,
        Err(error) => return look(text, &error),
    };
    let tables = match configuration.table_configs_without_keys() {
        Ok(tables) => tables,
        Err(error) => return look(text, &error),
    };
    assert_eq!(tables.len(), configuration.table_names().count());
    let policies = configuration.policies(Place::new("eu-west-1", "111122223333"));
    for table in configuration.table_names() {
        for role in Role::ALL {
            _ = policies.identity(table, *role).map_err(|error| look(text, &error));
        }
        let principals = Principals::new().with(Role::Reader, ["arn:aws:iam::111122223333:role/reader"]);
        _ = policies.table_policy(table, &principals).map_err(|error| look(text, &error));
    }
}

fn look(text: &str, error: &ConfigurationError) {
    check_printed(error);
    let lines = text.lines().count().max(1) + 1;
    assert!(error.line().is_none_or(|line| (1..=lines).contains(&line)), "{error}");
}
