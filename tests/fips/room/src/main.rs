//! Asks the FIPS module, after each service that the package's own cryptographic room uses, whether that was an approved one,
//! and prints the answers.
//!
//! The room is private to the package. Its sources are compiled here once more, as they are: it knows nothing of the
//! rest but the error that it becomes.

/// Stands for that of the package: nothing is printed here.
macro_rules! debug_shows {
    ($($what:tt)*) => {};
}

#[path = "../../../../src/crypto/mod.rs"]
#[allow(dead_code, unused_imports, reason = "the services do not need all of the room")]
mod crypto;

/// What the room knows of the package's errors.
mod error {
    #[derive(Debug)]
    pub enum KeyError {
        Config(#[allow(dead_code, reason = "it is printed")] String),
        Crypto,
    }
}

use std::error::Error;
use std::ffi::CStr;

use aws_lc_rs::encoding::{AsDer, Pkcs8V1Der, PublicKeyX509Der};
use aws_lc_rs::rsa::{KeyPair, KeySize};
use aws_lc_rs::signature::KeyPair as _;
use crypto::aead::{self, AesKey};
use crypto::curve::EcdhCurve;
use crypto::rsa::{PrivateKey, PublicKey, RsaPadding};
use crypto::secret::Prepare;
use crypto::signature::{Scheme, SigningKey, verify};
use crypto::{CryptoError, ecdh, kdf, mac, module, random};

/// Prints whether the module counts what `work` does, and nothing else, among its approved services. Where that is made of others,
/// such as digests, these may be all that is counted: its source says which are.
fn ask<T, E: std::fmt::Debug>(service: &str, work: impl FnOnce() -> Result<T, E>) -> Result<T, Box<dyn Error>> {
    // SAFETY: both only read a counter of this thread.
    let count = || unsafe { aws_lc_fips_sys::FIPS_service_indicator_before_call() };
    let before = count();
    let done = work();
    let counted = if count() == before { "not counted" } else { "counted" };
    println!("{service}: {counted}");
    done.map_err(|error| format!("{service} failed: {error:?}").into())
}

fn digests() -> Result<(), Box<dyn Error>> {
    ask("random bytes", random::bytes::<32>)?;
    ask("SHA-256", || {
        let mut hasher = mac::Sha256Hasher::default();
        hasher.update(b"data");
        Ok::<_, CryptoError>(hasher.finish())
    })?;
    ask("SHA-384", || Ok::<_, CryptoError>(mac::sha384(b"data")))?;
    ask("SHA-384, in pieces", || {
        let mut hasher = mac::LongSha384::default();
        hasher.update(b"data");
        hasher.finish(b"more")
    })?;
    let key = mac::HmacSha384::prepare(&[7; 32]).map_err(|_| "no key")?;
    ask("HMAC-SHA384", || key.of(b"data"))?;
    ask("HMAC-SHA512", || mac::hmac_sha512_32_unwiped(&[7; 32], b"data"))?;
    ask("HKDF-SHA512", || kdf::hkdf_sha512(&[7; 32], [(&[b"purpose"], &mut [0; 64])]))?;
    ask("KDF in counter mode, HMAC-SHA256", || kdf::counter_mode_sha256(&[7; 32], b"label", b"context"))?;
    ask("KDF in counter mode, HMAC-SHA384", || kdf::counter_mode_sha384(&[7; 66], b"label", b"context"))?;
    Ok(())
}

fn ciphers() -> Result<(), Box<dyn Error>> {
    ask("AES-256-CTR", || aead::key_stream_unwiped(&[7; 32], &[9; 16], 9))?;
    for length in [16, 24, 32] {
        let key = AesKey::copy_from(&[7; 32][..length]).map_err(|_| "no key")?.ok_or("no key")?;
        let (bits, mut data) = (8 * length, *b"data");
        let tag = ask(&format!("AES-{bits}-GCM, encryption with the caller's nonce"), || {
            key.seal(&[9; 12], b"aad", &mut data)
        })?;
        ask(&format!("AES-{bits}-GCM, decryption"), || key.open(&[9; 12], b"aad", &mut data, &tag))?;
    }
    Ok(())
}

fn signatures() -> Result<(), Box<dyn Error>> {
    let key = ask("ECDSA P-384, new key", || SigningKey::generate(Scheme::EcdsaP384))?;
    let mut signature = Vec::new();
    ask("ECDSA P-384 with SHA-384, signing", || key.sign(b"message", &mut signature))?;
    ask("ECDSA P-384 with SHA-384, verifying", || {
        verify(Scheme::EcdsaP384, key.public_key(), b"message", &signature)
    })?;
    for (name, curve) in [("P-256", EcdhCurve::P256), ("P-384", EcdhCurve::P384), ("P-521", EcdhCurve::P521)] {
        let pair = ask(&format!("ECDH {name}, new key"), || ecdh::KeyPair::generate(curve))?;
        ask(&format!("ECDH {name}, agreement"), || pair.agree(pair.public().as_bytes(), |_| Ok(())))?;
    }
    Ok(())
}

fn rsa() -> Result<(), Box<dyn Error>> {
    let pair = KeyPair::generate(KeySize::Rsa2048)?;
    let public: PublicKeyX509Der<'_> = pair.public_key().as_der()?;
    let private: Pkcs8V1Der<'_> = pair.as_der()?;
    let public = PublicKey::from_text(public.as_ref()).map_err(|_| "no key")?;
    let private = PrivateKey::from_text(private.as_ref()).map_err(|_| "no key")?;
    for (name, padding) in [
        ("SHA-1", RsaPadding::OaepSha1),
        ("SHA-256", RsaPadding::OaepSha256),
        ("SHA-384", RsaPadding::OaepSha384),
        ("SHA-512", RsaPadding::OaepSha512),
    ] {
        let wrapped = ask(&format!("RSA-OAEP with {name}, encryption"), || public.encrypt(padding, &[7; 32]))?;
        ask(&format!("RSA-OAEP with {name}, decryption"), || private.decrypt(padding, &wrapped).map(drop))?;
    }
    Ok(())
}

fn main() -> Result<(), Box<dyn Error>> {
    module::check().map_err(|error| format!("{error:?}"))?;
    aws_lc_rs::try_fips_self_test().map_err(|_| "the module's self-test failed")?;
    // SAFETY: a text that lives as long as the process.
    let version = unsafe { CStr::from_ptr(aws_lc_fips_sys::awslc_version_string()) };
    println!("{}", version.to_str()?);
    digests()?;
    ciphers()?;
    signatures()?;
    rsa()
}
