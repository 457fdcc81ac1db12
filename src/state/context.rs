use std::{rc::Rc, time::Duration};

use dom::Claims;
use mailbox_password_rules::Policy;

use super::{
    ClientSteps, Session,
    element_id::ElementId,
    element_signal::ElementSignal,
    environment::Environment,
    registry::{self, Slot},
    value::State,
};
use crate::{
    config::{Config, Mode},
    i18n::{Key, Texts},
    json::Json,
    model::HostEvent,
    store::Records,
};

/// How long an announcement stays in the live region: screen readers have taken it up by then.
const ANNOUNCED: Duration = Duration::from_secs(5);

/// What every component and action may use: configuration, texts, policy, session, announcements, and the host.
///
/// A handle of four bytes, since every binding holds one.
#[derive(Clone, Copy, Eq, PartialEq)]
pub(crate) struct Context(pub(super) ElementId);

/// Declares for a signal how it is read with tracking, read without, and set.
macro_rules! signals {
    ($($(#[$doc:meta])* $get:ident, $now:ident, $set:ident: $slot:ident, $value:ty;)*) => {
        impl Context {$(
            $(#[$doc])*
            pub(crate) fn $get(self) -> Rc<$value> {
                self.signal::<$value>(Slot::$slot).get()
            }

            /// The same, untracked.
            #[allow(dead_code, reason = "not every signal is read both ways")]
            pub(crate) fn $now(self) -> Rc<$value> {
                self.signal::<$value>(Slot::$slot).get_untracked()
            }

            /// Sets it.
            pub(crate) fn $set(self, value: $value) {
                self.signal(Slot::$slot).set(value);
            }
        )*}
    };
}

signals! {
    /// The configuration.
    config, config_now, set_config: Config, Config;
    /// The texts, in the language and for whoever reads them.
    texts, texts_now, set_texts: Texts, Texts;
    /// The back end's policy, else the configuration's, else none.
    policy, policy_now, set_policy: Policy, Policy;
    /// Whether the policy's request is running.
    is_policy_pending, is_policy_pending_now, set_is_policy_pending: IsPolicyPending, bool;
    /// The person's session at the back end.
    session, session_now, set_session: Session, Session;
    /// The text of the live region.
    announcement, announcement_now, set_announcement: Announcement, String;
}

impl Context {
    /// An element's context, until [`dispose`](Self::dispose). Its signals belong to the current owner.
    pub(crate) fn new(config: Config, environment: Environment) -> Self {
        let texts = Texts::new("", Json::default(), environment.language.clone());
        let cx = Self(registry::add(environment));
        cx.set_config(config);
        cx.set_texts(texts);
        cx
    }

    /// Forgets what the element holds, which leaves the page: every signal reads as the default from now on.
    pub(crate) fn dispose(self) {
        registry::remove(self.0);
    }

    /// A signal of the element.
    pub(super) fn signal<T: State>(self, slot: Slot) -> ElementSignal<T> {
        ElementSignal::new(self.0, slot)
    }

    /// The steps of mail programs that are loaded.
    pub(crate) fn client_steps(self) -> ElementSignal<ClientSteps> {
        self.signal(Slot::ClientSteps)
    }

    /// What does not change; `None` once the element has left the page.
    pub(crate) fn environment(self) -> Option<Rc<Environment>> {
        registry::environment(self.0)
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
            .is_none_or(|environment| environment.on_event.run(event))
    }

    /// Whether the element has left the page.
    pub(crate) fn is_disposed(self) -> bool {
        self.environment().is_none()
    }
}
