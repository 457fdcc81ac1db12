//! Host pages of other frameworks, bundled for the system tests.

use std::path::PathBuf;

use anyhow::Result;

use super::context::Context;
use crate::files;

/// Bundles the host page in React, with React's own checks, and returns the script.
pub(super) fn react(context: &Context<'_>) -> Result<PathBuf> {
    let modules = context.setup.hosts()?;
    let folder = context.project.scratch("hosts");
    files::create_empty_folder(&folder)?;
    let page = "tests/system/tests/hosts/react/page.jsx";
    let script = folder.join("react.js");
    let node = context.setup.node_tools()?;
    node.esbuild()
        .arg(context.project.path(page))
        .line("--bundle --format=esm --target=es2022 --jsx=automatic --log-level=warning")
        .arg("--define:process.env.NODE_ENV=\"development\"")
        .arg(format!("--outfile={}", script.display()))
        .env("NODE_PATH", modules)
        .output()?;
    Ok(script)
}
