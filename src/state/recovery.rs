use crate::model::{Recovery, Step};

/// The recovery of a locked mailbox on the screen.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct RecoveryState {
    pub(crate) recovery: Recovery,
    /// Whether its steps are on the screen; in `mode="recovery"` they always are.
    pub(crate) is_shown: bool,
    /// Whether the browser could not keep what was reported.
    pub(crate) is_not_kept: bool,
}

impl RecoveryState {
    /// Whether this step is the next one of the recovery that is on the screen.
    pub(crate) fn is_next(&self, step: Step) -> bool {
        self.is_shown && self.recovery.next() == Some(step)
    }
}
