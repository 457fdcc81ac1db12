//! The argument of a command-line option.

use std::error;
use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use lexopt::prelude::ValueExt;

/// Why the command line cannot be followed; it says what to write instead.
#[derive(Debug)]
pub struct OptionsError(pub(super) String);

impl fmt::Display for OptionsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} (panel --help lists the options)", self.0)
    }
}

impl error::Error for OptionsError {}

impl From<lexopt::Error> for OptionsError {
    fn from(error: lexopt::Error) -> Self {
        Self(error.to_string())
    }
}

pub(super) fn value<T: FromStr>(
    parser: &mut lexopt::Parser,
    option: &str,
    wanted: &str,
) -> Result<T, OptionsError> {
    let text = parser.value()?.string()?;
    text.parse()
        .map_err(|_| OptionsError(format!("{option} needs {wanted}, not \"{text}\"")))
}

/// Fractions are allowed.
pub(super) fn seconds(parser: &mut lexopt::Parser, option: &str) -> Result<Duration, OptionsError> {
    let seconds: f64 = value(parser, option, "seconds, as in 5")?;
    Duration::try_from_secs_f64(seconds)
        .map_err(|_| OptionsError(format!("{option} cannot be {seconds}")))
}

/// A link that cannot be a script.
pub(super) fn link(text: String) -> Result<String, OptionsError> {
    let known = ["tel:", "mailto:", "https://"]
        .iter()
        .any(|scheme| text.starts_with(scheme));
    if known {
        Ok(text)
    } else {
        Err(OptionsError(format!(
            "--help-line needs a tel:, mailto: or https: link, not \"{text}\""
        )))
    }
}
