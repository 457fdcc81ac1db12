use std::io;
use std::process::{Child, ChildStdout, Command, ExitStatus, Stdio};
use std::{ffi::OsStr, os::unix::process::CommandExt};

/// Starts a program together with a shell, which waits until a pipe that only this process holds is closed, and then
/// kills the whole process group.
const LEAD: &str =
    "exec 3<&0; { read -r _ <&3; kill -KILL 0; } >&- 2>&- & exec \"$@\" 3<&- </dev/null";

/// A program and its child processes. All of them are killed when this is dropped, and also when the tests end without
/// dropping it: after Ctrl-C, or because it is kept in a static variable for the next test.
#[derive(Debug)]
pub(crate) struct ProcessGroup {
    leader: Child,
}

impl ProcessGroup {
    /// Starts a program. Its standard error is discarded; `output` says where its standard output goes.
    pub(crate) fn start<A: AsRef<OsStr>>(
        program: impl AsRef<OsStr>,
        arguments: impl IntoIterator<Item = A>,
        environment: &[(&str, &OsStr)],
        output: Stdio,
    ) -> io::Result<Self> {
        let leader = Command::new("sh")
            .args(["-c", LEAD, "sh"])
            .arg(program)
            .args(arguments)
            .envs(environment.iter().copied())
            .process_group(0)
            .stdin(Stdio::piped())
            .stdout(output)
            .stderr(Stdio::null())
            .spawn()?;
        Ok(Self { leader })
    }

    /// The program's standard output, if it is piped. Only the first call gets it.
    pub(crate) fn output(&mut self) -> Option<ChildStdout> {
        self.leader.stdout.take()
    }

    /// The exit status, if the program has ended.
    pub(crate) fn ended(&mut self) -> io::Result<Option<ExitStatus>> {
        self.leader.try_wait()
    }

    /// Terminates the program, and waits for its end.
    pub(crate) fn close(mut self) -> io::Result<ExitStatus> {
        signal("-TERM", &self.leader.id().to_string());
        // Not `wait`: it would close the pipe first, and the group would be killed.
        loop {
            if let Some(status) = self.leader.try_wait()? {
                return Ok(status);
            }
            std::thread::sleep(crate::wait::PAUSE);
        }
    }
}

impl Drop for ProcessGroup {
    fn drop(&mut self) {
        signal("-KILL", &format!("-{}", self.leader.id()));
        let _ = self.leader.wait();
    }
}

fn signal(signal: &str, to: &str) {
    // The process may have ended already.
    let _ = Command::new("kill")
        .args([signal, "--", to])
        .stderr(Stdio::null())
        .status();
}
