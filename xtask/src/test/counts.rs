//! Counts tests by the closing lines of test runners.

use std::fmt;
use std::ops::AddAssign;

/// How many tests there were.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(super) struct Counts {
    /// Those that passed.
    pub(super) passed: u64,
    /// Those that failed.
    pub(super) failed: u64,
    /// Those that were not run.
    pub(super) skipped: u64,
}

impl Counts {
    /// One failure.
    pub(super) fn failure() -> Self {
        Self {
            failed: 1,
            ..Self::default()
        }
    }

    /// Adds the numbers of a line that closes a run of tests.
    pub(super) fn read(&mut self, line: &str) {
        let Some((_, result)) = line.split_once("test result: ") else {
            return;
        };
        let count = |what: &str| {
            let mut parts = result.split([';', '.']);
            parts
                .find_map(|part| part.strip_suffix(what)?.trim().parse().ok())
                .unwrap_or(0)
        };
        *self += Self {
            passed: count("passed"),
            failed: count("failed"),
            skipped: count("ignored"),
        };
    }

    /// Whether there was no test at all.
    pub(super) fn is_empty(self) -> bool {
        self == Self::default()
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)?;
        if self.skipped > 0 {
            write!(f, ", {} skipped", self.skipped)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(lines: &[&str], expected: &str) {
        let mut counts = Counts::default();
        lines.iter().for_each(|line| counts.read(line));
        assert_eq!(counts.to_string(), expected);
    }

    #[test]
    fn closing_lines_of_both_runners_are_counted() {
        let cargo = "test result: ok. 12 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.01s";
        let browser =
            "test result: FAILED. 3 passed; 1 failed; 2 ignored; 0 filtered out; finished in 0.10s";
        check(
            &[cargo, "test a ... ok", browser],
            "15 passed, 1 failed, 2 skipped",
        );
    }

    #[test]
    fn other_lines_are_not_counted() {
        check(&["running 4 tests", "4 passed", ""], "0 passed, 0 failed");
    }

    #[test]
    fn colours_are_no_obstacle() {
        check(
            &["test result: \u{1b}[32mok\u{1b}[0m. 2 passed; 0 failed; 0 ignored"],
            "2 passed, 0 failed",
        );
    }
}
