//! Secrets: from files or the environment, never from the command line, which every process of the machine can read.

use std::env;
use std::fmt;
use std::fs;
use std::path::Path;

use zeroize::Zeroizing;

use super::error::OptionsError;

/// A secret. Its debug format does not show it, and its memory is overwritten when it is dropped.
#[derive(Clone)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// The secret itself.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// The first line of the file; without a file what the environment variable holds; `None` if there is neither.
    pub(super) fn read(file: Option<&Path>, variable: &str) -> Result<Option<Self>, OptionsError> {
        let Some(path) = file else {
            let held = env::var(variable).ok().filter(|held| !held.is_empty());
            return Ok(held.map(|held| Self(Zeroizing::new(held))));
        };
        let text = fs::read_to_string(path)
            .map(Zeroizing::new)
            .map_err(|error| OptionsError::new(format!("{}: {error}", path.display())))?;
        match text.lines().next() {
            Some(line) if !line.is_empty() => Ok(Some(Self(Zeroizing::new(line.to_owned())))),
            _ => Err(OptionsError::new(format!(
                "{}: its first line is empty, where the secret should be",
                path.display()
            ))),
        }
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret")
    }
}
