//! What the steps share: the tools, and what earlier steps built.

use std::path::PathBuf;

use anyhow::Result;

use crate::dist::Sizes;
use crate::files;
use crate::project::Project;
use crate::setup::Setup;

/// For the chosen steps.
pub(super) struct Context<'a> {
    /// This repository.
    pub(super) project: &'a Project,
    /// Finds the tools, which are there by now.
    pub(super) setup: &'a Setup,
    /// Part of the names of the tests to run.
    pub(super) filter: Option<String>,
    /// Whether the table of faults is played in its long form.
    pub(super) all_faults: bool,
    /// The sizes of what the step `dist` built.
    pub(super) sizes: Option<Sizes>,
    /// For what browsers leave behind.
    pub(super) temporary: PathBuf,
}

impl<'a> Context<'a> {
    /// With an empty temporary folder.
    pub(super) fn new(
        project: &'a Project,
        setup: &'a Setup,
        filter: Option<String>,
        all_faults: bool,
    ) -> Result<Self> {
        // Not below the target folder: browsers put sockets there, whose paths must be short.
        let temporary =
            std::env::temp_dir().join(format!("mailbox-password-test-{}", std::process::id()));
        files::create_empty_folder(&temporary)?;
        Ok(Self {
            project,
            setup,
            filter,
            all_faults,
            sizes: None,
            temporary,
        })
    }
}

impl Drop for Context<'_> {
    fn drop(&mut self) {
        // A browser that is still closing may hold a file; the system clears its temporary folder anyway.
        let _ = files::remove_folder(&self.temporary);
    }
}
