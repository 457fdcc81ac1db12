//! What can be said of the secret of agents without showing it.

use std::collections::BTreeSet;
use std::path::PathBuf;

use super::secret::Secret;

/// Fewer different characters than this and a secret was typed or repeated, not drawn. Of 44 random characters of base64
/// fewer are as good as never seen; 32 random hexadecimal digits have some 14.
const FEW_CHARACTERS: usize = 9;

/// What can be said of the secret of agents.
#[derive(Clone, Debug, Default)]
pub struct SecretFacts {
    /// The file with it; `None` if it is in the environment.
    pub file: Option<PathBuf>,
    /// Whether it could be guessed, although it is long enough.
    pub is_weak: bool,
}

impl SecretFacts {
    pub(super) fn new(file: Option<PathBuf>, secret: &Secret) -> Self {
        let different: BTreeSet<char> = secret.expose().chars().collect();
        Self {
            file,
            is_weak: different.len() < FEW_CHARACTERS,
        }
    }
}
