use dynamodb_item_encryptor_derive::TypedItem;

#[derive(TypedItem)]
struct Customer {
    #[item(partition_key)]
    id: String,
    #[item(sign, beacon(bits = 20))]
    plan: String,
    #[item(beacon(bits = 64))]
    email: String,
    #[item(beacon())]
    name: String,
    #[item(beacon(bits = 9, within = "city"))]
    address: String,
    #[item(beacon(bits = 9, length = 3))]
    phone: String,
    #[item(sign, pad = 64)]
    country: String,
    #[item(pad = 0)]
    diagnosis: String,
    #[item(encrypt, index_key)]
    city: String,
}

fn main() {}
