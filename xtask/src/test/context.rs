//! What the steps share: the tools, and what earlier steps built.

use std::path::PathBuf;

use super::need::Need;
use crate::dist::Sizes;
use crate::failure::{Failure, Result};
use crate::files;
use crate::project::Project;
use crate::setup::{Browser, NodeTools, Program, Setup};

/// Set up for the chosen steps.
pub(super) struct Context<'a> {
    /// This repository.
    pub(super) project: &'a Project,
    /// Finds tools that are installed by now.
    pub(super) setup: Setup,
    /// Part of the names of the tests to run.
    pub(super) filter: Option<String>,
    /// The sizes of what the step `dist` built.
    pub(super) sizes: Option<Sizes>,
    /// For what browsers leave behind.
    pub(super) temporary: PathBuf,
    node: Option<NodeTools>,
    browser: Option<Browser>,
    axe: Option<PathBuf>,
}

impl<'a> Context<'a> {
    /// Gets every tool that the chosen steps need, before the first step runs.
    pub(super) fn new(
        project: &'a Project,
        needs: &[Need],
        filter: Option<String>,
    ) -> Result<Self> {
        let setup = Setup::new(project)?;
        let needed = |need| needs.contains(&need);
        let programs = [
            (needed(Need::Node) || needed(Need::Axe), Program::Node),
            (needed(Need::Browser), Program::Browser),
            (needed(Need::Curl), Program::Curl),
        ];
        let programs: Vec<_> = programs
            .into_iter()
            .filter_map(|(wanted, program)| wanted.then_some(program))
            .collect();
        setup.programs(&programs)?;
        if needed(Need::Lints) {
            setup.lints()?;
        }
        if needed(Need::WasmTarget) {
            setup.wasm_target()?;
        }
        let node = needed(Need::Node).then(|| setup.node_tools()).transpose()?;
        let axe = needed(Need::Axe).then(|| setup.axe()).transpose()?;
        let browser = needed(Need::Browser).then(|| setup.browser()).transpose()?;
        if needed(Need::WasmBindgen) {
            setup.wasm_bindgen()?;
        }
        if needed(Need::Trunk) {
            setup.trunk()?;
        }
        // Not below the target folder: browsers put sockets there, whose paths must be short.
        let temporary =
            std::env::temp_dir().join(format!("mailbox-password-test-{}", std::process::id()));
        files::create_empty_folder(&temporary)?;
        Ok(Self {
            project,
            setup,
            filter,
            sizes: None,
            temporary,
            node,
            browser,
            axe,
        })
    }

    /// wasm-opt and esbuild.
    pub(super) fn node(&self) -> Result<&NodeTools> {
        self.node.as_ref().ok_or_else(|| not_set_up("node"))
    }

    /// The browser and its driver.
    pub(super) fn browser(&self) -> Result<&Browser> {
        self.browser.as_ref().ok_or_else(|| not_set_up("browser"))
    }

    /// The script of axe-core.
    pub(super) fn axe(&self) -> Result<&PathBuf> {
        self.axe.as_ref().ok_or_else(|| not_set_up("axe"))
    }
}

impl Drop for Context<'_> {
    fn drop(&mut self) {
        // A browser that is still closing may hold a file; the system clears its temporary folder anyway.
        let _ = files::remove_folder(&self.temporary);
    }
}

fn not_set_up(tool: &str) -> Failure {
    Failure::new(format!(
        "{tool} was not set up: the step must name it among its needs"
    ))
}
