//! An agent that follows a mail server's log and tells a panel of devices.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;

use crate::mail_server::MailServer;
use crate::process::Process;

/// How an agent is started.
#[derive(Debug)]
pub struct EvidenceAgent {
    /// The panel's program.
    pub program: PathBuf,
    /// The panel's URL.
    pub panel: String,
    /// The file that moves the panel's clock.
    pub clock: PathBuf,
    /// The agent's own folder, with the file `secret`.
    pub folder: PathBuf,
}

/// An agent that runs. It is killed when dropped.
#[derive(Debug)]
pub struct RunningAgent {
    _process: Process,
}

impl EvidenceAgent {
    /// The secret that agent and panel share. It is no secret: whoever can run this can read it here.
    pub const SECRET: &str = "fedcba9876543210fedcba9876543210";

    /// The file with it.
    ///
    /// # Errors
    /// The folder cannot be written.
    pub fn secret_file(folder: &Path) -> Result<PathBuf> {
        let file = folder.join("secret");
        fs_err::write(&file, Self::SECRET)?;
        Ok(file)
    }

    /// Starts it on a mail server's log, from where it was.
    ///
    /// # Panics
    /// If the program does not start.
    #[must_use]
    pub fn start(&self, server: &MailServer) -> RunningAgent {
        self.start_on(&[("dovecot", server.log())])
    }

    /// The same on logs of these formats.
    ///
    /// # Panics
    /// If the program does not start.
    #[must_use]
    #[expect(clippy::expect_used, reason = "a test cannot go on")]
    pub fn start_on(&self, logs: &[(&str, &Path)]) -> RunningAgent {
        let process = self.try_start(logs).expect("the agent starts");
        RunningAgent { _process: process }
    }

    fn try_start(&self, logs: &[(&str, &Path)]) -> Result<Process> {
        let mut command = Command::new(&self.program);
        command
            .arg("evidence")
            .args(["--evidence-panel", &self.panel, "--evidence-name", "mail"])
            .arg("--evidence-secret-file")
            .arg(Self::secret_file(&self.folder)?)
            .arg("--evidence-state")
            .arg(self.folder.join("state"))
            .arg("--clock-file")
            .arg(&self.clock);
        for (format, log) in logs {
            command
                .arg("--evidence-source")
                .arg(format!("{format} => {}", log.display()));
        }
        Process::start(&mut command, &self.folder.join("agent.log"))
    }
}
