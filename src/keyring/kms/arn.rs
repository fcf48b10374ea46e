//! Amazon Resource Names of KMS keys.
//!
//! Source: `framework/aws-kms/aws-kms-key-arn.md` of the AWS Encryption SDK specification.

/// Whether `text` is the ARN of a KMS key, not of an alias.
pub(crate) fn is_key_arn(text: &str) -> bool {
    let mut parts = text.splitn(6, ':');
    let (arn, partition, service) = (parts.next(), parts.next(), parts.next());
    let (region, account, resource) = (parts.next(), parts.next(), parts.next());
    let filled = |part: Option<&str>| part.is_some_and(|part| !part.is_empty());
    let key = resource.and_then(|resource| resource.strip_prefix("key/"));
    arn == Some("arn")
        && filled(partition)
        && service == Some("kms")
        && filled(region)
        && filled(account)
        && key.is_some_and(|id| !id.is_empty() && !id.contains([':', '/']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_key_arns_pass() {
        assert!(is_key_arn("arn:aws:kms:us-west-2:658956600833:key/b3537ef1-d8dc-4780-9f5a-55776cbb2f7f"));
        assert!(is_key_arn("arn:aws-cn:kms:cn-north-1:1:key/mrk-80bd8ecdcd4342aebd84b7dc9da498a7"));
        for wrong in [
            "",
            "b3537ef1-d8dc-4780-9f5a-55776cbb2f7f",
            "alias/name",
            "arn:aws:kms:us-west-2:658956600833:alias/name",
            "arn:aws:kms:us-west-2:658956600833:key/",
            "arn:aws:kms:us-west-2:658956600833:key/a/b",
            "arn:aws:kms:us-west-2:658956600833:key:a",
            "arn:aws:kms:us-west-2::key/a",
            "arn:aws:kms::658956600833:key/a",
            "arn::kms:us-west-2:658956600833:key/a",
            "arn:aws:s3:us-west-2:658956600833:key/a",
            "aws:kms:us-west-2:658956600833:key/a",
        ] {
            assert!(!is_key_arn(wrong), "{wrong}");
        }
    }
}
