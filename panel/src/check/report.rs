//! What a check of the configuration found.

use std::fmt;

/// One thing that was looked at.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Finding {
    /// It is as it should be.
    Good(String),
    /// It works, and is worth a look.
    Note(String),
    /// The panel, or a part of it, will not work; it says what to do.
    Wrong(String),
}

/// Everything that was looked at, in order.
#[derive(Clone, Debug, Default)]
pub struct Report(Vec<Finding>);

impl Report {
    /// Adds what is as it should be.
    pub(crate) fn good(&mut self, words: impl Into<String>) {
        self.0.push(Finding::Good(words.into()));
    }

    /// Adds what is worth a look.
    pub(crate) fn note(&mut self, words: impl Into<String>) {
        self.0.push(Finding::Note(words.into()));
    }

    /// Adds what is wrong.
    pub(crate) fn wrong(&mut self, words: impl Into<String>) {
        self.0.push(Finding::Wrong(words.into()));
    }

    /// How many things are wrong.
    #[must_use]
    pub fn count_wrong(&self) -> usize {
        let wrong = |finding: &&Finding| matches!(finding, Finding::Wrong(_));
        self.0.iter().filter(wrong).count()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for finding in &self.0 {
            let (kind, words) = match finding {
                Finding::Good(words) => ("ok", words),
                Finding::Note(words) => ("note", words),
                Finding::Wrong(words) => ("wrong", words),
            };
            writeln!(f, "{kind:<7}{words}")?;
        }
        match self.count_wrong() {
            0 => write!(f, "Nothing is wrong."),
            1 => write!(f, "1 thing is wrong."),
            count => write!(f, "{count} things are wrong."),
        }
    }
}
