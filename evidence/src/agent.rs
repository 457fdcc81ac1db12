//! The agent: follows sources and hands what it reads to the panel.
//!
//! Nothing that it reads is written down again. How far the panel has acknowledged is in a small file, replaced as a
//! whole; while the panel is away, the logs themselves are the queue. After a crash the agent reads a little again, and
//! the panel, which takes each place of a log once, takes none of it twice.

use std::io;
use std::path::PathBuf;

use jiff::{SignedDuration, Timestamp};

use crate::channel::{Batch, Seal, SourceState, VERSION};
use crate::follow::{Follower, LogSource, Look, Part};
use crate::limits::observations_of_batch;
use crate::state::StateFile;
use crate::text::one_line;

/// How many bytes of logs are read for one batch at most.
const MOST_BYTES: u64 = 8 * 1024 * 1024;

/// How often the panel hears that there is nothing new.
const HEARTBEAT: SignedDuration = SignedDuration::from_secs(10);

/// By how much the times of a log that is followed live may differ from the clock, in seconds.
const CLOCK_TOLERANCE: i64 = 120;

/// The receiver's answer.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Answer {
    /// It has taken the batch, now or before.
    Received,
    /// It refuses it for a reason that needs a person.
    Refused(String),
    /// It has seen a higher number.
    Stale {
        /// That number.
        last: u64,
    },
}

/// How an agent sends a batch to the panel: over HTTP, or without a network in a test.
pub trait Channel {
    /// Delivers a body with its signature.
    ///
    /// # Errors
    /// Words for why there is no answer; the batch is delivered again later.
    fn deliver(&mut self, body: &[u8], signature: &str) -> Result<Answer, String>;
}

/// What became of a step.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Step {
    /// Something was delivered; there may be more.
    Delivered,
    /// There was nothing to deliver.
    Idle,
    /// Something was delivered, and how far that was could not be written down; these are the words. After a restart the
    /// panel is told of it again, and takes none of it twice.
    Unsaved(String),
    /// The panel did not take it; these are the words. Wait before the next step.
    Waiting(String),
}

/// How an agent works.
#[derive(Debug)]
pub struct AgentSettings {
    /// Its name.
    pub name: String,
    /// What it follows.
    pub sources: Vec<LogSource>,
    /// The file in which it keeps how far the panel has acknowledged.
    pub state: PathBuf,
    /// What signs its batches.
    pub seal: Seal,
}

/// An agent that runs.
#[derive(Debug)]
pub struct Agent {
    name: String,
    seal: Seal,
    /// The most observations of a batch: as many as fit beside the state of all sources.
    observations: usize,
    state: StateFile,
    followers: Vec<Follower>,
    problems: Vec<Option<String>>,
    clocks: Vec<Option<i64>>,
    caught_up: Vec<bool>,
    sequence: u64,
    /// What was sent and not answered.
    pending: Option<Vec<Part>>,
    last_delivery: Option<Timestamp>,
}

impl Agent {
    /// Goes on where the agent of this state file was.
    ///
    /// # Errors
    /// The state file cannot be read or written, another agent is using it, or there are too many sources.
    pub fn open(settings: AgentSettings) -> io::Result<Self> {
        let observations = observations_of_batch(&settings.name, &settings.sources)
            .map_err(|why| io::Error::new(io::ErrorKind::InvalidInput, why))?;
        let (state, mut kept) = StateFile::open(settings.state)?;
        let count = settings.sources.len();
        let followers = settings
            .sources
            .into_iter()
            .map(|source| {
                let positions = kept.positions.remove(&source.name).unwrap_or_default();
                Follower::new(source, positions)
            })
            .collect();
        Ok(Self {
            name: settings.name,
            seal: settings.seal,
            observations,
            state,
            followers,
            problems: vec![None; count],
            clocks: vec![None; count],
            caught_up: vec![false; count],
            sequence: kept.sequence,
            pending: None,
            last_delivery: None,
        })
    }

    /// Reads what is new and delivers it, or delivers again what was not answered. `now` is the agent's clock.
    pub fn step(&mut self, channel: &mut dyn Channel, now: Timestamp) -> Step {
        let parts = match self.pending.take() {
            Some(parts) => parts,
            None => self.look(now),
        };
        let is_due = self
            .last_delivery
            .is_none_or(|last| now.duration_since(last) >= HEARTBEAT || now < last);
        let has_news = parts.iter().any(|part| !part.observations.is_empty());
        if !is_due && !has_news {
            // Lines that say nothing need no acknowledgement; they go with the next batch.
            return Step::Idle;
        }
        let batch = self.batch(&parts, now);
        let Ok(body) = serde_json::to_vec(&batch) else {
            return Step::Waiting("a batch could not be written".to_owned());
        };
        let signature = self.seal.sign(&body);
        let words = match channel.deliver(&body, &signature) {
            Ok(Answer::Received) => {
                self.last_delivery = Some(now);
                let positions = self
                    .followers
                    .iter()
                    .map(|follower| (follower.source().name.as_str(), follower.positions()));
                return match self.state.save(self.sequence, positions) {
                    Ok(()) => Step::Delivered,
                    Err(error) => Step::Unsaved(error.to_string()),
                };
            }
            Ok(Answer::Stale { last }) => {
                self.sequence = self.sequence.max(last);
                "the panel has seen later batches; the number is raised".to_owned()
            }
            Ok(Answer::Refused(words)) | Err(words) => words,
        };
        self.pending = Some(parts);
        Step::Waiting(words)
    }

    /// One part a log, of all sources together not more than a batch takes.
    fn look(&mut self, now: Timestamp) -> Vec<Part> {
        let mut parts: Vec<Part> = Vec::new();
        let (mut observations, mut bytes) = (self.observations, MOST_BYTES);
        for (index, follower) in self.followers.iter_mut().enumerate() {
            let looked = follower.look(observations, bytes, now);
            let (look, problem) = match looked {
                Ok(look) => (look, None),
                Err(error) => (Look::default(), Some(one_line(&error.to_string()))),
            };
            for part in &look.parts {
                observations -= part.observations.len().min(observations);
                bytes = bytes.saturating_sub(part.cost());
            }
            self.caught_up[index] = look.is_caught_up;
            if let Some(off) = look.clock_is_off_by {
                self.clocks[index] = (off.abs() > CLOCK_TOLERANCE).then_some(off);
            }
            self.problems[index] = problem;
            parts.extend(look.parts);
        }
        parts
    }

    fn batch(&mut self, parts: &[Part], now: Timestamp) -> Batch {
        let clock = u64::try_from(now.as_microsecond()).unwrap_or(0);
        self.sequence = clock.max(self.sequence.saturating_add(1));
        let states = self.followers.iter().enumerate().map(|(index, follower)| {
            let last = follower.positions().iter();
            SourceState {
                name: follower.source().name.clone(),
                format: follower.source().format.id().to_owned(),
                problem: self.problems[index].clone(),
                is_caught_up: self.caught_up[index],
                clock_is_off_by: self.clocks[index],
                last_line_at: last.filter_map(crate::follow::Position::last).max(),
            }
        });
        Batch {
            version: VERSION,
            agent: self.name.clone(),
            sequence: self.sequence,
            id: format!("{:x}-{:x}", std::process::id(), self.sequence),
            sent_at: now,
            sources: states.collect(),
            parts: parts.to_vec(),
        }
    }
}
