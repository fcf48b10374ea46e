//! The wrapped provider: a fresh key for every item, wrapped with the application's own key.

use std::sync::Arc;

use aws_smithy_types::base64;

use super::fixed::unreserved;
use super::{BoxFuture, ContentKey, DecryptionMaterials, EncryptionMaterials, ItemContext, Provider};
use crate::crypto::rsa_wrap::{LabelHash, Padding, PrivateKey, PublicKey};
use crate::crypto::{aes_cbc, key_wrap};
use crate::error::KeyError;
use crate::legacy::description::{
    CONTENT_ALGORITHM, META_ID, MaterialDescription, WRAPPED_KEY, WRAPPING_ALGORITHM,
};
use crate::legacy::keys::{self, AesKey, SignatureKey};

const AES_WRAP: &str = "AESWrap";
const RSA_OAEP: &str = "RSA/ECB/OAEPWithSHA-256AndMGF1Padding";

/// Encrypts every item with a fresh 256-bit key, which the item stores wrapped; signs all items with the same key.
///
/// With AES the key is wrapped as in RFC 3394 (`AESWrap`). With RSA it is wrapped with OAEP, with SHA-256 for the
/// label and SHA-1 for the mask, which is what Java means by `OAEPWithSHA-256AndMGF1Padding`.
///
/// Items are read whichever variant their writer was told to use: OAEP with SHA-1 or any SHA-2 hash for the label,
/// and content keys of any AES length. Weak variants are read on request:
/// [`reading_pkcs1`](Self::reading_pkcs1), [`reading_ecb`](Self::reading_ecb),
/// [`reading_weak_rsa`](Self::reading_weak_rsa).
///
/// ```
/// use dynamodb_item_encryptor::legacy::{AesKey, SignatureKey, SigningAlgorithm, WrappedProvider};
///
/// let signature_key = SignatureKey::hmac(SigningAlgorithm::HmacSha256, &[8; 32])?;
/// let provider = WrappedProvider::aes(AesKey::new(&[7; 32])?, signature_key);
/// # Ok::<(), dynamodb_item_encryptor::KeyError>(())
/// ```
pub struct WrappedProvider {
    wrapping_key: WrappingKey,
    signature_key: Arc<SignatureKey>,
    description: MaterialDescription,
}

debug_shows!(WrappedProvider {});

enum WrappingKey {
    Aes { key: Arc<AesKey>, reads_ecb: bool },
    Rsa { public: Option<PublicKey>, private: Option<Arc<PrivateKey>>, reads_pkcs1: bool },
}

impl WrappedProvider {
    /// A provider that wraps with AES.
    pub fn aes(wrapping_key: AesKey, signature_key: SignatureKey) -> Self {
        Self::new(WrappingKey::Aes { key: Arc::new(wrapping_key), reads_ecb: false }, Arc::new(signature_key))
    }

    /// A provider that wraps with an RSA public key, and unwraps with the private key.
    ///
    /// Keys are of 2048 to 8192 bits, in PEM or DER: the public one X.509 SubjectPublicKeyInfo or PKCS #1, the private
    /// one PKCS #8 or PKCS #1. Writers need only the public key, readers only the private key.
    ///
    /// # Errors
    /// [`KeyError::Config`] for keys that are not as described, and when both are missing.
    pub fn rsa(
        public_key: Option<&[u8]>,
        private_key: Option<&[u8]>,
        signature_key: SignatureKey,
    ) -> Result<Self, KeyError> {
        let public = public_key.map(|key| keys::parse_public(key, PublicKey::from_der)).transpose()?;
        let private = private_key.map(|key| keys::parse_private(key, PrivateKey::from_pkcs8)).transpose()?;
        if public.is_none() && private.is_none() {
            return Err(KeyError::Config("neither a public nor a private RSA key is given".to_owned()));
        }
        let wrapping_key = WrappingKey::Rsa { public, private: private.map(Arc::new), reads_pkcs1: false };
        Ok(Self::new(wrapping_key, Arc::new(signature_key)))
    }

    /// A provider that only reads, with an RSA private key of 1024 bits or more, in PEM or DER of PKCS #8
    /// or PKCS #1.
    ///
    /// Whoever can afford to factor a key of 1024 bits can read the items, and whoever can write them could always choose
    /// their content key. Move the items, then stop using this. Keys shorter than 2048 bits are not checked for
    /// consistency: with a damaged one, items fail with [`Error::Unauthentic`](crate::Error::Unauthentic).
    ///
    /// # Errors
    /// [`KeyError::Config`] for keys that are not as described.
    pub fn reading_weak_rsa(private_key: &[u8], signature_key: SignatureKey) -> Result<Self, KeyError> {
        let private = keys::parse_weak_private(private_key, PrivateKey::weak_from_pkcs8)?;
        let wrapping_key =
            WrappingKey::Rsa { public: None, private: Some(Arc::new(private)), reads_pkcs1: false };
        Ok(Self::new(wrapping_key, Arc::new(signature_key)))
    }

    /// Also reads items whose key is wrapped with RSA and PKCS #1 v1.5: those of writers that were told to use it, and
    /// those of very old versions of the client in Java.
    ///
    /// That padding is weak against an attacker who can have many changed items read and observe how they fail.
    /// Here nothing is unwrapped before the item's signature was verified, and a wrong padding fails like a wrong
    /// key; even so, switch it on only if there are such items.
    #[must_use]
    pub fn reading_pkcs1(mut self) -> Self {
        if let WrappingKey::Rsa { reads_pkcs1, .. } = &mut self.wrapping_key {
            *reads_pkcs1 = true;
        }
        self
    }

    /// Also reads items whose key is encrypted with AES in ECB mode, which the client in Java uses when it is told to
    /// wrap with `AES`. The client in Python uses key wrap even then.
    ///
    /// That mode checks nothing. Whoever can write to the table can recombine the blocks of wrapped keys, and the values
    /// then fail to decrypt; how they fail reveals nothing.
    #[must_use]
    pub fn reading_ecb(mut self) -> Self {
        if let WrappingKey::Aes { reads_ecb, .. } = &mut self.wrapping_key {
            *reads_ecb = true;
        }
        self
    }

    /// Writes these pairs into every item's description.
    ///
    /// # Errors
    /// [`KeyError::Config`] for a name that the format reserves for itself.
    pub fn with_description(mut self, description: MaterialDescription) -> Result<Self, KeyError> {
        self.description = unreserved(description)?;
        Ok(self)
    }

    /// Writes the name and version of its material into every item's description.
    pub(super) fn of_material(mut self, id: String) -> Self {
        self.description.insert(META_ID, id);
        self
    }

    fn new(wrapping_key: WrappingKey, signature_key: Arc<SignatureKey>) -> Self {
        WrappedProvider { wrapping_key, signature_key, description: MaterialDescription::new() }
    }

    fn wrap(&self) -> Result<EncryptionMaterials, KeyError> {
        let content_key = aes_cbc::Key::random(32)?;
        let (algorithm, wrapped) = match &self.wrapping_key {
            WrappingKey::Aes { key, .. } => (AES_WRAP, key_wrap::wrap(&key.0, &content_key)?),
            WrappingKey::Rsa { public: Some(public), .. } => (RSA_OAEP, public.wrap(&content_key)?),
            WrappingKey::Rsa { public: None, .. } => {
                return Err(KeyError::OneWay {
                    key: "RSA".to_owned(),
                    problem: "cannot write items: it has no public key",
                });
            }
        };
        let mut description = self.description.clone();
        description.insert(WRAPPED_KEY, base64::encode(wrapped));
        // The client in Java writes no length, and before 1.15.0 cannot read one.
        description.insert(CONTENT_ALGORITHM, "AES");
        description.insert(WRAPPING_ALGORITHM, algorithm);
        let content_key = Some(Arc::new(AesKey(content_key)));
        Ok(EncryptionMaterials::new(content_key, self.signature_key.clone(), description))
    }

    fn content_key(&self, description: &MaterialDescription) -> Result<ContentKey, KeyError> {
        check_content_algorithm(description)?;
        let wrapped = wrapped_key(description)?;
        let algorithm = description.get(WRAPPING_ALGORITHM);
        match &self.wrapping_key {
            WrappingKey::Aes { key, reads_ecb } => match (AesWrapping::of(algorithm)?, reads_ecb) {
                (AesWrapping::Ecb, false) => Err(KeyError::Description(
                    "the content key is encrypted with AES in ECB mode, which `reading_ecb` reads",
                )),
                (AesWrapping::KeyWrap, _) | (AesWrapping::Either, false) => {
                    Ok(ContentKey::AesWrapped { with: key.clone(), wrapped })
                }
                (AesWrapping::Ecb | AesWrapping::Either, true) => {
                    Ok(ContentKey::EcbWrapped { with: key.clone(), wrapped })
                }
            },
            WrappingKey::Rsa { private, reads_pkcs1, .. } => {
                let padding = rsa_padding(algorithm)?;
                if padding == Padding::Pkcs1 && !reads_pkcs1 {
                    return Err(KeyError::Description(
                        "the content key is wrapped with RSA and PKCS #1 v1.5, which `reading_pkcs1` reads",
                    ));
                }
                let with = private.clone().ok_or_else(|| KeyError::OneWay {
                    key: "RSA".to_owned(),
                    problem: "cannot read items: it has no private key",
                })?;
                Ok(ContentKey::RsaWrapped { with, padding, wrapped })
            }
        }
    }
}

/// How AES wraps a key.
enum AesWrapping {
    /// RFC 3394.
    KeyWrap,
    /// As plain blocks, with padding.
    Ecb,
    /// Java means plain blocks, but the client in Python uses key wrap for every name of this form.
    Either,
}

impl AesWrapping {
    /// What an item means by the name of an algorithm, in upper or lower case as in Java.
    fn of(name: Option<&str>) -> Result<Self, KeyError> {
        // Without a name, the key's own algorithm is meant: plain AES.
        let name = name.unwrap_or("AES").to_ascii_uppercase();
        match name.split('/').collect::<Vec<_>>().as_slice() {
            ["AES"] => Ok(AesWrapping::Ecb),
            ["AES", "ECB", "PKCS5PADDING"] => Ok(AesWrapping::Either),
            ["AESWRAP" | "AESWRAP_128" | "AESWRAP_192" | "AESWRAP_256"]
            | ["AES" | "AES_128" | "AES_192" | "AES_256" | "AESWRAP", _, _] => Ok(AesWrapping::KeyWrap),
            _ => {
                Err(KeyError::Description("the wrapping algorithm is not a form of AES that is supported here"))
            }
        }
    }
}

/// What an item means by the name of an RSA algorithm, in upper or lower case as in Java.
fn rsa_padding(name: Option<&str>) -> Result<Padding, KeyError> {
    // Without a name, the key's own algorithm is meant: plain RSA.
    let name = name.unwrap_or("RSA").to_ascii_uppercase();
    let hash = match name.as_str() {
        "RSA" | "RSA/ECB/PKCS1PADDING" => return Ok(Padding::Pkcs1),
        "RSA/ECB/OAEPPADDING" => LabelHash::Sha1,
        name => {
            let hash =
                name.strip_prefix("RSA/ECB/OAEPWITHSHA").and_then(|rest| rest.strip_suffix("ANDMGF1PADDING"));
            match hash.map(|hash| hash.strip_prefix('-').unwrap_or(hash)) {
                Some("1") => LabelHash::Sha1,
                Some("224") => LabelHash::Sha224,
                Some("256") => LabelHash::Sha256,
                Some("384") => LabelHash::Sha384,
                Some("512") => LabelHash::Sha512,
                _ => {
                    return Err(KeyError::Description(
                        "the wrapping algorithm is not a form of RSA that is supported here",
                    ));
                }
            }
        }
    };
    Ok(Padding::Oaep(hash))
}

/// Refuses content keys that are not for AES. Java leaves out their length, so it is not checked.
pub(super) fn check_content_algorithm(description: &MaterialDescription) -> Result<(), KeyError> {
    match description.get(CONTENT_ALGORITHM).unwrap_or("AES").to_ascii_uppercase().as_str() {
        "AES" | "AES/128" | "AES/192" | "AES/256" => Ok(()),
        _ => {
            Err(KeyError::Description("the content key is not for AES, the only cipher that is supported here"))
        }
    }
}

/// The wrapped content key. Old versions of the client in Java broke its base64 into lines.
pub(super) fn wrapped_key(description: &MaterialDescription) -> Result<Vec<u8>, KeyError> {
    let text = description.get(WRAPPED_KEY).ok_or(KeyError::Description("it holds no wrapped key"))?;
    let text: String = text.chars().filter(|c| !c.is_ascii_whitespace()).collect();
    base64::decode(text).map_err(|_| KeyError::Description("the wrapped key is not base64"))
}

impl Provider for WrappedProvider {
    fn encryption_materials<'a>(
        &'a self,
        _context: &'a ItemContext<'a>,
    ) -> BoxFuture<'a, Result<EncryptionMaterials, KeyError>> {
        Box::pin(std::future::ready(self.wrap()))
    }

    fn decryption_materials<'a>(
        &'a self,
        _context: &'a ItemContext<'a>,
        description: &'a MaterialDescription,
    ) -> BoxFuture<'a, Result<DecryptionMaterials, KeyError>> {
        let materials = self
            .content_key(description)
            .map(|content_key| DecryptionMaterials { content_key, signature_key: self.signature_key.clone() });
        Box::pin(std::future::ready(materials))
    }
}
