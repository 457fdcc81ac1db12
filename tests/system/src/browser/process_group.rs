use std::io;
use std::process::{Child, ChildStdout, Command, ExitStatus, Stdio};
use std::{ffi::OsStr, os::unix::process::CommandExt};

/// Starts a program beside a small shell, which waits for the end of a pipe that only these tests hold, and then ends
/// the whole group.
const LEAD: &str =
    "exec 3<&0; { read -r _ <&3; kill -KILL 0; } >&- 2>&- & exec \"$@\" 3<&- </dev/null";

/// A program with everything that it starts. All of it is killed when this is dropped, and when the tests end without
/// that: after a Ctrl-C, or because nothing ever drops what is kept for the next test.
#[derive(Debug)]
pub(crate) struct ProcessGroup {
    leader: Child,
}

impl ProcessGroup {
    /// Starts a program. Nobody reads what it writes to its standard error; what becomes of the rest is for the caller.
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

    /// What the program writes, if it is piped, for the one who asks first.
    pub(crate) fn output(&mut self) -> Option<ChildStdout> {
        self.leader.stdout.take()
    }

    /// How the program has ended, if it has.
    pub(crate) fn ended(&mut self) -> io::Result<Option<ExitStatus>> {
        self.leader.try_wait()
    }

    /// Asks the program to end, and waits until it has.
    pub(crate) fn close(mut self) -> io::Result<ExitStatus> {
        signal("-TERM", &self.leader.id().to_string());
        // Not `wait`: that would first close the pipe, at whose end everything is killed.
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
    // Whoever has ended already needs none.
    let _ = Command::new("kill")
        .args([signal, "--", to])
        .stderr(Stdio::null())
        .status();
}
