//! Overwriting the stack after work with keys.
//!
//! The cryptography crates wipe what they own, but they pass keys by value and keep parts of them in local variables,
//! which the compiler copies as it likes. Only the caller can clear those, by overwriting the part of
//! the stack that the work used as soon as it is done. Registers are not covered, nor what the operating system
//! saves of them.

use std::hint::black_box;

/// Kinds of work, by how deep into the stack they reach. The tests below measure it.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Work {
    /// MACs, and the KDF in counter mode.
    Mac,
    /// HKDF, and what it makes of a key to derive others.
    Kdf,
    /// AES-GCM by aws-lc.
    Gcm,
    /// All encrypted fields of an item, and the key stream that has their keys.
    Fields,
    /// Other ciphers, the MACs of the legacy format, and the derivation of several MACs.
    Cipher,
    /// An Ed25519 key, made of its seed.
    Ed25519Key,
    /// RSA, key agreement, signatures, and the parsing of keys for them.
    PublicKey,
    /// ECDSA signatures.
    Ecdsa,
    /// An answer that holds a key, as the SDK takes it apart.
    Answer,
}

impl Work {
    /// How many KiB of the stack are overwritten: less where code is optimised than where it is not, and this crate's
    /// own frames and those of aws-lc are larger.
    const fn kib(self) -> usize {
        let (optimised, unoptimised) = match self {
            // aws-lc-rs has the state of an HMAC on the stack, and copies it there.
            Work::Mac | Work::Kdf if cfg!(feature = "fips") => (12, 28),
            Work::Mac => (4, 12),
            Work::Kdf => (4, 14),
            Work::Gcm => (4, 8),
            Work::Fields => (10, 36),
            Work::Cipher => (14, 36),
            Work::Ed25519Key => (4, 4),
            Work::PublicKey => (14, 52),
            Work::Ecdsa => (30, 72),
            Work::Answer => (64, 256),
        };
        if cfg!(debug_assertions) { unoptimised } else { optimised }
    }

    /// Overwrites the stack below its caller, as deep as this work reaches.
    fn overwrite(self) {
        match self {
            Work::Mac => overwrite::<{ Work::Mac.kib() }>(),
            Work::Kdf => overwrite::<{ Work::Kdf.kib() }>(),
            Work::Gcm => overwrite::<{ Work::Gcm.kib() }>(),
            Work::Fields => overwrite::<{ Work::Fields.kib() }>(),
            Work::Cipher => overwrite::<{ Work::Cipher.kib() }>(),
            Work::Ed25519Key => overwrite::<{ Work::Ed25519Key.kib() }>(),
            Work::PublicKey => overwrite::<{ Work::PublicKey.kib() }>(),
            Work::Ecdsa => overwrite::<{ Work::Ecdsa.kib() }>(),
            Work::Answer => overwrite::<{ Work::Answer.kib() }>(),
        }
    }
}

/// Does `work`, and overwrites the stack that it used.
///
/// What `work` returns must hold its secrets on the heap.
pub(crate) fn wiped<T>(kind: Work, work: impl FnOnce() -> T) -> T {
    let _wipe = Wipe(kind);
    below(work)
}

/// Overwrites the stack when the work has ended, however it did.
struct Wipe(Work);

impl Drop for Wipe {
    fn drop(&mut self) {
        #[cfg(test)]
        if tests::MEASURING.get() {
            return;
        }
        self.0.overwrite();
    }
}

/// Never a part of its caller, so that all that `work` puts on the stack lies below the caller's own part of it.
#[inline(never)]
fn below<T>(work: impl FnOnce() -> T) -> T {
    work()
}

/// Overwrites this many KiB of the stack below its caller: as one value, so that nothing between its parts is left.
#[inline(never)]
fn overwrite<const KIB: usize>() {
    // The compiler does not know the value. So it writes words, which takes fewer instructions than filling with bytes.
    let mut words = [[black_box(0_u64); 128]; KIB];
    black_box(&mut words);
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::fs::File;
    use std::os::unix::fs::FileExt;
    use std::sync::mpsc::sync_channel;

    use super::*;
    use crate::crypto::curve::EcdhCurve;
    use crate::crypto::derived_macs::DerivedMacs;
    use crate::crypto::secret::{Prepare, Secret};
    use crate::crypto::signature::{SCHEMES, Scheme, SigningKey};
    use crate::crypto::{aead, ecdh, kdf, mac};

    thread_local! {
        /// Whether to leave the stack as it is on this thread, to see how much of it is used.
        pub(super) static MEASURING: Cell<bool> = const { Cell::new(false) };
    }

    /// Bytes of stack that are looked at.
    const SEEN: usize = 256 << 10;

    /// How many bytes of the stack below its caller `work` uses.
    fn depth(work: impl Fn() + Send + 'static) -> usize {
        let (here, at) = sync_channel(0);
        let (go, gone) = sync_channel::<()>(0);
        let thread = std::thread::Builder::new().stack_size(4 * SEEN);
        let worker = move || {
            let marker = 0_u8;
            let address = std::ptr::from_ref(black_box(&marker)).addr();
            // Once more than is measured: the library prepares for the first use on a thread, and reaches deep then.
            work();
            overwrite::<{ SEEN >> 10 }>();
            MEASURING.set(true);
            here.send(address).unwrap();
            gone.recv().unwrap();
            below(&work);
            here.send(address).unwrap();
            gone.recv().unwrap();
        };
        let worker = thread.spawn(worker).unwrap();
        let memory = File::open("/proc/self/mem").unwrap();
        let seen = || {
            let start = at.recv().unwrap() - SEEN;
            let mut bytes = vec![0; SEEN];
            memory.read_exact_at(&mut bytes, start as u64).unwrap();
            go.send(()).unwrap();
            bytes
        };
        let (before, after) = (seen(), seen());
        worker.join().unwrap();
        let deepest = before.iter().zip(&after).position(|(before, after)| before != after);
        deepest.map_or(0, |deepest| SEEN - deepest)
    }

    #[track_caller]
    fn assert_within(kind: Work, name: &str, work: impl Fn() + Send + 'static) {
        let (depth, limit) = (depth(work), kind.kib() << 10);
        assert!(depth * 5 / 4 < limit, "{name} uses {depth} bytes, and {limit} are overwritten");
    }

    #[test]
    fn ciphers_and_macs_reach_no_deeper_than_is_overwritten() {
        assert_within(Work::Kdf, "HKDF", || {
            let mut parts = vec![7; 4096];
            let (one, two) = parts.split_at_mut(100);
            kdf::hkdf_sha512(&[7; 32], [(&[b"one", b"part"], one), (&[b"two"], &mut two[..200])]).unwrap();
        });
        assert_within(Work::Kdf, "HMAC-SHA512", || {
            mac::hmac_sha512_32_unwiped(&[7; 32], &[7; 500]).unwrap();
        });
        assert_within(Work::Mac, "HMAC-SHA384", || {
            mac::HmacSha384::prepare(&[7; 32]).unwrap().of(&[7; 500]).unwrap();
        });
        let purposes: [[&[u8]; 2]; 20] = [[b"purpose", b"name"]; 20];
        assert_within(Work::Cipher, "derived MACs", move || {
            drop(DerivedMacs::derive(&[7; 32], purposes.into_iter()).unwrap())
        });
        let macs = DerivedMacs::derive(&[7; 32], purposes.into_iter()).unwrap();
        assert_within(Work::Mac, "a derived MAC", move || {
            macs.start_unwiped(19, &[7; 500], Some(1)).unwrap();
        });
        assert_within(Work::Mac, "counter mode, 256", || {
            drop(kdf::counter_mode_sha256(&[7; 32], b"a", b"b").unwrap())
        });
        assert_within(Work::Mac, "counter mode, 384", || {
            drop(kdf::counter_mode_sha384(&[7; 66], b"a", b"b").unwrap())
        });
        assert_within(Work::Fields, "key stream", || {
            drop(aead::key_stream_unwiped(&[7; 32], &[9; 16], 300).unwrap())
        });
        for length in [16, 24, 32] {
            let kind = if length == 32 { Work::Gcm } else { Work::Cipher };
            assert_within(kind, &format!("AES-GCM, {length}"), move || {
                let mut data = vec![7; 4096];
                let key = aead::AesKey::copy_from(&[7; 32][..length]).unwrap().unwrap();
                let tag = key.seal(&[9; 12], b"aad", &mut data).unwrap();
                key.open(&[9; 12], b"aad", &mut data, &tag).unwrap();
            });
        }
        assert_within(Work::Mac, "random bytes", || drop(Secret::<32>::random().unwrap()));
    }

    #[cfg(feature = "legacy")]
    #[test]
    fn ciphers_and_macs_of_the_legacy_format_reach_no_deeper_than_is_overwritten() {
        use crate::crypto::{aes_cbc, hmac, key_wrap};
        for length in [16, 24, 32] {
            assert_within(Work::Cipher, &format!("AES-CBC, {length}"), move || {
                let key = aes_cbc::Key::copy_from(&[7; 32][..length]).unwrap();
                aes_cbc::decrypt(&key, &aes_cbc::encrypt(&key, &[7; 4096]).unwrap()).unwrap();
            });
            assert_within(Work::Cipher, &format!("AES key wrap, {length}"), move || {
                let key = aes_cbc::Key::copy_from(&[7; 32][..length]).unwrap();
                key_wrap::unwrap(&key, &key_wrap::wrap(&key, &key).unwrap()).unwrap();
                key_wrap::unwrap_ecb(&key, &[0; 32]).unwrap();
            });
        }
        for hash in
            [hmac::Hash::Sha1, hmac::Hash::Sha224, hmac::Hash::Sha256, hmac::Hash::Sha384, hmac::Hash::Sha512]
        {
            assert_within(Work::Cipher, &format!("{hash:?}"), move || {
                drop(hmac::sign(hash, &[7; 200], &[7; 500]).unwrap())
            });
        }
        assert_within(Work::Cipher, "HKDF-SHA256", || drop(hmac::hkdf_sha256(&[7; 256], b"info", 32).unwrap()));
    }

    #[test]
    fn signatures_and_key_agreement_reach_no_deeper_than_is_overwritten() {
        for scheme in SCHEMES.iter().copied() {
            let (making, signing) = match scheme {
                Scheme::EcdsaP384 => (Work::PublicKey, Work::Ecdsa),
                Scheme::Ed25519 => (Work::Ed25519Key, Work::PublicKey),
            };
            let generate = move || drop(SigningKey::generate(scheme).unwrap());
            assert_within(making, &format!("{scheme:?}, key"), generate);
            let key = SigningKey::generate(scheme).unwrap();
            assert_within(signing, &format!("{scheme:?}"), move || {
                key.sign(&[7; 48], &mut Vec::new()).unwrap()
            });
        }
        for curve in [EcdhCurve::P256, EcdhCurve::P384, EcdhCurve::P521] {
            assert_within(Work::PublicKey, &format!("{curve:?}"), move || {
                let key = ecdh::KeyPair::generate(curve).unwrap();
                key.agree(key.public().as_bytes(), |secret| {
                    kdf::counter_mode_sha384(secret, b"label", b"context").map(drop)
                })
                .unwrap();
            });
        }
    }

    #[test]
    fn rsa_reaches_no_deeper_than_is_overwritten() {
        use crate::crypto::rsa::{PrivateKey, PublicKey, RsaPadding};
        use aws_lc_rs::encoding::{AsDer, Pkcs8V1Der, PublicKeyX509Der};
        use aws_lc_rs::rsa::{KeyPair, KeySize};
        use aws_lc_rs::signature::KeyPair as _;
        for size in [KeySize::Rsa2048, KeySize::Rsa4096] {
            let pair = KeyPair::generate(size).unwrap();
            let public: PublicKeyX509Der<'_> = pair.public_key().as_der().unwrap();
            let private: Pkcs8V1Der<'_> = pair.as_der().unwrap();
            for padding in [RsaPadding::Pkcs1, RsaPadding::OaepSha1, RsaPadding::OaepSha512] {
                let (public, private) = (public.as_ref().to_vec(), private.as_ref().to_vec());
                assert_within(Work::PublicKey, &format!("{size:?} {padding:?}"), move || {
                    let (public, private) = (
                        PublicKey::from_text(&public).ok().unwrap(),
                        PrivateKey::from_text(&private).ok().unwrap(),
                    );
                    private.decrypt(padding, &public.encrypt(padding, &[7; 32]).unwrap()).unwrap();
                });
            }
            #[cfg(feature = "legacy")]
            {
                use crate::crypto::aes_cbc::Key;
                use crate::crypto::rsa_wrap::{LabelHash, Padding, PrivateKey, PublicKey};
                use crate::crypto::signature::rsa;
                let (public, private) = (public.as_ref().to_vec(), private.as_ref().to_vec());
                assert_within(Work::PublicKey, &format!("{size:?}, legacy format"), move || {
                    let (public, unwrapping) =
                        (PublicKey::from_der(&public).unwrap(), PrivateKey::from_pkcs8(&private).unwrap());
                    let wrapped = public.wrap(&Key::random(32).unwrap()).unwrap();
                    unwrapping.unwrap(Padding::Oaep(LabelHash::Sha256), &wrapped).unwrap();
                    unwrapping.unwrap(Padding::Pkcs1, &wrapped).unwrap();
                    for hash in [rsa::Hash::Sha224, rsa::Hash::Sha256] {
                        rsa::KeyPair::from_pkcs8(hash, &private).unwrap().sign(&[7; 48]).unwrap();
                    }
                });
            }
        }
    }
}
