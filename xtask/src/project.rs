//! Where things are in this repository, and what its Cargo files say.

use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::process::Run;

/// The widget's package.
pub(crate) const WIDGET: &str = "mailbox-password";
/// The package of the element builder.
pub(crate) const DOM: &str = "mailbox-password-dom";
/// What the widget is compiled for.
pub(crate) const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// This repository.
pub(crate) struct Project {
    /// Its top folder.
    pub(crate) root: PathBuf,
    /// Where cargo puts what it builds.
    pub(crate) target: PathBuf,
    /// The widget's version.
    pub(crate) version: String,
}

impl Project {
    /// Finds the repository that `cargo xtask` was called in. (The program itself may have been built in another
    /// clone, where clones share a target folder.)
    pub(crate) fn find() -> Result<Self> {
        let package = std::env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
        let metadata = Run::cargo()
            .line("metadata --no-deps --format-version=1 --manifest-path")
            .arg(package.with_file_name("Cargo.toml"))
            .output()?;
        let metadata: serde_json::Value = serde_json::from_str(&metadata)?;
        let text = |value: &serde_json::Value| value.as_str().map(str::to_owned);
        let read = || {
            let mut packages = metadata["packages"].as_array()?.iter();
            Some(Self {
                root: text(&metadata["workspace_root"])?.into(),
                target: text(&metadata["target_directory"])?.into(),
                version: text(&packages.find(|package| package["name"] == WIDGET)?["version"])?,
            })
        };
        read().context("`cargo metadata` left something out; is Cargo.toml complete?")
    }

    /// The version of a package in Cargo.lock, which must have exactly one.
    pub(crate) fn locked_version(&self, package: &str) -> Result<String> {
        let id = Run::cargo()
            .args(["pkgid", package])
            .dir(&self.root)
            .output()?;
        let version = id.trim().rsplit(['@', '#']).next();
        Ok(version.unwrap_or_default().to_owned())
    }

    /// A path inside the repository.
    pub(crate) fn path(&self, relative: &str) -> PathBuf {
        self.root.join(relative)
    }

    /// Where `dist` writes.
    pub(crate) fn dist(&self) -> PathBuf {
        self.root.join("dist")
    }

    /// A folder below cargo's target folder for this program's own intermediate files.
    pub(crate) fn scratch(&self, name: &str) -> PathBuf {
        self.target.join("xtask").join(name)
    }
}
