//! What `panel check` looks at.

use super::Options;
use super::error::OptionsError;
use super::evidence::AgentOptions;
use super::given::Given;

/// What `panel check` looks at: a panel's options, an agent's, or both if one file has both.
#[derive(Debug)]
pub struct Checkup {
    /// The panel's.
    pub panel: Option<Options>,
    /// The agent's.
    pub agent: Option<AgentOptions>,
}

impl Checkup {
    /// Where an agent's options stand without a place for mailboxes, there is no panel.
    pub(super) fn new(given: Given) -> Result<Self, OptionsError> {
        let has_agent = given.evidence_panel.is_some() || given.evidence_source.is_some();
        let has_mailboxes = given.demo || given.store.is_some() || given.directory.is_some();
        let agent = match has_agent {
            true => Some(AgentOptions::new(given.clone())?),
            false => None,
        };
        let panel = match has_mailboxes || !has_agent {
            true => Some(Options::new(given)?),
            false => None,
        };
        Ok(Self { panel, agent })
    }
}
