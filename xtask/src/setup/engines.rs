//! Firefox and WebKitGTK with their drivers: the other two engines that the tests drive.

use std::path::PathBuf;

use anyhow::{Context, Result};

use super::browser::search;
use super::system_packages::Packages;
use crate::process::path;

/// Firefox. Its driver is among cargo's packages.
pub(super) const FIREFOX: Packages = Packages {
    what: "Firefox",
    debian: &["firefox-esr"],
    otherwise: ", or set FIREFOX to the path of Firefox",
    is_installed: || Ok(firefox()?.is_some()),
};

/// WebKitGTK's browser for tests with its driver, and a display that nobody sees.
pub(super) const WEBKIT: Packages = Packages {
    what: "WebKitGTK with its driver and Xvfb",
    debian: &["webkit2gtk-driver", "xauth", "xvfb"],
    otherwise: ", or name with --only the steps that do not need it: it is there for Linux alone",
    is_installed: || Ok(webkit().is_some()),
};

/// Names on PATH, and usual places.
const FIREFOXES: &[&str] = &[
    "firefox-esr",
    "firefox",
    "/Applications/Firefox.app/Contents/MacOS/firefox",
    "/snap/bin/firefox",
    r"C:\Program Files\Mozilla Firefox\firefox.exe",
];

/// WebKitGTK's driver, and what shows it a display.
pub(crate) struct WebKit {
    /// Its WebDriver, which knows where the browser is.
    pub(crate) driver: PathBuf,
    /// The display server.
    pub(crate) xvfb: PathBuf,
    /// Runs a program with such a display.
    pub(crate) xvfb_run: PathBuf,
}

/// Firefox, if it is there.
pub(super) fn firefox() -> Result<Option<PathBuf>> {
    search("FIREFOX", FIREFOXES)
}

/// The program, which is there by now.
pub(super) fn installed_firefox() -> Result<PathBuf> {
    firefox()?.context("Firefox was not found")
}

/// All of it, if it is there.
pub(super) fn webkit() -> Option<WebKit> {
    // `xvfb-run` needs it.
    path::find("xauth")?;
    Some(WebKit {
        driver: path::find("WebKitWebDriver")?,
        xvfb: path::find("Xvfb")?,
        xvfb_run: path::find("xvfb-run")?,
    })
}
