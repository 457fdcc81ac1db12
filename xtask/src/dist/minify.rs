//! Minifies scripts and style sheets with esbuild.

use std::path::Path;

use anyhow::Result;

use crate::files;
use crate::project::Project;
use crate::setup::NodeTools;

/// The minified text; without tools, the text as it is. `name` decides what it is by its ending.
pub(super) fn text(
    project: &Project,
    node: Option<&NodeTools>,
    name: &str,
    source: &str,
) -> Result<String> {
    let Some(node) = node else {
        return Ok(source.to_owned());
    };
    let folder = project.scratch("minify");
    let (input, output) = (folder.join("in").join(name), folder.join("out").join(name));
    files::write(&input, source)?;
    node.esbuild()
        .line("--bundle=false --minify --tree-shaking=true --target=es2022 --charset=utf8 --log-level=warning")
        .arg(format!("--outfile={}", output.display()))
        .arg(&input)
        .output()?;
    Ok(fs_err::read_to_string(&output)?)
}

/// A script with all that it imports in it, minified.
pub(super) fn bundle(project: &Project, node: &NodeTools, entry: &Path) -> Result<String> {
    let output = project.scratch("minify").join("bundle.js");
    node.esbuild()
        .line("--bundle --format=esm --minify --target=es2022 --charset=utf8 --log-level=warning")
        .arg(format!("--outfile={}", output.display()))
        .arg(entry)
        .output()?;
    Ok(fs_err::read_to_string(output)?)
}
