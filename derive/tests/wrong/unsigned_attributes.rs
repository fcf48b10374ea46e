use dynamodb_item_encryptor_derive::TypedItem;

#[derive(TypedItem)]
#[item(unsigned_prefix = ":")]
struct Customer {
    #[item(partition_key)]
    id: String,
    #[serde(rename = ":email")]
    email: String,
    #[item(sign)]
    #[serde(rename = ":plan")]
    plan: String,
}

#[derive(TypedItem)]
#[item(unsigned_prefix = "")]
#[serde(tag = "kind")]
struct Order {
    #[item(partition_key)]
    id: String,
}

#[derive(TypedItem)]
#[item(tag(sign), others(unsigned), encrypt)]
struct Visit {
    #[item(partition_key)]
    id: String,
}

fn main() {}
