use super::Attempt;

/// What is reported to the host page. It never holds a password.
#[derive(Clone, Debug, PartialEq)]
pub enum HostEvent {
    /// A request is about to be sent. The only event that can be cancelled.
    BeforeSubmit,
    /// The password was changed.
    Changed {
        /// Whose password.
        mailbox: String,
        /// When, if known; milliseconds since 1970.
        changed_at: Option<f64>,
        /// Six characters of the idempotency key.
        reference: Option<String>,
    },
    /// The checklist progressed.
    Checklist {
        /// Devices done.
        done: u32,
        /// Devices on the list.
        total: u32,
    },
    /// It was not changed: the back end refused, or **Check** or the person found it out.
    Failed {
        /// The problem's code, if it had one.
        code: Option<&'static str>,
        /// The HTTP status; 0 where no answer named one.
        status: u16,
        /// Six characters of the idempotency key.
        reference: Option<String>,
    },
    /// The form can be used.
    Ready,
    /// The session has ended; sign in again and call `resume()`.
    SessionExpired,
    /// A request has ended, however it ended, or its unknown outcome is known now. The element does not dispatch it.
    Settled,
    /// The mailbox was unlocked here.
    Unlocked {
        /// Which mailbox.
        mailbox: String,
        /// From when it is effective, if that is later; milliseconds since 1970.
        works_from: Option<f64>,
    },
    /// The outcome of a change is unknown.
    Unknown {
        /// When it was sent; milliseconds since 1970.
        sent_at: f64,
        /// Six characters of the idempotency key.
        reference: String,
    },
}

impl HostEvent {
    /// The event for an attempt whose outcome is unknown.
    pub(crate) fn unknown(attempt: &Attempt) -> Self {
        Self::Unknown {
            sent_at: attempt.sent_at,
            reference: attempt.reference().into(),
        }
    }
}
