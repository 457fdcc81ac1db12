//! Shows how far cargo is, instead of a line for each of some hundred crates.

use std::io::{IsTerminal, Write};
use std::time::{Duration, Instant};

/// Where nobody watches a line change, so often a new one says how far it is.
const PAUSE: Duration = Duration::from_secs(10);

/// Makes cargo say how far it is, also to a pipe.
pub(super) const ENVIRONMENT: [(&str, &str); 2] = [
    ("CARGO_TERM_PROGRESS_WHEN", "always"),
    ("CARGO_TERM_PROGRESS_WIDTH", "80"),
];

/// A piece of what cargo says on its standard error.
#[derive(Debug, Eq, PartialEq)]
pub(super) enum Piece {
    /// How far it is, in words for a person.
    HowFar(String),
    /// One of the lines that come with each crate.
    Routine,
    /// Anything else: a warning, an error, what it is waiting for.
    Words,
}

/// What a piece is; pieces end with a line feed or a carriage return.
pub(super) fn classify(piece: &str) -> Piece {
    let text = without_escapes(piece);
    let Some((verb, rest)) = text.trim().split_once(' ') else {
        return if text.trim().is_empty() {
            Piece::Routine
        } else {
            Piece::Words
        };
    };
    // Cargo puts its verbs flush right; what compilers say begins at the left.
    if !text.starts_with(' ') {
        return Piece::Words;
    }
    match verb {
        "Building" if rest.starts_with('[') => how_far(rest).map_or(Piece::Routine, Piece::HowFar),
        "Downloading" => to_fetch(rest).map_or(Piece::Routine, Piece::HowFar),
        "Adding" | "Building" | "Checking" | "Compiling" | "Downloaded" | "Fetch" | "Finished"
        | "Fresh" | "Installed" | "Installing" | "Locking" | "Updating" => Piece::Routine,
        _ => Piece::Words,
    }
}

/// `[===>   ] 12/305: names` in words.
fn how_far(bar: &str) -> Option<String> {
    let counts = bar.split_once("] ")?.1.split(':').next()?;
    let (done, all) = counts.split_once('/')?;
    let (done, all): (u64, u64) = (done.parse().ok()?, all.trim().parse().ok()?);
    Some(format!("compiled {done} of {all}"))
}

/// `12 crates, remaining bytes: 1.2MiB` in words.
fn to_fetch(rest: &str) -> Option<String> {
    let count: u64 = rest.split(' ').next()?.parse().ok()?;
    Some(match count {
        1 => "1 crate to fetch".to_owned(),
        _ => format!("{count} crates to fetch"),
    })
}

/// Without what colours a terminal and moves its cursor.
fn without_escapes(text: &str) -> String {
    let mut plain = String::new();
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        if c == '\u{1b}' {
            // ESC [ … letter
            chars.by_ref().skip(1).find(char::is_ascii_alphabetic);
        } else {
            plain.push(c);
        }
    }
    plain
}

/// The line that says how far it is.
pub(super) struct Meter {
    terminal: bool,
    shown: String,
    at: Instant,
}

impl Meter {
    /// On this program's standard output.
    pub(super) fn new() -> Self {
        Self {
            terminal: std::io::stdout().is_terminal(),
            shown: String::new(),
            at: Instant::now(),
        }
    }

    /// Shows it: on a terminal in place of the last one, elsewhere now and then.
    pub(super) fn show(&mut self, how_far: String) {
        if self.shown == how_far {
            return;
        }
        if self.terminal {
            print!("\r\u{1b}[K    {how_far}");
            // Nobody needs it who does not see it.
            let _ = std::io::stdout().flush();
        } else if self.at.elapsed() < PAUSE {
            return;
        } else {
            println!("    {how_far}");
            self.at = Instant::now();
        }
        self.shown = how_far;
    }

    /// Makes room for other words.
    pub(super) fn clear(&mut self) {
        if self.terminal && !self.shown.is_empty() {
            print!("\r\u{1b}[K");
            let _ = std::io::stdout().flush();
        }
        self.shown.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(piece: &str, expected: &Piece) {
        assert_eq!(classify(piece), *expected);
    }

    #[test]
    fn a_bar_says_how_far_it_is() {
        let far = |words: &str| Piece::HowFar(words.to_owned());
        check(
            "    Building [=====>        ] 37/305: leptos, syn",
            &far("compiled 37 of 305"),
        );
        check(
            "\u{1b}[K\u{1b}[1m\u{1b}[36m    Building\u{1b}[0m [=> ] 7/12",
            &far("compiled 7 of 12"),
        );
        check(
            " Downloading 12 crates, remaining bytes: 1.2MiB",
            &far("12 crates to fetch"),
        );
        check(" Downloading 1 crate", &far("1 crate to fetch"));
    }

    #[test]
    fn what_comes_with_each_crate_is_routine() {
        for line in [
            "   Compiling syn v2.0.1",
            "  Downloaded syn v2.0.1",
            " Downloading crates ...",
            "    Finished `dev` profile [unoptimized + debuginfo] target(s) in 28.09s",
            "\u{1b}[K",
            "",
        ] {
            check(line, &Piece::Routine);
        }
    }

    #[test]
    fn warnings_errors_and_what_is_waited_for_are_words() {
        for line in [
            "warning: unused variable: `x`",
            "error: failed to select a version",
            "  --> src/main.rs:1:1",
            "    Blocking waiting for file lock on package cache",
            "     Running tests/flow/main.rs (target/debug/deps/flow-1)",
            "1 | let x = 1;",
        ] {
            check(line, &Piece::Words);
        }
    }
}
