//! Runs other programs, each with a time limit.

mod cargo;
mod crates;
mod path;
mod tree;

pub(crate) use path::{find_on_path, path_with};

use std::ffi::OsStr;
use std::io::{ErrorKind, Read};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use crate::failure::{During, Failure, Result};

/// How long a program that has ended may keep its output to itself.
const PAUSE: Duration = Duration::from_secs(2);

/// A cause that is longer is cut to its end.
const LONGEST_CAUSE: usize = 160;

/// A program about to be run.
pub(crate) struct Run {
    command: Command,
    name: String,
    limit: Duration,
}

impl Run {
    /// A program, found on PATH unless it is a path. It may run for ten minutes unless told otherwise.
    pub(crate) fn new(program: impl AsRef<OsStr>) -> Self {
        let program = program.as_ref();
        let name = Path::new(program)
            .file_stem()
            .unwrap_or(program)
            .to_string_lossy()
            .into_owned();
        let mut command = Command::new(program);
        command.stdin(Stdio::null());
        Self {
            command,
            name,
            limit: Duration::from_secs(600),
        }
    }

    /// Adds an argument.
    pub(crate) fn arg(mut self, arg: impl AsRef<OsStr>) -> Self {
        self.command.arg(arg);
        self
    }

    /// Adds arguments.
    pub(crate) fn args(mut self, args: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Self {
        self.command.args(args);
        self
    }

    /// Sets an environment variable.
    pub(crate) fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    /// Leaves an environment variable of ours out.
    pub(crate) fn without_env(mut self, name: &str) -> Self {
        self.command.env_remove(name);
        self
    }

    /// Runs in this folder.
    pub(crate) fn dir(mut self, folder: &Path) -> Self {
        self.command.current_dir(folder);
        self
    }

    /// Ends the program if it runs longer than this.
    pub(crate) fn limit(mut self, limit: Duration) -> Self {
        self.limit = limit;
        self
    }

    /// Runs the program with its output on the terminal.
    pub(crate) fn run(mut self) -> Result<()> {
        let mut child = self.spawn()?;
        let status = wait(&mut child, Instant::now() + self.limit);
        self.judge(status, "")
    }

    /// Runs the program and returns what it printed; its output is shown only in the failure.
    pub(crate) fn output(mut self) -> Result<String> {
        self.command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = self.spawn()?;
        let out = read_aside(child.stdout.take());
        let err = read_aside(child.stderr.take());
        let deadline = Instant::now() + self.limit;
        let status = wait(&mut child, deadline);
        let out = out.recv_timeout(PAUSE).unwrap_or_default();
        let err = err.recv_timeout(PAUSE).unwrap_or_default();
        let shown = if err.trim().is_empty() { &out } else { &err };
        self.judge(status, shown)?;
        Ok(out)
    }

    /// Runs a program that fetches something; its failure is the cause alone, in one line.
    pub(crate) fn fetch(self) -> Result<()> {
        self.output()
            .map(drop)
            .map_err(|failure| Failure::new(cause(&failure.to_string())))
    }

    /// Puts the program in this one's place: signals reach it directly. Returns only if that fails.
    #[cfg(unix)]
    pub(crate) fn replace(mut self) -> Failure {
        use std::os::unix::process::CommandExt;
        let error = self.command.exec();
        self.not_started(&error)
    }

    /// Runs the program to its end, without a limit.
    #[cfg(not(unix))]
    pub(crate) fn replace(mut self) -> Failure {
        match self.command.status() {
            Ok(status) => std::process::exit(status.code().unwrap_or(1)),
            Err(error) => self.not_started(&error),
        }
    }

    fn spawn(&mut self) -> Result<Child> {
        self.command
            .spawn()
            .map_err(|error| self.not_started(&error))
    }

    fn judge(&self, status: Result<Option<ExitStatus>>, output: &str) -> Result<()> {
        match status? {
            Some(status) if status.success() => Ok(()),
            Some(status) if output.trim().is_empty() => Err(Failure::new(format!(
                "`{}` failed ({status})",
                self.shown()
            ))),
            Some(status) => Err(Failure::new(format!(
                "`{}` failed ({status}):\n{}",
                self.shown(),
                tail(output.trim_end(), 30)
            ))),
            None => Err(self.out_of_time()),
        }
    }

    fn out_of_time(&self) -> Failure {
        let limit = self.limit.as_secs();
        Failure::new(format!(
            "`{}` had not ended after {limit} s and was stopped",
            self.shown()
        ))
    }

    fn not_started(&self, error: &std::io::Error) -> Failure {
        if error.kind() == ErrorKind::NotFound {
            Failure::new(format!(
                "`{}` was not found: install it, or put it on PATH",
                self.name
            ))
        } else {
            Failure::new(format!("`{}` could not be started: {error}", self.name))
        }
    }

    /// The command as a person would type it.
    fn shown(&self) -> String {
        let args = self
            .command
            .get_args()
            .map(|arg| format!(" {}", arg.to_string_lossy()));
        format!("{}{}", self.name, args.collect::<String>())
    }
}

/// Waits until the deadline; then ends the program and all that it started, and returns `None`.
fn wait(child: &mut Child, deadline: Instant) -> Result<Option<ExitStatus>> {
    loop {
        if let Some(status) = child.try_wait().during("waiting for a program")? {
            return Ok(Some(status));
        }
        if Instant::now() >= deadline {
            tree::end(child.id());
            // It may have ended by itself meanwhile, which is as good.
            let _ = child.kill();
            let _ = child.wait();
            return Ok(None);
        }
        thread::sleep(Duration::from_millis(20));
    }
}

/// Reads a pipe to its end on another thread.
fn read_aside(pipe: Option<impl Read + Send + 'static>) -> mpsc::Receiver<String> {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        let mut bytes = Vec::new();
        if let Some(mut pipe) = pipe {
            // What was read before an error is still worth showing.
            let _ = pipe.read_to_end(&mut bytes);
        }
        let _ = sender.send(String::from_utf8_lossy(&bytes).into_owned());
    });
    receiver
}

/// The cause in what a program said: its last line that tells something.
pub(crate) fn cause(said: &str) -> &str {
    let before = said.split("Stack backtrace:").next().unwrap_or(said);
    let line = before
        .lines()
        .rev()
        .map(str::trim)
        .find(|line| !line.is_empty() && !line.contains("A complete log of this run"))
        .unwrap_or(said);
    let line = line.trim_start_matches(['╰', '─', '▶', ' ']);
    let line = ["npm error ", "error: ", "E: "]
        .iter()
        .find_map(|mark| line.strip_prefix(mark))
        .unwrap_or(line);
    if let Some((_, late)) = line.split_once("` had not ended") {
        return &line[line.len() - late.len() - "had not ended".len()..];
    }
    // rustup counts its causes.
    let line = match line.split_once(": ") {
        Some((count, rest)) if count.parse::<u8>().is_ok() => rest,
        _ => line,
    };
    // Some put all causes into one line, the first one last.
    match line.rsplit_once(": ") {
        Some((_, rest)) if line.len() > LONGEST_CAUSE => rest,
        _ => line,
    }
}

/// The last lines of a text.
fn tail(text: &str, lines: usize) -> String {
    let all: Vec<&str> = text.lines().collect();
    all[all.len().saturating_sub(lines)..].join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_that_is_not_there_is_named() {
        let failure = Run::new("no-such-program-here")
            .output()
            .map_err(|failure| failure.to_string());
        let expected = "`no-such-program-here` was not found: install it, or put it on PATH";
        assert_eq!(failure, Err(expected.to_owned()));
    }

    #[cfg(unix)]
    #[test]
    fn a_program_that_hangs_is_ended_with_all_that_it_started() {
        let start = Instant::now();
        let run = Run::new("sh")
            .args(["-c", "sleep 60; true"])
            .limit(Duration::from_millis(200));
        assert!(run.output().is_err());
        assert!(
            start.elapsed() < Duration::from_secs(5),
            "the pipe of the grandchild was waited for"
        );
    }

    #[cfg(unix)]
    #[test]
    fn a_failing_program_shows_what_it_said_last() {
        let failure = Run::new("sh")
            .args(["-c", "echo because >&2; exit 3"])
            .output();
        assert!(failure.is_err_and(|failure| failure.to_string().ends_with("because")));
    }

    #[track_caller]
    fn check(said: &str, expected: &str) {
        assert_eq!(cause(said), expected);
    }

    #[test]
    fn the_cause_is_the_last_line_that_tells_something() {
        check(
            "error: component download failed\n\nCaused by:\n    0: error downloading file\n    1: dns error\n\nStack backtrace:\n   0: x",
            "dns error",
        );
        check(
            "npm error code EAI_AGAIN\nnpm error request to https://x failed, reason: getaddrinfo\nnpm error A complete \
             log of this run can be found in: /x",
            "request to https://x failed, reason: getaddrinfo",
        );
        check(
            "`apt-get` failed:\nE: Unable to locate package x\n",
            "Unable to locate package x",
        );
        check("  × x\n  ╰─▶ no such file", "no such file");
        check(
            "`npm install x` had not ended after 15 s and was stopped",
            "had not ended after 15 s and was stopped",
        );
    }

    #[test]
    fn only_the_last_lines_are_kept() {
        assert_eq!(tail("a\nb\nc", 2), "b\nc");
        assert_eq!(tail("a", 2), "a");
    }
}
