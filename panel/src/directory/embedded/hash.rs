//! Argon2id, the only place where a password meets its hash.

use std::fmt::Display;
use std::str::FromStr;

use argon2::password_hash::phc::{Output, ParamsString, PasswordHash, Salt};
use argon2::{Algorithm, Argon2, Params, Version};

use super::hash_memory::HashMemory;
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
    memory: HashMemory,
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
        let memory = HashMemory::default();
        let decoy = hash(&argon2, &memory, &random_id()?)?;
        Ok(Self {
            argon2,
            memory,
            decoy,
        })
    }

    pub(super) fn hash(&self, password: &str) -> Result<String, DirectoryError> {
        hash(&self.argon2, &self.memory, password)
    }

    /// Whether this is the password of that hash. A damaged hash is nobody's.
    pub(super) fn verify(&self, password: &str, hash: &str) -> bool {
        PasswordHash::new(hash)
            .ok()
            .and_then(|parsed| matches(&parsed, &self.memory, password))
            .unwrap_or(false)
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

/// The hash of a new password, as text with its salt and cost.
fn hash(
    argon2: &Argon2<'_>,
    memory: &HashMemory,
    password: &str,
) -> Result<String, DirectoryError> {
    let failed = |error: &dyn Display| {
        DirectoryError::Unavailable(format!("the password could not be hashed: {error}"))
    };
    let salt = Salt::generate();
    let mut output = [0; Params::DEFAULT_OUTPUT_LEN];
    fill(argon2, memory, password, &salt, &mut output).map_err(|error| failed(&error))?;
    let params = ParamsString::try_from(argon2.params()).map_err(|error| failed(&error))?;
    let hash = PasswordHash {
        algorithm: Algorithm::Argon2id.ident(),
        version: Some(Version::V0x13.into()),
        params,
        salt: Some(salt),
        hash: Some(Output::new(&output).map_err(|error| failed(&error))?),
    };
    Ok(hash.to_string())
}

/// Whether this is the password, compared in constant time; `None` if the hash is damaged.
fn matches(parsed: &PasswordHash, memory: &HashMemory, password: &str) -> Option<bool> {
    let algorithm = Algorithm::try_from(parsed.algorithm.as_str()).ok()?;
    let version = Version::try_from(parsed.version?).ok()?;
    let argon2 = Argon2::new(algorithm, version, Params::try_from(parsed).ok()?);
    let (salt, expected) = (parsed.salt.as_ref()?, parsed.hash.as_ref()?);
    let mut output = [0; Output::MAX_LENGTH];
    let output = output.get_mut(..expected.len())?;
    fill(&argon2, memory, password, salt, output).ok()?;
    Some(Output::new(output).ok()? == *expected)
}

fn fill(
    argon2: &Argon2<'_>,
    memory: &HashMemory,
    password: &str,
    salt: &[u8],
    output: &mut [u8],
) -> argon2::Result<()> {
    memory.with(argon2.params().block_count(), |blocks| {
        argon2.hash_password_into_with_memory(password.as_bytes(), salt, output, blocks)
    })
}

#[cfg(test)]
mod tests {
    use argon2::password_hash::{PasswordHasher, PasswordVerifier};

    use super::*;

    const COST: HashCost = HashCost {
        memory_kib: 64,
        passes: 2,
    };

    #[test]
    fn hashes_are_those_of_the_crate_whatever_was_in_the_memory_before() {
        let hasher = Hasher::new(COST).unwrap();
        for number in 0..4 {
            let password = format!("Autumn-Harbour-{number}");
            let own = hasher.hash(&password).unwrap();
            assert!(own.starts_with("$argon2id$v=19$m=64,t=2,p=1$"), "{own}");
            let theirs = hasher.argon2.hash_password(password.as_bytes()).unwrap();
            let parsed = PasswordHash::new(&own).unwrap();
            let verified = hasher.argon2.verify_password(password.as_bytes(), &parsed);
            assert!(verified.is_ok(), "{own}");
            assert!(hasher.verify(&password, &own));
            assert!(hasher.verify(&password, &theirs.to_string()));
            assert!(!hasher.verify("Autumn-Harbour-9", &own));
            assert!(!hasher.is_outdated(&own));
        }
    }

    #[test]
    fn a_hash_of_another_cost_is_compared_at_that_cost() {
        let before = Hasher::new(HashCost { passes: 3, ..COST }).unwrap();
        let hash = before.hash("Autumn-Harbour-71").unwrap();
        let hasher = Hasher::new(COST).unwrap();
        assert!(hasher.verify("Autumn-Harbour-71", &hash));
        assert!(hasher.is_outdated(&hash));
    }

    #[test]
    fn a_damaged_hash_is_nobodys() {
        let hasher = Hasher::new(COST).unwrap();
        let hash = hasher.hash("Autumn-Harbour-71").unwrap();
        for damaged in [
            "",
            "x",
            "$argon2id$v=19$m=64,t=2,p=1",
            &hash[..40],
            &hash.replace("argon2id", "argon2x"),
        ] {
            assert!(!hasher.verify("Autumn-Harbour-71", damaged), "{damaged}");
        }
    }
}
