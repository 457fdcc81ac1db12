use std::ops::Deref;

use crate::model::{Change, Changed, Expiry, Phase, UnknownOutcome};

/// The change of this form, and what is shown beside its phase.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct ChangeState {
    /// The state machine.
    pub(crate) change: Change,
    /// Since when a submit has waited for the policy, by this page's clock.
    pub(crate) held_since: Option<f64>,
    /// Whether the running request takes long.
    pub(crate) is_slow: bool,
    /// Whether the browser says that it is offline. It may be wrong, with a VPN for example.
    pub(crate) is_offline: bool,
    /// Whether the back end refused a current password that was entered here.
    pub(crate) has_own_refusals: bool,
    /// When the password was changed, as it is shown; milliseconds since 1970.
    pub(crate) changed_at: f64,
    /// The back end's last `passwordChangedAt`.
    pub(crate) baseline: Option<String>,
    /// What the age of the current password asks for, by the back end's last answer.
    pub(crate) expiry: Option<Expiry>,
}

impl ChangeState {
    pub(crate) fn is_sending(&self) -> bool {
        matches!(self.phase, Phase::Sending)
    }

    pub(crate) fn is_changed(&self) -> bool {
        matches!(self.phase, Phase::Changed(_))
    }

    pub(crate) fn is_unknown(&self) -> bool {
        matches!(self.phase, Phase::Unknown(_))
    }

    /// Whether what is in the fields was sent, and its outcome is not known yet.
    pub(crate) fn is_pending(&self) -> bool {
        self.is_sending() || self.is_unknown()
    }

    /// The back end's details of the change; the default before it.
    pub(crate) fn changed(&self) -> Changed {
        match &self.phase {
            Phase::Changed(changed) => changed.clone(),
            Phase::Editing | Phase::Sending | Phase::Unknown(_) => Changed::default(),
        }
    }

    /// What is known while the outcome is unknown.
    pub(crate) fn unknown(&self) -> Option<&UnknownOutcome> {
        match &self.phase {
            Phase::Unknown(unknown) => Some(unknown),
            Phase::Editing | Phase::Sending | Phase::Changed(_) => None,
        }
    }

    /// Whether the back end has named where the outcome of the attempt can be read.
    pub(crate) fn has_job(&self) -> bool {
        self.attempt
            .as_ref()
            .is_some_and(|attempt| attempt.location.is_some())
    }

    /// The reference of the last attempt.
    pub(crate) fn reference(&self) -> Option<String> {
        Some(self.attempt.as_ref()?.reference().to_owned())
    }
}

impl Deref for ChangeState {
    type Target = Change;

    fn deref(&self) -> &Change {
        &self.change
    }
}
