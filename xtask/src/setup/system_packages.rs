//! Packages of the operating system: installed where this program may, else named with the command.

use anyhow::{Context, Result, bail};

use super::no_services::NoServices;
use crate::process::{Run, path};

/// What comes with packages of the operating system.
pub(super) struct Packages {
    /// What it is.
    pub(super) what: &'static str,
    /// Its packages in Debian.
    pub(super) debian: &'static [&'static str],
    /// What helps where there are no such packages; empty if nothing else does.
    pub(super) otherwise: &'static str,
    /// Whether it is there.
    pub(super) is_installed: fn() -> Result<bool>,
}

/// curl.
pub(super) const CURL: Packages = Packages {
    what: "curl",
    debian: &["curl"],
    otherwise: "",
    is_installed: || Ok(path::find("curl").is_some()),
};

/// Installs what is missing, if this is a Debian-like system and we are root.
pub(super) fn provide(wanted: impl Iterator<Item = &'static Packages>) -> Result<()> {
    let mut missing: Vec<&Packages> = Vec::new();
    for packages in wanted {
        let is_new = missing.iter().all(|other| other.what != packages.what);
        if is_new && !(packages.is_installed)()? {
            missing.push(packages);
        }
    }
    if missing.is_empty() {
        return Ok(());
    }
    let packages: Vec<_> = missing.iter().flat_map(|one| one.debian).copied().collect();
    let options = ["install", "--no-install-recommends"];
    let command = format!("apt-get {} {}", options.join(" "), packages.join(" "));
    if path::find("apt-get").is_none() {
        bail!(describe(
            &missing,
            "install that with your system's package manager"
        ));
    }
    if !is_root() {
        bail!(describe(&missing, &format!("run `sudo {command}`")));
    }
    let _no_services = NoServices::new()?;
    apt(&["update"])
        .and_then(|()| apt(&[&["--yes"], &options[..], &packages].concat()))
        .with_context(|| describe(&missing, &format!("`{command}` shows why")))
}

/// One line for everything that is missing.
fn describe(missing: &[&Packages], how: &str) -> String {
    let what: Vec<_> = missing.iter().map(|one| one.what).collect();
    let verb = if what.len() == 1 { "is" } else { "are" };
    let otherwise: String = missing.iter().map(|one| one.otherwise).collect();
    format!("{} {verb} missing: {how}{otherwise}", what.join(" and "))
}

fn apt(args: &[&str]) -> Result<()> {
    let options = [
        "DPkg::Lock::Timeout=120",
        "Acquire::Retries=1",
        "Acquire::http::Timeout=15",
    ];
    Run::new("apt-get")
        .args(options.iter().flat_map(|option| ["-o", option]))
        .args(args)
        .env("DEBIAN_FRONTEND", "noninteractive")
        .run()
}

fn is_root() -> bool {
    let id = Run::new("id").arg("-u").output();
    id.is_ok_and(|id| id.trim() == "0")
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: Packages = Packages {
        what: "One",
        debian: &["one", "one-driver"],
        otherwise: ", or set ONE",
        is_installed: || Ok(true),
    };
    const OTHER: Packages = Packages {
        what: "Other",
        debian: &["other"],
        otherwise: "",
        is_installed: || Ok(true),
    };

    #[track_caller]
    fn check(missing: &[&Packages], expected: &str) {
        assert_eq!(describe(missing, "run `x`"), expected);
    }

    #[test]
    fn everything_that_is_missing_is_named_in_one_line() {
        check(&[&ONE], "One is missing: run `x`, or set ONE");
        check(
            &[&OTHER, &ONE],
            "Other and One are missing: run `x`, or set ONE",
        );
    }

    #[test]
    fn nothing_missing_is_nothing_to_do() {
        assert!(provide([&ONE, &OTHER].into_iter()).is_ok());
    }
}
