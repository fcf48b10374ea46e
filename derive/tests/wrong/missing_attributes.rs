use dynamodb_item_encryptor_derive::TypedItem;

#[derive(TypedItem)]
struct Customer {
    #[item(partition_key)]
    #[serde(skip_serializing_if = "String::is_empty")]
    id: String,
    #[item(context)]
    #[serde(skip_serializing_if = "Option::is_none")]
    tenant: Option<String>,
    #[item(sign)]
    #[serde(skip)]
    cached: String,
    #[item(sort_key)]
    #[serde(alias = "time")]
    created: u64,
    #[item(beacon(bits = 20))]
    #[serde(alias = "mail")]
    email: String,
}

fn main() {}
