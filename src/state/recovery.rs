use crate::model::Recovery;

/// The recovery of a locked mailbox on the screen.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct RecoveryState {
    pub(crate) recovery: Recovery,
    /// Whether its steps are on the screen; in `mode="recovery"` they always are.
    pub(crate) is_shown: bool,
    /// Whether the browser could not keep what was reported.
    pub(crate) is_not_kept: bool,
}
