use std::rc::Rc;

use leptos::callback::{Callable, UnsyncCallback};
use mailbox_password_rules::Policy;
use web_sys::Element;

use super::{LocalSignal, Session};
use crate::{
    api::{Abort, Assets},
    config::{Config, Mode},
    i18n::{Key, Texts},
    model::HostEvent,
    store::Records,
};

/// What every component and action may use: configuration, texts, policy, session, announcements, and the host.
#[derive(Clone, Copy)]
pub(crate) struct Context {
    pub(crate) config: LocalSignal<Config>,
    pub(crate) texts: LocalSignal<Texts>,
    /// The back end's policy, else the configuration's, else none.
    pub(crate) policy: LocalSignal<Policy>,
    pub(crate) session: LocalSignal<Session>,
    /// What the live region says.
    pub(crate) announcement: LocalSignal<String>,
    environment: LocalSignal<Option<Rc<Environment>>>,
}

/// What does not change while an element is on the page.
pub(crate) struct Environment {
    pub(crate) on_event: UnsyncCallback<HostEvent, bool>,
    pub(crate) assets: Assets,
    pub(crate) abort: Abort,
    /// In front of every id.
    pub(crate) id_prefix: String,
    /// The outermost node, in which everything is found.
    pub(crate) root: Element,
}

impl Context {
    pub(crate) fn new(config: Config, environment: Environment) -> Self {
        Self {
            texts: LocalSignal::default(),
            policy: LocalSignal::default(),
            session: LocalSignal::default(),
            announcement: LocalSignal::default(),
            environment: LocalSignal::new(Some(Rc::new(environment))),
            config: LocalSignal::new(config),
        }
    }

    /// What does not change; `None` once the element has left the page.
    pub(crate) fn environment(self) -> Option<Rc<Environment>> {
        Option::clone(&self.environment.get_untracked())
    }

    /// The words of a key, as they are now.
    pub(crate) fn text(self, key: Key) -> String {
        self.texts.get().get(key)
    }

    /// The words of a key, to be followed.
    pub(crate) fn t(self, key: Key) -> impl Fn() -> String + Copy {
        move || self.text(key)
    }

    /// The id with this end.
    pub(crate) fn id(self, end: &str) -> String {
        self.environment()
            .map(|environment| [&environment.id_prefix, "-", end].concat())
            .unwrap_or_default()
    }

    /// Who uses the element.
    pub(crate) fn mode(self) -> Mode {
        self.config.get_untracked().mode
    }

    /// Where this mailbox's records are stored.
    pub(crate) fn records(self) -> Records {
        let config = self.config.get_untracked();
        Records::new(&config.endpoint.url, &config.mailbox)
    }

    /// Says something in the live region. Equal words are said again.
    pub(crate) fn announce(self, mut words: String) {
        if *self.announcement.get_untracked() == words {
            words.push('\u{a0}');
        }
        self.announcement.set(words);
    }

    /// Says the words of a key in the live region.
    pub(crate) fn announce_key(self, key: Key) {
        self.announce(self.texts.get_untracked().get(key));
    }

    /// Tells the host. The answer counts for the cancelable event only: whether to go on.
    pub(crate) fn emit(self, event: HostEvent) -> bool {
        self.environment()
            .and_then(|environment| environment.on_event.try_run(event))
            .unwrap_or(true)
    }

    /// Whether the element has left the page.
    pub(crate) fn is_disposed(self) -> bool {
        self.environment().is_none()
    }
}
