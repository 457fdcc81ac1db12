//! What the arguments of `cargo xtask bench` ask for.

use std::num::NonZero;
use std::path::PathBuf;

use anyhow::{Context, Result, ensure};
use lexopt::prelude::{Long, ValueExt};

/// The arguments, read.
#[derive(Debug, Default, Eq, PartialEq)]
pub(super) struct Request {
    /// The absolute path of another deployment, which is measured in the same run.
    pub(super) before: Option<PathBuf>,
    /// Whether changes through the panel are measured, on a domain controller, instead of the form.
    pub(super) directory: bool,
    /// Whether the devices of many mailboxes are measured, in SQLite and in PostgreSQL, instead of the form.
    pub(super) evidence: bool,
    /// Whether only the cost of a keystroke is measured.
    pub(super) keystrokes: bool,
    /// Whether the panel's load with its embedded directory is measured instead of the form.
    pub(super) load: bool,
    /// For how many minutes the panel is used at half its load.
    pub(super) minutes: Option<NonZero<u32>>,
    /// How often each page is measured.
    pub(super) rounds: Option<NonZero<u32>>,
}

impl Request {
    /// Reads them.
    pub(super) fn parse(args: &[String]) -> Result<Self> {
        let mut request = Self::default();
        let mut parser = lexopt::Parser::from_args(args);
        while let Some(arg) = parser.next()? {
            match arg {
                Long("directory") => request.directory = true,
                Long("evidence") => request.evidence = true,
                Long("keystrokes") => request.keystrokes = true,
                Long("load") => request.load = true,
                Long("minutes") => request.minutes = Some(parser.value()?.parse()?),
                Long("before") => request.before = Some(deployment(parser.value()?.into())?),
                Long("rounds") => request.rounds = Some(parser.value()?.parse()?),
                other => {
                    return Err(other.unexpected()).context("`cargo xtask help` shows the options");
                }
            }
        }
        Ok(request)
    }
}

/// The folder, if `cargo xtask dist` wrote it.
fn deployment(folder: PathBuf) -> Result<PathBuf> {
    let folder = std::path::absolute(folder).context("--before needs a folder")?;
    ensure!(
        folder.join("element.js.br").is_file(),
        "{} is no deployment: it has no file element.js.br. Name the folder dist/ that `cargo xtask dist` wrote in a \
         clone of another commit",
        folder.display()
    );
    Ok(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(args: &[&str], expected: Option<&Request>) {
        let args: Vec<String> = args.iter().map(ToString::to_string).collect();
        assert_eq!(Request::parse(&args).ok().as_ref(), expected);
    }

    #[test]
    fn options_are_a_number_of_rounds_and_the_folder_of_a_deployment() {
        check(&[], Some(&Request::default()));
        let three = Request {
            rounds: NonZero::new(3),
            ..Request::default()
        };
        check(&["--rounds", "3"], Some(&three));
        check(&["--rounds=3"], Some(&three));
        let directory = Request {
            directory: true,
            ..Request::default()
        };
        check(&["--directory"], Some(&directory));
        let keystrokes = Request {
            keystrokes: true,
            ..Request::default()
        };
        check(&["--keystrokes"], Some(&keystrokes));
        let load = Request {
            load: true,
            minutes: NonZero::new(2),
            ..Request::default()
        };
        check(&["--load", "--minutes", "2"], Some(&load));
        let evidence = Request {
            evidence: true,
            ..Request::default()
        };
        check(&["--evidence"], Some(&evidence));
        check(&["--minutes", "0"], None);
        check(&["--rounds", "0"], None);
        check(&["--rounds"], None);
        check(&["--before", "no-such-folder"], None);
        check(&["3"], None);
    }
}
