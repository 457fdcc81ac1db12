//! Gets the tools that a task needs. What is missing is fetched by package name into a per-user
//! cache; what cannot be had is named with the command that gets it.

mod browser;
mod cache;
mod cargo_tools;
mod npm;
mod rust;
mod system_packages;
mod versions;

pub(crate) use browser::Browser;
pub(crate) use npm::NodeTools;

use std::path::PathBuf;

use cache::Cache;
use system_packages::Packages;

use crate::failure::Result;
use crate::process::find_on_path;
use crate::project::Project;

/// A program of the operating system.
#[derive(Clone, Copy)]
pub(crate) enum Program {
    /// A Chromium and its driver.
    Browser,
    /// What the commands of the documentation need.
    Curl,
    /// Node with npm.
    Node,
}

impl Program {
    /// What it comes with, if it is not there.
    fn missing(self) -> Result<Option<&'static Packages>> {
        let (is_there, packages) = match self {
            Self::Browser => (browser::is_there()?, &browser::CHROMIUM),
            Self::Curl => (find_on_path("curl").is_some(), &CURL),
            Self::Node => (npm::has_node(), &npm::NODE),
        };
        Ok((!is_there).then_some(packages))
    }
}

const CURL: Packages = Packages {
    what: "curl",
    debian: &["curl"],
    otherwise: "",
};

/// Everything that can be set up. Each method returns at once if its tool is there already.
pub(crate) struct Setup {
    cache: Cache,
    wasm_bindgen_version: String,
}

impl Setup {
    /// For the versions that this repository wants.
    pub(crate) fn new(project: &Project) -> Result<Self> {
        Ok(Self {
            cache: Cache::find()?,
            wasm_bindgen_version: project.locked_version("wasm-bindgen")?,
        })
    }

    /// Programs of the operating system. All are looked for before any is installed: what cannot be had is said at once,
    /// and before anything is fetched.
    pub(crate) fn programs(&self, wanted: &[Program]) -> Result<()> {
        let mut missing = Vec::new();
        for program in wanted {
            if let Some(packages) = program.missing()? {
                missing.push(packages);
            }
        }
        system_packages::install(&missing)
    }

    /// The standard library for WebAssembly.
    pub(crate) fn wasm_target(&self) -> Result<()> {
        rust::wasm_target()
    }

    /// rustfmt and Clippy.
    pub(crate) fn lints(&self) -> Result<()> {
        rust::lints()
    }

    /// The folder with `wasm-bindgen` and `wasm-bindgen-test-runner`, of the version in Cargo.lock.
    pub(crate) fn wasm_bindgen(&self) -> Result<PathBuf> {
        cargo_tools::wasm_bindgen(&self.cache, &self.wasm_bindgen_version)
    }

    /// The folder with `trunk`.
    pub(crate) fn trunk(&self) -> Result<PathBuf> {
        cargo_tools::trunk(&self.cache)
    }

    /// wasm-opt and esbuild, with the node that runs them, which [`Setup::programs`] gets.
    pub(crate) fn node_tools(&self) -> Result<NodeTools> {
        npm::tools(&self.cache)
    }

    /// The script that judges a page's accessibility; needs node, too.
    pub(crate) fn axe(&self) -> Result<PathBuf> {
        npm::axe(&self.cache)
    }

    /// The folder `node_modules` with what the benchmark compares with; needs node, too.
    pub(crate) fn peers(&self) -> Result<PathBuf> {
        npm::peers(&self.cache)
    }

    /// A Chromium and its driver, which [`Setup::programs`] gets.
    pub(crate) fn browser(&self) -> Result<Browser> {
        browser::find()
    }
}
