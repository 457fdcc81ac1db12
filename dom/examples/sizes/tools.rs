//! The programs that make a module small, and where they are.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{env, fs};

use crate::Result;

/// What is needed, found.
pub(crate) struct Tools {
    /// The folder of the workspace.
    pub(crate) root: PathBuf,
    /// Where cargo builds.
    pub(crate) target: PathBuf,
    pub(crate) cargo: PathBuf,
    pub(crate) node: PathBuf,
    pub(crate) wasm_bindgen: PathBuf,
    pub(crate) wasm_opt: Option<PathBuf>,
}

impl Tools {
    pub(crate) fn find() -> Result<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"))
            .parent()
            .ok_or("the crate is in no workspace")?
            .to_owned();
        let target = env::var_os("CARGO_TARGET_DIR")
            .map_or_else(|| root.join("target"), |folder| root.join(folder));
        let lock = fs::read_to_string(root.join("Cargo.lock"))?;
        let version = locked_version(&lock).ok_or("Cargo.lock has no wasm-bindgen")?;
        let wasm_bindgen = find("wasm-bindgen", &format!("wasm-bindgen-cli-{version}/bin"))
            .ok_or_else(|| format!("wasm-bindgen was not found: run `cargo xtask demo` once, or `cargo install wasm-bindgen-cli --version {version}`"))?;
        let wasm_opt = find("wasm-opt", "binaryen-132.0.0/node_modules/.bin");
        if wasm_opt.is_none() {
            eprintln!("wasm-opt was not found: the modules stay larger than they have to be");
        }
        Ok(Self {
            root,
            target,
            cargo: env::var_os("CARGO").map_or_else(|| "cargo".into(), PathBuf::from),
            node: find("node", "").ok_or("Node.js was not found: install it")?,
            wasm_bindgen,
            wasm_opt,
        })
    }
}

/// Runs a program and returns what it prints.
pub(crate) fn run(command: &mut Command) -> Result<String> {
    let output = command.stderr(Stdio::inherit()).output()?;
    if output.status.success() {
        Ok(String::from_utf8(output.stdout)?)
    } else {
        Err(format!("{:?} failed", command.get_program()).into())
    }
}

/// A program in the folder of tools, else on PATH.
fn find(name: &str, folder: &str) -> Option<PathBuf> {
    let name = format!("{name}{}", env::consts::EXE_SUFFIX);
    let cached = cache().map(|cache| cache.join(folder));
    let path = env::var_os("PATH").unwrap_or_default();
    cached
        .into_iter()
        .chain(env::split_paths(&path))
        .map(|folder| folder.join(&name))
        .find(|program| program.is_file())
}

/// Where `cargo xtask` keeps its tools.
fn cache() -> Option<PathBuf> {
    let variable = |name| env::var_os(name).map(PathBuf::from);
    variable("MAILBOX_PASSWORD_CACHE")
        .or_else(|| variable("XDG_CACHE_HOME").map(|base| base.join("mailbox-password")))
        .or_else(|| variable("HOME").map(|home| home.join(".cache/mailbox-password")))
        .map(|cache| cache.join("tools"))
}

/// The version of wasm-bindgen in a Cargo.lock.
fn locked_version(lock: &str) -> Option<&str> {
    let (_, entry) = lock.split_once("name = \"wasm-bindgen\"\nversion = \"")?;
    entry.split_once('"').map(|(version, _)| version)
}
