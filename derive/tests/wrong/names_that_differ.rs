use dynamodb_item_encryptor_derive::TypedItem;

#[derive(TypedItem)]
#[serde(rename_all = "camelCase")]
struct Customer {
    #[item(partition_key)]
    id: String,
    #[serde(rename(serialize = "mail", deserialize = "email"))]
    email: String,
    #[serde(rename(serialize = "city"))]
    home_town: String,
    #[serde(rename = "mail2")]
    second: String,
    #[serde(rename = "mail2")]
    third: String,
    #[serde(rename = "aws_dbe_head")]
    head: String,
}

#[derive(TypedItem)]
#[serde(rename_all(serialize = "camelCase"))]
struct Order {
    #[item(partition_key)]
    order_id: String,
    #[serde(alias = "")]
    total: u64,
}

#[derive(TypedItem)]
#[serde(rename_all = "CAMEL")]
struct Visit {
    #[item(partition_key)]
    id: String,
}

fn main() {}
