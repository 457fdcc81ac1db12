//! Why options cannot be followed.

use std::error;
use std::fmt;

/// Why the command line or the configuration file cannot be followed; it says what to write instead.
#[derive(Debug)]
pub struct OptionsError(String);

impl OptionsError {
    /// With these words.
    pub(super) fn new(words: impl Into<String>) -> Self {
        Self(words.into())
    }
}

impl fmt::Display for OptionsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} (panel --help lists the options)", self.0)
    }
}

impl error::Error for OptionsError {}

impl From<clap::Error> for OptionsError {
    fn from(error: clap::Error) -> Self {
        let text = error.render().to_string();
        let words = text.strip_prefix("error: ").unwrap_or(&text);
        // Its usage would hide what is wrong.
        let (words, _) = words.split_once("\n\nUsage").unwrap_or((words, ""));
        let (words, _) = words.split_once("\n\nFor more").unwrap_or((words, ""));
        Self::new(words.split_whitespace().collect::<Vec<_>>().join(" "))
    }
}
