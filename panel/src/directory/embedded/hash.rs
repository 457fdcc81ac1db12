//! Argon2id, the only place where a password meets its hash.

use std::str::FromStr;

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};

use crate::directory::DirectoryError;
use crate::random::random_id;

/// What a hash costs.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct HashCost {
    /// Memory in KiB.
    pub memory_kib: u32,
    /// Passes over it.
    pub passes: u32,
}

impl Default for HashCost {
    /// The least that OWASP's password storage cheat sheet recommends for Argon2id with one lane.
    fn default() -> Self {
        Self {
            memory_kib: 19_456,
            passes: 2,
        }
    }
}

impl FromStr for HashCost {
    type Err = ();

    /// `KIB,PASSES`
    fn from_str(text: &str) -> Result<Self, ()> {
        let (memory, passes) = text.split_once(',').ok_or(())?;
        Ok(Self {
            memory_kib: memory.parse().map_err(drop)?,
            passes: passes.parse().map_err(drop)?,
        })
    }
}

pub(super) struct Hasher {
    argon2: Argon2<'static>,
    /// The hash of a password that nobody knows, so that refusing an unknown address takes as long as refusing a known
    /// one whose hash has the present cost.
    decoy: String,
}

impl Hasher {
    pub(super) fn new(cost: HashCost) -> Result<Self, DirectoryError> {
        let params = Params::new(cost.memory_kib, cost.passes, 1, None).map_err(|error| {
            DirectoryError::Unavailable(format!("the hash cost is not possible: {error}"))
        })?;
        let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        let decoy = hash(&argon2, &random_id()?)?;
        Ok(Self { argon2, decoy })
    }

    pub(super) fn hash(&self, password: &str) -> Result<String, DirectoryError> {
        hash(&self.argon2, password)
    }

    /// Whether this is the password of that hash. A damaged hash is nobody's.
    pub(super) fn verify(&self, password: &str, hash: &str) -> bool {
        PasswordHash::new(hash).is_ok_and(|parsed| {
            self.argon2
                .verify_password(password.as_bytes(), &parsed)
                .is_ok()
        })
    }

    /// Whether this hash costs something else than new ones do.
    pub(super) fn is_outdated(&self, hash: &str) -> bool {
        let cost = |params: &Params| (params.m_cost(), params.t_cost(), params.p_cost());
        PasswordHash::new(hash)
            .ok()
            .and_then(|parsed| Params::try_from(&parsed).ok())
            .is_some_and(|params| cost(&params) != cost(self.argon2.params()))
    }

    /// Takes as long as [`Self::verify`] and accepts nothing.
    pub(super) fn verify_decoy(&self, password: &str) {
        let _ = self.verify(password, &self.decoy);
    }
}

fn hash(argon2: &Argon2<'_>, password: &str) -> Result<String, DirectoryError> {
    let hash = argon2.hash_password(password.as_bytes()).map_err(|error| {
        DirectoryError::Unavailable(format!("the password could not be hashed: {error}"))
    })?;
    Ok(hash.to_string())
}
