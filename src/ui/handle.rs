use leptos::prelude::untrack;

use crate::{
    actions,
    config::Mode,
    model::Phase,
    state::{ElementId, ElementSignals, LocalSignal},
};

/// What a host can ask an element to do.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Command {
    /// Find out whether the password was changed, while that is unknown.
    Check,
    /// Move the focus to where the person continues.
    Focus,
    /// Start over; what was typed is gone. Nothing happens while a request runs or its outcome is unknown.
    Reset,
    /// The person has signed in again; nothing is sent by itself.
    Resume,
}

/// A host's handle to one [`MailboxPassword`](crate::MailboxPassword): commands in, and whether a request runs.
#[derive(Clone, Copy)]
pub struct Handle {
    element: LocalSignal<Option<ElementId>>,
}

impl Handle {
    /// A handle that is connected once it is given to an element.
    #[must_use]
    pub fn new() -> Self {
        Self {
            element: LocalSignal::default(),
        }
    }

    /// Runs a command at once; without effect once the element has left the page.
    pub fn send(self, command: Command) {
        if let Some(signals) = self.signals() {
            untrack(|| run(signals, command));
        }
    }

    /// Whether a change was sent and its outcome is not known: the request runs, or ended without a clear answer. Another
    /// mailbox has to wait, and leaving the page should be asked about.
    /// [`HostEvent::Settled`](crate::model::HostEvent::Settled) reports when a request has ended or its outcome is known.
    #[must_use]
    pub fn is_busy(self) -> bool {
        self.signals()
            .is_some_and(|signals| signals.form().change().get_untracked().is_pending())
    }

    /// Whether the request runs.
    #[must_use]
    pub fn is_sending(self) -> bool {
        self.signals()
            .is_some_and(|signals| signals.form().change().get_untracked().is_sending())
    }

    /// Connects it to an element.
    pub(super) fn connect(self, signals: ElementSignals) {
        self.element.set(Some(signals.id()));
    }

    fn signals(self) -> Option<ElementSignals> {
        let signals = self.element.get_untracked().map(ElementSignals::of);
        signals.filter(|signals| !signals.cx.is_disposed())
    }
}

impl Default for Handle {
    fn default() -> Self {
        Self::new()
    }
}

impl std::fmt::Debug for Handle {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Handle")
    }
}

fn run(s: ElementSignals, command: Command) {
    s.cx.keep_focus();
    match command {
        Command::Check => actions::check(s.form()),
        Command::Focus => s.cx.focus(focus_target(s)),
        Command::Reset => actions::reset(s),
        Command::Resume => actions::resume_session(s),
    }
}

/// Where the person continues: the end of the id.
fn focus_target(s: ElementSignals) -> &'static str {
    match s.form().change().get_untracked().phase {
        Phase::Changed(_) => "changed",
        Phase::Unknown(_) => "unknown",
        Phase::Editing | Phase::Sending => match s.cx.mode() {
            Mode::Administrator => "new",
            Mode::Recovery => "recovery",
            Mode::User if s.checklist().checklist().get_untracked().is_page() => "checklist",
            Mode::User => "current",
        },
    }
}
