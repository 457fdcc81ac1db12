//! The database server that tests start for themselves.

use std::path::Path;

use anyhow::Result;

use super::system_packages::Packages;
use crate::process::path;

/// PostgreSQL.
pub(super) const POSTGRES: Packages = Packages {
    what: "PostgreSQL",
    debian: &["postgresql"],
    otherwise: "",
    is_installed: || Ok(path::find("initdb").is_some() || has_a_version()?),
};

/// Where Debian puts the server's programs, a folder a version: no shell looks there.
const VERSIONS: &str = "/usr/lib/postgresql";

fn has_a_version() -> Result<bool> {
    let folder = Path::new(VERSIONS);
    if !folder.is_dir() {
        return Ok(false);
    }
    for version in fs_err::read_dir(folder)? {
        if version?.path().join("bin/initdb").is_file() {
            return Ok(true);
        }
    }
    Ok(false)
}
