//! What an agent sends.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::follow::Part;

/// The version of this form; a receiver refuses others.
pub const VERSION: u32 = 1;

/// What an agent has read since its last batch, and how its sources are. The panel counts each line of a log once,
/// by its position, so a batch that is sent again, or a second agent on the same log, changes nothing.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Batch {
    /// [`VERSION`].
    pub version: u32,
    /// The agent's name.
    pub agent: String,
    /// Grows with each batch of this agent, also through restarts.
    pub sequence: u64,
    /// Tells this batch from another one with the same number.
    pub id: String,
    /// When it was sent, by the agent's clock.
    pub sent_at: Timestamp,
    /// How the agent's sources are, every one of them.
    pub sources: Vec<SourceState>,
    /// What was read.
    pub parts: Vec<Part>,
}

/// How a source is.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SourceState {
    /// Its name.
    pub name: String,
    /// Its format, in the word of the options.
    pub format: String,
    /// Why it cannot be read; `None` if it can.
    pub problem: Option<String>,
    /// Whether everything is read that is in its logs.
    pub is_caught_up: bool,
    /// How many seconds its times are behind the agent's clock, if that is more than they can be.
    pub clock_is_off_by: Option<i64>,
    /// The time of its last line about a sign-in.
    pub last_line_at: Option<Timestamp>,
}

/// What an agent asks before it begins: whether the panel takes what it signs, and what time it is there. It is signed
/// as a batch is, and changes nothing.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Probe {
    /// [`VERSION`].
    pub probe: u32,
}

impl Probe {
    /// The longest body of a probe, in bytes.
    pub const MAX_BODY_BYTES: usize = 64;
}
