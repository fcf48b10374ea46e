use dynamodb_item_encryptor_derive::TypedItem;

#[derive(TypedItem)]
struct Customer {
    #[item(partition_key)]
    id: String,
    #[item(partition_key)]
    email: String,
}

#[derive(TypedItem)]
struct Order {
    #[item(partition_key, sort_key)]
    id: String,
}

fn main() {}
