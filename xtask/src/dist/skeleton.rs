//! The skeleton as HTML, for pages that bring it themselves.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result};

use super::bundle::Bundle;
use crate::files;
use crate::setup::NodeTools;

/// It reads the table from which the element draws.
const SCRIPT: &str = include_str!("skeleton.mjs");

/// Adds a file for each mode and language. `scripts` is the folder with the scripts of embed/, words filled in.
pub(super) fn add(bundle: &mut Bundle, node: &NodeTools, scripts: &Path) -> Result<()> {
    files::write(&scripts.join("package.json"), r#"{"type":"module"}"#)?;
    let run = node
        .node()
        .args(["--input-type=module", "--eval", SCRIPT, "--"]);
    let files = run.arg(scripts).output()?;
    let files: BTreeMap<String, String> =
        serde_json::from_str(&files).context("reading the skeletons")?;
    for (name, html) in files {
        bundle.add(&format!("skeleton/{name}.html"), html.as_bytes())?;
    }
    Ok(())
}
