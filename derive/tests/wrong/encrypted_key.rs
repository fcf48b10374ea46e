use dynamodb_item_encryptor_derive::TypedItem;

#[derive(TypedItem)]
struct Customer {
    #[item(partition_key, encrypt)]
    id: String,
    #[item(sort_key, unsigned)]
    created: u64,
}

fn main() {}
