//! A Chromium and the driver that belongs to it.

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Result, ensure};

use super::system_packages::Packages;
use crate::process::{Run, path};

/// Chromium with its driver.
pub(super) const CHROMIUM: Packages = Packages {
    what: "Chromium with its driver",
    debian: &["chromium", "chromium-driver"],
    otherwise: ", or set CHROMIUM and CHROMEDRIVER to the paths of Chrome or Chromium and its driver",
    is_installed: || Ok(find()?.is_some()),
};

/// Names on PATH, and usual places.
const BROWSERS: &[&str] = &[
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/snap/bin/chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
];
const DRIVERS: &[&str] = &[
    "chromedriver",
    "/usr/lib/chromium/chromedriver",
    "/usr/lib/chromium-browser/chromedriver",
    "/snap/bin/chromium.chromedriver",
    "/opt/homebrew/bin/chromedriver",
    "/usr/local/bin/chromedriver",
];

/// What the browser tests drive.
pub(crate) struct Browser {
    /// The browser's program.
    pub(crate) chromium: PathBuf,
    /// Its WebDriver.
    pub(crate) driver: PathBuf,
}

impl Browser {
    /// A driver refuses a browser of another major version, with words that are easy to miss.
    pub(super) fn warn_if_versions_differ(&self) {
        // Chrome on Windows opens a window when it is asked for its version.
        if cfg!(windows) {
            return;
        }
        let versions = [&self.chromium, &self.driver].map(|program| major_version(program));
        if let [Some(chromium), Some(driver)] = versions
            && chromium != driver
        {
            println!("    note: the driver of version {driver} may refuse Chromium {chromium}");
        }
    }
}

/// Both, if both are there.
pub(super) fn find() -> Result<Option<Browser>> {
    let chromium = search("CHROMIUM", BROWSERS)?;
    let driver = search("CHROMEDRIVER", DRIVERS)?;
    let both = chromium.zip(driver);
    Ok(both.map(|(chromium, driver)| Browser { chromium, driver }))
}

/// Where the variable says, else the first of the places.
pub(super) fn search(variable: &str, places: &[&str]) -> Result<Option<PathBuf>> {
    let set = std::env::var_os(variable).filter(|path| !path.is_empty());
    let Some(path) = set.map(PathBuf::from) else {
        return Ok(places.iter().find_map(|place| path::find(place)));
    };
    ensure!(
        path.is_file(),
        "{variable} is set to {}, where there is no file",
        path.display()
    );
    Ok(Some(path))
}

fn major_version(program: &Path) -> Option<u32> {
    let run = Run::new(program).arg("--version");
    parse_major(&run.limit(Duration::from_secs(20)).output().ok()?)
}

/// The first number in a line such as `Chromium 156.0.8078.79 built on …`.
fn parse_major(line: &str) -> Option<u32> {
    let mut words = line.split_whitespace();
    words.find_map(|word| word.split('.').next()?.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_major_version_is_read_from_what_browser_and_driver_print() {
        let browser = "Chromium 156.0.8078.79 built on Debian GNU/Linux 12";
        assert_eq!(parse_major(browser), Some(156));
        let driver = "ChromeDriver 156.0.8078.79 (0123-refs/heads)";
        assert_eq!(parse_major(driver), Some(156));
        assert_eq!(parse_major("nothing"), None);
    }
}
