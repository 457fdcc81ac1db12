use std::rc::Rc;

use crate::flow::Attempt;

/// What a widget tells its host. Never a password.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum WidgetEvent {
    /// About to send. The only one that can be cancelled.
    BeforeSubmit,
    /// The password was changed.
    Changed {
        /// Whose.
        mailbox: String,
        /// When, if known; milliseconds since 1970.
        changed_at: Option<f64>,
        /// Six characters of the idempotency key.
        reference: Option<String>,
    },
    /// The checklist went on.
    Checklist {
        /// Devices done.
        done: u32,
        /// Devices on the list.
        total: u32,
    },
    /// The back end refused.
    Failed {
        /// The problem's code, if it had one.
        code: Option<&'static str>,
        /// The HTTP status.
        status: u16,
        /// Six characters of the idempotency key.
        reference: Option<String>,
    },
    /// The form can be used.
    Ready,
    /// The session has ended; sign in again and call `resume()`.
    SessionExpired,
    /// A request has ended, however it ended. The element does not dispatch it.
    Settled,
    /// The mailbox was unlocked here.
    Unlocked {
        /// Which.
        mailbox: String,
        /// From when it holds, if that is later; milliseconds since 1970.
        works_from: Option<f64>,
    },
    /// Nobody knows whether the password was changed.
    Unknown {
        /// When it was sent; milliseconds since 1970.
        sent_at: f64,
        /// Six characters of the idempotency key.
        reference: String,
    },
}

impl WidgetEvent {
    /// Nobody knows what became of this attempt.
    pub(super) fn unknown(attempt: &Attempt) -> Self {
        Self::Unknown {
            sent_at: attempt.sent_at,
            reference: attempt.reference().into(),
        }
    }
}

/// Who is told. The answer to [`WidgetEvent::BeforeSubmit`] is whether to go on; all others are ignored.
#[derive(Clone)]
pub struct Events(Rc<dyn Fn(WidgetEvent) -> bool>);

impl Events {
    /// Tells this function.
    pub fn new(listener: impl Fn(WidgetEvent) -> bool + 'static) -> Self {
        Self(Rc::new(listener))
    }

    pub(super) fn tell(&self, event: WidgetEvent) -> bool {
        (self.0)(event)
    }
}

impl Default for Events {
    fn default() -> Self {
        Self::new(|_| true)
    }
}

impl std::fmt::Debug for Events {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Events")
    }
}
