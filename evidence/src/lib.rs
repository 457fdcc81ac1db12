//! Evidence of devices: the logs of mail servers, read as observations of who signed in with what.
//!
//! A directory counts refused passwords and does not say whose device they came from. The mail servers write it down. A
//! [`LogReader`] turns the lines of one log into [`Observation`]s; each format is a file in `sources`, with its
//! documentation and a table of sample lines in `tests`.
//!
//! A [`Follower`] finds what was added to logs, and an [`Agent`] hands it to the panel in signed [`Batch`]es.
//!
//! Whoever signs in chooses a part of what a log line says: the user name, the user agent, the device's id. So a line is
//! read from the parts that the server itself writes, one line is one observation at most, and every text of an
//! observation is one short line without control or direction characters. No password is in any of them: parts of a
//! line that can hold one are never taken over.

#![cfg_attr(test, allow(clippy::expect_used, clippy::panic, clippy::unwrap_used))]

mod agent;
mod channel;
mod clients;
mod follow;
mod limits;
mod names;
mod network;
mod observation;
mod reader;
mod sources;
mod state;
mod text;
mod time;

pub use agent::{Agent, AgentSettings, Answer, Channel, Step};
pub use channel::{Batch, MIN_SECRET_BYTES, Probe, Seal, ShortSecret, SourceState, VERSION};
pub use clients::KnownClient;
pub use follow::{Follower, LogSource, Look, Part, Placed, Position};
pub use limits::{MAX_BODY_BYTES, MAX_NAME_BYTES, MOST_SOURCES, check_limits};
pub use names::Names;
pub use observation::{Observation, Outcome, Protocol};
pub use reader::LogReader;
pub use sources::{Format, UnknownFormat};
pub use text::{MAX_TEXT, one_line};
pub use time::{UnknownZone, Zone};
