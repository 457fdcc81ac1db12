use std::rc::Rc;

use mailbox_password_rules::{Advice, Finding, Policy, ProblemCode};

#[cfg(feature = "full")]
use super::care::Care;
use super::{errors::Errors, field::Field};
#[cfg(feature = "full")]
use crate::flow::Unlock;
use crate::{
    config::{Config, Mode},
    flow::{Changed, Failure, Flow, Phase, Refusal, old_password_stopped},
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
    /// What the summary of what went wrong is about, while it is shown.
    pub(super) summary: Option<Summary>,
    /// Which fields show what is in them.
    pub(super) shown: Vec<Field>,
    /// The field in which Caps Lock was noticed.
    pub(super) caps: Option<Field>,
    /// Whether the request takes long.
    pub(super) slow: bool,
    pub(super) locked: Option<Locked>,
    /// That the session has ended, as a question's answer showed; nothing more is asked until the host says so.
    pub(super) expired: Option<Key>,
    /// When the change that was just made is known to have been made; milliseconds since 1970.
    pub(super) changed_at: f64,
    /// Whether the person looked at what to prepare.
    pub(super) prepares: bool,
    /// Whether the person goes through the recovery here.
    pub(super) recovers: bool,
    /// Whether this browser keeps a list of an earlier change that is not finished.
    pub(super) has_list: bool,
    /// What became of loading each part, by its index.
    parts: [PartState; 4],
    /// What comes after the change, and what is only in the larger module.
    #[cfg(feature = "full")]
    pub(super) care: Care,
    /// What the one live region says.
    pub(super) announcement: String,
    /// `passwordChangedAt` when the form was shown.
    pub(super) baseline: Option<String>,
}

impl State {
    pub(super) fn new(config: Rc<Config>) -> Self {
        Self {
            texts: texts(&config, Json::object()),
            policy: config
                .policy
                .clone()
                .map(|policy| heeded(&config, policy))
                .unwrap_or_default(),
            config,
            flow: Flow::default(),
            findings: Vec::new(),
            advice: Vec::new(),
            errors: Errors::default(),
            summary: None,
            shown: Vec::new(),
            caps: None,
            slow: false,
            locked: None,
            expired: None,
            changed_at: 0.0,
            prepares: false,
            recovers: false,
            has_list: false,
            parts: [PartState::Loading; 4],
            #[cfg(feature = "full")]
            care: Care::default(),
            announcement: String::new(),
            baseline: None,
        }
    }

    /// Where this mailbox's records are kept.
    pub(super) fn place(&self) -> Place {
        Place::new(&self.config.endpoint.url, &self.config.mailbox)
    }

    /// What became of loading the part of this index.
    pub(super) fn part(&self, index: usize) -> PartState {
        self.parts.get(index).copied().unwrap_or(PartState::Loading)
    }

    pub(super) fn set_part(&mut self, index: usize, now: PartState) {
        if let Some(part) = self.parts.get_mut(index) {
            *part = now;
        }
    }

    /// The same form, begun anew: what the provider and the language say stays, and what stands on the page.
    pub(super) fn anew(&mut self) -> Self {
        Self {
            texts: self.texts.clone(),
            policy: std::mem::take(&mut self.policy),
            parts: self.parts,
            ..Self::new(self.config.clone())
        }
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

    /// Whether what was sent last was refused because the session has ended. That is said where it was sent.
    pub(super) fn is_signed_out(&self) -> bool {
        let is_it = |refusal: &Refusal| refusal.code == Some(ProblemCode::SessionExpired);
        #[cfg(feature = "full")]
        if matches!(&self.care.watch.unlock, Some(Unlock::Refused(refusal)) if is_it(refusal)) {
            return true;
        }
        matches!(&self.flow.failure, Some(Failure::Refused(refusal)) if is_it(refusal))
    }

    /// That the session has ended, and, where something was typed, that it stays.
    pub(super) fn session_ended(&self) -> Key {
        #[cfg(feature = "full")]
        if self.config.mode == Mode::Recovery || self.is_changed() {
            return Key::SessionEnded;
        }
        Key::SessionExpired
    }

    pub(super) fn is_sending(&self) -> bool {
        matches!(self.flow.phase, Phase::Sending)
    }

    /// Whether nothing can be typed into the fields.
    pub(super) fn is_fixed(&self) -> bool {
        #[cfg(feature = "full")]
        if self.config.mode == Mode::Administrator {
            let is_given = self.care.admin.is_generated || self.must_generate();
            return self.is_sending() || is_given;
        }
        self.is_sending()
    }

    /// Whether this administrator may send generated passwords only.
    #[cfg(feature = "full")]
    pub(super) fn must_generate(&self) -> bool {
        self.config.mode == Mode::Administrator && !self.policy.supports.typed_by_administrator
    }

    /// Whether what stands in the fields is on its way, or nobody knows what became of it.
    #[cfg(feature = "full")]
    pub(super) fn is_open(&self) -> bool {
        self.is_sending() || self.is_unknown()
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

/// The words for whoever the widget speaks to.
pub(super) fn texts(config: &Config, file: Json) -> Texts {
    let texts = Texts::new(&config.lang, config.texts.clone(), file);
    #[cfg(feature = "full")]
    if config.mode == Mode::Administrator {
        return texts.for_administrator();
    }
    texts
}

/// The policy as far as it holds here: the minimum age is for one's own changes.
pub(super) fn heeded(config: &Config, mut policy: Policy) -> Policy {
    if cfg!(feature = "full") && config.mode == Mode::Administrator {
        policy.min_age_seconds = None;
    }
    policy
}

/// What a summary is about.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Summary {
    /// The last change did not happen.
    Failed,
    /// The form itself stopped a submit.
    Stopped,
}

/// What became of loading a part.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum PartState {
    Failed,
    Loading,
    Shown,
}

/// The mailbox is locked.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Locked {
    /// When it was found to be; milliseconds since 1970.
    pub(super) since: f64,
    /// When it unlocks by itself, by this computer's clock; milliseconds since 1970.
    pub(super) until: Option<f64>,
    /// Whether a change was refused for it (or the state was only read).
    pub(super) refused: bool,
    /// Whether the waiting time is over.
    pub(super) over: bool,
}
