//! How agents' sources are: whether silence means that nobody signs in.

use mailbox_password_evidence::Batch;
use rusqlite::{Connection, params};

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
            && now <= self.heard_at.plus_seconds(FRESH_SECONDS)
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

/// All of them.
pub(super) fn read(connection: &mut Connection) -> rusqlite::Result<Vec<Source>> {
    connection
        .prepare_cached("SELECT * FROM sources ORDER BY agent, name")?
        .query_map([], |row| {
            Ok(Source {
                agent: row.get("agent")?,
                name: row.get("name")?,
                problem: row.get("problem")?,
                is_caught_up: row.get("is_caught_up")?,
                clock_is_off_by: row.get("clock_is_off_by")?,
                heard_at: row.get("heard_at")?,
            })
        })?
        .collect()
}

/// Writes what an agent says of its sources. Those that it no longer names are its no longer.
pub(super) fn write(
    connection: &Connection,
    batch: &Batch,
    now: Timestamp,
) -> rusqlite::Result<()> {
    connection
        .prepare_cached("DELETE FROM sources WHERE agent = ?1")?
        .execute([&batch.agent])?;
    for source in &batch.sources {
        let last = source.last_line_at.map(|at| at.as_millisecond());
        connection
            .prepare_cached(
                "INSERT OR REPLACE INTO sources
                 (agent, name, format, problem, is_caught_up, clock_is_off_by, last_line_at, heard_at)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            )?
            .execute(params![
                batch.agent,
                source.name,
                source.format,
                source.problem,
                source.is_caught_up,
                source.clock_is_off_by,
                last,
                now
            ])?;
    }
    Ok(())
}
