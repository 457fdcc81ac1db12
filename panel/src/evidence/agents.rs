//! The agents whose sources are known: listed, and forgotten once one was taken away. The panel cannot tell an agent that was
//! taken away from one that fell silent, and while one is silent it never says that nobody was refused.

use std::error;
use std::fmt;
use std::sync::Arc;

use super::erase::{EraseError, open};
use super::sources::{Source, SourceHealth};
use crate::clock::{Clock, Timestamp};
use crate::directory::DirectoryError;
use crate::ledger::AuditEntry;
use crate::maintenance::{CLIENT, OPERATOR};
use crate::options::Options;
use crate::setup::{StartError, open_ledger};

/// An agent that was forgotten.
#[derive(Debug)]
pub struct Forgotten {
    /// How many sources it had.
    pub sources: u64,
    /// When it last reported: what its logs told later, the panel does not know.
    pub heard_at: String,
    /// Whether it reported in the last minute, so that it is likely to report again.
    pub is_running: bool,
}

/// Why an agent was not forgotten, or is not on record as forgotten.
#[derive(Debug)]
pub enum ForgetError {
    /// It is forgotten, and the audit trail does not say so.
    NotNoted(DirectoryError),
    /// The audit trail cannot be opened.
    NoTrail(StartError),
    /// The store of evidence cannot be used.
    Store(EraseError),
    /// No agent with this name has reported.
    Unknown(String),
}

impl fmt::Display for ForgetError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotNoted(error) => write!(
                f,
                "it is forgotten, but that could not be written to the audit trail: {}",
                error.reason()
            ),
            Self::NoTrail(error) => write!(
                f,
                "nothing was forgotten, because it could not be written to the audit trail: {error}"
            ),
            Self::Store(error) => error.fmt(f),
            Self::Unknown(agent) => write!(
                f,
                "no agent {agent} has reported in the last 30 days; `panel evidence-sources` with the same options lists \
                 those that have"
            ),
        }
    }
}

impl error::Error for ForgetError {}

impl From<EraseError> for ForgetError {
    fn from(error: EraseError) -> Self {
        Self::Store(error)
    }
}

impl From<DirectoryError> for ForgetError {
    fn from(error: DirectoryError) -> Self {
        Self::Store(error.into())
    }
}

/// A line for each source of each agent that reported in the last 30 days: its state, and when the agent last reported.
///
/// # Errors
/// The store cannot be read.
pub async fn sources(options: &Options) -> Result<Vec<String>, EraseError> {
    let (store, _) = open(options).await?;
    let now = Clock::new(options.clock_file.clone()).now();
    let sources = store.sources().await?;
    Ok(sources.iter().map(|source| line(source, now)).collect())
}

/// Forgets the sources of an agent. An agent that still runs is listed again after its next report.
///
/// # Errors
/// There is no such agent, or a store cannot be used.
pub async fn forget(options: &Options, agent: &str) -> Result<Forgotten, ForgetError> {
    let (store, database) = open(options).await?;
    let sources = store.sources().await?;
    let heard = sources.iter().filter(|source| source.agent == agent);
    let Some(heard_at) = heard.map(|source| source.heard_at).max() else {
        return Err(ForgetError::Unknown(agent.to_owned()));
    };
    let clock = Arc::new(Clock::new(options.clock_file.clone()));
    let ledger = open_ledger(options, database.as_ref(), &clock).map_err(ForgetError::NoTrail)?;
    let sources = store.forget(agent).await?;
    let at = clock.now();
    let entry = AuditEntry {
        at,
        since: at,
        count: 1,
        event: "evidence-agent-forgotten".to_owned(),
        caller: OPERATOR.to_owned(),
        reference: None,
        client: format!("{CLIENT}, agent {agent}"),
        source: None,
    };
    if let Some(ledger) = ledger {
        let noted = ledger.note_operation(&entry).await;
        noted.map_err(ForgetError::NotNoted)?;
    }
    Ok(Forgotten {
        sources,
        heard_at: heard_at.rfc3339(),
        is_running: Source::is_recent(heard_at, at),
    })
}

fn line(source: &Source, now: Timestamp) -> String {
    let state = match source.health(now) {
        SourceHealth::ClockIsOff(seconds) => {
            let way = if seconds > 0 { "behind" } else { "ahead" };
            format!("its times are {} s {way}", seconds.unsigned_abs())
        }
        SourceHealth::NotReadable => {
            let problem = source.problem.as_deref().unwrap_or_default();
            format!("cannot be read ({problem})")
        }
        SourceHealth::Reading => "still being read".to_owned(),
        SourceHealth::Silent => "nothing heard since then".to_owned(),
        SourceHealth::UpToDate => "up to date".to_owned(),
    };
    let heard_at = source.heard_at.rfc3339();
    let line = format!(
        "{}: {}, last heard of {heard_at}: {state}",
        source.agent, source.name
    );
    // Agents write these words, and a terminal would obey some of the signs.
    line.replace(char::is_control, "\u{fffd}")
}
