//! The official crate's keyrings over keys in KMS. It is called with the credentials that the environment says, and
//! at the endpoint of `AWS_ENDPOINT_URL_KMS`.

use super::{Attempt, Official, refused, unnamed};
use crate::{Result, item_json::decode, keys::Material, manifest::text};
use aws_db_esdk::material_providers::types::{
    DiscoveryFilter, KmsEcdhStaticConfigurations, KmsPrivateKeyToStaticPublicKeyInput,
    KmsPublicKeyDiscoveryInput, keyring::KeyringRef,
};
use aws_sdk_kms::{
    Client,
    config::{BehaviorVersion, Config, Credentials, Region},
    types::EncryptionAlgorithmSpec,
};
use serde_json::Value;

impl Official {
    pub(super) fn kms(&self, description: &Value) -> Attempt<KeyringRef> {
        let entry = |member: &str| match self.keys.find(text(description, member)?)? {
            Material::Kms(entry) => Ok(entry),
            _ => Err(format!("the key of {description} is not in KMS")),
        };
        match text(description, "type")? {
            "aws-kms" => {
                let arn = text(entry("key")?, "key-id")?;
                let create = self.providers.create_aws_kms_keyring();
                self.run(create.kms_key_id(arn).kms_client(self.client(arn)?).send())
            }
            "aws-kms-mrk-aware" => {
                let arn = text(entry("key")?, "key-id")?;
                let create = self.providers.create_aws_kms_mrk_keyring();
                self.run(create.kms_key_id(arn).kms_client(self.client(arn)?).send())
            }
            "aws-kms-mrk-aware-discovery" => self.mrk_discovery(description),
            "aws-kms-rsa" => {
                let (arn, public) = (text(entry("key")?, "key-id")?, text(entry("key")?, "material")?);
                let algorithm = match text(description, "encryption-algorithm")? {
                    "RSAES_OAEP_SHA_1" => EncryptionAlgorithmSpec::RsaesOaepSha1,
                    _ => EncryptionAlgorithmSpec::RsaesOaepSha256,
                };
                self.run(
                    self.providers
                        .create_aws_kms_rsa_keyring()
                        .kms_key_id(arn)
                        .kms_client(self.client(arn)?)
                        .encryption_algorithm(algorithm)
                        .public_key(public.as_bytes())
                        .send(),
                )
            }
            "aws-kms-ecdh" => {
                let discovery = text(description, "schema")? == "discovery";
                let entry = entry(if discovery { "recipient" } else { "sender" })?;
                self.kms_ecdh(entry, text(description, "ecc-curve")?, discovery)
            }
            other => Err(format!("no keys of the type {other:?}").into()),
        }
    }

    fn mrk_discovery(&self, description: &Value) -> Attempt<KeyringRef> {
        let region = text(description, "default-mrk-region")?;
        let filter = description.get("aws-kms-discovery-filter").map(|filter| {
            let accounts = filter["account-ids"].as_array().into_iter().flatten();
            DiscoveryFilter::builder()
                .partition(text(filter, "partition")?)
                .set_account_ids(Some(accounts.filter_map(Value::as_str).map(str::to_owned).collect()))
                .build()
                .map_err(super::brief)
        });
        // Not that of several regions: it would look for its clients' configuration by itself.
        self.run(
            self.providers
                .create_aws_kms_mrk_discovery_keyring()
                .region(region)
                .kms_client(client_in(region)?)
                .set_discovery_filter(filter.transpose()?)
                .send(),
        )
    }

    fn kms_ecdh(&self, entry: &Value, curve: &str, discovery: bool) -> Attempt<KeyringRef> {
        let (scheme, arn) = if discovery {
            let arn = text(entry, "recipient-material")?;
            let input = KmsPublicKeyDiscoveryInput::builder().recipient_kms_identifier(arn).build();
            (input.map(KmsEcdhStaticConfigurations::KmsPublicKeyDiscovery), arn)
        } else {
            let arn = text(entry, "sender-material")?;
            let input = KmsPrivateKeyToStaticPublicKeyInput::builder()
                .sender_kms_identifier(arn)
                .sender_public_key(decode(text(entry, "sender-material-public-key")?)?)
                .recipient_public_key(decode(text(entry, "recipient-material-public-key")?)?)
                .build();
            (input.map(KmsEcdhStaticConfigurations::KmsPrivateKeyToStaticPublicKey), arn)
        };
        // SAFETY: the crate is pinned to a version whose type has these three as its first variants.
        let curve = match curve {
            curve if curve.contains("256") => unsafe { unnamed(0, "EccNistP256") },
            curve if curve.contains("384") => unsafe { unnamed(1, "EccNistP384") },
            _ => unsafe { unnamed(2, "EccNistP521") },
        };
        self.run(
            self.providers
                .create_aws_kms_ecdh_keyring()
                .key_agreement_scheme(scheme.map_err(refused)?)
                .set_curve_spec(Some(curve?))
                .kms_client(self.client(arn)?)
                .send(),
        )
    }

    /// The client for the region of the key `arn`.
    fn client(&self, arn: &str) -> Result<Client> {
        client_in(arn.split(':').nth(3).ok_or("a key in KMS is named by its ARN")?)
    }
}

fn client_in(region: &str) -> Result<Client> {
    let variable = |name: &str| std::env::var(name).map_err(|_| format!("{name} is not set"));
    let credentials = Credentials::new(
        variable("AWS_ACCESS_KEY_ID")?,
        variable("AWS_SECRET_ACCESS_KEY")?,
        std::env::var("AWS_SESSION_TOKEN").ok(),
        None,
        "environment",
    );
    let mut config = Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new(region.to_owned()))
        .credentials_provider(credentials);
    if let Ok(endpoint) = std::env::var("AWS_ENDPOINT_URL_KMS") {
        config = config.endpoint_url(endpoint);
    }
    Ok(Client::from_conf(config.build()))
}
