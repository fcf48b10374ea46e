//! RSA without padding (RFC 8017, sections 5.1 and 5.2), for keys from 1024 bits.
//!
//! The modular exponentiation is that of crypto-bigint, which takes the same time for every base and exponent of one
//! length.
//!
//! The private exponent is used directly, not by way of the primes (RFC 8017, section 5.1.2, 2.b). That takes some
//! milliseconds instead of one, but the primes would stay in memory that crypto-bigint does not wipe. Its
//! intermediate values are not wiped either.

use crypto_bigint::modular::{BoxedMontyForm, BoxedMontyParams};
use crypto_bigint::{BoxedUint, Odd};
use zeroize::{Zeroize, Zeroizing};

use super::{CryptoError, rsa_der};

/// The number of bits that a modulus may have. Anybody can factor shorter ones.
const BITS: std::ops::RangeInclusive<usize> = 1024..=8192;
/// The most bytes that a public exponent may have. Nobody uses longer ones, and they would slow verification down.
const LONGEST_PUBLIC_EXPONENT: usize = 8;

/// The numbers of a public key.
pub(super) struct PublicNumbers {
    modulus: Modulus,
    exponent: BoxedUint,
}

impl PublicNumbers {
    /// Those of a DER-encoded X.509 SubjectPublicKeyInfo.
    pub(super) fn from_der(der: &[u8]) -> Result<Self, CryptoError> {
        let numbers = rsa_der::public(der)?;
        // An even exponent has no private counterpart, and an exponent of one leaves every plaintext as it is.
        let is_odd = numbers.exponent.last().is_some_and(|last| last % 2 == 1);
        if !is_odd || numbers.exponent == [1] || numbers.exponent.len() > LONGEST_PUBLIC_EXPONENT {
            return Err(CryptoError);
        }
        let exponent = BoxedUint::from_be_slice_vartime(numbers.exponent);
        Ok(PublicNumbers { modulus: Modulus::new(numbers.modulus)?, exponent })
    }

    /// Bytes of the modulus.
    pub(super) fn length(&self) -> usize {
        self.modulus.bytes
    }

    /// The power of `base`, which must be as long as the modulus and smaller.
    pub(super) fn power(&self, base: &[u8]) -> Result<Zeroizing<Vec<u8>>, CryptoError> {
        self.modulus.power(base, &self.exponent)
    }
}

/// The numbers of a private key. Wiped when dropped.
pub(super) struct PrivateNumbers {
    modulus: Modulus,
    exponent: Zeroizing<BoxedUint>,
}

impl PrivateNumbers {
    /// Those of a DER-encoded PKCS #8 PrivateKeyInfo. Whether they belong together is not checked.
    pub(super) fn from_pkcs8(der: &[u8]) -> Result<Self, CryptoError> {
        let numbers = rsa_der::private(der)?;
        let modulus = Modulus::new(numbers.modulus)?;
        let exponent = BoxedUint::from_be_slice(numbers.exponent, modulus.bits()).map_err(|_| CryptoError)?;
        Ok(PrivateNumbers { modulus, exponent: Zeroizing::new(exponent) })
    }

    /// Bytes of the modulus.
    pub(super) fn length(&self) -> usize {
        self.modulus.bytes
    }

    /// The power of `base`, which must be as long as the modulus and smaller.
    pub(super) fn power(&self, base: &[u8]) -> Result<Zeroizing<Vec<u8>>, CryptoError> {
        self.modulus.power(base, &self.exponent)
    }
}

/// The modulus of a key.
struct Modulus {
    parameters: BoxedMontyParams,
    bytes: usize,
}

impl Modulus {
    fn new(digits: &[u8]) -> Result<Self, CryptoError> {
        let unused = digits.first().map_or(0, |first| first.leading_zeros() as usize);
        if !BITS.contains(&(digits.len() * 8).saturating_sub(unused)) {
            return Err(CryptoError);
        }
        let modulus = Odd::new(BoxedUint::from_be_slice_vartime(digits)).into_option().ok_or(CryptoError)?;
        Ok(Modulus { parameters: BoxedMontyParams::new(modulus), bytes: digits.len() })
    }

    fn bits(&self) -> u32 {
        self.parameters.bits_precision()
    }

    /// `base` to the power of `exponent`; fails unless `base` is a number below the modulus.
    fn power(&self, base: &[u8], exponent: &BoxedUint) -> Result<Zeroizing<Vec<u8>>, CryptoError> {
        if base.len() != self.bytes {
            return Err(CryptoError);
        }
        let base = BoxedUint::from_be_slice(base, self.bits()).map_err(|_| CryptoError)?;
        // A ciphertext's size is public, and no padded plaintext is as large as the modulus.
        if base >= *self.parameters.modulus().as_ref() {
            return Err(CryptoError);
        }
        let mut form = BoxedMontyForm::new(base, &self.parameters);
        let mut power = form.pow(exponent);
        form.zeroize();
        let mut number = power.retrieve();
        power.zeroize();
        let digits = Zeroizing::new(number.to_be_bytes().into_vec());
        number.zeroize();
        let start = digits.len().checked_sub(self.bytes).ok_or(CryptoError)?;
        digits.get(start..).map(|digits| Zeroizing::new(digits.to_vec())).ok_or(CryptoError)
    }
}
