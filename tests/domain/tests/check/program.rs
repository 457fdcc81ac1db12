//! `panel check` as a process.

use std::path::PathBuf;
use std::process::Command;

use domain_tests::{Controller, PanelConfiguration};
use tempfile::TempDir;

/// What it said, and how it ended.
#[derive(Debug)]
pub(crate) struct Checked {
    pub(crate) text: String,
    pub(crate) code: Option<i32>,
}

/// Runs `panel check` with this configuration and further arguments.
pub(crate) fn check(configuration: &PanelConfiguration, arguments: &[&str]) -> Checked {
    check_with(configuration, arguments, &[])
}

/// The same with these variables in its environment.
pub(crate) fn check_with(
    configuration: &PanelConfiguration,
    arguments: &[&str],
    environment: &[(&str, &str)],
) -> Checked {
    let folder = TempDir::new().expect("a temporary folder");
    let file = configuration.write(folder.path()).expect("a configuration");
    let output = Command::new(panel())
        .arg("check")
        .arg("--config")
        .arg(file)
        .args(arguments)
        .env_remove("PANEL_DIRECTORY_PASSWORD")
        .envs(environment.iter().copied())
        .output()
        .expect("the panel runs");
    let [out, err] =
        [output.stdout, output.stderr].map(|text| String::from_utf8_lossy(&text).into_owned());
    Checked {
        text: [out, err].concat(),
        code: output.status.code(),
    }
}

impl Checked {
    /// The lines that say what is wrong.
    pub(crate) fn wrong(&self) -> Vec<&str> {
        let lines = self.text.lines();
        lines
            .filter_map(|line| line.strip_prefix("wrong  "))
            .collect()
    }
}

/// A configuration for two controllers, of which the first is right.
pub(crate) fn with_second(first: &Controller, second: &Controller) -> PanelConfiguration {
    let mut configuration = PanelConfiguration::new(first);
    configuration.controllers.push(second.url());
    configuration
}

fn panel() -> PathBuf {
    let named = std::env::var_os("MAILBOX_PASSWORD_PANEL");
    named
        .expect("`cargo xtask test --only domain` sets MAILBOX_PASSWORD_PANEL")
        .into()
}
