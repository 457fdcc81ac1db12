use super::checklist::Client;
use crate::{
    flow::{Checklist, Recovery, Unlock, Wishes},
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
    /// Whether the unfinished list of an earlier change was unfolded.
    pub(super) is_opened: bool,
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
    /// Whether a generated password did not meet the rules, which came later, and another was drawn.
    pub(super) is_redrawn: bool,
}

impl Admin {
    /// What was asked for with a change that an earlier page left open.
    pub(super) fn take_up(&mut self, wishes: Wishes) {
        self.must_change = wishes.must_change;
        self.sign_out = wishes.sign_out;
    }
}

/// What the back end last said of the mailbox.
#[derive(Default)]
pub(super) struct Watch {
    /// Whether it said anything.
    pub(super) is_known: bool,
    /// Whether its last answer could be had: what is safe is safe only then.
    pub(super) is_live: bool,
    pub(super) is_locked: bool,
    /// Whether it was locked at any time since this is watched.
    pub(super) was_locked: bool,
    /// Whether another password must be chosen at the next sign-in, if it says so.
    pub(super) must_change: Option<bool>,
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
    /// The two things that are asked again and again.
    pub(super) status: Question,
    pub(super) devices: Question,
}

/// Something that is asked again and again, but not while it is being asked.
#[derive(Default)]
pub(super) struct Question {
    is_running: bool,
    is_stale: bool,
}

impl Question {
    /// Whether to ask now. If it is being asked already, and something has happened since, that answer is out of date.
    pub(super) fn begin(&mut self, has_happened: bool) -> bool {
        let begins = !self.is_running;
        self.is_running = true;
        self.is_stale |= has_happened && !begins;
        begins
    }

    /// The answer has come; whether it is out of date, and so to be asked for again.
    pub(super) fn end(&mut self) -> bool {
        self.is_running = false;
        std::mem::take(&mut self.is_stale)
    }
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

    /// Whether the back end says that it is locked, as far as its last answer goes.
    pub(super) fn says_locked(&self) -> bool {
        self.is_known && self.is_locked
    }

    /// Whether the back end says that it is not locked.
    pub(super) fn says_open(&self) -> bool {
        self.is_known && !self.is_locked
    }

    /// Whether the words on a lock are no longer true.
    pub(super) fn is_over(&self) -> bool {
        self.is_unlocked() || !self.is_locked
    }

    /// The back end can no longer be asked: what it said is not said any more.
    pub(super) fn loses_sight(&mut self) {
        self.is_known = false;
        self.is_live = false;
    }

    /// Whether there is something to say of a lock: it was locked, or something came of unlocking.
    pub(super) fn is_shown(&self) -> bool {
        self.was_locked || self.unlock.is_some()
    }
}
