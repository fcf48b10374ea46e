//! The committed test vectors, and the published ones where `TEST_VECTORS` says where they are.

use std::path::{Path, PathBuf};

use dynamodb_item_encryptor::ReaderPolicy;

use crate::keys::KeyFile;
use crate::manifest::{self, Outcome};

/// Runs the decrypt manifest `file` with the keys in `keys`.
async fn run(keys: &Path, file: &Path) -> Outcome {
    run_with(keys, file, &ReaderPolicy::compatible()).await
}

/// As [`run`], with readers of this policy.
async fn run_with(keys: &Path, file: &Path, policy: &ReaderPolicy) -> Outcome {
    let keys = KeyFile::parse(&std::fs::read_to_string(keys).unwrap(), None).unwrap();
    let json = std::fs::read_to_string(file).unwrap();
    let outcome = manifest::verify_with(&keys, &json, policy).await.unwrap();
    println!("{}: {} passed, {} failed", file.display(), outcome.passed, outcome.failures.len());
    outcome
}

/// A test for each of the committed manifests in a folder, named like its file, and one that no file is without.
macro_rules! manifests {
    ($module:ident, $folder:literal: $($name:ident)*) => {
        mod $module {
            $(
                #[tokio::test]
                async fn $name() {
                    let file = super::committed(concat!($folder, "/", stringify!($name), ".json"));
                    super::assert_all_passed(&super::run(&super::committed("keys.json"), &file).await, 1);
                }
            )*

            #[test]
            fn every_file_has_a_test() {
                let files = std::fs::read_dir(super::committed($folder)).unwrap();
                let mut names: Vec<_> =
                    files.map(|file| file.unwrap().path().file_stem().unwrap().to_str().unwrap().to_owned()).collect();
                names.sort();
                assert_eq!(names, [$(stringify!($name)),*]);
            }
        }
    };
}

manifests! { sealed_by_aws_db_esdk, "aws-db-esdk-1.3.0":
    names
    nesting
    numbers
    odd_but_accepted
    plaintext_policy
    random
    readers
    recipients
    stored_forms
    suites_and_versions
    types
    unsigned
    wrapping_keys
}

manifests! { refused_because, "tamper":
    attribute_added
    attribute_added_empty_name
    attribute_dropped
    attribute_dropped_encrypted
    attribute_read_as_unsigned
    attribute_renamed
    attribute_renamed_encrypted
    attribute_renamed_to_reserved
    attribute_renamed_to_unsigned
    context_attribute_changed
    context_attribute_missing
    context_attribute_renamed
    context_attributes_swapped
    context_number_becomes_string
    context_number_changed
    footer_empty
    footer_extended
    footer_extended_without_signature
    footer_missing
    footer_not_binary
    footer_of_other_item
    footer_signature_added
    footer_signature_before_tag
    footer_signature_flipped
    footer_signature_flipped_v2
    footer_signature_missing
    footer_signature_not_der
    footer_signature_of_other_item
    footer_signature_zero
    footer_tag_added
    footer_tag_dropped
    footer_tag_flipped
    footer_tag_flipped_without_signature
    footer_tag_of_other_item
    footer_tag_zero
    footer_tags_of_all_flipped
    footer_truncated
    footer_truncated_without_signature
    header_and_footer_missing
    header_and_footer_of_other_item
    header_bomb
    header_commitment_end_flipped
    header_commitment_flipped
    header_context_added
    header_context_changed
    header_context_count_beyond_end
    header_context_dropped
    header_context_name_changed
    header_context_not_utf8
    header_context_twice
    header_context_unsorted
    header_edk_branch_key_id_changed
    header_edk_branch_key_version_changed
    header_edk_ciphertext_empty
    header_edk_ciphertext_flipped
    header_edk_ciphertext_truncated
    header_edk_dropped
    header_edk_hierarchy_ciphertext_flipped
    header_edk_info_changed
    header_edk_iv_flipped
    header_edk_of_other_recipient_changed
    header_edk_provider_changed
    header_edk_twice
    header_edk_wrapped_data_key_flipped
    header_edks_count_beyond_end
    header_edks_none
    header_empty
    header_extended
    header_flavor_claims_signature
    header_flavor_flipped
    header_flavor_unknown
    header_legend_calls_context_signed
    header_legend_calls_encrypted_signed
    header_legend_calls_signed_context
    header_legend_changed
    header_legend_length_beyond_end
    header_legend_longer
    header_legend_shorter
    header_legend_swapped
    header_legend_unknown_letter
    header_message_id_flipped
    header_missing
    header_not_binary
    header_null
    header_of_one_byte
    header_of_other_item
    header_of_prelude_only
    header_truncated
    header_version_2_says_1
    header_version_flipped
    header_version_unknown
    header_version_zero
    header_without_commitment
    key_roles_swapped
    key_value_bomb
    key_value_changed
    key_value_changed_hierarchy
    key_value_changed_v2
    key_value_of_other_item
    key_value_retyped
    keys_swapped
    other_partition_key_name
    other_table_name
    other_table_name_hierarchy
    other_table_name_v2
    partition_key_missing
    signed_binary_flipped
    signed_boolean_flipped
    signed_list_reordered
    signed_list_shortened
    signed_map_member_added
    signed_map_member_renamed
    signed_map_value_changed
    signed_map_values_swapped
    signed_number_becomes_string
    signed_number_changed
    signed_number_negated
    signed_number_not_a_number
    signed_number_set_becomes_string_set
    signed_number_set_changed
    signed_set_becomes_list
    signed_set_member_added
    signed_set_member_removed
    signed_set_member_twice
    signed_value_changed
    signed_value_changed_several_recipients
    signed_value_changed_v2
    signed_value_changed_without_signature
    signed_value_emptied
    signed_value_lists_bomb
    signed_value_maps_bomb
    signed_value_nested_at_32
    signed_value_padded
    sort_key_changed
    sort_key_missing
    sort_key_not_configured
    sort_key_retyped
    sort_key_retyped_v2
    unsigned_attribute_read_as_signed
    unsigned_attribute_renamed_to_signed
    value_empty
    value_extended
    value_flipped
    value_from_other_attribute
    value_from_other_item
    value_not_binary
    value_null
    value_of_type_only
    value_tag_flipped
    value_truncated
    value_type_flipped
    value_type_unknown
    values_swapped
}

manifests! { forged, "forged":
    context_in_version_1
    key_outside_the_context
    stored_attribute
    stored_attribute_in_capitals
    stored_attribute_of_no_item
    stored_attribute_that_agrees
    stored_entries_of_an_application
    stored_entry_like_the_public_key
    stored_entry_of_the_prefix_alone
    stored_legend
    stored_reserved_entry
    stored_sort_key_name
}

fn committed(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("test-vectors").join(path)
}

fn assert_all_passed(outcome: &Outcome, at_least: usize) {
    assert!(outcome.failures.is_empty(), "{:#?}", outcome.failures);
    assert!(outcome.passed >= at_least, "only {} vectors were found", outcome.passed);
}

/// Takes out the vectors with PKCS #1 v1.5, which a build with the feature `fips` refuses by name. Says how many those were.
fn without_pkcs1(outcome: &mut Outcome) -> usize {
    let refused =
        outcome.failures.extract_if(.., |failure| failure.contains("without the padding PKCS #1 v1.5"));
    let refused = refused.count();
    assert_eq!(refused > 0, cfg!(feature = "fips"));
    refused
}

#[tokio::test]
async fn rsa_and_ecdh_keys_do_here_what_they_do_in_aws_db_esdk() {
    let mut outcome = run(&committed("raw/keys.json"), &committed("raw/sealed.json")).await;
    let refused = without_pkcs1(&mut outcome);
    assert_all_passed(&outcome, 72 - refused);
    // The same records sealed here, some of which must not be.
    let keys = KeyFile::parse(&std::fs::read_to_string(committed("raw/keys.json")).unwrap(), None).unwrap();
    let json = std::fs::read_to_string(committed("raw/encrypt.json")).unwrap();
    let (mut sealed, json) = manifest::encrypt(&keys, &json).await.unwrap();
    let refused = without_pkcs1(&mut sealed);
    assert_all_passed(&sealed, 83 - refused);
    let mut verified = manifest::verify(&keys, &json).await.unwrap();
    let refused = refused + without_pkcs1(&mut verified);
    assert_all_passed(&verified, 72 - refused);
}

/// Runs a manifest with strict readers, and takes out which vectors they refuse for their policy.
async fn run_strict(keys: &Path, file: &Path) -> (Outcome, Vec<String>) {
    let mut outcome = run_with(keys, file, &ReaderPolicy::strict()).await;
    let weaker = outcome.failures.extract_if(.., |failure| failure.contains("reader policy")).collect();
    (outcome, weaker)
}

#[tokio::test]
async fn strict_readers_refuse_of_the_vectors_only_what_is_weaker_than_what_they_are_configured_to_write() {
    let mut weaker = Vec::new();
    let mut passed = 0;
    for folder in ["aws-db-esdk-1.3.0", "tamper"] {
        let mut files: Vec<_> =
            std::fs::read_dir(committed(folder)).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.sort();
        for file in files {
            let (outcome, refused) = run_strict(&committed("keys.json"), &file).await;
            assert_all_passed(&outcome, 0);
            passed += outcome.passed;
            weaker.extend(refused);
        }
    }
    // Their readers are configured to encrypt, to sign or to bind more than the writer did.
    let expected = [
        "random-1-1",
        "random-1-6",
        "signed_becomes_encrypted",
        "context_becomes_encrypted",
        "version_1_read_by_version_2",
        "signature_for_a_reader_without",
    ];
    let names: Vec<_> = weaker.iter().map(|failure| failure.split(':').next().unwrap()).collect();
    assert_eq!(names, expected, "{weaker:#?}");
    assert!(passed > 250, "only {passed} vectors were found");
}

#[tokio::test]
async fn what_must_not_be_sealed_is_refused() {
    let keys = KeyFile::parse(&std::fs::read_to_string(committed("keys.json")).unwrap(), None).unwrap();
    let json = std::fs::read_to_string(committed("refused.json")).unwrap();
    let (outcome, _) = manifest::encrypt(&keys, &json).await.unwrap();
    assert_all_passed(&outcome, 50);
}

/// Runs one of the published manifests, where there are any.
async fn published(name: &str) {
    let Some(folder) = std::env::var_os("TEST_VECTORS") else {
        println!("{name} was not run: set TEST_VECTORS to the folder of the published vectors");
        return;
    };
    let folder = Path::new(&folder).join("dbesdk");
    let (keys, file) = (folder.join("keys.json"), folder.join(name));
    let all = run(&keys, &file).await;
    assert_all_passed(&all, 1);
    // Some of them are read with a configuration that writes more than was written. The rest passes as well.
    let (strict, weaker) = run_strict(&keys, &file).await;
    assert_all_passed(&strict, 1);
    assert_eq!(strict.passed + weaker.len(), all.passed);
}

#[tokio::test]
async fn published_items_of_java_open() {
    published("decrypt_java_32.json").await;
}

#[tokio::test]
async fn published_items_of_dotnet_open() {
    published("decrypt_dotnet_33.json").await;
}

#[tokio::test]
async fn what_is_sealed_here_opens_here() {
    // The records of the committed vectors, sealed again; without those of `readers.json`, whose
    // configurations only read.
    let keys = KeyFile::parse(&std::fs::read_to_string(committed("keys.json")).unwrap(), None).unwrap();
    // aws-db-esdk seals these too, which DynamoDB does not take. They open, above, and are not sealed here.
    let refused = [
        "empty_string_set",
        "empty_number_set",
        "empty_binary_set",
        "empty_partition_key",
        "boolean_partition_key",
        "map_partition_key",
        // Its number is unsigned, and none.
        "odd_number",
    ];
    let (mut count, mut refusals) = (0, 0);
    for entry in std::fs::read_dir(committed("aws-db-esdk-1.3.0")).unwrap() {
        let file = entry.unwrap().path();
        if file.ends_with("readers.json") {
            continue;
        }
        let json = std::fs::read_to_string(file).unwrap();
        let mut manifest: serde_json::Value = serde_json::from_str(&json).unwrap();
        manifest["manifest"]["type"] = "aws-dbesdk-encrypt".into();
        manifest.as_object_mut().unwrap().remove("client");
        let tests = manifest["tests"].as_object_mut().unwrap();
        tests.retain(|_, test| test["type"] == "positive-decrypt");
        let mut refused_here = 0;
        for (name, test) in tests.iter_mut() {
            let test = test.as_object_mut().unwrap();
            let is_refused = refused.contains(&name.as_str());
            refused_here += usize::from(is_refused);
            let kind = if is_refused { "negative-encrypt" } else { "positive-encrypt" };
            test.insert("type".into(), kind.into());
            test.remove("encrypted");
            let record = test.remove("plaintext").unwrap();
            test.insert("record".into(), record);
        }
        let (sealed, json) = manifest::encrypt(&keys, &manifest.to_string()).await.unwrap();
        assert_all_passed(&sealed, 0);
        let opened = manifest::verify(&keys, &json).await.unwrap();
        assert_all_passed(&opened, sealed.passed - refused_here);
        count += opened.passed;
        refusals += refused_here;
    }
    assert!(count >= 40, "only {count} records were found");
    assert_eq!(refusals, refused.len());
}

#[tokio::test]
async fn items_of_aws_db_esdk_are_wrapped_for_other_keys_and_nothing_else_of_them_changes() {
    let keys = std::fs::read_to_string(committed("keys.json")).unwrap();
    let keys = KeyFile::parse(&keys, None).unwrap();
    let mut rewrapped = 0;
    for name in ["random", "suites_and_versions", "wrapping_keys", "recipients", "types", "unsigned"] {
        let file = committed(&format!("aws-db-esdk-1.3.0/{name}.json"));
        let json = std::fs::read_to_string(file).unwrap();
        let (outcome, new, old) = manifest::rewrap(&keys, &json).await.unwrap();
        assert_all_passed(&outcome, 1);
        // Opened with the new keys, refused with the old ones.
        for manifest in [new, old] {
            let outcome = manifest::verify(&keys, &manifest).await.unwrap();
            assert_all_passed(&outcome, 1);
            rewrapped += outcome.passed;
        }
    }
    assert!(rewrapped > 100, "{rewrapped}");
}
