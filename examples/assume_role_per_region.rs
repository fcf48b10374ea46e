//! A supplier of KMS clients that assumes a different role in each region.
//!
//! ```text
//! cargo run --example assume_role_per_region -- eu-west-1=arn:aws:iam::111122223333:role/EuropeanReader \
//!     us-east-1=arn:aws:iam::111122223333:role/AmericanReader
//! ```
//!
//! prints which identity it has in each region. The keyring then wraps with one key in each region, and calls
//! each of them with that region's role; regions without a role are refused.

use std::collections::HashMap;
use std::error::Error;
use std::sync::Arc;

use aws_config::sts::AssumeRoleProvider;
use aws_config::{BehaviorVersion, Region, SdkConfig};
use aws_credential_types::provider::ProvideCredentials;
use aws_sdk_kms::Client;
use dynamodb_item_encryptor::{BoxError, BoxFuture, KmsClientSupplier, KmsMultiKeyring};

/// Clients with the credentials of a role, for each region.
struct RolePerRegion(HashMap<String, Client>);

impl RolePerRegion {
    /// Clients for the regions and roles in `roles`, otherwise configured as `base`, whose credentials must
    /// be allowed to assume the roles.
    async fn new(base: &SdkConfig, roles: &[(String, String)]) -> Self {
        let mut clients = HashMap::new();
        for (region, role) in roles {
            // Nothing is called before the credentials are needed; then the client keeps them as long as
            // they are valid, and assumes the role again.
            let credentials = AssumeRoleProvider::builder(role)
                .session_name("item-encryptor")
                .region(Region::new(region.clone()))
                .configure(base)
                .build()
                .await;
            let config = aws_sdk_kms::config::Builder::from(base)
                .region(Region::new(region.clone()))
                .credentials_provider(credentials);
            clients.insert(region.clone(), Client::from_conf(config.build()));
        }
        RolePerRegion(clients)
    }
}

impl KmsClientSupplier for RolePerRegion {
    fn client<'a>(&'a self, region: &'a str) -> BoxFuture<'a, Result<Client, BoxError>> {
        let client = self.0.get(region).cloned();
        Box::pin(async move { client.ok_or_else(|| "there is no role for this region".into()) })
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let arguments = std::env::args().skip(1);
    let roles: Option<Vec<(String, String)>> = arguments
        .map(|argument| argument.split_once('=').map(|(region, role)| (region.to_owned(), role.to_owned())))
        .collect();
    let Some(roles) = roles.filter(|roles| !roles.is_empty()) else {
        return Err("usage: assume_role_per_region REGION=ROLE_ARN…".into());
    };
    let base = aws_config::load_defaults(BehaviorVersion::latest()).await;
    let clients = Arc::new(RolePerRegion::new(&base, &roles).await);

    // One key for each region; which ones is the application's to say.
    let keys = roles.iter().map(|(region, _)| format!("arn:aws:kms:{region}:111122223333:key/0a1b2c3d"));
    let _keyring = KmsMultiKeyring::new(Arc::clone(&clients), keys)?;

    for (region, role) in &roles {
        let credentials = AssumeRoleProvider::builder(role)
            .session_name("item-encryptor")
            .region(Region::new(region.clone()))
            .configure(&base)
            .build()
            .await
            .provide_credentials()
            .await;
        match credentials {
            Ok(credentials) => println!("{region}: {role} as {}", credentials.access_key_id()),
            Err(error) => println!("{region}: {role} cannot be assumed: {error}"),
        }
    }
    Ok(())
}
