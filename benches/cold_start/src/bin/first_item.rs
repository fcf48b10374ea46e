//! Seals its first item as soon as it can. The second argument says how it prepares for it: `default`, `prepared` or
//! `background`.

use aws_sdk_dynamodb::config::{BehaviorVersion, Credentials, Region};
use aws_sdk_dynamodb::{Client, Config};
use cold_start::{
    ATTRIBUTES, KEY_NAME, NAMESPACE, PARTITION_KEY, Stages, TABLE, WRAPPING_KEY, attribute, item,
};
use dynamodb_item_encryptor::{EncryptTables, ItemEncryptor, RawAesKeyring, TableConfig};

fn main() {
    let mut stages = Stages::begin();
    match std::env::args().nth(2).as_deref() {
        Some("default") => {}
        Some("prepared") => dynamodb_item_encryptor::prepare().expect("random bytes"),
        Some("background") => dynamodb_item_encryptor::prepare_in_background(),
        other => panic!("no such preparation: {other:?}"),
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("threads");
    let table = TableConfig::builder(TABLE)
        .partition_key(PARTITION_KEY)
        .encrypt((0..ATTRIBUTES).map(attribute))
        .keyring(RawAesKeyring::new(NAMESPACE, KEY_NAME, &WRAPPING_KEY).expect("a key"))
        .build()
        .expect("valid");
    let config = Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::from_static("eu-west-1"))
        .credentials_provider(Credentials::new("key", "secret", None, None, "static"))
        .encrypt_tables([table.clone()])
        .expect("valid");
    let _client = Client::from_conf(config.build());
    let encryptor = ItemEncryptor::new(table);
    runtime.block_on(async {
        tokio::time::sleep(cold_start::waiting()).await;
        stages.end();
        encryptor.encrypt_item(item()).await.expect("sealed");
        stages.end();
        encryptor.encrypt_item(item()).await.expect("sealed");
        stages.end();
    });
    stages.report();
}
