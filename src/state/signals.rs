//! The signals of each concern, as components and actions are given them.

use mailbox_password_rules::{Policy, Shortfall};

use super::{
    ChangeState, ChecklistState, Context, Devices, Form, Generator, Judgement, MailboxState,
    Polling, RecoveryState, UnlockState, element_id::ElementId, element_signal::ElementSignal,
    registry::Slot,
};
use crate::{
    config::Mode,
    i18n::Key,
    model::{Evidence, Lock, Step, quiet_for},
};

/// Declares what gives access to some of an element's signals.
macro_rules! groups {
    ($($(#[$doc:meta])* $group:ident { $($(#[$doc_of_signal:meta])* $signal:ident: $slot:ident, $value:ty;)* })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy)]
        pub(crate) struct $group {
            pub(crate) cx: Context,
        }

        impl $group {$(
            $(#[$doc_of_signal])*
            pub(crate) fn $signal(self) -> ElementSignal<$value> {
                self.cx.signal(Slot::$slot)
            }
        )*}
    )*};
}

groups! {
    /// The form, the verdicts on the new password, what it still lacks, the change, and the lock that is shown.
    FormSignals {
        form: Form, Form;
        judgement: Judgement, Judgement;
        shortfall: Shortfall, Shortfall;
        change: Change, ChangeState;
        lock: Lock, Option<Lock>;
    }

    /// The mailbox's status and devices at the back end, and the unlock request.
    MailboxSignals {
        mailbox: Mailbox, MailboxState;
        devices: Devices, Devices;
        unlock: Unlock, UnlockState;
        polling: Polling, Polling;
    }

    /// The list of devices.
    ChecklistSignals {
        checklist: Checklist, ChecklistState;
    }

    /// An administrator's form, with its generator.
    AdministratorSignals {
        generator: Generator, Generator;
        /// Whether the generated password was copied.
        copied: Copied, Option<Key>;
    }

    /// The recovery of a locked mailbox.
    RecoverySignals {
        recovery: Recovery, RecoveryState;
    }

    /// The signals of all concerns, for what connects them.
    ElementSignals {}
}

impl AdministratorSignals {
    /// The form.
    pub(crate) fn form(self) -> FormSignals {
        FormSignals { cx: self.cx }
    }
}

impl FormSignals {
    /// Whether the policy allows generated passwords only.
    pub(crate) fn must_generate(self) -> bool {
        must_generate(self.cx.mode(), &self.cx.policy())
    }

    /// Whether a password has to be generated first: it may not be typed, and there is none yet.
    pub(crate) fn needs_generated(self) -> bool {
        self.must_generate() && !self.form().get().is_generated
    }

    /// Whether a change waits until the mailbox is unlocked: while the back end says, or has said until when, it is
    /// locked. Where nobody would say that it is over, it does not wait.
    pub(crate) fn waits_for_unlock(self) -> bool {
        let is_asked = self.cx.config().status_endpoint.is_some();
        let lock = *self.lock().get();
        lock.is_some_and(|lock| !lock.is_over && (lock.until.is_some() || is_asked))
    }

    /// Whether nothing can be typed into the fields.
    pub(crate) fn is_read_only(self) -> bool {
        self.change().get().is_pending() || self.form().get().is_generated || self.must_generate()
    }
}

impl MailboxSignals {
    /// What speaks for or against unlocking, while there is something to unlock.
    pub(crate) fn evidence(self) -> Option<Evidence> {
        if self.unlock().get().is_done() {
            return None;
        }
        let devices = self.devices().get();
        let devices = devices.as_deref().unwrap_or_default();
        let quiet = quiet_for(&self.cx.policy());
        self.mailbox().get().evidence(devices, quiet)
    }

    /// Whether what is said about a lock no longer applies.
    pub(crate) fn is_lock_over(self) -> bool {
        self.unlock().get().is_done() || !self.mailbox().get().is_locked
    }

    /// Whether there is something to say about a lock: it was locked, or unlocking was tried here.
    pub(crate) fn has_lock_news(self) -> bool {
        self.mailbox().get().was_locked || self.unlock().get().outcome.is_some()
    }
}

fn must_generate(mode: Mode, policy: &Policy) -> bool {
    mode == Mode::Administrator && !policy.supports.typed_by_administrator
}

impl ElementSignals {
    /// The form.
    pub(crate) fn form(self) -> FormSignals {
        FormSignals { cx: self.cx }
    }

    /// The administrator's form.
    pub(crate) fn administrator(self) -> AdministratorSignals {
        AdministratorSignals { cx: self.cx }
    }

    /// The mailbox.
    pub(crate) fn mailbox(self) -> MailboxSignals {
        MailboxSignals { cx: self.cx }
    }

    /// The list of devices.
    pub(crate) fn checklist(self) -> ChecklistSignals {
        ChecklistSignals { cx: self.cx }
    }

    /// The recovery.
    pub(crate) fn recovery(self) -> RecoverySignals {
        RecoverySignals { cx: self.cx }
    }

    /// The number of the element, which is what a [`Handle`](crate::ui::Handle) keeps.
    pub(crate) fn id(self) -> ElementId {
        self.cx.0
    }

    /// The signals of the element with this number.
    pub(crate) fn of(id: ElementId) -> Self {
        Self { cx: Context(id) }
    }

    /// Whether unlocking is the right next step: every device was reported off, or quiet, and none speaks against it.
    pub(crate) fn is_safe_to_unlock(self) -> bool {
        match self.mailbox().evidence() {
            Some(Evidence::Quiet) => true,
            Some(Evidence::Refused { .. }) => false,
            None => self
                .recovery()
                .recovery()
                .get()
                .recovery
                .done(Step::Remove)
                .is_some(),
        }
    }
}
