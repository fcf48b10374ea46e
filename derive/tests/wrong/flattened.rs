use dynamodb_item_encryptor_derive::TypedItem;

#[derive(TypedItem)]
struct Customer {
    #[item(partition_key)]
    id: String,
    #[serde(flatten)]
    rest: std::collections::HashMap<String, String>,
    #[serde(flatten)]
    #[item(context)]
    shared: Shared,
    #[serde(flatten)]
    #[item(partition_key)]
    keys: Keys,
    #[serde(flatten)]
    #[item(encrypt, beacon(bits = 20))]
    more: More,
    #[item(flatten)]
    other: Other,
}

#[derive(TypedItem)]
#[item(others(encrypt))]
struct Order {
    #[item(partition_key)]
    id: String,
    #[serde(flatten)]
    #[item(sign)]
    rest: Rest,
}

fn main() {}
