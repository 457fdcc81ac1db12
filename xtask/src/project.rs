//! Where things are in this repository, and what its Cargo files say.

mod lock;

use std::path::PathBuf;

use crate::failure::{During, Failure, Result};
use crate::files;
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
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let manifest = package.with_file_name("Cargo.toml");
        let metadata = Run::cargo()
            .args([
                "metadata",
                "--no-deps",
                "--format-version",
                "1",
                "--manifest-path",
            ])
            .arg(&manifest)
            .output()?;
        let metadata: serde_json::Value =
            serde_json::from_str(&metadata).during("reading what `cargo metadata` printed")?;
        let missing = || Failure::new("`cargo metadata` left something out; is Cargo.toml whole?");
        let folder = |name: &str| {
            metadata[name]
                .as_str()
                .map(PathBuf::from)
                .ok_or_else(missing)
        };
        let packages = metadata["packages"].as_array().ok_or_else(missing)?;
        let widget = packages
            .iter()
            .find(|package| package["name"] == WIDGET)
            .ok_or_else(missing)?;
        Ok(Self {
            root: folder("workspace_root")?,
            target: folder("target_directory")?,
            version: widget["version"].as_str().ok_or_else(missing)?.to_owned(),
        })
    }

    /// The version of a package that Cargo.lock holds.
    pub(crate) fn locked_version(&self, package: &str) -> Result<String> {
        let path = self.root.join("Cargo.lock");
        lock::version(&files::read_text(&path)?, package)
            .ok_or_else(|| Failure::new(format!("Cargo.lock holds no single version of {package}")))
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
