//! A folder with logs of JSON lines, and a follower of them.

use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::path::PathBuf;

use jiff::Timestamp;
use mailbox_password_evidence::{Follower, Format, LogSource, Look, Names, Position};
use tempfile::TempDir;

/// The folder, with a follower of `mail.log` or of a pattern.
pub(crate) struct Place {
    folder: TempDir,
    pub(crate) follower: Follower,
}

/// The moment of every look.
pub(crate) fn now() -> Timestamp {
    "2026-11-27T10:00:00Z".parse().unwrap()
}

/// The line of the sign-in with this number.
pub(crate) fn line(number: u32) -> String {
    format!(
        "{{\"mailbox\":\"a{number}@corp.test\",\"at\":\"2026-11-27T09:59:00Z\",\"outcome\":\"accepted\"}}\n"
    )
}

/// A source of this folder's logs.
pub(crate) fn source(folder: &TempDir, pattern: &str, format: Format) -> LogSource {
    LogSource {
        name: "mail".to_owned(),
        format,
        path: folder.path().join(pattern),
        zone: "UTC".parse().unwrap(),
        names: Names::default(),
        refusals_are_elsewhere: false,
    }
}

impl Place {
    pub(crate) fn new(pattern: &str) -> Self {
        Self::of(pattern, Format::Json)
    }

    pub(crate) fn of(pattern: &str, format: Format) -> Self {
        let folder = TempDir::new().unwrap();
        let follower = Follower::new(source(&folder, pattern, format), Vec::new());
        Self { folder, follower }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn append(&self, name: &str, text: &str) {
        let mut options = OpenOptions::new();
        let mut file = options
            .append(true)
            .create(true)
            .open(self.path(name))
            .unwrap();
        file.write_all(text.as_bytes()).unwrap();
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        // As `copytruncate` does: the same file.
        let file = File::create(self.path(name));
        file.unwrap().write_all(text.as_bytes()).unwrap();
    }

    pub(crate) fn rename(&self, from: &str, to: &str) {
        fs::rename(self.path(from), self.path(to)).unwrap();
    }

    /// Ends the follower, and begins another one with what the first had written down.
    pub(crate) fn restart(&mut self) {
        let written = serde_json::to_string(self.follower.positions()).unwrap();
        let positions: Vec<Position> = serde_json::from_str(&written).unwrap();
        self.follower = Follower::new(self.follower.source().clone(), positions);
    }

    /// The numbers of the sign-ins that a look finds.
    pub(crate) fn look(&mut self) -> Vec<u32> {
        let look = self.follower.look(1000, 1 << 30, now()).unwrap();
        assert!(look.is_caught_up);
        numbers(&look)
    }
}

pub(crate) fn numbers(look: &Look) -> Vec<u32> {
    let placed = look.parts.iter().flat_map(|part| &part.observations);
    placed
        .map(|placed| {
            let mailbox = placed.observation.mailbox.as_str();
            let number = mailbox.trim_start_matches('a').split('@').next();
            number.unwrap().parse().unwrap()
        })
        .collect()
}
