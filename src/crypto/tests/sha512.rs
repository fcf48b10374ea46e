//! HMAC and HKDF, whichever implementation a build has.

use hmac::{KeyInit, Mac};
use proptest::prelude::*;

use super::CryptoError;
use super::sha512::{Hkdf, Hmac, Sha384, Sha512, Variant};

fn code<V: Variant>(key: &[u8], parts: &[&[u8]]) -> Vec<u8> {
    let mut code = vec![0; V::DIGEST];
    Hmac::<V>::new(key).unwrap().write(parts.iter().copied(), &mut code).unwrap();
    code
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// RFC 4231, test cases 1, 3, 4, 6 and 7.
#[test]
fn hmac_agrees_with_rfc_4231() {
    let first: Vec<u8> = (1..=25).collect();
    let large = b"This is a test using a larger than block-size key and a larger than block-size data. \
                  The key needs to be hashed before being used by the HMAC algorithm.";
    let cases: [(&[u8], &[u8], &str, &str); 5] = [
        (
            &[0x0b; 20],
            b"Hi There",
            "afd03944d84895626b0825f4ab46907f15f9dadbe4101ec682aa034c7cebc59c\
             faea9ea9076ede7f4af152e8b2fa9cb6",
            "87aa7cdea5ef619d4ff0b4241a1d6cb02379f4e2ce4ec2787ad0b30545e17cde\
             daa833b7d6b8a702038b274eaea3f4e4be9d914eeb61f1702e696c203a126854",
        ),
        (
            &[0xaa; 20],
            &[0xdd; 50],
            "88062608d3e6ad8a0aa2ace014c8a86f0aa635d947ac9febe83ef4e55966144b\
             2a5ab39dc13814b94e3ab6e101a34f27",
            "fa73b0089d56a284efb0f0756c890be9b1b5dbdd8ee81a3655f83e33b2279d39\
             bf3e848279a722c806b485a47e67c807b946a337bee8942674278859e13292fb",
        ),
        (
            &first,
            &[0xcd; 50],
            "3e8a69b7783c25851933ab6290af6ca77a9981480850009cc5577c6e1f573b4e\
             6801dd23c4a7d679ccf8a386c674cffb",
            "b0ba465637458c6990e5a8c5f61d4af7e576d97ff94b872de76f8050361ee3db\
             a91ca5c11aa25eb4d679275cc5788063a5f19741120c4f2de2adebeb10a298dd",
        ),
        (
            &[0xaa; 131],
            b"Test Using Larger Than Block-Size Key - Hash Key First",
            "4ece084485813e9088d2c63a041bc5b44f9ef1012a2b588f3cd11f05033ac4c6\
             0c2ef6ab4030fe8296248df163f44952",
            "80b24263c7c1a3ebb71493c1dd7be8b49b46d1f41b4aeec1121b013783f8f352\
             6b56d037e05f2598bd0fd2215d6a1e5295e64f73f63f0aec8b915a985d786598",
        ),
        (
            &[0xaa; 131],
            large,
            "6617178e941f020d351e2f254e8fd32c602420feb0b8fb9adccebb82461e99c5\
             a678cc31e799176d3860e6110c46523e",
            "e37b6a775dc87dbaa4dfa9f96e5e3ffddebd71f8867289865df5a32d20cdc944\
             b6022cac3c4982b10d5eeb55c3e4de15134676fb6de0446065c97440fa8c6a58",
        ),
    ];
    for (key, data, of_384, of_512) in cases {
        assert_eq!(hex(&code::<Sha384>(key, &[data])), of_384);
        assert_eq!(hex(&code::<Sha512>(key, &[data])), of_512);
    }
}

/// Another implementation's HMAC.
fn expected<M: Mac + KeyInit>(key: &[u8], data: &[u8]) -> Vec<u8> {
    let mut mac = <M as KeyInit>::new_from_slice(key).unwrap();
    mac.update(data);
    mac.finalize().into_bytes().to_vec()
}

#[test]
fn all_lengths_of_keys_and_messages_around_a_block_agree_with_the_crate_hmac() {
    let bytes: Vec<u8> = (0..=255).chain(0..=255).collect();
    let lengths = (0..3).chain(105..135).chain(235..265);
    for key in lengths.clone().map(|length| &bytes[..length]) {
        for data in lengths.clone().map(|length| &bytes[..length]) {
            assert_eq!(code::<Sha384>(key, &[data]), expected::<hmac::Hmac<sha2::Sha384>>(key, data));
            assert_eq!(code::<Sha512>(key, &[data]), expected::<hmac::Hmac<sha2::Sha512>>(key, data));
        }
    }
}

#[test]
fn what_is_written_is_the_beginning_and_never_more_than_there_is() {
    let mac = Hmac::<Sha384>::new(b"key").unwrap();
    let whole = code::<Sha384>(b"key", &[b"data"]);
    for length in 0..=48 {
        let mut out = vec![0; length];
        mac.write([&b"data"[..]], &mut out).unwrap();
        assert_eq!(out, whole[..length]);
    }
    assert_eq!(mac.write([&b"data"[..]], &mut [0; 49]), Err(CryptoError));
}

fn derived(secret: &[u8], info: &[&[u8]], length: usize) -> Result<Vec<u8>, CryptoError> {
    let mut out = vec![0; length];
    Hkdf::without_salt(secret)?.expand(info, &mut out).map(|()| out)
}

#[test]
fn hkdf_of_every_length_agrees_with_the_crate_hkdf_and_stops_where_rfc_5869_does() {
    let other = hkdf::Hkdf::<sha2::Sha512>::new(None, b"secret");
    for length in (0..200).chain([64 * 254, 64 * 255 - 1, 64 * 255]) {
        let mut expected = vec![0; length];
        other.expand(b"information", &mut expected).unwrap();
        assert_eq!(derived(b"secret", &[b"inform", b"", b"ation"], length), Ok(expected), "{length}");
    }
    assert_eq!(derived(b"secret", &[b"information"], 64 * 255 + 1), Err(CryptoError));
}

proptest! {
    #[test]
    fn pieces_of_any_division_count_as_one_message(
        data in proptest::collection::vec(any::<u8>(), 0..600),
        cuts in proptest::collection::vec(any::<prop::sample::Index>(), 0..6),
    ) {
        let mut ends: Vec<usize> = cuts.iter().map(|cut| cut.index(data.len() + 1)).collect();
        ends.extend([0, data.len()]);
        ends.sort_unstable();
        let parts: Vec<&[u8]> = ends.windows(2).map(|ends| &data[ends[0]..ends[1]]).collect();
        prop_assert_eq!(code::<Sha512>(b"key", &parts), expected::<hmac::Hmac<sha2::Sha512>>(b"key", &data));
    }
}
