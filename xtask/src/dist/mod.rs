//! `cargo xtask dist`: writes what an integrator deploys.

mod bundle;
mod compress;
mod json;
mod minify;
mod parts;
mod prose;
mod readme;
mod sizes;
mod table;
mod unused_exports;
mod widget;
pub(crate) mod words;

use std::process::ExitCode;

use bundle::Bundle;
pub(crate) use compress::folder as compress;
pub(crate) use parts::data_stem;
pub(crate) use sizes::Sizes;
pub(crate) use table::addresses;

use crate::failure::{Failure, Result};
use crate::files;
use crate::lock;
use crate::progress::Progress;
use crate::project::Project;
use crate::setup::{NodeTools, Program, Setup};

/// Runs the task.
pub(crate) fn run(project: &Project, args: &[String]) -> Result<ExitCode> {
    let readme = match args {
        [] => false,
        [flag] if flag == "--readme" => true,
        _ => {
            return Err(Failure::new(
                "`cargo xtask dist` takes no argument but --readme",
            ));
        }
    };
    let mut progress = Progress::default();
    let setup = Setup::new(project)?;
    let node = progress.step("Set up", || {
        setup.programs(&[Program::Node])?;
        setup.wasm_target()?;
        setup.wasm_bindgen()?;
        setup.node_tools()
    })?;
    let sizes = build(project, &setup, Some(&node), &mut progress)?;
    println!("==> Sizes");
    if readme {
        readme::update(&project.path("README.md"), &sizes)?;
    }
    let gate = sizes.gate();
    progress.summary();
    gate?;
    println!("dist/ is ready: version {}", project.version);
    Ok(ExitCode::SUCCESS)
}

/// Builds everything into `dist/`. Without the tools that run on node, the files are larger and not compressed.
pub(crate) fn build(
    project: &Project,
    setup: &Setup,
    node: Option<&NodeTools>,
    progress: &mut Progress,
) -> Result<Sizes> {
    let _lock = lock::hold(&project.scratch("dist.lock"), "building dist/")?;
    let wasm_bindgen = setup.wasm_bindgen()?;
    progress.step("Compile the element to WebAssembly", || {
        widget::compile(project)
    })?;
    let built = progress.step("Bind and optimise the element", || {
        widget::bind(project, &wasm_bindgen, node)
    })?;
    progress.step("Write dist/", || {
        let staging = project.scratch("dist-new");
        let mut bundle = Bundle::new(&staging)?;
        let first_load = parts::add_all(&mut bundle, project, node, &built)?;
        let compressed = node.map(|node| compress(node, &staging)).transpose()?;
        let sizes = Sizes::new(&bundle, &first_load, compressed.as_ref())?;
        bundle.write_manifest(project, &first_load, &sizes)?;
        replace(project, &staging)?;
        Ok(sizes)
    })
}

/// Puts the finished folder in the place of the old one.
fn replace(project: &Project, staging: &std::path::Path) -> Result<()> {
    let old = project.scratch("dist-old");
    files::remove_folder(&old)?;
    if project.dist().exists() {
        files::move_folder(&project.dist(), &old)?;
    }
    files::move_folder(staging, &project.dist())?;
    files::remove_folder(&old)
}
