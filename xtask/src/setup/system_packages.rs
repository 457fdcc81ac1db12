//! Packages of the operating system: installed where this program may, else named with the command.

use std::time::Duration;

use crate::failure::{Failure, Result};
use crate::process::{Run, find_on_path};

/// What comes with packages of the operating system.
pub(super) struct Packages {
    /// What it is.
    pub(super) what: &'static str,
    /// Its packages in Debian.
    pub(super) debian: &'static [&'static str],
    /// What helps where there are no such packages; empty if nothing else does.
    pub(super) otherwise: &'static str,
}

/// Installs what is missing, if this is a Debian-like system and we are root.
pub(super) fn install(missing: &[&Packages]) -> Result<()> {
    if missing.is_empty() {
        return Ok(());
    }
    let packages: Vec<_> = missing.iter().flat_map(|one| one.debian).copied().collect();
    if find_on_path("apt-get").is_none() {
        let how = "install that with your system's package manager";
        return Err(say(missing, how));
    }
    let command = format!(
        "apt-get install --no-install-recommends {}",
        packages.join(" ")
    );
    if !is_root() {
        return Err(say(missing, &format!("run `sudo {command}`")));
    }
    println!("    installing {} with apt-get", packages.join(", "));
    let options = ["install", "--yes", "--no-install-recommends"];
    apt(&["update"])
        .and_then(|()| apt(&[&options, packages.as_slice()].concat()))
        .map_err(|cause| {
            let how = format!("apt-get could not install it ({cause}); `{command}` shows why");
            say(missing, &how)
        })
}

/// One line for everything that is missing.
fn say(missing: &[&Packages], how: &str) -> Failure {
    let what: Vec<_> = missing.iter().map(|one| one.what).collect();
    let verb = if what.len() == 1 { "is" } else { "are" };
    let otherwise: String = missing.iter().map(|one| one.otherwise).collect();
    Failure::new(format!(
        "{} {verb} missing: {how}{otherwise}",
        what.join(" and ")
    ))
}

fn apt(args: &[&str]) -> Result<()> {
    Run::new("apt-get")
        .args(["-o", "DPkg::Lock::Timeout=120"])
        .args([
            "-o",
            "Acquire::Retries=1",
            "-o",
            "Acquire::http::Timeout=15",
        ])
        .args(args)
        .env("DEBIAN_FRONTEND", "noninteractive")
        .limit(Duration::from_secs(600))
        .fetch()
}

fn is_root() -> bool {
    Run::new("id")
        .arg("-u")
        .output()
        .is_ok_and(|id| id.trim() == "0")
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: Packages = Packages {
        what: "One",
        debian: &["one", "one-driver"],
        otherwise: ", or set ONE",
    };
    const OTHER: Packages = Packages {
        what: "Other",
        debian: &["other"],
        otherwise: "",
    };

    #[track_caller]
    fn check(missing: &[&Packages], expected: &str) {
        assert_eq!(say(missing, "run `x`").to_string(), expected);
    }

    #[test]
    fn everything_that_is_missing_is_said_in_one_line() {
        check(&[&ONE], "One is missing: run `x`, or set ONE");
        check(
            &[&OTHER, &ONE],
            "Other and One are missing: run `x`, or set ONE",
        );
    }

    #[test]
    fn nothing_missing_is_nothing_to_do() {
        assert_eq!(install(&[]), Ok(()));
    }
}
