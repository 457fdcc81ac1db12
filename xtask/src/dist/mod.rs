//! `cargo xtask dist`: writes what an integrator deploys.

mod bundle;
mod compress;
mod json;
mod manifest;
mod minify;
mod parts;
mod prose;
mod sizes;
mod skeleton;
mod table;
mod unused_exports;
mod widget;
pub(crate) mod words;

use std::process::ExitCode;

use anyhow::{Result, bail};

use bundle::Bundle;
pub(crate) use compress::folder as compress;
pub(crate) use parts::data_stem;
pub(crate) use sizes::Sizes;
pub(crate) use table::addresses;

use crate::progress::Progress;
use crate::project::Project;
use crate::setup::{NodeTools, Setup, Tool};
use crate::{files, lock, markers};

/// Runs the task.
pub(crate) fn run(project: &Project, args: &[String]) -> Result<ExitCode> {
    let readme = match args {
        [] => false,
        [flag] if flag == "--readme" => true,
        _ => bail!("`cargo xtask dist` takes no argument but --readme"),
    };
    let mut progress = Progress::default();
    let setup = Setup::new(project)?;
    let node = progress.step("Set up", || {
        setup.provide(&[Tool::NodeTools, Tool::WasmTarget, Tool::WasmBindgen])?;
        setup.node_tools()
    })?;
    let sizes = build(project, &setup, Some(&node), &mut progress)?;
    progress.summary();
    println!("==> Sizes");
    if let Some(sizes) = sizes {
        if readme {
            update_readme(project, &sizes)?;
        }
        sizes.gate()?;
    }
    println!("dist/ is ready: version {}", project.version);
    Ok(ExitCode::SUCCESS)
}

/// Builds everything into `dist/`. Without the tools that run on node, the files are larger and not compressed, and
/// there are no sizes.
pub(crate) fn build(
    project: &Project,
    setup: &Setup,
    node: Option<&NodeTools>,
    progress: &mut Progress,
) -> Result<Option<Sizes>> {
    let _lock = lock::hold(&project.scratch("dist.lock"), "building dist/")?;
    let wasm_bindgen = setup.wasm_bindgen()?;
    progress.step("Compile the element to WebAssembly", || {
        widget::compile(project, node.is_some())
    })?;
    let built = progress.step("Bind and optimise the element", || {
        widget::bind(project, &wasm_bindgen, node)
    })?;
    progress.step("Write dist/", || {
        let mut bundle = Bundle::new(project.scratch("dist-new"))?;
        let named = parts::add_all(&mut bundle, project, node, &built)?;
        let measure = |node| {
            let compressed = compress(node, bundle.folder())?;
            let bare = compress(node, &project.scratch(parts::BARE))?;
            Sizes::new(&bundle, &named.first_load, &compressed, &bare)
        };
        let sizes = node.map(measure).transpose()?;
        let manifest = manifest::json(&bundle, &project.version, &named, sizes.as_ref());
        let path = bundle.folder().join("integrity.json");
        files::write(&path, format!("{manifest:#}\n"))?;
        replace(project, &bundle)?;
        Ok(sizes)
    })
}

/// Replaces the old folder by the finished one.
fn replace(project: &Project, bundle: &Bundle) -> Result<()> {
    let old = project.scratch("dist-old");
    files::remove_folder(&old)?;
    if project.dist().exists() {
        files::move_folder(&project.dist(), &old)?;
    }
    files::move_folder(bundle.folder(), &project.dist())?;
    files::remove_folder(&old)
}

/// Brings the README's table of sizes up to date.
fn update_readme(project: &Project, sizes: &Sizes) -> Result<()> {
    let path = project.path("README.md");
    let markers = ["<!-- sizes:begin -->\n", "<!-- sizes:end -->"];
    let text = markers::replace(
        "README.md",
        &fs_err::read_to_string(&path)?,
        markers,
        &sizes.table(),
    )?;
    files::write(&path, text)
}
