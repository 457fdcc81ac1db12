//! Tools that npm installs, each in a folder of its own and without running install scripts.

use std::path::{Path, PathBuf};
use std::time::Duration;

use sha2::{Digest, Sha256};

use super::cache::Cache;
use super::system_packages::Packages;
use super::versions;
use crate::failure::{Failure, Result};
use crate::process::{Run, find_on_path};

/// Node with npm.
pub(super) const NODE: Packages = Packages {
    what: "Node.js with npm",
    debian: &["nodejs", "npm"],
    otherwise: "",
};

/// The tools that make a deployment small, and the node that runs them.
pub(crate) struct NodeTools {
    node: PathBuf,
    wasm_opt: PathBuf,
    esbuild: PathBuf,
}

impl NodeTools {
    /// A program of our own for node.
    pub(crate) fn node(&self) -> Run {
        Run::new(&self.node)
    }

    /// The optimiser for WebAssembly.
    pub(crate) fn wasm_opt(&self) -> Run {
        Run::new(&self.node).arg(&self.wasm_opt)
    }

    /// What finds the parts of a module that nothing outside reaches; it stands beside the optimiser.
    pub(crate) fn wasm_metadce(&self) -> PathBuf {
        self.wasm_opt.with_file_name("wasm-metadce")
    }

    /// The minifier.
    pub(crate) fn esbuild(&self) -> Run {
        Run::new(&self.node).arg(&self.esbuild)
    }
}

/// wasm-opt and esbuild.
pub(super) fn tools(cache: &Cache) -> Result<NodeTools> {
    let node = node()?;
    let wasm_opt = package(
        cache,
        "binaryen",
        versions::BINARYEN,
        "node_modules/binaryen/bin/wasm-opt",
    )?;
    let esbuild = package(
        cache,
        "esbuild",
        versions::ESBUILD,
        "node_modules/esbuild/bin/esbuild",
    )?;
    Ok(NodeTools {
        node,
        wasm_opt,
        esbuild,
    })
}

/// The script of axe-core.
pub(super) fn axe(cache: &Cache) -> Result<PathBuf> {
    node()?;
    package(
        cache,
        "axe-core",
        versions::AXE_CORE,
        "node_modules/axe-core/axe.min.js",
    )
}

/// The folder `node_modules` with what the benchmark compares with.
pub(super) fn peers(cache: &Cache) -> Result<PathBuf> {
    node()?;
    let proof = "node_modules/@supabase/auth-ui-shared/package.json";
    // Another list is another folder.
    let version: String = Sha256::digest(versions::PEERS.join(" "))
        .iter()
        .take(4)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let folder = cache.tool("benchmark-peers", &version, proof, |folder| {
        install(versions::PEERS, folder)
    })?;
    Ok(folder.join("node_modules"))
}

/// Whether node and npm are there.
pub(super) fn has_node() -> bool {
    node().is_ok()
}

/// Node, if npm is there too.
fn node() -> Result<PathBuf> {
    find_on_path("npm")
        .and_then(|_| find_on_path("node").or_else(|| find_on_path("nodejs")))
        .ok_or_else(|| Failure::new("Node.js with npm is not on PATH"))
}

/// The file `proof` of a package.
fn package(cache: &Cache, name: &str, version: &str, proof: &str) -> Result<PathBuf> {
    let folder = cache.tool(name, version, proof, |folder| {
        install(&[&format!("{name}@{version}")], folder)
    })?;
    Ok(folder.join(proof))
}

fn install(packages: &[&str], folder: &Path) -> Result<()> {
    let npm = find_on_path("npm").ok_or_else(|| Failure::new("npm is not on PATH"))?;
    Run::new(npm)
        .args([
            "install",
            "--ignore-scripts",
            "--no-save",
            "--no-audit",
            "--no-fund",
            // One of the benchmark's asks for an older React than it works with.
            "--legacy-peer-deps",
            "--loglevel=error",
            // A registry that does not answer is not asked for minutes.
            "--fetch-retries=1",
            "--fetch-retry-mintimeout=1000",
            "--fetch-timeout=15000",
            "--prefix",
        ])
        .arg(folder)
        .args(packages)
        .dir(folder)
        .limit(Duration::from_secs(120))
        .fetch()
        .map_err(|cause| {
            Failure::new(format!(
                "from npm this could not be had: {} ({cause}). Is there a network connection? `npm view {}` shows it",
                packages.join(", "),
                packages[0]
            ))
        })
}
