use std::{rc::Rc, time::Duration};

use leptos::prelude::*;
use mailbox_password_rules::{Advice, Finding, Policy, Rule};

use super::{
    checklist::Client,
    dom,
    el::El,
    event::{Events, WidgetEvent},
    field::Field,
};
use crate::{
    api::{Abort, Assets},
    config::Config,
    flow::{Changed, Checklist, Event, Flow, Phase, old_password_stopped},
    i18n::{Key, Texts},
    json::Json,
    store::Place,
};

/// All that is on the screen follows from this. It holds no password: those live in their fields.
pub(super) struct State {
    pub(super) config: Rc<Config>,
    pub(super) texts: Texts,
    pub(super) flow: Flow,
    /// What the back end says, else what `config` says, else nothing.
    pub(super) policy: Policy,
    /// What can be said of the new password as it is typed; empty for an empty field.
    pub(super) findings: Vec<Finding>,
    pub(super) advice: Vec<Advice>,
    pub(super) errors: Errors,
    /// Whether the summary of what went wrong is shown.
    pub(super) summary: bool,
    /// Which fields show what is in them.
    pub(super) shown: Vec<Field>,
    /// The field in which Caps Lock was noticed.
    pub(super) caps: Option<Field>,
    /// Whether the request takes long.
    pub(super) slow: bool,
    pub(super) locked: Option<Locked>,
    pub(super) checklist: Checklist,
    /// The devices as the back end said them.
    pub(super) devices: Json,
    /// Mail clients' steps, as they were asked for; `None` for a client without steps of its own.
    pub(super) steps: Vec<(Client, Option<Json>)>,
    /// Whether the list is of an earlier change and not finished.
    pub(super) unfinished: bool,
    /// Whether the browser keeps no list.
    pub(super) not_kept: bool,
    /// What became of copying the list.
    pub(super) copied: Option<Key>,
    /// What the one live region says.
    pub(super) announcement: String,
    /// `passwordChangedAt` when the form was shown.
    pub(super) baseline: Option<String>,
}

impl State {
    pub(super) fn new(config: Rc<Config>) -> Self {
        Self {
            texts: Texts::new(&config.lang, config.texts.clone(), Json::object()),
            policy: config.policy.clone().unwrap_or_default(),
            config,
            flow: Flow::default(),
            findings: Vec::new(),
            advice: Vec::new(),
            errors: Errors::default(),
            summary: false,
            shown: Vec::new(),
            caps: None,
            slow: false,
            locked: None,
            checklist: Checklist::default(),
            devices: Json::default(),
            steps: Vec::new(),
            unfinished: false,
            not_kept: false,
            copied: None,
            announcement: String::new(),
            baseline: None,
        }
    }

    /// Where this mailbox's records are kept.
    pub(super) fn place(&self) -> Place {
        Place::new(&self.config.endpoint.url, &self.config.mailbox)
    }

    /// The reference of the last attempt.
    pub(super) fn reference(&self) -> Option<String> {
        Some(self.flow.attempt.as_ref()?.reference().to_owned())
    }

    /// The words of a key if something holds, else nothing.
    pub(super) fn say_if(&self, holds: bool, key: Key) -> String {
        if holds {
            self.texts.get(key)
        } else {
            String::new()
        }
    }

    /// "Reference: 1a2b3c", or nothing.
    pub(super) fn reference_words(&self) -> String {
        self.reference()
            .map(|reference| {
                self.texts
                    .fill(Key::Reference, &[("reference", &reference)])
            })
            .unwrap_or_default()
    }

    /// When the old password certainly no longer works, by the back end's clock.
    pub(super) fn old_stops(&self, changed: &Changed) -> Option<f64> {
        let grace = self.policy.old_password_grace_seconds;
        old_password_stopped(changed.at, changed.old_works_until, grace)
    }

    pub(super) fn is_sending(&self) -> bool {
        matches!(self.flow.phase, Phase::Sending)
    }

    pub(super) fn is_changed(&self) -> bool {
        matches!(self.flow.phase, Phase::Changed(_))
    }

    pub(super) fn is_unknown(&self) -> bool {
        matches!(self.flow.phase, Phase::Unknown(_))
    }

    /// Says something to a screen reader, politely. Equal words are said again.
    pub(super) fn announce(&mut self, words: String) {
        let again = self.announcement == words;
        self.announcement = words;
        if again {
            self.announcement.push('\u{a0}');
        }
    }
}

/// What is wrong with a field.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum FieldError {
    Mismatch,
    Missing,
    /// What the back end said last belongs here.
    Refused,
    Unmet(Vec<Rule>),
}

/// What is wrong with each field.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(super) struct Errors([Option<FieldError>; 3]);

impl Errors {
    pub(super) fn get(&self, field: Field) -> Option<&FieldError> {
        self.0.get(field as usize)?.as_ref()
    }

    pub(super) fn set(&mut self, field: Field, error: Option<FieldError>) {
        if let Some(place) = self.0.get_mut(field as usize) {
            *place = error;
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.iter().all(Option::is_none)
    }

    /// Whether the form itself found something, before anything was sent.
    pub(super) fn found_here(&self) -> bool {
        self.0
            .iter()
            .flatten()
            .any(|error| *error != FieldError::Refused)
    }
}

/// The mailbox is locked.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Locked {
    /// When it unlocks by itself, by this computer's clock; milliseconds since 1970.
    pub(super) until: Option<f64>,
    /// Whether a change was refused for it (or the state was only read).
    pub(super) refused: bool,
    /// Whether the waiting time is over.
    pub(super) over: bool,
}

/// A widget: its state, and its ties to the outside.
#[derive(Clone, Copy)]
pub(super) struct Widget {
    state: RwSignal<State, LocalStorage>,
    ties: StoredValue<Rc<Ties>, LocalStorage>,
    pub(super) root: NodeRef<leptos::html::Div>,
}

/// What does not change while a widget lives.
pub(super) struct Ties {
    pub(super) events: Events,
    pub(super) assets: Assets,
    pub(super) abort: Abort,
    /// In front of every id.
    prefix: String,
}

impl Widget {
    pub(super) fn new(config: Config, events: Events, assets: Json, prefix: String) -> Self {
        Self {
            state: RwSignal::new_local(State::new(Rc::new(config))),
            ties: StoredValue::new_local(Rc::new(Ties {
                events,
                assets: Assets::new(assets),
                abort: Abort::new(),
                prefix,
            })),
            root: NodeRef::new(),
        }
    }

    /// Reads the state as it is now. `None` once the widget has left the page.
    pub(super) fn read<T>(self, read: impl FnOnce(&State) -> T) -> Option<T> {
        let state = self.state.try_read_untracked()?;
        Some(read(&state))
    }

    /// Changes the state. Nothing happens once the widget has left the page.
    pub(super) fn change(self, change: impl FnOnce(&mut State)) {
        if let Some(mut state) = self.state.try_write() {
            change(&mut state);
        }
    }

    /// What does not change; `None` once the widget has left the page.
    pub(super) fn ties(self) -> Option<Rc<Ties>> {
        self.ties.try_get_value()
    }

    /// Whether a request runs; a reactive reader is told when that may have changed.
    pub(super) fn is_sending(self) -> bool {
        self.state
            .try_read()
            .is_some_and(|state| state.is_sending())
    }

    /// The id of a part.
    pub(super) fn id(self, part: &str) -> String {
        self.ties()
            .map(|ties| [&ties.prefix, "-", part].concat())
            .unwrap_or_default()
    }

    /// Lets the flow go on.
    pub(super) fn happened(self, event: Event) {
        self.change(|state| state.flow.happened(event));
    }

    /// Says something to a screen reader, politely.
    pub(super) fn announce(self, words: impl FnOnce(&State) -> String) {
        self.change(|state| {
            let words = words(state);
            state.announce(words);
        });
    }

    /// Moves the focus to a part, once it is there.
    pub(super) fn focus(self, part: &'static str) {
        self.later(Duration::ZERO, move || {
            if let Some(root) = self.root.try_get_untracked().flatten() {
                dom::focus(&root, &self.id(part));
            }
        });
    }

    /// Does something later, if the widget is still on the page by then.
    pub(super) fn later(self, after: Duration, what: impl FnOnce() + 'static) {
        self.later_boxed(after, Box::new(what));
    }

    /// Shows the state, now and whenever it has changed.
    pub(super) fn show(self, mut what: El) {
        effect(Box::new(move |_| {
            if let Some(state) = self.state.try_read() {
                what.update(&state);
            }
        }));
    }

    /// Tells the host; the answer counts for the cancelable event only.
    pub(super) fn tell(self, event: WidgetEvent) -> bool {
        self.ties().is_none_or(|ties| ties.events.tell(event))
    }

    fn later_boxed(self, after: Duration, what: Box<dyn FnOnce()>) {
        set_timeout(
            move || {
                if !self.state.is_disposed() {
                    what();
                }
            },
            after,
        );
    }
}

/// Does something now, and whenever what it read has changed; it is told whether this is the first time.
/// One effect is compiled for all of them.
pub(super) fn effect(mut what: Box<dyn FnMut(bool)>) {
    Effect::new(move |before: Option<()>| what(before.is_none()));
}
