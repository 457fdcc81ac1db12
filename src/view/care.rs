use super::checklist::Client;
use crate::{
    flow::{Checklist, Recovery, Unlock},
    i18n::Key,
    json::Json,
};

/// What is known after the change: devices, their list, and how to help each.
#[derive(Default)]
pub(super) struct Care {
    pub(super) checklist: Checklist,
    /// The devices as the back end said them.
    pub(super) devices: Json,
    /// Mail clients' steps, as they were asked for; `None` for a client without steps of its own.
    pub(super) steps: Vec<(Client, Option<Json>)>,
    /// Whether the list is of an earlier change and not finished.
    pub(super) unfinished: bool,
    /// Whether the browser keeps no list.
    pub(super) not_kept: bool,
    /// What became of copying something.
    pub(super) copied: Option<Key>,
    pub(super) recovery: Recovery,
    pub(super) admin: Admin,
    pub(super) watch: Watch,
}

/// What an administrator chose beside the password.
#[derive(Default)]
pub(super) struct Admin {
    /// Whether the fields hold a generated password.
    pub(super) is_generated: bool,
    /// Why none could be generated.
    pub(super) cannot_generate: Option<Key>,
    pub(super) must_change: bool,
    pub(super) sign_out: bool,
}

/// What the back end last said of the mailbox.
#[derive(Default)]
pub(super) struct Watch {
    /// Whether it said anything.
    pub(super) is_known: bool,
    pub(super) is_locked: bool,
    /// The back end's clock; milliseconds since 1970, as all of these.
    pub(super) now: f64,
    /// When the password was last set.
    pub(super) changed_at: Option<f64>,
    /// When a sign-in was last refused, and by which client.
    pub(super) last_refused: Option<(f64, String)>,
    /// What came of unlocking here.
    pub(super) unlock: Option<Unlock>,
    /// Until when to wait after unlocking, by this computer's clock.
    pub(super) wait_until: Option<f64>,
    pub(super) wait_over: bool,
}

impl Watch {
    /// The latest time that the back end can have seen anything at: now by its clock, and a little; without its word,
    /// now by this computer's, which may be a day behind.
    pub(super) fn latest(&self) -> f64 {
        if self.is_known {
            self.now + 300_000.0
        } else {
            js_sys::Date::now() + 86_400_000.0
        }
    }

    /// Whether it was unlocked here, and nothing says that it locked again.
    pub(super) fn is_unlocked(&self) -> bool {
        matches!(self.unlock, Some(Unlock::Done { .. }))
    }

    /// Whether a lock is on the screen: it is locked, or what came of unlocking stands there.
    pub(super) fn is_shown(&self) -> bool {
        self.is_locked || self.unlock.is_some()
    }
}
