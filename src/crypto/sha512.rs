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
        // Short messages have none, and the call alone takes time.
        if !blocks.is_empty() {
            compress512(&mut self.state, blocks);
        }
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
        // Whole words first: their length is known, so that copying them needs no call.
        let (out, rest) = out.as_chunks_mut();
        let (words, after) = state.split_at_checked(out.len()).ok_or(CryptoError)?;
        for (out, word) in out.iter_mut().zip(words) {
            *out = word.to_be_bytes();
        }
        if !rest.is_empty() {
            let next = after.first().ok_or(CryptoError)?.to_be_bytes();
            rest.copy_from_slice(next.get(..rest.len()).ok_or(CryptoError)?);
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
