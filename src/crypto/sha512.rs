//! HMAC (RFC 2104) with SHA-384 and SHA-512, and HKDF (RFC 5869) with SHA-512, over the compression function that sha2
//! makes public.
//!
//! Sealing an item takes eight of these, of a few blocks each. The crates hmac and hkdf pass keys, blocks and what they
//! derive by value, and leave them on the stack. Here each is made in its place, and wiped there. What is
//! left are the registers and the message schedule of the compression function, which the caller overwrites.

use std::marker::PhantomData;
use std::slice;
use std::sync::LazyLock;

use sha2::block_api::compress512;
use zeroize::{Zeroize, ZeroizeOnDrop};

use super::CryptoError;

/// Bytes of a block.
const BLOCK: usize = 128;
/// What ends a message: a byte, and the number of its bits in 16.
const END: usize = 1 + 16;

/// One of the hashes that are made with this compression function.
pub(super) trait Variant {
    /// Where it starts.
    const START: [u64; 8];
    /// Bytes of a digest: the first ones of the state.
    const DIGEST: usize;
}

pub(super) struct Sha384;

/// FIPS 180-4, section 5.3.4.
impl Variant for Sha384 {
    const START: [u64; 8] = [
        0xcbbb_9d5d_c105_9ed8,
        0x629a_292a_367c_d507,
        0x9159_015a_3070_dd17,
        0x152f_ecd8_f70e_5939,
        0x6733_2667_ffc0_0b31,
        0x8eb4_4a87_6858_1511,
        0xdb0c_2e0d_64f9_8fa7,
        0x47b5_481d_befa_4fa4,
    ];
    const DIGEST: usize = 48;
}

pub(super) struct Sha512;

/// FIPS 180-4, section 5.3.5.
impl Variant for Sha512 {
    const START: [u64; 8] = [
        0x6a09_e667_f3bc_c908,
        0xbb67_ae85_84ca_a73b,
        0x3c6e_f372_fe94_f82b,
        0xa54f_f53a_5f1d_36f1,
        0x510e_527f_ade6_82d1,
        0x9b05_688c_2b3e_6c1f,
        0x1f83_d9ab_fb41_bd6b,
        0x5be0_cd19_137e_2179,
    ];
    const DIGEST: usize = 64;
}

/// A hash that has seen some whole blocks, and a part of the next. It is not moved: that would leave a copy behind.
struct Hash {
    state: [u64; 8],
    /// What is there of the next block, at its front; zeros before anything was.
    block: [u8; BLOCK],
    /// Bytes of the message so far.
    length: usize,
}

impl Drop for Hash {
    fn drop(&mut self) {
        self.state.as_mut_slice().zeroize();
        self.block.as_mut_slice().zeroize();
    }
}

impl Hash {
    /// Memory for one.
    fn zeroed() -> Self {
        Hash { state: [0; 8], block: [0; BLOCK], length: 0 }
    }

    /// Goes on from `state`, after so many bytes: whole blocks.
    fn go_on_from(&mut self, state: &[u64; 8], length: usize) {
        self.state.copy_from_slice(state);
        self.length = length;
    }

    fn update(&mut self, mut data: &[u8]) -> Result<(), CryptoError> {
        let used = self.length % BLOCK;
        self.length = self.length.checked_add(data.len()).ok_or(CryptoError)?;
        if used > 0 {
            let free = self.block.get_mut(used..).ok_or(CryptoError)?;
            let Some((first, rest)) = data.split_at_checked(free.len()) else {
                return copy(data, free);
            };
            free.copy_from_slice(first);
            compress512(&mut self.state, slice::from_ref(&self.block));
            data = rest;
        }
        let (blocks, rest) = data.as_chunks();
        compress512(&mut self.state, blocks);
        copy(rest, &mut self.block)
    }

    /// Ends the message (FIPS 180-4, section 5.1.2). The state is the digest then.
    fn end(&mut self) -> Result<(), CryptoError> {
        let bits = (self.length as u128).checked_mul(8).ok_or(CryptoError)?;
        let rest = self.block.get_mut(self.length % BLOCK..).ok_or(CryptoError)?;
        let is_too_short = rest.len() < END;
        rest.fill(0);
        *rest.first_mut().ok_or(CryptoError)? = 0x80;
        if is_too_short {
            compress512(&mut self.state, slice::from_ref(&self.block));
            self.block.fill(0);
        }
        *self.block.last_chunk_mut().ok_or(CryptoError)? = bits.to_be_bytes();
        compress512(&mut self.state, slice::from_ref(&self.block));
        Ok(())
    }

    /// Writes the first bytes of the state.
    fn write(state: &[u64; 8], out: &mut [u8]) -> Result<(), CryptoError> {
        for (out, word) in out.chunks_mut(8).zip(state) {
            let word = word.to_be_bytes();
            out.copy_from_slice(word.get(..out.len()).ok_or(CryptoError)?);
        }
        Ok(())
    }
}

/// Copies `from` to the front of `to`.
fn copy(from: &[u8], to: &mut [u8]) -> Result<(), CryptoError> {
    to.get_mut(..from.len()).ok_or(CryptoError)?.copy_from_slice(from);
    Ok(())
}

/// HMAC under some key: the hash's states after the blocks of inner and outer key.
pub(super) struct Hmac<V> {
    inner: [u64; 8],
    outer: [u64; 8],
    variant: PhantomData<V>,
}

impl<V> Drop for Hmac<V> {
    fn drop(&mut self) {
        self.inner.as_mut_slice().zeroize();
        self.outer.as_mut_slice().zeroize();
    }
}

impl<V> ZeroizeOnDrop for Hmac<V> {}

impl<V: Variant> Hmac<V> {
    /// HMAC under `key`. It leaves what it returns on the stack once more where that is moved.
    pub(super) fn new(key: &[u8]) -> Result<Self, CryptoError> {
        let mut hmac = Hmac { inner: [0; 8], outer: [0; 8], variant: PhantomData };
        let mut hash = Hash::zeroed();
        if key.len() > BLOCK {
            hash.go_on_from(&V::START, 0);
            hash.update(key)?;
            hash.end()?;
            hash.block.fill(0);
            Hash::write(&hash.state, hash.block.get_mut(..V::DIGEST).ok_or(CryptoError)?)?;
        } else {
            copy(key, &mut hash.block)?;
        }
        for (state, change) in [(&mut hmac.inner, 0x36), (&mut hmac.outer, 0x36 ^ 0x5c)] {
            hash.block.iter_mut().for_each(|byte| *byte ^= change);
            state.copy_from_slice(&V::START);
            compress512(state, slice::from_ref(&hash.block));
        }
        Ok(hmac)
    }

    /// Writes the code of `parts`, one after the other, or as much of its beginning as there is room for.
    pub(super) fn write<'a>(
        &self,
        parts: impl IntoIterator<Item = &'a [u8]>,
        out: &mut [u8],
    ) -> Result<(), CryptoError> {
        if out.len() > V::DIGEST {
            return Err(CryptoError);
        }
        let mut hash = Hash::zeroed();
        hash.go_on_from(&self.inner, BLOCK);
        for part in parts {
            hash.update(part)?;
        }
        hash.end()?;
        // The digest is the message of the outer hash.
        Hash::write(&hash.state, hash.block.get_mut(..V::DIGEST).ok_or(CryptoError)?)?;
        hash.go_on_from(&self.outer, BLOCK + V::DIGEST);
        hash.end()?;
        Hash::write(&hash.state, out)
    }
}

/// HMAC-SHA512 under the salt that stands for none. Every extraction starts from it; its two
/// blocks are hashed only once, not for every item.
static WITHOUT_SALT: LazyLock<Result<Hmac<Sha512>, CryptoError>> = LazyLock::new(|| Hmac::new(&[]));

/// HKDF-SHA512 after its extraction.
pub(super) struct Hkdf(Hmac<Sha512>);

impl ZeroizeOnDrop for Hkdf {}

impl Hkdf {
    /// Extracts from `secret`, without a salt.
    pub(super) fn without_salt(secret: &[u8]) -> Result<Self, CryptoError> {
        let salt = WITHOUT_SALT.as_ref().map_err(|CryptoError| CryptoError)?;
        let mut extracted = Hash::zeroed();
        let extracted = extracted.block.get_mut(..Sha512::DIGEST).ok_or(CryptoError)?;
        salt.write([secret], extracted)?;
        Hmac::new(extracted).map(Hkdf)
    }

    /// Fills `out` for the purpose `info`, which comes in pieces.
    pub(super) fn expand(&self, info: &[&[u8]], out: &mut [u8]) -> Result<(), CryptoError> {
        let mut start = 0;
        for n in 1..=u8::MAX {
            let (done, rest) = out.split_at_mut_checked(start).ok_or(CryptoError)?;
            let last = done.last_chunk().map_or(&[][..], <[u8; Sha512::DIGEST]>::as_slice);
            let length = rest.len().min(Sha512::DIGEST);
            let block = rest.get_mut(..length).ok_or(CryptoError)?;
            self.0.write([last].into_iter().chain(info.iter().copied()).chain([&[n][..]]), block)?;
            start += length;
            if start == out.len() {
                return Ok(());
            }
        }
        Err(CryptoError)
    }
}

#[cfg(test)]
mod tests {
    use hmac::{KeyInit, Mac};
    use proptest::prelude::*;

    use super::*;

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
}
