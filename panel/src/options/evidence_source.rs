//! A log for an agent to follow.

use std::path::PathBuf;

use serde::Deserialize;

use super::value::Text;

/// A log to follow, as somebody wrote it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct GivenSource {
    /// What it is called; the path without it.
    pub(super) name: Option<String>,
    pub(super) format: String,
    pub(super) path: PathBuf,
    /// Its server's time zone.
    pub(super) zone: Option<String>,
    /// The mail domain of names without one.
    pub(super) domain: Option<String>,
}

impl Text for GivenSource {
    fn read(text: &str) -> Result<Self, String> {
        let wanted = "write FORMAT => PATH, as in dovecot => /var/log/dovecot.log*";
        let (format, path) = text.split_once("=>").ok_or(wanted)?;
        Ok(Self {
            name: None,
            format: format.trim().to_owned(),
            path: path.trim().into(),
            zone: None,
            domain: None,
        })
    }
}
