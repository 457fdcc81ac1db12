/// The person's session at the back end, as its answers show it.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) struct Session {
    /// Why it cannot be used any more. Nothing is queried until the host resumes it.
    pub(crate) end: Option<SessionEnd>,
    /// Whether a change or an unlock was refused because it has ended, which is shown beside the button.
    pub(crate) has_refused: bool,
}

/// Why a query was refused.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum SessionEnd {
    /// The back end answered that the session has ended.
    Ended,
    /// The back end redirected, often to a sign-in page.
    Redirected,
}
