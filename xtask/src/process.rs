//! Runs other programs, each with a time limit and in a process group of its own.

mod group;
pub(crate) mod interrupt;
pub(crate) mod path;

use std::ffi::OsStr;
use std::io::{BufRead, BufReader, ErrorKind, Read};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Result, anyhow, bail, ensure};

/// How often a running program is looked at.
const POLL: Duration = Duration::from_millis(20);
/// How long a program may take to end after an interrupt.
const GRACE: Duration = Duration::from_secs(5);

/// A program to run.
pub(crate) struct Run {
    command: Command,
    limit: Duration,
}

impl Run {
    /// A program, found on PATH unless it is a path. Its time limit is ten minutes.
    pub(crate) fn new(program: impl AsRef<OsStr>) -> Self {
        let mut command = Command::new(program);
        command.stdin(Stdio::null());
        let limit = Duration::from_secs(600);
        Self { command, limit }
    }

    /// The cargo that runs this program. Its time limit is 45 minutes: it ends what hangs, and not the tests on a machine
    /// that is slow or busy.
    pub(crate) fn cargo() -> Self {
        Self::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
            .limit(Duration::from_secs(45 * 60))
    }

    /// Adds an argument.
    pub(crate) fn arg(self, arg: impl AsRef<OsStr>) -> Self {
        self.args([arg])
    }

    /// Adds arguments.
    pub(crate) fn args(mut self, args: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Self {
        self.command.args(args);
        self
    }

    /// Adds the words of a text as arguments.
    pub(crate) fn line(self, words: &str) -> Self {
        self.args(words.split_whitespace())
    }

    /// Sets an environment variable.
    pub(crate) fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    /// Removes an environment variable.
    pub(crate) fn env_remove(mut self, name: &str) -> Self {
        self.command.env_remove(name);
        self
    }

    /// Sets the working directory.
    pub(crate) fn dir(mut self, folder: &Path) -> Self {
        self.command.current_dir(folder);
        self
    }

    /// Sets the time after which the program is killed.
    pub(crate) fn limit(mut self, limit: Duration) -> Self {
        self.limit = limit;
        self
    }

    /// Runs the program with its output on the terminal.
    pub(crate) fn run(mut self) -> Result<()> {
        let mut child = self.spawn()?;
        let status = self.wait(&mut child)?;
        ensure!(status.success(), "`{}` failed ({status})", self.shown());
        Ok(())
    }

    /// Runs the program and returns what it printed. Its output is shown only in the error.
    pub(crate) fn output(mut self) -> Result<String> {
        self.command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = self.spawn()?;
        let (out, err) = (child.stdout.take(), child.stderr.take());
        let (status, out, err) = thread::scope(|scope| {
            let out = scope.spawn(|| read(out));
            let err = scope.spawn(|| read(err));
            let status = self.wait(&mut child);
            (status, out.join(), err.join())
        });
        let (status, out, err) = (status?, out.unwrap_or_default(), err.unwrap_or_default());
        let shown = if err.trim().is_empty() { &out } else { &err };
        ensure!(
            status.success(),
            "`{}` failed ({status}):\n{}",
            self.shown(),
            shown.trim_end()
        );
        Ok(out)
    }

    /// Runs the program with its output on the terminal, and passes on each line of its standard output. Returns
    /// whether it succeeded.
    pub(crate) fn lines(mut self, mut see: impl FnMut(&str)) -> Result<bool> {
        self.command.stdout(Stdio::piped());
        let mut child = self.spawn()?;
        let out = child.stdout.take();
        let status = thread::scope(|scope| {
            let status = scope.spawn(|| self.wait(&mut child));
            let lines = out
                .into_iter()
                .flat_map(|out| BufReader::new(out).split(b'\n'));
            for line in lines.map_while(std::io::Result::ok) {
                let line = String::from_utf8_lossy(&line);
                println!("{line}");
                see(&line);
            }
            status.join()
        });
        let status = status.map_err(|_| anyhow!("waiting for `{}` failed", self.shown()))?;
        Ok(status?.success())
    }

    /// Replaces this program by the other, which then gets signals directly. Returns only if that fails.
    #[cfg(unix)]
    pub(crate) fn replace(mut self) -> anyhow::Error {
        use std::os::unix::process::CommandExt;
        let error = self.command.exec();
        self.not_started(&error)
    }

    /// Runs the program to its end, without a limit.
    #[cfg(not(unix))]
    pub(crate) fn replace(mut self) -> anyhow::Error {
        match self.command.status() {
            Ok(status) => std::process::exit(status.code().unwrap_or(1)),
            Err(error) => self.not_started(&error),
        }
    }

    fn spawn(&mut self) -> Result<Child> {
        ensure!(!interrupt::requested(), "interrupted");
        group::lead(&mut self.command);
        self.command
            .spawn()
            .map_err(|error| self.not_started(&error))
    }

    /// Waits for the end of the program, then ends what it left behind: nothing holds its output open.
    fn wait(&self, child: &mut Child) -> Result<ExitStatus> {
        let _running = interrupt::Running::new();
        let mut deadline = Instant::now() + self.limit;
        let mut interrupted = false;
        loop {
            let status = child.try_wait()?;
            if status.is_some() || Instant::now() >= deadline {
                group::kill(child);
                child.wait()?;
                return match status {
                    _ if interrupted => bail!("interrupted"),
                    Some(status) => Ok(status),
                    None => {
                        let (shown, limit) = (self.shown(), self.limit.as_secs());
                        bail!("`{shown}` had not ended after {limit} s and was stopped")
                    }
                };
            }
            if interrupt::requested() && !interrupted {
                interrupted = true;
                group::interrupt(child);
                deadline = deadline.min(Instant::now() + GRACE);
            }
            thread::sleep(POLL);
        }
    }

    fn not_started(&self, error: &std::io::Error) -> anyhow::Error {
        let name = self.name();
        match error.kind() {
            ErrorKind::NotFound => {
                anyhow!("`{name}` was not found: install it, or put it on PATH")
            }
            _ => anyhow!("`{name}` could not be started: {error}"),
        }
    }

    /// The command as a person would type it.
    fn shown(&self) -> String {
        let args = self.command.get_args().map(OsStr::to_string_lossy);
        let words = std::iter::once(self.name().into()).chain(args);
        words.collect::<Vec<_>>().join(" ")
    }

    fn name(&self) -> String {
        let program = Path::new(self.command.get_program());
        let name = program.file_stem().unwrap_or(program.as_os_str());
        name.to_string_lossy().into_owned()
    }
}

/// What a pipe yields up to its end, or up to an error: that is still worth showing.
fn read(pipe: Option<impl Read>) -> String {
    let mut bytes = Vec::new();
    if let Some(mut pipe) = pipe {
        let _ = pipe.read_to_end(&mut bytes);
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn sh(script: &str) -> Run {
        Run::new("sh").args(["-c", script])
    }

    #[track_caller]
    fn check(result: Result<impl Sized>, expected: &str) {
        let error = result.err().map(|error| error.to_string());
        assert_eq!(error.as_deref(), Some(expected));
    }

    #[test]
    fn a_program_that_is_not_there_is_named() {
        check(
            Run::new("no-such-program-here").output(),
            "`no-such-program-here` was not found: install it, or put it on PATH",
        );
    }

    #[test]
    fn a_program_that_hangs_is_ended_with_all_that_it_started() {
        let start = Instant::now();
        let run = sh("sleep 60; true").limit(Duration::from_millis(200));
        check(
            run.output(),
            "`sh -c sleep 60; true` had not ended after 0 s and was stopped",
        );
        assert!(
            start.elapsed() < Duration::from_secs(5),
            "the pipe of the grandchild was waited for"
        );
    }

    #[test]
    fn a_program_that_talks_without_end_is_ended() {
        let run = sh("while :; do echo more; sleep 0.1; done").limit(Duration::from_millis(500));
        assert!(run.lines(|_| ()).is_err());
    }

    #[test]
    fn what_a_program_leaves_behind_is_not_waited_for() {
        let start = Instant::now();
        let mut seen = Vec::new();
        let run = sh("echo one; sleep 10 & exit 4");
        assert!(matches!(
            run.lines(|line| seen.push(line.to_owned())),
            Ok(false)
        ));
        assert_eq!(seen, ["one"]);
        assert!(start.elapsed() < Duration::from_secs(10));
    }

    #[test]
    fn a_failing_program_shows_what_it_said() {
        check(
            sh("echo because >&2; exit 3").output(),
            "`sh -c echo because >&2; exit 3` failed (exit status: 3):\nbecause",
        );
    }
}
