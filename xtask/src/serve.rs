//! `cargo xtask serve`: the development page, rebuilt whenever a file changes.

use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Result, ensure};

use crate::dist;
use crate::process::{Run, path};
use crate::progress::Progress;
use crate::project::Project;
use crate::setup::{Setup, Tool};

/// Runs the task. Returns only if something fails: in the end Trunk replaces this program.
pub(crate) fn run(project: &Project, args: &[String]) -> Result<ExitCode> {
    let setup = Setup::new(project)?;
    Progress::default().step("Set up", || {
        setup.provide(&[Tool::WasmTarget, Tool::WasmBindgen, Tool::Trunk])
    })?;
    let trunk = trunk(&setup)?.arg("serve").args(args);
    Err(trunk.dir(&project.root).replace())
}

/// Builds the development page once, into a folder of its own, and checks that element.js will find its files there.
pub(crate) fn build_once(project: &Project, setup: &Setup) -> Result<()> {
    let folder = project.scratch("development-page");
    trunk(setup)?
        .args(["build", "--dist"])
        .arg(&folder)
        .dir(&project.root)
        .run()?;
    let [loader, style] = ["embed/loader.js", "embed/style.js"].map(|script| project.path(script));
    let (loader, style) = (
        fs_err::read_to_string(loader)?,
        fs_err::read_to_string(style)?,
    );
    let missing: Vec<_> = [&loader, &style]
        .into_iter()
        .flat_map(|script| dist::addresses(script))
        .filter(|address| !folder.join(address).is_file())
        .collect();
    ensure!(
        missing.is_empty(),
        "embed/loader.js or embed/style.js names files that the development page does not hold: {}. Have index.html copy them, or name \
         them as they are in {}",
        missing.join(", "),
        folder.display()
    );
    Ok(())
}

/// Trunk, with wasm-bindgen where it looks for it.
fn trunk(setup: &Setup) -> Result<Run> {
    let tools = [setup.trunk()?, setup.wasm_bindgen()?];
    // Trunk reads this variable as an option that must be `true` or `false`.
    let plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    Ok(Run::new(tools[0].join("trunk"))
        .env("PATH", path::with(&tools)?)
        .env("NO_COLOR", plain.to_string())
        .limit(Duration::from_secs(20 * 60)))
}
