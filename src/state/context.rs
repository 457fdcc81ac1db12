use std::{cell::Cell, rc::Rc, time::Duration};

use dom::Claims;
use js_sys::Promise;
use leptos::callback::{Callable, UnsyncCallback};
use mailbox_password_rules::Policy;
use web_sys::Element;

use super::{
    LocalSignal, Session,
    value::{State, Value},
};
use crate::{
    api::{Abort, Assets},
    config::{Config, Mode},
    i18n::{Key, Language, Texts},
    json::Json,
    model::HostEvent,
    store::Records,
};

/// How long an announcement stays in the live region: screen readers have taken it up by then.
const ANNOUNCED: Duration = Duration::from_secs(5);

/// What every component and action may use: configuration, texts, policy, session, announcements, and the host.
///
/// A handle of a few bytes, since every binding holds one.
#[derive(Clone, Copy)]
pub(crate) struct Context(LocalSignal<Option<Rc<Shared>>>);

/// What a context is a handle to.
struct Shared {
    config: LocalSignal<Config>,
    texts: LocalSignal<Texts>,
    policy: LocalSignal<Policy>,
    is_policy_pending: LocalSignal<bool>,
    session: LocalSignal<Session>,
    announcement: LocalSignal<String>,
    environment: Rc<Environment>,
}

impl State for Option<Rc<Shared>> {
    fn into_value(self) -> Value {
        Value::signals(self)
    }

    fn from_value(value: Value) -> Option<Rc<Self>> {
        value.of_signals()
    }
}

/// Declares for a signal how it is read with tracking, read without, and set.
macro_rules! signals {
    ($($(#[$doc:meta])* $get:ident, $now:ident, $set:ident: $value:ty;)*) => {
        impl Context {$(
            $(#[$doc])*
            pub(crate) fn $get(self) -> Rc<$value> {
                self.shared().map(|shared| shared.$get.get()).unwrap_or_default()
            }

            /// The same, untracked.
            #[allow(dead_code, reason = "not every signal is read both ways")]
            pub(crate) fn $now(self) -> Rc<$value> {
                self.shared().map(|shared| shared.$get.get_untracked()).unwrap_or_default()
            }

            /// Sets it.
            pub(crate) fn $set(self, value: $value) {
                if let Some(shared) = self.shared() {
                    shared.$get.set(value);
                }
            }
        )*}
    };
}

signals! {
    /// The configuration.
    config, config_now, set_config: Config;
    /// The texts, in the language and for whoever reads them.
    texts, texts_now, set_texts: Texts;
    /// The back end's policy, else the configuration's, else none.
    policy, policy_now, set_policy: Policy;
    /// Whether the policy's request is running.
    is_policy_pending, is_policy_pending_now, set_is_policy_pending: bool;
    /// The person's session at the back end.
    session, session_now, set_session: Session;
    /// The text of the live region.
    announcement, announcement_now, set_announcement: String;
}

/// What does not change while an element is on the page.
pub(crate) struct Environment {
    pub(crate) on_event: UnsyncCallback<HostEvent, bool>,
    pub(crate) assets: Assets,
    /// The language that the element starts with; its texts are there already.
    pub(crate) language: Language,
    pub(crate) abort: Abort,
    /// In front of every id.
    pub(crate) id_prefix: String,
    /// The outermost node; look-ups stay inside it.
    pub(crate) root: Element,
    /// The answer to the policy's request, which the loader has sent already: it is taken once.
    pub(crate) policy_answer: Cell<Option<Promise>>,
    /// The nodes that the loader has drawn already.
    pub(crate) drawn: Claims,
}

impl Context {
    pub(crate) fn new(config: Config, environment: Environment) -> Self {
        let texts = Texts::new("", Json::default(), environment.language.clone());
        Self(LocalSignal::new(Some(Rc::new(Shared {
            config: LocalSignal::new(config),
            texts: LocalSignal::new(texts),
            policy: LocalSignal::default(),
            is_policy_pending: LocalSignal::default(),
            session: LocalSignal::default(),
            announcement: LocalSignal::default(),
            environment: Rc::new(environment),
        }))))
    }

    fn shared(self) -> Option<Rc<Shared>> {
        Option::clone(&self.0.get_untracked())
    }

    /// What does not change; `None` once the element has left the page.
    pub(crate) fn environment(self) -> Option<Rc<Environment>> {
        Some(self.shared()?.environment.clone())
    }

    /// The words of a key; tracked.
    pub(crate) fn text(self, key: Key) -> String {
        self.texts().get(key)
    }

    /// The words of a key, as a closure for a binding.
    pub(crate) fn t(self, key: Key) -> impl Fn() -> String + Copy {
        move || self.text(key)
    }

    /// The id with this end.
    pub(crate) fn id(self, end: &str) -> String {
        self.environment()
            .map(|environment| [&environment.id_prefix, "-", end].concat())
            .unwrap_or_default()
    }

    /// The nodes that the loader has drawn already, while they are being taken over.
    pub(crate) fn drawn(self) -> Claims {
        self.environment()
            .map(|environment| environment.drawn.clone())
            .unwrap_or_default()
    }

    /// Who uses the element.
    pub(crate) fn mode(self) -> Mode {
        self.config_now().mode
    }

    /// Where this mailbox's records are stored.
    pub(crate) fn records(self) -> Records {
        let config = self.config_now();
        Records::new(&config.endpoint.url, &config.mailbox)
    }

    /// Changes what is known of the session.
    pub(crate) fn update_session(self, change: impl FnOnce(&mut Session)) {
        let mut session = *self.session_now();
        change(&mut session);
        self.set_session(session);
    }

    /// Announces a text in the live region, also if it is the same as before. The region is emptied afterwards, so that
    /// nobody who reads the page line by line finds an old text there.
    pub(crate) fn announce(self, mut words: String) {
        if *self.announcement_now() == words {
            words.push('\u{a0}');
        }
        self.set_announcement(words.clone());
        self.after(
            ANNOUNCED,
            Box::new(move || {
                if *self.announcement_now() == words {
                    self.set_announcement(String::new());
                }
            }),
        );
    }

    /// Announces the words of a key in the live region.
    pub(crate) fn announce_key(self, key: Key) {
        self.announce(self.texts_now().get(key));
    }

    /// Reports an event to the host. The answer counts for the cancelable event only: whether to continue.
    pub(crate) fn emit(self, event: HostEvent) -> bool {
        self.environment()
            .and_then(|environment| environment.on_event.try_run(event))
            .unwrap_or(true)
    }

    /// Whether the element has left the page.
    pub(crate) fn is_disposed(self) -> bool {
        self.shared().is_none()
    }
}
