//! The forms that the benchmark compares with.

use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::dist;
use crate::files;
use crate::project::Project;
use crate::setup::NodeTools;

/// Each is a file of `tests/system/benches/speed/peers`.
const PEERS: [&str; 5] = [
    "amplify",
    "amplify-alone",
    "checklist",
    "material",
    "supabase",
];
/// The one whose client is left out.
const WITHOUT_CLIENT: &str = "amplify-alone";
/// The modules of the client, and what stands in their place.
const CLIENT: [&str; 7] = [
    "@aws-amplify/core",
    "@aws-amplify/core/internals/utils",
    "aws-amplify",
    "aws-amplify/auth",
    "aws-amplify/internals/utils",
    "aws-amplify/storage",
    "aws-amplify/utils",
];
const NO_CLIENT: &str = "no-client.js";

/// Bundles, minifies and compresses each as its authors would for production, and returns the folder with them.
pub(super) fn bundle(project: &Project, node: &NodeTools, modules: &Path) -> Result<PathBuf> {
    let folder = project.scratch("peers");
    files::create_empty_folder(&folder)?;
    let sources = project.path("tests/system/benches/speed/peers");
    for peer in PEERS {
        // One React for all: a package that would bring an older one gets this, too.
        let react = ["react", "react-dom"].map(|name| alias(name, &modules.join(name)));
        let no_client = CLIENT.map(|name| alias(name, &sources.join(NO_CLIENT)));
        let no_client = no_client.iter().filter(|_| peer == WITHOUT_CLIENT);
        node.esbuild()
            .arg(sources.join(format!("{peer}.jsx")))
            .line("--bundle --minify --format=esm --target=es2022 --jsx=automatic --log-level=warning")
            .arg("--define:process.env.NODE_ENV=\"production\"")
            .args(react)
            .args(no_client)
            .arg(format!("--outfile={}/{peer}.js", folder.display()))
            .env("NODE_PATH", modules)
            .output()?;
    }
    dist::compress(node, &folder)?;
    Ok(folder)
}

/// Whoever imports this gets that.
fn alias(name: &str, path: &Path) -> String {
    format!("--alias:{name}={}", path.display())
}
