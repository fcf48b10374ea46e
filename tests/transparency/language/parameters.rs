//! What a call sends beside its key and item.

use std::collections::HashMap;

use aws_sdk_dynamodb::types::{AttributeValue, ReturnValue, ReturnValuesOnConditionCheckFailure};
use dynamodb_item_encryptor::Item;

use super::call::Call;
use super::value::Reader;

/// The expressions of a call, and what they have placeholders for.
#[derive(Debug, Default)]
pub struct Parameters {
    pub update: Option<String>,
    pub condition: Option<String>,
    pub key: Option<String>,
    pub filter: Option<String>,
    pub projection: Option<String>,
    pub names: Option<HashMap<String, String>>,
    pub values: Option<Item>,
    pub returns: Option<ReturnValue>,
    pub shows: Option<ReturnValuesOnConditionCheckFailure>,
}

impl Parameters {
    pub fn of(call: &Call) -> Parameters {
        let mut placeholders = Placeholders::default();
        let mut expression = |keyword| call.option(keyword).map(|text| placeholders.expression(text));
        let (update, condition) = (expression("update"), expression("if"));
        let (key, filter, projection) = (expression("key"), expression("where"), expression("only"));
        expression("unused");
        let Placeholders { names, values } = placeholders;
        Parameters {
            update,
            condition,
            key,
            filter,
            projection,
            names: Some(names).filter(|names| !names.is_empty()),
            values: Some(values).filter(|values| !values.is_empty()),
            returns: call.option("returns").map(ReturnValue::from),
            shows: call.option("shows").map(ReturnValuesOnConditionCheckFailure::from),
        }
    }
}

/// Takes values and names out of expressions.
#[derive(Debug, Default)]
pub struct Placeholders {
    pub names: HashMap<String, String>,
    pub values: HashMap<String, AttributeValue>,
}

impl Placeholders {
    pub fn expression(&mut self, text: &str) -> String {
        let mut reader = Reader { rest: text };
        let mut written = String::new();
        while !reader.rest.is_empty() {
            written += reader.take_while(|c| !":#".contains(c));
            if reader.skip("#") {
                let name = reader.take_while(|c| c.is_alphanumeric() || c == '_');
                self.names.insert(format!("#{name}"), name.to_owned());
                written += &format!("#{name}");
            } else if reader.skip(":") {
                if reader.has_value() {
                    let placeholder = format!(":v{}", self.values.len());
                    self.values.insert(placeholder.clone(), reader.value());
                    written += &placeholder;
                } else {
                    // One that nothing defines.
                    written += ":";
                }
            }
        }
        written
    }
}
