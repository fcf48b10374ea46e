//! The published known answers, the rules, and what is written.

mod known_answers;
mod rules;
mod writing;

use aws_sdk_dynamodb::types::AttributeValue;

use super::{
    Attributes, BeaconKeySource, Broken, InMemoryBeaconKeys, Search, SearchBuilder, SearchModel, Treatment,
};
use crate::key_store::BeaconKey;

fn text(text: &str) -> AttributeValue {
    AttributeValue::S(text.to_owned())
}

/// A search with a key, and nothing else.
fn search() -> SearchBuilder {
    Search::builder(InMemoryBeaconKeys::new().with("key", BeaconKey::new(&[7; 32])).single("key"))
}

/// What a table does with its attributes.
#[derive(Default)]
struct Table {
    encrypted: Vec<String>,
    signed: Vec<String>,
    unsigned: Vec<String>,
    others: Option<Treatment>,
}

impl Table {
    fn encrypting(names: &[&str]) -> Self {
        Table { encrypted: names.iter().map(|name| (*name).to_owned()).collect(), ..Table::default() }
    }

    /// Checks the rules. Names that begin with a colon are allowed to be unsigned.
    fn resolve(&self, declared: SearchBuilder) -> Result<SearchModel, Broken> {
        let of = |names: &'_ [String], treatment| {
            names.iter().map(move |name| (name.clone(), treatment)).collect::<Vec<_>>()
        };
        let all = [
            of(&self.encrypted, Treatment::Encrypted),
            of(&self.signed, Treatment::Signed),
            of(&self.unsigned, Treatment::Unsigned),
        ]
        .concat();
        let treatments = all.iter().map(|(name, treatment)| (name.as_str(), *treatment)).collect();
        let may_be_unsigned =
            |name: &str| name.starts_with(':') || self.unsigned.iter().any(|other| other == name);
        declared.build().resolve(
            "Customers",
            &Attributes { treatments, others: &|_| self.others, may_be_unsigned: &may_be_unsigned },
        )
    }
}
