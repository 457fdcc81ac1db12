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

impl Source {
    /// Whether what it does not tell has not happened.
    pub(crate) fn is_fresh(&self, now: Timestamp) -> bool {
        self.problem.is_none()
            && self.is_caught_up
            && self.clock_is_off_by.is_none()
            && Self::is_recent(self.heard_at, now)
    }

    /// Whether an agent that was heard of then is one that still reports.
    pub(super) fn is_recent(heard_at: Timestamp, now: Timestamp) -> bool {
        now <= heard_at.plus_seconds(FRESH_SECONDS)
    }
}

/// What the silence of logs means.
#[derive(Clone, Debug, Default)]
pub(crate) struct Silence {
    /// Sources of which something may be missing.
    pub(crate) stale: Vec<Source>,
    has_sources: bool,
}

impl Silence {
    pub(super) fn new(sources: Vec<Source>, now: Timestamp) -> Self {
        Self {
            has_sources: !sources.is_empty(),
            stale: sources
                .into_iter()
                .filter(|source| !source.is_fresh(now))
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
