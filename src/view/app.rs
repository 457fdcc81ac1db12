use leptos::{ev, prelude::*};

use super::{
    action,
    changed::{changed, unfinished},
    event::{Events, WidgetEvent},
    form::form,
    locked::locked,
    part,
    state::{State, Widget},
    unknown::unknown,
};
use crate::{config::Config, flow::Phase, i18n::Key, json::Json};

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
#[derive(Clone, Copy, Debug)]
pub struct Handle {
    command: RwSignal<Option<Command>>,
    busy: RwSignal<bool>,
}

impl Handle {
    /// A hand to be given to one [`MailboxPassword`].
    #[must_use]
    pub fn new() -> Self {
        Self {
            command: RwSignal::new(None),
            busy: RwSignal::new(false),
        }
    }

    /// Asks for something.
    pub fn send(self, command: Command) {
        self.command.set(Some(command));
    }

    /// Whether a request runs; a reactive reader is told when it ends.
    #[must_use]
    pub fn is_busy(self) -> bool {
        self.busy.try_get().unwrap_or(false)
    }
}

impl Default for Handle {
    fn default() -> Self {
        Self::new()
    }
}

/// A form with which a person changes their mailbox password, and then the list that brings every device along.
///
/// Its passwords live in its fields. When it is disposed of during a request, the request is aborted and
/// [`WidgetEvent::Unknown`] is told.
#[component]
pub fn MailboxPassword(
    /// What to change and how; it may change while the widget is shown, but for the mailbox.
    #[prop(into)]
    config: Signal<Config, LocalStorage>,
    /// Who is told what happens.
    #[prop(optional)]
    events: Events,
    /// Where the files are that are loaded later: `{locales, steps, common}`, as the element hands them over.
    #[prop(optional)]
    assets: Json,
    /// In front of every id; unique in the page.
    #[prop(into, default = "mailbox-password".into())]
    prefix: String,
    /// A host's hand.
    #[prop(optional)]
    handle: Handle,
) -> impl IntoView {
    let w = Widget::new(config.get_untracked(), events, assets, prefix);

    Effect::new(move |started: Option<()>| {
        let config = config.get();
        untrack(|| {
            action::configure(w, config);
            if started.is_none() {
                action::start(w);
                w.tell(WidgetEvent::Ready);
            }
        });
    });
    obey(w, handle);
    listen(w);
    on_cleanup(move || leave(w));

    let is_changed = w.flag(State::is_changed);
    let is_form = w.flag(|state| !state.is_changed());
    view! {
        <div
            class="mbp"
            data-mailbox-password="form"
            node_ref=w.root
            lang=w.words(|state| state.texts.lang().into())
            dir=w.words(|state| state.texts.dir().into())
        >
            {unfinished(w)}
            {unknown(w)}
            {locked(w)}
            {part::while_flag(is_form, move || {
                part::stack("mbp-stack", vec![
                    part::heading(w, "mbp-heading", "heading", 0, Key::Heading),
                    form(w),
                ])
            })}
            {part::while_flag(is_changed, move || changed(w))}
            {part::line_while("mbp-note mbp-warn", w.flag(|state| state.not_kept), w.t(Key::NotStored))}
            <p class="mbp-hidden" role="status">{w.words(|state| state.announcement.clone())}</p>
        </div>
    }
}

/// Commands in; whether a request runs out.
fn obey(w: Widget, handle: Handle) {
    let sending = w.flag(State::is_sending);
    Effect::new(move |_: Option<()>| handle.busy.set(sending.get()));
    Effect::new(move |before: Option<()>| {
        let command = handle.command.get();
        // What was asked of an earlier form is not asked of this one.
        untrack(|| match command.filter(|_| before.is_some()) {
            None => {}
            Some(Command::Check) => action::check(w),
            Some(Command::Focus) => focus(w),
            Some(Command::Reset) => action::reset(w),
            Some(Command::Resume) => action::resume_session(w),
        });
    });
}

/// What the window tells every widget.
fn listen(w: Widget) {
    let storage = window_event_listener(ev::storage, move |event| {
        action::store_changed(w, event.key().as_deref());
    });
    let shown_again = window_event_listener(ev::pageshow, move |event| {
        if event.persisted() {
            action::mask(w);
        }
    });
    let leaving = window_event_listener(ev::beforeunload, move |event| {
        if w.read(|state| state.is_sending() || state.is_unknown()) == Some(true) {
            event.prevent_default();
        }
    });
    on_cleanup(move || {
        storage.remove();
        shown_again.remove();
        leaving.remove();
    });
}

/// The widget goes away. A request that runs is aborted, and nobody knows what becomes of it.
fn leave(w: Widget) {
    let sent = w.read(|state| state.flow.attempt.clone().filter(|_| state.is_sending()));
    if let Some(ties) = w.ties() {
        ties.abort.abort();
        if let Some(Some(attempt)) = sent {
            ties.events.tell(WidgetEvent::unknown(&attempt));
        }
    }
}

fn focus(w: Widget) {
    let part = w.read(|state| match state.flow.phase {
        Phase::Changed(_) => "changed",
        Phase::Unknown(_) => "unknown",
        Phase::Editing | Phase::Sending => "current",
    });
    if let Some(part) = part {
        w.focus(part);
    }
}
