//! Writes .br and .gz beside every file, so that a plain static server can send them.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result};

use crate::setup::NodeTools;

/// Node has both compressions built in, at full speed.
const SCRIPT: &str = include_str!("compress.mjs");

/// The lengths of each file's gzip and brotli.
pub(crate) type Compressed = BTreeMap<String, (u64, u64)>;

/// Compresses every file of the folder at the highest levels.
pub(crate) fn folder(node: &NodeTools, folder: &Path) -> Result<Compressed> {
    let run = node
        .node()
        .args(["--input-type=module", "--eval", SCRIPT, "--"]);
    let sizes = run.arg(folder).output()?;
    serde_json::from_str(&sizes).context("reading the sizes of the compressed files")
}
