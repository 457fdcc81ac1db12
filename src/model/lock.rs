/// A lock of the mailbox, as the person is shown it. Moments are of this page's clock.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Lock {
    /// When it was found to be locked.
    pub since: f64,
    /// When it unlocks by itself; `None` if only an administrator can unlock it.
    pub until: Option<f64>,
    /// Whether a change was refused because of it, or only the status was read.
    pub refused_change: bool,
    /// Whether the back end refused a current password here before.
    pub after_own_refusals: bool,
    /// Whether the waiting time is over.
    pub is_over: bool,
}
