//! A Chromium and the driver that belongs to it.

use std::path::{Path, PathBuf};
use std::time::Duration;

use super::system_packages::Packages;
use crate::failure::{Failure, Result};
use crate::process::{Run, find_on_path};

/// Chromium with its driver.
pub(super) const CHROMIUM: Packages = Packages {
    what: "Chromium with its driver",
    debian: &["chromium", "chromium-driver"],
    otherwise: ", or set CHROMIUM and CHROMEDRIVER to the paths of Chrome or Chromium and its driver",
};

const BROWSERS: Places = Places {
    variable: "CHROMIUM",
    names: &[
        "chromium",
        "chromium-browser",
        "google-chrome",
        "google-chrome-stable",
        "chrome",
    ],
    paths: &[
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/snap/bin/chromium",
        r"C:\Program Files\Google\Chrome\Application\chrome.exe",
        r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
    ],
};

const DRIVERS: Places = Places {
    variable: "CHROMEDRIVER",
    names: &["chromedriver"],
    paths: &[
        "/usr/lib/chromium/chromedriver",
        "/usr/lib/chromium-browser/chromedriver",
        "/snap/bin/chromium.chromedriver",
        "/opt/homebrew/bin/chromedriver",
        "/usr/local/bin/chromedriver",
    ],
};

/// What the browser tests drive.
pub(crate) struct Browser {
    /// The browser's program.
    pub(crate) chromium: PathBuf,
    /// Its WebDriver.
    pub(crate) driver: PathBuf,
}

/// Whether both are there.
pub(super) fn is_there() -> Result<bool> {
    look().map(|browser| browser.is_some())
}

/// Finds both.
pub(super) fn find() -> Result<Browser> {
    let browser = look()?.ok_or_else(|| {
        Failure::new(
            "Chromium or its driver was not found: set CHROMIUM and CHROMEDRIVER to their paths",
        )
    })?;
    warn_if_versions_differ(&browser);
    Ok(browser)
}

fn look() -> Result<Option<Browser>> {
    let (chromium, driver) = (BROWSERS.find()?, DRIVERS.find()?);
    Ok(chromium
        .zip(driver)
        .map(|(chromium, driver)| Browser { chromium, driver }))
}

/// A driver refuses a browser of another major version, with words that are easy to miss.
fn warn_if_versions_differ(browser: &Browser) {
    // Chrome on Windows opens a window when it is asked for its version.
    if cfg!(windows) {
        return;
    }
    let (chromium, driver) = (
        major_version(&browser.chromium),
        major_version(&browser.driver),
    );
    if chromium.is_some() && driver.is_some() && chromium != driver {
        println!(
            "    note: {} and {} are of different versions; the driver may refuse the browser",
            browser.chromium.display(),
            browser.driver.display()
        );
    }
}

fn major_version(program: &Path) -> Option<u32> {
    parse_major(
        &Run::new(program)
            .arg("--version")
            .limit(Duration::from_secs(20))
            .output()
            .ok()?,
    )
}

/// The first number in a line such as `Chromium 156.0.8078.79 built on …`.
fn parse_major(line: &str) -> Option<u32> {
    line.split_whitespace()
        .find_map(|word| word.split('.').next()?.parse().ok())
}

/// Where a program may be.
struct Places {
    /// Says where it is, if set.
    variable: &'static str,
    names: &'static [&'static str],
    paths: &'static [&'static str],
}

impl Places {
    fn find(&self) -> Result<Option<PathBuf>> {
        if let Some(path) = std::env::var_os(self.variable).filter(|path| !path.is_empty()) {
            let path = PathBuf::from(path);
            return if path.is_file() {
                Ok(Some(path))
            } else {
                Err(Failure::new(format!(
                    "{} is set to {}, where there is no file",
                    self.variable,
                    path.display()
                )))
            };
        }
        let named = self.names.iter().find_map(|name| find_on_path(name));
        Ok(named.or_else(|| {
            self.paths
                .iter()
                .map(PathBuf::from)
                .find(|path| path.is_file())
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_major_version_is_read_from_what_browser_and_driver_print() {
        assert_eq!(
            parse_major("Chromium 156.0.8078.79 built on Debian GNU/Linux 12"),
            Some(156)
        );
        assert_eq!(
            parse_major("ChromeDriver 156.0.8078.79 (0123-refs/heads)"),
            Some(156)
        );
        assert_eq!(parse_major("nothing"), None);
    }
}
