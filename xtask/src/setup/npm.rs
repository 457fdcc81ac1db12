//! What npm installs: each folder of `xtask/npm` holds a list of packages with a lock file.

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result};

use super::cache::Cache;
use super::system_packages::Packages;
use crate::process::{Run, path};
use crate::{files, hash};

/// Node with npm.
pub(super) const NODE: Packages = Packages {
    what: "Node.js with npm",
    debian: &["nodejs", "npm"],
    otherwise: "",
    is_installed: || Ok(path::find("npm").is_some() && node().is_some()),
};

/// The tools that make a deployment small, and the node that runs them.
pub(crate) struct NodeTools {
    node: PathBuf,
    modules: PathBuf,
}

impl NodeTools {
    /// Those in a folder `node_modules`.
    pub(super) fn new(modules: PathBuf) -> Result<Self> {
        let node = node().context("Node.js is not on PATH")?;
        Ok(Self { node, modules })
    }

    /// A program of our own for node.
    pub(crate) fn node(&self) -> Run {
        Run::new(&self.node)
    }

    /// The optimiser for WebAssembly.
    pub(crate) fn wasm_opt(&self) -> Run {
        self.node().arg(self.modules.join("binaryen/bin/wasm-opt"))
    }

    /// What finds the parts of a module that nothing outside reaches.
    pub(crate) fn wasm_metadce(&self) -> PathBuf {
        self.modules.join("binaryen/bin/wasm-metadce")
    }

    /// What writes a module as text.
    pub(crate) fn wasm_dis(&self) -> PathBuf {
        self.modules.join("binaryen/bin/wasm-dis")
    }

    /// What makes a module of such text.
    pub(crate) fn wasm_as(&self) -> PathBuf {
        self.modules.join("binaryen/bin/wasm-as")
    }

    /// The minifier.
    pub(crate) fn esbuild(&self) -> Run {
        self.node().arg(self.modules.join("esbuild/bin/esbuild"))
    }
}

/// The folder `node_modules` with the packages of a list; installed once for each state of its lock file.
pub(super) fn modules(cache: &Cache, list: &Path) -> Result<PathBuf> {
    let name = list.file_name().unwrap_or_default().display();
    let lock = fs_err::read(list.join("package-lock.json"))?;
    // What npm writes last.
    let proof = "node_modules/.package-lock.json";
    let id = format!("npm-{name}-{}", hash::short(&lock));
    let folder = cache.tool(&id, proof, |folder| install(list, folder))?;
    Ok(folder.join("node_modules"))
}

fn install(list: &Path, folder: &Path) -> Result<()> {
    for name in [".npmrc", "package.json", "package-lock.json"] {
        files::write(&folder.join(name), fs_err::read(list.join(name))?)?;
    }
    let npm = path::find("npm").context("npm is not on PATH")?;
    Run::new(npm)
        .arg("ci")
        .dir(folder)
        .limit(Duration::from_secs(120))
        .run()
        .with_context(|| {
            let list = list.display();
            format!(
                "npm could not install the packages of {list}: is there a network connection? `npm ci --prefix {list}` \
                 shows more"
            )
        })
}

fn node() -> Option<PathBuf> {
    path::find("node").or_else(|| path::find("nodejs"))
}
