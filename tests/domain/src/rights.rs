//! The rights of the panel's account, granted by the script of the documentation.

use std::path::Path;
use std::process::Command;

use anyhow::Result;

use crate::accounts::{SERVICE, STAFF};
use crate::program::run;
use crate::samba;

/// The script, as an administrator runs it.
pub(crate) const SCRIPT: &str = include_str!("../../../panel/active-directory/grant-rights.sh");

/// Grants them in the domain of this folder.
pub(crate) fn grant(folder: &Path) -> Result<()> {
    let script = folder.join("grant-rights.sh");
    fs_err::write(&script, SCRIPT)?;
    let mut command = Command::new("sh");
    command
        .env("TDB_NO_FSYNC", "1")
        .arg(script)
        .args([STAFF, SERVICE, "-s"])
        .arg(samba::configuration(folder));
    run(&mut command).map(drop)
}
