//! One device: what it holds, and what it does.

use std::sync::{Mutex, MutexGuard, PoisonError};

use mailbox_password_rules::wire::Device;

use crate::clock::{Clock, Timestamp};
use crate::directory::{Attempt, DirectoryError, Purpose, SignIn};
use crate::directory_service::DirectoryService;

/// A device. It has no `Debug`, because it holds a password.
pub(super) struct SimulatedDevice {
    known: Device,
    memory: Mutex<Memory>,
}

struct Memory {
    password: Option<String>,
    signing_in: bool,
    last_try: Option<Try>,
}

/// A try, and what came of it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Try {
    pub(crate) at: Timestamp,
    pub(crate) outcome: Outcome,
}

/// What came of a try.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Outcome {
    /// The password works.
    Accepted,
    /// The mailbox is locked, so no password works.
    LockedOut,
    /// The directory gave no answer.
    NoAnswer,
    /// The password does not work.
    Refused,
}

/// What a device does now.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Activity {
    /// It has no password, so it does not try.
    NoPassword,
    /// It is stopped.
    Quiet,
    /// A try is going on.
    SigningIn,
    /// It is started and has tried; it goes on trying.
    Tried(Outcome),
    /// It is started; its first turn is to come.
    Waiting,
}

/// What anybody may know of a device.
#[derive(Clone, Debug)]
pub(crate) struct Shown {
    pub(crate) id: String,
    pub(crate) name: String,
    /// The mail client's id.
    pub(crate) client: String,
    pub(crate) activity: Activity,
    pub(crate) has_password: bool,
    pub(crate) last_try: Option<Try>,
}

impl Outcome {
    /// The word for it in the log and in a page's markup.
    pub(crate) const fn id(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::LockedOut => "locked-out",
            Self::NoAnswer => "no-answer",
            Self::Refused => "refused",
        }
    }
}

impl SimulatedDevice {
    pub(super) fn new(known: Device, password: &str) -> Self {
        Self {
            known,
            memory: Mutex::new(Memory {
                password: Some(password.to_owned()),
                signing_in: false,
                last_try: None,
            }),
        }
    }

    pub(super) fn id(&self) -> &str {
        &self.known.id
    }

    pub(super) fn has_password(&self) -> bool {
        self.memory().password.is_some()
    }

    /// Takes what it is given, unchecked. What came of another password is forgotten.
    pub(super) fn hold(&self, password: Option<String>) {
        let mut memory = self.memory();
        memory.password = password;
        memory.last_try = None;
    }

    /// Signs in with the password that it holds; without one it does nothing.
    pub(super) async fn sign_in(
        &self,
        directory: &DirectoryService,
        clock: &Clock,
        mailbox: &'static str,
    ) {
        let Some(password) = self.begin() else { return };
        let known = self.known.clone();
        let answer = directory
            .with_password(move |directory| {
                directory.sign_in(&Attempt {
                    mailbox,
                    password: &password,
                    client: &known.name,
                    device: Some(&known.id),
                    purpose: Purpose::Mail,
                })
            })
            .await;
        let outcome = judge(answer);
        self.end(Try {
            at: clock.now(),
            outcome,
        });
        tracing::info!(
            device = self.known.id,
            outcome = outcome.id(),
            "simulated sign-in"
        );
    }

    pub(super) fn shown(&self, started: bool) -> Shown {
        let memory = self.memory();
        let activity = match memory.last_try {
            _ if memory.password.is_none() => Activity::NoPassword,
            _ if memory.signing_in => Activity::SigningIn,
            _ if !started => Activity::Quiet,
            Some(last) => Activity::Tried(last.outcome),
            None => Activity::Waiting,
        };
        Shown {
            id: self.known.id.clone(),
            name: self.known.name.clone(),
            client: self.known.client.clone(),
            activity,
            has_password: memory.password.is_some(),
            last_try: memory.last_try,
        }
    }

    fn begin(&self) -> Option<String> {
        let mut memory = self.memory();
        memory.signing_in = memory.password.is_some();
        memory.password.clone()
    }

    fn end(&self, last: Try) {
        let mut memory = self.memory();
        memory.signing_in = false;
        memory.last_try = Some(last);
    }

    fn memory(&self) -> MutexGuard<'_, Memory> {
        self.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn judge(answer: Result<SignIn, DirectoryError>) -> Outcome {
    match answer {
        Ok(SignIn::Accepted(_)) => Outcome::Accepted,
        Ok(SignIn::Locked) => Outcome::LockedOut,
        Ok(SignIn::Refused) => Outcome::Refused,
        Err(error) => {
            tracing::error!(%error, "no answer from the directory");
            Outcome::NoAnswer
        }
    }
}
