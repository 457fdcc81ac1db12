//! What the command line of `cargo xtask test` asks for.

use anyhow::{Context, Result, bail};
use lexopt::prelude::{Long, Value, ValueExt};

use super::step::{Action, Step};
use super::steps::ALL;

/// Which tests to run.
#[derive(Debug, Default, Eq, PartialEq)]
pub(super) struct Request {
    /// Part of the names of the tests.
    pub(super) filter: Option<String>,
    /// Whether the table of faults is played in its long form.
    pub(super) all_faults: bool,
    only: Vec<String>,
}

impl Request {
    /// Reads the arguments.
    pub(super) fn parse(args: &[String]) -> Result<Self> {
        let mut request = Self::default();
        let mut parser = lexopt::Parser::from_args(args);
        while let Some(arg) = parser.next()? {
            match arg {
                Long("all-faults") => request.all_faults = true,
                Long("only") => {
                    let names = parser.value()?.string()?;
                    request.only.extend(names.split(',').map(str::to_owned));
                }
                Value(filter) if request.filter.is_none() => {
                    request.filter = Some(filter.string()?);
                }
                Value(_) => bail!("one filter at a time: a part of the names of the tests to run"),
                other => {
                    return Err(other.unexpected()).context("`cargo xtask help` shows the options");
                }
            }
        }
        Ok(request)
    }

    /// The steps to run: those asked for, and what they build on. A filter leaves only steps that have tests.
    pub(super) fn steps(&self) -> Result<Vec<&'static Step>> {
        let find = |name: &String| ALL.iter().find(|step| step.name == name);
        if let Some(name) = self.only.iter().find(|name| find(name).is_none()) {
            let names: Vec<_> = ALL.iter().map(|step| step.name).collect();
            bail!(
                "there is no step `{name}`; the steps are {}",
                names.join(", ")
            );
        }
        let is_wanted = |step: &Step| {
            if self.only.is_empty() {
                self.filter.is_none() || !matches!(step.action, Action::Check(_))
            } else {
                self.only.iter().any(|name| name == step.name)
            }
        };
        let is_needed = |step: &&Step| {
            let mut wanted = ALL.iter().filter(|other| is_wanted(other));
            wanted.any(|other| other.name == step.name || other.after.contains(&step.name))
        };
        Ok(ALL.iter().filter(is_needed).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(args: &[&str], expected: std::result::Result<&[&str], &str>) {
        let args: Vec<String> = args.iter().map(|arg| (*arg).to_owned()).collect();
        let steps = Request::parse(&args).and_then(|request| request.steps());
        let names = steps.map(|steps| steps.iter().map(|step| step.name).collect::<Vec<_>>());
        assert_eq!(
            names.map_err(|error| format!("{error:#}")),
            expected.map(<[_]>::to_vec).map_err(str::to_owned)
        );
    }

    #[test]
    fn a_step_alone_brings_what_it_builds_on() {
        check(&["--only", "rules"], Ok(&["rules"]));
        check(&["--only=system,fmt"], Ok(&["fmt", "dist", "system"]));
    }

    #[test]
    fn a_filter_leaves_the_steps_with_tests() {
        check(
            &["lockout"],
            Ok(&[
                "declarations",
                "rules",
                "evidence",
                "panel",
                "widget",
                "xtask",
                "dist",
                "browser",
                "dom",
                "dom-browser",
                "firefox",
                "webkit",
                "system",
                "engines",
                "domain",
                "domain-browser",
            ]),
        );
        check(&["lockout", "--only", "panel"], Ok(&["panel"]));
    }

    #[test]
    fn what_is_not_understood_is_named() {
        check(
            &["a", "b"],
            Err("one filter at a time: a part of the names of the tests to run"),
        );
        check(
            &["--fast"],
            Err("`cargo xtask help` shows the options: invalid option '--fast'"),
        );
        let steps = Request::parse(&["--only=x".to_owned()]).and_then(|request| request.steps());
        assert!(steps.is_err_and(|error| error.to_string().starts_with("there is no step `x`")));
    }
}
