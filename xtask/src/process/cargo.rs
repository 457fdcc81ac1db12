//! Runs cargo, and says how far it is.

use std::io::{self, BufReader, IsTerminal, Read};
use std::process::{Child, ExitStatus, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Instant;

use super::crates::{ENVIRONMENT, Meter, Piece, classify};
use super::{PAUSE, Run, tail, wait};
use crate::failure::{During, Failure, Result};

impl Run {
    /// The cargo that runs this program.
    pub(crate) fn cargo() -> Self {
        Self::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
    }

    /// Runs cargo, and shows how far it is; what else it says is shown, too.
    pub(crate) fn build(self) -> Result<()> {
        self.watch(|words| eprintln!("{words}"))
    }

    /// Runs cargo, and shows how far it is; what else it says is shown only in the failure.
    pub(crate) fn build_quietly(self) -> Result<()> {
        let mut said = String::new();
        self.watch(|words| {
            said.push_str(words);
            said.push('\n');
        })
        .map_err(|failure| Failure::new(format!("{failure}:\n{}", tail(said.trim_end(), 30))))
    }

    /// Runs cargo's tests, shows their output and how far the build is, and hands on each line of the output;
    /// `Ok(false)` if it ended with a failure.
    pub(crate) fn tests(mut self, mut see: impl FnMut(&str)) -> Result<bool> {
        self.command.stdout(Stdio::piped());
        let status = self.pieces(|said, meter| match said {
            Said::Err(piece) => show(&piece, meter, |words| eprintln!("{words}")),
            Said::Out(line) => {
                meter.clear();
                println!("{line}");
                see(&line);
            }
        })?;
        status
            .map(|status| status.success())
            .ok_or_else(|| self.out_of_time())
    }

    fn watch(mut self, mut words: impl FnMut(&str)) -> Result<()> {
        let status = self.pieces(|said, meter| {
            if let Said::Err(piece) = said {
                show(&piece, meter, &mut words);
            }
        });
        self.judge(status, "")
    }

    /// Hands on what it says, piece by piece; `None` if it ran out of time.
    fn pieces(&mut self, mut see: impl FnMut(Said, &mut Meter)) -> Result<Option<ExitStatus>> {
        self.command.stderr(Stdio::piped()).envs(ENVIRONMENT);
        if io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none() {
            self.command.env("CARGO_TERM_COLOR", "always");
        }
        let mut child = self.spawn()?;
        let deadline = Instant::now() + self.limit;
        let (sender, pieces) = mpsc::channel();
        read_aside(child.stdout.take(), b"\n", sender.clone(), Said::Out);
        read_aside(child.stderr.take(), b"\r\n", sender, Said::Err);
        let mut meter = Meter::new();
        while Instant::now() < deadline {
            match pieces.recv_timeout(PAUSE) {
                Ok(said) => see(said, &mut meter),
                Err(RecvTimeoutError::Disconnected) => break,
                // Something that the program left behind may hold its output open for ever.
                Err(RecvTimeoutError::Timeout) if has_ended(&mut child)? => break,
                Err(RecvTimeoutError::Timeout) => {}
            }
        }
        meter.clear();
        wait(&mut child, deadline)
    }
}

/// A piece of what a program says, on its standard error or its standard output.
enum Said {
    Err(String),
    Out(String),
}

/// Shows a piece of what cargo says.
fn show(piece: &str, meter: &mut Meter, mut words: impl FnMut(&str)) {
    match classify(piece) {
        Piece::HowFar(how_far) => meter.show(how_far),
        Piece::Routine => {}
        Piece::Words => {
            meter.clear();
            words(piece);
        }
    }
}

fn has_ended(child: &mut Child) -> Result<bool> {
    Ok(child.try_wait().during("waiting for a program")?.is_some())
}

/// Hands on the pieces of a pipe, from another thread; each ends with one of `ends`.
fn read_aside(
    pipe: Option<impl Read + Send + 'static>,
    ends: &'static [u8],
    sender: mpsc::Sender<Said>,
    said: fn(String) -> Said,
) {
    let Some(pipe) = pipe else { return };
    thread::spawn(move || {
        let mut piece = Vec::new();
        let hand_on = |piece: &mut Vec<u8>| {
            let text = String::from_utf8_lossy(piece).into_owned();
            piece.clear();
            sender.send(said(text)).is_ok()
        };
        for byte in BufReader::new(pipe).bytes().map_while(io::Result::ok) {
            if !ends.contains(&byte) {
                piece.push(byte);
            } else if !hand_on(&mut piece) {
                return;
            }
        }
        if !piece.is_empty() {
            hand_on(&mut piece);
        }
    });
}

#[cfg(all(test, unix))]
mod tests {
    use std::time::Duration;

    use super::*;

    fn sh(script: &str) -> Run {
        Run::new("sh").args(["-c", script])
    }

    #[test]
    fn what_a_program_leaves_behind_is_not_waited_for() {
        let start = Instant::now();
        let mut seen = Vec::new();
        let run = sh("echo one; sleep 10 & exit 4");
        assert_eq!(run.tests(|line| seen.push(line.to_owned())), Ok(false));
        assert_eq!(seen, ["one"]);
        assert!(start.elapsed() < Duration::from_secs(10));
    }

    #[test]
    fn a_build_that_talks_without_end_is_ended() {
        let run = sh("while :; do echo '    Building [> ] 1/2' >&2; sleep 0.1; done");
        let failure = run.limit(Duration::from_millis(500)).build();
        assert!(failure.is_err_and(|failure| failure.to_string().contains("was stopped")));
    }

    #[test]
    fn a_quiet_build_tells_why_it_failed_and_nothing_of_each_crate() {
        let run = sh("printf '   Compiling a v1\\nerror: no b\\n  needed by c\\n' >&2; exit 101");
        let failure = run.build_quietly().map_err(|failure| failure.to_string());
        assert!(failure.is_err_and(|words| words.ends_with(":\nerror: no b\n  needed by c")));
    }
}
