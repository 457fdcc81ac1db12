//! The one error of this program: a line that says what went wrong and what to do next.

use std::fmt;

/// A result whose error is ready to be shown.
pub(crate) type Result<T> = std::result::Result<T, Failure>;

/// What went wrong, in words for the person at the terminal.
#[derive(Debug, Eq, PartialEq)]
pub(crate) struct Failure(String);

impl Failure {
    /// A failure with these words.
    pub(crate) fn new(words: impl Into<String>) -> Self {
        Self(words.into())
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Failure {}

impl From<anyhow::Error> for Failure {
    fn from(error: anyhow::Error) -> Self {
        Self(format!("{error:#}"))
    }
}

/// Says in words what was being done when an error came.
pub(crate) trait During<T> {
    /// Turns the error into a [`Failure`] that begins with `doing`.
    fn during(self, doing: impl fmt::Display) -> Result<T>;
}

impl<T, E: fmt::Display> During<T> for std::result::Result<T, E> {
    fn during(self, doing: impl fmt::Display) -> Result<T> {
        self.map_err(|error| Failure(format!("{doing}: {error}")))
    }
}
