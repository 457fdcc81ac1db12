use leptos::prelude::*;

use super::{action, slot::Part, state::State, widget::Widget};
use crate::{config::Mode, flow::Phase};

/// What a host asks of a widget.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Command {
    /// Find out whether the password was changed.
    Check,
    /// Put the focus where the next thing is to be done.
    Focus,
    /// Begin anew; what was typed is gone.
    Reset,
    /// Signed in again; nothing is sent by itself.
    Resume,
}

/// A host's hand on a widget: commands in, and whether a request runs.
#[derive(Clone, Copy)]
pub struct Handle {
    /// The widget, and its parts. Asked directly: an effect would lose all but the last of several commands, and would
    /// say a moment too late that a request runs.
    widgets: StoredValue<Vec<Widget>, LocalStorage>,
}

impl Handle {
    /// A hand to be given to one [`MailboxPassword`].
    #[must_use]
    pub fn new() -> Self {
        Self {
            widgets: StoredValue::new_local(Vec::new()),
        }
    }

    /// Asks for something.
    pub fn send(self, command: Command) {
        for w in self.widgets() {
            untrack(|| obey(w, command));
        }
    }

    /// Whether a request runs. [`WidgetEvent::Settled`] tells when it has ended.
    #[must_use]
    pub fn is_busy(self) -> bool {
        let is_sending = |w: Widget| w.read(State::is_sending) == Some(true);
        self.widgets().into_iter().any(is_sending)
    }

    /// Those that are still on the page.
    fn widgets(self) -> Vec<Widget> {
        let mut all = self.widgets.try_get_value().unwrap_or_default();
        all.retain(|w| w.ties().is_some());
        all
    }

    /// From now on it is this widget's, too.
    pub(super) fn join(self, w: Widget) {
        let mut all = self.widgets();
        all.push(w);
        self.widgets.set_value(all);
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

/// Does what the host asks. A part takes part in nothing but signing in again.
fn obey(w: Widget, command: Command) {
    let is_whole = w.ties().is_some_and(|ties| ties.part == Part::Whole);
    match command {
        Command::Resume => action::resume_session(w),
        _ if !is_whole => {}
        Command::Check => action::check(w),
        Command::Focus => focus(w),
        Command::Reset => action::reset(w),
    }
}

fn focus(w: Widget) {
    let part = w.read(|state| match state.flow.phase {
        Phase::Changed(_) => "changed",
        Phase::Unknown(_) => "unknown",
        Phase::Editing | Phase::Sending => match state.config.mode {
            Mode::Administrator => "new",
            Mode::Recovery => "recovery",
            Mode::User => "current",
        },
    });
    if let Some(part) = part {
        w.focus(part);
    }
}
