//! Requests to a table whose attributes are encrypted and have beacons: what is sent has no value of theirs in it.

use std::sync::LazyLock;

use aws_sdk_dynamodb::operation::query::QueryInput;
use aws_sdk_dynamodb::operation::scan::ScanInput;
use aws_sdk_dynamodb::types::AttributeValue;
use dynamodb_item_encryptor::{
    Beacon, BeaconKey, BeaconKeySource, InMemoryBeaconKeys, ReadPlan, Search, TableConfig,
};

use crate::common::{aes, check, wait};

/// What every value begins with.
const SECRET: &str = "s3cret-";

static TABLE: LazyLock<TableConfig> = LazyLock::new(|| {
    let keys = InMemoryBeaconKeys::new().with("key", BeaconKey::new(&[5; 32])).single("key");
    let beacons = [Beacon::new("email", 8), Beacon::new("city", 1), Beacon::new("tags", 8).as_set()];
    TableConfig::builder("Customers")
        .partition_key("PK")
        .encrypt(["email", "city", "tags", "notes", "income"])
        .keyring(aes())
        .search(Search::builder(keys).beacons(beacons).partitions(3).build())
        .build()
        .unwrap()
});

struct Asked {
    key: Option<String>,
    filter: Option<String>,
    projection: Option<String>,
    names: Vec<(String, String)>,
    values: Vec<(String, AttributeValue)>,
}

pub fn run(data: &[u8]) {
    let Some(asked) = asked(data) else { return };
    let names = (!asked.names.is_empty()).then(|| asked.names.iter().cloned().collect());
    let values = (!asked.values.is_empty()).then(|| asked.values.iter().cloned().collect());
    let sent = if asked.key.is_some() {
        let query = QueryInput::builder()
            .table_name("Customers")
            .index_name("index")
            .set_key_condition_expression(asked.key.clone())
            .set_filter_expression(asked.filter.clone())
            .set_projection_expression(asked.projection.clone())
            .set_expression_attribute_names(names)
            .set_expression_attribute_values(values)
            .build()
            .unwrap();
        wait(ReadPlan::of_query(&TABLE, query)).map(|plan| format!("{:?}", plan.sent()))
    } else {
        let scan = ScanInput::builder()
            .table_name("Customers")
            .set_filter_expression(asked.filter.clone())
            .set_projection_expression(asked.projection.clone())
            .set_expression_attribute_names(names)
            .set_expression_attribute_values(values)
            .build()
            .unwrap();
        wait(ReadPlan::of_scan(&TABLE, scan)).map(|plan| format!("{:?}", plan.sent()))
    };
    match sent {
        // A value that is compared with the readable key is sent as it is.
        Ok(sent) => assert!(asked.is_about_the_key() || !sent.contains(SECRET), "{sent}"),
        Err(error) => check(&error),
    }
}

impl Asked {
    fn is_about_the_key(&self) -> bool {
        let texts = [&self.key, &self.filter].into_iter().flatten();
        texts.chain(self.names.iter().map(|(_, name)| name)).any(|text| text.contains("PK"))
    }
}

/// Lines of text: the three expressions, each nothing if it is empty, then a name for each placeholder from `#a` on.
fn asked(data: &[u8]) -> Option<Asked> {
    let mut lines = std::str::from_utf8(data).ok()?.split('\n').map(str::to_owned);
    let mut expression = || lines.next().filter(|line| !line.is_empty());
    let (key, filter, projection) = (expression(), expression(), expression());
    let text = |c: char| AttributeValue::S(format!("{SECRET}{c}"));
    let values = ('a'..='e').map(|c| {
        let value = match c {
            'd' => AttributeValue::Ss(vec![format!("{SECRET}d"), format!("{SECRET}a")]),
            'e' => AttributeValue::M([("street".to_owned(), text('e'))].into()),
            c => text(c),
        };
        (format!(":{c}"), value)
    });
    // DynamoDB refuses values that no expression has.
    let has = |name: &String| [&key, &filter].into_iter().flatten().any(|text| text.contains(name.as_str()));
    let values = values.filter(|(name, _)| has(name)).collect();
    let names = ('a'..='e').zip(lines).map(|(c, name)| (format!("#{c}"), name)).collect();
    Some(Asked { key, filter, projection, names, values })
}
