//! The signals of each concern, as components and actions are given them.

use std::rc::Rc;

use mailbox_password_rules::Policy;

use super::{
    ChangeState, ChecklistState, ClientSteps, Context, Devices, Form, Generator, LocalSignal,
    MailboxState, Polling, RecoveryState, UnlockState,
    value::{State, Value},
};
use crate::{
    config::Mode,
    i18n::Key,
    model::{Evidence, Lock, Step, quiet_for},
};

/// The form, its change, and the lock that is shown.
#[derive(Clone, Copy)]
pub(crate) struct FormSignals {
    pub(crate) cx: Context,
    pub(crate) form: LocalSignal<Form>,
    pub(crate) change: LocalSignal<ChangeState>,
    pub(crate) lock: LocalSignal<Option<Lock>>,
}

/// The mailbox's status and devices at the back end, and the unlock request.
#[derive(Clone, Copy)]
pub(crate) struct MailboxSignals {
    pub(crate) cx: Context,
    pub(crate) mailbox: LocalSignal<MailboxState>,
    pub(crate) devices: LocalSignal<Devices>,
    pub(crate) unlock: LocalSignal<UnlockState>,
    pub(crate) polling: LocalSignal<Polling>,
}

/// The list of devices.
#[derive(Clone, Copy)]
pub(crate) struct ChecklistSignals {
    pub(crate) cx: Context,
    pub(crate) checklist: LocalSignal<ChecklistState>,
    pub(crate) steps: LocalSignal<ClientSteps>,
}

/// An administrator's form, with its generator.
#[derive(Clone, Copy)]
pub(crate) struct AdministratorSignals {
    pub(crate) form: FormSignals,
    pub(crate) generator: LocalSignal<Generator>,
    /// Whether the generated password was copied.
    pub(crate) copied: LocalSignal<Option<Key>>,
}

/// The recovery of a locked mailbox.
#[derive(Clone, Copy)]
pub(crate) struct RecoverySignals {
    pub(crate) cx: Context,
    pub(crate) recovery: LocalSignal<RecoveryState>,
    pub(crate) steps: LocalSignal<ClientSteps>,
}

impl FormSignals {
    pub(crate) fn new(cx: Context) -> Self {
        Self {
            cx,
            form: LocalSignal::default(),
            change: LocalSignal::default(),
            lock: LocalSignal::default(),
        }
    }

    /// Whether the policy allows generated passwords only.
    pub(crate) fn must_generate(self) -> bool {
        must_generate(self.cx.mode(), &self.cx.policy())
    }

    /// Whether a change waits until the mailbox is unlocked: while the back end says, or has said until when, it is
    /// locked. Where nobody would say that it is over, it does not wait.
    pub(crate) fn waits_for_unlock(self) -> bool {
        let is_asked = self.cx.config().status_endpoint.is_some();
        let lock = *self.lock.get();
        lock.is_some_and(|lock| !lock.is_over && (lock.until.is_some() || is_asked))
    }

    /// Whether nothing can be typed into the fields.
    pub(crate) fn is_read_only(self) -> bool {
        self.change.get().is_pending() || self.form.get().is_generated || self.must_generate()
    }
}

impl MailboxSignals {
    pub(crate) fn new(cx: Context) -> Self {
        Self {
            cx,
            mailbox: LocalSignal::default(),
            devices: LocalSignal::default(),
            unlock: LocalSignal::default(),
            polling: LocalSignal::default(),
        }
    }

    /// What speaks for or against unlocking, while there is something to unlock.
    pub(crate) fn evidence(self) -> Option<Evidence> {
        if self.unlock.get().is_done() {
            return None;
        }
        let devices = self.devices.get();
        let devices = devices.as_deref().unwrap_or_default();
        let quiet = quiet_for(&self.cx.policy());
        self.mailbox.get().evidence(devices, quiet)
    }

    /// Whether what is said about a lock no longer applies.
    pub(crate) fn is_lock_over(self) -> bool {
        self.unlock.get().is_done() || !self.mailbox.get().is_locked
    }

    /// Whether there is something to say about a lock: it was locked, or unlocking was tried here.
    pub(crate) fn has_lock_news(self) -> bool {
        self.mailbox.get().was_locked || self.unlock.get().outcome.is_some()
    }
}

impl ChecklistSignals {
    pub(crate) fn new(cx: Context, steps: LocalSignal<ClientSteps>) -> Self {
        Self {
            cx,
            checklist: LocalSignal::default(),
            steps,
        }
    }
}

impl RecoverySignals {
    pub(crate) fn new(cx: Context, steps: LocalSignal<ClientSteps>) -> Self {
        Self {
            cx,
            recovery: LocalSignal::default(),
            steps,
        }
    }
}

fn must_generate(mode: Mode, policy: &Policy) -> bool {
    mode == Mode::Administrator && !policy.supports.typed_by_administrator
}

/// All signals of one element. Only what connects the concerns holds it; components and actions get the group that they
/// need.
#[derive(Clone, Copy)]
pub(crate) struct ElementSignals {
    pub(crate) cx: Context,
    pub(crate) form: FormSignals,
    pub(crate) administrator: AdministratorSignals,
    pub(crate) mailbox: MailboxSignals,
    pub(crate) checklist: ChecklistSignals,
    pub(crate) recovery: RecoverySignals,
}

impl ElementSignals {
    /// Whether unlocking is the right next step: every device was reported off, or quiet, and none speaks against it.
    pub(crate) fn is_safe_to_unlock(self) -> bool {
        match self.mailbox.evidence() {
            Some(Evidence::Quiet) => true,
            Some(Evidence::Refused { .. }) => false,
            None => self
                .recovery
                .recovery
                .get()
                .recovery
                .done(Step::Remove)
                .is_some(),
        }
    }

    pub(crate) fn new(cx: Context) -> Self {
        let steps = LocalSignal::default();
        let form = FormSignals::new(cx);
        Self {
            cx,
            form,
            administrator: AdministratorSignals {
                form,
                generator: LocalSignal::default(),
                copied: LocalSignal::default(),
            },
            mailbox: MailboxSignals::new(cx),
            checklist: ChecklistSignals::new(cx, steps),
            recovery: RecoverySignals::new(cx, steps),
        }
    }
}

impl State for Option<ElementSignals> {
    fn into_value(self) -> Value {
        Value::signals(self)
    }

    fn from_value(value: Value) -> Option<Rc<Self>> {
        value.of_signals()
    }
}
