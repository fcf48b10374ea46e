use dynamodb_item_encryptor_derive::TypedItem;

#[derive(TypedItem)]
struct Pair(String, String);

#[derive(TypedItem)]
struct Nothing;

#[derive(TypedItem)]
enum Record {
    Customer { id: String },
    Order { id: String },
}

#[derive(TypedItem)]
#[serde(transparent)]
struct Wrapper {
    #[item(partition_key)]
    id: String,
}

#[derive(TypedItem)]
#[serde(from = "Stored", into = "Stored")]
struct Customer {
    #[item(partition_key)]
    id: String,
}

fn main() {}
