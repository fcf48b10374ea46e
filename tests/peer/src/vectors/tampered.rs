//! Items changed after they were sealed, one rule of the format each. The official crate refuses all.

use super::with;
use crate::{
    Result,
    item_json::Item,
    keys::{multi, raw_aes},
    manifest::{DecryptTest, EncryptKind, EncryptTest},
    official::{Official, WITHOUT_SIGNATURE},
    random::{AES_KEYS, CONTEXT, ENCRYPT, SIGN},
    sealed::{FOOT, HEAD, Sealed, TAG_LENGTH},
    verbs::{check, seal},
};
use aws_sdk_dynamodb::{primitives::Blob, types::AttributeValue};
use serde_json::{Value, json};

/// A change to a sealed item; the other one is an item of the same table, sealed under the same key.
type Change = fn(&mut Sealed, &Sealed) -> Result<()>;

/// The items that are tampered with.
#[derive(Clone, Copy)]
enum Base {
    /// Header version 1, with a signature.
    V1,
    /// Header version 2, with a signature.
    V2,
    NoSignature,
    Hierarchy,
    /// Three recipients, with a signature.
    Recipients,
}

use Base::*;

/// The lengths of the header's first parts.
const PRELUDE: usize = 34;
const SIGNATURE_LENGTH: usize = 103;
/// Deeper than any item may be, and just what a JSON reader of usual settings can read.
const BOMB: usize = 55;

pub fn all(official: &mut Official) -> Result<Vec<DecryptTest>> {
    let groups = [header(), footer(), values(), attributes(), context()];
    let mut tests = Vec::new();
    for (name, description, base, change) in groups.concat() {
        let test = one(official, name, description, base, change);
        tests.push(test.map_err(|e| format!("{name}: {e}"))?);
    }
    Ok(tests)
}

fn one(
    official: &mut Official,
    name: &str,
    description: &str,
    base: Base,
    change: Change,
) -> Result<DecryptTest> {
    let mut sealed = base.sealed(official, name, "c-1")?;
    let other = base.sealed(official, "another", "c-2")?;
    let (item, config) = (sealed.item.clone(), sealed.test.config.clone());
    change(&mut sealed, &other)?;
    if sealed.item == item && sealed.test.config == config {
        return Err("nothing changed".to_owned());
    }
    // What it was before is no part of the test.
    sealed.test.plaintext = None;
    let test = sealed.into_negative(description)?;
    check(official, &test)?;
    Ok(test)
}

impl Base {
    fn config(self) -> Value {
        let key = if matches!(self, V2) { CONTEXT } else { SIGN };
        let config = json!({
            "logicalTableName": "Orders",
            "partitionKeyName": "customer",
            "sortKeyName": "order",
            "key": raw_aes("aes-256", "peer"),
            "attributeActionsOnEncrypt": {
                "customer": key,
                "order": key,
                "region": key,
                "floor": key,
                "status": SIGN,
                "total": SIGN,
                "paid": SIGN,
                "digest": SIGN,
                "tags": SIGN,
                "codes": SIGN,
                "history": SIGN,
                "parcel": SIGN,
                "card": ENCRYPT,
                "address": ENCRYPT,
                "email": ENCRYPT,
            },
            "allowedUnsignedAttributePrefix": ":",
        });
        match self {
            V1 | V2 => config,
            NoSignature => with(config, "algorithmSuiteId", WITHOUT_SIGNATURE),
            Hierarchy => {
                with(config, "key", json!({"type": "aws-kms-hierarchy", "key": "static-branch-key-1"}))
            }
            Recipients => {
                let keys: Vec<_> = AES_KEYS[..3].iter().map(|key| raw_aes(key, "peer")).collect();
                with(config, "key", multi(&keys))
            }
        }
    }

    /// A sealed item that has been opened again, to be sure that the change is what is refused.
    fn sealed(self, official: &mut Official, name: &str, customer: &str) -> Result<Sealed> {
        let test = EncryptTest {
            name: name.to_owned(),
            kind: EncryptKind::Positive,
            description: String::new(),
            config: self.config(),
            decrypt_config: None,
            record: json!({
                "customer": customer,
                "order": 17,
                "region": "eu",
                "floor": 3,
                "status": "open",
                "total": {"N": "120.50"},
                "paid": {"BOOL": false},
                "digest": {"B": "AAECAw=="},
                "tags": {"SS": ["gift", "express"]},
                "codes": {"NS": ["1", "2.5"]},
                "history": {"L": ["created", "packed"]},
                "parcel": {"M": {"width": 10, "height": 20}},
                "card": "4111 1111 1111 1111",
                "address": {"M": {"city": "Köln", "zip": 50667}},
                "email": "4222 2222 2222 2222",
                ":note": "anyone may write this",
            }),
        };
        let test = seal(official, &test)?.ok_or("nothing to seal")?;
        check(official, &test)?;
        Sealed::new(&test)
    }
}

type Case = (&'static str, &'static str, Base, Change);

fn header() -> Vec<Case> {
    vec![
        ("header_version_flipped", "Version 1 says it is 2", V1, |s, _| s.edit(HEAD, |h| h[0] = 2)),
        ("header_version_2_says_1", "Version 2 says it is 1", V2, |s, _| s.edit(HEAD, |h| h[0] = 1)),
        ("header_version_unknown", "There is no version 3", V1, |s, _| s.edit(HEAD, |h| h[0] = 3)),
        ("header_version_zero", "There is no version 0", V1, |s, _| s.edit(HEAD, |h| h[0] = 0)),
        ("header_flavor_flipped", "With a signature, says it is without", V1, |s, _| {
            s.edit(HEAD, |h| h[1] = 0)
        }),
        ("header_flavor_claims_signature", "Without a signature, says it is with one", NoSignature, |s, _| {
            s.edit(HEAD, |h| h[1] = 1)
        }),
        ("header_flavor_unknown", "There is no flavor 2", V1, |s, _| s.edit(HEAD, |h| h[1] = 2)),
        ("header_message_id_flipped", "A bit of the message id", V1, |s, _| {
            let at = s.header()?.message_id.start;
            s.edit(HEAD, |h| h[at] ^= 1)
        }),
        ("header_legend_changed", "The legend calls a signed attribute encrypted", V1, |s, _| {
            legend(s, b's', b'e')
        }),
        (
            "header_legend_calls_encrypted_signed",
            "The legend calls an encrypted attribute signed",
            V1,
            |s, _| legend(s, b'e', b's'),
        ),
        ("header_legend_calls_signed_context", "The legend calls a signed attribute context", V2, |s, _| {
            legend(s, b's', b'c')
        }),
        ("header_legend_calls_context_signed", "The legend calls a context attribute signed", V2, |s, _| {
            legend(s, b'c', b's')
        }),
        ("header_legend_unknown_letter", "The legend has a letter of no meaning", V1, |s, _| {
            legend(s, b's', b'x')
        }),
        ("header_legend_swapped", "Two letters of the legend change places", V1, |s, _| {
            let legend = s.header()?.legend;
            s.edit(HEAD, |h| h[legend].reverse())
        }),
        ("header_legend_shorter", "The legend lost a letter", V1, |s, _| {
            let legend = s.header()?.legend;
            s.edit(HEAD, |h| {
                h.remove(legend.end - 1);
                h[PRELUDE + 1] -= 1;
            })
        }),
        ("header_legend_longer", "The legend gained a letter", V1, |s, _| {
            let legend = s.header()?.legend;
            s.edit(HEAD, |h| {
                h.insert(legend.end, b's');
                h[PRELUDE + 1] += 1;
            })
        }),
        ("header_legend_length_beyond_end", "The legend claims to be longer than the header", V1, |s, _| {
            s.edit(HEAD, |h| h[PRELUDE..PRELUDE + 2].fill(0xff))
        }),
        ("header_context_changed", "A bit of the stored context's value", V1, |s, _| {
            let context = s.header()?.context;
            s.edit(HEAD, |h| h[context.end - 5] ^= 1)
        }),
        ("header_context_name_changed", "A bit of the stored context's name", V1, |s, _| {
            let context = s.header()?.context;
            s.edit(HEAD, |h| h[context.start + 4] ^= 1)
        }),
        ("header_context_dropped", "The stored context is gone", V1, |s, _| {
            let context = s.header()?.context;
            s.edit(HEAD, |h| {
                h[context.start - 1] = 0;
                h.drain(context);
            })
        }),
        ("header_context_added", "The stored context has one entry more", NoSignature, |s, _| {
            let context = s.header()?.context;
            s.edit(HEAD, |h| {
                h[context.start - 1] += 1;
                h.splice(context.end..context.end, *b"\0\x01k\0\x01v");
            })
        }),
        ("header_context_twice", "The stored context has an entry twice", V1, |s, _| {
            let context = s.header()?.context;
            s.edit(HEAD, |h| {
                h[context.start - 1] += 1;
                h.splice(context.end..context.end, h[context.clone()].to_vec());
            })
        }),
        ("header_context_unsorted", "The stored context is out of order", V1, |s, _| {
            let context = s.header()?.context;
            s.edit(HEAD, |h| {
                h[context.start - 1] += 1;
                h.splice(context.end..context.end, *b"\0\x01a\0\x01v");
            })
        }),
        ("header_context_not_utf8", "The stored context is no text", NoSignature, |s, _| {
            let context = s.header()?.context;
            s.edit(HEAD, |h| {
                h[context.start - 1] += 1;
                h.splice(context.end..context.end, *b"\0\x01\xff\0\x01v");
            })
        }),
        (
            "header_context_count_beyond_end",
            "The stored context claims more entries than there are",
            V1,
            |s, _| {
                let context = s.header()?.context;
                s.edit(HEAD, |h| h[context.start - 2..context.start].fill(0xff))
            },
        ),
        ("header_edk_provider_changed", "A bit of the key provider", V1, |s, _| {
            let at = s.header()?.data_keys[0].provider.start;
            s.edit(HEAD, |h| h[at] ^= 1)
        }),
        ("header_edk_info_changed", "A bit of the key name", V1, |s, _| {
            let at = s.header()?.data_keys[0].info.start;
            s.edit(HEAD, |h| h[at] ^= 1)
        }),
        ("header_edk_iv_flipped", "A bit of the wrapping's IV", V1, |s, _| {
            let at = s.header()?.data_keys[0].info.end - 1;
            s.edit(HEAD, |h| h[at] ^= 1)
        }),
        ("header_edk_ciphertext_flipped", "A bit of the wrapped intermediate key", V1, |s, _| {
            let at = s.header()?.data_keys[0].ciphertext.end - 1;
            s.edit(HEAD, |h| h[at] ^= 1)
        }),
        ("header_edk_wrapped_data_key_flipped", "A bit of the wrapped data key", V1, |s, _| {
            let at = s.header()?.data_keys[0].ciphertext.start;
            s.edit(HEAD, |h| h[at] ^= 1)
        }),
        ("header_edk_branch_key_id_changed", "A bit of the branch key's id", Hierarchy, |s, _| {
            let at = s.header()?.data_keys[0].info.start;
            s.edit(HEAD, |h| h[at] ^= 1)
        }),
        ("header_edk_branch_key_version_changed", "A bit of the branch key's version", Hierarchy, |s, _| {
            // After the wrapped data key, a salt and an IV.
            let at = s.header()?.data_keys[0].ciphertext.start + 48 + 16 + 12;
            s.edit(HEAD, |h| h[at] ^= 1)
        }),
        ("header_edk_hierarchy_ciphertext_flipped", "A bit under the branch key", Hierarchy, |s, _| {
            let at = s.header()?.data_keys[0].ciphertext.end - 1;
            s.edit(HEAD, |h| h[at] ^= 1)
        }),
        ("header_edk_ciphertext_empty", "Nothing is wrapped", V1, |s, _| {
            let ciphertext = s.header()?.data_keys[0].ciphertext.clone();
            s.edit(HEAD, |h| {
                h[ciphertext.start - 2..ciphertext.start].fill(0);
                h.drain(ciphertext);
            })
        }),
        ("header_edk_ciphertext_truncated", "The wrapped key lost a byte", V1, |s, _| {
            let ciphertext = s.header()?.data_keys[0].ciphertext.clone();
            s.edit(HEAD, |h| {
                h[ciphertext.start - 1] -= 1;
                h.remove(ciphertext.end - 1);
            })
        }),
        ("header_edks_none", "There is no wrapped key", V1, |s, _| {
            let keys = s.header()?.data_keys;
            let (start, end) = (keys[0].provider.start - 2, keys[0].ciphertext.end);
            s.edit(HEAD, |h| {
                h[start - 1] = 0;
                h.drain(start..end);
            })
        }),
        ("header_edks_count_beyond_end", "The header claims more wrapped keys than there are", V1, |s, _| {
            let at = s.header()?.data_keys[0].provider.start - 3;
            s.edit(HEAD, |h| h[at] = 0xff)
        }),
        ("header_edk_twice", "The wrapped key is there twice", V1, |s, _| {
            let keys = s.header()?.data_keys;
            let (start, end) = (keys[0].provider.start - 2, keys[0].ciphertext.end);
            s.edit(HEAD, |h| {
                h[start - 1] += 1;
                h.splice(end..end, h[start..end].to_vec());
            })
        }),
        ("header_edk_dropped", "One recipient's wrapped key is gone", Recipients, |s, _| {
            let keys = s.header()?.data_keys;
            let (start, end) = (keys[2].provider.start - 2, keys[2].ciphertext.end);
            let count = keys[0].provider.start - 3;
            s.edit(HEAD, |h| {
                h[count] -= 1;
                h.drain(start..end);
            })
        }),
        (
            "header_edk_of_other_recipient_changed",
            "A bit of a wrapped key that this reader does not open",
            Recipients,
            |s, _| {
                let at = s.header()?.data_keys[2].ciphertext.start;
                s.edit(HEAD, |h| h[at] ^= 1)
            },
        ),
        ("header_commitment_flipped", "A bit of the commitment", V1, |s, _| {
            let at = s.header()?.commitment.start;
            s.edit(HEAD, |h| h[at] ^= 1)
        }),
        ("header_commitment_end_flipped", "The last bit of the commitment", V1, |s, _| {
            let at = s.header()?.commitment.end - 1;
            s.edit(HEAD, |h| h[at] ^= 1)
        }),
        ("header_truncated", "The header lost its last byte", V1, |s, _| s.edit(HEAD, |h| _ = h.pop())),
        ("header_without_commitment", "The header ends before its commitment", V1, |s, _| {
            let commitment = s.header()?.commitment;
            s.edit(HEAD, |h| h.truncate(commitment.start))
        }),
        ("header_of_prelude_only", "The header ends after the message id", V1, |s, _| {
            s.edit(HEAD, |h| h.truncate(PRELUDE))
        }),
        ("header_of_one_byte", "The header is a version and no more", V1, |s, _| {
            s.edit(HEAD, |h| h.truncate(1))
        }),
        ("header_empty", "The header is empty", V1, |s, _| s.edit(HEAD, Vec::clear)),
        ("header_extended", "The header has a byte more", V1, |s, _| s.edit(HEAD, |h| h.push(0))),
        ("header_not_binary", "The header is a string", V1, |s, _| set(s, HEAD, string("AQ=="))),
        ("header_null", "The header is null", V1, |s, _| set(s, HEAD, AttributeValue::Null(true))),
        ("header_missing", "There is a footer only", V1, |s, _| drop(s, HEAD)),
        ("header_of_other_item", "The header of another item", V1, |s, o| copy(s, o, HEAD, HEAD)),
        ("header_and_footer_of_other_item", "The header and footer of another item", V1, |s, o| {
            copy(s, o, HEAD, HEAD)?;
            copy(s, o, FOOT, FOOT)
        }),
        ("header_and_footer_missing", "A plaintext item where none is allowed", V1, |s, _| {
            drop(s, HEAD)?;
            drop(s, FOOT)
        }),
    ]
}

fn footer() -> Vec<Case> {
    vec![
        ("footer_tag_flipped", "A bit of the recipient's tag", V1, |s, _| s.edit(FOOT, |f| f[0] ^= 1)),
        ("footer_tag_flipped_without_signature", "A bit of the recipient's tag", NoSignature, |s, _| {
            s.edit(FOOT, |f| f[TAG_LENGTH - 1] ^= 1)
        }),
        ("footer_tags_of_all_flipped", "A bit of every recipient's tag", Recipients, |s, _| {
            s.edit(FOOT, |f| (0..3).for_each(|key| f[key * TAG_LENGTH] ^= 1))
        }),
        ("footer_tag_dropped", "One recipient's tag is gone", Recipients, |s, _| {
            s.edit(FOOT, |f| _ = f.drain(2 * TAG_LENGTH..3 * TAG_LENGTH))
        }),
        ("footer_tag_added", "One tag more than recipients", NoSignature, |s, _| {
            s.edit(FOOT, |f| f.extend_from_within(..TAG_LENGTH))
        }),
        ("footer_tag_of_other_item", "The tag of another item", NoSignature, |s, o| copy(s, o, FOOT, FOOT)),
        ("footer_tag_zero", "A tag of zeros", NoSignature, |s, _| s.edit(FOOT, |f| f.fill(0))),
        ("footer_signature_flipped", "A bit of the signature", V1, |s, _| {
            s.edit(FOOT, |f| f[TAG_LENGTH + 20] ^= 1)
        }),
        ("footer_signature_flipped_v2", "A bit of the signature", V2, |s, _| {
            s.edit(FOOT, |f| f[TAG_LENGTH + 90] ^= 1)
        }),
        ("footer_signature_not_der", "The signature is no DER", V1, |s, _| s.edit(FOOT, |f| f[TAG_LENGTH] = 0)),
        ("footer_signature_zero", "A signature of zeros", V1, |s, _| s.edit(FOOT, |f| f[TAG_LENGTH..].fill(0))),
        ("footer_signature_of_other_item", "The signature of another item", V1, |s, o| {
            let signature = o.bytes(FOOT)?[TAG_LENGTH..].to_vec();
            s.edit(FOOT, |f| _ = f.splice(TAG_LENGTH.., signature))
        }),
        ("footer_signature_missing", "The footer ends after the tag", V1, |s, _| {
            s.edit(FOOT, |f| f.truncate(TAG_LENGTH))
        }),
        ("footer_signature_added", "A signature where there is none", NoSignature, |s, _| {
            s.edit(FOOT, |f| f.resize(TAG_LENGTH + SIGNATURE_LENGTH, 1))
        }),
        ("footer_signature_before_tag", "The signature comes first", V1, |s, _| {
            s.edit(FOOT, |f| f.rotate_left(TAG_LENGTH))
        }),
        ("footer_truncated", "The footer lost its last byte", V1, |s, _| s.edit(FOOT, |f| _ = f.pop())),
        ("footer_truncated_without_signature", "The footer lost its last byte", NoSignature, |s, _| {
            s.edit(FOOT, |f| _ = f.pop())
        }),
        ("footer_empty", "The footer is empty", V1, |s, _| s.edit(FOOT, Vec::clear)),
        ("footer_extended", "The footer has a byte more", V1, |s, _| s.edit(FOOT, |f| f.push(0))),
        ("footer_extended_without_signature", "The footer has a byte more", NoSignature, |s, _| {
            s.edit(FOOT, |f| f.push(0))
        }),
        ("footer_missing", "There is a header only", V1, |s, _| drop(s, FOOT)),
        ("footer_not_binary", "The footer is a string", V1, |s, _| set(s, FOOT, string("AQ=="))),
        ("footer_of_other_item", "The footer of another item", V1, |s, o| copy(s, o, FOOT, FOOT)),
    ]
}

fn values() -> Vec<Case> {
    vec![
        ("value_flipped", "A bit of an encrypted value", V1, |s, _| s.edit("card", |v| v[2] ^= 1)),
        ("value_type_flipped", "An encrypted value is said to be of another type", V1, |s, _| {
            s.edit("card", |v| v[..2].fill(0xff))
        }),
        ("value_type_unknown", "An encrypted value is said to be of no type", V1, |s, _| {
            s.edit("card", |v| v[1] = 0x77)
        }),
        ("value_tag_flipped", "A bit of an encrypted value's tag", V1, |s, _| {
            s.edit("card", |v| *v.last_mut().expect("a tag") ^= 1)
        }),
        ("value_truncated", "An encrypted value lost a byte", V1, |s, _| s.edit("card", |v| _ = v.pop())),
        ("value_extended", "An encrypted value has a byte more", V1, |s, _| s.edit("card", |v| v.push(0))),
        ("value_of_type_only", "An encrypted value is its type and no more", V1, |s, _| {
            s.edit("card", |v| v.truncate(2))
        }),
        ("value_empty", "An encrypted value is empty", V1, |s, _| s.edit("card", Vec::clear)),
        ("value_not_binary", "An encrypted value is a string", V1, |s, _| {
            set(s, "card", string("4111 1111 1111 1111"))
        }),
        ("value_null", "An encrypted value is null", V1, |s, _| set(s, "card", AttributeValue::Null(true))),
        ("values_swapped", "Two encrypted values change places", V1, |s, _| swap(s, "card", "email")),
        ("value_from_other_item", "The encrypted value of another item", V1, |s, o| copy(s, o, "card", "card")),
        ("value_from_other_attribute", "The encrypted value of another attribute", V1, |s, _| {
            let value = s.item["email"].clone();
            set(s, "card", value)
        }),
        ("signed_value_changed", "A signed string", V1, |s, _| set(s, "status", string("paid"))),
        ("signed_value_changed_v2", "A signed string", V2, |s, _| set(s, "status", string("paid"))),
        ("signed_value_changed_without_signature", "A signed string", NoSignature, |s, _| {
            set(s, "status", string("paid"))
        }),
        ("signed_value_changed_several_recipients", "A signed string", Recipients, |s, _| {
            set(s, "status", string("paid"))
        }),
        ("signed_value_emptied", "A signed string is empty", V1, |s, _| set(s, "status", string(""))),
        ("signed_value_padded", "A signed string has a blank more", V1, |s, _| {
            set(s, "status", string("open "))
        }),
        ("signed_number_changed", "A signed number", V1, |s, _| set(s, "total", number("120.5000000001"))),
        ("signed_number_negated", "A signed number has another sign", V1, |s, _| {
            set(s, "total", number("-120.50"))
        }),
        ("signed_number_becomes_string", "A signed number is a string of the same text", V1, |s, _| {
            set(s, "total", string("120.5"))
        }),
        ("signed_number_not_a_number", "A signed number is none", V1, |s, _| set(s, "total", number("1e"))),
        ("signed_boolean_flipped", "A signed boolean", V1, |s, _| set(s, "paid", AttributeValue::Bool(true))),
        ("signed_binary_flipped", "A bit of a signed binary", V1, |s, _| s.edit("digest", |v| v[0] ^= 1)),
        ("signed_set_member_added", "A signed set has a member more", V1, |s, _| {
            set(s, "tags", AttributeValue::Ss(strings(&["gift", "express", "free"])))
        }),
        ("signed_set_member_removed", "A signed set has a member less", V1, |s, _| {
            set(s, "tags", AttributeValue::Ss(strings(&["gift"])))
        }),
        ("signed_set_member_twice", "A signed set has a member twice", V1, |s, _| {
            set(s, "tags", AttributeValue::Ss(strings(&["gift", "express", "gift"])))
        }),
        ("signed_set_becomes_list", "A signed set is a list", V1, |s, _| {
            set(s, "tags", AttributeValue::L(vec![string("express"), string("gift")]))
        }),
        ("signed_number_set_changed", "A signed set of numbers", V1, |s, _| {
            set(s, "codes", AttributeValue::Ns(strings(&["1", "2.6"])))
        }),
        ("signed_number_set_becomes_string_set", "A signed set of numbers is one of strings", V1, |s, _| {
            set(s, "codes", AttributeValue::Ss(strings(&["1", "2.5"])))
        }),
        ("signed_list_reordered", "A signed list in another order", V1, |s, _| {
            set(s, "history", AttributeValue::L(vec![string("packed"), string("created")]))
        }),
        ("signed_list_shortened", "A signed list lost its last value", V1, |s, _| {
            set(s, "history", AttributeValue::L(vec![string("created")]))
        }),
        ("signed_map_value_changed", "A value in a signed map", V1, |s, _| {
            parcel(s, &[("width", "11"), ("height", "20")])
        }),
        ("signed_map_values_swapped", "Two values in a signed map change places", V1, |s, _| {
            parcel(s, &[("width", "20"), ("height", "10")])
        }),
        ("signed_map_member_renamed", "A member of a signed map has another name", V1, |s, _| {
            parcel(s, &[("width", "10"), ("length", "20")])
        }),
        ("signed_map_member_added", "A signed map has a member more", V1, |s, _| {
            parcel(s, &[("width", "10"), ("height", "20"), ("length", "30")])
        }),
        ("signed_value_nested_at_32", "A signed value is nested one deeper than may be", V1, |s, _| {
            set(s, "history", lists(32))
        }),
        ("signed_value_lists_bomb", "A signed value is nested far too deep", V1, |s, _| {
            set(s, "history", lists(BOMB))
        }),
        ("signed_value_maps_bomb", "A signed value is nested far too deep", V1, |s, _| {
            set(s, "parcel", maps(BOMB))
        }),
        ("key_value_bomb", "A key is nested far too deep", V1, |s, _| set(s, "customer", lists(BOMB))),
        ("header_bomb", "The header is nested far too deep", V1, |s, _| set(s, HEAD, lists(BOMB))),
    ]
}

fn attributes() -> Vec<Case> {
    vec![
        ("attribute_dropped", "A signed attribute is gone", V1, |s, _| drop(s, "status")),
        ("attribute_dropped_encrypted", "An encrypted attribute is gone", V1, |s, _| drop(s, "card")),
        ("attribute_added", "An attribute of no action comes along", V1, |s, _| set(s, "extra", string("x"))),
        ("attribute_added_empty_name", "An attribute without a name comes along", V1, |s, _| {
            set(s, "", string("x"))
        }),
        ("attribute_renamed", "A signed attribute has another name of the same length", V1, |s, _| {
            rename(s, "status", "statuz")
        }),
        (
            "attribute_renamed_encrypted",
            "An encrypted attribute has another name of the same length",
            V1,
            |s, _| rename(s, "card", "cart"),
        ),
        ("attribute_renamed_to_unsigned", "A signed attribute has a name that may be unsigned", V1, |s, _| {
            rename(s, "status", ":status")
        }),
        ("attribute_renamed_to_reserved", "A signed attribute has a reserved name", V1, |s, _| {
            rename(s, "status", "aws_dbe_status")
        }),
        (
            "unsigned_attribute_renamed_to_signed",
            "An unsigned attribute has a name that is signed",
            V1,
            |s, _| rename(s, ":note", "note"),
        ),
        (
            "attribute_read_as_unsigned",
            "The reader takes a signed attribute for an unsigned one",
            V1,
            |s, _| {
                s.test.config["allowedUnsignedAttributes"] = json!(["status"]);
                let actions = s.test.config["attributeActionsOnEncrypt"].as_object_mut();
                actions.ok_or("no actions")?.remove("status");
                Ok(())
            },
        ),
        (
            "unsigned_attribute_read_as_signed",
            "The reader takes an unsigned attribute for a signed one",
            V1,
            |s, _| {
                s.test.config["allowedUnsignedAttributePrefix"] = json!("!");
                Ok(())
            },
        ),
        ("key_value_changed", "Another partition key", V1, |s, _| set(s, "customer", string("c-3"))),
        ("key_value_changed_v2", "Another partition key", V2, |s, _| set(s, "customer", string("c-3"))),
        ("key_value_changed_hierarchy", "Another partition key", Hierarchy, |s, _| {
            set(s, "customer", string("c-3"))
        }),
        ("key_value_retyped", "The partition key is the same bytes in binary", V1, |s, _| {
            set(s, "customer", AttributeValue::B(Blob::new("c-1")))
        }),
        ("key_value_of_other_item", "The partition key of another item", V1, |s, o| {
            copy(s, o, "customer", "customer")
        }),
        ("sort_key_changed", "Another sort key", V1, |s, _| set(s, "order", number("18"))),
        ("sort_key_retyped", "The sort key is a string of the same text", V1, |s, _| {
            set(s, "order", string("17"))
        }),
        (
            "sort_key_retyped_v2",
            "The sort key is a string of the same text, as the context has it",
            V2,
            |s, _| set(s, "order", string("17")),
        ),
        ("keys_swapped", "The keys change places", V1, |s, _| swap(s, "customer", "order")),
        ("partition_key_missing", "There is no partition key", V1, |s, _| drop(s, "customer")),
        ("sort_key_missing", "There is no sort key", V1, |s, _| drop(s, "order")),
        ("other_table_name", "The item is read from another table", V1, |s, _| {
            s.rename_table("Order");
            Ok(())
        }),
        ("other_table_name_v2", "The item is read from another table", V2, |s, _| {
            s.rename_table("orders");
            Ok(())
        }),
        ("other_table_name_hierarchy", "The item is read from another table", Hierarchy, |s, _| {
            s.rename_table("Orders2");
            Ok(())
        }),
        ("other_partition_key_name", "The reader takes another attribute for the partition key", V1, |s, _| {
            s.test.config["partitionKeyName"] = json!("status");
            Ok(())
        }),
        ("key_roles_swapped", "The reader takes each key for the other one", V1, |s, _| {
            s.test.config["partitionKeyName"] = json!("order");
            s.test.config["sortKeyName"] = json!("customer");
            Ok(())
        }),
        ("sort_key_not_configured", "The reader knows of no sort key", V1, |s, _| {
            s.test.config.as_object_mut().ok_or("no config")?.remove("sortKeyName");
            Ok(())
        }),
    ]
}

fn context() -> Vec<Case> {
    vec![
        ("context_attribute_changed", "A context attribute", V2, |s, _| set(s, "region", string("us"))),
        ("context_attribute_missing", "A context attribute is gone", V2, |s, _| drop(s, "region")),
        ("context_attribute_renamed", "A context attribute has another name of the same length", V2, |s, _| {
            rename(s, "region", "regiom")
        }),
        ("context_number_changed", "A number of the context", V2, |s, _| set(s, "floor", number("4"))),
        (
            "context_number_becomes_string",
            "A number of the context is a string of the same text",
            V2,
            |s, _| set(s, "floor", string("3")),
        ),
        ("context_attributes_swapped", "Two context attributes change places", V2, |s, _| {
            swap(s, "region", "floor")
        }),
    ]
}

/// Changes the first such letter of the legend.
fn legend(sealed: &mut Sealed, from: u8, to: u8) -> Result<()> {
    let legend = sealed.header()?.legend;
    sealed.edit(HEAD, |head| {
        if let Some(letter) = head[legend].iter_mut().find(|letter| **letter == from) {
            *letter = to;
        }
    })
}

fn set(sealed: &mut Sealed, name: &str, value: AttributeValue) -> Result<()> {
    sealed.item.insert(name.to_owned(), value);
    Ok(())
}

fn drop(sealed: &mut Sealed, name: &str) -> Result<()> {
    let dropped = sealed.item.remove(name);
    dropped.map(|_| ()).ok_or_else(|| format!("no {name}"))
}

fn rename(sealed: &mut Sealed, from: &str, to: &str) -> Result<()> {
    let value = sealed.item.remove(from).ok_or("nothing to rename")?;
    set(sealed, to, value)
}

fn swap(sealed: &mut Sealed, a: &str, b: &str) -> Result<()> {
    let (of_a, of_b) = (sealed.item[a].clone(), sealed.item[b].clone());
    set(sealed, a, of_b)?;
    set(sealed, b, of_a)
}

fn copy(sealed: &mut Sealed, other: &Sealed, from: &str, to: &str) -> Result<()> {
    set(sealed, to, other.item[from].clone())
}

fn parcel(sealed: &mut Sealed, members: &[(&str, &str)]) -> Result<()> {
    let members = members.iter().map(|(name, n)| (name.to_string(), number(n)));
    set(sealed, "parcel", AttributeValue::M(members.collect()))
}

fn string(text: &str) -> AttributeValue {
    AttributeValue::S(text.to_owned())
}

fn number(text: &str) -> AttributeValue {
    AttributeValue::N(text.to_owned())
}

fn strings(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| text.to_string()).collect()
}

fn lists(depth: usize) -> AttributeValue {
    (0..depth).fold(string("x"), |value, _| AttributeValue::L(vec![value]))
}

fn maps(depth: usize) -> AttributeValue {
    (0..depth).fold(string("x"), |value, _| AttributeValue::M(Item::from([("m".to_owned(), value)])))
}
