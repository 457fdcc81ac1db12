//! `cargo xtask serve`: the development page, rebuilt whenever a file changes.

use std::process::ExitCode;
use std::time::Duration;

use crate::failure::Result;
use crate::process::{Run, path_with};
use crate::progress::Progress;
use crate::project::Project;
use crate::setup::Setup;

/// Runs the task. Returns only if something fails: in the end Trunk takes this program's place.
pub(crate) fn run(project: &Project, args: &[String]) -> Result<ExitCode> {
    let trunk = Progress::default().step("Set up", || trunk(&Setup::new(project)?))?;
    Err(trunk.arg("serve").args(args).dir(&project.root).replace())
}

/// Builds the development page once, into a folder of its own.
pub(crate) fn build_once(project: &Project, setup: &Setup) -> Result<()> {
    trunk(setup)?
        .args(["build", "--dist"])
        .arg(project.scratch("development-page"))
        .dir(&project.root)
        .limit(Duration::from_secs(20 * 60))
        .run()
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
