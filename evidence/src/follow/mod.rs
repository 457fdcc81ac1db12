//! Following logs: what was added to them since the last time, through rotation, truncation and restarts.
//!
//! A log is known by its file's id and by its first lines. So a renamed file is read to its end; a new file under an
//! old name, and one that was emptied, from its beginning. Nothing is kept open between two looks, and a restart is a
//! look that comes late. What a log lost that was emptied before anybody read it is gone: rotate by renaming. A pattern such as `mail.log*`
//! also finds a log that was renamed before anybody saw it.

mod ahead;
mod files;
mod head;
mod lines;
mod position;
mod source;

use std::fs::File;
use std::io::{self, Seek, SeekFrom};
use std::time::{Duration, Instant};

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use self::ahead::Ahead;
use self::files::LogFile;
use self::lines::Lines;
pub use self::position::Position;
pub use self::source::LogSource;
use crate::observation::{Observation, Outcome};

/// A part of a log that was read.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Part {
    /// The log's id, the same for whoever reads that file.
    pub log: String,
    /// Where reading began, in bytes.
    pub from: u64,
    /// Where it ended.
    pub to: u64,
    /// What the lines say, each with the byte at which it ends.
    pub observations: Vec<Placed>,
}

/// An observation with its place.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Placed {
    /// Where its line ends, in bytes.
    pub end: u64,
    /// What it says.
    #[serde(flatten)]
    pub observation: Observation,
}

impl Part {
    /// How many of the bytes that may be read for a batch it counts as.
    pub(crate) fn cost(&self) -> u64 {
        self.to.saturating_sub(self.from).max(LEAST_COST)
    }
}

/// What one look at a source found.
#[derive(Debug, Default)]
pub struct Look {
    /// What was read, a part a log.
    pub parts: Vec<Part>,
    /// Whether everything was read that is there.
    pub is_caught_up: bool,
    /// How far a new line's time is from now, by the server's clock, in seconds; only where it was surely just written.
    pub clock_is_off_by: Option<i64>,
}

/// Follows the logs of one source.
#[derive(Debug)]
pub struct Follower {
    source: LogSource,
    positions: Vec<Position>,
    /// Since when a file that was followed is not there.
    missing: Vec<(String, Instant)>,
    /// When the last look had read everything.
    caught_up_at: Option<Timestamp>,
}

/// How long the position in a file that has gone is kept: renaming may hide it from a look.
const MISSING_FOR: Duration = Duration::from_secs(600);

/// How many bytes a part of a batch counts as at least. This limits the number of parts: where many small logs have grown,
/// some of them are sent with the next batch.
pub(crate) const LEAST_COST: u64 = 32 * 1024;

/// A line that was not there so long ago is taken for one that was just written.
const LIVE: SignedDuration = SignedDuration::from_secs(10);

impl Follower {
    /// Follows a source from where it was left.
    #[must_use]
    pub const fn new(source: LogSource, positions: Vec<Position>) -> Self {
        Self {
            source,
            positions,
            missing: Vec::new(),
            caught_up_at: None,
        }
    }

    /// What is followed.
    #[must_use]
    pub const fn source(&self) -> &LogSource {
        &self.source
    }

    /// How far each log has been read.
    #[must_use]
    pub fn positions(&self) -> &[Position] {
        &self.positions
    }

    /// Reads what is new: at most so many observations, and about so many bytes. `now` is the time of the look.
    ///
    /// # Errors
    /// The folder or a log cannot be read; what was read before that is forgotten, and read again by the next look.
    pub fn look(&mut self, observations: usize, bytes: u64, now: Timestamp) -> io::Result<Look> {
        let files = files::find(&self.source.path, &self.positions)?;
        self.forget_missing(&files);
        let before = self.positions.clone();
        let mut look = Look {
            is_caught_up: true,
            ..Look::default()
        };
        let mut room = Room {
            observations,
            bytes,
        };
        for file in &files {
            if let Err(error) = self.read_file(file, &mut room, &mut look, now) {
                // A log may go between being found and being read.
                if error.kind() == io::ErrorKind::NotFound {
                    continue;
                }
                self.positions = before;
                return Err(error);
            }
        }
        let is_live = self.caught_up_at.is_some_and(|at| {
            (Timestamp::UNIX_EPOCH..=now).contains(&at) && now.duration_since(at) <= LIVE
        });
        if !is_live {
            look.clock_is_off_by = None;
        }
        self.caught_up_at = look.is_caught_up.then_some(now);
        Ok(look)
    }

    fn read_file(
        &mut self,
        found: &LogFile,
        room: &mut Room,
        look: &mut Look,
        now: Timestamp,
    ) -> io::Result<()> {
        let known = self
            .positions
            .iter()
            .position(|position| position.file == found.id);
        if known.is_some_and(|index| self.positions[index].offset == found.length) {
            return Ok(());
        }
        let mut file = File::open(&found.path)?;
        let unchanged = match known {
            Some(index) => head::is_same(&mut file, &self.positions[index])?,
            None => false,
        };
        let index = match known {
            Some(index) if unchanged && self.positions[index].offset <= found.length => index,
            _ => {
                let Some(position) = head::begin(&mut file, &found.id, self.source.format)? else {
                    return Ok(());
                };
                if let Some(index) = known {
                    self.positions.remove(index);
                }
                self.positions.push(position);
                self.positions.len() - 1
            }
        };
        if room.is_empty() {
            look.is_caught_up = false;
            return Ok(());
        }
        let LogSource { zone, names, .. } = &self.source;
        let position = &mut self.positions[index];
        position.growth.note(now, found.length);
        let mut part = Part {
            log: position.log.clone(),
            from: position.offset,
            to: position.offset,
            observations: Vec::new(),
        };
        file.seek(SeekFrom::Start(position.offset))?;
        let mut lines = Lines::new(file, position.offset, position.is_in_long_line);
        let mut ahead = match position.reader.looks_ahead() {
            true => Some(position.ahead(&found.path)?),
            false => None,
        };
        let mut waits_at = None;
        while !room.is_empty() {
            let start = lines.offset();
            if let Some(ahead) = &mut ahead {
                ahead.tell(&mut position.reader, start, zone, now)?;
            }
            let Some(line) = lines.next_line()? else {
                break;
            };
            let is_last = ahead.as_ref().is_some_and(Ahead::is_at_end);
            if is_last && position.waits(start, line, zone, now) {
                waits_at = Some(start);
                break;
            }
            let seen = position.reader.read(line, zone, names, now);
            let is_repeated =
                |outcome: Outcome| self.source.refusals_are_elsewhere && !outcome.is_accepted();
            if let Some(observation) = seen.filter(|seen| !is_repeated(seen.outcome)) {
                room.observations -= 1;
                let line_at = position.reader.last().unwrap_or(observation.at);
                look.clock_is_off_by = Some(now.as_second() - line_at.as_second());
                let end = lines.offset();
                part.observations.push(Placed { end, observation });
            }
            room.bytes = room.bytes.saturating_sub(lines.last_length());
        }
        (position.offset, position.is_in_long_line) = match waits_at {
            Some(start) => (start, false),
            None => (lines.offset(), lines.is_in_long_line()),
        };
        part.to = position.offset;
        look.is_caught_up &= !room.is_empty();
        if part.to > part.from {
            let unspent = LEAST_COST.saturating_sub(part.to - part.from);
            room.bytes = room.bytes.saturating_sub(unspent);
            look.parts.push(part);
        }
        Ok(())
    }

    /// Positions in files that are gone for good.
    fn forget_missing(&mut self, files: &[LogFile]) {
        let is_there = |id: &str| files.iter().any(|file| file.id == id);
        self.missing.retain(|(id, _)| !is_there(id));
        for position in &self.positions {
            let is_noted = self.missing.iter().any(|(id, _)| *id == position.file);
            if !is_there(&position.file) && !is_noted {
                self.missing.push((position.file.clone(), Instant::now()));
            }
        }
        let is_gone = |id: &str| {
            let missing = self.missing.iter().find(|(missing, _)| missing == id);
            missing.is_some_and(|(_, since)| since.elapsed() > MISSING_FOR)
        };
        self.positions.retain(|position| !is_gone(&position.file));
    }
}

/// How much may still be read in one look.
struct Room {
    observations: usize,
    bytes: u64,
}

impl Room {
    const fn is_empty(&self) -> bool {
        self.observations == 0 || self.bytes == 0
    }
}
