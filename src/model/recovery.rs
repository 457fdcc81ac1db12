use mailbox_password_rules::with_ids;

/// Who uses the element, or whose turn it is, in a recovery.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Side {
    /// The administrator.
    Administrator,
    /// The mailbox's user.
    #[default]
    User,
}

with_ids! {
    /// A step of the recovery, in the order in which they must be done. The id is the end of its element's, after the
    /// prefix.
    #[derive(Clone, Copy, Debug, Eq, PartialEq)]
    pub enum Step {
        /// Gather every device.
        Gather = "step-1",
        /// Take the password out of all of them.
        Remove = "step-2",
        /// Unlock the mailbox.
        Unlock = "step-3",
        /// Prove the password in webmail, once.
        Prove = "step-4",
        /// Enter it, one device at a time.
        Enter = "step-5",
    }
}

impl Step {
    /// As people say it: from 1.
    #[must_use]
    pub const fn number(self) -> u32 {
        self as u32 + 1
    }

    /// Whose turn it is.
    #[must_use]
    pub const fn side(self) -> Side {
        match self {
            Self::Unlock => Side::Administrator,
            Self::Gather | Self::Remove | Self::Prove | Self::Enter => Side::User,
        }
    }
}

/// A device in a recovery.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RecoveryDevice {
    /// Stable: the back end's id, or the client's for a device that the person added.
    pub id: String,
    /// What the person would call it; empty for one that is called by its client.
    pub name: String,
    /// The mail client's id.
    pub client: String,
    /// Whether the back end named it.
    pub listed: bool,
    /// When the password was reported removed; milliseconds since 1970, 0 if that was not stored.
    pub off_at: Option<f64>,
    /// Whether it gets mail again.
    pub is_back: bool,
    /// When the back end last refused it; milliseconds since 1970. It is never kept, nor is what follows.
    pub refused_at: Option<f64>,
    /// When it last signed in.
    pub signed_in_at: Option<f64>,
    /// Whether the back end says that it did so with the new password.
    pub uses_new: bool,
}

impl RecoveryDevice {
    /// Whether what a step does with each device was reported of this one.
    #[must_use]
    pub fn is_done(&self, step: Step) -> bool {
        match step {
            Step::Remove => self.off_at.is_some(),
            Step::Enter => self.is_back,
            Step::Gather | Step::Unlock | Step::Prove => false,
        }
    }
}

/// How far the recovery of a mailbox has come, as it was reported on this computer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Recovery {
    /// When each step was reported done; milliseconds since 1970.
    pub done: [Option<f64>; 5],
    /// The devices, the back end's first.
    pub devices: Vec<RecoveryDevice>,
    /// Whether webmail refused the password.
    pub was_refused: bool,
}

impl Recovery {
    /// When a step was reported done.
    #[must_use]
    pub fn done(&self, step: Step) -> Option<f64> {
        self.done.get(step as usize).copied().flatten()
    }

    /// Whether anything was reported.
    #[must_use]
    pub fn has_begun(&self) -> bool {
        let of_devices = |device: &RecoveryDevice| !device.listed || device.off_at.is_some();
        self.last_done().is_some() || self.devices.iter().any(of_devices)
    }

    /// Whose step it is. A password that webmail refuses is the administrator's matter.
    #[must_use]
    pub fn side(&self, step: Step) -> Side {
        if step == Step::Prove && self.was_refused {
            Side::Administrator
        } else {
            step.side()
        }
    }

    /// The first step that is not done; `None` at the end.
    #[must_use]
    pub fn next(&self) -> Option<Step> {
        Step::ALL
            .into_iter()
            .find(|step| self.done(*step).is_none())
    }

    /// The last step that is done, if none after it is: the one that can be taken back.
    #[must_use]
    pub fn last_done(&self) -> Option<Step> {
        Step::ALL
            .into_iter()
            .rev()
            .find(|step| self.done(*step).is_some())
    }

    /// A step is done.
    pub fn report(&mut self, step: Step, at: f64) {
        if let Some(done) = self.done.get_mut(step as usize) {
            *done = Some(at);
        }
        if step == Step::Prove {
            self.was_refused = false;
        }
    }

    /// A step is not done after all, nor is what came after it.
    pub fn undo(&mut self, step: Step) {
        for done in self.done.iter_mut().skip(step as usize) {
            *done = None;
        }
    }

    /// Whether this device is the first that still has the password.
    #[must_use]
    pub fn is_next_off(&self, id: &str) -> bool {
        let mut devices = self.devices.iter();
        let next = devices.find(|device| device.off_at.is_none());
        next.is_some_and(|next| next.id == id)
    }

    /// The one device that gets the password now: the first that does not get mail yet.
    #[must_use]
    pub fn current_device(&self) -> Option<usize> {
        self.devices.iter().position(|device| !device.is_back)
    }

    /// Merges the back end's devices: new ones go before what the person added, known ones keep what was reported.
    pub fn merge(&mut self, listed: Vec<RecoveryDevice>) {
        let mut at = self.devices.iter().filter(|device| device.listed).count();
        for device in listed {
            let mut known = self.devices.iter_mut();
            if let Some(own) = known.find(|own| own.listed && own.id == device.id) {
                own.name = device.name;
                own.client = device.client;
                own.refused_at = device.refused_at;
                own.signed_in_at = device.signed_in_at;
                own.uses_new = device.uses_new;
            } else {
                self.devices.insert(at, device);
                at += 1;
            }
        }
    }
}
