//! `cargo xtask serve`: the development page, rebuilt whenever a file changes.

use std::process::ExitCode;
use std::time::Duration;

use crate::dist;
use crate::failure::{Failure, Result};
use crate::files;
use crate::process::{Run, path_with};
use crate::progress::Progress;
use crate::project::Project;
use crate::setup::Setup;

/// Runs the task. Returns only if something fails: in the end Trunk takes this program's place.
pub(crate) fn run(project: &Project, args: &[String]) -> Result<ExitCode> {
    let trunk = Progress::default().step("Set up", || trunk(&Setup::new(project)?))?;
    Err(trunk.arg("serve").args(args).dir(&project.root).replace())
}

/// Builds the development page once, into a folder of its own, and checks that element.js will find its files there.
pub(crate) fn build_once(project: &Project, setup: &Setup) -> Result<()> {
    let folder = project.scratch("development-page");
    trunk(setup)?
        .args(["build", "--dist"])
        .arg(&folder)
        .dir(&project.root)
        .limit(Duration::from_secs(20 * 60))
        .run()?;
    let element = files::read_text(&project.path("embed/element.js"))?;
    let missing: Vec<_> = dist::addresses(&element)
        .into_iter()
        .filter(|address| !folder.join(address).is_file())
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    Err(Failure::new(format!(
        "embed/element.js names files that the development page does not hold: {}. Have index.html copy them, or name \
         them as they are in {}",
        missing.join(", "),
        folder.display()
    )))
}

/// Trunk, with wasm-bindgen where it looks for it.
fn trunk(setup: &Setup) -> Result<Run> {
    setup.wasm_target()?;
    let tools = [setup.trunk()?, setup.wasm_bindgen()?];
    let run = Run::new(tools[0].join("trunk")).env("PATH", path_with(&tools)?);
    // Trunk takes this variable for an option that must be `true` or `false`.
    let plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    Ok(run.env("NO_COLOR", if plain { "true" } else { "false" }))
}
