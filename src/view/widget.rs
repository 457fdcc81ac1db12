use std::{rc::Rc, time::Duration};

use leptos::prelude::*;

use super::{
    dom,
    el::El,
    event::{Events, WidgetEvent},
    handle::Handle,
    slot::Part,
    state::State,
};
use crate::{
    api::{Abort, Assets},
    config::{Config, Mode},
    flow::Event,
    json::Json,
};

/// A widget: its state, and its ties to the outside.
#[derive(Clone, Copy)]
pub(super) struct Widget {
    state: RwSignal<State, LocalStorage>,
    ties: StoredValue<Rc<Ties>, LocalStorage>,
    pub(super) root: NodeRef<leptos::html::Div>,
}

/// What does not change while a widget lives.
pub(super) struct Ties {
    /// As the host sets it; the state has what of it is in use.
    #[cfg(feature = "full")]
    pub(super) config: RwSignal<Config, LocalStorage>,
    pub(super) events: Events,
    pub(super) assets: Assets,
    pub(super) abort: Abort,
    /// In front of every id.
    pub(super) prefix: String,
    /// What of the widget this is.
    pub(super) part: Part,
    /// The host's hand on the whole.
    #[cfg(feature = "full")]
    pub(super) handle: Handle,
}

impl Widget {
    pub(super) fn new(
        config: RwSignal<Config, LocalStorage>,
        events: Events,
        assets: Json,
        prefix: String,
        part: Part,
        #[allow(unused_variables, reason = "only a part in the same module needs it")]
        handle: Handle,
    ) -> Self {
        Self {
            state: RwSignal::new_local(State::new(Rc::new(config.get_untracked()))),
            ties: StoredValue::new_local(Rc::new(Ties {
                #[cfg(feature = "full")]
                config,
                events,
                assets: Assets::new(assets),
                abort: Abort::new(),
                prefix,
                part,
                #[cfg(feature = "full")]
                handle,
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

    /// Whether this is an administrator's form.
    pub(super) fn is_admin(self) -> bool {
        cfg!(feature = "full")
            && self.read(|state| state.config.mode == Mode::Administrator) == Some(true)
    }

    /// Tells the host; the answer counts for the cancelable event only.
    pub(super) fn tell(self, event: WidgetEvent) -> bool {
        self.ties().is_none_or(|ties| ties.events.tell(event))
    }

    fn later_boxed(self, after: Duration, what: Box<dyn FnOnce()>) {
        let now = after.min(LONGEST);
        let rest = after.saturating_sub(now);
        set_timeout(
            move || {
                if self.state.is_disposed() {
                } else if rest.is_zero() {
                    what();
                } else {
                    self.later_boxed(rest, what);
                }
            },
            now,
        );
    }
}

/// The longest that a browser's timer can wait, which is 24 days: what takes longer waits in turns.
const LONGEST: Duration = Duration::from_millis(i32::MAX as u64);

/// Does something now, and whenever what it read has changed; it is told whether this is the first time.
/// One effect is compiled for all of them.
pub(super) fn effect(mut what: Box<dyn FnMut(bool)>) {
    Effect::new(move |before: Option<()>| what(before.is_none()));
}
