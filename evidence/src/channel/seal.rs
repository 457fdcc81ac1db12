//! The signature of a batch: HMAC-SHA256 (RFC 2104, FIPS 180-4) with a secret that agent and panel share.

use std::error;
use std::fmt;

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// The fewest bytes of a secret.
pub const MIN_SECRET_BYTES: usize = 32;

/// What is signed begins with this, so that a signature for something else with the same secret is none here.
const PURPOSE: &[u8] = b"mailbox-password evidence 1\n";

/// Signs batches, and checks signatures. Its debug format does not show the secret.
#[derive(Clone)]
pub struct Seal(Hmac<Sha256>);

/// A secret that could be guessed.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct ShortSecret;

impl fmt::Display for ShortSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the secret has fewer than {MIN_SECRET_BYTES} bytes")
    }
}

impl error::Error for ShortSecret {}

impl Seal {
    /// With this secret.
    ///
    /// # Errors
    /// It has fewer than [`MIN_SECRET_BYTES`].
    pub fn new(secret: &[u8]) -> Result<Self, ShortSecret> {
        if secret.len() < MIN_SECRET_BYTES {
            return Err(ShortSecret);
        }
        Hmac::new_from_slice(secret)
            .map(Self)
            .map_err(|_| ShortSecret)
    }

    /// The signature of a body, in hexadecimal.
    #[must_use]
    pub fn sign(&self, body: &[u8]) -> String {
        let signature = self.of(body).finalize().into_bytes();
        signature.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// Whether a signature is that of this body. It takes as long for every wrong one.
    #[must_use]
    pub fn is_signature(&self, body: &[u8], signature: &str) -> bool {
        let bytes: Option<Vec<u8>> = (0..signature.len())
            .step_by(2)
            .map(|at| u8::from_str_radix(signature.get(at..at + 2)?, 16).ok())
            .collect();
        bytes.is_some_and(|bytes| self.of(body).verify_slice(&bytes).is_ok())
    }

    fn of(&self, body: &[u8]) -> Hmac<Sha256> {
        let mut mac = self.0.clone();
        mac.update(PURPOSE);
        mac.update(body);
        mac
    }
}

impl fmt::Debug for Seal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Seal")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_secret_makes_a_signature() {
        let seal = Seal::new(&[7; 32]).unwrap();
        let signature = seal.sign(b"body");
        assert_eq!(signature.len(), 64);
        assert!(seal.is_signature(b"body", &signature));
        assert!(!seal.is_signature(b"bodY", &signature));
        assert!(
            !Seal::new(&[8; 32])
                .unwrap()
                .is_signature(b"body", &signature)
        );
        for wrong in [
            "",
            "0",
            "zz",
            "é",
            &signature[..62],
            &format!("{signature}00"),
        ] {
            assert!(!seal.is_signature(b"body", wrong), "{wrong}");
        }
        assert_eq!(Seal::new(&[7; 31]).unwrap_err(), ShortSecret);
        assert_eq!(format!("{seal:?}"), "Seal");
    }
}
