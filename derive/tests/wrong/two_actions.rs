use dynamodb_item_encryptor_derive::TypedItem;

#[derive(TypedItem)]
struct Customer {
    #[item(partition_key)]
    id: String,
    #[item(encrypt, sign)]
    email: String,
    #[item(sgin)]
    plan: String,
}

fn main() {}
