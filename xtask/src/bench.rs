//! `cargo xtask bench`: how fast the form is, beside other forms in the same run. Times depend on the machine, so they
//! are printed and never tested.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Result, ensure};

use crate::dist;
use crate::files;
use crate::process::Run;
use crate::progress::Progress;
use crate::project::Project;
use crate::setup::{NodeTools, Setup, Tool};

/// The forms to compare with, each a file of `tests/system/benches/speed/peers`.
const PEERS: [&str; 3] = ["checklist", "material", "supabase"];

/// Runs the task.
pub(crate) fn run(project: &Project, args: &[String]) -> Result<ExitCode> {
    ensure!(args.is_empty(), "`cargo xtask bench` takes no argument");
    let mut progress = Progress::default();
    let setup = Setup::new(project)?;
    progress.step("Set up", || {
        use Tool::{Browser, NodeTools, Peers, WasmBindgen, WasmTarget};
        setup.provide(&[NodeTools, Browser, WasmTarget, WasmBindgen, Peers])
    })?;
    let (node, browser) = (setup.node_tools()?, setup.browser()?);
    dist::build(project, &setup, Some(&node), &mut progress)?;
    let peers = progress.step("Bundle the other forms", || {
        bundle(project, &node, &setup.peers()?)
    })?;
    progress.step("Measure", || {
        Run::cargo()
            // What is measured is in the browser; the rest need not be compiled anew for it.
            .line("bench --package system-tests --bench speed --profile dev")
            .dir(&project.root)
            .env("MAILBOX_PASSWORD_DIST", project.dist())
            .env("PEERS", &peers)
            .env("CHROMEDRIVER", &browser.driver)
            .env("CHROMIUM", &browser.chromium)
            .run()
    })?;
    progress.summary();
    Ok(ExitCode::SUCCESS)
}

/// Bundles, minifies and compresses each as its authors would for production, and says where they are.
fn bundle(project: &Project, node: &NodeTools, modules: &Path) -> Result<PathBuf> {
    let folder = project.scratch("peers");
    files::create_empty_folder(&folder)?;
    let sources = project.path("tests/system/benches/speed/peers");
    for peer in PEERS {
        // One React for all: a package that would bring an older one gets this, too.
        let alias = |name: &str| format!("--alias:{name}={}", modules.join(name).display());
        node.esbuild()
            .arg(sources.join(format!("{peer}.jsx")))
            .line("--bundle --minify --format=esm --target=es2022 --jsx=automatic --log-level=warning")
            .arg("--define:process.env.NODE_ENV=\"production\"")
            .args([alias("react"), alias("react-dom")])
            .arg(format!("--outfile={}/{peer}.js", folder.display()))
            .env("NODE_PATH", modules)
            .output()?;
    }
    dist::compress(node, &folder)?;
    Ok(folder)
}
