//! Programs that run until they are ended.

use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};

use anyhow::{Context, Result, bail};

use crate::program::run;
use crate::wait::block_until;

/// A running program. It is killed when dropped.
#[derive(Debug)]
pub(crate) struct Process {
    child: Child,
}

impl Process {
    /// Starts a program; what it writes goes to this file. Its standard input is a pipe that ends with this process, by
    /// which Samba notices that it is to end too.
    pub(crate) fn start(command: &mut Command, log: &Path) -> Result<Self> {
        let name = command.get_program().to_string_lossy().into_owned();
        let log: std::fs::File = fs_err::File::options()
            .create(true)
            .append(true)
            .open(log)?
            .into();
        let child = command
            .stdin(Stdio::piped())
            .stdout(log.try_clone()?)
            .stderr(log)
            .spawn()
            .with_context(|| format!("starting {name}"))?;
        Ok(Self { child })
    }

    /// Its exit status, if it has ended.
    pub(crate) fn ended(&mut self) -> Result<Option<ExitStatus>> {
        Ok(self.child.try_wait()?)
    }

    /// Sends it a signal, as in `STOP`.
    pub(crate) fn signal(&self, signal: &str) -> Result<()> {
        let id = self.child.id().to_string();
        run(Command::new("kill").args([&format!("-{signal}"), &id])).map(drop)
    }

    /// Asks it to end, and waits.
    pub(crate) fn stop(&mut self) -> Result<()> {
        if self.ended()?.is_none() {
            self.signal("TERM")?;
        }
        block_until("the end of a program", || self.ended()).map(drop)
    }

    /// Ends it at once, as a power cut would.
    pub(crate) fn kill(&mut self) -> Result<()> {
        self.child.kill()?;
        self.child.wait()?;
        Ok(())
    }

    /// Waits until `ready` says so. If the program ends instead, the error has its log.
    pub(crate) fn wait_until_ready(
        &mut self,
        what: &str,
        log: &Path,
        mut ready: impl FnMut() -> bool,
    ) -> Result<()> {
        block_until(what, || {
            if let Some(status) = self.ended()? {
                let log = fs_err::read_to_string(log)?;
                bail!("it ended ({status}) instead of {what}:\n{log}");
            }
            Ok(ready().then_some(()))
        })
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.kill();
    }
}
