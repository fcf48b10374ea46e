//! Amazon Resource Names of KMS keys: their parts, and when two of them mean the same key.
//!
//! Sources: `framework/aws-kms/aws-kms-key-arn.md`, `aws-kms-mrk-match-for-decrypt.md` and
//! `aws-kms-mrk-are-unique.md` of the AWS Encryption SDK specification.

use aws_types::region::Region;

use crate::error::KeyError;
use crate::error::shown::Shown;

/// Longest name of a key that KMS takes, in bytes.
const LONGEST: usize = 2048;

/// The parts of the ARN of a KMS key. Aliases have ARNs too, but those are not accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct KeyArn<'a> {
    pub(crate) partition: &'a str,
    pub(crate) region: &'a str,
    pub(crate) account: &'a str,
    pub(crate) id: &'a str,
}

impl<'a> KeyArn<'a> {
    /// Parses an ARN; `None` if `text` is not the ARN of a key.
    pub(crate) fn parse(text: &'a str) -> Option<Self> {
        // KMS accepts no longer ones, and its messages repeat what it does not know.
        if text.len() > LONGEST || !text.bytes().all(|byte| byte.is_ascii_graphic()) {
            return None;
        }
        let mut parts = text.split(':');
        let mut filled = || parts.next().filter(|part| !part.is_empty());
        if filled()? != "arn" {
            return None;
        }
        let partition = filled()?;
        if filled()? != "kms" {
            return None;
        }
        let (region, account) = (filled()?, filled()?);
        let id = filled()?.strip_prefix("key/")?;
        let valid = parts.next().is_none() && !id.is_empty() && !id.contains('/');
        valid.then_some(KeyArn { partition, region, account, id })
    }

    /// Whether the key is a replica (or the primary) of a multi-Region key.
    pub(crate) fn is_multi_region(&self) -> bool {
        self.id.starts_with("mrk-")
    }

    /// Whether what one of the two keys wrapped can be unwrapped with the other: they are the same
    /// key, or replicas of the same multi-Region key.
    ///
    /// Source: `framework/aws-kms/aws-kms-mrk-match-for-decrypt.md`, section "Implementation".
    pub(crate) fn shares_material_with(&self, other: &KeyArn<'_>) -> bool {
        *self == *other || self.is_multi_region() && KeyArn { region: other.region, ..*self } == *other
    }

    /// The ARN of the key of this name in `region`.
    pub(crate) fn in_region(&self, region: &str) -> String {
        let KeyArn { partition, account, id, .. } = self;
        format!("arn:{partition}:kms:{region}:{account}:key/{id}")
    }
}

/// Whether `text` is the ARN of a KMS key, not of an alias.
pub(crate) fn is_key_arn(text: &str) -> bool {
    KeyArn::parse(text).is_some()
}

/// The parts of `text`, which must be the ARN of a KMS key.
pub(crate) fn parse(text: &str) -> Result<KeyArn<'_>, KeyError> {
    KeyArn::parse(text).ok_or_else(|| KeyError::Config(not_a_key_arn(text)))
}

/// `text`, if it is the ARN of a KMS key.
pub(crate) fn checked(text: String) -> Result<String, KeyError> {
    checked_for(text, None)
}

/// `text`, if it is the ARN of a KMS key that a client for `region` can call; without a region, that shows only in the
/// first call.
pub(crate) fn checked_for(text: String, region: Option<&Region>) -> Result<String, KeyError> {
    match problem(&text, region.map(AsRef::as_ref)) {
        Some(problem) => Err(KeyError::Config(problem)),
        None => Ok(text),
    }
}

/// Why `text` is not the ARN of a KMS key that a client for `region` can call.
pub(crate) fn problem(text: &str, region: Option<&str>) -> Option<String> {
    let Some(arn) = KeyArn::parse(text) else {
        return Some(not_a_key_arn(text));
    };
    let region = region.filter(|region| *region != arn.region)?;
    let (key, own, region_shown) = (Shown(text), Shown(arn.region), Shown(region));
    let problem = format!("KMS key '{key}' is in region '{own}', but the KMS client is for '{region_shown}'");
    Some(if arn.is_multi_region() {
        format!("{problem}; the key's replica there, if it has one, is '{}'", Shown(&arn.in_region(region)))
    } else {
        problem
    })
}

fn not_a_key_arn(text: &str) -> String {
    let is_alias = text.starts_with("alias/") || text.starts_with("arn:") && text.contains(":alias/");
    let is_id = text.starts_with("mrk-")
        || text.len() == 36 && text.bytes().all(|byte| byte == b'-' || byte.is_ascii_hexdigit());
    let kind = match (is_alias, is_id) {
        (true, _) => "alias",
        (_, true) => "key id",
        _ => return format!("'{}' is not the ARN of a KMS key", Shown(text)),
    };
    let text = Shown(text);
    format!(
        "'{text}' is {} {kind}, but the ARN of the KMS key is needed: readers compare it with the key that \
         items and KMS name; `aws kms describe-key --key-id {text} --query KeyMetadata.Arn` shows it",
        if is_alias { "an" } else { "a" }
    )
}

/// All of `arns` that share their multi-Region key id with another one.
///
/// Source: `framework/aws-kms/aws-kms-mrk-are-unique.md`, section "Implementation".
pub(crate) fn sharing_an_id(arns: &[String]) -> Vec<&str> {
    let multi_region = |text| KeyArn::parse(text).filter(KeyArn::is_multi_region);
    let ids: Vec<Option<&str>> = arns.iter().map(|text| multi_region(text).map(|arn| arn.id)).collect();
    let shared = |id: &Option<&str>| id.is_some() && ids.iter().filter(|other| *other == id).count() > 1;
    arns.iter().zip(&ids).filter(|(_, id)| shared(id)).map(|(text, _)| text.as_str()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = "arn:aws:kms:us-west-2:658956600833:key/b3537ef1-d8dc-4780-9f5a-55776cbb2f7f";
    const MRK: &str = "arn:aws:kms:us-west-2:658956600833:key/mrk-80bd8ecdcd4342aebd84b7dc9da498a7";

    #[test]
    fn only_key_arns_pass() {
        assert!(is_key_arn(KEY));
        assert!(is_key_arn("arn:aws-cn:kms:cn-north-1:1:key/mrk-80bd8ecdcd4342aebd84b7dc9da498a7"));
        for wrong in [
            "",
            "b3537ef1-d8dc-4780-9f5a-55776cbb2f7f",
            "alias/name",
            "arn:aws:kms:us-west-2:658956600833:alias/name",
            "arn:aws:kms:us-west-2:658956600833:alias/mrk-80bd8ecdcd4342aebd84b7dc9da498a7",
            "arn:aws:kms:us-west-2:658956600833:key/",
            "arn:aws:kms:us-west-2:658956600833:key/a/b",
            "arn:aws:kms:us-west-2:658956600833:key:a",
            "arn:aws:kms:us-west-2:658956600833:key/a b",
            "arn:aws:kms:us-west-2:658956600833:key/a\r\nERROR login succeeded",
            "arn:aws:kms:us-west-2:658956600833:key/\u{202e}a",
            &format!("arn:aws:kms:us-west-2:658956600833:key/{}", "a".repeat(LONGEST)),
            "arn:aws:kms:us-west-2:658956600833:key/a:b",
            "arn:aws:kms:us-west-2:658956600833:key/a:",
            "arn:aws:kms:us-west-2:658956600833",
            "arn:aws:kms:us-west-2::key/a",
            "arn:aws:kms::658956600833:key/a",
            "arn::kms:us-west-2:658956600833:key/a",
            "arn:aws:s3:us-west-2:658956600833:key/a",
            "ARN:aws:kms:us-west-2:658956600833:key/a",
            "aws:kms:us-west-2:658956600833:key/a",
        ] {
            assert!(!is_key_arn(wrong), "{wrong}");
        }
    }

    #[test]
    fn what_is_no_arn_of_a_key_is_told_from_a_key_elsewhere() {
        for (text, expected) in [
            ("alias/orders", "is an alias, but the ARN of the KMS key is needed"),
            ("arn:aws:kms:us-west-2:658956600833:alias/orders", "is an alias, but"),
            ("b3537ef1-d8dc-4780-9f5a-55776cbb2f7f", "is a key id, but the ARN"),
            ("mrk-80bd8ecdcd4342aebd84b7dc9da498a7", "is a key id, but the ARN"),
            ("arn:aws:s3:us-west-2:658956600833:key/a", "is not the ARN of a KMS key"),
        ] {
            let problem = problem(text, Some("us-west-2")).unwrap();
            assert!(problem.starts_with(&format!("'{text}' {expected}")), "{problem}");
            let command = format!("aws kms describe-key --key-id {text} ");
            assert_eq!(problem.contains(&command), expected.contains("but"));
        }
        assert_eq!((problem(KEY, None), problem(KEY, Some("us-west-2"))), (None, None));
        let elsewhere = problem(KEY, Some("eu-west-1")).unwrap();
        assert!(
            elsewhere.ends_with("is in region 'us-west-2', but the KMS client is for 'eu-west-1'"),
            "{elsewhere}"
        );
        let replica = MRK.replace("us-west-2", "eu-west-1");
        assert!(problem(MRK, Some("eu-west-1")).unwrap().ends_with(&format!("is '{replica}'")));
    }

    #[test]
    fn an_arn_is_put_together_again_in_any_region() {
        for text in [KEY, MRK] {
            let arn = KeyArn::parse(text).unwrap();
            assert_eq!(arn.in_region(arn.region), text);
            assert_eq!(arn.in_region("eu-west-1"), text.replace("us-west-2", "eu-west-1"));
            assert_eq!((arn.partition, arn.region, arn.account), ("aws", "us-west-2", "658956600833"));
        }
    }

    #[test]
    fn only_multi_region_keys_match_across_regions_and_in_nothing_else() {
        let matches = |a: &str, b: &str| {
            let (a, b) = (KeyArn::parse(a).unwrap(), KeyArn::parse(b).unwrap());
            assert_eq!(a.shares_material_with(&b), b.shares_material_with(&a));
            a.shares_material_with(&b)
        };
        assert!(matches(KEY, KEY) && matches(MRK, MRK));
        assert!(matches(MRK, &MRK.replace("us-west-2", "eu-west-1")));
        assert!(!matches(KEY, &KEY.replace("us-west-2", "eu-west-1")));
        assert!(!matches(KEY, MRK));
        assert!(!matches(MRK, &MRK.replace("arn:aws:", "arn:aws-cn:")));
        assert!(!matches(MRK, &MRK.replace("658956600833", "111122223333")));
        assert!(!matches(MRK, &MRK.replace("mrk-80", "mrk-81")));
        assert!(!matches(MRK, &MRK.replace("mrk-", "Mrk-")));
    }

    #[test]
    fn every_duplicate_of_a_multi_region_key_is_found() {
        let replica = MRK.replace("us-west-2", "eu-west-1");
        let other = MRK.replace("mrk-80", "mrk-81");
        let arns = [KEY, MRK, KEY, &other, &replica].map(str::to_owned);
        assert_eq!(sharing_an_id(&arns), [MRK, &replica]);
        assert!(sharing_an_id(&arns[..4]).is_empty());
    }
}
