//! How agents' sources are: whether silence means that nobody signs in.

use crate::clock::Timestamp;

/// For how long a source counts as heard of, in seconds. Agents report every ten.
const FRESH_SECONDS: u64 = 60;

/// A log of an agent.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Source {
    pub(crate) agent: String,
    pub(crate) name: String,
    /// Why the agent cannot read it.
    pub(crate) problem: Option<String>,
    pub(crate) is_caught_up: bool,
    /// How many seconds its times are behind the agent's clock, if that is too much.
    pub(crate) clock_is_off_by: Option<i64>,
    /// When the agent last reported.
    pub(crate) heard_at: Timestamp,
}

/// How a log is; only one that is up to date tells by its silence that nothing has happened.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum SourceHealth {
    /// Its times are so many seconds behind the agent's clock; ahead, if negative.
    ClockIsOff(i64),
    /// The agent reports that it cannot read it.
    NotReadable,
    Reading,
    /// The agent has not reported for a while, so that everything else it told may have changed.
    Silent,
    UpToDate,
}

impl Source {
    /// How it is.
    pub(crate) fn health(&self, now: Timestamp) -> SourceHealth {
        if !Self::is_recent(self.heard_at, now) {
            SourceHealth::Silent
        } else if self.problem.is_some() {
            SourceHealth::NotReadable
        } else if let Some(seconds) = self.clock_is_off_by {
            SourceHealth::ClockIsOff(seconds)
        } else if self.is_caught_up {
            SourceHealth::UpToDate
        } else {
            SourceHealth::Reading
        }
    }

    /// Whether an agent that was heard of then is one that still reports.
    pub(super) fn is_recent(heard_at: Timestamp, now: Timestamp) -> bool {
        now <= heard_at.plus_seconds(FRESH_SECONDS)
    }
}

/// What the silence of logs means.
#[derive(Clone, Debug, Default)]
pub(crate) struct Silence {
    /// Sources of which something may be missing, and how they are.
    pub(crate) stale: Vec<(Source, SourceHealth)>,
    has_sources: bool,
}

impl Silence {
    pub(super) fn new(sources: Vec<(Source, SourceHealth)>) -> Self {
        Self {
            has_sources: !sources.is_empty(),
            stale: sources
                .into_iter()
                .filter(|(_, health)| *health != SourceHealth::UpToDate)
                .collect(),
        }
    }

    /// Whether what no log tells has not happened.
    pub(crate) fn proves_quiet(&self) -> bool {
        self.has_sources && self.stale.is_empty()
    }

    /// Whether any agent has reported in the last 30 days.
    pub(crate) const fn has_sources(&self) -> bool {
        self.has_sources
    }
}
