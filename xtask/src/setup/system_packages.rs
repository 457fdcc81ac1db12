//! Packages of the operating system: installed where this program may, else named with the command.

use std::time::Duration;

use crate::failure::{Failure, Result};
use crate::process::{Run, find_on_path};

/// Installs Debian packages if this is a Debian-like system and we are root.
pub(super) fn install(packages: &[&str]) -> Result<()> {
    if find_on_path("apt-get").is_none() {
        return Err(Failure::new(format!(
            "install {} with your system's package manager",
            packages.join(" and ")
        )));
    }
    if !is_root() {
        return Err(Failure::new(format!(
            "`sudo apt-get install --no-install-recommends {}` installs it",
            packages.join(" ")
        )));
    }
    println!("    installing {} with apt-get", packages.join(", "));
    apt(&["update"])?;
    let install = ["install", "--yes", "--no-install-recommends"];
    apt(&[&install, packages].concat())
}

fn apt(args: &[&str]) -> Result<()> {
    Run::new("apt-get")
        .args(["-o", "DPkg::Lock::Timeout=120", "-o", "Acquire::Retries=2"])
        .args(args)
        .env("DEBIAN_FRONTEND", "noninteractive")
        .limit(Duration::from_secs(600))
        .output()
        .map(drop)
}

fn is_root() -> bool {
    Run::new("id")
        .arg("-u")
        .output()
        .is_ok_and(|id| id.trim() == "0")
}
